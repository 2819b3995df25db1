//! Everything that one event changes in one author's record, all look-ups already resolved. Deltas commute.

use super::decay::seconds_of;
use crate::clock::Timestamp;
use crate::error::{Error, Result};
use crate::labels::Family;

const FAMILIES: usize = Family::ALL.len();
/// First byte of an encoded delta.
const FORMAT: u8 = 1;
const HAS_ACTIVITY: u8 = 1;
const HAS_CREATED_AT: u8 = 2;
const HAS_WEIGHT: u8 = 4;
/// Buckets in which a record counts whom harm was directed at.
pub(super) const TARGET_BUCKETS: usize = 12;
/// Buckets in which a record counts where harm was posted.
pub(super) const COMMUNITY_BUCKETS: usize = 8;
/// In an encoded delta, what names a bucket instead of a part.
const FIRST_TARGET: u8 = 64;
const FIRST_COMMUNITY: u8 = 96;

/// The ordinary rate of harm where nothing is known about a place.
const ORDINARY_RATE: f32 = 0.033;

/// The parts of a [`Blame`], by their place in `amounts`, which is also their name in an encoded delta.
pub(super) mod part {
    pub(crate) const HARM: usize = 0;
    pub(crate) const SEVERE: usize = 6;
    pub(crate) const LINK: usize = 8;
    pub(crate) const BAD_LINK: usize = 9;
    pub(crate) const REPEAT: usize = 10;
    pub(crate) const EVASION: usize = 11;
    pub(crate) const COACTION: usize = 12;
    pub(crate) const CROWD: usize = 13;
    pub(crate) const UPHELD: usize = 14;
    pub(crate) const OVERTURNED: usize = 20;
    pub(crate) const FLAGS: usize = 21;
    pub(crate) const GIVEN_UPHELD: usize = 22;
    pub(crate) const GIVEN_REJECTED: usize = 23;
    pub(crate) const MUTUAL: usize = 24;
    pub(crate) const COUNT: usize = 25;
}

/// What one event changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Delta {
    /// Seconds since 1970.
    pub(super) at: u32,
    /// Keyed hash of the event's id.
    pub(super) tag: u64,
    pub(super) activity: Option<Activity>,
    pub(super) blame: Blame,
}

/// That somebody was there at all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Activity {
    /// The ordinary rate of harm where it was said.
    pub(super) ordinary: f32,
    /// When the account was made, if that is known.
    pub(super) created_at: Option<u32>,
    /// How much of an event it is among those of a month, from 0 to 1: many on one day weigh less.
    pub(super) weight: f32,
}

impl Activity {
    /// One event in full, by an account of unknown age.
    pub(super) const fn at_a_place(ordinary: f32) -> Activity {
        Activity { ordinary, created_at: None, weight: 1.0 }
    }
}

/// What speaks for or against an author. All of it can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Blame {
    pub(super) amounts: [f32; part::COUNT],
    /// Bucket and mass of harm directed at somebody.
    pub(super) target: Option<(u8, f32)>,
    /// Bucket and mass of harm in a community.
    pub(super) community: Option<(u8, f32)>,
}

impl Blame {
    pub(super) fn harm(&self) -> &[f32] {
        &self.amounts[part::HARM..part::HARM + FAMILIES]
    }

    pub(super) fn is_zero(&self) -> bool {
        self.amounts.iter().all(|amount| *amount == 0.0) && self.target.is_none() && self.community.is_none()
    }

    /// Whether it holds nothing but what moderators and appeals said.
    fn is_moderation(&self) -> bool {
        let says = |(place, amount): (usize, &f32)| {
            *amount == 0.0
                || (part::UPHELD..=part::OVERTURNED).contains(&place)
                || matches!(place, part::GIVEN_UPHELD | part::GIVEN_REJECTED)
        };
        self.target.is_none() && self.community.is_none() && self.amounts.iter().enumerate().all(says)
    }

    pub(super) fn negated(&self) -> Blame {
        let negated = |(bucket, mass): (u8, f32)| (bucket, -mass);
        Blame {
            amounts: self.amounts.map(|amount| -amount),
            target: self.target.map(negated),
            community: self.community.map(negated),
        }
    }
}

