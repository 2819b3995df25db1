//! The table of how authors stood when something was last heard of them.

use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Row as _};

use super::super::sealing::Seal;

/// An author as the database knows them.
#[derive(Debug, Clone)]
pub struct Named {
    /// The key of the record.
    pub key: String,
    /// The name, sealed.
    pub sealed: String,
}

/// How an author stood when something was last heard of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    /// The key of the record.
    pub author: String,
    /// Their name; nothing where it was written under another secret.
    pub name: Option<String>,
    /// In words.
    pub band: String,
    /// Since when, in milliseconds since 1970.
    pub since: i64,
    /// Decisions about what they wrote.
    pub decisions: i64,
    /// The latest of these.
    pub last_decision: Option<String>,
}

impl Named {
    /// With a name.
    pub fn new(seal: &Seal, key: String, name: &str) -> Named {
        Named { sealed: seal.seal_words(&sealed_as(&key), name), key }
    }
}

/// Under which id names are sealed: always the same name under the same.
fn sealed_as(key: &str) -> String {
    format!("author {key}")
}

/// Authors in a band, or in any, who came there last first; after one of them, if that is given.
pub async fn list(
    pool: &AnyPool,
    tenant: &str,
    seal: &Seal,
    band: Option<&str>,
    before: Option<(i64, &str)>,
    limit: i64,
) -> sqlx::Result<Vec<Stood>> {
    let mut statement = "SELECT a.author, a.band, a.since, a.sealed, \
         (SELECT COUNT(*) FROM decisions d WHERE d.tenant = a.tenant AND d.author = a.author) AS decisions, \
         (SELECT MAX(d.id) FROM decisions d WHERE d.tenant = a.tenant AND d.author = a.author) AS last_decision \
         FROM author_bands a WHERE a.tenant = $1 AND (a.since < $2 OR (a.since = $2 AND a.author < $3))"
        .to_owned();
    if band.is_some() {
        statement.push_str(" AND a.band = $5");
    }
    statement.push_str(" ORDER BY a.since DESC, a.author DESC LIMIT $4");
    let (since, author) = before.unwrap_or((i64::MAX, ""));
    let query = sqlx::query(AssertSqlSafe(statement)).bind(tenant).bind(since).bind(author).bind(limit);
    let query = match band {
        Some(band) => query.bind(band),
        None => query,
    };
    let read = |row: &sqlx::any::AnyRow| {
        let author: String = row.try_get("author")?;
        let sealed: Option<String> = row.try_get("sealed")?;
        Ok(Stood {
            name: sealed.and_then(|sealed| seal.open_words(&sealed_as(&author), &sealed)),
            author,
            band: row.try_get("band")?,
            since: row.try_get("since")?,
            decisions: row.try_get("decisions")?,
            last_decision: row.try_get("last_decision")?,
        })
    };
    query.fetch_all(pool).await?.iter().map(read).collect()
}

/// Notes how an author stands; tells how they stood before, if that was different.
pub async fn note(
    connection: &mut AnyConnection,
    tenant: &str,
    author: &Named,
    band: &str,
    at: i64,
) -> sqlx::Result<Option<String>> {
    let before: Option<String> =
        sqlx::query_scalar("SELECT band FROM author_bands WHERE tenant = $1 AND author = $2")
            .bind(tenant)
            .bind(&author.key)
            .fetch_optional(&mut *connection)
            .await?;
    if before.as_deref() == Some(band) {
        return Ok(None);
    }
    sqlx::query(
        "INSERT INTO author_bands (tenant, author, band, since, sealed) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (tenant, author) DO UPDATE SET band = $3, since = $4, sealed = $5",
    )
    .bind(tenant)
    .bind(&author.key)
    .bind(band)
    .bind(at)
    .bind(&author.sealed)
    .execute(connection)
    .await?;
    Ok(Some(before.unwrap_or_else(|| "unknown".to_owned())).filter(|before| before != band))
}

/// Erases what was noted of an author.
pub async fn forget(connection: &mut AnyConnection, tenant: &str, author: &str) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM author_bands WHERE tenant = $1 AND author = $2")
        .bind(tenant)
        .bind(author)
        .execute(connection)
        .await?;
    Ok(())
}
