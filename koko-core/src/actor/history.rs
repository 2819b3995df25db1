//! The record of one author: decayed sums of fixed size, never text.

use super::band::Band;
use super::decay::{DAY, HALF_A_YEAR, HalfLife, ONE_DAY, THIRTY_DAYS};
use super::event::Delta;
use super::parameters::Parameters;
use crate::clock::Timestamp;
use crate::error::{Error, Result};
use crate::labels::Family;

const FAMILIES: usize = Family::ALL.len();
/// First byte of a stored record.
const FORMAT: u8 = 1;
/// How many events are remembered by their tag, so that repeats change nothing.
const REMEMBERED_TAGS: usize = 32;

/// What Koko remembers about an author.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct History {
    /// The latest time of any event.
    pub(super) latest: Timestamp,
    /// Bit `i`: active on the day `i` days before the day of `latest`.
    active_days: u64,
    /// Events with half-lives of 1 day, 30 days and 180 days.
    events: [f32; 3],
    /// Expected harm, 30 days.
    expected: f32,
    /// Harm per family, 30 days and 180 days.
    harm: [[f32; FAMILIES]; 2],
    /// Harm of all families, 1 day.
    harm_today: f32,
    /// Harm of severe labels, 180 days.
    severe: f32,
    /// The band of each family at the last save.
    pub(super) bands: [Band; FAMILIES],
    /// Tags of the latest events.
    tags: Vec<u64>,
}

/// The sums of a history, read at one moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) events_1d: f32,
    pub(super) events_30d: f32,
    pub(super) expected_30d: f32,
    pub(super) harm_30d: [f32; FAMILIES],
    pub(super) harm_180d: [f32; FAMILIES],
    pub(super) harm_1d: f32,
    pub(super) severe_180d: f32,
    events_180d: f32,
    active_days_30d: f32,
    active_days_180d: f32,
}

impl History {
    pub(super) fn new(at: Timestamp) -> History {
        History {
            latest: at,
            active_days: 0,
            events: [0.0; 3],
            expected: 0.0,
            harm: [[0.0; FAMILIES]; 2],
            harm_today: 0.0,
            severe: 0.0,
            bands: [Band::Unknown; FAMILIES],
            tags: Vec::new(),
        }
    }

    /// Whether this event is one of the latest ones already counted.
    pub(super) fn has_seen(&self, tag: u64) -> bool {
        self.tags.contains(&tag)
    }

    /// Counts an event.
    pub(super) fn apply(&mut self, delta: &Delta) {
        self.move_to(delta.at.max(self.latest));
        let worth = |half_life: HalfLife| half_life.weight_when_added(delta.at, self.latest);
        let (day, month, half_year) = (worth(ONE_DAY), worth(THIRTY_DAYS), worth(HALF_A_YEAR));
        self.events[0] += day;
        self.events[1] += month;
        self.events[2] += half_year;
        self.expected += delta.expected * month;
        for family in 0..FAMILIES {
            self.harm[0][family] += delta.harm[family] * month;
            self.harm[1][family] += delta.harm[family] * half_year;
        }
        self.harm_today += delta.harm.iter().sum::<f32>() * day;
        self.severe += delta.severe * half_year;
        let age = day_of(self.latest) - day_of(delta.at);
        if (0..64).contains(&age) {
            self.active_days |= 1 << age;
        }
        self.tags.push(delta.tag);
        if self.tags.len() > REMEMBERED_TAGS {
            self.tags.remove(0);
        }
    }

    /// The sums at `now`.
    pub(super) fn read(&self, now: Timestamp) -> Reading {
        let now = now.max(self.latest);
        let worth = |half_life: HalfLife| half_life.weight_when_read(self.latest, now);
        let (day, month, half_year) = (worth(ONE_DAY), worth(THIRTY_DAYS), worth(HALF_A_YEAR));
        Reading {
            events_1d: self.events[0] * day,
            events_30d: self.events[1] * month,
            expected_30d: self.expected * month,
            harm_30d: self.harm[0].map(|sum| sum * month),
            harm_180d: self.harm[1].map(|sum| sum * half_year),
            harm_1d: self.harm_today * day,
            severe_180d: self.severe * half_year,
            events_180d: self.events[2] * half_year,
            active_days_30d: self.active_days(30, now),
            active_days_180d: self.active_days(180, now),
        }
    }

