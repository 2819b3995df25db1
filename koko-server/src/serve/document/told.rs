//! What is told elsewhere: webhooks, and statements of reasons.

use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// An endpoint of webhooks. Times are in milliseconds since 1970.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Endpoint {
    /// Its id.
    pub id: String,
    /// Where it is told.
    pub url: String,
    /// In the words of whoever made it.
    pub description: String,
    /// What it is told: `decision.made`, `decision.changed`, …
    pub events: Vec<String>,
    /// Whether texts are sent along.
    pub include_text: bool,
    /// When it was made.
    pub made_at_ms: i64,
    /// Whether it is sent anything.
    pub enabled: bool,
    /// Why not.
    #[schema(required)]
    pub disabled: Option<Disabled>,
    /// When something arrived last.
    #[schema(required)]
    pub delivered_at_ms: Option<i64>,
    /// Since when nothing has.
    #[schema(required)]
    pub failing_since_ms: Option<i64>,
    /// How often in a row.
    pub failures: i64,
    /// Until when nothing is tried.
    #[schema(required)]
    pub paused_until_ms: Option<i64>,
}

/// Why an endpoint is sent nothing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Disabled {
    /// It was done by hand, the receiver said that it is gone, or nothing arrived for days.
    pub because: String,
    /// Since when.
    pub at_ms: i64,
}

/// An endpoint that was made.
#[derive(Debug, Deserialize, ToSchema)]
pub struct MadeEndpoint {
    /// The endpoint.
    #[serde(flatten)]
    pub endpoint: Endpoint,
    /// With which its messages are signed (`whsec_…`). It is told now and never again.
    pub secret: String,
}

/// An endpoint, and how much waits for it.
#[derive(Debug, Deserialize, ToSchema)]
pub struct WholeEndpoint {
    /// The endpoint.
    #[serde(flatten)]
    pub endpoint: Endpoint,
    /// Deliveries that wait.
    pub pending: i64,
    /// Deliveries that were given up.
    pub dead: i64,
    /// Until when secrets that were replaced sign, too.
    pub old_secrets_until_ms: Vec<i64>,
}

/// Endpoints.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Endpoints {
    /// All of the tenant.
    pub endpoints: Vec<Endpoint>,
    /// What an endpoint may be told.
    pub events: Vec<String>,
}

/// An endpoint was removed, with everything that was for it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Removed {
    /// Its id.
    pub id: String,
    /// True.
    pub removed: bool,
}

/// A secret was replaced.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rotated {
    /// The endpoint.
    pub id: String,
    /// The new secret. It is told now and never again.
    pub secret: String,
    /// Until when the old one signs, too; in milliseconds since 1970.
    pub old_secrets_until_ms: i64,
}

/// What came of a test.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tested {
    /// The id of the message.
    pub message_id: String,
    /// Whether it arrived.
    pub delivered: bool,
    /// What the receiver answered.
    #[schema(required)]
    pub status: Option<u16>,
    /// Why there was no answer.
    #[schema(required)]
    pub failure: Option<String>,
    /// The same for people.
    #[schema(required)]
    pub what: Option<String>,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
}

/// Something that is to be told. Times are in milliseconds since 1970.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Delivery {
    /// Its id, also that of the message.
    pub id: String,
    /// What happened.
    pub event: String,
    /// What became of it.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was made.
    pub made_at_ms: i64,
    /// When it is tried next.
    #[schema(required)]
    pub next_attempt_at_ms: Option<i64>,
    /// What came of the last attempt.
    #[schema(required)]
    pub last: Option<Attempt>,
}

/// What became of a delivery.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Nothing yet: it is tried until it arrives, or for as long as something is tried.
    Pending,
    /// It arrived.
    Delivered,
    /// It was given up. Somebody may send it again.
    Dead,
}

/// An attempt to deliver.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// When.
    pub at_ms: i64,
    /// What the receiver answered.
    #[schema(required)]
    pub status: Option<i64>,
    /// Why there was no answer.
    #[schema(required)]
    pub failure: Option<String>,
    /// The same for people.
    #[schema(required)]
    pub what: Option<String>,
}

/// Deliveries, the newest first.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Deliveries {
    /// The deliveries.
    pub deliveries: Vec<Delivery>,
    /// Ask for more with this as `before`; null at the end.
    #[schema(required)]
    pub next: Option<String>,
}

/// A delivery, with what is sent.
#[derive(Debug, Deserialize, ToSchema)]
pub struct WholeDelivery {
    /// The delivery.
    #[serde(flatten)]
    pub delivery: Delivery,
    /// The message; null where it can no longer be opened.
    #[schema(required, value_type = Option<Object>)]
    pub body: Option<Value>,
}

/// Deliveries are sent again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SentAgain {
    /// How many.
    pub replayed: u64,
}

/// What a decision suggests to state, and what was stated about it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementDraft {
    /// Whether the decision restricts anything: else there is nothing to give reasons for.
    pub restricts: bool,
    /// Fields that nobody has filled in.
    pub missing: Vec<String>,
    /// What would be submitted.
    #[schema(value_type = Object)]
    pub draft: Value,
    /// What the author may do about it.
    pub redress: Redress,
    /// What stands behind it.
    #[schema(value_type = Object)]
    pub koko: Value,
    /// The statements that were issued, the first one first.
    pub issued: Vec<IssuedStatement>,
}

/// What an author may do about a decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Redress {
    /// Complain to whoever decided.
    #[schema(required)]
    pub internal_complaint: Option<String>,
    /// Turn to somebody who settles disputes.
    #[schema(required)]
    pub out_of_court: Option<String>,
    /// Go to court.
    #[schema(required)]
    pub court: Option<String>,
}

/// A statement that was issued.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssuedStatement {
    /// Its id.
    pub statement_id: String,
    /// The decision that it is about.
    pub decision_id: String,
    /// 1, 2, 3, …
    pub version: i64,
    /// The statement that it corrects.
    #[schema(required)]
    pub corrects: Option<String>,
    /// The key with which it was issued.
    pub issued_by: String,
    /// When, in milliseconds since 1970.
    pub issued_at_ms: i64,
    /// What is submitted, with the names of the DSA Transparency Database.
    #[schema(value_type = Object)]
    pub submission: Value,
    /// Whether it says that nothing is restricted any more.
    pub lifts_restriction: bool,
    /// What the author may do about it.
    pub redress: Redress,
    /// What stands behind it.
    #[schema(value_type = Object)]
    pub koko: Value,
}
