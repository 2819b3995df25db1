//! Google's Perspective API (Comment Analyzer v1alpha1): its users change one URL, and carry on.
//!
//! Scores are on Perspective's scale where the model has a map to it. Attributes that no label stands for are refused as those
//! of an unsupported language, which clients know how to drop; no score is ever made up.

mod attributes;
mod batch;
mod discovery;
mod fields;
mod language;
mod refusal;
mod spans;
mod suggest;

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use koko_core::content::Content;
use koko_core::error::{Error, Result};
use koko_core::labels::Label;
use koko_core::moderator::{Moderator, Scored};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::answers::{self, Received};
use super::super::callers::{Caller, Scope};
use super::super::console::origin::Page;
use super::super::keys::in_headers;
use super::super::service::Service;
use attributes::{Attribute, Known};
use fields::Fields;
use refusal::Refusal;
use suggest::Suggested;

pub use batch::batch;

/// What Perspective takes of one comment.
const MOST_BYTES: usize = 20_480;

/// The key where Google's clients put it, and the version of the discovery document.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    key: Option<String>,
    version: Option<String>,
    alt: Option<String>,
    callback: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> std::result::Result<Asked, Response> {
        let asked = Query::<Asked>::from_request_parts(parts, state).await;
        asked
            .map(|Query(asked)| asked)
            .map_err(|rejection| Refusal::invalid(rejection.body_text()).response())
    }
}

/// `POST /v1alpha1/comments:analyze` and `comments:suggestscore`; a colon may come as `%3A`.
pub async fn call(
    State(service): State<Arc<Service>>,
    Path(method): Path<String>,
    asked: Asked,
    page: Page,
    headers: HeaderMap,
    body: Received,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return Refusal::not_received(&rejection).response(),
    };
    let key = key_of(&asked, &headers);
    let caller = match service.caller_with_key(key, &page).await {
        Ok(caller) => caller,
        Err(refusal) => return Refusal::of(&refusal).response(),
    };
    let model = headers.get("koko-model").and_then(|value| value.to_str().ok());
    let mut response = match answer(&service, &caller, model, &method, &asked, &body).await {
        Ok((answer, Some(moderator))) => answers::by(answers::json(StatusCode::OK, &answer), &moderator),
        Ok((answer, None)) => answers::json(StatusCode::OK, &answer),
        Err(refusal) => refusal.response(),
    };
    if let Some(left) = caller.left() {
        answers::left(response.headers_mut(), left);
    }
    response
}

/// `GET /$discovery/rest?version=v1alpha1`
pub async fn discover(State(service): State<Arc<Service>>, asked: Asked, headers: HeaderMap) -> Response {
    let settings = service.tenants().settings();
    match asked.version.as_deref() {
        Some("v1alpha1") => {
            let document = discovery::document(settings.public_url.as_deref(), &headers);
            answers::json(StatusCode::OK, &document)
        }
        _ => Refusal::not_found("Discovery document not found: this is version v1alpha1.").response(),
    }
}

/// Whether errors on this path are told in Perspective's words.
pub fn is_its(path: &str) -> bool {
    path.starts_with("/v1alpha1/") || path.starts_with("/$discovery/") || path == "/batch"
}

/// A refusal of the service, as Perspective's clients read it.
pub fn refused_for(refusal: &super::super::refusal::Refusal) -> Response {
    Refusal::of(refusal).response()
}

/// A refusal that is about HTTP, as Perspective's clients read it.
pub fn refused(status: StatusCode, message: &str) -> Response {
    Refusal::by_http(status, message).response()
}

fn key_of<'a>(asked: &'a Asked, headers: &'a HeaderMap) -> Option<&'a str> {
    asked.key.as_deref().or_else(|| in_headers(headers))
}

/// What a method answers, and the moderator that did if one was asked.
type Answered = (Value, Option<Arc<Moderator>>);

