//! Reads the bodies of the original API, with all their older forms, and says what is wrong in the words that its clients expect.

use koko_core::clock::Timestamp;
use serde_json::{Map, Value};

use super::time;

/// What was written, or everything that is wrong with it: one message per mistake.
pub(super) type Checked<T> = Result<T, Vec<String>>;

/// Somebody posted something.
#[derive(Debug, PartialEq)]
pub(super) struct Posted {
    pub(super) id: String,
    pub(super) user: String,
    pub(super) kind: String,
    pub(super) text: String,
    pub(super) group: Option<String>,
    pub(super) at: Option<Timestamp>,
    pub(super) classifiers: Vec<String>,
}

/// A user reported something.
#[derive(Debug, PartialEq)]
pub(super) struct Flag {
    pub(super) id: String,
    pub(super) flagger: String,
    pub(super) reasons: Vec<String>,
    pub(super) targets: Vec<String>,
    pub(super) at: Option<Timestamp>,
}

/// A moderator decided.
#[derive(Debug, PartialEq)]
pub(super) struct Moderation {
    pub(super) id: String,
    pub(super) moderator: String,
    pub(super) action: String,
    pub(super) reasons: Vec<String>,
    pub(super) targets: Vec<String>,
    pub(super) is_automated: bool,
    pub(super) at: Option<Timestamp>,
}

impl Posted {
    /// `is_classifier` tells whether there is a classifier of this name.
    pub(super) fn read(body: &Value, is_classifier: impl Fn(&str) -> bool) -> Checked<Posted> {
        let mut reading = Reading::of(body)?;
        let id = reading.id("id");
        let user = reading.id("user_id");
        let kind = reading.string("type");
        let content = reading.object("content");
        let text = match content {
            Some(content) => {
                let mut inner = Reading { record: content, mistakes: Vec::new() };
                inner.listed("format", &["plain"]);
                // It may be empty: then nothing is in it.
                let text = inner.text("text");
                reading.mistakes.append(&mut inner.mistakes);
                text
            }
            None => {
                if reading.present("content").is_some() {
                    None
                } else {
                    reading.missing("text")
                }
            }
        };
        for older in ["content_type", "contentType"] {
            reading.listed(older, &["text"]);
        }
        let group = reading.optional_id("group_id").or_else(|| reading.optional_id("context_id"));
        let at = reading.time();
        let classifiers = reading.classifiers(is_classifier);
        let (Some(id), Some(user), Some(kind), Some(text)) = (id, user, kind, text) else {
            return Err(reading.mistakes);
        };
        reading.checked(Posted { id, user, kind, text, group, at, classifiers })
    }
}

impl Flag {
    pub(super) fn read(body: &Value) -> Checked<Flag> {
        let mut reading = Reading::of(body)?;
        let id = reading.id("id");
        let flagger = reading.id("flagger_id");
        let reasons = match reading.present("reasons") {
            Some(_) => reading.strings("reasons"),
            // The older form names one.
            None if reading.present("type").is_some() => reading.string("type").map(|reason| vec![reason]),
            None => reading.missing("reasons"),
        };
        let targets = reading.targets();
        let at = reading.time();
        let (Some(id), Some(flagger), Some(reasons), Some(targets)) = (id, flagger, reasons, targets) else {
            return Err(reading.mistakes);
        };
        reading.checked(Flag { id, flagger, reasons, targets, at })
    }
}

impl Moderation {
    pub(super) fn read(body: &Value) -> Checked<Moderation> {
        let mut reading = Reading::of(body)?;
        let id = reading.id("id");
        let moderator = reading.id("moderator_id");
        let action = match reading.present("action") {
            None if reading.present("type").is_some() => reading.string("type"),
            _ => reading.string("action"),
        };
        let reasons = reading.present("reasons").is_some().then(|| reading.strings("reasons")).flatten();
        let targets = reading.targets();
        let is_automated = reading.boolean("automated");
        let at = reading.time();
        let (Some(id), Some(moderator), Some(action), Some(targets)) = (id, moderator, action, targets)
        else {
            return Err(reading.mistakes);
        };
        let reasons = reasons.unwrap_or_default();
        reading.checked(Moderation { id, moderator, action, reasons, targets, is_automated, at })
    }
}

struct Reading<'b> {
    record: &'b Map<String, Value>,
    mistakes: Vec<String>,
}

impl<'b> Reading<'b> {
    fn of(body: &'b Value) -> Checked<Reading<'b>> {
        match body {
            Value::Object(record) => Ok(Reading { record, mistakes: Vec::new() }),
            other => Err(vec![mismatch("Object", other)]),
        }
    }

    fn checked<T>(self, read: T) -> Checked<T> {
        if self.mistakes.is_empty() { Ok(read) } else { Err(self.mistakes) }
    }

    /// Null is as good as absent.
    fn present(&self, name: &str) -> Option<&'b Value> {
        self.record.get(name).filter(|value| !value.is_null())
    }

    fn missing<T>(&mut self, name: &str) -> Option<T> {
        self.mistakes.push(format!("Required property {name} was not present."));
        None
    }

