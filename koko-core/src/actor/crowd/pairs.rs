//! Have these two met before, and elsewhere?
//!
//! Two people post the same thing within a minute now and then; that the same two do so again is rare. A pair that met once is
//! a fingerprint of eight bytes that names nobody. Only those who met again are listed by name.

use super::hash::{mix, mix_pair, place};
use super::shards::{Shards, share};
use super::sighting::Pair;
use super::stored::{Stored, stored_fields};
use super::table::Table;
use crate::clock::Timestamp;
use crate::lines::fetch_ahead;

/// Places in a bucket: together half a cache line.
const WAYS: usize = 4;
const DAY: u32 = 86_400;
/// How long a pair is remembered after its last meeting. Partners are found over weeks, seldom within two days.
const KEPT_DAYS: u16 = 30;

/// Everybody who met somebody.
pub(super) struct Pairs {
    parts: Shards<Part>,
}

/// Pairs that met once.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
struct Bucket {
    places: [u64; WAYS],
}
stored_fields!(Bucket { places });

struct Part {
    /// Fingerprint of the pair, 32 bits; of where they met, 12 bits; what is owed, 4 bits; the day, 16 bits. Zero is empty.
    once: Vec<Bucket>,
    most_buckets: usize,
    newest_day: u16,
    evictions: u64,
    again: Table<Again>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Again {
    authors: [u64; 2],
    clusters: u32,
    last_at: u32,
    last_cluster: u16,
}
stored_fields!(Again { authors, clusters, last_at, last_cluster });

/// Two authors post the same thing at nearly the same time.
pub(super) struct Meeting<'m> {
    pub(super) authors: [u64; 2],
    pub(super) at: u32,
    /// Everything that both posted this time; the first stands for the meeting.
    pub(super) clusters: &'m [u64],
    /// What the later of the two is to be credited with if the pair recurs.
    pub(super) credit: Option<Credit>,
}

/// Coaction of one author at one meeting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Credit {
    pub(super) author: u64,
    /// 1, ½, ¼, ⅛ or 1⁄16.
    pub(super) coaction: f32,
}

/// What is known about a pair that meets.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Met {
    /// They had met before, over something else.
    pub(super) is_recurring: bool,
    /// If they recur from this moment on: what was held back at their first meeting.
    pub(super) owed: Option<Owed>,
}

/// A credit of the first meeting of a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Owed {
    pub(super) credit: Credit,
    /// Fingerprint of where they met.
    pub(super) cluster: u16,
    pub(super) day: u16,
}

impl Pairs {
    pub(super) fn new(once: usize, again: usize) -> Pairs {
        Pairs {
            parts: Shards::new(|| Part {
                once: Vec::new(),
                most_buckets: share(once).div_ceil(WAYS).max(1),
                newest_day: 0,
                evictions: 0,
                again: Table::new(share(again), u32::from(KEPT_DAYS) * DAY),
            }),
        }
    }

    /// Remembers the meeting, and tells whether the two had met before over something else.
    pub(super) fn meet(&self, meeting: &Meeting<'_>) -> Met {
        let pair = mix_pair(meeting.authors[0], meeting.authors[1]);
        self.parts.lock(pair).meet(pair, meeting)
    }

    /// Begins to fetch what is known about a pair.
    pub(super) fn fetch_ahead(&self, one: u64, other: u64) {
        let pair = mix_pair(one, other);
        let part = self.parts.lock(pair);
        part.again.fetch_ahead(pair);
        part.once.get(part.bucket(pair)).into_iter().for_each(fetch_ahead);
    }

    /// Whether the two have met at all.
    pub(super) fn have_met(&self, one: u64, other: u64, at: u32) -> bool {
        let pair = mix_pair(one, other);
        let part = self.parts.lock(pair);
        part.again.peek(pair, at).is_some() || part.find(pair, day_of(at)).is_some()
    }

    /// Every pair that met again.
    pub(super) fn recurring(&self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for part in self.parts.each() {
            pairs.extend(part.again.iter().map(|(_, pair)| Pair {
                authors: pair.authors,
                clusters: pair.clusters,
                last: Timestamp::from_unix_seconds(i64::from(pair.last_at)),
            }));
        }
        pairs.sort_unstable_by_key(|pair| (std::cmp::Reverse(pair.clusters), pair.authors));
        pairs
    }

    pub(super) fn forget(&self, author: u64) {
        self.parts.each().for_each(|mut part| part.again.retain(|_, pair| !pair.authors.contains(&author)));
    }

    /// Evictions of pairs that met once, and of those that met again.
    pub(super) fn evictions(&self) -> [u64; 2] {
        self.parts
            .each()
            .fold([0; 2], |[once, again], part| [once + part.evictions, again + part.again.evictions()])
    }