async fn answer(
    service: &Arc<Service>,
    caller: &Caller,
    model: Option<&str>,
    method: &str,
    asked: &Asked,
    body: &[u8],
) -> std::result::Result<Answered, Refusal> {
    caller.may(Scope::Score).map_err(|refusal| Refusal::of(&refusal))?;
    if asked.callback.is_some() || asked.alt.as_deref().is_some_and(|alt| alt != "json") {
        return Err(Refusal::invalid("Only alt=json is supported, without a callback.".to_owned()));
    }
    match method {
        "comments:analyze" => {
            let (answer, moderator) = analyze(service, caller, model, Fields::parse(body)?).await?;
            Ok((answer, Some(moderator)))
        }
        "comments:suggestscore" => {
            Ok((suggest::suggest(service, caller, model, &Fields::parse(body)?).await?, None))
        }
        _ => Err(Refusal::not_found(&format!("There is no method {method}."))),
    }
}

async fn analyze(
    service: &Arc<Service>,
    caller: &Caller,
    model: Option<&str>,
    request: Fields,
) -> std::result::Result<(Value, Arc<Moderator>), Refusal> {
    let comment = request.object("comment").unwrap_or_default();
    let text = comment.string("text")?.unwrap_or_default();
    if text.trim().is_empty() {
        return Err(Refusal::comment_empty());
    }
    match comment.string("type")?.as_deref() {
        None | Some("PLAIN_TEXT" | "TEXT_TYPE_UNSPECIFIED") => {}
        Some("HTML") => {
            return Err(Refusal::request("Currently, only 'PLAIN_TEXT' comments are supported".to_owned()));
        }
        Some(_) => return Err(Refusal::request("Unknown text type".to_owned())),
    }
    if text.len() > MOST_BYTES {
        return Err(Refusal::comment_too_long(text.len(), MOST_BYTES));
    }
    let wanted = attributes::wanted(&request)?;
    if request
        .object("context")
        .is_some_and(|context| context.has("entries") && context.has("articleAndParentComment"))
    {
        let message =
            "Context can have either entries or article_and_parent_comment, but both fields were populated.";
        return Err(Refusal::request(message.to_owned()));
    }

    let active = caller.tenant.active();
    let moderator = Arc::clone(active.moderator(model, &text)?);
    let language = language::of(&text, request.strings("languages")?);
    let drops = request.boolean("dropUnsupportedAttributes");
    let available = |attribute: &Attribute| {
        language.is_supported() && attribute.known != Known::NotHere && is_answered(&moderator, attribute)
    };
    let (answered, missing): (Vec<Attribute>, Vec<Attribute>) = wanted.into_iter().partition(available);
    if let (Some(first), false) = (missing.iter().map(|attribute| &attribute.name).min(), drops) {
        return Err(Refusal::language(first, &language));
    }

    let spans = match request.boolean("spanAnnotations") {
        true => spans::sentences(&text),
        false => vec![spans::whole(&text)],
    };
    let texts: Vec<String> =
        std::iter::once(text.clone()).chain(spans.iter().map(|span| span.text.to_owned())).collect();
    let places: Vec<[usize; 2]> = spans.iter().map(|span| span.utf16).collect();
    let options = service.options();
    caller.count(1).await.map_err(|refusal| Refusal::of(&refusal))?;
    let reading = Arc::clone(&moderator);
    let work = move || Ok(read(&reading, options, &texts)?);
    let read = service.work(work).await.map_err(|refusal| Refusal::of(&refusal))?;
    if let (Some(whole), Ok(content)) = (read.first(), Content::text(text)) {
        service.observe(&caller.tenant, &active, &moderator, &content, &whole.scored);
    }

    let mut scores = Map::new();
    for attribute in &answered {
        let of = |read: &Read| read.score(attribute).map(f64::from);
        let Some(summary) = read.first().and_then(of) else { continue };
        if attribute.threshold.is_some_and(|threshold| summary < threshold) {
            continue;
        }
        let value = |score: f64| json!({"value": score, "type": "PROBABILITY"});
        let of_spans: Vec<Value> = places
            .iter()
            .zip(&read[1..])
            .filter_map(|([begin, end], read)| {
                Some(json!({"begin": begin, "end": end, "score": value(of(read)?)}))
            })
            .collect();
        let answer = json!({"spanScores": of_spans, "summaryScore": value(summary)});
        scores.insert(attribute.name.clone(), answer);
    }
    let whole = read.first().map(|read| &read.scored);
    let mut answer = Map::new();
    if !scores.is_empty() {
        answer.insert("attributeScores".to_owned(), Value::Object(scores));
    }
    answer.insert("languages".to_owned(), json!(language.effective));
    answer.insert("detectedLanguages".to_owned(), json!(language.detected));
    if let Some(token) = request.string("clientToken")? {
        answer.insert("clientToken".to_owned(), Value::from(token));
    }
    let missing: Vec<&String> = missing.iter().map(|attribute| &attribute.name).collect();
    let koko = json!({
        "ids": moderator.ids(),
        "labels": whole.map(|scored| super::labels(&scored.scores)),
        "truncated": whole.is_some_and(|scored| scored.truncated),
        "lane": whole.map(|scored| scored.lane),
        "not_evaluated": missing,
        "ignored": request.unknown(),
    });
    answer.insert("koko".to_owned(), koko);
    Ok((Value::Object(answer), moderator))
}

