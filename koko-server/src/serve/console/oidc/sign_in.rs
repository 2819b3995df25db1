//! The way to the identity provider and back.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, LOCATION, SET_COOKIE};
use axum::response::Response;
use openidconnect::RedirectUrl;
use serde::Deserialize;
use serde_json::json;

use super::super::super::answers;
use super::super::super::config::{DEFAULT_TENANT, Settings};
use super::super::super::database::audit::{self, Deed};
use super::super::super::database::now_ms;
use super::super::super::refusal::Refusal;
use super::super::super::service::Service;
use super::super::Console;
use super::super::cookies::Kind;
use super::super::origin::Head;
use super::super::page::Page;
use super::super::sessions::{How, Person};
use super::super::settings::{OidcSettings, TenantOf};
use super::super::signed_in::private;
use super::people::{self, NotIn};
use super::provider::NotSignedIn;
use super::waiting::{PATIENCE_S, Waiting};

/// Where people begin.
pub const SIGN_IN: &str = "/console/sign-in";
/// Where they come back to.
pub const BACK: &str = "/console/sign-in/back";
/// Where they go on if nobody says.
const START: &str = "/console/";
/// A longer address would not fit into the cookie that remembers it.
const MOST_BYTES: usize = 512;

#[derive(Default, Deserialize)]
struct Wanted {
    to: Option<String>,
}

/// `GET /console/sign-in?to=/console/…`
pub async fn depart(State(service): State<Arc<Service>>, request: Request) -> Response {
    let head = Head::of(&request);
    let (console, settings) = (service.console(), service.tenants().settings());
    let Some(oidc) = &settings.console.oidc else { return no_provider() };
    let wanted: Wanted = serde_urlencoded::from_str(head.uri.query().unwrap_or_default()).unwrap_or_default();
    let to = wanted.to.as_deref().filter(|to| is_ours(to)).unwrap_or(START);
    if let Some(elsewhere) = by_its_name(console, &settings, &head) {
        let query = serde_urlencoded::to_string([("to", to)]).unwrap_or_default();
        return sent_to(&format!("{elsewhere}{SIGN_IN}?{query}"));
    }
    let departing = async {
        let provider = console.providers().get(oidc).await?;
        Ok::<_, NotSignedIn>(provider.depart(&back(console, &settings)?))
    };
    let departure = match departing.await {
        Ok(departure) => departure,
        Err(why) => return not_signed_in(oidc, &why),
    };
    let waiting = Waiting {
        state: departure.state,
        nonce: departure.nonce,
        verifier: departure.verifier,
        to: to.to_owned(),
        until: now_ms() + PATIENCE_S * 1_000,
    };
    let sealed = waiting.sealed(&service.tenants().seal_of(DEFAULT_TENANT));
    let mut response = sent_to(&departure.url);
    let cookie = Kind::SignIn.set(console.transport(&settings), &sealed, PATIENCE_S);
    response.headers_mut().insert(SET_COOKIE, cookie);
    response
}

#[derive(Default, Deserialize)]
struct Answered {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
    /// Which provider says so, where it says so (RFC 9207).
    iss: Option<String>,
}

/// `GET /console/sign-in/back?code=…&state=…`
pub async fn back_from(State(service): State<Arc<Service>>, request: Request) -> Response {
    let head = Head::of(&request);
    let (console, settings) = (service.console(), service.tenants().settings());
    let Some(oidc) = &settings.console.oidc else { return no_provider() };
    let transport = console.transport(&settings);
    let mut response = match arrive(&service, &settings, oidc, &head).await {
        Ok((cookie, to)) => {
            let mut response = sent_to(&to);
            response.headers_mut().append(SET_COOKIE, cookie);
            response
        }
        Err(response) => *response,
    };
    // It is good for one answer.
    response.headers_mut().append(SET_COOKIE, Kind::SignIn.forget(transport));
    response
}

