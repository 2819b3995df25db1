//! Where records come in: they are in the log before the answer goes out.
//!
//! One thread writes the log. What many bring at the same time is written together and waits for the disk once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::counts::{Became, Stage};
use super::log::{Entry, Open};
use super::record::{Erasure, Record};
use super::settings::{Sync, TenantChosen, WhenFull};
use super::shared::{Shared, Told};

/// Who may wait; more are told that the log takes no more.
const MOST_WAITING: usize = 4_096;
/// What is written together.
const MOST_TOGETHER: usize = 512;
/// How long somebody waits for the disk, until the log counts as full for them.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often is looked at how much room there is.
const LOOK: Duration = Duration::from_millis(500);
/// When whoever was refused may try again.
pub const RETRY_AFTER: Duration = Duration::from_secs(5);

/// The log takes no more, and the tenant would rather have no answer than one that is not archived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRoom;

enum Ask {
    Add { frames: Vec<u8>, latest: i64, answer: oneshot::Sender<Result<(), NoRoom>> },
    Forget { tenant: String, author: String, now: i64, answer: oneshot::Sender<io::Result<Erasure>> },
    Close { answer: oneshot::Sender<()> },
    End { answer: oneshot::Sender<()> },
}

/// Where records come in.
pub struct Door {
    asks: SyncSender<Ask>,
    shared: Arc<Shared>,
}

impl Door {
    /// Starts the thread that writes.
    pub fn open(shared: Arc<Shared>) -> io::Result<Door> {
        let (asks, asked) = sync_channel(MOST_WAITING);
        let mut writer = Writer {
            shared: Arc::clone(&shared),
            open: None,
            process: uuid::Uuid::now_v7().simple().to_string(),
            segments: 0,
            unsynced: None,
            looked: Instant::now(),
            told: Told::default(),
        };
        writer.look();
        let name = "archive-log".to_owned();
        std::thread::Builder::new().name(name).spawn(move || writer.write_all(&asked))?;
        Ok(Door { asks, shared })
    }

    /// Whether there is room for what is about to be decided; asked before anything is.
    pub fn check_room(&self, tenant: &str, policy: &TenantChosen, records: usize) -> Result<(), NoRoom> {
        let is_full = self.shared.is_full.load(Ordering::Relaxed);
        if policy.off || policy.when_full == WhenFull::Shed || !is_full {
            return Ok(());
        }
        self.shared.counts.records(tenant, Became::Refused, records);
        Err(NoRoom)
    }

    /// Adds records of a tenant; once it returns they survive the death of the process, or are counted as lost.
    pub async fn add(&self, tenant: &str, policy: &TenantChosen, records: Vec<Record>) -> Result<(), NoRoom> {
        if policy.off || records.is_empty() {
            return Ok(());
        }
        let (count, latest) =
            (records.len(), records.iter().map(|record| record.taken_at).max().unwrap_or_default());
        let frames: Vec<u8> =
            records.into_iter().flat_map(|record| Entry::Record(Box::new(record)).frame()).collect();
        let added = self.added(frames, latest).await;
        let (became, ended) = match (added, policy.when_full) {
            (Ok(()), _) => (Became::Logged, Ok(())),
            (Err(NoRoom), WhenFull::Shed) => (Became::Shed, Ok(())),
            (Err(NoRoom), WhenFull::Refuse) => (Became::Refused, Err(NoRoom)),
        };
        self.shared.counts.records(tenant, became, count);
        ended
    }

    async fn added(&self, frames: Vec<u8>, latest: i64) -> Result<(), NoRoom> {
        if self.shared.is_full.load(Ordering::Relaxed) {
            return Err(NoRoom);
        }
        let (answer, added) = oneshot::channel();
        self.asks.try_send(Ask::Add { frames, latest, answer }).map_err(|_| NoRoom)?;
        match tokio::time::timeout(PATIENCE, added).await {
            Ok(Ok(added)) => added,
            // The disk hangs. What is written after all was counted as lost.
            Err(_) | Ok(Err(_)) => Err(NoRoom),
        }
    }

