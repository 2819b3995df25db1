//! What a browser keeps for us while it is away at the identity provider, sealed: to what the provider's answer has to fit.
//!
//! Nothing is kept here, so whoever begins to sign in a million times and never comes back costs no memory.

use openidconnect::{CsrfToken, Nonce, PkceCodeVerifier};
use serde::{Deserialize, Serialize};

use super::super::super::sealing::Seal;
use super::super::tokens;

/// How long somebody may take at the provider.
pub const PATIENCE_S: i64 = 15 * 60;

/// What the answer has to fit to, and where to go on.
#[derive(Serialize, Deserialize)]
pub struct Waiting {
    /// Comes back in the answer's address.
    pub state: CsrfToken,
    /// Comes back in the token.
    pub nonce: Nonce,
    /// Shows the provider that whoever began is whoever goes on.
    pub verifier: PkceCodeVerifier,
    /// Where to go on.
    pub to: String,
    /// When it is too late, in milliseconds since 1970.
    pub until: i64,
}

impl Waiting {
    /// As a cookie holds it: readable and writable with our secret only.
    pub fn sealed(&self, seal: &Seal) -> String {
        let id = tokens::new();
        let words = serde_json::to_string(self).expect("words and a number are JSON");
        format!("{id}.{}", seal.seal_words(&name(&id), &words))
    }

    /// Opens it again, unless it is too old or somebody else's.
    pub fn open(cookie: &str, seal: &Seal, now: i64) -> Option<Waiting> {
        let (id, sealed) = cookie.split_once('.')?;
        let words = seal.open_words(&name(id), sealed)?;
        let waiting: Waiting = serde_json::from_str(&words).ok()?;
        (waiting.until > now).then_some(waiting)
    }

    /// Whether an answer with this state is the one that is waited for.
    pub fn is_for(&self, state: &str) -> bool {
        // Hashes compare in constant time.
        blake3::hash(self.state.secret().as_bytes()) == blake3::hash(state.as_bytes())
    }
}

/// Under which nothing else is sealed.
fn name(id: &str) -> String {
    format!("console sign-in {id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_opened_by_us_in_time_and_by_nobody_else() {
        let seal = Seal::new(&[1; 32]);
        let waiting = Waiting {
            state: CsrfToken::new("s1".to_owned()),
            nonce: Nonce::new("n1".to_owned()),
            verifier: PkceCodeVerifier::new("v".repeat(43)),
            to: "/console/review".to_owned(),
            until: 1_000,
        };
        let cookie = waiting.sealed(&seal);
        assert!(!cookie.contains("n1") && cookie.len() < 2_000, "{cookie}");
        let opened = Waiting::open(&cookie, &seal, 999).unwrap();
        assert!(opened.is_for("s1") && !opened.is_for("s2") && opened.to == "/console/review");
        assert!(Waiting::open(&cookie, &seal, 1_000).is_none());
        assert!(Waiting::open(&cookie, &Seal::new(&[2; 32]), 999).is_none());
        let (_, sealed) = cookie.split_once('.').unwrap();
        assert!(Waiting::open(&format!("{}.{sealed}", tokens::new()), &seal, 999).is_none());
        assert!(Waiting::open("", &seal, 999).is_none() && Waiting::open("a.b", &seal, 999).is_none());
    }
}
