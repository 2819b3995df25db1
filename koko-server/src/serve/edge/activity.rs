//! What a connection is doing, and until when it may.
//!
//! Knows moments only; the clock is the caller's.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::Timeouts;

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// No request is under way, and nothing has come since the last one.
    Nothing,
    /// Bytes have come that are no whole head yet.
    SendingHead,
    /// So many requests are under way; more than one with HTTP/2 only.
    Asking(u32),
}

/// What a connection is doing, shared by those who read, answer and wait.
#[derive(Debug)]
pub struct Activity {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    doing: Doing,
    since: Instant,
    is_http2: bool,
    left_unread: bool,
}

impl Activity {
    /// Of a connection that was opened now.
    pub fn new(now: Instant) -> Activity {
        let state = State { doing: Doing::Nothing, since: now, is_http2: false, left_unread: false };
        Activity { state: Mutex::new(state) }
    }

    /// What it is doing.
    pub fn doing(&self) -> Doing {
        self.state().doing
    }

    /// Bytes have come.
    pub fn received(&self, now: impl FnOnce() -> Instant) {
        let mut state = self.state();
        // HTTP/2 has more to say than requests: what is no request within the time for idling ends with that.
        if state.doing == Doing::Nothing && !state.is_http2 {
            state.doing = Doing::SendingHead;
            state.since = now();
        }
    }

    /// It speaks HTTP/2, which sends heads in frames among others.
    pub fn is_http2(&self) {
        let mut state = self.state();
        state.is_http2 = true;
        if state.doing == Doing::SendingHead {
            state.doing = Doing::Nothing;
        }
    }

    /// Whether it speaks HTTP/2, as far as that is known.
    pub fn speaks_http2(&self) -> bool {
        self.state().is_http2
    }

    /// What came so far was no part of a request.
    pub fn rested(&self, now: Instant) {
        let mut state = self.state();
        if !matches!(state.doing, Doing::Asking(_)) {
            state.doing = Doing::Nothing;
            state.since = now;
        }
    }

    /// The head of a request is there.
    pub fn began(&self, now: Instant) {
        let mut state = self.state();
        let others = if let Doing::Asking(others) = state.doing { others } else { 0 };
        state.doing = Doing::Asking(others + 1);
        state.since = now;
    }

    /// A stream has moved on: what it may take counts from here.
    pub fn moved(&self, now: Instant) {
        self.state().since = now;
    }

    /// An answer has left, or nobody wants it any more.
    pub fn ended(&self, now: Instant) {
        let mut state = self.state();
        state.doing = match state.doing {
            Doing::Asking(requests) if requests > 1 => Doing::Asking(requests - 1),
            _ => Doing::Nothing,
        };
        state.since = now;
    }

    /// A request was answered before its body was read to the end.
    pub fn left_unread(&self) {
        self.state().left_unread = true;
    }

    /// Whether the peer may still be sending what nobody reads, so that closing at once would cost it the answer.
    pub fn may_be_sending(&self) -> bool {
        let state = self.state();
        state.left_unread || state.doing == Doing::SendingHead
    }

    /// When it has been at it for too long.
    pub fn due(&self, timeouts: &Timeouts) -> Instant {
        let state = self.state();
        let granted = match state.doing {
            Doing::Nothing => timeouts.idle,
            Doing::SendingHead => timeouts.head,
            Doing::Asking(_) => timeouts.body + timeouts.answer,
        };
        state.since + granted
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request is under way for as long as this lives.
#[derive(Debug)]
pub struct UnderWay(Arc<Activity>);

impl UnderWay {
    /// From now on.
    pub fn new(activity: &Arc<Activity>) -> UnderWay {
        activity.began(Instant::now());
        UnderWay(Arc::clone(activity))
    }

    /// Of which connection.
    pub fn activity(&self) -> &Arc<Activity> {
        &self.0
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.ended(Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const TIMEOUTS: Timeouts = Timeouts {
        head: Duration::from_secs(10),
        body: Duration::from_secs(30),
        answer: Duration::from_secs(100),
        idle: Duration::from_secs(75),
    };

    #[test]
    fn a_head_has_a_time_of_its_own_that_trickling_does_not_prolong() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let activity = Activity::new(start);
        assert_eq!(activity.due(&TIMEOUTS), at(75));
        for moment in [20, 25, 29] {
            activity.received(|| at(moment));
            assert_eq!((activity.doing(), activity.due(&TIMEOUTS)), (Doing::SendingHead, at(30)));
        }
        activity.began(at(29));
        activity.received(|| at(40));
        assert_eq!((activity.doing(), activity.due(&TIMEOUTS)), (Doing::Asking(1), at(29 + 130)));
        activity.ended(at(50));
        assert_eq!((activity.doing(), activity.due(&TIMEOUTS)), (Doing::Nothing, at(50 + 75)));
    }

    #[test]
    fn frames_of_http2_are_no_requests_and_prolong_nothing() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let activity = Activity::new(start);
        activity.received(|| start);
        activity.is_http2();
        activity.received(|| at(60));
        assert_eq!((activity.doing(), activity.due(&TIMEOUTS)), (Doing::Nothing, at(75)));
        activity.began(at(61));
        activity.began(at(62));
        activity.ended(at(63));
        assert_eq!((activity.doing(), activity.due(&TIMEOUTS)), (Doing::Asking(1), at(63 + 130)));
    }

    #[test]
    fn who_may_still_be_sending_is_known() {
        let start = Instant::now();
        let activity = Activity::new(start);
        assert!(!activity.may_be_sending());
        activity.received(|| start);
        assert!(activity.may_be_sending());
        activity.began(start);
        activity.ended(start);
        assert!(!activity.may_be_sending());
        activity.left_unread();
        assert!(activity.may_be_sending());
    }
}
