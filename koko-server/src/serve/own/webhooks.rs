//! Endpoints of webhooks: making them, changing them, what was sent there, and sending it again.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use koko_core::error::Error;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use sqlx::AnyConnection;

use super::super::answers;
use super::super::callers::{Caller, Scope};
use super::super::database::audit;
use super::super::database::deliveries::{self, DeliveryRow, State as Became, Wanted};
use super::super::database::webhooks::{self, Disabled, EndpointRow, SecretRow};
use super::super::database::{new_id, now_ms};
use super::super::document::refusals::{Own, OwnOrConflict, OwnOrMissing};
use super::super::document::told::{
    self, Deliveries, Endpoint, Endpoints, MadeEndpoint, Removed, SentAgain, Tested, WholeDelivery,
    WholeEndpoint,
};
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::super::webhooks::events::{EventType, body};
use super::super::webhooks::outbox::sealed_as;
use super::super::webhooks::outcome::Outcome;
use super::super::webhooks::sender::{CannotSend, Post};
use super::super::webhooks::signature::{MessageId, Secret, TooManySecrets};
use super::super::webhooks::target::Target;
use super::super::webhooks::{moment, sealed_secret, signing_keys};
use super::policies::deed;
use super::{Answer, Asked, Asking, Named, Shaped, limit};

/// Endpoints that a tenant may have.
const MOST_ENDPOINTS: usize = 32;
const MOST_DESCRIPTION_BYTES: usize = 500;
/// Deliveries that are erased in one transaction.
const REMOVED_AT_ONCE: i64 = 1_000;
/// When to come back where too many try their endpoints.
const COME_BACK: Duration = Duration::from_secs(5);
/// How long a secret signs on beside the one that replaces it, if nobody says, and at most.
const USUAL_OVERLAP_S: i64 = 24 * 3_600;
const LONGEST_OVERLAP_S: i64 = 7 * 24 * 3_600;

/// An endpoint to be made.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEndpoint {
    url: String,
    /// What it wants to be told.
    events: Vec<String>,
    #[serde(default)]
    description: String,
    /// Whether texts are sent along.
    #[serde(default)]
    include_text: bool,
    /// One that the receiver has already; without it, a new one is made.
    secret: Option<String>,
}

/// Makes an endpoint. Its secret is told now and never again.
#[utoipa::path(
    post,
    path = "/v1/webhooks",
    tag = "Webhooks",
    operation_id = "make_webhook",
    request_body = NewEndpoint,
    responses((status = 201, description = "It is made", body = MadeEndpoint), OwnOrConflict),
)]
pub async fn make(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Shaped(new): Shaped<NewEndpoint>,
) -> Answer {
    caller.may(Scope::Admin)?;
    // An endpoint to which nothing can be sent should not be made.
    service.webhooks().sender()?;
    let endpoint = EndpointRow {
        id: new_id(),
        tenant: caller.tenant.name().to_owned(),
        url: url(&service, &new.url)?,
        description: described(new.description)?,
        events: events(&new.events)?,
        include_text: new.include_text,
        made_at: now_ms(),
        disabled: None,
        delivered_at: None,
        failing_since: None,
        failures: 0,
        paused_until: 0,
    };
    let secret = secret(new.secret)?;
    let sealed = sealed_secret(caller.tenant.seal(), &endpoint.id, new_id(), &secret);
    let mut deed = deed(&caller, "webhook.made", &endpoint.id);
    deed.details = json!({"host": host(&endpoint.url), "events": names(&endpoint.events)});
    let rows = Arc::new((endpoint, sealed, deed));
    let writing = Arc::clone(&rows);
    let is_made = service
        .database()
        .write(move |connection| {
            let rows = Arc::clone(&writing);
            Box::pin(async move {
                let (endpoint, secret, deed) = &*rows;
                if webhooks::of_tenant(connection, &endpoint.tenant).await?.len() >= MOST_ENDPOINTS {
                    return Ok(false);
                }
                webhooks::insert(connection, endpoint).await?;
                webhooks::insert_secret(connection, secret).await?;
                audit::append(connection, deed).await?;
                Ok(true)
            })
        })
        .await?;
    if !is_made {
        let what = format!("there are {MOST_ENDPOINTS} endpoints already: remove one first");
        return Err(Refusal::Conflict { what });
    }
    service.webhooks().is_heard_from_now_on();
    let mut body = shown(&rows.0);
    body["secret"] = Value::from(secret.reveal());
    Ok(answers::json(StatusCode::CREATED, &body))
}

