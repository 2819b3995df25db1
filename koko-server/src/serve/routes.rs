//! Which path is answered by whom, and what holds for every request: keys, ids, sizes, time.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{delete, get, post};
use koko_core::error::Error;

use super::answers::{self, AnsweredBy, refused};
use super::compat::{self, openai, perspective, track};
use super::edge::request_id::{self, REQUEST_ID};
use super::keys::in_headers;
use super::own;
use super::service::Service;

/// Bodies above this are refused: a text of 1 MiB, escaped, and what stands around it.
const MOST_BYTES: usize = 8 << 20;
/// A thousand requests of Perspective's in one.
const MOST_BYTES_IN_BATCH: usize = 32 << 20;
const BATCH: &str = "/batch";
/// Lines of JSON, as many as there are.
const LINES: &str = "/v1/moderate/lines";

/// What takes a place among the requests that are under way.
const NEED_ROOM: [&str; 5] = ["/v1/score", "/v1/explain", "/v1/moderate", "/v1/events", "/v1/moderations"];

/// The most bytes of a body on this path.
pub fn most_bytes(path: &str) -> usize {
    match path {
        BATCH => MOST_BYTES_IN_BATCH,
        LINES => usize::MAX,
        _ => MOST_BYTES,
    }
}

/// Every path.
pub fn router(service: Arc<Service>) -> Router {
    let own = Router::new()
        .route("/v1/score", post(own::score::score))
        .route("/v1/explain", post(own::score::explain))
        .route("/v1/moderate", post(own::moderate::moderate))
        .route(LINES, post(own::lines::moderate))
        .route("/v1/events", post(own::events::events))
        .route("/v1/actors/{author}", get(own::actors::standing).delete(own::actors::forget))
        .route("/v1/actors/{author}/timeline", get(own::actors::timeline))
        .route("/v1/actors/{author}/export", get(own::actors::export))
        .route("/v1/decisions", get(own::decisions::search))
        .route("/v1/decisions/{id}", get(own::decisions::get))
        .route("/v1/decisions/{id}/statement", get(own::statements::get).post(own::statements::issue))
        .route("/v1/decisions/replay", post(own::decisions::replay))
        .route("/v1/review", get(own::review::waiting))
        .route("/v1/review/claim", post(own::review::claim))
        .route("/v1/review/{id}/release", post(own::review::release))
        .route("/v1/review/{id}/decide", post(own::review::decide))
        .route("/v1/policies", get(own::policies::list).post(own::policies::add))
        .route("/v1/policies/{version}", get(own::policies::get))
        .route("/v1/policies/{version}/put-in-force", post(own::policies::put_in_force))
        .route("/v1/labels", get(own::labels::list).post(own::labels::teach))
        .route("/v1/labels/{label}", delete(own::labels::take_out))
        .route("/v1/labels/{label}/{version}", get(own::labels::get))
        .route("/v1/labels/{label}/{version}/put-in-force", post(own::labels::put_in_force))
        .route("/v1/webhooks", get(own::webhooks::list).post(own::webhooks::make))
        .route(
            "/v1/webhooks/{id}",
            get(own::webhooks::get).patch(own::webhooks::change).delete(own::webhooks::remove),
        )
        .route("/v1/webhooks/{id}/rotate", post(own::webhooks::rotate))
        .route("/v1/webhooks/{id}/test", post(own::webhooks::test))
        .route("/v1/webhooks/{id}/replay", post(own::webhooks::replay_all))
        .route("/v1/webhooks/{id}/deliveries", get(own::webhooks::log))
        .route("/v1/webhooks/{id}/deliveries/{delivery}", get(own::webhooks::delivered))
        .route("/v1/webhooks/{id}/deliveries/{delivery}/replay", post(own::webhooks::replay))
        .route("/v1/status/models", get(own::models::status))
        .route("/v1/status/models/reload", post(own::models::reload))
        .route("/v1/audit", get(own::audit::list))
        .route("/v1/live", get(own::live::events))
        .route("/v1/live/socket", get(own::live::socket))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&service), with_key));
    let openai = Router::new()
        .route("/v1/moderations", post(openai::moderations))
        .route("/v1/models", get(openai::models))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&service), openai::with_key));
    let track = Router::new()
        .route("/track/content", post(track::content))
        .route("/track/flag", post(track::flag))
        .route("/track/moderation", post(track::moderation))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&service), track::with_key));
    let perspective = Router::new()
        .route("/v1alpha1/{method}", post(perspective::call))
        .route(BATCH, post(perspective::batch))
        .route("/$discovery/rest", get(perspective::discover));
    Router::new()
        .merge(own)
        .merge(openai)
        .merge(track)
        .merge(perspective)
        .route("/health", get(own::health::health))
        .route("/ready", get(own::health::ready))
        .fallback(nothing_here)
        .method_not_allowed_fallback(not_so)
        // How large a body may be is seen to at the edge.
        .layer(DefaultBodyLimit::disable())
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(Arc::clone(&service), with_ids))
        .with_state(service)
}

/// Whether a request would be refused for want of room, whatever it says: then it is not read.
fn full(service: &Service, request: &Request) -> Option<Response> {
    let path = request.uri().path();
    let takes_room =
        NEED_ROOM.contains(&path) || path.starts_with("/v1alpha1/") || path.starts_with("/track/");
    if !takes_room || request.method() != Method::POST {
        return None;
    }
    service.room().check().err().map(|refusal| compat::refused_for(path, &refusal))
}

/// Every answer says which request it is about, and what stands behind it.
async fn with_ids(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let id = request_id::of(request.headers());
    let mut response = match full(&service, &request) {
        Some(refused) => refused,
        None => next.run(request).await,
    };
    let by = response.extensions().get::<AnsweredBy>().map(|by| Arc::clone(&by.0));
    let headers = response.headers_mut();
    headers.insert(REQUEST_ID, id);
    match (by, service.usual()) {
        (Some(moderator), _) => answers::ids(headers, moderator.ids()),
        (None, Some(usual)) => answers::ids(headers, usual.pinned().ids()),
        (None, None) => {}
    }
    response
}

/// Finds out who asks. Lets nobody in without a key, if there are keys.
async fn with_key(State(service): State<Arc<Service>>, mut request: Request, next: Next) -> Response {
    let caller = match service.caller(in_headers(request.headers())).await {
        Ok(caller) => Arc::new(caller),
        Err(refusal) => return refused(&refusal),
    };
    request.extensions_mut().insert(Arc::clone(&caller));
    let mut response = next.run(request).await;
    if let Some(left) = caller.left() {
        answers::left(response.headers_mut(), left);
    }
    response
}

async fn nothing_here(method: Method, uri: Uri) -> Response {
    let message = format!("there is no {method} {}", uri.path());
    compat::refused(uri.path(), StatusCode::NOT_FOUND, "not_found", &message)
}

async fn not_so(method: Method, uri: Uri) -> Response {
    let message = format!("{} does not take {method}", uri.path());
    compat::refused(uri.path(), StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", &message)
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    refused(&Error::InferenceFailed { what: "the request ended in a panic".to_owned() }.into())
}
