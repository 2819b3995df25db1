//! What the archive counts, for Prometheus.

use std::sync::Arc;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;

/// What became of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// They are in the log.
    Logged,
    /// They are in the archive.
    Shipped,
    /// The answer went out without them: the log takes no more.
    Shed,
    /// The request was refused because of them.
    Refused,
}

/// What became of an object that was to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is there.
    Stored,
    /// It was there already.
    Exists,
    /// The store does not know us, or does not let us.
    Denied,
    /// Anything else, which is tried again.
    Failed,
}

/// On the way from the log to the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// As JSON in the log.
    Logged,
    /// As Parquet in the store.
    Shipped,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Records {
    tenant: Arc<str>,
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Puts {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Bytes {
    stage: &'static str,
}

/// Everything that is counted. Cheap to clone; clones count together.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    records: Family<Records, Counter>,
    bytes: Family<Bytes, Counter>,
    puts: Family<Puts, Counter>,
    broken: Counter,
}

impl Counts {
    /// Lets Prometheus see it.
    pub fn register(&self, registry: &mut Registry) {
        let records = "What became of records for the archive";
        registry.register("archive_records", records, self.records.clone());
        let bytes = "Bytes of records for the archive, in the log and in the store";
        registry.register("archive_bytes", bytes, self.bytes.clone());
        registry.register("archive_puts", "What became of objects for the archive", self.puts.clone());
        let broken = "Segments of the log in which something is not as it was written; they are kept aside";
        registry.register("archive_broken_segments", broken, self.broken.clone());
    }

    /// So many records of a tenant.
    pub fn records(&self, tenant: &str, became: Became, records: usize) {
        let outcome = match became {
            Became::Logged => "logged",
            Became::Shipped => "shipped",
            Became::Shed => "shed",
            Became::Refused => "refused",
        };
        self.records.get_or_create(&Records { tenant: tenant.into(), outcome }).inc_by(records as u64);
    }

    /// So many bytes.
    pub fn bytes(&self, stage: Stage, bytes: usize) {
        let stage = match stage {
            Stage::Logged => "logged",
            Stage::Shipped => "shipped",
        };
        self.bytes.get_or_create(&Bytes { stage }).inc_by(bytes as u64);
    }

    /// One object.
    pub fn put(&self, put: Put) {
        let outcome = match put {
            Put::Stored => "stored",
            Put::Exists => "exists",
            Put::Denied => "denied",
            Put::Failed => "failed",
        };
        self.puts.get_or_create(&Puts { outcome }).inc();
    }

    /// A segment in which something is wrong.
    pub fn broken(&self) {
        self.broken.inc();
    }
}
