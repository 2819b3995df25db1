//! `koko actors`: who stands how, and why. Reads a store, or makes standings anew from a file of events.
//!
//! A store knows authors only by keyed hashes. Their names come with the events, with `--names`, or from whoever asks.

mod events;
mod list;
mod show;
mod timeline;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use koko_core::actor::{ActorLedger, AuthorKey, LedgerOptions, tenant_secret};
use koko_core::clock::{Clock, HandClock, SystemClock, Timestamp};
use koko_core::content::ActorId;
use koko_core::policy::Policy;
use koko_core::store::{self, MemoryStore};

use crate::cli::{Actors, ActorsCommand, LedgerArguments};
use crate::errors::Stop;
use crate::run::End;

/// Does what the command line asks for.
pub fn run(command: &Actors) -> Result<End, Stop> {
    match &command.command {
        ActorsCommand::Top(top) => list::run(top),
        ActorsCommand::Show(show) => show::run(show),
        ActorsCommand::Export(export) => {
            let (ledger, author) = (open(&export.ledger)?, author(&export.author)?);
            let found = ledger.export(&author)?.ok_or_else(|| nobody(&author))?;
            print_json(&found)
        }
        ActorsCommand::Forget(forget) => {
            let (ledger, author) = (open(&forget.ledger)?, author(&forget.author)?);
            let is_known = ledger.forget(&author)?;
            ledger.keep()?;
            match is_known {
                true => print_line(&format!("{author} is forgotten")),
                false => Err(nobody(&author)),
            }
        }
        ActorsCommand::Replay(replay) => events::replay_into_store(replay),
    }
}

/// The ledger on the store that was named.
fn open(arguments: &LedgerArguments) -> Result<ActorLedger, Stop> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let Some(address) = &arguments.store else { return Err(Stop::NoStore) };
    let store = store::open(address, Arc::clone(&clock))?;
    Ok(ActorLedger::open(store, options(arguments, clock)?)?)
}

/// A ledger in memory that lives in the time of its events: nothing is too old for it.
fn open_in_memory(arguments: &LedgerArguments) -> Result<(ActorLedger, Arc<HandClock>), Stop> {
    let never = Arc::new(HandClock::at(Timestamp::from_unix_seconds(i64::MIN)));
    let clock = Arc::new(HandClock::at(Timestamp::from_unix_seconds(0)));
    let store = Arc::new(MemoryStore::new(never));
    Ok((ActorLedger::new(store, options(arguments, Arc::clone(&clock) as Arc<dyn Clock>)?), clock))
}

fn options(arguments: &LedgerArguments, clock: Arc<dyn Clock>) -> Result<LedgerOptions, Stop> {
    let policy = arguments.policy.as_deref().map_or_else(|| Ok(Policy::builtin()), Policy::open)?;
    let options = LedgerOptions {
        parameters: policy.actors().clone(),
        policy: policy.id().to_owned(),
        clock,
        ..LedgerOptions::default()
    };
    Ok(match secret(arguments.secret_file.as_deref())? {
        Some(secret) => LedgerOptions { secret, ..options },
        None => options,
    })
}

/// The secret that names the tenant: the content of a file, less the white space around it.
pub fn secret(file: Option<&Path>) -> Result<Option<[u8; 32]>, Stop> {
    let Some(file) = file else { return Ok(None) };
    let unreadable = |source| Stop::Unreadable { file: file.display().to_string(), source };
    let words = std::fs::read(file).map_err(unreadable)?;
    Ok(Some(tenant_secret(words.trim_ascii())?))
}

fn author(name: &str) -> Result<ActorId, Stop> {
    Ok(ActorId::new(name)?)
}

fn nobody(author: &ActorId) -> Stop {
    Stop::NoSuchAuthor { author: author.to_string() }
}

/// The names of authors by their keys, one a line in a file.
fn names(file: Option<&Path>, ledger: &ActorLedger) -> Result<HashMap<AuthorKey, ActorId>, Stop> {
    let Some(file) = file else { return Ok(HashMap::new()) };
    let unreadable = |source| Stop::Unreadable { file: file.display().to_string(), source };
    let names = std::fs::read_to_string(file).map_err(unreadable)?;
    let lines = names.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| author(line).map(|author| (ledger.key_of(&author), author))).collect()
}

fn width() -> usize {
    console::Term::stdout().size_checked().map_or(100, |(_, columns)| usize::from(columns).min(120))
}

fn print_json(value: &impl serde::Serialize) -> Result<End, Stop> {
    print_line(&serde_json::to_string_pretty(value).map_err(std::io::Error::from)?)
}

fn print_line(line: &str) -> Result<End, Stop> {
    use std::io::Write;
    writeln!(std::io::stdout(), "{line}")?;
    Ok(End::AllAnswered)
}

/// Winds the clock to a moment that lies ahead.
fn wind(clock: &HandClock, to: Timestamp) {
    let ahead = u64::try_from(to.seconds_since(clock.now())).unwrap_or(0);
    clock.advance(Duration::from_secs(ahead));
}
