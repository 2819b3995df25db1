//! How fast the stores are, how long a start takes, and whether what was acknowledged survives `kill -9`.
//!
//! `koko-store` prints a table of saves; `koko-store restart 1000000` the time until the first answer with so many authors
//! and a full log, after a kill; `koko-store kill 100` kills a process under load a hundred times and checks every
//! acknowledged id.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::{Parser, Subcommand};
use koko_core::clock::SystemClock;
use koko_core::measure::Chance;
use koko_core::store::suite::kill;
use koko_core::store::suite::server::{Append, Server};
use koko_core::store::{self, Change, FileStore, Key, MemoryStore, Outcome, Space, StateStore, Version};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What an author takes, with a history of full size.
const VALUE_BYTES: usize = 256;
/// Changes of one call while a store is filled.
const FILLED_AT_ONCE: u64 = 4_096;
/// What the log may hold beside the table when a restart is timed: about half a gigabyte.
const MOST_LOGGED: u64 = 1_500_000;

#[derive(Parser)]
struct Arguments {
    /// Where the files go. A folder of this machine's disk; not one in memory.
    #[arg(long, default_value = "target/koko-store")]
    folder: PathBuf,
    /// How many threads save.
    #[arg(long, default_value_t = 8)]
    threads: u64,
    /// How many authors they save.
    #[arg(long, default_value_t = 100_000)]
    authors: u64,
    /// How long each measurement takes, in seconds.
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// Only this store: `memory`, `file`, `server, everysec` or `server, always`.
    #[arg(long)]
    only: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Time the start of a folder with so many authors after a kill.
    Restart { authors: u64 },
    /// Kill a process that saves so many times, and check what it acknowledged.
    Kill { rounds: u64 },
    /// What `restart` kills.
    #[command(hide = true)]
    Fill { authors: u64 },
    /// What `kill` kills.
    #[command(hide = true)]
    Write { address: String },
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    std::fs::create_dir_all(&arguments.folder)?;
    match arguments.command {
        None => saves(&arguments),
        Some(Command::Restart { authors }) => restart(&arguments.folder, authors),
        Some(Command::Kill { rounds }) => kill_loop(&arguments.folder, rounds),
        Some(Command::Fill { authors }) => fill(&arguments.folder, authors),
        Some(Command::Write { address }) => {
            let store = store::open(&address, Arc::new(SystemClock))?;
            Ok(kill::write_until_killed(&*store, arguments.threads)?)
        }
    }
}

fn say(line: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

fn saves(arguments: &Arguments) -> Result<()> {
    say("| store | threads | changes a call | changes/s | p50 ms | p99 ms | conflicts |")?;
    say("| --- | --: | --: | --: | --: | --: | --: |")?;
    for name in ["memory", "file", "server, everysec", "server, always"] {
        if arguments.only.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        // Dropped last: the store is closed before its server ends.
        let mut _server = None;
        let store: Arc<dyn StateStore> = match name {
            "memory" => Arc::new(MemoryStore::default()),
            "file" => {
                Arc::new(FileStore::open(fresh(&arguments.folder.join("saves"))?, Arc::new(SystemClock))?)
            }
            _ => {
                let append = if name.ends_with("always") { Append::Always } else { Append::EverySecond };
                let server = _server.insert(Server::start(append, &[]));
                store::open(&server.address(), Arc::new(SystemClock))?
            }
        };
        for at_once in [1, 64] {
            let timed = time(&store, arguments, at_once);
            let [p50, p99] = timed.percentiles([0.5, 0.99]);
            say(&format!(
                "| {name} | {} | {at_once} | {:.0} | {p50:.2} | {p99:.2} | {} |",
                arguments.threads, timed.each_second, timed.conflicts
            ))?;
        }
    }
    Ok(())
}

struct Timed {
    each_second: f64,
    conflicts: u64,
    /// From asking to acknowledgement, in microseconds.
    waits: Vec<u32>,
}

impl Timed {
    fn percentiles<const N: usize>(&self, shares: [f64; N]) -> [f64; N] {
        let mut waits = self.waits.clone();
        waits.sort_unstable();
        shares.map(|share| {
            let place = (waits.len() as f64 * share) as usize;
            waits.get(place.min(waits.len().saturating_sub(1))).map_or(0.0, |wait| f64::from(*wait) / 1_000.0)
        })
    }
}

/// Loads and saves random authors from many threads.
fn time(store: &Arc<dyn StateStore>, arguments: &Arguments, at_once: usize) -> Timed {
    let is_over = AtomicBool::new(false);
    let begin = Instant::now();
    let per_thread: Vec<(u64, u64, Vec<u32>)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..arguments.threads)
            .map(|thread| {
                let (is_over, store) = (&is_over, &**store);
                scope.spawn(move || save_until(store, is_over, arguments.authors, at_once, thread))
            })
            .collect();
        std::thread::sleep(Duration::from_secs_f64(arguments.seconds));
        is_over.store(true, Ordering::Relaxed);
        threads.into_iter().map(|thread| thread.join().expect("a thread ends")).collect()
    });
    let seconds = begin.elapsed().as_secs_f64();
    let saved: u64 = per_thread.iter().map(|(saved, _, _)| saved).sum();
    Timed {
        each_second: saved as f64 / seconds,
        conflicts: per_thread.iter().map(|(_, conflicts, _)| conflicts).sum(),
        waits: per_thread.into_iter().flat_map(|(_, _, waits)| waits).collect(),
    }
}

