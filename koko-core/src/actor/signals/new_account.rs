//! Notices: how old the account is.
//!
//! Why it matters: throw-away accounts. When it errs: every newcomer. Guard: bounded, unknown age counts nothing, and with
//! little history the band is Unknown anyway. Soft. Cap: ±1.

use super::Notice;
use crate::actor::decay::{DAY, HOUR};
use crate::actor::finding::Inputs;
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;

pub(super) const INPUTS: &[&str] = &["days"];

pub(super) fn notice(reading: &Reading, parameters: &Parameters) -> Notice {
    let Some(age) = reading.account_age else { return Notice::default() };
    let numbers = &parameters.new_account;
    let knots = [
        (HOUR, numbers.hour),
        (DAY, numbers.day),
        (7 * DAY, numbers.week),
        (30 * DAY, 0.0),
        (365 * DAY, -numbers.year),
    ];
    let nats = between(&knots, age).clamp(-1.0, 1.0);
    Notice { nats, inputs: [age as f32 / DAY as f32, 0.0, 0.0, 0.0] }
}

/// Linear between the knots, flat outside.
fn between(knots: &[(u32, f32)], at: u32) -> f32 {
    let after = knots.partition_point(|(knot, _)| *knot <= at);
    match (after.checked_sub(1).map(|before| knots[before]), knots.get(after)) {
        (None, Some((_, first))) => *first,
        (Some((start, from)), Some((end, to))) => {
            from + (to - from) * (at - start) as f32 / (end - start) as f32
        }
        (Some((_, last)), None) => last,
        (None, None) => 0.0,
    }
}

pub(super) fn because([days, ..]: &Inputs) -> String {
    match *days {
        days if days < 2.0 => format!("the account is {:.0} hours old", days * 24.0),
        days => format!("the account is {days:.0} days old"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{NOW, post, read};
    use super::*;
    use crate::actor::delta::Blame;
    use crate::actor::history::History;

    #[test]
    fn newcomers_are_met_with_a_little_care_that_fades() {
        let of = |age: Option<u32>| {
            let mut history = History::EMPTY;
            history.apply(&post(NOW, age, Blame::default()));
            notice(&read(&history), &Parameters::default()).nats
        };
        let ages = [0, HOUR, DAY, 4 * DAY, 7 * DAY, 30 * DAY, 365 * DAY, 4_000 * DAY];
        let found = ages.map(|age| of(Some(age)));
        for (found, expected) in found.into_iter().zip([1.0, 1.0, 0.7, 0.55, 0.4, 0.0, -0.3, -0.3]) {
            assert!((found - expected).abs() < 1e-3, "{found}, not {expected}");
        }
        assert_eq!(of(None), 0.0);
    }
}