/// A text, and what is said of it on both scales.
struct Read {
    scored: Scored,
    /// Perspective's attributes on its scale, if there is a map to it.
    mapped: std::collections::BTreeMap<String, f64>,
}

impl Read {
    fn score(&self, attribute: &Attribute) -> Option<f32> {
        match &attribute.known {
            Known::Attribute(name) => match self.mapped.get(*name) {
                Some(score) => Some(*score as f32),
                None => attribute.label().and_then(|label| self.scored.scores.get(label)),
            },
            Known::Label(_) => attribute.label().and_then(|label| self.scored.scores.get(label)),
            Known::NotHere => None,
        }
    }
}

fn read(
    moderator: &Moderator,
    options: koko_core::moderator::CallOptions,
    texts: &[String],
) -> Result<Vec<Read>> {
    let call = moderator.with(options);
    let mapped: Vec<_> = match moderator.parity() {
        Some(_) => call.perspective_many(texts).into_iter().collect::<Result<_>>()?,
        None => texts.iter().map(|_| Default::default()).collect(),
    };
    // The second question about the same texts is answered from memory.
    let scored: Vec<Scored> = call.score_many(texts).into_iter().collect::<Result<_>>()?;
    Ok(scored.into_iter().zip(mapped).map(|(scored, mapped)| Read { scored, mapped }).collect())
}

fn is_answered(moderator: &Moderator, attribute: &Attribute) -> bool {
    let is_mapped =
        |name: &str| moderator.parity().is_some_and(|parity| parity.attributes().contains_key(name));
    match &attribute.known {
        Known::Attribute(name) => is_mapped(name) || attribute.label().is_some(),
        Known::Label(_) => attribute.label().is_some(),
        Known::NotHere => false,
    }
}

/// Reads a body as far as that takes no model, whatever is in it: for fuzzing.
pub(crate) fn read_any(body: &[u8]) {
    let request = match Fields::parse(body) {
        Ok(request) => request,
        Err(refusal) => return drop(refusal.response()),
    };
    let comment = request.object("comment").unwrap_or_default();
    if let Ok(Some(text)) = comment.string("text") {
        let whole = spans::whole(&text).utf16;
        let mut before = 0;
        for span in spans::sentences(&text) {
            let [begin, end] = span.utf16;
            assert!(before <= begin && begin < end && end <= whole[1], "{begin} to {end} of {whole:?}");
            before = end;
        }
        let languages = language::of(&text, request.strings("languages").unwrap_or_default());
        assert_eq!(languages.detected.len(), 1, "something is always told");
        drop(Refusal::language("TOXICITY", &languages).response());
    }
    match attributes::wanted(&request) {
        Ok(wanted) => assert!(!wanted.is_empty(), "no attributes are refused"),
        Err(refusal) => drop(refusal.response()),
    }
    match Suggested::of(&request) {
        Ok(suggested) => assert!(suggested.answer().is_object()),
        Err(refusal) => drop(refusal.response()),
    }
    drop(request.unknown());
}

/// [`read_any`] for a batch: the first line is its content type.
pub(crate) fn read_any_batch(body: &[u8]) {
    let end = body.iter().position(|byte| *byte == b'\n').unwrap_or(body.len());
    batch::read_any(&body[..end], &body[body.len().min(end + 1)..]);
}

/// The label that stands for the attribute of this name.
pub(crate) fn label_of(name: &str) -> Option<Label> {
    Attribute { name: name.to_owned(), known: Known::of(name)?, threshold: None }.label()
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Refusal {
        Refusal::of(&error.into())
    }
}