/// Every endpoint of the tenant, and what it may be told.
#[utoipa::path(
    get,
    path = "/v1/webhooks",
    tag = "Webhooks",
    operation_id = "list_webhooks",
    responses((status = 200, description = "All of the tenant", body = Endpoints), Own),
)]
pub async fn list(State(service): State<Arc<Service>>, Asking(caller): Asking) -> Answer {
    caller.may(Scope::Admin)?;
    let tenant = caller.tenant.name();
    let database = service.database();
    let endpoints = database
        .read(async { webhooks::of_tenant(&mut *database.pool().acquire().await?, tenant).await })
        .await?;
    let endpoints: Vec<Value> = endpoints.iter().map(shown).collect();
    let body = json!({"endpoints": endpoints, "events": names(&EventType::ALL)});
    Ok(answers::json(StatusCode::OK, &body))
}

/// One endpoint, and how much waits for it.
#[utoipa::path(
    get,
    path = "/v1/webhooks/{id}",
    tag = "Webhooks",
    operation_id = "get_webhook",
    params(("id" = String, Path, description = "The id of the endpoint")),
    responses((status = 200, description = "The endpoint", body = WholeEndpoint), OwnOrMissing),
)]
pub async fn get(State(service): State<Arc<Service>>, Asking(caller): Asking, Named(id): Named) -> Answer {
    caller.may(Scope::Admin)?;
    let (endpoint, secrets) = found(&service, &caller, &id).await?;
    let (database, mut body) = (service.database(), shown(&endpoint));
    for state in [Became::Pending, Became::Dead] {
        let count = database.read(deliveries::count(database.pool(), &id, state)).await?;
        body[state.as_str()] = Value::from(count);
    }
    let now = now_ms();
    let retired = secrets.iter().filter_map(|secret| secret.until).filter(|until| *until > now);
    body["old_secrets_until_ms"] = retired.collect::<Vec<i64>>().into();
    Ok(answers::json(StatusCode::OK, &body))
}

/// What is to be different about an endpoint.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    url: Option<String>,
    events: Option<Vec<String>>,
    description: Option<String>,
    include_text: Option<bool>,
    /// One that is enabled again is sent what waits for it.
    enabled: Option<bool>,
}

/// Changes an endpoint.
#[utoipa::path(
    patch,
    path = "/v1/webhooks/{id}",
    tag = "Webhooks",
    operation_id = "change_webhook",
    params(("id" = String, Path, description = "The id of the endpoint")),
    request_body = Change,
    responses((status = 200, description = "As it is now", body = Endpoint), OwnOrMissing),
)]
pub async fn change(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(id): Named,
    Shaped(asked): Shaped<Change>,
) -> Answer {
    caller.may(Scope::Admin)?;
    let now = now_ms();
    let new_url = asked.url.as_deref().map(|text| url(&service, text)).transpose()?;
    let new_events = asked.events.as_deref().map(events).transpose()?;
    let new_description = asked.description.map(described).transpose()?;
    let changing = move |mut endpoint: EndpointRow| {
        let enabled = asked.enabled.filter(|enabled| *enabled == endpoint.disabled.is_some());
        if enabled == Some(true) {
            endpoint.disabled = None;
            (endpoint.failing_since, endpoint.failures, endpoint.paused_until) = (None, 0, 0);
        } else if enabled == Some(false) {
            endpoint.disabled = Some((now, Disabled::ByHand));
        }
        endpoint.url = new_url.clone().unwrap_or(endpoint.url);
        endpoint.events = new_events.clone().unwrap_or(endpoint.events);
        endpoint.description = new_description.clone().unwrap_or(endpoint.description);
        endpoint.include_text = asked.include_text.unwrap_or(endpoint.include_text);
        endpoint
    };
    let (tenant, deed) = (caller.tenant.name().to_owned(), deed(&caller, "webhook.changed", &id));
    let changing = Arc::new(changing);
    let changed = service
        .database()
        .write(move |connection| {
            let (tenant, mut deed, changing) = (tenant.clone(), deed.clone(), Arc::clone(&changing));
            Box::pin(async move {
                let Some(before) = webhooks::get(connection, &tenant, &deed.subject).await? else {
                    return Ok(None);
                };
                let endpoint = changing(before);
                webhooks::change(connection, &endpoint).await?;
                deed.details = json!({
                    "host": host(&endpoint.url),
                    "events": names(&endpoint.events),
                    "include_text": endpoint.include_text,
                    "enabled": endpoint.disabled.is_none(),
                });
                audit::append(connection, &deed).await?;
                Ok(Some(endpoint))
            })
        })
        .await?;
    let endpoint = changed.ok_or_else(|| none(&id))?;
    service.webhooks().is_heard_from_now_on();
    service.webhooks().wake();
    Ok(answers::json(StatusCode::OK, &shown(&endpoint)))
}

