//! Which pages may call the service from a browser.

use std::collections::BTreeSet;

use axum::http::header::{HeaderName, HeaderValue, RETRY_AFTER};
use axum::http::{Method, Uri};
use tower_http::cors::{AllowHeaders, AllowOrigin, CorsLayer};

/// Where a page comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Anywhere.
    Any,
    /// Scheme, host and port, as browsers send them.
    Listed(HeaderValue),
}

/// Reads `https://forum.example:8443`, or `*`.
pub fn origin(written: &str) -> Result<Origin, String> {
    if written == "*" {
        return Ok(Origin::Any);
    }
    let example =
        "write it as browsers send it: a scheme and a host, such as https://forum.example, without a path";
    let uri: Uri = written.parse().map_err(|_| example.to_owned())?;
    let is_whole = uri.scheme().is_some() && uri.authority().is_some_and(|host| !host.as_str().contains('@'));
    let is_bare = !written.ends_with('/') && uri.path() == "/" && uri.query().is_none();
    if !is_whole || !is_bare {
        return Err(example.to_owned());
    }
    HeaderValue::from_str(&written.to_ascii_lowercase()).map(Origin::Listed).map_err(|_| example.to_owned())
}

/// What tells browsers so; nothing if no page may.
pub fn layer(origins: &[Origin]) -> Option<CorsLayer> {
    if origins.is_empty() {
        return None;
    }
    let listed: BTreeSet<HeaderValue> = origins
        .iter()
        .filter_map(|origin| match origin {
            Origin::Any => None,
            Origin::Listed(origin) => Some(origin.clone()),
        })
        .collect();
    let for_credentials = listed.clone();
    let is_any = origins.contains(&Origin::Any);
    Some(
        CorsLayer::new()
            .allow_origin(AllowOrigin::predicate(move |origin, _| is_any || listed.contains(origin)))
            .allow_credentials(tower_http::cors::AllowCredentials::predicate(move |origin, _| {
                for_credentials.contains(origin)
            }))
            .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
            .allow_headers(AllowHeaders::mirror_request())
            .expose_headers(EXPOSED)
            .max_age(std::time::Duration::from_secs(3_600)),
    )
}

/// What a page may read besides the body.
const EXPOSED: [HeaderName; 10] = [
    RETRY_AFTER,
    HeaderName::from_static("x-request-id"),
    HeaderName::from_static("koko-model"),
    HeaderName::from_static("koko-policy"),
    HeaderName::from_static("koko-normalizer"),
    HeaderName::from_static("koko-version"),
    HeaderName::from_static("openai-processing-ms"),
    HeaderName::from_static("ratelimit-limit"),
    HeaderName::from_static("ratelimit-remaining"),
    HeaderName::from_static("ratelimit-reset"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_what_a_browser_sends() {
        for (written, read) in [
            ("https://forum.example", "https://forum.example"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("https://Forum.Example", "https://forum.example"),
            ("chrome-extension://abcdef", "chrome-extension://abcdef"),
        ] {
            assert_eq!(origin(written), Ok(Origin::Listed(HeaderValue::from_static(read))), "{written}");
        }
        assert_eq!(origin("*"), Ok(Origin::Any));
        for wrong in [
            "",
            "forum.example",
            "https://",
            "https://a.example/",
            "https://a.example/x",
            "https://u@a.example",
            "null",
        ] {
            assert!(origin(wrong).unwrap_err().contains("https://forum.example"), "{wrong}");
        }
    }
}
