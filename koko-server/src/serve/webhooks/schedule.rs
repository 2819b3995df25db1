//! When to try again, and when to give up.
//!
//! Pure: knows no clock, no network and no dice.

use std::time::Duration;

use super::outcome::Outcome;

/// The wait after the first attempt. All others are multiples of it.
pub const BASE: Duration = Duration::from_secs(5);

/// With the base: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, each after the attempt before it.
const WAITS_IN_BASES: [u32; 9] = [1, 60, 360, 1_440, 3_600, 7_200, 10_080, 14_400, 17_280];

/// At most this much of a wait is added to it, so that what failed together does not come again together.
const JITTER: f64 = 0.2;

/// The longest that an endpoint as a whole is left alone for its troubles, unless it asks for more: the wait of this attempt.
const LONGEST_PAUSE: u32 = 3;

/// From so many failures in a row on an endpoint has trouble, whatever they were.
const MANY_FAILURES: u32 = 20;

/// What follows from an attempt for what was to be delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing: it has arrived.
    Delivered,
    /// Another attempt.
    Again {
        /// After so long.
        after: Duration,
    },
    /// No more attempts: it is kept, and somebody may send it again.
    Dead,
    /// As dead, and the endpoint wants nothing any more.
    Gone,
}

/// When to try again.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    base: Duration,
}

impl Default for Schedule {
    fn default() -> Self {
        Schedule { base: BASE }
    }
}

impl Schedule {
    /// Attempts before something is given up.
    pub const ATTEMPTS: u32 = WAITS_IN_BASES.len() as u32 + 1;

    /// The same proportions with another first wait.
    pub fn with_base(base: Duration) -> Schedule {
        Schedule { base }
    }

    /// What follows from the attempt with this number, counted from 1. `jitter` is drawn from 0 to 1.
    ///
    /// Whoever answers with `Retry-After` is not asked sooner, and not later than the longest wait either: a receiver must
    /// not be able to keep things here for ever.
    pub fn next(&self, outcome: &Outcome, attempt: u32, jitter: f64) -> Next {
        if outcome.is_delivered() {
            return Next::Delivered;
        }
        if outcome.is_gone() {
            return Next::Gone;
        }
        if attempt >= Self::ATTEMPTS {
            return Next::Dead;
        }
        let wait = self.wait(attempt).max(self.asked_for(outcome).unwrap_or_default());
        Next::Again { after: wait.mul_f64(1.0 + JITTER * jitter.clamp(0.0, 1.0)) }
    }

    /// How long the whole endpoint is to be left alone after this many failures of any deliveries in a row; nothing if it can
    /// take others.
    pub fn pause(&self, outcome: &Outcome, failures: u32) -> Option<Duration> {
        if outcome.is_delivered() {
            return None;
        }
        let asked = self.asked_for(outcome);
        let in_trouble = match outcome.is_overload() {
            true => Some(failures),
            false => failures.checked_sub(MANY_FAILURES - 1).filter(|many| *many > 0),
        };
        asked.max(in_trouble.map(|failures| self.wait(failures.clamp(1, LONGEST_PAUSE))))
    }

    /// From the first attempt to the last, at least.
    pub fn patience(&self) -> Duration {
        self.base.saturating_mul(WAITS_IN_BASES.iter().sum())
    }

    /// The shortest wait.
    pub fn base(&self) -> Duration {
        self.base
    }

    /// Between this attempt and the next.
    fn wait(&self, attempt: u32) -> Duration {
        let last = WAITS_IN_BASES.len() - 1;
        let index = usize::try_from(attempt.saturating_sub(1)).unwrap_or(last).min(last);
        self.base.saturating_mul(WAITS_IN_BASES[index])
    }

