//! The ids that events name things by. Opaque, never empty, at most 128 bytes; they enter a store only as keyed hashes.

use crate::content::opaque_id;

opaque_id!(
    /// A conversation within a community.
    ThreadId,
    "thread"
);
opaque_id!(
    /// What is shared: a post, a picture, a video.
    ObjectId,
    "object"
);
opaque_id!(
    /// One report by one person.
    FlagId,
    "id"
);
opaque_id!(
    /// One decision of a moderator, which later versions of it keep.
    DecisionId,
    "id"
);
opaque_id!(
    /// Who decided.
    ModeratorId,
    "moderator"
);
