//! Notices: words that are hidden on purpose.
//!
//! Why it matters: who disguises an insult knows that it is one. When it errs: Arabic marks, full-width writing, emoji,
//! spellings for screen readers. Guard: counts only if harm rises by 0.3 when the disguise is taken off. Soft. Cap: +1.5.

use super::Notice;
use crate::actor::finding::Inputs;
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;

pub(super) const INPUTS: &[&str] = &["evasions"];

pub(super) fn notice(reading: &Reading, parameters: &Parameters) -> Notice {
    let [_, _, _, evasions, _, _] = reading.conduct();
    if evasions == 0.0 {
        return Notice::default();
    }
    let numbers = &parameters.evasion;
    Notice::capped(numbers.weight * evasions.ln_1p(), numbers.cap, [evasions, 0.0, 0.0, 0.0])
}

pub(super) fn because([evasions, ..]: &Inputs) -> String {
    format!("harmful words disguised in {evasions:.1} posts")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{hourly, read};
    use super::*;
    use crate::actor::delta::part;

    #[test]
    fn disguises_are_noticed_and_capped() {
        let of = |count| {
            notice(
                &read(&hourly(count, |_, blame| blame.amounts[part::EVASION] = 1.0)),
                &Parameters::default(),
            )
            .nats
        };
        assert!((of(1) - 1.2 * 2.0_f32.ln()).abs() < 0.01 && of(0) == 0.0);
        assert_eq!(of(50), 1.5);
    }
}
