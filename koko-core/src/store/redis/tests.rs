//! The promises of a store on a real server, and what can happen on the way to it.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

use super::super::suite::server::{Append, Server as RealServer};
use super::super::suite::{self, Fixture};
use super::super::{Outcome, Version};
use super::*;
use crate::clock::{HandClock, SystemClock};
use crate::error::ErrorKind;

fn open(server: &RealServer) -> RedisStore {
    RedisStore::open(&server.address(), Arc::new(SystemClock)).expect("opens")
}

fn key(number: u8) -> Key {
    Space::Author.key(&[number; 16])
}

fn change(number: u8, expect: Option<Version>, value: Option<&[u8]>) -> Change {
    Change { key: key(number), expect, value: value.map(<[u8]>::to_vec), expires_at: None }
}

fn save(store: &RedisStore, change: Change) -> Result<Version> {
    match store.save_if(&[change])?.remove(0) {
        Outcome::Saved(version) => Ok(version),
        Outcome::Conflict(found) => panic!("found {found:?}"),
    }
}

fn load(store: &RedisStore, number: u8) -> Option<Stored> {
    store.load(&[key(number)]).expect("loads").remove(0)
}

/// Asks the server without a store.
fn ask<T: ::redis::FromRedisValue>(server: &RealServer, words: &[&[u8]]) -> T {
    let client = ::redis::Client::open(server.address()).expect("an address");
    let mut command = ::redis::Cmd::new();
    for word in words {
        command.arg(*word);
    }
    command.query(&mut client.get_connection().expect("connects")).expect("answers")
}

/// Lets time pass for what has this prefix, as the server counts it.
fn let_pass(server: &str, prefix: &str, duration: Duration) {
    let script = "for _, key in ipairs(redis.call('KEYS', ARGV[1])) do \
         local at = redis.call('PEXPIRETIME', key) \
         if at > 0 then redis.call('PEXPIREAT', key, at - ARGV[2]) end end";
    let client = ::redis::Client::open(server).expect("an address");
    let mut connection = client.get_connection().expect("connects");
    let mut command = ::redis::cmd("EVAL");
    command.arg(script).arg(0).arg(format!("{prefix}*")).arg(duration.as_millis() as u64);
    command.query::<()>(&mut connection).expect("answers");
}

#[test]
fn it_keeps_the_promises_of_a_store() {
    let server = RealServer::start(Append::EverySecond, &[]);
    let number = AtomicU64::new(0);
    suite::run(&|| {
        let clock = Arc::new(HandClock::at(suite::start()));
        // One that a pattern would misread.
        let prefix = format!("[a-z]*{}:", number.fetch_add(1, Ordering::Relaxed));
        let options = RedisOptions { prefix: prefix.clone(), ..RedisOptions::default() };
        let clock_of_store = Arc::clone(&clock) as Arc<dyn Clock>;
        let store = RedisStore::open_with(&server.address(), clock_of_store, options).expect("opens");
        let (address, pattern) =
            (server.address(), String::from_utf8(escaped(prefix.as_bytes())).expect("text"));
        Fixture::new(Arc::new(store), clock).passing(move |duration| let_pass(&address, &pattern, duration))
    });
}

#[test]
fn what_the_server_keeps_is_read_from_it() {
    for (append, keeps) in [
        (Append::Off, Keeps::Nothing),
        (Append::EverySecond, Keeps::OwnKill),
        (Append::Always, Keeps::PowerLoss),
    ] {
        let server = RealServer::start(append, &[]);
        assert_eq!(open(&server).keeps(), keeps);
        let known = RedisOptions { keeps: Some(Keeps::OwnKill), ..RedisOptions::default() };
        let store = RedisStore::open_with(&server.address(), Arc::new(SystemClock), known).expect("opens");
        assert_eq!(store.keeps(), Keeps::OwnKill);
    }
    let hidden = RealServer::start(Append::Always, &["--rename-command", "CONFIG", ""]);
    assert_eq!(open(&hidden).keeps(), Keeps::OwnKill, "the weaker one is assumed");
}

