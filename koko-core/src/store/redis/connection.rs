//! Connections to the server: made when needed, kept for the next call, checked before they are trusted.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use redis::{
    Client, ClientTlsConfig, Connection, ConnectionLike, ErrorKind, RedisError, ServerError, TlsCertificates,
    Value,
};

use super::super::Keeps;
use super::{RedisOptions, RedisTls, address};
use crate::error::{Error, Result};

const SCRIPT: &str = include_str!("compare_and_save.lua");
/// A connection that was idle for longer is asked whether it is still there.
const TRUSTED: Duration = Duration::from_millis(500);
/// After a failed try, the server is asked again after this time.
const RETRY: Duration = Duration::from_millis(500);
/// The records of one prefix are walked through and saved together, so that they stand on one server.
const NO_CLUSTER: &str = ": name a server of its own, with `cluster-enabled no`, and give it replicas for the day it fails; tenants may have one each";

/// One server, and the connections to it that nobody uses at the moment.
pub(super) struct Server {
    client: Client,
    /// The address without name and password.
    shown: String,
    connect_timeout: Duration,
    answer_timeout: Duration,
    replicas: u32,
    idle: Mutex<Idle>,
    keeps: AtomicU8,
}

#[derive(Default)]
struct Idle {
    /// Connections of a process that was forked belong to its parent.
    process: u32,
    links: Vec<Link>,
}

/// A connection, and the name of our script on it.
pub(super) struct Link {
    connection: Connection,
    script: String,
    since: Instant,
}

/// Why an answer did not come.
pub(super) type Failed = RedisError;

/// Who connects to the server at an address, from which what is ours was taken out.
pub(super) fn client(address: &str, tls: &RedisTls) -> Result<Client> {
    let client = match address::is_tls(address) {
        true => {
            if rustls::crypto::CryptoProvider::get_default().is_none() {
                // Somebody else may have been as fast; theirs will do.
                rustls::crypto::ring::default_provider().install_default().ok();
            }
            Client::build_with_tls(address, certificates(tls)?)
        }
        false => Client::open(address),
    };
    client.map_err(|error| {
        let shown = shown(address);
        let what = format!(
            "`{shown}` is not the address of a server ({error}): write valkey://host:6379 or unix:///path"
        );
        Error::BadInput { what }
    })
}

impl Server {
    pub(super) fn connect(address: &str, options: &RedisOptions) -> Result<Server> {
        let server = Server {
            client: client(address, &options.tls)?,
            shown: shown(address),
            connect_timeout: options.connect_timeout,
            answer_timeout: options.answer_timeout,
            replicas: options.replicas,
            idle: Mutex::default(),
            keeps: AtomicU8::new(0),
        };
        let link = server.make().map_err(distrust)?;
        server.give_back(link);
        Ok(server)
    }

    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    pub(super) fn keeps(&self) -> Keeps {
        match self.keeps.load(Ordering::Relaxed) {
            2 => Keeps::PowerLoss,
            1 => Keeps::OwnKill,
            _ => Keeps::Nothing,
        }
    }

    /// A connection that works, as far as can be known.
    pub(super) fn take(&self) -> Result<Link> {
        loop {
            let mut idle = self.idle.lock();
            if idle.process != std::process::id() {
                *idle = Idle { process: std::process::id(), links: Vec::new() };
            }
            let Some(mut link) = idle.links.pop() else { break };
            drop(idle);
            if link.since.elapsed() < TRUSTED || link.connection.check_connection() {
                return Ok(link);
            }
        }
        self.make()
    }

    pub(super) fn give_back(&self, mut link: Link) {
        link.since = Instant::now();
        let mut idle = self.idle.lock();
        if idle.process != std::process::id() {
            *idle = Idle { process: std::process::id(), links: Vec::new() };
        }
        idle.links.push(link);
    }

    /// Asks what may be asked twice: if a connection breaks, another one is tried.
    pub(super) fn ask_safely(&self, packed: &[u8], count: usize) -> Result<Vec<Value>> {
        let mut link = self.take()?;
        let (answers, failed) = link.ask(packed, count);
        let Some(failed) = failed else {
            self.give_back(link);
            return Ok(answers);
        };
        if failed.is_timeout() {
            return Err(self.away(&failed));
        }
        let mut link = self.make()?;
        match link.ask(packed, count) {
            (answers, None) => {
                self.give_back(link);
                Ok(answers)
            }
            (_, Some(failed)) => Err(self.away(&failed)),
        }
    }

