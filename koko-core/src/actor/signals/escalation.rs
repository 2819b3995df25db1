//! Notices: a day that is much worse than the author's own month before it.
//!
//! Why it matters: things get worse before they get bad. When it errs: one bad day, a provoked one. Guard: at least
//! three posts, never counted without a hard signal above Watch, gone within days. Soft. Cap: +1.5.

use super::Notice;
use crate::actor::finding::Inputs;
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;

pub(super) const INPUTS: &[&str] = &["today", "usual", "deviations"];

/// Ordinary posts by which shares are pulled towards the ordinary one.
const PRIOR: f32 = 4.0;
/// What rounding may take from a whole number of posts.
const ROUNDING: f32 = 1e-3;

pub(super) fn notice(reading: &Reading, rate: f32, parameters: &Parameters) -> Notice {
    let numbers = &parameters.escalation;
    let (harm, posts) = (reading.harm_1d(), reading.events_1d());
    if posts < numbers.events - ROUNDING || harm == 0.0 {
        return Notice::default();
    }
    let harm_before = (reading.harm_30d().iter().sum::<f32>() - harm).max(0.0);
    let posts_before = (reading.events_30d() - posts).max(0.0);
    let share = |harm: f32, posts: f32| ((harm + PRIOR * rate) / (posts + PRIOR)).clamp(0.0, 1.0);
    let (today, usual) = (share(harm, posts), share(harm_before, posts_before));
    let variance = today * (1.0 - today) / (posts + 5.0) + usual * (1.0 - usual) / (posts_before + 5.0);
    let deviations = (today - usual) / variance.max(1e-6).sqrt();
    Notice::capped(numbers.weight * (deviations - 1.0), numbers.cap, [today, usual, deviations, 0.0])
}

pub(super) fn because([today, usual, ..]: &Inputs) -> String {
    format!("{:.0} % harmful today, {:.0} % in the month before", today * 100.0, usual * 100.0)
}

#[cfg(test)]
mod tests {
    use super::super::samples::{NOW, post, read};
    use super::*;
    use crate::actor::decay::{DAY, HOUR};
    use crate::actor::delta::Blame;
    use crate::actor::history::History;

    /// Three weeks of three posts a day, then a day of so many harmful ones.
    fn turned(bad: u32) -> History {
        let mut history = History::EMPTY;
        (0..63).for_each(|number| {
            history.apply(&post(NOW - 22 * DAY + number * 8 * HOUR, None, Blame::default()))
        });
        for number in 0..bad {
            let mut blame = Blame::default();
            blame.amounts[0] = 0.9;
            history.apply(&post(NOW - number * HOUR / 2, None, blame));
        }
        history
    }

    #[test]
    fn a_day_that_is_worse_than_the_month_is_noticed_and_gone_within_days() {
        let (parameters, rate) = (Parameters::default(), 0.03);
        assert_eq!(notice(&read(&turned(1)), rate, &parameters).nats, 0.0);
        let history = turned(8);
        let found = notice(&read(&history), rate, &parameters);
        assert!(found.nats > 0.8, "{found:?}");
        assert_eq!(notice(&history.read(NOW + 4 * DAY), rate, &parameters).nats, 0.0);
        assert_eq!(notice(&read(&turned(100)), rate, &parameters).nats, 1.5);
    }
}
