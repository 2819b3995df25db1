//! What clients said that scores should have been: examples, for whoever calibrates, teaches or trains.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::answers;
use super::super::callers::Scope;
use super::super::compat::perspective;
use super::super::database::feedback::{self, FeedbackRow, sealed_as};
use super::super::document::kept::FeedbackList;
use super::super::document::refusals::Own;
use super::super::service::Service;
use super::super::tenants::Tenant;
use super::{Answer, Asked, Asking, limit};

/// Which feedback is shown.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Older than the one with this id.
    before: Option<String>,
    /// At most so many, from 1 to 1,000.
    limit: Option<i64>,
}

/// What clients have said through `comments:suggestscore` that scores should have been, the newest first.
#[utoipa::path(
    get,
    path = "/v1/feedback",
    tag = "Rules",
    operation_id = "list_feedback",
    params(Wanted),
    responses((status = 200, description = "What they have said", body = FeedbackList), Own),
)]
pub async fn list(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    caller.may(Scope::Read)?;
    let (most, tenant) = (limit(wanted.limit)?, &caller.tenant);
    let pool = service.database().pool();
    let reading = feedback::list(pool, tenant.name(), wanted.before.as_deref(), most);
    let rows = service.database().read(reading).await?;
    let next = (rows.len() as i64 == most).then(|| rows.last().map(|row| row.id.clone())).flatten();
    let shown: Vec<Value> = rows.iter().map(|row| shown(tenant, row)).collect();
    Ok(answers::json(StatusCode::OK, &json!({"feedback": shown, "next": next})))
}

fn shown(tenant: &Tenant, row: &FeedbackRow) -> Value {
    let scores: Map<String, Value> = serde_json::from_str(&row.scores).unwrap_or_default();
    let labels: Map<String, Value> = scores
        .iter()
        .filter_map(|(name, score)| {
            Some((perspective::label_of(name)?.as_str().to_owned(), score["suggested"].clone()))
        })
        .collect();
    let text = row.sealed.as_deref().and_then(|sealed| tenant.seal().open_words(&sealed_as(&row.id), sealed));
    json!({
        "id": row.id,
        "at_ms": row.made_at,
        "by": row.made_by,
        "model": row.model,
        "community": row.community,
        "scores": scores,
        "labels": labels,
        "text": text,
    })
}