    /// Gives the server the script that it has lost, in a restart or by command.
    pub(super) fn load_script(&self, link: &mut Link) -> Result<()> {
        let mut command = redis::cmd("SCRIPT");
        let (answers, failed) = link.ask(&command.arg("LOAD").arg(SCRIPT).get_packed_command(), 1);
        if let Some(failed) = failed {
            return Err(self.away(&failed));
        }
        for answer in answers {
            self.fine(answer)?;
        }
        Ok(())
    }

    /// An answer that is not an error.
    pub(super) fn fine(&self, answer: Value) -> Result<Value> {
        match answer {
            Value::ServerError(error) => Err(self.refused(&error)),
            answer => Ok(answer),
        }
    }

    /// What to tell of an error that the server answered with: what it was asked to do, it did not do.
    pub(super) fn refused(&self, error: &ServerError) -> Error {
        self.refused_with(error.code(), error.details().unwrap_or_default())
    }

    fn refused_with(&self, code: &str, details: &str) -> Error {
        let shown = &self.shown;
        let has = |word: &str| code == word || details.contains(&format!("{word} "));
        let passing =
            ["LOADING", "BUSY", "MISCONF", "OOM", "READONLY", "CLUSTERDOWN", "TRYAGAIN", "MASTERDOWN"];
        if passing.into_iter().any(has) {
            let what = format!("it answered {code} {details}");
            return Error::StoreUnavailable { store: shown.clone(), what, retry_after: RETRY };
        }
        let advice = match code {
            "NOAUTH" | "WRONGPASS" => {
                ": write the password into the address, as in redis://user:password@host"
            }
            "NOPERM" => {
                ": allow this user the commands GET, SET, SCAN, TIME, INFO, PING, WAIT, SCRIPT LOAD and EVALSHA"
            }
            "MOVED" | "ASK" | "CROSSSLOT" => NO_CLUSTER,
            "WRONGTYPE" => ": others use names like ours, choose another prefix",
            _ => "",
        };
        Error::StoreFailed { what: format!("{shown} answered {code} {details}{advice}") }
    }

    /// In words: an answer was lost on its way.
    pub(super) fn lost(&self, failed: &Failed) -> String {
        format!("{} was asked, and its answer was lost: {failed}", self.shown)
    }

    /// Its replicas do not follow.
    pub(super) fn behind(&self, number: u32) -> Error {
        let what = format!(
            "{number} of its replicas must have what was saved, and do not: let them follow, or ask for fewer with `replicas=`"
        );
        Error::StoreUnavailable { store: self.shown.clone(), what, retry_after: RETRY }
    }

    fn away(&self, failed: &Failed) -> Error {
        let what = failed.to_string();
        Error::StoreUnavailable { store: self.shown.clone(), what, retry_after: RETRY }
    }

    fn make(&self) -> Result<Link> {
        let refused = |error: RedisError| match error.code() {
            Some(code) => self.refused_with(code, error.detail().unwrap_or_default()),
            None if error.kind() == ErrorKind::AuthenticationFailed => {
                self.refused_with("WRONGPASS", &error.to_string())
            }
            None => self.away(&error),
        };
        let connection = self.client.get_connection_with_timeout(self.connect_timeout).map_err(refused)?;
        connection.set_read_timeout(Some(self.answer_timeout)).map_err(refused)?;
        connection.set_write_timeout(Some(self.answer_timeout)).map_err(refused)?;
        let mut link = Link { connection, script: String::new(), since: Instant::now() };
        let mut hello = redis::pipe();
        hello.cmd("SCRIPT").arg("LOAD").arg(SCRIPT).cmd("INFO").cmd("CONFIG").arg("GET").arg("appendfsync");
        let (answers, failed) = link.ask(&hello.get_packed_pipeline(), 3);
        if let Some(failed) = failed {
            return Err(self.away(&failed));
        }
        let [script, about, fsync] = <[Value; 3]>::try_from(answers).unwrap_or_default();
        let text = |answer: Value| redis::from_redis_value::<String>(answer).unwrap_or_default();
        link.script = text(self.fine(script)?);
        // Whoever forbids CONFIG keeps `appendfsync` to himself; the weaker of the two is assumed then.
        let fsync: HashMap<String, String> = redis::from_redis_value(fsync).unwrap_or_default();
        let syncs_first = fsync.get("appendfsync").is_some_and(|when| when == "always");
        self.read_about(&text(self.fine(about)?), syncs_first)?;
        Ok(link)
    }

