//! The stored form of an author: the history, and the tail of what was counted lately so that nothing counts twice.
//!
//! Little-endian. 48 bytes if every sum behind them is zero, else 256; then the tail, if there is one.

use super::band::Band;
use super::history::{History, NEVER, SUMS, day_number};
use crate::error::{Error, Result};
use crate::labels::Family;

/// First byte of a record.
pub(super) const FORMAT: u8 = 2;
/// The first format, which is still read.
const FIRST_FORMAT: u8 = 1;
/// Among the flags: the sums follow.
const IS_FULL: u8 = 0x80;
const SMALL_BYTES: usize = 48;
const FULL_BYTES: usize = 256;

/// How many events are remembered by their tag.
const RECENT_TAGS: usize = 32;
/// Events are remembered this long after the last one, in seconds.
const RECENT: u32 = 600;
/// Decisions are remembered this long, in seconds.
const DECISIONS_REMEMBERED: u32 = 24 * 3_600;
/// How many decisions are remembered, and how many origins of merged histories.
const MOST_DECISIONS: usize = 64;
const MOST_FENCES: usize = 255;

/// Up to where the events of one place were merged into a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fence {
    /// Which region, import or offline writer.
    pub origin: u16,
    /// A number that grows with each history that comes from there; 48 bits.
    pub through: u64,
}

/// A history and its tail.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    pub(super) history: History,
    pub(super) tail: Tail,
}

/// What was counted lately.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tail {
    /// When the last event was counted.
    counted_at: u32,
    recent: [u64; RECENT_TAGS],
    recent_count: u8,
    /// Tags of decisions, and when each was counted.
    decisions: Vec<(u64, u32)>,
    fences: Vec<Fence>,
}

impl Record {
    pub(super) const EMPTY: Record = Record { history: History::EMPTY, tail: Tail::EMPTY };

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let history = &self.history;
        let is_small = history.is_small();
        let mut bytes = Vec::with_capacity(FULL_BYTES + 16 + 8 * usize::from(self.tail.recent_count));
        let full = if is_small { 0 } else { IS_FULL };
        bytes.extend_from_slice(&[FORMAT, history.flags | full]);
        bytes.extend_from_slice(&history.last_event_day.to_le_bytes());
        let numbers = [history.bands, history.first_seen, history.latest];
        bytes.extend_from_slice(numbers.map(u32::to_le_bytes).as_flattened());
        bytes.extend_from_slice(history.events.map(f32::to_le_bytes).as_flattened());
        bytes.extend_from_slice(&history.ordinary.to_le_bytes());
        let [first, second] = history.active_days;
        bytes.extend_from_slice([first, second, history.reserved].map(u32::to_le_bytes).as_flattened());
        if !is_small {
            bytes.extend_from_slice(history.sums.map(f32::to_le_bytes).as_flattened());
        }
        self.tail.write(&mut bytes);
        bytes
    }

    /// Reads the stored form; a record of an unknown format, a wrong size or with numbers that are none is refused,
    /// never guessed at.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Record> {
        let read = match bytes.first() {
            Some(&FORMAT) => read(bytes),
            Some(&FIRST_FORMAT) => read_first_format(&bytes[1..]),
            Some(&format) => {
                let what = format!(
                    "a record has format {format}, this Koko reads formats {FIRST_FORMAT} and {FORMAT}: use a matching version"
                );
                return Err(Error::StoreFailed { what });
            }
            None => None,
        };
        read.ok_or_else(|| Error::StoreFailed {
            what: format!("a record of {} bytes is damaged", bytes.len()),
        })
    }
}

/// Takes numbers from the front of some bytes.
struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }

    fn f32(&mut self) -> Option<f32> {
        self.take().map(f32::from_le_bytes).filter(|number| number.is_finite())
    }

    fn fill(&mut self, numbers: &mut [f32]) -> Option<()> {
        numbers.iter_mut().try_for_each(|number| {
            *number = self.f32()?;
            Some(())
        })
    }
}

