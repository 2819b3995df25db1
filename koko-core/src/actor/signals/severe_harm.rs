//! Notices: threats, the one kind of harm of which a single instance matters for long.
//!
//! Why it matters: somebody may get hurt. When it errs: jokes, games, song lines. Guard: only labels of severity
//! `severe` count, and a reviewer's verdict can take it back.

use super::{Contribution, Signal, Strength};
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;
use crate::labels::Family;

pub(super) const SIGNAL: Signal = Signal { name: "severe_harm", strength: Strength::Hard, notice };

fn notice(reading: &Reading, family: Family, parameters: &Parameters) -> Option<Contribution> {
    let severe = reading.severe_180d.max(0.0);
    if family != Family::Violence || severe == 0.0 {
        return None;
    }
    let nats = (2.0 * severe.ln_1p()).min(parameters.severe_harm_cap);
    Some(Contribution { nats, because: format!("{severe:.1} severe posts within half a year") })
}
