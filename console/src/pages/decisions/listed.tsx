/** Decisions as a list. */

import type { Schemas } from "../../api/client";
import { Badge } from "../../parts/badge";
import { authorPath, decisionPath } from "../../parts/paths";
import { ago, time, words } from "../../parts/words";

export function Listed({ decisions }: { decisions: Schemas["Listed"][] }) {
  return (
    <ol class="card listed" aria-label="Decisions that fit">
      {decisions.map((decision) => (
        <li key={decision.decision_id}>
          <span class="row did">
            <Badge of={decision.action} />
            <Changed decision={decision} />
          </span>
          <a href={decisionPath(decision.decision_id)} class="what" dir="auto">
            {decision.text ?? decision.content ?? decision.decision_id}
          </a>
          <span class="found">{decision.labels.map(words).join(", ") || <small>nothing found</small>}</span>
          <span class="row who">
            {decision.author ? (
              <a href={authorPath(decision.author)} dir="auto">
                {decision.author}
              </a>
            ) : null}
            {decision.band === "unknown" ? null : <Badge of={decision.band} />}
            {decision.community ? <small dir="auto">in {decision.community}</small> : null}
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
