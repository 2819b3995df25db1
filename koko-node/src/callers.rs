//! Threads that carry calls into the core and wait for it there, so that neither the event loop nor Node's own thread
//! pool does.
//!
//! Knows nothing of texts or answers: an errand is a piece of work that has to be done, or a refusal.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use koko_core::error::{Error, Result};
use koko_core::moderator::{CancelToken, Urgency};

/// Calls with one text that wait in the core at the same time. The more, the larger the batches it can make of them.
const INTERACTIVE_THREADS: usize = 64;
/// Pieces of lists that do. One piece fills a batch by itself.
const BULK_THREADS: usize = 4;
/// All texts that wait together.
const MOST_BYTES: usize = 64 << 20;
/// A thread that had nothing to do for so long ends.
const IDLE: Duration = Duration::from_secs(10);
/// A shorter wait is not worth naming.
const SHORTEST_RETRY: Duration = Duration::from_millis(10);
/// How much the newest errand says about how long one takes.
const NEWEST: f64 = 0.05;

/// Something to do on another thread. It tells somebody how it ended, so it is never thrown away; one that was called off ends
/// at once.
pub(crate) struct Errand {
    pub(crate) work: Box<dyn FnOnce() + Send>,
    pub(crate) urgency: Urgency,
    /// What it holds in memory.
    pub(crate) bytes: usize,
    pub(crate) deadline: Option<Duration>,
    pub(crate) cancel: Option<CancelToken>,
}

/// The threads of a moderator. Those who wait when it is dropped are still served.
pub(crate) struct Callers {
    lanes: [Arc<Lane>; 2],
}

struct Lane {
    /// How many threads it may have.
    most_threads: usize,
    /// How many errands may wait for one of them.
    most_waiting: usize,
    state: Mutex<State>,
    work: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Errand>,
    bytes: usize,
    threads: Vec<JoinHandle<()>>,
    /// Threads there are, and those of them that do something, or nothing.
    running: usize,
    busy: usize,
    idle: usize,
    /// How long an errand takes once it has begun, in seconds; the mean of the latest ones.
    seconds: f64,
    closed: bool,
}

impl Callers {
    /// `most_waiting` calls with one text may wait; more are refused. Lists always may: whoever sends one sends its next
    /// piece when a piece is done.
    pub(crate) fn new(most_waiting: usize) -> Callers {
        let lane = |most_threads, most_waiting| {
            let (state, work) = Default::default();
            Arc::new(Lane { most_threads, most_waiting, state, work })
        };
        Callers { lanes: [lane(INTERACTIVE_THREADS, most_waiting), lane(BULK_THREADS, usize::MAX)] }
    }

    /// Sees to it that an errand is done, or says why it cannot be.
    pub(crate) fn send(&self, errand: Errand) -> Result<()> {
        let [interactive, bulk] = &self.lanes;
        match errand.urgency {
            Urgency::Interactive => interactive.send(errand),
            Urgency::Bulk => bulk.send(errand),
        }
    }

    /// Waits until everything is done that was sent.
    pub(crate) fn finish(self) {
        for lane in &self.lanes {
            lane.close();
            let threads = std::mem::take(&mut lane.lock().threads);
            for thread in threads {
                // A thread of ours catches what it runs; there is nothing to be told about its end.
                thread.join().ok();
            }
        }
    }
}

impl Drop for Callers {
    fn drop(&mut self) {
        self.lanes.iter().for_each(|lane| lane.close());
    }
}

