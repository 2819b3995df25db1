//! The record of one author: decayed sums of fixed size, never text.
//!
//! The layout is that of the stored form, `koko-core/src/actor/record.rs`: 16 numbers that everybody has, then 52 sums
//! that are zero for ordinary people.

use super::band::Band;
use super::decay::{
    DAY, HalfLife, REMEMBERED_DAYS, Weights, days_left, move_factors, weights_when_added, weights_when_read,
};
use super::delta::{COMMUNITY_BUCKETS, Delta, TARGET_BUCKETS, part};
use crate::labels::Family;

const FAMILIES: usize = Family::ALL.len();
/// Sums behind those that everybody has.
pub(super) const SUMS: usize = 52;
/// After so many days without an event only what moderators and appeals said is left.
const KEPT_DAYS: u32 = 90;
/// What a history that has seen nothing holds as its first moment.
pub(super) const NEVER: u32 = u32::MAX;
pub(super) const KNOWS_CREATED_AT: u8 = 1;

/// Where each sum stands among the [`SUMS`].
mod sum {
    pub(super) const HARM_30D: usize = 0;
    pub(super) const HARM_180D: usize = 6;
    pub(super) const HARM_1D: usize = 12;
    pub(super) const SEVERE: usize = 13;
    pub(super) const LINKS: usize = 15;
    pub(super) const UPHELD: usize = 21;
    pub(super) const OVERTURNED: usize = 27;
    pub(super) const FLAGS: usize = 28;
    pub(super) const GIVEN_UPHELD: usize = 29;
    pub(super) const GIVEN_REJECTED: usize = 30;
    pub(super) const MUTUAL: usize = 31;
    pub(super) const TARGETS: usize = 32;
    pub(super) const COMMUNITIES: usize = 44;
}

const HOUR: usize = HalfLife::OneHour as usize;
const DAY_LONG: usize = HalfLife::OneDay as usize;
const MONTH: usize = HalfLife::ThirtyDays as usize;
const HALF_YEAR: usize = HalfLife::HalfAYear as usize;

/// How fast each sum forgets, as a place in [`Weights`].
const FORGETS: [usize; SUMS] = {
    let mut forgets = [MONTH; SUMS];
    let mut place = 0;
    while place < SUMS {
        if place == sum::HARM_1D || place >= sum::COMMUNITIES {
            forgets[place] = DAY_LONG;
        } else if place >= sum::HARM_180D && place < sum::LINKS
            || place >= sum::UPHELD && place < sum::FLAGS
            || place == sum::GIVEN_UPHELD
            || place == sum::GIVEN_REJECTED
        {
            forgets[place] = HALF_YEAR;
        }
        place += 1;
    }
    forgets
};

/// What Koko remembers about an author.
// Not `Copy`: at opt-level 1, this rustc lets a callee change its caller's copy of a large argument.
#[repr(C)]
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    pub(super) format: u8,
    pub(super) flags: u8,
    /// Days since 1970.
    pub(super) last_event_day: u16,
    /// Four bits for each family.
    pub(super) bands: u32,
    /// When the account was made, if that is known, else the first event.
    pub(super) first_seen: u32,
    /// The latest time of anything.
    pub(super) latest: u32,
    /// Events at each half-life; many of one day weigh less at the two long ones.
    pub(super) events: [f32; 4],
    /// Ordinary rates of harm where the events happened, 30 days.
    pub(super) ordinary: f32,
    /// Bit `i`: active on the day `i` days before that of `latest`.
    pub(super) active_days: [u32; 2],
    pub(super) reserved: u32,
    pub(super) sums: [f32; SUMS],
}

const _: () = assert!(size_of::<History>() == 256);

/// The sums of a history, read at one moment. Never negative, never endless.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// How old the account is, in seconds, if that is known.
    pub(super) account_age: Option<u32>,
    events: [f32; 4],
    ordinary: f32,
    active_days_30d: f32,
    active_days_180d: f32,
    sums: [f32; SUMS],
}

