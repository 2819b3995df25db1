//! The queue of changes, and the thread that writes them to the log: one sync of the disk for all that wait.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};

use super::super::Change;
use super::super::records::Record;
use super::Shared;
use super::checkpoint::Job;
use super::log::{Log, each_change, write_change};
use crate::error::{Error, Result};

/// What became of the changes of one call, as far as the disk is concerned.
#[derive(Default)]
pub(super) struct Ticket(Mutex<Option<Error>>);

impl Ticket {
    pub(super) fn failure(&self) -> Option<Error> {
        self.0.lock().take()
    }
}

/// Changes on their way to the disk.
pub(super) struct Queue {
    state: Mutex<State>,
    /// There is something for the committer to do.
    work: Condvar,
    /// Changes were settled, or a checkpoint ended.
    settled: Condvar,
}

#[derive(Default)]
struct State {
    waiting: Batch,
    /// The number of the last change that came.
    pushed: u64,
    /// All changes up to this number are on the disk, or have failed.
    settled: u64,
    closing: bool,
    checkpoints: Checkpoints,
}

/// What waits together.
#[derive(Default)]
struct Batch {
    /// The changes as the log has them.
    bytes: Vec<u8>,
    /// Where each of them lies in the overlay, and who waits.
    places: Vec<((usize, u32), Arc<Ticket>)>,
}

/// Checkpoints are counted.
#[derive(Default)]
struct Checkpoints {
    wanted: u64,
    started: u64,
    finished: u64,
    failed: Option<Error>,
}

/// What the committer does next.
enum Next {
    Write(Batch),
    Checkpoint,
    End,
}

impl Queue {
    pub(super) fn new(checkpoint_first: bool) -> Queue {
        let checkpoints = Checkpoints { wanted: u64::from(checkpoint_first), ..Checkpoints::default() };
        let state = Mutex::new(State { checkpoints, ..State::default() });
        Queue { state, work: Condvar::new(), settled: Condvar::new() }
    }

    /// Takes a change whose version was checked; returns its number.
    pub(super) fn push(
        &self,
        change: &Change,
        version: u64,
        place: (usize, u32),
        ticket: &Arc<Ticket>,
    ) -> Result<u64> {
        let mut state = self.state.lock();
        if state.closing {
            return Err(Error::StoreFailed { what: "it was closed".to_owned() });
        }
        let record = Record { version, expires_at: change.expires_at, value: change.value.as_deref() };
        write_change(&mut state.waiting.bytes, &change.key, record);
        state.waiting.places.push((place, Arc::clone(ticket)));
        state.pushed += 1;
        self.work.notify_one();
        Ok(state.pushed)
    }

    /// Until the change with this number is on the disk, or has failed.
    pub(super) fn wait_for(&self, sequence: u64) {
        let mut state = self.state.lock();
        self.settled.wait_while(&mut state, |state| state.settled < sequence);
    }

    /// Asks for a checkpoint that has everything saved so far, and waits for it.
    pub(super) fn checkpoint(&self) -> Result<()> {
        let mut state = self.state.lock();
        let number = state.checkpoints.started + 1;
        state.checkpoints.wanted = number;
        self.work.notify_one();
        self.settled.wait_while(&mut state, |state| state.checkpoints.finished < number);
        state.checkpoints.failed.as_ref().map_or(Ok(()), |error| Err(error.again()))
    }

    /// Called by the checkpoint thread.
    pub(super) fn finished(&self, failed: Option<Error>) {
        let mut state = self.state.lock();
        state.checkpoints.finished = state.checkpoints.started;
        state.checkpoints.failed = failed;
        self.work.notify_one();
        self.settled.notify_all();
    }

    /// What comes from now on is refused; what waits is written.
    pub(super) fn close(&self) {
        self.state.lock().closing = true;
        self.work.notify_one();
    }
}

/// The thread that writes.
pub(super) struct Committer {
    shared: Arc<Shared>,
    /// Nothing while the disk refuses.
    log: Option<Log>,
    number: u64,
    /// So many commits of the log are in the overlay.
    applied: u64,
    /// Bytes that are in the logs and not in the table.
    bytes: u64,
    jobs: Sender<Job>,
    last_commit: Option<Instant>,
    last_checkpoint: Instant,
}

impl Committer {
    pub(super) fn new(shared: Arc<Shared>, log: Log, bytes: u64, jobs: Sender<Job>) -> Committer {
        Committer {
            shared,
            number: log.number,
            log: Some(log),
            applied: 0,
            bytes,
            jobs,
            last_commit: None,
            last_checkpoint: Instant::now(),
        }
    }

    pub(super) fn run(mut self) {
        loop {
            match self.next() {
                Next::Write(batch) => self.write(&batch),
                Next::Checkpoint => self.begin_checkpoint(),
                Next::End => return self.end(),
            }
        }
    }

