//! What is counted and measured, for Prometheus and for the console: the same numbers for both.
//!
//! Names and labels are of a fixed vocabulary; no text, no author, no content id is ever among them. Labels with many values would
//! cost memory for each: tenants are those that somebody made, routes those of this program.

pub mod history;
pub mod saturation;
mod snapshot;
pub mod store;
pub mod webhooks;

use std::sync::Arc;
use std::time::{Duration, Instant};

use koko_core::batching::Load;
use koko_core::moderator::Lane;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::exemplar::HistogramWithExemplars;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::{Registry, Unit};

use self::history::History;
use self::saturation::{Saturation, Worked};
use self::snapshot::Snapshot;
use self::store::StoreMeter;
use super::database::Database;
use super::live::Live;
use super::rates::Rates;
use super::refusal::Refusal;
use super::service::Service;
use super::webhooks::Webhooks;
use super::{log, traces};
use crate::archive::Counts;

/// From a millisecond to half a minute.
pub const SECONDS: [f64; 13] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

/// A request that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: Arc<str>,
    status: u16,
}

/// Requests of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: Arc<str>,
}

/// A request whose trace is kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Traced {
    /// As in `traceparent`.
    pub trace_id: String,
}

/// Texts that were read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Read {
    tenant: Arc<str>,
    way: &'static str,
}

/// Texts that a model has read for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answering {
    tenant: Arc<str>,
    model: Arc<str>,
    lane: &'static str,
}

/// Decisions of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Decided {
    tenant: Arc<str>,
    action: &'static str,
}

/// A label in decisions of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Found {
    tenant: Arc<str>,
    label: &'static str,
    action: &'static str,
}

/// Whose.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Whose {
    tenant: Arc<str>,
}

/// What reviewers did.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reviewed {
    tenant: Arc<str>,
    outcome: &'static str,
}

/// Everything that is counted.
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    request_seconds: Family<Route, HistogramWithExemplars<Traced>, fn() -> HistogramWithExemplars<Traced>>,
    texts: Family<Read, Counter>,
    lanes: Family<Answering, Counter>,
    decisions: Family<Decided, Counter>,
    labels: Family<Found, Counter>,
    degraded: Family<Whose, Counter>,
    reviews: Family<Reviewed, Counter>,
    history: History,
    saturation: Saturation,
}

/// What measures itself.
pub struct Measured<'a> {
    /// The store of authors.
    pub store: &'a StoreMeter,
    /// The database.
    pub database: &'a Database,
    /// Who is told elsewhere.
    pub webhooks: &'a Webhooks,
    /// Who looks on.
    pub live: &'a Live,
    /// Where rates are counted together with other services.
    pub rates: Option<&'a Rates>,
    /// What an archive counts, if there is one.
    pub archive: Option<&'a Counts>,
}

/// How texts were asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// What is in them.
    Score,
    /// What should happen with them.
    Moderate,
}

impl Metrics {
    /// Of a service with these parts.
    pub fn new(parts: &Measured<'_>) -> Metrics {
        let mut registry = Registry::with_prefix("koko");
        let metrics = Metrics {
            requests: Family::default(),
            request_seconds: Family::new_with_constructor(|| {
                HistogramWithExemplars::new(SECONDS.into_iter())
            }),
            texts: Family::default(),
            lanes: Family::default(),
            decisions: Family::default(),
            labels: Family::default(),
            degraded: Family::default(),
            reviews: Family::default(),
            history: History::default(),
            saturation: Saturation::default(),
            registry: Registry::default(),
        };
        registry.register("http_requests", "Requests that were answered", metrics.requests.clone());
        let took = "From the head of a request to the head of its answer";
        registry.register_with_unit("http_request", took, Unit::Seconds, metrics.request_seconds.clone());
        registry.register("texts", "Texts that were read for somebody", metrics.texts.clone());
        let lanes =
            "Texts by which model has answered: the full one, or the fast lane that found nothing in it";
        registry.register("lane_texts", lanes, metrics.lanes.clone());
        registry.register("decisions", "Decisions, by what should happen", metrics.decisions.clone());
        let found = "Decisions in which a label was found";
        registry.register("decision_labels", found, metrics.labels.clone());
        let degraded = "Decisions that were made without asking the store of authors, because it was away";
        registry.register("decisions_degraded", degraded, metrics.degraded.clone());
        let reviewed = "What reviewers decided";
        registry.register("reviews", reviewed, metrics.reviews.clone());
        parts.store.register(&mut registry);
        let written = "How long a write took, from when it was wanted until it was safe";
        registry.register_with_unit(
            "database_write",
            written,
            Unit::Seconds,
            parts.database.writes().clone(),
        );
        parts.webhooks.meter().register(&mut registry);
        if let Some(counts) = parts.archive {
            counts.register(&mut registry);
        }
        if let Some(rates) = parts.rates {
            let alone = "Times at which this service counted a rate for itself, because the store was away";
            registry.register("rates_alone", alone, rates.alone().clone());
        }
        let missed = "Events that somebody who looked on was too slow to read";
        registry.register("live_missed", missed, parts.live.missed().clone());
        let unread = "Lines of the log that were dropped, because whoever reads it is too slow";
        registry.register("log_lines_dropped", unread, log::dropped().clone());
        let unsent = "Spans that no collector has got";
        registry.register("trace_spans_dropped", unsent, traces::dropped().clone());
        Metrics { registry, ..metrics }
    }

