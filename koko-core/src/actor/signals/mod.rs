//! Signals: pure functions of a history and a moment, one file each.
//!
//! Each is zero without evidence, monotone in what it names, and capped. To add one: a file with what it notices, why it
//! matters, when it errs, the function, its sentence and its tests; a line in [`Signal`](super::Signal), in [`notice_all`],
//! and its numbers in `parameters.rs`.

mod escalation;
mod evasion;
mod flags_received;
mod harmful_share;
mod link_spam;
mod new_account;
mod past_actions;
mod posting_burst;
mod raid;
mod repeated_content;
mod severe_harm;
mod spread;
mod targeting;

use super::finding::{Inputs, Signal};
use super::history::Reading;
use super::parameters::{Parameters, PerFamily};
use crate::labels::Family;

pub(super) use harmful_share::Weighed;

const FAMILIES: usize = Family::ALL.len();
/// Signals that look at one family at a time.
pub(super) const OWN: usize = 3;
/// Signals that look at the whole author.
pub(super) const SHARED: usize = 10;

/// What a signal noticed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Notice {
    /// In nats; positive speaks against the author.
    pub(super) nats: f32,
    /// The numbers it came from.
    pub(super) inputs: Inputs,
}

/// What every signal noticed about one author.
pub(super) struct Noticed {
    /// Posts by which the harmful share was judged.
    pub(super) weighed: [Weighed; FAMILIES],
    /// In the order of [`Signal::ALL`].
    pub(super) own: [[Notice; OWN]; FAMILIES],
    pub(super) shared: [Notice; SHARED],
}

/// What is known beyond the author's own record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Context {
    /// The share of each family in the harm of the tenant.
    pub(super) shares: [f32; FAMILIES],
    /// How much this event is part of a raid, from 0 to 1.
    pub(super) raid: f32,
    /// How many are.
    pub(super) raid_size: u32,
}

impl Default for Context {
    fn default() -> Self {
        // Until a tenant has seen enough, one family is taken to make up half of all harm.
        Context { shares: [0.5; FAMILIES], raid: 0.0, raid_size: 0 }
    }
}

/// Asks every signal.
pub(super) fn notice_all(reading: &Reading, context: &Context, parameters: &Parameters) -> Noticed {
    let rate = ordinary_rate(reading, parameters);
    // By place: `map` of an array is a call for each.
    let weighed = std::array::from_fn(|family| {
        let rate = family_rate(rate, context.shares[family]);
        Weighed::of(reading, Family::ALL[family], rate, parameters)
    });
    let own: [[Notice; OWN]; FAMILIES] = std::array::from_fn(|place| {
        let family = Family::ALL[place];
        [
            harmful_share::notice(&weighed[place], parameters),
            severe_harm::notice(reading, family, parameters),
            past_actions::notice(reading, family, parameters),
        ]
    });
    let repeated_content = repeated_content::notice(reading, parameters);
    let link_spam = link_spam::notice(reading, parameters);
    let is_suspect =
        own.iter().any(|[share, ..]| is_felt(share)) || is_felt(&repeated_content) || is_felt(&link_spam);
    let shared = [
        targeting::notice(reading, parameters),
        posting_burst::notice(reading, is_suspect, parameters),
        repeated_content,
        link_spam,
        new_account::notice(reading, parameters),
        escalation::notice(reading, rate.clamp(LOWEST_RATE, HIGHEST_RATE), parameters),
        evasion::notice(reading, parameters),
        spread::notice(reading, parameters),
        flags_received::notice(reading, parameters),
        raid::notice(context, parameters),
    ];
    Noticed { weighed, own, shared }
}

/// How much of each shared signal counts in each family, in the order of [`Noticed::shared`].
pub(super) fn matrix(parameters: &Parameters) -> [PerFamily; SHARED] {
    [
        parameters.targeting.families,
        parameters.posting_burst.families,
        parameters.repeated_content.families,
        parameters.link_spam.families,
        parameters.new_account.families,
        parameters.escalation.families,
        parameters.evasion.families,
        parameters.spread.families,
        parameters.flags_received.families,
        parameters.raid.families,
    ]
}

