//! What a decision does to the records of those whom it concerns, and how that changes with its next version.
//!
//! A decision is in one state at a time, and each state has effects. Going from one state to another takes back the
//! effects of the first and adds those of the second, so that whatever the way, the records hold the last one alone.

use super::crowd::stored::Stored;
use super::delta::{Blame, Delta, part};
use super::identity::AuthorKey;
use super::kept::Report;
use crate::error::{Error, Result};
use crate::labels::Family;

const FORMAT: u8 = 2;
/// Knew of reports only who made them.
const FIRST_FORMAT: u8 = 1;

/// A decision as the store keeps it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decision {
    pub(super) version: u64,
    pub(super) author: AuthorKey,
    pub(super) moderator: AuthorKey,
    pub(super) family: Family,
    /// When it was made.
    pub(super) at: u32,
    /// What it adds to what was upheld.
    pub(super) mass: f32,
    pub(super) state: State,
    /// When it came into this state.
    pub(super) since: u32,
    /// What the post left in the author's record.
    pub(super) post: Option<Delta>,
    /// Those who reported the post, and what their reports added.
    pub(super) reports: Vec<Report>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum State {
    /// Nothing was wrong.
    Fine,
    /// A moderator acted.
    Upheld,
    /// A moderator acted, and an appeal agreed.
    Confirmed,
    /// A moderator acted, and an appeal did not agree.
    Overturned,
}

impl State {
    const ALL: [State; 4] = [State::Fine, State::Upheld, State::Confirmed, State::Overturned];
}

impl Decision {
    /// What it does to the author.
    fn on_author(&self) -> Vec<Delta> {
        // Whoever was reported for nothing is as if they had not been.
        let reports = || self.reports.iter().filter(|report| report.amount != 0.0);
        let reported = || reports().map(|report| one(report.at, part::FLAGS, -report.amount));
        let acquitted = || self.post.iter().map(Delta::retraction).chain(reported());
        match self.state {
            State::Fine => acquitted().collect(),
            State::Upheld | State::Confirmed => {
                vec![one(self.at, part::UPHELD + self.family as usize, self.mass)]
            }
            State::Overturned => acquitted().chain([one(self.since, part::OVERTURNED, 1.0)]).collect(),
        }
    }

    /// What it does to the moderator.
    fn on_moderator(&self) -> Vec<Delta> {
        match self.state {
            State::Fine | State::Upheld => Vec::new(),
            State::Confirmed => vec![one(self.since, part::GIVEN_UPHELD, 1.0)],
            State::Overturned => vec![one(self.since, part::GIVEN_REJECTED, 1.0)],
        }
    }

    /// What it does to each reporter.
    fn on_reporters(&self) -> Vec<Delta> {
        match self.state {
            State::Upheld | State::Confirmed => vec![one(self.at, part::GIVEN_UPHELD, 1.0)],
            State::Fine | State::Overturned => vec![one(self.at, part::GIVEN_REJECTED, 1.0)],
        }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORMAT, self.family as u8, self.state as u8];
        bytes.extend(self.version.to_le_bytes());
        bytes.extend(self.author.0);
        bytes.extend(self.moderator.0);
        bytes.extend(self.at.to_le_bytes());
        bytes.extend(self.since.to_le_bytes());
        bytes.extend(self.mass.to_le_bytes());
        let post = self.post.map(|delta| delta.to_bytes()).unwrap_or_default();
        // A delta has at most 200 bytes.
        bytes.push(post.len() as u8);
        bytes.extend(post);
        self.reports.iter().for_each(|report| report.put(&mut bytes));
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Decision> {
        read(bytes)
            .ok_or_else(|| Error::StoreFailed { what: "a decision in the store is damaged".to_owned() })
    }
}

