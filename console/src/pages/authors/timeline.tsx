/** How an author's standing went, decision by decision: drawn, and as a table. */

import { useQuery } from "@tanstack/preact-query";
import { useMemo } from "preact/hooks";

import { type Schemas, api, got } from "../../api/client";
import { Badge } from "../../parts/badge";
import { decisionPath } from "../../parts/paths";
import { Failed, Nothing, Waiting } from "../../parts/states";
import { ago, percent, time, words } from "../../parts/words";
import { Chart } from "./chart";
import { moved } from "./moved";

const MOST = 200;
const MOVES_SHOWN = 3;

export function Timeline({ author }: { author: string }) {
  const timeline = useQuery({
    queryKey: ["timeline", author],
    queryFn: () =>
      got(api.GET("/v1/actors/{author}/timeline", { params: { path: { author }, query: { limit: MOST } } })),
  });
  const moments = timeline.data?.moments ?? [];
  const standings = useMemo(
    () => moments.flatMap(({ standing }) => standing ?? []).sort((one, other) => one.as_of - other.as_of),
    [timeline.data],
  );
  return (
    <section class="card" aria-label="What was decided about what they wrote">
      <h2>What was decided</h2>
      {timeline.isPending ? <Waiting what="the decisions" /> : null}
      {timeline.isError ? <Failed error={timeline.error} again={() => void timeline.refetch()} /> : null}
      {timeline.isSuccess && moments.length === 0 ? <Nothing>Nothing that is still kept.</Nothing> : null}
      {standings.length > 1 ? <Chart standings={standings} /> : null}
      {moments.length > 0 ? <Moments moments={moments} /> : null}
      {moments.length === MOST ? (
        <p>
          <a href={`/console/decisions?${new URLSearchParams({ author })}`}>Older decisions</a>
        </p>
      ) : null}
    </section>
  );
}

/** The newest first. */
function Moments({ moments }: { moments: Schemas["Moment"][] }) {
  return (
    <div class="wide" role="region" aria-label="Decisions about the author" tabIndex={0}>
      <table class="table moments">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Decision</th>
            <th scope="col">Found</th>
            <th scope="col">Standing</th>
            <th scope="col">What moved it</th>
          </tr>
        </thead>
        <tbody>
          {moments.map((moment, index) => {
            const before = moments.slice(index + 1).find((earlier) => earlier.standing)?.standing;
            return <Row key={moment.decision_id} moment={moment} before={before} />;
          })}
        </tbody>
      </table>
    </div>
  );
}

function Row({ moment, before }: { moment: Schemas["Moment"]; before: Schemas["Standing"] | null | undefined }) {
  const standing = moment.standing;
  return (
    <tr>
      <td class="when">
        <a href={decisionPath(moment.decision_id)} title={time(moment.at_ms)}>
          {ago(moment.at_ms)}
        </a>
      </td>
      <td>
        <Badge of={moment.action} />
        {moment.changed_to ? (
          <>
            {" "}
            <span aria-hidden="true">→</span>
            <span class="visually-hidden">then, by a reviewer,</span> <Badge of={moment.changed_to} />
          </>
        ) : null}
      </td>
      <td>{moment.labels.map(words).join(", ") || <small>nothing</small>}</td>
      <td>
        {standing ? (
          <>
            <Badge of={standing.band} /> {standing.band === "unknown" ? "" : percent(standing.probability)}
          </>
        ) : (
          <small>not kept</small>
        )}
      </td>
      <td>
        {standing ? (
          <ul class="moves">
            {moved(before, standing)
              .slice(0, MOVES_SHOWN)
              .map((move) => (
                <li key={`${move.signal} ${move.because}`}>
                  <span class={move.by_mn > 0 ? "by up" : "by down"}>{tenths(move.by_mn)}</span> {move.because}
                </li>
              ))}
          </ul>
        ) : null}
      </td>
    </tr>
  );
}

const tenths = (mn: number): string => `${mn > 0 ? "+" : "−"}${(Math.abs(mn) / 1_000).toFixed(1)}`;
