//! Links that sign somebody in once: the one that `koko serve` prints, and those of `koko console link`.

use std::io::Write;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{HeaderValue, LOCATION, SET_COOKIE};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use parking_lot::Mutex;
use serde::Deserialize;
use serde_json::json;

use super::super::answers;
use super::super::config::{DEFAULT_TENANT, check_name};
use super::super::database::audit::{self, Deed};
use super::super::database::links::{self, LinkRow};
use super::super::database::{Database, new_id, now_ms};
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::cookies::Kind;
use super::origin::Head;
use super::page::Page;
use super::roles::Role;
use super::sessions::{How, Person};
use super::signed_in::private;
use super::tokens;
use crate::cli::{self, ConsoleCommand, NewLink};
use crate::errors::Stop;
use crate::run::End;

/// How long a link is good.
const GOOD_FOR_MS: i64 = 3_600 * 1_000;

/// The link for whoever starts the service. Only its digest is known here, and nowhere else.
#[derive(Default)]
pub struct FirstLink {
    waiting: Mutex<Option<(blake3::Hash, i64)>>,
}

impl FirstLink {
    /// Makes it, and tells its token.
    pub fn make(&self) -> String {
        let token = tokens::new();
        *self.waiting.lock() = Some((blake3::hash(token.as_bytes()), now_ms() + GOOD_FOR_MS));
        token
    }

    /// Whether this is it; from then on nothing is.
    fn take(&self, token: &str) -> bool {
        let mut waiting = self.waiting.lock();
        // Hashes compare in constant time.
        let is_it = waiting
            .is_some_and(|(digest, until)| digest == blake3::hash(token.as_bytes()) && now_ms() < until);
        if is_it {
            *waiting = None;
        }
        is_it
    }
}

/// Where a link leads.
pub fn link_to(url: &str, token: &str) -> String {
    format!("{}/console/first?token={token}", url.trim_end_matches('/'))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    token: String,
}

/// `GET /console/first?token=…`
pub async fn use_link(State(service): State<Arc<Service>>, request: Request) -> Response {
    let head = Head::of(&request);
    // Whoever only looks whether there is something must not use it up.
    let purpose = head.header("sec-purpose").unwrap_or_default();
    if *head.method != Method::GET || purpose.contains("prefetch") {
        return private(empty(StatusCode::NO_CONTENT));
    }
    let asked: Option<Asked> = serde_urlencoded::from_str(head.uri.query().unwrap_or_default()).ok();
    let token = asked.map(|asked| asked.token).unwrap_or_default();
    match sign_in(&service, &head, &token).await {
        Ok(Some(cookie)) => {
            let mut response = private(empty(StatusCode::SEE_OTHER));
            response.headers_mut().insert(LOCATION, HeaderValue::from_static("/console/"));
            response.headers_mut().insert(SET_COOKIE, cookie);
            response
        }
        Ok(None) => used_up(),
        Err(refusal) => away(&refusal),
    }
}

async fn sign_in(service: &Service, head: &Head<'_>, token: &str) -> Result<Option<HeaderValue>, Refusal> {
    if !tokens::is_one(token) {
        return Ok(None);
    }
    let console = service.console();
    let person = match console.first().take(token) {
        true => Some(Person {
            tenant: DEFAULT_TENANT.to_owned(),
            subject: "link of koko serve".to_owned(),
            name: Role::Admin.as_str().to_owned(),
            role: Role::Admin,
        }),
        false => of_database(service.database(), token).await?,
    };
    let Some(person) = person else { return Ok(None) };
    let settings = service.tenants().settings();
    let (transport, lasts) = (console.transport(&settings), settings.console.lasts);
    let before = Kind::Session.sent(head.headers, transport);
    let secret = console.sessions().begin(&person, How::Link, lasts, before).await?;
    Ok(Some(Kind::Session.set(transport, &secret, lasts.seconds())))
}

async fn of_database(database: &Database, token: &str) -> Result<Option<Person>, Refusal> {
    let digest = tokens::digest(token);
    if !database.read(links::is_there(database.pool(), &digest)).await? {
        return Ok(None);
    }
    let taken = database
        .write(move |connection| {
            let digest = digest.clone();
            Box::pin(async move { links::take(connection, &digest, now_ms()).await })
        })
        .await?;
    Ok(taken.and_then(|link| {
        let role = Role::parse(&link.role).ok()?;
        Some(Person { tenant: link.tenant, subject: format!("link {}", link.id), name: link.name, role })
    }))
}

fn used_up() -> Response {
    let page = Page {
        status: StatusCode::FORBIDDEN,
        title: "This link is good for nothing any more",
        text: &[
            "A link signs in one person once, within an hour. This one was used, is too old, or was never made here.",
            "`koko console link` makes another one for a service that keeps something (`--data`, `--database`); \
             and `koko serve` prints one whenever it starts, unless people sign in elsewhere.",
        ],
        next: Some(("/console/", "To the console")),
    };
    page.response()
}

fn away(refusal: &Refusal) -> Response {
    let told = refusal.to_string();
    let page = Page {
        status: answers::status_of_refusal(refusal),
        title: "You cannot be signed in for now",
        text: &[&told],
        next: Some(("/console/", "To the console")),
    };
    answers::with_retry(page.response(), refusal)
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// `koko console`
pub fn run(console: &cli::Console) -> Result<End, Stop> {
    let ConsoleCommand::Link(new) = &console.command;
    check_name(&new.tenant)?;
    super::super::with_database(&new.kept, async |database| {
        let token = make(&database, new).await?;
        writeln!(std::io::stdout(), "{}", link_to(&new.public_url, &token))?;
        Ok(End::AllAnswered)
    })
}

/// Makes a link, keeps its digest, and returns its token: it is nowhere else.
async fn make(database: &Database, new: &NewLink) -> Result<String, Stop> {
    let token = tokens::new();
    let now = now_ms();
    let row = LinkRow {
        digest: tokens::digest(&token),
        id: new_id(),
        tenant: new.tenant.clone(),
        name: new.name.clone().unwrap_or_else(|| new.role.as_str().to_owned()),
        role: new.role.as_str().to_owned(),
        expires_at: now + GOOD_FOR_MS,
    };
    let deed = Deed {
        tenant: row.tenant.clone(),
        who: "command line".to_owned(),
        did: "console.link_made",
        subject: row.id.clone(),
        details: json!({"name": row.name, "role": row.role}),
        at: now,
    };
    database
        .write(move |connection| {
            let (row, deed) = (row.clone(), deed.clone());
            Box::pin(async move {
                links::insert(connection, &row).await?;
                audit::append(connection, &deed).await
            })
        })
        .await?;
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_link_is_good_once() {
        let first = FirstLink::default();
        assert!(!first.take(""));
        let token = first.make();
        assert!(!first.take(&tokens::new()));
        assert!(first.take(&token));
        assert!(!first.take(&token));
        assert!(
            link_to("https://koko.example/", &token).starts_with("https://koko.example/console/first?token=")
        );
    }
}
