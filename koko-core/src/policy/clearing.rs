//! Whether contents in which no label reaches certain scores can be cleared without knowing their scores exactly.

use super::condition::Needs;
use super::{FittedPolicy, Rule};
use crate::content::Content;
use crate::labels::Label;

impl FittedPolicy {
    /// What speaks against clearing contents in which every label stays below these scores; nothing if the decision is
    /// the same for all of them, whatever their scores.
    ///
    /// Communities may look for less than the rest of the policy: [`FittedPolicy::finds_below`] tells for each content.
    pub fn against_clearing(&self, levels: &[(Label, f32)]) -> Option<String> {
        let looks_past = |rule: &&Rule| rule.condition.needs() == Needs::AnyScores;
        if let Some(rule) = self.policy.rules.iter().find(looks_past) {
            let id = &rule.id;
            return Some(format!(
                "the rule `{id}` looks at scores of texts in which nothing may have been found: let it begin with `found.… &&`"
            ));
        }
        let (label, own, level) = lower(&self.thresholds, levels)?;
        Some(format!(
            "the policy finds `{label}` from {own} on, and the fast lane was measured from {level} on"
        ))
    }

    /// Whether a label may be found here although it stays below these scores.
    pub fn finds_below(&self, content: &Content, levels: &[(Label, f32)]) -> bool {
        lower(self.thresholds_for(content), levels).is_some()
    }
}

/// The first label that is found below its level, with both.
fn lower(thresholds: &[(Label, f32)], levels: &[(Label, f32)]) -> Option<(Label, f32, f32)> {
    let level_of = |label: Label| levels.iter().find(|(other, _)| *other == label).map(|(_, level)| *level);
    thresholds.iter().find_map(|(label, own)| {
        // A label that the fast lane was never measured for may be found anywhere.
        let level = level_of(*label).unwrap_or(f32::INFINITY);
        (*own < level).then_some((*label, *own, level))
    })
}
