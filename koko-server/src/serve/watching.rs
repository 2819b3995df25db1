//! Looks after the models while they work: what a shadow would have said differently, and whether scores drift.

use std::collections::BTreeMap;
use std::sync::Arc;

use koko_core::content::Content;
use koko_core::moderator::{CallOptions, Lane, Moderator, Scored, Urgency};
use koko_core::scores::Scores;
use parking_lot::Mutex;
use serde_json::{Value, json};

use super::drift::Drift;
use super::metrics::Way;
use super::noted;
use super::service::Service;
use super::tenants::{Active, Tenant};

/// Texts that wait for a shadow at once; more are not read by it, and counted.
const MOST_WAITING: usize = 256;

/// What a shadow would have said differently.
#[derive(Debug, Default, Clone)]
struct Compared {
    texts: u64,
    missed: u64,
    failed: u64,
    /// Texts about whose labels the two do not agree.
    disagreed: u64,
    /// By label: texts in which only the model that answers found it, and in which only the shadow did.
    labels: BTreeMap<&'static str, (u64, u64)>,
    /// The sum of the differences of all scores, and how many there were.
    difference: (f64, u64),
}

type Drifts = BTreeMap<String, Arc<Mutex<Drift>>>;

/// Everything that was noticed, by tenant and models.
#[derive(Default)]
pub struct Watching {
    shadows: Mutex<BTreeMap<(String, String, String), Compared>>,
    /// By tenant, then by model.
    drifts: Mutex<BTreeMap<String, Drifts>>,
    waiting: std::sync::atomic::AtomicUsize,
}

impl Service {
    /// Counts a score that was given, and looks at it.
    pub fn observe(
        self: &Arc<Self>,
        tenant: &Arc<Tenant>,
        active: &Active,
        moderator: &Moderator,
        content: &Content,
        scored: &Scored,
    ) {
        self.metrics().read(tenant.name(), Way::Score, 1);
        noted::read(1);
        self.watch(tenant, active, moderator, content, &scored.scores, scored.lane);
    }

    /// Looks at scores: which lane gave them, whether they drift, and what the shadow would have said.
    pub fn watch(
        self: &Arc<Self>,
        tenant: &Tenant,
        active: &Active,
        moderator: &Moderator,
        content: &Content,
        scores: &Scores,
        lane: Lane,
    ) {
        use std::sync::atomic::Ordering::Relaxed;
        let model = &moderator.ids().model;
        self.metrics().lane(tenant.name(), model, lane);
        self.watching().drift(tenant.name(), model, scores);
        let Some(shadow) = active.shadow() else { return };
        let key = (tenant.name().to_owned(), model.clone(), shadow.ids().model.clone());
        if self.watching().waiting.fetch_add(1, Relaxed) >= MOST_WAITING {
            self.watching().waiting.fetch_sub(1, Relaxed);
            self.watching().shadows.lock().entry(key).or_default().missed += 1;
            return;
        }
        let found = moderator.found(content, scores);
        let (watching, content, scores) = (Arc::clone(self), content.clone(), scores.clone());
        let reading = Arc::clone(shadow);
        let options = CallOptions { urgency: Some(Urgency::Bulk), ..CallOptions::default() };
        shadow.with(options).submit(content.text.clone().as_str(), move |answer| {
            watching.watching().waiting.fetch_sub(1, Relaxed);
            let mut shadows = watching.watching().shadows.lock();
            let compared = shadows.entry(key).or_default();
            let Ok(other) = answer else {
                compared.failed += 1;
                return;
            };
            compared.texts += 1;
            let also = reading.found(&content, &other.scores);
            let (only_here, only_there) = (
                found.iter().filter(|label| !also.contains(label)),
                also.iter().filter(|label| !found.contains(label)),
            );
            let mut agrees = true;
            for label in only_here {
                compared.labels.entry(label.as_str()).or_default().0 += 1;
                agrees = false;
            }
            for label in only_there {
                compared.labels.entry(label.as_str()).or_default().1 += 1;
                agrees = false;
            }
            compared.disagreed += u64::from(!agrees);
            for (label, score) in scores.iter() {
                if let Some(other) = other.scores.get(label) {
                    compared.difference.0 += f64::from((score - other).abs());
                    compared.difference.1 += 1;
                }
            }
        });
    }
}

impl Watching {
    fn drift(&self, tenant: &str, model: &str, scores: &Scores) {
        let known = self.drifts.lock().get(tenant).and_then(|models| models.get(model)).cloned();
        let drift = known.unwrap_or_else(|| {
            let mut drifts = self.drifts.lock();
            Arc::clone(drifts.entry(tenant.to_owned()).or_default().entry(model.to_owned()).or_default())
        });
        drift.lock().add(scores.iter().map(|(label, score)| (label.as_str(), score)));
    }

    /// What shadows of a tenant would have said differently.
    pub fn shadows(&self, tenant: &str) -> Vec<Value> {
        let shadows = self.shadows.lock();
        let of_tenant = shadows.iter().filter(|((owner, _, _), _)| owner == tenant);
        of_tenant
            .map(|((_, model, shadow), compared)| {
                let labels: BTreeMap<&str, Value> = compared
                    .labels
                    .iter()
                    .map(|(label, (here, there))| (*label, json!({"only_model": here, "only_shadow": there})))
                    .collect();
                let (sum, count) = compared.difference;
                json!({
                    "model": model,
                    "shadow": shadow,
                    "texts": compared.texts,
                    "disagreed": compared.disagreed,
                    "labels": labels,
                    "mean_difference": if count > 0 { Some(sum / count as f64) } else { None },
                    "not_read": compared.missed,
                    "failed": compared.failed,
                })
            })
            .collect()
    }

    /// By model and label, how far the scores of a tenant's texts have moved, once that is known.
    pub fn stability(&self, tenant: &str) -> Vec<(String, String, f64)> {
        let models = self.drifts.lock().get(tenant).cloned().unwrap_or_default();
        let mut all = Vec::new();
        for (model, drift) in models {
            let drift = drift.lock();
            all.extend(drift.stability().map(|(label, index)| (model.clone(), label.to_owned(), index)));
        }
        all
    }

    /// How far the scores of a tenant's texts have moved.
    pub fn drifts(&self, tenant: &str) -> Vec<Value> {
        let models = self.drifts.lock().get(tenant).cloned().unwrap_or_default();
        models.iter().map(|(model, drift)| json!({"model": model, "labels": drift.lock().report()})).collect()
    }
}
