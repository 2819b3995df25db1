//! The models that are installed, what a shadow would have said, and whether scores drift.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::super::answers;
use super::super::callers::Scope;
use super::super::document::kept::{Models, Reloaded};
use super::super::document::refusals::Own;
use super::super::service::Service;
use super::policies::deed;
use super::{Answer, Asking};
use crate::serve::database::audit;

/// Which models answer for this tenant, and what was noticed about them.
#[utoipa::path(
    get,
    path = "/v1/status/models",
    tag = "Rules",
    operation_id = "get_models",
    responses((status = 200, description = "The models", body = Models), Own),
)]
pub async fn status(State(service): State<Arc<Service>>, Asking(caller): Asking) -> Answer {
    caller.may(Scope::Read)?;
    let active = caller.tenant.active();
    let tenant = caller.tenant.name();
    let installed: Vec<Value> = service
        .tenants()
        .bundles()
        .iter()
        .map(|moderator| json!({"id": moderator.ids().model, "runs": moderator.report().to_string()}))
        .collect();
    let canary = active.settings().canary.as_ref();
    let body = json!({
        "installed": installed,
        "pinned": active.pinned().ids().model,
        "cascade": active.pinned().report().cascade,
        "canary": canary.map(|canary| json!({"bundle": canary.bundle, "share": canary.share})),
        "shadow": active.shadow().map(|shadow| shadow.ids().model.clone()),
        "disagreement": service.watching().shadows(tenant),
        "drift": service.watching().drifts(tenant),
    });
    Ok(answers::json(StatusCode::OK, &body))
}

/// Reads the configuration and the models' folders again. Changes nothing if something in them is wrong.
#[utoipa::path(
    post,
    path = "/v1/status/models/reload",
    tag = "Rules",
    operation_id = "reload_models",
    responses((status = 200, description = "Those that answer from now on", body = Reloaded), Own),
)]
pub async fn reload(State(service): State<Arc<Service>>, Asking(caller): Asking) -> Answer {
    caller.may(Scope::Admin)?;
    let models = service.reload().await?;
    let mut deed = deed(&caller, "models.reloaded", "models");
    deed.details = json!({"models": models});
    service
        .database()
        .write(move |connection| {
            let deed = deed.clone();
            Box::pin(async move { audit::append(connection, &deed).await })
        })
        .await?;
    Ok(answers::json(StatusCode::OK, &json!({"models": models})))
}