fn read(bytes: &[u8]) -> Option<Decision> {
    let (&[format, family, state], rest) = bytes.split_first_chunk::<3>()?;
    let (version, rest) = rest.split_first_chunk::<8>()?;
    let (author, rest) = rest.split_first_chunk::<16>()?;
    let (moderator, rest) = rest.split_first_chunk::<16>()?;
    let (at, rest) = rest.split_first_chunk::<4>()?;
    let (since, rest) = rest.split_first_chunk::<4>()?;
    let (mass, rest) = rest.split_first_chunk::<4>()?;
    let (&length, rest) = rest.split_first()?;
    let (post, rest) = rest.split_at_checked(usize::from(length))?;
    let reports = match format {
        FORMAT => Report::all_from(rest),
        FIRST_FORMAT => Report::all_by(rest),
        _ => None,
    }?;
    let mass = f32::from_le_bytes(*mass);
    if !(0.0..=100.0).contains(&mass) {
        return None;
    }
    Some(Decision {
        version: u64::from_le_bytes(*version),
        author: AuthorKey(*author),
        moderator: AuthorKey(*moderator),
        family: *Family::ALL.get(usize::from(family))?,
        at: u32::from_le_bytes(*at),
        mass,
        state: *State::ALL.get(usize::from(state))?,
        since: u32::from_le_bytes(*since),
        post: if post.is_empty() { None } else { Some(Delta::from_bytes(post).ok()?) },
        reports,
    })
}

/// Deltas for each record that a change concerns.
#[derive(Debug, PartialEq, Default)]
pub(super) struct Changes(pub(super) Vec<(AuthorKey, Vec<Delta>)>);

impl Changes {
    /// From one state to the next; either may be nothing.
    pub(super) fn between(before: Option<&Decision>, after: Option<&Decision>) -> Changes {
        let mut changes = Changes::default();
        if let Some(before) = before {
            changes.add(before, |deltas| deltas.iter().map(negated).collect());
        }
        if let Some(after) = after {
            changes.add(after, |deltas| deltas);
        }
        changes.0.retain(|(_, deltas)| !deltas.is_empty());
        changes
    }

    /// The author comes first: that is the record which must not be wrong.
    fn add(&mut self, decision: &Decision, sign: impl Fn(Vec<Delta>) -> Vec<Delta>) {
        self.give(decision.author, sign(decision.on_author()));
        self.give(decision.moderator, sign(decision.on_moderator()));
        for (place, report) in decision.reports.iter().enumerate() {
            // Whoever reported twice is right or wrong once.
            if decision.reports[..place].iter().all(|other| other.reporter != report.reporter) {
                self.give(report.reporter, sign(decision.on_reporters()));
            }
        }
    }

    fn give(&mut self, to: AuthorKey, deltas: Vec<Delta>) {
        let place = match self.0.iter().position(|(key, _)| *key == to) {
            Some(place) => place,
            None => {
                self.0.push((to, Vec::new()));
                self.0.len() - 1
            }
        };
        self.0[place].1.extend(deltas);
    }
}

fn one(at: u32, place: usize, amount: f32) -> Delta {
    let mut blame = Blame::default();
    blame.amounts[place] = amount;
    Delta { at, tag: 0, activity: None, blame }
}

fn negated(delta: &Delta) -> Delta {
    Delta { blame: delta.blame.negated(), ..*delta }
}

#[cfg(test)]
mod tests {
    use super::super::history::History;
    use super::super::signals::samples::{NOW, post};
    use super::*;

    fn decision() -> Decision {
        let mut blame = Blame::default();
        blame.amounts[part::HARM] = 0.8;
        Decision {
            version: 1,
            author: AuthorKey([1; 16]),
            moderator: AuthorKey([2; 16]),
            family: Family::Harassment,
            at: NOW,
            mass: 0.9,
            state: State::Upheld,
            since: NOW,
            post: Some(post(NOW - 60, None, blame)),
            reports: vec![
                Report { reporter: AuthorKey([3; 16]), at: NOW - 50, amount: 0.5 },
                Report { reporter: AuthorKey([4; 16]), at: NOW - 40, amount: -0.25 },
                Report { reporter: AuthorKey([4; 16]), at: NOW - 30, amount: 0.5 },
            ],
        }
    }

