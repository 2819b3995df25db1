//! `koko keys`: making, listing and revoking the keys of those who may ask. A key is shown once; its digest is kept.

use std::io::Write;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use serde_json::json;

use super::callers::Scope;
use super::config::check_name;
use super::database::audit::{self, Deed};
use super::database::keys::{self, KeyRow};
use super::database::usage::DAY_MS;
use super::database::{Database, new_id, now_ms};
use crate::cli::{self, KeysCommand, NewKey, RevokeKey};
use crate::errors::Stop;
use crate::hex::hex;
use crate::run::End;

/// What a key begins with, so that people and scanners recognise one.
const PREFIX: &str = "koko_";
const RANDOM_BYTES: usize = 24;
/// Who does what the command line does.
const WHO: &str = "command line";

/// `koko keys`
pub fn run(keys: &cli::Keys) -> Result<End, Stop> {
    let kept = match &keys.command {
        KeysCommand::New(new) => &new.kept,
        KeysCommand::List(kept) => kept,
        KeysCommand::Revoke(revoke) => &revoke.kept,
    };
    super::with_database(kept, async |database| {
        match &keys.command {
            KeysCommand::New(new) => {
                let made = make(&database, new).await?;
                writeln!(std::io::stdout(), "{made}")?;
            }
            KeysCommand::List(_) => list(&database).await?,
            KeysCommand::Revoke(which) => revoke(&database, which).await?,
        }
        Ok(End::AllAnswered)
    })
}

/// Makes a key, keeps its digest, and returns the key: it is nowhere else.
async fn make(database: &Database, new: &NewKey) -> Result<String, Stop> {
    check_name(&new.tenant)?;
    let exists = database.read(keys::all(database.pool())).await?;
    if exists.iter().any(|key| key.tenant == new.tenant && key.name == new.name) {
        return Err(Stop::KeyExists { tenant: new.tenant.clone(), name: new.name.clone() });
    }
    let mut random = [0; RANDOM_BYTES];
    getrandom::fill(&mut random).map_err(|error| Stop::Output(std::io::Error::other(error)))?;
    let key = format!("{PREFIX}{}", hex(&random));
    let now = now_ms();
    let row = KeyRow {
        id: new_id(),
        tenant: new.tenant.clone(),
        name: new.name.clone(),
        digest: blake3::hash(key.as_bytes()).to_hex().to_string(),
        scopes: new.scope.iter().map(|scope| scope.as_str().to_owned()).collect(),
        per_second: new.per_second,
        per_day: new.per_day.map(|texts| i64::try_from(texts).unwrap_or(i64::MAX)),
        made_at: now,
        expires_at: new.days.map(|days| now + i64::from(days) * DAY_MS),
        revoked_at: None,
    };
    let deed = Deed {
        tenant: row.tenant.clone(),
        who: WHO.to_owned(),
        did: "key.made",
        subject: row.id.clone(),
        details: json!({"name": row.name, "scopes": row.scopes}),
        at: now,
    };
    database
        .write(move |connection| {
            let (row, deed) = (row.clone(), deed.clone());
            Box::pin(async move {
                keys::insert(connection, &row).await?;
                audit::append(connection, &deed).await
            })
        })
        .await?;
    Ok(key)
}

async fn list(database: &Database) -> Result<(), Stop> {
    for key in database.read(keys::all(database.pool())).await? {
        let line = serde_json::to_string(&key).map_err(std::io::Error::from)?;
        writeln!(std::io::stdout(), "{line}")?;
    }
    Ok(())
}

/// Revokes a key: services refuse it within a second.
async fn revoke(database: &Database, which: &RevokeKey) -> Result<(), Stop> {
    let (tenant, name) = (which.tenant.clone(), which.name.clone());
    let revoked = database
        .write(move |connection| {
            let (tenant, name) = (tenant.clone(), name.clone());
            Box::pin(async move {
                let now = now_ms();
                let revoked = keys::revoke(connection, &tenant, &name, now).await?;
                if let Some(id) = &revoked {
                    let deed = Deed {
                        tenant,
                        who: WHO.to_owned(),
                        did: "key.revoked",
                        subject: id.clone(),
                        details: json!({"name": name}),
                        at: now,
                    };
                    audit::append(connection, &deed).await?;
                }
                Ok(revoked)
            })
        })
        .await?;
    match revoked {
        Some(_) => Ok(()),
        None => Err(Stop::NoSuchKey { tenant: which.tenant.clone(), name: which.name.clone() }),
    }
}

/// The scopes of a key for whoever names none: everything but changing the rules.
pub fn usual_scopes() -> Vec<Scope> {
    vec![Scope::Score, Scope::Moderate, Scope::Read]
}

/// The key in the headers: `Authorization: Bearer KEY`, the bare key there, or `X-Goog-Api-Key`.
pub fn in_headers(headers: &HeaderMap) -> Option<&str> {
    let of = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let authorization = of(AUTHORIZATION.as_str()).map(in_authorization);
    authorization.or_else(|| of("x-goog-api-key")).filter(|key| !key.is_empty())
}

/// The key in the value of `Authorization`.
pub fn in_authorization(value: &str) -> &str {
    let (scheme, rest) = value.split_at_checked(7).unwrap_or((value, ""));
    if scheme.eq_ignore_ascii_case("bearer ") { rest.trim() } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_key_is_found_wherever_clients_put_it() {
        for (name, value, key) in [
            ("authorization", "Bearer k1", Some("k1")),
            ("authorization", "bearer  k1 ", Some("k1")),
            ("authorization", "k1", Some("k1")),
            ("authorization", "", None),
            ("x-goog-api-key", "k1", Some("k1")),
            ("x-other", "k1", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(name, HeaderValue::from_static(value));
            assert_eq!(in_headers(&headers), key, "{name}: {value}");
        }
    }
}
