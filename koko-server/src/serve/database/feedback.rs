//! The table of what clients say that scores should have been.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, Row as _};

/// What somebody says that the scores of a text should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackRow {
    /// Its id; later ones sort after earlier ones.
    pub id: String,
    /// Whose.
    pub tenant: String,
    /// Who says so.
    pub made_by: String,
    /// When, in milliseconds since 1970.
    pub made_at: i64,
    /// The model that had scored.
    pub model: String,
    /// By attribute: what was suggested, and what the model had said. JSON.
    pub scores: String,
    /// Where it was written, as the client calls it.
    pub community: Option<String>,
    /// The text, encrypted; nothing where texts are not kept.
    pub sealed: Option<String>,
}

/// Keeps it.
pub async fn add(connection: &mut AnyConnection, row: &FeedbackRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO score_feedback (id, tenant, made_by, made_at, model, scores, community, sealed) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&row.id)
    .bind(&row.tenant)
    .bind(&row.made_by)
    .bind(row.made_at)
    .bind(&row.model)
    .bind(&row.scores)
    .bind(row.community.as_deref())
    .bind(row.sealed.as_deref())
    .execute(connection)
    .await?;
    Ok(())
}

/// The newest of a tenant, or those before the one with this id.
pub async fn list(
    pool: &AnyPool,
    tenant: &str,
    before: Option<&str>,
    limit: i64,
) -> sqlx::Result<Vec<FeedbackRow>> {
    const COLUMNS: &str = "SELECT id, tenant, made_by, made_at, model, scores, community, sealed FROM score_feedback \
                           WHERE tenant = $1 AND ($2 = '' OR id < $2) ORDER BY id DESC LIMIT $3";
    let before = before.unwrap_or_default();
    let rows = sqlx::query(COLUMNS).bind(tenant).bind(before).bind(limit).fetch_all(pool).await?;
    rows.iter().map(read).collect()
}

/// Forgets what is older than this moment, so much at a time; tells how much it was.
pub async fn sweep(connection: &mut AnyConnection, before: i64, most: i64) -> sqlx::Result<u64> {
    let done = sqlx::query(
        "DELETE FROM score_feedback WHERE id IN (SELECT id FROM score_feedback WHERE made_at < $1 LIMIT $2)",
    )
    .bind(before)
    .bind(most)
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// What the text is sealed under.
pub fn sealed_as(id: &str) -> String {
    format!("feedback {id}")
}

fn read(row: &AnyRow) -> sqlx::Result<FeedbackRow> {
    Ok(FeedbackRow {
        id: row.try_get("id")?,
        tenant: row.try_get("tenant")?,
        made_by: row.try_get("made_by")?,
        made_at: row.try_get("made_at")?,
        model: row.try_get("model")?,
        scores: row.try_get("scores")?,
        community: row.try_get("community")?,
        sealed: row.try_get("sealed")?,
    })
}