fn read(bytes: &[u8]) -> Option<Record> {
    let mut from = Reader(bytes);
    let mut history = History::EMPTY;
    let [format, flags] = from.take::<2>()?;
    (history.format, history.flags) = (format, flags & !IS_FULL);
    history.last_event_day = u16::from_le_bytes(from.take()?);
    history.bands = from.u32()?;
    (history.first_seen, history.latest) = (from.u32()?, from.u32()?);
    from.fill(&mut history.events)?;
    history.ordinary = from.f32()?;
    history.active_days = [from.u32()?, from.u32()?];
    history.reserved = from.u32()?;
    debug_assert_eq!(bytes.len() - from.0.len(), SMALL_BYTES);
    if flags & IS_FULL != 0 {
        from.fill(&mut history.sums)?;
    }
    let is_band = |family: Family| {
        let number = history.bands >> (4 * family as u32) & 0xf;
        Band::from_number(number as u8).is_some()
    };
    if !Family::ALL.into_iter().all(is_band) || history.bands >> (4 * Family::ALL.len()) != 0 {
        return None;
    }
    let tail = Tail::read(&mut from)?;
    from.0.is_empty().then_some(Record { history, tail })
}

/// Format 1: 21 numbers of which the smaller part is known under other names today, six bands, and tags.
fn read_first_format(bytes: &[u8]) -> Option<Record> {
    let mut from = Reader(bytes);
    let mut history = History::EMPTY;
    let latest = i64::from_le_bytes(from.take()?);
    history.latest = u32::try_from(latest.clamp(0, i64::from(NEVER) - 1)).ok()?;
    history.first_seen = history.latest;
    history.last_event_day = day_number(history.latest);
    history.active_days = [from.u32()?, from.u32()?];
    from.fill(&mut history.events[1..])?;
    history.ordinary = from.f32()?;
    let [harm_1d, severe] = [from.f32()?, from.f32()?];
    from.fill(&mut history.sums[..12])?;
    (history.sums[12], history.sums[13]) = (harm_1d, severe);
    for family in Family::ALL {
        history.set_band(family, Band::from_number(from.byte()?)?);
    }
    let mut tail = Tail::EMPTY;
    if from.0.len() > 8 * RECENT_TAGS {
        return None;
    }
    while !from.0.is_empty() {
        tail.remember(from.u64()?, history.latest);
    }
    Some(Record { history, tail })
}

impl Tail {
    pub(super) const EMPTY: Tail = Tail {
        counted_at: 0,
        recent: [0; RECENT_TAGS],
        recent_count: 0,
        decisions: Vec::new(),
        fences: Vec::new(),
    };

    /// Whether this event or decision is one of those counted lately.
    pub(super) fn has(&self, tag: u64) -> bool {
        self.recent().contains(&tag) || self.decisions.iter().any(|(other, _)| *other == tag)
    }

    /// Remembers an event.
    pub(super) fn remember(&mut self, tag: u64, now: u32) {
        self.forget_what_is_old(now);
        if usize::from(self.recent_count) == RECENT_TAGS {
            self.recent.copy_within(1.., 0);
            self.recent_count -= 1;
        }
        self.recent[usize::from(self.recent_count)] = tag;
        self.recent_count += 1;
        self.counted_at = self.counted_at.max(now);
    }

    /// Remembers what a moderator or an appeal said.
    pub(super) fn remember_decision(&mut self, tag: u64, now: u32) {
        self.forget_what_is_old(now);
        if self.decisions.len() == MOST_DECISIONS {
            self.decisions.remove(0);
        }
        self.decisions.push((tag, now));
    }

    /// Lets a history from elsewhere in once: refuses a fence that is not above the one of the same origin.
    pub(super) fn pass(&mut self, fence: Fence) -> Result<()> {
        let refused = |what: String| Err(Error::BadInput { what });
        if fence.through >> 48 != 0 {
            return refused("`through` of a fence must be below 2^48".to_owned());
        }
        match self.fences.iter().position(|other| other.origin == fence.origin) {
            Some(place) if self.fences[place].through >= fence.through => refused(format!(
                "the history of origin {} through {} was merged before: merge each history once",
                fence.origin, fence.through
            )),
            Some(place) => {
                self.fences[place] = fence;
                Ok(())
            }
            None if self.fences.len() == MOST_FENCES => {
                refused(format!("a record takes histories from at most {MOST_FENCES} origins"))
            }
            None => {
                self.fences.push(fence);
                Ok(())
            }
        }
    }

