//! Answers of Koko's own API, and what every answer carries.

use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::http::header::{CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use koko_core::error::{Error, ErrorBody, ErrorKind};
use koko_core::policy::Ids;
use serde::Serialize;

use super::edge::body::NotWhole;

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// A JSON body with this status.
pub fn json(status: StatusCode, body: &impl Serialize) -> Response {
    let body = serde_json::to_vec(body).expect("our own shapes have string keys and finite numbers");
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

/// When to come back, in whole seconds from 1 to 60; for every error that will pass.
pub fn retry_after(error: &Error) -> Option<u64> {
    let passes = status_of(error.kind()) == StatusCode::SERVICE_UNAVAILABLE;
    passes.then(|| {
        let wait = error.retry_after().unwrap_or_default();
        (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).clamp(1, 60)
    })
}

/// Adds `Retry-After` if the error will pass.
pub fn with_retry(mut response: Response, error: &Error) -> Response {
    if let Some(seconds) = retry_after(error) {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// `{"error": {"kind", "message", "retry_after_ms"?}}`, as everywhere in Koko.
pub fn refused(error: &Error) -> Response {
    #[derive(Serialize)]
    struct Refused {
        error: ErrorBody,
    }
    let body = Refused { error: ErrorBody::from(error) };
    with_retry(json(status_of(error.kind()), &body), error)
}

/// A refusal that is about HTTP, in the same shape.
pub fn refused_by_http(status: StatusCode, kind: &str, message: &str) -> Response {
    json(status, &serde_json::json!({"error": {"kind": kind, "message": message}}))
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
    use std::time::Duration;

    #[test]
    fn what_will_pass_says_when_and_nothing_else_does() {
        let busy = |milliseconds| Error::Overloaded { retry_after: Duration::from_millis(milliseconds) };
        for (milliseconds, seconds) in [(0, 1), (1, 1), (1_000, 1), (1_001, 2), (600_000, 60)] {
            assert_eq!(refused(&busy(milliseconds)).headers()[RETRY_AFTER], seconds.to_string());
        }
        let bad = refused(&Error::BadInput { what: "no".to_owned() });
        assert_eq!((bad.status(), bad.headers().get(RETRY_AFTER)), (StatusCode::BAD_REQUEST, None));
        for kind in ErrorKind::ALL {
            assert!(status_of(kind).is_client_error() || status_of(kind).is_server_error());
        }
    }
}
