//! Cookies: what they are called, and which browsers send them when.

use axum::http::header::{COOKIE, HeaderMap, HeaderValue};
use cookie::{Cookie, SameSite};

/// Whether what a browser sends can be read on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// Over TLS, at least as far as to whoever is in front of us.
    Https,
    /// In the clear.
    Http,
}

/// A cookie of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Says who is signed in.
    Session,
    /// Says that somebody is about to sign in, and to what the answer has to fit.
    SignIn,
}

impl Kind {
    /// Its name. With `__Host-` browsers take it from this host over TLS only, and give it to no other.
    pub fn name(self, transport: Transport) -> &'static str {
        match (self, transport) {
            (Kind::Session, Transport::Https) => "__Host-koko-session",
            (Kind::Session, Transport::Http) => "koko-session",
            (Kind::SignIn, Transport::Https) => "__Host-koko-sign-in",
            (Kind::SignIn, Transport::Http) => "koko-sign-in",
        }
    }

    /// What a browser has sent.
    pub fn sent(self, headers: &HeaderMap, transport: Transport) -> Option<&str> {
        let name = self.name(transport);
        let sent = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = sent.flat_map(|all| all.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(known, _)| *known == name).map(|(_, value)| value).next()
    }

    /// Has a browser keep it for so many seconds.
    pub fn set(self, transport: Transport, value: &str, seconds: i64) -> HeaderValue {
        let cookie = Cookie::build((self.name(transport), value))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(transport == Transport::Https)
            .max_age(cookie::time::Duration::seconds(seconds));
        HeaderValue::from_str(&cookie.build().to_string()).expect("our cookies are plain ASCII")
    }

    /// Has a browser forget it.
    pub fn forget(self, transport: Transport) -> HeaderValue {
        self.set(transport, "", 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_tls_a_cookie_goes_to_this_host_alone() {
        let set = Kind::Session.set(Transport::Https, "abc", 60);
        assert_eq!(set, "__Host-koko-session=abc; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=60");
        let set = Kind::SignIn.set(Transport::Http, "abc", 60);
        assert_eq!(set, "koko-sign-in=abc; HttpOnly; SameSite=Lax; Path=/; Max-Age=60");
        assert!(Kind::Session.forget(Transport::Http).to_str().unwrap().ends_with("Max-Age=0"));
    }

    #[test]
    fn it_is_found_among_others_in_any_of_the_headers() {
        let mut headers = HeaderMap::new();
        assert_eq!(Kind::Session.sent(&headers, Transport::Http), None);
        headers.append(COOKIE, HeaderValue::from_static("a=1; koko-sessions=no"));
        headers.append(COOKIE, HeaderValue::from_static("__Host-koko-session=tls;koko-session=yes; b=2"));
        assert_eq!(Kind::Session.sent(&headers, Transport::Http), Some("yes"));
        assert_eq!(Kind::Session.sent(&headers, Transport::Https), Some("tls"));
        assert_eq!(Kind::SignIn.sent(&headers, Transport::Http), None);
    }
}
