/** Copies of the same text that wait, too: decided together. */

import { useQuery } from "@tanstack/preact-query";
import { useState } from "preact/hooks";

import { number } from "../../parts/words";
import { type Item, type Outcome, fetchAlike } from "./api";

interface Props {
  item: Item;
  onMany: (ids: string[], outcome: Outcome) => void;
}

export function Alike({ item, onMany }: Props) {
  const alike = useQuery({ queryKey: ["queue", "alike", item.id], queryFn: () => fetchAlike(item.id) });
  const [without, setWithout] = useState(new Set<string>());
  const copies = alike.data ?? [];
  if (copies.length === 0) return null;
  const authors = new Set([item, ...copies].map((copy) => copy.decision.author));
  const chosen = [item.id, ...copies.map((copy) => copy.id).filter((id) => !without.has(id))];
  const toggle = (id: string) => {
    const changed = new Set(without);
    if (!changed.delete(id)) changed.add(id);
    setWithout(changed);
  };
  return (
    <div class="card alike">
      <h2>
        {number(copies.length + 1)} copies of this text wait, from {number(authors.size)} {authors.size === 1 ? "author" : "authors"}
      </h2>
      <details>
        <summary>Which</summary>
        <ul>
          {copies.map((copy) => (
            <li key={copy.id}>
              <label>
                <input type="checkbox" checked={!without.has(copy.id)} onChange={() => toggle(copy.id)} />{" "}
                {copy.decision.author ?? "nobody named"}: <span dir="auto">{copy.decision.text}</span>
              </label>
            </li>
          ))}
        </ul>
      </details>
      <p class="row">
        <button type="button" onClick={() => onMany(chosen, "fine")}>
          Approve all {number(chosen.length)}
        </button>
        <button type="button" class="danger" onClick={() => onMany(chosen, "removed")}>
          Remove all {number(chosen.length)}
        </button>
      </p>
    </div>
  );
}
