//! What the database holds of authors' names and of texts is readable with the tenant's secret only.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use serde::{Deserialize, Serialize};

use crate::hex::{hex, unhex};

/// What is sealed beside a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// What was written, where texts are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Whom it addresses, and what it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// Seals and opens for one tenant.
#[derive(Clone)]
pub struct Seal {
    secret: [u8; 32],
}

impl Seal {
    /// With the secret of a tenant.
    pub fn new(secret: &[u8; 32]) -> Seal {
        Seal { secret: blake3::derive_key("koko 2026 sealed beside decisions", secret) }
    }

    /// Seals what belongs to the decision with this id. Each id is sealed once: its key is used for nothing else.
    pub fn seal(&self, id: &str, sealed: &Sealed) -> String {
        self.seal_words(id, &serde_json::to_string(sealed).expect("words are JSON"))
    }

    /// Opens it again; nothing where the secret is another one.
    pub fn open(&self, id: &str, sealed: &str) -> Option<Sealed> {
        serde_json::from_str(&self.open_words(id, sealed)?).ok()
    }

    /// Seals any words under an id that nothing else is sealed under.
    pub fn seal_words(&self, id: &str, words: &str) -> String {
        let mut bytes = words.as_bytes().to_vec();
        self.key(id)
            .seal_in_place_append_tag(nonce(), Aad::empty(), &mut bytes)
            .expect("less than 64 GB can be sealed");
        hex(&bytes)
    }

    /// Opens them again.
    pub fn open_words(&self, id: &str, sealed: &str) -> Option<String> {
        let mut bytes = unhex(sealed)?;
        let plain = self.key(id).open_in_place(nonce(), Aad::empty(), &mut bytes).ok()?;
        String::from_utf8(plain.to_vec()).ok()
    }

    fn key(&self, id: &str) -> LessSafeKey {
        let key = blake3::keyed_hash(&self.secret, id.as_bytes());
        LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, key.as_bytes()).expect("32 bytes are a key"))
    }
}

/// Every key seals one message, so that all may have the same.
fn nonce() -> Nonce {
    Nonce::assume_unique_for_key([0; 12])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_secret_and_id_open_it_and_a_changed_byte_does_not() {
        let seal = Seal::new(&[1; 32]);
        let known =
            Sealed { author: Some("rook".to_owned()), text: Some("hi".to_owned()), ..Sealed::default() };
        let sealed = seal.seal("d1", &known);
        assert!(!sealed.contains("rook"));
        assert_eq!(seal.open("d1", &sealed), Some(known.clone()));
        assert_eq!(seal.open("d2", &sealed), None);
        assert_eq!(Seal::new(&[2; 32]).open("d1", &sealed), None);
        let changed = sealed.replacen(&sealed[..1], if &sealed[..1] == "0" { "1" } else { "0" }, 1);
        assert_eq!(seal.open("d1", &changed), None);
        assert_eq!(seal.open("d1", "0"), None);
        assert_ne!(sealed, seal.seal("d2", &known));
    }
}
