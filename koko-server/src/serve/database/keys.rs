//! The table of keys: their digests, whose they are, and what they are good for.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Row as _};

/// A key as it is kept.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct KeyRow {
    /// Names it in logs; not a secret.
    pub id: String,
    /// Whose service it opens.
    pub tenant: String,
    /// Whose it is, in words.
    pub name: String,
    /// BLAKE3 of the key, in hexadecimal digits.
    #[serde(skip)]
    pub digest: String,
    /// What it is good for.
    pub scopes: Vec<String>,
    /// Texts a second; nothing for no limit.
    pub per_second: Option<f64>,
    /// Texts a day; nothing for no limit.
    pub per_day: Option<i64>,
    /// When it was made, in milliseconds since 1970.
    pub made_at: i64,
    /// From when on it is good for nothing.
    pub expires_at: Option<i64>,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
}

const SELECT: &str = "SELECT id, tenant, name, digest, scopes, per_second, per_day, made_at, expires_at, revoked_at FROM api_keys";

/// Adds a key. Fails where the tenant has one of this name.
pub async fn insert(connection: &mut AnyConnection, key: &KeyRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO api_keys (id, tenant, name, digest, scopes, per_second, per_day, made_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&key.id)
    .bind(&key.tenant)
    .bind(&key.name)
    .bind(&key.digest)
    .bind(key.scopes.join(" "))
    .bind(key.per_second)
    .bind(key.per_day)
    .bind(key.made_at)
    .bind(key.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// The key with this digest.
pub async fn by_digest(pool: &AnyPool, digest: &str) -> sqlx::Result<Option<KeyRow>> {
    let statement = AssertSqlSafe(format!("{SELECT} WHERE digest = $1"));
    let row = sqlx::query(statement).bind(digest).fetch_optional(pool).await?;
    row.as_ref().map(read).transpose()
}

/// Every key, in the order in which they were made.
pub async fn all(pool: &AnyPool) -> sqlx::Result<Vec<KeyRow>> {
    let statement = AssertSqlSafe(format!("{SELECT} ORDER BY id"));
    sqlx::query(statement).fetch_all(pool).await?.iter().map(read).collect()
}

/// Whether any key was ever made.
pub async fn are_any(pool: &AnyPool) -> sqlx::Result<bool> {
    let one: Option<String> =
        sqlx::query_scalar("SELECT id FROM api_keys LIMIT 1").fetch_optional(pool).await?;
    Ok(one.is_some())
}

/// Revokes a tenant's key of this name; tells its id if there was one that was good for something.
pub async fn revoke(
    connection: &mut AnyConnection,
    tenant: &str,
    name: &str,
    at: i64,
) -> sqlx::Result<Option<String>> {
    let id: Option<String> =
        sqlx::query_scalar("SELECT id FROM api_keys WHERE tenant = $1 AND name = $2 AND revoked_at IS NULL")
            .bind(tenant)
            .bind(name)
            .fetch_optional(&mut *connection)
            .await?;
    let Some(id) = id else { return Ok(None) };
    // The name is free again; who had it stays in the audit log.
    sqlx::query("UPDATE api_keys SET revoked_at = $2, name = $3 WHERE id = $1")
        .bind(&id)
        .bind(at)
        .bind(format!("{name} (revoked {id})"))
        .execute(connection)
        .await?;
    Ok(Some(id))
}

fn read(row: &AnyRow) -> sqlx::Result<KeyRow> {
    let scopes: String = row.try_get("scopes")?;
    Ok(KeyRow {
        id: row.try_get("id")?,
        tenant: row.try_get("tenant")?,
        name: row.try_get("name")?,
        digest: row.try_get("digest")?,
        scopes: scopes.split_whitespace().map(str::to_owned).collect(),
        per_second: row.try_get("per_second")?,
        per_day: row.try_get("per_day")?,
        made_at: row.try_get("made_at")?,
        expires_at: row.try_get("expires_at")?,
        revoked_at: row.try_get("revoked_at")?,
    })
}