#[test]
fn a_server_that_does_not_suit_is_refused_with_advice() {
    for (more, words) in [
        (["--maxmemory-policy", "allkeys-lru"], "noeviction"),
        (["--replicaof", "localhost 1"], "name its primary"),
        (["--requirepass", "secret"], "write the password into the address"),
        (["--requirepass", "other"], "write the password into the address"),
    ] {
        let server = RealServer::start(Append::Off, &more);
        let address =
            if more[1] == "other" { format!("{}?pass=wrong", server.address()) } else { server.address() };
        let refused = RedisStore::open(&address, Arc::new(SystemClock)).err().expect("it does not suit");
        assert_eq!(refused.kind(), ErrorKind::StoreFailed, "{refused}");
        assert!(refused.to_string().contains(words), "no `{words}` in: {refused}");
    }
    let server = RealServer::start(Append::Off, &["--requirepass", "secret"]);
    let address = format!("{}?pass=secret", server.address());
    RedisStore::open(&address, Arc::new(SystemClock)).expect("it has the password");
}

#[test]
fn an_address_that_is_none_is_refused() {
    for (address, words) in [
        ("redis://", "not the address"),
        ("redis://h:x", "not the address"),
        ("rediss://h:x", "not the address"),
        ("rediss://localhost?ca=/nowhere/ca.pem", "/nowhere/ca.pem cannot be read"),
        ("redis://localhost?ca=/nowhere/ca.pem", "rediss://"),
    ] {
        let refused = RedisStore::open(address, Arc::new(SystemClock)).err().expect("no address");
        assert_eq!(refused.kind(), ErrorKind::BadInput, "{refused}");
        assert!(refused.to_string().contains(words), "{refused}");
    }
}

#[test]
fn a_cluster_is_refused_with_what_to_do() {
    let (port, bus) = (free_port(), free_port());
    let ports = ["--port", &port, "--bind", "127.0.0.1", "--cluster-enabled", "yes", "--cluster-port", &bus];
    let server = RealServer::start(Append::Off, &ports);
    let refused = RedisStore::open(&server.address(), Arc::new(SystemClock)).err().expect("it does not suit");
    assert_eq!(refused.kind(), ErrorKind::StoreFailed, "{refused}");
    assert!(refused.to_string().contains("part of a cluster: name a server of its own"), "{refused}");
}

/// A port that nobody listened on a moment ago.
fn free_port() -> String {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a port")
        .port()
        .to_string()
}

/// Looks until it is so.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    for _ in 0..1_000 {
        if is_so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("never: {what}");
}

#[test]
fn what_replicas_must_have_is_acknowledged_when_they_have_it() {
    let port = free_port();
    let ports = ["--port", &port, "--bind", "127.0.0.1", "--repl-diskless-sync-delay", "0"];
    let primary = RealServer::start(Append::Always, &ports);
    let address = format!("{}?replicas=1", primary.address());
    let options = RedisOptions { answer_timeout: Duration::from_secs(4), ..RedisOptions::default() };
    let open = || RedisStore::open_with(&address, Arc::new(SystemClock), options.clone());
    let alone = open().err().expect("nobody follows");
    assert_eq!(alone.kind(), ErrorKind::StoreUnavailable, "{alone}");
    assert!(alone.to_string().contains("1 of its replicas"), "{alone}");

    let follow = format!("127.0.0.1 {port}");
    let mut replica = RealServer::start(Append::Always, &["--replicaof", &follow]);
    until("the replica follows", || open().is_ok());
    let store = open().expect("opens");
    let name = [b"koko:", key(1).as_slice()].concat();
    let mut version = None;
    for number in 0..20 {
        version = Some(save(&store, change(1, version, Some(&[number]))).expect("saves"));
        let there: Vec<u8> = ask(&replica, &[b"GET", &name]);
        assert_eq!(there.last(), Some(&number), "it has it when we are told");
    }

    replica.kill();
    let lost = store.save_if(&[change(1, version, Some(b"x"))]).unwrap_err();
    assert!(matches!(lost, Error::StoreOutcomeUnknown { .. }), "{lost}");
    // Whoever looks now would find it, and take it for safe.
    assert_eq!(store.load(&[key(1)]).unwrap_err().kind(), ErrorKind::StoreUnavailable);
    replica.start_again();
    until("the replica has caught up", || store.load(&[key(1)]).is_ok());
    assert_eq!(load(&store, 1).map(|stored| stored.bytes), Some(b"x".to_vec()));
    let there: Vec<u8> = ask(&replica, &[b"GET", &name]);
    assert!(there.ends_with(b"x"));
}

