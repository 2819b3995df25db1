/** Which decisions are looked for: in a form, in an address, and in a question to the service. */

export const FIELDS = ["author", "content", "community", "action", "label", "since", "until"] as const;

export type Field = (typeof FIELDS)[number];

/** What is absent may be anything. Times are as `<input type="datetime-local">` writes them. */
export type Filter = Partial<Record<Field, string>>;

export function fromQuery(query: Record<string, string>): Filter {
  return Object.fromEntries(FIELDS.flatMap((field) => (query[field] ? [[field, query[field]]] : [])));
}

export function toQuery(filter: Filter): string {
  const given = FIELDS.flatMap((field) => (filter[field] ? [[field, filter[field]]] : []));
  const query = new URLSearchParams(given).toString();
  return query ? `?${query}` : "";
}

export interface Search extends Partial<Record<Exclude<Field, "since" | "until">, string>> {
  since?: number;
  until?: number;
}

/** Times become seconds since 1970. */
export function toSearch({ since, until, ...rest }: Filter): Search {
  return { ...rest, ...seconds("since", since), ...seconds("until", until) };
}

function seconds(name: "since" | "until", local: string | undefined): Search {
  const ms = local ? new Date(local).getTime() : Number.NaN;
  return Number.isNaN(ms) ? {} : { [name]: Math.floor(ms / 1_000) };
}
