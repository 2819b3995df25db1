//! Notices: how much of what an author posts is harmful, compared with ordinary people in the same place.
//!
//! Why it matters: the strongest single evidence, and bounded both for one post and for a long clean record.
//! When it errs: a classifier biased against a dialect, quotes, reclaimed words. Guard: relative to the ordinary rate.

use super::{Contribution, Signal, Strength, ordinary_rate};
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;
use crate::labels::Family;

pub(super) const SIGNAL: Signal = Signal { name: "harmful_share", strength: Strength::Hard, notice };

/// What a slow drip over half a year may add at the most, in nats.
const SLOW_DRIP_CAP: f32 = 2.0;

fn notice(reading: &Reading, family: Family, parameters: &Parameters) -> Option<Contribution> {
    let rate = ordinary_rate(reading);
    let harmful = reading.harm_30d[family as usize].max(0.0);
    let posts = reading.effective_30d(family, parameters);
    let recent = log_bayes_factor(harmful, posts, rate);
    let slow = log_bayes_factor(
        reading.harm_180d[family as usize].max(0.0),
        reading.effective_180d(family, parameters),
        rate,
    );
    let nats = recent.max(slow.min(SLOW_DRIP_CAP)).min(parameters.harmful_share_cap);
    let because =
        format!("{harmful:.1} of {posts:.1} weighted posts harmful, {:.1} % is ordinary", rate * 100.0);
    (nats != 0.0).then_some(Contribution { nats, because })
}

/// How much better "ten times the ordinary rate of harm" explains `harmful` of `posts` than "the ordinary rate", in nats.
///
/// Ordinary people are Beta(1, b0) with mean `rate`, the others Beta(1, b0/10). Zero without posts; never below −ln 10.
fn log_bayes_factor(harmful: f32, posts: f32, rate: f32) -> f32 {
    let (k, n) = (f64::from(harmful), f64::from(posts));
    let ordinary = (1.0 - f64::from(rate)) / f64::from(rate);
    let bad = ordinary / 10.0;
    let clean = n - k;
    let gamma = libm::lgamma;
    let factor = (bad / ordinary).ln() + gamma(bad + clean) - gamma(ordinary + clean) - gamma(1.0 + bad + n)
        + gamma(1.0 + ordinary + n);
    factor as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_factor_has_the_values_that_were_worked_out_by_hand() {
        let rates = [1.0 / 61.0, 0.05, 0.20];
        for (harmful, posts, expected) in [
            (0.0, 1.0, [-0.14, -0.37, -1.03]),
            (1.0, 1.0, [2.16, 1.93, 1.27]),
            (0.0, 20.0, [-1.18, -1.73, -2.14]),
            (1.0, 20.0, [-0.03, -1.13, -1.97]),
            (2.0, 20.0, [1.15, -0.51, -1.79]),
            (5.0, 20.0, [4.87, 1.51, -1.19]),
            (0.0, 200.0, [-2.07, -2.22, -2.28]),
            (10.0, 200.0, [0.32, -1.39, -2.10]),
            (40.0, 200.0, [8.18, 1.40, -1.49]),
        ] {
            for (rate, expected) in rates.into_iter().zip(expected) {
                let factor = log_bayes_factor(harmful, posts, rate);
                assert!(
                    (factor - expected).abs() < 0.006,
                    "{harmful}/{posts} at {rate}: {factor}, not {expected}"
                );
            }
        }
        assert!(log_bayes_factor(0.0, 0.0, 0.02).abs() < 1e-6);
    }
}
