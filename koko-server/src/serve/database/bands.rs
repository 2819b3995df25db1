//! The table of how authors stood when something was last heard of them.

use sqlx::AnyConnection;

/// Notes how an author stands; tells how they stood before, if that was different.
pub async fn note(
    connection: &mut AnyConnection,
    tenant: &str,
    author: &str,
    band: &str,
    at: i64,
) -> sqlx::Result<Option<String>> {
    let before: Option<String> =
        sqlx::query_scalar("SELECT band FROM author_bands WHERE tenant = $1 AND author = $2")
            .bind(tenant)
            .bind(author)
            .fetch_optional(&mut *connection)
            .await?;
    if before.as_deref() == Some(band) {
        return Ok(None);
    }
    sqlx::query(
        "INSERT INTO author_bands (tenant, author, band, since) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (tenant, author) DO UPDATE SET band = $3, since = $4",
    )
    .bind(tenant)
    .bind(author)
    .bind(band)
    .bind(at)
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
