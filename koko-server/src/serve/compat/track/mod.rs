//! The original Koko API of 2017: `/track/content`, `/track/flag`, `/track/moderation`. Its clients change one host.
//!
//! Answers are plain ASCII, because one of its clients reads them in the character set of its platform. Success is status 200
//! with an object in which nothing is called `error`; a failure carries its messages twice, as `errors` and, for clients that
//! are older still, as `error`.

mod fields;
mod time;
mod words;

use std::sync::Arc;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HeaderValue, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use koko_core::actor::Event;
use koko_core::content::{ActorId, CommunityId, Content, ContentId};
use koko_core::error::Error;
use koko_core::labels::Label;
use serde_json::{Map, Value, json};

use super::super::answers::{self, Received};
use super::super::archiving;
use super::super::callers::{Caller, Scope};
use super::super::console::origin::Head;
use super::super::database::decisions::{self, DecisionRow};
use super::super::database::early;
use super::super::database::now_ms;
use super::super::keys::in_headers;
use super::super::own::decisions::whole;
use super::super::own::events::record;
use super::super::recording;
use super::super::refusal::{Refusal, RefusalKind};
use super::super::sealing::Sealed;
use super::super::service::Service;
use fields::{Flag, Moderation, Posted};

/// Whether errors on this path are told in the words of this API.
pub fn is_its(path: &str) -> bool {
    path.starts_with("/track/")
}

/// Finds out who asks. Lets nobody in without a key, if there are keys.
pub async fn with_key(State(service): State<Arc<Service>>, mut request: Request, next: Next) -> Response {
    let page = service.page(&Head::of(&request));
    let caller = match service.caller_with_key(in_headers(request.headers()), &page).await {
        Ok(caller) => Arc::new(caller),
        Err(refusal) => return refused_for(&refusal),
    };
    request.extensions_mut().insert(Arc::clone(&caller));
    let mut response = next.run(request).await;
    if let Some(left) = caller.left() {
        answers::left(response.headers_mut(), left);
    }
    response
}

/// Why there is no answer.
enum Wrong {
    /// With the request: a message for each mistake.
    Request(Vec<String>),
    /// With something else.
    Else(Refusal),
}

impl<R: Into<Refusal>> From<R> for Wrong {
    fn from(refusal: R) -> Wrong {
        Wrong::Else(refusal.into())
    }
}

type Answer = Result<Response, Wrong>;

/// `POST /track/content`: somebody posted something. It is read, counts for its author, and is decided about.
pub async fn content(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Arc<Caller>>,
    headers: HeaderMap,
    body: Received,
) -> Response {
    told(posted(&service, &caller, &headers, body).await)
}

/// `POST /track/flag`: a user reported something.
pub async fn flag(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Arc<Caller>>,
    body: Received,
) -> Response {
    told(flagged(&service, &caller, body).await)
}

/// `POST /track/moderation`: a moderator decided.
pub async fn moderation(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Arc<Caller>>,
    body: Received,
) -> Response {
    told(moderated(&service, &caller, body).await)
}

async fn posted(service: &Arc<Service>, caller: &Arc<Caller>, headers: &HeaderMap, body: Received) -> Answer {
    caller.may(Scope::Moderate)?;
    let read =
        Posted::read(&parsed(body)?, |name| words::label_of(name).is_some()).map_err(Wrong::Request)?;
    let content = Content {
        id: Some(ContentId::new(read.id.clone())?),
        author: Some(ActorId::new(read.user)?),
        community: read.group.map(CommunityId::new).transpose()?,
        surface: Some(read.kind),
        at: read.at,
        ..Content::text(read.text)?
    };
    service.check_archive(caller, 1)?;
    caller.count(1).await?;
    let active = caller.tenant.active();
    let model = headers.get("koko-model").and_then(|value| value.to_str().ok());
    let moderator = Arc::clone(active.moderator(model, &read.id)?);
    let (options, reading) = (service.options(), Arc::clone(&moderator));
    let (content, moderation) = service
        .work(move || {
            let moderation = reading.with(options).moderate(&content)?;
            Ok((content, moderation))
        })
        .await?;
    // The same content again is one content.
    match find(service, caller, &read.id).await? {
        None => drop(recording::keep(service, caller, &moderator, &[(&content, &moderation)]).await?),
        // Whoever sends it again may not have been answered because the service died before it was archived.
        Some(row) => {
            let record = archiving::of_decision(&caller.tenant, &moderator, &row, &content, &moderation);
            service.archive_records(&caller.tenant, vec![record]).await?;
        }
    }
    catch_up(service, caller, &read.id).await?;
    if read.classifiers.is_empty() {
        return Ok(answers::by(ascii(StatusCode::OK, &json!({})), &moderator));
    }
    let score = |label: Label| moderation.scores.get(label).map(f64::from).unwrap_or_default();
    let classification: Vec<Value> = read
        .classifiers
        .iter()
        .map(
            |name| json!({"label": name, "confidence": words::label_of(name).map(score).unwrap_or_default()}),
        )
        .collect();
    let body = json!({
        "classifiers": {"id": read.id, "classification": classification},
        "koko": {
            "ids": moderator.ids(),
            "labels": super::labels(&moderation.scores),
            "decision": moderation.decision.action.as_str(),
            "truncated": moderation.truncated,
        },
    });
    Ok(answers::by(ascii(StatusCode::OK, &body), &moderator))
}

