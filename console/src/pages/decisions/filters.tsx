/** The form in which decisions are looked for. */

import { useQuery } from "@tanstack/preact-query";
import { useId } from "preact/hooks";

import { api, got } from "../../api/client";
import { nameOf } from "../../parts/ids";
import { words } from "../../parts/words";
import { ACTIONS, LABELS } from "../policies/editor/vocabulary";
import { FIELDS, type Filter } from "./filter";

interface Props {
  filter: Filter;
  onSearch: (filter: Filter) => void;
}

export function Filters({ filter, onSearch }: Props) {
  const taught = useQuery({ queryKey: ["labels"], queryFn: () => got(api.GET("/v1/labels")) });
  const known = [...LABELS, ...(taught.data?.in_force.map(nameOf) ?? [])];
  const labels = useId();
  const search = (form: HTMLFormElement) => {
    const data = new FormData(form);
    onSearch(Object.fromEntries(FIELDS.map((field) => [field, String(data.get(field) ?? "").trim()])));
  };
  return (
    <form
      class="card filters"
      role="search"
      aria-label="Decisions"
      onSubmit={(event) => {
        event.preventDefault();
        search(event.currentTarget);
      }}
    >
      <label class="field">
        <span>Author</span>
        <input name="author" dir="auto" autoComplete="off" defaultValue={filter.author ?? ""} />
      </label>
      <label class="field">
        <span>Content id</span>
        <input name="content" dir="auto" autoComplete="off" defaultValue={filter.content ?? ""} />
      </label>
      <label class="field">
        <span>Community</span>
        <input name="community" dir="auto" autoComplete="off" defaultValue={filter.community ?? ""} />
      </label>
      <label class="field">
        <span>Action</span>
        <select name="action" defaultValue={filter.action ?? ""}>
          <option value="">any</option>
          {Object.keys(ACTIONS).map((action) => (
            <option key={action} value={action} selected={action === filter.action}>
              {action}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>Label found</span>
        <input name="label" list={labels} autoComplete="off" defaultValue={filter.label ?? ""} />
        <datalist id={labels}>
          {known.map((label) => (
            <option key={label} value={label}>
              {words(label)}
            </option>
          ))}
        </datalist>
      </label>
      <label class="field">
        <span>Since</span>
        <input name="since" type="datetime-local" defaultValue={filter.since ?? ""} />
      </label>
      <label class="field">
        <span>Until</span>
        <input name="until" type="datetime-local" defaultValue={filter.until ?? ""} />
      </label>
      <p class="row end">
        {Object.keys(filter).length > 0 ? (
          <button type="button" class="plain" onClick={() => onSearch({})}>
            Clear
          </button>
        ) : null}
        <button type="submit" class="primary">
          Search
        </button>
      </p>
    </form>
  );
}
