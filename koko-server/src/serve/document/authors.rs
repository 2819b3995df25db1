//! Authors: what they do, how they stand, what is kept about them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::contents::Action;
use super::kept::Kept;

/// How much an author is to be reckoned with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Insufficient history. Never leads to a penalty.
    Unknown,
    /// Nothing to see.
    Calm,
    /// Worth a look.
    Watch,
    /// Often harmful.
    Elevated,
    /// Mostly harmful.
    High,
}

/// A kind of abuse.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Against a person.
    Harassment,
    /// Against people for who they are.
    Hate,
    /// Sexual talk where it is not wanted.
    Sexual,
    /// Threats and praise of violence.
    Violence,
    /// Unwanted advertising and fraud.
    Spam,
    /// Deceptive co-ordination.
    Manipulation,
}

/// How an author stands in the family of abuse where they stand worst. Base and findings add up to the total, and
/// `probability = sigmoid(total_mn / 1000)`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Whose standing. Not in a timeline.
    #[schema(nullable = false)]
    pub author: Option<String>,
    /// The family with the highest probability.
    pub family: Family,
    /// The chance that a reviewer who sees the author's last 30 days would confirm abuse of this family, 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    pub probability: f64,
    /// The probability if three clean posts arrived now.
    pub low: f64,
    /// The probability if three harmful posts arrived now.
    pub high: f64,
    /// In words.
    pub band: Band,
    /// Effective posts in half a year, and three for each decision.
    pub evidence: f64,
    /// Log-odds of the base rate, in thousandths of a nat.
    pub base_mn: i32,
    /// Base and findings.
    pub total_mn: i32,
    /// The reasons, largest first.
    pub findings: Vec<Finding>,
    /// The probability in every family.
    pub families: BTreeMap<String, f64>,
    /// Below which share of all authors this one stands, 0 to 1; null until enough have been seen.
    #[schema(required)]
    pub percentile: Option<f64>,
    /// The policy whose numbers were used.
    pub policy: String,
    /// The calibration that was used.
    pub calibration: String,
    /// The moment for which this holds, in seconds since 1970.
    pub as_of: i64,
    /// Whether the store was away: this is what was known before, and what made it was not recorded. Send it again.
    pub degraded: bool,
}

/// One reason for a standing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Which signal: `harmful_share`, `severe_harm`, `past_actions`, `targeting`, `posting_burst`, …
    pub signal: String,
    /// For which kind of abuse.
    pub family: Family,
    /// What it adds to the total, in thousandths of a nat of log-odds.
    pub contribution_mn: i32,
    /// The same for people.
    pub because: String,
    /// The numbers it came from, by their names.
    #[schema(value_type = Object)]
    pub inputs: BTreeMap<String, Value>,
}

/// Something that an author did or that happened to them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(examples(json!({"event": "flagged", "id": "f4", "author": "rook_9", "reporter": "wren", "at": 1794355200, "family": "harassment"})))]
pub enum Event {
    /// Somebody posted something.
    Posted(Posted),
    /// Somebody reported somebody.
    Flagged(Flagged),
    /// A moderator decided.
    Moderated(ModeratedElsewhere),
    /// A decision was appealed.
    Appealed(Appealed),
}

/// What somebody did when they posted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Began a conversation.
    Post,
    /// Answered.
    Comment,
    /// Changed what they had written.
    Edit,
    /// Wrote to somebody alone.
    Message,
    /// Pressed the platform's own button for passing on.
    Repost,
    /// Passed something on with words of their own.
    Quote,
    /// Shared something from elsewhere.
    Share,
}

