//! Where a list goes on: a number by which it is sorted, and an id, since many may have the same number.

use std::fmt::Display;
use std::str::FromStr;

use super::super::refusal::Refusal;

/// What `next` says of the last that was listed: `<number>.<id>`.
pub fn of(number: impl Display, id: &str) -> String {
    format!("{number}.{id}")
}

/// What `before` asks for; ids have no dot.
pub fn parse<N: FromStr>(before: Option<&str>) -> Result<Option<(N, &str)>, Refusal> {
    let Some(before) = before else { return Ok(None) };
    let place = before.rsplit_once('.').and_then(|(number, id)| Some((number.parse().ok()?, id)));
    place.map(Some).ok_or_else(|| Refusal::bad("`before` is the `next` of an earlier answer"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again_to_the_last_bit() {
        for rank in [0.0, -9_817.306_201_171_875, f64::MIN_POSITIVE, 0.1 + 0.2, f64::MAX] {
            let place = of(rank, "0a1b");
            assert_eq!(parse::<f64>(Some(&place)).unwrap(), Some((rank, "0a1b")));
        }
        assert_eq!(parse::<i64>(Some(&of(7, ""))).unwrap(), Some((7, "")));
        assert_eq!(parse::<i64>(None).unwrap(), None);
    }

    #[test]
    fn what_no_answer_said_is_refused() {
        for before in ["", "x", "7", ".a", "x.a", "7.5.a"] {
            assert!(parse::<i64>(Some(before)).is_err(), "{before}");
        }
    }
}
