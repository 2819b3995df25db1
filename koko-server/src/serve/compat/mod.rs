//! Three services that people come from, as their own clients know them. Facts about their wire formats are from their public
//! documentation and from what their clients do.

pub mod openai;
pub mod perspective;
pub mod track;

use axum::http::StatusCode;
use axum::response::Response;

use super::answers;
use super::refusal::Refusal;

/// A refusal that is about HTTP, in the words of whoever is asked on this path.
pub fn refused(path: &str, status: StatusCode, kind: &str, message: &str) -> Response {
    if openai::is_its(path) {
        openai::refused(status, "invalid_request_error", message, None, None)
    } else if perspective::is_its(path) {
        perspective::refused(status, message)
    } else if track::is_its(path) {
        track::refused(status, &[message.to_owned()])
    } else {
        answers::refused_by_http(status, kind, message)
    }
}

/// A refusal of the service, in the words of whoever is asked on this path.
pub fn refused_for(path: &str, refusal: &Refusal) -> Response {
    if openai::is_its(path) {
        openai::refused_for(refusal, None)
    } else if perspective::is_its(path) {
        perspective::refused_for(refusal)
    } else if track::is_its(path) {
        track::refused_for(refusal)
    } else {
        answers::refused(refusal)
    }
}

/// Labels as an answer shows them beside the other service's own.
pub(super) fn labels(scores: &koko_core::scores::Scores) -> serde_json::Map<String, serde_json::Value> {
    scores.iter().map(|(label, score)| (label.to_string(), serde_json::Value::from(score))).collect()
}
