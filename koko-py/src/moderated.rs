//! The moderations of many contents: rows as dicts, or typed columns for Arrow.

use std::sync::{Arc, OnceLock};

use arrow_array::{
    Array, ArrayRef, BooleanArray, Float32Array, Int32Array, ListArray, RecordBatch, StringArray,
    StructArray, UInt32Array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, Field, Fields};
use koko_core::actor::Standing;
use koko_core::content::ContentId;
use koko_core::error::ErrorBody;
use koko_core::moderator::{Lane, Moderation, Span};
use koko_core::policy::{Action, Reason};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};
use serde::Serialize;

use crate::arrow;
use crate::convert::to_python;
use crate::door::Refusal;
use crate::results::{
    Errors, error_columns, errors_list, lane_column, list_of, named_column, names, nulls, table,
};

type Made = std::result::Result<ArrayRef, ArrowError>;

/// A moderation with the caller's own id in front.
#[derive(Serialize)]
pub(crate) struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<&'a ContentId>,
    #[serde(flatten)]
    pub(crate) moderation: &'a Moderation,
}

/// A row: the content's own id, and what became of it.
pub(crate) struct Moderated {
    pub(crate) id: Option<ContentId>,
    pub(crate) moderation: std::result::Result<Moderation, ErrorBody>,
}

/// Moderations of many contents. Nothing in it ever changes.
#[pyclass(module = "koko._koko", frozen)]
pub(crate) struct ModeratedRows {
    labels: Vec<String>,
    rows: Vec<Moderated>,
    collects: bool,
    /// Made when it is first asked for.
    batch: OnceLock<RecordBatch>,
}

#[pymethods]
impl ModeratedRows {
    fn __len__(&self) -> usize {
        self.rows.len()
    }

    #[getter]
    fn labels(&self) -> Vec<String> {
        self.labels.clone()
    }

    #[getter]
    fn columns(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        Ok(names(&self.batch(py)?))
    }

    fn row<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Bound<'py, PyAny>> {
        let Moderated { id, moderation } = &self.rows[row];
        match moderation {
            Ok(moderation) => to_python(py, &Answer { id: id.as_ref(), moderation }),
            Err(error) => to_python(py, &Refusal::from(error.clone())),
        }
    }

    fn errors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        errors_list(py, &self.errors_by_row())
    }

    /// A column of flags, numbers or strings as a list; nothing for any other.
    fn list<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Option<Bound<'py, PyList>>> {
        match self.batch(py)?.column_by_name(name) {
            Some(column) if !column.data_type().is_nested() => list_of(py, column).map(Some),
            _ => Ok(None),
        }
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The protocol allows to answer with what there is.
        drop(requested_schema);
        arrow::capsule(py, self.batch(py)?)
    }
}

impl ModeratedRows {
    pub(crate) fn new(labels: Vec<String>, rows: Vec<Moderated>, collects: bool) -> Self {
        ModeratedRows { labels, rows, collects, batch: OnceLock::new() }
    }

    fn batch(&self, py: Python<'_>) -> PyResult<RecordBatch> {
        if let Some(batch) = self.batch.get() {
            return Ok(batch.clone());
        }
        let made = py.detach(|| self.made());
        let made = made.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        Ok(self.batch.get_or_init(|| made).clone())
    }

    fn errors_by_row(&self) -> Errors {
        let failed = self.rows.iter().enumerate();
        failed
            .filter_map(|(row, moderated)| Some((row, moderated.moderation.as_ref().err()?.clone())))
            .collect()
    }

    fn made(&self) -> std::result::Result<RecordBatch, ArrowError> {
        let errors = self.errors_by_row();
        let nulls = nulls(&errors, self.rows.len());
        let mut columns: Vec<(String, ArrayRef)> = Vec::new();
        if self.rows.iter().any(|row| row.id.is_some()) {
            let ids = self.rows.iter().map(|row| row.id.as_ref().map(ContentId::as_str));
            columns.push(("id".to_owned(), Arc::new(ids.collect::<StringArray>())));
        }
        for (place, label) in self.labels.iter().enumerate() {
            let score = |moderation: &Moderation| moderation.scores.iter().nth(place).map(|(_, score)| score);
            let scores = self.answers().map(|answer| answer.and_then(score));
            columns.push((label.clone(), Arc::new(scores.collect::<Float32Array>())));
        }
        let actions = self.answers().map(|answer| {
            Action::ALL
                .iter()
                .position(|action| answer.map(|it| it.decision.action) == Some(*action))
                .unwrap_or(0)
        });
        columns.push((
            "action".to_owned(),
            named_column(&Action::ALL.map(Action::as_str), actions, nulls.clone())?,
        ));
        columns.push(("reasons".to_owned(), self.reasons(nulls.clone())?));
        columns.push(("spans".to_owned(), self.spans(nulls.clone())?));
        columns.push(("standing".to_owned(), self.standings()?));
        let truncated = self.answers().map(|answer| answer.map(|it| it.truncated));
        columns.push(("truncated".to_owned(), Arc::new(truncated.collect::<BooleanArray>())));
        let lanes: Vec<Lane> = self.answers().map(|answer| answer.map_or(Lane::Full, |it| it.lane)).collect();
        columns.push(("lane".to_owned(), lane_column(&lanes, nulls)?));
        if self.collects {
            columns.extend(error_columns(&errors, self.rows.len()));
        }
        table(columns, self.rows.len())
    }

