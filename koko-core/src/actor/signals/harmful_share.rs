//! Notices: how much of what an author posts is harmful, compared with ordinary people in the same place.
//!
//! Why it matters: the strongest single evidence, and bounded both for one post and for a long clean record.
//! When it errs: a classifier biased against a dialect, quotes, reclaimed words. Guard: relative to the ordinary rate,
//! and a reviewer's `fine` takes it back. Cap: −2.3 (of the formula itself) to +6.

use super::Notice;
use crate::actor::finding::Inputs;
use crate::actor::gamma::ln_bayes_factor;
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;
use crate::labels::Family;

pub(super) const INPUTS: &[&str] = &["harmful", "posts", "ordinary_rate", "days"];

/// Harmful posts and effective ones of one family, and which share of them is ordinary.
#[derive(Debug, Clone, Copy)]
pub(in crate::actor) struct Weighed {
    recent: (f32, f32),
    slow: (f32, f32),
    rate: f32,
}

impl Weighed {
    pub(super) fn of(reading: &Reading, family: Family, rate: f32, parameters: &Parameters) -> Weighed {
        let (per_day, place) = (parameters.clean_posts_per_day, family as usize);
        Weighed {
            recent: (reading.harm_30d()[place], reading.effective_30d(family, per_day)),
            slow: (reading.harm_180d()[place], reading.effective_180d(family, per_day)),
            rate,
        }
    }

    /// Effective posts of 180 days.
    pub(in crate::actor) fn posts_180d(&self) -> f32 {
        self.slow.1
    }

    /// What the share would say if so many more effective posts had just arrived, of which so many are harmful.
    pub(in crate::actor) fn nats_with(
        &self,
        (more_harmful, more_posts): (f32, f32),
        parameters: &Parameters,
    ) -> f32 {
        let more = |(harmful, posts): (f32, f32)| (harmful + more_harmful, posts + more_posts);
        nats_and_source(more(self.recent), more(self.slow), self.rate, parameters).0
    }
}

pub(super) fn notice(weighed: &Weighed, parameters: &Parameters) -> Notice {
    let Weighed { recent, slow, rate } = *weighed;
    let (nats, is_slow) = nats_and_source(recent, slow, rate, parameters);
    let ((harmful, posts), days) = if is_slow { (slow, 180.0) } else { (recent, 30.0) };
    Notice { nats, inputs: [harmful, posts, rate, days] }
}

fn nats_and_source(recent: (f32, f32), slow: (f32, f32), rate: f32, parameters: &Parameters) -> (f32, bool) {
    let factor = |(harmful, posts): (f32, f32)| {
        ln_bayes_factor(f64::from(harmful), f64::from(posts), f64::from(rate)) as f32
    };
    let of_recent = factor(recent);
    // A slow drip: what stays below the threshold month by month may still add up over half a year.
    let of_slow = factor(slow).min(parameters.harmful_share.slow_drip_cap);
    (of_recent.max(of_slow).min(parameters.harmful_share.cap), of_slow > of_recent)
}

pub(super) fn because([harmful, posts, rate, days]: &Inputs) -> String {
    let span = if *days > 30.0 { " in half a year" } else { "" };
    format!("{harmful:.1} of {posts:.1} weighted posts harmful{span}, {:.1} % is ordinary", rate * 100.0)
}

#[cfg(test)]
mod tests {
    use super::super::samples::{NOW, hourly, post, read};
    use super::*;
    use crate::actor::decay::DAY;
    use crate::actor::delta::Blame;
    use crate::actor::history::History;

    const RATE: f32 = 1.0 / 61.0;

    fn noticed_at(history: &History, rate: f32) -> Notice {
        let parameters = Parameters::default();
        notice(&Weighed::of(&read(history), Family::Harassment, rate, &parameters), &parameters)
    }

    fn noticed(history: &History) -> f32 {
        noticed_at(history, RATE).nats
    }

    #[test]
    fn one_harmful_post_says_something_and_a_clean_record_says_the_opposite() {
        let single = noticed(&hourly(1, |_, blame| blame.amounts[0] = 1.0));
        assert!((single - 2.16).abs() < 0.01, "{single}");
        assert!(noticed(&hourly(20, |_, _| {})) < -1.0);
        assert!(noticed(&hourly(4_000, |_, _| {})) > -2.31);
        assert_eq!(noticed(&History::EMPTY), 0.0);
    }

    #[test]
    fn it_never_exceeds_its_cap() {
        assert_eq!(noticed(&hourly(500, |_, blame| blame.amounts[0] = 1.0)), 6.0);
    }

    #[test]
    fn a_slow_drip_is_noticed_and_bounded() {
        let mut history = History::EMPTY;
        for day in 0..170 {
            let mut blame = Blame::default();
            // Two bad posts a week for months, and a clean month at the end.
            blame.amounts[0] = if day % 3 == 0 && day < 140 { 0.7 } else { 0.0 };
            history.apply(&post(NOW - (169 - day) * DAY, None, blame));
        }
        let found = noticed_at(&history, 0.05);
        assert_eq!(found.inputs[3], 180.0);
        assert!(found.nats > 0.5 && found.nats <= 2.0, "{found:?}");
        assert!(because(&found.inputs).contains("half a year"));
    }
}
