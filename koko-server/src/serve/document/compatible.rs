//! What clients of OpenAI and of Perspective send and get.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::contents::{Ids, Lane};
use super::refusals::Perspective;

/// A request of OpenAI's moderation.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(examples(json!({"input": "what a lovely garden", "model": "omni-moderation-latest"})))]
pub struct ModerationRequest {
    /// A text, several texts, or the parts of one.
    pub input: ModerationInput,
    /// The model; OpenAI's own names mean the one that runs.
    pub model: Option<String>,
}

/// What is to be read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum ModerationInput {
    /// A text.
    Text(String),
    /// Several texts, from 1 to 1,000, each with a result of its own.
    Texts(Vec<String>),
    /// The parts of one text. Images are refused.
    Parts(Vec<ModerationPart>),
}

/// A part of a text.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ModerationPart {
    /// What kind of part.
    #[serde(rename = "type")]
    pub kind: PartKind,
    /// What was written.
    pub text: String,
}

/// A kind of part.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// Words.
    Text,
}

/// An answer of OpenAI's moderation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModerationAnswer {
    /// `modr-…`
    pub id: String,
    /// The model that read.
    pub model: String,
    /// One for each text.
    pub results: Vec<ModerationResult>,
}

/// What is in a text, in OpenAI's categories.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModerationResult {
    /// Whether any category is true.
    pub flagged: bool,
    /// By category.
    pub categories: BTreeMap<String, bool>,
    /// By category, 0 to 1.
    pub category_scores: BTreeMap<String, f64>,
    /// By category: `["text"]`, or nothing where Koko has no label for it.
    pub category_applied_input_types: BTreeMap<String, Vec<String>>,
    /// What Koko says besides.
    pub koko: ModerationExtras,
}

/// What Koko says besides.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModerationExtras {
    /// What stands behind the answer.
    pub ids: Ids,
    /// A calibrated probability for each label.
    pub labels: BTreeMap<String, f64>,
    /// Whether the text was so long that only samples of it were read.
    pub truncated: bool,
    /// Which model has read it: the full one, or the fast lane.
    pub lane: Lane,
    /// Categories for which Koko has no label.
    pub not_evaluated: Vec<String>,
}

/// The models, in the shape of OpenAI's list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelList {
    /// `list`
    pub object: String,
    /// The models.
    pub data: Vec<ModelEntry>,
}

/// A model.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelEntry {
    /// Its id.
    pub id: String,
    /// `model`
    pub object: String,
    /// 0
    pub created: i64,
    /// `koko`
    pub owned_by: String,
}

/// An error of OpenAI's.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenAiRefused {
    /// What is wrong.
    pub error: OpenAiError,
}

/// What is wrong, in OpenAI's words.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenAiError {
    /// What happened, and what to do.
    pub message: String,
    /// `invalid_request_error`, `requests`, `insufficient_quota`, `server_error`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Which field.
    #[schema(required)]
    pub param: Option<String>,
    /// `missing_required_parameter`, `invalid_api_key`, …
    #[schema(required)]
    pub code: Option<String>,
}

/// A request of Perspective's. Names may also be written in snake_case, and other fields are ignored.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(examples(json!({"comment": {"text": "what a lovely garden"}, "requestedAttributes": {"TOXICITY": {}}})))]
pub struct AnalyzeRequest {
    /// What was written.
    pub comment: Comment,
    /// `TOXICITY`, `SEVERE_TOXICITY`, `IDENTITY_ATTACK`, `INSULT`, `PROFANITY`, `THREAT`, `SEXUALLY_EXPLICIT`, …
    pub requested_attributes: BTreeMap<String, RequestedAttribute>,
    /// The languages of the comment; found out without them.
    pub languages: Option<Languages>,
    /// Whether each sentence is scored, too.
    pub span_annotations: Option<bool>,
    /// Nothing is stored anyway.
    pub do_not_store: Option<bool>,
    /// Whether attributes that are not there are left out, instead of the whole request being refused.
    pub drop_unsupported_attributes: Option<bool>,
    /// Comes back with the answer.
    pub client_token: Option<String>,
    /// Accepted, and not used.
    pub session_id: Option<String>,
    /// Accepted, and not used.
    pub community_id: Option<String>,
}

/// One language, or several.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum Languages {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

/// What was written.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Comment {
    /// The text, up to 20 KiB.
    #[schema(min_length = 1, max_length = 20480)]
    pub text: String,
    /// Plain text only.
    #[serde(rename = "type")]
    pub kind: Option<CommentKind>,
}

/// How a comment is written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CommentKind {
    /// As it is read.
    PlainText,
    /// The same.
    TextTypeUnspecified,
}

/// What is wanted of an attribute.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RequestedAttribute {
    /// `PROBABILITY`
    pub score_type: Option<ScoreType>,
    /// A lower score is left out.
    pub score_threshold: Option<f64>,
}

