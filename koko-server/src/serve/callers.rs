//! Who asks, what they may, and how much of it.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use parking_lot::Mutex;
use quick_cache::sync::Cache;

use super::console::sessions::Session;
use super::database::keys::{self, KeyRow};
use super::database::usage::{self, DAY_MS};
use super::database::{Database, Failure, now_ms};
use super::rates::{Rates, Taken, Wanted};
use super::refusal::Refusal;
use super::tenants::Tenant;

/// How long it is believed what the database said of a key: a revoked one is good for nothing after that.
const BELIEVED_FOR: Duration = Duration::from_secs(1);
/// And how long while the database is away.
const BELIEVED_AT_MOST: Duration = Duration::from_secs(15 * 60);
/// Digests of which is remembered whose they are.
const REMEMBERED: usize = 65_536;
/// What a key may always ask at once, however little it may ask a second: as many texts as a request may bring.
const AT_ONCE: u32 = 1_000;

/// What a key is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What is in texts: the service's own API and those that it is compatible with.
    Score,
    /// Decisions, and what authors did.
    Moderate,
    /// Standings, decisions, the queue.
    Read,
    /// Deciding about what waits.
    Review,
    /// Policies and taught labels.
    Rules,
    /// Everything about them and about authors, webhooks, the audit log. Good for rules, too.
    Admin,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Scope; 6] =
        [Scope::Score, Scope::Moderate, Scope::Read, Scope::Review, Scope::Rules, Scope::Admin];

    /// The name on the command line and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Score => "score",
            Scope::Moderate => "moderate",
            Scope::Read => "read",
            Scope::Review => "review",
            Scope::Rules => "rules",
            Scope::Admin => "admin",
        }
    }

    /// Whether somebody who has `held` may do what takes this.
    fn is_in(self, held: Scope) -> bool {
        held == self || (self == Scope::Rules && held == Scope::Admin)
    }
}

type Limiter = RateLimiter<NotKeyed, InMemoryState, DefaultClock, StateInformationMiddleware>;

/// A key that is good for something.
pub struct Key {
    row: KeyRow,
    /// Counts for this service alone.
    limiter: Option<Limiter>,
    /// Counts for all services, if there is where.
    rates: Option<Arc<Rates>>,
    /// Used today by all services, as far as is known, and since then by this one.
    used: Mutex<Used>,
    unsaved: AtomicI64,
}

#[derive(Default)]
struct Used {
    day: i64,
    texts: i64,
}

/// How much a key may still ask, for the headers of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// How much it may ask.
    pub limit: u64,
    /// How much of that is left.
    pub remaining: u64,
    /// In how many seconds all of it is there again.
    pub reset: u64,
}

/// Who asks.
pub struct Caller {
    /// Whose authors, policy and models are meant.
    pub tenant: Arc<Tenant>,
    who: Who,
    left: Mutex<Option<Left>>,
}

/// By what somebody is known.
pub enum Who {
    /// By nothing: whoever asks a service without keys.
    Anybody,
    /// By a key.
    Key(Arc<Key>),
    /// They are signed in to the console.
    Person(Arc<Session>),
}

impl Caller {
    /// Somebody who asks this tenant.
    pub fn new(tenant: Arc<Tenant>, who: Who) -> Caller {
        Caller { tenant, who, left: Mutex::default() }
    }

    /// What the audit log calls them.
    pub fn name(&self) -> &str {
        match &self.who {
            Who::Anybody => "anybody",
            Who::Key(key) => &key.row.name,
            Who::Person(session) => session.known_as(),
        }
    }

    /// The session of a person; nothing for a program.
    pub fn session(&self) -> Option<&Arc<Session>> {
        match &self.who {
            Who::Person(session) => Some(session),
            _ => None,
        }
    }

