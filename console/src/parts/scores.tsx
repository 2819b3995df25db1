/** Scores as bars, the highest first, with the threshold of the policy where it is known. */

import { score as shown, words } from "./words";

interface Props {
  scores: Record<string, number>;
  thresholds?: Record<string, number>;
  /** Shows so many; the rest is low. */
  most?: number;
}

export function Scores({ scores, thresholds = {}, most = 10 }: Props) {
  const sorted = Object.entries(scores).sort(([, one], [, other]) => other - one);
  return (
    <dl class="scores">
      {sorted.slice(0, most).map(([label, value]) => {
        const threshold = thresholds[label];
        const found = threshold !== undefined && value >= threshold;
        return (
          <>
            <dt>{words(label)}</dt>
            <dd class={found ? "found" : ""}>
              <span class="track" aria-hidden="true">
                <span class="fill" style={{ width: `${value * 100}%` }} />
                {threshold === undefined ? null : <span class="threshold" style={{ left: `${threshold * 100}%` }} />}
              </span>
              <span class="value">
                {shown(value)}
                {found ? <span class="visually-hidden"> found</span> : null}
              </span>
            </dd>
          </>
        );
      })}
    </dl>
  );
}
