//! What the server answers, in our words.

use redis::Value;

use super::super::{Outcome, Stored, Version};
use crate::error::{Error, Result};

/// The version, before the contents.
const HEADER_BYTES: usize = 8;
/// In the first byte of the version: the record was deleted.
const DELETED: u8 = 0x80;

/// A record as `GET` gives it.
pub(super) fn stored_of(answer: Value) -> Result<Option<Stored>> {
    match answer {
        Value::Nil => Ok(None),
        Value::BulkString(bytes) => read(&bytes),
        other => Err(strange(&other)),
    }
}

/// What the script says.
pub(super) fn outcome_of(answer: &Value) -> Result<Outcome> {
    let Value::BulkString(bytes) = answer else { return Err(strange(answer)) };
    match bytes.split_first() {
        Some((b'S', version)) => {
            let version = version.try_into().map_err(|_| strange(answer))?;
            Ok(Outcome::Saved(Version(u64::from_be_bytes(version))))
        }
        Some((b'C', [])) => Ok(Outcome::Conflict(None)),
        Some((b'C', found)) => read(found).map(Outcome::Conflict),
        _ => Err(strange(answer)),
    }
}

/// The cursor and the names that `SCAN` gives.
pub(super) fn keys_of(answer: Value) -> Result<(u64, Vec<Vec<u8>>)> {
    redis::from_redis_value(answer).map_err(|error| Error::StoreFailed {
        what: format!("the server answered a scan with something else: {error}"),
    })
}

fn read(bytes: &[u8]) -> Result<Option<Stored>> {
    let Some((version, contents)) = bytes.split_first_chunk::<HEADER_BYTES>() else {
        let what = "the server has a record under a name of ours that is not ours: choose another prefix";
        return Err(Error::StoreFailed { what: what.to_owned() });
    };
    if version[0] & DELETED != 0 {
        return Ok(None);
    }
    Ok(Some(Stored { bytes: contents.to_vec(), version: Version(u64::from_be_bytes(*version)) }))
}

fn strange(answer: &Value) -> Error {
    // What kind of answer, not what is in it.
    let kind = match answer {
        Value::Nil => "nothing",
        Value::Int(_) => "a number",
        Value::BulkString(_) => "other bytes",
        Value::Array(_) => "a list",
        _ => "something else",
    };
    let what = format!("the server answered with {kind}: is there a Valkey or Redis behind this address?");
    Error::StoreFailed { what }
}