    fn recent(&self) -> &[u64] {
        &self.recent[..usize::from(self.recent_count)]
    }

    fn forget_what_is_old(&mut self, now: u32) {
        if now.saturating_sub(self.counted_at) > RECENT {
            self.recent_count = 0;
        }
        self.decisions.retain(|(_, at)| now.saturating_sub(*at) <= DECISIONS_REMEMBERED);
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        if self.recent_count == 0 && self.decisions.is_empty() && self.fences.is_empty() {
            return;
        }
        // Both lists are bounded below 256.
        bytes.extend_from_slice(&[self.recent_count, self.decisions.len() as u8, self.fences.len() as u8]);
        bytes.extend_from_slice(&self.counted_at.to_le_bytes());
        self.recent().iter().for_each(|tag| bytes.extend_from_slice(&tag.to_le_bytes()));
        for (tag, at) in &self.decisions {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(at.to_le_bytes());
        }
        let fences = self.fences.iter().map(|fence| u64::from(fence.origin) << 48 | fence.through);
        bytes.extend(fences.flat_map(u64::to_le_bytes));
    }

    fn read(from: &mut Reader<'_>) -> Option<Tail> {
        let mut tail = Tail::EMPTY;
        if from.0.is_empty() {
            return Some(tail);
        }
        let [recent, decisions, fences] = from.take::<3>()?;
        if usize::from(recent) > RECENT_TAGS || usize::from(decisions) > MOST_DECISIONS {
            return None;
        }
        tail.counted_at = from.u32()?;
        tail.recent_count = recent;
        for tag in &mut tail.recent[..usize::from(recent)] {
            *tag = from.u64()?;
        }
        for _ in 0..decisions {
            tail.decisions.push((from.u64()?, from.u32()?));
        }
        for _ in 0..fences {
            let fence = from.u64()?;
            tail.fences.push(Fence { origin: (fence >> 48) as u16, through: fence & ((1 << 48) - 1) });
        }
        Some(tail)
    }
}

const _: () = assert!(SMALL_BYTES + 4 * SUMS == FULL_BYTES);

#[cfg(test)]
mod tests {
    use super::super::decay::DAY;
    use super::super::delta::tests::any_delta;
    use super::super::delta::{Activity, Blame, Delta};
    use super::*;
    use proptest::prelude::*;

    const START: u32 = 1_600_000_000;

    fn record(deltas: &[Delta]) -> Record {
        let mut record = Record::EMPTY;
        for delta in deltas {
            record.history.apply(delta);
            record.tail.remember(delta.tag, delta.at);
        }
        record
    }

    /// Tags that are no longer remembered are not written, and may differ.
    fn same(left: &Record, right: &Record) -> bool {
        left.history == right.history && left.to_bytes() == right.to_bytes()
    }

    fn greeting(at: u32) -> Delta {
        let activity = Some(Activity { created_at: Some(START), ..Activity::at_a_place(0.03) });
        Delta { at, tag: u64::from(at), activity, blame: Blame::default() }
    }

