//! The table of statements of reasons. Nothing in it is ever changed.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

/// A statement as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRow {
    /// What it is known by.
    pub id: String,
    /// Whose it is.
    pub tenant: String,
    /// About which decision.
    pub decision: String,
    /// 1, 2, 3, … for each decision.
    pub version: i64,
    /// Which one it corrects.
    pub corrects: Option<String>,
    /// The statement, as JSON.
    pub statement: String,
    /// Who issued it.
    pub issued_by: String,
    /// When, in milliseconds since 1970.
    pub issued_at: i64,
}

impl StatementRow {
    /// The id of a statement: the first has that of the decision.
    pub fn id_of(decision: &str, version: i64) -> String {
        match version {
            1 => decision.to_owned(),
            _ => format!("{decision}_{version}"),
        }
    }
}

/// Adds a statement.
pub async fn insert(connection: &mut AnyConnection, row: &StatementRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO statements (id, tenant, decision, version, corrects, statement, issued_by, issued_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&row.id)
    .bind(&row.tenant)
    .bind(&row.decision)
    .bind(row.version)
    .bind(row.corrects.as_deref())
    .bind(&row.statement)
    .bind(&row.issued_by)
    .bind(row.issued_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Every statement about a decision, in their order.
pub async fn of_decision(
    connection: &mut AnyConnection,
    tenant: &str,
    decision: &str,
) -> sqlx::Result<Vec<StatementRow>> {
    let rows = sqlx::query(
        "SELECT id, tenant, decision, version, corrects, statement, issued_by, issued_at FROM statements \
         WHERE tenant = $1 AND decision = $2 ORDER BY version",
    )
    .bind(tenant)
    .bind(decision)
    .fetch_all(connection)
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> sqlx::Result<StatementRow> {
    Ok(StatementRow {
        id: row.try_get("id")?,
        tenant: row.try_get("tenant")?,
        decision: row.try_get("decision")?,
        version: row.try_get("version")?,
        corrects: row.try_get("corrects")?,
        statement: row.try_get("statement")?,
        issued_by: row.try_get("issued_by")?,
        issued_at: row.try_get("issued_at")?,
    })
}