/// So large that no sum of real events reaches it.
const MOST: f32 = 1e7;

impl History {
    /// The history of somebody who has done nothing.
    pub const EMPTY: History = History {
        format: super::record::FORMAT,
        flags: 0,
        last_event_day: 0,
        bands: 0,
        first_seen: NEVER,
        latest: 0,
        events: [0.0; 4],
        ordinary: 0.0,
        active_days: [0; 2],
        reserved: 0,
        sums: [0.0; SUMS],
    };

    /// Counts an event. Allocates nothing; in which order events are counted makes no difference.
    pub fn apply(&mut self, delta: &Delta) {
        self.move_to(delta.at.max(self.latest));
        let worth = weights_when_added(delta.at, self.latest);
        if let Some(activity) = &delta.activity {
            // The short sums say how busy somebody is, the long ones how much is known.
            let counts = [1.0, 1.0, activity.weight, activity.weight];
            for ((events, worth), counts) in self.events.iter_mut().zip(worth).zip(counts) {
                *events += counts * worth;
            }
            self.ordinary += activity.weight * activity.ordinary * worth[MONTH];
            let age = self.latest / DAY - delta.at / DAY;
            if age < REMEMBERED_DAYS as u32 {
                self.set_active_days(self.active_days() | 1 << age);
            }
            self.first_seen = self.first_seen.min(delta.at).min(activity.created_at.unwrap_or(NEVER));
            self.flags |= if activity.created_at.is_some() { KNOWS_CREATED_AT } else { 0 };
        }
        if delta.is_an_event() {
            self.last_event_day = self.last_event_day.max(day_number(delta.at));
        }
        if !delta.blame.is_zero() {
            self.add_blame(delta, &worth);
        }
    }

    fn add_blame(&mut self, delta: &Delta, worth: &Weights) {
        let amounts = &delta.blame.amounts;
        let (month, half_year) = (worth[MONTH], worth[HALF_YEAR]);
        let mut add = |first: usize, from: usize, count: usize, worth: f32| {
            let sums = self.sums[first..first + count].iter_mut();
            sums.zip(&amounts[from..from + count]).for_each(|(sum, amount)| *sum += amount * worth);
        };
        add(sum::HARM_30D, part::HARM, FAMILIES, month);
        add(sum::HARM_180D, part::HARM, FAMILIES, half_year);
        add(sum::SEVERE, part::SEVERE, 2, half_year);
        add(sum::LINKS, part::LINK, 6, month);
        add(sum::UPHELD, part::UPHELD, FAMILIES + 1, half_year);
        add(sum::FLAGS, part::FLAGS, 1, month);
        add(sum::GIVEN_UPHELD, part::GIVEN_UPHELD, 2, half_year);
        add(sum::MUTUAL, part::MUTUAL, 1, month);
        self.sums[sum::HARM_1D] += delta.blame.harm().iter().sum::<f32>() * worth[DAY_LONG];
        if let Some((bucket, mass)) = delta.blame.target {
            self.sums[sum::TARGETS + usize::from(bucket) % TARGET_BUCKETS] += mass * month;
        }
        if let Some((bucket, mass)) = delta.blame.community {
            self.sums[sum::COMMUNITIES + usize::from(bucket) % COMMUNITY_BUCKETS] += mass * worth[DAY_LONG];
        }
    }

    /// Adds what happened elsewhere to the same author. The two must have no event in common: sums cannot tell.
    ///
    /// Bands are the higher of the two; whoever merges settles them again.
    pub fn merge(&mut self, other: &History) {
        let mut other = other.clone();
        let latest = self.latest.max(other.latest);
        self.move_to(latest);
        other.move_to(latest);
        let add = |ours: &mut [f32], theirs: &[f32]| {
            ours.iter_mut().zip(theirs).for_each(|(ours, theirs)| *ours += theirs)
        };
        add(&mut self.events, &other.events);
        add(&mut self.sums, &other.sums);
        self.ordinary += other.ordinary;
        self.set_active_days(self.active_days() | other.active_days());
        self.first_seen = self.first_seen.min(other.first_seen);
        self.flags |= other.flags;
        self.last_event_day = self.last_event_day.max(other.last_event_day);
        for family in Family::ALL {
            self.set_band(family, self.band(family).max(other.band(family)));
        }
    }

