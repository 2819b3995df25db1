//! What authors did and what happened to them elsewhere: reports, decisions of moderators, appeals.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use koko_core::actor::{Event, Flagged, Recorded};
use koko_core::error::{Error, Result as CoreResult};
use koko_core::moderator::Moderator;
use serde_json::{Value, json};

use super::super::answers::{self, by};
use super::super::archiving;
use super::super::callers::Scope;
use super::super::database::{bands, now_ms};
use super::super::document::authors;
use super::super::document::contents::{Answers, OneOrMany};
use super::super::document::refusals::Own;
use super::super::live::Happening;
use super::super::recording::{author_key, band_change};
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::super::tenants::Tenant;
use super::super::webhooks::events::OutgoingEvent;
use super::super::webhooks::outbox::Outbox;
use super::super::webhooks::payloads;
use super::{Answer, Asking, MOST_AT_ONCE, Parsed, line, too_many};

/// An event, or an array of them.
#[utoipa::path(
    post,
    path = "/v1/events",
    tag = "Authors",
    operation_id = "record_events",
    request_body = OneOrMany<authors::Event>,
    responses((status = 200, description = "What became of them", body = Answers<authors::Recorded>), Own),
)]
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
    let (noted, recorded) = service
        .work(move || {
            let good: Vec<Event> = read.iter().flatten().cloned().collect();
            let recorded = recording.record(&good);
            let noted = good.into_iter().zip(&recorded);
            let noted: Vec<Noted> = noted
                .filter_map(|(event, recorded)| {
                    Some(Noted { event, recorded: recorded.as_ref().ok()?.clone() })
                })
                .collect();
            let mut recorded = recorded.into_iter();
            let each =
                |read: CoreResult<Event>| read.and_then(|_| recorded.next().expect("one for each event"));
            Ok((noted, read.into_iter().map(each).collect::<Vec<_>>()))
        })
        .await?;
    note(service, tenant, &moderator, &noted).await?;
    Ok(recorded)
}

/// An event that was recorded.
struct Noted {
    event: Event,
    recorded: Recorded,
}

impl Noted {
    /// The report, if it is one that was not told before.
    fn flag(&self) -> Option<&Flagged> {
        match &self.event {
            Event::Flagged(flag) if self.recorded.counted => Some(flag),
            _ => None,
        }
    }
}

/// What is written about an event.
struct Row {
    author: bands::Named,
    band: &'static str,
    /// For webhooks, if anybody wants to hear.
    flag: Option<OutgoingEvent>,
    standing: Option<OutgoingEvent>,
}

/// Notes how the authors stand now, and tells whoever wants to know.
async fn note(
    service: &Arc<Service>,
    tenant: &Arc<Tenant>,
    moderator: &Moderator,
    noted: &[Noted],
) -> Result<(), Refusal> {
    if noted.is_empty() {
        return Ok(());
    }
    let now = now_ms();
    let is_heard = service.webhooks().is_heard();
    let row = |noted: &Noted| {
        let standing = &noted.recorded.standing;
        let author = author_key(moderator, &standing.author);
        let flag = noted.flag().filter(|_| is_heard);
        Row {
            flag: flag.map(|flag| payloads::flag_received(tenant, author.clone(), flag, now)),
            standing: is_heard.then(|| payloads::standing_changed(tenant, author.clone(), standing, now)),
            band: standing.band.as_str(),
            author: bands::Named::new(tenant.seal(), author, standing.author.as_str()),
        }
    };
    let (name, rows) = (tenant.name().to_owned(), Arc::new(noted.iter().map(row).collect::<Vec<Row>>()));
    let changes = service
        .database()
        .write(move |connection| {
            let (name, rows) = (name.clone(), Arc::clone(&rows));
            Box::pin(async move {
                let (mut changes, mut outbox) = (Vec::with_capacity(rows.len()), Outbox::default());
                for Row { author, band, flag, standing } in rows.iter() {
                    if let Some(flag) = flag {
                        outbox.add(connection, flag).await?;
                    }
                    let before = bands::note(connection, &name, author, band, now).await?;
                    if let (Some(before), Some(standing)) = (&before, standing) {
                        outbox.add(connection, &standing.since(before)).await?;
                    }
                    changes.push(before);
                }
                Ok(changes)
            })
        })
        .await?;
    service.webhooks().wake();
    let records = noted
        .iter()
        .filter_map(|noted| archiving::of_event(tenant, moderator, &noted.event, &noted.recorded, now));
    service.archive_records(tenant, records.collect()).await?;
    let owner: Arc<str> = tenant.name().into();
    for flag in noted.iter().filter_map(Noted::flag) {
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
    for (noted, before) in noted.iter().zip(changes) {
        let standing = &noted.recorded.standing;
        if let Some(before) = before {
            let data = Arc::new(band_change(standing, &before));
            let (tenant, id) = (Arc::clone(&owner), standing.author.as_str().to_owned());
            service.live().tell(Happening { tenant, kind: "standing.changed", id, data });
        }
    }
    Ok(())
}

/// Reads an event, whatever is in it, and as what the archive would keep of it: for fuzzing.
pub(crate) fn read_any(body: &[u8]) {
    if let Ok(Ok(event)) = serde_json::from_slice(body).map(event_of) {
        let written = serde_json::to_value(&event).expect("an event that was read can be written");
        assert_eq!(event_of(written).expect("and read again"), event);
    }
}

fn event_of(value: Value) -> CoreResult<Event> {
    serde_json::from_value(value)
        .map_err(|error| Error::BadInput { what: format!("this is no event: {error}") })
}
