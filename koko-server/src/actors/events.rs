//! Events from files, one JSON object a line, and what becomes of them.

use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use koko_core::actor::{ActorLedger, Event};
use koko_core::content::MAX_TEXT_BYTES;

use crate::cli::Replay;
use crate::errors::Stop;
use crate::run::End;

/// Events that share a round trip to the store.
const AT_ONCE: usize = 256;
/// The longest line: a text of the largest size with every character escaped, and room for the rest.
const MAX_LINE_BYTES: u64 = 6 * MAX_TEXT_BYTES as u64 + (1 << 16);

/// Reads files one after the other and hands on the events of many lines at a time. What is no event is told with its
/// place, and the others go on; gives how many were read and how many of them refused.
pub(super) fn read(
    files: &[PathBuf],
    mut take: impl FnMut(&[Event], &[String]) -> Result<u64, Stop>,
) -> Result<(u64, u64), Stop> {
    let bar = bar(files);
    let (mut read, mut refused) = (0, 0);
    let stdin = [PathBuf::from("-")];
    for file in if files.is_empty() { &stdin } else { files } {
        let unreadable = |source| Stop::Unreadable { file: file.display().to_string(), source };
        let mut lines = open(file).map_err(unreadable)?;
        let (mut events, mut places) = (Vec::with_capacity(AT_ONCE), Vec::with_capacity(AT_ONCE));
        for number in 1_u64.. {
            let mut line = String::new();
            let bytes = lines.by_ref().take(MAX_LINE_BYTES).read_line(&mut line).map_err(unreadable)?;
            bar.inc(bytes as u64);
            let file = if file.as_os_str() == "-" { "stdin".into() } else { file.display().to_string() };
            let place = format!("{file}, line {number}");
            if !line.trim().is_empty() {
                read += 1;
                match serde_json::from_str::<Event>(&line) {
                    Ok(event) => {
                        events.push(event);
                        places.push(place);
                    }
                    Err(error) => {
                        refused += 1;
                        tell(&bar, &format!("{place}: this is no event: {error}"));
                    }
                }
            }
            if events.len() == AT_ONCE || bytes == 0 {
                refused += take(&events, &places)?;
                events.clear();
                places.clear();
                bar.set_message(HumanCount(read).to_string());
            }
            if bytes == 0 {
                break;
            }
        }
    }
    bar.finish_and_clear();
    Ok((read, refused))
}

/// Says what was refused.
pub(super) fn refuse(place: &str, error: &koko_core::error::Error) {
    tell(&ProgressBar::hidden(), &format!("{place}: {error}"));
}

/// `koko actors replay`.
pub(super) fn replay_into_store(replay: &Replay) -> Result<End, Stop> {
    let ledger = super::open(&replay.ledger)?.attended()?;
    if !replay.add && is_in_use(&ledger)? {
        return Err(Stop::StoreInUse);
    }
    let mut counted: u64 = 0;
    let (read, refused) = read(&replay.files, |events, places| {
        let mut refused = 0;
        for (recorded, place) in ledger.replay_many(events).into_iter().zip(places) {
            match recorded {
                Ok(recorded) => counted += u64::from(recorded.counted),
                // A store that is away will not be back for the next line.
                Err(error) if error.retry_after().is_some() => return Err(Stop::Core(error)),
                Err(error) => {
                    refused += 1;
                    refuse(place, &error);
                }
            }
        }
        Ok(refused)
    })?;
    let known = read - refused - counted;
    super::print_line(&format!(
        "{counted} of {read} events counted, {known} known already, {refused} refused"
    ))?;
    Ok(if refused > 0 { End::SomeRefused } else { End::AllAnswered })
}

/// Whether there are authors in the store.
fn is_in_use(ledger: &ActorLedger) -> Result<bool, Stop> {
    let mut from = None;
    loop {
        let scanned = ledger.scan(from, AT_ONCE)?;
        if !scanned.standings.is_empty() {
            return Ok(true);
        }
        from = scanned.next;
        if from.is_none() {
            return Ok(false);
        }
    }
}

fn open(file: &Path) -> std::io::Result<Box<dyn BufRead>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    Ok(Box::new(BufReader::with_capacity(1 << 16, File::open(file)?)))
}

fn bar(files: &[PathBuf]) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let sizes: Option<u64> = files.iter().map(|file| Some(std::fs::metadata(file).ok()?.len())).sum();
    let (bar, template) = match sizes.filter(|bytes| *bytes > 0) {
        Some(bytes) => (ProgressBar::new(bytes), "{bar:40.cyan/dim} {percent}%  {msg} events, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg} events"),
    };
    bar.set_draw_target(ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn tell(bar: &ProgressBar, line: &str) {
    use std::io::Write;
    // When stderr is gone there is nobody left to tell.
    bar.suspend(|| writeln!(std::io::stderr(), "koko: {line}").ok());
}
