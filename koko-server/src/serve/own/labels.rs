//! Labels that a tenant teaches: from examples, or as files; in all their versions.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use koko_core::scores::TaughtLabel;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::answers;
use super::super::callers::{Caller, Scope};
use super::super::database::audit::{self, Deed};
use super::super::database::examples;
use super::super::database::in_force::{self, Version, What};
use super::super::database::now_ms;
use super::super::document::kept::{LabelInForce, Labels, StoredVersion, Taught};
use super::super::document::refusals::{Own, OwnOrMissing};
use super::super::refusal::Refusal;
use super::super::room::Size;
use super::super::service::{Manner, Service};
use super::super::webhooks::outbox;
use super::super::webhooks::payloads::{self, Changed};
use super::policies::{deed, number, shown};
use super::{Answer, Asking, Named, Shaped, mistaken};

/// Examples that one request may bring.
const MOST_EXAMPLES: usize = 20_000;

/// Every label that was taught, with its versions, and which are in force.
#[utoipa::path(
    get,
    path = "/v1/labels",
    tag = "Rules",
    operation_id = "list_labels",
    responses((status = 200, description = "Those that hold, and all that were stored", body = Labels), Own),
)]
pub async fn list(State(service): State<Arc<Service>>, Asking(caller): Asking) -> Answer {
    caller.may(Scope::Read)?;
    let (database, tenant) = (service.database(), caller.tenant.name());
    let mut labels = Vec::new();
    for label in database.read(in_force::labels(database.pool(), tenant)).await? {
        let versions =
            database.read(in_force::versions(database.pool(), tenant, What::Taught(&label))).await?;
        let versions: Vec<Value> = versions.iter().map(|version| shown(version, false)).collect();
        labels.push(json!({"label": label, "versions": versions}));
    }
    let in_force = caller.tenant.active().pinned().ids().taught.clone();
    let collected = database.read(examples::counts(database.pool(), tenant)).await?;
    let counted = |(label, positives, negatives): &(String, i64, i64)| json!({"label": label, "positives": positives, "negatives": negatives});
    let collected: Vec<Value> = collected.iter().map(counted).collect();
    let body = json!({"in_force": in_force, "labels": labels, "collected": collected});
    Ok(answers::json(StatusCode::OK, &body))
}

/// Examples of a label, or a file that `koko teach` wrote.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Teach {
    label: Option<String>,
    #[serde(default)]
    positives: Vec<String>,
    #[serde(default)]
    negatives: Vec<String>,
    /// Whether the label is learnt from what reviewers put aside, too.
    #[serde(default)]
    collected: bool,
    /// The text of a file instead of examples.
    file: Option<String>,
    /// Whether it holds from now on.
    #[serde(default)]
    put_in_force: bool,
}

/// Teaches a label, and stores it as its next version; on demand it holds at once. The examples are not kept.
#[utoipa::path(
    post,
    path = "/v1/labels",
    tag = "Rules",
    operation_id = "teach_label",
    request_body = Teach,
    responses((status = 201, description = "It is taught", body = Taught), Own),
)]
pub async fn teach(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Shaped(teach): Shaped<Teach>,
) -> Answer {
    caller.may(Scope::Rules)?;
    let moderator = Arc::clone(caller.tenant.active().pinned());
    let taught = match (teach.label, teach.file) {
        (None, Some(file)) => TaughtLabel::parse("the file of the request", &file).map_err(mistaken)?,
        (Some(label), None) => {
            let (mut positives, mut negatives) = (teach.positives, teach.negatives);
            if teach.collected {
                for example in super::examples::collected(&service, &caller, &label).await? {
                    let side = if example.positive { &mut positives } else { &mut negatives };
                    side.push(example.text);
                }
            }
            if positives.len() + negatives.len() > MOST_EXAMPLES {
                return Err(Refusal::bad(format!(
                    "at most {MOST_EXAMPLES} examples can be learnt from at once"
                )));
            }
            let work = move || Ok(moderator.teach(&label, &positives, &negatives)?);
            service.work_as(Manner::Waits, Size::One, work).await?
        }
        _ => return Err(Refusal::bad("give `label` with `positives` and `negatives`, or `file` alone")),
    };
    let label = taught.label().as_str().to_owned();
    let version = Version {
        version: 0,
        id: taught.id().to_owned(),
        source: taught.text().to_owned(),
        note: String::new(),
        made_by: caller.name().to_owned(),
        made_at: now_ms(),
    };
    if teach.put_in_force {
        check(&caller, &label, Some(version.source.clone())).await?;
    }
    let deed = deed(&caller, "label.taught", taught.id());
    let (name, tenant) = (label.clone(), Arc::clone(&caller.tenant));
    let number = service
        .database()
        .write(move |connection| {
            let (version, deed, name) = (version.clone(), deed.clone(), name.clone());
            let tenant = Arc::clone(&tenant);
            Box::pin(async move {
                let what = What::Taught(&name);
                let number =
                    in_force::add(connection, &deed.tenant, what, &version, teach.put_in_force).await?;
                if teach.put_in_force {
                    let changed = Changed::Label { label: &name, version: Some((number, &version.id)) };
                    outbox::add(connection, &payloads::model_changed(&tenant, &changed, deed.at)).await?;
                }
                let details = json!({"version": number, "in_force": teach.put_in_force});
                audit::append(connection, &Deed { details, ..deed }).await?;
                Ok(number)
            })
        })
        .await?;
    if teach.put_in_force {
        service.renew(caller.tenant.name()).await?;
        service.webhooks().wake();
    }
    let body = json!({
        "label": label,
        "version": number,
        "id": taught.id(),
        "in_force": teach.put_in_force,
        "threshold": taught.threshold(),
        "quality": taught.quality(),
    });
    Ok(answers::json(StatusCode::CREATED, &body))
}

