//! Lines of JSON: a stream of any length in, a line for each out, while it lasts. Reads no faster than it answers.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use koko_core::error::{Error, ErrorBody};
use koko_core::moderator::Moderator;
use serde_json::{Value, json};

use super::super::answers::{body_of, by};
use super::super::callers::{Caller, Scope};
use super::super::document::refusals::Own;
use super::super::service::{Manner, Service};
use super::moderate::moderate_rows;
use super::{Answer, Asking, Row, asked_model, row};
use crate::input::fields::Wanted;

/// Lines that are moderated together: enough to fill batches, few enough that the first answers come soon.
const TOGETHER: usize = 64;
/// The longest line: a text of 1 MiB, escaped, and what stands around it.
const MOST_BYTES: usize = 8 << 20;

/// What should happen with the content on each line. It may be called off at any time; what was answered is kept.
#[utoipa::path(
    post,
    path = "/v1/moderate/lines",
    tag = "Contents",
    operation_id = "moderate_lines",
    params(("Koko-Model" = Option<String>, Header, description = "Which model: its name, its id, or the first digits of its digest")),
    request_body(content = String, content_type = "application/x-ndjson", description = "Contents, each an object on a line of its own"),
    responses((status = 200, description = "An answer on a line of its own for each, in order, while more are read", body = String, content_type = "application/x-ndjson"), Own),
)]
pub async fn moderate(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    headers: HeaderMap,
    request: Request,
) -> Answer {
    caller.may(Scope::Moderate)?;
    let active = caller.tenant.active();
    let moderator = Arc::clone(match asked_model(&headers) {
        Some(asked) => active.named(asked)?,
        None => active.pinned(),
    });
    let answering = Arc::clone(&moderator);
    let state = Reading {
        body: request.into_body().into_data_stream().boxed(),
        rest: Vec::new(),
        is_over: false,
        service,
        caller,
        moderator: answering,
    };
    let answers = futures_util::stream::unfold(state, |mut reading| async move {
        let answered = reading.next().await?;
        Some((Ok::<Bytes, Infallible>(answered), reading))
    });
    let mut response = Response::new(Body::from_stream(answers));
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson; charset=utf-8"));
    Ok(by(response, &moderator))
}

struct Reading {
    body: BoxStream<'static, Result<Bytes, axum::Error>>,
    /// Bytes after the last whole line.
    rest: Vec<u8>,
    is_over: bool,
    service: Arc<Service>,
    caller: Arc<Caller>,
    moderator: Arc<Moderator>,
}

impl Reading {
    /// The answers to the next lines; nothing at the end.
    async fn next(&mut self) -> Option<Bytes> {
        let mut rows: Vec<Row> = Vec::with_capacity(TOGETHER);
        let mut last: Option<Value> = None;
        while rows.len() < TOGETHER && last.is_none() {
            match self.line() {
                Some(line) if line.iter().all(u8::is_ascii_whitespace) => {}
                Some(line) => rows.push(read(&line)),
                None if self.is_over => break,
                // What is there is answered before more is waited for.
                None if !rows.is_empty() && !self.has_more().await => break,
                None => last = self.receive().await.err(),
            }
        }
        if rows.is_empty() && last.is_none() {
            return None;
        }
        let count = rows.len();
        let lines = match self.caller.count(count).await.map(|()| rows) {
            Ok(rows) => {
                moderate_rows(&self.service, &self.caller, &self.moderator, rows, Manner::Waits).await
            }
            Err(refusal) => Err(refusal),
        };
        let lines = lines.unwrap_or_else(|refusal| {
            // The connection says 200 by now; so the last line says what happened.
            self.is_over = true;
            self.rest.clear();
            vec![json!({"error": body_of(&refusal)})]
        });
        let mut bytes = Vec::new();
        for line in lines.iter().chain(&last) {
            serde_json::to_writer(&mut bytes, line).expect("a vector takes everything");
            bytes.push(b'\n');
        }
        if last.is_some() {
            self.is_over = true;
            self.rest.clear();
        }
        Some(bytes.into())
    }

    /// The next whole line that has been received.
    fn line(&mut self) -> Option<Vec<u8>> {
        let end = self.rest.iter().position(|byte| *byte == b'\n');
        match end {
            Some(end) => {
                let rest = self.rest.split_off(end + 1);
                let mut line = std::mem::replace(&mut self.rest, rest);
                line.pop();
                Some(line)
            }
            None if self.is_over && !self.rest.is_empty() => Some(std::mem::take(&mut self.rest)),
            None => None,
        }
    }

    /// Whether more arrives at once.
    async fn has_more(&mut self) -> bool {
        tokio::select! {
            biased;
            received = self.body.next() => match received {
                Some(Ok(bytes)) => { self.rest.extend_from_slice(&bytes); true }
                _ => { self.is_over = true; true }
            },
            () = std::future::ready(()) => false,
        }
    }

    async fn receive(&mut self) -> Result<(), Value> {
        let refused = |what: String| json!({"error": ErrorBody::from(&Error::BadInput { what })});
        match self.body.next().await {
            Some(Ok(bytes)) => self.rest.extend_from_slice(&bytes),
            Some(Err(error)) => return Err(refused(format!("the lines did not arrive whole: {error}"))),
            None => self.is_over = true,
        }
        if self.rest.len() > MOST_BYTES && !self.rest.contains(&b'\n') {
            return Err(refused(format!("a line has more than {MOST_BYTES} bytes")));
        }
        Ok(())
    }
}

/// Reads a line, whatever is in it: for fuzzing.
pub(crate) fn read_any(line: &[u8]) {
    let (_, content) = read(line);
    if let Ok(content) = content {
        assert!(content.text.as_str().len() <= koko_core::content::MAX_TEXT_BYTES);
    }
}

fn read(line: &[u8]) -> Row {
    match serde_json::from_slice(line) {
        Ok(record) => row(record, Wanted::Content),
        Err(error) => (None, Err(Error::BadInput { what: format!("the line is not JSON: {error}") })),
    }
}
