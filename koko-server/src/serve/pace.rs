//! Refusals at a pace that leaves the cores to answers.
//!
//! A refusal takes its time from the cores that answers come from. One that is told late costs no more, and whoever asks again
//! at once, refused or not, asks less often.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

/// Refusals a second that are told without delay.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(1_000).unwrap();
/// How long each further one waits. It is less than the shortest `Retry-After`.
const DELAY: Duration = Duration::from_millis(250);

/// How many refusals there were lately.
#[derive(Debug)]
pub struct Pace {
    refusals: DefaultDirectRateLimiter,
}

impl Default for Pace {
    fn default() -> Self {
        Pace { refusals: RateLimiter::direct(Quota::per_second(AT_ONCE)) }
    }
}

impl Pace {
    /// Waits before a refusal is told, if there were very many of them lately.
    pub async fn before_refusal(&self) {
        if self.refusals.check().is_err() {
            tokio::time::sleep(DELAY).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn only_refusals_beyond_a_thousand_a_second_are_held_up() {
        let (pace, at_once) = (Pace::default(), AT_ONCE.get() as usize);
        let told = || pace.before_refusal().now_or_never().is_some();
        assert!((0..at_once).all(|_| told()));
        // Time goes on, so that one more may pass every now and then.
        assert!((0..at_once).any(|_| !told()));
    }
}
