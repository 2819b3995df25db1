//! Threads that come together for a few milliseconds: who takes part, and waiting for each other.
//!
//! They wait by looking again and again, because what they wait for is microseconds away and waking a thread takes longer than
//! that. After a while each look leaves the core to others first: there may be fewer cores than threads.

use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::yield_now;
use std::time::{Duration, Instant};

/// Looks before the core is left to others: some microseconds.
const LOOKS: usize = 500;

/// Set in the number of members when no more are let in.
const CLOSED: usize = 1 << (usize::BITS - 1);

/// A leader, and helpers who come while it is open.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    /// Helpers that have come, and [`CLOSED`].
    helpers: AtomicUsize,
    /// How often somebody has come to a meeting.
    arrivals: AtomicUsize,
    /// Whether somebody has left: whoever does not come any more.
    is_broken: AtomicBool,
}

/// Somebody who should have come has left, or panicked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken;

/// A place in a gathering. Given up before the last meeting, by a panic or otherwise, it breaks the gathering, so that nobody
/// waits for ever.
pub(super) struct Member<'g> {
    gathering: &'g Gathering,
    /// 0 is the leader.
    pub(super) number: usize,
    /// How many there are.
    pub(super) of: usize,
    /// How many meetings it has been at.
    meetings: usize,
}

impl Gathering {
    /// The leader's place: helpers are let in until there are so many, or for so long.
    pub(super) fn lead(&self, helpers: usize, patience: Duration) -> Member<'_> {
        let begun = Instant::now();
        wait_until(|| self.helpers.load(Ordering::Acquire) >= helpers || begun.elapsed() >= patience);
        let came = self.helpers.fetch_or(CLOSED, Ordering::AcqRel);
        Member { gathering: self, number: 0, of: came + 1, meetings: 0 }
    }

    /// A helper's place, once it is known how many there are; nothing if it comes too late.
    pub(super) fn join(&self) -> Option<Member<'_>> {
        let open = |helpers: usize| (helpers & CLOSED == 0).then_some(helpers + 1);
        let before = self.helpers.fetch_update(Ordering::AcqRel, Ordering::Acquire, open).ok()?;
        wait_until(|| self.helpers.load(Ordering::Acquire) & CLOSED != 0);
        let helpers = self.helpers.load(Ordering::Acquire) & !CLOSED;
        Some(Member { gathering: self, number: before + 1, of: helpers + 1, meetings: 0 })
    }
}

impl Member<'_> {
    /// Waits until everybody has come as often as this one. What they did before is seen afterwards.
    pub(super) fn meet(&mut self) -> Result<(), Broken> {
        self.meetings += 1;
        let Gathering { arrivals, is_broken, .. } = self.gathering;
        arrivals.fetch_add(1, Ordering::AcqRel);
        let all = self.meetings * self.of;
        let have_come = || arrivals.load(Ordering::Acquire) >= all;
        wait_until(|| have_come() || is_broken.load(Ordering::Acquire));
        // Who comes to the last meeting and leaves has broken nothing.
        if have_come() { Ok(()) } else { Err(Broken) }
    }
}

impl Drop for Member<'_> {
    fn drop(&mut self) {
        self.gathering.is_broken.store(true, Ordering::Release);
    }
}

fn wait_until(is_so: impl Fn() -> bool) {
    let mut looks = 0;
    while !is_so() {
        looks += 1;
        if looks < LOOKS { spin_loop() } else { yield_now() }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::thread::scope;

    use super::*;

    const HOUR: Duration = Duration::from_secs(3_600);

    #[test]
    fn everybody_sees_at_a_meeting_what_all_did_before_it() {
        const HELPERS: usize = 3;
        let gathering = Gathering::default();
        let written: [AtomicUsize; HELPERS + 1] = Default::default();
        let meet = |mut member: Member<'_>| {
            assert_eq!(member.of, HELPERS + 1);
            for round in 1..=200 {
                written[member.number].store(round, Ordering::Relaxed);
                member.meet().unwrap();
                // Whoever is faster may be in the next round, but not beyond it.
                let seen = written.each_ref().map(|each| each.load(Ordering::Relaxed));
                assert!(seen.iter().all(|seen| (round..=round + 1).contains(seen)), "{seen:?} in {round}");
            }
        };
        scope(|scope| {
            for _ in 0..HELPERS {
                scope.spawn(|| meet(gathering.join().unwrap()));
            }
            meet(gathering.lead(HELPERS, HOUR));
        });
        assert!(gathering.join().is_none(), "it is over");
    }

    #[test]
    fn a_leader_whom_nobody_helps_is_alone_and_late_helpers_are_sent_away() {
        let gathering = Gathering::default();
        let mut leader = gathering.lead(2, Duration::ZERO);
        assert_eq!((leader.number, leader.of), (0, 1));
        assert_eq!(leader.meet(), Ok(()));
        assert!(gathering.join().is_none());
    }

    #[test]
    fn who_leaves_after_the_last_meeting_breaks_nothing() {
        for _ in 0..1_000 {
            let gathering = Gathering::default();
            scope(|scope| {
                let helper = scope.spawn(|| gathering.join().unwrap().meet());
                assert_eq!(gathering.lead(1, HOUR).meet(), Ok(()));
                assert_eq!(helper.join().unwrap(), Ok(()));
            });
        }
    }

    #[test]
    fn nobody_waits_for_somebody_who_has_left() {
        let gathering = Gathering::default();
        scope(|scope| {
            let helper = scope.spawn(|| {
                let _member = gathering.join();
                panic!("in the middle of it");
            });
            assert_eq!(gathering.lead(1, HOUR).meet(), Err(Broken));
            assert!(helper.join().is_err());
        });
        let gathering = Gathering::default();
        scope(|scope| {
            let helper = scope.spawn(|| gathering.join().unwrap().meet());
            drop(gathering.lead(1, HOUR));
            assert_eq!(helper.join().unwrap(), Err(Broken));
        });
        let gathering = Gathering::default();
        scope(|scope| {
            let helper = scope.spawn(|| gathering.join().unwrap().meet());
            let panics = || {
                let _leader = gathering.lead(1, HOUR);
                panic!("in the middle of it");
            };
            assert!(catch_unwind(AssertUnwindSafe(panics)).is_err());
            assert_eq!(helper.join().unwrap(), Err(Broken));
        });
    }
}
