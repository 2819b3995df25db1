//! The table of what waits for a reviewer.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, Row as _};

/// Something that waits for a reviewer, or waited.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ReviewItem {
    /// The decision that a reviewer should look at; also the id of the item.
    pub decision: String,
    /// Where it stands in the queue: the highest first.
    pub rank: f64,
    /// Since when it waits, in milliseconds since 1970.
    pub opened_at: i64,
    /// Who is looking at it.
    pub claimed_by: Option<String>,
    /// Until when.
    pub claimed_until: i64,
    /// When it was closed.
    pub closed_at: Option<i64>,
    /// By whom.
    pub closed_by: Option<String>,
    /// What they decided.
    pub outcome: Option<String>,
    /// What they noted.
    pub note: Option<String>,
    /// How often it was decided.
    pub version: i64,
}

/// What a reviewer decided.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// About which decision.
    pub decision: String,
    /// Who.
    pub by: String,
    /// What.
    pub outcome: String,
    /// Why, in their own words.
    pub note: Option<String>,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// What became of an attempt to claim an item, or to decide about it.
#[derive(Debug, Clone, PartialEq)]
pub enum Attempt {
    /// It is done; this is the item now.
    Done(ReviewItem),
    /// Somebody else looks at it.
    Claimed(ReviewItem),
    /// There is no such item.
    Missing,
}

const SELECT: &str = "SELECT decision, rank, opened_at, claimed_by, claimed_until, closed_at, closed_by, outcome, note, \
                      version FROM review_items WHERE tenant = $1";

/// Puts a decision into the queue.
pub async fn open(
    connection: &mut AnyConnection,
    tenant: &str,
    decision: &str,
    author: Option<&str>,
    rank: f64,
    at: i64,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO review_items (decision, tenant, author, rank, opened_at, claimed_until, version) \
         VALUES ($1, $2, $3, $4, $5, 0, 0)",
    )
    .bind(decision)
    .bind(tenant)
    .bind(author)
    .bind(rank)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

/// What waits, the most urgent first; after an item with this rank, if one is given.
pub async fn waiting(
    pool: &AnyPool,
    tenant: &str,
    below: Option<f64>,
    limit: i64,
) -> sqlx::Result<Vec<ReviewItem>> {
    const TAIL: &str = " AND closed_at IS NULL AND rank < $2 ORDER BY rank DESC, decision LIMIT $3";
    let rows = sqlx::query(selected(SELECT, TAIL))
        .bind(tenant)
        .bind(below.unwrap_or(f64::MAX))
        .bind(limit)
        .fetch_all(pool)
        .await?;
    rows.iter().map(read).collect()
}

/// How many wait.
pub async fn count(pool: &AnyPool, tenant: &str) -> sqlx::Result<i64> {
    sqlx::query_scalar("SELECT COUNT(*) FROM review_items WHERE tenant = $1 AND closed_at IS NULL")
        .bind(tenant)
        .fetch_one(pool)
        .await
}

/// One item.
pub async fn get(
    connection: &mut AnyConnection,
    tenant: &str,
    decision: &str,
) -> sqlx::Result<Option<ReviewItem>> {
    let row = sqlx::query(selected(SELECT, " AND decision = $2"))
        .bind(tenant)
        .bind(decision)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Claims an item for a reviewer until a moment, unless somebody else has it.
pub async fn claim(
    connection: &mut AnyConnection,
    tenant: &str,
    decision: &str,
    by: &str,
    now: i64,
    until: i64,
) -> sqlx::Result<Attempt> {
    let done = sqlx::query(
        "UPDATE review_items SET claimed_by = $3, claimed_until = $4 WHERE tenant = $1 AND decision = $2 \
         AND closed_at IS NULL AND (claimed_by = $3 OR claimed_until < $5)",
    )
    .bind(tenant)
    .bind(decision)
    .bind(by)
    .bind(until)
    .bind(now)
    .execute(&mut *connection)
    .await?;
    let item = get(connection, tenant, decision).await?;
    Ok(match item {
        None => Attempt::Missing,
        Some(item) if done.rows_affected() > 0 => Attempt::Done(item),
        Some(item) => Attempt::Claimed(item),
    })
}

/// Claims the most urgent items that nobody has.
pub async fn claim_next(
    connection: &mut AnyConnection,
    tenant: &str,
    by: &str,
    now: i64,
    until: i64,
    most: i64,
) -> sqlx::Result<Vec<ReviewItem>> {
    let free: Vec<String> = sqlx::query_scalar(
        "SELECT decision FROM review_items WHERE tenant = $1 AND closed_at IS NULL AND claimed_until < $2 \
         ORDER BY rank DESC, decision LIMIT $3",
    )
    .bind(tenant)
    .bind(now)
    .bind(most)
    .fetch_all(&mut *connection)
    .await?;
    let mut claimed = Vec::with_capacity(free.len());
    for decision in free {
        // Another service on the same database may have been faster.
        if let Attempt::Done(item) = claim(connection, tenant, &decision, by, now, until).await? {
            claimed.push(item);
        }
    }
    Ok(claimed)
}

/// Gives an item back that this reviewer has.
pub async fn release(
    connection: &mut AnyConnection,
    tenant: &str,
    decision: &str,
    by: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "UPDATE review_items SET claimed_by = NULL, claimed_until = 0 WHERE tenant = $1 AND decision = $2 AND claimed_by = $3",
    )
    .bind(tenant)
    .bind(decision)
    .bind(by)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Writes down what a reviewer decided, unless somebody else looks at the item. What was decided before can be decided again.
pub async fn close(connection: &mut AnyConnection, tenant: &str, verdict: &Verdict) -> sqlx::Result<Attempt> {
    let done = sqlx::query(
        "UPDATE review_items SET closed_at = $3, closed_by = $4, outcome = $5, note = $6, version = version + 1, \
         claimed_by = NULL, claimed_until = 0 WHERE tenant = $1 AND decision = $2 \
         AND (claimed_by IS NULL OR claimed_by = $4 OR claimed_until < $3)",
    )
    .bind(tenant)
    .bind(&verdict.decision)
    .bind(verdict.at)
    .bind(&verdict.by)
    .bind(&verdict.outcome)
    .bind(verdict.note.as_deref())
    .execute(&mut *connection)
    .await?;
    let item = get(connection, tenant, &verdict.decision).await?;
    Ok(match item {
        None => Attempt::Missing,
        Some(item) if done.rows_affected() > 0 => Attempt::Done(item),
        Some(item) => Attempt::Claimed(item),
    })
}

fn selected(head: &str, tail: &str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!("{head}{tail}"))
}

fn read(row: &AnyRow) -> sqlx::Result<ReviewItem> {
    Ok(ReviewItem {
        decision: row.try_get("decision")?,
        rank: row.try_get("rank")?,
        opened_at: row.try_get("opened_at")?,
        claimed_by: row.try_get("claimed_by")?,
        claimed_until: row.try_get("claimed_until")?,
        closed_at: row.try_get("closed_at")?,
        closed_by: row.try_get("closed_by")?,
        outcome: row.try_get("outcome")?,
        note: row.try_get("note")?,
        version: row.try_get("version")?,
    })
}