/// One version, with its file.
#[utoipa::path(
    get,
    path = "/v1/labels/{label}/{version}",
    tag = "Rules",
    operation_id = "get_label",
    params(("label" = String, Path, description = "Its name"), ("version" = i64, Path, description = "1, 2, 3, …", minimum = 1)),
    responses((status = 200, description = "The version, with its file", body = StoredVersion), OwnOrMissing),
)]
pub async fn get(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Path((label, version)): Path<(String, String)>,
) -> Answer {
    caller.may(Scope::Read)?;
    let found = find(&service, &caller, &label, number(&version)?).await?;
    Ok(answers::json(StatusCode::OK, &shown(&found, true)))
}

/// Lets a stored version hold from now on.
#[utoipa::path(
    post,
    path = "/v1/labels/{label}/{version}/put-in-force",
    tag = "Rules",
    operation_id = "put_label_in_force",
    params(("label" = String, Path, description = "Its name"), ("version" = i64, Path, description = "1, 2, 3, …", minimum = 1)),
    responses((status = 200, description = "It holds from now on", body = LabelInForce), OwnOrMissing),
)]
pub async fn put_in_force(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Path((label, version)): Path<(String, String)>,
) -> Answer {
    caller.may(Scope::Rules)?;
    let version = find(&service, &caller, &label, number(&version)?).await?;
    check(&caller, &label, Some(version.source.clone())).await?;
    hold(&service, &caller, &label, Some(&version)).await?;
    let body = json!({"label": label, "version": version.version, "id": version.id, "in_force": true});
    Ok(answers::json(StatusCode::OK, &body))
}

/// Takes a label out of force. Its versions stay.
#[utoipa::path(
    delete,
    path = "/v1/labels/{label}",
    tag = "Rules",
    operation_id = "take_label_out",
    params(("label" = String, Path, description = "Its name")),
    responses((status = 200, description = "It holds no longer", body = LabelInForce), Own),
)]
pub async fn take_out(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(label): Named,
) -> Answer {
    caller.may(Scope::Rules)?;
    check(&caller, &label, None).await?;
    hold(&service, &caller, &label, None).await?;
    Ok(answers::json(StatusCode::OK, &json!({"label": label, "in_force": false})))
}

/// Refuses what would not fit together with the rest, such as a label that the policy speaks of and that would be gone.
async fn check(caller: &Caller, label: &str, file: Option<String>) -> Result<(), Refusal> {
    let active = caller.tenant.active();
    let mut rules = active.rules().clone();
    rules.taught.retain(|(other, _)| other != label);
    rules.taught.push((label.to_owned(), file));
    active.check(&rules).map_err(mistaken)
}

async fn hold(
    service: &Service,
    caller: &Caller,
    label: &str,
    version: Option<&Version>,
) -> Result<(), Refusal> {
    let number = version.map(|version| version.version);
    let mut deed = deed(caller, "label.put_in_force", label);
    deed.details = json!({"version": number});
    let version = version.map(|version| (version.version, version.id.as_str()));
    let told = payloads::model_changed(&caller.tenant, &Changed::Label { label, version }, deed.at);
    let label = label.to_owned();
    service
        .database()
        .write(move |connection| {
            let (deed, label, told) = (deed.clone(), label.clone(), told.clone());
            Box::pin(async move {
                let what = What::Taught(&label);
                in_force::put_in_force(connection, &deed.tenant, what, number, deed.at).await?;
                outbox::add(connection, &told).await?;
                audit::append(connection, &deed).await
            })
        })
        .await?;
    service.renew(caller.tenant.name()).await?;
    service.webhooks().wake();
    Ok(())
}

async fn find(service: &Service, caller: &Caller, label: &str, number: i64) -> Result<Version, Refusal> {
    let (database, tenant) = (service.database(), caller.tenant.name());
    let found = database.read(in_force::get(database.pool(), tenant, What::Taught(label), number)).await?;
    found.ok_or_else(|| Refusal::not_found(format!("there is no version {number} of the label `{label}`")))
}
