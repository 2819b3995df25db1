//! Reads everything that is archived, and says what is wrong with it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::store::Store;
use super::view::{self, Span, Unreadable, View};

/// What was found.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Verified {
    /// Objects of records.
    pub objects: usize,
    /// Their size.
    pub bytes: u64,
    /// Records in them.
    pub records: usize,
    /// By what they are about.
    pub kinds: BTreeMap<&'static str, usize>,
    /// Records that are there a second time: readers drop them, and `koko archive compact` does.
    pub copies: usize,
    /// Records of people who were forgotten: readers drop them, and `koko archive compact` does.
    pub forgotten: usize,
    /// What is wrong.
    pub wrong: Vec<String>,
}

/// Reads all of it.
pub async fn verify(store: &Store, span: &Span) -> Result<Verified, Unreadable> {
    let erasures = view::erasures(store, span.tenant.as_deref()).await?;
    let mut view = View::new(erasures.into_iter().flat_map(|(_, erasures)| erasures));
    let mut verified = Verified::default();
    for object in view::objects(store, span).await? {
        verified.objects += 1;
        verified.bytes += object.bytes;
        let read = store.get(&object.path).await.map_err(Unreadable::from);
        let records = match read.and_then(|bytes| view::records(&object, bytes)) {
            Ok(records) => records,
            Err(unreadable) => {
                verified.wrong.push(unreadable.to_string());
                continue;
            }
        };
        for record in records {
            let record = match record {
                Ok(record) => record,
                Err(unreadable) => {
                    verified.wrong.push(unreadable.to_string());
                    break;
                }
            };
            verified.records += 1;
            *verified.kinds.entry(record.kind.as_str()).or_default() += 1;
            if record.hour() != object.hour {
                verified
                    .wrong
                    .push(format!("{}: record `{}` belongs into another hour", object.path, record.id));
            }
            if view.concerns(&record) {
                verified.forgotten += 1;
            } else if view.of(record).is_none() {
                verified.copies += 1;
            }
        }
    }
    Ok(verified)
}
