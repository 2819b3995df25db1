//! Who is who, as keyed hashes: no id enters a store or a table in any other form.

use arrayvec::ArrayVec;

use super::crowd::TextKey;
use super::crowd::hash::first_64;
use super::crowd::stored::Stored;
use super::delta::{COMMUNITY_BUCKETS, TARGET_BUCKETS};
use crate::content::{ActorId, CommunityId};
use crate::error::{Error, Result};

/// Bytes that are hashed in one piece.
const SHORT: usize = 256;

/// The key of an author's record. Without the tenant's secret nobody can tell whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AuthorKey(pub(super) [u8; 16]);

impl AuthorKey {
    /// 64 bits of it, for the tables that authors share.
    pub(super) fn tag(self) -> u64 {
        first_64(&self.0)
    }

    /// The name by which somebody is called of whom only the record is known: `key:` and 32 hexadecimal digits.
    pub fn as_name(self) -> ActorId {
        let digits: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        ActorId::new(format!("key:{digits}")).expect("36 bytes are an id")
    }
}

impl Stored for AuthorKey {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }

    fn take(input: &mut &[u8]) -> Option<Self> {
        Stored::take(input).map(AuthorKey)
    }
}

/// The secret of a tenant, from words that somebody keeps in a file or in the environment. Refuses fewer than 16 bytes.
///
/// The same words always make the same secret. Whoever has them can tell which record is whose; without them the records
/// in a store are nobody's.
pub fn tenant_secret(words: &[u8]) -> Result<[u8; 32]> {
    if words.len() < 16 {
        let what = format!(
            "the secret has {} bytes: give at least 16 that nobody can guess, for example from `openssl rand -hex 32`",
            words.len()
        );
        return Err(Error::BadInput { what });
    }
    Ok(blake3::derive_key("koko 2026 secret of a tenant", words))
}

/// Hashes under the secret of a tenant.
#[derive(Clone)]
pub(super) struct Identity {
    secret: [u8; 32],
    /// For authenticating receipts.
    receipts: [u8; 32],
    /// For what is made of texts.
    pub(super) texts: TextKey,
}

impl Identity {
    pub(super) fn new(secret: [u8; 32]) -> Identity {
        let receipts = blake3::derive_key("koko 2026 receipts of events", &secret);
        let texts = TextKey::new(blake3::derive_key("koko 2026 fingerprints of texts", &secret));
        Identity { secret, receipts, texts }
    }

    pub(super) fn author(&self, author: &ActorId) -> AuthorKey {
        // The first format had no kind in front, and its records are still read.
        let hash = blake3::keyed_hash(&self.secret, author.as_str().as_bytes());
        AuthorKey(first_16(hash.as_bytes()))
    }

    /// A moderator has a record of their own, apart from the one that they have if they also post.
    pub(super) fn moderator(&self, moderator: &str) -> AuthorKey {
        AuthorKey(self.key("moderator", &[moderator.as_bytes()]))
    }

    pub(super) fn key(&self, kind: &str, parts: &[&[u8]]) -> [u8; 16] {
        first_16(&self.hash(kind, parts))
    }

    pub(super) fn tag(&self, kind: &str, parts: &[&[u8]]) -> u64 {
        first_64(&self.hash(kind, parts))
    }

    pub(super) fn target_bucket(&self, author: AuthorKey, target: AuthorKey) -> u8 {
        (self.tag("target bucket", &[&author.0, &target.0]) % TARGET_BUCKETS as u64) as u8
    }

    pub(super) fn community_bucket(&self, author: AuthorKey, community: &CommunityId) -> u8 {
        let parts = [author.0.as_slice(), community.as_str().as_bytes()];
        (self.tag("community bucket", &parts) % COMMUNITY_BUCKETS as u64) as u8
    }

    /// The seal of a receipt.
    pub(super) fn seal(&self, bytes: &[u8]) -> blake3::Hash {
        blake3::keyed_hash(&self.receipts, bytes)
    }

    fn hash(&self, kind: &str, parts: &[&[u8]]) -> [u8; 32] {
        // Nearly all are short, and hashed in one piece in half the time.
        let mut line = ArrayVec::<u8, SHORT>::new();
        if say(kind, parts, |piece| line.try_extend_from_slice(piece).is_ok()) {
            return *blake3::keyed_hash(&self.secret, &line).as_bytes();
        }
        let mut hasher = blake3::Hasher::new_keyed(&self.secret);
        say(kind, parts, |piece| {
            hasher.update(piece);
            true
        });
        *hasher.finalize().as_bytes()
    }
}

/// Shows what is hashed piece by piece, for as long as it is taken; tells whether all of it was.
fn say(kind: &str, parts: &[&[u8]], mut take: impl FnMut(&[u8]) -> bool) -> bool {
    take(&[0])
        && take(kind.as_bytes())
        // Lengths keep ("ab", "c") apart from ("a", "bc").
        && parts.iter().all(|part| take(&(part.len() as u64).to_le_bytes()) && take(part))
}

fn first_16(bytes: &[u8]) -> [u8; 16] {
    bytes[..16].try_into().expect("16 of 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_parts_and_tenants_are_kept_apart() {
        let one = Identity::new([1; 32]);
        let keys = [
            one.key("a", &[b"bc"]),
            one.key("ab", &[b"c"]),
            one.key("a", &[b"b", b"c"]),
            one.key("a", &[b"", b"bc"]),
            Identity::new([2; 32]).key("a", &[b"bc"]),
            one.author(&ActorId::new("bc").unwrap()).0,
            one.moderator("bc").0,
        ];
        for (place, key) in keys.iter().enumerate() {
            assert!(!keys[..place].contains(key), "{place}");
        }
    }

    #[test]
    fn hashing_in_one_piece_and_piece_by_piece_is_the_same() {
        let one = Identity::new([3; 32]);
        for length in [0, 1, SHORT - 13, SHORT - 12, SHORT - 11, SHORT, 5_000] {
            let part = vec![b'x'; length];
            let mut line = b"\0abc".to_vec();
            line.extend((length as u64).to_le_bytes());
            line.extend(&part);
            let wanted = blake3::keyed_hash(&[3; 32], &line);
            assert_eq!(one.hash("abc", &[&part]), *wanted.as_bytes(), "{length}");
        }
    }

    #[test]
    fn an_unknown_author_is_called_by_the_key_of_their_record() {
        let key = AuthorKey([0xab; 16]);
        assert_eq!(key.as_name().as_str(), format!("key:{}", "ab".repeat(16)));
    }
}
