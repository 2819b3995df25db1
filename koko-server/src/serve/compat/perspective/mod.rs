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
use koko_core::parity::Parity;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::answers::{self, Received};
use super::super::callers::{Caller, Scope};
use super::super::console::origin::Page;
use super::super::keys::in_headers;
use super::super::service::{Reads, Service};
use attributes::{Attribute, Known};
use fields::Fields;
use refusal::Refusal;
use spans::Span;
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
    caller.count(1).await.map_err(|refusal| Refusal::of(&refusal))?;
    let read = read(service, &moderator, &text, &spans).await.map_err(|refusal| Refusal::of(&refusal))?;
    if let Ok(content) = Content::text(text.as_str()) {
        service.observe(&caller.tenant, &active, &moderator, &content, &read.whole.scored);
    }

    let mut scores = Map::new();
    for attribute in &answered {
        let of = |read: &Read| read.score(attribute).map(f64::from);
        let Some(summary) = of(&read.whole) else { continue };
        if attribute.threshold.is_some_and(|threshold| summary < threshold) {
            continue;
        }
        let value = |score: f64| json!({"value": score, "type": "PROBABILITY"});
        let of_spans: Vec<Value> = spans
            .iter()
            .zip(read.of_spans())
            .filter_map(|(Span { utf16: [begin, end], .. }, read)| {
                Some(json!({"begin": begin, "end": end, "score": value(of(read)?)}))
            })
            .collect();
        let answer = json!({"spanScores": of_spans, "summaryScore": value(summary)});
        scores.insert(attribute.name.clone(), answer);
    }
    let Scored { scores: labels, truncated, lane, .. } = &read.whole.scored;
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
        "labels": super::labels(labels),
        "truncated": truncated,
        "lane": lane,
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

/// What is said of a comment and of its spans.
struct Answers {
    whole: Read,
    /// Of each span; nothing where it is the whole.
    spans: Vec<Option<Read>>,
}

impl Answers {
    fn of_spans(&self) -> impl Iterator<Item = &Read> {
        self.spans.iter().map(|span| span.as_ref().unwrap_or(&self.whole))
    }
}

impl Read {
    fn of(moderator: &Moderator, scored: Scored) -> Read {
        let carried = |parity: &Parity| parity.scores(&scored.scores, &scored.attributes);
        Read { mapped: moderator.parity().map(carried).unwrap_or_default(), scored }
    }

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

/// What is carried over to Perspective's scale are scores of harmless texts, too.
fn reads(moderator: &Moderator) -> Reads {
    if moderator.parity().is_some() { Reads::InFull } else { Reads::AsUsual }
}

async fn read_one(
    service: &Service,
    moderator: &Arc<Moderator>,
    text: &str,
) -> std::result::Result<Read, super::super::refusal::Refusal> {
    Ok(Read::of(moderator, service.score(moderator, text, reads(moderator)).await?))
}

/// Reads a comment and its spans, each text once.
async fn read(
    service: &Service,
    moderator: &Arc<Moderator>,
    text: &str,
    spans: &[Span<'_>],
) -> std::result::Result<Answers, super::super::refusal::Refusal> {
    let is_part = |span: &Span<'_>| span.text != text;
    let parts: Vec<String> =
        spans.iter().filter(|span| is_part(span)).map(|span| span.text.to_owned()).collect();
    if parts.is_empty() {
        let whole = read_one(service, moderator, text).await?;
        return Ok(Answers { whole, spans: spans.iter().map(|_| None).collect() });
    }
    let texts: Vec<String> = std::iter::once(text.to_owned()).chain(parts).collect();
    let (reading, options, reads) = (Arc::clone(moderator), service.options(), reads(moderator));
    let work = move || {
        let scored = reads.call(&reading, options).score_many(&texts).into_iter();
        Ok(scored.map(|scored| Ok(Read::of(&reading, scored?))).collect::<Result<Vec<Read>>>()?)
    };
    let mut read = service.work(work).await?.into_iter();
    let whole = read.next().expect("an answer for each text");
    let spans = spans.iter().map(|span| if is_part(span) { read.next() } else { None }).collect();
    Ok(Answers { whole, spans })
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