    /// Writes down that somebody is to be forgotten, and closes the segment: nobody's records come after it.
    pub async fn forget(&self, tenant: &str, author: &str, now: i64) -> io::Result<Erasure> {
        let (answer, written) = oneshot::channel();
        let (tenant, author) = (tenant.to_owned(), author.to_owned());
        self.ask(Ask::Forget { tenant, author, now, answer })?;
        written.await.unwrap_or_else(|_| Err(gone()))
    }

    /// Closes the segment that is being written, so that it is shipped.
    pub async fn close_segment(&self) -> io::Result<()> {
        let (answer, closed) = oneshot::channel();
        self.ask(Ask::Close { answer })?;
        closed.await.map_err(|_| gone())
    }

    /// Ends the thread; what it was given before is written.
    pub async fn end(&self) {
        let (answer, ended) = oneshot::channel();
        if self.ask(Ask::End { answer }).is_ok() {
            ended.await.ok();
        }
    }

    fn ask(&self, ask: Ask) -> io::Result<()> {
        self.asks.try_send(ask).map_err(|_| io::Error::new(io::ErrorKind::WouldBlock, "the disk hangs"))
    }
}

fn gone() -> io::Error {
    io::Error::other("the log has ended")
}

/// What the thread has.
struct Writer {
    shared: Arc<Shared>,
    open: Option<Open>,
    /// No other process has the same, so that no two segments are called alike, whatever clocks do.
    process: String,
    segments: u64,
    /// Since when something waits for the disk.
    unsynced: Option<Instant>,
    looked: Instant,
    told: Told,
}

impl Writer {
    fn write_all(&mut self, asked: &Receiver<Ask>) {
        loop {
            let first = match asked.recv_timeout(self.pause()) {
                Ok(ask) => Some(ask),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return self.close(),
            };
            let mut asks =
                first.into_iter().chain(std::iter::from_fn(|| asked.try_recv().ok())).take(MOST_TOGETHER);
            let mut adds = Adds::default();
            let mut over = None;
            for ask in asks.by_ref() {
                match ask {
                    Ask::Add { frames, latest, answer } => adds.push(frames, latest, answer),
                    Ask::Forget { tenant, author, now, answer } => {
                        self.add(std::mem::take(&mut adds));
                        answer.send(self.forget(tenant, author, now)).ok();
                    }
                    Ask::Close { answer } => {
                        self.add(std::mem::take(&mut adds));
                        self.close();
                        answer.send(()).ok();
                    }
                    Ask::End { answer } => over = Some(answer),
                }
            }
            self.add(adds);
            self.keep_house();
            if let Some(answer) = over {
                self.close();
                answer.send(()).ok();
                return;
            }
        }
    }

    /// How long nothing has to be done.
    fn pause(&self) -> Duration {
        match self.shared.settings.sync {
            Sync::Every(every) if self.unsynced.is_some() => LOOK.min(every),
            _ => LOOK,
        }
    }

    fn add(&mut self, adds: Adds) {
        if adds.answers.is_empty() {
            return;
        }
        let is_full = self.shared.is_full.load(Ordering::Relaxed);
        let written = if is_full { Err(NoRoom) } else { self.append(&adds.frames) };
        if written.is_ok() {
            self.shared.latest.fetch_max(adds.latest, Ordering::Relaxed);
            self.shared.counts.bytes(Stage::Logged, adds.frames.len());
        }
        // Whoever asked may be gone by now.
        for answer in adds.answers {
            answer.send(written).ok();
        }
    }

    fn append(&mut self, frames: &[u8]) -> Result<(), NoRoom> {
        let appended = self.try_append(frames);
        self.told.note("write the archive's log", &appended);
        appended.map_err(|_| {
            self.set_full(true);
            NoRoom
        })
    }

    fn try_append(&mut self, frames: &[u8]) -> io::Result<()> {
        let sync = self.shared.settings.sync;
        let open = self.opened()?;
        open.append(frames)?;
        match sync {
            Sync::Always => {
                if let Err(error) = open.sync() {
                    open.take_back(frames.len())?;
                    return Err(error);
                }
            }
            Sync::Every(_) => self.unsynced = self.unsynced.or_else(|| Some(Instant::now())),
            Sync::Never => {}
        }
        self.note_open();
        Ok(())
    }

