//! What went wrong with the database, as far as it matters to whoever asked.

use std::time::Duration;

use super::Address;

/// When a database that is away may be back.
const COME_BACK: Duration = Duration::from_secs(2);

/// Why something was not kept, or not found.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Failure {
    /// It is away, or too busy. Nothing was written.
    #[error("the database {address} is away: {what}; nothing was kept, try again in {} s", retry_after.as_secs())]
    Away {
        /// Where it is, without a password.
        address: String,
        /// What it said.
        what: String,
        /// When a new try has a chance.
        retry_after: Duration,
    },
    /// It does not do what it should.
    #[error("the database {address} failed: {what}")]
    Failed {
        /// Where it is, without a password.
        address: String,
        /// What it said.
        what: String,
    },
}

impl Failure {
    pub(super) fn of(address: &Address, error: sqlx::Error) -> Failure {
        let (address, what) = (address.to_string(), error.to_string());
        if is_passing(&error) {
            return Failure::Away { address, what, retry_after: COME_BACK };
        }
        Failure::Failed { address, what }
    }

    pub(super) fn too_many(address: &Address) -> Failure {
        let what = "too much waits to be written".to_owned();
        Failure::Away { address: address.to_string(), what, retry_after: COME_BACK }
    }
}

fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        // SQLite: busy, locked, full, cannot open; PostgreSQL: connection exceptions, shutting down, too many connections,
        // disk full, serialization and deadlocks.
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            let class = ["08", "57P", "53", "40"];
            let sqlite = code.parse::<u32>().is_ok_and(|code| [5, 6, 10, 13, 14].contains(&(code & 0xff)));
            (code.len() < 5 && sqlite)
                || (code.len() == 5 && class.iter().any(|class| code.starts_with(class)))
        }),
        _ => false,
    }
}
