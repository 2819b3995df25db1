//! The class `koko.Moderator`.

use std::path::{Path, PathBuf};

use koko_core::actor::Event;
use koko_core::content::{ActorId, Content, ContentId};
use koko_core::error::{Error, Result};
use koko_core::labels::Label;
use koko_core::moderator::{self as core, CallOptions, Moderation, Options};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyList, PyString};
use serde::Serialize;

use crate::convert::{
    ContentFields, bad, content_of_row, event_of, text_of, timestamp_of, to_python, type_name,
};
use crate::door::{self, Refusal};

/// How many rows of a list enter the core at a time.
const ROWS: usize = 2_048;

/// Scores texts, keeps authors' standings, and decides under a policy.
#[pyclass(module = "koko", frozen)]
pub(crate) struct Moderator {
    core: core::Moderator,
}

/// What a caller wants for the rows of a list that fail.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnError {
    /// Stop with an exception.
    Raise,
    /// Put the error in the place of the result.
    Collect,
}

impl OnError {
    fn parse(name: &str) -> Result<OnError> {
        match name {
            "raise" => Ok(OnError::Raise),
            "collect" => Ok(OnError::Collect),
            _ => Err(bad(format!("`errors` must be \"raise\" or \"collect\", not {name:?}"))),
        }
    }
}

/// A moderation with the caller's own id in front.
#[derive(serde::Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a ContentId>,
    #[serde(flatten)]
    moderation: &'a Moderation,
}

/// What runs, and where.
#[derive(serde::Serialize)]
struct Report<'a> {
    model: &'a str,
    device: String,
    threads: usize,
    engine: String,
    runtime: Option<&'a Path>,
    bundle: Option<&'a Path>,
    cascade: &'a str,
}

#[pymethods]
impl Moderator {
    #[new]
    #[pyo3(signature = (bundle = None, policy = None, *, taught = None, parity = None, device = "auto", engine = "auto", threads = None, runtime = None, cascade = "off", cache = None, store = None, secret = None))]
    #[allow(clippy::too_many_arguments, reason = "what can be chosen, which Python callers name one by one")]
    fn new(
        py: Python<'_>,
        bundle: Option<PathBuf>,
        policy: Option<PathBuf>,
        taught: Option<Vec<PathBuf>>,
        parity: Option<PathBuf>,
        device: &str,
        engine: &str,
        threads: Option<usize>,
        runtime: Option<PathBuf>,
        cascade: &str,
        cache: Option<usize>,
        store: Option<String>,
        secret: Option<String>,
    ) -> PyResult<Self> {
        let places = py.import("koko._places")?;
        let found = |what: &str| places.getattr(what)?.call0()?.extract::<Option<PathBuf>>();
        let bundle = bundle.map_or_else(|| found("bundle"), |path| Ok(Some(path)))?;
        let runtime_found = found("runtime")?;
        let taught = taught.unwrap_or_default();
        let [device, engine, cascade] = [device, engine, cascade].map(|name| Some(name.to_owned()));
        let options = Options {
            bundle,
            policy,
            taught,
            device,
            engine,
            threads,
            runtime,
            runtime_found,
            parity,
            cache,
            cascade,
            store,
            secret,
        };
        let core = door::enter(py, || core::Moderator::open(options))?;
        Ok(Moderator { core })
    }

