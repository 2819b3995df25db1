//! The engines at work in one process: who has which, the threads that run them, and what waits for them.
//!
//! Of several engines one is always left for the other lane, so that an interactive row never waits for the end of a bulk
//! batch. While there are interactive calls, bulk threads have the lowest priority, so that it does not share a core
//! with one either.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex, MutexGuard};

use super::job::{Job, RowLogits};
use super::load::{Counts, Load, Meter};
use super::order::{Order, Place, Urgency};
use super::plan::Batching;
use super::priority;
use super::queue::{Batch, Company, Limits, Queue};
use super::rows::Rows;
use crate::engine::{Engine, Layout, Logits};
use crate::error::{Error, Result, guarded};

/// How long after an interactive call another one is expected.
const LATELY: Duration = Duration::from_secs(30);
/// How often whoever waits for room looks whether the call was cancelled meanwhile.
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);
/// By how much bulk batches shrink where interactive rows have to wait for their end.
const SMALLER: usize = 4;

/// Engines outlive the threads that use them, and are shared with those of a process that was forked.
pub(super) type Engines = Arc<[Mutex<Box<dyn Engine>>]>;

pub(super) struct Home {
    /// The process whose threads these are.
    pub(super) process: u32,
    pub(super) counts: Arc<Counts>,
    engines: Engines,
    /// Batches of one lane that run at the same time.
    pub(super) width: usize,
    state: Mutex<State>,
    /// Wakes the threads of a lane.
    work: ByLane<Condvar>,
    /// Wakes bulk calls that wait to be let in.
    room: Condvar,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

struct State {
    queue: Queue,
    /// Engines that nobody uses.
    idle: Vec<usize>,
    running: ByLane<usize>,
    crews: ByLane<Crew>,
    meter: Meter,
    interactive_at: Option<Instant>,
    closed: bool,
}

#[derive(Default)]
struct ByLane<T> {
    interactive: T,
    bulk: T,
}

/// The threads of a lane.
#[derive(Default)]
struct Crew {
    /// Threads that were hired under another number go home.
    number: usize,
    is_hired: bool,
    /// Whether some have lowered their priority, which none can take back.
    is_lowered: bool,
}

/// What a call does if its lane is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Patience {
    /// Waits for room, in the bulk lane.
    Waits,
    /// Is refused.
    None,
}

impl Home {
    /// At home in the calling process. Engines that are in use belong to threads that a fork has left behind: they are
    /// lost here.
    pub(super) fn new(engines: &Engines, limits: Limits, layout: Layout) -> Arc<Home> {
        let idle: Vec<usize> = (0..engines.len()).filter(|&one| engines[one].try_lock().is_some()).collect();
        Arc::new(Home {
            process: std::process::id(),
            counts: Arc::default(),
            engines: Arc::clone(engines),
            width: idle.len().saturating_sub(1).max(1),
            state: Mutex::new(State {
                queue: Queue::new(layout, limits),
                idle,
                running: ByLane::default(),
                crews: ByLane::default(),
                meter: Meter::new(Instant::now()),
                interactive_at: None,
                closed: false,
            }),
            work: ByLane::default(),
            room: Condvar::new(),
            threads: Mutex::default(),
        })
    }

    /// Whether there is an engine at all.
    pub(super) fn is_able(&self) -> bool {
        let state = self.state.lock();
        !state.idle.is_empty() || state.running.interactive + state.running.bulk > 0
    }

    /// Runs one batch of an interactive call on the calling thread, if nothing waits and an engine is free.
    pub(super) fn run_here(&self, rows: &Rows, order: &Order) -> Option<Result<Vec<RowLogits>>> {
        let mut state = self.state.lock();
        state.interactive_at = Some(Instant::now());
        if state.queue.waiting(Urgency::Interactive).rows > 0 {
            return None;
        }
        let engine = state.engine_for(Urgency::Interactive, self.width)?;
        drop(state);
        let begun = Instant::now();
        let logits = self.try_out(engine, &rows.iter().collect::<Vec<_>>());
        self.release(Urgency::Interactive, engine, rows.tokens(), begun);
        let all = |logits: Logits| {
            let row = |row| RowLogits::of(&logits, row, rows.count(), order.want);
            (0..rows.count()).map(row).collect()
        };
        Some(logits.map(all))
    }

    /// Lets a job in, or ends it with the reason why not.
    pub(super) fn start(self: &Arc<Self>, job: &Arc<Job>, batches: Vec<Vec<usize>>, patience: Patience) {
        let urgency = job.order.urgency;
        let entered = self.hire(&job.order).and_then(|()| self.enter(job, patience));
        let mut state = match entered {
            Ok(state) => state,
            Err(error) => return job.finish(Err(error)),
        };
        let count = batches.len();
        state.queue.push(job, batches);
        drop(state);
        let work = self.work.of(urgency);
        if count == 1 {
            work.notify_one()
        } else {
            work.notify_all() == 0
        };
    }

