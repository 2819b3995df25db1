//! How much a key may ask, counted where all services see it: in the Valkey or Redis that they have for authors.
//!
//! Whoever asks does not wait for a server that is away: then each service counts for itself, and says so.

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::time::{Duration, Instant};

use koko_core::store::RedisStore;
use parking_lot::Mutex;
use prometheus_client::metrics::counter::Counter;
use redis::{Client, Connection};
use tokio::sync::oneshot;

use super::log;
use super::log::line::{Event, Level};

const TAKE: &str = include_str!("take.lua");
/// Behind what all keys begin with. No kind of record begins with this letter.
const OURS: &str = "limit:";
/// How long the server may take.
const PATIENCE: Duration = Duration::from_millis(250);
/// How long a server that was away is left alone.
const AWAY_FOR: Duration = Duration::from_secs(1);
/// What is asked in one round trip, at most.
const TOGETHER: usize = 256;

/// What somebody would like to ask.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The id of the key.
    pub key: String,
    /// Texts that it may ask a second.
    pub per_second: f64,
    /// Texts that it may ask at once.
    pub burst: u32,
    /// Texts that it asks now.
    pub texts: u32,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// They were taken.
    Granted {
        /// How many are left.
        remaining: u64,
    },
    /// There are not as many.
    Refused {
        /// How many there are.
        remaining: u64,
        /// When there are as many as were wanted.
        wait: Duration,
    },
}

type Question = (Wanted, oneshot::Sender<Taken>);

/// The server that counts for all services.
pub struct Rates {
    /// One thread asks it for everybody: what is asked at the same time is one round trip.
    questions: Mutex<Sender<Question>>,
    alone: Counter,
}

impl Rates {
    /// Counts on the server at this address, once somebody asks. Nothing if it is no address of a server.
    pub fn open(store: &str) -> Option<Rates> {
        let (client, prefix) =
            RedisStore::is_address(store).then(|| RedisStore::client_at(store).ok()).flatten()?;
        let (questions, asked) = channel();
        let asking = move || Asking { client, prefix, connection: None, away_since: None }.answer(&asked);
        std::thread::Builder::new().name("koko-rates".to_owned()).spawn(asking).ok()?;
        Some(Rates { questions: Mutex::new(questions), alone: Counter::default() })
    }

    /// Takes what is wanted, if it is there; nothing if the server is away.
    pub async fn take(&self, wanted: Wanted) -> Option<Taken> {
        let (answer, answered) = oneshot::channel();
        let sent = self.questions.lock().send((wanted, answer));
        let taken = match sent {
            // It may have to be connected first.
            Ok(()) => tokio::time::timeout(PATIENCE * 3, answered).await.ok().and_then(Result::ok),
            Err(_) => None,
        };
        if taken.is_none() {
            self.alone.inc();
        }
        taken
    }

    /// Counts the times at which a service counted for itself, because the server was away.
    pub fn alone(&self) -> &Counter {
        &self.alone
    }
}

/// The thread that asks the server.
struct Asking {
    client: Client,
    prefix: String,
    connection: Option<Connection>,
    away_since: Option<Instant>,
}

impl Asking {
    /// Answers until nobody asks any more.
    fn answer(mut self, asked: &Receiver<Question>) {
        while let Ok(first) = asked.recv() {
            let mut together = vec![first];
            while together.len() < TOGETHER {
                match asked.try_recv() {
                    Ok(more) => together.push(more),
                    Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
                }
            }
            // Who went away before the answer takes nothing.
            together.retain(|(_, answer)| !answer.is_closed());
            if together.is_empty() || self.away_since.is_some_and(|at| at.elapsed() < AWAY_FOR) {
                // Whoever waits hears that nobody answers.
                continue;
            }
            let begun = self.away_since.is_some();
            match self.ask(&together) {
                Ok(answers) => {
                    for ((_, answer), taken) in together.into_iter().zip(answers) {
                        answer.send(taken).ok();
                    }
                    if begun {
                        let message = "rates are counted together with other services again";
                        log::say(Level::Info, Event::Trouble, message);
                    }
                    self.away_since = None;
                }
                Err(error) => {
                    self.connection = None;
                    if !begun {
                        let message =
                            format!("rates are counted by this service alone: the store is away ({error})");
                        log::say(Level::Error, Event::Trouble, &message);
                    }
                    self.away_since = Some(Instant::now());
                }
            }
        }
    }

    fn ask(&mut self, questions: &[Question]) -> redis::RedisResult<Vec<Taken>> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            None => {
                let connection = self.client.get_connection_with_timeout(PATIENCE)?;
                connection.set_read_timeout(Some(PATIENCE))?;
                connection.set_write_timeout(Some(PATIENCE))?;
                self.connection.insert(connection)
            }
        };
        let mut pipeline = redis::pipe();
        for (wanted, _) in questions {
            pipeline.cmd("EVAL").arg(TAKE).arg(1).arg(format!("{}{OURS}{}", self.prefix, wanted.key));
            pipeline.arg(format!("{:.6}", 1e6 / wanted.per_second)).arg(wanted.burst).arg(wanted.texts);
        }
        let answers: Vec<(i64, u64, u64)> = pipeline.query(connection)?;
        let taken = |(granted, remaining, wait)| match granted {
            1 => Taken::Granted { remaining },
            _ => Taken::Refused { remaining, wait: Duration::from_micros(wait) },
        };
        Ok(answers.into_iter().map(taken).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_whether_there_is_a_server() {
        for (store, counts) in [
            ("redis://cache:6379", true),
            ("valkeys://cache:6379?ca=ca.pem", true),
            ("unix:///run/valkey.sock", true),
            ("memory:", false),
            ("kept/authors", false),
        ] {
            assert_eq!(RedisStore::is_address(store), counts, "{store}");
        }
        for space in koko_core::store::Space::ALL {
            assert_ne!(OURS.as_bytes()[0], space as u8, "a scan would take it for a record");
        }
    }

    #[tokio::test]
    async fn who_asks_a_server_that_is_away_is_told_soon_and_it_is_counted() {
        // Nobody listens there, and it is known at once.
        let rates = Rates::open("redis://127.0.0.1:1/").unwrap();
        let wanted = Wanted { key: "k".to_owned(), per_second: 1.0, burst: 1_000, texts: 1 };
        for count in 1..=3 {
            assert_eq!(rates.take(wanted.clone()).await, None);
            assert_eq!(rates.alone().get(), count);
        }
        assert!(Rates::open("kept/authors").is_none());
    }
}
