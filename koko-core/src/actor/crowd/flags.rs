//! What a flag is worth, and when flags are themselves the abuse.
//!
//! Many flags at once say little more than one: people call their friends. Many flags at once about something harmless say
//! something about those who flag.

use super::filter::{Care, Filter};
use super::hash::mix;
use super::pairs::Pairs;
use super::shards::{Shards, share};
use super::sighting::{Brigade, FlagSighting};
use super::stored::stored_fields;
use super::surprise::{STARTS_ABOVE, USUAL_HALF_LIFE, decay, surprise};
use super::table::Table;
use crate::clock::Timestamp;

/// Flags that are remembered of one author.
const REMEMBERED: usize = 16;
const KEPT_FOR: u32 = 30 * 86_400;
/// A burst is at least so many flags within ten minutes.
const BURST: usize = 5;
const BURST_WINDOW: u32 = 600;
/// Content with less harm than this is harmless.
const HARMLESS: f32 = 0.05;
/// How long flags of people who know each other count as one action.
const COMPANIONS_WINDOW: u32 = 86_400;

#[derive(Debug, Clone, Copy, Default)]
struct Flag {
    reporter: u64,
    at: u32,
    /// Keyed hash of the community, shortened; zero is none.
    community: u32,
    /// The weight it was given although the content was harmless.
    given: f32,
}
stored_fields!(Flag { reporter, at, community, given });

#[derive(Debug, Clone, Copy, Default)]
struct Flagged {
    flags: [Flag; REMEMBERED],
    /// Decayed number of flags: what is usual for this author.
    usual: f32,
    updated_at: u32,
    brigade_since: u32,
    has_brigade: bool,
}
stored_fields!(Flagged { flags, usual, updated_at, brigade_since, has_brigade });

/// Everybody who was flagged lately.
pub(super) struct Flags {
    rows: Shards<Table<Flagged>>,
    /// Who flagged whom.
    known: Shards<Filter>,
}

impl Flags {
    pub(super) fn new(authors: usize, flags: usize) -> Flags {
        Flags {
            rows: Shards::new(|| Table::new(share(authors), KEPT_FOR)),
            known: Shards::new(|| Filter::new(share(flags), Care::High)),
        }
    }

    /// What to add to the flags of the author.
    pub(super) fn flag(&self, flag: &FlagSighting, at: u32, pairs: &Pairs) -> f32 {
        let both = mix(flag.reporter, flag.author);
        if flag.reporter == flag.author || self.known.lock(both).saw(both, at) {
            return 0.0;
        }
        // Copied out: nobody holds two locks at once.
        let earlier = self.rows.lock(flag.author).row(flag.author, at).flags;
        let community = flag.community.map_or(0, |community| (community as u32).max(1));
        let companions = earlier.iter().filter(|other| {
            let is_same_call = other.at / 60 == at / 60 && other.community == community && community != 0;
            other.reporter != 0
                && (is_same_call
                    || other.at.abs_diff(at) <= COMPANIONS_WINDOW
                        && pairs.have_met(other.reporter, flag.reporter, at))
        });
        let weight = flag.reliability.clamp(0.0, 1.0) * weight_of_nth(companions.count() + 1);
        let is_harmless = flag.harm.is_some_and(|harm| harm < HARMLESS);
        let mut part = self.rows.lock(flag.author);
        let row = part.row(flag.author, at);
        let own = row.add(Flag { reporter: flag.reporter, at, community, given: 0.0 });
        if is_harmless && row.is_burst(at) {
            return -row.raise_brigade(at);
        }
        row.flags[own].given = if is_harmless { weight } else { 0.0 };
        weight
    }

    /// Every brigade that was recognised and is not forgotten.
    pub(super) fn brigades(&self) -> Vec<Brigade> {
        let mut brigades = Vec::new();
        for part in self.rows.each() {
            let found = part.iter().filter(|(_, row)| row.has_brigade);
            brigades.extend(found.map(|(author, row)| Brigade {
                author,
                since: Timestamp::from_unix_seconds(i64::from(row.brigade_since)),
                reporters: row.reporters_since(row.brigade_since.saturating_sub(BURST_WINDOW)),
            }));
        }
        brigades.sort_unstable_by_key(|brigade| (brigade.since, brigade.author));
        brigades
    }

