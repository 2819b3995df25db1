//! What comes back to reviewers: items that one leaves to another, and decisions against which somebody appeals.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::super::answers;
use super::super::archiving;
use super::super::callers::Scope;
use super::super::database::audit::{self, Deed};
use super::super::database::now_ms;
use super::super::database::review::{self, Attempt};
use super::super::document::kept::Waits;
use super::super::document::refusals::{OwnOrConflict, OwnOrMissing};
use super::super::recording::rank_of_appeal;
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::decisions::find;
use super::policies::deed;
use super::review::{claimed, reviewer};
use super::{Answer, Asking, Named, Shaped};

/// The longest note, and the longest appeal.
const MOST_BYTES: usize = 4_000;

/// Who leaves an item to somebody else, and why.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Escalate {
    /// The reviewer: needed unless somebody is signed in.
    reviewer: Option<String>,
    note: Option<String>,
}

/// Leaves an item to another reviewer, who sees it before others. It is not given to the same reviewer again.
#[utoipa::path(
    post,
    path = "/v1/review/{id}/escalate",
    tag = "Review",
    operation_id = "escalate_item",
    params(("id" = String, Path, description = "The id of the decision")),
    request_body = Escalate,
    responses((status = 200, description = "It waits for somebody else", body = Waits), OwnOrConflict),
)]
pub async fn escalate(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(id): Named,
    Shaped(asked): Shaped<Escalate>,
) -> Answer {
    caller.may(Scope::Review)?;
    let reviewer = reviewer(&caller, asked.reviewer)?;
    check_length("note", asked.note.as_deref())?;
    let deed =
        Deed { who: format!("{} as {reviewer}", caller.name()), ..deed(&caller, "decision.escalated", &id) };
    let note = asked.note;
    let attempt = service
        .database()
        .write(move |connection| {
            let (deed, reviewer, note) = (deed.clone(), reviewer.clone(), note.clone());
            Box::pin(async move {
                let (tenant, id) = (&deed.tenant, &deed.subject);
                let attempt =
                    review::escalate(connection, tenant, id, &reviewer, note.as_deref(), deed.at).await?;
                if let Attempt::Done(_) = attempt {
                    audit::append(connection, &deed).await?;
                }
                Ok(attempt)
            })
        })
        .await?;
    match attempt {
        Attempt::Done(item) => Ok(answers::json(StatusCode::OK, &json!({"item": item}))),
        Attempt::Missing => Err(Refusal::not_found(format!("`{id}` does not wait for a reviewer"))),
        Attempt::Claimed(item) if item.closed_at.is_some() => {
            Err(Refusal::Conflict { what: "this item is decided".to_owned() })
        }
        Attempt::Claimed(item) => Err(claimed(item)),
    }
}

/// What somebody says against a decision.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    /// In their own words.
    appeal: String,
}

/// Lets a decision wait for a reviewer because somebody appeals against it, whether a reviewer or a policy made it. What the
/// reviewer decides takes back what was decided before.
#[utoipa::path(
    post,
    path = "/v1/review/{id}/appeal",
    tag = "Review",
    operation_id = "appeal_decision",
    params(("id" = String, Path, description = "The id of the decision")),
    request_body = Appeal,
    responses((status = 200, description = "It waits for a reviewer", body = Waits), OwnOrMissing),
)]
pub async fn appeal(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(id): Named,
    Shaped(asked): Shaped<Appeal>,
) -> Answer {
    caller.may(Scope::Moderate)?;
    check_length("appeal", Some(&asked.appeal))?;
    if asked.appeal.trim().is_empty() {
        return Err(Refusal::bad("`appeal` is what somebody says against the decision"));
    }
    let row = find(&service, caller.tenant.name(), &id).await?;
    let at = now_ms();
    let deed = deed(&caller, "decision.appealed", &id);
    let record = archiving::of_appeal(&caller.tenant, &row, at);
    let (author, appeal) = (row.author, asked.appeal);
    let item = service
        .database()
        .write(move |connection| {
            let (deed, author, appeal) = (deed.clone(), author.clone(), appeal.clone());
            Box::pin(async move {
                let (tenant, id) = (&deed.tenant, &deed.subject);
                let urgency = (rank_of_appeal(at), at);
                let item =
                    review::appeal(connection, tenant, id, author.as_deref(), &appeal, urgency).await?;
                audit::append(connection, &deed).await?;
                Ok(item)
            })
        })
        .await?;
    service.archive_records(&caller.tenant, vec![record]).await?;
    Ok(answers::json(StatusCode::OK, &json!({"item": item})))
}

/// Lets an item wait again that was decided by mistake. What the decision did to the author's standing is taken back by the
/// next one.
#[utoipa::path(
    post,
    path = "/v1/review/{id}/reopen",
    tag = "Review",
    operation_id = "reopen_item",
    params(("id" = String, Path, description = "The id of the decision")),
    responses((status = 200, description = "It waits again", body = Waits), OwnOrMissing),
)]
pub async fn reopen(State(service): State<Arc<Service>>, Asking(caller): Asking, Named(id): Named) -> Answer {
    caller.may(Scope::Review)?;
    let deed = deed(&caller, "decision.reopened", &id);
    let item = service
        .database()
        .write(move |connection| {
            let deed = deed.clone();
            Box::pin(async move {
                let item = review::reopen(connection, &deed.tenant, &deed.subject).await?;
                if item.is_some() {
                    audit::append(connection, &deed).await?;
                }
                Ok(item)
            })
        })
        .await?;
    let item = item.ok_or_else(|| Refusal::not_found(format!("`{id}` never waited for a reviewer")))?;
    Ok(answers::json(StatusCode::OK, &json!({"item": item})))
}

fn check_length(name: &str, words: Option<&str>) -> Result<(), Refusal> {
    match words {
        Some(words) if words.len() > MOST_BYTES => {
            Err(Refusal::bad(format!("`{name}` has at most {MOST_BYTES} bytes, this has {}", words.len())))
        }
        _ => Ok(()),
    }
}