/// Removes an endpoint, and everything that was for it.
#[utoipa::path(
    delete,
    path = "/v1/webhooks/{id}",
    tag = "Webhooks",
    operation_id = "remove_webhook",
    params(("id" = String, Path, description = "The id of the endpoint")),
    responses((status = 200, description = "It is gone", body = Removed), OwnOrMissing),
)]
pub async fn remove(State(service): State<Arc<Service>>, Asking(caller): Asking, Named(id): Named) -> Answer {
    caller.may(Scope::Admin)?;
    let (tenant, deed) = (caller.tenant.name().to_owned(), deed(&caller, "webhook.removed", &id));
    let was_there = service
        .database()
        .write(move |connection| {
            let (tenant, deed) = (tenant.clone(), deed.clone());
            Box::pin(async move {
                let was_there = webhooks::remove(connection, &tenant, &deed.subject).await?;
                if was_there {
                    audit::append(connection, &deed).await?;
                }
                Ok(was_there)
            })
        })
        .await?;
    if !was_there {
        return Err(none(&id));
    }
    // Others write in between. What is left where this ends too soon is forgotten with its age.
    loop {
        let endpoint = id.clone();
        let removing = service.database().write(move |connection| {
            let endpoint = endpoint.clone();
            Box::pin(async move { deliveries::remove_some(connection, &endpoint, REMOVED_AT_ONCE).await })
        });
        if removing.await? < REMOVED_AT_ONCE.unsigned_abs() {
            break;
        }
    }
    Ok(answers::json(StatusCode::OK, &json!({"id": id, "removed": true})))
}

/// How a secret is replaced.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rotation {
    /// How long the old one signs on beside the new one; 0 for one that leaked.
    overlap_seconds: Option<i64>,
    /// The new one; without it, one is made.
    secret: Option<String>,
}

/// Replaces the secret of an endpoint. The new one is told now and never again.
#[utoipa::path(
    post,
    path = "/v1/webhooks/{id}/rotate",
    tag = "Webhooks",
    operation_id = "rotate_webhook_secret",
    params(("id" = String, Path, description = "The id of the endpoint")),
    request_body = Rotation,
    responses((status = 200, description = "The new secret", body = told::Rotated), OwnOrConflict),
)]
pub async fn rotate(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(id): Named,
    Shaped(rotation): Shaped<Rotation>,
) -> Answer {
    caller.may(Scope::Admin)?;
    let overlap = rotation.overlap_seconds.unwrap_or(USUAL_OVERLAP_S);
    if !(0..=LONGEST_OVERLAP_S).contains(&overlap) {
        let what = format!("`overlap_seconds` is from 0 to {LONGEST_OVERLAP_S}, this is {overlap}");
        return Err(Refusal::bad(what));
    }
    let secret = secret(rotation.secret)?;
    let now = now_ms();
    let until = now + overlap * 1_000;
    let mut deed = deed(&caller, "webhook.secret_rotated", &id);
    deed.details = json!({"overlap_seconds": overlap});
    let sealed = sealed_secret(caller.tenant.seal(), &id, new_id(), &secret);
    let seal = caller.tenant.seal().clone();
    let (rows, new) = (Arc::new((sealed, deed, seal)), secret.clone());
    let rotated = service
        .database()
        .write(move |connection| {
            let (rows, new) = (Arc::clone(&rows), new.clone());
            Box::pin(async move {
                let (sealed, deed, seal) = &*rows;
                if webhooks::get(connection, &deed.tenant, &deed.subject).await?.is_none() {
                    return Ok(Rotated::Missing);
                }
                let before = webhooks::secrets(connection, &deed.subject).await?;
                let mut old_until = until;
                match signing_keys(seal, &before) {
                    // Whether there is room for one more beside those that sign still.
                    Some(mut keys) => {
                        if let Err(why) = keys.rotate(new, moment(now), moment(until)) {
                            return Ok(Rotated::TooMany(why));
                        }
                    }
                    // They were sealed under another secret, and sign nothing any more.
                    None => old_until = now,
                }
                webhooks::retire_secrets(connection, &deed.subject, now, old_until).await?;
                webhooks::insert_secret(connection, sealed).await?;
                audit::append(connection, deed).await?;
                Ok(Rotated::Done)
            })
        })
        .await?;
    match rotated {
        Rotated::Done => {
            let body = json!({"id": id, "secret": secret.reveal(), "old_secrets_until_ms": until});
            Ok(answers::json(StatusCode::OK, &body))
        }
        Rotated::Missing => Err(none(&id)),
        Rotated::TooMany(why) => Err(Refusal::Conflict { what: why.to_string() }),
    }
}