    pub(super) fn forget(&self, author: u64) {
        for mut part in self.rows.each() {
            part.remove(author);
            part.retain(|_, row| {
                row.flags
                    .iter_mut()
                    .filter(|flag| flag.reporter == author)
                    .for_each(|flag| flag.reporter = 0);
                true
            });
        }
    }

    /// Evicted rows, and days that the filter forgot early.
    pub(super) fn evictions(&self) -> [u64; 2] {
        let rows = self.rows.each().map(|part| part.evictions()).sum();
        [rows, self.known.each().map(|part| part.early_rotations()).sum()]
    }

    pub(super) fn bytes(&self) -> usize {
        let rows: usize = self.rows.each().map(|part| part.bytes()).sum();
        rows + self.known.each().map(|part| part.bytes()).sum::<usize>()
    }

    pub(super) fn save(&self, out: &mut Vec<u8>) {
        self.rows.each().for_each(|part| part.save(out));
        self.known.each().for_each(|part| part.save(out));
    }

    pub(super) fn load(&self, input: &mut &[u8]) -> Option<()> {
        self.rows.each().try_for_each(|mut part| part.load(input))?;
        self.known.each().try_for_each(|mut part| part.load(input))
    }
}

impl Flagged {
    /// Counts a flag in place of the oldest, and says where it is.
    fn add(&mut self, flag: Flag) -> usize {
        let latest = self.updated_at.max(flag.at);
        let kept = decay(latest - self.updated_at, USUAL_HALF_LIFE);
        self.usual = self.usual * kept + decay(latest - flag.at, USUAL_HALF_LIFE);
        self.updated_at = latest;
        let oldest = (0..REMEMBERED).min_by_key(|place| self.flags[*place].at).unwrap_or(0);
        self.flags[oldest] = flag;
        oldest
    }

    fn within_burst(&self, at: u32) -> impl Iterator<Item = &Flag> {
        self.flags.iter().filter(move |flag| flag.at != 0 && flag.at.abs_diff(at) <= BURST_WINDOW)
    }

    fn is_burst(&self, at: u32) -> bool {
        let flags = self.within_burst(at).count();
        let usual = self.usual - flags as f32;
        flags >= BURST && surprise(flags as u32, usual, BURST_WINDOW as f32) > STARTS_ABOVE
    }

    /// Marks the brigade and gives what its flags had been given before it was recognised.
    fn raise_brigade(&mut self, at: u32) -> f32 {
        if !self.has_brigade || at.saturating_sub(self.brigade_since) > BURST_WINDOW {
            (self.has_brigade, self.brigade_since) = (true, at);
        }
        let mut given = 0.0;
        let window = self.flags.iter_mut().filter(|flag| flag.at.abs_diff(at) <= BURST_WINDOW);
        window.for_each(|flag| given += std::mem::take(&mut flag.given));
        given
    }

    fn reporters_since(&self, at: u32) -> Vec<u64> {
        let flags = self.flags.iter().filter(|flag| flag.at >= at && flag.reporter != 0);
        let mut reporters: Vec<u64> = flags.map(|flag| flag.reporter).collect();
        reporters.sort_unstable();
        reporters
    }
}

