//! Signals: pure functions of a history, one file each.
//!
//! To add one: a file with what it notices, why it matters, when it errs, the function and its tests; one line in
//! [`ALL`].

mod escalation;
mod harmful_share;
mod severe_harm;

use super::history::Reading;
use super::parameters::Parameters;
use crate::labels::Family;

/// One reason in the making.
pub(super) struct Contribution {
    /// In nats; positive speaks against the author.
    pub(super) nats: f32,
    /// The numbers it came from, in words.
    pub(super) because: String,
}

/// How much a signal is trusted on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// Evidence by itself.
    Hard,
    /// Circumstantial: all soft signals of a family share a cap.
    Soft,
}

/// A signal: its name, how much it is trusted, and its function. Zero without evidence, monotone, capped.
pub(super) struct Signal {
    pub(super) name: &'static str,
    pub(super) strength: Strength,
    pub(super) notice: fn(&Reading, Family, &Parameters) -> Option<Contribution>,
}

/// Every signal.
pub(super) const ALL: [Signal; 3] = [harmful_share::SIGNAL, severe_harm::SIGNAL, escalation::SIGNAL];

/// The ordinary rate of harm of one family where this author writes.
fn ordinary_rate(reading: &Reading) -> f32 {
    // Until a tenant has seen enough, one family is taken to make up half of all harm.
    let expected = if reading.events_30d > 0.0 { reading.expected_30d / reading.events_30d } else { 0.0 };
    (0.5 * expected).clamp(0.002, 0.20)
}