    fn opened(&mut self) -> io::Result<&mut Open> {
        if self.open.is_none() {
            let name = format!("{}-{:06}", self.process, self.segments);
            self.open = Some(Open::begin(&self.shared.settings.log, &name)?);
            self.segments += 1;
        }
        self.open.as_mut().ok_or_else(gone)
    }

    /// Also where the log is full: it keeps some room for that.
    fn forget(&mut self, tenant: String, author: String, now: i64) -> io::Result<Erasure> {
        // The clock may have been set back since something was written.
        let before = self.shared.latest.load(Ordering::Relaxed).max(now) + 1;
        let erasure = Erasure { tenant, author, before };
        let frame = Entry::Erasure(erasure.clone()).frame();
        let open = self.opened()?;
        open.append(&frame)?;
        open.sync()?;
        self.try_close()?;
        Ok(erasure)
    }

    fn close(&mut self) {
        let closed = self.try_close();
        self.told.note("close a segment of the archive's log", &closed);
    }

    fn try_close(&mut self) -> io::Result<()> {
        if let Some(open) = self.open.as_mut().filter(|open| !open.is_empty()) {
            let closed = open.close()?;
            self.open = None;
            self.unsynced = None;
            self.shared.waiting.lock().push(closed);
            self.shared.wake.notify_one();
        }
        self.note_open();
        Ok(())
    }

    fn note_open(&self) {
        let open = self.open.as_ref().filter(|open| !open.is_empty());
        *self.shared.open.lock() = open.map(|open| (open.bytes(), open.since()));
    }

    fn keep_house(&mut self) {
        let settings = &self.shared.settings;
        let is_due =
            |open: &Open| open.bytes() >= settings.segment_bytes || open.age() >= settings.segment_age;
        if self.open.as_ref().is_some_and(|open| !open.is_empty() && is_due(open)) {
            self.close();
        }
        if let (Sync::Every(every), Some(since), Some(open)) =
            (self.shared.settings.sync, self.unsynced, &self.open)
            && since.elapsed() >= every
        {
            let synced = open.sync();
            self.told.note("bring the archive's log to the disk", &synced);
            self.unsynced = None;
        }
        if self.looked.elapsed() >= LOOK {
            self.look();
        }
    }

    /// Whether there is room.
    fn look(&mut self) {
        self.looked = Instant::now();
        let settings = &self.shared.settings;
        let free = free_bytes(&settings.log);
        let is_full = self.shared.unshipped().bytes >= settings.log_bytes
            || free.is_some_and(|free| free < settings.free_bytes);
        if let Some(free) = free {
            self.shared.free.store(free, Ordering::Relaxed);
        }
        if is_full {
            // What is shipped makes room.
            self.close();
        }
        self.set_full(is_full);
    }

    fn set_full(&self, is_full: bool) {
        if self.shared.is_full.swap(is_full, Ordering::Relaxed) != is_full {
            super::say(match is_full {
                true => {
                    "the archive's log takes no more: the store is away for too long, or the disk is full"
                }
                false => "the archive's log has room again",
            });
        }
    }
}

/// What is written together.
#[derive(Default)]
struct Adds {
    frames: Vec<u8>,
    latest: i64,
    answers: Vec<oneshot::Sender<Result<(), NoRoom>>>,
}

impl Adds {
    fn push(&mut self, frames: Vec<u8>, latest: i64, answer: oneshot::Sender<Result<(), NoRoom>>) {
        match self.frames.is_empty() {
            true => self.frames = frames,
            false => self.frames.extend(frames),
        }
        self.latest = self.latest.max(latest);
        self.answers.push(answer);
    }
}

/// What is free on the disk of a folder, for whoever is not its administrator.
#[cfg(unix)]
fn free_bytes(folder: &std::path::Path) -> Option<u64> {
    let facts = rustix::fs::statvfs(folder).ok()?;
    Some(facts.f_bavail.saturating_mul(facts.f_frsize))
}

/// Elsewhere writing has to fail first.
#[cfg(not(unix))]
fn free_bytes(_: &std::path::Path) -> Option<u64> {
    None
}
