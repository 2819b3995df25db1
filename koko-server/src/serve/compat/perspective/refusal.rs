//! Errors as clients of Perspective read them: the typed detail first.

use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use axum::response::Response;
use koko_core::error::ErrorKind;
use serde_json::{Value, json};

use super::super::super::{answers, refusal as serve};
use super::language::Languages;

/// Why there is no answer.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    name: &'static str,
    message: String,
    detail: Option<Box<Value>>,
    retry_after: Option<u64>,
}

impl Refusal {
    fn new(status: StatusCode, name: &'static str, message: String, detail: Option<Value>) -> Refusal {
        Refusal { status, name, message, detail: detail.map(Box::new), retry_after: None }
    }

    fn typed(kind: &str, message: String, more: Option<(&str, Value)>) -> Refusal {
        let mut detail = json!({
            "@type": "type.googleapis.com/google.commentanalyzer.v1alpha1.Error",
            "errorType": kind,
        });
        if let Some((name, value)) = more {
            detail[name] = value;
        }
        Refusal::new(StatusCode::BAD_REQUEST, "INVALID_ARGUMENT", message, Some(detail))
    }

    pub(super) fn comment_empty() -> Refusal {
        Refusal::typed("COMMENT_EMPTY", "Comment must be non-empty.".to_owned(), None)
    }

    pub(super) fn comment_too_long(bytes: usize, limit: usize) -> Refusal {
        let message = format!("Comment text was too many bytes. Value ({bytes}) exceeded limit ({limit}).");
        Refusal::typed("COMMENT_TOO_LONG", message, None)
    }

    pub(super) fn no_attributes() -> Refusal {
        Refusal::typed("NO_REQUESTED_ATTRIBUTES", "Missing requested_attributes".to_owned(), None)
    }

    pub(super) fn request(message: String) -> Refusal {
        Refusal::typed("INVALID_REQUEST", message, None)
    }

    pub(super) fn language(attribute: &str, languages: &Languages) -> Refusal {
        let message = format!(
            "Attribute {attribute} does not support request languages: {}",
            languages.effective.join(", ")
        );
        let from = if languages.is_asked_for { "requestedLanguages" } else { "detectedLanguages" };
        let more = json!({from: languages.effective, "attribute": attribute});
        Refusal::typed(
            "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
            message,
            Some(("languageNotSupportedByAttributeError", more)),
        )
    }

    pub(super) fn invalid(message: String) -> Refusal {
        Refusal::new(StatusCode::BAD_REQUEST, "INVALID_ARGUMENT", message, None)
    }

    pub(super) fn not_received(rejection: &BytesRejection) -> Refusal {
        let (status, message) = answers::not_received(rejection);
        Refusal::new(status, "INVALID_ARGUMENT", message, None)
    }

    pub(super) fn not_found(message: &str) -> Refusal {
        Refusal::by_http(StatusCode::NOT_FOUND, message)
    }

    pub(super) fn by_http(status: StatusCode, message: &str) -> Refusal {
        Refusal::new(status, "NOT_FOUND", message.to_owned(), None)
    }

    fn wrong_key() -> Refusal {
        let detail = json!({
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "API_KEY_INVALID",
            "domain": "googleapis.com",
        });
        let message = "API key not valid. Please pass a valid API key.".to_owned();
        Refusal::new(StatusCode::BAD_REQUEST, "INVALID_ARGUMENT", message, Some(detail))
    }

    fn no_key() -> Refusal {
        let message = "The request is missing a valid API key.".to_owned();
        Refusal::new(StatusCode::FORBIDDEN, "PERMISSION_DENIED", message, None)
    }

    /// A refusal of the service in Perspective's words.
    pub(super) fn of(refusal: &serve::Refusal) -> Refusal {
        let status = answers::status_of_refusal(refusal);
        let message = refusal.to_string();
        let name = match (refusal, refusal.kind()) {
            (serve::Refusal::NoKey, _) => return Refusal::no_key(),
            (serve::Refusal::WrongKey, _) => return Refusal::wrong_key(),
            (_, serve::RefusalKind::Core(ErrorKind::TextTooLong)) => {
                return Refusal::typed("COMMENT_TOO_LONG", message, None);
            }
            _ => match status {
                StatusCode::BAD_REQUEST => "INVALID_ARGUMENT",
                StatusCode::FORBIDDEN => "PERMISSION_DENIED",
                StatusCode::TOO_MANY_REQUESTS => "RESOURCE_EXHAUSTED",
                StatusCode::SERVICE_UNAVAILABLE => "UNAVAILABLE",
                _ => "INTERNAL",
            },
        };
        Refusal { retry_after: answers::retry_after(refusal), ..Refusal::new(status, name, message, None) }
    }

    pub(super) fn status(&self) -> StatusCode {
        self.status
    }

    pub(super) fn body(&self) -> Value {
        let details: Vec<&Value> = self.detail.as_deref().into_iter().collect();
        let mut error = json!({"code": self.status.as_u16(), "message": self.message, "status": self.name});
        if !details.is_empty() {
            error["details"] = json!(details);
        }
        json!({"error": error})
    }

    pub(super) fn response(&self) -> Response {
        let mut response = answers::json(self.status, &self.body());
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(axum::http::header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use koko_core::error::Error;

    #[test]
    fn every_kind_of_error_has_a_face() {
        let busy = Error::Overloaded { retry_after: std::time::Duration::from_secs(3) };
        let refusal = Refusal::of(&busy.into());
        assert_eq!(refusal.body()["error"]["status"], "UNAVAILABLE");
        assert_eq!(refusal.response().headers()["retry-after"], "3");
        let too_long = Refusal::of(&Error::TextTooLong { bytes: 2, limit: 1 }.into());
        assert_eq!(too_long.body()["error"]["details"][0]["errorType"], "COMMENT_TOO_LONG");
        let ours = Refusal::of(&Error::StoreFailed { what: "a".to_owned() }.into());
        assert_eq!((ours.status().as_u16(), &ours.body()["error"]["status"]), (500, &json!("INTERNAL")));
        let fast = Refusal::of(&serve::Refusal::TooFast { retry_after: std::time::Duration::from_secs(1) });
        assert_eq!(
            (fast.status().as_u16(), &fast.body()["error"]["status"]),
            (429, &json!("RESOURCE_EXHAUSTED"))
        );
    }
}
