//! Notices: threats and exploitation, the kinds of harm of which a single instance matters for long.
//!
//! Why it matters: somebody may get hurt. When it errs: jokes, games, song lines. Guard: only labels of severity
//! `severe` count, and a reviewer's `fine` takes it back. Cap: +4.

use super::Notice;
use crate::actor::finding::Inputs;
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;
use crate::labels::Family;

pub(super) const INPUTS: &[&str] = &["severe"];

pub(super) fn notice(reading: &Reading, family: Family, parameters: &Parameters) -> Notice {
    let severe = reading.severe(family);
    if severe == 0.0 {
        return Notice::default();
    }
    let numbers = &parameters.severe_harm;
    Notice::capped(numbers.weight * severe.ln_1p(), numbers.cap, [severe, 0.0, 0.0, 0.0])
}

pub(super) fn because([severe, ..]: &Inputs) -> String {
    format!("{severe:.1} severe posts within half a year")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{hourly, read};
    use super::*;
    use crate::actor::delta::part;

    #[test]
    fn one_threat_counts_in_its_own_family_and_many_are_capped() {
        let parameters = Parameters::default();
        let one = read(&hourly(1, |_, blame| blame.amounts[part::SEVERE] = 1.0));
        assert!((notice(&one, Family::Violence, &parameters).nats - 1.386).abs() < 0.01);
        assert_eq!(notice(&one, Family::Harassment, &parameters), Notice::default());
        let many = read(&hourly(90, |_, blame| blame.amounts[part::SEVERE] = 1.0));
        assert_eq!(notice(&many, Family::Violence, &parameters).nats, 4.0);
    }
}
