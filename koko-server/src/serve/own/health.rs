//! Whether the service is alive, and whether requests are welcome.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::super::answers::{self, refused_by_http};
use super::super::document::Refused;
use super::super::document::kept::{Alive, Ready};
use super::super::service::Service;

/// A service that answers is alive.
#[utoipa::path(
    get,
    path = "/health",
    tag = "Service",
    operation_id = "get_health",
    responses((status = 200, description = "It answers", body = Alive)),
    security(()),
)]
pub async fn health() -> Response {
    answers::json(StatusCode::OK, &json!({"status": "ok"}))
}

/// Whether requests are welcome: not while the service is about to stop, and not while its database is away.
#[utoipa::path(
    get,
    path = "/ready",
    tag = "Service",
    operation_id = "get_readiness",
    responses((status = 200, description = "Requests are welcome", body = Ready), (status = 503, description = "The service is about to stop, or its database is away", body = Refused)),
    security(()),
)]
pub async fn ready(State(service): State<Arc<Service>>) -> Response {
    let not = |kind, why| refused_by_http(StatusCode::SERVICE_UNAVAILABLE, kind, why);
    if !service.is_ready() {
        return not("stopping", "this service is about to stop");
    }
    if !service.database().is_there().await {
        return not("database_unavailable", "the database is away");
    }
    let models: Vec<String> =
        service.tenants().bundles().iter().map(|moderator| moderator.ids().model.clone()).collect();
    answers::json(StatusCode::OK, &json!({"status": "ready", "models": models}))
}
