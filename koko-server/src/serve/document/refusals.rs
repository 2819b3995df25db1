//! How each face refuses: which statuses, in which shape.

use std::collections::BTreeMap;

use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder, Type, schema::ObjectBuilder};
use utoipa::{IntoResponses, PartialSchema, ToSchema};

use super::Refused;
use super::compatible::{GoogleRefused, OpenAiRefused};

type Responses = BTreeMap<String, RefOr<Response>>;

/// Koko's own refusals, of any operation.
pub struct Own;

/// Of an operation that may be told that something is not there.
pub struct OwnOrMissing;

/// Of an operation that may also be too late.
pub struct OwnOrConflict;

/// In OpenAI's words.
pub struct OpenAi;

/// In Perspective's words.
pub struct Perspective;

const ALWAYS: [(u16, &str); 8] = [
    (400, "The request cannot be understood, or makes no sense; the message says what is wrong."),
    (401, "No key, or one that nobody has, or no longer; and nobody is signed in, or not any more."),
    (
        403,
        "The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks.",
    ),
    (408, "The body did not arrive in time."),
    (413, "The body is too large."),
    (
        429,
        "More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then.",
    ),
    (500, "A mistake of ours, or the database failed."),
    (503, "Too much at once, or something is away for now."),
];
const MISSING: (u16, &str) = (404, "There is no such thing.");
const CONFLICT: (u16, &str) = (409, "Somebody else was faster.");

impl IntoResponses for Own {
    fn responses() -> Responses {
        of::<Refused>(&ALWAYS)
    }
}

impl IntoResponses for OwnOrMissing {
    fn responses() -> Responses {
        of::<Refused>(&[&ALWAYS[..], &[MISSING]].concat())
    }
}

impl IntoResponses for OwnOrConflict {
    fn responses() -> Responses {
        of::<Refused>(&[&ALWAYS[..], &[MISSING, CONFLICT]].concat())
    }
}

impl IntoResponses for OpenAi {
    fn responses() -> Responses {
        of::<OpenAiRefused>(&ALWAYS)
    }
}

impl IntoResponses for Perspective {
    fn responses() -> Responses {
        of::<GoogleRefused>(&[&ALWAYS[..], &[MISSING]].concat())
    }
}

fn of<T: ToSchema + PartialSchema>(statuses: &[(u16, &str)]) -> Responses {
    statuses.iter().map(|(status, why)| (status.to_string(), response::<T>(*status, why))).collect()
}

fn response<T: ToSchema>(status: u16, why: &str) -> RefOr<Response> {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(T::name()))).build();
    let response = ResponseBuilder::new().description(why).content("application/json", content);
    let response = if matches!(status, 429 | 503) {
        let seconds = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(60));
        let header = HeaderBuilder::new()
            .schema(Some(seconds))
            .description(Some("When a new try has a chance, in seconds"));
        response.header("Retry-After", header.build())
    } else {
        response
    };
    RefOr::T(response.build())
}
