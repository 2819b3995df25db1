//! From Python's values to the core's types and back. What does not fit is refused here, in words.

use koko_core::actor::Event;
use koko_core::clock::Timestamp;
use koko_core::content::{ActorId, CommunityId, Content, ContentId, Text};
use koko_core::error::{Error, Result};
use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyString};

use crate::columns::missing;

/// The fields of a content, in the order in which callers name them.
pub(crate) const FIELDS: [&str; 8] =
    ["text", "id", "author", "community", "surface", "parent", "target", "at"];

/// A result of the core as dicts and lists.
pub(crate) fn to_python<'py>(py: Python<'py>, result: &impl serde::Serialize) -> PyResult<Bound<'py, PyAny>> {
    Ok(pythonize::pythonize(py, result)?)
}

/// A `str`. UTF-8 has no place for half of a surrogate pair, so a string with one is refused.
pub(crate) fn text_of(value: &Bound<'_, PyAny>, field: &str) -> Result<String> {
    let Ok(string) = value.cast::<PyString>() else {
        if is_missing(value) {
            return Err(missing(field));
        }
        return Err(bad(format!("`{field}` must be a str, not {}", type_name(value))));
    };
    string.to_cow().map(std::borrow::Cow::into_owned).map_err(|error| {
        let surrogate = error.is_instance_of::<PyUnicodeEncodeError>(value.py());
        let position = error.value(value.py()).getattr("start").and_then(|start| start.extract::<usize>());
        match position {
            Ok(position) if surrogate => bad(format!(
                "`{field}` has a lone surrogate at position {position}: it is half of a character, look at where the \
                 text was decoded"
            )),
            _ => bad(format!("`{field}` cannot be read: {error}")),
        }
    })
}

/// What tables have where there is nothing: `None`, a float that is not a number, `pandas.NA`, `pandas.NaT`.
fn is_missing(value: &Bound<'_, PyAny>) -> bool {
    if value.is_none() {
        return true;
    }
    match value.extract::<f64>() {
        Ok(number) => number.is_nan(),
        Err(_) => matches!(type_name(value).as_str(), "NAType" | "NaTType"),
    }
}

/// One row of `moderate_many`.
pub(crate) fn content_of_row(row: &Bound<'_, PyAny>) -> Result<Content> {
    let Ok(row) = row.cast::<PyDict>() else {
        return Err(bad(format!("a content must be a dict with `text`, not {}", type_name(row))));
    };
    for key in row.keys() {
        let known = key.extract::<String>().is_ok_and(|key| FIELDS.contains(&key.as_str()));
        if !known {
            return Err(bad(format!("a content has no field {key:?}: use one of {}", FIELDS.join(", "))));
        }
    }
    let field = |name| row.get_item(name).ok().flatten();
    let Some(text) = field("text") else {
        return Err(bad("a content needs `text`".to_owned()));
    };
    ContentFields {
        id: field("id"),
        author: field("author"),
        community: field("community"),
        surface: field("surface"),
        parent: field("parent"),
        target: field("target"),
        at: field("at"),
    }
    .content(&text)
}

/// What a content may have besides its text; `None` and absent are the same.
pub(crate) struct ContentFields<'py> {
    pub(crate) id: Option<Bound<'py, PyAny>>,
    pub(crate) author: Option<Bound<'py, PyAny>>,
    pub(crate) community: Option<Bound<'py, PyAny>>,
    pub(crate) surface: Option<Bound<'py, PyAny>>,
    pub(crate) parent: Option<Bound<'py, PyAny>>,
    pub(crate) target: Option<Bound<'py, PyAny>>,
    pub(crate) at: Option<Bound<'py, PyAny>>,
}

impl ContentFields<'_> {
    pub(crate) fn content(self, text: &Bound<'_, PyAny>) -> Result<Content> {
        let ContentFields { id, author, community, surface, parent, target, at } = self;
        Ok(Content {
            text: Text::new(text_of(text, "text")?)?,
            id: optional_text(id, "id")?.map(ContentId::new).transpose()?,
            author: optional_text(author, "author")?.map(ActorId::new).transpose()?,
            community: optional_text(community, "community")?.map(CommunityId::new).transpose()?,
            surface: optional_text(surface, "surface")?,
            parent: optional_text(parent, "parent")?.map(ContentId::new).transpose()?,
            target: optional_text(target, "target")?.map(ActorId::new).transpose()?,
            at: at.filter(|at| !at.is_none()).map(|at| timestamp_of(&at)).transpose()?,
        })
    }
}

/// A content from the fields that columns hold: id, author, community, surface, parent and target.
pub(crate) fn content_of_texts(
    text: Text,
    others: [Option<String>; 6],
    at: Option<Timestamp>,
) -> Result<Content> {
    let [id, author, community, surface, parent, target] = others;
    Ok(Content {
        text,
        id: id.map(ContentId::new).transpose()?,
        author: author.map(ActorId::new).transpose()?,
        community: community.map(CommunityId::new).transpose()?,
        surface,
        parent: parent.map(ContentId::new).transpose()?,
        target: target.map(ActorId::new).transpose()?,
        at,
    })
}

/// One event of an author, as its JSON has it.
pub(crate) fn event_of(row: &Bound<'_, PyAny>) -> Result<Event> {
    if !row.is_instance_of::<PyDict>() {
        return Err(bad(format!("an event must be a dict with `event`, not {}", type_name(row))));
    }
    pythonize::depythonize(row).map_err(|error| bad(format!("this is no event: {error}")))
}

fn optional_text(value: Option<Bound<'_, PyAny>>, field: &str) -> Result<Option<String>> {
    value.filter(|value| !value.is_none()).map(|value| text_of(&value, field)).transpose()
}

/// Seconds since 1970 as a number, or a `datetime` that knows its time zone.
pub(crate) fn timestamp_of(at: &Bound<'_, PyAny>) -> Result<Timestamp> {
    let refused = || {
        bad(format!(
            "`at` must be seconds since 1970 or a datetime with a time zone, not {} {at:?}",
            type_name(at)
        ))
    };
    if at.is_instance_of::<PyBool>() {
        return Err(refused());
    }
    // A datetime without a zone would silently mean the zone of this machine.
    let seconds = match at.call_method0("utcoffset") {
        Ok(offset) if offset.is_none() => return Err(refused()),
        Ok(_) => at.call_method0("timestamp").map_err(|_| refused())?,
        Err(_) => at.clone(),
    };
    let seconds = seconds.call_method0("__floor__").and_then(|floor| floor.extract::<i64>());
    seconds.map(Timestamp::from_unix_seconds).map_err(|_| refused())
}

pub(crate) fn bad(what: String) -> Error {
    Error::BadInput { what }
}

/// The type of a value as Python shows it.
pub(crate) fn type_name(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| "something else".to_owned(), |name| name.to_string())
}