async fn arrive(
    service: &Service,
    settings: &Settings,
    oidc: &Arc<OidcSettings>,
    head: &Head<'_>,
) -> Result<(HeaderValue, String), Box<Response>> {
    let console = service.console();
    let transport = console.transport(settings);
    let answered: Answered =
        serde_urlencoded::from_str(head.uri.query().unwrap_or_default()).unwrap_or_default();
    let seal = service.tenants().seal_of(DEFAULT_TENANT);
    let waiting =
        Kind::SignIn.sent(head.headers, transport).and_then(|cookie| Waiting::open(cookie, &seal, now_ms()));
    let waiting =
        waiting.filter(|waiting| answered.state.as_deref().is_some_and(|state| waiting.is_for(state)));
    let Some(waiting) = waiting else { return Err(Box::new(begin_again())) };
    if answered.iss.as_deref().is_some_and(|issuer| issuer != oidc.issuer.as_str()) {
        let why = NotSignedIn::Unbelievable("it is another one than the one that was asked".to_owned());
        return Err(Box::new(disbelieved(service, oidc, &why).await));
    }
    if let Some(error) = &answered.error {
        let what = match &answered.error_description {
            Some(more) => format!("{error}: {more}"),
            None => error.clone(),
        };
        return Err(Box::new(not_signed_in(oidc, &NotSignedIn::Refused(what))));
    }
    let Some(code) = answered.code else { return Err(Box::new(begin_again())) };
    let Waiting { nonce, verifier, to, .. } = waiting;
    let claims = async {
        let back = back(console, settings)?;
        console.providers().claims(oidc, code, verifier, &nonce, &back).await
    };
    let claims = match claims.await {
        Ok(claims) => claims,
        Err(why @ NotSignedIn::Unbelievable(_)) => {
            return Err(Box::new(disbelieved(service, oidc, &why).await));
        }
        Err(why) => return Err(Box::new(not_signed_in(oidc, &why))),
    };
    let person = match people::person(&claims, oidc) {
        Ok(person) => person,
        Err((why, who)) => return Err(Box::new(not_in(service, oidc, &why, &who).await)),
    };
    let lasts = settings.console.lasts;
    let before = Kind::Session.sent(head.headers, transport);
    match console.sessions().begin(&person, How::Oidc, lasts, before).await {
        Ok(secret) => Ok((Kind::Session.set(transport, &secret, lasts.seconds()), to)),
        Err(refusal) => Err(Box::new(not_now(&refusal))),
    }
}

/// Where the provider sends people back to.
fn back(console: &Console, settings: &Settings) -> Result<RedirectUrl, NotSignedIn> {
    let url = format!("{}{BACK}", console.url(settings));
    RedirectUrl::new(url).map_err(|error| {
        NotSignedIn::Refused(format!("the public URL of this service cannot be come back to: {error}"))
    })
}

/// Cookies that are set at `localhost` are not there at `127.0.0.1`: whoever begins there begins again here.
fn by_its_name(console: &Console, settings: &Settings, head: &Head<'_>) -> Option<String> {
    let own = console.url(settings);
    let is_elsewhere = settings.public_url.is_none()
        && head.host().is_some_and(|host| host.host() == "localhost")
        && !own.contains("//localhost");
    is_elsewhere.then_some(own)
}

/// Whether an address is one of the console's own pages, so that nobody is sent elsewhere by a link that looks like ours.
fn is_ours(to: &str) -> bool {
    let is_plain = to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let path = to.split(['?', '#']).next().unwrap_or_default();
    to.len() <= MOST_BYTES
        && is_plain
        && path.starts_with(START)
        && !path.contains("//")
        && !path.contains("/..")
        && !path.starts_with(SIGN_IN)
}

fn sent_to(url: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let location = HeaderValue::from_str(url).unwrap_or(HeaderValue::from_static(START));
    response.headers_mut().insert(LOCATION, location);
    private(response)
}

fn no_provider() -> Response {
    let page = Page {
        status: StatusCode::NOT_FOUND,
        title: "There is no identity provider here",
        text: &[
            "People sign in with an account elsewhere once `[console]` in the configuration names an issuer; \
             the manual of the service tells how.",
            "Until then a link signs you in: it stands where `koko serve` was started, and `koko console link` makes another one.",
        ],
        next: Some((START, "To the console")),
    };
    page.response()
}

fn begin_again() -> Response {
    let page = Page {
        status: StatusCode::BAD_REQUEST,
        title: "This is not the sign-in that was begun here",
        text: &[
            "It took longer than a quarter of an hour, was begun in another browser or another window, or was used already.",
        ],
        next: Some((SIGN_IN, "Sign in")),
    };
    page.response()
}

