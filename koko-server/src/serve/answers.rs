//! Answers of Koko's own API, and what every answer carries.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::http::header::{CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use koko_core::error::{ErrorBody, ErrorKind};
use koko_core::moderator::Moderator;
use koko_core::policy::Ids;
use serde::Serialize;
use serde_json::{Value, json};

use super::callers::Left;
use super::edge::body::NotWhole;
use super::refusal::{Refusal, RefusalKind};

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// A JSON body with this status.
pub fn json(status: StatusCode, body: &impl Serialize) -> Response {
    let body = serde_json::to_vec(body).expect("our own shapes have string keys and finite numbers");
    json_text(status, body.into())
}

/// A body that is JSON already.
pub fn json_text(status: StatusCode, body: Bytes) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, JSON);
    response
}

/// The status of each kind of error, the same on every face.
pub fn status_of(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::BadInput | ErrorKind::TextTooLong => StatusCode::BAD_REQUEST,
        ErrorKind::Overloaded
        | ErrorKind::DeadlineExceeded
        | ErrorKind::Cancelled
        | ErrorKind::StoreUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::BadBundle
        | ErrorKind::BadPolicy
        | ErrorKind::RuntimeMissing
        | ErrorKind::DeviceMissing
        | ErrorKind::StoreFailed
        | ErrorKind::Bug => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The status of a refusal.
pub fn status_of_refusal(refusal: &Refusal) -> StatusCode {
    match refusal.kind() {
        RefusalKind::Core(kind) => status_of(kind),
        RefusalKind::DatabaseUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        RefusalKind::DatabaseFailed | RefusalKind::WebhooksFailed => StatusCode::INTERNAL_SERVER_ERROR,
        RefusalKind::Unauthorized => StatusCode::UNAUTHORIZED,
        RefusalKind::Forbidden => StatusCode::FORBIDDEN,
        RefusalKind::RateLimited | RefusalKind::QuotaUsed | RefusalKind::ArchiveFull => {
            StatusCode::TOO_MANY_REQUESTS
        }
        RefusalKind::NotFound => StatusCode::NOT_FOUND,
        RefusalKind::Conflict => StatusCode::CONFLICT,
    }
}

/// Whether this is the status of refusals that will pass.
pub fn will_pass(status: StatusCode) -> bool {
    status == StatusCode::SERVICE_UNAVAILABLE || status == StatusCode::TOO_MANY_REQUESTS
}

/// When to come back, in whole seconds from 1 to 60; for every refusal that will pass.
pub fn retry_after(refusal: &Refusal) -> Option<u64> {
    will_pass(status_of_refusal(refusal)).then(|| {
        let wait = refusal.retry_after().unwrap_or_default();
        (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).clamp(1, 60)
    })
}

/// Adds `Retry-After` if the refusal will pass.
pub fn with_retry(mut response: Response, refusal: &Refusal) -> Response {
    if let Some(seconds) = retry_after(refusal) {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// `{"kind", "message", "retry_after_ms"?}`, as everywhere in Koko.
pub fn body_of(refusal: &Refusal) -> Value {
    let mut body = match refusal {
        Refusal::Core(error) => {
            serde_json::to_value(ErrorBody::from(error)).expect("words and numbers are JSON")
        }
        _ => json!({"kind": refusal.kind().as_str(), "message": refusal.to_string()}),
    };
    if let (Some(wait), None) = (refusal.retry_after(), body.get("retry_after_ms")) {
        body["retry_after_ms"] = Value::from(u64::try_from(wait.as_millis()).unwrap_or(u64::MAX));
    }
    body
}

/// `{"error": …}` with the status that belongs to it.
pub fn refused(refusal: &Refusal) -> Response {
    with_retry(json(status_of_refusal(refusal), &json!({"error": body_of(refusal)})), refusal)
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        refused(&self)
    }
}

/// Who read and decided, for the headers of an answer.
#[derive(Clone)]
pub struct AnsweredBy(pub Arc<Moderator>);

/// Notes who read and decided.
pub fn by(mut response: Response, moderator: &Arc<Moderator>) -> Response {
    response.extensions_mut().insert(AnsweredBy(Arc::clone(moderator)));
    response
}

/// How much may still be asked.
pub fn left(headers: &mut HeaderMap, left: Left) {
    let named = [
        ("ratelimit-limit", left.limit),
        ("ratelimit-remaining", left.remaining),
        ("ratelimit-reset", left.reset),
    ];
    for (name, number) in named {
        headers.insert(HeaderName::from_static(name), HeaderValue::from(number));
    }
}

/// A refusal that is about HTTP, in the same shape.
pub fn refused_by_http(status: StatusCode, kind: &str, message: &str) -> Response {
    json(status, &json!({"error": {"kind": kind, "message": message}}))
}

/// A body that came whole, or why it did not.
pub type Received = std::result::Result<Bytes, BytesRejection>;

/// Status and words for a body that did not come whole: it was too large or too slow, or the connection broke.
pub fn not_received(rejection: &BytesRejection) -> (StatusCode, String) {
    match NotWhole::behind(rejection) {
        Some(why @ NotWhole::TooLarge { .. }) => {
            (StatusCode::PAYLOAD_TOO_LARGE, format!("the body is too large, {why}: send it in parts"))
        }
        Some(why @ NotWhole::TooSlow { .. }) => {
            (StatusCode::REQUEST_TIMEOUT, format!("the body is too slow, {why}: send it in parts"))
        }
        None => {
            let why = "its length or its chunks are wrong, or the connection broke";
            (rejection.status(), format!("the body did not arrive whole: {why}"))
        }
    }
}

/// Which model, policy, normalizer and engine stand behind an answer.
pub fn ids(headers: &mut HeaderMap, ids: &Ids) {
    let named = [
        ("koko-model", &ids.model),
        ("koko-policy", &ids.policy),
        ("koko-normalizer", &ids.normalizer),
        ("koko-version", &ids.version),
    ];
    for (name, id) in named {
        if let Ok(value) = HeaderValue::from_str(id) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use koko_core::error::Error;
    use std::time::Duration;

    #[test]
    fn what_will_pass_says_when_and_nothing_else_does() {
        let busy = |milliseconds| {
            Refusal::from(Error::Overloaded { retry_after: Duration::from_millis(milliseconds) })
        };
        for (milliseconds, seconds) in [(0, 1), (1, 1), (1_000, 1), (1_001, 2), (600_000, 60)] {
            assert_eq!(refused(&busy(milliseconds)).headers()[RETRY_AFTER], seconds.to_string());
        }
        let bad = refused(&Refusal::bad("no"));
        assert_eq!((bad.status(), bad.headers().get(RETRY_AFTER)), (StatusCode::BAD_REQUEST, None));
        for kind in ErrorKind::ALL {
            assert!(status_of(kind).is_client_error() || status_of(kind).is_server_error());
        }
    }
}
