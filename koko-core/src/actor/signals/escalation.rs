//! Notices: a day that is much worse than the author's own month before it.
//!
//! Why it matters: things get worse before they get bad. When it errs: one bad day, a provoked one. Guard: at least
//! three posts, never counted without a hard signal above Watch, gone within days.

use super::{Contribution, Signal, Strength, ordinary_rate};
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;
use crate::labels::Family;

pub(super) const SIGNAL: Signal = Signal { name: "escalation", strength: Strength::Soft, notice };

fn notice(reading: &Reading, family: Family, parameters: &Parameters) -> Option<Contribution> {
    // Nobody escalates by advertising, nor by behaviour that no text shows.
    if reading.events_1d < 3.0 || matches!(family, Family::Spam | Family::Manipulation) {
        return None;
    }
    let rate = ordinary_rate(reading);
    let before = reading.harm_30d.iter().sum::<f32>() - reading.harm_1d;
    let posts_before = reading.events_30d - reading.events_1d;
    let today = smoothed(reading.harm_1d, reading.events_1d, rate);
    let usual = smoothed(before, posts_before, rate);
    let variance = today * (1.0 - today) / (reading.events_1d + 5.0)
        + usual * (1.0 - usual) / (posts_before.max(0.0) + 5.0);
    let deviations = (today - usual) / variance.sqrt().max(f32::EPSILON);
    let nats = (0.5 * (deviations - 1.0).max(0.0)).min(parameters.escalation_cap);
    let because = format!("{:.0} % harmful today, {:.0} % in the month before", today * 100.0, usual * 100.0);
    (nats > 0.0).then_some(Contribution { nats, because })
}

/// A share pulled towards the ordinary one as if four ordinary posts had been seen.
fn smoothed(harmful: f32, posts: f32, rate: f32) -> f32 {
    ((harmful.max(0.0) + 4.0 * rate) / (posts.max(0.0) + 4.0)).clamp(0.0, 1.0)
}