    fn asked_for(&self, outcome: &Outcome) -> Option<Duration> {
        outcome.retry_after().map(|wait| wait.min(self.wait(Self::ATTEMPTS)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::webhooks::outcome::Failure;
    use proptest::prelude::*;

    const HOUR: Duration = Duration::from_secs(3_600);

    fn answered(status: u16) -> Outcome {
        Outcome::Answered { status, retry_after: None }
    }

    fn asked(status: u16, retry_after: Duration) -> Outcome {
        Outcome::Answered { status, retry_after: Some(retry_after) }
    }

    #[test]
    fn what_fails_is_tried_ten_times_and_then_given_up() {
        let schedule = Schedule::default();
        let mut waits = Vec::new();
        let mut attempt = 1;
        while let Next::Again { after } = schedule.next(&answered(500), attempt, 0.0) {
            waits.push(after.as_secs());
            attempt += 1;
        }
        let hours = [2, 5, 10, 14, 20, 24].map(|hours| hours * 3_600);
        assert_eq!(waits, [[5, 300, 1_800].as_slice(), &hours].concat());
        assert_eq!((attempt, Schedule::ATTEMPTS), (10, 10));
        assert_eq!(schedule.next(&answered(500), 10, 0.5), Next::Dead);
        assert_eq!(schedule.next(&answered(500), u32::MAX, 0.5), Next::Dead);
    }

    #[test]
    fn what_has_arrived_or_is_not_wanted_is_not_tried_again() {
        for (status, next) in [(200, Next::Delivered), (204, Next::Delivered), (410, Next::Gone)] {
            for attempt in [1, 10, 11] {
                assert_eq!(Schedule::default().next(&answered(status), attempt, 0.0), next, "{status}");
            }
        }
    }

    #[test]
    fn nobody_is_asked_sooner_than_they_want_nor_later_than_the_longest_wait() {
        let schedule = Schedule::default();
        for (status, attempt, retry_after, wait) in
            [(503, 1, 60, 60), (503, 2, 60, 300), (302, 1, 60, 60), (429, 1, 1_000_000, 86_400)]
        {
            let outcome = asked(status, Duration::from_secs(retry_after));
            let next = Next::Again { after: Duration::from_secs(wait) };
            assert_eq!(schedule.next(&outcome, attempt, 0.0), next, "{status} {attempt} {retry_after}");
        }
        assert_eq!(schedule.next(&asked(410, HOUR), 1, 0.0), Next::Gone);
        assert_eq!(schedule.next(&asked(503, HOUR), 10, 0.0), Next::Dead);
    }

    #[test]
    fn an_endpoint_that_has_trouble_is_left_alone_as_a_whole() {
        let schedule = Schedule::default();
        let unanswered = |failure| Outcome::Unanswered { failure, what: String::new() };
        for (outcome, failures, seconds) in [
            (answered(200), 1, None),
            (answered(400), 9, None),
            (answered(500), 19, None),
            (answered(500), 20, Some(5)),
            (answered(400), 21, Some(300)),
            (answered(400), 99, Some(1_800)),
            (unanswered(Failure::Insecure), 19, None),
            (answered(429), 0, Some(5)),
            (answered(429), 1, Some(5)),
            (answered(502), 2, Some(300)),
            (answered(504), 3, Some(1_800)),
            (answered(504), 99, Some(1_800)),
            (unanswered(Failure::TimedOut), 2, Some(300)),
            (asked(429, HOUR), 1, Some(3_600)),
            (asked(500, HOUR), 1, Some(3_600)),
            (asked(429, Duration::from_secs(1)), 2, Some(300)),
        ] {
            let pause = schedule.pause(&outcome, failures);
            assert_eq!(pause, seconds.map(Duration::from_secs), "{outcome:?} {failures}");
        }
    }

    #[test]
    fn another_base_keeps_the_proportions() {
        let next = Schedule::with_base(Duration::from_millis(10)).next(&answered(500), 2, 0.0);
        assert_eq!(next, Next::Again { after: Duration::from_millis(600) });
    }

    proptest! {
        #[test]
        fn jitter_adds_at_most_a_fifth_and_takes_nothing(attempt in 1..10_u32, jitter in -1.0..2.0_f64) {
            let schedule = Schedule::default();
            let Next::Again { after } = schedule.next(&answered(500), attempt, jitter) else { panic!("given up") };
            let wait = schedule.wait(attempt);
            prop_assert!(wait <= after && after <= wait.mul_f64(1.0 + JITTER));
        }
    }
}
