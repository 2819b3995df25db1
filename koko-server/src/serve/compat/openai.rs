//! OpenAI's `/v1/moderations`: `OpenAI(base_url="http://…/v1")` and nothing else changes.
//!
//! Categories for which Koko has no label are false with a score of 0 and named in `koko.not_evaluated`: a guess about children
//! would be worse than none.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Extension, Request, State};
use axum::http::StatusCode;
use axum::http::header::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use koko_core::content::Content;
use koko_core::error::{ErrorKind, Result};
use koko_core::labels::Label;
use koko_core::moderator::{Moderator, Scored};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::super::answers::{self, Received};
use super::super::callers::{Caller, Scope};
use super::super::console::origin::Head;
use super::super::document::compatible::{ModelList, ModerationAnswer, ModerationRequest};
use super::super::document::refusals::OpenAi;
use super::super::keys::in_headers;
use super::super::refusal::{Refusal, RefusalKind};
use super::super::room::Size;
use super::super::service::{Manner, Reads, Service};
use super::super::tenants::Active;

/// What a category is made of.
#[derive(Clone, Copy)]
enum Source {
    /// The larger of these.
    Either(&'static [&'static str]),
    /// The smaller of these.
    Both(&'static [&'static str]),
    Nothing,
}

const CATEGORIES: [(&str, Source); 13] = [
    ("harassment", Source::Either(&["insult", "threat"])),
    ("harassment/threatening", Source::Either(&["threat"])),
    ("hate", Source::Either(&["identity_attack"])),
    ("hate/threatening", Source::Both(&["identity_attack", "threat"])),
    ("illicit", Source::Nothing),
    ("illicit/violent", Source::Nothing),
    ("self-harm", Source::Either(&["self_harm"])),
    ("self-harm/instructions", Source::Nothing),
    ("self-harm/intent", Source::Nothing),
    ("sexual", Source::Either(&["sexual"])),
    ("sexual/minors", Source::Nothing),
    ("violence", Source::Either(&["violence", "threat"])),
    ("violence/graphic", Source::Nothing),
];

/// Names under which OpenAI's clients ask for the newest model; here they mean the one that runs.
const ALIASES: [&str; 4] = [
    "omni-moderation-latest",
    "omni-moderation-2024-09-26",
    "text-moderation-latest",
    "text-moderation-stable",
];
const MOST_INPUTS: usize = 1_000;

/// Whether errors on this path are told in OpenAI's words.
pub fn is_its(path: &str) -> bool {
    path.starts_with("/v1/moderations") || path.starts_with("/v1/models")
}

/// Finds out who asks. Lets nobody in without a key, if there are keys.
pub async fn with_key(State(service): State<Arc<Service>>, mut request: Request, next: Next) -> Response {
    let key = in_headers(request.headers()).map(str::to_owned);
    let caller = match service.caller(&Head::of(&request)).await {
        Ok(caller) => Arc::new(caller),
        Err(refusal) => return refused_for(&refusal, key.as_deref()),
    };
    request.extensions_mut().insert(Arc::clone(&caller));
    let mut response = next.run(request).await;
    if let Some(left) = caller.left() {
        answers::left(response.headers_mut(), left);
    }
    response
}

/// The models that run, in the shape of OpenAI's list.
#[utoipa::path(
    get,
    path = "/v1/models",
    tag = "OpenAI",
    operation_id = "openai_models",
    responses((status = 200, description = "The models", body = ModelList), OpenAi),
)]
pub async fn models(State(service): State<Arc<Service>>) -> Response {
    let models: Vec<Value> = service
        .tenants()
        .bundles()
        .iter()
        .map(|moderator| json!({"id": moderator.ids().model, "object": "model", "created": 0, "owned_by": "koko"}))
        .collect();
    answers::json(StatusCode::OK, &json!({"object": "list", "data": models}))
}

