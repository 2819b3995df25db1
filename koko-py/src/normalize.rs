//! The normalizer, for looking at and for training.

use koko_core::text::{self, Normalized};
use pyo3::prelude::*;

use crate::convert::{text_of, to_python};
use crate::door;

#[derive(serde::Serialize)]
struct NormalizedText<'t> {
    text: &'t str,
    /// For each character of `text`, the characters `[start, end)` of the original that it stands for.
    origins: Vec<[usize; 2]>,
}

impl<'t> NormalizedText<'t> {
    fn of(normalized: &'t Normalized<'_>) -> Self {
        let original = normalized.original();
        // Counted once from left to right: the places of a normalized text never go backwards.
        let mut starts: Vec<usize> = original.char_indices().map(|(at, _)| at).collect();
        starts.push(original.len());
        let index = |at: usize| starts.partition_point(|start| *start < at);
        let origins = normalized.origins();
        let origins = origins.into_iter().map(|place| [index(place.start), index(place.end)]).collect();
        NormalizedText { text: normalized.text(), origins }
    }
}

/// Fold what evaders use in `text`, and keep the way back.
#[pyfunction]
#[pyo3(signature = (text, *, masked = false))]
pub(crate) fn normalize<'py>(
    py: Python<'py>,
    text: &Bound<'py, PyAny>,
    masked: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let text = text_of(text, "text").map_err(|error| door::raised(py, &error))?;
    let normalized = door::enter(py, || {
        koko_core::content::check_text(&text)?;
        let normalized = text::normalize(&text);
        Ok(if masked { normalized.masked() } else { normalized })
    })?;
    to_python(py, &NormalizedText::of(&normalized))
}

/// The id of the normalizer in this build.
#[pyfunction]
pub(crate) fn normalizer_id() -> &'static str {
    text::NORMALIZER_ID
}