    /// Refuses whoever may not do this.
    pub fn may(&self, scope: Scope) -> Result<(), Refusal> {
        match &self.who {
            Who::Anybody => Ok(()),
            Who::Key(key) => {
                let mut held = Scope::ALL
                    .into_iter()
                    .filter(|held| key.row.scopes.iter().any(|name| name == held.as_str()));
                held.any(|held| scope.is_in(held)).then_some(()).ok_or(Refusal::NotAllowed { scope })
            }
            Who::Person(session) => {
                let role = session.person.role;
                let may = role.scopes().iter().any(|held| scope.is_in(*held));
                may.then_some(()).ok_or(Refusal::NotOfRole { role, scope })
            }
        }
    }

    /// Counts so many texts, or refuses them.
    pub async fn count(&self, texts: usize) -> Result<(), Refusal> {
        let Who::Key(key) = &self.who else { return Ok(()) };
        let left = key.count(u32::try_from(texts).unwrap_or(u32::MAX), now_ms()).await;
        match left {
            Ok(left) => {
                *self.left.lock() = left;
                Ok(())
            }
            Err((refusal, left)) => {
                *self.left.lock() = Some(left);
                Err(refusal)
            }
        }
    }

    /// How much may still be asked; nothing without limits, and before anything was counted.
    pub fn left(&self) -> Option<Left> {
        *self.left.lock()
    }
}

impl Key {
    fn new(row: KeyRow, rates: Option<Arc<Rates>>, before: Option<&Key>) -> Key {
        let limiter = row.per_second.filter(|rate| *rate > 0.0).map(|rate| {
            let burst = (rate.ceil() as u32).max(AT_ONCE);
            let one = Duration::from_secs_f64(1.0 / rate).max(Duration::from_nanos(1));
            let quota = Quota::with_period(one).expect("longer than nothing");
            let burst = NonZeroU32::new(burst).expect("at least a thousand");
            RateLimiter::direct(quota.allow_burst(burst)).with_middleware()
        });
        let used = before.map(|before| {
            let used = before.used.lock();
            Used { day: used.day, texts: used.texts }
        });
        let unsaved = before.map_or(0, |before| before.unsaved.swap(0, Ordering::Relaxed));
        let (used, unsaved) = (Mutex::new(used.unwrap_or_default()), AtomicI64::new(unsaved));
        Key { row, limiter, rates, used, unsaved }
    }

    /// The key as it is kept.
    pub fn row(&self) -> &KeyRow {
        &self.row
    }

    async fn count(&self, texts: u32, now_ms: i64) -> Result<Option<Left>, (Refusal, Left)> {
        let Some(texts) = NonZeroU32::new(texts) else { return Ok(None) };
        let of_rate = match &self.limiter {
            Some(limiter) => Some(self.count_rate(limiter, texts).await?),
            None => None,
        };
        let of_quota = self.row.per_day.map(|quota| self.count_quota(quota, texts, now_ms)).transpose()?;
        // What runs out first.
        let share = |left: &Left| left.remaining as f64 / left.limit.max(1) as f64;
        Ok([of_rate, of_quota].into_iter().flatten().min_by(|one, other| share(one).total_cmp(&share(other))))
    }

    async fn count_rate(&self, limiter: &Limiter, texts: NonZeroU32) -> Result<Left, (Refusal, Left)> {
        let rate = self.row.per_second.unwrap_or(1.0);
        let burst = (rate.ceil() as u32).max(AT_ONCE);
        let limit = u64::from(burst);
        let left = |remaining: u64| Left {
            limit,
            remaining,
            reset: ((limit - remaining.min(limit)) as f64 / rate).ceil() as u64,
        };
        if let (Some(rates), true) = (&self.rates, texts.get() <= burst) {
            let wanted = Wanted { key: self.row.id.clone(), per_second: rate, burst, texts: texts.get() };
            match rates.take(wanted).await {
                Some(Taken::Granted { remaining }) => return Ok(left(remaining)),
                Some(Taken::Refused { remaining, wait }) => {
                    return Err((Refusal::TooFast { retry_after: wait }, left(remaining)));
                }
                // Then this service counts for itself.
                None => {}
            }
        }
        match limiter.check_n(texts) {
            Ok(Ok(state)) => Ok(left(u64::from(state.remaining_burst_capacity()))),
            Ok(Err(until)) => {
                let retry_after = until.wait_time_from(DefaultClock::default().now());
                Err((Refusal::TooFast { retry_after }, left(0)))
            }
            Err(too_many) => {
                let what = format!(
                    "a request of {texts} texts is more than the {} that this key may ask at once",
                    too_many.0
                );
                Err((Refusal::bad(what), left(limit)))
            }
        }
    }

