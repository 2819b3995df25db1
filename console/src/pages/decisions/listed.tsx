/** Decisions as a list. */

import type { Schemas } from "../../api/client";
import { Badge } from "../../parts/badge";
import { decisionPath } from "../../parts/paths";
import { ago, time, words } from "../../parts/words";

export function Listed({ decisions }: { decisions: Schemas["Kept"][] }) {
  return (
    <ol class="card listed" aria-label="Decisions that fit">
      {decisions.map((decision) => (
        <li key={decision.decision_id}>
          <span class="row did">
            <Badge of={decision.action} />
            <Changed decision={decision} />
          </span>
          <a href={decisionPath(decision.decision_id)} dir="auto">
            {decision.content ?? decision.decision_id}
          </a>
          <span>{decision.labels.map(words).join(", ") || <small>nothing found</small>}</span>
          <span dir="auto">{decision.community ? <small>in {decision.community}</small> : null}</span>
          <span>
            {decision.band === "unknown" ? null : (
              <>
                <small>author</small> <Badge of={decision.band} />
              </>
            )}
          </span>
          <time dateTime={new Date(decision.at_ms).toISOString()} title={time(decision.at_ms)}>
            {ago(decision.at_ms)}
          </time>
        </li>
      ))}
    </ol>
  );
}

function Changed({ decision }: { decision: Schemas["Kept"] }) {
  if (decision.changed_to === null) return null;
  return (
    <>
      <span aria-hidden="true">→</span>
      <span class="visually-hidden">then, by a reviewer,</span> <Badge of={decision.changed_to} />
    </>
  );
}
