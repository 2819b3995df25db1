//! Sums that forget: each addition loses half of its weight every half-life.
//!
//! A sum is stored relative to a landmark, a whole number of half-lives, so that moving in time is an exact power of
//! two and the order of additions does not matter.

use crate::clock::Timestamp;

pub(super) const HOUR: i64 = 3_600;
pub(super) const DAY: i64 = 24 * HOUR;

/// How fast a sum forgets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HalfLife {
    seconds: i64,
}

pub(super) const ONE_DAY: HalfLife = HalfLife { seconds: DAY };
pub(super) const THIRTY_DAYS: HalfLife = HalfLife { seconds: 30 * DAY };
pub(super) const HALF_A_YEAR: HalfLife = HalfLife { seconds: 180 * DAY };

impl HalfLife {
    fn landmark(self, at: Timestamp) -> i64 {
        at.unix_seconds().div_euclid(self.seconds) * self.seconds
    }

    /// What one unit added at `at` is worth in a sum whose latest time is `latest`.
    pub(super) fn weight_when_added(self, at: Timestamp, latest: Timestamp) -> f32 {
        power_of_two(at.unix_seconds() - self.landmark(latest), self.seconds)
    }

    /// By what a stored sum must be multiplied when its latest time moves from `from` to the later `to`.
    pub(super) fn move_factor(self, from: Timestamp, to: Timestamp) -> f32 {
        power_of_two(self.landmark(from) - self.landmark(to), self.seconds)
    }

    /// What one stored unit is worth at `now`.
    pub(super) fn weight_when_read(self, latest: Timestamp, now: Timestamp) -> f32 {
        power_of_two(self.landmark(latest) - now.unix_seconds(), self.seconds)
    }
}

/// `2^(seconds / half_life)`.
fn power_of_two(seconds: i64, half_life: i64) -> f32 {
    (seconds as f64 / half_life as f64).exp2() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_seconds(seconds)
    }

    #[test]
    fn half_is_left_after_a_half_life_wherever_the_landmark_lies() {
        for start in [0, 12_345, 30 * DAY - 1, 1_700_000_000] {
            let added = THIRTY_DAYS.weight_when_added(at(start), at(start));
            for (later, left) in [(0, 1.0), (30 * DAY, 0.5), (60 * DAY, 0.25)] {
                let read = added * THIRTY_DAYS.weight_when_read(at(start), at(start + later));
                assert!((read - left).abs() < 1e-5, "{start} {later}: {read}");
            }
        }
    }

    #[test]
    fn moving_the_latest_time_changes_nothing_that_is_read() {
        let (then, later, now) = (at(1_000_000), at(1_000_000 + 47 * DAY), at(1_000_000 + 50 * DAY));
        let stays = ONE_DAY.weight_when_added(then, then) * ONE_DAY.weight_when_read(then, now);
        let moved = ONE_DAY.weight_when_added(then, then)
            * ONE_DAY.move_factor(then, later)
            * ONE_DAY.weight_when_read(later, now);
        assert!((stays / moved - 1.0).abs() < 1e-5);
    }
}
