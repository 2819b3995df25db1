import { useQuery } from "@tanstack/preact-query";
import { useMemo } from "preact/hooks";

import { api, got } from "../../api/client";
import { Chart } from "../../parts/chart";
import { Failed, Waiting } from "../../parts/states";
import { percent, short, words } from "../../parts/words";
import { Models } from "./models";
import "./operations.css";
import { type Measured, by, quantile, quotient, rate, read, sum } from "./series";
import { Webhooks } from "./webhooks";

const NAMES = [
  "koko_texts_total",
  "koko_http_requests_total",
  "koko_http_request_seconds_bucket",
  "koko_queue_seconds_bucket",
  "koko_engine_busy_seconds_total",
  "koko_engines",
  "koko_decisions_total",
  "koko_decision_labels_total",
  "koko_reviews_total",
  "koko_review_waiting",
  "koko_inflight",
  "koko_inflight_limit",
  "koko_rows_refused_total",
  "koko_rows_expired_total",
];
/** So many labels have a line. */
const MOST_LABELS = 5;

export function Operations() {
  const measured = useQuery({
    queryKey: ["measured"],
    queryFn: () => got(api.GET("/v1/metrics/history", { params: { query: { names: NAMES.join(",") } } })),
    refetchInterval: (query) => query.state.data?.every_ms ?? 10_000,
  });
  return (
    <article class="page operations">
      <header>
        <h1>Operations</h1>
        <small>
          The last hour, every ten seconds: the numbers of <a target="_top" href="/metrics">/metrics</a>
        </small>
      </header>
      {measured.isPending ? (
        <Waiting what="what was measured" />
      ) : measured.isError ? (
        <Failed error={measured.error} again={() => void measured.refetch()} />
      ) : (
        <Charts measured={measured.data} />
      )}
      <div class="columns">
        <Models />
        <Webhooks />
      </div>
    </article>
  );
}

const perSecond = (value: number): string => `${short(value)}/s`;
const milliseconds = (value: number): string => (value < 1 ? `${(value * 1_000).toPrecision(3)} ms` : `${value.toPrecision(3)} s`);
const share = (value: number): string => percent(value, value < 0.1 ? 1 : 0);

function Charts({ measured }: { measured: Measured }) {
  const charts = useMemo(() => {
    const times = measured.times_ms;
    const all = read(measured);
    const named = (name: string) => all.filter((series) => series.name === name);
    const rated = (series: { values: (number | null)[] }) => rate(series.values, times);
    const total = (name: string) => sum(named(name).map(rated), times.length);
    const gauge = (name: string) => sum(named(name).map((series) => series.values), times.length);
    const answering = (series: { labels: Record<string, string> }) =>
      /^\/(v1\/(score|moderate|moderations|events)|v1alpha1|track)/.test(series.labels.route ?? "");
    const requests = named("koko_http_requests_total");
    const refused = requests.filter((series) => !series.labels.status!.startsWith("2"));
    const buckets = named("koko_http_request_seconds_bucket").filter(answering);
    const waits = named("koko_queue_seconds_bucket");
    const decisions = total("koko_decisions_total");
    const labels = by(named("koko_decision_labels_total"), "label", rated, times.length).slice(0, MOST_LABELS);
    return {
      times,
      texts: by(named("koko_texts_total"), "way", rated, times.length),
      latency: [
        { name: "half within", values: quantile(0.5, buckets, times) },
        { name: "99 % within", values: quantile(0.99, buckets, times) },
      ],
      queue: [
        { name: "half within", values: quantile(0.5, waits, times) },
        { name: "99 % within", values: quantile(0.99, waits, times) },
      ],
      busy: [
        { name: "engines", values: quotient(total("koko_engine_busy_seconds_total"), gauge("koko_engines")) },
        { name: "places of requests", values: quotient(gauge("koko_inflight"), gauge("koko_inflight_limit")) },
      ],
      actions: by(named("koko_decisions_total"), "action", rated, times.length),
      labels: labels.map(({ name, values }) => ({ name: words(name), values: quotient(values, decisions) })),
      refusals: by(refused, "status", rated, times.length),
      review: [
        { name: "waiting", values: gauge("koko_review_waiting") },
      ],
    };
  }, [measured]);
  const { times } = charts;
  return (
    <div class="charts">
      <Chart title="Texts read" times={times} lines={charts.texts} shown={perSecond} />
      <Chart title="Time to an answer" times={times} lines={charts.latency} shown={milliseconds} />
      <Chart title="Time in the queue of the engines" times={times} lines={charts.queue} shown={milliseconds} />
      <Chart title="How busy it is" times={times} lines={charts.busy} shown={share} />
      <Chart title="Decisions" times={times} lines={charts.actions} shown={perSecond} />
      <Chart title="Share of decisions with a label" times={times} lines={charts.labels} shown={share} />
      <Chart title="Requests that were refused, by status" times={times} lines={charts.refusals} shown={perSecond} />
      <Chart title="Review queue" times={times} lines={charts.review} shown={short} />
    </div>
  );
}