    fn answers(&self) -> impl Iterator<Item = Option<&Moderation>> {
        self.rows.iter().map(|row| row.moderation.as_ref().ok())
    }

    fn reasons(&self, nulls: Option<NullBuffer>) -> Made {
        let of_row = |answer: Option<&Moderation>| answer.map_or(0, |it| it.decision.reasons.len());
        let reasons: Vec<&Reason> = self.answers().flatten().flat_map(|it| &it.decision.reasons).collect();
        let text = |of: fn(&Reason) -> &str| -> ArrayRef {
            Arc::new(reasons.iter().map(|reason| Some(of(reason))).collect::<StringArray>())
        };
        let labels = reasons.iter().flat_map(|reason| reason.labels.iter().map(|label| Some(label.as_str())));
        let counts = reasons.iter().map(|reason| reason.labels.len());
        let labels = list(Arc::new(labels.collect::<StringArray>()), counts, None)?;
        let reasons = structs(
            [
                ("rule", text(|reason| &reason.rule)),
                ("action", text(|reason| reason.action.as_str())),
                ("because", text(|reason| &reason.because)),
                ("labels", labels),
            ],
            None,
        )?;
        list(reasons, self.answers().map(of_row), nulls)
    }

    /// Places are counted in characters, as Python and polars count.
    fn spans(&self, nulls: Option<NullBuffer>) -> Made {
        let spans: Vec<&Span> = self.answers().flatten().flat_map(|it| &it.spans).collect();
        let labels = spans.iter().map(|span| Some(span.label.as_str()));
        let place = |end: usize| -> ArrayRef {
            Arc::new(spans.iter().map(|span| span.place.chars[end] as u32).collect::<UInt32Array>())
        };
        let spans = structs(
            [("label", Arc::new(labels.collect::<StringArray>())), ("start", place(0)), ("end", place(1))],
            None,
        )?;
        list(spans, self.answers().map(|answer| answer.map_or(0, |it| it.spans.len())), nulls)
    }

    fn standings(&self) -> Made {
        let standings: Vec<Option<&Standing>> =
            self.answers().map(|answer| answer.and_then(|it| it.standing.as_ref())).collect();
        let text = |of: fn(&Standing) -> &str| -> ArrayRef {
            Arc::new(standings.iter().map(|standing| standing.map(of)).collect::<StringArray>())
        };
        let number = |of: fn(&Standing) -> f32| -> ArrayRef {
            Arc::new(standings.iter().map(|standing| standing.map(of)).collect::<Float32Array>())
        };
        let totals: Int32Array = standings.iter().map(|standing| standing.map(|it| it.total_mn)).collect();
        let percentiles: Float32Array =
            standings.iter().map(|standing| standing.and_then(|it| it.percentile)).collect();
        structs(
            [
                ("author", text(|standing| standing.author.as_str())),
                ("family", text(|standing| standing.family.as_str())),
                ("probability", number(|standing| standing.probability)),
                ("low", number(|standing| standing.low)),
                ("high", number(|standing| standing.high)),
                ("band", text(|standing| standing.band.as_str())),
                ("evidence", number(|standing| standing.evidence)),
                ("total_mn", Arc::new(totals)),
                ("percentile", Arc::new(percentiles)),
            ],
            Some(standings.iter().map(Option::is_some).collect()),
        )
    }
}

fn list(values: ArrayRef, lengths: impl Iterator<Item = usize>, nulls: Option<NullBuffer>) -> Made {
    let field = Arc::new(Field::new("item", values.data_type().clone(), true));
    Ok(Arc::new(ListArray::try_new(field, OffsetBuffer::from_lengths(lengths), values, nulls)?))
}

fn structs<const N: usize>(columns: [(&str, ArrayRef); N], nulls: Option<NullBuffer>) -> Made {
    let fields: Fields =
        columns.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true)).collect();
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    Ok(Arc::new(StructArray::try_new(fields, columns, nulls)?))
}
