//! The tables of endpoints and of their secrets: who wants to be told what, and whether they can be reached.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Row as _};

use crate::serve::webhooks::events::EventType;

/// Why an endpoint gets nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disabled {
    /// Its tenant wants it so.
    ByHand,
    /// It answered that it is gone.
    Gone,
    /// Nothing arrived for as long as something is tried.
    Failing,
}

/// An endpoint as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointRow {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub tenant: String,
    /// Where it is.
    pub url: String,
    /// What it is for, in words.
    pub description: String,
    /// What it wants to be told.
    pub events: Vec<EventType>,
    /// Whether texts are sent along.
    pub include_text: bool,
    /// When it was made, in milliseconds since 1970.
    pub made_at: i64,
    /// Since when it gets nothing, and why.
    pub disabled: Option<(i64, Disabled)>,
    /// When something arrived there for the last time.
    pub delivered_at: Option<i64>,
    /// The first failure since then.
    pub failing_since: Option<i64>,
    /// Failures since then.
    pub failures: i64,
    /// Nothing is sent before this moment.
    pub paused_until: i64,
}

/// What has to be known of an endpoint where something happens.
#[derive(Debug, Clone)]
pub struct Listener {
    /// Its id.
    pub endpoint: String,
    /// Whether texts are sent along.
    pub include_text: bool,
    events: Vec<EventType>,
}

/// A secret as it is kept: sealed under its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretRow {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub endpoint: String,
    /// The secret.
    pub sealed: String,
    /// It signs before this moment; nothing for the one that holds.
    pub until: Option<i64>,
}

/// How exactly it is known when something arrived for the last time.
const NOTED_EVERY_MS: i64 = 1_000;

const SELECT: &str = "SELECT id, tenant, url, description, events, include_text, made_at, disabled_at, disabled_because, \
                      delivered_at, failing_since, failures, paused_until FROM webhook_endpoints";

impl Disabled {
    /// The name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Disabled::ByHand => "by_hand",
            Disabled::Gone => "gone",
            Disabled::Failing => "failing",
        }
    }

    fn parse(name: &str) -> Disabled {
        [Disabled::Gone, Disabled::Failing]
            .into_iter()
            .find(|why| why.as_str() == name)
            .unwrap_or(Disabled::ByHand)
    }
}

impl Listener {
    /// Whether the endpoint wants to be told of this.
    pub fn wants(&self, event: EventType) -> bool {
        self.events.contains(&event)
    }
}

/// Adds an endpoint.
pub async fn insert(connection: &mut AnyConnection, row: &EndpointRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO webhook_endpoints (id, tenant, url, description, events, include_text, made_at, failures, paused_until) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0)",
    )
    .bind(&row.id)
    .bind(&row.tenant)
    .bind(&row.url)
    .bind(&row.description)
    .bind(in_one(&row.events))
    .bind(i64::from(row.include_text))
    .bind(row.made_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// A tenant's endpoints, in the order in which they were made.
pub async fn of_tenant(connection: &mut AnyConnection, tenant: &str) -> sqlx::Result<Vec<EndpointRow>> {
    let statement = AssertSqlSafe(format!("{SELECT} WHERE tenant = $1 ORDER BY id"));
    sqlx::query(statement).bind(tenant).fetch_all(connection).await?.iter().map(read).collect()
}

/// One endpoint of a tenant.
pub async fn get(
    connection: &mut AnyConnection,
    tenant: &str,
    id: &str,
) -> sqlx::Result<Option<EndpointRow>> {
    let statement = AssertSqlSafe(format!("{SELECT} WHERE tenant = $1 AND id = $2"));
    let row = sqlx::query(statement).bind(tenant).bind(id).fetch_optional(connection).await?;
    row.as_ref().map(read).transpose()
}

/// The endpoints of a tenant that are told what happens.
pub async fn listeners(connection: &mut AnyConnection, tenant: &str) -> sqlx::Result<Vec<Listener>> {
    let rows = sqlx::query(
        "SELECT id, events, include_text FROM webhook_endpoints WHERE tenant = $1 AND disabled_at IS NULL ORDER BY id",
    )
    .bind(tenant)
    .fetch_all(connection)
    .await?;
    let listener = |row: &AnyRow| {
        Ok(Listener {
            endpoint: row.try_get("id")?,
            include_text: row.try_get::<i64, _>("include_text")? != 0,
            events: out_of_one(row.try_get("events")?),
        })
    };
    rows.iter().map(listener).collect()
}

/// Writes down what a tenant may change of an endpoint. One that is enabled again begins anew.
pub async fn change(connection: &mut AnyConnection, row: &EndpointRow) -> sqlx::Result<bool> {
    let (disabled_at, because) = row.disabled.map(|(at, why)| (at, why.as_str())).unzip();
    let done = sqlx::query(
        "UPDATE webhook_endpoints SET url = $3, description = $4, events = $5, include_text = $6, disabled_at = $7, \
         disabled_because = $8, failing_since = $9, failures = $10, paused_until = $11 WHERE tenant = $1 AND id = $2",
    )
    .bind(&row.tenant)
    .bind(&row.id)
    .bind(&row.url)
    .bind(&row.description)
    .bind(in_one(&row.events))
    .bind(i64::from(row.include_text))
    .bind(disabled_at)
    .bind(because)
    .bind(row.failing_since)
    .bind(row.failures)
    .bind(row.paused_until)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Removes an endpoint with its secrets. What was for it is of no use from then on: see
/// [`remove_some`](super::deliveries::remove_some).
pub async fn remove(connection: &mut AnyConnection, tenant: &str, id: &str) -> sqlx::Result<bool> {
    let done = sqlx::query("DELETE FROM webhook_endpoints WHERE tenant = $1 AND id = $2")
        .bind(tenant)
        .bind(id)
        .execute(&mut *connection)
        .await?;
    let was_there = done.rows_affected() > 0;
    if was_there {
        sqlx::query("DELETE FROM webhook_secrets WHERE endpoint = $1").bind(id).execute(connection).await?;
    }
    Ok(was_there)
}

/// An endpoint of whatever tenant, if it is told what happens.
pub async fn enabled(connection: &mut AnyConnection, id: &str) -> sqlx::Result<Option<EndpointRow>> {
    let statement = AssertSqlSafe(format!("{SELECT} WHERE id = $1 AND disabled_at IS NULL"));
    let row = sqlx::query(statement).bind(id).fetch_optional(connection).await?;
    row.as_ref().map(read).transpose()
}

/// Notes that something arrived; not every time, where all is well.
pub async fn arrived(connection: &mut AnyConnection, id: &str, at: i64) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE webhook_endpoints SET delivered_at = $2, failing_since = NULL, failures = 0, paused_until = 0 \
         WHERE id = $1 AND (failures > 0 OR delivered_at IS NULL OR delivered_at < $3)",
    )
    .bind(id)
    .bind(at)
    .bind(at - NOTED_EVERY_MS)
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that something did not arrive; nothing is sent before `paused_until`. What failed together counts once: a pause has
/// begun by then.
pub async fn failed(
    connection: &mut AnyConnection,
    id: &str,
    at: i64,
    paused_until: Option<i64>,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE webhook_endpoints SET failures = failures + CASE WHEN paused_until > $2 THEN 0 ELSE 1 END, failing_since = COALESCE(failing_since, $2), \
         paused_until = CASE WHEN paused_until < $3 THEN $3 ELSE paused_until END WHERE id = $1",
    )
    .bind(id)
    .bind(at)
    .bind(paused_until.unwrap_or_default())
    .execute(connection)
    .await?;
    Ok(())
}

