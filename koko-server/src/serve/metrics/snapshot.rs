//! How things stand at the moment when somebody looks: engines, the queue, webhooks, drift.

use std::fmt;

use koko_core::batching::{CacheStats, Load, Spread};
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeGaugeValue, EncodeLabelSet, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;

use super::super::database::{deliveries, now_ms, review};
use super::super::refusal::Refusal;
use super::super::service::Service;
use crate::archive::Unshipped;

/// A model and what its engines did.
#[derive(Debug)]
struct Model {
    id: String,
    normalizer: String,
    version: String,
    load: Load,
    saturation: f64,
    cache: CacheStats,
}

/// How a tenant's affairs stand.
#[derive(Debug)]
struct Affairs {
    tenant: String,
    model: String,
    policy: String,
    waiting: i64,
    /// By label: how far its scores have moved.
    drift: Vec<(String, String, f64)>,
}

/// How things stand.
#[derive(Debug)]
pub(super) struct Snapshot {
    models: Vec<Model>,
    affairs: Vec<Affairs>,
    deliveries: Vec<deliveries::Backlog>,
    places: (usize, usize),
    /// What is not archived yet, and what is free on the disk of its log.
    archive: Option<(Unshipped, u64)>,
    now: i64,
}

impl Snapshot {
    /// Looks at everything.
    pub(super) async fn take(service: &Service) -> Result<Snapshot, Refusal> {
        let bundles = service.tenants().bundles();
        let models = bundles.iter().map(|moderator| {
            let (ids, load) = (moderator.ids(), moderator.load());
            Model {
                saturation: service.metrics().saturation_of(&ids.model, &load),
                id: ids.model.clone(),
                normalizer: ids.normalizer.clone(),
                version: ids.version.clone(),
                load,
                cache: moderator.cache_stats(),
            }
        });
        let models = models.collect();
        let database = service.database();
        let mut affairs = Vec::new();
        for tenant in service.tenants().all() {
            let name = tenant.name().to_owned();
            let active = tenant.active();
            affairs.push(Affairs {
                waiting: database.read(review::count(database.pool(), &name)).await?,
                model: active.model(),
                policy: active.pinned().ids().policy.clone(),
                drift: service.watching().stability(&name),
                tenant: name,
            });
        }
        let deliveries = database.read(deliveries::backlog(database.pool())).await?;
        let archive = service.archive().map(|archive| (archive.unshipped(), archive.free_bytes()));
        Ok(Snapshot { models, affairs, deliveries, places: service.room().places(), archive, now: now_ms() })
    }
}

impl Collector for Snapshot {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        self.encode_models(&mut encoder)?;
        self.encode_affairs(&mut encoder)?;
        let (all, taken) = self.places;
        gauge(&mut encoder, "inflight", "Places of requests that are taken", taken as f64)?;
        gauge(&mut encoder, "inflight_limit", "Places of requests", all as f64)?;
        let of_tenant = |backlog: &deliveries::Backlog| [("tenant", backlog.tenant.clone())];
        let pending = self.deliveries.iter().map(|backlog| (of_tenant(backlog), backlog.pending));
        gauges(&mut encoder, "webhook_pending", "Deliveries that are still to be made", pending)?;
        let dead = self.deliveries.iter().map(|backlog| (of_tenant(backlog), backlog.dead));
        gauges(&mut encoder, "webhook_dead", "Deliveries that were given up", dead)?;
        let lag = self.deliveries.iter().map(|backlog| {
            let waits = backlog.oldest.map_or(0, |oldest| (self.now - oldest).max(0));
            (of_tenant(backlog), waits as f64 / 1_000.0)
        });
        let waits = "How long the oldest delivery waits that is still to be made";
        gauges(&mut encoder, "webhook_lag_seconds", waits, lag)?;
        if let Some((unshipped, free)) = self.archive {
            let oldest = "How old the oldest record is that is not archived yet";
            gauge(&mut encoder, "archive_oldest_unshipped_seconds", oldest, unshipped.oldest.as_secs_f64())?;
            let bytes = "What is in the log and not archived yet";
            gauge(&mut encoder, "archive_unshipped_bytes", bytes, unshipped.bytes as f64)?;
            let free_bytes = "What is free on the disk of the archive's log";
            gauge(&mut encoder, "archive_disk_free_bytes", free_bytes, free as f64)?;
        }
        Ok(())
    }
}

