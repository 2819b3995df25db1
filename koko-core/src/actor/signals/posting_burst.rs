//! Notices: far more posts within an hour than this author usually makes on an active day.
//!
//! Why it matters: floods. When it errs: busy editors, live events, bots that serve. Guard: speed never counts alone; it
//! takes harm, repetition or bad links, or an account younger than a week. Soft. Cap: +1.

use super::Notice;
use crate::actor::decay::DAY;
use crate::actor::finding::Inputs;
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;

pub(super) const INPUTS: &[&str] = &["this_hour", "usual_day"];

pub(super) fn notice(reading: &Reading, is_suspect: bool, parameters: &Parameters) -> Notice {
    let numbers = &parameters.posting_burst;
    let this_hour = reading.events_1h();
    let is_young = reading.account_age.is_some_and(|age| age < 7 * DAY);
    if !(is_suspect || is_young) || this_hour <= numbers.events {
        return Notice::default();
    }
    let usual_day = reading.events_30d() / reading.active_days_30d().max(1e-3);
    let expected = (numbers.times_usual * usual_day).max(numbers.events);
    Notice::capped(
        numbers.weight * (this_hour / expected).ln(),
        numbers.cap,
        [this_hour, usual_day, 0.0, 0.0],
    )
}

pub(super) fn because([this_hour, usual_day, ..]: &Inputs) -> String {
    format!("about {this_hour:.0} posts within the hour, {usual_day:.0} on a usual day")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{NOW, post, read};
    use super::*;
    use crate::actor::delta::Blame;
    use crate::actor::history::History;

    /// Ten posts a day since the account was made, for up to three weeks, then a flood.
    fn flood(count: u32, age: u32) -> Reading {
        let mut history = History::EMPTY;
        for number in (0..210).filter(|number| 22 * DAY - number * 8_640 <= age) {
            history.apply(&post(NOW - 22 * DAY + number * 8_640, Some(age), Blame::default()));
        }
        (0..count).for_each(|number| history.apply(&post(NOW - number % 60, Some(age), Blame::default())));
        read(&history)
    }

    #[test]
    fn a_flood_counts_only_where_something_else_is_suspect_or_the_account_is_young() {
        let parameters = Parameters::default();
        let of = |count, age, is_suspect| notice(&flood(count, age), is_suspect, &parameters).nats;
        assert_eq!(of(300, 90 * DAY, false), 0.0);
        assert!(of(300, 90 * DAY, true) > 0.5);
        // Of an account of two days, the flood itself is most of what is usual.
        assert!(of(300, 2 * DAY, false) > 0.1);
        assert_eq!(of(25, 6 * DAY, true), 0.0);
        assert_eq!(of(90_000, 90 * DAY, true), 1.0);
    }
}
