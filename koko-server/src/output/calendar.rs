//! Moments as people write them.

use koko_core::clock::Timestamp;

/// A moment in UTC, as `2026-11-09 08:12`.
pub fn date_and_time(at: Timestamp) -> String {
    let (days, seconds) = (at.unix_seconds().div_euclid(86_400), at.unix_seconds().rem_euclid(86_400));
    // Years begin in March here, so that the day that some years have more is the last one; 719,468 days lie between
    // 1 March of the year 0 and 1970. Eras are the 400 years after which the calendar repeats.
    let day = days.saturating_add(719_468);
    let (era, day) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = era * 400 + year + next;
    format!("{year}-{month:02}-{day:02} {:02}:{:02}", seconds / 3_600, seconds / 60 % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (seconds, expected) in [
            (0, "1970-01-01 00:00"),
            (1_794_212_520, "2026-11-09 08:22"),
            (1_709_208_000, "2024-02-29 12:00"),
            (-1, "1969-12-31 23:59"),
        ] {
            assert_eq!(date_and_time(Timestamp::from_unix_seconds(seconds)), expected);
        }
    }
}
