//! The API as a document that programs read (OpenAPI 3.1), and a page on which people try it.
//!
//! The shapes here are for the document alone: answers are made of the core's own. Tests hold the two together: every answer
//! that they see is compared with the document.

pub mod authors;
pub mod compatible;
pub mod contents;
pub mod kept;
pub mod refusals;
pub mod told;

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};
use utoipa_swagger_ui::{Config, SwaggerUi};

use super::answers;

/// Where programs find the document.
const DOCUMENT: &str = "/openapi.json";

/// Why there is no answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// Why.
    pub error: ErrorDetail,
}

/// What happened, and what to do.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorDetail {
    /// Few, and stable: `bad_input`, `text_too_long`, `unauthorized`, `forbidden`, `not_found`, `conflict`, `rate_limited`,
    /// `quota_used`, `overloaded`, `deadline_exceeded`, …
    pub kind: String,
    /// For people.
    pub message: String,
    /// When a new try has a chance, in milliseconds.
    #[schema(nullable = false)]
    pub retry_after_ms: Option<u64>,
}

/// What holds for all of it.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Koko",
        description = "Reads what people post: what is in it, who keeps doing it, and what should happen.\n\n\
            Every answer carries `Koko-Model`, `Koko-Policy`, `Koko-Normalizer` and `Koko-Version`: what stands behind it; and \
            `X-Request-Id`. Refusals that will pass (429, 503) say when in `Retry-After`. A key is needed once one was made \
            (`koko keys new`); without any, everybody is served. Pages of the console ask with the cookie of whoever is signed in; \
            whatever changes something then carries `Koko-CSRF`, which `GET /console/session` tells.",
    ),
    tags(
        (name = "Texts", description = "What is in them."),
        (name = "Contents", description = "What should happen with them. Decisions are kept."),
        (name = "Authors", description = "What they do, how they stand, and forgetting them."),
        (name = "Decisions", description = "Looking at them, and making them again under other rules."),
        (name = "Review", description = "What waits for a person."),
        (name = "Rules", description = "Policies, taught labels and models, in versions."),
        (name = "Service", description = "Whether it is well, and what happens in it."),
        (name = "Webhooks", description = "Telling other services what happens."),
        (name = "OpenAI", description = "For clients of OpenAI's moderation: they change their base URL."),
        (name = "Perspective", description = "For clients of Google's Perspective API: they change one URL."),
    ),
    components(schemas(Refused, compatible::OpenAiRefused, compatible::GoogleRefused)),
    paths(compatible::analyze, compatible::suggest),
    security((), ("key" = []), ("session" = [])),
    modifiers(&Keys)
)]
pub struct Document;

struct Keys;

impl Modify for Keys {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A key: `koko_…`"));
        components.add_security_scheme("key", SecurityScheme::Http(bearer.build()));
        let session = ApiKeyValue::with_description(
            "koko-session",
            "Whoever is signed in; `__Host-koko-session` over TLS",
        );
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(session)));
        let query = ApiKeyValue::with_description("key", "A key, where Google's clients put it");
        components.add_security_scheme("key_in_query", SecurityScheme::ApiKey(ApiKey::Query(query)));
    }
}

/// The document and the page. Both are for everybody, and load nothing from elsewhere.
pub fn router<S: Clone + Send + Sync + 'static>(document: utoipa::openapi::OpenApi) -> Router<S> {
    let text = document.to_json().expect("a document has string keys");
    let config = Config::new([DOCUMENT]).try_it_out_enabled(true).doc_expansion("none");
    let page: Router<S> = SwaggerUi::new("/docs").config(config).into();
    page.layer(axum::middleware::map_response(only_own))
        .route(DOCUMENT, get(async move || whole(text.clone())))
}

fn whole(document: String) -> Response {
    answers::json_text(StatusCode::OK, document.into())
}

/// The page may load what this service has, and nothing else.
async fn only_own(mut response: Response) -> Response {
    let policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}
