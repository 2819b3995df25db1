//! The table of texts that reviewers put aside, to teach a label from.

use sqlx::{AnyConnection, AnyPool, Row as _};

use super::super::sealing::Seal;

/// A text that a label is true of, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Its id.
    pub id: String,
    /// Of which label.
    pub label: String,
    /// Whether the label is true of it.
    pub positive: bool,
    /// The text.
    pub text: String,
    /// The decision about it, if it was a content.
    pub decision: Option<String>,
    /// Who put it aside.
    pub made_by: String,
    /// When, in milliseconds since 1970.
    pub made_at: i64,
}

/// Puts a text aside. One about whose decision something was put aside before is put aside anew.
pub async fn add(
    connection: &mut AnyConnection,
    tenant: &str,
    seal: &Seal,
    example: &Example,
    author: Option<&str>,
) -> sqlx::Result<()> {
    if let Some(decision) = &example.decision {
        sqlx::query("DELETE FROM label_examples WHERE tenant = $1 AND label = $2 AND decision = $3")
            .bind(tenant)
            .bind(&example.label)
            .bind(decision)
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query(
        "INSERT INTO label_examples (id, tenant, label, positive, sealed, decision, author, made_by, made_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&example.id)
    .bind(tenant)
    .bind(&example.label)
    .bind(i64::from(example.positive))
    .bind(seal.seal_words(&example.id, &example.text))
    .bind(example.decision.as_deref())
    .bind(author)
    .bind(&example.made_by)
    .bind(example.made_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// All of a label, the newest first. What was sealed under another secret is not among them.
pub async fn list(
    pool: &AnyPool,
    tenant: &str,
    seal: &Seal,
    label: &str,
    limit: i64,
) -> sqlx::Result<Vec<Example>> {
    let rows = sqlx::query(
        "SELECT id, positive, sealed, decision, made_by, made_at FROM label_examples \
         WHERE tenant = $1 AND label = $2 ORDER BY id DESC LIMIT $3",
    )
    .bind(tenant)
    .bind(label)
    .bind(limit)
    .fetch_all(pool)
    .await?;
    let mut examples = Vec::with_capacity(rows.len());
    for row in rows {
        let (id, sealed): (String, String) = (row.try_get("id")?, row.try_get("sealed")?);
        let Some(text) = seal.open_words(&id, &sealed) else { continue };
        examples.push(Example {
            id,
            label: label.to_owned(),
            positive: row.try_get::<i64, _>("positive")? != 0,
            text,
            decision: row.try_get("decision")?,
            made_by: row.try_get("made_by")?,
            made_at: row.try_get("made_at")?,
        });
    }
    Ok(examples)
}

/// How many there are of each label, those that it is true of first.
pub async fn counts(pool: &AnyPool, tenant: &str) -> sqlx::Result<Vec<(String, i64, i64)>> {
    let rows = sqlx::query(
        "SELECT label, COUNT(CASE WHEN positive <> 0 THEN 1 END) AS positives, COUNT(*) AS every \
         FROM label_examples WHERE tenant = $1 GROUP BY label ORDER BY label",
    )
    .bind(tenant)
    .fetch_all(pool)
    .await?;
    let read = |row: &sqlx::any::AnyRow| {
        let (positives, every): (i64, i64) = (row.try_get("positives")?, row.try_get("every")?);
        Ok((row.try_get("label")?, positives, every - positives))
    };
    rows.iter().map(read).collect()
}

/// Removes one; tells whether it was there.
pub async fn remove(
    connection: &mut AnyConnection,
    tenant: &str,
    label: &str,
    id: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query("DELETE FROM label_examples WHERE tenant = $1 AND label = $2 AND id = $3")
        .bind(tenant)
        .bind(label)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() > 0)
}
