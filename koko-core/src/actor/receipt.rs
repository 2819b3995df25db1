//! What a host keeps beside a post, and hands back with a moderator's decision so that blame can be taken back exactly.

use std::fmt;

use super::delta::Delta;
use super::event::bad;
use super::identity::{AuthorKey, Identity};
use crate::error::Result;

const SEAL_BYTES: usize = 16;
/// Few receipts are larger.
const USUAL_BYTES: usize = 96;
/// So large that no receipt of ours is larger.
const MOST_BYTES: usize = 512;

/// What one event changed in one record, sealed with the secret of the tenant. About 80 bytes; opaque to the host.
///
/// Written in hexadecimal digits, as text and in JSON.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt(Vec<u8>);

impl Receipt {
    pub(super) fn new(author: AuthorKey, delta: &Delta, identity: &Identity) -> Receipt {
        let mut bytes = Vec::with_capacity(USUAL_BYTES);
        bytes.extend_from_slice(&author.0);
        delta.put(&mut bytes);
        let seal = identity.seal(&bytes);
        bytes.extend(&seal.as_bytes()[..SEAL_BYTES]);
        Receipt(bytes)
    }

    /// What it is for; refused if we did not write it, or for somebody else.
    pub(super) fn open(&self, author: AuthorKey, identity: &Identity) -> Result<Delta> {
        let (sealed, seal) = self.0.split_at(self.0.len().saturating_sub(SEAL_BYTES));
        let ours = identity.seal(sealed);
        // Compared in constant time, so that a seal cannot be guessed byte by byte.
        let differs =
            ours.as_bytes().iter().zip(seal).fold(0, |differs, (ours, theirs)| differs | (ours ^ theirs));
        let Some((key, delta)) = sealed.split_first_chunk::<16>() else {
            return Err(bad("the receipt is cut short: hand it back as it was given"));
        };
        if differs != 0 || seal.len() != SEAL_BYTES {
            return Err(bad(
                "the receipt is not one of this tenant: hand it back as it was given, with the same secret",
            ));
        }
        if *key != author.0 {
            return Err(bad(
                "the receipt belongs to a post of another author: hand back the one of this post",
            ));
        }
        Delta::from_bytes(delta)
    }

    /// Reads what [`Receipt`] shows.
    pub fn parse(digits: &str) -> Result<Receipt> {
        let pair = |pair: &[u8]| -> Option<u8> {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            Some((digit(pair[0])? * 16 + digit(pair[1])?) as u8)
        };
        let refused =
            || bad("a receipt is an even number of hexadecimal digits: hand it back as it was given");
        if !digits.len().is_multiple_of(2) || digits.len() > 2 * MOST_BYTES {
            return Err(refused());
        }
        digits
            .as_bytes()
            .chunks_exact(2)
            .map(pair)
            .collect::<Option<Vec<u8>>>()
            .map(Receipt)
            .ok_or_else(refused)
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Receipt({self})")
    }
}

impl serde::Serialize for Receipt {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Receipt {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let digits = <String as serde::Deserialize>::deserialize(deserializer)?;
        Receipt::parse(&digits).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::super::delta::{Activity, Blame};
    use super::*;

    fn delta() -> Delta {
        let mut blame = Blame::default();
        (blame.amounts[0], blame.target) = (0.5, Some((3, 0.5)));
        let activity = Some(Activity::at_a_place(0.03));
        Delta { at: 1_700_000_000, tag: 7, activity, blame }
    }

    #[test]
    fn a_receipt_comes_back_as_it_was_given() {
        let (identity, author) = (Identity::new([1; 32]), AuthorKey([7; 16]));
        let receipt = Receipt::new(author, &delta(), &identity);
        assert!(receipt.0.len() < 130, "{} bytes", receipt.0.len());
        let back = Receipt::parse(&receipt.to_string()).unwrap();
        assert_eq!(back.open(author, &identity).unwrap(), delta());
    }

    #[test]
    fn what_we_did_not_write_is_refused() {
        let (identity, author) = (Identity::new([1; 32]), AuthorKey([7; 16]));
        let receipt = Receipt::new(author, &delta(), &identity);
        for place in 0..receipt.0.len() {
            let mut forged = receipt.clone();
            forged.0[place] ^= 1;
            assert!(forged.open(author, &identity).is_err(), "byte {place}");
        }
        assert!(
            receipt.open(AuthorKey([8; 16]), &identity).unwrap_err().to_string().contains("another author")
        );
        assert!(receipt.open(author, &Identity::new([2; 32])).is_err());
        for length in 0..receipt.0.len() {
            assert!(Receipt(receipt.0[..length].to_vec()).open(author, &identity).is_err());
        }
        for digits in ["0", "zz", "€€", &"0".repeat(2_000)] {
            assert!(Receipt::parse(digits).is_err(), "{digits}");
        }
    }
}