/// Sends nothing more there, if nothing has arrived since `failing_since`; tells whether it got something until now.
pub async fn disable(
    connection: &mut AnyConnection,
    id: &str,
    why: Disabled,
    at: i64,
    failing_since: i64,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "UPDATE webhook_endpoints SET disabled_at = $2, disabled_because = $3 \
         WHERE id = $1 AND disabled_at IS NULL AND failing_since <= $4",
    )
    .bind(id)
    .bind(at)
    .bind(why.as_str())
    .bind(failing_since)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Whether any endpoint of any tenant is told anything.
pub async fn are_any(pool: &AnyPool) -> sqlx::Result<bool> {
    let one: Option<String> =
        sqlx::query_scalar("SELECT id FROM webhook_endpoints WHERE disabled_at IS NULL LIMIT 1")
            .fetch_optional(pool)
            .await?;
    Ok(one.is_some())
}

/// Adds a secret.
pub async fn insert_secret(connection: &mut AnyConnection, row: &SecretRow) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO webhook_secrets (id, endpoint, sealed, until) VALUES ($1, $2, $3, $4)")
        .bind(&row.id)
        .bind(&row.endpoint)
        .bind(&row.sealed)
        .bind(row.until)
        .execute(connection)
        .await?;
    Ok(())
}

/// The secrets of an endpoint, the latest first.
pub async fn secrets(connection: &mut AnyConnection, endpoint: &str) -> sqlx::Result<Vec<SecretRow>> {
    let rows = sqlx::query(
        "SELECT id, endpoint, sealed, until FROM webhook_secrets WHERE endpoint = $1 ORDER BY id DESC",
    )
    .bind(endpoint)
    .fetch_all(connection)
    .await?;
    let secret = |row: &AnyRow| {
        Ok(SecretRow {
            id: row.try_get("id")?,
            endpoint: row.try_get("endpoint")?,
            sealed: row.try_get("sealed")?,
            until: row.try_get("until")?,
        })
    };
    rows.iter().map(secret).collect()
}

/// From now on the secrets of an endpoint sign until this moment, if they would have signed for longer. Those that sign no
/// more are erased.
pub async fn retire_secrets(
    connection: &mut AnyConnection,
    endpoint: &str,
    now: i64,
    until: i64,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE webhook_secrets SET until = $2 WHERE endpoint = $1 AND (until IS NULL OR until > $2)",
    )
    .bind(endpoint)
    .bind(until)
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM webhook_secrets WHERE endpoint = $1 AND until <= $2")
        .bind(endpoint)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// `,decision.made,flag.received,`
fn in_one(events: &[EventType]) -> String {
    let names: Vec<&str> = events.iter().map(|event| event.as_str()).collect();
    format!(",{},", names.join(","))
}

/// What a later version has written and this one does not know is left out.
fn out_of_one(events: String) -> Vec<EventType> {
    events.split(',').filter_map(EventType::parse).collect()
}

fn read(row: &AnyRow) -> sqlx::Result<EndpointRow> {
    let disabled_at: Option<i64> = row.try_get("disabled_at")?;
    let because: Option<String> = row.try_get("disabled_because")?;
    Ok(EndpointRow {
        id: row.try_get("id")?,
        tenant: row.try_get("tenant")?,
        url: row.try_get("url")?,
        description: row.try_get("description")?,
        events: out_of_one(row.try_get("events")?),
        include_text: row.try_get::<i64, _>("include_text")? != 0,
        made_at: row.try_get("made_at")?,
        disabled: disabled_at.map(|at| (at, Disabled::parse(because.as_deref().unwrap_or_default()))),
        delivered_at: row.try_get("delivered_at")?,
        failing_since: row.try_get("failing_since")?,
        failures: row.try_get("failures")?,
        paused_until: row.try_get("paused_until")?,
    })
}