    /// The band of a family at the last save.
    pub fn band(&self, family: Family) -> Band {
        let number = self.bands >> (4 * family as u32) & 0xf;
        Band::from_number(number as u8).unwrap_or(Band::Unknown)
    }

    pub(super) fn set_band(&mut self, family: Family, band: Band) {
        let shift = 4 * family as u32;
        self.bands = self.bands & !(0xf << shift) | u32::from(band as u8) << shift;
    }

    pub(super) fn highest_band(&self) -> Band {
        Family::ALL.into_iter().map(|family| self.band(family)).max().unwrap_or(Band::Unknown)
    }

    /// Whether anything was ever counted.
    pub(super) fn is_empty(&self) -> bool {
        self.latest == 0
    }

    /// Whether it fits the small form.
    pub(super) fn is_small(&self) -> bool {
        self.sums.iter().all(|sum| *sum == 0.0)
    }

    /// Whether moderators or appeals have said something that is kept for long.
    pub(super) fn has_verdicts(&self) -> bool {
        self.sums.iter().enumerate().any(|(place, sum)| is_verdict(place) && *sum != 0.0)
    }

    /// Whether `now` is so long after the last event that all but verdicts reads as nothing.
    fn is_over(&self, now: u32) -> bool {
        (now / DAY).saturating_sub(u32::from(self.last_event_day)) > KEPT_DAYS
    }

    /// Drops what is over. Call it before a save.
    pub(super) fn drop_what_is_over(&mut self, now: u32) {
        if !self.is_empty() && self.is_over(now) {
            let mut sums = [0.0; SUMS];
            for (place, sum) in sums.iter_mut().enumerate().filter(|(place, _)| is_verdict(*place)) {
                *sum = self.sums[place];
            }
            *self = History { latest: self.latest, sums, ..History::EMPTY };
        }
    }

    /// The sums at `now`, or at the latest time of the history if that is later.
    pub(super) fn read(&self, now: u32) -> Reading {
        if self.is_empty() || !self.is_over(now) {
            return self.read_all(now);
        }
        let mut history = self.clone();
        history.drop_what_is_over(now);
        history.read_all(now)
    }

    /// [`History::read`] without an end of what is kept.
    pub(super) fn read_all(&self, now: u32) -> Reading {
        let now = now.max(self.latest);
        let worth = weights_when_read(self.latest, now);
        let clamped = |sum: f32, worth: f32| (sum * worth).clamp(0.0, MOST);
        let (active_days_30d, active_days_180d) = days_left(self.active_days(), self.latest, now);
        let knows_created_at = self.flags & KNOWS_CREATED_AT != 0;
        Reading {
            account_age: knows_created_at.then(|| now.saturating_sub(self.first_seen)),
            events: std::array::from_fn(|half_life| clamped(self.events[half_life], worth[half_life])),
            ordinary: clamped(self.ordinary, worth[MONTH]),
            active_days_30d,
            active_days_180d,
            sums: std::array::from_fn(|place| clamped(self.sums[place], worth[FORGETS[place]])),
        }
    }

    /// Harm directed at the account with this bucket, at `now`.
    pub(super) fn directed_at(&self, bucket: u8, now: u32) -> f32 {
        let worth = weights_when_read(self.latest, now.max(self.latest))[MONTH];
        self.sums[sum::TARGETS + usize::from(bucket) % TARGET_BUCKETS] * worth
    }