/// Somebody posted something. What is absent is unknown, never zero.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Posted {
    /// Which kind of event this is.
    pub event: IsPosted,
    /// Names the event: the same one twice counts once. Without it, author, time, community and text name it.
    #[schema(min_length = 1, max_length = 128)]
    pub id: Option<String>,
    /// Who.
    #[schema(min_length = 1, max_length = 128)]
    pub author: String,
    /// When, in seconds since 1970; at most half a year ago.
    pub at: i64,
    /// What was done; `post` without it.
    #[schema(nullable = false)]
    pub kind: Option<Kind>,
    /// Where.
    #[schema(min_length = 1, max_length = 128)]
    pub community: Option<String>,
    /// In which conversation.
    #[schema(min_length = 1, max_length = 128)]
    pub thread: Option<String>,
    /// What it answers.
    #[schema(min_length = 1, max_length = 128)]
    pub parent: Option<String>,
    /// The account that is answered or addressed first.
    #[schema(min_length = 1, max_length = 128)]
    pub target: Option<String>,
    /// What is shared.
    #[schema(min_length = 1, max_length = 128)]
    pub object: Option<String>,
    /// The domains of the links in it; those in `text` are found without.
    #[schema(nullable = false, max_items = 64)]
    pub domains: Option<Vec<String>>,
    /// When the account was made, in seconds since 1970.
    pub account_created_at: Option<i64>,
    /// What was found in the text: a probability for each label.
    #[schema(nullable = false)]
    pub scores: Option<BTreeMap<String, f64>>,
    /// What is found once disguises are taken off, where `scores` are those of the text as it was written.
    #[schema(nullable = false)]
    pub unmasked: Option<BTreeMap<String, f64>>,
    /// The text. A fingerprint of it and the domains of its links are made of it; it is never kept.
    pub text: Option<String>,
}

/// Somebody reported somebody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Flagged {
    /// Which kind of event this is.
    pub event: IsFlagged,
    /// Names the report: the same one twice counts once.
    #[schema(min_length = 1, max_length = 128)]
    pub id: String,
    /// Who is reported.
    #[schema(min_length = 1, max_length = 128)]
    pub author: String,
    /// For which post.
    #[schema(min_length = 1, max_length = 128)]
    pub post: Option<String>,
    /// Who reports.
    #[schema(min_length = 1, max_length = 128)]
    pub reporter: String,
    /// When, in seconds since 1970.
    pub at: i64,
    /// For what.
    pub family: Option<Family>,
    /// Where.
    #[schema(min_length = 1, max_length = 128)]
    pub community: Option<String>,
}

/// What was decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing was wrong: what the post left in the record is taken back.
    Fine,
    /// The author was warned.
    Warned,
    /// The post was removed.
    Removed,
    /// The author was suspended.
    Suspended,
    /// The author was banned.
    Banned,
}

/// How bad it was, in a moderator's eyes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Counts half.
    Mild,
    /// Counts once.
    Normal,
    /// Counts twice.
    Severe,
}

/// A moderator decided about an author, elsewhere than in the queue.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModeratedElsewhere {
    /// Which kind of event this is.
    pub event: IsModerated,
    /// Names the decision.
    #[schema(min_length = 1, max_length = 128)]
    pub id: String,
    /// Which version of it; a lower one than was seen changes nothing.
    #[schema(nullable = false, minimum = 1)]
    pub version: Option<u64>,
    /// About whom.
    #[schema(min_length = 1, max_length = 128)]
    pub author: String,
    /// By whom.
    #[schema(min_length = 1, max_length = 128)]
    pub moderator: String,
    /// When, in seconds since 1970.
    pub at: i64,
    /// What was decided.
    pub outcome: Outcome,
    /// For what.
    pub family: Family,
    /// How bad it was; `normal` without it.
    #[schema(nullable = false)]
    pub severity: Option<Grade>,
    /// The receipt of the post, so that its blame can be taken back exactly if it was fine.
    pub receipt: Option<String>,
    /// The id of the post. Finds its reporters, and its receipt where the policy keeps receipts.
    #[schema(min_length = 1, max_length = 128)]
    pub post: Option<String>,
}

/// What became of an appeal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AppealOutcome {
    /// Nothing yet.
    Pending,
    /// The decision stands.
    Confirmed,
    /// The decision was wrong: it is taken back, and counts for the author.
    Overturned,
}

/// A decision was appealed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Appealed {
    /// Which kind of event this is.
    pub event: IsAppealed,
    /// Which decision.
    #[schema(min_length = 1, max_length = 128)]
    pub id: String,
    /// Its new version.
    #[schema(minimum = 1)]
    pub version: u64,
    /// Whose; only to name them in the answer.
    #[schema(min_length = 1, max_length = 128)]
    pub author: Option<String>,
    /// When, in seconds since 1970.
    pub at: i64,
    /// What became of it.
    pub outcome: AppealOutcome,
}

