//! Many rows through the core, some at a time, in their order, whatever fails.
//!
//! Knows neither where rows come from nor what is made of their answers.

use std::time::{Duration, Instant};

use koko_core::error::{Error, Result};
use koko_core::moderator::{CallOptions, CancelToken};
use pyo3::prelude::*;

use crate::convert::bad;
use crate::door;

/// How many rows enter the core at a time, at the most.
pub(crate) const ROWS: usize = 2_048;
/// The same at the beginning, where somebody watches a bar.
const FIRST_ROWS: usize = 128;
/// How long rows take that enter together, where somebody watches.
const BETWEEN_TICKS: Duration = Duration::from_millis(400);

/// What a caller wants for the rows that fail.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnError {
    /// Stop with an exception.
    Raise,
    /// Put the error in the place of the result.
    Collect,
}

impl OnError {
    pub(crate) fn parse(name: &str) -> Result<OnError> {
        match name {
            "raise" => Ok(OnError::Raise),
            "collect" => Ok(OnError::Collect),
            _ => Err(bad(format!("`errors` must be \"raise\" or \"collect\", not {name:?}"))),
        }
    }
}

/// Refuses a wrong `errors` before anything is computed.
#[pyfunction]
pub(crate) fn check_errors(py: Python<'_>, errors: &str) -> PyResult<()> {
    OnError::parse(errors).map(drop).map_err(|error| door::raised(py, &error))
}

/// Lets another thread call off what is computed.
#[pyclass(module = "koko._koko", frozen)]
pub(crate) struct Cancel(CancelToken);

#[pymethods]
impl Cancel {
    #[new]
    fn new() -> Self {
        Cancel(CancelToken::new())
    }

    /// Every call with this token ends with CancelledError at once.
    fn cancel(&self, py: Python<'_>) {
        py.detach(|| self.0.cancel());
    }
}

/// One walk over the rows of a call.
pub(crate) struct Walk<'py> {
    py: Python<'py>,
    on_error: OnError,
    /// Called with the number of rows that were done.
    tick: Option<Bound<'py, PyAny>>,
    cancel: CancelToken,
    rows: usize,
    done: usize,
}

impl<'py> Walk<'py> {
    pub(crate) fn new(
        py: Python<'py>,
        errors: &str,
        tick: Option<Bound<'py, PyAny>>,
        cancel: Option<&Cancel>,
    ) -> PyResult<Self> {
        let on_error = OnError::parse(errors).map_err(|error| door::raised(py, &error))?;
        let cancel = cancel.map_or_else(CancelToken::new, |Cancel(token)| token.clone());
        let rows = if tick.is_some() { FIRST_ROWS } else { ROWS };
        Ok(Walk { py, on_error, tick, cancel, rows, done: 0 })
    }

    /// Takes all rows through `work`, and hands each row's answer to `put`.
    pub(crate) fn all<Row: Sync, Done: Send>(
        &mut self,
        mut rows: impl Iterator<Item = PyResult<Result<Row>>>,
        work: impl Fn(&[Row], CallOptions) -> Vec<Result<Done>> + Sync,
        mut put: impl FnMut(std::result::Result<(&Row, Done), &Error>) -> PyResult<()>,
    ) -> PyResult<()> {
        loop {
            let chunk: Vec<Result<Row>> = rows.by_ref().take(self.rows).collect::<PyResult<_>>()?;
            if chunk.is_empty() {
                return Ok(());
            }
            self.chunk(chunk, &work, &mut put)?;
        }
    }

    fn chunk<Row: Sync, Done: Send>(
        &mut self,
        chunk: Vec<Result<Row>>,
        work: &(impl Fn(&[Row], CallOptions) -> Vec<Result<Done>> + Sync),
        put: &mut impl FnMut(std::result::Result<(&Row, Done), &Error>) -> PyResult<()>,
    ) -> PyResult<()> {
        self.py.check_signals()?;
        // With "raise", nothing of a chunk is computed, or counted for its authors, that would be thrown away.
        if self.on_error == OnError::Raise
            && let Some((at, Err(error))) = chunk.iter().enumerate().find(|(_, row)| row.is_err())
        {
            return Err(door::raised_at(self.py, self.done + at, error));
        }
        let count = chunk.len();
        let mut refused = Vec::with_capacity(count);
        let mut accepted = Vec::with_capacity(count);
        for row in chunk {
            refused.push(row.map(|row| accepted.push(row)).err());
        }
        let start = Instant::now();
        let done = door::enter_watched(self.py, self.cancel.clone(), |options| work(&accepted, options))?;
        self.keep_pace(count, start.elapsed());
        let mut done = done.into_iter().zip(&accepted).map(|(done, row)| Ok((row, done?)));
        for refusal in refused {
            match refusal.map_or_else(|| done.next().unwrap_or_else(lost), Err) {
                Ok(answer) => put(Ok(answer))?,
                Err(error) if self.on_error == OnError::Raise => {
                    return Err(door::raised_at(self.py, self.done, &error));
                }
                // Called off is no property of a row.
                Err(Error::Cancelled) => return Err(door::raised(self.py, &Error::Cancelled)),
                Err(error) => put(Err(&error))?,
            }
            self.done += 1;
        }
        match &self.tick {
            Some(tick) => tick.call1((count,)).map(drop),
            None => Ok(()),
        }
    }

    /// Larger steps are faster, and smaller ones move a bar more evenly.
    fn keep_pace(&mut self, count: usize, took: Duration) {
        if self.tick.is_some() {
            let rows = count as f64 * BETWEEN_TICKS.as_secs_f64() / took.as_secs_f64().max(1e-6);
            self.rows = (rows as usize).clamp(FIRST_ROWS, ROWS);
        }
    }
}

fn lost<T>() -> Result<T> {
    Err(Error::InferenceFailed { what: "a row came back without a result".to_owned() })
}
