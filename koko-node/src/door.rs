//! The doorway between Node and the core: panics and errors become `{"error": …}`, which `index.js` throws.

use koko_core::error::{Error, ErrorBody, Result};
use serde_json::{Value, json};

/// `{"value": …}` or `{"error": …}`.
pub(crate) fn answer(result: Result<Value>) -> Value {
    match result {
        Ok(value) => json!({ "value": value }),
        Err(error) => refusal(&error),
    }
}

/// The same shape as on every face that has JSON.
pub(crate) fn refusal(error: &Error) -> Value {
    json!({ "error": ErrorBody::from(error) })
}