    fn enter(&self, job: &Job, patience: Patience) -> Result<MutexGuard<'_, State>> {
        let (order, tokens) = (&job.order, job.rows.tokens());
        let mut state = self.state.lock();
        loop {
            let now = Instant::now();
            if state.closed {
                return Err(Error::Cancelled);
            }
            if order.urgency == Urgency::Interactive {
                state.interactive_at = Some(now);
            }
            let speed = state.meter.engine_tokens_per_second() * self.width as f64;
            match state.queue.check(order, tokens, now, speed) {
                Err(Error::Overloaded { .. })
                    if patience == Patience::Waits && order.urgency == Urgency::Bulk =>
                {
                    self.room.wait_for(&mut state, BETWEEN_LOOKS);
                }
                checked => return checked.map(|()| state),
            }
        }
    }

    /// How large batches become: where there is one engine for both lanes, bulk ones give it back sooner.
    pub(super) fn batching(&self, batching: Batching, urgency: Urgency) -> Batching {
        let shares = urgency == Urgency::Bulk && self.engines.len() == 1;
        if !shares || !self.state.lock().is_interactive(Instant::now()) {
            return batching;
        }
        let Batching { max_rows, max_tokens } = batching;
        Batching { max_rows: (max_rows / SMALLER).max(1), max_tokens: (max_tokens / SMALLER).max(1) }
    }

    /// Whether there were interactive calls lately.
    pub(super) fn is_interactive(&self) -> bool {
        self.state.lock().is_interactive(Instant::now())
    }

    pub(super) fn load(&self) -> Load {
        let count = |count: &std::sync::atomic::AtomicU64| count.load(std::sync::atomic::Ordering::Relaxed);
        let state = self.state.lock();
        Load {
            interactive: state.queue.waiting(Urgency::Interactive),
            bulk: state.queue.waiting(Urgency::Bulk),
            batches_run: state.meter.batches(),
            tokens_per_second: state.meter.tokens_per_second(Instant::now()),
            rows_refused: count(&self.counts.refused),
            rows_cancelled: count(&self.counts.cancelled),
            rows_expired: count(&self.counts.expired),
        }
    }

    /// Ends what waits, and the threads when they have done what they are at.
    pub(super) fn close(&self) {
        let mut state = self.state.lock();
        state.closed = true;
        let left = state.queue.drain();
        drop(state);
        left.iter().for_each(|job| job.finish(Err(Error::Cancelled)));
        for work in [&self.work.interactive, &self.work.bulk, &self.room] {
            work.notify_all();
        }
        let here = std::thread::current().id();
        let threads = std::mem::take(&mut *self.threads.lock());
        // Who is told of an answer may drop the moderator at once, on one of these threads.
        for thread in threads.into_iter().filter(|thread| thread.thread().id() != here) {
            // A thread of ours catches what it runs; there is nothing to be told about its end.
            thread.join().ok();
        }
    }

    /// Starts the threads of a lane, unless they are there.
    fn hire(self: &Arc<Self>, order: &Order) -> Result<()> {
        let mut state = self.state.lock();
        let quiet = !state.is_interactive(Instant::now());
        let crew = state.crews.of_mut(order.urgency);
        // A follow-up may come from a thread that has lowered its own priority, which those that it starts would inherit.
        if crew.is_lowered && quiet && order.place == Place::Back {
            *crew = Crew { number: crew.number + 1, ..Crew::default() };
            self.work.of(order.urgency).notify_all();
        }
        if crew.is_hired {
            return Ok(());
        }
        let number = crew.number;
        for place in 0..self.width {
            let (home, urgency) = (Arc::clone(self), order.urgency);
            let name = format!("koko-{}-{place}", if urgency == Urgency::Bulk { "bulk" } else { "live" });
            match std::thread::Builder::new().name(name).spawn(move || home.work(urgency, number)) {
                Ok(thread) => self.threads.lock().push(thread),
                // Fewer threads do it more slowly.
                Err(_) if place > 0 => break,
                Err(error) => {
                    return Err(Error::InferenceFailed {
                        what: format!("no thread can be started: {error}"),
                    });
                }
            }
        }
        // Still locked: nobody else may count on threads that could not be started.
        state.crews.of_mut(order.urgency).is_hired = true;
        Ok(())
    }

    /// What a thread does all its life.
    fn work(&self, urgency: Urgency, crew: usize) {
        let mut is_lowered = false;
        while let Some((engine, batch)) = self.next(urgency, crew, &mut is_lowered) {
            self.run(urgency, engine, batch);
        }
    }

    /// Blocks until there is something to run and something to run it on; nothing when the thread is to end.
    fn next(&self, urgency: Urgency, crew: usize, is_lowered: &mut bool) -> Option<(usize, Batch)> {
        let mut state = self.state.lock();
        loop {
            if state.closed || state.crews.of(urgency).number != crew {
                return None;
            }
            let now = Instant::now();
            let mut refused = Vec::new();
            let before = state.queue.waiting(urgency).rows;
            let taken = state.take(urgency, self.width, now, &mut refused);
            if taken.is_some() && urgency == Urgency::Bulk {
                self.room.notify_all();
                if !*is_lowered && state.is_interactive(now) {
                    *is_lowered = true;
                    state.crews.bulk.is_lowered = true;
                    priority::lower();
                }
            }
            if !refused.is_empty() {
                let tell = |(job, error): (Arc<Job>, Error)| job.finish(Err(error));
                MutexGuard::unlocked(&mut state, || refused.into_iter().for_each(tell));
            }
            if taken.is_some() {
                return taken;
            }
            if before == state.queue.waiting(urgency).rows {
                self.work.of(urgency).wait(&mut state);
            } else {
                // Nobody wanted what waited here, but the other lane may have stood back for it.
                self.wake(&state);
            }
        }
    }

    fn run(&self, urgency: Urgency, engine: usize, batch: Batch) {
        let (begun, tokens) = (Instant::now(), batch.tokens());
        let told: Vec<(Batch, Result<Logits>)> = match self.try_out(engine, &batch.rows()) {
            // Somebody else's row must not spoil ours.
            Err(_) if batch.is_shared() => batch
                .apart()
                .map(|batch| {
                    let logits = self.try_out(engine, &batch.rows());
                    (batch, logits)
                })
                .collect(),
            logits => vec![(batch, logits)],
        };
        // The engine first, so that it works while answers are handed out.
        self.release(urgency, engine, tokens, begun);
        for (batch, logits) in told {
            match logits {
                Ok(logits) => batch.answer(&logits),
                Err(error) => batch.fail(error),
            }
        }
    }

    /// Runs rows on an engine that was taken. A panic of the engine becomes an error of its rows.
    fn try_out(&self, engine: usize, rows: &[&[i64]]) -> Result<Logits> {
        let logits = guarded(|| self.engines[engine].lock().run(rows))?;
        let is_whole = |numbers: &[f32]| numbers.len().is_multiple_of(rows.len());
        if !is_whole(&logits.values) || !is_whole(&logits.embeddings) {
            let what = format!("an engine answered {} rows with numbers for others", rows.len());
            return Err(Error::InferenceFailed { what });
        }
        Ok(logits)
    }

    /// Gives an engine back, and wakes whoever is next.
    fn release(&self, urgency: Urgency, engine: usize, tokens: usize, begun: Instant) {
        let now = Instant::now();
        let mut state = self.state.lock();
        state.idle.push(engine);
        *state.running.of_mut(urgency) -= 1;
        state.meter.record(tokens, now.saturating_duration_since(begun), now);
        self.wake(&state);
    }

    fn wake(&self, state: &State) {
        for urgency in [Urgency::Interactive, Urgency::Bulk] {
            if state.queue.waiting(urgency).rows > 0 {
                self.work.of(urgency).notify_one();
            }
        }
    }
}

