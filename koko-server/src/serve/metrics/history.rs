//! What was measured in the last hour, so that a chart begins with more than one point: every ten seconds all that Prometheus
//! would have been told.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use serde::Serialize;

/// How often everything is looked at.
pub const EVERY: Duration = Duration::from_secs(10);
/// An hour of it.
const MOST: usize = 360;

/// A look at everything.
struct Look {
    at_ms: i64,
    values: BTreeMap<Arc<str>, f64>,
}

/// The looks of the last hour.
#[derive(Default)]
pub struct History {
    looks: Mutex<VecDeque<Look>>,
}

/// What was seen of some series, oldest first. Null where a series was not there yet.
#[derive(Debug, PartialEq, Serialize)]
pub struct Seen {
    /// When, in milliseconds since 1970.
    pub times_ms: Vec<i64>,
    /// By name and labels, as Prometheus writes them.
    pub series: BTreeMap<String, Vec<Option<f64>>>,
}

impl History {
    /// Takes over what was written for Prometheus.
    pub fn add(&self, at_ms: i64, written: &str) {
        let mut looks = self.looks.lock();
        let mut values = BTreeMap::new();
        for (name, value) in written.lines().filter_map(sample) {
            // Names come again every time: one copy of each is enough.
            let known = looks.back().and_then(|look| look.values.get_key_value(name));
            let name = known.map_or_else(|| Arc::from(name), |(name, _)| Arc::clone(name));
            values.insert(name, value);
        }
        if looks.len() == MOST {
            looks.pop_front();
        }
        looks.push_back(Look { at_ms, values });
    }

    /// What was seen of series with these names, without those of other tenants.
    pub fn of(&self, tenant: &str, is_wanted: impl Fn(&str) -> bool) -> Seen {
        let looks = self.looks.lock();
        let mut series: BTreeMap<String, Vec<Option<f64>>> = BTreeMap::new();
        for (place, look) in looks.iter().enumerate() {
            for (name, value) in &look.values {
                let plain = name.split('{').next().unwrap_or(name);
                if !is_wanted(plain) || !is_of(name, tenant) {
                    continue;
                }
                let values = series.entry(name.to_string()).or_insert_with(|| vec![None; looks.len()]);
                values[place] = Some(*value);
            }
        }
        Seen { times_ms: looks.iter().map(|look| look.at_ms).collect(), series }
    }
}

/// The name with its labels, and the value; nothing for a comment.
fn sample(line: &str) -> Option<(&str, f64)> {
    if line.starts_with('#') {
        return None;
    }
    // A value may have an example behind it.
    let line = line.split(" # ").next().unwrap_or(line);
    let (name, value) = line.rsplit_once(' ')?;
    Some((name, value.parse().ok()?))
}

/// Whether a series is the service's own or this tenant's. Names of tenants need no escaping.
fn is_of(name: &str, tenant: &str) -> bool {
    match name.split_once("tenant=\"") {
        Some((_, rest)) => rest.strip_prefix(tenant).is_some_and(|rest| rest.starts_with('"')),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_begins_where_it_was_first_seen_and_other_tenants_are_left_out() {
        let history = History::default();
        history.add(10, "# TYPE koko_texts counter\nkoko_texts_total{tenant=\"a\",way=\"score\"} 1\n# EOF\n");
        let later = "koko_texts_total{tenant=\"a\",way=\"score\"} 3\nkoko_texts_total{tenant=\"ab\",way=\"score\"} 9\nkoko_inflight 2.5 # {trace_id=\"0af7\"} 2.0\n";
        history.add(20, later);
        let seen = history.of("a", |name| name != "koko_other");
        assert_eq!(seen.times_ms, [10, 20]);
        assert_eq!(seen.series.len(), 2);
        assert_eq!(seen.series["koko_texts_total{tenant=\"a\",way=\"score\"}"], [Some(1.0), Some(3.0)]);
        assert_eq!(seen.series["koko_inflight"], [None, Some(2.5)]);
        assert!(history.of("a", |name| name == "koko_other").series.is_empty());
    }

    #[test]
    fn an_hour_is_kept_and_no_more() {
        let history = History::default();
        for look in 0..MOST as i64 + 5 {
            history.add(look, "koko_inflight 1\n");
        }
        let seen = history.of("a", |_| true);
        assert_eq!((seen.times_ms.len(), seen.times_ms[0]), (MOST, 5));
    }
}