    fn move_to(&mut self, latest: u32) {
        if latest == self.latest {
            return;
        }
        let factors = move_factors(self.latest, latest);
        if factors != [1.0; 4] {
            self.events.iter_mut().zip(factors).for_each(|(events, factor)| *events *= factor);
            self.ordinary *= factors[MONTH];
            self.sums.iter_mut().zip(FORGETS).for_each(|(sum, forgets)| *sum *= factors[forgets]);
        }
        let days = latest / DAY - self.latest / DAY;
        self.set_active_days(self.active_days().checked_shl(days).unwrap_or(0));
        self.latest = latest;
    }

    fn active_days(&self) -> u64 {
        u64::from(self.active_days[0]) | u64::from(self.active_days[1]) << 32
    }

    fn set_active_days(&mut self, days: u64) {
        self.active_days = [days as u32, (days >> 32) as u32];
    }
}

impl Default for History {
    fn default() -> Self {
        History::EMPTY
    }
}

impl Reading {
    pub(super) fn events_1h(&self) -> f32 {
        self.events[HOUR]
    }

    pub(super) fn events_1d(&self) -> f32 {
        self.events[DAY_LONG]
    }

    pub(super) fn events_30d(&self) -> f32 {
        self.events[MONTH]
    }

    pub(super) fn active_days_30d(&self) -> f32 {
        self.active_days_30d
    }

    /// The mean of the ordinary rates of harm where this author writes; nothing if they wrote nothing.
    pub(super) fn ordinary_rate(&self) -> Option<f32> {
        // Below this the two are what is left of very old events, and their quotient says nothing.
        (self.events[MONTH] > 1e-6).then(|| self.ordinary / self.events[MONTH])
    }

    pub(super) fn harm_30d(&self) -> &[f32] {
        &self.sums[sum::HARM_30D..sum::HARM_180D]
    }

    pub(super) fn harm_180d(&self) -> &[f32] {
        &self.sums[sum::HARM_180D..sum::HARM_1D]
    }

    pub(super) fn harm_1d(&self) -> f32 {
        self.sums[sum::HARM_1D]
    }

    /// Harm of severe labels: violence, or sexual; nothing for other families.
    pub(super) fn severe(&self, family: Family) -> f32 {
        match family {
            Family::Violence => self.sums[sum::SEVERE],
            Family::Sexual => self.sums[sum::SEVERE + 1],
            _ => 0.0,
        }
    }

    /// Links, bad links, repeats, evasions, co-action and crowds, 30 days.
    pub(super) fn conduct(&self) -> [f32; 6] {
        std::array::from_fn(|place| self.sums[sum::LINKS + place])
    }

    pub(super) fn upheld(&self, family: Family) -> f32 {
        self.sums[sum::UPHELD + family as usize]
    }

    pub(super) fn overturned(&self) -> f32 {
        self.sums[sum::OVERTURNED]
    }

    pub(super) fn flags(&self) -> f32 {
        self.sums[sum::FLAGS]
    }

    /// What became of what they reported, or as a moderator decided: upheld, rejected.
    pub(super) fn given(&self) -> (f32, f32) {
        (self.sums[sum::GIVEN_UPHELD], self.sums[sum::GIVEN_REJECTED])
    }

    pub(super) fn mutual(&self) -> f32 {
        self.sums[sum::MUTUAL]
    }

    pub(super) fn targets(&self) -> &[f32] {
        &self.sums[sum::TARGETS..sum::COMMUNITIES]
    }

    pub(super) fn communities(&self) -> &[f32] {
        &self.sums[sum::COMMUNITIES..]
    }

    /// Effective events of one family over 30 days: the harmful ones, and the clean ones as far as they count.
    pub(super) fn effective_30d(&self, family: Family, clean_posts_per_day: f32) -> f32 {
        let harm = self.harm_30d()[family as usize];
        harm + clean(self.events[MONTH] - harm, self.active_days_30d, clean_posts_per_day)
    }