#[test]
fn tenants_with_different_prefixes_share_nothing() {
    let server = RealServer::start(Append::Off, &[]);
    let with = |prefix: &str| {
        let address = format!("{}?prefix={prefix}", server.address());
        RedisStore::open(&address, Arc::new(SystemClock)).expect("opens")
    };
    let (one, other) = (with("a:"), with("a:b"));
    save(&one, change(1, None, Some(b"x"))).expect("saves");
    save(&other, change(1, None, Some(b"y"))).expect("saves");
    assert_eq!(load(&one, 1).map(|stored| stored.bytes), Some(b"x".to_vec()));
    let page = one.scan(Space::Author, None, 100).expect("scans");
    assert_eq!(page.records.len(), 1);
}

#[test]
fn a_key_made_again_gets_a_new_version_although_the_clock_was_put_back() {
    let server = RealServer::start(Append::Off, &[]);
    let store = open(&server);
    let now = save(&store, change(1, None, Some(b"x"))).expect("saves");
    // As it would be if the record had been deleted an hour in the future.
    let future = now.0 + 3_600_000_000;
    let mut left = future.to_be_bytes();
    left[0] |= 0x80;
    let name = [b"koko:", key(2).as_slice()].concat();
    ask::<()>(&server, &[b"SET", &name, &left]);
    assert_eq!(load(&store, 2), None);
    assert!(
        store
            .scan(Space::Author, None, 100)
            .expect("scans")
            .records
            .iter()
            .all(|(found, _)| *found != key(2))
    );
    assert_eq!(save(&store, change(2, None, Some(b"y"))).expect("saves"), Version(future + 1));
}

#[test]
fn what_a_deleted_record_leaves_behind_goes_away() {
    let server = RealServer::start(Append::Off, &[]);
    let store = open(&server);
    let version = save(&store, change(1, None, Some(b"x"))).expect("saves");
    save(&store, change(1, Some(version), None)).expect("deletes");
    let name = [b"koko:", key(1).as_slice()].concat();
    let kept: i64 = ask(&server, &[b"PTTL", &name]);
    assert!((1..=3_600_000).contains(&kept), "{kept} ms");
    let size: i64 = ask(&server, &[b"STRLEN", &name]);
    assert_eq!(size, 8, "only its version");
}

#[test]
fn a_script_that_the_server_lost_is_given_again() {
    let server = RealServer::start(Append::Off, &[]);
    let store = open(&server);
    for number in 0..3 {
        ask::<()>(&server, &[b"SCRIPT", b"FLUSH"]);
        save(&store, change(number, None, Some(b"x"))).expect("saves");
    }
}

#[test]
fn a_server_without_room_refuses_and_nothing_is_saved() {
    let server = RealServer::start(Append::Off, &["--maxmemory", "1"]);
    let store = open(&server);
    let refused = store.save_if(&[change(1, None, Some(b"x"))]).unwrap_err();
    assert!(matches!(refused, Error::StoreUnavailable { .. }), "{refused}");
    assert_eq!(load(&store, 1), None);
}

#[test]
fn records_of_others_under_our_names_are_an_error() {
    let server = RealServer::start(Append::Off, &[]);
    let store = open(&server);
    let name = |number| [b"koko:", key(number).as_slice()].concat();
    ask::<()>(&server, &[b"SET", &name(1), b"short"]);
    ask::<()>(&server, &[b"LPUSH", &name(2), b"x"]);
    for number in [1, 2] {
        for refused in [
            store.load(&[key(number)]).map(|_| ()).unwrap_err(),
            store.save_if(&[change(number, None, Some(b"x"))]).map(|_| ()).unwrap_err(),
        ] {
            assert_eq!(refused.kind(), ErrorKind::StoreFailed, "{refused}");
        }
    }
}