    fn next(&self) -> Next {
        let shared = Arc::clone(&self.shared);
        let options = &shared.options;
        let mut state = shared.queue.state.lock();
        loop {
            let now = Instant::now();
            let checkpoints = &state.checkpoints;
            let is_idle = checkpoints.finished == checkpoints.started;
            let checkpoint = self.checkpoint_due(checkpoints).filter(|_| is_idle);
            if checkpoint.is_some_and(|due| now >= due) && !state.closing {
                state.checkpoints.started += 1;
                return Next::Checkpoint;
            }
            let waiting = state.waiting.places.len();
            let commit = self.last_commit.map_or(now, |last| last + options.gather);
            if waiting > 0 && (waiting >= options.batch || now >= commit || state.closing) {
                return Next::Write(std::mem::take(&mut state.waiting));
            }
            if state.closing && waiting == 0 && is_idle {
                return Next::End;
            }
            let commit = Some(commit).filter(|_| waiting > 0);
            match commit.into_iter().chain(checkpoint.filter(|_| !state.closing)).min() {
                Some(first) => drop(shared.queue.work.wait_until(&mut state, first)),
                None => shared.queue.work.wait(&mut state),
            }
        }
    }

    /// When the next checkpoint is to begin.
    fn checkpoint_due(&self, checkpoints: &Checkpoints) -> Option<Instant> {
        let options = &self.shared.options;
        let wait = if checkpoints.wanted > checkpoints.started {
            Duration::ZERO
        } else if checkpoints.failed.is_some() {
            RETRY
        } else if self.bytes >= options.checkpoint_bytes {
            Duration::ZERO
        } else if self.bytes > 0 {
            options.checkpoint_every
        } else {
            return None;
        };
        Some(self.last_checkpoint + wait)
    }

    fn write(&mut self, batch: &Batch) {
        self.last_commit = Some(Instant::now());
        let failure = self.append(&batch.bytes).err();
        let mut places = batch.places.iter();
        let is_whole = each_change(&batch.bytes, &mut |key, record| {
            let Some((place, ticket)) = places.next() else { return };
            self.shared.overlay.settle(*place, key, failure.is_none().then_some(record));
            if let Some(failure) = &failure {
                *ticket.0.lock() = Some(failure.again());
            }
        });
        debug_assert!(is_whole && places.next().is_none(), "one place for each change");
        let mut state = self.shared.queue.state.lock();
        state.settled += batch.places.len() as u64;
        self.shared.queue.settled.notify_all();
    }

    /// Writes to the log. After an error of the disk the log is opened again: what it holds then is the truth.
    fn append(&mut self, bytes: &[u8]) -> Result<()> {
        if self.log.is_none() {
            self.open_again()?;
        }
        let log = self.log.as_mut().ok_or_else(|| Error::StoreFailed { what: "it has no log".to_owned() })?;
        let (disk, path) = (&self.shared.disk, self.shared.disk.log(self.number));
        let written =
            disk.guard(&path, || log.append(bytes).map_err(|error| disk.refused(&path, "written", error)));
        let Err(refused) = written else {
            self.applied += 1;
            self.bytes += bytes.len() as u64;
            return Ok(());
        };
        let commit = self.applied + 1;
        self.log = None;
        match self.open_again() {
            // It was on the disk all the same, and is now in the overlay.
            Ok(()) if self.applied >= commit => Ok(()),
            Ok(()) => Err(refused),
            Err(_) => Err(Error::StoreOutcomeUnknown { what: refused.to_string() }),
        }
    }

    fn open_again(&mut self) -> Result<()> {
        let disk = &self.shared.disk;
        let log = Log::open(disk, self.number)?;
        // A commit of which nobody knew whether it had reached the disk.
        log.replay(disk, self.applied, |key, record| self.shared.overlay.put(key, record))?;
        self.applied = log.commits;
        self.log = Some(log);
        Ok(())
    }

    /// Hands the log to the checkpoint thread and goes on with a new one.
    fn begin_checkpoint(&mut self) {
        self.last_checkpoint = Instant::now();
        let shared = Arc::clone(&self.shared);
        let sealed = shared.sealed.load(Ordering::SeqCst);
        if sealed != 0 {
            // The one before failed: its part first.
            return self.order(Job { through: sealed, log: None });
        }
        if self.shared.overlay.is_empty() {
            self.bytes = 0;
            return self.shared.queue.finished(None);
        }
        match Log::create(&shared.disk, self.number + 1) {
            Ok(log) => {
                let old = self.seal();
                self.number = log.number;
                self.log = Some(log);
                self.order(Job { through: self.number - 1, log: old });
            }
            Err(error) => self.shared.queue.finished(Some(error)),
        }
    }

    fn seal(&mut self) -> Option<Log> {
        self.shared.overlay.seal();
        self.shared.sealed.store(self.number, Ordering::SeqCst);
        (self.applied, self.bytes) = (0, 0);
        self.log.take()
    }

    fn order(&self, job: Job) {
        // The other thread ends only when this one has.
        let _ = self.jobs.send(job);
    }

    /// Leaves as little as possible for the next start.
    fn end(mut self) {
        let sealed = self.shared.sealed.load(Ordering::SeqCst);
        if sealed != 0 {
            let log = self.log.take();
            return self.order(Job { through: sealed, log });
        }
        let log = self.seal();
        self.order(Job { through: self.number, log });
    }
}

/// A checkpoint that could not begin is tried again after this time.
const RETRY: Duration = Duration::from_secs(10);
