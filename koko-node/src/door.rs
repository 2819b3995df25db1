//! The doorway between Node and the core: panics and errors become JSON, which `lib/errors.js` throws.

use koko_core::error::{Error, ErrorBody, Result};
use serde_json::{Value, json};

/// `{"value": …}`, or what [`raised`] says.
pub(crate) fn answer(result: Result<Value>) -> Value {
    match result {
        Ok(value) => json!({ "value": value }),
        Err(error) => raised(&error),
    }
}

/// An error in the place of a result: the same shape as on every face that has JSON.
pub(crate) fn refusal(error: &Error) -> Value {
    json!({ "error": ErrorBody::from(error) })
}

/// An error that is to be thrown, with the facts and the cause that an exception may carry.
pub(crate) fn raised(error: &Error) -> Value {
    let cause = std::error::Error::source(error).map(ToString::to_string);
    json!({ "error": ErrorBody::from(error), "facts": facts(error), "cause": cause })
}

/// What the message says in words, for programs; in JavaScript's spelling.
fn facts(error: &Error) -> Value {
    match error {
        Error::TextTooLong { bytes, limit } => json!({ "bytes": bytes, "limit": limit }),
        Error::BadId { field, bytes, limit } => json!({ "field": field, "bytes": bytes, "limit": limit }),
        Error::UnknownLabel { label, known: _ } => json!({ "label": label }),
        Error::TooFewExamples { label, positives, negatives, needed } => {
            json!({ "label": label, "positives": positives, "negatives": negatives, "needed": needed })
        }
        Error::BundleUnreadable { path, .. }
        | Error::BadManifest { path, .. }
        | Error::BundleDoesNotFit { path, .. }
        | Error::TaughtUnreadable { path, .. }
        | Error::TaughtUnwritable { path, .. }
        | Error::PolicyUnreadable { path, .. }
        | Error::RuntimeUnfit { path, .. } => json!({ "path": path }),
        Error::DigestMismatch { path, expected, found }
        | Error::NormalizerMismatch { path, expected, found } => {
            json!({ "path": path, "expected": expected, "found": found })
        }
        Error::TaughtElsewhere { label, expected, found } => {
            json!({ "label": label, "expected": expected, "found": found })
        }
        Error::BadPolicy { policy, line, field, .. } => {
            json!({ "policy": policy, "line": line, "field": field })
        }
        Error::DeviceMissing { device, .. } => json!({ "device": device }),
        Error::EngineMissing { engine, .. } => json!({ "engine": engine }),
        Error::DeadlineTooShort { deadline, left, needed } => json!({
            "deadlineMs": milliseconds(*deadline), "leftMs": milliseconds(*left), "neededMs": milliseconds(*needed)
        }),
        Error::DeadlinePassed { deadline } => json!({ "deadlineMs": milliseconds(*deadline) }),
        Error::StoreUnavailable { store, .. } => json!({ "store": store }),
        _ => json!({}),
    }
}

fn milliseconds(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
