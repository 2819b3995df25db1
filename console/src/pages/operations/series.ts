/** What Prometheus would compute of the same series: rates, shares, quantiles. */

import type { Schemas } from "../../api/client";

export type Measured = Schemas["Measured"];

export interface Series {
  name: string;
  labels: Record<string, string>;
  values: (number | null)[];
}

const LABEL = /([a-z_]+)="((?:[^"\\]|\\.)*)"/g;

/** `name{label="value"}` taken apart. */
export function read(measured: Measured): Series[] {
  return Object.entries(measured.series).map(([key, values]) => {
    const brace = key.indexOf("{");
    const name = brace < 0 ? key : key.slice(0, brace);
    const labels = Object.fromEntries([...key.slice(name.length).matchAll(LABEL)].map(([, label, value]) => [label!, value!]));
    return { name, labels, values };
  });
}

type Values = (number | null)[];

/** How fast a counter rises, a second. After a restart it begins anew. */
export function rate(values: Values, times: number[]): Values {
  return values.map((value, place) => {
    const [before, since] = [values[place - 1], times[place - 1]];
    if (value === null || since === undefined) return null;
    // A counter that is seen for the first time began at nothing.
    const risen = value - (before ?? 0);
    return Math.max(0, risen < 0 ? value : risen) / ((times[place]! - since) / 1_000);
  });
}

export function sum(all: Values[], length: number): Values {
  return Array.from({ length }, (_, place) => {
    const there = all.map((values) => values[place]).filter((value) => value !== null && value !== undefined);
    return there.length === 0 ? null : there.reduce((one, other) => one + other, 0);
  });
}

/** The sum of series for each value of a label, largest first. */
export function by(series: Series[], label: string, of: (series: Series) => Values, length: number): { name: string; values: Values }[] {
  const groups = new Map<string, Values[]>();
  for (const one of series) {
    const name = one.labels[label] ?? "";
    groups.set(name, [...(groups.get(name) ?? []), of(one)]);
  }
  const total = (values: Values) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return [...groups]
    .map(([name, all]) => ({ name, values: sum(all, length) }))
    .sort((one, other) => total(other.values) - total(one.values));
}

/** A quantile of a histogram between two looks, as `histogram_quantile(share, rate(…))` gives it. */
export function quantile(share: number, buckets: Series[], times: number[]): Values {
  const bounds = [...new Set(buckets.map((bucket) => bucket.labels.le ?? ""))]
    .map((le) => ({ le, bound: le === "+Inf" ? Infinity : Number(le) }))
    .sort((one, other) => one.bound - other.bound);
  const rates = bounds.map(({ le }) =>
    sum(
      buckets.filter((bucket) => bucket.labels.le === le).map((bucket) => rate(bucket.values, times)),
      times.length,
    ),
  );
  return times.map((_, place) => {
    const all = rates.at(-1)?.[place];
    if (!all) return null;
    const wanted = share * all;
    const at = rates.findIndex((values) => (values[place] ?? 0) >= wanted);
    const [upper, lower] = [bounds[at]?.bound, bounds[at - 1]?.bound ?? 0];
    if (upper === undefined) return null;
    if (upper === Infinity) return lower;
    const [below, inside] = [rates[at - 1]?.[place] ?? 0, rates[at]?.[place] ?? 0];
    return inside > below ? lower + (upper - lower) * ((wanted - below) / (inside - below)) : upper;
  });
}

export function quotient(part: Values, whole: Values): Values {
  return part.map((value, place) => {
    const all = whole[place];
    return value === null || !all ? null : value / all;
  });
}