enum Rotated {
    Done,
    Missing,
    TooMany(TooManySecrets),
}

/// Sends an event of the type `webhook.test` once, at once, whether the endpoint is enabled or not; tells what came of it.
#[utoipa::path(
    post,
    path = "/v1/webhooks/{id}/test",
    tag = "Webhooks",
    operation_id = "test_webhook",
    params(("id" = String, Path, description = "The id of the endpoint")),
    responses((status = 200, description = "What came of it", body = Tested), OwnOrConflict),
)]
pub async fn test(State(service): State<Arc<Service>>, Asking(caller): Asking, Named(id): Named) -> Answer {
    caller.may(Scope::Admin)?;
    let (endpoint, secrets) = found(&service, &caller, &id).await?;
    let sender = service.webhooks().sender()?;
    let keys = signing_keys(caller.tenant.seal(), &secrets).ok_or_else(|| {
        let what = "the secret of this endpoint cannot be opened: rotate it".to_owned();
        Refusal::Conflict { what }
    })?;
    let now = now_ms();
    let body = body("webhook.test", now, &json!({"endpoint_id": endpoint.id}));
    let message = MessageId::random();
    let post =
        Post { url: &endpoint.url, id: &message, at: moment(now), body: Bytes::from(body), keys: &keys };
    let _turn = service.webhooks().turn_for_test().ok_or(Error::Overloaded { retry_after: COME_BACK })?;
    let begun = Instant::now();
    let outcome = sender.post(post).await;
    let took = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    let delivered = outcome.is_delivered();
    let (status, failure, what) = match outcome {
        Outcome::Answered { status, .. } => (Some(status), None, None),
        Outcome::Unanswered { failure, what } => (None, Some(failure.name()), Some(what)),
    };
    let body = json!({
        "message_id": message.as_str(),
        "delivered": delivered,
        "status": status,
        "failure": failure,
        "what": what,
        "took_ms": took,
    });
    Ok(answers::json(StatusCode::OK, &body))
}

/// Which deliveries are wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Part {
    state: Option<String>,
    before: Option<String>,
    limit: Option<i64>,
}

/// What was sent to an endpoint and what waits, the newest first.
#[utoipa::path(
    get,
    path = "/v1/webhooks/{id}/deliveries",
    tag = "Webhooks",
    operation_id = "list_deliveries",
    params(("id" = String, Path, description = "The id of the endpoint"), Part),
    responses((status = 200, description = "The newest first", body = Deliveries), OwnOrMissing),
)]
pub async fn log(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(id): Named,
    Asked(part): Asked<Part>,
) -> Answer {
    caller.may(Scope::Admin)?;
    found(&service, &caller, &id).await?;
    let limit = limit(part.limit)?;
    let state = part.state.as_deref().map(state).transpose()?;
    let wanted = Wanted { state, before: part.before, limit };
    let database = service.database();
    let rows = database.read(deliveries::search(database.pool(), &id, &wanted)).await?;
    let next = (rows.len() as i64 == limit).then(|| rows.last().map(|row| row.id.clone())).flatten();
    let rows: Vec<Value> = rows.iter().map(delivery).collect();
    Ok(answers::json(StatusCode::OK, &json!({"deliveries": rows, "next": next})))
}

