//! From JSON to the core's types and back. What does not fit is refused here, in words.

use std::path::PathBuf;

use koko_core::actor::Event;
use koko_core::clock::Timestamp;
use koko_core::content::{ActorId, CommunityId, Content, ContentId, Text, check_text};
use koko_core::error::{Error, Result};
use koko_core::labels::Label;
use koko_core::text;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// The fields of a content, in the order in which callers name them.
const FIELDS: [&str; 8] = ["text", "id", "author", "community", "surface", "parent", "target", "at"];

/// A string.
pub(crate) fn text_of(value: &Value, field: &str) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        other => Err(bad(format!("`{field}` must be a string, not {}", type_name(other)))),
    }
}

/// An object with `text` and what else a content may have; `undefined`, `null` and absent are the same.
pub(crate) fn content_of(value: &Value) -> Result<Content> {
    let Value::Object(fields) = value else {
        return Err(bad(format!("a content must be an object with `text`, not {}", type_name(value))));
    };
    if let Some(unknown) = fields.keys().find(|field| !FIELDS.contains(&field.as_str())) {
        return Err(bad(format!("a content has no field `{unknown}`: use one of {}", FIELDS.join(", "))));
    }
    let text = present(fields, "text").ok_or_else(|| bad("a content needs `text`".to_owned()))?;
    let optional = |field| present(fields, field).map(|value| text_of(value, field)).transpose();
    Ok(Content {
        text: Text::new(text_of(text, "text")?)?,
        id: optional("id")?.map(ContentId::new).transpose()?,
        author: optional("author")?.map(ActorId::new).transpose()?,
        community: optional("community")?.map(CommunityId::new).transpose()?,
        surface: optional("surface")?,
        parent: optional("parent")?.map(ContentId::new).transpose()?,
        target: optional("target")?.map(ActorId::new).transpose()?,
        at: present(fields, "at").map(timestamp_of).transpose()?,
    })
}

/// One event of an author, as its JSON has it.
pub(crate) fn event_of(value: &Value) -> Result<Event> {
    if !value.is_object() {
        return Err(bad(format!("an event must be an object with `event`, not {}", type_name(value))));
    }
    Event::deserialize(value).map_err(|error| bad(format!("this is no event: {error}")))
}

/// Whose standing is asked for, and when.
pub(crate) struct Moment {
    pub(crate) author: ActorId,
    pub(crate) at: Option<Timestamp>,
}

/// What `standing` in `lib/moderator.js` has put together.
pub(crate) fn moment_of(value: &Value) -> Result<Moment> {
    let author = ActorId::new(text_of(value.get("author").unwrap_or(&Value::Null), "author")?)?;
    let at = value.get("at").filter(|at| !at.is_null()).map(timestamp_of).transpose()?;
    Ok(Moment { author, at })
}

/// A label to be taught: its name, its examples, and where it is to be written.
pub(crate) struct Teaching {
    pub(crate) name: String,
    pub(crate) positives: Vec<String>,
    pub(crate) negatives: Vec<String>,
    pub(crate) save: Option<PathBuf>,
}

/// What `teach` in `lib/moderator.js` has put together.
pub(crate) fn teaching_of(value: &Value) -> Result<Teaching> {
    let field = |field: &str| value.get(field).unwrap_or(&Value::Null);
    let texts = |name: &str| match field(name) {
        Value::Array(texts) => {
            let text = |(place, text): (usize, &Value)| text_of(text, &format!("{name}[{place}]"));
            texts.iter().enumerate().map(text).collect()
        }
        other => Err(bad(format!("`{name}` must be an array of strings, not {}", type_name(other)))),
    };
    let save = Some(field("save")).filter(|save| !save.is_null());
    Ok(Teaching {
        name: text_of(field("name"), "name")?,
        positives: texts("positives")?,
        negatives: texts("negatives")?,
        save: save.map(|save| text_of(save, "save").map(PathBuf::from)).transpose()?,
    })
}

/// Examples from which thresholds are to be found, and what is to be promised.
pub(crate) struct Calibrating {
    pub(crate) texts: Vec<String>,
    /// Of each text, the labels of which somebody knows whether they are true of it: from 0 to 1.
    pub(crate) truths: Vec<Vec<(Label, f64)>>,
    pub(crate) rates: Vec<f64>,
    pub(crate) confidence: f64,
}

