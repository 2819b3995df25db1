//! Notices: harmful or repeated posts in many communities on one day.
//!
//! Why it matters: who carries the same thing everywhere. When it errs: helpers, people who post across communities. Guard:
//! counts only what is harmful or a duplicate. Soft. Cap: +1.5.

use super::Notice;
use crate::actor::finding::Inputs;
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;

pub(super) const INPUTS: &[&str] = &["communities"];

/// What a bucket must hold to be occupied.
const OCCUPIED: f32 = 0.25;

pub(super) fn notice(reading: &Reading, parameters: &Parameters) -> Notice {
    let buckets = reading.communities();
    let count = buckets.len() as f32;
    let occupied = buckets.iter().filter(|mass| **mass > OCCUPIED).count().min(buckets.len() - 1) as f32;
    if occupied == 0.0 {
        return Notice::default();
    }
    let communities = -count * (1.0 - occupied / count).ln();
    let numbers = &parameters.spread;
    let nats = numbers.weight * (communities - 2.0).max(0.0).ln_1p();
    Notice::capped(nats, numbers.cap, [communities, 0.0, 0.0, 0.0])
}

pub(super) fn because([communities, ..]: &Inputs) -> String {
    format!("harmful or repeated posts in about {communities:.0} communities within a day")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{hourly, read};
    use super::*;

    #[test]
    fn many_places_within_a_day_are_noticed() {
        let of = |places: u32| {
            let history = hourly(places, |number, blame| blame.community = Some((number as u8, 1.0)));
            notice(&read(&history), &Parameters::default()).nats
        };
        assert_eq!(
            (of(1), of(2)),
            (
                0.0,
                notice(
                    &read(&hourly(2, |n, blame| blame.community = Some((n as u8, 1.0)))),
                    &Parameters::default()
                )
                .nats
            )
        );
        assert!(of(2) < 0.2 && of(6) > 1.0 && of(8) <= 1.5);
    }
}