    /// The probability of each label, for one text or for many.
    #[pyo3(signature = (text, *, errors = "raise"))]
    fn score<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
        errors: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let one = |text: &str| self.core.score(text);
        let many = |texts: &[String], options: CallOptions| self.core.with(options).score_many(texts);
        one_or_many(py, text, errors, one, many)
    }

    /// About what Google's Perspective API would have said, for one text or for many.
    #[pyo3(signature = (text, *, errors = "raise"))]
    fn perspective<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
        errors: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let one = |text: &str| self.core.perspective(text);
        let many = |texts: &[String], options: CallOptions| self.core.with(options).perspective_many(texts);
        one_or_many(py, text, errors, one, many)
    }

    /// Scores, standing and decision for one content.
    #[pyo3(signature = (text, *, id = None, author = None, community = None, surface = None, parent = None, target = None, at = None))]
    #[allow(
        clippy::too_many_arguments,
        reason = "the fields of a content, which Python callers name one by one"
    )]
    fn moderate<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
        id: Option<Bound<'py, PyAny>>,
        author: Option<Bound<'py, PyAny>>,
        community: Option<Bound<'py, PyAny>>,
        surface: Option<Bound<'py, PyAny>>,
        parent: Option<Bound<'py, PyAny>>,
        target: Option<Bound<'py, PyAny>>,
        at: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let fields = ContentFields { id, author, community, surface, parent, target, at };
        let content = fields.content(text).map_err(|error| door::raised(py, &error))?;
        let moderation = door::enter(py, || self.core.moderate(&content))?;
        to_python(py, &Answer { id: content.id.as_ref(), moderation: &moderation })
    }

    /// The same for many contents, in order.
    #[pyo3(signature = (contents, *, errors = "raise"))]
    fn moderate_many<'py>(
        &self,
        py: Python<'py>,
        contents: &Bound<'py, PyAny>,
        errors: &str,
    ) -> PyResult<Bound<'py, PyList>> {
        let on_error = OnError::parse(errors).map_err(|error| door::raised(py, &error))?;
        let moderate =
            |contents: &[Content], options: CallOptions| self.core.with(options).moderate_many(contents);
        let answer = |content: &Content, moderation: &Moderation| {
            to_python(py, &Answer { id: content.id.as_ref(), moderation })
        };
        rows(py, contents, on_error, content_of_row, moderate, answer)
    }

    /// How much each word weighs in the scores of a text.
    fn explain<'py>(&self, py: Python<'py>, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let text = text_of(text, "text").map_err(|error| door::raised(py, &error))?;
        to_python(py, &door::enter(py, || self.core.explain(&text))?)
    }

    /// The word pieces that the model reads, each with its place in the text.
    fn tokenize<'py>(&self, py: Python<'py>, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let text = text_of(text, "text").map_err(|error| door::raised(py, &error))?;
        to_python(py, &door::enter(py, || self.core.tokenize(&text))?)
    }

    /// The embedding of a text.
    fn embed(&self, py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Vec<f32>> {
        let text = text_of(text, "text").map_err(|error| door::raised(py, &error))?;
        door::enter(py, || self.core.embed(&text))
    }

    /// Teaches the model a label of the caller's own.
    #[pyo3(signature = (name, positives, negatives, *, save = None))]
    fn teach<'py>(
        &self,
        py: Python<'py>,
        name: &Bound<'py, PyAny>,
        positives: &Bound<'py, PyAny>,
        negatives: &Bound<'py, PyAny>,
        save: Option<PathBuf>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let name = text_of(name, "name").map_err(|error| door::raised(py, &error))?;
        let (positives, negatives) = (texts(positives, "positives")?, texts(negatives, "negatives")?);
        let taught = door::enter(py, || {
            let taught = self.core.teach(&name, &positives, &negatives)?;
            save.map(|path| taught.save(&path)).transpose()?;
            Ok(taught)
        })?;
        to_python(py, &taught)
    }

    /// Records what authors did and what happened to them.
    #[pyo3(signature = (events, *, replay = false, errors = "raise"))]
    fn record<'py>(
        &self,
        py: Python<'py>,
        events: &Bound<'py, PyAny>,
        replay: bool,
        errors: &str,
    ) -> PyResult<Bound<'py, PyList>> {
        let on_error = OnError::parse(errors).map_err(|error| door::raised(py, &error))?;
        let record = |events: &[Event], _: CallOptions| match replay {
            true => self.core.replay(events),
            false => self.core.record(events),
        };
        rows(py, events, on_error, event_of, record, |_, recorded| to_python(py, recorded))
    }

    /// The standing of an author, or None for one never seen.
    #[pyo3(signature = (author, *, at = None))]
    fn standing<'py>(
        &self,
        py: Python<'py>,
        author: &Bound<'py, PyAny>,
        at: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let author = text_of(author, "author").map_err(|error| door::raised(py, &error))?;
        let at = at.map(|at| timestamp_of(&at)).transpose().map_err(|error| door::raised(py, &error))?;
        let standing = door::enter(py, || {
            let author = ActorId::new(author)?;
            at.map_or_else(|| self.core.standing(&author), |at| self.core.authors().standing_at(&author, at))
        })?;
        to_python(py, &standing)
    }

    /// Erases an author, and tells whether there was a record.
    fn forget(&self, py: Python<'_>, author: &Bound<'_, PyAny>) -> PyResult<bool> {
        let author = text_of(author, "author").map_err(|error| door::raised(py, &error))?;
        door::enter(py, || self.core.forget(&ActorId::new(author)?))
    }

    /// Everything that is stored about an author, or None for one never seen.
    fn export<'py>(&self, py: Python<'py>, author: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let author = text_of(author, "author").map_err(|error| door::raised(py, &error))?;
        to_python(py, &door::enter(py, || self.core.export(&ActorId::new(author)?))?)
    }

    /// The ids of what decides: model, policy, normalizer and version.
    #[getter]
    fn ids<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, self.core.ids())
    }

    /// The labels of the bundle, in its order; then the taught ones.
    #[getter]
    fn labels(&self) -> Vec<&'static str> {
        self.core.labels().iter().copied().map(Label::as_str).collect()
    }

    /// What runs, and where.
    #[getter]
    fn report<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let core::Report { device, threads, engine, runtime, bundle, model, cascade, batching: _, tuning: _ } =
            self.core.report();
        let (device, threads, engine) = (device.to_string(), *threads, engine.to_string());
        let cascade = cascade.as_str();
        to_python(
            py,
            &Report {
                model,
                device,
                threads,
                engine,
                runtime: runtime.as_deref(),
                bundle: bundle.as_deref(),
                cascade,
            },
        )
    }

    fn __repr__(&self) -> String {
        format!("<koko.Moderator: {}>", self.core.report())
    }
}

