//! How long the store of authors takes, and how often it fails.
//!
//! Knows what is asked of a store, and nothing of what is kept there.

use std::sync::Arc;
use std::time::Instant;

use koko_core::error::Result;
use koko_core::store::{Change, Cursor, Keeps, Key, Outcome, Page, Space, StateStore, Stored};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use super::SECONDS;
use crate::serve::noted;
use crate::serve::traces::Step;

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Operation {
    operation: &'static str,
}

/// What was asked, and what went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Failed {
    operation: &'static str,
    kind: &'static str,
}

/// What is measured about a store. Cheap to clone; all of them count together.
#[derive(Debug, Clone)]
pub struct StoreMeter {
    seconds: Family<Operation, Histogram, fn() -> Histogram>,
    failures: Family<Failed, Counter>,
    conflicts: Counter,
}

impl Default for StoreMeter {
    fn default() -> StoreMeter {
        StoreMeter {
            seconds: Family::new_with_constructor(|| Histogram::new(SECONDS)),
            failures: Family::default(),
            conflicts: Counter::default(),
        }
    }
}

impl StoreMeter {
    pub(super) fn register(&self, registry: &mut Registry) {
        let took = "How long the store of authors took for one call";
        registry.register_with_unit("store", took, Unit::Seconds, self.seconds.clone());
        let failed = "Calls that the store of authors has failed";
        registry.register("store_failures", failed, self.failures.clone());
        let again = "Records that somebody else had saved meanwhile, so that they were read again";
        registry.register("store_conflicts", again, self.conflicts.clone());
    }

    fn measured<T>(&self, operation: &'static str, call: impl FnOnce() -> Result<T>) -> Result<T> {
        let begun = Instant::now();
        let done = call();
        let took = begun.elapsed();
        self.seconds.get_or_create(&Operation { operation }).observe(took.as_secs_f64());
        match operation {
            "load" => noted::stepped(Step::Load, begun, took),
            "save" => noted::stepped(Step::Save, begun, took),
            _ => {}
        }
        if let Err(error) = &done {
            self.failures.get_or_create(&Failed { operation, kind: error.kind().as_str() }).inc();
        }
        done
    }
}

/// A store whose calls are measured.
pub struct MeasuredStore {
    store: Arc<dyn StateStore>,
    meter: StoreMeter,
}

impl MeasuredStore {
    /// Measures the calls of this store.
    pub fn new(store: Arc<dyn StateStore>, meter: StoreMeter) -> MeasuredStore {
        MeasuredStore { store, meter }
    }
}

impl StateStore for MeasuredStore {
    fn load(&self, keys: &[Key]) -> Result<Vec<Option<Stored>>> {
        self.meter.measured("load", || self.store.load(keys))
    }

    fn save_if(&self, changes: &[Change]) -> Result<Vec<Outcome>> {
        let outcomes = self.meter.measured("save", || self.store.save_if(changes))?;
        let conflicts = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Conflict(_))).count();
        self.meter.conflicts.inc_by(conflicts as u64);
        Ok(outcomes)
    }

    fn scan(&self, space: Space, from: Option<Cursor>, limit: usize) -> Result<Page> {
        self.meter.measured("scan", || self.store.scan(space, from, limit))
    }

    fn keeps(&self) -> Keeps {
        self.store.keeps()
    }

    fn ends_with_us(&self) -> bool {
        self.store.ends_with_us()
    }
}

#[cfg(test)]
mod tests {
    use koko_core::store::MemoryStore;

    use super::*;

    #[test]
    fn calls_conflicts_and_failures_are_counted() {
        let meter = StoreMeter::default();
        let store = MeasuredStore::new(Arc::new(MemoryStore::default()), meter.clone());
        let key = Space::Author.key(&[1; 16]);
        let first = Change { key: key.clone(), expect: None, value: Some(b"one".to_vec()), expires_at: None };
        store.save_if(std::slice::from_ref(&first)).unwrap();
        store.save_if(&[first]).unwrap();
        store.load(&[key]).unwrap();
        let too_long = Change { key: vec![0; 65], expect: None, value: None, expires_at: None };
        store.save_if(&[too_long]).unwrap_err();
        let mut registry = Registry::default();
        meter.register(&mut registry);
        let mut written = String::new();
        prometheus_client::encoding::text::encode(&mut written, &registry).unwrap();
        for line in [
            "store_seconds_count{operation=\"save\"} 3",
            "store_seconds_count{operation=\"load\"} 1",
            "store_failures_total{operation=\"save\",kind=\"store_failed\"} 1",
            "store_conflicts_total 1",
        ] {
            assert!(written.lines().any(|written| written == line), "{line} is not in {written}");
        }
    }
}
