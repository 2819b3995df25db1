//! One JSON object a line, in the shapes that every face of Koko has.

use std::io::{self, Write};

use koko_core::error::ErrorBody;
use koko_core::moderator::Word;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Answer, Found, Output};
use crate::input::Row;

/// Writes JSON lines.
pub struct Json<W> {
    to: W,
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Value>,
    #[serde(flatten)]
    found: Shape<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'a [Word]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<&'a RawValue>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Shape<'a> {
    Found(&'a Found),
    Refused { error: ErrorBody },
}

impl<W: Write> Json<W> {
    /// Writes to `to`.
    pub fn new(to: W) -> Self {
        Json { to }
    }
}

impl<W: Write> Output for Json<W> {
    fn answer(&mut self, row: &Row, answer: &Answer<'_>) -> io::Result<()> {
        let (found, words) = match answer {
            Answer::Found { found, words, .. } => (Shape::Found(found), words.as_deref()),
            Answer::Refused(error) => (Shape::Refused { error: ErrorBody::from(error) }, None),
        };
        let line = Line { id: row.id.as_ref(), found, words, input: row.echo.as_deref() };
        serde_json::to_writer(&mut self.to, &line)?;
        self.to.write_all(b"\n")
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }

    fn end(&mut self) -> io::Result<()> {
        self.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use koko_core::error::{Error, ErrorKind};

    fn line(row: &Row, answer: &Answer<'_>) -> String {
        let mut json = Json::new(Vec::new());
        json.answer(row, answer).unwrap();
        json.end().unwrap();
        String::from_utf8(json.to).unwrap()
    }

    #[test]
    fn the_id_is_in_front_and_the_echo_at_the_end() {
        let (row, content) = samples::read(r#"{"id": 7, "text": "hi", "likes": 12345678901234567890123}"#);
        let found = Found::Scored(samples::scored(&["insult"]));
        let answer = Answer::Found { content: &content.unwrap(), found, words: None };
        assert_eq!(
            line(&row, &answer),
            "{\"id\":7,\"scores\":{\"toxicity\":0.0,\"insult\":0.5,\"spam\":0.0},\"truncated\":false,\
             \"lane\":\"full\",\"input\":{\"id\": 7, \"text\": \"hi\", \"likes\": 12345678901234567890123}}\n"
        );
    }

    #[test]
    fn a_refusal_has_kind_and_message_and_the_id_if_there_was_one() {
        for (record, id) in [("{\"text\": 5}", ""), ("{\"text\": 5, \"id\": \"c1\"}", "\"id\":\"c1\",")] {
            let (row, content) = samples::read(record);
            let answer = Answer::Refused(content.unwrap_err());
            let message = "`text` must be a string, this is a number: 5";
            let expected = format!("{{{id}\"error\":{{\"kind\":\"bad_input\",\"message\":\"{message}\"}}");
            let line = line(&row, &answer);
            assert!(line.starts_with(&expected), "{line}");
        }
    }

    #[test]
    fn a_busy_answer_says_when_to_come_back() {
        let busy = Error::Overloaded { retry_after: std::time::Duration::from_millis(50) };
        let line = line(&samples::read("{\"text\": \"\"}").0, &Answer::Refused(busy));
        assert!(line.starts_with("{\"error\":{\"kind\":\"overloaded\""), "{line}");
        assert!(line.contains("\"retry_after_ms\":50"), "{line}");
    }

    #[test]
    fn every_kind_of_error_is_told_by_its_name() {
        let path = || std::path::PathBuf::from("a");
        let text = || "a".to_owned();
        let errors = [
            Error::BadInput { what: text() },
            Error::TextTooLong { bytes: 2, limit: 1 },
            Error::NoBundle { looked: text() },
            Error::BadPolicy { policy: text(), line: 1, field: text(), what: text() },
            Error::RuntimeMissing { looked: text() },
            Error::DeviceMissing { device: text(), what: text() },
            Error::Overloaded { retry_after: std::time::Duration::ZERO },
            Error::DeadlinePassed { deadline: std::time::Duration::ZERO },
            Error::Cancelled,
            Error::StoreFailed { what: text() },
            Error::StoreOutcomeUnknown { what: text() },
            Error::BundleDoesNotFit { path: path(), what: text() },
            Error::InferenceFailed { what: text() },
        ];
        let mut left = ErrorKind::ALL.to_vec();
        for error in errors {
            let kind = error.kind();
            left.retain(|other| *other != kind);
            let line = line(&samples::read("{\"text\": \"\"}").0, &Answer::Refused(error));
            assert!(line.contains(&format!("\"kind\":\"{}\"", kind.as_str())), "{line}");
        }
        assert_eq!(left, []);
    }
}
