//! Many requests in one: `multipart/mixed` with a whole HTTP request in each part, as Google's Python client sends them.
//!
//! Read by hand, because that client ends its lines with LF alone and folds long headers, which parsers of MIME refuse.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use futures_util::StreamExt;
use serde_json::Value;

use super::super::super::answers::Received;
use super::super::super::console::origin::Page;
use super::super::super::keys::in_authorization;
use super::super::super::service::Service;
use super::refusal::Refusal;
use super::{Asked, answer, key_of};

const MOST_PARTS: usize = 1_000;
/// Parts that are answered side by side.
const AT_ONCE: usize = 64;

/// One request of a batch.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    content_id: String,
    method: String,
    target: String,
    key: Option<String>,
    body: String,
}

/// `POST /batch`
pub async fn batch(
    State(service): State<Arc<Service>>,
    asked: Asked,
    page: Page,
    headers: HeaderMap,
    body: Received,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return Refusal::not_received(&rejection).response(),
    };
    let parts = match parts(&headers, &body) {
        Ok(parts) => parts,
        Err(refusal) => return refusal.response(),
    };
    let outer_key = key_of(&asked, &headers).map(str::to_owned);
    let answers = futures_util::stream::iter(
        parts.into_iter().map(|part| one(&service, part, outer_key.clone(), &page)),
    );
    let answers: Vec<String> = answers.buffered(AT_ONCE).collect().await;
    let boundary = format!("batch_{}", uuid::Uuid::new_v4().simple());
    let mut text = String::new();
    for answer in answers {
        text.push_str(&format!("--{boundary}\r\n{answer}\r\n"));
    }
    text.push_str(&format!("--{boundary}--\r\n"));
    let mut response = Response::new(Body::from(text));
    let kind = format!("multipart/mixed; boundary={boundary}");
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_str(&kind).expect("plain ASCII"));
    response
}

async fn one(service: &Arc<Service>, part: Part, outer_key: Option<String>, page: &Page) -> String {
    let answered = of_part(service, &part, outer_key, page).await;
    let (status, body) = match &answered {
        Ok(body) => (StatusCode::OK, body.to_string()),
        Err(refusal) => (refusal.status(), refusal.body().to_string()),
    };
    let id = part.content_id.trim_start_matches('<').trim_end_matches('>');
    format!(
        "Content-Type: application/http\r\nContent-ID: <response-{id}>\r\n\r\nHTTP/1.1 {} {}\r\n\
         Content-Type: application/json; charset=UTF-8\r\nContent-Length: {}\r\n\r\n{body}",
        status.as_u16(),
        status.canonical_reason().unwrap_or("Unknown"),
        body.len(),
    )
}

async fn of_part(
    service: &Arc<Service>,
    part: &Part,
    outer_key: Option<String>,
    page: &Page,
) -> Result<Value, Refusal> {
    let nothing = || Refusal::not_found(&format!("There is no {} {}.", part.method, part.target));
    let uri: Uri = part.target.parse().map_err(|_| nothing())?;
    let method =
        uri.path().strip_prefix("/v1alpha1/").map(|method| method.replace("%3A", ":").replace("%3a", ":"));
    let method = method.filter(|_| part.method == "POST").ok_or_else(nothing)?;
    let asked: Asked = serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap_or_default();
    let key = asked.key.clone().or_else(|| part.key.clone()).or(outer_key);
    let found = service.caller_with_key(key.as_deref(), page).await;
    let caller = found.map_err(|refusal| Refusal::of(&refusal))?;
    let (answer, _) = answer(service, &caller, None, &method, &asked, part.body.as_bytes()).await?;
    Ok(answer)
}

fn parts(headers: &HeaderMap, body: &[u8]) -> Result<Vec<Part>, Refusal> {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let boundary = boundary(kind)
        .ok_or_else(|| Refusal::invalid("A batch is multipart/mixed, with a boundary.".to_owned()))?;
    let text =
        std::str::from_utf8(body).map_err(|_| Refusal::invalid("A batch must be UTF-8.".to_owned()))?;
    let marker = format!("--{boundary}");
    let mut pieces = text.split(&marker[..]).skip(1);
    let mut parts = Vec::new();
    for piece in pieces.by_ref() {
        if piece.starts_with("--") {
            break;
        }
        let wrong =
            || Refusal::invalid(format!("Part {} of the batch holds no HTTP request.", parts.len() + 1));
        let part = part(piece).ok_or_else(wrong)?;
        parts.push(part);
        if parts.len() > MOST_PARTS {
            return Err(Refusal::invalid(format!("A batch has at most {MOST_PARTS} parts.")));
        }
    }
    match parts.is_empty() {
        true => Err(Refusal::invalid("The batch has no parts.".to_owned())),
        false => Ok(parts),
    }
}