    fn count_quota(&self, quota: i64, texts: NonZeroU32, now_ms: i64) -> Result<Left, (Refusal, Left)> {
        let day = now_ms.div_euclid(DAY_MS);
        let to_midnight =
            u64::try_from(DAY_MS - now_ms.rem_euclid(DAY_MS)).unwrap_or_default().div_ceil(1_000);
        let left = |used: i64| Left {
            limit: u64::try_from(quota).unwrap_or_default(),
            remaining: u64::try_from(quota - used).unwrap_or_default(),
            reset: to_midnight,
        };
        let mut used = self.used.lock();
        if used.day != day {
            *used = Used { day, texts: 0 };
            self.unsaved.store(0, Ordering::Relaxed);
        }
        let texts = i64::from(texts.get());
        if used.texts + texts > quota {
            let retry_after = Duration::from_secs(to_midnight);
            return Err((Refusal::QuotaUsed { retry_after }, left(used.texts)));
        }
        used.texts += texts;
        self.unsaved.fetch_add(texts, Ordering::Relaxed);
        Ok(left(used.texts))
    }
}

/// Finds out who asks.
pub struct Callers {
    database: Database,
    rates: Option<Arc<Rates>>,
    known: Cache<String, Arc<Looked>>,
    /// Whether any key was ever made, and when that was asked.
    are_keys: Mutex<Option<(bool, Instant)>>,
}

struct Looked {
    at: Instant,
    key: Option<Arc<Key>>,
}

/// What a key turned out to be.
pub enum Found {
    /// There are no keys: everybody may do everything.
    Open,
    /// This one.
    Key(Arc<Key>),
}

impl Callers {
    /// Keys are in this database. Rates are counted together with other services, if there is where.
    pub fn new(database: Database, rates: Option<Rates>) -> Callers {
        let rates = rates.map(Arc::new);
        Callers { database, rates, known: Cache::new(REMEMBERED), are_keys: Mutex::default() }
    }

    /// Where rates are counted together with other services.
    pub fn rates(&self) -> Option<&Rates> {
        self.rates.as_deref()
    }

    /// Whose key this is.
    pub async fn find(&self, key: Option<&str>) -> Result<Found, Refusal> {
        let Some(key) = key else {
            return if self.are_keys().await? { Err(Refusal::NoKey) } else { Ok(Found::Open) };
        };
        let digest = blake3::hash(key.as_bytes()).to_hex().to_string();
        let before = self.known.get(&digest);
        if let Some(looked) = &before
            && looked.at.elapsed() < BELIEVED_FOR
        {
            return self.good(looked.key.clone()).await;
        }
        let row = match (self.database.read(keys::by_digest(self.database.pool(), &digest)).await, &before) {
            // Who was known when the database went away is known while it is away.
            (Err(Failure::Away { .. }), Some(looked)) if looked.at.elapsed() < BELIEVED_AT_MOST => {
                return self.good(looked.key.clone()).await;
            }
            (row, _) => row?,
        };
        let before = before.and_then(|looked| looked.key.clone());
        let key = row.map(|row| match before {
            Some(before) if before.row == row => before,
            before => Arc::new(Key::new(row, self.rates.clone(), before.as_deref())),
        });
        self.known.insert(digest, Arc::new(Looked { at: Instant::now(), key: key.clone() }));
        self.good(key).await
    }

