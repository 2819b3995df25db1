//! Two services that people come from, as their own clients know them. Facts about their wire formats are from their public
//! documentation and from what their clients do.

pub mod openai;
pub mod perspective;

/// Labels as an answer shows them beside the other service's own.
pub(super) fn labels(scores: &koko_core::scores::Scores) -> serde_json::Map<String, serde_json::Value> {
    scores.iter().map(|(label, score)| (label.to_string(), serde_json::Value::from(score))).collect()
}
