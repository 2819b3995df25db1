//! Why a request is not answered, in the words of every face.

use std::time::Duration;

use koko_core::error::{Error, ErrorKind};

use super::callers::Scope;
use super::console::roles::Role;
use super::database::Failure;
use super::webhooks::sender::CannotSend;
use crate::archive::{NoRoom, RETRY_AFTER};

/// Why a request is not answered.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The core says so.
    #[error(transparent)]
    Core(#[from] Error),
    /// The database says so.
    #[error(transparent)]
    Database(#[from] Failure),
    /// Nobody said who asks.
    #[error("send a key: `Authorization: Bearer koko_…`")]
    NoKey,
    /// Nobody has this key, or not any more.
    #[error("this key is not known here, or no longer: `koko keys new` makes one")]
    WrongKey,
    /// The key is good for other things.
    #[error("this key is not good for `{}`: make one with `koko keys new --scope {}`", scope.as_str(), scope.as_str())]
    NotAllowed {
        /// What would be needed.
        scope: Scope,
    },
    /// Somebody who is signed in, for other things.
    #[error("your role is `{}`, which is not good for `{}`: ask whoever runs this service", role.as_str(), scope.as_str())]
    NotOfRole {
        /// What they are.
        role: Role,
        /// What would be needed.
        scope: Scope,
    },
    /// Nobody is signed in to the console.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// A cookie of a session that is over.
    #[error("you are not signed in any more: sign in again at /console")]
    SessionOver,
    /// Somebody who is signed in asks in the name of somebody else.
    #[error("you are signed in as `{name}`: leave `reviewer` out, it is you")]
    NotYou {
        /// Who they are.
        name: String,
    },
    /// A cookie, and no sign that a page of our own sends it.
    #[error("the header `Koko-CSRF` is missing or wrong: `GET /console/session` tells what belongs there")]
    WrongCsrf,
    /// A cookie, and nothing says which page wants the WebSocket.
    #[error(
        "the header `Origin` is missing: with a session only pages of this service open a WebSocket, others send a key"
    )]
    NoOrigin,
    /// A page from elsewhere.
    #[error(
        "pages of {origin} may not ask this service without a key: `koko serve --cors ORIGIN` names those that may"
    )]
    ForeignPage {
        /// Where it is from, as its browser says.
        origin: String,
    },
    /// A page at a name that is nowhere said to be ours.
    #[error(
        "this service does not know that it is {origin}, and without keys it hears pages of its own only: \
         `koko serve --public-url {origin}` says so, and `koko keys new` makes a key"
    )]
    UnknownName {
        /// Where it is from, as its browser says.
        origin: String,
    },
    /// Too much at once.
    #[error("more than this key may ask: try again in {} s", retry_after.as_secs_f64().ceil())]
    TooFast {
        /// When there is room again.
        retry_after: Duration,
    },
    /// Too much today.
    #[error("this key has used what it may use in a day: it may go on in {} s", retry_after.as_secs())]
    QuotaUsed {
        /// When the next day begins.
        retry_after: Duration,
    },
    /// Nothing can be archived, and the tenant wants nothing decided then.
    #[error("the archive takes no more now: try again in {} s", RETRY_AFTER.as_secs())]
    ArchiveFull,
    /// This machine cannot send webhooks.
    #[error(transparent)]
    Webhooks(#[from] CannotSend),
    /// There is no such thing.
    #[error("{what}")]
    NotFound {
        /// What there is not.
        what: String,
    },
    /// Somebody else was faster.
    #[error("{what}")]
    Conflict {
        /// What is different by now.
        what: String,
    },
}

/// What kind of refusal it is. Each has one status, and one name in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalKind {
    /// One of the core's.
    Core(ErrorKind),
    /// The database is away.
    DatabaseUnavailable,
    /// The database failed.
    DatabaseFailed,
    /// No key or a wrong one, and nobody is signed in.
    Unauthorized,
    /// A key or a role for something else, or a page from elsewhere.
    Forbidden,
    /// Too much at once.
    RateLimited,
    /// Too much today.
    QuotaUsed,
    /// Nothing can be archived.
    ArchiveFull,
    /// This machine cannot send webhooks.
    WebhooksFailed,
    /// There is no such thing.
    NotFound,
    /// Somebody else was faster.
    Conflict,
}

impl RefusalKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            RefusalKind::Core(kind) => kind.as_str(),
            RefusalKind::DatabaseUnavailable => "database_unavailable",
            RefusalKind::DatabaseFailed => "database_failed",
            RefusalKind::Unauthorized => "unauthorized",
            RefusalKind::Forbidden => "forbidden",
            RefusalKind::RateLimited => "rate_limited",
            RefusalKind::QuotaUsed => "quota_used",
            RefusalKind::ArchiveFull => "archive_full",
            RefusalKind::WebhooksFailed => "webhooks_failed",
            RefusalKind::NotFound => "not_found",
            RefusalKind::Conflict => "conflict",
        }
    }
}

impl From<NoRoom> for Refusal {
    fn from(_: NoRoom) -> Refusal {
        Refusal::ArchiveFull
    }
}

impl Refusal {
    /// What kind it is.
    pub fn kind(&self) -> RefusalKind {
        match self {
            Refusal::Core(error) => RefusalKind::Core(error.kind()),
            Refusal::Database(Failure::Away { .. }) => RefusalKind::DatabaseUnavailable,
            Refusal::Database(Failure::Failed { .. }) => RefusalKind::DatabaseFailed,
            Refusal::NoKey | Refusal::WrongKey | Refusal::NotSignedIn | Refusal::SessionOver => {
                RefusalKind::Unauthorized
            }
            Refusal::NotAllowed { .. }
            | Refusal::NotOfRole { .. }
            | Refusal::NotYou { .. }
            | Refusal::WrongCsrf
            | Refusal::NoOrigin
            | Refusal::ForeignPage { .. }
            | Refusal::UnknownName { .. } => RefusalKind::Forbidden,
            Refusal::TooFast { .. } => RefusalKind::RateLimited,
            Refusal::QuotaUsed { .. } => RefusalKind::QuotaUsed,
            Refusal::ArchiveFull => RefusalKind::ArchiveFull,
            Refusal::Webhooks(_) => RefusalKind::WebhooksFailed,
            Refusal::NotFound { .. } => RefusalKind::NotFound,
            Refusal::Conflict { .. } => RefusalKind::Conflict,
        }
    }

    /// When a new try has a chance; nothing where it never has.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Refusal::Core(error) => error.retry_after(),
            Refusal::Database(Failure::Away { retry_after, .. })
            | Refusal::TooFast { retry_after }
            | Refusal::QuotaUsed { retry_after } => Some(*retry_after),
            Refusal::ArchiveFull => Some(RETRY_AFTER),
            _ => None,
        }
    }

    /// A mistake of whoever asked.
    pub fn bad(what: impl Into<String>) -> Refusal {
        Refusal::Core(Error::BadInput { what: what.into() })
    }

    /// There is no such thing.
    pub fn not_found(what: impl Into<String>) -> Refusal {
        Refusal::NotFound { what: what.into() }
    }
}
