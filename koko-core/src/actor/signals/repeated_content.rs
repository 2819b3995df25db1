//! Notices: the same text or object again, by the author alone, in the company of a crowd, or with the same partners.
//!
//! Why it matters: campaigns and spam repeat. When it errs: memes, slogans, strikes, fandoms. Guard: short texts do not
//! count, partners must have met in another text before, a crowd must be unusual, and who came first gets nothing, so that
//! copying somebody does not harm them. Soft. Cap: +3.

use super::Notice;
use crate::actor::finding::Inputs;
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;

pub(super) const INPUTS: &[&str] = &["coaction", "crowds", "repeats"];

pub(super) fn notice(reading: &Reading, parameters: &Parameters) -> Notice {
    let [_, _, repeats, _, coaction, crowds] = reading.conduct();
    if repeats == 0.0 && coaction == 0.0 && crowds == 0.0 {
        return Notice::default();
    }
    let numbers = &parameters.repeated_content;
    let nats = numbers.coaction * coaction.ln_1p()
        + numbers.crowd * crowds.ln_1p()
        // Anybody says the same thing twice.
        + numbers.repeats * (repeats - 1.0).max(0.0).ln_1p();
    Notice::capped(nats, numbers.cap, [coaction, crowds, repeats, 0.0])
}

pub(super) fn because([coaction, crowds, repeats, ..]: &Inputs) -> String {
    let mut parts = Vec::new();
    if *coaction >= 0.05 {
        parts.push(format!("posted together with the same partners, weight {coaction:.1}"));
    }
    if *crowds >= 0.05 {
        parts.push(format!("part of an unusual crowd {crowds:.1} times"));
    }
    if *repeats > 1.0 || parts.is_empty() {
        parts.push(format!("the same content again {repeats:.1} times"));
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{hourly, read};
    use super::*;
    use crate::actor::delta::part;

    fn noticed(count: u32, place: usize) -> Notice {
        notice(&read(&hourly(count, |_, blame| blame.amounts[place] = 1.0)), &Parameters::default())
    }

    #[test]
    fn saying_it_once_more_is_human_and_again_and_again_is_not() {
        assert_eq!(noticed(1, part::REPEAT).nats, 0.0);
        let often = noticed(10, part::REPEAT);
        assert!(often.nats > 1.0 && because(&often.inputs).contains("again"), "{often:?}");
    }

    #[test]
    fn partners_weigh_more_than_crowds_and_all_are_capped() {
        assert!(noticed(3, part::COACTION).nats > noticed(3, part::CROWD).nats);
        assert!(noticed(3, part::CROWD).nats > 0.0);
        assert_eq!(noticed(500, part::COACTION).nats, 3.0);
    }
}
