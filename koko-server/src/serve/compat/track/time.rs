//! The four ways in which clients of the original API write times.

use chrono::DateTime;
use koko_core::clock::Timestamp;

/// ISO 8601 with `Z` or an offset; `2017-07-10 12:00:00 -0400`; `2017-07-10 12:00:00 UTC`.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let iso = DateTime::parse_from_rfc3339(text).ok();
    let spaced = || DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f %z").ok();
    let in_utc = || {
        let text = text.strip_suffix("UTC")?;
        DateTime::parse_from_str(&format!("{text}+0000"), "%Y-%m-%d %H:%M:%S%.f %z").ok()
    };
    let basic = || DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z").ok();
    let at = iso.or_else(spaced).or_else(in_utc).or_else(basic)?;
    of_epoch_seconds(at.timestamp() as f64)
}

/// Seconds since 1970, with a fraction. Nothing before 1970 or after 2100.
pub(super) fn of_epoch_seconds(seconds: f64) -> Option<Timestamp> {
    let is_sane = (0.0..4_102_444_800.0).contains(&seconds);
    is_sane.then(|| Timestamp::from_unix_seconds(seconds as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_four_ways_are_read() {
        let noon = Some(Timestamp::from_unix_seconds(1_499_702_400));
        for text in [
            "2017-07-10T16:00:00Z",
            "2017-07-10T12:00:00-04:00",
            "2017-07-10T12:00:00.123456789-0400",
            "2017-07-10 12:00:00 -0400",
            "2017-07-10 16:00:00 UTC",
        ] {
            assert_eq!(parse(text), noon, "{text}");
        }
        assert_eq!(of_epoch_seconds(1_499_702_400.75), noon);
        for text in ["yesterday", "", "2017-07-10", "2017-13-10T16:00:00Z", "1800-07-10T16:00:00Z"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(
            (of_epoch_seconds(-1.0), of_epoch_seconds(f64::NAN), of_epoch_seconds(1e15)),
            (None, None, None)
        );
    }
}