    fn move_to(&mut self, latest: Timestamp) {
        let factor = |half_life: HalfLife| half_life.move_factor(self.latest, latest);
        let (day, month, half_year) = (factor(ONE_DAY), factor(THIRTY_DAYS), factor(HALF_A_YEAR));
        self.events = [self.events[0] * day, self.events[1] * month, self.events[2] * half_year];
        self.expected *= month;
        self.harm = [self.harm[0].map(|sum| sum * month), self.harm[1].map(|sum| sum * half_year)];
        self.harm_today *= day;
        self.severe *= half_year;
        let days = u32::try_from(day_of(latest) - day_of(self.latest)).unwrap_or(u32::MAX);
        self.active_days = self.active_days.checked_shl(days).unwrap_or(0);
        self.latest = latest;
    }

    fn active_days(&self, half_life_days: i64, now: Timestamp) -> f32 {
        let start_of = |age: i64| (day_of(self.latest) - age) * DAY;
        let days = (0..64_i64).filter(|age| self.active_days >> age & 1 == 1);
        days.map(|age| {
            let elapsed = (now.unix_seconds() - start_of(age)) as f64 / DAY as f64;
            (-elapsed / half_life_days as f64).exp2() as f32
        })
        .sum()
    }

    /// The stored form: little-endian, a format byte in front.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORMAT];
        bytes.extend(self.latest.unix_seconds().to_le_bytes());
        bytes.extend(self.active_days.to_le_bytes());
        bytes.extend(self.sums().iter().flat_map(|sum| sum.to_le_bytes()));
        bytes.extend(self.bands.iter().map(|band| *band as u8));
        bytes.extend(self.tags.iter().flat_map(|tag| tag.to_le_bytes()));
        bytes
    }

    /// Reads the stored form; a record of another format or size is refused, never guessed at.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<History> {
        let damaged = || Error::StoreFailed { what: format!("a record of {} bytes is damaged", bytes.len()) };
        let (&format, rest) = bytes.split_first().ok_or_else(damaged)?;
        if format != FORMAT {
            let what = format!(
                "a record has format {format}, this Koko reads format {FORMAT}: use a matching version"
            );
            return Err(Error::StoreFailed { what });
        }
        let (latest, rest) = rest.split_first_chunk::<8>().ok_or_else(damaged)?;
        let (days, mut rest) = rest.split_first_chunk::<8>().ok_or_else(damaged)?;
        let mut history = History::new(Timestamp::from_unix_seconds(i64::from_le_bytes(*latest)));
        history.active_days = u64::from_le_bytes(*days);
        for sum in history.sums_mut() {
            let (number, behind) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
            *sum = f32::from_le_bytes(*number);
            rest = behind;
        }
        for band in &mut history.bands {
            let (&number, behind) = rest.split_first().ok_or_else(damaged)?;
            *band = Band::from_number(number).ok_or_else(damaged)?;
            rest = behind;
        }
        let (tags, behind) = rest.as_chunks::<8>();
        if !behind.is_empty() || tags.len() > REMEMBERED_TAGS {
            return Err(damaged());
        }
        history.tags = tags.iter().map(|tag| u64::from_le_bytes(*tag)).collect();
        Ok(history)
    }

    fn sums(&self) -> Vec<f32> {
        self.clone().sums_mut().into_iter().map(|sum| *sum).collect()
    }

    /// All sums, in the order in which they are stored.
    fn sums_mut(&mut self) -> Vec<&mut f32> {
        let [month, half_year] = &mut self.harm;
        let harm = month.iter_mut().chain(half_year);
        let single = [&mut self.expected, &mut self.harm_today, &mut self.severe];
        self.events.iter_mut().chain(single).chain(harm).collect()
    }
}

impl Reading {
    /// Effective events over 30 days for one family: the harmful ones, and the clean ones as far as they count.
    pub(super) fn effective_30d(&self, family: Family, parameters: &Parameters) -> f32 {
        let harm = self.harm_30d[family as usize];
        harm + clean(self.events_30d - harm, self.active_days_30d, parameters)
    }

    /// The same over 180 days.
    pub(super) fn effective_180d(&self, family: Family, parameters: &Parameters) -> f32 {
        let harm = self.harm_180d[family as usize];
        harm + clean(self.events_180d - harm, self.active_days_180d, parameters)
    }

