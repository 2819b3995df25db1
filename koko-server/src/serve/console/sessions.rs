//! Who is signed in. A session is kept in the database under the digest of what the browser's cookie holds.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use quick_cache::sync::Cache;
use serde_json::json;

use super::super::database::audit::{self, Deed};
use super::super::database::sessions::{self, SessionRow};
use super::super::database::{Database, Failure, now_ms};
use super::super::refusal::Refusal;
use super::origin::Head;
use super::roles::Role;
use super::tokens;

/// The header that shows that a page of our own asks: others cannot read the token that belongs there.
pub const CSRF: &str = "koko-csrf";

/// How long it is believed what the database said of a session: one that was ended is good for nothing after that.
const BELIEVED_FOR: Duration = Duration::from_secs(1);
/// And how long while the database is away.
const BELIEVED_AT_MOST: Duration = Duration::from_secs(15 * 60);
/// Digests of which is remembered whose they are.
const REMEMBERED: usize = 65_536;
/// How often it is written down that somebody was heard of.
const SEEN_EVERY_MS: i64 = 60_000;

/// How somebody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// An identity provider knows them.
    Oidc,
    /// They had a link.
    Link,
}

impl How {
    /// The name in the database and in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            How::Oidc => "oidc",
            How::Link => "link",
        }
    }
}

/// Somebody who may come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Whose authors, policy and models they see.
    pub tenant: String,
    /// What the identity provider calls them, or which link it was.
    pub subject: String,
    /// What people call them.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

impl Person {
    /// What the audit log calls them.
    pub fn known_as(&self) -> String {
        format!("{} ({})", self.name, self.subject)
    }
}

/// How long a session lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lasts {
    /// Whatever its owner does.
    pub at_most: Duration,
    /// If nothing is heard of its owner.
    pub idle: Duration,
}

impl Lasts {
    /// For how many seconds a browser keeps the cookie.
    pub fn seconds(self) -> i64 {
        i64::try_from(self.at_most.as_secs()).unwrap_or(i64::MAX)
    }
}

/// Somebody who is signed in.
pub struct Session {
    /// Who.
    pub person: Person,
    /// When they have to sign in again, in milliseconds since 1970.
    pub expires_at: i64,
    row: SessionRow,
    known_as: String,
    csrf: blake3::Hash,
    seen_at: AtomicI64,
}

impl Session {
    fn new(row: SessionRow, csrf: blake3::Hash) -> Option<Session> {
        // A role that a later version knows: it is none here.
        let role = Role::parse(&row.role).ok()?;
        let person =
            Person { tenant: row.tenant.clone(), subject: row.subject.clone(), name: row.name.clone(), role };
        Some(Session {
            known_as: person.known_as(),
            person,
            expires_at: row.expires_at,
            csrf,
            seen_at: AtomicI64::new(row.seen_at),
            row,
        })
    }

    /// What the audit log calls its owner.
    pub fn known_as(&self) -> &str {
        &self.known_as
    }

    /// How they signed in: `oidc` or `link`.
    pub fn how(&self) -> &str {
        &self.row.how
    }

    /// What pages of our own send along.
    pub fn csrf(&self) -> String {
        self.csrf.to_hex().to_string()
    }

    /// Refuses what a page from elsewhere could have sent in its owner's name.
    pub fn check_page(&self, head: &Head<'_>) -> Result<(), Refusal> {
        if head.is_upgrade() && !head.headers.contains_key(axum::http::header::ORIGIN) {
            return Err(Refusal::NoOrigin);
        }
        if head.only_looks() {
            return Ok(());
        }
        // Hashes compare in constant time.
        let sent = head.header(CSRF).and_then(|sent| blake3::Hash::from_hex(sent).ok());
        match sent == Some(self.csrf) {
            true => Ok(()),
            false => Err(Refusal::WrongCsrf),
        }
    }

    /// Whether it is this one still; only when its owner was seen may be different.
    fn is(&self, row: &SessionRow) -> bool {
        SessionRow { seen_at: self.row.seen_at, ..row.clone() } == self.row
    }

