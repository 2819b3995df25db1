//! Asks for what is to be drawn, and draws it.

use std::collections::BTreeMap;

use super::asked::{Asked, What};
use super::expression::drawn;
use super::plot::{Drawing, Line, MOST_SERIES};
use super::query::{Labels, NoAnswer, Prometheus, Series};

/// The longest name of a line, in characters.
const LONGEST_NAME: usize = 96;

/// Why nothing was drawn.
#[derive(Debug, thiserror::Error)]
pub enum CannotDraw {
    /// Nobody has loaded such a rule.
    #[error("there is no alert `{0}` among the rules that Prometheus has loaded")]
    NoAlert(String),
    /// Only rules are drawn here.
    #[error("only the expressions of alerts are drawn here: name an `alert`")]
    NoQueries,
    /// What should be drawn is not known.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
}

/// Which expressions are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// Those of alerts.
    Alerts,
    /// Any.
    AnyQuery,
}

/// What was asked for, measured.
pub async fn measured(
    prometheus: &Prometheus,
    asked: &Asked,
    allowed: Allowed,
) -> Result<Drawing, CannotDraw> {
    let (title, expression) = match &asked.what {
        What::Alert(alert) => {
            let expression = prometheus.alerts().await?.remove(alert);
            (alert.clone(), expression.ok_or_else(|| CannotDraw::NoAlert(alert.clone()))?)
        }
        What::Query(query) if allowed == Allowed::AnyQuery => (query.clone(), query.clone()),
        What::Query(_) => return Err(CannotDraw::NoQueries),
    };
    let drawn = drawn(&expression);
    let series = prometheus.range(&drawn.expression, asked.range).await?;
    let threshold = match &drawn.threshold {
        Some(threshold) => single(prometheus.at(threshold, asked.range.to).await?),
        None => None,
    };
    let left_out = series.len().saturating_sub(MOST_SERIES);
    Ok(Drawing {
        title: shortened(&title),
        from: asked.range.from,
        to: asked.range.to,
        step: asked.range.step,
        lines: lines(series),
        left_out,
        threshold,
        theme: asked.theme,
    })
}

/// The only value, if there is only one.
fn single(values: Vec<(Labels, f64)>) -> Option<f64> {
    match values.as_slice() {
        [(_, value)] => Some(*value),
        _ => None,
    }
}

/// The first of them, named by what tells them apart.
fn lines(series: Vec<Series>) -> Vec<Line> {
    let shared: BTreeMap<&String, &String> = match series.as_slice() {
        [] | [_] => BTreeMap::new(),
        [first, others @ ..] => {
            let is_shared = |label: &(&String, &String)| {
                others.iter().all(|other| other.labels.get(label.0) == Some(label.1))
            };
            first.labels.iter().filter(is_shared).collect()
        }
    };
    let name = |labels: &Labels| {
        let telling = labels.iter().filter(|(label, _)| *label != "__name__" && !shared.contains_key(label));
        let name: Vec<String> = telling.map(|(label, value)| format!("{label}={value}")).collect();
        if name.is_empty() { "value".to_owned() } else { shortened(&name.join("  ")) }
    };
    let named: Vec<String> = series.iter().map(|series| name(&series.labels)).collect();
    let lines = named.into_iter().zip(series).take(MOST_SERIES);
    lines.map(|(name, series)| Line { name, points: series.points }).collect()
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_NAME) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_named_by_what_tells_them_apart() {
        let series = |route: &str| Series {
            labels: [("__name__", "x"), ("job", "koko"), ("route", route)]
                .map(|(label, value)| (label.to_owned(), value.to_owned()))
                .into(),
            points: Vec::new(),
        };
        let names = |series| lines(series).into_iter().map(|line| line.name).collect::<Vec<_>>();
        assert_eq!(names(vec![series("/a"), series("/b")]), ["route=/a", "route=/b"]);
        assert_eq!(names(vec![series("/a")]), ["job=koko  route=/a"]);
        assert_eq!(names(vec![Series { labels: Labels::new(), points: Vec::new() }]), ["value"]);
        assert_eq!(names((0..40).map(|n| series(&n.to_string())).collect()).len(), MOST_SERIES);
        assert_eq!(names(vec![series(&"ä".repeat(200))])[0].chars().count(), LONGEST_NAME + 1);
    }
}
