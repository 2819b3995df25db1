//! What is going to happen: the parts of an incident, and what follows from a post.

use koko_core::actor::DecisionId;
use koko_core::content::ContentId;
use koko_core::labels::Family;

/// Something that will be done.
pub(super) enum Act {
    Campaign { author: u64, campaign: u64 },
    Raid { author: u64, victim: u64 },
    FalseReport { reporter: u64, author: u64 },
    Report { reporter: u64, author: u64, post: ContentId, family: Family },
    Decide { author: u64, post: ContentId, family: Family, is_against: bool, is_just: bool },
    Appeal { id: DecisionId, author: u64, is_overturned: bool },
}

/// When it will be done. The number decides between things of one second.
pub(super) struct Plan {
    pub(super) at: i64,
    pub(super) number: u64,
    pub(super) act: Act,
}

impl PartialEq for Plan {
    fn eq(&self, other: &Plan) -> bool {
        (self.at, self.number) == (other.at, other.number)
    }
}

impl Eq for Plan {}

impl PartialOrd for Plan {
    fn partial_cmp(&self, other: &Plan) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Plan {
    fn cmp(&self, other: &Plan) -> std::cmp::Ordering {
        (self.at, self.number).cmp(&(other.at, other.number))
    }
}
