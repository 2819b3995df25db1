/** Whether a label is in force, and whether any rule speaks of it. */

import { Badge } from "../../parts/badge";

export type State = "out" | "shadow" | "live";

const TOLD: Record<State, [string, string]> = {
  out: ["note", "not in force"],
  shadow: ["watch", "in shadow"],
  live: ["good", "live"],
};

export function StateBadge({ state }: { state: State }) {
  const [of, told] = TOLD[state];
  return <Badge of={of}>{told}</Badge>;
}

/** Labels in force come by their ids, `name@blake3:…`. */
export const idInForce = (label: string, inForce: string[]): string | undefined =>
  inForce.find((id) => id.startsWith(`${label}@`));

export function stateOf(label: string, inForce: string[], policy: string): State {
  if (idInForce(label, inForce) === undefined) return "out";
  return speaksOf(policy, label) ? "live" : "shadow";
}

/** Whether a rule of the policy looks at a label. What stands in comments does not count. */
export function speaksOf(policy: string, label: string): boolean {
  const rules = policy
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .join("\n");
  return new RegExp(`\\b(?:found|scores)\\.${label}\\b`).test(rules);
}

/** A rule with which a label begins to count: the mildest that anybody notices. */
export const ruleFor = (label: string): string => `
[[rule]]
id = "${label}"
when = "found.${label}"
action = "review"
because = "Looks like ${label.replaceAll("_", " ")}"
`;
