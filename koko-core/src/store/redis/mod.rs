//! Keeps records in Valkey, or in Redis, which speaks the same: many processes share them.
//!
//! A record is one key: a version of 8 bytes, and then its contents. `compare_and_save.lua` replaces it if the version is
//! the expected one. The server is asked in one round trip, however many records are loaded or saved at once.

mod address;
mod answers;
mod connection;

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ::redis::Value;

use answers::{keys_of, outcome_of, stored_of};
use connection::Server;

use super::{Change, Cursor, Keeps, Key, Outcome, Page, Space, StateStore, Stored, foreign_cursor};
use crate::clock::{Clock, Timestamp};
use crate::error::{Error, Result};

/// How a [`RedisStore`] speaks with its server.
#[derive(Debug, Clone)]
pub struct RedisOptions {
    /// What the keys begin with, so that others can share the server: `koko:`. An address says it as `?prefix=NAME`.
    pub prefix: String,
    /// How long a new connection may take: 1 second.
    pub connect_timeout: Duration,
    /// How long an answer may take, the sync of the server's disk included: 2 seconds.
    pub answer_timeout: Duration,
    /// How many replicas of the server must have received a save before it is acknowledged: none. An address says it as
    /// `?replicas=1`.
    pub replicas: u32,
    /// Whom to trust over TLS, and who we are.
    pub tls: RedisTls,
    /// What the server keeps, if whoever runs it knows better than its configuration, or forbids to read it.
    pub keeps: Option<Keeps>,
}

impl Default for RedisOptions {
    fn default() -> Self {
        RedisOptions {
            prefix: "koko:".to_owned(),
            connect_timeout: Duration::from_secs(1),
            answer_timeout: Duration::from_secs(2),
            replicas: 0,
            tls: RedisTls::default(),
            keeps: None,
        }
    }
}

/// Certificates for `rediss://` and `valkeys://`, as files in PEM.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RedisTls {
    /// The authority that the server's certificate must come from, in place of those that the machine trusts. An address says
    /// it as `?ca=FILE`.
    pub authority: Option<PathBuf>,
    /// Our own certificate and its key, where the server asks for one. An address says it as `?cert=FILE&key=FILE`.
    pub own: Option<(PathBuf, PathBuf)>,
}

/// Records in Valkey or Redis.
///
/// The server must not evict (`maxmemory-policy noeviction`), or it is refused. What it keeps is read from its
/// configuration each time a connection is made: with `appendonly yes`, [`Keeps::PowerLoss`] if `appendfsync` is
/// `always`, else [`Keeps::OwnKill`]; without, [`Keeps::Nothing`], because a restart of the server may lose everything.
/// That holds for one server: a replica that takes over may lack what was acknowledged last, unless
/// [`RedisOptions::replicas`] were waited for. Then a save that did not reach them in time is an unknown outcome, and
/// nothing is loaded until they have it.
///
/// A cluster is refused: the records of one prefix stand on one server.
///
/// ```no_run
/// use std::sync::Arc;
/// use koko_core::clock::SystemClock;
/// use koko_core::store::{Keeps, RedisStore, StateStore};
///
/// let store = RedisStore::open("valkey://localhost:6379/0?prefix=forum:", Arc::new(SystemClock))?;
/// assert_eq!(store.keeps(), Keeps::PowerLoss);
/// # Ok::<(), koko_core::error::Error>(())
/// ```
///
/// # When is an answer unknown?
/// If the connection breaks, or the time is up, after a save was sent: [`Error::StoreOutcomeUnknown`]. If no connection
/// can be made, or the server says that it cannot write: [`Error::StoreUnavailable`].
pub struct RedisStore {
    clock: Arc<dyn Clock>,
    prefix: String,
    keeps: Option<Keeps>,
    replicas: Replicas,
    server: Server,
}

impl RedisStore {
    /// Connects to the server at an address: `redis://…`, `valkey://…`, either with an s for TLS, or `unix:///…`.
    ///
    /// Fails with [`Error::StoreUnavailable`] if nobody answers there, and with [`Error::StoreFailed`] if the server refuses
    /// us, is not trusted, is a replica or part of a cluster, or evicts.
    pub fn open(address: &str, clock: Arc<dyn Clock>) -> Result<RedisStore> {
        RedisStore::open_with(address, clock, RedisOptions::default())
    }

    /// Whether an address is that of a server, by how it begins.
    pub fn is_address(address: &str) -> bool {
        let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
        matches!(scheme, "redis" | "rediss" | "valkey" | "valkeys" | "unix" | "redis+unix" | "valkey+unix")
    }

    /// Who connects to the server at an address, and what keys begin with there: for those who keep something of their own
    /// beside the records, behind a letter that is none of [`Space`]. The client is that of the crate `redis`. Asks nobody
    /// yet; fails with [`Error::BadInput`] if it is no such address, and if a certificate cannot be read.
    pub fn client_at(address: &str) -> Result<(::redis::Client, String)> {
        let (address, options) = address::split(address, RedisOptions::default())?;
        Ok((connection::client(&address, &options.tls)?, options.prefix))
    }

