//! Which path is answered by whom, and what holds for every request: keys, ids, sizes, time.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use koko_core::error::Error;

use super::answers::{self, refused, refused_by_http};
use super::compat::{self, openai, perspective};
use super::edge::request_id::{self, REQUEST_ID};
use super::keys::in_headers;
use super::own;
use super::service::Service;

/// Bodies above this are refused: a text of 1 MiB, escaped, and what stands around it.
const MOST_BYTES: usize = 8 << 20;
/// A thousand requests of Perspective's in one.
const MOST_BYTES_IN_BATCH: usize = 32 << 20;
const BATCH: &str = "/batch";

/// The most bytes of a body on this path.
pub fn most_bytes(path: &str) -> usize {
    if path == BATCH { MOST_BYTES_IN_BATCH } else { MOST_BYTES }
}

/// Every path.
pub fn router(service: Arc<Service>) -> Router {
    let own = Router::new()
        .route("/v1/score", post(own::score))
        .route("/v1/moderate", post(own::moderate))
        .route("/v1/explain", post(own::explain))
        .route("/v1/events", post(own::events))
        .route("/v1/actors/{author}", get(own::standing).delete(own::forget))
        .route("/v1/actors/{author}/export", get(own::export))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&service), with_key));
    let openai = Router::new()
        .route("/v1/moderations", post(openai::moderations))
        .route("/v1/models", get(openai::models))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&service), openai::with_key));
    let perspective = Router::new()
        .route("/v1alpha1/{method}", post(perspective::call))
        .route(BATCH, post(perspective::batch))
        .route("/$discovery/rest", get(perspective::discover));
    Router::new()
        .merge(own)
        .merge(openai)
        .merge(perspective)
        .route("/health", get(own::health))
        .route("/ready", get(own::ready))
        .fallback(nothing_here)
        .method_not_allowed_fallback(not_so)
        // How large a body may be is seen to at the edge.
        .layer(DefaultBodyLimit::disable())
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(Arc::clone(&service), with_ids))
        .with_state(service)
}

/// Every answer says which request it is about, and what stands behind it.
async fn with_ids(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let id = request_id::of(request.headers());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(REQUEST_ID, id);
    answers::ids(headers, service.moderator().ids());
    response
}

/// Lets nobody in without a key, if there are keys.
async fn with_key(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let Some(keys) = service.keys() else { return next.run(request).await };
    let message = match in_headers(request.headers()) {
        Some(key) if keys.name_of(key).is_some() => return next.run(request).await,
        Some(_) => "this key is not known here: `koko keys new` makes one",
        None => "send a key: `Authorization: Bearer koko_…`",
    };
    refused_by_http(StatusCode::UNAUTHORIZED, "unauthorized", message)
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
    refused(&Error::InferenceFailed { what: "the request ended in a panic".to_owned() })
}