async fn flagged(service: &Arc<Service>, caller: &Arc<Caller>, body: Received) -> Answer {
    caller.may(Scope::Moderate)?;
    let flag = Flag::read(&parsed(body)?).map_err(Wrong::Request)?;
    let at = flag.at.map_or_else(|| now_ms() / 1_000, |at| at.unix_seconds());
    let mut events = Map::new();
    for target in &flag.targets {
        let mut event = json!({
            "event": "flagged",
            "id": short(&format!("{} {target}", flag.id)),
            "reporter": flag.flagger,
            "post": target,
            "at": at,
        });
        if let Some(family) = words::family_of(&flag.reasons) {
            event["family"] = json!(family);
        }
        events.insert(target.clone(), event);
    }
    count(service, caller, events).await?;
    Ok(ascii(StatusCode::OK, &json!({})))
}

async fn moderated(service: &Arc<Service>, caller: &Arc<Caller>, body: Received) -> Answer {
    caller.may(Scope::Moderate)?;
    let decided = Moderation::read(&parsed(body)?).map_err(Wrong::Request)?;
    let at = decided.at.map_or_else(|| now_ms() / 1_000, |at| at.unix_seconds());
    // What a machine decided is no human label; and a word that nobody knows says nothing about an author.
    let Some(outcome) = words::outcome_of(&decided.action).filter(|_| !decided.is_automated) else {
        return Ok(ascii(StatusCode::OK, &json!({})));
    };
    let mut events = Map::new();
    for target in &decided.targets {
        let mut event = json!({
            "event": "moderated",
            "id": short(&format!("{} {target}", decided.id)),
            "moderator": decided.moderator,
            "outcome": outcome,
            "post": target,
            "at": at,
        });
        if let Some(family) = words::family_of(&decided.reasons) {
            event["family"] = json!(family);
        }
        events.insert(target.clone(), event);
    }
    count(service, caller, events).await?;
    Ok(ascii(StatusCode::OK, &json!({})))
}

/// Counts events about contents for their authors; those whose content has not come yet wait for it.
async fn count(
    service: &Arc<Service>,
    caller: &Arc<Caller>,
    events: Map<String, Value>,
) -> Result<(), Refusal> {
    let mut known = Vec::new();
    for (target, event) in events {
        match find(service, caller, &target).await? {
            Some(row) => known.extend(completed(caller, &row, event)?.map(|event| (event, row))),
            None => wait(service, caller, target, &event).await?,
        }
    }
    settle(service, caller, known).await
}

/// Counts what came before its content did.
async fn catch_up(service: &Arc<Service>, caller: &Arc<Caller>, content: &str) -> Result<(), Refusal> {
    let database = service.database();
    let waiting = database.read(early::of_content(database.pool(), caller.tenant.name(), content)).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let Some(row) = find(service, caller, content).await? else { return Ok(()) };
    let mut known = Vec::new();
    for (id, sealed) in &waiting {
        let event = caller.tenant.seal().open(id, sealed).and_then(|sealed| sealed.text);
        let event = event.and_then(|event| serde_json::from_str(&event).ok()).unwrap_or_default();
        known.extend(completed(caller, &row, event)?.map(|event| (event, row.clone())));
    }
    settle(service, caller, known).await?;
    let ids: Vec<String> = waiting.into_iter().map(|(id, _)| id).collect();
    database
        .write(move |connection| {
            let ids = ids.clone();
            Box::pin(async move { early::remove(connection, &ids).await })
        })
        .await?;
    Ok(())
}

async fn wait(service: &Service, caller: &Caller, content: String, event: &Value) -> Result<(), Refusal> {
    let id = super::super::database::new_id();
    // Who reported is nobody else's business.
    let sealed = Sealed { text: Some(event.to_string()), ..Sealed::default() };
    let sealed = caller.tenant.seal().seal(&id, &sealed);
    let tenant = caller.tenant.name().to_owned();
    let name = short(event["id"].as_str().unwrap_or_default());
    let now = now_ms();
    service
        .database()
        .write(move |connection| {
            let early = early::Early {
                id: id.clone(),
                tenant: tenant.clone(),
                content: content.clone(),
                name: name.clone(),
                sealed: sealed.clone(),
                at: now,
            };
            Box::pin(async move { early::add(connection, &early).await })
        })
        .await?;
    Ok(())
}

