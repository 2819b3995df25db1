//! What is counted and measured, for Prometheus and for the console: the same numbers for both.
//!
//! Names and labels are of a fixed vocabulary; no text, no author, no content id is ever among them. Labels with many values would
//! cost memory for each: tenants are those that somebody made, routes those of this program.

pub mod history;
mod snapshot;

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use self::history::History;
use self::snapshot::Snapshot;
use super::refusal::Refusal;
use super::service::Service;
use crate::archive::Counts;

/// From a millisecond to half a minute.
const SECONDS: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

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

/// Texts that were read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Read {
    tenant: Arc<str>,
    way: &'static str,
}

/// Decisions of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Decided {
    tenant: Arc<str>,
    action: &'static str,
}

/// A label in decisions.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Found {
    tenant: Arc<str>,
    label: &'static str,
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
    request_seconds: Family<Route, Histogram>,
    texts: Family<Read, Counter>,
    decisions: Family<Decided, Counter>,
    labels: Family<Found, Counter>,
    reviews: Family<Reviewed, Counter>,
    history: History,
}

/// How texts were asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// What is in them.
    Score,
    /// What should happen with them.
    Moderate,
}

impl Default for Metrics {
    fn default() -> Metrics {
        Metrics::new(None)
    }
}

impl Metrics {
    /// With what an archive counts, if there is one.
    pub fn new(archive: Option<&Counts>) -> Metrics {
        let mut registry = Registry::with_prefix("koko");
        let seconds: fn() -> Histogram = || Histogram::new(SECONDS);
        let metrics = Metrics {
            requests: Family::default(),
            request_seconds: Family::new_with_constructor(seconds),
            texts: Family::default(),
            decisions: Family::default(),
            labels: Family::default(),
            reviews: Family::default(),
            history: History::default(),
            registry: Registry::default(),
        };
        registry.register("http_requests", "Requests that were answered", metrics.requests.clone());
        let took = "From the head of a request to the head of its answer";
        registry.register_with_unit("http_request", took, Unit::Seconds, metrics.request_seconds.clone());
        registry.register("texts", "Texts that were read for somebody", metrics.texts.clone());
        registry.register("decisions", "Decisions, by what should happen", metrics.decisions.clone());
        let found = "Decisions in which a label was found";
        registry.register("decision_labels", found, metrics.labels.clone());
        let reviewed = "What reviewers decided";
        registry.register("reviews", reviewed, metrics.reviews.clone());
        if let Some(counts) = archive {
            counts.register(&mut registry);
        }
        Metrics { registry, ..metrics }
    }

    /// A request on this route was answered.
    pub fn answered(&self, route: &str, status: StatusCode, took: Duration) {
        let route: Arc<str> = route.into();
        let answered = Answered { route: Arc::clone(&route), status: status.as_u16() };
        self.requests.get_or_create(&answered).inc();
        self.request_seconds.get_or_create(&Route { route }).observe(took.as_secs_f64());
    }

    /// So many texts were read.
    pub fn read(&self, tenant: &str, way: Way, texts: usize) {
        let way = match way {
            Way::Score => "score",
            Way::Moderate => "moderate",
        };
        self.texts.get_or_create(&Read { tenant: tenant.into(), way }).inc_by(texts as u64);
    }

    /// It was decided about a content, in which these labels were found.
    pub fn decided(&self, tenant: &str, action: &'static str, labels: impl Iterator<Item = &'static str>) {
        let tenant: Arc<str> = tenant.into();
        self.decisions.get_or_create(&Decided { tenant: Arc::clone(&tenant), action }).inc();
        for label in labels {
            self.labels.get_or_create(&Found { tenant: Arc::clone(&tenant), label }).inc();
        }
    }

    /// A reviewer decided.
    pub fn reviewed(&self, tenant: &str, outcome: &'static str) {
        self.reviews.get_or_create(&Reviewed { tenant: tenant.into(), outcome }).inc();
    }

    /// What was measured lately.
    pub fn history(&self) -> &History {
        &self.history
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