/// `POST /v1/moderations`
#[utoipa::path(
    post,
    path = "/v1/moderations",
    tag = "OpenAI",
    operation_id = "openai_moderations",
    params(("Koko-Model" = Option<String>, Header, description = "Which model: its name, its id, or the first digits of its digest")),
    request_body = ModerationRequest,
    responses((status = 200, description = "What is in the texts, in OpenAI's categories", body = ModerationAnswer), OpenAi),
)]
pub async fn moderations(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Arc<Caller>>,
    headers: HeaderMap,
    body: Received,
) -> Response {
    let started = Instant::now();
    let body = match body {
        Ok(body) => body,
        Err(rejection) => {
            let (status, message) = answers::not_received(&rejection);
            return refused(status, "invalid_request_error", &message, Some("input"), None);
        }
    };
    let active = caller.tenant.active();
    let found = Asked::of(&body, &headers).and_then(|asked| {
        let moderator = asked.moderator(&active)?;
        Ok((asked.texts, moderator))
    });
    let mut response = match found {
        Ok((texts, moderator)) => match answer(&service, &caller, &active, texts, moderator).await {
            Ok(response) => response,
            Err(refusal) => refused_for(&refusal, None),
        },
        Err(mistake) => mistake.response(),
    };
    let spent = HeaderValue::from(u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX));
    response.headers_mut().insert(HeaderName::from_static("openai-processing-ms"), spent);
    response
}

async fn answer(
    service: &Arc<Service>,
    caller: &Caller,
    active: &Active,
    texts: Vec<String>,
    moderator: Arc<Moderator>,
) -> std::result::Result<Response, Refusal> {
    caller.may(Scope::Score)?;
    caller.count(texts.len()).await?;
    let scored = match &texts[..] {
        [only] => vec![service.score(&moderator, only, Reads::AsUsual).await?],
        _ => {
            let size = Size::Texts(texts.len());
            let (texts, options, reading) = (texts.clone(), service.options(), Arc::clone(&moderator));
            let work = move || {
                Ok(reading.with(options).score_many(&texts).into_iter().collect::<Result<Vec<Scored>>>()?)
            };
            service.work_as(Manner::InTime, size, work).await?
        }
    };
    let results: Vec<Value> = texts
        .iter()
        .zip(&scored)
        .map(|(text, scored)| {
            if let Ok(content) = Content::text(text) {
                service.observe(&caller.tenant, active, &moderator, &content, scored);
            }
            result(&moderator, text, scored)
        })
        .collect();
    let id = format!("modr-{}", Uuid::new_v4().simple());
    let body = json!({"id": id, "model": moderator.ids().model, "results": results});
    Ok(answers::by(answers::json(StatusCode::OK, &body), &moderator))
}

fn result(moderator: &Moderator, text: &str, scored: &Scored) -> Value {
    // A text that was scored is a content.
    let found =
        Content::text(text).map(|content| moderator.found(&content, &scored.scores)).unwrap_or_default();
    let is_found = |name: &str| found.iter().any(|label| label.as_str() == name);
    let score =
        |name: &str| Label::parse(name).ok().and_then(|label| scored.scores.get(label)).unwrap_or_default();
    let (mut flags, mut scores, mut types) = (Map::new(), Map::new(), Map::new());
    let mut missing = Vec::new();
    for (category, source) in CATEGORIES {
        let (flag, value, kinds) = match source {
            Source::Either(labels) => (
                labels.iter().any(|label| is_found(label)),
                labels.iter().map(|label| score(label)).fold(0.0, f32::max),
                json!(["text"]),
            ),
            Source::Both(labels) => (
                labels.iter().all(|label| is_found(label)),
                labels.iter().map(|label| score(label)).fold(1.0, f32::min),
                json!(["text"]),
            ),
            Source::Nothing => {
                missing.push(category);
                (false, 0.0, json!([]))
            }
        };
        flags.insert(category.to_owned(), Value::from(flag));
        scores.insert(category.to_owned(), Value::from(value));
        types.insert(category.to_owned(), kinds);
    }
    let is_flagged = flags.values().any(|flag| flag == &Value::Bool(true));
    json!({
        "flagged": is_flagged,
        "categories": flags,
        "category_scores": scores,
        "category_applied_input_types": types,
        "koko": {
            "ids": moderator.ids(),
            "labels": super::labels(&scored.scores),
            "truncated": scored.truncated,
            "lane": scored.lane,
            "not_evaluated": missing,
        },
    })
}

/// The texts of a request, each with a result of its own, and the model that should read them.
struct Asked {
    texts: Vec<String>,
    model: Option<String>,
}

/// A request that cannot be understood.
struct Mistake {
    message: String,
    param: Option<String>,
    code: &'static str,
}

