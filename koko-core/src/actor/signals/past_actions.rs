//! Notices: what moderators decided about the author, and what appeals took back.
//!
//! Why it matters: people have looked already. When it errs: a biased or rogue moderator. Guard: each decision is weighed
//! by how many of that moderator's were overturned, and an overturned one counts *for* the author. Cap: −3 to +6.

use super::Notice;
use crate::actor::finding::Inputs;
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;
use crate::labels::Family;

pub(super) const INPUTS: &[&str] = &["upheld", "overturned"];

pub(super) fn notice(reading: &Reading, family: Family, parameters: &Parameters) -> Notice {
    let (upheld, overturned) = (reading.upheld(family), reading.overturned());
    if upheld == 0.0 && overturned == 0.0 {
        return Notice::default();
    }
    let numbers = &parameters.past_actions;
    let nats = numbers.upheld * upheld.ln_1p() - numbers.overturned * overturned.ln_1p();
    Notice { nats: nats.clamp(-numbers.floor, numbers.cap), inputs: [upheld, overturned, 0.0, 0.0] }
}

pub(super) fn because([upheld, overturned, ..]: &Inputs) -> String {
    match (*upheld >= 0.05, *overturned >= 0.05) {
        (true, false) => format!("moderators acted before, weight {upheld:.1}"),
        (false, true) => format!("{overturned:.1} decisions about this author were overturned"),
        _ => {
            format!("moderators acted before, weight {upheld:.1}; {overturned:.1} decisions were overturned")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{hourly, read};
    use super::*;
    use crate::actor::delta::part;

    #[test]
    fn decisions_count_against_and_overturned_ones_for_the_author() {
        let parameters = Parameters::default();
        let of = |upheld: f32, overturned: f32| {
            let reading = read(&hourly(1, |_, blame| {
                (blame.amounts[part::UPHELD], blame.amounts[part::OVERTURNED]) = (upheld, overturned);
            }));
            notice(&reading, Family::Harassment, &parameters).nats
        };
        assert!((of(1.0, 0.0) - 1.6 * 2.0_f32.ln()).abs() < 0.01);
        assert!((of(0.0, 1.0) + 1.2 * 2.0_f32.ln()).abs() < 0.01);
        assert!(of(2.0, 1.0) < of(2.0, 0.0) && of(2.0, 1.0) > of(1.0, 1.0));
        assert_eq!((of(90.0, 0.0), of(0.0, 90.0), of(0.0, 0.0)), (6.0, -3.0, 0.0));
    }
}
