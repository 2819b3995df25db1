//! The archive as it is read: each record once, and nothing of whoever was forgotten.

use std::collections::HashSet;

use axum::body::Bytes;
use object_store::path::Path;

use super::record::{Erasure, Record};
use super::seal::{ERASURES, RECORDS, partition, read_key};
use super::store::{Failed, Store};
use super::table;
use crate::errors::Stop;

/// An object of records.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Where it is.
    pub path: Path,
    /// How large it is.
    pub bytes: u64,
    /// Whose it is.
    pub tenant: String,
    /// Of which hour: hours since 1970.
    pub hour: i64,
}

/// Which records are looked for. What is absent does not matter.
#[derive(Debug, Clone, Default)]
pub struct Span {
    /// Of this tenant.
    pub tenant: Option<String>,
    /// From this moment on, in milliseconds since 1970.
    pub since: Option<i64>,
    /// Before this moment.
    pub until: Option<i64>,
}

/// Why something in the archive cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The store says so.
    #[error("the archive: {0}")]
    Store(#[from] Failed),
    /// It is no table of ours.
    #[error("{path}: {source}")]
    Table {
        /// Which object.
        path: Path,
        /// What is wrong.
        source: parquet::errors::ParquetError,
    },
}

impl From<Unreadable> for Stop {
    fn from(unreadable: Unreadable) -> Stop {
        Stop::Archive { what: unreadable.to_string() }
    }
}

impl Span {
    /// Whether any part of an hour is in it.
    pub fn has_hour(&self, hour: i64) -> bool {
        let begins = hour.saturating_mul(super::record::HOUR_MS);
        self.since.is_none_or(|since| begins + super::record::HOUR_MS > since)
            && self.until.is_none_or(|until| begins < until)
    }

    /// Whether a moment is in it.
    pub fn has(&self, at: i64) -> bool {
        self.since.is_none_or(|since| at >= since) && self.until.is_none_or(|until| at < until)
    }
}

/// The names of the tenants that have anything.
pub async fn tenants(store: &Store, folder: &str) -> Result<Vec<String>, Failed> {
    let folders = store.folders(folder).await?;
    let name = |path: Path| Some(path.filename()?.strip_prefix("tenant=")?.to_owned());
    Ok(folders.into_iter().filter_map(name).collect())
}

/// The objects in which something may be, hour by hour. Only the days that matter are listed.
pub async fn objects(store: &Store, span: &Span) -> Result<Vec<Found>, Failed> {
    let tenants = match &span.tenant {
        Some(tenant) => vec![tenant.clone()],
        None => tenants(store, RECORDS).await?,
    };
    let mut found = Vec::new();
    for tenant in tenants {
        for day in store.folders(&format!("{RECORDS}/tenant={tenant}")).await? {
            let hour = |hour: &str| read_key(&format!("{day}/hour={hour}")).map(|(_, hour)| hour);
            let is_wanted = match (hour("00"), hour("23")) {
                (Some(first), Some(last)) => (first..=last).any(|hour| span.has_hour(hour)),
                _ => false,
            };
            if !is_wanted {
                continue;
            }
            for object in store.list(day.as_ref()).await? {
                let Some((tenant, hour)) = read_key(object.location.as_ref()) else { continue };
                if span.has_hour(hour) && object.location.extension() == Some("parquet") {
                    found.push(Found { path: object.location, bytes: object.size, tenant, hour });
                }
            }
        }
    }
    Ok(found)
}

/// Who was forgotten.
pub async fn erasures(store: &Store, tenant: Option<&str>) -> Result<Vec<(Path, Vec<Erasure>)>, Unreadable> {
    let folder = tenant.map_or_else(|| ERASURES.to_owned(), |tenant| format!("{ERASURES}/tenant={tenant}"));
    let mut all = Vec::new();
    for object in store.list(&folder).await? {
        let path = object.location;
        let of = path.parts().find_map(|part| part.as_ref().strip_prefix("tenant=").map(str::to_owned));
        let Some(tenant) = of else { continue };
        let bytes = store.get(&path).await?;
        let erasures = table::read_erasures(bytes, &tenant);
        let erasures = erasures.map_err(|source| Unreadable::Table { path: path.clone(), source })?;
        all.push((path, erasures));
    }
    Ok(all)
}

/// The records of an object, as they were written.
pub fn records(
    found: &Found,
    bytes: Bytes,
) -> Result<impl Iterator<Item = Result<Record, Unreadable>> + use<>, Unreadable> {
    let path = found.path.clone();
    let wrong = move |source| Unreadable::Table { path: path.clone(), source };
    let read = table::read(bytes, &found.tenant).map_err(&wrong)?;
    Ok(read.map(move |record| record.map_err(&wrong)))
}

/// What was seen already, and who was forgotten. Remembers sixteen bytes of each record.
#[derive(Default)]
pub struct View {
    seen: HashSet<[u8; 16]>,
    erasures: Vec<Erasure>,
}

impl View {
    /// In which these are forgotten.
    pub fn new(erasures: impl IntoIterator<Item = Erasure>) -> View {
        View { seen: HashSet::new(), erasures: erasures.into_iter().collect() }
    }

    /// The record as it may be read; nothing if it was seen before, or is of somebody who was forgotten.
    pub fn of(&mut self, mut record: Record) -> Option<Record> {
        let digest = blake3::hash(format!("{}\n{}", record.tenant, record.id).as_bytes());
        let first: [u8; 16] = digest.as_bytes()[..16].try_into().expect("16 of 32 bytes");
        let may_stay = self.erasures.iter().all(|erasure| erasure.take_from(&mut record));
        (may_stay && self.seen.insert(first)).then_some(record)
    }

    /// The same for the same erasures.
    pub fn digest(&self) -> [u8; 32] {
        let mut digest = blake3::Hasher::new();
        for erasure in &self.erasures {
            digest.update(format!("{} {}\n", erasure.author, erasure.before).as_bytes());
        }
        digest.finalize().into()
    }

    /// Whether somebody who was forgotten is in it.
    pub fn concerns(&self, record: &Record) -> bool {
        self.erasures.iter().any(|erasure| erasure.concerns(record))
    }
}

/// Where the records of an hour lie.
pub fn folder(found: &Found) -> String {
    partition(&found.tenant, found.hour)
}