    /// How much is known about the author: effective events over half a year.
    pub(super) fn evidence(&self, family: Family, parameters: &Parameters) -> f32 {
        self.effective_180d(family, parameters)
    }

    /// As if `count` more events had just arrived, each with this much harm of `family`.
    pub(super) fn with_more(
        mut self,
        count: f32,
        harm_each: f32,
        family: Family,
        parameters: &Parameters,
    ) -> Reading {
        self.events_30d += count;
        self.events_180d += count;
        self.expected_30d += count * parameters.ordinary_rate;
        self.harm_30d[family as usize] += count * harm_each;
        self.harm_180d[family as usize] += count * harm_each;
        self
    }
}

/// Clean events in full up to a number per active day, then by their logarithm: small talk launders nothing.
fn clean(events: f32, active_days: f32, parameters: &Parameters) -> f32 {
    let events = events.max(0.0);
    let full = parameters.clean_posts_per_day * active_days.max(1.0);
    if events <= full { events } else { full * (1.0 + (events / full).ln()) }
}

fn day_of(at: Timestamp) -> i64 {
    at.unix_seconds().div_euclid(DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn delta(seconds: i64, harm: f32) -> Delta {
        let mut all = [0.0; FAMILIES];
        all[Family::Harassment as usize] = harm;
        let tag = u64::try_from(seconds).unwrap();
        Delta {
            at: Timestamp::from_unix_seconds(seconds),
            tag,
            harm: all,
            severe: harm / 2.0,
            expected: 0.03,
        }
    }

    fn history(deltas: &[Delta]) -> History {
        let mut history = History::new(deltas[0].at);
        deltas.iter().for_each(|delta| history.apply(delta));
        history
    }

    fn close(left: &Reading, right: &Reading) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() <= 1e-4 * a.abs().max(1e-3);
        near(left.events_30d, right.events_30d)
            && near(left.events_180d, right.events_180d)
            && near(left.harm_30d[0], right.harm_30d[0])
            && near(left.severe_180d, right.severe_180d)
            && near(left.active_days_30d, right.active_days_30d)
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_changes_nothing(
            mut times in proptest::collection::vec(1_600_000_000_i64..1_610_000_000, 1..40),
            seed in any::<u64>(),
        ) {
            let deltas = |times: &[i64]| times.iter().map(|at| delta(*at, (*at % 10) as f32 / 10.0)).collect::<Vec<_>>();
            let now = Timestamp::from_unix_seconds(1_611_000_000);
            let forward = history(&deltas(&times)).read(now);
            times.sort_by_key(|at| (*at as u64).wrapping_mul(seed | 1));
            prop_assert!(close(&forward, &history(&deltas(&times)).read(now)));
        }

        #[test]
        fn a_record_comes_back_from_its_bytes(times in proptest::collection::vec(1_600_000_000_i64..1_610_000_000, 1..50)) {
            let written = history(&times.iter().map(|at| delta(*at, 0.5)).collect::<Vec<_>>());
            prop_assert_eq!(History::from_bytes(&written.to_bytes()).unwrap(), written);
        }
    }

    #[test]
    fn a_record_of_format_1_is_still_read() {
        let sample = include_str!("../../tests/samples/history-1.hex").trim();
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
        let bytes: Vec<u8> = sample.as_bytes().chunks(2).map(byte).collect();
        let expected = history(&[delta(1_700_000_000, 0.5), delta(1_700_100_000, 0.0)]);
        assert_eq!(hex(&expected.to_bytes()), sample);
        assert_eq!(History::from_bytes(&bytes).unwrap(), expected);
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn damaged_records_are_refused() {
        let bytes = history(&[delta(1_700_000_000, 0.5)]).to_bytes();
        for damaged in [&bytes[..0], &bytes[..bytes.len() - 1], &[9], &bytes[..40]] {
            assert!(History::from_bytes(damaged).is_err());
        }
    }

    #[test]
    fn small_talk_launders_nothing() {
        let parameters = Parameters::default();
        assert_eq!(clean(15.0, 1.0, &parameters), 15.0);
        assert!(clean(1_000.0, 1.0, &parameters) < 110.0);
    }
}