    #[test]
    fn a_decision_comes_back_from_its_bytes() {
        for state in State::ALL {
            for post in [None, decision().post] {
                let decision = Decision { state, post, ..decision() };
                let bytes = decision.to_bytes();
                assert_eq!(Decision::from_bytes(&bytes).unwrap(), decision);
                assert!((0..bytes.len() - 72).all(|length| Decision::from_bytes(&bytes[..length]).is_err()));
            }
        }
    }

    #[test]
    fn a_decision_of_the_first_format_knows_who_reported() {
        let mut bytes = Decision { reports: Vec::new(), ..decision() }.to_bytes();
        bytes[0] = FIRST_FORMAT;
        bytes.extend([[3; 16], [4; 16]].concat());
        let reports = Report::all_by(&[[3; 16], [4; 16]].concat()).unwrap();
        assert_eq!(Decision::from_bytes(&bytes).unwrap(), Decision { reports, ..decision() });
        bytes.pop();
        assert!(Decision::from_bytes(&bytes).is_err());
    }

    #[test]
    fn whoever_is_acquitted_was_not_reported() {
        let flags = |state| {
            let mut history = History::default();
            let decision = Decision { state, ..decision() };
            for report in &decision.reports {
                history.apply(&one(report.at, part::FLAGS, report.amount));
            }
            for (_, deltas) in Changes::between(None, Some(&decision)).0.into_iter().take(1) {
                deltas.iter().for_each(|delta| history.apply(delta));
            }
            let sums = history.read_all(NOW).named();
            sums.into_iter().find(|(name, _)| name.starts_with("flags")).unwrap().1
        };
        assert!((flags(State::Upheld) - 0.75).abs() < 1e-3 && (flags(State::Confirmed) - 0.75).abs() < 1e-3);
        assert!(flags(State::Fine).abs() < 1e-6 && flags(State::Overturned).abs() < 1e-6);
    }

    #[test]
    fn whatever_the_way_the_records_hold_the_last_state_alone() {
        let state = |state, since| Decision { state, since, ..decision() };
        let way = [
            state(State::Upheld, NOW),
            state(State::Overturned, NOW + 100),
            state(State::Confirmed, NOW + 200),
            state(State::Overturned, NOW + 300),
        ];
        let walk = |states: &[Decision]| {
            let mut records = std::collections::BTreeMap::<AuthorKey, History>::new();
            let mut before = None;
            for after in states {
                for (key, deltas) in Changes::between(before, Some(after)).0 {
                    deltas.iter().for_each(|delta| records.entry(key).or_default().apply(delta));
                }
                before = Some(after);
            }
            let readings =
                records.into_iter().map(|(key, history)| (key, history.read_all(NOW + 400).named()));
            readings.collect::<Vec<_>>()
        };
        let (long, short) = (walk(&way), walk(&[way[0].clone(), way[3].clone()]));
        for ((key, long), (_, short)) in long.iter().zip(&short) {
            for ((name, long), (_, short)) in long.iter().zip(short) {
                assert!((long - short).abs() < 1e-6, "{key:?} {name}: {long} and {short}");
            }
        }
        let of = |records: &[(AuthorKey, Vec<(String, f32)>)], key: u8, name: &str| {
            let (_, sums) = records.iter().find(|(found, _)| *found == AuthorKey([key; 16])).unwrap();
            sums.iter().find(|(found, _)| found == name).unwrap().1
        };
        assert!(
            (of(&long, 1, "overturned") - 1.0).abs() < 1e-3 && of(&long, 1, "upheld_harassment").abs() < 1e-6
        );
        assert!(
            (of(&long, 2, "given_rejected") - 1.0).abs() < 1e-3
                && (of(&long, 4, "given_rejected") - 1.0).abs() < 1e-3
        );
    }
}