    proptest! {
        #[test]
        fn a_record_comes_back_from_its_bytes(deltas in proptest::collection::vec(any_delta(START..START + 90 * DAY), 0..50)) {
            let written = record(&deltas);
            let read = Record::from_bytes(&written.to_bytes()).unwrap();
            prop_assert!(same(&written, &read));
            prop_assert!(deltas.last().is_none_or(|last| read.tail.has(last.tag)));
        }

        #[test]
        fn arbitrary_bytes_are_refused_or_read_and_never_a_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            for format in [0, 1, 2, 9] {
                if let Some(first) = bytes.first_mut() {
                    *first = format;
                }
                if let Ok(record) = Record::from_bytes(&bytes) {
                    let reading = record.history.read_all(START);
                    prop_assert!(reading.named().iter().all(|(_, sum)| sum.is_finite() && *sum >= 0.0));
                }
            }
        }
    }

    #[test]
    fn ordinary_people_take_48_bytes_and_others_256() {
        let mut quiet = record(&[greeting(START)]);
        quiet.tail = Tail::EMPTY;
        assert_eq!(quiet.to_bytes().len(), SMALL_BYTES);
        let mut blame = Blame::default();
        blame.amounts[0] = 0.001;
        quiet.history.apply(&Delta { blame, ..greeting(START) });
        assert_eq!(quiet.to_bytes().len(), FULL_BYTES);
        assert_eq!(Record::from_bytes(&quiet.to_bytes()).unwrap(), quiet);
    }

    #[test]
    fn the_newest_32_events_are_remembered_for_ten_minutes_and_decisions_for_a_day() {
        let mut record = record(&(0..40).map(|n| greeting(START + n)).collect::<Vec<_>>());
        let tag = |n: u32| u64::from(START + n);
        assert!(!record.tail.has(tag(7)) && record.tail.has(tag(8)) && record.tail.has(tag(39)));
        record.tail.remember_decision(1, START + 40);
        assert!(record.tail.has(tag(39)) && record.tail.has(1));
        record.tail.remember_decision(2, START + 40 + RECENT);
        assert!(!record.tail.has(tag(39)) && record.tail.has(1));
        record.tail.remember(3, START + 41 + DECISIONS_REMEMBERED);
        assert!(!record.tail.has(1) && record.tail.has(2));
    }

    #[test]
    fn a_fence_lets_each_history_in_once() {
        let mut tail = Tail::EMPTY;
        let fence = |origin, through| Fence { origin, through };
        assert!(tail.pass(fence(1, 10)).is_ok() && tail.pass(fence(2, 3)).is_ok());
        assert!(tail.pass(fence(1, 10)).unwrap_err().to_string().contains("merged before"));
        assert!(tail.pass(fence(1, 11)).is_ok() && tail.pass(fence(1, 1 << 48)).is_err());
        let record = Record { tail, ..Record::EMPTY };
        let mut read = Record::from_bytes(&record.to_bytes()).unwrap();
        assert!(read.tail.pass(fence(1, 11)).is_err() && read.tail.pass(fence(2, 4)).is_ok());
    }

    #[test]
    fn a_record_of_format_1_is_still_read() {
        let sample = include_str!("../../tests/samples/history-1.hex").trim();
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
        let bytes: Vec<u8> = sample.as_bytes().chunks(2).map(byte).collect();
        // What was written into it: half a harmful event, and a day later a harmless one.
        let mut blame = Blame::default();
        (blame.amounts[0], blame.amounts[6]) = (0.5, 0.25);
        let activity = Some(Activity::at_a_place(0.03));
        let first = Delta { at: 1_700_000_000, tag: 1_700_000_000, activity, blame };
        let second = Delta { at: 1_700_100_000, tag: 1_700_100_000, activity, blame: Blame::default() };
        let expected = record(&[first, second]);
        let found = Record::from_bytes(&bytes).unwrap();
        let now = 1_700_200_000;
        let (found_sums, expected_sums) = (found.history.read_all(now), expected.history.read_all(now));
        for ((name, found), (_, expected)) in found_sums.named().into_iter().zip(expected_sums.named()) {
            assert!(
                name == "events_1h" || (found - expected).abs() < 1e-5,
                "{name}: {found}, not {expected}"
            );
        }
        assert!(found.tail.has(first.tag) && found.tail.has(second.tag));
        assert_eq!(found.to_bytes()[0], FORMAT, "it is written as format {FORMAT} from then on");
    }

    #[test]
    fn a_record_of_format_2_stays_readable() {
        let mut blame = Blame::default();
        (blame.amounts[0], blame.amounts[6], blame.target) = (0.5, 0.25, Some((3, 0.5)));
        let harmful = Delta { blame, ..greeting(1_700_000_000) };
        let record = record(&[harmful, greeting(1_700_100_000)]);
        let sample = include_str!("../../tests/samples/history-2.hex").trim();
        let hex: String = record.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, sample);
    }

    #[test]
    fn damaged_records_are_refused() {
        let bytes = record(&[greeting(START)]).to_bytes();
        let mut endless = bytes.clone();
        endless[16..20].copy_from_slice(&f32::INFINITY.to_le_bytes());
        for damaged in [&bytes[..0], &bytes[..bytes.len() - 1], &[9], &bytes[..40], &endless] {
            assert!(Record::from_bytes(damaged).is_err());
        }
        assert!(Record::from_bytes(&[9]).unwrap_err().to_string().contains("format 9"));
    }
}
