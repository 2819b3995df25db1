//! Where a database is.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::errors::Stop;

/// Where a database is. Shown without its password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// In memory, gone with the process.
    Memory,
    /// A SQLite file.
    File(PathBuf),
    /// A PostgreSQL server: its URL.
    Postgres(String),
}

impl Address {
    /// `postgres://…`, or the path of a file.
    pub fn parse(text: &str) -> Result<Address, Stop> {
        match text.split_once("://") {
            Some(("postgres" | "postgresql", _)) => Ok(Address::Postgres(text.to_owned())),
            Some(("sqlite", path)) => Ok(Address::File(path.into())),
            Some((scheme, _)) => Err(Stop::BadConfiguration {
                what: format!(
                    "`{scheme}://` is no database that is known here: give `postgres://USER@HOST/NAME` or a file"
                ),
            }),
            None => Ok(Address::File(text.into())),
        }
    }

    /// The database of a folder.
    pub fn in_folder(folder: &Path) -> Address {
        Address::File(folder.join("koko.sqlite"))
    }

    /// Whether it is gone with the process.
    pub fn is_in_memory(&self) -> bool {
        matches!(self, Address::Memory)
    }

    /// Whether it is SQLite.
    pub fn is_sqlite(&self) -> bool {
        !matches!(self, Address::Postgres(_))
    }

    /// A URL without its password, whatever it leads to.
    pub fn hide_password(url: &str) -> String {
        if url.contains("://") { without_password(url) } else { url.to_owned() }
    }

    pub(super) fn url(&self) -> String {
        match self {
            // Another one each time, and the same for each of its connections.
            Address::Memory => format!("sqlite:file:koko-{}?mode=memory&cache=shared", uuid::Uuid::new_v4()),
            Address::File(path) => {
                let path = percent_encoded(&path.display().to_string());
                format!("sqlite://{path}?mode=rwc")
            }
            Address::Postgres(url) => url.clone(),
        }
    }

    /// What each connection is told first.
    pub(super) fn pragmas(&self) -> &'static str {
        match self {
            // FULL: a commit waits for the disk, so that what was acknowledged is there after a power failure, too.
            Address::File(_) => {
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON"
            }
            Address::Memory => "PRAGMA foreign_keys = ON",
            Address::Postgres(_) => "SET statement_timeout = '30s'",
        }
    }

    /// How a transaction begins that will write.
    pub(super) fn begin(&self) -> &'static str {
        // SQLite cannot make a writer of a reader if somebody else wrote in between.
        if self.is_sqlite() { "BEGIN IMMEDIATE" } else { "BEGIN" }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Memory => f.write_str("memory"),
            Address::File(path) => path.display().fmt(f),
            Address::Postgres(url) => f.write_str(&without_password(url)),
        }
    }
}

/// `postgres://user:secret@host/name` without the secret, and without parameters, which may hold another one.
fn without_password(url: &str) -> String {
    let url = url.split('?').next().unwrap_or_default();
    let Some((scheme, rest)) = url.split_once("://") else { return String::new() };
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{host}")
        }
        None => url.to_owned(),
    }
}

/// What a URL would read as something else than a letter of a path.
fn percent_encoded(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3F").replace('#', "%23")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_shown() {
        for (url, shown) in [
            ("postgres://koko:s3cret@db.example/koko?sslpassword=x", "postgres://koko@db.example/koko"),
            ("postgres://koko:a@b:c@db.example/koko", "postgres://koko@db.example/koko"),
            ("postgres://db.example/koko", "postgres://db.example/koko"),
        ] {
            assert_eq!(Address::parse(url).unwrap().to_string(), shown);
        }
        assert!(Address::parse("mysql://db/koko").is_err());
        assert_eq!(Address::parse("/var/koko.sqlite").unwrap(), Address::File("/var/koko.sqlite".into()));
    }
}
