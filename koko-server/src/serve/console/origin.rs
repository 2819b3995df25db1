//! Which page a request comes from, as far as its browser says so, and whether that page may ask.
//!
//! Whoever visits a website lets it send requests to wherever their browser reaches, with their cookies. So whoever is heard for
//! a cookie, or because there are no keys, has to be asked by a page of the service itself, or by one that was let in (`--cors`).
//! Programs that are no browsers send none of these headers.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{HOST, HeaderMap, ORIGIN, UPGRADE};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{Method, Uri};

use super::super::edge::cors::Origin;
use super::super::refusal::Refusal;
use super::super::service::Service;

/// What is known of a request before its body.
#[derive(Clone, Copy)]
pub struct Head<'a> {
    /// How it asks.
    pub method: &'a Method,
    /// For what.
    pub uri: &'a Uri,
    /// And what it says besides.
    pub headers: &'a HeaderMap,
}

impl<'a> Head<'a> {
    /// Of a request whose body is of no interest.
    pub fn of<B>(request: &'a axum::http::Request<B>) -> Head<'a> {
        Head { method: request.method(), uri: request.uri(), headers: request.headers() }
    }

    /// Of a request that was taken apart.
    pub fn of_parts(parts: &'a Parts) -> Head<'a> {
        Head { method: &parts.method, uri: &parts.uri, headers: &parts.headers }
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// By which name the service was asked.
    pub fn host(&self) -> Option<Authority> {
        // HTTP/2 has it in the target.
        let of_target = self.uri.authority().cloned();
        of_target.or_else(|| self.header(HOST.as_str())?.parse().ok())
    }

    /// Whether it wants to become something else: a WebSocket.
    pub fn is_upgrade(&self) -> bool {
        self.headers.contains_key(UPGRADE)
    }

    /// Whether it only looks.
    pub fn only_looks(&self) -> bool {
        matches!(*self.method, Method::GET | Method::HEAD)
    }
}

/// Which page a request comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// None that a browser told of.
    Unnamed,
    /// One of the service itself.
    Own,
    /// One at the same name by which the service was asked. Anybody's name may lead here, so that says little.
    SameName(String),
    /// One that was let in.
    LetIn,
    /// Any other.
    Foreign(String),
}

impl Page {
    /// Of a request to a service that says that it is at `public_url`, and lets pages of these origins in.
    pub fn of(head: &Head<'_>, public_url: Option<&str>, let_in: &[Origin]) -> Page {
        let any_is_let_in = let_in.contains(&Origin::Any);
        let Some(origin) = head.headers.get(ORIGIN) else {
            return match head.header("sec-fetch-site") {
                None | Some("same-origin" | "none") => Page::Unnamed,
                Some(_) if any_is_let_in => Page::LetIn,
                Some(_) => Page::Foreign("another website".to_owned()),
            };
        };
        let written = String::from_utf8_lossy(origin.as_bytes()).to_ascii_lowercase();
        if public_url.and_then(origin_of).is_some_and(|own| own == written) {
            return Page::Own;
        }
        let authority = written.split_once("://").map(|(_, authority)| authority);
        if let (Some(host), Some(authority)) = (head.host(), authority)
            && host.as_str().eq_ignore_ascii_case(authority)
        {
            return match is_of_this_machine(host.host()) {
                true => Page::Own,
                false => Page::SameName(written),
            };
        }
        let is_let_in = |other: &Origin| matches!(other, Origin::Listed(listed) if listed == &written);
        match any_is_let_in || let_in.iter().any(is_let_in) {
            true => Page::LetIn,
            false => Page::Foreign(written),
        }
    }

    /// Refuses pages from elsewhere.
    pub fn refuse_foreign(&self) -> Result<(), Refusal> {
        match self {
            Page::Foreign(origin) => Err(Refusal::ForeignPage { origin: origin.clone() }),
            _ => Ok(()),
        }
    }

    /// Refuses also pages that are only known by a name that may be anybody's: for a service that hears whoever asks.
    pub fn refuse_unknown(&self) -> Result<(), Refusal> {
        match self {
            Page::SameName(origin) => Err(Refusal::UnknownName { origin: origin.clone() }),
            _ => self.refuse_foreign(),
        }
    }

    /// Whether it may be one of the service itself, so that a cookie says who asks.
    pub fn may_be_own(&self) -> bool {
        matches!(self, Page::Unnamed | Page::Own | Page::SameName(_))
    }
}

impl FromRequestParts<Arc<Service>> for Page {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, service: &Arc<Service>) -> Result<Page, Infallible> {
        Ok(service.page(&Head::of_parts(parts)))
    }
}

/// Scheme, host and port of a URL, as browsers send them.
pub fn origin_of(url: &str) -> Option<String> {
    let url = reqwest::Url::parse(url).ok()?;
    url.host_str()?;
    Some(url.origin().ascii_serialization())
}

/// Addresses and `localhost` lead where they say; any other name leads wherever its owner wants.
fn is_of_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let host = host.to_ascii_lowercase();
    bare.parse::<IpAddr>().is_ok() || host == "localhost" || host.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::edge::cors;

