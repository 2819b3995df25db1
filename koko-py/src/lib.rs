//! The native half of the Python package `koko`: convert in, enter the core, convert out.

use koko_core::text;
use pyo3::prelude::*;

#[derive(serde::Serialize)]
struct NormalizedText<'t> {
    text: &'t str,
    /// For each character of `text`, the characters `[start, end)` of the original that it stands for.
    origins: Vec<[usize; 2]>,
}

/// Folds evasions in `text`; see the stub `koko/__init__.pyi`.
#[pyfunction]
#[pyo3(signature = (text, *, masked = false))]
fn normalize<'py>(py: Python<'py>, text: &str, masked: bool) -> PyResult<Bound<'py, PyAny>> {
    let normalized = text::normalize(text);
    let normalized = if masked { normalized.masked() } else { normalized };
    // Counted once from left to right: the places of a normalized text never go backwards.
    let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    starts.push(text.len());
    let index = |at: usize| starts.partition_point(|start| *start < at);
    let origins =
        normalized.origins().into_iter().map(|place| [index(place.start), index(place.end)]).collect();
    Ok(pythonize::pythonize(py, &NormalizedText { text: normalized.text(), origins })?)
}

/// The id of the normalizer in this build.
#[pyfunction]
fn normalizer_id() -> &'static str {
    text::NORMALIZER_ID
}

#[pymodule]
mod _koko {
    #[pymodule_export]
    use super::{normalize, normalizer_id};
}
