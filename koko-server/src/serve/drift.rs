//! Whether scores are distributed as they were: the population stability index of each label, the latest texts against the
//! first ones.
//!
//! The index is the symmetric sum of (share now − share before) · ln(share now / share before) over bins of the score. As a
//! rule of the trade, below 0.1 is no change, and above 0.25 a large one.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Bins of a score, by its log-odds: most scores are close to 0.
const BINS: usize = 12;
/// Texts with which the later ones are compared, and of which a window consists.
const WINDOW: u64 = 2_000;
/// From here on there is an alarm.
const ALARM: f64 = 0.25;

type Counts = [u64; BINS];

#[derive(Debug, Default, Clone)]
struct OfLabel {
    first: Counts,
    now: Counts,
    latest: Option<f64>,
}

/// The scores of one model for one tenant.
#[derive(Debug, Default, Clone)]
pub struct Drift {
    texts: u64,
    labels: BTreeMap<String, OfLabel>,
}

impl Drift {
    /// Counts the scores of a text.
    pub fn add<'s>(&mut self, scores: impl Iterator<Item = (&'s str, f32)>) {
        self.texts += 1;
        let is_first = self.texts <= WINDOW;
        for (label, score) in scores {
            let of_label = match self.labels.get_mut(label) {
                Some(of_label) => of_label,
                None => self.labels.entry(label.to_owned()).or_default(),
            };
            let counts = if is_first { &mut of_label.first } else { &mut of_label.now };
            counts[bin(score)] += 1;
        }
        if !is_first && self.texts.is_multiple_of(WINDOW) {
            for of_label in self.labels.values_mut() {
                of_label.latest = Some(index(&of_label.first, &of_label.now));
                of_label.now = Counts::default();
            }
        }
    }

    /// The labels whose scores have moved far.
    pub fn alarms(&self) -> impl Iterator<Item = (&str, f64)> {
        self.stability().filter(|(_, index)| *index > ALARM)
    }

    /// The latest index of each label, once there is one.
    pub fn stability(&self) -> impl Iterator<Item = (&str, f64)> {
        self.labels.iter().filter_map(|(label, of_label)| Some((label.as_str(), of_label.latest?)))
    }

    /// The latest index of each label; nothing until two windows are full.
    pub fn report(&self) -> Value {
        let labels: BTreeMap<&str, Value> = self
            .labels
            .iter()
            .map(|(label, of_label)| {
                let is_alarm = of_label.latest.is_some_and(|index| index > ALARM);
                (label.as_str(), json!({"stability_index": of_label.latest, "alarm": is_alarm}))
            })
            .collect();
        json!({"texts": self.texts, "window": WINDOW, "labels": labels})
    }
}

fn bin(score: f32) -> usize {
    let score = score.clamp(1e-6, 1.0 - 1e-6);
    let log_odds = (score / (1.0 - score)).ln();
    // From -7 to 5, in steps of one.
    ((log_odds + 7.0).floor().max(0.0) as usize).min(BINS - 1)
}

fn index(before: &Counts, now: &Counts) -> f64 {
    let share = |counts: &Counts, bin: usize| {
        let all: u64 = counts.iter().sum();
        // Half a text in each bin, so that an empty one has a share.
        (counts[bin] as f64 + 0.5) / (all as f64 + BINS as f64 / 2.0)
    };
    (0..BINS)
        .map(|bin| (share(now, bin) - share(before, bin)) * (share(now, bin) / share(before, bin)).ln())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(drift: &mut Drift, count: u64, score: impl Fn(u64) -> f32) {
        for text in 0..count {
            drift.add([("insult", score(text)), ("spam", 0.01)].into_iter());
        }
    }

    #[test]
    fn scores_that_move_raise_an_alarm_and_others_do_not() {
        let usual = |text: u64| if text.is_multiple_of(20) { 0.9 } else { 0.02 };
        let mut drift = Drift::default();
        texts(&mut drift, 2 * WINDOW - 1, usual);
        assert_eq!(drift.report()["labels"]["insult"]["stability_index"], Value::Null, "too early to tell");
        texts(&mut drift, 1, usual);
        assert!(drift.alarms().next().is_none(), "{}", drift.report());
        texts(&mut drift, WINDOW, |text| if text.is_multiple_of(3) { 0.9 } else { 0.02 });
        let alarms: Vec<&str> = drift.alarms().map(|(label, _)| label).collect();
        assert_eq!(alarms, ["insult"]);
        texts(&mut drift, WINDOW, usual);
        assert!(drift.alarms().next().is_none(), "as before again");
    }

    #[test]
    fn every_score_has_a_bin() {
        let mut before = 0;
        for thousandth in 0..=1_000 {
            let bin = bin(thousandth as f32 / 1_000.0);
            assert!(bin >= before && bin < BINS);
            before = bin;
        }
        assert_eq!((bin(0.0), bin(1.0)), (0, BINS - 1));
    }
}
