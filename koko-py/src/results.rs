//! The answers to many rows, kept in columns or as the core gave them, and shown as dicts or as Arrow.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Int8Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, DictionaryArray, Float32Array, Int8Array, RecordBatch, StringArray,
};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::{ArrowError, Field, Schema};
use koko_core::error::{Error, ErrorBody};
use koko_core::moderator::{Lane, Scored};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};

use crate::arrow;
use crate::convert::to_python;
use crate::door::Refusal;

/// Errors by the row in which they stand.
pub(crate) type Errors = BTreeMap<usize, ErrorBody>;

/// What stands beside scores.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Whether a text was truncated, and which model answered.
    Reading,
    Nothing,
}

/// Scores as they come in, a column for each label.
pub(crate) struct ScoreColumns {
    labels: Vec<String>,
    beside: Beside,
    values: Vec<Vec<f32>>,
    truncated: Vec<bool>,
    lanes: Vec<Lane>,
    errors: Errors,
    rows: usize,
}

impl ScoreColumns {
    pub(crate) fn new(labels: Vec<String>, beside: Beside) -> Self {
        let values = vec![Vec::new(); labels.len()];
        ScoreColumns {
            labels,
            values,
            beside,
            truncated: vec![],
            lanes: vec![],
            errors: Errors::new(),
            rows: 0,
        }
    }

    pub(crate) fn put(&mut self, scored: std::result::Result<&Scored, &Error>) {
        match scored {
            Ok(scored) => {
                let scores = scored.scores.iter().map(|(_, probability)| probability);
                self.values.iter_mut().zip(scores).for_each(|(column, score)| column.push(score));
                self.truncated.push(scored.truncated);
                self.lanes.push(scored.lane);
            }
            Err(error) => {
                self.refuse(error);
                self.truncated.push(false);
                self.lanes.push(Lane::Full);
            }
        }
        self.rows += 1;
    }

    /// Scores under names of their own, without anything beside them.
    pub(crate) fn put_plain(&mut self, scores: std::result::Result<&BTreeMap<String, f64>, &Error>) {
        match scores {
            Ok(scores) => {
                for (label, column) in self.labels.iter().zip(&mut self.values) {
                    column.push(scores.get(label).map_or(f32::NAN, |score| *score as f32));
                }
            }
            Err(error) => self.refuse(error),
        }
        self.rows += 1;
    }

    fn refuse(&mut self, error: &Error) {
        self.errors.insert(self.rows, error.into());
        self.values.iter_mut().for_each(|column| column.push(f32::NAN));
    }

    pub(crate) fn done(self, collects: bool) -> std::result::Result<ScoredRows, ArrowError> {
        let ScoreColumns { labels, values, beside, truncated, lanes, errors, rows } = self;
        let nulls = nulls(&errors, rows);
        let mut columns: Vec<(String, ArrayRef)> = Vec::with_capacity(labels.len() + 4);
        for (label, values) in labels.iter().zip(values) {
            columns.push((label.clone(), Arc::new(Float32Array::new(values.into(), nulls.clone()))));
        }
        if beside == Beside::Reading {
            let truncated = BooleanArray::new(BooleanBuffer::from(truncated), nulls.clone());
            columns.push(("truncated".to_owned(), Arc::new(truncated)));
            columns.push(("lane".to_owned(), lane_column(&lanes, nulls)?));
        }
        if collects {
            columns.extend(error_columns(&errors, rows));
        }
        Ok(ScoredRows { batch: table(columns, rows)?, labels: labels.len(), errors })
    }
}

/// Scores of many texts. Nothing in it ever changes.
#[pyclass(module = "koko._koko", frozen)]
pub(crate) struct ScoredRows {
    batch: RecordBatch,
    /// How many of the first columns are scores.
    labels: usize,
    errors: Errors,
}

#[pymethods]
impl ScoredRows {
    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    #[getter]
    fn labels(&self) -> Vec<String> {
        self.batch.schema().fields()[..self.labels].iter().map(|field| field.name().clone()).collect()
    }

    #[getter]
    fn columns(&self) -> Vec<String> {
        names(&self.batch)
    }

    /// The scores of a row by label; with what else is known of it, unless these are scores alone.
    fn row<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Bound<'py, PyAny>> {
        if let Some(error) = self.errors.get(&row) {
            return to_python(py, &Refusal::from(error.clone()));
        }
        let scores = PyDict::new(py);
        for (field, column) in self.batch.schema().fields()[..self.labels].iter().zip(self.batch.columns()) {
            scores.set_item(field.name(), column.as_primitive::<Float32Type>().value(row))?;
        }
        let Some(truncated) = self.batch.column_by_name("truncated") else { return Ok(scores.into_any()) };
        let scored = PyDict::new(py);
        scored.set_item("scores", scores)?;
        scored.set_item("truncated", truncated.as_boolean().value(row))?;
        scored.set_item("lane", self.lane(row).as_str())?;
        Ok(scored.into_any())
    }

    fn errors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        errors_list(py, &self.errors)
    }

    /// A column of numbers in place, for NumPy; nothing for any other.
    fn numbers(slf: Bound<'_, Self>, name: &str) -> Option<Numbers> {
        let array = slf.get().batch.column_by_name(name)?.as_primitive_opt::<Float32Type>()?.clone();
        Some(Numbers { array })
    }

    /// A column as a list.
    fn list<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Option<Bound<'py, PyList>>> {
        let Some(column) = self.batch.column_by_name(name) else { return Ok(None) };
        list_of(py, column).map(Some)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The protocol allows to answer with what there is.
        drop(requested_schema);
        arrow::capsule(py, self.batch.clone())
    }
}