    pub(super) fn bytes(&self) -> usize {
        self.parts.each().map(|part| part.once.len() * size_of::<Bucket>() + part.again.bytes()).sum()
    }

    pub(super) fn save(&self, out: &mut Vec<u8>) {
        for part in self.parts.each() {
            part.newest_day.put(out);
            part.evictions.put(out);
            part.once.put(out);
            part.again.save(out);
        }
    }

    pub(super) fn load(&self, input: &mut &[u8]) -> Option<()> {
        for mut part in self.parts.each() {
            part.newest_day = u16::take(input)?;
            part.evictions = u64::take(input)?;
            part.once = Vec::take(input)?;
            (part.once.is_empty() || part.once.len() == part.most_buckets).then_some(())?;
            part.again.load(input)?;
        }
        Some(())
    }
}

impl Part {
    fn meet(&mut self, pair: u64, meeting: &Meeting<'_>) -> Met {
        let day = day_of(meeting.at);
        self.newest_day = self.newest_day.max(day);
        let clusters = || meeting.clusters.iter().map(|cluster| short(*cluster));
        let Some(here) = clusters().next() else { return Met::default() };
        if let Some(again) = self.again.get(pair, meeting.at) {
            if !clusters().any(|cluster| cluster == again.last_cluster) {
                (again.clusters, again.last_cluster) = (again.clusters.saturating_add(1), here);
            }
            again.last_at = again.last_at.max(meeting.at);
            return Met { is_recurring: true, owed: None };
        }
        let Some(found) = self.find(pair, day) else {
            self.add(entry(pair, here, owed_code(meeting), day), pair);
            return Met::default();
        };
        let before = self.once[found.0].places[found.1];
        self.once[found.0].places[found.1] =
            entry(pair, cluster_in(before), owed_in(before), day.max(day_in(before)));
        if clusters().any(|cluster| cluster == cluster_in(before)) {
            return Met::default();
        }
        let mut authors = meeting.authors;
        authors.sort_unstable();
        *self.again.row(pair, meeting.at) =
            Again { authors, clusters: 2, last_at: meeting.at, last_cluster: here };
        let credit = credit_of(owed_in(before), authors);
        let owed = credit.map(|credit| Owed { credit, cluster: cluster_in(before), day: day_in(before) });
        Met { is_recurring: true, owed }
    }

    /// Bucket and place of a pair that met within its time.
    fn find(&self, pair: u64, day: u16) -> Option<(usize, usize)> {
        let bucket = self.bucket(pair);
        let way = self.once.get(bucket)?.places.iter().position(|found| {
            *found >> 32 == fingerprint(pair) && day.saturating_sub(day_in(*found)) <= KEPT_DAYS
        })?;
        Some((bucket, way))
    }

    fn add(&mut self, entry: u64, pair: u64) {
        if self.once.is_empty() {
            self.once = vec![Bucket::default(); self.most_buckets];
        }
        let bucket = self.bucket(pair);
        let places = &mut self.once[bucket].places;
        // An empty place has day zero and comes first.
        let Some(oldest) = places.iter_mut().min_by_key(|found| day_in(**found)) else { return };
        let is_wanted = *oldest != 0 && self.newest_day.saturating_sub(day_in(*oldest)) <= KEPT_DAYS;
        self.evictions += u64::from(is_wanted);
        *oldest = entry;
    }

    fn bucket(&self, pair: u64) -> usize {
        place(mix(pair, 40), self.most_buckets)
    }
}

/// Day as the pairs count them.
pub(super) fn day_of(at: u32) -> u16 {
    (at / DAY) as u16
}

/// Never zero, so that an entry is never empty.
fn fingerprint(pair: u64) -> u64 {
    (mix(pair, 41) >> 32).max(1)
}

/// Fingerprint of a cluster, 12 bits.
pub(super) fn short(cluster: u64) -> u16 {
    (mix(cluster, 42) >> 52) as u16
}

fn entry(pair: u64, cluster: u16, owed: u8, day: u16) -> u64 {
    fingerprint(pair) << 32 | u64::from(cluster) << 20 | u64::from(owed) << 16 | u64::from(day)
}

fn cluster_in(entry: u64) -> u16 {
    (entry >> 20) as u16 & 0xfff
}

fn owed_in(entry: u64) -> u8 {
    (entry >> 16) as u8 & 0xf
}

/// So many amounts of credit there are, each half of the one before.
const AMOUNTS: u8 = 5;

/// Zero for nothing; 1 to 5 for 1, ½, ¼, ⅛, 1⁄16 to the author with the smaller number, 6 to 10 to the other.
fn owed_code(meeting: &Meeting<'_>) -> u8 {
    let Some(credit) = meeting.credit.filter(|credit| credit.coaction > 0.0) else { return 0 };
    let halvings = (-credit.coaction.log2()).round().clamp(0.0, 4.0) as u8;
    let smaller = meeting.authors[0].min(meeting.authors[1]);
    1 + halvings + if credit.author == smaller { 0 } else { AMOUNTS }
}

