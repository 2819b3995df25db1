//! What an author did, and what it changes in their record.

use super::parameters::Parameters;
use crate::clock::Timestamp;
use crate::content::ActorId;
use crate::labels::{Family, Label, Severity};
use crate::scores::Scores;

/// Somebody posted something.
#[derive(Debug, Clone)]
pub struct Posted<'e> {
    /// Who.
    pub author: &'e ActorId,
    /// Names the event: the same one twice counts once.
    pub id: &'e str,
    /// When.
    pub at: Timestamp,
    /// Whether somebody is addressed: swearing counts only then.
    pub has_target: bool,
    /// What was found in the text.
    pub scores: &'e Scores,
}

/// Everything that one event changes in one record. Deltas commute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Delta {
    pub(super) at: Timestamp,
    /// Keyed hash of the event's id.
    pub(super) tag: u64,
    /// Harm per family, 0 to 1.
    pub(super) harm: [f32; Family::ALL.len()],
    /// Harm of severe labels, 0 to 1.
    pub(super) severe: f32,
    /// The ordinary rate of harm where it was said.
    pub(super) expected: f32,
}

impl Delta {
    pub(super) fn of(posted: &Posted<'_>, tag: u64, parameters: &Parameters) -> Delta {
        let mut harm = [0.0_f32; Family::ALL.len()];
        let mut severe = 0.0_f32;
        for (label, probability) in posted.scores.iter() {
            let counts = !label.needs_target() || posted.has_target;
            let Some(family) = label.family().filter(|_| counts) else { continue };
            let amount = amount_of_harm(label, probability, parameters);
            let slot = &mut harm[family as usize];
            *slot = slot.max(amount);
            if label.severity() == Severity::Severe {
                severe = severe.max(amount);
            }
        }
        let expected = parameters.ordinary_rate.clamp(0.002, 0.20);
        Delta { at: posted.at, tag, harm, severe, expected }
    }
}

/// `weight · (p − floor) / (1 − floor)`, exactly 0 below the floor.
fn amount_of_harm(label: Label, probability: f32, parameters: &Parameters) -> f32 {
    let weight = if label.severity() == Severity::Mild { parameters.mild_weight } else { 1.0 };
    weight * ((probability - parameters.floor) / (1.0 - parameters.floor)).clamp(0.0, 1.0)
}
