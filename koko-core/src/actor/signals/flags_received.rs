//! Notices: reports by people who are usually right.
//!
//! Why it matters: people notice what models miss. When it errs: brigades. Guard: each reporter weighs as much as they were
//! right before, one report a reporter and day, a square-root law for those who come together, nothing for bursts on
//! harmless content. Soft. Cap: +1.

use super::Notice;
use crate::actor::finding::Inputs;
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;

pub(super) const INPUTS: &[&str] = &["flags"];

pub(super) fn notice(reading: &Reading, parameters: &Parameters) -> Notice {
    let flags = reading.flags();
    if flags == 0.0 {
        return Notice::default();
    }
    let numbers = &parameters.flags_received;
    Notice::capped(numbers.weight * flags.ln_1p(), numbers.cap, [flags, 0.0, 0.0, 0.0])
}

pub(super) fn because([flags, ..]: &Inputs) -> String {
    format!("reported by others, weight {flags:.1}")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{hourly, read};
    use super::*;
    use crate::actor::delta::part;

    #[test]
    fn reports_count_and_are_capped() {
        let of = |count| {
            notice(&read(&hourly(count, |_, blame| blame.amounts[part::FLAGS] = 0.5)), &Parameters::default())
                .nats
        };
        assert!(of(0) == 0.0 && of(2) > 0.3 && of(2) < 0.4);
        assert_eq!(of(200), 1.0);
    }
}
