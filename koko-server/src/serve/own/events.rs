//! What authors did and what happened to them elsewhere: reports, decisions of moderators, appeals.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use koko_core::actor::{Event, Recorded};
use koko_core::error::{Error, Result as CoreResult};
use serde_json::{Value, json};

use super::super::answers::{self, by};
use super::super::callers::Scope;
use super::super::database::{bands, now_ms};
use super::super::live::Happening;
use super::super::recording::{author_key, band_change};
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::super::tenants::Tenant;
use super::{Answer, Asking, MOST_AT_ONCE, Parsed, line, too_many};

/// An event, or an array of them.
pub async fn events(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Parsed(body): Parsed,
) -> Answer {
    caller.may(Scope::Moderate)?;
    let moderator = Arc::clone(caller.tenant.active().pinned());
    match body {
        Value::Array(events) if events.len() > MOST_AT_ONCE => Err(too_many(events.len())),
        Value::Array(events) => {
            let read: Vec<CoreResult<Event>> = events.into_iter().map(event_of).collect();
            let recorded = record(&service, &caller.tenant, read).await?;
            let lines: Vec<Value> = recorded.into_iter().map(|recorded| line(None, recorded)).collect();
            Ok(by(answers::json(StatusCode::OK, &lines), &moderator))
        }
        event => {
            let mut recorded = record(&service, &caller.tenant, vec![Ok(event_of(event)?)]).await?;
            let recorded = recorded.pop().expect("one answer for one event")?;
            Ok(by(answers::json(StatusCode::OK, &line(None, Ok(recorded))), &moderator))
        }
    }
}

/// Records events for a tenant, and tells whoever wants to know; an answer for each, in order.
pub async fn record(
    service: &Arc<Service>,
    tenant: &Arc<Tenant>,
    read: Vec<CoreResult<Event>>,
) -> Result<Vec<CoreResult<Recorded>>, Refusal> {
    let moderator = Arc::clone(tenant.active().pinned());
    let recording = Arc::clone(&moderator);
    let (events, recorded) = service
        .work(move || {
            let good: Vec<Event> = read.iter().flatten().cloned().collect();
            let mut recorded = recording.record(&good).into_iter();
            let each =
                |read: CoreResult<Event>| read.and_then(|_| recorded.next().expect("one for each event"));
            Ok((good, read.into_iter().map(each).collect::<Vec<_>>()))
        })
        .await?;
    note(service, tenant, &moderator, &events, &recorded).await?;
    Ok(recorded)
}

/// Notes how the authors stand now, and tells whoever looks on.
async fn note(
    service: &Arc<Service>,
    tenant: &Arc<Tenant>,
    moderator: &koko_core::moderator::Moderator,
    events: &[Event],
    recorded: &[CoreResult<Recorded>],
) -> Result<(), Refusal> {
    let standings: Vec<_> = recorded.iter().flatten().map(|recorded| recorded.standing.clone()).collect();
    if standings.is_empty() {
        return Ok(());
    }
    let now = now_ms();
    let rows: Vec<(String, &'static str)> = standings
        .iter()
        .map(|standing| (author_key(moderator, &standing.author), standing.band.as_str()))
        .collect();
    let (name, rows) = (tenant.name().to_owned(), Arc::new(rows));
    let changes = service
        .database()
        .write(move |connection| {
            let (name, rows) = (name.clone(), Arc::clone(&rows));
            Box::pin(async move {
                let mut changes = Vec::with_capacity(rows.len());
                for (author, band) in rows.iter() {
                    changes.push(bands::note(connection, &name, author, band, now).await?);
                }
                Ok(changes)
            })
        })
        .await?;
    let owner: Arc<str> = tenant.name().into();
    for event in events {
        if let Event::Flagged(flag) = event {
            let data = json!({
                "flag_id": flag.id,
                "author": flag.author,
                "content": flag.post,
                "family": flag.family,
                "at": flag.at,
            });
            let id = flag.id.as_str().to_owned();
            let tenant = Arc::clone(&owner);
            service.live().tell(Happening { tenant, kind: "flag.received", id, data: Arc::new(data) });
        }
    }
    for (standing, before) in standings.iter().zip(changes) {
        if let Some(before) = before {
            let data = Arc::new(band_change(standing, &before));
            let (tenant, id) = (Arc::clone(&owner), standing.author.as_str().to_owned());
            service.live().tell(Happening { tenant, kind: "standing.changed", id, data });
        }
    }
    Ok(())
}

fn event_of(value: Value) -> CoreResult<Event> {
    serde_json::from_value(value)
        .map_err(|error| Error::BadInput { what: format!("this is no event: {error}") })
}
