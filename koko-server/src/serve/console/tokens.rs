//! Secrets of 256 bits that a browser keeps, and what is derived from them.

const BYTES: usize = 32;

/// A new one, in hexadecimal digits.
pub fn new() -> String {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).expect("the system gives random numbers");
    blake3::Hash::from_bytes(bytes).to_hex().to_string()
}

/// Whether this may be one at all, so that nobody looks for what cannot be.
pub fn is_one(written: &str) -> bool {
    written.len() == 2 * BYTES && written.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What is kept of one.
pub fn digest(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}

/// What pages of our own show beside the cookie that holds `secret`: others cannot read it.
pub fn csrf(secret: &str) -> blake3::Hash {
    blake3::Hash::from_bytes(blake3::derive_key("koko 2026 pages of a console's session", secret.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_like_another_and_nothing_else_is_one() {
        let (one, other) = (new(), new());
        assert_ne!(one, other);
        assert!(is_one(&one) && is_one(&other));
        assert!(!is_one("") && !is_one(&one[1..]) && !is_one(&one.replace(&one[..1], "é")));
        assert_ne!(csrf(&one).to_hex().as_str(), digest(&one));
    }
}