pub(super) fn input_names(signal: Signal) -> &'static [&'static str] {
    match signal {
        Signal::HarmfulShare => harmful_share::INPUTS,
        Signal::SevereHarm => severe_harm::INPUTS,
        Signal::PastActions => past_actions::INPUTS,
        Signal::Targeting => targeting::INPUTS,
        Signal::PostingBurst => posting_burst::INPUTS,
        Signal::RepeatedContent => repeated_content::INPUTS,
        Signal::LinkSpam => link_spam::INPUTS,
        Signal::NewAccount => new_account::INPUTS,
        Signal::Escalation => escalation::INPUTS,
        Signal::Evasion => evasion::INPUTS,
        Signal::Spread => spread::INPUTS,
        Signal::FlagsReceived => flags_received::INPUTS,
        Signal::Raid => raid::INPUTS,
        Signal::SoftCap => &["circumstantial"],
    }
}

pub(super) fn because(signal: Signal, inputs: &Inputs) -> String {
    match signal {
        Signal::HarmfulShare => harmful_share::because(inputs),
        Signal::SevereHarm => severe_harm::because(inputs),
        Signal::PastActions => past_actions::because(inputs),
        Signal::Targeting => targeting::because(inputs),
        Signal::PostingBurst => posting_burst::because(inputs),
        Signal::RepeatedContent => repeated_content::because(inputs),
        Signal::LinkSpam => link_spam::because(inputs),
        Signal::NewAccount => new_account::because(inputs),
        Signal::Escalation => escalation::because(inputs),
        Signal::Evasion => evasion::because(inputs),
        Signal::Spread => spread::because(inputs),
        Signal::FlagsReceived => flags_received::because(inputs),
        Signal::Raid => raid::because(inputs),
        Signal::SoftCap => "circumstantial evidence counts only so much".to_owned(),
    }
}

const LOWEST_RATE: f32 = 0.002;
const HIGHEST_RATE: f32 = 0.20;

/// The ordinary rate of harm where this author writes, all families together.
fn ordinary_rate(reading: &Reading, parameters: &Parameters) -> f32 {
    reading.ordinary_rate().unwrap_or(parameters.ordinary_rate)
}

/// The part of it that is of one family.
fn family_rate(rate: f32, share: f32) -> f32 {
    (share * rate).clamp(LOWEST_RATE, HIGHEST_RATE)
}

/// Whether it is more than what rounding leaves of something that was taken back.
fn is_felt(notice: &Notice) -> bool {
    notice.nats >= 0.000_5
}

impl Notice {
    /// At most `cap`; nothing where the number is none.
    fn capped(nats: f32, cap: f32, inputs: Inputs) -> Notice {
        Notice { nats: if nats.is_nan() { 0.0 } else { nats.clamp(0.0, cap) }, inputs }
    }
}

#[cfg(test)]
pub(super) mod samples {
    //! Histories in a line, for the tests of signals.

    use crate::actor::decay::HOUR;
    use crate::actor::delta::{Activity, Blame, Delta};
    use crate::actor::history::{History, Reading};

    pub(in crate::actor) const NOW: u32 = 1_700_000_000;

    /// A post of an account with this age at [`NOW`].
    pub(in crate::actor) fn post(at: u32, age: Option<u32>, blame: Blame) -> Delta {
        let activity = Some(Activity { created_at: age.map(|age| NOW - age), ..Activity::at_a_place(0.033) });
        Delta { at, tag: u64::from(at), activity, blame }
    }

    /// So many posts, one an hour up to now, each with this blame.
    pub(in crate::actor) fn hourly(count: u32, blame: impl Fn(u32, &mut Blame)) -> History {
        let mut history = History::EMPTY;
        for number in 0..count {
            let mut of_post = Blame::default();
            blame(number, &mut of_post);
            history.apply(&post(NOW - (count - 1 - number) * HOUR, None, of_post));
        }
        history
    }

    pub(in crate::actor) fn read(history: &History) -> Reading {
        history.read(NOW)
    }
}
