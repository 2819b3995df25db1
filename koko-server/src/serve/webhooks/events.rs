//! What may be told, and the words for it.
//!
//! Knows neither who wants to hear it nor how it gets there.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::output::calendar::rfc3339;
use crate::serve::sealing::Seal;

/// Receivers are promised less than 20 kB; this much of a text fits in beside the rest, escaped, unless it is all escapes.
const MOST_TEXT_BYTES: usize = 8 * 1_024;

/// What may happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventType {
    /// A content was decided about.
    DecisionMade,
    /// A person decided otherwise.
    DecisionChanged,
    /// Somebody reported somebody.
    FlagReceived,
    /// An author stands in another band.
    StandingChanged,
    /// A statement of reasons was issued.
    StatementIssued,
    /// Another model, policy or taught label decides from now on.
    ModelChanged,
}

/// Something that happened, for whoever wants to know.
#[derive(Clone)]
pub struct OutgoingEvent {
    /// To whom.
    pub tenant: String,
    /// Of the same tenant.
    pub seal: Seal,
    /// What.
    pub event: EventType,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The key of the author's record, in hexadecimal digits: what is about one author arrives in order.
    pub author: Option<String>,
    /// More about it: ids, codes and numbers, no text.
    pub data: Map<String, Value>,
    /// What was written, for endpoints that ask for it.
    pub text: Option<String>,
}

impl EventType {
    /// Everything that may happen.
    pub const ALL: [EventType; 6] = [
        EventType::DecisionMade,
        EventType::DecisionChanged,
        EventType::FlagReceived,
        EventType::StandingChanged,
        EventType::StatementIssued,
        EventType::ModelChanged,
    ];

    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            EventType::DecisionMade => "decision.made",
            EventType::DecisionChanged => "decision.changed",
            EventType::FlagReceived => "flag.received",
            EventType::StandingChanged => "standing.changed",
            EventType::StatementIssued => "statement.issued",
            EventType::ModelChanged => "model.changed",
        }
    }

    /// The one of this name.
    pub fn parse(name: &str) -> Option<EventType> {
        EventType::ALL.into_iter().find(|event| event.as_str() == name)
    }
}

impl OutgoingEvent {
    /// With what was before: known only where it is written.
    pub fn since(&self, before: &str) -> OutgoingEvent {
        let mut event = self.clone();
        event.data.insert("before".to_owned(), before.into());
        event
    }

    /// The body of a request, as it is signed and sent.
    pub fn body(&self, include_text: bool) -> String {
        let mut data = self.data.clone();
        if let Some(text) = self.text.as_deref().filter(|_| include_text) {
            let fits = &text[..text.floor_char_boundary(MOST_TEXT_BYTES)];
            data.insert("text".to_owned(), fits.into());
            data.insert("text_truncated".to_owned(), (fits.len() < text.len()).into());
        }
        body(self.event.as_str(), self.at, &Value::Object(data))
    }
}

/// `{"type", "timestamp", "data"}`.
pub fn body(event: &str, at: i64, data: &Value) -> String {
    #[derive(Serialize)]
    struct Body<'a> {
        #[serde(rename = "type")]
        event: &'a str,
        timestamp: String,
        data: &'a Value,
    }
    let body = Body { event, timestamp: rfc3339(at), data };
    serde_json::to_string(&body).expect("our own shapes have string keys and finite numbers")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn event(text: Option<&str>) -> OutgoingEvent {
        let Value::Object(data) = json!({"decision_id": "d1"}) else { unreachable!() };
        OutgoingEvent {
            tenant: "forum".to_owned(),
            seal: Seal::new(&[1; 32]),
            event: EventType::DecisionMade,
            at: 1_767_323_045_000,
            author: None,
            data,
            text: text.map(str::to_owned),
        }
    }

    #[test]
    fn each_type_has_one_name() {
        for event in EventType::ALL {
            assert_eq!(EventType::parse(event.as_str()), Some(event));
        }
        assert_eq!(EventType::parse("decision"), None);
    }

    #[test]
    fn a_text_goes_out_only_where_it_is_asked_for_and_a_long_one_in_part() {
        let plain =
            r#"{"type":"decision.made","timestamp":"2026-01-02T03:04:05.000Z","data":{"decision_id":"d1"}}"#;
        assert_eq!(event(Some("hi")).body(false), plain);
        assert_eq!(event(None).body(true), plain);
        let with_text = event(Some("hi")).body(true);
        assert!(with_text.ends_with(r#""data":{"decision_id":"d1","text":"hi","text_truncated":false}}"#));
        let long = event(Some(&"é".repeat(MOST_TEXT_BYTES))).body(true);
        assert!(long.ends_with(r#"é","text_truncated":true}}"#));
        assert!(long.len() < 20_000, "{}", long.len());
    }
}
