//! Answers are packed for those who say that they can unpack them.

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::http::header::CONTENT_ENCODING;
use axum::middleware::map_response;
use axum::response::Response;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::Predicate;

/// Below this, packing costs more time than it saves: such an answer fits into one segment of TCP anyway.
const WORTHWHILE_BYTES: u64 = 1_400;

/// Answers that are whole and large enough. A stream goes out as it comes, and nobody knows when it ends.
#[derive(Clone, Copy)]
struct Worthwhile;

impl Predicate for Worthwhile {
    fn should_compress<B: HttpBody>(&self, response: &axum::http::Response<B>) -> bool {
        response.body().size_hint().exact().is_some_and(|bytes| bytes >= WORTHWHILE_BYTES)
    }
}

/// Packs what is large enough.
pub fn around(app: Router) -> Router {
    let packed = CompressionLayer::new().quality(CompressionLevel::Fastest);
    app.layer(packed.compress_when(Worthwhile)).layer(map_response(with_length))
}

/// An answer that says how long it is, since some clients go by that; one that was packed has forgotten it.
async fn with_length(response: Response) -> Response {
    let is_packed = response.headers().contains_key(CONTENT_ENCODING);
    if !is_packed || response.body().size_hint().exact().is_some() {
        return response;
    }
    let (parts, body) = response.into_parts();
    let whole = axum::body::to_bytes(body, usize::MAX).await;
    Response::from_parts(parts, Body::from(whole.expect("our own answers are in memory already")))
}