#[test]
fn a_server_that_is_away_is_told_apart_and_found_again() {
    let mut server = RealServer::start(Append::Always, &[]);
    let store = open(&server);
    let first = save(&store, change(1, None, Some(b"x"))).expect("saves");
    server.kill();
    for _ in 0..3 {
        let refused = store.load(&[key(1)]).unwrap_err();
        assert!(matches!(refused, Error::StoreUnavailable { .. }), "{refused}");
        assert!(refused.retry_after().is_some());
        assert_eq!(
            store.save_if(&[change(2, None, Some(b"y"))]).unwrap_err().kind(),
            ErrorKind::StoreUnavailable
        );
    }
    let nobody = RedisStore::open(&server.address(), Arc::new(SystemClock)).err().expect("nobody is there");
    assert!(matches!(nobody, Error::StoreUnavailable { .. }), "{nobody}");
    server.start_again();
    assert_eq!(load(&store, 1).map(|stored| stored.version), Some(first));
    save(&store, change(2, None, Some(b"y"))).expect("saves");
}

/// What the way to the server does.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Way {
    Open,
    /// Requests arrive; at the first answer the connection breaks.
    LosesAnswers,
    /// Requests arrive; answers never come.
    Silent,
}

/// Stands between a store and its server.
struct Between {
    address: String,
    way: Arc<AtomicU8>,
}

impl Between {
    fn new(server: &RealServer) -> Between {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("redis://{}", listener.local_addr().expect("an address"));
        let (way, socket) = (Arc::new(AtomicU8::new(Way::Open as u8)), server.socket());
        let shared = Arc::clone(&way);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(std::io::Result::ok) {
                carry(client, &socket, &shared);
            }
        });
        Between { address, way }
    }

    fn set(&self, way: Way) {
        self.way.store(way as u8, Ordering::SeqCst);
    }
}

fn carry(mut client: TcpStream, socket: &PathBuf, way: &Arc<AtomicU8>) {
    let Ok(mut server) = UnixStream::connect(socket) else { return };
    let (mut from_client, mut to_server) =
        (client.try_clone().expect("a handle"), server.try_clone().expect("a handle"));
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut from_client, &mut to_server);
        let _ = to_server.shutdown(Shutdown::Both);
    });
    let way = Arc::clone(way);
    std::thread::spawn(move || {
        let mut bytes = [0; 65_536];
        while let Ok(count @ 1..) = server.read(&mut bytes) {
            match way.load(Ordering::SeqCst) {
                way if way == Way::Open as u8 => {
                    if client.write_all(&bytes[..count]).is_err() {
                        break;
                    }
                }
                way if way == Way::Silent as u8 => {}
                _ => break,
            }
        }
        let _ = client.shutdown(Shutdown::Both);
    });
}

#[test]
fn a_lost_answer_is_an_unknown_outcome_that_a_look_settles() {
    for way in [Way::LosesAnswers, Way::Silent] {
        let server = RealServer::start(Append::Off, &[]);
        let between = Between::new(&server);
        let options = RedisOptions { answer_timeout: Duration::from_millis(100), ..RedisOptions::default() };
        let store = RedisStore::open_with(&between.address, Arc::new(SystemClock), options).expect("opens");
        // The connection is fresh enough to be trusted: the request goes out on it.
        let first = save(&store, change(1, None, Some(b"one"))).expect("saves");
        between.set(way);
        let lost =
            store.save_if(&[change(1, Some(first), Some(b"two")), change(2, None, Some(b"x"))]).unwrap_err();
        assert!(matches!(lost, Error::StoreOutcomeUnknown { .. }), "{lost}");
        between.set(Way::Open);
        let found = load(&store, 1).expect("it is there");
        assert_eq!(found.bytes, b"two", "the request had arrived");
        assert!(found.version > first && load(&store, 2).is_some());
    }
}

#[test]
fn a_load_is_tried_again_when_its_connection_broke() {
    let mut server = RealServer::start(Append::Always, &[]);
    let store = open(&server);
    save(&store, change(1, None, Some(b"x"))).expect("saves");
    server.start_again();
    // The connection from before the restart is still in the pool.
    assert!(load(&store, 1).is_some());
}
