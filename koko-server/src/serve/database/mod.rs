//! What the service keeps beside the records of authors: decisions, what waits for a reviewer, keys, policies, the audit log.
//!
//! One SQLite file, or a PostgreSQL that several services share; the statements are the same. Each table has a file here.

pub mod address;
pub mod audit;
pub mod bands;
pub mod company;
pub mod decisions;
pub mod deliveries;
pub mod early;
pub mod examples;
pub mod failure;
pub mod feedback;
pub mod in_force;
pub mod keys;
pub mod links;
pub mod review;
pub mod sessions;
pub mod statements;
pub mod usage;
pub mod webhooks;
pub mod writer;

use std::borrow::Cow;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use futures_util::future::BoxFuture;
use parking_lot::Mutex;
use prometheus_client::metrics::histogram::Histogram;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, AnyPool, ConnectOptions, Connection, Executor, SqlSafeStr};

pub use address::Address;
pub use failure::Failure;
use writer::Writer;

use super::metrics::SECONDS;

/// Connections for reading; writing has one of its own.
const READERS: u32 = 8;
/// How long somebody waits for a connection.
const PATIENCE: Duration = Duration::from_secs(3);

/// The steps from an empty database to this one. What has been released is never changed.
const MIGRATIONS: [(i64, &str, &str); 8] = [
    (1, "decisions", include_str!("../../../migrations/0001_decisions.sql")),
    (2, "webhooks", include_str!("../../../migrations/0002_webhooks.sql")),
    (3, "statements", include_str!("../../../migrations/0003_statements.sql")),
    (4, "early events", include_str!("../../../migrations/0004_early_events.sql")),
    (5, "console", include_str!("../../../migrations/0005_console.sql")),
    (6, "queue", include_str!("../../../migrations/0006_queue.sql")),
    (7, "thread", include_str!("../../../migrations/0007_thread.sql")),
    (8, "feedback", include_str!("../../../migrations/0008_feedback.sql")),
];

/// A database that is up to date. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    pool: AnyPool,
    writer: Writer,
    writes: Histogram,
    address: Address,
    /// SQLite: open as long as the database is. What is only in memory is gone with its last connection, and a file cannot be
    /// opened again while its disk is full; the pool loses one when a write fails, or whoever waits for it goes away.
    keeps: Arc<Mutex<Option<AnyConnection>>>,
}

impl Database {
    /// Opens the database, makes it if it is a file that is not there, and brings it up to date.
    pub async fn open(address: &Address) -> Result<Database, Failure> {
        sqlx::any::install_default_drivers();
        let failed = |error| Failure::of(address, error);
        let options = address.url().parse::<AnyConnectOptions>().map_err(failed)?;
        let pragmas = address.pragmas();
        let keeps = match address.is_sqlite() {
            true => {
                let mut keeps = options.connect().await.map_err(failed)?;
                keeps.execute(pragmas).await.map_err(failed)?;
                // The log beside it, and the index of that, are opened at the first reading.
                keeps.execute("SELECT 1 FROM sqlite_master").await.map_err(failed)?;
                Some(keeps)
            }
            false => None,
        };
        let pool = AnyPoolOptions::new()
            // What is only in memory is locked as a whole.
            .max_connections(if address.is_in_memory() { 1 } else { READERS })
            // The pool would try for five minutes to open one, and not be closed before.
            .min_connections(0)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(PATIENCE)
            .after_connect(move |connection, _| {
                Box::pin(async move { connection.execute(pragmas).await.map(drop) })
            })
            .connect_with(options.disable_statement_logging())
            .await
            .map_err(failed)?;
        migrator().run(&pool).await.map_err(|error| failed(error.into()))?;
        let writer = Writer::start(pool.clone(), address.clone());
        let writes = Histogram::new(SECONDS);
        Ok(Database { pool, writer, writes, address: address.clone(), keeps: Arc::new(Mutex::new(keeps)) })
    }

    /// Where it is.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// For reading.
    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Writes, and returns once that would survive `kill -9`.
    ///
    /// What is written by `work` is written as a whole or not at all. It shares a transaction with what others write at the
    /// same time, and may be called again if one of those fails.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: for<'c> Fn(&'c mut AnyConnection) -> BoxFuture<'c, sqlx::Result<T>> + Send + Sync + 'static,
    {
        let begun = Instant::now();
        let written = self.writer.write(work).await;
        self.writes.observe(begun.elapsed().as_secs_f64());
        written
    }

    /// How long writing took.
    pub fn writes(&self) -> &Histogram {
        &self.writes
    }

    /// Reads.
    pub async fn read<T>(&self, reading: impl Future<Output = sqlx::Result<T>>) -> Result<T, Failure> {
        reading.await.map_err(|error| Failure::of(&self.address, error))
    }

