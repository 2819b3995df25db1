//! How authors stand, what is stored about them, and forgetting it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::super::answers::{self, by};
use super::super::callers::Scope;
use super::super::database::audit::{self, Deed};
use super::super::database::decisions::{self, Wanted};
use super::super::database::{bands, deliveries, now_ms};
use super::super::document::authors::{Export, Forgotten, Standing, Timeline};
use super::super::document::refusals::{Own, OwnOrMissing};
use super::super::recording::author_key;
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::decisions::summary;
use super::{Answer, Asked, Asking, Author, limit};

/// How an author stands.
#[utoipa::path(
    get,
    path = "/v1/actors/{author}",
    tag = "Authors",
    operation_id = "get_standing",
    params(("author" = String, Path, description = "The author's id", min_length = 1, max_length = 128)),
    responses((status = 200, description = "How the author stands", body = Standing), OwnOrMissing),
)]
pub async fn standing(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Author(author): Author,
) -> Answer {
    caller.may(Scope::Read)?;
    let moderator = Arc::clone(caller.tenant.active().pinned());
    let reading = Arc::clone(&moderator);
    let found = service.work(move || Ok(reading.standing(&author)?)).await?;
    Ok(by(known(found)?, &moderator))
}

/// Which part of a list is wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Part {
    limit: Option<i64>,
    before: Option<String>,
}

/// What was decided about an author's contents, the newest first, and how the author stood each time.
#[utoipa::path(
    get,
    path = "/v1/actors/{author}/timeline",
    tag = "Authors",
    operation_id = "get_timeline",
    params(("author" = String, Path, description = "The author's id", min_length = 1, max_length = 128), Part),
    responses((status = 200, description = "What was decided", body = Timeline), Own),
)]
pub async fn timeline(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Author(author): Author,
    Asked(part): Asked<Part>,
) -> Answer {
    caller.may(Scope::Read)?;
    let active = caller.tenant.active();
    let wanted = Wanted {
        author: Some(author_key(active.pinned(), &author)),
        before: part.before,
        limit: limit(part.limit)?,
        ..Wanted::default()
    };
    let database = service.database();
    let rows = database.read(decisions::search(database.pool(), caller.tenant.name(), &wanted)).await?;
    let moments: Vec<_> = rows
        .iter()
        .map(|row| {
            let mut moment = summary(row);
            let answer: serde_json::Value = serde_json::from_str(&row.answer).unwrap_or_default();
            moment["standing"] = answer["standing"].clone();
            moment
        })
        .collect();
    Ok(answers::json(StatusCode::OK, &json!({"author": author, "moments": moments})))
}

/// Everything that is stored about an author.
#[utoipa::path(
    get,
    path = "/v1/actors/{author}/export",
    tag = "Authors",
    operation_id = "export_author",
    params(("author" = String, Path, description = "The author's id", min_length = 1, max_length = 128)),
    responses((status = 200, description = "Everything that is stored", body = Export), OwnOrMissing),
)]
pub async fn export(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Author(author): Author,
) -> Answer {
    caller.may(Scope::Admin)?;
    let moderator = Arc::clone(caller.tenant.active().pinned());
    let reading = Arc::clone(&moderator);
    let key = author_key(&moderator, &author);
    let found = service.work(move || Ok(reading.export(&author)?)).await?;
    let wanted = Wanted { author: Some(key), limit: i64::from(u16::MAX), ..Wanted::default() };
    let database = service.database();
    let rows = database.read(decisions::search(database.pool(), caller.tenant.name(), &wanted)).await?;
    if found.is_none() && rows.is_empty() {
        return Err(nobody());
    }
    let mut export = found.map_or_else(|| json!({}), |found| super::as_json(&found));
    let opened = rows.iter().map(|row| super::decisions::whole(&caller.tenant, row));
    export["decisions"] = opened.collect::<Vec<_>>().into();
    Ok(by(answers::json(StatusCode::OK, &export), &moderator))
}

/// Erases an author: the record, and every decision about what they wrote.
#[utoipa::path(
    delete,
    path = "/v1/actors/{author}",
    tag = "Authors",
    operation_id = "forget_author",
    params(("author" = String, Path, description = "The author's id", min_length = 1, max_length = 128)),
    responses((status = 200, description = "What was erased", body = Forgotten), Own),
)]
pub async fn forget(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Author(author): Author,
) -> Answer {
    caller.may(Scope::Admin)?;
    let moderator = Arc::clone(caller.tenant.active().pinned());
    let key = author_key(&moderator, &author);
    let had_record = service.work(move || Ok(moderator.forget(&author)?)).await?;
    let deed = Deed {
        tenant: caller.tenant.name().to_owned(),
        who: caller.name().to_owned(),
        did: "author.forgotten",
        // Whoever is forgotten is not named here, either.
        subject: "an author".to_owned(),
        details: json!({}),
        at: now_ms(),
    };
    let (writing, of) = (deed.clone(), key.clone());
    let decisions = service
        .database()
        .write(move |connection| {
            let (deed, key) = (writing.clone(), of.clone());
            Box::pin(async move {
                bands::forget(connection, &deed.tenant, &key).await?;
                deliveries::forget_author(connection, &deed.tenant, &key).await?;
                let erased = decisions::forget_author(connection, &deed.tenant, &key).await?;
                audit::append(connection, &deed).await?;
                Ok(erased)
            })
        })
        .await?;
    if let Some(archive) = service.archive() {
        archive.forget(&deed.tenant, &key, deed.at).await.map_err(|_| Refusal::ArchiveFull)?;
    }
    Ok(answers::json(
        StatusCode::OK,
        &json!({"forgotten": had_record || decisions > 0, "decisions": decisions}),
    ))
}

fn known<T: Serialize>(found: Option<T>) -> Result<Response, Refusal> {
    found.map(|found| answers::json(StatusCode::OK, &found)).ok_or_else(nobody)
}

fn nobody() -> Refusal {
    Refusal::not_found("nothing is known of this author")
}
