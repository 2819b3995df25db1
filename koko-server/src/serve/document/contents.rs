//! Texts, what is found in them, and what should happen with them.

use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use super::ErrorDetail;
use super::authors::Standing;

/// The id of a content: a string of 1 to 128 bytes, or a whole number. It comes back as it was written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum Id {
    /// A name.
    Name(Name),
    /// A whole number.
    Number(WholeNumber),
}

/// An id as it was written, whether it is good for one or not.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum WrittenId {
    /// In letters.
    Name(String),
    /// A whole number.
    Number(WholeNumber),
}

/// A string of 1 to 128 bytes.
#[derive(Debug, Deserialize)]
pub struct Name(pub String);

impl PartialSchema for Name {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(128)).into()
    }
}

impl ToSchema for Name {}

/// A whole number, also one that is too large for 63 bits.
#[derive(Debug, Deserialize)]
pub struct WholeNumber(pub i128);

impl PartialSchema for WholeNumber {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Integer).into()
    }
}

impl ToSchema for WholeNumber {}

/// One of something, or many: an object gets an object, an array an array with one line for each, in order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum OneOrMany<T> {
    /// One.
    One(T),
    /// Up to 1,000.
    Many(Vec<T>),
}

/// A text. Other fields are ignored.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(examples(json!({"id": "c17", "text": "what a lovely garden"})))]
pub struct TextRecord {
    /// What was written, up to one mebibyte; it may be empty.
    pub text: String,
    /// Comes back with the answer.
    pub id: Option<Id>,
}

/// What would be decided about a text. Nothing is kept of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tried {
    /// A probability per label.
    pub scores: Scores,
    /// What would be decided, and why.
    pub decision: Decision,
    /// The words behind each label that was found.
    pub spans: Vec<TriedSpan>,
    /// How the author stands, without this text; null without an author of whom something is known.
    #[schema(required)]
    pub standing: Option<Standing>,
    /// Whether the text was so long that only samples of it were read.
    pub truncated: bool,
    /// Which model answered.
    pub lane: Lane,
    /// From which score on each label is found.
    pub thresholds: BTreeMap<String, f64>,
}

/// Words behind a label, and how the model read them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TriedSpan {
    /// Which label.
    pub label: String,
    /// In bytes of UTF-8.
    pub bytes: [usize; 2],
    /// In Unicode scalar values, as Python counts.
    pub chars: [usize; 2],
    /// In UTF-16 code units, as JavaScript, Java and C# count.
    pub utf16: [usize; 2],
    /// Without what hides the words from readers, where that makes a difference.
    pub read_as: Option<String>,
}

/// A content, and what is known about it. Other fields are ignored.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(examples(json!({"id": "c17", "text": "you silly goose", "author": "rook_9", "community": "gardening", "target": "wren"})))]
pub struct ContentRecord {
    /// What was written, up to one mebibyte; it may be empty.
    pub text: String,
    /// The caller's own id of the content: the same one counts once for its author.
    pub id: Option<Id>,
    /// Who wrote it, 1 to 128 bytes. Without an author nobody gets a standing.
    #[schema(min_length = 1, max_length = 128)]
    pub author: Option<String>,
    /// Where it was written; the policy may have other rules there.
    #[schema(min_length = 1, max_length = 128)]
    pub community: Option<String>,
    /// What kind of place that is, as the policy names it.
    pub surface: Option<String>,
    /// What it answers.
    pub parent: Option<Id>,
    /// Who is answered or addressed.
    #[schema(min_length = 1, max_length = 128)]
    pub target: Option<String>,
    /// When it was written, in whole seconds since 1970; now without it.
    #[schema(minimum = 0, maximum = 4_102_444_800_i64)]
    pub at: Option<i64>,
}

/// A calibrated probability for each label: `toxicity`, `severe_toxicity`, `insult`, `profanity`, `threat`,
/// `identity_attack`, `sexual`, `self_harm`, `violence`, `spam`, and those that were taught.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Scores(pub BTreeMap<String, f64>);

/// Which model answered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// The full one.
    Full,
    /// A tiny one that clears what is certainly harmless.
    Fast,
}