/// The reverse, for authors of which the first has the smaller number.
fn credit_of(code: u8, authors: [u64; 2]) -> Option<Credit> {
    let code = code.checked_sub(1).filter(|code| *code < 2 * AMOUNTS)?;
    let author = authors[usize::from(code / AMOUNTS)];
    Some(Credit { author, coaction: 0.5_f32.powi(i32::from(code % AMOUNTS)) })
}

fn day_in(entry: u64) -> u16 {
    entry as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: u32 = 1_700_000_000;

    fn meet(pairs: &Pairs, authors: [u64; 2], clusters: &[u64], days: u32) -> bool {
        pairs.meet(&Meeting { authors, clusters, at: NOW + days * DAY, credit: None }).is_recurring
    }

    #[test]
    fn only_another_cluster_makes_a_pair_recur() {
        let pairs = Pairs::new(1_000, 1_000);
        assert!(!meet(&pairs, [1, 2], &[100], 0), "never met before");
        assert!(!meet(&pairs, [2, 1], &[100], 1), "the same cluster again");
        assert!(!meet(&pairs, [1, 3], &[200], 1), "another pair");
        assert!(!meet(&pairs, [1, 2], &[300, 100], 1), "the same link in another text");
        assert!(meet(&pairs, [2, 1], &[200], 2));
        assert!(meet(&pairs, [1, 2], &[100], 3), "from now on everywhere");
        let recurring = pairs.recurring();
        assert_eq!(recurring.len(), 1);
        assert_eq!((recurring[0].authors, recurring[0].clusters), ([1, 2], 3));
        assert!(pairs.have_met(3, 1, NOW + DAY) && !pairs.have_met(3, 2, NOW + DAY));
    }

    #[test]
    fn a_text_and_the_link_in_it_are_one_meeting() {
        let pairs = Pairs::new(1_000, 1_000);
        assert!(!meet(&pairs, [1, 2], &[100, 101], 0));
        assert!(!meet(&pairs, [1, 2], &[100], 1));
    }

    #[test]
    fn what_was_held_back_at_the_first_meeting_is_owed_when_the_pair_recurs() {
        for (author, coaction) in [(1, 1.0), (2, 0.5), (1, 0.25), (2, 0.125), (1, 0.0625), (2, 0.0625)] {
            let pairs = Pairs::new(1_000, 1_000);
            let credit = Credit { author, coaction };
            let at = |day: u32, cluster: u64, credit: Option<Credit>| {
                pairs.meet(&Meeting { authors: [2, 1], clusters: &[cluster], at: NOW + day * DAY, credit })
            };
            assert_eq!(at(0, 100, Some(credit)), Met::default());
            let owed = at(3, 200, None).owed.unwrap();
            assert_eq!((owed.credit, owed.cluster), (credit, short(100)));
            assert_eq!(owed.day, day_of(NOW));
            assert_eq!(at(4, 300, Some(credit)).owed, None, "only once");
        }
    }

    #[test]
    fn pairs_are_forgotten_after_a_month() {
        for (days, known) in [(30, true), (31, false)] {
            let pairs = Pairs::new(1_000, 1_000);
            meet(&pairs, [1, 2], &[100], 0);
            assert_eq!(meet(&pairs, [1, 2], &[200], days), known, "{days} days");
        }
    }

    #[test]
    fn who_is_forgotten_is_in_no_list() {
        let pairs = Pairs::new(1_000, 1_000);
        for cluster in [100, 200] {
            meet(&pairs, [1, 2], &[cluster], 0);
            meet(&pairs, [3, 4], &[cluster], 0);
        }
        pairs.forget(2);
        assert_eq!(pairs.recurring().iter().map(|pair| pair.authors).collect::<Vec<_>>(), [[3, 4]]);
    }

    proptest! {
        #[test]
        fn it_stays_within_its_bound_and_rarely_takes_strangers_for_a_pair(authors in proptest::collection::vec(any::<u64>(), 2..3_000)) {
            let pairs = Pairs::new(1_024, 128);
            let mut met = std::collections::HashSet::new();
            let mut wrong = 0;
            for (count, both) in authors.windows(2).enumerate() {
                let pair = [both[0].min(both[1]), both[0].max(both[1])];
                let again = meet(&pairs, pair, &[count as u64], 0);
                wrong += usize::from(again && !met.contains(&pair));
                met.insert(pair);
            }
            prop_assert!(pairs.bytes() <= 1_024 * 8 + 16 * 32 * 48);
            prop_assert_eq!(wrong, 0);
        }
    }
}
