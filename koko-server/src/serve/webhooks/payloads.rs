//! What is told about each kind of event: ids, codes and numbers. What is long can be fetched by its id.

use koko_core::actor::{Flagged, Standing};
use koko_core::content::Content;
use koko_core::moderator::Moderation;
use serde_json::{Map, Value, json};

use super::events::{EventType, OutgoingEvent};
use crate::serve::database::decisions::DecisionRow;
use crate::serve::tenants::Tenant;

/// A content was decided about.
pub fn decision_made(
    tenant: &Tenant,
    row: &DecisionRow,
    content: &Content,
    moderation: &Moderation,
) -> OutgoingEvent {
    let decision = &moderation.decision;
    let reasons: Vec<&str> = decision.reasons.iter().map(|reason| reason.rule.as_str()).collect();
    let data = json!({
        "decision_id": row.id,
        "content": row.content,
        "author": content.author,
        "community": content.community,
        "action": row.action,
        "reasons": reasons,
        "labels": row.labels,
        "scores": moderation.scores,
        "band": row.band,
        "model": row.model,
        "policy": row.policy,
        "version": decision.ids.version,
    });
    let author = row.author.clone();
    let event = event(tenant, EventType::DecisionMade, row.decided_at, author, data);
    OutgoingEvent { text: Some(content.text.as_str().to_owned()), ..event }
}

/// A person decided otherwise: about this decision, whose author has this name.
pub fn decision_changed(
    tenant: &Tenant,
    row: &DecisionRow,
    author: Option<&str>,
    outcome: &str,
    at: i64,
) -> OutgoingEvent {
    let data = json!({
        "decision_id": row.id,
        "content": row.content,
        "author": author,
        "community": row.community,
        "was": row.changed_to.as_deref().unwrap_or(&row.action),
        "outcome": outcome,
        "model": row.model,
        "policy": row.policy,
    });
    event(tenant, EventType::DecisionChanged, at, row.author.clone(), data)
}

/// Somebody reported somebody. Who did is not told.
pub fn flag_received(tenant: &Tenant, author_key: String, flag: &Flagged, at: i64) -> OutgoingEvent {
    let data = json!({
        "flag_id": flag.id,
        "author": flag.author,
        "content": flag.post,
        "community": flag.community,
        "family": flag.family,
        "at": flag.at,
    });
    event(tenant, EventType::FlagReceived, at, Some(author_key), data)
}

/// An author stands in another band. Which one they stood in is said with [`OutgoingEvent::since`].
pub fn standing_changed(tenant: &Tenant, author_key: String, standing: &Standing, at: i64) -> OutgoingEvent {
    let data = json!({
        "author": standing.author,
        "band": standing.band,
        "family": standing.family,
        "probability": standing.probability,
    });
    event(tenant, EventType::StandingChanged, at, Some(author_key), data)
}

/// A statement of reasons was issued.
pub fn statement_issued(
    tenant: &Tenant,
    row: &DecisionRow,
    author: Option<&str>,
    statement: &str,
    corrects: Option<&str>,
    at: i64,
) -> OutgoingEvent {
    let data = json!({
        "statement_id": statement,
        "decision_id": row.id,
        "corrects": corrects,
        "content": row.content,
        "author": author,
    });
    event(tenant, EventType::StatementIssued, at, row.author.clone(), data)
}

/// What decides from now on.
pub enum Changed<'a> {
    /// Another policy.
    Policy {
        /// Which version.
        version: i64,
        /// Its id.
        id: &'a str,
    },
    /// Another version of a taught label; nothing where it is out of force.
    Label {
        /// Which label.
        label: &'a str,
        /// Which version, and its id.
        version: Option<(i64, &'a str)>,
    },
    /// Another model.
    Model {
        /// The id of the one before.
        was: &'a str,
        /// Its id.
        id: &'a str,
    },
}

/// Another model, policy or taught label decides from now on.
pub fn model_changed(tenant: &Tenant, changed: &Changed<'_>, at: i64) -> OutgoingEvent {
    let data = match changed {
        Changed::Policy { version, id } => json!({"changed": "policy", "version": version, "id": id}),
        Changed::Label { label, version } => {
            let (version, id) = version.unzip();
            json!({"changed": "label", "label": label, "version": version, "id": id})
        }
        Changed::Model { was, id } => json!({"changed": "model", "was": was, "id": id}),
    };
    event(tenant, EventType::ModelChanged, at, None, data)
}

fn event(tenant: &Tenant, event: EventType, at: i64, author: Option<String>, data: Value) -> OutgoingEvent {
    let data: Map<String, Value> = match data {
        Value::Object(data) => data,
        _ => unreachable!("each of the payloads here is an object"),
    };
    OutgoingEvent {
        tenant: tenant.name().to_owned(),
        seal: tenant.seal().clone(),
        event,
        at,
        author,
        data,
        text: None,
    }
}