/// The answer for one text, or a list of answers for many.
fn one_or_many<'py, Done: Serialize + Send>(
    py: Python<'py>,
    text: &Bound<'py, PyAny>,
    errors: &str,
    one: impl Fn(&str) -> Result<Done> + Sync,
    many: impl Fn(&[String], CallOptions) -> Vec<Result<Done>> + Sync,
) -> PyResult<Bound<'py, PyAny>> {
    let on_error = OnError::parse(errors).map_err(|error| door::raised(py, &error))?;
    if text.is_instance_of::<PyString>() {
        let text = text_of(text, "text").map_err(|error| door::raised(py, &error))?;
        return to_python(py, &door::enter(py, || one(&text))?);
    }
    let convert = |row: &Bound<'_, PyAny>| text_of(row, "text");
    Ok(rows(py, text, on_error, convert, many, |_, done| to_python(py, done))?.into_any())
}

/// Takes a list through the core a few thousand rows at a time, and keeps its order whatever fails.
fn rows<'py, Row: Sync, Done: Send>(
    py: Python<'py>,
    list: &Bound<'py, PyAny>,
    on_error: OnError,
    convert: impl Fn(&Bound<'py, PyAny>) -> Result<Row>,
    work: impl Fn(&[Row], CallOptions) -> Vec<Result<Done>> + Sync,
    answer: impl Fn(&Row, &Done) -> PyResult<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyList>> {
    let answers = PyList::empty(py);
    let refuse = |index: usize, error: &Error| match on_error {
        OnError::Raise => Err(door::raised_at(py, index, error)),
        OnError::Collect => answers.append(to_python(py, &Refusal::from(error))?),
    };
    let mut items = iterator(list, "expected a str or a list")?;
    loop {
        let chunk: Vec<_> = items.by_ref().take(ROWS).collect::<PyResult<_>>()?;
        if chunk.is_empty() {
            return Ok(answers);
        }
        py.check_signals()?;
        let mut refused = Vec::with_capacity(chunk.len());
        let mut accepted = Vec::with_capacity(chunk.len());
        for item in &chunk {
            refused.push(convert(item).map(|row| accepted.push(row)).err());
        }
        // With "raise", nothing of a chunk is computed, or counted for its authors, that would be thrown away.
        if on_error == OnError::Raise
            && let Some(at) = refused.iter().position(Option::is_some)
            && let Some(error) = &refused[at]
        {
            refuse(answers.len() + at, error)?;
        }
        let done = door::enter_watched(py, |options| work(&accepted, options))?;
        let mut done = done.into_iter().zip(&accepted).map(|(done, row)| Ok((row, done?)));
        for refusal in refused {
            let index = answers.len();
            match refusal.map_or_else(|| done.next().unwrap_or_else(lost), Err) {
                Ok((row, result)) => answers.append(answer(row, &result)?)?,
                Err(error) => refuse(index, &error)?,
            }
        }
    }
}

fn lost<T>() -> Result<T> {
    Err(Error::InferenceFailed { what: "a row came back without a result".to_owned() })
}

/// Every text of a list; what is none is refused with its place.
fn texts(list: &Bound<'_, PyAny>, field: &str) -> PyResult<Vec<String>> {
    let items = iterator(list, &format!("`{field}` must be a list of str"))?;
    let text = |(place, item): (usize, PyResult<Bound<'_, PyAny>>)| {
        text_of(&item?, &format!("{field}[{place}]")).map_err(|error| door::raised(list.py(), &error))
    };
    items.enumerate().map(text).collect()
}

/// Anything that can be walked, except what a caller cannot have meant.
fn iterator<'py>(list: &Bound<'py, PyAny>, expected: &str) -> PyResult<Bound<'py, pyo3::types::PyIterator>> {
    let meant = !(list.is_instance_of::<PyBytes>()
        || list.is_instance_of::<PyByteArray>()
        || list.is_instance_of::<PyString>()
        || list.is_instance_of::<pyo3::types::PyDict>());
    let walked = if meant { list.try_iter().ok() } else { None };
    walked.ok_or_else(|| door::raised(list.py(), &bad(format!("{expected}, not {}", type_name(list)))))
}