impl ScoredRows {
    fn lane(&self, row: usize) -> Lane {
        let lanes = self.batch.column_by_name("lane").and_then(|lanes| lanes.as_dictionary_opt::<Int8Type>());
        lanes.map_or(Lane::Full, |lanes| LANES[lanes.keys().value(row) as usize])
    }
}

/// A column of numbers where it lies.
#[pyclass(module = "koko._koko", frozen)]
pub(crate) struct Numbers {
    array: Float32Array,
}

#[pymethods]
impl Numbers {
    /// NumPy's protocol: it keeps this object as long as it looks at the memory.
    #[getter]
    fn __array_interface__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let interface = PyDict::new(py);
        let values = self.array.values();
        let order = if cfg!(target_endian = "big") { ">f4" } else { "<f4" };
        interface.set_item("shape", (values.len(),))?;
        interface.set_item("typestr", order)?;
        interface.set_item("data", (values.as_ptr() as usize, true))?;
        interface.set_item("version", 3)?;
        Ok(interface)
    }
}

const LANES: [Lane; 2] = [Lane::Full, Lane::Fast];

/// Which rows have no answer.
pub(crate) fn nulls(errors: &Errors, rows: usize) -> Option<NullBuffer> {
    (!errors.is_empty()).then(|| (0..rows).map(|row| !errors.contains_key(&row)).collect())
}

pub(crate) fn lane_column(
    lanes: &[Lane],
    nulls: Option<NullBuffer>,
) -> std::result::Result<ArrayRef, ArrowError> {
    let names: Vec<&str> = LANES.iter().map(|lane| lane.as_str()).collect();
    let keys = lanes.iter().map(|lane| LANES.iter().position(|other| other == lane).unwrap_or(0));
    named_column(&names, keys, nulls)
}

/// A column of names of which there are few.
pub(crate) fn named_column(
    names: &[&str],
    keys: impl Iterator<Item = usize>,
    nulls: Option<NullBuffer>,
) -> std::result::Result<ArrayRef, ArrowError> {
    let keys: Vec<i8> = keys.map(|key| key as i8).collect();
    let values = Arc::new(StringArray::from(names.to_vec()));
    Ok(Arc::new(DictionaryArray::try_new(Int8Array::new(keys.into(), nulls), values)?))
}

pub(crate) fn error_columns(errors: &Errors, rows: usize) -> [(String, ArrayRef); 2] {
    let column = |of: fn(&ErrorBody) -> &str| -> ArrayRef {
        Arc::new((0..rows).map(|row| errors.get(&row).map(of)).collect::<StringArray>())
    };
    [
        ("error".to_owned(), column(|error| error.kind)),
        ("error_message".to_owned(), column(|error| error.message.as_str())),
    ]
}

pub(crate) fn table(
    columns: Vec<(String, ArrayRef)>,
    rows: usize,
) -> std::result::Result<RecordBatch, ArrowError> {
    let fields: Vec<Field> =
        columns.iter().map(|(name, column)| Field::new(name, column.data_type().clone(), true)).collect();
    let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(rows));
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), columns, &options)
}

pub(crate) fn names(batch: &RecordBatch) -> Vec<String> {
    batch.schema().fields().iter().map(|field| field.name().clone()).collect()
}

/// Each error with its row.
pub(crate) fn errors_list<'py>(py: Python<'py>, errors: &Errors) -> PyResult<Bound<'py, PyList>> {
    #[derive(serde::Serialize)]
    struct At<'a> {
        row: usize,
        #[serde(flatten)]
        error: &'a ErrorBody,
    }
    let errors = errors.iter().map(|(row, error)| to_python(py, &At { row: *row, error }));
    PyList::new(py, errors.collect::<PyResult<Vec<_>>>()?)
}

/// Flags, numbers and strings of a column as Python has them.
pub(crate) fn list_of<'py>(py: Python<'py>, column: &ArrayRef) -> PyResult<Bound<'py, PyList>> {
    if let Some(flags) = column.as_boolean_opt() {
        return PyList::new(py, flags.iter());
    }
    if let Some(numbers) = column.as_primitive_opt::<Float32Type>() {
        return PyList::new(py, numbers.iter());
    }
    if let Some(strings) = column.as_string_opt::<i32>() {
        return PyList::new(py, strings.iter());
    }
    match column.as_dictionary_opt::<Int8Type>() {
        Some(named) => {
            let names = named.values().as_string::<i32>();
            PyList::new(py, named.keys().iter().map(|key| key.map(|key| names.value(key as usize))))
        }
        None => Ok(PyList::empty(py)),
    }
}