    /// Whether it answers.
    pub async fn is_there(&self) -> bool {
        sqlx::query("SELECT 1").execute(&self.pool).await.is_ok()
    }

    /// Lets what is being written end, and closes the connections.
    pub async fn close(&self) {
        self.writer.end().await;
        self.pool.close().await;
        let keeps = self.keeps.lock().take();
        if let Some(keeps) = keeps {
            // It has written nothing that could be lost.
            keeps.close().await.ok();
        }
    }
}

/// Milliseconds since 1970, as times are kept.
pub fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// An id that nobody else makes; later ones sort after earlier ones.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// A database that a later Koko has migrated is opened, too, so that services go back, and are replaced one after the other:
/// migrations only add what those before do not miss.
fn migrator() -> Migrator {
    let migrations = MIGRATIONS.map(|(version, name, sql)| {
        Migration::new(version, Cow::Borrowed(name), MigrationType::Simple, sql.into_sql_str(), false)
    });
    Migrator { migrations: Cow::Owned(migrations.to_vec()), ignore_missing: true, ..Migrator::DEFAULT }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_only_in_memory_stays_when_somebody_goes_away_who_waited() {
        let database = Database::open(&Address::Memory).await.unwrap();
        let other = Database::open(&Address::Memory).await.unwrap();
        let adding = database.write(|connection| {
            Box::pin(async move { usage::add(connection, &[("k".to_owned(), 1, 5)]).await.map(drop) })
        });
        adding.await.unwrap();
        // Whichever way the pool loses its connection.
        let lost = database.pool().acquire().await.unwrap();
        drop(lost.detach());
        let used = async |database: &Database| {
            let used = sqlx::query_scalar::<_, i64>("SELECT used FROM key_usage");
            database.read(used.fetch_all(database.pool())).await.unwrap()
        };
        assert_eq!(used(&database).await, [5]);
        assert_eq!(used(&other).await, [0; 0]);
    }

    /// As when its disk is full, which its second file needs a page of.
    #[tokio::test]
    async fn a_file_that_cannot_be_opened_again_is_read_written_and_closed() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(&Address::File(folder.path().join("koko.sqlite"))).await.unwrap();
        // As the writer does when something fails.
        while database.pool().size() > 0 {
            if let Some(mut connection) = database.pool().try_acquire() {
                connection.close_on_drop();
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // In the way of whoever would make that file now.
        std::fs::create_dir(folder.path().join("koko.sqlite-shm")).unwrap_err();
        database
            .write(|connection| {
                Box::pin(async { usage::add(connection, &[("k".to_owned(), 1, 5)]).await.map(drop) })
            })
            .await
            .unwrap();
        assert!(database.is_there().await);
        database.close().await;
    }

    #[tokio::test]
    async fn what_a_later_koko_has_migrated_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::File(folder.path().join("koko.sqlite"));
        let database = Database::open(&address).await.unwrap();
        let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                     VALUES (9999, 'later', TRUE, x'00', 0)";
        sqlx::query(later).execute(database.pool()).await.unwrap();
        database.close().await;
        let database = Database::open(&address).await.unwrap();
        assert!(database.is_there().await);
    }

    #[test]
    fn migrations_after_the_first_only_add() {
        for (version, name, sql) in &MIGRATIONS[1..] {
            assert_eq!(misses(sql), None, "{version} {name}: a Koko before it would miss something");
        }
        for misses_it in [
            "ALTER TABLE decisions DROP COLUMN parent;",
            "DROP TABLE keys;",
            "ALTER TABLE decisions RENAME COLUMN a TO b;",
            "UPDATE decisions SET a = 1;",
            "-- a comment\nALTER TABLE decisions ADD COLUMN a TEXT NOT NULL;",
            "CREATE UNIQUE INDEX one ON decisions (a);",
        ] {
            assert!(misses(misses_it).is_some(), "{misses_it}");
        }
        assert_eq!(misses("ALTER TABLE decisions ADD COLUMN a BIGINT NOT NULL DEFAULT 0;"), None);
    }

    /// The first statement that takes something away from those who know nothing of it, or asks something of them.
    fn misses(sql: &str) -> Option<String> {
        let code: Vec<&str> = sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
        let statements = code.join(" ");
        statements
            .split(';')
            .map(|statement| statement.split_whitespace().collect::<Vec<_>>().join(" "))
            .find(|statement| {
                let adds_a_column = statement.starts_with("ALTER TABLE ")
                    && statement.contains(" ADD COLUMN ")
                    && (!statement.contains(" NOT NULL") || statement.contains(" DEFAULT "));
                let adds_a_table =
                    statement.starts_with("CREATE TABLE ") || statement.starts_with("CREATE INDEX ");
                !(statement.is_empty() || adds_a_column || adds_a_table)
            })
    }
}