    /// The same over 180 days.
    pub(super) fn effective_180d(&self, family: Family, clean_posts_per_day: f32) -> f32 {
        let harm = self.harm_180d()[family as usize];
        harm + clean(self.events[HALF_YEAR] - harm, self.active_days_180d, clean_posts_per_day)
    }

    /// Every sum by its name, for an export.
    pub(super) fn named(&self) -> Vec<(String, f32)> {
        let mut named: Vec<(String, f32)> = ["events_1h", "events_1d", "events_30d", "events_180d"]
            .into_iter()
            .map(str::to_owned)
            .zip(self.events)
            .collect();
        named.push(("ordinary_30d".to_owned(), self.ordinary));
        named.push(("active_days_30d".to_owned(), self.active_days_30d));
        let families = |what: &str| Family::ALL.map(|family| format!("{what}_{}", family.as_str()));
        let numbered =
            |what: &str, count: usize| (1..=count).map(|n| format!("{what}_{n}")).collect::<Vec<_>>();
        let names = families("harm_30d").into_iter().chain(families("harm_180d"));
        let names = names
            .chain(["harm_1d", "severe_violence", "severe_sexual", "links", "bad_links"].map(str::to_owned));
        let names = names.chain(["repeats", "evasions", "coaction", "crowds"].map(str::to_owned));
        let names = names.chain(families("upheld"));
        let names = names
            .chain(["overturned", "flags", "given_upheld", "given_rejected", "mutual"].map(str::to_owned));
        let names = names.chain(numbered("target_bucket", TARGET_BUCKETS));
        named.extend(names.chain(numbered("community_bucket", COMMUNITY_BUCKETS)).zip(self.sums));
        named
    }
}

fn is_verdict(place: usize) -> bool {
    matches!(place, sum::UPHELD..=sum::OVERTURNED | sum::GIVEN_UPHELD | sum::GIVEN_REJECTED)
}

/// Clean events in full up to a number per active day, then by their logarithm: small talk launders nothing.
fn clean(events: f32, active_days: f32, clean_posts_per_day: f32) -> f32 {
    let events = events.max(0.0);
    let full = clean_posts_per_day * active_days.max(1.0);
    if events <= full { events } else { full * (1.0 + (events / full).ln()) }
}

/// Days since 1970.
pub(super) fn day_number(at: u32) -> u16 {
    // The last second that a record can hold lies on day 49,710.
    (at / DAY) as u16
}

#[cfg(test)]
mod tests {
    use super::super::delta::tests::any_delta;
    use super::super::delta::{Activity, Blame};
    use super::*;
    use proptest::prelude::*;

    const START: u32 = 1_600_000_000;
    const NOW: u32 = START + 120 * DAY;