/// Reads a batch as far as that takes no model, whatever is in it: for fuzzing.
pub(super) fn read_any(kind: &[u8], body: &[u8]) {
    let mut headers = HeaderMap::new();
    if let Ok(kind) = HeaderValue::from_bytes(kind) {
        headers.insert(CONTENT_TYPE, kind);
    }
    match parts(&headers, body) {
        Ok(parts) => {
            assert!((1..=MOST_PARTS).contains(&parts.len()));
            for part in parts {
                if let Ok(uri) = part.target.parse::<Uri>() {
                    let _ = serde_urlencoded::from_str::<Asked>(uri.query().unwrap_or_default());
                }
                super::read_any(part.body.as_bytes());
            }
        }
        Err(refusal) => drop(refusal.response()),
    }
}

fn boundary(kind: &str) -> Option<&str> {
    let (kind, parameters) = kind.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/mixed") {
        return None;
    }
    let boundary = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    });
    boundary.filter(|boundary| !boundary.is_empty())
}

/// Headers of the part, an empty line, the request.
fn part(piece: &str) -> Option<Part> {
    let piece = piece.strip_prefix("\r\n").or_else(|| piece.strip_prefix('\n'))?;
    let (outer, request) = head_and_rest(piece);
    let content_id = header(outer, "content-id")?;
    let (head, body) = head_and_rest(request);
    let (line, headers) = head.split_once('\n').unwrap_or((head, ""));
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?, words.next()?);
    let key = header(headers, "x-goog-api-key")
        .or_else(|| Some(in_authorization(&header(headers, "authorization")?).to_owned()));
    let (method, target) = (method.to_owned(), target.to_owned());
    Some(Part { content_id, method, target, key, body: body.trim().to_owned() })
}

/// What stands before the first empty line, and behind it.
fn head_and_rest(text: &str) -> (&str, &str) {
    let crlf = text.find("\r\n\r\n").map(|at| (at, 4));
    let lf = text.find("\n\n").map(|at| (at, 2));
    match [crlf, lf].into_iter().flatten().min() {
        Some((at, length)) => (&text[..at], &text[at + length..]),
        None => (text, ""),
    }
}

/// The value of a header; one that goes on in the next line is put together again.
fn header(head: &str, name: &str) -> Option<String> {
    let mut found: Option<String> = None;
    for line in head.lines() {
        let line = line.trim_end_matches('\r');
        match &mut found {
            Some(value) if line.starts_with([' ', '\t']) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            Some(_) => break,
            None => {
                let header =
                    line.split_once(':').filter(|(known, _)| known.trim().eq_ignore_ascii_case(name));
                found = header.map(|(_, value)| value.trim().to_owned());
            }
        }
    }
    found.map(|value| value.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "multipart/mixed; boundary=\"===7==\"";

    fn read(text: &str) -> Result<Vec<Part>, Refusal> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(HEAD));
        parts(&headers, text.as_bytes())
    }

    #[test]
    fn lines_end_as_they_like_and_long_headers_are_folded() {
        let text = "--===7==\nContent-Type: application/http\nContent-ID:\n <abc + 1>\n\nPOST /v1alpha1/comments:analyze?key=K&alt=json HTTP/1.1\n\
                    content-type: application/json\nx-goog-api-key: k2\n\n{\"a\": 1}\n--===7==--\n";
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let parts = read(&text).unwrap();
            let part = &parts[0];
            assert_eq!(part.content_id, "<abc + 1>");
            assert_eq!(
                (&part.method[..], &part.target[..]),
                ("POST", "/v1alpha1/comments:analyze?key=K&alt=json")
            );
            assert_eq!((part.key.as_deref(), &part.body[..]), (Some("k2"), "{\"a\": 1}"));
        }
    }

    #[test]
    fn what_is_no_batch_is_refused() {
        for text in ["", "--===7==--", "--===7==\nno headers", "--===7==\nContent-ID: <a>\n\n"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(boundary("multipart/mixed; boundary=abc"), Some("abc"));
        assert_eq!(boundary("application/json"), None);
        assert_eq!(boundary("multipart/mixed; charset=x"), None);
    }
}
