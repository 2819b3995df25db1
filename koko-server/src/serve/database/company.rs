//! Who posts the same as somebody, and who addresses the same account: what the table of decisions tells about crowds.

use sqlx::any::AnyRow;
use sqlx::{AnyPool, Row as _};

/// From so many authors on, those who address one account are a raid.
const RAIDERS: i64 = 3;
/// So many of each are told.
const MOST: i64 = 5;

/// Something that several authors have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The print of a text, or the key of an account.
    pub what: String,
    /// How many authors.
    pub authors: i64,
    /// Since when, in milliseconds since 1970.
    pub since: i64,
}

/// Texts of an author that others post, too; those with most authors first.
pub async fn texts(pool: &AnyPool, tenant: &str, author: &str, since: i64) -> sqlx::Result<Vec<Shared>> {
    let rows = sqlx::query(
        "SELECT print AS what, COUNT(DISTINCT author) AS authors, MIN(decided_at) AS since FROM decisions \
         WHERE tenant = $1 AND decided_at >= $3 AND print IN \
         (SELECT print FROM decisions WHERE tenant = $1 AND author = $2 AND decided_at >= $3 AND print IS NOT NULL) \
         GROUP BY print HAVING COUNT(DISTINCT author) > 1 ORDER BY 2 DESC, 1 LIMIT $4",
    )
    .bind(tenant)
    .bind(author)
    .bind(since)
    .bind(MOST)
    .fetch_all(pool)
    .await?;
    rows.iter().map(read).collect()
}

/// Accounts that an author addressed with what is not allowed, as others did; those with most authors first.
pub async fn targets(pool: &AnyPool, tenant: &str, author: &str, since: i64) -> sqlx::Result<Vec<Shared>> {
    let rows = sqlx::query(
        "SELECT target AS what, COUNT(DISTINCT author) AS authors, MIN(decided_at) AS since FROM decisions \
         WHERE tenant = $1 AND decided_at >= $3 AND action <> 'allow' AND target IN \
         (SELECT target FROM decisions WHERE tenant = $1 AND author = $2 AND decided_at >= $3 AND action <> 'allow' \
         AND target IS NOT NULL) \
         GROUP BY target HAVING COUNT(DISTINCT author) >= $5 ORDER BY 2 DESC, 1 LIMIT $4",
    )
    .bind(tenant)
    .bind(author)
    .bind(since)
    .bind(MOST)
    .bind(RAIDERS)
    .fetch_all(pool)
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> sqlx::Result<Shared> {
    Ok(Shared { what: row.try_get("what")?, authors: row.try_get("authors")?, since: row.try_get("since")? })
}
