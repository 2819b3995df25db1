//! Fields of a request as Google's servers read them: in camelCase or snake_case, `null` for absent, and JSON that is only
//! nearly JSON, which the official quick start sends.

use serde_json::{Map, Value};

use super::refusal::Refusal;

/// The fields that a request may have; others are ignored, and named in the answer.
const KNOWN: [&str; 11] = [
    "comment",
    "requestedAttributes",
    "context",
    "languages",
    "spanAnnotations",
    "doNotStore",
    "dropUnsupportedAttributes",
    "clientToken",
    "sessionId",
    "communityId",
    "attributeScores",
];

/// An object of a request.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    fields: Map<String, Value>,
}

impl Fields {
    /// The body of a request: strict JSON, or the relaxed kind.
    pub(super) fn parse(body: &[u8]) -> Result<Fields, Refusal> {
        let text = std::str::from_utf8(body)
            .map_err(|_| Refusal::invalid("Invalid JSON payload received. It is not UTF-8.".to_owned()))?;
        let parsed = serde_json::from_str(text).or_else(|strict| {
            json5::from_str(text)
                .map_err(|_| Refusal::invalid(format!("Invalid JSON payload received. {strict}")))
        });
        match parsed? {
            Value::Object(fields) => Ok(Fields { fields }),
            _ => Err(Refusal::invalid("Invalid JSON payload received. It is not an object.".to_owned())),
        }
    }

    pub(super) fn of(value: &Value) -> Fields {
        Fields { fields: value.as_object().cloned().unwrap_or_default() }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        let value = self.fields.get(name).or_else(|| self.fields.get(&snake(name)));
        value.filter(|value| !value.is_null())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.fields.iter()
    }

    pub(super) fn object(&self, name: &str) -> Option<Fields> {
        self.get(name).filter(|value| value.is_object()).map(Fields::of)
    }

    pub(super) fn string(&self, name: &str) -> Result<Option<String>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(Refusal::invalid(format!("Invalid value at '{}' (TYPE_STRING)", snake(name)))),
        }
    }

    pub(super) fn strings(&self, name: &str) -> Result<Vec<String>, Refusal> {
        let wrong = || Refusal::invalid(format!("Invalid value at '{}' (TYPE_STRING)", snake(name)));
        match self.get(name) {
            None => Ok(Vec::new()),
            Some(Value::String(text)) => Ok(vec![text.clone()]),
            Some(Value::Array(items)) => {
                items.iter().map(|item| item.as_str().map(str::to_owned).ok_or_else(wrong)).collect()
            }
            Some(_) => Err(wrong()),
        }
    }

    pub(super) fn boolean(&self, name: &str) -> bool {
        matches!(self.get(name), Some(Value::Bool(true)))
            || self.get(name).and_then(Value::as_str) == Some("true")
    }

    /// Fields that nobody reads.
    pub(super) fn unknown(&self) -> Vec<&String> {
        let is_known = |name: &str| KNOWN.iter().any(|known| *known == name || snake(known) == name);
        self.fields.keys().filter(|name| !is_known(name)).collect()
    }
}

fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for ch in name.chars() {
        if ch.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(ch.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_in_two_dresses_and_json_in_three() {
        for body in [
            r#"{"comment": {"text": "hi"}, "requestedAttributes": {"TOXICITY": {}}, "spanAnnotations": true}"#,
            r#"{"comment": {"text": "hi"}, "requested_attributes": {"TOXICITY": {}}, "span_annotations": true}"#,
            "{comment: {text: \"hi\"}, requestedAttributes: {TOXICITY: {}}, spanAnnotations: true,}",
            "{'comment': {'text': 'hi'}, 'requestedAttributes': {'TOXICITY': {}}, 'spanAnnotations': true}",
        ] {
            let fields = Fields::parse(body.as_bytes()).unwrap();
            assert_eq!(
                fields.object("comment").unwrap().string("text").unwrap().as_deref(),
                Some("hi"),
                "{body}"
            );
            assert!(
                fields.object("requestedAttributes").is_some() && fields.boolean("spanAnnotations"),
                "{body}"
            );
            assert!(fields.unknown().is_empty());
        }
        let odd = Fields::parse(br#"{"comment": null, "colour": 5, "languages": [1]}"#).unwrap();
        assert!(!odd.has("comment") && odd.strings("languages").is_err());
        assert_eq!(odd.unknown(), ["colour"]);
        for body in [&b"{"[..], b"5", b"\xff", b""] {
            assert!(Fields::parse(body).is_err());
        }
    }
}