/// A kind of score.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ScoreType {
    /// From 0 to 1.
    Probability,
    /// The same.
    ScoreTypeUnspecified,
}

/// An answer of Perspective's.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnalyzeAnswer {
    /// By attribute; absent if nothing is left to say.
    #[schema(nullable = false)]
    pub attribute_scores: Option<BTreeMap<String, AttributeScores>>,
    /// The languages that were used.
    pub languages: Vec<String>,
    /// The languages that were found.
    pub detected_languages: Vec<String>,
    /// As it came.
    #[schema(nullable = false)]
    pub client_token: Option<String>,
    /// What Koko says besides.
    pub koko: AnalyzeExtras,
}

/// The scores of an attribute.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttributeScores {
    /// Of each sentence, or of the whole.
    pub span_scores: Vec<SpanScore>,
    /// Of the whole.
    pub summary_score: Score,
}

/// The score of a part of a comment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpanScore {
    /// The first UTF-16 code unit.
    pub begin: u64,
    /// One past the last.
    pub end: u64,
    /// The score.
    pub score: Score,
}

/// A score.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// From 0 to 1.
    pub value: f64,
    /// `PROBABILITY`
    #[serde(rename = "type")]
    pub kind: String,
}

/// What Koko says besides.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnalyzeExtras {
    /// What stands behind the answer.
    pub ids: Ids,
    /// A calibrated probability for each label.
    #[schema(required)]
    pub labels: Option<BTreeMap<String, f64>>,
    /// Whether the text was so long that only samples of it were read.
    pub truncated: bool,
    /// Which model gave the labels: the full one, or the fast lane. Attributes with a logit of their own are the full one's.
    #[schema(required)]
    pub lane: Option<Lane>,
    /// Attributes that are not there.
    pub not_evaluated: Vec<String>,
    /// Fields that nobody reads.
    pub ignored: Vec<String>,
}

/// Feedback about scores.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(examples(json!({"comment": {"text": "what a lovely garden"}, "attributeScores": {"TOXICITY": {"summaryScore": {"value": 0}}}})))]
pub struct SuggestRequest {
    /// What was written.
    pub comment: Comment,
    /// By attribute, what the scores should be.
    #[schema(value_type = BTreeMap<String, SuggestedScores>)]
    pub attribute_scores: BTreeMap<String, Value>,
    /// The languages of the comment.
    pub languages: Option<Languages>,
    /// Comes back with the answer.
    pub client_token: Option<String>,
    /// Where it was written.
    pub community_id: Option<String>,
    /// Nothing is kept of it.
    pub do_not_store: Option<bool>,
}

/// What the scores of an attribute should be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuggestedScores {
    /// Of the whole.
    pub summary_score: SuggestedScore,
}

/// What a score should be.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SuggestedScore {
    /// From 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    pub value: f64,
}

/// Feedback was received.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SuggestAnswer {
    /// As it came.
    #[schema(nullable = false)]
    pub client_token: Option<String>,
    /// The languages that were found.
    pub detected_languages: Vec<String>,
    /// The languages of the request.
    pub requested_languages: Vec<String>,
}

/// An error of Google's.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoogleRefused {
    /// What is wrong.
    pub error: GoogleError,
}

/// What is wrong, in Google's words.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoogleError {
    /// The status of the answer again.
    pub code: u16,
    /// What happened, and what to do.
    pub message: String,
    /// `INVALID_ARGUMENT`, `UNAVAILABLE`, …
    pub status: String,
    /// The first says what exactly.
    #[schema(value_type = Option<Vec<Object>>, nullable = false)]
    pub details: Option<Vec<Value>>,
}

/// Scores a comment
///
/// Answered at `/v1alpha1/{method}`, with a colon that may come as `%3A`.
#[utoipa::path(
    post,
    path = "/v1alpha1/comments:analyze",
    tag = "Perspective",
    operation_id = "analyze_comment",
    params(("Koko-Model" = Option<String>, Header, description = "Which model: its name, its id, or the first digits of its digest")),
    request_body = AnalyzeRequest,
    responses((status = 200, description = "Scores on Perspective's scale", body = AnalyzeAnswer), Perspective),
    security((), ("key" = []), ("key_in_query" = [])),
)]
pub fn analyze() {}

/// Takes feedback about scores
///
/// It is kept beside what the model says, for `GET /v1/feedback`, unless the request says `doNotStore`.
#[utoipa::path(
    post,
    path = "/v1alpha1/comments:suggestscore",
    tag = "Perspective",
    operation_id = "suggest_score",
    request_body = SuggestRequest,
    responses((status = 200, description = "It was understood", body = SuggestAnswer), Perspective),
    security((), ("key" = []), ("key_in_query" = [])),
)]
pub fn suggest() {}
