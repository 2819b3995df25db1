//! Koko's own API: the shapes of the command line, of Python and of Node, over HTTP.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use koko_core::actor::{Event, Recorded};
use koko_core::content::{ActorId, Content};
use koko_core::error::{Error, ErrorBody, Result};
use koko_core::moderator::Moderator;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::answers::{self, refused, refused_by_http};
use super::service::Service;
use crate::input::fields::{Column, Fields, Values, Wanted, kind_of};

/// Contents, or events, that one request may bring.
const MOST_AT_ONCE: usize = 1_000;

/// A service that answers is alive.
pub async fn health() -> Response {
    answers::json(StatusCode::OK, &json!({"status": "ok"}))
}

/// Whether requests are welcome: not while the service is about to stop.
pub async fn ready(State(service): State<Arc<Service>>) -> Response {
    match service.is_ready() {
        true => answers::json(StatusCode::OK, &json!({"status": "ready", "ids": service.moderator().ids()})),
        false => {
            refused_by_http(StatusCode::SERVICE_UNAVAILABLE, "stopping", "this service is about to stop")
        }
    }
}

/// What is in a text, or in each of many: an object or an array in, the same out.
pub async fn score(State(service): State<Arc<Service>>, Parsed(body): Parsed) -> Response {
    let asked = match Asked::of(body, Wanted::Text) {
        Ok(asked) => asked,
        Err(error) => return refused(&error),
    };
    match asked {
        Asked::One(row) => {
            let (id, content) = *row;
            let scored = match content {
                Ok(content) => service.score(content.text.as_str()).await,
                Err(error) => Err(error),
            };
            one(id, scored)
        }
        Asked::Many(rows) => {
            let options = service.options();
            let answers = service
                .work(move |moderator| {
                    Ok(answer_each(rows, |contents| {
                        let texts: Vec<&str> = contents.iter().map(|content| content.text.as_str()).collect();
                        moderator.with(options).score_many(&texts)
                    }))
                })
                .await;
            many(answers)
        }
    }
}

/// What should happen with a content, or with each of many, in order.
pub async fn moderate(State(service): State<Arc<Service>>, Parsed(body): Parsed) -> Response {
    let asked = match Asked::of(body, Wanted::Content) {
        Ok(asked) => asked,
        Err(error) => return refused(&error),
    };
    let options = service.options();
    match asked {
        Asked::One(row) => {
            let (id, content) = *row;
            let work = |moderator: &Moderator| moderator.with(options).moderate(&content?);
            let moderated = service.work(work).await;
            one(id, moderated)
        }
        Asked::Many(rows) => {
            let work = move |moderator: &Moderator| {
                Ok(answer_each(rows, |contents| moderator.with(options).moderate_many(contents)))
            };
            many(service.work(work).await)
        }
    }
}

/// Which words drove the scores of a text.
pub async fn explain(State(service): State<Arc<Service>>, Parsed(body): Parsed) -> Response {
    let options = service.options();
    match Asked::of(body, Wanted::Text) {
        Ok(Asked::One(row)) => {
            let (id, content) = *row;
            let work = |moderator: &Moderator| moderator.with(options).explain(content?.text.as_str());
            one(id, service.work(work).await)
        }
        Ok(Asked::Many(_)) => refused(&bad("explain takes one text: {\"text\": …}".to_owned())),
        Err(error) => refused(&error),
    }
}

/// What authors did and what happened to them: an event, or an array of them.
pub async fn events(State(service): State<Arc<Service>>, Parsed(body): Parsed) -> Response {
    match body {
        Value::Array(events) if events.len() > MOST_AT_ONCE => refused(&too_many(events.len())),
        Value::Array(events) => {
            let work = |moderator: &Moderator| {
                let read: Vec<Result<Event>> = events.into_iter().map(event_of).collect();
                let good: Vec<Event> = read.iter().flatten().cloned().collect();
                let mut recorded = moderator.record(&good).into_iter();
                let mut each =
                    |read: Result<Event>| read.and_then(|_| recorded.next().expect("one for each event"));
                Ok(read.into_iter().map(|read| line(None, each(read))).collect())
            };
            many(service.work(work).await)
        }
        event => {
            let work = |moderator: &Moderator| -> Result<Recorded> {
                let event = event_of(event)?;
                moderator.record(std::slice::from_ref(&event)).pop().expect("one answer for one event")
            };
            one(None, service.work(work).await)
        }
    }
}

/// How an author stands.
pub async fn standing(State(service): State<Arc<Service>>, Author(author): Author) -> Response {
    let work = |moderator: &Moderator| moderator.standing(&author?);
    of_author(service.work(work).await)
}

/// Everything that is stored about an author.
pub async fn export(State(service): State<Arc<Service>>, Author(author): Author) -> Response {
    let work = |moderator: &Moderator| moderator.export(&author?);
    of_author(service.work(work).await)
}

