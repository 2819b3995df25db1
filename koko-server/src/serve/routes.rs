//! Which path is answered by whom, and what holds for every request: keys, ids, sizes, time.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use koko_core::error::Error;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::{self, AnsweredBy, refused};
use super::compat::{self, openai, perspective, track};
use super::console;
use super::console::origin::Head;
use super::document::{self, Document};
use super::edge::request_id::{self, REQUEST_ID};
use super::noted::Answering;
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
const NEED_ROOM: [&str; 6] =
    ["/v1/score", "/v1/explain", "/v1/try", "/v1/moderate", "/v1/events", "/v1/moderations"];

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
    let own = OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(own::score::score))
        .routes(routes!(own::score::explain))
        .routes(routes!(own::moderate::moderate))
        .routes(routes!(own::lines::moderate))
        .routes(routes!(own::events::events))
        .routes(routes!(own::actors::standing, own::actors::forget))
        .routes(routes!(own::actors::timeline))
        .routes(routes!(own::company::authors))
        .routes(routes!(own::company::company))
        .routes(routes!(own::actors::export))
        .routes(routes!(own::decisions::search))
        .routes(routes!(own::decisions::get))
        .routes(routes!(own::statements::get, own::statements::issue))
        .routes(routes!(own::decisions::replay))
        .routes(routes!(own::trying::try_out))
        .routes(routes!(own::review::waiting))
        .routes(routes!(own::review::closed))
        .routes(routes!(own::review::decide_many))
        .routes(routes!(own::escalation::escalate))
        .routes(routes!(own::escalation::appeal))
        .routes(routes!(own::escalation::reopen))
        .routes(routes!(own::review::claim))
        .routes(routes!(own::review::release))
        .routes(routes!(own::review::decide))
        .routes(routes!(own::policies::list, own::policies::add))
        .routes(routes!(own::policies::get))
        .routes(routes!(own::policies::put_in_force))
        .routes(routes!(own::labels::list, own::labels::teach))
        .routes(routes!(own::labels::take_out))
        .routes(routes!(own::examples::list, own::examples::add))
        .routes(routes!(own::examples::remove))
        .routes(routes!(own::labels::get))
        .routes(routes!(own::feedback::list))
        .routes(routes!(own::labels::put_in_force))
        .routes(routes!(own::webhooks::list, own::webhooks::make))
        .routes(routes!(own::webhooks::get, own::webhooks::change, own::webhooks::remove))
        .routes(routes!(own::webhooks::rotate))
        .routes(routes!(own::webhooks::test))
        .routes(routes!(own::webhooks::replay_all))
        .routes(routes!(own::webhooks::log))
        .routes(routes!(own::webhooks::delivered))
        .routes(routes!(own::webhooks::replay))
        .routes(routes!(own::models::status))
        .routes(routes!(own::models::reload))
        .routes(routes!(own::audit::list))
        .routes(routes!(own::metrics::metrics))
        .routes(routes!(own::metrics::history))
        .routes(routes!(own::live::events))
        .routes(routes!(own::live::socket))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&service), with_key));
    let openai = OpenApiRouter::new()
        .routes(routes!(openai::moderations))
        .routes(routes!(openai::models))
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
    let (documented, document) = own
        .merge(openai)
        .routes(routes!(own::health::health))
        .routes(routes!(own::health::ready))
        .split_for_parts();
    let settings = service.tenants().settings();
    let console = if settings.console.is_on { console::router() } else { Router::new() };
    documented
        .merge(console)
        .merge(track)
        .merge(perspective)
        .merge(document::router(document))
        .fallback(nothing_here)
        .method_not_allowed_fallback(not_so)
        // How large a body may be is seen to at the edge.
        .layer(DefaultBodyLimit::disable())
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(Arc::clone(&service), with_ids))
        .layer(middleware::from_fn(console::headers::around))
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
    let mut answering = Answering::begin(&service, &request, id.clone());
    let mut response = match full(&service, &request) {
        Some(refused) => refused,
        None => answering.within(next.run(request)).await,
    };
    let by = response.extensions().get::<AnsweredBy>().map(|by| Arc::clone(&by.0));
    answering.answered(response.status(), by.as_ref().map(|by| by.ids()));
    if answers::will_pass(response.status()) {
        service.pace().before_refusal().await;
    }
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
    let caller = match service.caller(&Head::of(&request)).await {
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