/// What is in a text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Scored {
    /// The id of what was asked about.
    #[schema(nullable = false)]
    pub id: Option<Id>,
    /// A calibrated probability for each label.
    pub scores: Scores,
    /// Whether the text was so long that only samples of it were read.
    pub truncated: bool,
    /// Which model answered.
    pub lane: Lane,
}

/// What should happen with a content.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Nothing.
    Allow,
    /// Show where help is to be had. Never a punishment.
    Support,
    /// Publish, and let a reviewer look.
    Review,
    /// Publish only after a reviewer has looked.
    Hold,
    /// Do not publish.
    Remove,
}

/// Which model, policy and normalizer stand behind an answer: `<name>@blake3:<64 hexadecimal digits>`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ids {
    /// The model.
    pub model: String,
    /// Labels that were taught to it.
    pub taught: Vec<String>,
    /// The policy.
    pub policy: String,
    /// What prepares texts for the model.
    pub normalizer: String,
    /// The version of Koko.
    pub version: String,
}

/// A rule that held.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The id of the rule.
    pub rule: String,
    /// What the rule asks for.
    pub action: Action,
    /// Why, in the words of the policy.
    pub because: String,
    /// The labels the rule looks at that were found.
    pub labels: Vec<String>,
}

/// What should happen with a content, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The strictest action among the reasons; allow without any.
    pub action: Action,
    /// The rules that held, the strictest first.
    pub reasons: Vec<Reason>,
    /// What made the decision.
    pub ids: Ids,
}

/// A place in a text: the first, and one past the last.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// In bytes of UTF-8.
    pub bytes: [usize; 2],
    /// In Unicode scalar values, as Python counts.
    pub chars: [usize; 2],
    /// In UTF-16 code units, as JavaScript, Java and C# count.
    pub utf16: [usize; 2],
}

/// A place in the text without which a label would not have been found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// Which label.
    pub label: String,
    /// In bytes of UTF-8.
    pub bytes: [usize; 2],
    /// In Unicode scalar values, as Python counts.
    pub chars: [usize; 2],
    /// In UTF-16 code units, as JavaScript, Java and C# count.
    pub utf16: [usize; 2],
}

/// What is in a content, how its author stands, and what should happen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Moderated {
    /// The id of what was asked about.
    #[schema(nullable = false)]
    pub id: Option<Id>,
    /// A calibrated probability for each label.
    pub scores: Scores,
    /// What should happen, and why.
    pub decision: Decision,
    /// The words behind each label that was found.
    pub spans: Vec<Span>,
    /// How the author stands after this content; null if no author was given.
    #[schema(required)]
    pub standing: Option<Standing>,
    /// Whether the text was so long that only samples of it were read.
    pub truncated: bool,
    /// Which model answered.
    pub lane: Lane,
    /// Under which the decision is kept.
    pub decision_id: String,
}

/// In the place of an answer: why there is none for this one. The others are answered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotAnswered {
    /// The id of what was asked about.
    #[schema(nullable = false)]
    pub id: Option<WrittenId>,
    /// Why.
    pub error: ErrorDetail,
}

/// An answer, or why there is none.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum Line<T> {
    /// An answer.
    Answered(T),
    /// Why there is none.
    Refused(NotAnswered),
}

/// What an object is answered with, and what an array is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum Answers<T> {
    /// To one.
    One(T),
    /// To many, in order.
    Many(Vec<Line<T>>),
}

/// Which words drove the scores of a text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Explained {
    /// The id of what was asked about.
    #[schema(nullable = false)]
    pub id: Option<Id>,
    /// A calibrated probability for each label.
    pub scores: Scores,
    /// Whether the text was so long that only samples of it were read.
    pub truncated: bool,
    /// The words, in the order of the text.
    pub words: Vec<Word>,
}

/// A word and what it does to the scores.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// As it was written.
    pub word: String,
    /// Where.
    pub place: Place,
    /// What the word does to each probability; negative if it makes the text milder.
    pub weights: BTreeMap<String, f64>,
}