/// Of `n` flags that belong together, the n-th adds what makes the sum √n.
fn weight_of_nth(n: usize) -> f32 {
    (n as f32).sqrt() - (n as f32 - 1.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::crowd::pairs::Meeting;

    const NOW: u32 = 1_700_000_040;

    fn flag(reporter: u64, harm: f32, community: Option<u64>) -> FlagSighting {
        let at = Timestamp::from_unix_seconds(0);
        FlagSighting { reporter, author: 1, at, community, harm: Some(harm), reliability: 1.0 }
    }

    fn tables() -> (Flags, Pairs) {
        (Flags::new(1_000, 10_000), Pairs::new(1_000, 1_000))
    }

    #[test]
    fn one_reporter_counts_once_a_day_and_nobody_flags_themselves() {
        let (flags, pairs) = tables();
        let weights =
            [0, 10, 80_000, 3 * 86_400].map(|later| flags.flag(&flag(5, 0.9, None), NOW + later, &pairs));
        assert_eq!(weights, [1.0, 0.0, 0.0, 1.0]);
        assert_eq!(flags.flag(&flag(1, 0.9, None), NOW, &pairs), 0.0);
    }

    #[test]
    fn flags_of_the_same_minute_and_community_count_by_their_root() {
        let sum = |community: fn(u64) -> Option<u64>, apart: u32| {
            let (flags, pairs) = tables();
            let weight = |reporter: u64| {
                flags.flag(&flag(reporter, 0.9, community(reporter)), NOW + apart * reporter as u32, &pairs)
            };
            (10..19).map(weight).sum::<f32>()
        };
        assert!((sum(|_| Some(7), 0) - 3.0).abs() < 1e-5, "nine count as three");
        assert_eq!(sum(Some, 0), 9.0, "from nine communities");
        assert_eq!(sum(|_| Some(7), 60), 9.0, "in nine minutes");
        assert_eq!(sum(|_| None, 0), 9.0, "nothing known");
    }

    #[test]
    fn partners_count_as_one_action_also_later() {
        let (flags, pairs) = tables();
        pairs.meet(&Meeting { authors: [10, 11], at: NOW, clusters: &[1], credit: None });
        assert_eq!(flags.flag(&flag(10, 0.9, None), NOW, &pairs), 1.0);
        let second = flags.flag(&flag(11, 0.9, None), NOW + 3_600, &pairs);
        assert!((second - (2_f32.sqrt() - 1.0)).abs() < 1e-6);
    }

    #[test]
    fn a_brigade_on_harmless_content_ends_with_nothing_and_is_named() {
        let (flags, pairs) = tables();
        let weight =
            |reporter: u64, harm: f32| flags.flag(&flag(reporter, harm, None), NOW + reporter as u32, &pairs);
        let sum: f32 = (10..30).map(|reporter| weight(reporter, 0.01)).sum();
        assert!(sum.abs() < 1e-5, "{sum}");
        assert_eq!(weight(40, 0.9), 1.0, "what is harmful may be flagged by many");
        let brigades = flags.brigades();
        assert_eq!((brigades.len(), brigades[0].author), (1, 1));
        assert!(brigades[0].reporters.len() == REMEMBERED && brigades[0].reporters.contains(&20));
        flags.forget(20);
        assert!(!flags.brigades()[0].reporters.contains(&20));
    }

    #[test]
    fn a_burst_on_harmful_content_and_a_few_honest_mistakes_are_no_brigade() {
        for (harm, reporters) in [(0.9, 10..30), (0.01, 10..14)] {
            let (flags, pairs) = tables();
            let sum: f32 = reporters
                .clone()
                .map(|reporter| flags.flag(&flag(reporter, harm, None), NOW + reporter as u32, &pairs))
                .sum();
            assert_eq!(sum, reporters.count() as f32);
            assert!(flags.brigades().is_empty());
        }
    }

    #[test]
    fn whoever_is_flagged_all_the_time_surprises_less() {
        let (flags, pairs) = tables();
        // A flag every ten minutes for two weeks: a famous account.
        for count in 0..2_016 {
            flags.flag(&flag(1_000 + u64::from(count), 0.01, None), NOW + 600 * count, &pairs);
        }
        let sum: f32 =
            (10..15).map(|reporter| flags.flag(&flag(reporter, 0.01, None), NOW + 600 * 2_016, &pairs)).sum();
        assert_eq!(sum, 5.0);
    }

    #[test]
    fn it_stays_within_its_bound() {
        let flags = Flags::new(512, 1_000);
        let pairs = Pairs::new(1_000, 1_000);
        for author in 2..20_000 {
            flags.flag(&FlagSighting { author, ..flag(author + 1, 0.9, None) }, NOW, &pairs);
        }
        assert!(flags.bytes() < 1_000_000, "{}", flags.bytes());
        assert!(flags.evictions()[0] > 0);
    }
}
