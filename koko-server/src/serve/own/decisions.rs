//! Decisions that were made: looking at them, and making them again under other rules.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{StatusCode, Uri};
use koko_core::content::{ActorId, Content};
use koko_core::moderator::Moderator;
use koko_core::policy::{Action, Circumstances};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::answers::{self, by};
use super::super::callers::Scope;
use super::super::database::decisions::{self, DecisionRow, Wanted};
use super::super::document::kept::{Decisions, Replayed, WholeDecision};
use super::super::document::refusals::{Own, OwnOrMissing};
use super::super::recording::author_key;
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::super::tenants::Tenant;
use super::under::{self, Rules};
use super::{Answer, Asked, Asking, Named, Shaped, limit};

/// Decisions that are made again in one request.
const MOST_REPLAYED: i64 = 10_000;
/// Of those that come out differently, so many are shown.
const SHOWN: usize = 100;

/// Which decisions are looked for.
#[derive(Debug, Clone, Default, Deserialize, utoipa::ToSchema, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Search {
    content: Option<String>,
    /// What the contents answer, by the caller's own id of it.
    parent: Option<String>,
    author: Option<String>,
    community: Option<String>,
    action: Option<String>,
    label: Option<String>,
    model: Option<String>,
    policy: Option<String>,
    since: Option<i64>,
    until: Option<i64>,
    before: Option<String>,
    limit: Option<i64>,
    /// With the author's name and the text of each, where they are kept: in lists.
    texts: Option<bool>,
}

/// Reads what stands behind a question mark, whatever it is: for fuzzing.
pub(crate) fn read_any(query: &[u8]) {
    let Ok(uri) = Uri::try_from([b"/v1/decisions?", query].concat()) else { return };
    if let Ok(Query(search)) = Query::<Search>::try_from_uri(&uri) {
        drop(limit(search.limit));
    }
    drop(Query::<super::live::Wanted>::try_from_uri(&uri));
}

impl Search {
    fn wanted(self, tenant: &Tenant, limit: i64) -> Result<Wanted, Refusal> {
        let author = self.author.map(ActorId::new).transpose()?;
        if let Some(action) = &self.action
            && !Action::ALL.iter().any(|known| known.as_str() == action)
        {
            let known: Vec<&str> = Action::ALL.iter().map(|known| known.as_str()).collect();
            return Err(Refusal::bad(format!("there is no action `{action}`, only {}", known.join(", "))));
        }
        Ok(Wanted {
            content: self.content,
            author: author.map(|author| author_key(tenant.active().pinned(), &author)),
            community: self.community,
            target: None,
            print: None,
            parent: self.parent.map(|parent| tenant.thread(&parent)),
            action: self.action,
            label: self.label,
            model: self.model,
            policy: self.policy,
            // Seconds, as everywhere in what people send; the database has milliseconds.
            since: self.since.map(|seconds| seconds.saturating_mul(1_000)),
            until: self.until.map(|seconds| seconds.saturating_mul(1_000)),
            before: self.before,
            limit,
        })
    }
}

/// The newest decisions that fit.
#[utoipa::path(
    get,
    path = "/v1/decisions",
    tag = "Decisions",
    operation_id = "search_decisions",
    params(Search),
    responses((status = 200, description = "Those that fit, the newest first", body = Decisions), Own),
)]
pub async fn search(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Asked(search): Asked<Search>,
) -> Answer {
    caller.may(Scope::Read)?;
    let limit = limit(search.limit)?;
    let with_texts = search.texts.unwrap_or_default();
    let wanted = search.wanted(&caller.tenant, limit)?;
    let database = service.database();
    let rows = database.read(decisions::search(database.pool(), caller.tenant.name(), &wanted)).await?;
    // Where to go on: with `before` the last of these.
    let next = (rows.len() as i64 == limit).then(|| rows.last().map(|row| row.id.clone())).flatten();
    let told = |row: &DecisionRow| if with_texts { named(&caller.tenant, row) } else { summary(row) };
    let decisions: Vec<Value> = rows.iter().map(told).collect();
    Ok(answers::json(StatusCode::OK, &json!({"decisions": decisions, "next": next})))
}

/// One decision with everything that is kept of it.
#[utoipa::path(
    get,
    path = "/v1/decisions/{id}",
    tag = "Decisions",
    operation_id = "get_decision",
    params(("id" = String, Path, description = "The id of the decision")),
    responses((status = 200, description = "Everything that is kept of it", body = WholeDecision), OwnOrMissing),
)]
pub async fn get(State(service): State<Arc<Service>>, Asking(caller): Asking, Named(id): Named) -> Answer {
    caller.may(Scope::Read)?;
    let row = find(&service, caller.tenant.name(), &id).await?;
    Ok(answers::json(StatusCode::OK, &whole(&caller.tenant, &row)))
}

/// A decision of this tenant.
pub async fn find(service: &Service, tenant: &str, id: &str) -> Result<DecisionRow, Refusal> {
    let database = service.database();
    let row = database.read(decisions::get(database.pool(), tenant, id)).await?;
    row.ok_or_else(|| Refusal::not_found(format!("there is no decision `{id}`, or no longer")))
}

/// Under which rules decisions are made again.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Replay {
    /// The text of a policy that nobody uses yet.
    policy: Option<String>,
    /// The version of one that was stored.
    policy_version: Option<i64>,
    /// A model that reads the texts again, where they were kept.
    model: Option<String>,
    /// These decisions; without them the newest that fit.
    #[serde(default)]
    ids: Vec<String>,
    /// Which.
    #[serde(default)]
    search: Search,
}

