//! What a service keeps: decisions, the queue, policies, taught labels, the audit log.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::authors::{Band, Outcome, Standing};
use super::contents::{Action, Ids, Reason};

/// A decision, as a list shows it. Times are in milliseconds since 1970.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Kept {
    /// Its id.
    pub decision_id: String,
    /// When it was made.
    pub at_ms: i64,
    /// The caller's own id of the content.
    #[schema(required)]
    pub content: Option<String>,
    /// Where it was written; empty if nobody said.
    #[schema(required)]
    pub community: Option<String>,
    /// What should happen.
    pub action: Action,
    /// The labels that were found.
    pub labels: Vec<String>,
    /// How the author stood.
    pub band: Band,
    /// What read it.
    pub model: String,
    /// What decided.
    pub policy: String,
    /// What a person decided since.
    #[schema(required)]
    pub changed_to: Option<Outcome>,
    /// When they did.
    #[schema(required)]
    pub changed_at_ms: Option<i64>,
}

/// A decision in a list that was asked for texts.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Listed {
    /// The decision.
    #[serde(flatten)]
    pub decision: Kept,
    /// Who wrote it, if texts were asked for; null where it is not known.
    pub author: Option<String>,
    /// What was written, if texts were asked for; null where it was not kept.
    pub text: Option<String>,
}

/// Decisions, the newest first.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decisions {
    /// The decisions.
    pub decisions: Vec<Listed>,
    /// Ask for more with this as `before`; null at the end.
    #[schema(required)]
    pub next: Option<String>,
}

/// Everything that is kept of a decision. The author's name and the text are null where they were not given or are not kept.
#[derive(Debug, Deserialize, ToSchema)]
pub struct WholeDecision {
    /// The decision.
    #[serde(flatten)]
    pub decision: Kept,
    /// Who wrote it.
    #[schema(required)]
    pub author: Option<String>,
    /// Who was addressed.
    #[schema(required)]
    pub target: Option<String>,
    /// What it answered.
    #[schema(required)]
    pub parent: Option<String>,
    /// What was written.
    #[schema(required)]
    pub text: Option<String>,
    /// The whole answer as it was given then.
    #[schema(value_type = Object)]
    pub answer: Value,
}

/// A decision that would come out differently.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Difference {
    /// The decision.
    #[serde(flatten)]
    pub decision: Kept,
    /// What would be decided.
    pub would_be: WouldBe,
}

/// What would be decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WouldBe {
    /// What should happen.
    pub action: Action,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// What would have been decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Replayed {
    /// Decisions that were made again.
    pub decisions: u64,
    /// Of these, so many with the same action.
    pub same: u64,
    /// With another one.
    pub changed: u64,
    /// Not made again, because the text would have to be read and was not kept.
    pub without_text: u64,
    /// Under which rules.
    pub ids: Ids,
    /// Some that would come out differently, the newest first.
    pub changes: Vec<Difference>,
}

/// Something that waits for a reviewer, or waited. Times are in milliseconds since 1970.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Where it stands in the queue: the highest first.
    pub rank: f64,
    /// Since when it waits.
    pub opened_at: i64,
    /// Who is looking at it.
    #[schema(required)]
    pub claimed_by: Option<String>,
    /// Until when.
    pub claimed_until: i64,
    /// When it was closed.
    #[schema(required)]
    pub closed_at: Option<i64>,
    /// By whom.
    #[schema(required)]
    pub closed_by: Option<String>,
    /// What they decided.
    #[schema(required)]
    pub outcome: Option<Outcome>,
    /// What they noted.
    #[schema(required)]
    pub note: Option<String>,
    /// How often it was decided.
    pub version: i64,
    /// When a reviewer left it to somebody else.
    #[schema(required)]
    pub escalated_at: Option<i64>,
    /// Which reviewer.
    #[schema(required)]
    pub escalated_by: Option<String>,
    /// And why.
    #[schema(required)]
    pub escalated_note: Option<String>,
    /// When somebody appealed against the decision.
    #[schema(required)]
    pub appealed_at: Option<i64>,
    /// What they said.
    #[schema(required)]
    pub appeal: Option<String>,
    /// The decision that a reviewer should look at; in the answer to a decision its id alone.
    #[schema(value_type = DecisionOrId)]
    pub decision: Value,
    /// The id of the decision.
    #[schema(nullable = false)]
    pub id: Option<String>,
}

