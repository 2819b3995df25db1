//! The console's files. They are in the program; a debug build reads them from the disk whenever they are asked for.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH,
};
use axum::response::Response;
use rust_embed::{EmbeddedFile, RustEmbed};

use super::super::compat;
use super::super::service::Service;
use super::headers::policy_of_page;
use super::origin::Head;
use super::page::Page;
use super::tokens;

/// Where they are is found out by `build.rs`: a way with `..` in it would be refused if they are built later.
#[derive(RustEmbed)]
#[folder = "$KOKO_CONSOLE_FILES"]
#[allow_missing = true]
struct Dist;

const INDEX: &str = "index.html";
/// Files whose names say what is in them: another content has another name.
const ASSETS: &str = "assets/";
/// Where the page finds the nonce that styles need which it makes itself.
const NONCE: &str = "__CSP_NONCE__";

/// `GET /console/…`
pub async fn file(State(service): State<Arc<Service>>, request: Request) -> Response {
    let path = request.uri().path();
    let name = path.strip_prefix("/console").unwrap_or_default().trim_start_matches('/');
    if name.is_empty() || name == INDEX {
        return index(&service, &Head::of(&request));
    }
    match Dist::get(name) {
        Some(file) => whole(name, file, request.headers().get(IF_NONE_MATCH)),
        None if name.starts_with(ASSETS) => {
            compat::refused(path, StatusCode::NOT_FOUND, "not_found", &format!("there is no {path}"))
        }
        // A place within the console: its own script finds it.
        None => index(&service, &Head::of(&request)),
    }
}

fn index(service: &Service, head: &Head<'_>) -> Response {
    let Some(index) = Dist::get(INDEX) else { return not_built() };
    let nonce = tokens::new();
    let html = String::from_utf8_lossy(&index.data).replace(NONCE, &nonce);
    let mut response = Response::new(Body::from(html));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    // Each has a nonce of its own.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let socket = service.console().socket_of(head, &service.tenants().settings());
    headers.insert(CONTENT_SECURITY_POLICY, policy_of_page(&nonce, socket.as_deref()));
    response
}

fn whole(name: &str, file: EmbeddedFile, known: Option<&HeaderValue>) -> Response {
    let digest = blake3::Hash::from_bytes(file.metadata.sha256_hash()).to_hex();
    let tag = HeaderValue::from_str(&format!("\"{}\"", &digest[..32])).expect("digits are plain ASCII");
    let is_known = known == Some(&tag);
    let mut response = Response::new(if is_known { Body::empty() } else { Body::from(file.data) });
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    let mut kind = file.metadata.mimetype().to_owned();
    if kind.starts_with("text/") {
        kind.push_str("; charset=utf-8");
    }
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(CONTENT_TYPE, kind);
    }
    headers.insert(ETAG, tag);
    let keep = match name.starts_with(ASSETS) {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

fn not_built() -> Response {
    let page = Page {
        status: StatusCode::NOT_FOUND,
        title: "The console is not built",
        text: &[
            "This `koko` was compiled without it. With Node at hand, `make console` builds the console, and \
             `cargo build --release -p koko-server` puts it into the program.",
            "Everything else works: the API is described at /docs.",
        ],
        next: Some(("/docs", "The API")),
    };
    page.response()
}
