//! The audit log of a tenant.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::super::answers;
use super::super::callers::Scope;
use super::super::database::audit;
use super::super::document::kept::AuditLog;
use super::super::document::refusals::Own;
use super::super::service::Service;
use super::{Answer, Asked, Asking, limit};

/// Which part of the log is wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Part {
    limit: Option<i64>,
    before: Option<i64>,
}

/// The newest entries. That nothing was changed is told by `koko audit verify`, which reads those of everybody.
#[utoipa::path(
    get,
    path = "/v1/audit",
    tag = "Service",
    operation_id = "list_audit_entries",
    params(Part),
    responses((status = 200, description = "The newest entries", body = AuditLog), Own),
)]
pub async fn list(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Asked(part): Asked<Part>,
) -> Answer {
    caller.may(Scope::Admin)?;
    let (database, tenant) = (service.database(), caller.tenant.name());
    let before = part.before.unwrap_or(i64::MAX);
    let limit = limit(part.limit)?;
    let entries = database.read(audit::of_tenant(database.pool(), tenant, before, limit)).await?;
    let next = (entries.len() as i64 == limit).then(|| entries.last().map(|entry| entry.number)).flatten();
    Ok(answers::json(StatusCode::OK, &json!({"entries": entries, "next": next})))
}
