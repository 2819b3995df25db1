//! The table of who is signed in to the console: digests of their cookies, and what they may do.

use sqlx::{AnyConnection, AnyPool, Row as _};

/// Somebody who is signed in, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// BLAKE3 of what the cookie holds, in hexadecimal digits.
    pub digest: String,
    /// Whose authors, policy and models they see.
    pub tenant: String,
    /// What the identity provider calls them, or which link it was.
    pub subject: String,
    /// What people call them.
    pub name: String,
    /// `viewer`, `moderator`, `editor` or `admin`.
    pub role: String,
    /// `oidc` or `link`.
    pub how: String,
    /// When they signed in, in milliseconds since 1970.
    pub made_at: i64,
    /// When they were last heard of, to the minute.
    pub seen_at: i64,
    /// When they have to sign in again, whatever they do.
    pub expires_at: i64,
}

/// Adds one.
pub async fn insert(connection: &mut AnyConnection, session: &SessionRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO console_sessions (digest, tenant, subject, name, role, how, made_at, seen_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&session.digest)
    .bind(&session.tenant)
    .bind(&session.subject)
    .bind(&session.name)
    .bind(&session.role)
    .bind(&session.how)
    .bind(session.made_at)
    .bind(session.seen_at)
    .bind(session.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// The one with this digest.
pub async fn by_digest(pool: &AnyPool, digest: &str) -> sqlx::Result<Option<SessionRow>> {
    let row = sqlx::query(
        "SELECT digest, tenant, subject, name, role, how, made_at, seen_at, expires_at FROM console_sessions \
         WHERE digest = $1",
    )
    .bind(digest)
    .fetch_optional(pool)
    .await?;
    row.map(|row| {
        Ok(SessionRow {
            digest: row.try_get("digest")?,
            tenant: row.try_get("tenant")?,
            subject: row.try_get("subject")?,
            name: row.try_get("name")?,
            role: row.try_get("role")?,
            how: row.try_get("how")?,
            made_at: row.try_get("made_at")?,
            seen_at: row.try_get("seen_at")?,
            expires_at: row.try_get("expires_at")?,
        })
    })
    .transpose()
}

/// Notes that somebody was heard of.
pub async fn seen(connection: &mut AnyConnection, digest: &str, at: i64) -> sqlx::Result<()> {
    sqlx::query("UPDATE console_sessions SET seen_at = $2 WHERE digest = $1")
        .bind(digest)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Ends a session.
pub async fn remove(connection: &mut AnyConnection, digest: &str) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM console_sessions WHERE digest = $1").bind(digest).execute(connection).await?;
    Ok(())
}

/// Erases those that are over, and those of whom nothing was heard since a moment.
pub async fn sweep(connection: &mut AnyConnection, now: i64, unheard_since: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM console_sessions WHERE expires_at <= $1 OR seen_at <= $2")
        .bind(now)
        .bind(unheard_since)
        .execute(connection)
        .await?;
    Ok(())
}