    fn page(headers: &[(&str, &str)], public_url: Option<&str>, let_in: &[&str]) -> Page {
        let mut request = axum::http::Request::get("/v1/score");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let let_in: Vec<Origin> = let_in.iter().map(|origin| cors::origin(origin).unwrap()).collect();
        Page::of(&Head::of(&request.body(()).unwrap()), public_url, &let_in)
    }

    #[test]
    fn programs_and_addresses_that_were_typed_name_no_page() {
        assert_eq!(page(&[("host", "koko")], None, &[]), Page::Unnamed);
        assert_eq!(page(&[("sec-fetch-site", "none")], None, &[]), Page::Unnamed);
        assert_eq!(page(&[("sec-fetch-site", "same-origin")], None, &[]), Page::Unnamed);
    }

    #[test]
    fn a_page_is_the_services_own_where_the_address_says_so() {
        fn asked(origin: &str, host: &str, public_url: Option<&str>) -> Page {
            page(&[("origin", origin), ("host", host)], public_url, &[])
        }
        for host in ["127.0.0.1:8080", "[::1]:8080", "localhost:8080", "koko.localhost"] {
            let origin = format!("http://{host}");
            assert_eq!(asked(&origin, host, None), Page::Own, "{host}");
        }
        let public = Some("https://Koko.Example:443/");
        assert_eq!(asked("https://koko.example", "10.0.0.1:8080", public), Page::Own);
        assert_eq!(
            asked("http://koko.example", "10.0.0.1:8080", public),
            Page::Foreign("http://koko.example".into())
        );
        // Whoever owns the name may have it lead to this machine.
        let named = asked("http://Rebound.example:8080", "rebound.example:8080", None);
        assert_eq!(named, Page::SameName("http://rebound.example:8080".into()));
        assert!(named.refuse_foreign().is_ok() && named.refuse_unknown().is_err());
    }

    #[test]
    fn a_page_from_elsewhere_is_foreign_unless_it_was_let_in() {
        let host = ("host", "127.0.0.1:8080");
        for origin in ["https://elsewhere.example", "null", "http://127.0.0.1:3000", "https://"] {
            let asked = |let_in: &[&str]| page(&[("origin", origin), host], None, let_in);
            assert_eq!(asked(&["https://forum.example"]), Page::Foreign(origin.to_owned()));
            assert_eq!(asked(&["*"]), Page::LetIn);
        }
        let listed = page(&[("origin", "https://Forum.example"), host], None, &["https://forum.example"]);
        assert_eq!(listed, Page::LetIn);
        for site in ["cross-site", "same-site"] {
            let asked = page(&[("sec-fetch-site", site), host], None, &["https://forum.example"]);
            assert!(asked.refuse_foreign().is_err(), "{site}");
        }
    }
}
