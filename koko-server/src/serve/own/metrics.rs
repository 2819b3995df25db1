//! What is measured: for Prometheus, and for charts.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::super::answers;
use super::super::callers::Scope;
use super::super::document::kept::Measured;
use super::super::document::refusals::Own;
use super::super::metrics::history::EVERY;
use super::super::service::Service;
use super::{Answer, Asked, Asking};

/// <https://prometheus.io/docs/specs/om/open_metrics_spec/>
const OPEN_METRICS: HeaderValue =
    HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");

/// Everything that is counted and measured, of all tenants, for Prometheus.
#[utoipa::path(
    get,
    path = "/metrics",
    tag = "Service",
    operation_id = "get_metrics",
    responses((status = 200, description = "OpenMetrics text", body = String, content_type = "application/openmetrics-text"), Own),
)]
pub async fn metrics(State(service): State<Arc<Service>>, Asking(caller): Asking) -> Answer {
    caller.may(Scope::Admin)?;
    let written = service.metrics().render(&service).await?;
    let mut response = Response::new(Body::from(written));
    response.headers_mut().insert(CONTENT_TYPE, OPEN_METRICS);
    Ok(response)
}

/// Which series are wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Their names without labels, with commas between, such as `koko_texts_total,koko_inflight`
    names: String,
}

/// What was measured in the last hour, every ten seconds: the numbers that Prometheus is told, of this tenant and of the service.
#[utoipa::path(
    get,
    path = "/v1/metrics/history",
    tag = "Service",
    operation_id = "get_history",
    params(Wanted),
    responses((status = 200, description = "What was measured, oldest first", body = Measured), Own),
)]
pub async fn history(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    caller.may(Scope::Read)?;
    let names: Vec<&str> = wanted.names.split(',').map(str::trim).collect();
    let seen = service.metrics().history().of(caller.tenant.name(), |name| names.contains(&name));
    let mut body = super::as_json(&seen);
    body["every_ms"] = serde_json::Value::from(EVERY.as_millis() as u64);
    Ok(answers::json(StatusCode::OK, &body))
}
