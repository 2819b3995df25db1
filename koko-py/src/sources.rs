//! Where rows come from: whatever Python can walk, and whatever speaks Arrow.

use std::collections::HashMap;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use koko_core::content::{Content, Text};
use koko_core::error::Result;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyIterator, PyString};

use crate::arrow::{Arrays, not_a_table};
use crate::columns::{Ids, Texts, Times, missing};
use crate::convert::{FIELDS, bad, content_of_texts, type_name};
use crate::door;
use crate::rows::ROWS;

/// Anything that can be walked, except what a caller cannot have meant.
pub(crate) fn iterator<'py>(list: &Bound<'py, PyAny>, expected: &str) -> PyResult<Bound<'py, PyIterator>> {
    let meant = !(list.is_instance_of::<PyBytes>()
        || list.is_instance_of::<PyByteArray>()
        || list.is_instance_of::<PyString>()
        || list.is_instance_of::<PyDict>());
    let walked = if meant { list.try_iter().ok() } else { None };
    walked.ok_or_else(|| door::raised(list.py(), &bad(format!("{expected}, not {}", type_name(list)))))
}

/// The column of texts in what a library offers: `column`, or the only column of strings.
pub(crate) struct TextSource {
    arrays: Arrays,
    column: Option<String>,
}

impl TextSource {
    pub(crate) fn of(py: Python<'_>, arrays: Arrays, column: Option<String>) -> PyResult<TextSource> {
        let column = match &arrays.data_type {
            DataType::Struct(fields) => {
                let names: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
                Some(chosen(&names, column).map_err(|error| door::raised(py, &error))?)
            }
            _ => None,
        };
        Ok(TextSource { arrays, column })
    }

    /// The next texts, as they came.
    pub(crate) fn next(&mut self) -> Result<Option<(usize, Texts)>> {
        let Some(array) = self.arrays.next()? else { return Ok(None) };
        let name = self.column.as_deref();
        let column = match name.and_then(|name| array.as_struct_opt()?.column_by_name(name)) {
            Some(column) => column,
            None => &array,
        };
        Ok(Some((array.len(), Texts::of(name.unwrap_or("text"), column)?)))
    }
}

/// The column that is meant: the one that was named, else `text`, else the only one.
fn chosen(names: &[&str], column: Option<String>) -> Result<String> {
    let there = |name: &str| names.contains(&name);
    let columns = || names.join(", ");
    match (column, names) {
        (Some(column), _) if there(&column) => Ok(column),
        (Some(column), _) => {
            Err(bad(format!("there is no column `{column}`: the columns are {}", columns())))
        }
        (None, _) if there("text") => Ok("text".to_owned()),
        (None, [only]) => Ok((*only).to_owned()),
        (None, _) => Err(bad(format!(
            "which column holds the texts? Say it with column=…, or hand over that column alone; the columns are {}",
            columns()
        ))),
    }
}

/// A table whose columns are the fields of contents.
pub(crate) struct ContentSource {
    arrays: Arrays,
    /// The names of columns, where they are not those of the fields.
    columns: HashMap<String, String>,
}

/// One piece of it.
pub(crate) struct Contents {
    pub(crate) length: usize,
    text: Texts,
    at: Option<Times>,
    others: [Option<Ids>; 6],
}

/// The fields that are ids or names.
const OTHERS: [&str; 6] = ["id", "author", "community", "surface", "parent", "target"];

impl ContentSource {
    pub(crate) fn of(
        value: &Bound<'_, PyAny>,
        arrays: Arrays,
        columns: HashMap<String, String>,
    ) -> PyResult<ContentSource> {
        let refuse = |error| Err(door::raised(value.py(), &error));
        let DataType::Struct(fields) = &arrays.data_type else {
            return refuse(not_a_table(value, &arrays.data_type));
        };
        let there: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
        let named = columns.get("text").map_or("text", String::as_str);
        let absent = columns.values().map(String::as_str).chain([named]).find(|name| !there.contains(name));
        if let Some(absent) = absent {
            let there = there.join(", ");
            return refuse(bad(format!(
                "there is no column `{absent}`: name the columns with columns={{\"text\": …}}; the columns are {there}"
            )));
        }
        Ok(ContentSource { arrays, columns })
    }

    /// The next rows. Columns that are no field of a content are left alone.
    pub(crate) fn next(&mut self) -> Result<Option<Contents>> {
        let Some(array) = self.arrays.next()? else { return Ok(None) };
        let table = array.as_struct();
        let column = |field: &str| -> Option<&ArrayRef> {
            table.column_by_name(self.columns.get(field).map_or(field, String::as_str))
        };
        let ids = |name: &str| column(name).map(|column| Ids::of(name, column)).transpose();
        let text = column("text").ok_or_else(|| missing("text"))?;
        let mut others = [const { None }; 6];
        for (place, name) in others.iter_mut().zip(OTHERS) {
            *place = ids(name)?;
        }
        Ok(Some(Contents {
            length: table.len(),
            text: Texts::of("text", text)?,
            at: column("at").map(|column| Times::of("at", column)).transpose()?,
            others,
        }))
    }
}

impl Contents {
    /// Every row, or why it is none.
    pub(crate) fn contents(&self) -> impl Iterator<Item = Result<Content>> + '_ {
        (0..self.length).map(|row| self.content(row))
    }

    fn content(&self, row: usize) -> Result<Content> {
        let text = Text::new(self.text.text("text", row)?.to_owned())?;
        let others = self.others.each_ref().map(|column| column.as_ref().and_then(|column| column.get(row)));
        content_of_texts(text, others, self.at.as_ref().and_then(|times| times.get(row)))
    }
}

/// Pieces that fill a step together: some libraries hand over a few rows at a time. Empty at the end.
pub(crate) fn enough<Part>(
    mut next: impl FnMut() -> Result<Option<Part>>,
    length: impl Fn(&Part) -> usize,
) -> Result<Vec<Part>> {
    let (mut parts, mut rows) = (Vec::new(), 0);
    while rows < ROWS
        && let Some(part) = next()?
    {
        rows += length(&part);
        parts.push(part);
    }
    Ok(parts)
}

/// The fields of contents, for those who pick columns.
#[pyfunction]
pub(crate) fn content_fields() -> [&'static str; 8] {
    FIELDS
}
