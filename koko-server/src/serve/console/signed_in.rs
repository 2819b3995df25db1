//! Who is signed in, and signing out.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, HeaderValue, SET_COOKIE};
use axum::response::Response;
use serde_json::json;

use super::super::answers;
use super::super::callers::Scope;
use super::super::config::Settings;
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::cookies::Kind;
use super::oidc::sign_in::SIGN_IN;
use super::origin::Head;

const SIGN_IN_HINT: &str = "Sign in with the account that you have already.";
const LINK_HINT: &str = "Nobody is signed in. A link that signs you in stands where `koko serve` was started; \
                    `koko console link` makes another one.";

/// `GET /console/session`
pub async fn who(State(service): State<Arc<Service>>, request: Request) -> Response {
    let head = Head::of(&request);
    let settings = service.tenants().settings();
    let page = service.page(&head);
    // What stands in the answer is for pages of our own.
    let found = match page.refuse_foreign() {
        Ok(()) => service.console().session(&head, &page, &settings).await,
        Err(refusal) => Err(refusal),
    };
    match found {
        Ok(Some(session)) => {
            let scopes: Vec<&str> = session.person.role.scopes().iter().copied().map(Scope::as_str).collect();
            private(answers::json(
                StatusCode::OK,
                &json!({
                    "name": session.person.name,
                    "role": session.person.role,
                    "tenant": session.person.tenant,
                    "scopes": scopes,
                    "csrf": session.csrf(),
                    "expires_at": session.expires_at / 1_000,
                    "how": session.how(),
                }),
            ))
        }
        Ok(None) => nobody(&settings, &Refusal::NotSignedIn),
        Err(refusal @ Refusal::SessionOver) => {
            let mut response = nobody(&settings, &refusal);
            let forget = Kind::Session.forget(service.console().transport(&settings));
            response.headers_mut().insert(SET_COOKIE, forget);
            response
        }
        Err(refusal) => private(answers::refused(&refusal)),
    }
}

fn nobody(settings: &Settings, refusal: &Refusal) -> Response {
    let (sign_in, hint) = match &settings.console.oidc {
        Some(_) => (Some(SIGN_IN), SIGN_IN_HINT),
        None => (None, LINK_HINT),
    };
    let body = json!({"error": answers::body_of(refusal), "sign_in": sign_in, "hint": hint});
    private(answers::json(StatusCode::UNAUTHORIZED, &body))
}

/// `POST /console/sign-out`
pub async fn sign_out(State(service): State<Arc<Service>>, request: Request) -> Response {
    match end(&service, &Head::of(&request)).await {
        Ok(()) => {
            let mut response = private(answers::json(StatusCode::OK, &json!({"signed_out": true})));
            let forget = Kind::Session.forget(service.console().transport(&service.tenants().settings()));
            response.headers_mut().insert(SET_COOKIE, forget);
            response
        }
        Err(refusal) => private(answers::refused(&refusal)),
    }
}

async fn end(service: &Service, head: &Head<'_>) -> Result<(), Refusal> {
    let page = service.page(head);
    page.refuse_foreign()?;
    let console = service.console();
    match console.session(head, &page, &service.tenants().settings()).await {
        Ok(Some(session)) => {
            session.check_page(head)?;
            console.sessions().end(&session).await
        }
        // Who is signed out already is.
        Ok(None) | Err(Refusal::SessionOver) => Ok(()),
        Err(refusal) => Err(refusal),
    }
}

/// Nobody in between may keep it.
pub fn private(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
