//! The engines at work in one process: who has which, the threads that run them, and what waits for them.
//!
//! Of several engines one is always left for the other lane, so that an interactive row never waits for the end of a bulk
//! batch. While there are interactive calls, bulk threads have the lowest priority, so that it does not share a core
//! with one either. An interactive batch that is the only one may call the other threads of its lane for help.

use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::job::{Job, RowLogits};
use super::load::{Counts, Load};
use super::locks::{is_locked, lock, wait, wait_for};
use super::order::{Order, Place, Urgency};
use super::parcel::Batch;
use super::plan::Batching;
use super::priority;
use super::queue::{Limits, Queue};
use super::rows::Rows;
use super::runs::Run;
use super::state::{ByLane, Crew, State};
use crate::engine::{Engine, Helpers, Layout, Logits, Work};
use crate::error::{Error, Result, guarded};

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

/// What a call does if its lane is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Patience {
    /// Waits for room, in the bulk lane.
    Waits,
    /// Is refused.
    None,
}

/// What a thread does next.
enum Task {
    /// A batch on an engine that was taken for it, and how many threads may help.
    Batch { engine: usize, batch: Batch, helpers: usize },
    /// Its part of a batch that another thread runs.
    Help(Work),
}

/// Threads of the interactive lane that nobody needs at the moment.
struct Idle<'h> {
    home: &'h Arc<Home>,
    count: usize,
}

impl Helpers for Idle<'_> {
    fn count(&self) -> usize {
        self.count
    }

    fn call(&self, count: usize, work: Work) {
        // Without threads it takes longer, and nothing else.
        if self.home.hire(Urgency::Interactive, Place::Back).is_err() {
            return;
        }
        lock(&self.home.state).help.extend(std::iter::repeat_n(work, count));
        for _ in 0..count {
            self.home.work.interactive.notify_one();
        }
    }
}

impl Home {
    /// At home in the calling process. Engines that are in use belong to threads that a fork has left behind: they are
    /// lost here.
    pub(super) fn new(engines: &Engines, limits: Limits, layout: Layout) -> Arc<Home> {
        let idle: Vec<usize> = (0..engines.len()).filter(|&one| !is_locked(&engines[one])).collect();
        Arc::new(Home {
            process: std::process::id(),
            counts: Arc::default(),
            engines: Arc::clone(engines),
            width: idle.len().saturating_sub(1).max(1),
            state: Mutex::new(State::new(idle, Queue::new(layout, limits), Instant::now())),
            work: ByLane::default(),
            room: Condvar::new(),
            threads: Mutex::default(),
        })
    }

    /// Whether there is an engine at all.
    pub(super) fn is_able(&self) -> bool {
        let state = lock(&self.state);
        !state.idle.is_empty() || state.running.interactive + state.running.bulk > 0
    }

    /// Runs one batch of an interactive call on the calling thread, if nothing waits and an engine is free.
    pub(super) fn run_here(self: &Arc<Self>, rows: &Rows, order: &Order) -> Option<Result<Vec<RowLogits>>> {
        let mut state = lock(&self.state);
        state.interactive_at = Some(Instant::now());
        if state.queue.waiting(Urgency::Interactive).rows > 0 {
            return None;
        }
        let engine = state.engine_for(Urgency::Interactive, self.width)?;
        let helpers = state.helpers(self.width);
        drop(state);
        let begun = Instant::now();
        let logits = self.try_out(engine, &rows.iter().collect::<Vec<_>>(), helpers);
        if let Some(runs) = &order.runs {
            let (rows, tokens) = (rows.count(), rows.tokens());
            runs.note(Run { handed_in: begun, began: begun, took: begun.elapsed(), rows, tokens });
        }
        self.release(Urgency::Interactive, engine, (rows.count(), rows.tokens()), begun);
        let all = |logits: Logits| {
            let row = |row| RowLogits::of(&logits, row, rows.count(), order.want);
            (0..rows.count()).map(row).collect()
        };
        Some(logits.map(all))
    }

    /// Lets a job in, or ends it with the reason why not.
    pub(super) fn start(self: &Arc<Self>, job: &Arc<Job>, batches: Vec<Vec<usize>>, patience: Patience) {
        let urgency = job.order.urgency;
        let entered = self.hire(urgency, job.order.place).and_then(|()| self.enter(job, patience));
        let mut state = match entered {
            Ok(state) => state,
            Err(error) => return job.finish(Err(error)),
        };
        let count = batches.len();
        state.queue.push(job, batches);
        drop(state);
        let work = self.work.of(urgency);
        match count {
            1 => work.notify_one(),
            _ => work.notify_all(),
        }
    }