    /// Like [`RedisStore::open`], with options. What the address says comes first.
    pub fn open_with(address: &str, clock: Arc<dyn Clock>, options: RedisOptions) -> Result<RedisStore> {
        let (address, options) = address::split(address, options)?;
        let server = Server::connect(&address, &options)?;
        let replicas = Replicas {
            number: options.replicas,
            // Before the answer itself is given up.
            patience: options.answer_timeout / 4 * 3,
            are_behind: AtomicBool::new(false),
        };
        Ok(RedisStore { clock, prefix: options.prefix, keeps: options.keeps, replicas, server })
    }

    fn name(&self, key: &[u8]) -> Vec<u8> {
        [self.prefix.as_bytes(), key].concat()
    }

    /// The records under these names of the server, in one round trip.
    fn get(&self, names: &[Vec<u8>]) -> Result<Vec<Option<Stored>>> {
        let mut pipeline = ::redis::pipe();
        for name in names {
            pipeline.cmd("GET").arg(name);
        }
        let answers = self.server.ask_safely(&pipeline.get_packed_pipeline(), names.len())?;
        answers.into_iter().map(|answer| stored_of(self.server.fine(answer)?)).collect()
    }

    /// Waits until the replicas have what they did not have in time: whoever looks now must not be told that it is safe.
    fn catch_up(&self) -> Result<()> {
        let mut pipeline = ::redis::pipe();
        // A write of this connection stands behind all that were made before.
        pipeline.cmd("SET").arg([self.prefix.as_bytes(), b"replicas"].concat()).arg("").arg("PX").arg(1_000);
        pipeline.add_command(self.replicas.wait());
        let mut answers = self.server.ask_safely(&pipeline.get_packed_pipeline(), 2)?;
        let reached = self.server.fine(answers.remove(1))?;
        self.server.fine(answers.remove(0))?;
        match self.replicas.have_it(&reached) {
            true => Ok(()),
            false => Err(self.server.behind(self.replicas.number)),
        }
    }

    fn arguments(&self, change: &Change, script: &str, now: Timestamp) -> ::redis::Cmd {
        let expect = change.expect.map_or(Vec::new(), |version| version.0.to_be_bytes().to_vec());
        let kind = if change.value.is_some() { "S" } else { "D" };
        // As a span of time: the clock of the server may differ from ours.
        let kept = change.expires_at.map_or(String::new(), |expires_at| {
            expires_at.seconds_since(now).saturating_mul(1_000).clamp(1, LONGEST_MS).to_string()
        });
        let mut command = ::redis::cmd("EVALSHA");
        command.arg(script).arg(1).arg(self.name(&change.key)).arg(expect).arg(kind);
        command.arg(change.value.as_deref().unwrap_or_default()).arg(kept);
        command
    }
}

/// Those who must have a save before it is acknowledged.
struct Replicas {
    number: u32,
    patience: Duration,
    /// Something was saved that they did not have in time, and perhaps do not have yet.
    are_behind: AtomicBool,
}

impl Replicas {
    fn wait(&self) -> ::redis::Cmd {
        let mut command = ::redis::cmd("WAIT");
        command.arg(self.number).arg(self.patience.as_millis() as u64);
        command
    }

    /// Whether so many have it.
    fn have_it(&self, answer: &Value) -> bool {
        let have_it = matches!(answer, Value::Int(number) if *number >= i64::from(self.number));
        self.are_behind.store(!have_it, Ordering::SeqCst);
        have_it
    }
}

/// A thousand years: more would overflow in the server.
const LONGEST_MS: i64 = 1_000 * 366 * 24 * 60 * 60 * 1_000;
/// A server that lost the script is given it again, but not for ever.
const TRIES: usize = 3;