    fn wrong<T>(&mut self, what: String) -> Option<T> {
        self.mistakes.push(what);
        None
    }

    /// A string that is not empty; an integer is as good.
    fn id(&mut self, name: &str) -> Option<String> {
        match self.present(name) {
            None => self.missing(name),
            Some(Value::Number(number)) if number.is_i64() || number.is_u64() => Some(number.to_string()),
            Some(_) => self.string(name),
        }
    }

    fn optional_id(&mut self, name: &str) -> Option<String> {
        self.present(name).is_some().then(|| self.id(name)).flatten()
    }

    fn string(&mut self, name: &str) -> Option<String> {
        match self.present(name) {
            None => self.missing(name),
            Some(value) => self.not_empty(value),
        }
    }

    fn not_empty(&mut self, value: &Value) -> Option<String> {
        match value {
            Value::String(text) if text.is_empty() => {
                self.wrong("Expected value to have a minimum length of 1 but was 0.".to_owned())
            }
            Value::String(text) => Some(text.clone()),
            other => self.wrong(mismatch("String", other)),
        }
    }

    fn text(&mut self, name: &str) -> Option<String> {
        match self.present(name) {
            None => self.missing(name),
            Some(Value::String(text)) => Some(text.clone()),
            Some(other) => self.wrong(mismatch("String", other)),
        }
    }

    fn object(&mut self, name: &str) -> Option<&'b Map<String, Value>> {
        match self.present(name)? {
            Value::Object(object) => Some(object),
            other => self.wrong(mismatch("Object", other)),
        }
    }

    fn strings(&mut self, name: &str) -> Option<Vec<String>> {
        match self.present(name)? {
            Value::Array(items) if items.is_empty() => {
                self.wrong("Expected a minimum of 1 items but got 0.".to_owned())
            }
            Value::Array(items) => items.iter().map(|item| self.not_empty(item)).collect(),
            other => self.wrong(mismatch("Array", other)),
        }
    }

    fn boolean(&mut self, name: &str) -> bool {
        match self.present(name) {
            None => false,
            Some(Value::Bool(value)) => *value,
            Some(other) => {
                self.mistakes.push(mismatch("Boolean", other));
                false
            }
        }
    }

    fn listed(&mut self, name: &str, known: &[&str]) {
        match self.present(name) {
            Some(Value::String(value)) if !known.contains(&value.as_str()) => {
                self.mistakes.push(not_listed(value));
            }
            Some(Value::String(_)) | None => {}
            Some(other) => self.mistakes.push(mismatch("String", other)),
        }
    }

    fn time(&mut self) -> Option<Timestamp> {
        match self.present("created_at")? {
            Value::String(text) => match time::parse(text) {
                Some(at) => Some(at),
                None => self.wrong(format!("Expected \"{text}\" to be a valid ISO 8601 date-time.")),
            },
            Value::Number(number) => match number.as_f64().and_then(time::of_epoch_seconds) {
                Some(at) => Some(at),
                None => self.wrong(format!("Expected \"{number}\" to be a valid ISO 8601 date-time.")),
            },
            other => self.wrong(mismatch("String", other)),
        }
    }

    fn classifiers(&mut self, is_known: impl Fn(&str) -> bool) -> Vec<String> {
        let Some(options) = self.object("options") else { return Vec::new() };
        let mut inner = Reading { record: options, mistakes: Vec::new() };
        let classifiers = match inner.present("classifiers") {
            Some(Value::Array(items)) if items.is_empty() => Vec::new(),
            _ => inner.strings("classifiers").unwrap_or_default(),
        };
        self.mistakes.append(&mut inner.mistakes);
        let unknown: Vec<String> =
            classifiers.iter().filter(|name| !is_known(name)).map(|name| not_listed(name)).collect();
        self.mistakes.extend(unknown);
        classifiers
    }

    /// The ids of contents: `targets`, or one of two older forms.
    fn targets(&mut self) -> Option<Vec<String>> {
        if let Some(value) = self.present("targets") {
            return match value {
                Value::Array(items) if items.is_empty() => {
                    self.wrong("Expected a minimum of 1 items but got 0.".to_owned())
                }
                Value::Array(items) => items.iter().map(|item| self.target(item, "content_id")).collect(),
                other => self.wrong(mismatch("Array", other)),
            };
        }
        for (older, name) in [("target", "content_id"), ("content", "id")] {
            if let Some(value) = self.present(older) {
                return self.target(value, name).map(|id| vec![id]);
            }
        }
        self.missing("targets")
    }

    fn target(&mut self, value: &Value, name: &str) -> Option<String> {
        let Value::Object(record) = value else { return self.wrong(mismatch("Object", value)) };
        let mut inner = Reading { record, mistakes: Vec::new() };
        let id = inner.id(name);
        self.mistakes.append(&mut inner.mistakes);
        id
    }
}

fn mismatch(expected: &str, value: &Value) -> String {
    let got = match value {
        Value::Null => "Null",
        Value::Bool(_) => "Boolean",
        Value::Number(number) if number.is_i64() || number.is_u64() => "Integer",
        Value::Number(_) => "Number",
        Value::String(_) => "String",
        Value::Array(_) => "Array",
        Value::Object(_) => "Object",
    };
    format!("Type mismatch. Expected {expected} but got {got}.")
}

