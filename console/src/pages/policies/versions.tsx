/** Every version that was stored, the newest first. */

import { useMay } from "../../app";
import type { Schemas } from "../../api/client";
import { Badge } from "../../parts/badge";
import { nameOf } from "../../parts/ids";
import { policyPath } from "../../parts/paths";
import { ago, time } from "../../parts/words";

interface Props {
  policies: Schemas["Policies"];
  /** Absent where a new one is written. */
  shown: number | undefined;
}

export function Versions({ policies, shown }: Props) {
  const mayWrite = useMay("rules");
  const { in_force } = policies;
  return (
    <nav class="versions" aria-label="Versions">
      <ol>
        <li>
          <a href="/console/policies" aria-current={shown === undefined ? "true" : undefined}>
            <strong>{mayWrite ? "Write" : "In force"}</strong>
            <small>{mayWrite ? "change what is in force, and try it first" : nameOf(in_force.id)}</small>
          </a>
        </li>
        {policies.versions.map((version) => (
          <li key={version.version}>
            <a href={policyPath(version.version)} aria-current={shown === version.version ? "true" : undefined}>
              <span class="row">
                <strong>Version {version.version}</strong> {nameOf(version.id)}
                {version.version === in_force.version ? <Badge of="good">in force</Badge> : null}
              </span>
              {version.note ? <span class="note">{version.note}</span> : null}
              <small title={time(version.made_at_ms)}>
                {version.made_by}, {ago(version.made_at_ms)}
              </small>
            </a>
          </li>
        ))}
        {in_force.version === null ? (
          <li class="started">
            <span class="row">
              {nameOf(in_force.id)} <Badge of="good">in force</Badge>
            </span>
            <small>what the service was started with</small>
          </li>
        ) : null}
      </ol>
    </nav>
  );
}
