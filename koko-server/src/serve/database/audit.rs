//! The audit log: who changed what. Each entry holds the digest of the one before it.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, Row as _};

/// Something that somebody did, to be written down.
#[derive(Debug, Clone)]
pub struct Deed {
    /// For whom.
    pub tenant: String,
    /// Who did it: the name of a key, or `command line`.
    pub who: String,
    /// What: `key.made`, `policy.put_in_force`, …
    pub did: &'static str,
    /// To what.
    pub subject: String,
    /// More about it, as JSON. No texts, no names of authors.
    pub details: serde_json::Value,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Entry {
    /// 1, 2, 3, …, without a gap.
    pub number: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// For whom.
    pub tenant: String,
    /// Who did it.
    pub who: String,
    /// What.
    pub did: String,
    /// To what.
    pub subject: String,
    /// More about it, as JSON.
    pub details: String,
    /// The digest of the entry before; zeros before the first.
    pub before: String,
    /// The digest of this one.
    pub digest: String,
}

/// Where the chain is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// At this entry.
    pub number: i64,
    /// What is wrong.
    pub what: &'static str,
}

/// The chain as far as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The number of its last entry.
    pub number: i64,
    /// The digest of its last entry.
    pub digest: String,
}

impl Default for Chain {
    fn default() -> Chain {
        Chain { number: 0, digest: "0".repeat(64) }
    }
}

impl Chain {
    /// Follows the chain by one entry.
    pub fn follow(&mut self, entry: &Entry) -> Result<(), Break> {
        let broken = |what| Err(Break { number: entry.number, what });
        if entry.number != self.number + 1 {
            return broken("an entry is missing before it");
        }
        if entry.before != self.digest {
            return broken("it does not follow the entry before it");
        }
        if entry.digest != digest(entry) {
            return broken("it was changed");
        }
        (self.number, self.digest) = (entry.number, entry.digest.clone());
        Ok(())
    }
}

const SELECT: &str = "SELECT number, at, tenant, who, did, subject, details, before, digest FROM audit";

/// Writes a deed down at the end of the chain.
pub async fn append(connection: &mut AnyConnection, deed: &Deed) -> sqlx::Result<()> {
    if connection.backend_name() == "PostgreSQL" {
        // Others that append wait for us; readers do not.
        sqlx::query("LOCK TABLE audit IN EXCLUSIVE MODE").execute(&mut *connection).await?;
    }
    let last = sqlx::query("SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1")
        .fetch_optional(&mut *connection)
        .await?;
    let last = match last {
        Some(row) => Chain { number: row.try_get("number")?, digest: row.try_get("digest")? },
        None => Chain::default(),
    };
    let mut entry = Entry {
        number: last.number + 1,
        at: deed.at,
        tenant: deed.tenant.clone(),
        who: deed.who.clone(),
        did: deed.did.to_owned(),
        subject: deed.subject.clone(),
        details: deed.details.to_string(),
        before: last.digest,
        digest: String::new(),
    };
    entry.digest = digest(&entry);
    sqlx::query(
        "INSERT INTO audit (number, at, tenant, who, did, subject, details, before, digest) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(entry.number)
    .bind(entry.at)
    .bind(&entry.tenant)
    .bind(&entry.who)
    .bind(&entry.did)
    .bind(&entry.subject)
    .bind(&entry.details)
    .bind(&entry.before)
    .bind(&entry.digest)
    .execute(connection)
    .await?;
    Ok(())
}

/// Entries after one with this number, in their order.
pub async fn after(pool: &AnyPool, number: i64, limit: i64) -> sqlx::Result<Vec<Entry>> {
    let statement = sqlx::AssertSqlSafe(format!("{SELECT} WHERE number > $1 ORDER BY number LIMIT $2"));
    sqlx::query(statement).bind(number).bind(limit).fetch_all(pool).await?.iter().map(read).collect()
}

/// A tenant's newest entries, those before a number.
pub async fn of_tenant(pool: &AnyPool, tenant: &str, before: i64, limit: i64) -> sqlx::Result<Vec<Entry>> {
    let statement = sqlx::AssertSqlSafe(format!(
        "{SELECT} WHERE tenant = $1 AND number < $2 ORDER BY number DESC LIMIT $3"
    ));
    let rows = sqlx::query(statement).bind(tenant).bind(before).bind(limit).fetch_all(pool).await?;
    rows.iter().map(read).collect()
}

fn digest(entry: &Entry) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("koko 2026 entry of the audit log");
    hasher.update(&entry.number.to_le_bytes()).update(&entry.at.to_le_bytes());
    for part in [&entry.tenant, &entry.who, &entry.did, &entry.subject, &entry.details, &entry.before] {
        // Lengths keep ("ab", "c") apart from ("a", "bc").
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

fn read(row: &AnyRow) -> sqlx::Result<Entry> {
    Ok(Entry {
        number: row.try_get("number")?,
        at: row.try_get("at")?,
        tenant: row.try_get("tenant")?,
        who: row.try_get("who")?,
        did: row.try_get("did")?,
        subject: row.try_get("subject")?,
        details: row.try_get("details")?,
        before: row.try_get("before")?,
        digest: row.try_get("digest")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(chain: &Chain, subject: &str) -> Entry {
        let mut entry = Entry {
            number: chain.number + 1,
            at: 5,
            tenant: "t".to_owned(),
            who: "w".to_owned(),
            did: "d".to_owned(),
            subject: subject.to_owned(),
            details: "{}".to_owned(),
            before: chain.digest.clone(),
            digest: String::new(),
        };
        entry.digest = digest(&entry);
        entry
    }

    #[test]
    fn whoever_changes_or_removes_an_entry_breaks_the_chain() {
        let mut chain = Chain::default();
        let first = entry(&chain, "one");
        chain.follow(&first).unwrap();
        let second = entry(&chain, "two");
        let mut whole = Chain::default();
        whole.follow(&first).unwrap();
        whole.follow(&second).unwrap();
        assert_eq!(whole.number, 2);

        let changed = Entry { subject: "other".to_owned(), ..first.clone() };
        assert_eq!(Chain::default().follow(&changed).unwrap_err().what, "it was changed");
        assert_eq!(Chain::default().follow(&second).unwrap_err().what, "an entry is missing before it");
        let mut forged = Entry { subject: "other".to_owned(), ..first };
        forged.digest = digest(&forged);
        let mut chain = Chain::default();
        chain.follow(&forged).unwrap();
        assert_eq!(chain.follow(&second).unwrap_err().what, "it does not follow the entry before it");
    }
}
