//! Texts that reviewers put aside, to teach a label from.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use koko_core::content::Content;
use koko_core::labels::Label;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::answers;
use super::super::callers::{Caller, Scope};
use super::super::database::audit;
use super::super::database::examples::{self, Example};
use super::super::database::{new_id, now_ms};
use super::super::document::kept::{LabelExample, LabelExamples, TakenAway};
use super::super::document::refusals::{Own, OwnOrMissing};
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::decisions::{find, open};
use super::policies::deed;
use super::{Answer, Asking, Named, Shaped};

/// Examples of a label that are told, and learnt from.
const MOST: i64 = 10_000;

/// What was put aside for a label, the newest first.
#[utoipa::path(
    get,
    path = "/v1/labels/{label}/examples",
    tag = "Rules",
    operation_id = "list_examples",
    params(("label" = String, Path, description = "Its name")),
    responses((status = 200, description = "What was put aside", body = LabelExamples), Own),
)]
pub async fn list(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(label): Named,
) -> Answer {
    caller.may(Scope::Read)?;
    let examples = collected(&service, &caller, &label).await?;
    let examples: Vec<Value> = examples.iter().map(shown).collect();
    Ok(answers::json(StatusCode::OK, &json!({"examples": examples})))
}

/// A text, and whether the label is true of it.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewExample {
    /// A decision whose text was kept.
    decision_id: Option<String>,
    /// A text instead.
    text: Option<String>,
    /// Whether the label is true of it.
    positive: bool,
}

/// Puts a text aside for a label, which need not have been taught yet.
#[utoipa::path(
    post,
    path = "/v1/labels/{label}/examples",
    tag = "Rules",
    operation_id = "add_example",
    params(("label" = String, Path, description = "Its name")),
    request_body = NewExample,
    responses((status = 201, description = "It is put aside", body = LabelExample), OwnOrMissing),
)]
pub async fn add(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(label): Named,
    Shaped(new): Shaped<NewExample>,
) -> Answer {
    caller.may(Scope::Review)?;
    let label = Label::taught(&label)?.as_str().to_owned();
    let (text, decision, author) = match (new.text, new.decision_id) {
        (Some(text), None) => (Content::text(text)?.text.as_str().to_owned(), None, None),
        (None, Some(id)) => {
            let row = find(&service, caller.tenant.name(), &id).await?;
            let text = open(&caller.tenant, &row).and_then(|sealed| sealed.text);
            let text = text.ok_or_else(|| {
                Refusal::bad("the text of this decision was not kept: set `keep_texts` for the tenant, or send the text")
            })?;
            (text, Some(id), row.author)
        }
        _ => return Err(Refusal::bad("give `decision_id` or `text`, one of them")),
    };
    let example = Example {
        id: new_id(),
        label: label.clone(),
        positive: new.positive,
        text,
        decision,
        made_by: caller.name().to_owned(),
        made_at: now_ms(),
    };
    let mut deed = deed(&caller, "label.example_added", &label);
    deed.details = json!({"example": example.id, "positive": example.positive});
    let kept = Arc::new(example);
    let (writing, tenant) = (Arc::clone(&kept), Arc::clone(&caller.tenant));
    service
        .database()
        .write(move |connection| {
            let (example, tenant) = (Arc::clone(&writing), Arc::clone(&tenant));
            let (deed, author) = (deed.clone(), author.clone());
            Box::pin(async move {
                examples::add(connection, tenant.name(), tenant.seal(), &example, author.as_deref()).await?;
                audit::append(connection, &deed).await
            })
        })
        .await?;
    Ok(answers::json(StatusCode::CREATED, &shown(&kept)))
}

/// Takes an example away.
#[utoipa::path(
    delete,
    path = "/v1/labels/{label}/examples/{id}",
    tag = "Rules",
    operation_id = "remove_example",
    params(("label" = String, Path, description = "Its name"), ("id" = String, Path, description = "The id of the example")),
    responses((status = 200, description = "It is not there any more", body = TakenAway), Own),
)]
pub async fn remove(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Path((label, id)): Path<(String, String)>,
) -> Answer {
    caller.may(Scope::Review)?;
    let mut deed = deed(&caller, "label.example_removed", &label);
    deed.details = json!({"example": id});
    let removed = service
        .database()
        .write(move |connection| {
            let (deed, label, id) = (deed.clone(), label.clone(), id.clone());
            Box::pin(async move {
                let removed = examples::remove(connection, &deed.tenant, &label, &id).await?;
                if removed {
                    audit::append(connection, &deed).await?;
                }
                Ok(removed)
            })
        })
        .await?;
    Ok(answers::json(StatusCode::OK, &json!({"removed": removed})))
}

/// Everything that was put aside for a label.
pub async fn collected(service: &Service, caller: &Caller, label: &str) -> Result<Vec<Example>, Refusal> {
    let (database, tenant) = (service.database(), &caller.tenant);
    let reading = examples::list(database.pool(), tenant.name(), tenant.seal(), label, MOST);
    Ok(database.read(reading).await?)
}

fn shown(example: &Example) -> Value {
    json!({
        "id": example.id,
        "positive": example.positive,
        "text": example.text,
        "decision_id": example.decision,
        "by": example.made_by,
        "at_ms": example.made_at,
    })
}
