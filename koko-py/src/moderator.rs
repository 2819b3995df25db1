//! The class `koko.Moderator`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use koko_core::actor::Event;
use koko_core::content::{ActorId, Content};
use koko_core::error::{Error, ErrorBody, Result};
use koko_core::labels::Label;
use koko_core::moderator::{self as core, CallOptions, Moderation, Options};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use crate::arrow::Arrays;
use crate::convert::{ContentFields, content_of_row, event_of, text_of, timestamp_of, to_python};
use crate::door::{self, Refusal};
use crate::moderated::{Answer, Moderated, ModeratedRows};
use crate::results::{Beside, ScoreColumns, ScoredRows};
use crate::rows::{Cancel, Walk};
use crate::sources::{ContentSource, Contents, TextSource, enough, iterator};

/// Scores texts, keeps authors' standings, and decides under a policy.
#[pyclass(module = "koko._koko", frozen, subclass)]
pub(crate) struct Moderator {
    core: core::Moderator,
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

    /// The probability of each label, for one text.
    fn _score_one<'py>(&self, py: Python<'py>, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let text = text_of(text, "text").map_err(|error| door::raised(py, &error))?;
        to_python(py, &door::enter(py, || self.core.score(&text))?)
    }

    /// The same for many texts, in columns.
    #[pyo3(signature = (texts, *, column = None, errors = "raise", tick = None, cancel = None))]
    fn _score_rows<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        column: Option<String>,
        errors: &str,
        tick: Option<Bound<'py, PyAny>>,
        cancel: Option<&Cancel>,
    ) -> PyResult<ScoredRows> {
        let mut walk = Walk::new(py, errors, tick, cancel)?;
        let labels = self.core.labels().iter().map(|label| label.as_str().to_owned()).collect();
        let mut columns = ScoreColumns::new(labels, Beside::Reading);
        let score = |texts: &[Cow<'_, str>], options: CallOptions| self.core.with(options).score_many(texts);
        each_text(py, texts, column, |rows| {
            walk.all(rows, score, |answer| {
                columns.put(answer.as_ref().map(|(_, scored)| scored).map_err(|error| *error));
                Ok(())
            })
        })?;
        finished(columns, errors)
    }

    /// About what Google's Perspective API would have said, for one text.
    fn _perspective_one<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let text = text_of(text, "text").map_err(|error| door::raised(py, &error))?;
        to_python(py, &door::enter(py, || self.core.perspective(&text))?)
    }

    /// The same for many texts, in columns.
    #[pyo3(signature = (texts, *, column = None, errors = "raise", tick = None, cancel = None))]
    fn _perspective_rows<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        column: Option<String>,
        errors: &str,
        tick: Option<Bound<'py, PyAny>>,
        cancel: Option<&Cancel>,
    ) -> PyResult<ScoredRows> {
        let mut walk = Walk::new(py, errors, tick, cancel)?;
        let attributes = self.core.parity().map(|parity| parity.attributes().keys().cloned().collect());
        let mut columns = ScoreColumns::new(attributes.unwrap_or_default(), Beside::Nothing);
        let ask =
            |texts: &[Cow<'_, str>], options: CallOptions| self.core.with(options).perspective_many(texts);
        each_text(py, texts, column, |rows| {
            walk.all(rows, ask, |answer| {
                columns.put_plain(answer.as_ref().map(|(_, scores)| scores).map_err(|error| *error));
                Ok(())
            })
        })?;
        finished(columns, errors)
    }

    /// Scores, standing and decision for one content.
    #[pyo3(signature = (text, *, id = None, author = None, community = None, surface = None, parent = None, target = None, at = None))]
    #[allow(
        clippy::too_many_arguments,
        reason = "the fields of a content, which Python callers name one by one"
    )]
    fn _moderate_one<'py>(
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

    /// The same for many contents, in order: dicts, or a table with their fields as columns.
    #[pyo3(signature = (contents, *, columns = None, errors = "raise", tick = None, cancel = None))]
    fn _moderate_rows<'py>(
        &self,
        py: Python<'py>,
        contents: &Bound<'py, PyAny>,
        columns: Option<HashMap<String, String>>,
        errors: &str,
        tick: Option<Bound<'py, PyAny>>,
        cancel: Option<&Cancel>,
    ) -> PyResult<ModeratedRows> {
        let mut walk = Walk::new(py, errors, tick, cancel)?;
        let moderate =
            |contents: &[Content], options: CallOptions| self.core.with(options).moderate_many(contents);
        let mut done = Vec::new();
        let mut put = |answer: std::result::Result<(&Content, Moderation), &Error>| {
            done.push(match answer {
                Ok((content, moderation)) => Moderated { id: content.id.clone(), moderation: Ok(moderation) },
                Err(error) => Moderated { id: None, moderation: Err(error.into()) },
            });
            Ok(())
        };
        match Arrays::of(contents)? {
            Some(arrays) => {
                let mut source = ContentSource::of(contents, arrays, columns.unwrap_or_default())?;
                loop {
                    let parts = enough(|| source.next(), |part| part.length)
                        .map_err(|error| door::raised(py, &error))?;
                    if parts.is_empty() {
                        break;
                    }
                    let rows = parts.iter().flat_map(Contents::contents).map(Ok);
                    walk.all(rows, moderate, &mut put)?;
                }
            }
            None => {
                let rows = iterator(contents, "expected a list or a table")?;
                walk.all(rows.map(|row| Ok(content_of_row(&row?))), moderate, &mut put)?;
            }
        }
        let labels = self.core.labels().iter().map(|label| label.as_str().to_owned()).collect();
        Ok(ModeratedRows::new(labels, done, errors == "collect"))
    }

    /// How much each word weighs in the scores of a text.
    fn _explain<'py>(&self, py: Python<'py>, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
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
        let mut walk = Walk::new(py, errors, None, None)?;
        let record = |events: &[Event], _: CallOptions| match replay {
            true => self.core.replay(events),
            false => self.core.record(events),
        };
        let answers = PyList::empty(py);
        let events = iterator(events, "expected a list of dicts")?;
        walk.all(events.map(|event| Ok(event_of(&event?))), record, |recorded| {
            answers.append(match recorded {
                Ok((_, recorded)) => to_python(py, &recorded)?,
                Err(error) => to_python(py, &Refusal::from(ErrorBody::from(error)))?,
            })
        })?;
        Ok(answers)
    }

    /// The standing of an author, or None for one never seen.
    #[pyo3(signature = (author, *, at = None))]
    fn _standing<'py>(
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

    /// The score from which on the policy calls each label found, where no community has its own.
    #[getter]
    fn thresholds<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let anywhere = Content::text("-").map_err(|error| door::raised(py, &error))?;
        let thresholds = PyDict::new(py);
        for (label, level) in self.core.thresholds(&anywhere) {
            // Through its decimal digits: as a double, a float would show digits that nobody meant.
            thresholds.set_item(label.as_str(), level.to_string().parse().unwrap_or(f64::from(*level)))?;
        }
        Ok(thresholds)
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