/// A decision, or its id.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum DecisionOrId {
    /// Its id.
    Id(String),
    /// With everything that is kept of it.
    Whole(Box<WholeDecision>),
}

/// What waits, the most urgent first.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Queue {
    /// How many wait.
    pub waiting: i64,
    /// The first of them.
    pub items: Vec<Item>,
    /// Ask for more with this as `before`; null at the end.
    #[schema(required)]
    pub next: Option<String>,
}

/// What was decided by reviewers, the latest first.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// The items.
    pub items: Vec<Item>,
    /// Ask for more with this as `before`; null at the end.
    #[schema(required)]
    pub next: Option<String>,
}

/// An item that waits now.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Waits {
    /// The item.
    pub item: Item,
}

/// What became of many items.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ManyDecided {
    /// The ids of those that are decided.
    pub decided: Vec<String>,
    /// Those that are not, and why.
    pub not_decided: Vec<NotDecided>,
}

/// An item that was not decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotDecided {
    /// Its id.
    pub id: String,
    /// Why.
    pub error: super::ErrorDetail,
}

/// An example of a label.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelExample {
    /// Its id.
    pub id: String,
    /// Whether the label is true of it.
    pub positive: bool,
    /// The text.
    pub text: String,
    /// The decision about it; null if it was no content.
    #[schema(required)]
    pub decision_id: Option<String>,
    /// Who put it aside.
    pub by: String,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
}

/// Examples of a label, the newest first.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelExamples {
    /// The examples.
    pub examples: Vec<LabelExample>,
}

/// What somebody says that the scores of a text should have been.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// Its id.
    pub id: String,
    /// When it came, in milliseconds since 1970.
    pub at_ms: i64,
    /// Who says so.
    pub by: String,
    /// The model that had scored.
    pub model: String,
    /// Where it was written; null if the client did not say.
    #[schema(required)]
    pub community: Option<String>,
    /// By Perspective's attribute.
    pub scores: BTreeMap<String, ComparedScore>,
    /// The same by Koko's label, for those that stand for one: what the scores should have been.
    pub labels: BTreeMap<String, f64>,
    /// The text; null where texts are not kept.
    #[schema(required)]
    pub text: Option<String>,
}

/// A score that was suggested, beside the model's.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComparedScore {
    /// What it should have been.
    pub suggested: f64,
    /// What the model said; null where it says nothing of this attribute.
    #[schema(required)]
    pub scored: Option<f64>,
}

/// Feedback, the newest first.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeedbackList {
    /// What was said.
    pub feedback: Vec<Feedback>,
    /// Ask for more with this as `before`; null at the end.
    #[schema(required)]
    pub next: Option<String>,
}

/// How many examples of a label there are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CollectedExamples {
    /// Its name.
    pub label: String,
    /// That the label is true of.
    pub positives: i64,
    /// That it is not true of.
    pub negatives: i64,
}

/// Something was taken away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakenAway {
    /// Whether it was there.
    pub removed: bool,
}

/// What was claimed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Claimed {
    /// What the reviewer has now.
    pub items: Vec<Item>,
    /// What others have, or nobody knows.
    pub not_claimed: Vec<String>,
}

/// An item was given back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Released {
    /// True.
    pub released: bool,
}

/// What a reviewer decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// The item as it is now.
    pub item: Item,
    /// How the author stands after that; null without an author.
    #[schema(required)]
    pub standing: Option<Standing>,
}

/// A version of a policy or of a taught label.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredVersion {
    /// 1, 2, 3, …
    pub version: i64,
    /// `<name>@blake3:<64 hexadecimal digits>`.
    pub id: String,
    /// Why it was made.
    pub note: String,
    /// The key with which it was stored.
    pub made_by: String,
    /// When, in milliseconds since 1970.
    pub made_at_ms: i64,
    /// The text of the file; not in lists.
    #[schema(nullable = false)]
    pub source: Option<String>,
}

/// The policy that holds.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyInForce {
    /// Its version; null for the one that the service was started with.
    #[schema(required)]
    pub version: Option<i64>,
    /// Its id.
    pub id: String,
    /// Its text.
    pub source: String,
}

