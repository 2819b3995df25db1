/** How one author stands, how that came about, and with whom they act. */

import { useQuery } from "@tanstack/preact-query";

import { useMay } from "../../app";
import { Refused, api, got } from "../../api/client";
import { Standing } from "../../parts/standing";
import { Failed, Nothing, Waiting } from "../../parts/states";
import { percent, time, words } from "../../parts/words";
import { Company } from "./company";
import { Stored } from "./stored";
import { Timeline } from "./timeline";

export function One({ author }: { author: string }) {
  const mayErase = useMay("admin");
  const standing = useQuery({
    queryKey: ["standing", author],
    queryFn: () => got(api.GET("/v1/actors/{author}", { params: { path: { author } } })),
  });
  const isUnknown = standing.error instanceof Refused && standing.error.status === 404;
  return (
    <>
      <div class="columns">
        <section class="card" aria-label="How they stand">
          <h2>Now</h2>
          {standing.isPending ? <Waiting what="the standing" /> : null}
          {isUnknown ? (
            <Nothing>Nothing is known of this author: nothing that they wrote was decided about, or they were forgotten.</Nothing>
          ) : standing.isError ? (
            <Failed error={standing.error} again={() => void standing.refetch()} />
          ) : null}
          {standing.data ? (
            <>
              <Standing standing={standing.data} />
              <Families families={standing.data.families} />
              <p>
                <small>
                  As of {time(standing.data.as_of * 1_000)}
                  {standing.data.percentile === null
                    ? "."
                    : `; stands worse than ${percent(standing.data.percentile)} of all authors.`}
                </small>
              </p>
            </>
          ) : null}
        </section>
        <Company author={author} />
      </div>
      <Timeline author={author} />
      {mayErase ? <Stored author={author} /> : null}
    </>
  );
}

function Families({ families }: { families: Record<string, number> }) {
  const sorted = Object.entries(families).sort(([, one], [, other]) => other - one);
  return (
    <details>
      <summary>For each kind of abuse</summary>
      <dl class="families">
        {sorted.map(([family, probability]) => (
          <div key={family}>
            <dt>{words(family)}</dt>
            <dd>{percent(probability, 1)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
