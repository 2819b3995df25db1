//! What a browser may do with a page of ours: show it, run its scripts, and ask this service. Nothing else.

use axum::extract::Request;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;

/// For everything that is not a page.
const NOTHING: HeaderValue =
    HeaderValue::from_static("default-src 'none'; base-uri 'none'; frame-ancestors 'none'");

const FEATURES: HeaderValue = HeaderValue::from_static(
    "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), \
     fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), \
     midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), \
     web-share=(), xr-spatial-tracking=()",
);

/// Whether a path is one of the console's.
pub fn is_its(path: &str) -> bool {
    path.strip_prefix("/console").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Around every answer under `/console`, also where something is not there.
pub async fn around(request: Request, next: Next) -> Response {
    let is_its = is_its(request.uri().path());
    let mut response = next.run(request).await;
    if is_its {
        add(response.headers_mut());
    }
    response
}

fn add(headers: &mut HeaderMap) {
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(NOTHING);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(HeaderName::from_static("permissions-policy"), FEATURES);
}

/// What a page may load and ask, whose styles carry this nonce. `socket` is where its WebSocket is, if that is known: not every
/// browser takes it for the page's own.
pub fn policy_of_page(nonce: &str, socket: Option<&str>) -> HeaderValue {
    let socket = socket.map(|socket| format!(" {socket}")).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; \
         connect-src 'self'{socket}; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).expect("a nonce and an address are plain ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_under_console_is_its() {
        for (path, its) in [
            ("/console", true),
            ("/console/", true),
            ("/console/a/b", true),
            ("/consoles", false),
            ("/", false),
        ] {
            assert_eq!(is_its(path), its, "{path}");
        }
    }

    #[test]
    fn a_page_may_load_its_own_and_styles_with_the_nonce() {
        let policy = policy_of_page("abc", Some("wss://koko.example"));
        let policy = policy.to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'; ") && policy.contains("style-src 'self' 'nonce-abc';")
        );
        assert!(policy.contains("connect-src 'self' wss://koko.example;") && !policy.contains("unsafe"));
    }
}