/// What became of an event.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// How the author stands after it.
    pub standing: Standing,
    /// Keep it beside the post, and hand it back with a moderator's decision about it. Only for posts.
    #[schema(required)]
    pub receipt: Option<String>,
    /// Whether it changed the record. Not if it was counted before.
    pub counted: bool,
    /// It looks like one that was seen within a day or two, too long ago to be sure; so it was not counted.
    pub possible_duplicate: bool,
}

/// A decision about what an author wrote, and how they stood then.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Moment {
    /// The decision.
    #[serde(flatten)]
    pub decision: Kept,
    /// How the author stood.
    #[schema(required)]
    pub standing: Option<Standing>,
}

/// What was decided about an author's contents, the newest first.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    /// Whose.
    pub author: String,
    /// The decisions.
    pub moments: Vec<Moment>,
}

/// Everything that is stored about an author. Without a record of the author, the decisions alone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// How they stand now, with the reasons.
    #[schema(nullable = false)]
    pub standing: Option<Standing>,
    /// Every number of the record as it reads now, by its name.
    #[schema(nullable = false)]
    pub sums: Option<BTreeMap<String, f64>>,
    /// When the account was made, if that is known, else the first event; in seconds since 1970.
    pub first_seen: Option<i64>,
    /// When something last happened.
    #[schema(nullable = false)]
    pub last_event: Option<i64>,
    /// When the record is forgotten if nothing happens.
    #[schema(nullable = false)]
    pub kept_until: Option<i64>,
    /// Receipts that are kept of them.
    #[schema(nullable = false)]
    pub receipts: Option<u64>,
    /// The record itself, in hexadecimal digits.
    #[schema(nullable = false)]
    pub record: Option<String>,
    /// Every decision about what they wrote, with everything that is kept of it.
    #[schema(value_type = Vec<super::kept::WholeDecision>)]
    pub decisions: Vec<Value>,
}

/// What was erased.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Forgotten {
    /// Whether anything was known of the author.
    pub forgotten: bool,
    /// How many decisions were erased.
    pub decisions: u64,
}

/// `posted`
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IsPosted {
    /// So it is.
    Posted,
}

/// `flagged`
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IsFlagged {
    /// So it is.
    Flagged,
}

/// `moderated`
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IsModerated {
    /// So it is.
    Moderated,
}

/// `appealed`
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IsAppealed {
    /// So it is.
    Appealed,
}

/// An author, and the band in which they stand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InBand {
    /// Their name; null where it is not known any more.
    #[schema(required)]
    pub author: Option<String>,
    /// In words.
    pub band: Band,
    /// Since when, in milliseconds since 1970.
    pub since_ms: i64,
    /// Decisions about what they wrote.
    pub decisions: i64,
    /// The latest of these.
    #[schema(required)]
    pub last_decision_id: Option<String>,
}

/// Authors, those first who came into their band last.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Authors {
    /// The authors.
    pub authors: Vec<InBand>,
    /// Ask for more with this as `before`; null at the end.
    #[schema(required)]
    pub next: Option<String>,
}

/// Who does the same as an author, within a week.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// Texts that others post, too, those with most authors first.
    pub campaigns: Vec<Common>,
    /// Accounts that several address with what is not allowed.
    pub raids: Vec<Raid>,
}

/// What several authors have in common.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Common {
    /// How many authors.
    pub every_author: i64,
    /// Since when, in milliseconds since 1970.
    pub since_ms: i64,
    /// Those of the latest decisions, with most of them first.
    pub authors: Vec<Member>,
    /// The latest decisions, the newest first.
    pub decisions: Vec<Together>,
}

/// Several go for one account.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Raid {
    /// Who takes part, and what they wrote.
    #[serde(flatten)]
    pub common: Common,
    /// The account; null where its name is not known any more.
    #[schema(required)]
    pub target: Option<String>,
}

/// Somebody who takes part.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Their name; null where it is not known any more.
    #[schema(required)]
    pub author: Option<String>,
    /// With so many of these decisions.
    pub decisions: u64,
}

/// A decision about what several have in common.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// Its id.
    pub decision_id: String,
    /// Who wrote it.
    #[schema(required)]
    pub author: Option<String>,
    /// When it was made, in milliseconds since 1970.
    pub at_ms: i64,
    /// What should happen.
    pub action: Action,
    /// What was written; null where it was not kept.
    #[schema(required)]
    pub text: Option<String>,
}