/// Walks the texts of a list or of a column. Those of Arrow are read where they lie.
fn each_text<'py>(
    py: Python<'py>,
    texts: &Bound<'py, PyAny>,
    column: Option<String>,
    mut walk: impl FnMut(&mut dyn Iterator<Item = PyResult<Result<Cow<'_, str>>>>) -> PyResult<()>,
) -> PyResult<()> {
    let Some(arrays) = Arrays::of(texts)? else {
        let items = iterator(texts, "expected a str, a list or a column")?;
        return walk(&mut items.map(|item| Ok(text_of(&item?, "text").map(Cow::Owned))));
    };
    let mut source = TextSource::of(py, arrays, column)?;
    loop {
        let parts =
            enough(|| source.next(), |(length, _)| *length).map_err(|error| door::raised(py, &error))?;
        if parts.is_empty() {
            return Ok(());
        }
        let rows = parts.iter().flat_map(|(length, texts)| (0..*length).map(move |row| (texts, row)));
        walk(&mut rows.map(|(texts, row)| Ok(texts.text("text", row).map(Cow::Borrowed))))?;
    }
}

fn finished(columns: ScoreColumns, errors: &str) -> PyResult<ScoredRows> {
    columns.done(errors == "collect").map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

/// Every text of a list; what is none is refused with its place.
fn texts(list: &Bound<'_, PyAny>, field: &str) -> PyResult<Vec<String>> {
    let items = iterator(list, &format!("`{field}` must be a list of str"))?;
    let text = |(place, item): (usize, PyResult<Bound<'_, PyAny>>)| {
        text_of(&item?, &format!("{field}[{place}]")).map_err(|error| door::raised(list.py(), &error))
    };
    items.enumerate().map(text).collect()
}
