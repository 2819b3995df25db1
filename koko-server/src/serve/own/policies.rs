//! Policies in all their versions: storing one, putting one in force, going back.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use koko_core::policy::Policy;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::answers;
use super::super::callers::{Caller, Scope};
use super::super::database::audit::{self, Deed};
use super::super::database::in_force::{self, Version, What};
use super::super::database::now_ms;
use super::super::document::kept::{Policies, StoredPolicy, StoredVersion};
use super::super::document::refusals::{Own, OwnOrMissing};
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::super::webhooks::outbox;
use super::super::webhooks::payloads::{self, Changed};
use super::{Answer, Asking, Named, Shaped, mistaken};

/// The longest policy, and the longest note.
const MOST_BYTES: usize = 1 << 20;
const MOST_NOTE_BYTES: usize = 2_000;

/// Every version, the newest first, and which one is in force.
#[utoipa::path(
    get,
    path = "/v1/policies",
    tag = "Rules",
    operation_id = "list_policies",
    responses((status = 200, description = "The one that holds, and all that were stored", body = Policies), Own),
)]
pub async fn list(State(service): State<Arc<Service>>, Asking(caller): Asking) -> Answer {
    caller.may(Scope::Read)?;
    let database = service.database();
    let tenant = caller.tenant.name();
    let versions = database.read(in_force::versions(database.pool(), tenant, What::Policy)).await?;
    let active = caller.tenant.active();
    let version = active.rules().policy.as_ref().map(|(version, _)| *version);
    let versions: Vec<Value> = versions.iter().map(|version| shown(version, false)).collect();
    let body = json!({
        "in_force": {"version": version, "id": active.pinned().ids().policy, "source": active.policy()},
        "versions": versions,
    });
    Ok(answers::json(StatusCode::OK, &body))
}

/// One version, with its text.
#[utoipa::path(
    get,
    path = "/v1/policies/{version}",
    tag = "Rules",
    operation_id = "get_policy",
    params(("version" = i64, Path, description = "1, 2, 3, …", minimum = 1)),
    responses((status = 200, description = "The version, with its text", body = StoredVersion), OwnOrMissing),
)]
pub async fn get(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(version): Named,
) -> Answer {
    caller.may(Scope::Read)?;
    let found = find(&service, &caller, number(&version)?).await?;
    Ok(answers::json(StatusCode::OK, &shown(&found, true)))
}

/// A policy to be stored.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPolicy {
    /// The text of the file.
    source: String,
    /// Why it was made.
    #[serde(default)]
    note: String,
    /// Whether it holds from now on.
    #[serde(default)]
    put_in_force: bool,
}

/// Checks a policy and stores it as the next version; on demand it holds at once.
#[utoipa::path(
    post,
    path = "/v1/policies",
    tag = "Rules",
    operation_id = "store_policy",
    request_body = NewPolicy,
    responses((status = 201, description = "It is stored", body = StoredPolicy), Own),
)]
pub async fn add(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Shaped(new): Shaped<NewPolicy>,
) -> Answer {
    caller.may(Scope::Rules)?;
    if new.source.len() > MOST_BYTES || new.note.len() > MOST_NOTE_BYTES {
        return Err(Refusal::bad(format!(
            "a policy has at most {MOST_BYTES} bytes, a note at most {MOST_NOTE_BYTES}"
        )));
    }
    let active = caller.tenant.active();
    let labels: Vec<_> = active.taught().collect();
    let id = Policy::parse_with("the new policy", &new.source, &labels).map_err(mistaken)?.id().to_owned();
    // Whether it fits the model shows here rather than at the first content.
    active.with_policy("the new policy", &new.source).map_err(mistaken)?;
    if new.put_in_force {
        active.check_policy(&new.source).map_err(mistaken)?;
    }
    let version = Version {
        version: 0,
        id: id.clone(),
        source: new.source,
        note: new.note,
        made_by: caller.name().to_owned(),
        made_at: now_ms(),
    };
    let deed = deed(&caller, "policy.stored", &id);
    let tenant = Arc::clone(&caller.tenant);
    let number = service
        .database()
        .write(move |connection| {
            let (version, deed, tenant) = (version.clone(), deed.clone(), Arc::clone(&tenant));
            Box::pin(async move {
                let number =
                    in_force::add(connection, &deed.tenant, What::Policy, &version, new.put_in_force).await?;
                if new.put_in_force {
                    let changed = Changed::Policy { version: number, id: &version.id };
                    outbox::add(connection, &payloads::model_changed(&tenant, &changed, deed.at)).await?;
                }
                let details = json!({"version": number, "in_force": new.put_in_force});
                audit::append(connection, &Deed { details, ..deed }).await?;
                Ok(number)
            })
        })
        .await?;
    if new.put_in_force {
        service.renew(caller.tenant.name()).await?;
        service.webhooks().wake();
    }
    let body = json!({"version": number, "id": id, "in_force": new.put_in_force});
    Ok(answers::json(StatusCode::CREATED, &body))
}