    fn is_over(&self, idle: Duration, now: i64) -> bool {
        let idle = i64::try_from(idle.as_millis()).unwrap_or(i64::MAX);
        self.expires_at <= now || self.seen_at.load(Ordering::Relaxed).saturating_add(idle) <= now
    }
}

/// All that are signed in.
pub struct Sessions {
    database: Database,
    known: Cache<String, Arc<Looked>>,
}

struct Looked {
    at: Instant,
    session: Option<Arc<Session>>,
}

impl Sessions {
    /// Those in this database.
    pub fn new(database: Database) -> Sessions {
        Sessions { database, known: Cache::new(REMEMBERED) }
    }

    /// Lets somebody in, and tells what their cookie shall hold. What it held before is good for nothing any more.
    pub async fn begin(
        &self,
        person: &Person,
        how: How,
        lasts: Lasts,
        before: Option<&str>,
    ) -> Result<String, Refusal> {
        let secret = tokens::new();
        let now = now_ms();
        let row = SessionRow {
            digest: tokens::digest(&secret),
            tenant: person.tenant.clone(),
            subject: person.subject.clone(),
            name: person.name.clone(),
            role: person.role.as_str().to_owned(),
            how: how.as_str().to_owned(),
            made_at: now,
            seen_at: now,
            expires_at: now.saturating_add(i64::try_from(lasts.at_most.as_millis()).unwrap_or(i64::MAX)),
        };
        let deed = Deed {
            tenant: person.tenant.clone(),
            who: person.known_as(),
            did: "console.signed_in",
            subject: person.subject.clone(),
            details: json!({"role": person.role.as_str(), "how": how.as_str()}),
            at: now,
        };
        let before = before.map(tokens::digest);
        if let Some(before) = &before {
            self.known.remove(before);
        }
        self.database
            .write(move |connection| {
                let (row, deed, before) = (row.clone(), deed.clone(), before.clone());
                Box::pin(async move {
                    if let Some(before) = &before {
                        sessions::remove(connection, before).await?;
                    }
                    sessions::insert(connection, &row).await?;
                    audit::append(connection, &deed).await
                })
            })
            .await?;
        Ok(secret)
    }

    /// Whose cookie this is; nobody's where the session is over.
    pub async fn find(&self, secret: &str, idle: Duration) -> Result<Option<Arc<Session>>, Refusal> {
        if !tokens::is_one(secret) {
            return Ok(None);
        }
        let session = self.look(tokens::digest(secret), tokens::csrf(secret)).await?;
        let now = now_ms();
        let session = session.filter(|session| !session.is_over(idle, now));
        if let Some(session) = &session {
            self.note(session, now);
        }
        Ok(session)
    }

    /// Ends a session.
    pub async fn end(&self, session: &Session) -> Result<(), Refusal> {
        let deed = Deed {
            tenant: session.person.tenant.clone(),
            who: session.known_as.clone(),
            did: "console.signed_out",
            subject: session.person.subject.clone(),
            details: json!({}),
            at: now_ms(),
        };
        let digest = session.row.digest.clone();
        self.database
            .write(move |connection| {
                let (digest, deed) = (digest.clone(), deed.clone());
                Box::pin(async move {
                    sessions::remove(connection, &digest).await?;
                    audit::append(connection, &deed).await
                })
            })
            .await?;
        self.known.remove(&session.row.digest);
        Ok(())
    }

    /// Whether a session that was found before is still one. Nobody was heard of by that.
    pub async fn goes_on(&self, session: &Session, idle: Duration) -> bool {
        match self.look(session.row.digest.clone(), session.csrf).await {
            Ok(found) => found.is_some() && !session.is_over(idle, now_ms()),
            Err(_) => !session.is_over(idle, now_ms()),
        }
    }