impl Mistake {
    fn new(message: impl Into<String>, param: &str, code: &'static str) -> Mistake {
        Mistake { message: message.into(), param: Some(param.to_owned()), code }
    }

    fn response(&self) -> Response {
        let (param, code) = (self.param.as_deref(), Some(self.code));
        refused(StatusCode::BAD_REQUEST, "invalid_request_error", &self.message, param, code)
    }
}

impl Asked {
    fn of(body: &[u8], headers: &HeaderMap) -> std::result::Result<Asked, Mistake> {
        let body: Value = serde_json::from_slice(body).map_err(|error| Mistake {
            message: format!("We could not parse the JSON body of your request: {error}."),
            param: None,
            code: "invalid_json",
        })?;
        let field = |name: &str| body.get(name).filter(|value| !value.is_null());
        let model = match field("model") {
            None => None,
            Some(Value::String(model)) if ALIASES.contains(&model.as_str()) => None,
            Some(Value::String(model)) => Some(model.as_str()),
            Some(_) => {
                return Err(Mistake::new(
                    "Invalid type for 'model': expected a string.",
                    "model",
                    "invalid_type",
                ));
            }
        };
        let asked = model.or_else(|| headers.get("koko-model").and_then(|value| value.to_str().ok()));
        let input = field("input").ok_or_else(|| {
            Mistake::new("Missing required parameter: 'input'.", "input", "missing_required_parameter")
        })?;
        Ok(Asked { texts: texts(input)?, model: asked.map(str::to_owned) })
    }
}

impl Asked {
    /// The moderator with the model that was asked for.
    fn moderator(&self, active: &Active) -> std::result::Result<Arc<Moderator>, Mistake> {
        let lot = self.texts.first().map_or("", String::as_str);
        active.moderator(self.model.as_deref(), lot).map(Arc::clone).map_err(|_| {
            let (asked, here) = (self.model.as_deref().unwrap_or_default(), &active.pinned().ids().model);
            let message = format!("The model '{asked}' is not installed here: {here} is.");
            Mistake::new(message, "model", "model_not_found")
        })
    }
}

/// Reads a body as far as that takes no model, whatever is in it: for fuzzing.
pub(crate) fn read_any(body: &[u8]) {
    match Asked::of(body, &HeaderMap::new()) {
        Ok(asked) => assert!((1..=MOST_INPUTS).contains(&asked.texts.len())),
        Err(mistake) => assert_eq!(mistake.response().status(), StatusCode::BAD_REQUEST),
    }
}

/// Several strings are several inputs; several parts are one.
fn texts(input: &Value) -> std::result::Result<Vec<String>, Mistake> {
    let wrong = || {
        let message =
            "Invalid type for 'input': expected a string, an array of strings, or an array of parts.";
        Mistake::new(message, "input", "invalid_type")
    };
    match input {
        Value::String(text) => Ok(vec![text.clone()]),
        Value::Array(items) if items.is_empty() => Err(Mistake::new(
            "Invalid 'input': empty array. Expected an array with at least one item.",
            "input",
            "empty_array",
        )),
        Value::Array(items) if items.len() > MOST_INPUTS => Err(Mistake::new(
            format!("Invalid 'input': at most {MOST_INPUTS} at once, these are {}.", items.len()),
            "input",
            "array_above_max_length",
        )),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            Ok(items.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        }
        Value::Array(items) if items.iter().all(Value::is_object) => {
            let parts = items.iter().enumerate().map(|(place, part)| text_of_part(place, part));
            Ok(vec![parts.collect::<std::result::Result<Vec<&str>, Mistake>>()?.join("\n\n")])
        }
        _ => Err(wrong()),
    }
}

fn text_of_part(place: usize, part: &Value) -> std::result::Result<&str, Mistake> {
    let param = format!("input[{place}]");
    match (part["type"].as_str(), &part["text"]) {
        (Some("text"), Value::String(text)) => Ok(text),
        (Some("image_url"), _) => {
            let message = "Images are not supported: this service reads texts only. Leave the image out.";
            Err(Mistake::new(message, &param, "unsupported_image"))
        }
        _ => {
            let message =
                format!("Invalid type for '{param}': expected {{\"type\": \"text\", \"text\": …}}.");
            Err(Mistake::new(message, &param, "invalid_type"))
        }
    }
}

