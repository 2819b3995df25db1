//! Koko's own API: the shapes of the command line, of Python and of Node, over HTTP.

pub mod actors;
pub mod audit;
pub mod company;
pub mod decisions;
pub mod escalation;
pub mod events;
pub mod examples;
pub mod feedback;
pub mod health;
pub mod labels;
pub mod lines;
pub mod live;
pub mod metrics;
pub mod models;
pub mod moderate;
pub mod place;
pub mod policies;
pub mod review;
pub mod score;
pub mod statements;
pub mod trying;
pub mod under;
pub mod webhooks;

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;
use koko_core::content::{ActorId, Content};
use koko_core::error::{Error, ErrorBody, ErrorKind};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::answers;
use super::callers::Caller;
use super::refusal::Refusal;
use crate::input::fields::{Column, Fields, Values, Wanted, kind_of};

/// Contents, or events, that one request may bring.
pub const MOST_AT_ONCE: usize = 1_000;
/// How many of a list are shown if nobody says, and at most.
const USUAL_LIMIT: i64 = 50;
const MOST_LISTED: i64 = 1_000;

/// What a request comes to.
pub type Answer = Result<Response, Refusal>;

/// Who asks: the door has found out.
pub struct Asking(pub Arc<Caller>);

impl<S: Send + Sync> FromRequestParts<S> for Asking {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Asking, Refusal> {
        let caller = parts.extensions.get::<Arc<Caller>>();
        caller.map(|caller| Asking(Arc::clone(caller))).ok_or(Refusal::NoKey)
    }
}

/// The author whom a path names.
pub struct Author(pub ActorId);

impl<S: Send + Sync> FromRequestParts<S> for Author {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Author, Refusal> {
        let Named(name) = Named::from_request_parts(parts, state).await?;
        Ok(Author(ActorId::new(name)?))
    }
}

/// The one word that a path leaves open.
pub struct Named(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Named, Refusal> {
        match Path::<String>::from_request_parts(parts, state).await {
            Ok(Path(name)) => Ok(Named(name)),
            Err(_) => Err(Refusal::bad("what the path names is not UTF-8")),
        }
    }
}

/// What stands behind the question mark.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Asked<T>, Refusal> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(asked)) => Ok(Asked(asked)),
            Err(rejection) => Err(Refusal::bad(rejection.body_text())),
        }
    }
}

/// A body that is JSON, whatever the content type says; else the answer that says why it is none.
pub struct Parsed(pub Value);

impl<S: Send + Sync> FromRequest<S> for Parsed {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Parsed, Response> {
        let body = Bytes::from_request(request, state).await.map_err(|rejection| {
            let (status, message) = answers::not_received(&rejection);
            answers::refused_by_http(status, "bad_input", &message)
        })?;
        let parsed = serde_json::from_slice(&body);
        parsed
            .map(Parsed)
            .map_err(|error| answers::refused(&Refusal::bad(format!("the body is not JSON: {error}"))))
    }
}

/// A JSON body of a certain shape.
pub struct Shaped<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Shaped<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Shaped<T>, Response> {
        let Parsed(value) = Parsed::from_request(request, state).await?;
        let shaped = serde_json::from_value(value);
        shaped.map(Shaped).map_err(|error| answers::refused(&Refusal::bad(format!("the body: {error}"))))
    }
}

/// A content that could be read, or why not, and its id as it was written.
pub type Row = (Option<Value>, koko_core::error::Result<Content>);

/// What a body asks about.
pub enum Contents {
    /// An object.
    One(Box<Row>),
    /// An array.
    Many(Vec<Row>),
}

impl Contents {
    /// Reads an object, or an array of them.
    pub fn of(body: Value, wanted: Wanted) -> Result<Contents, Refusal> {
        match body {
            Value::Object(_) => Ok(Contents::One(Box::new(row(body, wanted)))),
            Value::Array(records) if records.len() > MOST_AT_ONCE => Err(too_many(records.len())),
            Value::Array(records) => {
                Ok(Contents::Many(records.into_iter().map(|record| row(record, wanted)).collect()))
            }
            other => Err(not_an_object(&other).into()),
        }
    }
}

