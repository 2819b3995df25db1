//! The table of reports and decisions about contents that have not come yet.

use sqlx::{AnyConnection, AnyPool, Row as _};

/// An event that waits for its content.
#[derive(Debug, Clone)]
pub struct Early {
    /// Its row.
    pub id: String,
    /// Whose.
    pub tenant: String,
    /// The content it waits for.
    pub content: String,
    /// Its own id: the same twice waits once.
    pub name: String,
    /// The event, encrypted.
    pub sealed: String,
    /// When it came, in milliseconds since 1970.
    pub at: i64,
}

/// Lets an event wait.
pub async fn add(connection: &mut AnyConnection, early: &Early) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO early_events (id, tenant, content, name, sealed, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (tenant, content, name) DO NOTHING",
    )
    .bind(&early.id)
    .bind(&early.tenant)
    .bind(&early.content)
    .bind(&early.name)
    .bind(&early.sealed)
    .bind(early.at)
    .execute(connection)
    .await?;
    Ok(())
}

/// What waits for a content, in the order in which it came: rows, and the events as they are kept.
pub async fn of_content(pool: &AnyPool, tenant: &str, content: &str) -> sqlx::Result<Vec<(String, String)>> {
    let rows =
        sqlx::query("SELECT id, sealed FROM early_events WHERE tenant = $1 AND content = $2 ORDER BY id")
            .bind(tenant)
            .bind(content)
            .fetch_all(pool)
            .await?;
    rows.iter().map(|row| Ok((row.try_get("id")?, row.try_get("sealed")?))).collect()
}

/// Lets rows wait no longer.
pub async fn remove(connection: &mut AnyConnection, ids: &[String]) -> sqlx::Result<()> {
    for id in ids {
        sqlx::query("DELETE FROM early_events WHERE id = $1").bind(id).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Gives up on what has waited since before this moment.
pub async fn sweep(connection: &mut AnyConnection, before: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM early_events WHERE at < $1").bind(before).execute(connection).await?;
    Ok(())
}
