//! Moments as people write them.

use koko_core::clock::Timestamp;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A moment in UTC, as `2026-11-09 08:12`.
pub fn date_and_time(at: Timestamp) -> String {
    let seconds = at.unix_seconds();
    let (hour, minute) = (seconds.rem_euclid(DAY) / 3_600, seconds.rem_euclid(3_600) / 60);
    format!("{} {hour:02}:{minute:02}", date(seconds))
}

/// A moment in UTC as RFC 3339 has it: `2026-11-09T08:12:00.250Z`.
pub fn rfc3339(milliseconds: i64) -> String {
    let seconds = milliseconds.div_euclid(1_000);
    let (hour, minute) = (seconds.rem_euclid(DAY) / 3_600, seconds.rem_euclid(3_600) / 60);
    let (second, rest) = (seconds.rem_euclid(60), milliseconds.rem_euclid(1_000));
    format!("{}T{hour:02}:{minute:02}:{second:02}.{rest:03}Z", date(seconds))
}

/// The day in UTC, as `2026-11-09`.
pub fn date(unix_seconds: i64) -> String {
    // Years begin in March here, so that the day that some years have more is the last one; 719,468 days lie between
    // 1 March of the year 0 and 1970. Eras are the 400 years after which the calendar repeats.
    let day = unix_seconds.div_euclid(DAY).saturating_add(719_468);
    let (era, day) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = era * 400 + year + next;
    format!("{year}-{month:02}-{day:02}")
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

    #[test]
    fn moments_on_the_wire_have_milliseconds() {
        for (milliseconds, expected) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_794_212_527_250, "2026-11-09T08:22:07.250Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(rfc3339(milliseconds), expected);
        }
    }
}
