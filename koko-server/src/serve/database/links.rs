//! The table of links that sign somebody in once.

use sqlx::{AnyConnection, AnyPool, Row as _};

/// A link, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRow {
    /// BLAKE3 of its token, in hexadecimal digits.
    pub digest: String,
    /// Names it in the audit log; not a secret.
    pub id: String,
    /// Whose authors, policy and models are seen with it.
    pub tenant: String,
    /// What whoever uses it is called.
    pub name: String,
    /// What they may do.
    pub role: String,
    /// When it is good for nothing any more, in milliseconds since 1970.
    pub expires_at: i64,
}

/// Adds a link.
pub async fn insert(connection: &mut AnyConnection, link: &LinkRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO console_links (digest, id, tenant, name, role, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&link.digest)
    .bind(&link.id)
    .bind(&link.tenant)
    .bind(&link.name)
    .bind(&link.role)
    .bind(link.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether there is such a link, so that nothing is written for whoever guesses.
pub async fn is_there(pool: &AnyPool, digest: &str) -> sqlx::Result<bool> {
    let found: Option<String> = sqlx::query_scalar("SELECT id FROM console_links WHERE digest = $1")
        .bind(digest)
        .fetch_optional(pool)
        .await?;
    Ok(found.is_some())
}

/// Takes a link, so that nobody else can; nothing if somebody was faster, or it is too old.
pub async fn take(connection: &mut AnyConnection, digest: &str, now: i64) -> sqlx::Result<Option<LinkRow>> {
    let row = sqlx::query(
        "DELETE FROM console_links WHERE digest = $1 RETURNING digest, id, tenant, name, role, expires_at",
    )
    .bind(digest)
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let link = LinkRow {
        digest: row.try_get("digest")?,
        id: row.try_get("id")?,
        tenant: row.try_get("tenant")?,
        name: row.try_get("name")?,
        role: row.try_get("role")?,
        expires_at: row.try_get("expires_at")?,
    };
    Ok((link.expires_at > now).then_some(link))
}

/// Erases those that are too old.
pub async fn sweep(connection: &mut AnyConnection, now: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM console_links WHERE expires_at <= $1").bind(now).execute(connection).await?;
    Ok(())
}