    /// Reads what the server says about itself; refuses one that would lose records.
    fn read_about(&self, about: &str, syncs_first: bool) -> Result<()> {
        let says = |name: &str| {
            about
                .lines()
                .find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(':'))
                .unwrap_or_default()
        };
        let shown = &self.shown;
        if says("role") == "slave" {
            let what = format!("{shown} is a replica, which may lag behind: name its primary");
            return Err(Error::StoreFailed { what });
        }
        if says("cluster_enabled") == "1" {
            return Err(Error::StoreFailed { what: format!("{shown} is part of a cluster{NO_CLUSTER}") });
        }
        // One that is still being given everything has none of it yet.
        let follows = |line: &&str| line.starts_with("slave") && line.contains("state=online");
        if about.lines().filter(follows).count() < self.replicas as usize {
            return Err(self.behind(self.replicas));
        }
        let policy = says("maxmemory_policy");
        if !policy.is_empty() && policy != "noeviction" {
            let what = format!(
                "{shown} throws records away when its memory is full (maxmemory-policy {policy}): CONFIG SET maxmemory-policy noeviction"
            );
            return Err(Error::StoreFailed { what });
        }
        let keeps = match (says("aof_enabled"), syncs_first) {
            ("1", true) => 2,
            ("1", false) => 1,
            _ => 0,
        };
        self.keeps.store(keeps, Ordering::Relaxed);
        Ok(())
    }
}

impl Link {
    pub(super) fn script(&self) -> &str {
        &self.script
    }

    /// Sends commands and reads as many answers as come; with an error, the rest is lost.
    pub(super) fn ask(&mut self, packed: &[u8], count: usize) -> (Vec<Value>, Option<Failed>) {
        let mut answers = Vec::with_capacity(count);
        if let Err(failed) = self.connection.send_packed_command(packed) {
            return (answers, Some(failed));
        }
        while answers.len() < count {
            match self.connection.recv_response() {
                Ok(answer) => answers.push(answer),
                Err(failed) => return (answers, Some(failed)),
            }
        }
        (answers, None)
    }
}

/// The files of certificates.
fn certificates(tls: &RedisTls) -> Result<TlsCertificates> {
    let read = |path: &Path| {
        std::fs::read(path).map_err(|error| Error::BadInput {
            what: format!(
                "the certificate or key {} cannot be read ({error}): name a file in PEM",
                path.display()
            ),
        })
    };
    let client_tls = match &tls.own {
        Some((certificate, key)) => {
            Some(ClientTlsConfig { client_cert: read(certificate)?, client_key: read(key)? })
        }
        None => None,
    };
    Ok(TlsCertificates { client_tls, root_cert: tls.authority.as_deref().map(read).transpose()? })
}

/// At the start, a server that is not trusted or does not trust us will not be better in a moment.
fn distrust(error: Error) -> Error {
    let Error::StoreUnavailable { store, what, .. } = &error else { return error };
    let advice = match () {
        () if what.contains("CertificateRequired") || what.contains("HandshakeFailure") => {
            "it asks for a certificate of ours: name it with `?cert=FILE&key=FILE`"
        }
        () if what.contains("invalid peer certificate") => {
            "name the file of the authority that it comes from with `?ca=FILE`, and the server as the certificate does"
        }
        () => return error,
    };
    Error::StoreFailed { what: format!("{store} is not trusted ({what}): {advice}") }
}

/// An address without what may be a password.
fn shown(address: &str) -> String {
    let address = address.split('?').next().unwrap_or_default();
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://{host}"),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn an_address_is_shown_without_its_password() {
        for (address, expected) in [
            ("redis://me:pass@word@host:1/0?prefix=x", "redis://host:1/0"),
            ("valkey://host", "valkey://host"),
            ("unix:///run/socket?user=me&pass=word", "unix:///run/socket"),
        ] {
            assert_eq!(shown(address), expected);
        }
    }
}