/// Lets a stored version hold from now on, an older one, too.
#[utoipa::path(
    post,
    path = "/v1/policies/{version}/put-in-force",
    tag = "Rules",
    operation_id = "put_policy_in_force",
    params(("version" = i64, Path, description = "1, 2, 3, …", minimum = 1)),
    responses((status = 200, description = "It holds from now on", body = StoredPolicy), OwnOrMissing),
)]
pub async fn put_in_force(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(version): Named,
) -> Answer {
    caller.may(Scope::Rules)?;
    let version = find(&service, &caller, number(&version)?).await?;
    caller.tenant.active().check_policy(&version.source).map_err(mistaken)?;
    let mut deed = deed(&caller, "policy.put_in_force", &version.id);
    deed.details = json!({"version": version.version});
    let number = version.version;
    let changed = Changed::Policy { version: number, id: &version.id };
    let told = payloads::model_changed(&caller.tenant, &changed, deed.at);
    service
        .database()
        .write(move |connection| {
            let (deed, told) = (deed.clone(), told.clone());
            Box::pin(async move {
                in_force::put_in_force(connection, &deed.tenant, What::Policy, Some(number), deed.at).await?;
                outbox::add(connection, &told).await?;
                audit::append(connection, &deed).await
            })
        })
        .await?;
    service.renew(caller.tenant.name()).await?;
    service.webhooks().wake();
    Ok(answers::json(StatusCode::OK, &json!({"version": number, "id": version.id, "in_force": true})))
}

/// A deed of this caller, now.
pub fn deed(caller: &Caller, did: &'static str, subject: &str) -> Deed {
    Deed {
        tenant: caller.tenant.name().to_owned(),
        who: caller.name().to_owned(),
        did,
        subject: subject.to_owned(),
        details: json!({}),
        at: now_ms(),
    }
}

/// The number of a version, as a path has it.
pub fn number(version: &str) -> Result<i64, Refusal> {
    let number = version.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| Refusal::not_found(format!("`{version}` is not the number of a version")))
}

/// A version as it is told.
pub fn shown(version: &Version, with_source: bool) -> Value {
    let mut shown = json!({
        "version": version.version,
        "id": version.id,
        "note": version.note,
        "made_by": version.made_by,
        "made_at_ms": version.made_at,
    });
    if with_source {
        shown["source"] = Value::from(version.source.as_str());
    }
    shown
}

async fn find(service: &Service, caller: &Caller, number: i64) -> Result<Version, Refusal> {
    let (database, tenant) = (service.database(), caller.tenant.name());
    let found = database.read(in_force::get(database.pool(), tenant, What::Policy, number)).await?;
    found.ok_or_else(|| Refusal::not_found(format!("there is no policy version {number}")))
}
