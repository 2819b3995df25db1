//! The one door to authors: records what they did and tells how they stand.

use std::sync::Arc;
use std::time::Duration;

use super::event::{Delta, Posted};
use super::history::History;
use super::parameters::Parameters;
use super::standing::{FamilyStanding, Standing};
use crate::clock::Timestamp;
use crate::content::ActorId;
use crate::error::{Error, Result};
use crate::labels::Family;
use crate::store::{Change, Key, Outcome, StateStore, Stored};

/// Tries before a record that others keep changing is given up for now.
const TRIES: usize = 8;
/// A record is forgotten this long after its last event, or after the last time that we were told of one.
const KEPT_FOR: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// The records of all authors of one tenant.
pub struct ActorLedger {
    store: Arc<dyn StateStore>,
    parameters: Parameters,
    /// Authors and events enter the store only as hashes under this key.
    secret: [u8; 32],
}

impl ActorLedger {
    /// `secret` names the tenant: another secret finds nothing in the same store.
    pub fn new(store: Arc<dyn StateStore>, parameters: Parameters, secret: [u8; 32]) -> ActorLedger {
        ActorLedger { store, parameters, secret }
    }

    /// Counts an event and tells how the author stands after it, at the moment of the event.
    ///
    /// `received` is the present moment, which may be long after the event: an archive is read as it happened, and kept
    /// from now on. Returns once the store has acknowledged. The same event again changes nothing. Under contention it
    /// tries a few times and then answers [`Error::Overloaded`].
    pub fn record(&self, posted: &Posted<'_>, received: Timestamp) -> Result<Standing> {
        let key = self.key(posted.author);
        let delta = Delta::of(posted, self.tag(posted), &self.parameters);
        let mut present = self.store.load(std::slice::from_ref(&key))?.pop().flatten();
        for _ in 0..TRIES {
            let mut history = match &present {
                Some(stored) => History::from_bytes(&stored.bytes)?,
                None => History::new(posted.at),
            };
            if history.has_seen(delta.tag) {
                return Ok(Standing::of(posted.author, &history, posted.at, &self.parameters));
            }
            history.apply(&delta);
            self.settle_bands(&mut history);
            match self.save(&key, present, &history, received)? {
                Outcome::Saved(_) => {
                    return Ok(Standing::of(posted.author, &history, posted.at, &self.parameters));
                }
                Outcome::Conflict(found) => present = found,
            }
        }
        Err(Error::Overloaded { retry_after: Duration::from_millis(50) })
    }

    /// How an author stands at `now`; nothing if there is no record.
    pub fn standing(&self, author: &ActorId, now: Timestamp) -> Result<Option<Standing>> {
        let stored = self.store.load(&[self.key(author)])?.pop().flatten();
        let history = stored.map(|stored| History::from_bytes(&stored.bytes)).transpose()?;
        Ok(history.map(|history| Standing::of(author, &history, now, &self.parameters)))
    }

    fn save(
        &self,
        key: &Key,
        present: Option<Stored>,
        history: &History,
        received: Timestamp,
    ) -> Result<Outcome> {
        let change = Change {
            key: key.clone(),
            expect: present.map(|stored| stored.version),
            value: Some(history.to_bytes()),
            expires_at: Some(history.latest.max(received).plus(KEPT_FOR)),
        };
        let outcome = self.store.save_if(&[change])?.pop();
        outcome.ok_or_else(|| Error::StoreFailed {
            what: "the store did not say what became of a change".to_owned(),
        })
    }

    fn settle_bands(&self, history: &mut History) {
        let reading = history.read(history.latest);
        for family in Family::ALL {
            let band = &mut history.bands[family as usize];
            *band = FamilyStanding::of(&reading, family, *band, &self.parameters).band;
        }
    }

    fn key(&self, author: &ActorId) -> Key {
        blake3::keyed_hash(&self.secret, author.as_str().as_bytes()).as_bytes()[..16].to_vec()
    }

    fn tag(&self, posted: &Posted<'_>) -> u64 {
        let hash = blake3::keyed_hash(&self.secret, posted.id.as_bytes());
        u64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("a hash has 32 bytes"))
    }
}
