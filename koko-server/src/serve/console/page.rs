//! Short pages of the service's own: what to do where the console itself cannot be shown, or nobody is signed in.

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use axum::response::Response;

use super::headers::policy_of_page;
use super::tokens;
use crate::report::escaped;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:38rem;margin:12vh auto;padding:0 1.5rem;color:#1c1e21;\
background:#fff}h1{font-size:1.3rem}a{color:#0b57d0}code{background:#8882;padding:.1em .3em;border-radius:.2em}\
@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#16181b}a{color:#8ab4f8}}";

/// A page.
pub struct Page<'a> {
    /// Whether something went wrong.
    pub status: StatusCode,
    /// What happened.
    pub title: &'a str,
    /// What to do, a paragraph each. What stands between backticks is shown as code.
    pub text: &'a [&'a str],
    /// Where to go on, and what that is called.
    pub next: Option<(&'a str, &'a str)>,
}

impl Page<'_> {
    /// As an answer that nobody keeps.
    pub fn response(&self) -> Response {
        let nonce = tokens::new();
        let title = escaped(self.title);
        let text: String =
            self.text.iter().map(|paragraph| format!("<p>{}</p>\n", with_code(paragraph))).collect();
        let next = self
            .next
            .map(|(path, name)| format!("<p><a href=\"{}\">{}</a></p>\n", escaped(path), escaped(name)));
        let next = next.unwrap_or_default();
        let html = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{title} – Koko</title>\
             <style nonce=\"{nonce}\">{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n{text}{next}</body>\n</html>\n"
        );
        let mut response = Response::new(Body::from(html));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(CONTENT_SECURITY_POLICY, policy_of_page(&nonce, None));
        response
    }
}

/// Every second part between backticks is code.
fn with_code(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(number, part)| match number % 2 {
            0 => escaped(part),
            _ => format!("<code>{}</code>", escaped(part)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_stands_on_a_page_is_shown_and_not_obeyed() {
        let page = Page {
            status: StatusCode::FORBIDDEN,
            title: "No <b>role</b>",
            text: &["run `koko <x>`", "\"&"],
            next: Some(("/console/sign-in?to=\"", "Again")),
        };
        let response = page.response();
        let policy = response.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(html.contains("<h1>No &lt;b&gt;role&lt;/b&gt;</h1>"), "{html}");
        assert!(
            html.contains("<p>run <code>koko &lt;x&gt;</code></p>") && html.contains("<p>&quot;&amp;</p>")
        );
        assert!(html.contains("href=\"/console/sign-in?to=&quot;\""));
        let nonce = html.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(policy.contains(nonce), "{policy}");
    }
}
