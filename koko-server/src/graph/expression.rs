//! What of an alert's expression is worth drawing: the side that moves, and the threshold that it is held against.
//!
//! Knows as much of PromQL as it takes to find an operator outside of brackets and strings.

/// An expression to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// What moves.
    pub expression: String,
    /// What it is held against, if it is: an expression, too, mostly a number.
    pub threshold: Option<String>,
}

/// Words that join conditions; of several the first is drawn.
const JOINS: [&str; 3] = ["and", "or", "unless"];
/// The longer ones first.
const COMPARISONS: [&str; 6] = [">=", "<=", "==", "!=", ">", "<"];

/// `rate(x[5m]) > 0.1 and y > 3` is drawn as `rate(x[5m])` with a threshold of `0.1`.
pub fn drawn(expression: &str) -> Drawn {
    let mut condition = unwrapped(expression);
    loop {
        let inner = unwrapped(first_condition(condition));
        if inner == condition {
            break;
        }
        condition = inner;
    }
    let compared = outside(condition).find_map(|at| {
        let rest = &condition[at..];
        COMPARISONS.iter().find(|operator| rest.starts_with(**operator)).map(|operator| (at, operator.len()))
    });
    match compared {
        Some((at, length)) => {
            let right = condition[at + length..].trim();
            let right = right.strip_prefix("bool").map_or(right, str::trim);
            let left = unwrapped(&condition[..at]);
            Drawn { expression: left.to_owned(), threshold: Some(right.to_owned()) }
        }
        None => Drawn { expression: condition.to_owned(), threshold: None },
    }
}

fn first_condition(expression: &str) -> &str {
    let is_word = |ch: Option<char>| ch.is_some_and(|ch| ch.is_alphanumeric() || ch == '_' || ch == ':');
    let join = outside(expression).find(|&at| {
        let (before, rest) = (&expression[..at], &expression[at..]);
        !is_word(before.chars().next_back())
            && JOINS.iter().any(|join| {
                let is_join = rest.get(..join.len()).is_some_and(|word| word.eq_ignore_ascii_case(join));
                is_join && !is_word(rest[join.len()..].chars().next())
            })
    });
    join.map_or(expression, |at| &expression[..at])
}

/// Without the brackets around the whole.
fn unwrapped(expression: &str) -> &str {
    let expression = expression.trim();
    let inner = expression.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    match inner {
        // What is inside of the brackets is outside of any only if they are one pair.
        Some(inner) if is_balanced(inner) => unwrapped(inner),
        _ => expression,
    }
}

fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i64;
    for (_, ch) in unquoted(text) {
        depth += step(ch);
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Places outside of brackets and strings.
fn outside(text: &str) -> impl Iterator<Item = usize> {
    let mut depth = 0_i64;
    unquoted(text).filter_map(move |(at, ch)| {
        depth += step(ch);
        (depth == 0 && step(ch) == 0).then_some(at)
    })
}

fn step(ch: char) -> i64 {
    match ch {
        '(' | '[' | '{' => 1,
        ')' | ']' | '}' => -1,
        _ => 0,
    }
}

/// Characters outside of strings.
fn unquoted(text: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut quote, mut is_escaped) = (None, false);
    text.char_indices().filter(move |&(_, ch)| match quote {
        Some(_) if is_escaped => {
            is_escaped = false;
            false
        }
        Some(open) => {
            is_escaped = ch == '\\' && open != '`';
            if ch == open {
                quote = None;
            }
            false
        }
        None if matches!(ch, '"' | '\'' | '`') => {
            quote = Some(ch);
            false
        }
        None => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_side_that_moves_is_drawn_and_the_other_is_the_threshold() {
        for (expression, moves, threshold) in [
            ("up", "up", None),
            ("up == 0", "up", Some("0")),
            ("rate(x_total[5m]) > 0.05", "rate(x_total[5m])", Some("0.05")),
            ("  (a / b >= bool 14.4 * 0.001) ", "a / b", Some("14.4 * 0.001")),
            ("(a > 1) and (b > 2)", "a", Some("1")),
            ("(a > 1 * 2 and b > 2)\n  or (c > 3 and d > 4)", "a", Some("1 * 2")),
            ("(a and on(x) b) > 2", "a and on(x) b", Some("2")),
            ("a{le!=\"<1\", b=~\"x > y\"} < 3", "a{le!=\"<1\", b=~\"x > y\"}", Some("3")),
            ("sum by (band) (rate(x[1m])) > 1 unless y", "sum by (band) (rate(x[1m]))", Some("1")),
            ("x{a=\"\\\" > \"} > 7", "x{a=\"\\\" > \"}", Some("7")),
            ("koko:and:rate > 1 OR b", "koko:and:rate", Some("1")),
            ("(a) / (b) > 0.5", "(a) / (b)", Some("0.5")),
            ("absent(up)", "absent(up)", None),
            ("", "", None),
        ] {
            let expected = Drawn { expression: moves.to_owned(), threshold: threshold.map(str::to_owned) };
            assert_eq!(drawn(expression), expected, "{expression}");
        }
    }
}
