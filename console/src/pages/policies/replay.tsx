/** What a policy would have decided about what was decided already. */

import { useMutation } from "@tanstack/preact-query";
import { useState } from "preact/hooks";

import { type Schemas, api, got } from "../../api/client";
import { Badge } from "../../parts/badge";
import { decisionPath } from "../../parts/paths";
import { Failed } from "../../parts/states";
import { ago, number, words } from "../../parts/words";

const COUNTS = [100, 1_000, 10_000];

interface Props {
  policy: string;
  /** Whether the policy can be read. */
  ready: boolean;
}

export function Replay({ policy, ready }: Props) {
  const [count, setCount] = useState(1_000);
  const replay = useMutation({
    mutationFn: async () => ({
      policy,
      replayed: await got(api.POST("/v1/decisions/replay", { body: { policy, search: { limit: count } } })),
    }),
  });
  return (
    <section class="replay" aria-label="Try on past decisions">
      <p class="row">
        <label class="row">
          Try on the last{" "}
          <select value={count} onChange={(event) => setCount(Number(event.currentTarget.value))}>
            {COUNTS.map((count) => (
              <option key={count} value={count}>
                {number(count)}
              </option>
            ))}
          </select>{" "}
          decisions
        </label>
        <button type="button" onClick={() => replay.mutate()} disabled={!ready || replay.isPending}>
          {replay.isPending ? "Trying …" : "Try"}
        </button>
      </p>
      <div role="status">
        {replay.isError ? <Failed error={replay.error} /> : null}
        {replay.data && !replay.isPending ? (
          <>
            {replay.data.policy === policy ? null : <p class="notice">The policy was changed since this was tried.</p>}
            <Outcome replayed={replay.data.replayed} />
          </>
        ) : null}
      </div>
    </section>
  );
}

function Outcome({ replayed }: { replayed: Schemas["Replayed"] }) {
  const { decisions, changed, changes } = replayed;
  if (decisions === 0) return <p>Nothing was decided yet, so there is nothing to try it on.</p>;
  if (changed === 0) return <p>All {number(decisions)} would come out the same.</p>;
  return (
    <>
      <p>
        This would have changed <strong>{number(changed)}</strong> of {number(decisions)}.
        {changed > changes.length ? ` Here are the newest ${number(changes.length)}:` : " Here they are:"}
      </p>
      {[...grouped(changes)].map(([key, group]) => (
        <details key={key} open={changes.length <= 20}>
          <summary>
            <Badge of={group[0]!.action} /> <span aria-hidden="true">→</span>
            <span class="visually-hidden">to</span> <Badge of={group[0]!.would_be.action} /> {number(group.length)}
          </summary>
          <ul class="changes">
            {group.map((change) => (
              <li key={change.decision_id}>
                <a href={decisionPath(change.decision_id)}>{change.content ?? change.decision_id}</a>
                <small>
                  {[ago(change.at_ms), change.community, change.labels.map(words).join(", ")].filter(Boolean).join(" · ")}
                </small>
                {change.would_be.reasons.length > 0 ? (
                  <span>{change.would_be.reasons.map((reason) => reason.rule).join(", ")}</span>
                ) : (
                  <span>no rule speaks</span>
                )}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}

/** By what they were and what they would be, the most frequent first. */
function grouped(changes: Schemas["Difference"][]): Map<string, Schemas["Difference"][]> {
  const groups = new Map<string, Schemas["Difference"][]>();
  for (const change of changes) {
    const key = `${change.action} ${change.would_be.action}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return new Map([...groups].sort(([, one], [, other]) => other.length - one.length));
}
