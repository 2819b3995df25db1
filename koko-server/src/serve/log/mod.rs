//! The log: what happens to the service, for people, or as JSON lines with one for each request.
//!
//! There is one for the process. Nobody waits for it: where whoever reads it is too slow, lines are dropped and counted.

pub mod line;
pub mod settings;

use std::io::Write;
use std::panic::PanicHookInfo;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{LazyLock, OnceLock};
use std::time::{Duration, Instant};

use prometheus_client::metrics::counter::Counter;

use line::{Event, Level, Line};
use settings::{Chosen, Format};

/// Lines that wait to be written.
const MOST_WAITING: usize = 8_192;
/// How long is waited for them at the end.
const PATIENCE: Duration = Duration::from_secs(2);
const BETWEEN_TRIES: Duration = Duration::from_millis(10);

static LOG: OnceLock<Log> = OnceLock::new();
static DROPPED: LazyLock<Counter> = LazyLock::new(Counter::default);

struct Log {
    least: Level,
    /// Where JSON lines go; nothing where people read.
    lines: Option<SyncSender<Piece>>,
}

enum Piece {
    Line(Vec<u8>),
    End(SyncSender<()>),
}

/// From now on the log is written like this. What was said before it went to people.
pub fn begin(chosen: &Chosen) {
    let lines = match chosen.format.unwrap_or_default() {
        Format::Text => None,
        Format::Json => {
            let (lines, waiting) = sync_channel(MOST_WAITING);
            std::thread::Builder::new().name("koko-log".to_owned()).spawn(|| write_all(waiting)).ok();
            Some(lines)
        }
    };
    LOG.set(Log { least: chosen.level.unwrap_or(Level::Info), lines }).ok();
    std::panic::set_hook(Box::new(panicked));
}

/// Waits, though not for ever, until everything is written.
pub fn end() {
    let Some(lines) = LOG.get().and_then(|log| log.lines.as_ref()) else { return };
    let until = Instant::now() + PATIENCE;
    let (written, ended) = sync_channel(1);
    let mut end = Piece::End(written);
    // Where nobody reads any more there is no room, and there will be none.
    while let Err(TrySendError::Full(again)) = lines.try_send(end) {
        if Instant::now() >= until {
            return;
        }
        end = again;
        std::thread::sleep(BETWEEN_TRIES);
    }
    ended.recv_timeout(until.saturating_duration_since(Instant::now())).ok();
}

/// Whether there is a line for each request.
pub fn has_requests() -> bool {
    LOG.get().is_some_and(|log| log.lines.is_some())
}

/// Lines that nobody has read in time.
pub fn dropped() -> &'static Counter {
    &DROPPED
}

/// Says something about the service itself. What somebody has written, and who, has no place here.
pub fn say(level: Level, event: Event, message: &str) {
    match LOG.get() {
        Some(Log { lines: Some(_), .. }) => {
            write(&Line { message: Some(message.to_owned()), ..Line::new(level, event) });
        }
        Some(log) if level < log.least => {}
        _ => {
            writeln!(std::io::stderr(), "{message}").ok();
        }
    }
}

/// Writes a line, if that is how the log is written.
pub fn write(line: &Line) {
    let Some(Log { least, lines: Some(lines) }) = LOG.get() else { return };
    if line.level < *least {
        return;
    }
    let mut bytes = serde_json::to_vec(line).expect("words and numbers are JSON");
    bytes.push(b'\n');
    if lines.try_send(Piece::Line(bytes)).is_err() {
        DROPPED.inc();
    }
}

/// Many at once, as long as there are any.
fn write_all(waiting: Receiver<Piece>) {
    let mut batch = Vec::new();
    while let Ok(first) = waiting.recv() {
        let mut ended = None;
        batch.clear();
        for piece in std::iter::once(first).chain(waiting.try_iter().take(MOST_WAITING)) {
            match piece {
                Piece::Line(line) => batch.extend_from_slice(&line),
                Piece::End(written) => ended = Some(written),
            }
        }
        // When stderr is gone there is nobody left to tell.
        std::io::stderr().write_all(&batch).ok();
        if let Some(written) = ended {
            written.send(()).ok();
        }
    }
}

/// Tells where, and not with which words: those of a string that was cut in the wrong place contain the string.
fn panicked(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map_or("an unknown place".to_owned(), ToString::to_string);
    let backtrace = std::backtrace::Backtrace::capture();
    let thread = std::thread::current();
    let mut message = format!("the thread `{}` panicked at {place}", thread.name().unwrap_or("unnamed"));
    if backtrace.status() == std::backtrace::BacktraceStatus::Captured {
        message = format!("{message}\n{backtrace}");
    }
    say(Level::Error, Event::Panic, &message);
}
