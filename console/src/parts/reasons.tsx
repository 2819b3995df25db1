/** What should happen with a content, and every rule that spoke. */

import type { Schemas } from "../api/client";
import { Badge } from "./badge";
import { words } from "./words";

const MEANS: Record<Schemas["Action"], string> = {
  allow: "Nothing happens.",
  support: "Show where help is to be had, and tell somebody trained; never a punishment.",
  review: "Publish it, and put it into the queue.",
  hold: "It waits for a reviewer before it is published.",
  remove: "It is not published.",
};

export function Verdict({ action }: { action: Schemas["Action"] }) {
  return (
    <p class="row verdict">
      <Badge of={action} /> <span>{MEANS[action]}</span>
    </p>
  );
}

export function Reasons({ reasons }: { reasons: Schemas["Reason"][] }) {
  if (reasons.length === 0) return <p>No rule spoke.</p>;
  return (
    <ul class="reasons" aria-label="Rules that spoke">
      {reasons.map((reason) => (
        <li key={reason.rule}>
          <span class="row">
            <Badge of={reason.action} /> <code>{reason.rule}</code>
          </span>
          <span>
            {reason.because}
            {reason.labels.length > 0 ? <small> · {reason.labels.map(words).join(", ")}</small> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
