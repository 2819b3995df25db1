/** Puts an item aside, to teach a label from. */

import { useQuery, useQueryClient } from "@tanstack/preact-query";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { api, got } from "../../api/client";
import { tried } from "../../parts/announce";
import { type Item, addExample } from "./api";

const LAST = "koko-last-label";

export function Example({ item, onDone }: { item: Item; onDone: () => void }) {
  const queries = useQueryClient();
  const labels = useQuery({ queryKey: ["labels"], queryFn: () => got(api.GET("/v1/labels")) });
  const [label, setLabel] = useState(sessionStorage.getItem(LAST) ?? "");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const known = [...new Set([...(labels.data?.labels ?? []), ...(labels.data?.collected ?? [])].map((known) => known.label))];
  const add = async (positive: boolean) => {
    const done = positive ? `An example of ${label}.` : `An example of what ${label} is not.`;
    if (!(await tried(addExample(label.trim(), item.id, positive), done))) return;
    sessionStorage.setItem(LAST, label.trim());
    await queries.invalidateQueries({ queryKey: ["labels"] });
    onDone();
  };
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        void add(true);
      }}
    >
      <label class="field grow">
        <span>For the label</span>
        <input
          ref={field}
          list="known-labels"
          required
          value={label}
          placeholder="job_offer"
          onInput={(event) => setLabel(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && onDone()}
        />
        <datalist id="known-labels">
          {known.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </label>
      <button type="submit" class="primary">
        It is that
      </button>
      <button type="button" onClick={() => void add(false)} disabled={!label.trim()}>
        It is not
      </button>
      <button type="button" onClick={onDone}>
        Cancel
      </button>
    </form>
  );
}
