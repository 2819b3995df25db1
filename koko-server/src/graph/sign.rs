//! Signs what may be asked, and until when: whoever shows a picture has no login, and should see this one and no other.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::hex::{hex, unhex};

/// How long a signature holds, in seconds.
pub const LASTS: u64 = 24 * 3_600;

/// When it is too late, in seconds since 1970.
pub const EXPIRES: &str = "exp";
const SIGNATURE: &str = "sig";

/// What signs. Whoever has it may ask for everything.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

/// Parameters by their names.
pub type Parameters = BTreeMap<String, String>;

/// The signature does not hold, or no longer: which of them is nobody's business.
#[derive(Debug, PartialEq, Eq)]
pub struct Unsigned;

impl Secret {
    /// Of words that are long enough not to be guessed.
    pub fn new(words: &[u8]) -> Option<Secret> {
        let words = words.trim_ascii();
        (words.len() >= 16).then(|| Secret(words.to_vec()))
    }

    /// Whether somebody knows it.
    pub fn is(&self, words: &[u8]) -> bool {
        // Digests are compared in constant time.
        blake3::hash(&self.0) == blake3::hash(words)
    }

    /// A query with these parameters that holds for a day.
    pub fn sign(&self, mut parameters: Parameters, now: u64) -> String {
        parameters.insert(EXPIRES.to_owned(), (now + LASTS).to_string());
        let signature = hex(&self.mac(&parameters).finalize().into_bytes());
        parameters.insert(SIGNATURE.to_owned(), signature);
        written(&parameters)
    }

    /// The parameters of a query that was signed and holds still.
    pub fn check(&self, query: &str, now: u64) -> Result<Parameters, Unsigned> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).map_err(|_| Unsigned)?;
        let count = pairs.len();
        let mut parameters: Parameters = pairs.into_iter().collect();
        // Of two with one name it would not be clear which was meant.
        if parameters.len() != count {
            return Err(Unsigned);
        }
        let signature =
            parameters.remove(SIGNATURE).and_then(|signature| unhex(&signature)).ok_or(Unsigned)?;
        self.mac(&parameters).verify_slice(&signature).map_err(|_| Unsigned)?;
        let expires: u64 =
            parameters.remove(EXPIRES).and_then(|expires| expires.parse().ok()).ok_or(Unsigned)?;
        if expires < now { Err(Unsigned) } else { Ok(parameters) }
    }

    fn mac(&self, parameters: &Parameters) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key of any length will do");
        mac.update(written(parameters).as_bytes());
        mac
    }
}

/// In the order of their names, so that the order in a URL does not matter.
fn written(parameters: &Parameters) -> String {
    serde_urlencoded::to_string(parameters).expect("words can be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_signed_holds_and_only_for_a_day() {
        let secret = Secret::new(b"sixteen or more of them\n").unwrap();
        let asked =
            Parameters::from([("alert".to_owned(), "A B&c".to_owned()), ("end".to_owned(), "7".to_owned())]);
        let query = secret.sign(asked.clone(), 1_000);
        assert_eq!(secret.check(&query, 1_000), Ok(asked.clone()));
        assert_eq!(secret.check(&query, 1_000 + LASTS), Ok(asked));
        let turned: Vec<&str> = query.split('&').rev().collect();
        assert!(secret.check(&turned.join("&"), 1_000).is_ok(), "the order does not matter");
        let other = Secret::new(b"sixteen or more of those").unwrap();
        for (secret, query, now) in [
            (&secret, query.clone(), 1_001 + LASTS),
            (&secret, query.replace("end=7", "end=8"), 1_000),
            (&secret, query.replace("exp=87400", "exp=97400"), 1_000),
            (&secret, format!("{query}&width=9000"), 1_000),
            (&secret, format!("{query}&end=7"), 1_000),
            (&secret, query.replace("&sig=", "&sig=0"), 1_000),
            (&secret, query.replace("&sig=", "&x="), 1_000),
            (&secret, String::new(), 1_000),
            (&other, query.clone(), 1_000),
        ] {
            assert_eq!(secret.check(&query, now), Err(Unsigned), "{query}");
        }
    }

    #[test]
    fn a_secret_that_could_be_guessed_is_none() {
        assert!(Secret::new(b"short\n").is_none());
        assert!(Secret::new(b"sixteen or more of them\n").unwrap().is(b"sixteen or more of them"));
    }
}
