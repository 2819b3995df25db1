//! Policies and taught labels in all their versions, and which of them hold.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Row as _};

/// What holds for a tenant, and has versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What<'a> {
    /// The policy.
    Policy,
    /// The taught label of this name.
    Taught(&'a str),
}

/// A version of a policy or of a taught label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// 1, 2, 3, …
    pub version: i64,
    /// `<name>@blake3:<64 hex>`.
    pub id: String,
    /// The file.
    pub source: String,
    /// Why it was made, in words.
    pub note: String,
    /// By whom.
    pub made_by: String,
    /// When, in milliseconds since 1970.
    pub made_at: i64,
}

/// What holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holds {
    /// For whom.
    pub tenant: String,
    /// `policy`, or `taught:<label>`.
    pub what: String,
    /// Which version; nothing where none does.
    pub version: Option<i64>,
}

impl What<'_> {
    /// As the table has it.
    pub fn name(self) -> String {
        match self {
            What::Policy => "policy".to_owned(),
            What::Taught(label) => format!("taught:{label}"),
        }
    }

    fn label(self) -> &'static str {
        match self {
            What::Policy => "",
            What::Taught(_) => " AND label = $2",
        }
    }
}

/// Adds a version, puts it in force if that is wished, and tells its number.
pub async fn add(
    connection: &mut AnyConnection,
    tenant: &str,
    what: What<'_>,
    version: &Version,
    is_in_force: bool,
) -> sqlx::Result<i64> {
    let next = match what {
        What::Policy => {
            let next: i64 =
                sqlx::query_scalar("SELECT COALESCE(MAX(version), 0) + 1 FROM policies WHERE tenant = $1")
                    .bind(tenant)
                    .fetch_one(&mut *connection)
                    .await?;
            sqlx::query(
                "INSERT INTO policies (tenant, version, id, source, note, made_by, made_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(tenant)
            .bind(next)
            .bind(&version.id)
            .bind(&version.source)
            .bind(&version.note)
            .bind(&version.made_by)
            .bind(version.made_at)
            .execute(&mut *connection)
            .await?;
            next
        }
        What::Taught(label) => {
            let next: i64 = sqlx::query_scalar(
                "SELECT COALESCE(MAX(version), 0) + 1 FROM taught_labels WHERE tenant = $1 AND label = $2",
            )
            .bind(tenant)
            .bind(label)
            .fetch_one(&mut *connection)
            .await?;
            sqlx::query(
                "INSERT INTO taught_labels (tenant, label, version, id, file, made_by, made_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(tenant)
            .bind(label)
            .bind(next)
            .bind(&version.id)
            .bind(&version.source)
            .bind(&version.made_by)
            .bind(version.made_at)
            .execute(&mut *connection)
            .await?;
            next
        }
    };
    if is_in_force {
        put_in_force(connection, tenant, what, Some(next), version.made_at).await?;
    }
    Ok(next)
}

/// Says which version holds from now on; nothing for none.
pub async fn put_in_force(
    connection: &mut AnyConnection,
    tenant: &str,
    what: What<'_>,
    version: Option<i64>,
    at: i64,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO in_force (tenant, what, version, since) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (tenant, what) DO UPDATE SET version = $3, since = $4",
    )
    .bind(tenant)
    .bind(what.name())
    .bind(version)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Everything that holds, for everybody.
pub async fn all(pool: &AnyPool) -> sqlx::Result<Vec<Holds>> {
    let rows = sqlx::query("SELECT tenant, what, version FROM in_force ORDER BY tenant, what")
        .fetch_all(pool)
        .await?;
    let read = |row: &AnyRow| {
        Ok(Holds {
            tenant: row.try_get("tenant")?,
            what: row.try_get("what")?,
            version: row.try_get("version")?,
        })
    };
    rows.iter().map(read).collect()
}

/// One version.
pub async fn get(
    pool: &AnyPool,
    tenant: &str,
    what: What<'_>,
    version: i64,
) -> sqlx::Result<Option<Version>> {
    let statement = format!("{} AND version = $3", select(what));
    let label = if let What::Taught(label) = what { label } else { "" };
    let query = sqlx::query(AssertSqlSafe(statement)).bind(tenant).bind(label).bind(version);
    query.fetch_optional(pool).await?.as_ref().map(read).transpose()
}

/// Every version, the newest first.
pub async fn versions(pool: &AnyPool, tenant: &str, what: What<'_>) -> sqlx::Result<Vec<Version>> {
    let statement = format!("{} ORDER BY version DESC", select(what));
    let label = if let What::Taught(label) = what { label } else { "" };
    let rows = sqlx::query(AssertSqlSafe(statement)).bind(tenant).bind(label).fetch_all(pool).await?;
    rows.iter().map(read).collect()
}

/// The labels that were ever taught to a tenant's model.
pub async fn labels(pool: &AnyPool, tenant: &str) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar("SELECT DISTINCT label FROM taught_labels WHERE tenant = $1 ORDER BY label")
        .bind(tenant)
        .fetch_all(pool)
        .await
}

fn select(what: What<'_>) -> String {
    match what {
        // The same places for what is bound.
        What::Policy => {
            "SELECT version, id, source, note, made_by, made_at FROM policies WHERE tenant = $1 AND $2 = ''"
                .to_owned()
        }
        What::Taught(_) => format!(
            "SELECT version, id, file AS source, '' AS note, made_by, made_at FROM taught_labels WHERE tenant = $1{}",
            what.label()
        ),
    }
}

fn read(row: &AnyRow) -> sqlx::Result<Version> {
    Ok(Version {
        version: row.try_get("version")?,
        id: row.try_get("id")?,
        source: row.try_get("source")?,
        note: row.try_get("note")?,
        made_by: row.try_get("made_by")?,
        made_at: row.try_get("made_at")?,
    })
}