fn save_until(
    store: &dyn StateStore,
    is_over: &AtomicBool,
    authors: u64,
    at_once: usize,
    thread: u64,
) -> (u64, u64, Vec<u32>) {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (thread + 1));
    let (mut saved, mut conflicts, mut waits) = (0, 0, Vec::new());
    while !is_over.load(Ordering::Relaxed) {
        let keys: Vec<Key> = (0..at_once).map(|_| key((chance.unit() * authors as f64) as u64)).collect();
        let present = store.load(&keys).expect("loads");
        let changes: Vec<Change> = keys
            .into_iter()
            .zip(present)
            .map(|(key, stored)| change(key, stored.map(|stored| stored.version)))
            .collect();
        let begin = Instant::now();
        for outcome in store.save_if(&changes).expect("saves") {
            match outcome {
                Outcome::Saved(_) => saved += 1,
                Outcome::Conflict(_) => conflicts += 1,
            }
        }
        waits.push(u32::try_from(begin.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
    (saved, conflicts, waits)
}

fn key(author: u64) -> Key {
    let mut hash = [0; 16];
    // Spread as the hashes of real authors are.
    hash[..8].copy_from_slice(&author.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    Space::Author.key(&hash)
}

fn change(key: Key, expect: Option<Version>) -> Change {
    Change { key, expect, value: Some(vec![7; VALUE_BYTES]), expires_at: None }
}

/// A folder with nothing in it.
fn fresh(folder: &Path) -> Result<&Path> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(folder)
}

fn myself(folder: &Path) -> Result<Process> {
    let mut process = Process::new(std::env::current_exe()?);
    process.arg("--folder").arg(folder);
    Ok(process)
}

fn restart(folder: &Path, authors: u64) -> Result<()> {
    let state = folder.join("restart");
    fresh(&state)?;
    let begin = Instant::now();
    let mut process = myself(folder)?;
    let mut filling = process.args(["fill", &authors.to_string()]).stdout(Stdio::piped()).spawn()?;
    let mut said = String::new();
    let output = filling.stdout.take().ok_or("the output is a pipe")?;
    std::io::BufRead::read_line(&mut std::io::BufReader::new(output), &mut said)?;
    filling.kill()?;
    filling.wait()?;
    if !said.starts_with("filled") {
        return Err(format!("the folder was not filled: {said}").into());
    }
    let bytes: u64 =
        std::fs::read_dir(&state)?.map(|entry| Ok(entry?.metadata()?.len())).sum::<Result<u64>>()?;
    say(&format!(
        "filled in {:.0} s, {} MB on disk, then killed",
        begin.elapsed().as_secs_f64(),
        bytes >> 20
    ))?;
    let begin = Instant::now();
    let store = FileStore::open(&state, Arc::new(SystemClock))?;
    let opened = begin.elapsed();
    let found = store.load(&[key(authors / 2)])?.remove(0);
    let answered = begin.elapsed();
    if found.is_none() {
        return Err("an author is not there after the restart".into());
    }
    say("| authors | in the log | opened after s | first answer after s |")?;
    say("| --: | --: | --: | --: |")?;
    let logged = authors.min(MOST_LOGGED);
    let (opened, answered) = (opened.as_secs_f64(), answered.as_secs_f64());
    say(&format!("| {authors} | {logged} | {opened:.2} | {answered:.2} |"))
}

/// All authors are in the table, and as many as there is room for were changed since.
fn fill(folder: &Path, authors: u64) -> Result<()> {
    let store = FileStore::open(folder.join("restart"), Arc::new(SystemClock))?;
    save_all(&store, authors, false)?;
    store.checkpoint()?;
    save_all(&store, authors.min(MOST_LOGGED), true)?;
    say("filled")?;
    loop {
        std::thread::park();
    }
}

fn save_all(store: &FileStore, authors: u64, again: bool) -> Result<()> {
    for first in (0..authors).step_by(FILLED_AT_ONCE as usize) {
        let keys: Vec<Key> = (first..authors.min(first + FILLED_AT_ONCE)).map(key).collect();
        let present = if again { store.load(&keys)? } else { vec![None; keys.len()] };
        let each = keys.into_iter().zip(present);
        let changes: Vec<Change> =
            each.map(|(key, stored)| change(key, stored.map(|stored| stored.version))).collect();
        store.save_if(&changes)?;
    }
    Ok(())
}

fn kill_loop(folder: &Path, rounds: u64) -> Result<()> {
    let state = folder.join("kill");
    let address = format!("file:{}", fresh(&state)?.display());
    let mut start = || {
        let mut process = myself(folder).expect("this program has a name");
        process.args(["write", &address]);
        process
    };
    let mut end = |child: &mut Child| child.kill().expect("the child can be killed");
    let mut reopen = || store::open(&address, Arc::new(SystemClock)).expect("the folder opens");
    let acknowledged = kill::run(&mut start, rounds, 5_000, &mut end, &mut reopen);
    say(&format!("{rounds} kills, {acknowledged} acknowledged ids, each of them there exactly once"))
}
