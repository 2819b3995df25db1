"""Makes the dashboards: `python deploy/grafana/dashboards.py` writes generated/*.json.

What is shown stands in `DASHBOARDS`. Panels ask Prometheus only; $tenant is a choice of tenants, and
$__rate_interval is Grafana's.
"""

from dataclasses import dataclass, field
from pathlib import Path

from grafana_foundation_sdk.builders import dashboard, prometheus, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.common import GraphDrawStyle, VisibilityMode
from grafana_foundation_sdk.models.dashboard import DataSourceRef, VariableRefresh

GENERATED = Path(__file__).resolve().parent / "generated"
SOURCE = DataSourceRef(type_val="prometheus", uid="${source}")
TENANT = 'tenant=~"$tenant"'


@dataclass(frozen=True)
class Panel:
    """A question, the unit of its answers, and the lines that answer it: PromQL by legend."""

    title: str
    unit: str
    lines: dict[str, str]
    why: str = ""
    # What has to happen for it to have lines, where that is not what a check can make happen.
    empty_until: str = ""


@dataclass(frozen=True)
class Page:
    """A dashboard."""

    uid: str
    title: str
    panels: list[Panel] = field(default_factory=list)


def rate(metric, by=(), matchers=""):
    grouping = f" by ({', '.join(by)})" if by else ""
    chosen = f"{{{matchers}}}" if matchers else ""
    return f"sum{grouping} (rate({metric}{chosen}[$__rate_interval]))"


def quantile(share, histogram, by=()):
    grouping = ", ".join(("le", *by))
    return f"histogram_quantile({share}, sum by ({grouping}) (rate({histogram}_bucket[$__rate_interval])))"


ASKED = 'route!~"/health|/ready|/metrics"'
FAILED = ASKED + ', status=~"5.."'

SERVICE = Page(
    "koko-service",
    "Koko: the service",
    [
        Panel("Requests", "reqps", {"{{route}}": rate("koko_http_requests_total", ("route",), ASKED)}),
        Panel(
            "Requests that fail",
            "percentunit",
            {
                "failed": f"({rate('koko_http_requests_total', (), FAILED)} or vector(0))"
                f" / {rate('koko_http_requests_total', (), ASKED)}"
            },
            "A month's allowance is 0.1 %.",
        ),
        Panel("Statuses", "reqps", {"{{status}}": rate("koko_http_requests_total", ("status",), ASKED)}),
        Panel(
            "How long requests take, the median",
            "s",
            {"{{route}}": quantile(0.5, "koko_http_request_seconds", ("route",))},
        ),
        Panel(
            "How long requests take, 99 of 100",
            "s",
            {"{{route}}": quantile(0.99, "koko_http_request_seconds", ("route",))},
        ),
        Panel("Texts", "texts/s", {"{{way}}": rate("koko_texts_total", ("way",), TENANT)}),
        Panel("Texts by tenant", "texts/s", {"{{tenant}}": rate("koko_texts_total", ("tenant",), TENANT)}),
        Panel(
            "Places for requests",
            "short",
            {"taken": "sum(koko_inflight)", "all": "sum(koko_inflight_limit)"},
            "When all are taken, requests get a 503 with Retry-After.",
        ),
        Panel(
            "Texts without an answer",
            "texts/s",
            {
                "refused": rate("koko_rows_refused_total"),
                "too late": rate("koko_rows_expired_total"),
                "called off": rate("koko_rows_cancelled_total"),
            },
            "Refused and too late should stay at 0.",
        ),
        Panel(
            "The store of authors, 99 of 100 calls",
            "s",
            {"{{operation}}": quantile(0.99, "koko_store_seconds", ("operation",))},
        ),
        Panel(
            "Writing decisions down",
            "s",
            {
                "median": quantile(0.5, "koko_database_write_seconds"),
                "99 of 100": quantile(0.99, "koko_database_write_seconds"),
            },
            "Until they would survive kill -9.",
        ),
        Panel(
            "Calls that the store has failed",
            "short",
            {"{{operation}}, {{kind}}": rate("koko_store_failures_total", ("operation", "kind"))},
            empty_until="the store fails",
        ),
        Panel(
            "Webhooks that wait",
            "short",
            {"{{tenant}}": f"sum by (tenant) (koko_webhook_pending{{{TENANT}}})"},
            empty_until="somebody is told of something",
        ),
        Panel(
            "How long the oldest webhook waits",
            "s",
            {"{{tenant}}": f"max by (tenant) (koko_webhook_lag_seconds{{{TENANT}}})"},
            empty_until="somebody is told of something",
        ),
    ],
)