fn not_signed_in(oidc: &OidcSettings, why: &NotSignedIn) -> Response {
    let issuer = oidc.issuer.as_str();
    let what = format!("{issuer}: {why}.");
    let (status, title, todo) = match why {
        NotSignedIn::Away(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "The identity provider cannot be asked",
            "Try again in a moment. If it stays away, whoever runs this service can let you in meanwhile: \
             `koko console link` makes a link.",
        ),
        NotSignedIn::Refused(_) => (
            StatusCode::FORBIDDEN,
            "The identity provider did not sign you in",
            "Try again; if it stays so, tell whoever runs this service what stands here.",
        ),
        NotSignedIn::Unbelievable(_) => (
            StatusCode::FORBIDDEN,
            "What the identity provider says cannot be believed",
            "Nobody was signed in. Tell whoever runs this service what stands here: either the settings do not fit, or somebody \
             is in between.",
        ),
    };
    let page = Page { status, title, text: &[&what, todo], next: Some((SIGN_IN, "Try again")) };
    page.response()
}

/// What was not to be believed stands in the audit log.
async fn disbelieved(service: &Service, oidc: &OidcSettings, why: &NotSignedIn) -> Response {
    let nobody = Person {
        tenant: String::new(),
        subject: "nobody".to_owned(),
        name: String::new(),
        role: super::super::roles::Role::Viewer,
    };
    note(service, oidc, &nobody, "identity provider".to_owned(), &why.to_string()).await;
    not_signed_in(oidc, why)
}

async fn not_in(service: &Service, oidc: &OidcSettings, why: &NotIn, who: &Person) -> Response {
    let (reason, what) = match why {
        NotIn::NoRole { held } if held.is_empty() => {
            ("no_role", format!("It says nothing of you in `{}`, which tells roles here.", oidc.roles_claim))
        }
        NotIn::NoRole { held } => {
            let held = held.iter().take(20).cloned().collect::<Vec<_>>().join(", ");
            ("no_role", format!("What it says of you in `{}` is no role here: {held}.", oidc.roles_claim))
        }
        NotIn::NoTenant => ("no_tenant", "It does not say to which tenant you belong.".to_owned()),
    };
    note(service, oidc, who, who.known_as(), reason).await;
    let known = format!("{} knows you as {}.", oidc.issuer.as_str(), who.name);
    let page = Page {
        status: StatusCode::FORBIDDEN,
        title: "You may not use this console",
        text: &[&known, &what, "Ask whoever runs this service for a role, then sign in again."],
        next: Some((SIGN_IN, "Sign in again")),
    };
    page.response()
}

async fn note(service: &Service, oidc: &OidcSettings, who: &Person, known_as: String, why: &str) {
    let tenant = match &oidc.tenant {
        TenantOf::Fixed(tenant) => tenant.clone(),
        TenantOf::Claim(_) if who.tenant.is_empty() => DEFAULT_TENANT.to_owned(),
        TenantOf::Claim(_) => who.tenant.clone(),
    };
    let deed = Deed {
        tenant,
        who: known_as,
        did: "console.refused",
        subject: who.subject.clone(),
        details: json!({"why": why}),
        at: now_ms(),
    };
    let writing = service.database().write(move |connection| {
        let deed = deed.clone();
        Box::pin(async move { audit::append(connection, &deed).await })
    });
    // Whoever is refused is refused also while the database is away.
    writing.await.ok();
}

fn not_now(refusal: &Refusal) -> Response {
    let told = refusal.to_string();
    let page = Page {
        status: answers::status_of_refusal(refusal),
        title: "You cannot be signed in for now",
        text: &[&told],
        next: Some((SIGN_IN, "Try again")),
    };
    answers::with_retry(page.response(), refusal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for ours in
            ["/console/", "/console/review", "/console/actors/rook%2F9?tab=1#top", "/console/a?to=https://x"]
        {
            assert!(is_ours(ours), "{ours}");
        }
        for other in [
            "",
            "/",
            "//evil.example",
            "https://evil.example/console/",
            "/console",
            "/consoles/",
            "/console/../v1",
            "/console//evil.example",
            "/\\evil.example",
            "/console/\\evil",
            "/console/a\r\nb",
            "/console/sign-in?to=/console/",
            "javascript:alert(1)",
            &format!("/console/{}", "a".repeat(MOST_BYTES)),
        ] {
            assert!(!is_ours(other), "{other}");
        }
    }
}