/// A refusal in OpenAI's words.
pub fn refused_for(refusal: &Refusal, key: Option<&str>) -> Response {
    let status = answers::status_of_refusal(refusal);
    let message = refusal.to_string();
    let kind = "invalid_request_error";
    let mut response = match refusal.kind() {
        RefusalKind::Unauthorized => match key {
            Some(key) => {
                let characters: Vec<char> = key.chars().collect();
                let shown: String = characters[characters.len().saturating_sub(4)..].iter().collect();
                let message = format!("Incorrect API key provided: ****{shown}. `koko keys new` makes one.");
                refused(status, kind, &message, None, Some("invalid_api_key"))
            }
            None => {
                let message = "You didn't provide an API key: send one as `Authorization: Bearer YOUR_KEY`.";
                refused(status, kind, message, None, None)
            }
        },
        RefusalKind::RateLimited => refused(status, "requests", &message, None, Some("rate_limit_exceeded")),
        RefusalKind::QuotaUsed => {
            refused(status, "insufficient_quota", &message, None, Some("insufficient_quota"))
        }
        RefusalKind::Core(ErrorKind::TextTooLong) => {
            refused(status, kind, &message, Some("input"), Some("string_above_max_length"))
        }
        _ if status.is_client_error() => refused(status, kind, &message, Some("input"), None),
        _ => refused(status, "server_error", &message, None, None),
    };
    let headers = response.headers_mut();
    if let Some(seconds) = answers::retry_after(refusal) {
        headers.insert(HeaderName::from_static("retry-after-ms"), HeaderValue::from(seconds * 1_000));
    } else if status.is_server_error() {
        headers.insert(HeaderName::from_static("x-should-retry"), HeaderValue::from_static("false"));
    }
    answers::with_retry(response, refusal)
}

/// A refusal as OpenAI's clients read it.
pub fn refused(
    status: StatusCode,
    kind: &str,
    message: &str,
    param: Option<&str>,
    code: Option<&str>,
) -> Response {
    answers::json(status, &json!({"error": {"message": message, "type": kind, "param": param, "code": code}}))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(body: &str) -> std::result::Result<Vec<String>, (Option<String>, &'static str)> {
        let asked = Asked::of(body.as_bytes(), &HeaderMap::new());
        asked.map(|asked| asked.texts).map_err(|refusal| (refusal.param, refusal.code))
    }

    #[test]
    fn strings_are_inputs_and_parts_are_one() {
        for (body, texts) in [
            (r#"{"input": "a"}"#, vec!["a"]),
            (r#"{"input": ["a", "b"], "model": null}"#, vec!["a", "b"]),
            (r#"{"input": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}"#, vec!["a\n\nb"]),
            (r#"{"input": "", "model": "omni-moderation-latest"}"#, vec![""]),
            (r#"{"input": "a", "model": "0123456789ab"}"#, vec!["a"]),
            (r#"{"input": "a", "model": "koko-en-1@blake3:0123456789abcdef"}"#, vec!["a"]),
        ] {
            assert_eq!(asked(body), Ok(texts.into_iter().map(str::to_owned).collect()), "{body}");
        }
    }

    #[test]
    fn nonsense_is_refused_by_its_place() {
        for (body, param, code) in [
            ("{", None, "invalid_json"),
            ("{}", Some("input"), "missing_required_parameter"),
            (r#"{"input": []}"#, Some("input"), "empty_array"),
            (r#"{"input": 5}"#, Some("input"), "invalid_type"),
            (r#"{"input": ["a", {"type": "text", "text": "b"}]}"#, Some("input"), "invalid_type"),
            (r#"{"input": [{"type": "text"}]}"#, Some("input[0]"), "invalid_type"),
            (
                r#"{"input": [{"type": "text", "text": "a"}, {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}]}"#,
                Some("input[1]"),
                "unsupported_image",
            ),
            (r#"{"input": "a", "model": 4}"#, Some("model"), "invalid_type"),
        ] {
            assert_eq!(asked(body), Err((param.map(str::to_owned), code)), "{body}");
        }
    }

    #[test]
    fn categories_speak_of_labels_that_there_are() {
        for (category, from) in CATEGORIES {
            let (Source::Either(labels) | Source::Both(labels)) = from else { continue };
            assert!(labels.iter().all(|label| Label::parse(label).is_ok()), "{category}");
        }
    }
}