    async fn look(&self, digest: String, csrf: blake3::Hash) -> Result<Option<Arc<Session>>, Refusal> {
        let before = self.known.get(&digest);
        let is_fresh = |looked: &Looked, most: Duration| looked.at.elapsed() < most;
        if let Some(looked) = &before
            && is_fresh(looked, BELIEVED_FOR)
        {
            return Ok(looked.session.clone());
        }
        let reading = sessions::by_digest(self.database.pool(), &digest);
        let row = match (self.database.read(reading).await, &before) {
            // Who was known when the database went away is known while it is away.
            (Err(Failure::Away { .. }), Some(looked)) if is_fresh(looked, BELIEVED_AT_MOST) => {
                return Ok(looked.session.clone());
            }
            (row, _) => row?,
        };
        let before = before.and_then(|looked| looked.session.clone());
        let session = row.and_then(|row| match before {
            Some(before) if before.is(&row) => {
                // What is known of when they were seen may be newer than what is written.
                before.seen_at.fetch_max(row.seen_at, Ordering::Relaxed);
                Some(before)
            }
            _ => Session::new(row, csrf).map(Arc::new),
        });
        self.known.insert(digest, Arc::new(Looked { at: Instant::now(), session: session.clone() }));
        Ok(session)
    }

    /// Writes down that somebody was heard of, once a minute, and lets nobody wait for it.
    fn note(&self, session: &Arc<Session>, now: i64) {
        let seen_at = session.seen_at.load(Ordering::Relaxed);
        let is_due = now - seen_at >= SEEN_EVERY_MS;
        let is_ours =
            || session.seen_at.compare_exchange(seen_at, now, Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if is_due && is_ours() {
            let (database, digest) = (self.database.clone(), session.row.digest.clone());
            tokio::spawn(async move {
                // While the database is away nothing is written; the next minute has another chance.
                let writing = database.write(move |connection| {
                    let digest = digest.clone();
                    Box::pin(async move { sessions::seen(connection, &digest, now).await })
                });
                writing.await.ok();
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::database::Address;

    const LASTS: Lasts = Lasts { at_most: Duration::from_secs(3_600), idle: Duration::from_secs(600) };

    fn person() -> Person {
        Person {
            tenant: "default".to_owned(),
            subject: "s1".to_owned(),
            name: "ines".to_owned(),
            role: Role::Moderator,
        }
    }

    #[tokio::test]
    async fn a_session_is_found_by_its_cookie_until_it_is_ended() {
        let sessions = Sessions::new(Database::open(&Address::Memory).await.unwrap());
        let cookie = sessions.begin(&person(), How::Oidc, LASTS, None).await.unwrap();
        let found = sessions.find(&cookie, LASTS.idle).await.unwrap().unwrap();
        assert_eq!((found.person.clone(), found.how(), found.known_as()), (person(), "oidc", "ines (s1)"));
        assert!(sessions.find(&tokens::new(), LASTS.idle).await.unwrap().is_none());
        assert!(sessions.find("", LASTS.idle).await.unwrap().is_none());
        assert!(sessions.goes_on(&found, LASTS.idle).await);
        sessions.end(&found).await.unwrap();
        assert!(sessions.find(&cookie, LASTS.idle).await.unwrap().is_none());
        assert!(!sessions.goes_on(&found, LASTS.idle).await);
    }

    #[tokio::test]
    async fn whoever_signs_in_again_has_one_session_only() {
        let sessions = Sessions::new(Database::open(&Address::Memory).await.unwrap());
        let first = sessions.begin(&person(), How::Link, LASTS, None).await.unwrap();
        assert!(sessions.find(&first, LASTS.idle).await.unwrap().is_some());
        let second = sessions.begin(&person(), How::Link, LASTS, Some(&first)).await.unwrap();
        assert!(sessions.find(&first, LASTS.idle).await.unwrap().is_none());
        assert!(sessions.find(&second, LASTS.idle).await.unwrap().is_some());
    }

    #[tokio::test]
    async fn it_ends_by_itself_after_its_time_and_after_idling() {
        let sessions = Sessions::new(Database::open(&Address::Memory).await.unwrap());
        let short = Lasts { at_most: Duration::ZERO, ..LASTS };
        let cookie = sessions.begin(&person(), How::Oidc, short, None).await.unwrap();
        assert!(sessions.find(&cookie, LASTS.idle).await.unwrap().is_none());
        let cookie = sessions.begin(&person(), How::Oidc, LASTS, None).await.unwrap();
        assert!(sessions.find(&cookie, Duration::ZERO).await.unwrap().is_none());
        assert!(sessions.find(&cookie, LASTS.idle).await.unwrap().is_some());
    }
}
