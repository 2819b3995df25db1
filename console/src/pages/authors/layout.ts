/** Where authors and what they share stand in a drawing: the one in question in the middle, what they share around them, and
 * those who share it outside. The same company is always drawn the same. */

import type { Schemas } from "../../api/client";

export interface Node {
  key: string;
  name: string;
  kind: "self" | "campaign" | "raid" | "author";
  x: number;
  y: number;
}

export interface Edge {
  from: Node;
  to: Node;
  /** How often. */
  weight: number;
}

export const SIZE = 360;
const MIDDLE = SIZE / 2;
const INNER = 78;
const OUTER = 138;
/** Further ones are in the list alone. */
const MOST_AUTHORS = 16;

export function layout(author: string, { campaigns, raids }: Schemas["Company"]): { nodes: Node[]; edges: Edge[]; left: number } {
  const self: Node = { key: "self", name: author, kind: "self", x: MIDDLE, y: MIDDLE };
  const hubs = [
    ...campaigns.map((campaign, index) => ({
      kind: "campaign" as const,
      key: `campaign ${index}`,
      name: campaign.decisions[0]?.text ?? "the same posts",
      members: campaign.authors,
    })),
    ...raids.map((raid, index) => ({
      kind: "raid" as const,
      key: `raid ${index}`,
      name: raid.target === null ? "a raid" : `raid on ${raid.target}`,
      members: raid.authors,
    })),
  ];
  const edges: Edge[] = [];
  const others = new Map<string, { name: string; angles: number[]; of: { hub: Node; weight: number }[] }>();
  const hubNodes = hubs.map((hub, index) => {
    const angle = turn(index, hubs.length);
    const node: Node = { key: hub.key, name: hub.name, kind: hub.kind, ...at(angle, INNER) };
    hub.members.forEach(({ author: name, decisions: weight }, member) => {
      if (name === author) {
        edges.push({ from: self, to: node, weight });
        return;
      }
      // Names that were not kept are different people as far as anybody knows.
      const key = name === null ? `${hub.key} ${member}` : `author ${name}`;
      const other = others.get(key) ?? { name: name ?? "?", angles: [], of: [] };
      other.angles.push(angle);
      other.of.push({ hub: node, weight });
      others.set(key, other);
    });
    if (!edges.some((edge) => edge.to === node)) edges.push({ from: self, to: node, weight: 1 });
    return node;
  });
  const sorted = [...others].sort(([, one], [, other]) => mean(one.angles) - mean(other.angles));
  const shown = sorted.slice(0, MOST_AUTHORS);
  const outer = shown.map(([key, other], index): Node => {
    const node: Node = { key, name: other.name, kind: "author", ...at(turn(index, shown.length), OUTER) };
    for (const { hub, weight } of other.of) edges.push({ from: hub, to: node, weight });
    return node;
  });
  return { nodes: [self, ...hubNodes, ...outer], edges, left: sorted.length - shown.length };
}

/** From the top, clockwise. */
const turn = (index: number, count: number): number => ((index + 0.5) / count) * 2 * Math.PI - Math.PI / 2;

const at = (angle: number, radius: number) => ({
  x: MIDDLE + radius * Math.cos(angle),
  y: MIDDLE + radius * Math.sin(angle),
});

const mean = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
