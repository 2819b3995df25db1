//! The listener: pictures for whoever shows a signed URL, and a way to Slack for Alertmanager.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use quick_cache::sync::Cache;
use serde_json::Value;
use tokio::sync::Semaphore;

use super::asked::Asked;
use super::forward::sign_pictures;
use super::png;
use super::query::Prometheus;
use super::render::{Allowed, CannotDraw, measured};
use super::sign::{Secret, Unsigned};
use crate::serve::log;
use crate::serve::log::line::{Event, Level};

/// How long a picture is shown again.
const FRESH: Duration = Duration::from_secs(60);
/// Pictures that are remembered, of some ten KB each.
const REMEMBERED: usize = 256;
/// Pictures that are drawn at once.
const AT_ONCE: usize = 4;
/// The largest message for Slack.
pub const MOST_BYTES: usize = 1 << 20;

/// What draws and forwards.
pub struct Graphs {
    /// Who is asked.
    pub prometheus: Prometheus,
    /// What signs.
    pub secret: Secret,
    /// Where pictures are, as Slack sees it, with the path.
    pub pictures: String,
    /// What is drawn.
    pub allowed: Allowed,
    /// A file with the URL of Slack.
    pub slack: Option<PathBuf>,
    /// Who tells Slack.
    pub client: reqwest::Client,
    /// Pictures of the last minute.
    pub drawn: Drawn,
}

/// Pictures of the last minute, and how many are drawn at once.
pub struct Drawn {
    pictures: Cache<String, (Instant, Bytes)>,
    turns: Semaphore,
}

impl Default for Drawn {
    fn default() -> Drawn {
        Drawn { pictures: Cache::new(REMEMBERED), turns: Semaphore::new(AT_ONCE) }
    }
}

/// Every path.
pub fn router(graphs: Arc<Graphs>) -> Router {
    Router::new()
        .route("/graph.png", get(picture))
        .route("/slack", post(slack))
        .route("/health", get(async || "ok"))
        .with_state(graphs)
}

async fn picture(State(graphs): State<Arc<Graphs>>, RawQuery(query): RawQuery) -> Response {
    let now = now();
    let parameters = match graphs.secret.check(query.as_deref().unwrap_or_default(), now) {
        Ok(parameters) => parameters,
        Err(Unsigned) => return refused(StatusCode::FORBIDDEN, "the signature does not hold, or no longer"),
    };
    let key = serde_urlencoded::to_string(&parameters).unwrap_or_default();
    let asked = match Asked::read(parameters, now) {
        Ok(asked) => asked,
        Err(wrong) => return refused(StatusCode::BAD_REQUEST, &wrong.to_string()),
    };
    let known = graphs.drawn.pictures.get(&key).filter(|(at, _)| at.elapsed() < FRESH);
    if let Some((_, picture)) = known {
        return shown(picture);
    }
    let Ok(_turn) = graphs.drawn.turns.acquire().await else { return failed("nobody draws any more") };
    let drawing = match measured(&graphs.prometheus, &asked, graphs.allowed).await {
        Ok(drawing) => drawing,
        Err(CannotDraw::NoAnswer(error)) => return failed(&error.to_string()),
        Err(error) => return refused(StatusCode::BAD_REQUEST, &error.to_string()),
    };
    let size = asked.size;
    match tokio::task::spawn_blocking(move || png::png(&drawing, size)).await {
        Ok(Ok(picture)) => {
            let picture = Bytes::from(picture);
            graphs.drawn.pictures.insert(key, (Instant::now(), picture.clone()));
            shown(picture)
        }
        Ok(Err(error)) => failed(&error.to_string()),
        Err(_) => failed("drawing ended in a panic"),
    }
}

/// Whoever may sign may tell Slack something: Alertmanager sends the secret as a bearer.
async fn slack(State(graphs): State<Arc<Graphs>>, headers: HeaderMap, body: Bytes) -> Response {
    let bearer = headers.get(AUTHORIZATION).and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
    if !bearer.is_some_and(|bearer| graphs.secret.is(bearer)) {
        return refused(StatusCode::UNAUTHORIZED, "send the secret: `authorization: {credentials_file: …}`");
    }
    let Some(file) = &graphs.slack else {
        return refused(StatusCode::NOT_FOUND, "say where Slack is: `--slack-url-file FILE`");
    };
    let Ok(mut message) = serde_json::from_slice::<Value>(&body) else {
        return refused(StatusCode::BAD_REQUEST, "a message is JSON");
    };
    sign_pictures(&mut message, &graphs.pictures, &graphs.secret, now());
    let url = match std::fs::read_to_string(file) {
        Ok(url) => url.trim().to_owned(),
        Err(error) => return failed(&format!("cannot read {}: {error}", file.display())),
    };
    let sent = graphs.client.post(url).header(CONTENT_TYPE, "application/json").body(message.to_string());
    match sent.send().await {
        Ok(answer) => {
            let status = answer.status();
            // So that Alertmanager tries again, or not, as if it had asked Slack itself.
            (status, answer.text().await.unwrap_or_default()).into_response()
        }
        // The URL is a secret of Slack's.
        Err(error) => {
            log::say(Level::Error, Event::Trouble, &format!("Slack cannot be told: {}", error.without_url()));
            refused(StatusCode::BAD_GATEWAY, "Slack cannot be told")
        }
    }
}

fn shown(picture: Bytes) -> Response {
    let mut response = Response::new(Body::from(picture));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/png"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=60"));
    response
}

fn refused(status: StatusCode, why: &str) -> Response {
    (status, format!("{why}\n")).into_response()
}

/// Whoever asks is not told what is wrong with us.
fn failed(why: &str) -> Response {
    log::say(Level::Error, Event::Trouble, &format!("no picture: {why}"));
    refused(StatusCode::INTERNAL_SERVER_ERROR, "the picture cannot be drawn now")
}

/// Seconds since 1970.
pub fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.unwrap_or_default().as_secs()
}
