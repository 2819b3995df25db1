//! The table of what waits for a reviewer.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, Row as _};

/// What was escalated goes before whatever has less than 256 times its harm.
const SOON: f64 = 8.0;

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
    /// When a reviewer left it to somebody else.
    pub escalated_at: Option<i64>,
    /// Which reviewer.
    pub escalated_by: Option<String>,
    /// And why.
    pub escalated_note: Option<String>,
    /// When somebody appealed against the decision.
    pub appealed_at: Option<i64>,
    /// What they said.
    pub appeal: Option<String>,
}

/// Which part of the queue is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Part<'a> {
    /// Behind the item with this rank and this id.
    pub behind: Option<(f64, &'a str)>,
    /// Copies of the text of this decision only, itself among them.
    pub like: Option<&'a str>,
    /// At most so many.
    pub limit: i64,
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
                      version, escalated_at, escalated_by, escalated_note, appealed_at, appeal \
                      FROM review_items WHERE tenant = $1";
/// A text that is too short to tell is like itself alone.
const LIKE: &str = " AND decision IN (SELECT d.id FROM decisions d JOIN decisions o ON o.tenant = d.tenant \
                    AND (o.id = d.id OR o.print = d.print) WHERE o.tenant = $1 AND o.id = $5)";

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

/// What waits, the most urgent first.
pub async fn waiting(pool: &AnyPool, tenant: &str, part: Part<'_>) -> sqlx::Result<Vec<ReviewItem>> {
    const TAIL: &str = " AND closed_at IS NULL AND rank <= $2 AND (rank < $2 OR decision > $3) \
                        ORDER BY rank DESC, decision LIMIT $4";
    let (rank, id) = part.behind.unwrap_or((f64::MAX, ""));
    let tail = if part.like.is_some() { format!("{LIKE}{TAIL}") } else { TAIL.to_owned() };
    let query = sqlx::query(selected(SELECT, &tail)).bind(tenant).bind(rank).bind(id).bind(part.limit);
    let query = match part.like {
        Some(like) => query.bind(like),
        None => query,
    };
    query.fetch_all(pool).await?.iter().map(read).collect()
}

/// What was decided, the latest first; behind what was closed at a moment and has an id, if they are given.
pub async fn closed(
    pool: &AnyPool,
    tenant: &str,
    behind: Option<(i64, &str)>,
    limit: i64,
) -> sqlx::Result<Vec<ReviewItem>> {
    const TAIL: &str = " AND closed_at <= $2 AND (closed_at < $2 OR decision > $3) \
                        ORDER BY closed_at DESC, decision LIMIT $4";
    let (at, id) = behind.unwrap_or((i64::MAX, ""));
    let query = sqlx::query(selected(SELECT, TAIL)).bind(tenant).bind(at).bind(id).bind(limit);
    query.fetch_all(pool).await?.iter().map(read).collect()
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
    became(connection, tenant, decision, done.rows_affected()).await
}

/// Claims the most urgent items that nobody has, but none that this reviewer left to somebody else.
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
         AND (escalated_by IS NULL OR escalated_by <> $4) ORDER BY rank DESC, decision LIMIT $3",
    )
    .bind(tenant)
    .bind(now)
    .bind(most)
    .bind(by)
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

/// Leaves an item to somebody else, who should see it soon, unless another reviewer looks at it.
pub async fn escalate(
    connection: &mut AnyConnection,
    tenant: &str,
    decision: &str,
    by: &str,
    note: Option<&str>,
    at: i64,
) -> sqlx::Result<Attempt> {
    let done = sqlx::query(
        "UPDATE review_items SET escalated_at = $3, escalated_by = $4, escalated_note = $5, claimed_by = NULL, \
         claimed_until = 0, rank = rank + CASE WHEN escalated_at IS NULL THEN $6 ELSE 0 END \
         WHERE tenant = $1 AND decision = $2 AND closed_at IS NULL \
         AND (claimed_by IS NULL OR claimed_by = $4 OR claimed_until < $3)",
    )
    .bind(tenant)
    .bind(decision)
    .bind(at)
    .bind(by)
    .bind(note)
    .bind(SOON)
    .execute(&mut *connection)
    .await?;
    became(connection, tenant, decision, done.rows_affected()).await
}

/// Lets an item wait again that was decided.
pub async fn reopen(
    connection: &mut AnyConnection,
    tenant: &str,
    decision: &str,
) -> sqlx::Result<Option<ReviewItem>> {
    sqlx::query(
        "UPDATE review_items SET closed_at = NULL, closed_by = NULL, outcome = NULL, note = NULL \
         WHERE tenant = $1 AND decision = $2",
    )
    .bind(tenant)
    .bind(decision)
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE decisions SET changed_to = NULL, changed_at = NULL WHERE tenant = $1 AND id = $2")
        .bind(tenant)
        .bind(decision)
        .execute(&mut *connection)
        .await?;
    get(connection, tenant, decision).await
}

/// Lets a decision wait for a reviewer because somebody appealed against it, whether it waited before or not.
pub async fn appeal(
    connection: &mut AnyConnection,
    tenant: &str,
    decision: &str,
    author: Option<&str>,
    appeal: &str,
    (rank, at): (f64, i64),
) -> sqlx::Result<ReviewItem> {
    sqlx::query(
        "INSERT INTO review_items (decision, tenant, author, rank, opened_at, claimed_until, version, appealed_at, appeal) \
         VALUES ($1, $2, $3, $4, $5, 0, 0, $5, $6) ON CONFLICT (decision) DO UPDATE SET closed_at = NULL, rank = $4, \
         claimed_by = NULL, claimed_until = 0, appealed_at = $5, appeal = $6",
    )
    .bind(decision)
    .bind(tenant)
    .bind(author)
    .bind(rank)
    .bind(at)
    .bind(appeal)
    .execute(&mut *connection)
    .await?;
    get(connection, tenant, decision).await?.ok_or(sqlx::Error::RowNotFound)
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
    became(connection, tenant, &verdict.decision, done.rows_affected()).await
}

async fn became(
    connection: &mut AnyConnection,
    tenant: &str,
    decision: &str,
    changed: u64,
) -> sqlx::Result<Attempt> {
    Ok(match get(connection, tenant, decision).await? {
        None => Attempt::Missing,
        Some(item) if changed > 0 => Attempt::Done(item),
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
        escalated_at: row.try_get("escalated_at")?,
        escalated_by: row.try_get("escalated_by")?,
        escalated_note: row.try_get("escalated_note")?,
        appealed_at: row.try_get("appealed_at")?,
        appeal: row.try_get("appeal")?,
    })
}