    fn enter(&self, job: &Job, patience: Patience) -> Result<MutexGuard<'_, State>> {
        let (order, tokens) = (&job.order, job.rows.tokens());
        let mut state = lock(&self.state);
        loop {
            let now = Instant::now();
            if state.closed {
                return Err(Error::Cancelled);
            }
            if order.urgency == Urgency::Interactive {
                state.interactive_at = Some(now);
            }
            let speed = state.meter.engine_tokens_per_second().map(|speed| speed * self.width as f64);
            match state.queue.check(order, tokens, now, speed) {
                Err(Error::Overloaded { .. })
                    if patience == Patience::Waits && order.urgency == Urgency::Bulk =>
                {
                    state = wait_for(&self.room, state, BETWEEN_LOOKS);
                }
                checked => return checked.map(|()| state),
            }
        }
    }

    /// How large batches become: where there is one engine for both lanes, bulk ones give it back sooner.
    pub(super) fn batching(&self, batching: Batching, urgency: Urgency) -> Batching {
        let shares = urgency == Urgency::Bulk && self.engines.len() == 1;
        if !shares || !lock(&self.state).is_interactive(Instant::now()) {
            return batching;
        }
        let Batching { max_rows, max_tokens } = batching;
        Batching { max_rows: (max_rows / SMALLER).max(1), max_tokens: (max_tokens / SMALLER).max(1) }
    }

    /// Whether there were interactive calls lately.
    pub(super) fn is_interactive(&self) -> bool {
        lock(&self.state).is_interactive(Instant::now())
    }

    pub(super) fn load(&self) -> Load {
        let count = |count: &std::sync::atomic::AtomicU64| count.load(std::sync::atomic::Ordering::Relaxed);
        let state = lock(&self.state);
        Load {
            interactive: state.queue.waiting(Urgency::Interactive),
            bulk: state.queue.waiting(Urgency::Bulk),
            rows_refused: count(&self.counts.refused),
            rows_cancelled: count(&self.counts.cancelled),
            rows_expired: count(&self.counts.expired),
            ..state.meter.load(self.engines.len(), Instant::now())
        }
    }

    /// Ends what waits, and the threads when they have done what they are at.
    pub(super) fn close(&self) {
        let mut state = lock(&self.state);
        state.closed = true;
        let left = state.queue.drain();
        drop(state);
        left.iter().for_each(|job| job.finish(Err(Error::Cancelled)));
        for work in [&self.work.interactive, &self.work.bulk, &self.room] {
            work.notify_all();
        }
        let here = std::thread::current().id();
        let threads = std::mem::take(&mut *lock(&self.threads));
        // Who is told of an answer may drop the moderator at once, on one of these threads.
        for thread in threads.into_iter().filter(|thread| thread.thread().id() != here) {
            // A thread of ours catches what it runs; there is nothing to be told about its end.
            thread.join().ok();
        }
    }

    /// Starts the threads of a lane, unless they are there.
    fn hire(self: &Arc<Self>, urgency: Urgency, place: Place) -> Result<()> {
        let mut state = lock(&self.state);
        let quiet = !state.is_interactive(Instant::now());
        let crew = state.crews.of_mut(urgency);
        // A follow-up may come from a thread that has lowered its own priority, which those that it starts would inherit.
        if crew.is_lowered && quiet && place == Place::Back {
            *crew = Crew { number: crew.number + 1, ..Crew::default() };
            self.work.of(urgency).notify_all();
        }
        if crew.is_hired {
            return Ok(());
        }
        let number = crew.number;
        lock(&self.threads).retain(|thread| !thread.is_finished());
        for worker in 0..self.width {
            let home = Arc::clone(self);
            let name = format!("koko-{}-{worker}", if urgency == Urgency::Bulk { "bulk" } else { "live" });
            match std::thread::Builder::new().name(name).spawn(move || home.work(urgency, number)) {
                Ok(thread) => lock(&self.threads).push(thread),
                // Fewer threads do it more slowly.
                Err(_) if worker > 0 => break,
                Err(error) => {
                    return Err(Error::InferenceFailed {
                        what: format!("no thread can be started: {error}"),
                    });
                }
            }
        }
        // Still locked: nobody else may count on threads that could not be started.
        state.crews.of_mut(urgency).is_hired = true;
        Ok(())
    }

    /// What a thread does all its life.
    fn work(self: &Arc<Self>, urgency: Urgency, crew: usize) {
        let mut is_lowered = false;
        while let Some(task) = self.next(urgency, crew, &mut is_lowered) {
            match task {
                Task::Batch { engine, batch, helpers } => self.run(urgency, engine, batch, helpers),
                Task::Help(work) => self.help(&work),
            }
        }
    }

    /// Takes part in somebody else's batch. What comes of a panic is that batch's affair.
    fn help(&self, work: &Work) {
        let begun = Instant::now();
        guarded(|| {
            work();
            Ok(())
        })
        .ok();
        lock(&self.state).meter.record_help(begun.elapsed());
    }

    /// Blocks until there is something to run and something to run it on; nothing when the thread is to end.
    fn next(&self, urgency: Urgency, crew: usize, is_lowered: &mut bool) -> Option<Task> {
        let mut state = lock(&self.state);
        loop {
            if state.closed || state.crews.of(urgency).number != crew {
                return None;
            }
            if urgency == Urgency::Interactive
                && let Some(work) = state.help.pop_front()
            {
                return Some(Task::Help(work));
            }
            let now = Instant::now();
            let mut refused = Vec::new();
            let before = state.queue.waiting(urgency).rows;
            let taken = state.take(urgency, self.width, now, &mut refused);
            if let Some((_, batch)) = &taken {
                for parcel in &batch.0 {
                    let waited = now.saturating_duration_since(parcel.job.handed_in);
                    state.meter.begin(parcel.rows.len(), waited);
                }
            }
            if taken.is_some() && urgency == Urgency::Bulk {
                self.room.notify_all();
                if !*is_lowered && state.is_interactive(now) {
                    *is_lowered = true;
                    state.crews.bulk.is_lowered = true;
                    priority::lower();
                }
            }
            let helpers = if urgency == Urgency::Interactive { state.helpers(self.width) } else { 0 };
            let is_unchanged = before == state.queue.waiting(urgency).rows;
            if !refused.is_empty() {
                drop(state);
                refused.into_iter().for_each(|(job, error)| job.finish(Err(error)));
                state = lock(&self.state);
            }
            if let Some((engine, batch)) = taken {
                return Some(Task::Batch { engine, batch, helpers });
            }
            if is_unchanged {
                state = wait(self.work.of(urgency), state);
            } else {
                // Nobody wanted what waited here, but the other lane may have stood back for it.
                self.wake(&state);
            }
        }
    }

    fn run(self: &Arc<Self>, urgency: Urgency, engine: usize, batch: Batch, helpers: usize) {
        let (begun, ran) = (Instant::now(), (batch.count(), batch.tokens()));
        let noting = batch.noting();
        let told: Vec<(Batch, Result<Logits>)> = match self.try_out(engine, &batch.rows(), helpers) {
            // Somebody else's row must not spoil ours.
            Err(_) if batch.is_shared() => batch
                .apart()
                .map(|batch| {
                    let logits = self.try_out(engine, &batch.rows(), 0);
                    (batch, logits)
                })
                .collect(),
            logits => vec![(batch, logits)],
        };
        let (took, (rows, tokens)) = (begun.elapsed(), ran);
        for (runs, handed_in) in noting {
            runs.note(Run { handed_in, began: begun, took, rows, tokens });
        }
        // The engine first, so that it works while answers are handed out.
        self.release(urgency, engine, ran, begun);
        for (batch, logits) in told {
            match logits {
                Ok(logits) => batch.answer(&logits),
                Err(error) => batch.fail(error),
            }
        }
    }

    /// Runs rows on an engine that was taken, which may call so many helpers. A panic of the engine becomes an error of
    /// its rows.
    fn try_out(self: &Arc<Self>, engine: usize, rows: &[&[i64]], helpers: usize) -> Result<Logits> {
        let run = || {
            let mut engine = lock(&self.engines[engine]);
            match helpers {
                0 => engine.run(rows),
                count => engine.run_with(rows, &Idle { home: self, count }),
            }
        };
        let logits = guarded(run)?;
        let is_whole = |numbers: &[f32]| numbers.len().is_multiple_of(rows.len());
        if !is_whole(&logits.values) || !is_whole(&logits.embeddings) {
            let what = format!("an engine answered {} rows with numbers for others", rows.len());
            return Err(Error::InferenceFailed { what });
        }
        Ok(logits)
    }

    /// Gives an engine back, and wakes whoever is next.
    fn release(&self, urgency: Urgency, engine: usize, ran: (usize, usize), begun: Instant) {
        let now = Instant::now();
        let mut state = lock(&self.state);
        state.idle.push(engine);
        *state.running.of_mut(urgency) -= 1;
        state.meter.record(ran, now.saturating_duration_since(begun), now);
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
