//! What the links to a domain come with: spam, and accounts that were just made.

use super::shards::{Shards, share};
use super::stored::stored_fields;
use super::surprise::{bit_of, decay};
use super::table::Table;
use crate::actor::gamma::ln_bayes_factor;

const DAY: u32 = 86_400;
const KEPT_FOR: u32 = 30 * DAY;
const HALF_LIFE: f32 = 30.0 * 86_400.0;
/// How many nats of evidence against a domain count in full.
const FULL_EVIDENCE: f32 = 3.0;
/// So many new accounts make a new domain suspicious, and by how much.
const SWARM: u32 = 3;
const SWARM_WEIGHT: f32 = 0.5;
/// A domain that about a hundred people link to is common: linking to it twice a day is no repetition.
const COMMON_BITS: u32 = 50;

/// A post links to a domain.
pub(super) struct Mention {
    pub(super) author: u64,
    pub(super) at: u32,
    pub(super) young: bool,
    /// What counts of the post: nothing where the author has reached the limit of the hour.
    pub(super) counted: bool,
    pub(super) spam: f32,
    /// The share of spam in the tenant.
    pub(super) ordinary_spam: f32,
}

/// What is known about a domain.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Reputation {
    /// 0 to 1, and ½ more for a swarm.
    pub(super) bad: f32,
    pub(super) is_common: bool,
    /// The post made the case complete.
    pub(super) is_condemned_now: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Domain {
    posts: f32,
    spam: f32,
    updated_at: u32,
    first_at: u32,
    authors: u64,
    young: u64,
    is_condemned: bool,
}
stored_fields!(Domain { posts, spam, updated_at, first_at, authors, young, is_condemned });

/// Every domain that somebody linked to lately.
pub(super) struct Reputations {
    parts: Shards<Table<Domain>>,
}

impl Reputations {
    pub(super) fn new(rows: usize) -> Reputations {
        Reputations { parts: Shards::new(|| Table::new(share(rows), KEPT_FOR)) }
    }

    /// What was known about the domain before; then the post counts.
    pub(super) fn mention(&self, domain: u64, mention: &Mention) -> Reputation {
        let mut part = self.parts.lock(domain);
        let row = part.row(domain, mention.at);
        let before = row.evidence(mention.ordinary_spam);
        row.add(mention);
        let is_new = mention.at.saturating_sub(row.first_at) < DAY;
        let is_swarm = is_new && row.young.count_ones() >= SWARM;
        let is_proved = row.evidence(mention.ordinary_spam) >= FULL_EVIDENCE;
        let was_condemned = row.is_condemned;
        row.is_condemned |= is_proved;
        Reputation {
            bad: (before / FULL_EVIDENCE).clamp(0.0, 1.0) + if is_swarm { SWARM_WEIGHT } else { 0.0 },
            is_common: row.authors.count_ones() >= COMMON_BITS && before <= 0.0,
            is_condemned_now: is_proved && !was_condemned,
        }
    }

    pub(super) fn evictions(&self) -> u64 {
        self.parts.each().map(|part| part.evictions()).sum()
    }

    pub(super) fn bytes(&self) -> usize {
        self.parts.each().map(|part| part.bytes()).sum()
    }

    pub(super) fn save(&self, out: &mut Vec<u8>) {
        self.parts.each().for_each(|part| part.save(out));
    }

    pub(super) fn load(&self, input: &mut &[u8]) -> Option<()> {
        self.parts.each().try_for_each(|mut part| part.load(input))
    }
}

impl Domain {
    fn add(&mut self, mention: &Mention) {
        let is_new = self.authors == 0;
        self.first_at = if is_new { mention.at } else { self.first_at.min(mention.at) };
        self.authors |= bit_of(mention.author);
        self.young |= if mention.young { bit_of(mention.author) } else { 0 };
        let latest = self.updated_at.max(mention.at);
        let kept = decay(latest - self.updated_at, HALF_LIFE);
        let added = if mention.counted { decay(latest - mention.at, HALF_LIFE) } else { 0.0 };
        self.posts = self.posts * kept + added;
        self.spam = self.spam * kept + added * mention.spam.clamp(0.0, 1.0);
        self.updated_at = latest;
    }

    /// Nats by which "ten times the ordinary share of spam" explains the domain better than the ordinary share.
    fn evidence(&self, ordinary_spam: f32) -> f32 {
        // Without spam it cannot be positive, and below zero nobody looks.
        if self.spam <= 0.0 {
            return 0.0;
        }
        ln_bayes_factor(f64::from(self.spam), f64::from(self.posts), f64::from(ordinary_spam)) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u32 = 1_700_000_000;

    fn mention(author: u64, spam: f32) -> Mention {
        Mention { author, at: NOW, young: false, counted: true, spam, ordinary_spam: 0.02 }
    }

    #[test]
    fn a_domain_is_judged_by_what_it_came_with_before() {
        let domains = Reputations::new(1_000);
        assert_eq!(domains.mention(7, &mention(1, 1.0)).bad, 0.0, "nothing is known yet");
        let bad: Vec<f32> = (2..8).map(|author| domains.mention(7, &mention(author, 1.0)).bad).collect();
        assert!(bad.is_sorted() && bad[5] == 1.0, "{bad:?}");
        let good = (1..40).map(|author| domains.mention(8, &mention(author, 0.0)).bad).fold(0.0, f32::max);
        assert_eq!(good, 0.0);
    }

    #[test]
    fn it_is_condemned_once() {
        let domains = Reputations::new(1_000);
        let times = (1..20).filter(|author| domains.mention(7, &mention(*author, 1.0)).is_condemned_now);
        assert_eq!(times.count(), 1);
    }

    #[test]
    fn new_accounts_that_swarm_to_a_new_domain_raise_it() {
        let young =
            |author: u64, later: u32| Mention { young: true, at: NOW + later, ..mention(author, 0.0) };
        let domains = Reputations::new(1_000);
        let bad = [1, 2, 2, 3].map(|author| domains.mention(7, &young(author, 60)).bad);
        assert_eq!(bad, [0.0, 0.0, 0.0, 0.5]);
        assert_eq!(domains.mention(7, &young(4, 2 * DAY)).bad, 0.0, "no longer new");
    }

    #[test]
    fn what_does_not_count_changes_nothing() {
        let domains = Reputations::new(1_000);
        (0..50).for_each(|_| {
            domains.mention(7, &Mention { counted: false, ..mention(1, 1.0) });
        });
        assert_eq!(domains.mention(7, &mention(2, 0.0)).bad, 0.0);
    }

    #[test]
    fn what_many_link_to_is_common_unless_it_is_bad() {
        for (spam, common) in [(0.0, true), (1.0, false)] {
            let domains = Reputations::new(1_000);
            (1..300).for_each(|author| {
                domains.mention(7, &mention(author, spam));
            });
            assert_eq!(domains.mention(7, &mention(300, spam)).is_common, common);
        }
    }

    #[test]
    fn a_domain_is_forgotten_after_a_month() {
        let domains = Reputations::new(1_000);
        (0..20).for_each(|author| {
            domains.mention(7, &mention(author, 1.0));
        });
        let later = Mention { at: NOW + KEPT_FOR + 1, ..mention(1, 0.0) };
        assert_eq!(domains.mention(7, &later).bad, 0.0);
    }
}
