//! The table of deliveries: what is still to be told to whom, what arrived, and what was given up.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Row as _};

use crate::serve::webhooks::events::EventType;

/// What became of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing yet: it is tried until it arrives, or for as long as something is tried.
    Pending,
    /// It arrived.
    Delivered,
    /// It was given up. Somebody may send it again.
    Dead,
}

/// Something to be told to an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDelivery {
    /// To which endpoint.
    pub endpoint: String,
    /// What the receiver knows it by.
    pub id: String,
    /// Whose endpoint that is.
    pub tenant: String,
    /// What happened.
    pub event: EventType,
    /// The key of the author's record: what is about one author arrives in order.
    pub author: Option<String>,
    /// The body, sealed.
    pub sealed: String,
    /// When this was written, in milliseconds since 1970.
    pub made_at: i64,
}

/// What is still to be told to a tenant's endpoints, and what was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlog {
    /// Whose endpoints.
    pub tenant: String,
    /// Deliveries that are still to be made.
    pub pending: i64,
    /// Deliveries that were given up.
    pub dead: i64,
    /// When the oldest was written that is still to be made, in milliseconds since 1970.
    pub oldest: Option<i64>,
}

/// What is due, and ours to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What the receiver knows it by.
    pub id: String,
    /// The body, sealed.
    pub sealed: String,
    /// How often it was tried before.
    pub attempts: u32,
}

/// A delivery as the log shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryRow {
    /// What the receiver knows it by.
    pub id: String,
    /// What happened, by its name.
    pub event: String,
    /// What became of it.
    pub state: State,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried again, in milliseconds since 1970.
    pub next_attempt_at: i64,
    /// What came of the last attempt; nothing before the first.
    pub last: Option<Attempted>,
    /// When it was written.
    pub made_at: i64,
    /// The body, sealed.
    pub sealed: String,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempted {
    /// When it was made, in milliseconds since 1970.
    pub at: i64,
    /// The status of the answer.
    pub status: Option<i64>,
    /// Why there was no answer: a stable name.
    pub failure: Option<String>,
    /// The same in words.
    pub what: Option<String>,
}

/// What an attempt left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Of which endpoint.
    pub endpoint: String,
    /// Of which delivery.
    pub id: String,
    /// What became of it.
    pub state: State,
    /// When it is tried again.
    pub next_attempt_at: i64,
    /// What came of the attempt.
    pub attempted: Attempted,
}

/// Which deliveries the log shows.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Those of which this became.
    pub state: Option<State>,
    /// Older than the one with this id.
    pub before: Option<String>,
    /// At most so many, the newest first.
    pub limit: i64,
}

/// What one statement takes anew.
const RENEWED_TOGETHER: usize = 128;

const SELECT: &str = "SELECT id, event, state, attempts, next_attempt_at, attempted_at, status, failure, what, made_at, \
                      sealed FROM webhook_deliveries";

impl State {
    /// Every state.
    pub const ALL: [State; 3] = [State::Pending, State::Delivered, State::Dead];

