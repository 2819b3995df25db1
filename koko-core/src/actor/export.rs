//! Everything that is stored about one author, for them to see and for whoever must answer for it.

use std::fmt::Write;

use super::record::Record;
use super::saving::kept_until;
use super::standing::Standing;
use crate::clock::Timestamp;

/// Everything that is stored about one author.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Export {
    /// How they stand now, with the reasons.
    pub standing: Standing,
    /// Every number of the record as it reads now.
    #[serde(serialize_with = "as_map")]
    pub sums: Vec<(String, f32)>,
    /// When the account was made, if that is known, else the first event.
    pub first_seen: Option<Timestamp>,
    /// When something last happened.
    pub last_event: Timestamp,
    /// When the record is forgotten if nothing happens.
    pub kept_until: Timestamp,
    /// Receipts that are kept of them, each for 90 days.
    pub receipts: usize,
    /// The record itself, in hexadecimal digits.
    #[serde(serialize_with = "as_digits")]
    pub record: Vec<u8>,
}

impl Export {
    pub(super) fn new(
        standing: Standing,
        record: &Record,
        bytes: &[u8],
        receipts: usize,
        now: Timestamp,
    ) -> Export {
        let at = |seconds: u32| Timestamp::from_unix_seconds(i64::from(seconds));
        let history = &record.history;
        let knows_first = history.first_seen != super::history::NEVER;
        Export {
            standing,
            sums: history.read(super::decay::seconds_of(now)).named(),
            first_seen: knows_first.then(|| at(history.first_seen)),
            last_event: at(history.latest),
            kept_until: kept_until(history, at(history.latest)),
            receipts,
            record: bytes.to_vec(),
        }
    }
}

fn as_map<S: serde::Serializer>(sums: &[(String, f32)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(sums.iter().map(|(name, sum)| (name, sum)))
}

fn as_digits<S: serde::Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    let digits = bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a string takes everything");
        digits
    });
    serializer.serialize_str(&digits)
}