impl Lane {
    fn send(self: &Arc<Self>, errand: Errand) -> Result<()> {
        let mut state = self.lock();
        if !state.has_room(&errand, self.most_threads, self.most_waiting) {
            let off = state.take_what_is_off();
            drop(state);
            off.into_iter().for_each(Errand::run);
            state = self.lock();
        }
        state.check(&errand, self.most_threads, self.most_waiting)?;
        state.bytes += errand.bytes;
        state.waiting.push_back(errand);
        if state.idle < state.waiting.len() && state.running < self.most_threads {
            let lane = Arc::clone(self);
            match std::thread::Builder::new().name("koko-call".to_owned()).spawn(move || lane.serve()) {
                Ok(thread) => {
                    state.running += 1;
                    state.threads.retain(|thread| !thread.is_finished());
                    state.threads.push(thread);
                }
                // Fewer threads do it more slowly.
                Err(_) if state.running > 0 => {}
                Err(error) => {
                    if let Some(errand) = state.waiting.pop_back() {
                        state.bytes -= errand.bytes;
                    }
                    return Err(Error::InferenceFailed {
                        what: format!("no thread can be started: {error}"),
                    });
                }
            }
        }
        drop(state);
        self.work.notify_one();
        Ok(())
    }

    /// What a thread does all its life.
    fn serve(&self) {
        while let Some(errand) = self.next() {
            let begun = Instant::now();
            errand.run();
            self.lock().done(begun.elapsed());
        }
    }

    /// Blocks until there is something to do; nothing when the thread is to end.
    fn next(&self) -> Option<Errand> {
        let mut state = self.lock();
        loop {
            if let Some(errand) = state.waiting.pop_front() {
                state.bytes -= errand.bytes;
                state.busy += 1;
                return Some(errand);
            }
            if state.closed {
                state.running -= 1;
                return None;
            }
            state.idle += 1;
            let (woken, waited) = self.work.wait_timeout(state, IDLE).unwrap_or_else(PoisonError::into_inner);
            state = woken;
            state.idle -= 1;
            if waited.timed_out() && state.waiting.is_empty() {
                state.running -= 1;
                return None;
            }
        }
    }

    fn close(&self) {
        self.lock().closed = true;
        self.work.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing is left half done under this lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Errand {
    fn is_off(&self) -> bool {
        self.cancel.as_ref().is_some_and(CancelToken::is_cancelled)
    }

    fn run(self) {
        // It catches its own panics; one in telling about them must not cost a thread.
        catch_unwind(AssertUnwindSafe(self.work)).ok();
    }
}

impl State {
    /// Refuses what there is no room for, or no time.
    fn check(&self, errand: &Errand, threads: usize, most_waiting: usize) -> Result<()> {
        let in_front = self.queued(threads);
        let wait = in_front as f64 * self.seconds / threads as f64;
        let wait = Duration::try_from_secs_f64(wait).unwrap_or(Duration::MAX);
        if !self.has_room(errand, threads, most_waiting) {
            return Err(Error::Overloaded { retry_after: wait.max(SHORTEST_RETRY) });
        }
        match errand.deadline {
            // With nothing in front the only way to know is to try.
            Some(deadline) if in_front > 0 && wait > deadline => {
                Err(Error::DeadlineTooShort { deadline, left: deadline, needed: wait })
            }
            _ => Ok(()),
        }
    }

    fn has_room(&self, errand: &Errand, threads: usize, most_waiting: usize) -> bool {
        let is_small = self.waiting.is_empty() || self.bytes + errand.bytes <= MOST_BYTES;
        most_waiting == usize::MAX || (is_small && self.busy + self.waiting.len() < threads + most_waiting)
    }

    /// How many wait although every thread there may be does something.
    fn queued(&self, threads: usize) -> usize {
        (self.busy + self.waiting.len()).saturating_sub(threads)
    }

    fn take_what_is_off(&mut self) -> VecDeque<Errand> {
        let (off, waiting) = self.waiting.drain(..).partition(Errand::is_off);
        self.waiting = waiting;
        self.bytes = self.waiting.iter().map(|errand| errand.bytes).sum();
        off
    }

    fn done(&mut self, took: Duration) {
        self.busy -= 1;
        let took = took.as_secs_f64();
        self.seconds = if self.seconds == 0.0 { took } else { self.seconds + NEWEST * (took - self.seconds) };
    }
}
