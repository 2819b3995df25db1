//! Webhooks as Standard Webhooks 1.0 has them: what happened, told to whoever wants to know, signed and until it has arrived.
//!
//! What is to be told is an event. The outbox keeps it for every endpoint that wants it, the deliverer takes what is due.
//! An attempt reads as: `target` says whether the address may be posted to, `sender` posts what `signature` has signed and
//! returns an `outcome`, and `schedule` says what follows from that.

pub mod deliverer;
pub mod events;
pub mod outbox;
pub mod payloads;

pub mod sender;
pub mod settings;

pub mod resolver;
pub mod target;

pub mod schedule;
pub mod signature;

pub mod outcome;

use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use koko_core::clock::Timestamp;
use parking_lot::Mutex;
use tokio::sync::{Notify, Semaphore, SemaphorePermit, watch};

use super::database::Database;
use super::database::webhooks::SecretRow;
use super::metrics::webhooks::WebhookMeter;
use super::sealing::Seal;
use sender::{CannotSend, Sender};
use settings::Settings;
use signature::{Retired, Secret, SigningKeys};
use target::TargetRules;

/// Endpoints that are tried by hand at once.
const TESTS_AT_ONCE: usize = 16;

/// What is sealed for a tenant opens with this.
pub type SealOf = Box<dyn Fn(&str) -> Seal + Send + Sync>;

/// Whether anybody wants to be told anything.
struct Heard {
    /// What was read of the database before one of these was made is not the last word.
    endpoints_made: u64,
    is_heard: bool,
}

/// The webhooks of a service.
pub struct Webhooks {
    database: Database,
    settings: ArcSwap<Settings>,
    seal_of: SealOf,
    /// Opened when it is needed: a service without webhooks needs no certificates.
    sender: Mutex<Option<Arc<Sender>>>,
    wake: Notify,
    /// When everything that is on its way was last taken anew.
    renewed_at: Mutex<Option<Instant>>,
    heard: Mutex<Heard>,
    stop: watch::Sender<bool>,
    tests: Semaphore,
    meter: WebhookMeter,
}

impl Webhooks {
    /// Nothing is sent before [`Webhooks::deliver`].
    pub fn new(database: Database, settings: Settings, seal_of: SealOf) -> Webhooks {
        Webhooks {
            database,
            settings: ArcSwap::from_pointee(settings),
            seal_of,
            sender: Mutex::default(),
            wake: Notify::new(),
            renewed_at: Mutex::default(),
            heard: Mutex::new(Heard { endpoints_made: 0, is_heard: true }),
            stop: watch::Sender::new(false),
            tests: Semaphore::new(TESTS_AT_ONCE),
            meter: WebhookMeter::default(),
        }
    }

    /// What is measured about them.
    pub fn meter(&self) -> &WebhookMeter {
        &self.meter
    }

    /// Where may be posted to.
    pub fn rules(&self) -> TargetRules {
        self.settings.load().rules.clone()
    }

    /// From now on this holds. What is on its way was sent by what held before.
    pub fn choose(&self, settings: Settings) {
        let mut sender = self.sender.lock();
        let before = self.settings.swap(Arc::new(settings));
        if before.rules != self.settings.load().rules {
            // Its connections may lead to where nobody may post to any more.
            sender.take();
        }
        drop(sender);
        self.wake();
    }

    /// Something was added to the outbox, and that was written.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Whether anybody wants to be told anything; where nobody does, nothing needs to be put together. An endpoint that was
    /// made by another service on the same database is known after a second.
    pub fn is_heard(&self) -> bool {
        self.heard.lock().is_heard
    }

    /// An endpoint was made.
    pub fn is_heard_from_now_on(&self) {
        let mut heard = self.heard.lock();
        heard.endpoints_made += 1;
        heard.is_heard = true;
    }

    /// From now on nothing more is sent. What is on its way may arrive.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Who posts.
    pub fn sender(&self) -> Result<Arc<Sender>, CannotSend> {
        let mut sender = self.sender.lock();
        if let Some(sender) = &*sender {
            return Ok(Arc::clone(sender));
        }
        let opened = Arc::new(Sender::new(self.rules(), sender::TIMEOUT)?);
        Ok(Arc::clone(sender.insert(opened)))
    }

    /// A turn for a test, which keeps a request waiting; nothing where many are tested already.
    pub fn turn_for_test(&self) -> Option<SemaphorePermit<'_>> {
        self.tests.try_acquire().ok()
    }

    /// What is sealed for this tenant opens with it.
    pub fn seal_of(&self, tenant: &str) -> Seal {
        (self.seal_of)(tenant)
    }
}

/// A secret, to be kept.
pub fn sealed_secret(seal: &Seal, endpoint: &str, id: String, secret: &Secret) -> SecretRow {
    SecretRow {
        sealed: seal.seal_words(&secret_sealed_as(&id), &secret.reveal()),
        endpoint: endpoint.to_owned(),
        until: None,
        id,
    }
}

/// What signs for an endpoint; nothing where the secret of the service is another one than when they were made.
pub fn signing_keys(seal: &Seal, rows: &[SecretRow]) -> Option<SigningKeys> {
    let open = |row: &SecretRow| {
        let words = seal.open_words(&secret_sealed_as(&row.id), &row.sealed)?;
        Secret::parse(&words).ok()
    };
    let (current, retired) = rows.split_first()?;
    let retired: Option<Vec<Retired>> = retired
        .iter()
        .map(|row| Some(Retired { secret: open(row)?, until: moment(row.until.unwrap_or_default()) }))
        .collect();
    Some(SigningKeys { current: open(current)?, retired: retired? })
}

/// Of milliseconds since 1970.
pub fn moment(milliseconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(milliseconds.div_euclid(1_000))
}

/// As milliseconds.
pub fn milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX / 2)
}

fn secret_sealed_as(id: &str) -> String {
    format!("webhook secret {id}")
}