/// One delivery, with what is sent.
#[utoipa::path(
    get,
    path = "/v1/webhooks/{id}/deliveries/{delivery}",
    tag = "Webhooks",
    operation_id = "get_delivery",
    params(("id" = String, Path, description = "The id of the endpoint"), ("delivery" = String, Path, description = "The id of the delivery")),
    responses((status = 200, description = "The delivery", body = WholeDelivery), OwnOrMissing),
)]
pub async fn delivered(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Path((id, which)): Path<(String, String)>,
) -> Answer {
    caller.may(Scope::Admin)?;
    found(&service, &caller, &id).await?;
    let database = service.database();
    let row = database.read(deliveries::get(database.pool(), &id, &which)).await?;
    let row = row.ok_or_else(|| no_delivery(&which))?;
    let body = caller.tenant.seal().open_words(&sealed_as(&id, &which), &row.sealed);
    // As it is sent, to the last digit.
    let body = body.and_then(|body| RawValue::from_string(body).ok());
    Ok(answers::json(StatusCode::OK, &WithBody { delivery: delivery(&row), body }))
}

#[derive(Serialize)]
struct WithBody {
    #[serde(flatten)]
    delivery: Value,
    body: Option<Box<RawValue>>,
}

/// Sends one delivery again, whatever became of it. The receiver can tell by its id that it is the same.
#[utoipa::path(
    post,
    path = "/v1/webhooks/{id}/deliveries/{delivery}/replay",
    tag = "Webhooks",
    operation_id = "replay_delivery",
    params(("id" = String, Path, description = "The id of the endpoint"), ("delivery" = String, Path, description = "The id of the delivery")),
    responses((status = 202, description = "It is sent again", body = SentAgain), OwnOrMissing),
)]
pub async fn replay(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Path((id, which)): Path<(String, String)>,
) -> Answer {
    caller.may(Scope::Admin)?;
    found(&service, &caller, &id).await?;
    let mut deed = deed(&caller, "webhook.replayed", &id);
    deed.details = json!({"delivery": which});
    let asked = which.clone();
    let was_there = service
        .database()
        .write(move |connection| {
            let (deed, which) = (deed.clone(), asked.clone());
            Box::pin(async move {
                let was_there = deliveries::replay(connection, &deed.subject, &which, deed.at).await?;
                if was_there {
                    audit::append(connection, &deed).await?;
                }
                Ok(was_there)
            })
        })
        .await?;
    if !was_there {
        return Err(no_delivery(&which));
    }
    service.webhooks().wake();
    Ok(answers::json(StatusCode::ACCEPTED, &json!({"replayed": 1})))
}

/// Sends everything again that was given up.
#[utoipa::path(
    post,
    path = "/v1/webhooks/{id}/replay",
    tag = "Webhooks",
    operation_id = "replay_webhook",
    params(("id" = String, Path, description = "The id of the endpoint")),
    responses((status = 202, description = "They are sent again", body = SentAgain), OwnOrMissing),
)]
pub async fn replay_all(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(id): Named,
) -> Answer {
    caller.may(Scope::Admin)?;
    found(&service, &caller, &id).await?;
    let deed = deed(&caller, "webhook.replayed", &id);
    let replayed = service
        .database()
        .write(move |connection| {
            let mut deed = deed.clone();
            Box::pin(async move {
                let replayed = deliveries::replay_dead(connection, &deed.subject, deed.at).await?;
                deed.details = json!({"deliveries": replayed});
                audit::append(connection, &deed).await?;
                Ok(replayed)
            })
        })
        .await?;
    service.webhooks().wake();
    Ok(answers::json(StatusCode::ACCEPTED, &json!({"replayed": replayed})))
}