impl State {
    fn is_interactive(&self, now: Instant) -> bool {
        self.interactive_at.is_some_and(|at| now.saturating_duration_since(at) < LATELY)
    }

    /// Takes an engine for a lane, if it may have one.
    fn engine_for(&mut self, urgency: Urgency, width: usize) -> Option<usize> {
        // The last free engine is not for a bulk batch while somebody waits.
        let is_spoken_for = urgency == Urgency::Bulk
            && self.idle.len() == 1
            && self.queue.waiting(Urgency::Interactive).rows > 0
            && self.running.interactive < width;
        if is_spoken_for || *self.running.of(urgency) >= width {
            return None;
        }
        let engine = self.idle.pop()?;
        *self.running.of_mut(urgency) += 1;
        Some(engine)
    }

    fn take(
        &mut self,
        urgency: Urgency,
        width: usize,
        now: Instant,
        refused: &mut Vec<(Arc<Job>, Error)>,
    ) -> Option<(usize, Batch)> {
        if self.queue.waiting(urgency).rows == 0 {
            return None;
        }
        let engine = self.engine_for(urgency, width)?;
        let is_last = self.idle.is_empty() || *self.running.of(urgency) == width;
        let company = if is_last { Company::Welcome } else { Company::Alone };
        let Some(batch) = self.queue.take(urgency, company, now, refused) else {
            self.idle.push(engine);
            *self.running.of_mut(urgency) -= 1;
            return None;
        };
        Some((engine, batch))
    }
}

impl<T> ByLane<T> {
    fn of(&self, urgency: Urgency) -> &T {
        match urgency {
            Urgency::Interactive => &self.interactive,
            Urgency::Bulk => &self.bulk,
        }
    }

    fn of_mut(&mut self, urgency: Urgency) -> &mut T {
        match urgency {
            Urgency::Interactive => &mut self.interactive,
            Urgency::Bulk => &mut self.bulk,
        }
    }
}
