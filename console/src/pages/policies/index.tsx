/** The rules: which hold, which held before, and writing new ones. */

import { useQuery } from "@tanstack/preact-query";
import { useRoute } from "preact-iso";

import { api, got } from "../../api/client";
import { Failed, Waiting } from "../../parts/states";
import "./policies.css";
import { Stored } from "./stored";
import { Versions } from "./versions";
import { Writing } from "./writing";

export function Policies() {
  const { params } = useRoute();
  const policies = useQuery({ queryKey: ["policies"], queryFn: () => got(api.GET("/v1/policies")) });
  const version = params.version === undefined ? undefined : Number(params.version);
  return (
    <article class="page policies">
      <header>
        <h1>Policies</h1>
      </header>
      {policies.isPending ? <Waiting what="the policies" /> : null}
      {policies.isError ? <Failed error={policies.error} again={() => void policies.refetch()} /> : null}
      {policies.data ? (
        <div class="beside">
          <Versions policies={policies.data} shown={version} />
          {version === undefined ? (
            <Writing policies={policies.data} />
          ) : (
            <Stored key={version} version={version} policies={policies.data} />
          )}
        </div>
      ) : null}
    </article>
  );
}
