//! Notices: harm directed at the same person again and again, or at many.
//!
//! Why it matters: persistence is what turns rudeness into harassment. When it errs: fights that both want, a critic of one
//! public figure. Guard: harm counts, not mention; halved if the other answers in kind; the mth harmful post at the same
//! person within an hour adds 1/m. Soft. Cap: +2.5.
//!
//! The record holds twelve buckets and no names. What lies in them by chance is subtracted.

use super::Notice;
use crate::actor::finding::Inputs;
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;

pub(super) const INPUTS: &[&str] = &["same_person", "people", "mutual"];

/// Harm below this does not occupy a bucket.
const OCCUPIED: f32 = 0.05;

pub(super) fn notice(reading: &Reading, parameters: &Parameters) -> Notice {
    let buckets = reading.targets();
    let total: f32 = buckets.iter().sum();
    if total == 0.0 {
        return Notice::default();
    }
    let count = buckets.len() as f32;
    let largest = buckets.iter().copied().fold(0.0, f32::max);
    let others = ((total - largest) / (count - 1.0)).max(0.0);
    // Strangers share buckets: the mean of the others, and what collisions scatter around it.
    let same_person = largest - others - 1.8 * others.sqrt();
    let occupied = buckets.iter().filter(|mass| **mass > OCCUPIED).count().min(buckets.len() - 1) as f32;
    let people = (-count * (1.0 - occupied / count).ln()).min(20.0);
    let numbers = &parameters.targeting;
    let mutual = (reading.mutual() / total).clamp(0.0, 1.0);
    let nats = numbers.same_person * (same_person / 2.0).max(1.0).ln()
        + numbers.many_people * (people - 2.0).max(0.0).ln_1p();
    let nats = nats * (1.0 - numbers.mutual.min(1.0) * mutual);
    Notice::capped(nats, numbers.cap, [same_person.max(0.0), people, mutual, 0.0])
}

pub(super) fn because([same_person, people, mutual, ..]: &Inputs) -> String {
    let answered = if *mutual >= 0.1 { ", partly answered in kind" } else { "" };
    match (*same_person > 2.0, *people > 2.0) {
        (true, false) => format!("one person was harmed again and again, weight {same_person:.1}{answered}"),
        (false, true) => format!("harm directed at about {people:.0} people{answered}"),
        _ => format!(
            "harm directed at about {people:.0} people, one of them again and again, weight {same_person:.1}{answered}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{hourly, read};
    use super::*;
    use crate::actor::delta::part;

    fn noticed(count: u32, bucket: impl Fn(u32) -> u8, mutual: f32) -> Notice {
        let reading = read(&hourly(count, |number, blame| {
            blame.target = Some((bucket(number), 1.0));
            blame.amounts[part::MUTUAL] = mutual;
        }));
        notice(&reading, &Parameters::default())
    }

    #[test]
    fn the_same_person_again_and_again_is_noticed_and_one_quarrel_is_not() {
        assert_eq!(noticed(2, |_| 3, 0.0).nats, 0.0);
        let obsessed = noticed(8, |_| 3, 0.0);
        assert!(obsessed.nats > 1.0, "{obsessed:?}");
        assert!(because(&obsessed.inputs).contains("one person"));
    }

    #[test]
    fn many_victims_are_noticed() {
        let everybody = noticed(10, |number| number as u8, 0.0);
        assert!(everybody.nats > 1.0 && everybody.inputs[1] > 8.0, "{everybody:?}");
    }

    #[test]
    fn a_fight_that_both_want_counts_half() {
        let (alone, mutual) = (noticed(8, |_| 3, 0.0).nats, noticed(8, |_| 3, 1.0).nats);
        assert!((mutual - alone / 2.0).abs() < 1e-5);
    }

    #[test]
    fn it_never_exceeds_its_cap() {
        assert_eq!(noticed(900, |_| 3, 0.0).nats, 2.5);
    }
}