async fn found(
    service: &Service,
    caller: &Caller,
    id: &str,
) -> Result<(EndpointRow, Vec<SecretRow>), Refusal> {
    let database = service.database();
    let read = async {
        let connection: &mut AnyConnection = &mut *database.pool().acquire().await?;
        let Some(endpoint) = webhooks::get(connection, caller.tenant.name(), id).await? else {
            return Ok(None);
        };
        let secrets = webhooks::secrets(connection, id).await?;
        Ok(Some((endpoint, secrets)))
    };
    database.read(read).await?.ok_or_else(|| none(id))
}

/// An endpoint as it is told.
fn shown(endpoint: &EndpointRow) -> Value {
    let disabled = endpoint.disabled.map(|(at, why)| json!({"because": why.as_str(), "at_ms": at}));
    let paused = Some(endpoint.paused_until).filter(|until| *until > now_ms());
    json!({
        "id": endpoint.id,
        "url": endpoint.url,
        "description": endpoint.description,
        "events": names(&endpoint.events),
        "include_text": endpoint.include_text,
        "made_at_ms": endpoint.made_at,
        "enabled": endpoint.disabled.is_none(),
        "disabled": disabled,
        "delivered_at_ms": endpoint.delivered_at,
        "failing_since_ms": endpoint.failing_since,
        "failures": endpoint.failures,
        "paused_until_ms": paused,
    })
}

fn delivery(row: &DeliveryRow) -> Value {
    let last = row.last.as_ref().map(
        |last| json!({"at_ms": last.at, "status": last.status, "failure": last.failure, "what": last.what}),
    );
    let next = (row.state == Became::Pending).then_some(row.next_attempt_at);
    json!({
        "id": row.id,
        "event": row.event,
        "state": row.state.as_str(),
        "attempts": row.attempts,
        "made_at_ms": row.made_at,
        "next_attempt_at_ms": next,
        "last": last,
    })
}

fn url(service: &Service, text: &str) -> Result<String, Refusal> {
    let target = Target::parse(text, &service.webhooks().rules());
    target.map(|target| target.url().to_string()).map_err(|error| Refusal::bad(format!("`url`: {error}")))
}

/// What may be written down where a path may hold a secret.
fn host(url: &str) -> String {
    let url = reqwest::Url::parse(url).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

fn events(asked: &[String]) -> Result<Vec<EventType>, Refusal> {
    let known = || names(&EventType::ALL).join(", ");
    if asked.is_empty() {
        return Err(Refusal::bad(format!("`events` is empty: name some of {}", known())));
    }
    let mut events = Vec::with_capacity(asked.len());
    for name in asked {
        let event = EventType::parse(name);
        let event = event
            .ok_or_else(|| Refusal::bad(format!("there is no event `{name}`: name some of {}", known())))?;
        if !events.contains(&event) {
            events.push(event);
        }
    }
    Ok(events)
}

fn names(events: &[EventType]) -> Vec<&'static str> {
    events.iter().map(|event| event.as_str()).collect()
}

fn described(description: String) -> Result<String, Refusal> {
    match description.len() {
        0..=MOST_DESCRIPTION_BYTES => Ok(description),
        length => Err(Refusal::bad(format!(
            "`description` has at most {MOST_DESCRIPTION_BYTES} bytes, this one has {length}"
        ))),
    }
}

fn secret(asked: Option<String>) -> Result<Secret, Refusal> {
    match asked {
        Some(text) => Secret::parse(&text).map_err(|error| Refusal::bad(format!("`secret`: {error}"))),
        None => Secret::random().map_err(|error| {
            CannotSend { what: format!("the system gives no random numbers: {error}") }.into()
        }),
    }
}

fn state(name: &str) -> Result<Became, Refusal> {
    let known: Vec<&str> = Became::ALL.iter().map(|state| state.as_str()).collect();
    let state = Became::parse(name);
    state.ok_or_else(|| Refusal::bad(format!("`state` is one of {}, not `{name}`", known.join(", "))))
}

fn none(id: &str) -> Refusal {
    Refusal::not_found(format!("there is no webhook endpoint `{id}`"))
}

fn no_delivery(id: &str) -> Refusal {
    Refusal::not_found(format!("there is no delivery `{id}` to this endpoint, or no longer"))
}