    /// The name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Pending => "pending",
            State::Delivered => "delivered",
            State::Dead => "dead",
        }
    }

    /// The one of this name.
    pub fn parse(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// Adds a delivery, due at once.
pub async fn insert(connection: &mut AnyConnection, delivery: &NewDelivery) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO webhook_deliveries (endpoint, id, tenant, event, author, sealed, state, attempts, next_attempt_at, \
         leased_until, made_at) VALUES ($1, $2, $3, $4, $5, $6, 'pending', 0, $7, 0, $7)",
    )
    .bind(&delivery.endpoint)
    .bind(&delivery.id)
    .bind(&delivery.tenant)
    .bind(delivery.event.as_str())
    .bind(delivery.author.as_deref())
    .bind(&delivery.sealed)
    .bind(delivery.made_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// The endpoints for which something is due, those first that were left alone for the longest time: how often each has failed
/// since something arrived, and until when it was left alone for it.
pub async fn endpoints_due(pool: &AnyPool, now: i64, limit: i64) -> sqlx::Result<Vec<(String, i64, i64)>> {
    sqlx::query_as(
        "SELECT e.id, e.failures, e.paused_until FROM webhook_endpoints e WHERE e.disabled_at IS NULL AND e.paused_until <= $1 AND EXISTS (\
           SELECT 1 FROM webhook_deliveries d WHERE d.endpoint = e.id AND d.state = 'pending' \
           AND d.next_attempt_at <= $1 AND d.leased_until <= $1) ORDER BY COALESCE(e.delivered_at, 0) LIMIT $2",
    )
    .bind(now)
    .bind(limit)
    .fetch_all(pool)
    .await
}

/// Takes what is due for an endpoint, so that nobody else sends it before `until`. An author's deliveries are due one after
/// the other.
pub async fn lease(
    connection: &mut AnyConnection,
    endpoint: &str,
    now: i64,
    until: i64,
    most: i64,
) -> sqlx::Result<Vec<Due>> {
    // The last condition is for PostgreSQL: somebody else may have taken a row after it was selected here.
    let rows = sqlx::query(
        "UPDATE webhook_deliveries SET leased_until = $3 WHERE endpoint = $1 AND id IN (\
           SELECT d.id FROM webhook_deliveries d WHERE d.endpoint = $1 AND d.state = 'pending' AND d.next_attempt_at <= $2 \
           AND d.leased_until <= $2 AND (d.author IS NULL OR NOT EXISTS (\
             SELECT 1 FROM webhook_deliveries b WHERE b.endpoint = $1 AND b.author = d.author AND b.state = 'pending' \
             AND b.id < d.id)) ORDER BY d.next_attempt_at, d.id LIMIT $4) \
         AND state = 'pending' AND leased_until <= $2 RETURNING id, sealed, attempts",
    )
    .bind(endpoint)
    .bind(now)
    .bind(until)
    .bind(most)
    .fetch_all(connection)
    .await?;
    let due = |row: &AnyRow| {
        let attempts: i64 = row.try_get("attempts")?;
        Ok(Due {
            id: row.try_get("id")?,
            sealed: row.try_get("sealed")?,
            attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
        })
    };
    rows.iter().map(due).collect()
}

/// Takes these anew, each by its endpoint and its id, unless their time is over: then somebody else may have taken them.
pub async fn renew(
    connection: &mut AnyConnection,
    taken: &[(String, String)],
    now: i64,
    until: i64,
) -> sqlx::Result<()> {
    for together in taken.chunks(RENEWED_TOGETHER) {
        let places = (0..together.len()).map(|place| format!("(${}, ${})", place * 2 + 3, place * 2 + 4));
        let statement = format!(
            "UPDATE webhook_deliveries SET leased_until = $1 WHERE state = 'pending' AND leased_until > $2 \
             AND (endpoint, id) IN (VALUES {})",
            places.collect::<Vec<_>>().join(", ")
        );
        let query = sqlx::query(AssertSqlSafe(statement)).bind(until).bind(now);
        let query = together.iter().fold(query, |query, (endpoint, id)| query.bind(endpoint).bind(id));
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Gives back what was taken and not sent.
pub async fn release(connection: &mut AnyConnection, endpoint: &str, id: &str) -> sqlx::Result<()> {
    sqlx::query("UPDATE webhook_deliveries SET leased_until = 0 WHERE endpoint = $1 AND id = $2")
        .bind(endpoint)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Gives back everything that was taken: whoever took it is gone.
pub async fn release_all(connection: &mut AnyConnection) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE webhook_deliveries SET leased_until = 0 WHERE state = 'pending' AND leased_until > 0",
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes down what an attempt left behind.
pub async fn end(connection: &mut AnyConnection, ended: &Ended) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE webhook_deliveries SET state = $3, attempts = attempts + 1, next_attempt_at = $4, leased_until = 0, \
         attempted_at = $5, status = $6, failure = $7, what = $8 WHERE endpoint = $1 AND id = $2 AND state = 'pending'",
    )
    .bind(&ended.endpoint)
    .bind(&ended.id)
    .bind(ended.state.as_str())
    .bind(ended.next_attempt_at)
    .bind(ended.attempted.at)
    .bind(ended.attempted.status)
    .bind(ended.attempted.failure.as_deref())
    .bind(ended.attempted.what.as_deref())
    .execute(connection)
    .await?;
    Ok(())
}

/// The newest deliveries of an endpoint that are wanted.
pub async fn search(pool: &AnyPool, endpoint: &str, wanted: &Wanted) -> sqlx::Result<Vec<DeliveryRow>> {
    let mut statement = format!("{SELECT} WHERE endpoint = $1");
    let state = wanted.state.map(State::as_str);
    let conditions = [("state =", state), ("id <", wanted.before.as_deref())];
    let asked = conditions.into_iter().filter_map(|(condition, value)| Some((condition, value?)));
    let mut values = vec![endpoint];
    for (condition, value) in asked {
        values.push(value);
        statement.push_str(&format!(" AND {condition} ${}", values.len()));
    }
    statement.push_str(&format!(" ORDER BY id DESC LIMIT ${}", values.len() + 1));
    let query =
        values.into_iter().fold(sqlx::query(AssertSqlSafe(statement)), |query, value| query.bind(value));
    query.bind(wanted.limit).fetch_all(pool).await?.iter().map(read).collect()
}

/// One delivery of an endpoint.
pub async fn get(pool: &AnyPool, endpoint: &str, id: &str) -> sqlx::Result<Option<DeliveryRow>> {
    let statement = AssertSqlSafe(format!("{SELECT} WHERE endpoint = $1 AND id = $2"));
    let row = sqlx::query(statement).bind(endpoint).bind(id).fetch_optional(pool).await?;
    row.as_ref().map(read).transpose()
}

/// What is left to do, by tenant.
pub async fn backlog(pool: &AnyPool) -> sqlx::Result<Vec<Backlog>> {
    let rows = sqlx::query(
        "SELECT tenant, COUNT(CASE WHEN state = 'pending' THEN 1 END) AS pending, \
         COUNT(CASE WHEN state = 'dead' THEN 1 END) AS dead, \
         MIN(CASE WHEN state = 'pending' THEN made_at END) AS oldest \
         FROM webhook_deliveries WHERE state <> 'delivered' GROUP BY tenant ORDER BY tenant",
    )
    .fetch_all(pool)
    .await?;
    let read = |row: &AnyRow| {
        Ok(Backlog {
            tenant: row.try_get("tenant")?,
            pending: row.try_get("pending")?,
            dead: row.try_get("dead")?,
            oldest: row.try_get("oldest")?,
        })
    };
    rows.iter().map(read).collect()
}

/// How many deliveries of an endpoint are in this state.
pub async fn count(pool: &AnyPool, endpoint: &str, state: State) -> sqlx::Result<i64> {
    sqlx::query_scalar("SELECT COUNT(*) FROM webhook_deliveries WHERE endpoint = $1 AND state = $2")
        .bind(endpoint)
        .bind(state.as_str())
        .fetch_one(pool)
        .await
}

/// Sends one again from the beginning, whatever became of it; tells whether there is such a one. One that is pending is
/// tried at once.
pub async fn replay(
    connection: &mut AnyConnection,
    endpoint: &str,
    id: &str,
    now: i64,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "UPDATE webhook_deliveries SET state = 'pending', attempts = 0, next_attempt_at = $3 WHERE endpoint = $1 AND id = $2",
    )
    .bind(endpoint)
    .bind(id)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Sends all again that were given up; tells how many.
pub async fn replay_dead(connection: &mut AnyConnection, endpoint: &str, now: i64) -> sqlx::Result<u64> {
    let done = sqlx::query(
        "UPDATE webhook_deliveries SET state = 'pending', attempts = 0, next_attempt_at = $2 \
         WHERE endpoint = $1 AND state = 'dead'",
    )
    .bind(endpoint)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// Erases some of what was for an endpoint; tells how many.
pub async fn remove_some(connection: &mut AnyConnection, endpoint: &str, most: i64) -> sqlx::Result<u64> {
    let done = sqlx::query(
        "DELETE FROM webhook_deliveries WHERE endpoint = $1 \
         AND id IN (SELECT id FROM webhook_deliveries WHERE endpoint = $1 LIMIT $2)",
    )
    .bind(endpoint)
    .bind(most)
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// Erases what is about an author, sent or not.
pub async fn forget_author(connection: &mut AnyConnection, tenant: &str, author: &str) -> sqlx::Result<u64> {
    let done = sqlx::query("DELETE FROM webhook_deliveries WHERE tenant = $1 AND author = $2")
        .bind(tenant)
        .bind(author)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}

/// Erases some deliveries that arrived and were written before one moment, and some others written before another; tells how
/// many.
pub async fn sweep(
    connection: &mut AnyConnection,
    delivered_before: i64,
    others_before: i64,
    most: i64,
) -> sqlx::Result<u64> {
    let done = sqlx::query(
        "DELETE FROM webhook_deliveries WHERE (endpoint, id) IN (SELECT endpoint, id FROM webhook_deliveries \
         WHERE made_at < $1 AND (state = 'delivered' OR made_at < $2) ORDER BY made_at LIMIT $3)",
    )
    .bind(delivered_before)
    .bind(others_before)
    .bind(most)
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

fn read(row: &AnyRow) -> sqlx::Result<DeliveryRow> {
    let state: String = row.try_get("state")?;
    let attempted_at: Option<i64> = row.try_get("attempted_at")?;
    let last = match attempted_at {
        Some(at) => Some(Attempted {
            at,
            status: row.try_get("status")?,
            failure: row.try_get("failure")?,
            what: row.try_get("what")?,
        }),
        None => None,
    };
    Ok(DeliveryRow {
        id: row.try_get("id")?,
        event: row.try_get("event")?,
        state: State::parse(&state).unwrap_or(State::Pending),
        attempts: row.try_get("attempts")?,
        next_attempt_at: row.try_get("next_attempt_at")?,
        last,
        made_at: row.try_get("made_at")?,
        sealed: row.try_get("sealed")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::database::webhooks::{self, EndpointRow};
    use crate::serve::database::{Address, Database};

    const LEASE: i64 = 60;

    async fn database() -> Database {
        let database = Database::open(&Address::Memory).await.unwrap();
        let endpoint = EndpointRow {
            id: "e".to_owned(),
            tenant: "forum".to_owned(),
            url: "https://example.com/".to_owned(),
            description: String::new(),
            events: EventType::ALL.to_vec(),
            include_text: false,
            made_at: 0,
            disabled: None,
            delivered_at: None,
            failing_since: None,
            failures: 0,
            paused_until: 0,
        };
        webhooks::insert(connection(&database).await.as_mut(), &endpoint).await.unwrap();
        database
    }

    async fn connection(database: &Database) -> sqlx::pool::PoolConnection<sqlx::Any> {
        database.pool().acquire().await.unwrap()
    }

    /// Adds deliveries `1`, `2`, `3`, …, about these authors.
    async fn add(database: &Database, authors: &[Option<&str>]) {
        for (place, author) in authors.iter().enumerate() {
            let delivery = NewDelivery {
                endpoint: "e".to_owned(),
                id: (place + 1).to_string(),
                tenant: "forum".to_owned(),
                event: EventType::DecisionMade,
                author: author.map(str::to_owned),
                sealed: String::new(),
                made_at: 0,
            };
            insert(connection(database).await.as_mut(), &delivery).await.unwrap();
        }
    }

    async fn taken(database: &Database, now: i64, most: i64) -> Vec<String> {
        let due = lease(connection(database).await.as_mut(), "e", now, now + LEASE, most).await.unwrap();
        let mut ids: Vec<String> = due.into_iter().map(|due| due.id).collect();
        ids.sort();
        ids
    }

    async fn ended(database: &Database, id: &str, state: State, next_attempt_at: i64) {
        let attempted = Attempted { at: 0, status: Some(200), failure: None, what: None };
        let ended = Ended { endpoint: "e".to_owned(), id: id.to_owned(), state, next_attempt_at, attempted };
        end(connection(database).await.as_mut(), &ended).await.unwrap();
    }

    #[tokio::test]
    async fn what_was_taken_is_left_alone_until_its_lease_has_run_out() {
        let database = database().await;
        add(&database, &[None, None, None]).await;
        assert_eq!(taken(&database, 1, 2).await, ["1", "2"]);
        assert_eq!(taken(&database, 1, 2).await, ["3"]);
        assert_eq!(taken(&database, LEASE, 9).await, [""; 0]);
        ended(&database, "1", State::Delivered, 0).await;
        assert_eq!(taken(&database, LEASE + 1, 9).await, ["2", "3"]);
        release(connection(&database).await.as_mut(), "e", "3").await.unwrap();
        assert_eq!(taken(&database, LEASE + 1, 9).await, ["3"]);
        release_all(connection(&database).await.as_mut()).await.unwrap();
        assert_eq!(taken(&database, LEASE + 1, 9).await, ["2", "3"]);
    }

    #[tokio::test]
    async fn what_is_taken_anew_stays_taken_unless_its_time_was_over() {
        let database = database().await;
        add(&database, &[None, None]).await;
        assert_eq!(taken(&database, 1, 1).await, ["1"]);
        let mut all: Vec<(String, String)> = ["1", "2"].map(|id| ("e".to_owned(), id.to_owned())).to_vec();
        // More than one statement takes.
        all.extend((0..RENEWED_TOGETHER).map(|number| ("e".to_owned(), format!("gone {number}"))));
        let renewed = async |now, until| {
            renew(connection(&database).await.as_mut(), &all, now, until).await.unwrap();
        };
        renewed(LEASE, LEASE * 2).await;
        assert_eq!(taken(&database, LEASE + 1, 9).await, ["2"], "the second was nobody's");
        assert_eq!(taken(&database, LEASE * 2 + 1, 9).await, ["1", "2"]);
        renewed(LEASE * 9, LEASE * 10).await;
        assert_eq!(taken(&database, LEASE * 9, 9).await, ["1", "2"], "somebody else may have taken them");
    }

    #[tokio::test]
    async fn what_is_about_one_author_is_due_one_after_the_other() {
        let database = database().await;
        add(&database, &[Some("rook"), Some("rook"), Some("wren"), None, Some("rook")]).await;
        assert_eq!(taken(&database, 1, 9).await, ["1", "3", "4"]);
        assert_eq!(taken(&database, 1, 9).await, [""; 0]);
        // It failed: the others wait until it arrives, or is given up.
        ended(&database, "1", State::Pending, 500).await;
        assert_eq!(taken(&database, 499, 9).await, ["3", "4"]);
        assert_eq!(taken(&database, 500, 9).await, ["1"]);
        ended(&database, "1", State::Dead, 0).await;
        assert_eq!(taken(&database, 500, 9).await, ["2"]);
        ended(&database, "2", State::Delivered, 0).await;
        assert_eq!(taken(&database, 500, 9).await, ["5"]);
        // What is sent again goes before what came later.
        ended(&database, "5", State::Pending, 0).await;
        assert_eq!(replay_dead(connection(&database).await.as_mut(), "e", 500).await.unwrap(), 1);
        assert_eq!(taken(&database, 501, 9).await, ["1"]);
    }

    #[tokio::test]
    async fn what_arrived_is_forgotten_sooner_than_what_did_not() {
        let database = database().await;
        add(&database, &[None, None, None]).await;
        ended(&database, "1", State::Delivered, 0).await;
        ended(&database, "2", State::Dead, 0).await;
        let sweep = async |delivered, others, most| {
            super::sweep(connection(&database).await.as_mut(), delivered, others, most).await.unwrap()
        };
        assert_eq!(sweep(0, 0, 9).await, 0);
        assert_eq!(sweep(1, 0, 9).await, 1);
        assert_eq!(sweep(1, 1, 1).await, 1);
        assert_eq!(sweep(1, 1, 9).await, 1);
    }

    #[tokio::test]
    async fn failures_during_a_pause_count_once_and_something_that_arrives_ends_them() {
        let database = database().await;
        let health = async || {
            let row = webhooks::enabled(connection(&database).await.as_mut(), "e").await.unwrap().unwrap();
            (row.failures, row.failing_since, row.paused_until)
        };
        let failed = async |at, until| {
            webhooks::failed(connection(&database).await.as_mut(), "e", at, until).await.unwrap();
        };
        failed(10, None).await;
        failed(20, Some(100)).await;
        failed(30, Some(90)).await;
        assert_eq!(health().await, (2, Some(10), 100));
        failed(100, None).await;
        assert_eq!(health().await, (3, Some(10), 100));
        let disable = async |failing_since| {
            let why = webhooks::Disabled::Failing;
            webhooks::disable(connection(&database).await.as_mut(), "e", why, 200, failing_since)
                .await
                .unwrap()
        };
        assert!(!disable(9).await);
        webhooks::arrived(connection(&database).await.as_mut(), "e", 150).await.unwrap();
        assert_eq!(health().await, (0, None, 0));
        assert!(!disable(200).await, "nothing has failed since");
        failed(160, None).await;
        assert!(disable(160).await && !disable(160).await);
    }
}