/// Policies.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Policies {
    /// The one that holds.
    pub in_force: PolicyInForce,
    /// All that were stored, the newest first.
    pub versions: Vec<StoredVersion>,
}

/// A policy was stored, or put in force.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredPolicy {
    /// Its version.
    pub version: i64,
    /// Its id.
    pub id: String,
    /// Whether it holds from now on.
    pub in_force: bool,
}

/// A label and its versions.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelVersions {
    /// Its name.
    pub label: String,
    /// All that were stored, the newest first.
    pub versions: Vec<StoredVersion>,
}

/// Labels that were taught.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// The ids of those that hold.
    pub in_force: Vec<String>,
    /// All.
    pub labels: Vec<LabelVersions>,
    /// Examples that were put aside, by label.
    pub collected: Vec<CollectedExamples>,
}

/// How well a label was learnt, measured on examples that were left out.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Quality {
    /// Different texts that the label is true of.
    pub positives: u64,
    /// Different texts that it is not true of.
    pub negatives: u64,
    /// The probability that a positive scores higher than a negative; 0.5 is chance.
    pub auc: f64,
    /// The rest, by its names.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub more: BTreeMap<String, Value>,
}

/// A label was taught.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Taught {
    /// Its name.
    pub label: String,
    /// Its version.
    pub version: i64,
    /// Its id.
    pub id: String,
    /// Whether it holds from now on.
    pub in_force: bool,
    /// From which probability on it is found.
    pub threshold: f64,
    /// How well it was learnt.
    pub quality: Quality,
}

/// A label was put in force, or taken out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelInForce {
    /// Its name.
    pub label: String,
    /// Its version.
    #[schema(nullable = false)]
    pub version: Option<i64>,
    /// Its id.
    #[schema(nullable = false)]
    pub id: Option<String>,
    /// Whether it holds from now on.
    pub in_force: bool,
}

/// An entry of the audit log.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditEntry {
    /// 1, 2, 3, … for all tenants together.
    pub number: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// For whom.
    pub tenant: String,
    /// Who did it: the name of a key, or `command line`.
    pub who: String,
    /// What: `key.made`, `policy.put_in_force`, …
    pub did: String,
    /// To what.
    pub subject: String,
    /// More about it, as JSON in a string: the digest is of these bytes.
    pub details: String,
    /// The digest of the entry before; zeros before the first.
    pub before: String,
    /// The digest of this one.
    pub digest: String,
}

/// Part of the audit log, the newest first.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditLog {
    /// The entries.
    pub entries: Vec<AuditEntry>,
    /// Ask for more with this as `before`; null at the end.
    #[schema(required)]
    pub next: Option<i64>,
}

/// A model that is installed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Installed {
    /// Its id.
    pub id: String,
    /// What runs where, in words.
    pub runs: String,
}

/// A model that answers for a share of the contents.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Canary {
    /// Which model.
    pub bundle: String,
    /// From 0 to 1.
    pub share: f64,
}

/// Which models answer, and what was noticed about them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Models {
    /// All that run.
    pub installed: Vec<Installed>,
    /// The one for whoever asks for none.
    pub pinned: String,
    /// What the fast lane may clear: `off`, `balanced` or `max`.
    pub cascade: String,
    /// The one for a share of the contents.
    #[schema(required)]
    pub canary: Option<Canary>,
    /// The one that reads everything, too, and decides nothing.
    #[schema(required)]
    pub shadow: Option<String>,
    /// What the shadow would have said differently.
    #[schema(value_type = Vec<Object>)]
    pub disagreement: Vec<Value>,
    /// How far scores have moved, for each model.
    #[schema(value_type = Vec<Object>)]
    pub drift: Vec<Value>,
}

/// The models were read again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reloaded {
    /// The ids of those that answer from now on.
    pub models: Vec<String>,
}

/// The service is alive.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Alive {
    /// `ok`
    pub status: String,
}

/// Requests are welcome.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ready {
    /// `ready`
    pub status: String,
    /// The ids of the models.
    pub models: Vec<String>,
}

/// What was measured.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// How much time is between two looks, in milliseconds.
    pub every_ms: u64,
    /// When, in milliseconds since 1970, oldest first.
    pub times_ms: Vec<i64>,
    /// By name and labels, as Prometheus writes them; null where a series was not there yet.
    pub series: BTreeMap<String, Vec<Option<f64>>>,
}
