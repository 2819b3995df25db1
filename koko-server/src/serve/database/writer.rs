//! One writer: what many want to write at the same time is one transaction, and waits for the disk once.

use std::time::Duration;

use futures_util::future::BoxFuture;
use parking_lot::Mutex;
use sqlx::{AnyConnection, AnyPool, Connection, SqlSafeStr};
use tokio::sync::{mpsc, oneshot};

use super::{Address, Failure};

/// Works that may wait; more are told to come back.
const MOST_WAITING: usize = 4_096;
/// Works of one transaction.
const MOST_TOGETHER: usize = 512;
/// How often a transaction is tried that only met another writer.
const TRIES: usize = 3;
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

/// Where to bring what is to be written. Cheap to clone.
#[derive(Clone)]
pub(super) struct Writer {
    works: mpsc::Sender<Box<dyn Work>>,
    address: Address,
}

/// Something to be written, and whoever waits for it.
trait Work: Send + Sync {
    fn run<'c>(&'c self, connection: &'c mut AnyConnection) -> BoxFuture<'c, sqlx::Result<()>>;
    /// Tells whoever waits; after the transaction.
    fn tell(self: Box<Self>, result: Result<(), Failure>);
}

struct Waiting<T, F> {
    work: F,
    made: Mutex<Option<T>>,
    answer: oneshot::Sender<Result<T, Failure>>,
}

impl<T, F> Work for Waiting<T, F>
where
    T: Send,
    F: for<'c> Fn(&'c mut AnyConnection) -> BoxFuture<'c, sqlx::Result<T>> + Send + Sync,
{
    fn run<'c>(&'c self, connection: &'c mut AnyConnection) -> BoxFuture<'c, sqlx::Result<()>> {
        Box::pin(async move {
            let made = (self.work)(connection).await?;
            *self.made.lock() = Some(made);
            Ok(())
        })
    }

    fn tell(self: Box<Self>, result: Result<(), Failure>) {
        let made = self.made.into_inner();
        let result = result.map(|()| made.expect("a work that succeeded has made something"));
        // Whoever asked may be gone by now.
        self.answer.send(result).ok();
    }
}

/// Tells that everything before it was written.
struct End(oneshot::Sender<()>);

impl Work for End {
    fn run<'c>(&'c self, _: &'c mut AnyConnection) -> BoxFuture<'c, sqlx::Result<()>> {
        Box::pin(async { Ok(()) })
    }

    fn tell(self: Box<Self>, _: Result<(), Failure>) {
        self.0.send(()).ok();
    }
}

impl Writer {
    pub(super) fn start(pool: AnyPool, address: Address) -> Writer {
        let (works, waiting) = mpsc::channel(MOST_WAITING);
        tokio::spawn(write_all(waiting, pool, address.clone()));
        Writer { works, address }
    }

    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: for<'c> Fn(&'c mut AnyConnection) -> BoxFuture<'c, sqlx::Result<T>> + Send + Sync + 'static,
    {
        let (answer, written) = oneshot::channel();
        let waiting = Box::new(Waiting { work, made: Mutex::new(None), answer });
        self.works.try_send(waiting).map_err(|_| Failure::too_many(&self.address))?;
        written.await.unwrap_or_else(|_| Err(Failure::of(&self.address, sqlx::Error::WorkerCrashed)))
    }

    pub(super) async fn end(&self) {
        let (answer, ended) = oneshot::channel();
        if self.works.send(Box::new(End(answer))).await.is_ok() {
            ended.await.ok();
        }
    }
}

async fn write_all(mut waiting: mpsc::Receiver<Box<dyn Work>>, pool: AnyPool, address: Address) {
    let mut works = Vec::with_capacity(MOST_TOGETHER);
    while waiting.recv_many(&mut works, MOST_TOGETHER).await > 0 {
        let together = written(&works, &pool, &address).await;
        match together {
            Ok(()) => works.drain(..).for_each(|work| work.tell(Ok(()))),
            Err(error) if works.len() == 1 => {
                let failure = Failure::of(&address, error);
                works.drain(..).for_each(|work| work.tell(Err(failure.clone())));
            }
            // One of them, or the database: each alone tells which.
            Err(_) => {
                for work in works.drain(..) {
                    let works = [work];
                    let alone = written(&works, &pool, &address).await;
                    let [work] = works;
                    work.tell(alone.map_err(|error| Failure::of(&address, error)));
                }
            }
        }
    }
}

async fn written(works: &[Box<dyn Work>], pool: &AnyPool, address: &Address) -> sqlx::Result<()> {
    for _ in 1..TRIES {
        match in_transaction(works, pool, address).await {
            Err(sqlx::Error::Database(error)) if is_conflict(error.as_ref()) => {
                tokio::time::sleep(BETWEEN_TRIES).await;
            }
            ended => return ended,
        }
    }
    in_transaction(works, pool, address).await
}

async fn in_transaction(works: &[Box<dyn Work>], pool: &AnyPool, address: &Address) -> sqlx::Result<()> {
    let mut connection = pool.acquire().await?;
    let done = through(&mut connection, works, address).await;
    // SQLite ends a transaction by itself when the disk is full, and the connection does not learn of it: it would begin no other.
    let is_sound = match &done {
        Ok(()) => true,
        Err(sqlx::Error::Database(error)) => is_conflict(error.as_ref()),
        Err(_) => false,
    };
    if !is_sound {
        connection.close_on_drop();
    }
    done
}

async fn through(
    connection: &mut AnyConnection,
    works: &[Box<dyn Work>],
    address: &Address,
) -> sqlx::Result<()> {
    let mut transaction = connection.begin_with(address.begin().into_sql_str()).await?;
    for work in works {
        work.run(&mut transaction).await?;
    }
    transaction.commit().await
}

/// PostgreSQL: could not be serialized, or deadlocked.
fn is_conflict(error: &dyn sqlx::error::DatabaseError) -> bool {
    error.code().is_some_and(|code| code == "40001" || code == "40P01")
}
