//! What a request is called, by whoever asks or by us.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

/// The header, in both directions.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The longest name that is taken over.
const LONGEST: usize = 128;

/// The name that came with a request, if it is fit for logs and for other programs; else a new one.
pub fn of(headers: &HeaderMap) -> HeaderValue {
    let came = headers.get(REQUEST_ID).filter(|id| is_harmless(id.as_bytes()));
    came.cloned().unwrap_or_else(|| {
        HeaderValue::from_str(&Uuid::new_v4().to_string()).expect("hexadecimal digits and hyphens")
    })
}

fn is_harmless(id: &[u8]) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.-".contains(byte);
    (1..=LONGEST).contains(&id.len()) && id.iter().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_harmless_name_is_taken_over_and_nothing_else() {
        let long = "a".repeat(LONGEST + 1);
        for (came, is_taken) in [
            ("req-1_A.b", true),
            (&long[1..], true),
            (&long[..], false),
            ("", false),
            ("a b", false),
            ("a;b", false),
            ("ä", false),
            ("<script>", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(REQUEST_ID, HeaderValue::from_bytes(came.as_bytes()).unwrap());
            let id = of(&headers);
            assert_eq!(id.as_bytes() == came.as_bytes(), is_taken, "{came}");
            assert!(is_harmless(id.as_bytes()));
        }
        assert_ne!(of(&HeaderMap::new()), of(&HeaderMap::new()));
    }
}
