//! The doorway between the interpreter and the core.
//!
//! Every call that computes goes through [`enter`] or, if it may take long, [`enter_watched`]: they release the interpreter,
//! and turn a panic and every error of the core into an exception of `koko.errors`.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use koko_core::error::{Error, ErrorBody, ErrorKind, Result, guarded};
use koko_core::moderator::{CallOptions, CancelToken};
use pyo3::prelude::*;

/// How often a long call looks at Ctrl-C.
const BETWEEN_SIGNALS: Duration = Duration::from_millis(50);

/// An error in the place of a result.
#[derive(serde::Serialize)]
pub(crate) struct Refusal {
    error: ErrorBody,
}

impl From<ErrorBody> for Refusal {
    fn from(error: ErrorBody) -> Self {
        Refusal { error }
    }
}

/// Runs `work` while other Python threads go on.
pub(crate) fn enter<T: Send>(py: Python<'_>, work: impl FnOnce() -> Result<T> + Send) -> PyResult<T> {
    py.detach(|| guarded(work)).map_err(|error| raised(py, &error))
}

/// Runs `work` while other Python threads go on, and calls it off at Ctrl-C: signals are handled meanwhile, and what
/// their handlers raise is raised here as soon as the core has let go. Whoever else holds `cancel` may call it off, too.
///
/// `work` runs on a thread of its own, because Python tells about signals on the calling one alone.
pub(crate) fn enter_watched<T: Send>(
    py: Python<'_>,
    cancel: CancelToken,
    work: impl FnOnce(CallOptions) -> T + Send,
) -> PyResult<T> {
    let options = CallOptions { cancel: Some(cancel.clone()), ..CallOptions::default() };
    let (result, interrupted) = py.detach(|| {
        let (tell, told) = channel();
        std::thread::scope(|scope| {
            let work = scope.spawn(move || {
                let result = guarded(|| Ok(work(options)));
                // The receiver outlives this thread.
                tell.send(()).ok();
                result
            });
            let mut interrupted = Ok(());
            while interrupted.is_ok() && told.recv_timeout(BETWEEN_SIGNALS) == Err(RecvTimeoutError::Timeout)
            {
                interrupted = Python::attach(|py| py.check_signals());
            }
            if interrupted.is_err() {
                cancel.cancel();
            }
            (work.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), interrupted)
        })
    });
    interrupted?;
    result.map_err(|error| raised(py, &error))
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
