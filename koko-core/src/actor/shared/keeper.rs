//! The thread that keeps what authors share: every second while there is something to write, seldom otherwise.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use parking_lot::Mutex;

use super::Shared;
use crate::error::{Error, Result};

/// What was told is written down after this long.
const TICK: Duration = Duration::from_secs(1);
/// Where nothing happens, others are followed every so many ticks.
const MOST_TICKS: u32 = 16;

/// Dropping it writes down what waits.
pub(in crate::actor) struct Keeper {
    shared: Arc<Shared>,
    work: Mutex<Work>,
    trouble: Arc<Mutex<Option<String>>>,
}

struct Work {
    /// Nothing only while it is dropped.
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
    process: u32,
}

impl Keeper {
    pub(in crate::actor) fn start(shared: Arc<Shared>) -> Result<Keeper> {
        let trouble = Arc::new(Mutex::new(None));
        let work = Mutex::new(Work::start(&shared, &trouble)?);
        Ok(Keeper { shared, work, trouble })
    }

    /// Why the last try failed, in words.
    pub(in crate::actor) fn trouble(&self) -> Option<String> {
        self.trouble.lock().clone()
    }

    /// Starts the thread anew in a process that was forked.
    pub(in crate::actor) fn attend(&self) {
        // Somebody else is at it, or was when the process was forked.
        let Some(mut work) = self.work.try_lock() else { return };
        if work.process == std::process::id() {
            return;
        }
        match Work::start(&self.shared, &self.trouble) {
            Ok(new) => std::mem::forget(std::mem::replace(&mut *work, new)),
            Err(error) => *self.trouble.lock() = Some(error.to_string()),
        }
    }
}

impl Work {
    fn start(shared: &Arc<Shared>, trouble: &Arc<Mutex<Option<String>>>) -> Result<Work> {
        let (stop, stopped) = channel();
        let (shared, trouble) = (Arc::clone(shared), Arc::clone(trouble));
        let thread = std::thread::Builder::new()
            .name("koko-shared".to_owned())
            .spawn(move || run(&shared, &stopped, &trouble))
            .map_err(|error| Error::StoreFailed {
                what: format!("no thread could be started for what authors share: {error}"),
            })?;
        Ok(Work { stop: Some(stop), thread: Some(thread), process: std::process::id() })
    }
}

fn run(shared: &Shared, stopped: &Receiver<()>, trouble: &Mutex<Option<String>>) {
    let (mut pause, mut waited) = (1, 0);
    loop {
        let is_over = !matches!(stopped.recv_timeout(TICK), Err(RecvTimeoutError::Timeout));
        waited += 1;
        if !is_over && waited < pause && !shared.has_notes() {
            continue;
        }
        waited = 0;
        let kept = shared.keep();
        pause = if matches!(kept, Ok(true)) { 1 } else { (pause * 2).min(MOST_TICKS) };
        *trouble.lock() = kept.err().map(|error| error.to_string());
        if is_over {
            return;
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        let work = self.work.get_mut();
        work.stop = None;
        let Some(thread) = work.thread.take() else { return };
        if work.process != std::process::id() {
            // The thread is the parent's.
            std::mem::forget(thread);
            return;
        }
        // One that panicked has said so.
        let _ = thread.join();
    }
}