/// An event with the author of the content that it is about; nothing for a content without an author.
fn completed(caller: &Caller, row: &DecisionRow, mut event: Value) -> Result<Option<Event>, Refusal> {
    let decision = whole(&caller.tenant, row);
    let Some(author) = decision["author"].as_str() else { return Ok(None) };
    event["author"] = Value::from(author);
    if event["event"] == "moderated" {
        event["receipt"] = json!(row.receipt);
        if event["family"].is_null() {
            event["family"] = json!(super::super::own::review::family_of(&decision));
        }
    }
    let event = serde_json::from_value(event).map_err(|error| Refusal::bad(error.to_string()))?;
    Ok(Some(event))
}

/// Records events, and notes what moderators decided beside the decision about the content.
async fn settle(
    service: &Arc<Service>,
    caller: &Arc<Caller>,
    known: Vec<(Event, DecisionRow)>,
) -> Result<(), Refusal> {
    if known.is_empty() {
        return Ok(());
    }
    let decided: Vec<(String, String)> = known
        .iter()
        .filter_map(|(event, row)| match event {
            Event::Moderated(moderated) => {
                let outcome = json!(moderated.outcome).as_str().unwrap_or_default().to_owned();
                Some((row.id.clone(), outcome))
            }
            _ => None,
        })
        .collect();
    let events: Vec<_> = known.into_iter().map(|(event, _)| Ok(event)).collect();
    for recorded in record(service, &caller.tenant, events).await? {
        recorded?;
    }
    if decided.is_empty() {
        return Ok(());
    }
    let (tenant, now) = (caller.tenant.name().to_owned(), now_ms());
    service
        .database()
        .write(move |connection| {
            let (tenant, decided) = (tenant.clone(), decided.clone());
            Box::pin(async move {
                for (id, outcome) in &decided {
                    decisions::change(connection, &tenant, id, outcome, now).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

async fn find(service: &Service, caller: &Caller, content: &str) -> Result<Option<DecisionRow>, Refusal> {
    let database = service.database();
    Ok(database.read(decisions::of_content(database.pool(), caller.tenant.name(), content)).await?)
}

/// Ids of ours are put together of two of theirs, which may be long.
fn short(id: &str) -> String {
    if id.len() <= koko_core::content::MAX_ID_BYTES {
        return id.to_owned();
    }
    blake3::hash(id.as_bytes()).to_hex().to_string()
}

/// Reads a body in each of the ways there are, whatever is in it: for fuzzing.
pub(crate) fn read_any(body: &[u8]) {
    fn check<T>(read: Result<T, Vec<String>>) {
        if let Err(mistakes) = read {
            assert!(!mistakes.is_empty(), "whoever is refused is told why");
            drop(refused(StatusCode::BAD_REQUEST, &mistakes));
        }
    }
    match parsed(Ok(Bytes::copy_from_slice(body))) {
        Ok(body) => {
            check(Posted::read(&body, |name| words::label_of(name).is_some()));
            check(Flag::read(&body));
            check(Moderation::read(&body));
        }
        Err(wrong) => drop(told(Err(wrong))),
    }
}

fn parsed(body: Received) -> Result<Value, Wrong> {
    let body = body.map_err(|rejection| Wrong::Request(vec![answers::not_received(&rejection).1]))?;
    let text = std::str::from_utf8(&body)
        .map_err(|_| Wrong::Request(vec!["Request body is not valid UTF-8.".to_owned()]))?;
    serde_json::from_str(text)
        .map_err(|error| Wrong::Request(vec![format!("Request body is not valid JSON: {error}.")]))
}

fn told(answer: Answer) -> Response {
    match answer {
        Ok(response) => response,
        Err(Wrong::Request(mistakes)) => refused(StatusCode::BAD_REQUEST, &mistakes),
        Err(Wrong::Else(refusal)) => refused_for(&refusal),
    }
}

/// A refusal of the service, as its clients read it.
pub fn refused_for(refusal: &Refusal) -> Response {
    let status = match (refusal, answers::status_of_refusal(refusal)) {
        (Refusal::Core(Error::TextTooLong { .. }), _) => StatusCode::BAD_REQUEST,
        (_, status) => status,
    };
    let mut response = refused(status, &[refusal.to_string()]);
    if refusal.kind() == RefusalKind::Unauthorized {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Koko"));
    }
    answers::with_retry(response, refusal)
}

/// A failure as its clients read it.
pub fn refused(status: StatusCode, messages: &[String]) -> Response {
    ascii(status, &json!({"errors": messages, "error": messages}))
}

/// JSON in plain ASCII.
fn ascii(status: StatusCode, body: &Value) -> Response {
    let mut text = String::new();
    for unit in body.to_string().chars() {
        if unit.is_ascii() {
            text.push(unit);
        } else {
            for half in unit.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{half:04x}"));
            }
        }
    }
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