/// Reads one content.
pub fn row(record: Value, wanted: Wanted) -> Row {
    match record {
        Value::Object(record) => fields(wanted).content(record, Values::Json),
        other => (None, Err(not_an_object(&other))),
    }
}

/// The model that the header `Koko-Model` asks for.
pub fn asked_model(headers: &HeaderMap) -> Option<&str> {
    headers.get("koko-model").and_then(|value| value.to_str().ok())
}

/// By what a content meets the same model each time: its id, or else its text.
pub fn lot_of(content: &Content) -> &str {
    content.id.as_ref().map_or(content.text.as_str(), |id| id.as_str())
}

/// One line for each row, in order; what could not be read is told in its place.
pub fn answer_each<T: Serialize>(
    rows: Vec<Row>,
    answer: impl FnOnce(&[Content]) -> Result<Vec<koko_core::error::Result<T>>, Refusal>,
) -> Result<Vec<Value>, Refusal> {
    let mut contents = Vec::with_capacity(rows.len());
    let read: Vec<(Option<Value>, koko_core::error::Result<()>)> =
        rows.into_iter().map(|(id, content)| (id, content.map(|content| contents.push(content)))).collect();
    let mut answers = answer(&contents)?.into_iter();
    let mut each = |read: koko_core::error::Result<()>| {
        read.and_then(|()| answers.next().expect("one for each content"))
    };
    Ok(read.into_iter().map(|(id, read)| line(id, each(read))).collect::<Vec<Value>>())
}

/// Refuses the whole request where each of its contents is refused for now: whoever asked is told when to come back, and nothing
/// was done that would be done twice then.
pub fn any_answered<T>(
    answers: Vec<koko_core::error::Result<T>>,
) -> Result<Vec<koko_core::error::Result<T>>, Refusal> {
    let passes = |answer: &koko_core::error::Result<T>| matches!(answer, Err(error) if matches!(error.kind(), ErrorKind::Overloaded | ErrorKind::DeadlineExceeded));
    if !answers.is_empty() && answers.iter().all(passes) {
        let first = answers.into_iter().find_map(Result::err).expect("all are refused");
        return Err(first.into());
    }
    Ok(answers)
}

/// An answer with the id of what was asked about.
pub fn line<T: Serialize>(id: Option<Value>, answer: koko_core::error::Result<T>) -> Value {
    let body = match answer {
        Ok(found) => as_json(&found),
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

/// One of our own shapes.
pub fn as_json(found: &impl Serialize) -> Value {
    serde_json::to_value(found).expect("our own shapes have string keys and finite numbers")
}

/// A policy or a taught label that came with a request: what is wrong with it is the mistake of whoever sent it.
pub fn mistaken(error: Error) -> Refusal {
    match error.kind() {
        ErrorKind::BadPolicy | ErrorKind::BadBundle => Refusal::bad(error.to_string()),
        _ => error.into(),
    }
}

/// How many of a list are shown.
pub fn limit(asked: Option<i64>) -> Result<i64, Refusal> {
    match asked {
        None => Ok(USUAL_LIMIT),
        Some(limit) if (1..=MOST_LISTED).contains(&limit) => Ok(limit),
        Some(limit) => Err(Refusal::bad(format!("`limit` is from 1 to {MOST_LISTED}, this is {limit}"))),
    }
}

/// More than a request may bring.
pub fn too_many(count: usize) -> Refusal {
    Refusal::bad(format!("at most {MOST_AT_ONCE} at once, these are {count}: send them in parts"))
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

fn not_an_object(value: &Value) -> Error {
    let what = format!("expected an object with `text`, or an array of them, not {}", kind_of(value));
    Error::BadInput { what }
}