/// Erases an author.
pub async fn forget(State(service): State<Arc<Service>>, Author(author): Author) -> Response {
    let work = |moderator: &Moderator| moderator.forget(&author?);
    match service.work(work).await {
        Ok(was_there) => answers::json(StatusCode::OK, &json!({"forgotten": was_there})),
        Err(error) => refused(&error),
    }
}

fn of_author<T: Serialize>(found: Result<Option<T>>) -> Response {
    match found {
        Ok(Some(found)) => answers::json(StatusCode::OK, &found),
        Ok(None) => refused_by_http(StatusCode::NOT_FOUND, "not_found", "nothing is known of this author"),
        Err(error) => refused(&error),
    }
}

/// The author whom a path names, or why it names nobody.
pub struct Author(Result<ActorId>);

impl<S: Send + Sync> FromRequestParts<S> for Author {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> std::result::Result<Author, Infallible> {
        let named = Path::<String>::from_request_parts(parts, state).await;
        Ok(Author(match named {
            Ok(Path(name)) => ActorId::new(name),
            Err(_) => Err(bad("the author in the path is not UTF-8".to_owned())),
        }))
    }
}

/// A body that is JSON, whatever the content type says; else the answer that says why it is none.
pub struct Parsed(Value);

impl<S: Send + Sync> FromRequest<S> for Parsed {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> std::result::Result<Parsed, Response> {
        let body = Bytes::from_request(request, state).await.map_err(|rejection| {
            let (status, message) = answers::not_received(&rejection);
            refused_by_http(status, "bad_input", &message)
        })?;
        let parsed = serde_json::from_slice(&body);
        parsed.map(Parsed).map_err(|error| refused(&bad(format!("the body is not JSON: {error}"))))
    }
}

type Row = (Option<Value>, Result<Content>);

/// What a body asks about.
enum Asked {
    One(Box<Row>),
    Many(Vec<Row>),
}

impl Asked {
    fn of(body: Value, wanted: Wanted) -> Result<Asked> {
        let fields = fields(wanted);
        match body {
            Value::Object(record) => Ok(Asked::One(Box::new(fields.content(record, Values::Json)))),
            Value::Array(records) if records.len() > MOST_AT_ONCE => Err(too_many(records.len())),
            Value::Array(records) => {
                let read = |record| match record {
                    Value::Object(record) => fields.content(record, Values::Json),
                    other => (None, Err(not_an_object(&other))),
                };
                Ok(Asked::Many(records.into_iter().map(read).collect()))
            }
            other => Err(not_an_object(&other)),
        }
    }
}

fn fields(wanted: Wanted) -> Fields {
    let column = |name: &str, needed| Column { name: name.to_owned(), option: "", needed };
    Fields {
        text: column("text", true),
        id: column("id", false),
        author: column("author", false),
        community: column("community", false),
        beside: None,
        wanted,
    }
}

fn event_of(value: Value) -> Result<Event> {
    serde_json::from_value(value).map_err(|error| bad(format!("this is no event: {error}")))
}

/// One line for each row, in order; what could not be read is told in its place.
fn answer_each<T: Serialize>(
    rows: Vec<Row>,
    answer: impl FnOnce(&[Content]) -> Vec<Result<T>>,
) -> Vec<Value> {
    let mut contents = Vec::with_capacity(rows.len());
    let read: Vec<(Option<Value>, Result<()>)> =
        rows.into_iter().map(|(id, content)| (id, content.map(|content| contents.push(content)))).collect();
    let mut answers = answer(&contents).into_iter();
    let mut each = |read: Result<()>| read.and_then(|()| answers.next().expect("one for each content"));
    read.into_iter().map(|(id, read)| line(id, each(read))).collect::<Vec<Value>>()
}

fn line<T: Serialize>(id: Option<Value>, answer: Result<T>) -> Value {
    let body = match answer {
        Ok(found) => serde_json::to_value(found).expect("our own shapes have string keys and finite numbers"),
        Err(error) => json!({"error": ErrorBody::from(&error)}),
    };
    let mut line = Map::new();
    line.extend(id.map(|id| ("id".to_owned(), id)));
    match body {
        Value::Object(fields) => line.extend(fields),
        other => drop(line.insert("answer".to_owned(), other)),
    }
    Value::Object(line)
}

fn one<T: Serialize>(id: Option<Value>, answer: Result<T>) -> Response {
    match answer {
        Ok(found) => answers::json(StatusCode::OK, &line(id, Ok(found))),
        Err(error) => refused(&error),
    }
}

fn many(answers: Result<Vec<Value>>) -> Response {
    match answers {
        Ok(lines) => answers::json(StatusCode::OK, &lines),
        Err(error) => refused(&error),
    }
}

fn bad(what: String) -> Error {
    Error::BadInput { what }
}

fn not_an_object(value: &Value) -> Error {
    bad(format!("expected an object with `text`, or an array of them, not {}", kind_of(value)))
}

fn too_many(count: usize) -> Error {
    bad(format!("at most {MOST_AT_ONCE} at once, these are {count}: send them in parts"))
}