impl Delta {
    /// A post with this much harm in each family, from 0 to 1, and nothing else: for simulations and for measuring. `tag`
    /// names the event.
    pub fn of_post(at: Timestamp, tag: u64, harm: [f32; FAMILIES]) -> Delta {
        let mut blame = Blame::default();
        let clamped = harm.map(|harm| if harm > 0.0 { harm.min(1.0) } else { 0.0 });
        blame.amounts[part::HARM..part::HARM + FAMILIES].copy_from_slice(&clamped);
        let activity = Some(Activity::at_a_place(ORDINARY_RATE));
        Delta { at: seconds_of(at), tag, activity, blame }
    }

    /// What takes back the blame of this delta, at its own time. That somebody was there stays true.
    pub fn retraction(&self) -> Delta {
        Delta { activity: None, blame: self.blame.negated(), ..*self }
    }

    /// Whether it says that somebody was active or was noticed, and so keeps the record.
    pub(super) fn is_an_event(&self) -> bool {
        self.activity.is_some() || !self.blame.is_moderation()
    }

    /// The encoded form: little-endian, only what is not zero.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64);
        self.put(&mut bytes);
        bytes
    }

    /// Adds the encoded form.
    pub(super) fn put(&self, bytes: &mut Vec<u8>) {
        let created_at = self.activity.and_then(|activity| activity.created_at);
        let weight = self.activity.map(|activity| activity.weight).filter(|weight| *weight != 1.0);
        let flags = if self.activity.is_some() { HAS_ACTIVITY } else { 0 }
            | if created_at.is_some() { HAS_CREATED_AT } else { 0 }
            | if weight.is_some() { HAS_WEIGHT } else { 0 };
        bytes.extend([FORMAT, flags]);
        bytes.extend(self.at.to_le_bytes());
        bytes.extend(self.tag.to_le_bytes());
        bytes.extend(self.activity.into_iter().flat_map(|activity| activity.ordinary.to_le_bytes()));
        bytes.extend(created_at.into_iter().flat_map(u32::to_le_bytes));
        bytes.extend(weight.into_iter().flat_map(f32::to_le_bytes));
        let parts = self.blame.amounts.iter().enumerate().filter(|(_, amount)| **amount != 0.0);
        let parts = parts.map(|(place, amount)| (place as u8, *amount));
        let bucket = |first: u8| move |(bucket, mass): (u8, f32)| (first + bucket, mass);
        let target = self.blame.target.map(bucket(FIRST_TARGET));
        let community = self.blame.community.map(bucket(FIRST_COMMUNITY));
        for (name, amount) in parts.chain(target).chain(community) {
            bytes.push(name);
            bytes.extend(amount.to_le_bytes());
        }
    }

    /// Reads the encoded form; refuses what it did not write.
    pub fn from_bytes(bytes: &[u8]) -> Result<Delta> {
        read(bytes).ok_or_else(|| Error::BadInput {
            what: "the delta of a receipt is damaged: hand it back as it was given".to_owned(),
        })
    }
}

