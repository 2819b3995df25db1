//! What the service does for its console, the web application under `/console`: hands out its files, knows who is signed in,
//! and hears them only where one of its own pages asks.
//!
//! What the application itself does is in the folder `console` at the top. It asks the same API as everybody.

pub mod cookies;
pub mod files;
pub mod headers;
pub mod links;
pub mod oidc;
pub mod origin;
pub mod page;
pub mod roles;
pub mod sessions;
pub mod settings;
pub mod signed_in;
pub mod tokens;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::routing::{get, post};

use super::config::Settings;
use super::database::Database;
use super::edge::Edge;
use super::edge::cors::Origin;
use super::refusal::Refusal;
use super::service::Service;
use cookies::{Kind, Transport};
use links::FirstLink;
use oidc::provider::Providers;
use oidc::sign_in;
use origin::{Head, Page};
use sessions::{Session, Sessions};

/// Who is signed in, and where the console is.
pub struct Console {
    sessions: Sessions,
    first: FirstLink,
    providers: Providers,
    /// Pages of these origins may ask without a key.
    let_in: Vec<Origin>,
    speaks_tls: bool,
    /// Known once the service listens.
    address: OnceLock<SocketAddr>,
}

impl Console {
    /// Of a service with this edge.
    pub fn new(database: Database, edge: &Edge) -> Console {
        Console {
            sessions: Sessions::new(database),
            first: FirstLink::default(),
            providers: Providers::default(),
            let_in: edge.cors.clone(),
            speaks_tls: edge.tls.is_some(),
            address: OnceLock::new(),
        }
    }

    /// From now on the service listens there.
    pub fn listens_on(&self, address: SocketAddr) {
        // It does so once.
        self.address.set(address).ok();
    }

    /// Who is signed in.
    pub fn sessions(&self) -> &Sessions {
        &self.sessions
    }

    /// The link for whoever starts the service.
    pub fn first(&self) -> &FirstLink {
        &self.first
    }

    /// Where people have their accounts.
    fn providers(&self) -> &Providers {
        &self.providers
    }

    /// Which page a request comes from.
    pub fn page(&self, head: &Head<'_>, settings: &Settings) -> Page {
        Page::of(head, settings.public_url.as_deref(), &self.let_in)
    }

    /// The session whose cookie a request brings; a cookie of a session that is over is an error. Pages from elsewhere bring none.
    pub async fn session(
        &self,
        head: &Head<'_>,
        page: &Page,
        settings: &Settings,
    ) -> Result<Option<Arc<Session>>, Refusal> {
        if !settings.console.is_on || !page.may_be_own() {
            return Ok(None);
        }
        let Some(secret) = Kind::Session.sent(head.headers, self.transport(settings)) else {
            return Ok(None);
        };
        let session = self.sessions.find(secret, settings.console.lasts.idle).await?;
        session.map(Some).ok_or(Refusal::SessionOver)
    }

    /// Whether a session that was found before is still one.
    pub async fn goes_on(&self, session: &Session, settings: &Settings) -> bool {
        settings.console.is_on && self.sessions.goes_on(session, settings.console.lasts.idle).await
    }

    /// Whether what browsers send can be read on its way.
    pub fn transport(&self, settings: &Settings) -> Transport {
        let is_https = |url: &str| url.trim_start().to_ascii_lowercase().starts_with("https://");
        match self.speaks_tls || settings.public_url.as_deref().is_some_and(is_https) {
            true => Transport::Https,
            false => Transport::Http,
        }
    }

    /// Where browsers reach the service: what was chosen, or where it listens.
    pub fn url(&self, settings: &Settings) -> String {
        if let Some(url) = &settings.public_url {
            return url.trim_end_matches('/').to_owned();
        }
        let mut address = *self.address.get().unwrap_or(&settings.listen);
        // Every address of this machine is none that a browser could go to.
        if address.ip().is_unspecified() {
            address.set_ip(match address.ip() {
                IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
                IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
            });
        }
        let scheme = if self.speaks_tls { "https" } else { "http" };
        format!("{scheme}://{address}")
    }

    /// Where the WebSocket is for a page that was asked for by this name.
    fn socket_of(&self, head: &Head<'_>, settings: &Settings) -> Option<String> {
        let host = head.host()?;
        let scheme = if self.transport(settings) == Transport::Https { "wss" } else { "ws" };
        let port = host.port_u16().map(|port| format!(":{port}")).unwrap_or_default();
        Some(format!("{scheme}://{}{port}", host.host()))
    }
}

/// Everything under `/console`.
pub fn router() -> Router<Arc<Service>> {
    Router::new()
        .route("/console", get(files::file))
        .route("/console/", get(files::file))
        .route("/console/{*path}", get(files::file))
        .route("/console/session", get(signed_in::who))
        .route(sign_in::SIGN_IN, get(sign_in::depart))
        .route(sign_in::BACK, get(sign_in::back_from))
        .route("/console/sign-out", post(signed_in::sign_out))
        .route("/console/first", get(links::use_link))
}