    /// A request on this route was answered.
    pub fn answered(&self, route: &str, status: u16, took: Duration, traced: Option<Traced>) {
        let route: Arc<str> = route.into();
        let answered = Answered { route: Arc::clone(&route), status };
        self.requests.get_or_create(&answered).inc();
        self.request_seconds.get_or_create(&Route { route }).observe(took.as_secs_f64(), traced, None);
    }

    /// So many texts were read.
    pub fn read(&self, tenant: &str, way: Way, texts: usize) {
        let way = match way {
            Way::Score => "score",
            Way::Moderate => "moderate",
        };
        self.texts.get_or_create(&Read { tenant: tenant.into(), way }).inc_by(texts as u64);
    }

    /// A text was answered on this lane.
    pub fn lane(&self, tenant: &str, model: &str, lane: Lane) {
        let lane = match lane {
            Lane::Full => "full",
            Lane::Fast => "fast",
        };
        self.lanes.get_or_create(&Answering { tenant: tenant.into(), model: model.into(), lane }).inc();
    }

    /// It was decided about a content, in which these labels were found.
    pub fn decided(&self, tenant: &str, action: &'static str, labels: impl Iterator<Item = &'static str>) {
        let tenant: Arc<str> = tenant.into();
        self.decisions.get_or_create(&Decided { tenant: Arc::clone(&tenant), action }).inc();
        for label in labels {
            self.labels.get_or_create(&Found { tenant: Arc::clone(&tenant), label, action }).inc();
        }
    }

    /// It was decided by what was remembered of the author.
    pub fn degraded(&self, tenant: &str) {
        self.degraded.get_or_create(&Whose { tenant: tenant.into() }).inc();
    }

    /// A reviewer decided.
    pub fn reviewed(&self, tenant: &str, outcome: &'static str) {
        self.reviews.get_or_create(&Reviewed { tenant: tenant.into(), outcome }).inc();
    }

    /// What was measured lately.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Looks how busy engines are.
    pub fn look(&self, service: &Service) {
        for moderator in service.tenants().bundles().iter() {
            self.saturation_of(moderator.ids().model.as_str(), &moderator.load());
        }
    }

    fn saturation_of(&self, model: &str, load: &Load) -> f64 {
        let worked = Worked { engines: load.engines, busy: load.busy };
        self.saturation.look(model, worked, Instant::now())
    }

    /// Everything as OpenMetrics text, with how things stand now.
    pub async fn render(&self, service: &Service) -> Result<String, Refusal> {
        let snapshot = Snapshot::take(service).await?;
        let mut now = Registry::with_prefix("koko");
        now.register_collector(Box::new(snapshot));
        let mut written = String::with_capacity(16 << 10);
        text::encode_registry(&mut written, &self.registry)
            .and_then(|()| text::encode_registry(&mut written, &now))
            .and_then(|()| text::encode_eof(&mut written))
            .expect("a string takes everything");
        Ok(written)
    }
}