impl Snapshot {
    fn encode_models(&self, encoder: &mut DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let info = self.models.iter().map(|model| {
            let labels = [
                ("model", model.id.as_str()),
                ("normalizer", model.normalizer.as_str()),
                ("version", model.version.as_str()),
            ];
            (labels, 1_i64)
        });
        gauges(encoder, "model_info", "Models that run", info)?;
        type Count = (&'static str, &'static str, fn(&Model) -> u64);
        let counts: [Count; 7] = [
            ("batches", "Batches that engines have run", |model| model.load.batches_run),
            ("tokens", "Tokens that engines have read", |model| model.load.tokens_run),
            ("rows_refused", "Texts that were refused because too many waited", |model| {
                model.load.rows_refused
            }),
            ("rows_cancelled", "Texts that were called off", |model| model.load.rows_cancelled),
            ("rows_expired", "Texts for which no time was left", |model| model.load.rows_expired),
            ("cache_hits", "Texts that were answered from memory", |model| model.cache.hits),
            ("cache_misses", "Texts that a model had to read", |model| model.cache.misses),
        ];
        for (name, help, value) in counts {
            let mut counter = encoder.encode_descriptor(name, help, None, MetricType::Counter)?;
            for model in &self.models {
                let labels = [("model", model.id.as_str())];
                ConstCounter::new(value(model)).encode(counter.encode_family(&labels)?)?;
            }
        }
        let mut busy = encoder.encode_descriptor(
            "engine_busy_seconds",
            "Time that engines have worked, all together",
            None,
            MetricType::Counter,
        )?;
        for model in &self.models {
            let labels = [("model", model.id.as_str())];
            ConstCounter::new(model.load.busy).encode(busy.encode_family(&labels)?)?;
        }
        type Measure = (&'static str, &'static str, fn(&Model) -> f64);
        let measures: [Measure; 5] = [
            ("saturation", "The share of the last ten seconds in which engines worked", |model| {
                model.saturation
            }),
            ("engines", "Engines that can work at the same time", |model| model.load.engines as f64),
            ("tokens_per_second", "Tokens a second, over about the last ten", |model| {
                model.load.tokens_per_second
            }),
            ("queue_rows", "Texts that no engine has begun", |model| {
                (model.load.interactive.rows + model.load.bulk.rows) as f64
            }),
            ("queue_tokens", "The sum of their lengths", |model| {
                (model.load.interactive.tokens + model.load.bulk.tokens) as f64
            }),
        ];
        for (name, help, value) in measures {
            let values = self.models.iter().map(|model| ([("model", model.id.as_str())], value(model)));
            gauges(encoder, name, help, values)?;
        }
        type Spreads = (&'static str, &'static str, fn(&Model) -> &Spread);
        let spreads: [Spreads; 3] = [
            ("queue_seconds", "How long texts waited for an engine", |model| &model.load.waited),
            ("inference_seconds", "How long an engine took for a batch", |model| &model.load.took),
            ("batch_rows", "Texts in a batch", |model| &model.load.rows),
        ];
        for (name, help, value) in spreads {
            let mut histogram = encoder.encode_descriptor(name, help, None, MetricType::Histogram)?;
            for model in &self.models {
                let (labels, spread) = ([("model", model.id.as_str())], value(model));
                let bounds = spread.bounds.iter().copied().chain([f64::MAX]);
                let buckets: Vec<(f64, u64)> = bounds.zip(spread.counts.iter().copied()).collect();
                let mut of_model = histogram.encode_family(&labels)?;
                of_model.encode_histogram::<[(&str, &str); 0]>(spread.sum, spread.count(), &buckets, None)?;
            }
        }
        Ok(())
    }

    fn encode_affairs(&self, encoder: &mut DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let info = self.affairs.iter().map(|affairs| {
            let labels = [
                ("tenant", affairs.tenant.as_str()),
                ("model", affairs.model.as_str()),
                ("policy", affairs.policy.as_str()),
            ];
            (labels, 1_i64)
        });
        gauges(encoder, "tenant_info", "What answers for a tenant", info)?;
        let waiting =
            self.affairs.iter().map(|affairs| ([("tenant", affairs.tenant.as_str())], affairs.waiting));
        gauges(encoder, "review_waiting", "Items that wait for a reviewer", waiting)?;
        let drift = self.affairs.iter().flat_map(|affairs| {
            affairs.drift.iter().map(|(model, label, stability)| {
                let labels = [
                    ("tenant", affairs.tenant.as_str()),
                    ("model", model.as_str()),
                    ("label", label.as_str()),
                ];
                (labels, *stability)
            })
        });
        let moved = "How far the scores of a label have moved: the population stability index";
        gauges(encoder, "drift_stability", moved, drift)
    }
}

/// One gauge with a value for each set of labels.
fn gauges<L: EncodeLabelSet, V: EncodeGaugeValue>(
    encoder: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    values: impl Iterator<Item = (L, V)>,
) -> Result<(), fmt::Error> {
    let mut gauge = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
    for (labels, value) in values {
        ConstGauge::new(value).encode(gauge.encode_family(&labels)?)?;
    }
    Ok(())
}

fn gauge(encoder: &mut DescriptorEncoder<'_>, name: &str, help: &str, value: f64) -> Result<(), fmt::Error> {
    let gauge = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
    ConstGauge::new(value).encode(gauge)
}