    fn history<'d>(deltas: impl IntoIterator<Item = &'d Delta>) -> History {
        let mut history = History::EMPTY;
        deltas.into_iter().for_each(|delta| history.apply(delta));
        history
    }

    fn close(left: &History, right: &History) -> Result<(), TestCaseError> {
        let (a, b) = (left.read_all(NOW), right.read_all(NOW));
        for ((name, a), (_, b)) in a.named().into_iter().zip(b.named()) {
            prop_assert!((a - b).abs() <= 1e-5 * a.abs().max(1e-2), "{}: {} and {}", name, a, b);
        }
        prop_assert_eq!(left.active_days, right.active_days);
        prop_assert_eq!((left.first_seen, left.latest), (right.first_seen, right.latest));
        prop_assert_eq!((left.last_event_day, left.flags), (right.last_event_day, right.flags));
        Ok(())
    }

    fn deltas() -> impl Strategy<Value = Vec<Delta>> {
        proptest::collection::vec(any_delta(START..NOW), 0..40)
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_changes_nothing(deltas in deltas(), seed in any::<u64>()) {
            let mut shuffled = deltas.clone();
            shuffled.sort_by_key(|delta| delta.tag.wrapping_mul(seed | 1));
            close(&history(&deltas), &history(&shuffled))?;
        }

        #[test]
        fn parts_that_are_merged_in_any_order_are_the_whole(deltas in deltas(), seed in any::<u64>()) {
            let mut parts = [const { History::EMPTY }; 5];
            deltas.iter().for_each(|delta| parts[(delta.tag.wrapping_mul(seed | 1) >> 32) as usize % 5].apply(delta));
            let [a, b, c, d, e] = parts;
            let merged = |one: &History, other: &History| { let mut one = one.clone(); one.merge(other); one };
            let left = merged(&merged(&merged(&merged(&a, &b), &c), &d), &e);
            let right = merged(&merged(&e, &d), &merged(&c, &merged(&b, &a)));
            close(&left, &right)?;
            close(&left, &history(&deltas))?;
            prop_assert_eq!(merged(&a, &b), merged(&b, &a));
            prop_assert_eq!(&merged(&left, &History::EMPTY), &left);
            prop_assert_eq!(&merged(&History::EMPTY, &left), &left);
        }

        #[test]
        fn what_is_taken_back_was_never_there(
            kept in deltas(), taken in deltas(), seed in any::<u64>(),
        ) {
            let retractions: Vec<Delta> = taken.iter().map(Delta::retraction).collect();
            let mut all: Vec<Delta> = kept.iter().chain(&taken).chain(&retractions).copied().collect();
            all.sort_by_key(|delta| delta.tag.wrapping_mul(seed | 1) ^ u64::from(delta.activity.is_none()));
            let harmless = taken.iter().map(|delta| Delta { blame: Blame::default(), ..*delta });
            let expected: Vec<Delta> = kept.iter().copied().chain(harmless).collect();
            let (found, wanted) = (history(&all).read_all(NOW), history(&expected).read_all(NOW));
            for ((name, a), (_, b)) in found.named().into_iter().zip(wanted.named()) {
                prop_assert!((a - b).abs() <= 1e-5 * a.abs().max(1.0), "{}: {} and {}", name, a, b);
            }
        }

        #[test]
        fn reading_is_finite_at_any_time(deltas in proptest::collection::vec(any_delta(0..u32::MAX), 0..20), now in any::<u32>()) {
            let reading = history(&deltas).read_all(now);
            prop_assert!(reading.named().iter().all(|(_, sum)| sum.is_finite() && *sum >= 0.0));
        }
    }

    #[test]
    fn every_sum_forgets_at_its_own_speed() {
        let counted = |from: usize| FORGETS.iter().filter(|forgets| **forgets == from).count();
        assert_eq!((counted(DAY_LONG), counted(HALF_YEAR)), (1 + 8, 6 + 2 + 7 + 2));
        assert_eq!(counted(HOUR) + counted(MONTH), SUMS - 9 - 17);
    }

    #[test]
    fn verdicts_outlive_everything_else_by_far() {
        let mut history = History::EMPTY;
        let mut blame = Blame::default();
        blame.amounts[part::HARM] = 1.0;
        blame.amounts[part::UPHELD] = 1.0;
        let activity = Some(Activity::at_a_place(0.03));
        history.apply(&Delta { at: START, tag: 1, activity, blame });
        let after = |days: u32| history.read(START + days * DAY);
        assert!(after(90).harm_30d()[0] > 0.1 && after(90).upheld(Family::Harassment) > 0.5);
        assert_eq!((after(91).harm_30d()[0], after(91).events_30d()), (0.0, 0.0));
        assert!(after(91).upheld(Family::Harassment) > 0.5);
        history.drop_what_is_over(START + 91 * DAY);
        assert!(history.has_verdicts() && history.read_all(START + 91 * DAY).harm_30d()[0] == 0.0);
    }

    #[test]
    fn small_talk_launders_nothing() {
        assert_eq!(clean(15.0, 1.0, 20.0), 15.0);
        assert!(clean(1_000.0, 1.0, 20.0) < 110.0);
    }
}
