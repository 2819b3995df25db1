//! Answers are packed for those who say that they can unpack them.

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::http::header::CONTENT_TYPE;
use axum::middleware::map_response;
use axum::response::Response;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

/// Below this, packing costs more time than it saves: such an answer fits into one segment of TCP anyway.
const WORTHWHILE_BYTES: u16 = 1_400;

/// Answers that go on while something happens: whoever waits for a part must not wait for the rest.
const STREAMS: [&str; 2] = ["text/event-stream", "application/x-ndjson"];

/// Packs what is large enough.
pub fn around(app: Router) -> Router {
    let [events, lines] = STREAMS.map(NotForContentType::const_new);
    let worthwhile = SizeAbove::new(WORTHWHILE_BYTES).and(events).and(lines);
    let packed = CompressionLayer::new().quality(CompressionLevel::Fastest);
    app.layer(packed.compress_when(worthwhile)).layer(map_response(with_length))
}

/// An answer that says how long it is, since some clients go by that; one that was packed has forgotten it.
async fn with_length(response: Response) -> Response {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_stream = STREAMS.iter().any(|stream| kind.starts_with(stream));
    if is_stream || response.body().size_hint().exact().is_some() {
        return response;
    }
    let (parts, body) = response.into_parts();
    let whole = axum::body::to_bytes(body, usize::MAX).await;
    Response::from_parts(parts, Body::from(whole.expect("our own answers are in memory already")))
}
