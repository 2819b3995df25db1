/** Authors and what they share as a drawing. The list beside it says the same. */

import type { Schemas } from "../../api/client";
import { number } from "../../parts/words";
import { SIZE, layout } from "./layout";

const LONGEST_NAME = 14;

export function Graph({ author, company }: { author: string; company: Schemas["Company"] }) {
  const { nodes, edges, left } = layout(author, company);
  const top = Math.min(...nodes.map((node) => node.y)) - 16;
  const bottom = Math.max(...nodes.map((node) => node.y)) + 32;
  return (
    <figure class="graph">
      <svg viewBox={`0 ${top} ${SIZE} ${bottom - top}`} role="img" aria-label="Authors and what they share, listed below">
        {edges.map((edge, index) => (
          <line
            key={index}
            x1={edge.from.x}
            y1={edge.from.y}
            x2={edge.to.x}
            y2={edge.to.y}
            stroke-width={Math.min(6, 1 + Math.log2(edge.weight))}
          />
        ))}
        {nodes.map((node) => (
          <g key={node.key} class={node.kind} transform={`translate(${node.x} ${node.y})`}>
            <title>{node.name}</title>
            {node.kind === "campaign" || node.kind === "raid" ? (
              <rect x={-7} y={-7} width={14} height={14} rx={3} />
            ) : (
              <circle r={node.kind === "self" ? 10 : 7} />
            )}
            <text y={node.kind === "self" ? 24 : 20}>{short(node.name)}</text>
          </g>
        ))}
      </svg>
      {left > 0 ? <figcaption>{number(left)} more are in the list.</figcaption> : null}
    </figure>
  );
}

const short = (name: string): string => (name.length > LONGEST_NAME ? `${[...name].slice(0, LONGEST_NAME - 1).join("")}…` : name);