fn not_listed(value: &str) -> String {
    format!("Value \"{value}\" is not allowed in enum.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn mistakes(body: &Value) -> Vec<String> {
        Posted::read(body, |name| name == "crisis").err().unwrap_or_default()
    }

    fn content() -> Value {
        json!({"id": "1", "user_id": "2", "type": "post", "content": {"text": "hi", "format": "plain"}})
    }

    #[test]
    fn one_missing_field_is_one_message() {
        for name in ["id", "user_id", "type"] {
            let mut body = content();
            body.as_object_mut().unwrap().remove(name);
            assert_eq!(mistakes(&body), [format!("Required property {name} was not present.")]);
        }
        let text = ["Required property text was not present."];
        assert_eq!(mistakes(&json!({"id": "1", "user_id": "2", "type": "post"})), text);
        assert_eq!(mistakes(&json!({"id": 1, "user_id": 2, "type": "post", "content": {}})), text);

        let flag =
            json!({"id": "1", "flagger_id": "2", "reasons": ["spam"], "targets": [{"content_id": "3"}]});
        let moderation =
            json!({"id": "1", "moderator_id": "2", "action": "user_warned", "targets": [{"content_id": 3}]});
        for name in ["id", "flagger_id", "reasons", "targets"] {
            let mut body = flag.clone();
            body.as_object_mut().unwrap().remove(name);
            assert_eq!(
                Flag::read(&body).unwrap_err(),
                [format!("Required property {name} was not present.")]
            );
        }
        for name in ["id", "moderator_id", "action", "targets"] {
            let mut body = moderation.clone();
            body.as_object_mut().unwrap().remove(name);
            let told = [format!("Required property {name} was not present.")];
            assert_eq!(Moderation::read(&body).unwrap_err(), told);
        }
    }

    #[test]
    fn older_forms_are_read_like_newer_ones() {
        let older = json!({"id": 1, "user_id": 2, "type": "post", "content_type": "text", "content": {"text": "hi"}, "options": null});
        let newer = json!({"id": "1", "user_id": "2", "type": "post", "content": {"text": "hi", "format": "plain"}, "extra": 5});
        let read = |body: &Value| Posted::read(body, |_| true).unwrap();
        assert_eq!(read(&older), read(&newer));
        let threaded =
            json!({"id": "1", "user_id": "2", "type": "post", "content": {"text": "hi"}, "context_id": 7});
        assert_eq!(read(&threaded).group.as_deref(), Some("7"));
        for target in [json!({"target": {"content_id": "3"}}), json!({"content": {"id": 3}})] {
            let mut body = json!({"id": "1", "flagger_id": "2", "type": "spam"});
            body.as_object_mut().unwrap().extend(target.as_object().unwrap().clone());
            let flag = Flag::read(&body).unwrap();
            assert_eq!((flag.reasons, flag.targets), (vec!["spam".to_owned()], vec!["3".to_owned()]));
        }
        let decided =
            json!({"id": "1", "moderator_id": "2", "type": "user_warned", "target": {"content_id": "3"}});
        assert_eq!(Moderation::read(&decided).unwrap().action, "user_warned");
    }

    #[test]
    fn what_is_wrong_is_said_in_their_words() {
        for (name, value, told) in [
            ("id", json!(1.5), "Type mismatch. Expected String but got Number."),
            ("id", json!(""), "Expected value to have a minimum length of 1 but was 0."),
            ("type", json!(5), "Type mismatch. Expected String but got Integer."),
            ("content", json!("hi"), "Type mismatch. Expected Object but got String."),
            ("content", json!({"text": true}), "Type mismatch. Expected String but got Boolean."),
            ("content", json!({"text": "hi", "format": "html"}), "Value \"html\" is not allowed in enum."),
            ("created_at", json!("yesterday"), "Expected \"yesterday\" to be a valid ISO 8601 date-time."),
            ("created_at", json!({}), "Type mismatch. Expected String but got Object."),
            ("options", json!({"classifiers": ["x"]}), "Value \"x\" is not allowed in enum."),
            ("options", json!({"classifiers": [4]}), "Type mismatch. Expected String but got Integer."),
        ] {
            let mut body = content();
            body[name] = value;
            assert_eq!(mistakes(&body), [told], "{body}");
        }
        assert_eq!(mistakes(&json!([])), ["Type mismatch. Expected Object but got Array."]);
        let flag = json!({"id": "1", "flagger_id": "2", "reasons": [], "targets": []});
        assert_eq!(Flag::read(&flag).unwrap_err(), vec!["Expected a minimum of 1 items but got 0."; 2]);
        let automated = json!({"id": "1", "moderator_id": "2", "action": "a", "targets": [{"content_id": "3"}], "automated": "yes"});
        assert_eq!(
            Moderation::read(&automated).unwrap_err(),
            ["Type mismatch. Expected Boolean but got String."]
        );
    }
}
