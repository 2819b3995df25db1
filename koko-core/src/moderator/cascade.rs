//! Decides which texts the fast lane answers for. It may only clear what nobody would act on, whatever the scores are
//! exactly; everything else goes to the full model.

use std::sync::Arc;

use crate::batching::{RowLogits, Rows};
use crate::bundle::LaneTable;
use crate::error::{Error, Result};
use crate::labels::Label;
use crate::lane::{Cascade, FastLane, Lane};
use crate::policy::FittedPolicy;
use crate::scores::Scorer;

/// The fast lane, and what it may clear.
pub(super) struct Gate {
    lane: Arc<FastLane>,
    bound: f32,
    /// The score of each label from which on the full model was taken to find it, when the bound was chosen.
    levels: Vec<(Label, f32)>,
}

/// Whether a text may be answered by the fast lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clearing {
    Allowed,
    /// Somebody needs to know more about it than that nothing would be found.
    Forbidden,
}

/// What was said about the windows of a text, and by which model.
#[derive(Clone)]
pub(super) struct Said {
    pub(super) logits: Vec<RowLogits>,
    pub(super) lane: Lane,
}

impl Gate {
    /// The gate for a cascade; nothing if it is off. Fails where clearing could change a decision, or cannot be done.
    pub(super) fn build(
        cascade: Cascade,
        lane: Option<(Arc<FastLane>, LaneTable)>,
        scorer: &Scorer,
        policy: &FittedPolicy,
    ) -> Result<Option<Gate>> {
        if cascade == Cascade::Off {
            return Ok(None);
        }
        let refused = |what: String| {
            Err(Error::BadInput {
                what: format!("cascade `{cascade}` cannot be used: {what}; or leave it off"),
            })
        };
        let Some((lane, table)) = lane else {
            return refused("this model has no fast lane: take a bundle with a lane.safetensors".to_owned());
        };
        if let Some(taught) = scorer.taught().first() {
            let label = taught.label();
            return refused(format!(
                "the fast lane knows nothing of the taught label `{label}`: leave the label out"
            ));
        }
        let levels = table.levels(scorer.labels());
        if let Some(why) = policy.against_clearing(&levels) {
            return refused(why);
        }
        Ok(cascade.bound(&table).map(|bound| Gate { lane, bound, levels }))
    }

    /// What the fast lane says about the windows of a text, if it clears every one of them.
    pub(super) fn clear(&self, rows: &Rows, scorer: &Scorer) -> Option<Said> {
        if rows.is_empty() {
            return None;
        }
        let said = rows.iter().map(|row| self.lane.say(row));
        let logits: Option<Vec<RowLogits>> =
            said.map(|said| (said.finds < self.bound).then_some(said.row)).collect();
        let logits = logits?;
        let scores = scorer.score(&logits);
        let quiet = self.levels.iter().all(|(label, level)| scores.get(*label) < Some(*level));
        quiet.then_some(Said { logits, lane: Lane::Fast })
    }

    /// The scores from which on each label counts as found.
    pub(super) fn levels(&self) -> &[(Label, f32)] {
        &self.levels
    }
}

impl Said {
    pub(super) fn in_full(logits: Vec<RowLogits>) -> Said {
        Said { logits, lane: Lane::Full }
    }
}