ENGINES = Page(
    "koko-engines",
    "Koko: engines and scaling",
    [
        Panel("How busy engines are", "percentunit", {"{{instance}}": "max by (instance) (koko_saturation)"}),
        Panel("Texts that wait for an engine", "short", {"{{model}}": "sum by (model) (koko_queue_rows)"}),
        Panel(
            "How long they wait, 99 of 100",
            "s",
            {"{{model}}": quantile(0.99, "koko_queue_seconds", ("model",))},
            "Of those that found no free engine.",
        ),
        Panel(
            "How long a batch takes",
            "s",
            {
                "median": quantile(0.5, "koko_inference_seconds"),
                "99 of 100": quantile(0.99, "koko_inference_seconds"),
            },
        ),
        Panel(
            "Texts in a batch",
            "short",
            {"mean": f"{rate('koko_batch_rows_sum')} / {rate('koko_batch_rows_count')}"},
        ),
        Panel("Tokens", "tokens/s", {"{{model}}": rate("koko_tokens_total", ("model",))}),
        Panel(
            "Answered from memory",
            "percentunit",
            {
                "share of texts": f"{rate('koko_cache_hits_total')} / "
                f"({rate('koko_cache_hits_total')} + {rate('koko_cache_misses_total')})"
            },
        ),
        Panel("Texts by lane", "texts/s", {"{{lane}}": rate("koko_lane_texts_total", ("lane",))}),
        Panel(
            "What Koko is scaled by",
            "texts/s",
            {"now": "koko:texts:rate1m", "load": "koko:scale:load"},
            "The larger of now and 0.8 times what is expected.",
        ),
        Panel(
            "What is expected at this time of day",
            "texts/s",
            {"expected": "koko:texts:expected"},
            "From yesterday, a week ago and two weeks ago.",
            empty_until="Prometheus remembers a day",
        ),
        Panel(
            "Instances",
            "short",
            {"up": 'sum(up{job="koko"})', "models": "count(count by (model) (koko_model_info))"},
        ),
    ],
)

MODERATION = Page(
    "koko-moderation",
    "Koko: what is found and decided",
    [
        Panel("Decisions", "decisions/s", {"{{action}}": rate("koko_decisions_total", ("action",), TENANT)}),
        Panel(
            "Labels, of all decisions",
            "percentunit",
            {
                "{{label}}": f"{rate('koko_decision_labels_total', ('label',), TENANT)}"
                f" / on () group_left () {rate('koko_decisions_total', (), TENANT)}"
            },
        ),
        Panel(
            "Waiting for a reviewer",
            "short",
            {"{{tenant}}": f"sum by (tenant) (koko_review_waiting{{{TENANT}}})"},
        ),
        Panel(
            "What reviewers decide",
            "reviews/s",
            {"{{outcome}}": rate("koko_reviews_total", ("outcome",), TENANT)},
        ),
        Panel(
            "Reviewers find it fine",
            "percentunit",
            {"{{tenant}}": "koko:reviews:fine_share1d"},
            "Of what they were shown within a day.",
        ),
        Panel(
            "How far scores have moved",
            "short",
            {"{{label}}": f"max by (label) (koko_drift_stability{{{TENANT}}})"},
            "The population stability index: below 0.1 is no change, above 0.25 a large one.",
        ),
        Panel(
            "Decisions made without the store",
            "decisions/s",
            {"{{tenant}}": rate("koko_decisions_degraded_total", ("tenant",), TENANT)},
            empty_until="the store is away",
        ),
        Panel(
            "What answers",
            "short",
            {"{{tenant}}: {{policy}}": f"count by (tenant, policy) (koko_tenant_info{{{TENANT}}})"},
        ),
    ],
)

ARCHIVE = Page(
    "koko-archive",
    "Koko: the archive",
    [
        Panel(
            "Records",
            "records/s",
            {"{{outcome}}": rate("koko_archive_records_total", ("outcome",))},
        ),
        Panel("Bytes", "Bps", {"{{stage}}": rate("koko_archive_bytes_total", ("stage",))}),
        Panel(
            "How long the oldest record waits",
            "s",
            {"{{instance}}": "max by (instance) (koko_archive_oldest_unshipped_seconds)"},
        ),
        Panel(
            "Objects sent",
            "ops",
            {"{{outcome}}": rate("koko_archive_puts_total", ("outcome",))},
        ),
        Panel(
            "Free on the disk",
            "bytes",
            {"{{instance}}": "min by (instance) (koko_archive_disk_free_bytes)"},
        ),
    ],
)

DASHBOARDS = (SERVICE, ENGINES, MODERATION, ARCHIVE)


def panel(shown):
    """One of Grafana's."""
    made = (
        timeseries.Panel()
        .title(shown.title)
        .unit(shown.unit)
        .datasource(SOURCE)
        .height(8)
        .span(12)
        .min(0)
        .draw_style(GraphDrawStyle.LINE)
        .line_width(1)
        .fill_opacity(10)
        .show_points(VisibilityMode.NEVER)
    )
    if shown.why:
        made = made.description(shown.why)
    for number, (legend, expr) in enumerate(shown.lines.items()):
        query = prometheus.Dataquery().expr(expr).legend_format(legend).ref_id(chr(ord("A") + number)).range()
        made = made.with_target(query)
    return made


def made(page):
    """A dashboard, as Grafana reads it."""
    built = (
        dashboard.Dashboard(page.title)
        .uid(page.uid)
        .tags(["koko"])
        .readonly()
        .refresh("30s")
        .time("now-3h", "now")
        .with_variable(dashboard.DatasourceVariable("source").label("Prometheus").type("prometheus"))
    )
    if any("$tenant" in expr for one in page.panels for expr in one.lines.values()):
        tenants = (
            dashboard.QueryVariable("tenant")
            .label("Tenant")
            .datasource(SOURCE)
            .query("label_values(koko_tenant_info, tenant)")
            .refresh(VariableRefresh.ON_TIME_RANGE_CHANGED)
            .multi(True)
            .include_all(True)
            .all_value(".*")
        )
        built = built.with_variable(tenants)
    for shown in page.panels:
        built = built.with_panel(panel(shown))
    return JSONEncoder(sort_keys=True, indent=2).encode(built.build()) + "\n"


def main():
    GENERATED.mkdir(exist_ok=True)
    for page in DASHBOARDS:
        (GENERATED / f"{page.uid}.json").write_text(made(page))


if __name__ == "__main__":
    main()