    /// Tells the database what was used, and learns what others have used.
    pub async fn save_usage(&self) -> Result<(), Refusal> {
        let mut keys = HashMap::new();
        for (_, looked) in self.known.iter() {
            if let Some(key) = &looked.key
                && key.row.per_day.is_some()
            {
                keys.insert(key.row.id.clone(), Arc::clone(key));
            }
        }
        if keys.is_empty() {
            return Ok(());
        }
        let day = now_ms().div_euclid(DAY_MS);
        let used: Vec<(String, i64, i64)> = keys
            .values()
            .map(|key| (key.row.id.clone(), day, key.unsaved.swap(0, Ordering::Relaxed)))
            .collect();
        let kept = Arc::new(used.clone());
        let written = self
            .database
            .write(move |connection| {
                let used = Arc::clone(&kept);
                Box::pin(async move { usage::add(connection, &used).await })
            })
            .await;
        match written {
            Ok(all) => {
                for (id, day, texts) in all {
                    if let Some(key) = keys.get(&id) {
                        let texts = texts + key.unsaved.load(Ordering::Relaxed);
                        *key.used.lock() = Used { day, texts };
                    }
                }
                Ok(())
            }
            Err(failure) => {
                for (id, _, texts) in used {
                    keys[&id].unsaved.fetch_add(texts, Ordering::Relaxed);
                }
                Err(failure.into())
            }
        }
    }

    async fn good(&self, key: Option<Arc<Key>>) -> Result<Found, Refusal> {
        match key {
            Some(key)
                if key.row.revoked_at.is_none() && key.row.expires_at.is_none_or(|at| at > now_ms()) =>
            {
                Ok(Found::Key(key))
            }
            Some(_) => Err(Refusal::WrongKey),
            // The clients of some services insist on sending one.
            None if !self.are_keys().await? => Ok(Found::Open),
            None => Err(Refusal::WrongKey),
        }
    }

    async fn are_keys(&self) -> Result<bool, Refusal> {
        let known = *self.are_keys.lock();
        if let Some((are_keys, at)) = known
            && (are_keys || at.elapsed() < BELIEVED_FOR)
        {
            return Ok(are_keys);
        }
        let are_keys = match (self.database.read(keys::are_any(self.database.pool())).await, known) {
            (Err(Failure::Away { .. }), Some((are_keys, at))) if at.elapsed() < BELIEVED_AT_MOST => {
                return Ok(are_keys);
            }
            (are_keys, _) => are_keys?,
        };
        *self.are_keys.lock() = Some((are_keys, Instant::now()));
        Ok(are_keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(per_second: Option<f64>, per_day: Option<i64>) -> Key {
        let row = KeyRow {
            id: "k".to_owned(),
            tenant: "default".to_owned(),
            name: "forum".to_owned(),
            digest: String::new(),
            scopes: Vec::new(),
            per_second,
            per_day,
            made_at: 0,
            expires_at: None,
            revoked_at: None,
        };
        Key::new(row, None, None)
    }

    #[tokio::test]
    async fn a_quota_is_used_up_and_comes_back_at_midnight() {
        let key = key(None, Some(10));
        let noon = DAY_MS * 20_000 + DAY_MS / 2;
        assert_eq!(key.count(7, noon).await.unwrap(), Some(Left { limit: 10, remaining: 3, reset: 43_200 }));
        let (refusal, left) = key.count(4, noon).await.unwrap_err();
        assert!(matches!(refusal, Refusal::QuotaUsed { .. }), "{refusal}");
        assert_eq!(left.remaining, 3);
        assert_eq!(key.count(3, noon).await.unwrap().unwrap().remaining, 0);
        assert_eq!(key.count(3, noon + DAY_MS).await.unwrap().unwrap().remaining, 7);
    }

    #[tokio::test]
    async fn a_rate_lets_a_request_through_and_then_waits() {
        let key = key(Some(0.5), None);
        assert_eq!(key.count(1_000, 0).await.unwrap().unwrap().remaining, 0);
        let (refusal, _) = key.count(1, 0).await.unwrap_err();
        let wait = refusal.retry_after().unwrap();
        assert!(wait > Duration::ZERO && wait <= Duration::from_secs(2), "{wait:?}");
        assert!(matches!(key.count(1_001, 0).await.unwrap_err().0, Refusal::Core(_)));
        assert_eq!(super::tests::key(None, None).count(1_000_000, 0).await.unwrap(), None);
    }
}
