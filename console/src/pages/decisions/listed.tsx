/** Decisions as a list. */

import type { Schemas } from "../../api/client";
import { Badge } from "../../parts/badge";
import { decisionPath } from "../../parts/paths";
import { ago, time, words } from "../../parts/words";

export function Listed({ decisions }: { decisions: Schemas["Kept"][] }) {
  return (
    <div class="wide card" role="region" aria-label="Decisions that fit" tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Content</th>
            <th scope="col">Decision</th>
            <th scope="col">Found</th>
            <th scope="col">Community</th>
            <th scope="col">Author</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          {decisions.map((decision) => (
            <tr key={decision.decision_id}>
              <td>
                <a href={decisionPath(decision.decision_id)}>{decision.content ?? decision.decision_id}</a>
              </td>
              <td>
                <Badge of={decision.action} />
                <Changed decision={decision} />
              </td>
              <td>{decision.labels.map(words).join(", ") || <small>nothing</small>}</td>
              <td>{decision.community}</td>
              <td>{decision.band === "unknown" ? <small>unknown</small> : <Badge of={decision.band} />}</td>
              <td class="when">
                <time dateTime={new Date(decision.at_ms).toISOString()} title={time(decision.at_ms)}>
                  {ago(decision.at_ms)}
                </time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Changed({ decision }: { decision: Schemas["Kept"] }) {
  if (decision.changed_to === null) return null;
  return (
    <>
      {" "}
      <span aria-hidden="true">→</span>
      <span class="visually-hidden">then, by a reviewer,</span> <Badge of={decision.changed_to} />
    </>
  );
}
