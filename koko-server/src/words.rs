//! Shares and counts, as one would say them.

use koko_core::measure::Interval;

/// `71 %`, `2.5 %`, `0.1 %`: two digits that count, and never 100 for what is less.
pub fn percent(share: f64) -> String {
    let hundred = share * 100.0;
    match hundred {
        nearly if nearly >= 99.5 && share < 1.0 => format!("{:.1} %", (nearly * 10.0).floor() / 10.0),
        high if high >= 9.95 => format!("{high:.0} %"),
        low if low >= 0.095 || low == 0.0 => format!("{} %", trimmed(format!("{low:.1}"))),
        tiny => format!("{} %", trimmed(format!("{tiny:.3}"))),
    }
}

/// What is not exceeded: `1 in 100` where it is one, and otherwise a percentage that is rounded up.
pub fn one_in(share: f64) -> String {
    let whole = (1.0 / share).round();
    if whole >= 2.0 && (1.0 / share - whole).abs() < 1e-6 * whole {
        return format!("1 in {whole}");
    }
    let steps = if share >= 0.001 { 1e3 } else { 1e5 };
    // A little is taken off, so that 0.007 times 1000 is not taken for more than 7.
    percent((share * steps - 1e-9).ceil() / steps)
}

/// `61 % to 79 %`.
pub fn range(interval: Interval) -> String {
    format!("{} to {}", percent(interval.low), percent(interval.high))
}

/// `1 harmless text`, `12 harmless texts`.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// `0.967`, or a dash where there is no figure.
pub fn figure(number: Option<f64>) -> String {
    number.map_or_else(|| "–".to_owned(), |number| format!("{number:.3}"))
}

/// [`percent`], or a dash where there is no figure.
pub fn maybe_percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), percent)
}

fn trimmed(number: String) -> String {
    match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_said_with_the_digits_that_count() {
        for (share, said) in [
            (0.0, "0 %"),
            (0.000_34, "0.034 %"),
            (0.001, "0.1 %"),
            (0.01, "1 %"),
            (0.0247, "2.5 %"),
            (0.714, "71 %"),
            (0.998, "99.8 %"),
            (0.999_99, "99.9 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(percent(share), said, "{share}");
        }
    }

    #[test]
    fn round_shares_are_said_as_one_in_so_many() {
        for (share, said) in [
            (0.01, "1 in 100"),
            (0.05, "1 in 20"),
            (0.001, "1 in 1000"),
            (0.03, "3 %"),
            (0.007, "0.7 %"),
            (0.0531, "5.4 %"),
            (0.7, "70 %"),
        ] {
            assert_eq!(one_in(share), said);
        }
    }
}
