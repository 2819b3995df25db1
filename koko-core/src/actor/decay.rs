//! Sums that forget: each addition loses half of its weight every half-life.
//!
//! A sum is stored relative to a landmark, a whole number of half-lives, so that moving in time is an exact power of
//! two and the order of additions does not matter.

use std::sync::LazyLock;

use crate::clock::Timestamp;

pub(super) const HOUR: u32 = 3_600;
pub(super) const DAY: u32 = 24 * HOUR;

/// Days of which a record remembers whether somebody was active.
pub(super) const REMEMBERED_DAYS: usize = 64;

/// How fast a sum forgets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HalfLife {
    OneHour,
    OneDay,
    ThirtyDays,
    HalfAYear,
}

/// A number for each half-life, in the order of [`HalfLife::ALL`].
pub(super) type Weights = [f32; HalfLife::ALL.len()];

impl HalfLife {
    pub(super) const ALL: [HalfLife; 4] =
        [HalfLife::OneHour, HalfLife::OneDay, HalfLife::ThirtyDays, HalfLife::HalfAYear];

    const fn seconds(self) -> u32 {
        match self {
            HalfLife::OneHour => HOUR,
            HalfLife::OneDay => DAY,
            HalfLife::ThirtyDays => 30 * DAY,
            HalfLife::HalfAYear => 180 * DAY,
        }
    }

    /// What is left of a sum after this many seconds; the seconds may be negative.
    fn left_after(self, seconds: i64) -> f32 {
        let half_life = i64::from(self.seconds());
        let (whole, rest) = ((-seconds).div_euclid(half_life), (-seconds).rem_euclid(half_life));
        // The rest depends on the time within a half-life alone, so that the same event has the same digits in every
        // record, whatever came before it.
        (rest as f32 / half_life as f32).exp2() * whole_power_of_two(whole)
    }

    fn landmark(self, at: u32) -> u32 {
        at / self.seconds() * self.seconds()
    }
}

/// What one unit added at `at` is worth in sums whose latest time is `latest`.
pub(super) fn weights_when_added(at: u32, latest: u32) -> Weights {
    HalfLife::ALL.map(|half_life| half_life.left_after(i64::from(half_life.landmark(latest)) - i64::from(at)))
}

/// By what stored sums must be multiplied when their latest time moves from `from` to the later `to`.
pub(super) fn move_factors(from: u32, to: u32) -> Weights {
    HalfLife::ALL.map(|half_life| {
        let periods = to / half_life.seconds() - from / half_life.seconds();
        whole_power_of_two(-i64::from(periods))
    })
}

/// What one stored unit is worth at `now`.
pub(super) fn weights_when_read(latest: u32, now: u32) -> Weights {
    HalfLife::ALL
        .map(|half_life| half_life.left_after(i64::from(now) - i64::from(half_life.landmark(latest))))
}

/// How many days somebody was active, each counted from its beginning with what is left of it at `now`. Bit `i` of
/// `days` is the day `i` days before that of `latest`.
pub(super) fn days_left(days: u64, latest: u32, now: u32) -> (f32, f32) {
    let [thirty_days, half_a_year] = &*DAYS;
    let (mut month, mut half_year, mut rest) = (0.0, 0.0, days);
    while rest != 0 {
        let age = rest.trailing_zeros() as usize;
        month += thirty_days[age];
        half_year += half_a_year[age];
        rest &= rest - 1;
    }
    let since_start = i64::from(now) - i64::from(latest / DAY * DAY);
    (
        month * HalfLife::ThirtyDays.left_after(since_start),
        half_year * HalfLife::HalfAYear.left_after(since_start),
    )
}

/// What is left of a day after so many days, for half-lives of 30 and 180 days.
static DAYS: LazyLock<[[f32; REMEMBERED_DAYS]; 2]> = LazyLock::new(|| {
    let left =
        |half_life: HalfLife| std::array::from_fn(|age| half_life.left_after(age as i64 * i64::from(DAY)));
    [left(HalfLife::ThirtyDays), left(HalfLife::HalfAYear)]
});

/// Seconds since 1970 as records hold them; what lies outside becomes the nearest that there is.
pub(super) fn seconds_of(at: Timestamp) -> u32 {
    u32::try_from(at.unix_seconds().max(0)).unwrap_or(u32::MAX)
}

/// `2^exponent`, exactly; zero where a number of this size can hold nothing more.
fn whole_power_of_two(exponent: i64) -> f32 {
    match exponent {
        ..-126 => 0.0,
        -126..=127 => f32::from_bits(((exponent + 127) as u32) << 23),
        _ => f32::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONTH: usize = HalfLife::ThirtyDays as usize;

    #[test]
    fn half_is_left_after_a_half_life_wherever_the_landmark_lies() {
        for start in [0, 12_345, 30 * DAY - 1, 1_700_000_000] {
            let added = weights_when_added(start, start)[MONTH];
            for (later, left) in [(0, 1.0), (30 * DAY, 0.5), (60 * DAY, 0.25)] {
                let read = added * weights_when_read(start, start + later)[MONTH];
                assert!((read - left).abs() < 1e-5, "{start} {later}: {read}");
            }
        }
    }

    #[test]
    fn moving_the_latest_time_changes_no_digit_of_what_was_added() {
        let (then, later) = (1_000_000, 1_000_000 + 47 * DAY);
        let moved = move_factors(then, later);
        for half_life in 1..HalfLife::ALL.len() {
            let stays = weights_when_added(then, then)[half_life] * moved[half_life];
            assert_eq!(stays, weights_when_added(then, later)[half_life]);
        }
    }

    #[test]
    fn a_day_counts_from_its_beginning_and_fades() {
        let midnight = 20_000 * DAY;
        let (month, half_year) = days_left(0b11, midnight, midnight);
        assert!((month - (1.0 + (-1.0_f32 / 30.0).exp2())).abs() < 1e-6);
        assert!((half_year - (1.0 + (-1.0_f32 / 180.0).exp2())).abs() < 1e-6);
        let later = days_left(0b11, midnight, midnight + 30 * DAY).0;
        assert!((later - month / 2.0).abs() < 1e-6);
    }

    #[test]
    fn times_that_no_record_can_hold_become_the_nearest() {
        let at = |seconds| seconds_of(Timestamp::from_unix_seconds(seconds));
        assert_eq!([at(i64::MIN), at(-1), at(7), at(i64::MAX)], [0, 0, 7, u32::MAX]);
        assert!(weights_when_read(0, u32::MAX).iter().all(|weight| weight.is_finite()));
        assert!(weights_when_added(0, u32::MAX).iter().all(|weight| weight.is_finite()));
    }
}
