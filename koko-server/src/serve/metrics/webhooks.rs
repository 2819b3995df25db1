//! How attempts to deliver have ended, and how long they took.

use std::sync::Arc;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use super::SECONDS;
use crate::serve::webhooks::outcome::Outcome;

/// Attempts that have ended alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Attempt {
    tenant: Arc<str>,
    outcome: &'static str,
}

/// What is measured about webhooks.
#[derive(Debug)]
pub struct WebhookMeter {
    attempts: Family<Attempt, Counter>,
    seconds: Histogram,
}

impl Default for WebhookMeter {
    fn default() -> WebhookMeter {
        WebhookMeter { attempts: Family::default(), seconds: Histogram::new(SECONDS) }
    }
}

impl WebhookMeter {
    pub(super) fn register(&self, registry: &mut Registry) {
        let ended = "Attempts to deliver, by how they ended";
        registry.register("webhook_attempts", ended, self.attempts.clone());
        let took = "How long an attempt to deliver took";
        registry.register_with_unit("webhook_attempt", took, Unit::Seconds, self.seconds.clone());
    }

    /// An attempt for this tenant ended so.
    pub fn attempted(&self, tenant: &str, outcome: &Outcome, took: Duration) {
        let outcome = match outcome {
            outcome if outcome.is_delivered() => "delivered",
            Outcome::Answered { .. } => "refused",
            Outcome::Unanswered { failure, .. } => failure.name(),
        };
        self.attempts.get_or_create(&Attempt { tenant: tenant.into(), outcome }).inc();
        self.seconds.observe(took.as_secs_f64());
    }
}
