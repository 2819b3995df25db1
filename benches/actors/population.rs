//! Who the made-up authors are. Everything about an author follows from their number and the seed, so that fifty million of
//! them take no memory.

use super::DAY;
use super::draws::{mix, share_of};

/// Neighbours among whom a gang may be.
const BLOCK: u64 = 64;
/// How many of a block are in its gang.
const GANG: u64 = 16;

mod purpose {
    pub(super) const ROLE: u64 = 1;
    pub(super) const GANG: u64 = 2;
    pub(super) const AGE: u64 = 3;
    pub(super) const COMMUNITY: u64 = 4;
    pub(super) const VICTIM: u64 = 5;
}

/// What somebody is in truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Like most people: now and then rude, or taken to be.
    Ordinary,
    /// Goes after the same few people.
    Bully,
    /// Posts links that sell something.
    Spammer,
    /// Posts with others what somebody wrote for all of them.
    Puppet,
    /// Comes in gangs to one place to do harm.
    Raider,
    /// Reports harmless people in gangs.
    FalseReporter,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 6] =
        [Role::Ordinary, Role::Bully, Role::Spammer, Role::Puppet, Role::Raider, Role::FalseReporter];

    /// Whether their posts are what should be noticed. A false reporter posts like anybody.
    pub fn is_bad(self) -> bool {
        !matches!(self, Role::Ordinary | Role::FalseReporter)
    }

    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Ordinary => "ordinary",
            Role::Bully => "bully",
            Role::Spammer => "spammer",
            Role::Puppet => "puppet",
            Role::Raider => "raider",
            Role::FalseReporter => "false reporter",
        }
    }
}

/// So many authors of one seed.
#[derive(Debug, Clone, Copy)]
pub struct Population {
    /// How many there are; their numbers begin at 0, the busiest first.
    pub authors: u64,
    /// Another seed makes other people.
    pub seed: u64,
}

impl Population {
    /// What an author is.
    pub fn role_of(&self, author: u64) -> Role {
        if let Some(role) = self.gang_at(author / BLOCK).filter(|_| author % BLOCK < GANG) {
            return role;
        }
        match share_of(mix(self.seed, purpose::ROLE), author) {
            share if share < 0.004 => Role::Bully,
            share if share < 0.008 => Role::Spammer,
            _ => Role::Ordinary,
        }
    }

    /// The gang of a block of authors, if it has one.
    fn gang_at(&self, block: u64) -> Option<Role> {
        match share_of(mix(self.seed, purpose::GANG), block) {
            share if share < 0.02 => Some(Role::Puppet),
            share if share < 0.03 => Some(Role::Raider),
            share if share < 0.04 => Some(Role::FalseReporter),
            _ => None,
        }
    }

    /// The members of a gang of this role, the first at or behind the block of `from`; nothing if there is none for far.
    pub fn gang(&self, role: Role, from: u64) -> Option<std::ops::Range<u64>> {
        let blocks = self.authors / BLOCK;
        let first = from / BLOCK;
        let found = (0..blocks.min(2_000)).map(|step| (first + step) % blocks);
        let block = { found }.find(|block| self.gang_at(*block) == Some(role))?;
        Some(block * BLOCK..block * BLOCK + GANG)
    }

    /// The name in events.
    pub fn name_of(author: u64) -> String {
        format!("u{author}")
    }

    /// The author of a name in events.
    pub fn parse(name: &str) -> Option<u64> {
        name.strip_prefix('u')?.parse().ok()
    }

    /// When the account was made, if the stream begins at `start`: ordinary ones are up to eight years old, those of gangs and
    /// spammers mostly weeks.
    pub fn created_at(&self, author: u64, start: i64) -> i64 {
        let drawn = share_of(mix(self.seed, purpose::AGE), author);
        let days = match self.role_of(author) {
            Role::Ordinary | Role::Bully | Role::FalseReporter => 2_900.0 * drawn,
            Role::Spammer | Role::Puppet | Role::Raider => 60.0 * drawn * drawn,
        };
        start - (days * DAY as f64) as i64
    }

    /// One of the three communities that an author frequents.
    pub fn community_of(&self, author: u64, which: u64) -> u64 {
        let communities = (self.authors / 500).max(8);
        // Some are large: the square draws towards the first.
        let drawn = share_of(mix(self.seed, purpose::COMMUNITY + (which % 3) * 100), author);
        (drawn * drawn * communities as f64) as u64
    }

    /// One of the two whom a bully goes after.
    pub fn victim_of(&self, author: u64, which: u64) -> u64 {
        mix(mix(self.seed, purpose::VICTIM), author * 2 + which % 2) % self.authors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_are_ordinary_and_gangs_hold_together() {
        let population = Population { authors: 200_000, seed: 1 };
        let count = |role: Role| (0..200_000).filter(|author| population.role_of(*author) == role).count();
        assert!(count(Role::Ordinary) > 190_000);
        for role in [Role::Bully, Role::Spammer, Role::Puppet, Role::Raider, Role::FalseReporter] {
            assert!((300..1_800).contains(&count(role)), "{role:?}: {}", count(role));
        }
        for role in [Role::Puppet, Role::Raider, Role::FalseReporter] {
            let mut gang = population.gang(role, 100_000).unwrap();
            assert!(gang.end - gang.start == 16 && gang.all(|author| population.role_of(author) == role));
        }
        assert!(Population { authors: 10, seed: 1 }.gang(Role::Puppet, 5).is_none());
    }

    #[test]
    fn names_lead_back_to_their_authors() {
        assert_eq!(Population::parse(&Population::name_of(49_999_999)), Some(49_999_999));
        assert_eq!(Population::parse("m3"), None);
    }
}
