//! Finds Perspective's scores in a record, in whichever shape they were kept.

use koko_core::error::Error;
use koko_core::parity::ATTRIBUTES;
use serde_json::{Map, Value};

use crate::study::probability;

/// Attributes of Perspective's that some models do not know, where they are columns.
const OTHERS: [&str; 1] = ["FLIRTATION"];

/// Perspective's score of one attribute: nothing where the record has none.
pub(super) fn score(record: &Map<String, Value>, attribute: &str) -> Result<Option<f64>, Error> {
    if let Some(value) = answers(record).find_map(|answer| answer.get(attribute)) {
        let value = value.pointer("/summaryScore/value").unwrap_or(&Value::Null);
        return probability(&format!("attributeScores.{attribute}.summaryScore.value"), value);
    }
    let mut names = columns(attribute);
    // What tables call it that were flattened from such answers.
    names.push(format!("attributeScores.{attribute}.summaryScore.value"));
    let found = names.iter().find_map(|name| Some((name, record.get(name)?)));
    found.map_or(Ok(None), |(name, value)| probability(name, value))
}

/// What a column with an attribute may be called: by Perspective's name, or by that of our label.
pub(super) fn columns(attribute: &str) -> Vec<String> {
    let label = ATTRIBUTES.iter().find(|(name, _)| *name == attribute).map(|(_, label)| (*label).to_owned());
    let mut names = vec![attribute.to_owned(), attribute.to_ascii_lowercase()];
    names.extend(label.filter(|label| !names.contains(label)));
    names
}

/// The attributes that a record has, as far as they can be told from other columns.
pub(super) fn attributes(record: &Map<String, Value>) -> impl Iterator<Item = String> + '_ {
    let others = OTHERS.into_iter().filter(|name| {
        [(*name).to_owned(), name.to_ascii_lowercase()].iter().any(|name| record.contains_key(name))
    });
    answers(record).flat_map(Map::keys).cloned().chain(others.map(str::to_owned))
}

/// What stands under `attributeScores`, at the top or one level below, such as in `response`.
fn answers(record: &Map<String, Value>) -> impl Iterator<Item = &Map<String, Value>> {
    let below = record.values().filter_map(Value::as_object);
    std::iter::once(record).chain(below).filter_map(|map| map.get("attributeScores")?.as_object())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn found(record: &Value) -> Result<Option<f64>, Error> {
        score(record.as_object().unwrap(), "SEXUALLY_EXPLICIT")
    }

    #[test]
    fn a_score_is_found_however_it_was_kept() {
        let answer = json!({"SEXUALLY_EXPLICIT": {"summaryScore": {"value": 0.25, "type": "PROBABILITY"}}});
        for record in [
            json!({"SEXUALLY_EXPLICIT": 0.25}),
            json!({"SEXUALLY_EXPLICIT": "0.25"}),
            json!({"sexually_explicit": 0.25}),
            json!({"sexual": 0.25}),
            json!({"attributeScores.SEXUALLY_EXPLICIT.summaryScore.value": "0.25"}),
            json!({"attributeScores": answer, "languages": ["en"]}),
            json!({"response": {"attributeScores": answer}}),
        ] {
            assert_eq!(found(&record).unwrap(), Some(0.25), "{record}");
        }
        assert_eq!(found(&json!({"TOXICITY": 0.25})).unwrap(), None);
        assert_eq!(found(&json!({"SEXUALLY_EXPLICIT": ""})).unwrap(), None);
    }

    #[test]
    fn what_is_no_score_is_refused_by_its_name() {
        let said = found(&json!({"SEXUALLY_EXPLICIT": "high"})).unwrap_err().to_string();
        assert!(said.contains("`SEXUALLY_EXPLICIT`"), "{said}");
    }

    #[test]
    fn attributes_that_no_label_stands_for_are_seen() {
        let names = |record: Value| attributes(record.as_object().unwrap()).collect::<Vec<_>>();
        assert_eq!(names(json!({"FLIRTATION": 0.5, "likes": 3})), ["FLIRTATION"]);
        assert_eq!(names(json!({"attributeScores": {"SPAM": {}}})), ["SPAM"]);
    }
}