fn read(bytes: &[u8]) -> Option<Delta> {
    let (&[format, flags], rest) = bytes.split_first_chunk::<2>()?;
    if format != FORMAT || flags > (HAS_ACTIVITY | HAS_CREATED_AT | HAS_WEIGHT) {
        return None;
    }
    let (at, rest) = rest.split_first_chunk::<4>()?;
    let (tag, mut rest) = rest.split_first_chunk::<8>()?;
    let mut next = |wanted: bool| -> Option<Option<[u8; 4]>> {
        if !wanted {
            return Some(None);
        }
        let (four, behind) = rest.split_first_chunk::<4>()?;
        rest = behind;
        Some(Some(*four))
    };
    let ordinary = next(flags & HAS_ACTIVITY != 0)?.map(f32::from_le_bytes);
    let created_at = next(flags & HAS_CREATED_AT != 0)?.map(u32::from_le_bytes);
    let weight = next(flags & HAS_WEIGHT != 0)?.map(f32::from_le_bytes);
    let activity = ordinary.map(|ordinary| Activity { ordinary, created_at, weight: weight.unwrap_or(1.0) });
    let is_share = |number: f32| (0.0..=1.0).contains(&number);
    if (created_at.is_some() || weight.is_some()) && activity.is_none()
        || ![ordinary, weight].into_iter().flatten().all(is_share)
    {
        return None;
    }
    let mut blame = Blame::default();
    let (parts, behind) = rest.as_chunks::<5>();
    if !behind.is_empty() {
        return None;
    }
    for [name, amount @ ..] in parts {
        let amount = f32::from_le_bytes(*amount);
        // No event weighs more; a larger number could only drown the others.
        if amount.is_nan() || amount.abs() > MOST {
            return None;
        }
        let bucket = |first: u8, count: usize| {
            name.checked_sub(first)
                .filter(|bucket| usize::from(*bucket) < count)
                .map(|bucket| (bucket, amount))
        };
        if let Some(slot) = blame.amounts.get_mut(usize::from(*name)) {
            *slot = amount;
        } else if let Some(community) = bucket(FIRST_COMMUNITY, COMMUNITY_BUCKETS) {
            blame.community = Some(community);
        } else {
            blame.target = Some(bucket(FIRST_TARGET, TARGET_BUCKETS)?);
        }
    }
    Some(Delta { at: u32::from_le_bytes(*at), tag: u64::from_le_bytes(*tag), activity, blame })
}

/// The largest amount that a part may have.
const MOST: f32 = 100.0;

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Any delta that an event can make.
    pub(in crate::actor) fn any_delta(times: std::ops::Range<u32>) -> impl Strategy<Value = Delta> {
        let amount = prop_oneof![3 => Just(0.0_f32), 2 => 0.01_f32..1.0];
        let bucket = |count: u8| proptest::option::of((0..count, 0.06_f32..1.0));
        (
            times,
            any::<u64>(),
            proptest::option::weighted(
                0.8,
                (
                    0.002_f32..0.2,
                    proptest::option::of(1_400_000_000_u32..1_600_000_000),
                    prop_oneof![Just(1.0_f32), 0.0_f32..1.0],
                ),
            ),
            proptest::collection::vec(amount, part::COUNT),
            (bucket(TARGET_BUCKETS as u8), bucket(COMMUNITY_BUCKETS as u8)),
        )
            .prop_map(|(at, tag, activity, amounts, (target, community))| Delta {
                at,
                tag,
                activity: activity.map(|(ordinary, created_at, weight)| Activity {
                    ordinary,
                    created_at,
                    weight,
                }),
                blame: Blame { amounts: amounts.try_into().expect("one for each part"), target, community },
            })
    }

    proptest! {
        #[test]
        fn a_delta_comes_back_from_its_bytes(delta in any_delta(0..u32::MAX)) {
            prop_assert_eq!(Delta::from_bytes(&delta.to_bytes()).unwrap(), delta);
        }

        #[test]
        fn arbitrary_bytes_are_refused_or_read_and_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            if let Ok(delta) = Delta::from_bytes(&bytes) {
                prop_assert!(delta.blame.amounts.iter().all(|amount| amount.is_finite()));
            }
        }
    }

    #[test]
    fn a_delta_of_a_post_holds_what_was_said_and_no_nonsense() {
        let at = Timestamp::from_unix_seconds(1_700_000_000);
        let delta = Delta::of_post(at, 7, [0.5, -1.0, f32::NAN, 9.0, 0.0, 0.0]);
        assert_eq!(delta.blame.harm(), [0.5, 0.0, 0.0, 1.0, 0.0, 0.0]);
        assert!((delta.at, delta.tag) == (1_700_000_000, 7) && delta.is_an_event());
    }

    #[test]
    fn a_harmless_post_takes_little_room() {
        let activity = Some(Activity::at_a_place(0.033));
        let delta = Delta { at: 1_700_000_000, tag: 7, activity, blame: Blame::default() };
        assert_eq!(delta.to_bytes().len(), 18);
        assert!(delta.blame.is_zero() && delta.is_an_event() && !delta.retraction().is_an_event());
    }
}
