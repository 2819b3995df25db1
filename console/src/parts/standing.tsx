/** How an author stands, and why: findings that add up to it. */

import type { Schemas } from "../api/client";
import { Badge } from "./badge";
import { percent, words } from "./words";

type StandingBody = Schemas["Standing"];

/** A thousandth of a nat is what findings are counted in; people read tenths of them. */
const contribution = (milli: number): string => `${milli > 0 ? "+" : "−"}${(Math.abs(milli) / 1_000).toFixed(1)}`;

export function Standing({ standing }: { standing: StandingBody }) {
  return (
    <div class="standing" role="group" aria-label="Standing">
      <p class="row">
        <Badge of={standing.band} />
        {standing.band === "unknown" ? (
          <span>not enough is known</span>
        ) : (
          <span>
            {percent(standing.probability)} <small>({percent(standing.low)} to {percent(standing.high)})</small> for{" "}
            {words(standing.family)}
          </span>
        )}
        {standing.degraded ? <Badge of="warn">the store is away</Badge> : null}
      </p>
      <ul class="findings">
        {standing.findings.map((finding) => (
          <li key={`${finding.signal} ${finding.family}`}>
            <span class={`by ${finding.contribution_mn > 0 ? "up" : "down"}`}>{contribution(finding.contribution_mn)}</span>
            <span>{finding.because}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
