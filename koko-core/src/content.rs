//! What is to be moderated: a text and where it comes from. Nonsense is refused here, once.

use crate::clock::Timestamp;
use crate::error::{Error, Result};

/// The largest text that is read at once, in bytes of UTF-8.
pub const MAX_TEXT_BYTES: usize = 1 << 20;

/// The longest id, in bytes of UTF-8.
pub const MAX_ID_BYTES: usize = 128;

/// Refuses a text above [`MAX_TEXT_BYTES`]. Every text enters through this door; the empty text may.
pub fn check_text(text: &str) -> Result<()> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(Error::TextTooLong { bytes: text.len(), limit: MAX_TEXT_BYTES });
    }
    Ok(())
}

macro_rules! opaque_id {
    ($(#[$doc:meta])* $name:ident, $field:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Refuses the empty id and ids above [`MAX_ID_BYTES`](crate::content::MAX_ID_BYTES).
            pub fn new(id: impl Into<String>) -> $crate::error::Result<Self> {
                let id = id.into();
                if id.is_empty() || id.len() > $crate::content::MAX_ID_BYTES {
                    let limit = $crate::content::MAX_ID_BYTES;
                    return Err($crate::error::Error::BadId { field: $field, bytes: id.len(), limit });
                }
                Ok(Self(id))
            }

            /// As it was given.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
                let id = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::new(id).map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use opaque_id;

opaque_id!(
    /// The caller's own name for one content. Never empty.
    ContentId,
    "id"
);
opaque_id!(
    /// Who wrote something, or whom it is addressed to. Never empty.
    ActorId,
    "author"
);
opaque_id!(
    /// Where something was written: a forum, a room, a game. Policies can differ by community.
    CommunityId,
    "community"
);

/// One thing that somebody wrote.
///
/// Only the text is needed. The author makes a standing possible, the community chooses thresholds, and the
/// target (the account addressed) tells an insult from swearing at the weather.
///
/// ```
/// use koko_core::content::{ActorId, Content};
/// let content = Content { author: Some(ActorId::new("mara")?), ..Content::text("good morning")? };
/// assert_eq!(content.text.as_str(), "good morning");
/// # Ok::<(), koko_core::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The caller's own id. With an id, the same content sent twice counts once for its author.
    pub id: Option<ContentId>,
    /// What was written, at most [`MAX_TEXT_BYTES`].
    pub text: Text,
    /// Who wrote it.
    pub author: Option<ActorId>,
    /// Where it was written.
    pub community: Option<CommunityId>,
    /// What kind of place: `comment`, `username`, `chat`, … A policy may look at it.
    pub surface: Option<String>,
    /// What it answers.
    pub parent: Option<ContentId>,
    /// The account that is addressed.
    pub target: Option<ActorId>,
    /// When it was written; without it, now.
    pub at: Option<Timestamp>,
}

impl Content {
    /// A content that is nothing but a text.
    pub fn text(text: impl Into<String>) -> Result<Self> {
        Ok(Content {
            id: None,
            text: Text::new(text)?,
            author: None,
            community: None,
            surface: None,
            parent: None,
            target: None,
            at: None,
        })
    }
}

/// A text of at most [`MAX_TEXT_BYTES`]; may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    /// Refuses what is too long.
    pub fn new(text: impl Into<String>) -> Result<Self> {
        let text = text.into();
        check_text(&text)?;
        Ok(Text(text))
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn a_text_of_the_limit_is_taken_and_one_byte_more_is_refused() {
        assert!(Text::new("a".repeat(MAX_TEXT_BYTES)).is_ok());
        let refused = Text::new("a".repeat(MAX_TEXT_BYTES + 1)).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::TextTooLong);
        assert!(refused.to_string().contains("split it"));
    }

    #[test]
    fn an_id_is_never_empty_and_never_long() {
        assert!(ActorId::new("a").is_ok());
        assert!(ActorId::new("").is_err());
        assert!(ActorId::new("a".repeat(MAX_ID_BYTES + 1)).is_err());
    }
}