impl StateStore for RedisStore {
    fn load(&self, keys: &[Key]) -> Result<Vec<Option<Stored>>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        if self.replicas.are_behind.load(Ordering::SeqCst) {
            self.catch_up()?;
        }
        let names: Vec<Vec<u8>> = keys.iter().map(|key| self.name(key)).collect();
        self.get(&names)
    }

    fn save_if(&self, changes: &[Change]) -> Result<Vec<Outcome>> {
        changes.iter().try_for_each(Change::check)?;
        let now = self.clock.now();
        let mut outcomes: Vec<Option<Outcome>> = vec![None; changes.len()];
        for _ in 0..TRIES {
            let open: Vec<usize> = (0..changes.len()).filter(|&place| outcomes[place].is_none()).collect();
            if open.is_empty() {
                break;
            }
            let mut pipeline = ::redis::pipe();
            let mut connection = self.server.take()?;
            for &place in &open {
                pipeline.add_command(self.arguments(&changes[place], connection.script(), now));
            }
            let waits = self.replicas.number > 0;
            if waits {
                pipeline.add_command(self.replicas.wait());
            }
            let asked = open.len() + usize::from(waits);
            let (mut answers, lost) = connection.ask(&pipeline.get_packed_pipeline(), asked);
            let reached = if waits && answers.len() == asked { answers.pop() } else { None };
            let (mut refused, mut has_script) = (None, true);
            for (place, answer) in open.into_iter().zip(answers) {
                match answer {
                    Value::ServerError(error) if error.code() == "NOSCRIPT" => has_script = false,
                    Value::ServerError(error) => refused = refused.or(Some(self.server.refused(&error))),
                    answer => outcomes[place] = Some(outcome_of(&answer)?),
                }
            }
            if let Some(lost) = lost {
                self.replicas.are_behind.store(waits, Ordering::SeqCst);
                return Err(Error::StoreOutcomeUnknown { what: self.server.lost(&lost) });
            }
            if reached.is_some_and(|reached| !self.replicas.have_it(&reached)) {
                let (shown, number) = (self.server.shown(), self.replicas.number);
                let what = format!("{shown} has saved it, but not {number} of its replicas");
                return Err(Error::StoreOutcomeUnknown { what });
            }
            if !has_script {
                self.server.load_script(&mut connection)?;
            }
            match (refused, outcomes.iter().any(|outcome| matches!(outcome, Some(Outcome::Saved(_))))) {
                (None, _) => self.server.give_back(connection),
                (Some(error), false) => return Err(error),
                // An error would say that nothing was saved.
                (Some(error), true) => return Err(Error::StoreOutcomeUnknown { what: error.to_string() }),
            }
        }
        let complete: Option<Vec<Outcome>> = outcomes.into_iter().collect();
        complete.ok_or_else(|| Error::StoreFailed {
            what: format!("{} forgets its scripts: end what calls SCRIPT FLUSH", self.server.shown()),
        })
    }

    fn scan(&self, space: Space, from: Option<Cursor>, limit: usize) -> Result<Page> {
        let limit = limit.max(1);
        let mut place = from.map_or(Ok(Place::default()), |cursor| Place::read(&cursor))?;
        let pattern = [escaped(self.prefix.as_bytes()), vec![space as u8, b'*']].concat();
        while place.names.is_empty() {
            let Some(cursor) = place.cursor else { return Ok(Page { records: Vec::new(), next: None }) };
            let mut command = ::redis::cmd("SCAN");
            command.arg(cursor).arg("MATCH").arg(&pattern).arg("COUNT").arg(limit);
            let mut answers = self.server.ask_safely(&command.get_packed_command(), 1)?;
            let (next, names) = keys_of(self.server.fine(answers.remove(0))?)?;
            place = Place { cursor: Some(next).filter(|next| *next != 0), names };
        }
        // The server gives about as many as it is asked for; the rest waits in the cursor.
        let rest = place.names.split_off(limit.min(place.names.len()));
        let names = std::mem::replace(&mut place.names, rest);
        let found = self.get(&names)?;
        let key = |name: &[u8]| name[self.prefix.len()..].to_vec();
        let records =
            names.iter().zip(found).filter_map(|(name, stored)| Some((key(name), stored?))).collect();
        let is_over = place.cursor.is_none() && place.names.is_empty();
        Ok(Page { records, next: (!is_over).then(|| place.write()) })
    }

    fn keeps(&self) -> Keeps {
        self.keeps.unwrap_or_else(|| self.server.keeps())
    }
}

/// Where a scan goes on.
struct Place {
    /// What the server gave; nothing after its end.
    cursor: Option<u64>,
    /// Names that it gave and that had no room on the page.
    names: Vec<Vec<u8>>,
}

impl Default for Place {
    fn default() -> Self {
        Place { cursor: Some(0), names: Vec::new() }
    }
}

impl Place {
    fn write(&self) -> Cursor {
        let mut bytes = vec![u8::from(self.cursor.is_some())];
        bytes.extend_from_slice(&self.cursor.unwrap_or_default().to_le_bytes());
        for name in &self.names {
            bytes.extend_from_slice(&(name.len() as u32).to_le_bytes());
            bytes.extend_from_slice(name);
        }
        Cursor(bytes)
    }

    fn read(cursor: &Cursor) -> Result<Place> {
        let (head, mut rest) = cursor.0.split_first_chunk::<9>().ok_or_else(foreign_cursor)?;
        let number = u64::from_le_bytes(head[1..].try_into().expect("8 bytes"));
        let mut names = Vec::new();
        while !rest.is_empty() {
            let (length, more) = rest.split_first_chunk::<4>().ok_or_else(foreign_cursor)?;
            let name = more.split_at_checked(u32::from_le_bytes(*length) as usize);
            let (name, more) = name.ok_or_else(foreign_cursor)?;
            names.push(name.to_vec());
            rest = more;
        }
        Ok(Place { cursor: (head[0] == 1).then_some(number), names })
    }
}

/// A pattern of the server that matches only these bytes.
fn escaped(bytes: &[u8]) -> Vec<u8> {
    let special = |byte: u8| matches!(byte, b'*' | b'?' | b'[' | b']' | b'\\' | b'^' | b'-');
    bytes.iter().flat_map(|&byte| special(byte).then_some(b'\\').into_iter().chain([byte])).collect()
}