/// What would have been decided under another policy or by another model. Nothing is changed, and nothing counts for anybody.
#[utoipa::path(
    post,
    path = "/v1/decisions/replay",
    tag = "Decisions",
    operation_id = "replay_decisions",
    request_body = Replay,
    responses((status = 200, description = "What would be different", body = Replayed), OwnOrMissing),
)]
pub async fn replay(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Shaped(asked): Shaped<Replay>,
) -> Answer {
    caller.may(Scope::Read)?;
    let named =
        under::Named { policy: asked.policy, policy_version: asked.policy_version, model: asked.model };
    let rules = Rules::find(&service, &caller, named).await?;
    let rows = rows(&service, &caller.tenant, asked.ids, asked.search).await?;
    let (moderator, again) = service
        .work(move || {
            let moderator = rules.moderator()?;
            let again: Vec<_> = rows
                .into_iter()
                .map(|row| {
                    let decided = decide_again(rules.tenant(), &moderator, rules.reads_again(), &row);
                    (row, decided)
                })
                .collect();
            Ok((moderator, again))
        })
        .await?;
    let mut changes: Vec<Value> = Vec::new();
    let (mut same, mut changed, mut skipped) = (0, 0, 0);
    for (row, decided) in &again {
        match decided {
            None => skipped += 1,
            Some(Ok(decision)) if decision.action.as_str() == row.action => same += 1,
            Some(Ok(decision)) => {
                changed += 1;
                if changes.len() < SHOWN {
                    let mut change = summary(row);
                    change["would_be"] = json!({"action": decision.action, "reasons": decision.reasons});
                    changes.push(change);
                }
            }
            Some(Err(error)) => return Err(Refusal::bad(error.to_string())),
        }
    }
    let body = json!({
        "decisions": again.len(),
        "same": same,
        "changed": changed,
        "without_text": skipped,
        "ids": moderator.ids(),
        "changes": changes,
    });
    Ok(by(answers::json(StatusCode::OK, &body), &moderator))
}

async fn rows(
    service: &Service,
    tenant: &Tenant,
    ids: Vec<String>,
    search: Search,
) -> Result<Vec<DecisionRow>, Refusal> {
    if ids.len() > super::MOST_AT_ONCE {
        return Err(super::too_many(ids.len()));
    }
    if !ids.is_empty() {
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            rows.push(find(service, tenant.name(), &id).await?);
        }
        return Ok(rows);
    }
    let limit = search.limit.unwrap_or(MOST_REPLAYED);
    if !(1..=MOST_REPLAYED).contains(&limit) {
        return Err(Refusal::bad(format!("`limit` is from 1 to {MOST_REPLAYED}, this is {limit}")));
    }
    let wanted = search.wanted(tenant, limit)?;
    let database = service.database();
    Ok(database.read(decisions::search(database.pool(), tenant.name(), &wanted)).await?)
}

/// The decision under the rules of a moderator; nothing where the text would have to be read again and was not kept.
fn decide_again(
    tenant: &Tenant,
    moderator: &Moderator,
    reads_again: bool,
    row: &DecisionRow,
) -> Option<koko_core::error::Result<koko_core::policy::Decision>> {
    let mut seen: Circumstances = serde_json::from_str(&row.seen).ok()?;
    if reads_again {
        let text = open(tenant, row).and_then(|sealed| sealed.text)?;
        let read = Content::text(text).and_then(|content| moderator.score(content.text.as_str()));
        match read {
            Ok(scored) => {
                let scores = scored.scores.iter();
                seen.scores = scores.map(|(label, score)| (label.as_str().to_owned(), score)).collect();
            }
            Err(error) => return Some(Err(error)),
        }
    }
    Some(moderator.decide(&seen))
}

/// The names, and the text where it was kept.
pub fn open(tenant: &Tenant, row: &DecisionRow) -> Option<super::super::sealing::Sealed> {
    row.sealed.as_deref().and_then(|sealed| tenant.seal().open(&row.id, sealed))
}

/// A line of a list.
pub fn summary(row: &DecisionRow) -> Value {
    json!({
        "decision_id": row.id,
        "at_ms": row.decided_at,
        "content": row.content,
        "community": row.community,
        "action": row.action,
        "labels": row.labels,
        "band": row.band,
        "model": row.model,
        "policy": row.policy,
        "changed_to": row.changed_to,
        "changed_at_ms": row.changed_at,
    })
}

/// A line of a list, with the author's name and the text.
fn named(tenant: &Tenant, row: &DecisionRow) -> Value {
    let mut decision = summary(row);
    let sealed = open(tenant, row).unwrap_or_default();
    decision["author"] = json!(sealed.author);
    decision["text"] = json!(sealed.text);
    decision
}

/// Everything that is kept of a decision, opened.
pub fn whole(tenant: &Tenant, row: &DecisionRow) -> Value {
    let mut decision = summary(row);
    let sealed = open(tenant, row).unwrap_or_default();
    decision["author"] = json!(sealed.author);
    decision["target"] = json!(sealed.target);
    decision["parent"] = json!(sealed.parent);
    decision["text"] = json!(sealed.text);
    decision["answer"] = serde_json::from_str(&row.answer).unwrap_or_default();
    decision
}
