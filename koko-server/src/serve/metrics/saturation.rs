//! How busy engines have been lately: what a service is scaled by.

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

use parking_lot::Mutex;

/// How often is looked.
pub const EVERY: Duration = Duration::from_secs(1);
/// Over how long "lately" reaches.
const LATELY: Duration = Duration::from_secs(10);

/// For each model: when was looked, and how many seconds its engines had worked until then.
#[derive(Default)]
pub struct Saturation {
    looks: Mutex<BTreeMap<String, VecDeque<(Instant, f64)>>>,
}

/// How much the engines of a model have worked since the service began.
#[derive(Debug, Clone, Copy)]
pub struct Worked {
    /// Engines that can work at the same time.
    pub engines: usize,
    /// Seconds, all together.
    pub busy: f64,
}

impl Saturation {
    /// The share of the last ten seconds in which the engines of a model worked, from 0 to 1.
    ///
    /// A batch counts when it ends, so what runs for longer than that comes as a leap.
    pub fn look(&self, model: &str, worked: Worked, now: Instant) -> f64 {
        let mut looks = self.looks.lock();
        if !looks.contains_key(model) {
            looks.insert(model.to_owned(), VecDeque::new());
        }
        let Some(looks) = looks.get_mut(model) else { return 0.0 };
        // A model that was taken out and came again has begun to count anew.
        if looks.back().is_some_and(|(_, busy)| *busy > worked.busy) {
            looks.clear();
        }
        looks.push_back((now, worked.busy));
        while looks.get(1).is_some_and(|(at, _)| now.saturating_duration_since(*at) >= LATELY) {
            looks.pop_front();
        }
        let (since, before) = looks[0];
        let could = now.saturating_duration_since(since).as_secs_f64() * worked.engines.max(1) as f64;
        if could > 0.0 { ((worked.busy - before) / could).clamp(0.0, 1.0) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_ten_seconds_count() {
        let (saturation, start) = (Saturation::default(), Instant::now());
        let look = |second: u64, busy| {
            let share =
                saturation.look("m", Worked { engines: 2, busy }, start + Duration::from_secs(second));
            (share * 100.0).round() as u32
        };
        assert_eq!(look(0, 0.0), 0);
        assert_eq!(look(0, 0.0), 0, "no time has passed");
        assert_eq!(look(1, 1.0), 50);
        for second in 2..=10 {
            look(second, second as f64);
        }
        assert_eq!(look(15, 10.0), 25, "half of ten seconds it was half busy");
        assert_eq!(look(40, 10.0), 0);
        assert_eq!(look(50, 60.0), 100, "never more than all");
        assert_eq!(look(51, 0.5), 0, "it counts anew");
    }
}
