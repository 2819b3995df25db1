//! Who stands how, and who does the same together with whom.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use koko_core::actor::Band;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::answers;
use super::super::callers::Scope;
use super::super::database::company::{self, Shared};
use super::super::database::decisions::{self, DecisionRow, Wanted};
use super::super::database::usage::DAY_MS;
use super::super::database::{bands, now_ms};
use super::super::document::authors::{Authors, Company};
use super::super::document::refusals::Own;
use super::super::recording::author_key;
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::super::tenants::Tenant;
use super::decisions::open;
use super::{Answer, Asked, Asking, Author, limit, place};

/// How far back company is looked for.
const BACK_MS: i64 = 7 * DAY_MS;
/// So many decisions are told of what several have in common.
const SHOWN: i64 = 100;

/// Which authors are wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Part {
    /// `unknown`, `calm`, `watch`, `elevated` or `high`
    band: Option<String>,
    limit: Option<i64>,
    before: Option<String>,
}

/// Authors and the bands in which they stand, those who came there last first.
#[utoipa::path(
    get,
    path = "/v1/actors",
    tag = "Authors",
    operation_id = "list_authors",
    params(Part),
    responses((status = 200, description = "Those who came there last first", body = Authors), Own),
)]
pub async fn authors(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Asked(part): Asked<Part>,
) -> Answer {
    caller.may(Scope::Read)?;
    let limit = limit(part.limit)?;
    if let Some(band) = &part.band
        && !Band::ALL.iter().any(|known| known.as_str() == band)
    {
        let known: Vec<&str> = Band::ALL.iter().map(|known| known.as_str()).collect();
        return Err(Refusal::bad(format!("there is no band `{band}`, only {}", known.join(", "))));
    }
    let before = place::parse(part.before.as_deref())?;
    let (database, tenant) = (service.database(), &caller.tenant);
    let reading =
        bands::list(database.pool(), tenant.name(), tenant.seal(), part.band.as_deref(), before, limit);
    let stood = database.read(reading).await?;
    let next = (stood.len() as i64 == limit).then(|| stood.last()).flatten();
    let next = next.map(|last| place::of(last.since, &last.author));
    let authors: Vec<Value> = stood
        .iter()
        .map(|stood| {
            json!({
                "author": stood.name,
                "band": stood.band,
                "since_ms": stood.since,
                "decisions": stood.decisions,
                "last_decision_id": stood.last_decision,
            })
        })
        .collect();
    Ok(answers::json(StatusCode::OK, &json!({"authors": authors, "next": next})))
}

/// Who posts the same as an author, and who goes for the same accounts, within a week.
#[utoipa::path(
    get,
    path = "/v1/actors/{author}/company",
    tag = "Authors",
    operation_id = "get_company",
    params(("author" = String, Path, description = "The author's id", min_length = 1, max_length = 128)),
    responses((status = 200, description = "Who does the same", body = Company), Own),
)]
pub async fn company(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Author(author): Author,
) -> Answer {
    caller.may(Scope::Read)?;
    let (database, tenant) = (service.database(), caller.tenant.name());
    let key = author_key(caller.tenant.active().pinned(), &author);
    let since = now_ms() - BACK_MS;
    let texts = database.read(company::texts(database.pool(), tenant, &key, since)).await?;
    let targets = database.read(company::targets(database.pool(), tenant, &key, since)).await?;
    let (mut campaigns, mut raids) = (Vec::new(), Vec::new());
    for shared in texts {
        let wanted = Wanted { print: Some(shared.what.clone()), ..within(since) };
        let rows = database.read(decisions::search(database.pool(), tenant, &wanted)).await?;
        campaigns.push(common(&caller.tenant, &shared, &rows));
    }
    for shared in targets {
        let wanted = Wanted { target: Some(shared.what.clone()), ..within(since) };
        let mut rows = database.read(decisions::search(database.pool(), tenant, &wanted)).await?;
        rows.retain(|row| row.action != "allow");
        let mut raid = common(&caller.tenant, &shared, &rows);
        raid["target"] = json!(rows.iter().find_map(|row| open(&caller.tenant, row)?.target));
        raids.push(raid);
    }
    Ok(answers::json(StatusCode::OK, &json!({"campaigns": campaigns, "raids": raids})))
}

fn within(since: i64) -> Wanted {
    Wanted { since: Some(since), limit: SHOWN, ..Wanted::default() }
}

/// What several authors have in common: who they are, and what they wrote.
fn common(tenant: &Tenant, shared: &Shared, rows: &[DecisionRow]) -> Value {
    let mut authors: BTreeMap<&str, (Option<String>, u64)> = BTreeMap::new();
    let mut decisions = Vec::with_capacity(rows.len());
    for row in rows {
        let sealed = open(tenant, row).unwrap_or_default();
        if let Some(key) = &row.author {
            let author = authors.entry(key).or_insert_with(|| (sealed.author.clone(), 0));
            author.1 += 1;
        }
        decisions.push(json!({
            "decision_id": row.id,
            "author": sealed.author,
            "at_ms": row.decided_at,
            "action": row.action,
            "text": sealed.text,
        }));
    }
    let mut authors: Vec<_> = authors.into_values().collect();
    authors.sort_by(|(one, ones), (other, others)| others.cmp(ones).then_with(|| one.cmp(other)));
    let told =
        |(author, decisions): &(Option<String>, u64)| json!({"author": author, "decisions": decisions});
    json!({
        "every_author": shared.authors,
        "since_ms": shared.since,
        "authors": authors.iter().map(told).collect::<Vec<_>>(),
        "decisions": decisions,
    })
}