/// What `calibrate` in `lib/moderator.js` has put together: every example is a text with a number for each label that is
/// known.
pub(crate) fn calibrating_of(value: &Value, labels: &[Label]) -> Result<Calibrating> {
    let field = |field: &str| value.get(field).unwrap_or(&Value::Null);
    let Value::Array(examples) = field("examples") else {
        return Err(bad(format!("`examples` must be an array, not {}", type_name(field("examples")))));
    };
    let (mut texts, mut truths) = (Vec::new(), Vec::new());
    for (place, example) in examples.iter().enumerate() {
        let here = format!("examples[{place}]");
        let (Some(text), Some(Value::Object(known))) = (example.get("text"), example.get("labels")) else {
            return Err(bad(format!("`{here}` must be an object with `text` and `labels`")));
        };
        let text = text_of(text, &format!("{here}.text"))?;
        check_text(&text)?;
        texts.push(text);
        let mut of_text = Vec::new();
        for (name, truth) in known.iter().filter(|(_, truth)| !truth.is_null()) {
            let Some(label) = labels.iter().find(|label| label.as_str() == name) else {
                let known = labels.iter().map(|label| label.as_str()).collect::<Vec<_>>().join(", ");
                return Err(Error::UnknownLabel { label: name.clone(), known });
            };
            let number = truth.as_bool().map(|truth| f64::from(u8::from(truth))).or_else(|| truth.as_f64());
            let number = number.filter(|number| (0.0..=1.0).contains(number)).ok_or_else(|| {
                bad(format!("`{here}.labels.{name}` must be true, false or a number from 0 to 1"))
            })?;
            of_text.push((*label, number));
        }
        truths.push(of_text);
    }
    if truths.iter().all(Vec::is_empty) {
        return Err(bad("no example says whether a label is true of its text".to_owned()));
    }
    let share = |name: &str, value: &Value| {
        let is_share = |number: &f64| *number > 0.0 && *number < 1.0;
        let number = value.as_f64().filter(is_share);
        number.ok_or_else(|| bad(format!("`{name}` must be between 0 and 1, without the ends")))
    };
    let rates = match field("fpr") {
        Value::Array(rates) if !rates.is_empty() => {
            rates.iter().map(|rate| share("fpr", rate)).collect::<Result<_>>()?
        }
        rate => vec![share("fpr", rate)?],
    };
    let confidence = share("confidence", field("confidence"))?;
    Ok(Calibrating { texts, truths, rates, confidence })
}

fn present<'v>(fields: &'v Map<String, Value>, field: &str) -> Option<&'v Value> {
    fields.get(field).filter(|value| !value.is_null())
}

/// Whole seconds since 1970; `lib/rows.js` has turned a `Date` into them.
#[allow(clippy::cast_possible_truncation, reason = "a float beyond i64 becomes the nearest end of it")]
fn timestamp_of(value: &Value) -> Result<Timestamp> {
    let seconds = value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds.floor() as i64));
    seconds.map(Timestamp::from_unix_seconds).ok_or_else(|| {
        bad(format!("`at` must be seconds since 1970 or a valid Date, not {}", type_name(value)))
    })
}

/// The folded text, and for each of its UTF-16 units the units `[start, end)` of the original it stands for.
pub(crate) fn normalized(value: &Value, masked: bool) -> Result<Value> {
    let original = text_of(value, "text")?;
    check_text(&original)?;
    let normalized = text::normalize(&original);
    let normalized = if masked { normalized.masked() } else { normalized };
    let index = Utf16Index::of(&original);
    let mut origins = Vec::new();
    for (ch, place) in normalized.text().chars().zip(normalized.origins()) {
        let place = [index.at(place.start), index.at(place.end)];
        origins.extend(std::iter::repeat_n(place, ch.len_utf16()));
    }
    Ok(json!({ "text": normalized.text(), "origins": origins }))
}

/// Where each character begins, in bytes and in UTF-16 units.
struct Utf16Index(Vec<(usize, usize)>);

impl Utf16Index {
    fn of(text: &str) -> Utf16Index {
        let mut units = 0;
        let mut starts: Vec<_> = text
            .char_indices()
            .map(|(byte, ch)| {
                let start = (byte, units);
                units += ch.len_utf16();
                start
            })
            .collect();
        starts.push((text.len(), units));
        Utf16Index(starts)
    }

    fn at(&self, byte: usize) -> usize {
        self.0[self.0.partition_point(|(start, _)| *start < byte)].1
    }
}

pub(crate) fn bad(what: String) -> Error {
    Error::BadInput { what }
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null or undefined",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
