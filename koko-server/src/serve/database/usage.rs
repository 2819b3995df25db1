//! How much of its quota each key has used: a number per key and day.

use sqlx::{AnyConnection, Row as _};

/// Milliseconds of a day.
pub const DAY_MS: i64 = 24 * 3_600 * 1_000;

/// Adds what was used since the last time, and tells what all services together have used.
pub async fn add(
    connection: &mut AnyConnection,
    used: &[(String, i64, i64)],
) -> sqlx::Result<Vec<(String, i64, i64)>> {
    let mut all = Vec::with_capacity(used.len());
    for (key, day, more) in used {
        let row = sqlx::query(
            "INSERT INTO key_usage (api_key, day, used) VALUES ($1, $2, $3) \
             ON CONFLICT (api_key, day) DO UPDATE SET used = key_usage.used + $3 RETURNING used",
        )
        .bind(key)
        .bind(day)
        .bind(more)
        .fetch_one(&mut *connection)
        .await?;
        all.push((key.clone(), *day, row.try_get("used")?));
    }
    Ok(all)
}

/// Erases what was used before this day.
pub async fn sweep(connection: &mut AnyConnection, before_day: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM key_usage WHERE day < $1").bind(before_day).execute(connection).await?;
    Ok(())
}
