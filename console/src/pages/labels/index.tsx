/** Labels that were taught: how good they are, which hold, and teaching more. */

import { useQuery } from "@tanstack/preact-query";
import { useRoute } from "preact-iso";

import { useMay } from "../../app";
import { api, got } from "../../api/client";
import { Failed, Waiting } from "../../parts/states";
import "./labels.css";
import { Listed } from "./listed";
import { One } from "./one";
import { Teach } from "./teach";

export function Labels() {
  const { params } = useRoute();
  const mayTeach = useMay("rules");
  const labels = useQuery({ queryKey: ["labels"], queryFn: () => got(api.GET("/v1/labels")) });
  const policies = useQuery({ queryKey: ["policies"], queryFn: () => got(api.GET("/v1/policies")) });
  const failed = labels.isError ? labels : policies.isError ? policies : undefined;
  return (
    <article class="page labels">
      <header>
        <h1>{params.label ?? "Labels"}</h1>
        {params.label === undefined ? null : <a href="/console/labels">All labels</a>}
      </header>
      {failed ? (
        <Failed error={failed.error} again={() => void failed.refetch()} />
      ) : !labels.data || !policies.data ? (
        <Waiting what="the labels" />
      ) : params.label === undefined ? (
        <div class="columns">
          <Listed labels={labels.data} policy={policies.data.in_force.source} />
          {mayTeach ? <Teach /> : null}
        </div>
      ) : (
        <One key={params.label} label={params.label} labels={labels.data} policy={policies.data.in_force.source} />
      )}
    </article>
  );
}
