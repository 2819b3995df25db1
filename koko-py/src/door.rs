//! The doorway between the interpreter and the core.
//!
//! Every call that computes goes through [`enter`]: it releases the interpreter, and turns a panic and every error of
//! the core into an exception of `koko.errors`.

use koko_core::error::{Error, ErrorBody, ErrorKind, Result, guarded};
use pyo3::prelude::*;

/// An error in the place of a result.
#[derive(serde::Serialize)]
pub(crate) struct Refusal {
    error: ErrorBody,
}

impl From<&Error> for Refusal {
    fn from(error: &Error) -> Self {
        Refusal { error: error.into() }
    }
}

/// Runs `work` while other Python threads go on.
pub(crate) fn enter<T: Send>(py: Python<'_>, work: impl FnOnce() -> Result<T> + Send) -> PyResult<T> {
    py.detach(|| guarded(work)).map_err(|error| raised(py, &error))
}

/// Runs `work` while other Python threads go on; the error is for the caller to place.
pub(crate) fn enter_quietly<T: Send>(py: Python<'_>, work: impl FnOnce() -> T + Send) -> Result<T> {
    py.detach(|| guarded(|| Ok(work())))
}

/// The exception for `error`.
pub(crate) fn raised(py: Python<'_>, error: &Error) -> PyErr {
    exception(py, error, error.to_string())
}

/// The exception for `error` in row `index` of a list.
pub(crate) fn raised_at(py: Python<'_>, index: usize, error: &Error) -> PyErr {
    exception(py, error, format!("row {index}: {error}"))
}

fn exception(py: Python<'_>, error: &Error, message: String) -> PyErr {
    let retry_after = error.retry_after().map(|duration| duration.as_secs_f64());
    // Written in Python, so that they can be read, documented and pickled like any other class.
    let made = py
        .import(pyo3::intern!(py, "koko.errors"))
        .and_then(|errors| errors.getattr(pyo3::intern!(py, "of_kind")))
        .and_then(|of_kind| of_kind.call1((error.kind().as_str(), message, retry_after)));
    made.map_or_else(|failed| failed, PyErr::from_value)
}

/// Every kind of error, so that the tests can walk them.
#[pyfunction]
pub(crate) fn error_kinds() -> Vec<&'static str> {
    ErrorKind::ALL.iter().map(|kind| kind.as_str()).collect()
}

/// Fails through the doorway with an error of this kind, or with a panic, for the tests.
#[pyfunction]
pub(crate) fn fail(py: Python<'_>, kind: &str) -> PyResult<()> {
    let known = ErrorKind::ALL.into_iter().find(|known| known.as_str() == kind);
    enter(py, || match known {
        Some(kind) => Err(kind.example()),
        None => panic!("{kind}"),
    })
}
