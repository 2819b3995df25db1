//! The review queue: what waits for a person, claiming it, and deciding.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use koko_core::actor::Event;
use koko_core::labels::Family;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::answers;
use super::super::archiving;
use super::super::callers::{Caller, Scope};
use super::super::database::audit::{self, Deed};
use super::super::database::decisions::{self, DecisionRow};
use super::super::database::now_ms;
use super::super::database::review::{self, Attempt, ReviewItem, Verdict};
use super::super::document::kept::{Claimed, Closed, Decided, ManyDecided, Queue, Released};
use super::super::document::refusals::{Own, OwnOrConflict};
use super::super::live::Happening;
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::super::webhooks::{outbox, payloads};
use super::decisions::{find, whole};
use super::events::record;
use super::statements;
use super::{Answer, Asked, Asking, MOST_AT_ONCE, Named, Shaped, limit, place, too_many};

/// How long an item is claimed if nobody says, and at most.
const USUAL_CLAIM_S: i64 = 10 * 60;
const LONGEST_CLAIM_S: i64 = 8 * 3_600;
/// Items that one reviewer claims in one request.
const MOST_CLAIMED: i64 = 100;

/// Which part of the queue is wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Part {
    limit: Option<i64>,
    /// Behind the last of an earlier answer: its `next`.
    before: Option<String>,
    /// Only copies of the text of this decision.
    like: Option<String>,
}

/// What waits, the most urgent first.
#[utoipa::path(
    get,
    path = "/v1/review",
    tag = "Review",
    operation_id = "list_waiting",
    params(Part),
    responses((status = 200, description = "What waits, the most urgent first", body = Queue), Own),
)]
pub async fn waiting(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Asked(part): Asked<Part>,
) -> Answer {
    caller.may(Scope::Read)?;
    let (database, tenant) = (service.database(), caller.tenant.name());
    let limit = limit(part.limit)?;
    let part =
        review::Part { behind: place::parse(part.before.as_deref())?, like: part.like.as_deref(), limit };
    let items = database.read(review::waiting(database.pool(), tenant, part)).await?;
    let waiting = database.read(review::count(database.pool(), tenant)).await?;
    let next = (items.len() as i64 == limit).then(|| items.last()).flatten();
    let next = next.map(|last| place::of(last.rank, &last.decision));
    let items = opened(&service, &caller, items).await?;
    Ok(answers::json(StatusCode::OK, &json!({"waiting": waiting, "items": items, "next": next})))
}

/// Which part of what was decided is wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ClosedPart {
    limit: Option<i64>,
    /// Behind the last of an earlier answer: its `next`.
    before: Option<String>,
}

/// What reviewers decided, the latest first.
#[utoipa::path(
    get,
    path = "/v1/review/closed",
    tag = "Review",
    operation_id = "list_closed",
    params(ClosedPart),
    responses((status = 200, description = "What was decided, the latest first", body = Closed), Own),
)]
pub async fn closed(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Asked(part): Asked<ClosedPart>,
) -> Answer {
    caller.may(Scope::Read)?;
    let (database, tenant) = (service.database(), caller.tenant.name());
    let limit = limit(part.limit)?;
    let behind = place::parse(part.before.as_deref())?;
    let items = database.read(review::closed(database.pool(), tenant, behind, limit)).await?;
    let next = (items.len() as i64 == limit).then(|| items.last()).flatten();
    let next = next.and_then(|last| Some(place::of(last.closed_at?, &last.decision)));
    let items = opened(&service, &caller, items).await?;
    Ok(answers::json(StatusCode::OK, &json!({"items": items, "next": next})))
}

/// Who claims, and what.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The reviewer. Whoever is signed in to the console leaves it out: it is them.
    #[schema(nullable = false)]
    reviewer: Option<String>,
    /// These; without them the most urgent that nobody has.
    #[serde(default)]
    ids: Vec<String>,
    /// So many of those.
    count: Option<i64>,
    /// For so long.
    seconds: Option<i64>,
}

/// Claims items, so that no two people take the same one.
#[utoipa::path(
    post,
    path = "/v1/review/claim",
    tag = "Review",
    operation_id = "claim_items",
    request_body = Claim,
    responses((status = 200, description = "What the reviewer has now", body = Claimed), Own),
)]
pub async fn claim(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Shaped(claim): Shaped<Claim>,
) -> Answer {
    caller.may(Scope::Review)?;
    let reviewer = reviewer(&caller, claim.reviewer)?;
    let seconds = claim.seconds.unwrap_or(USUAL_CLAIM_S);
    if !(1..=LONGEST_CLAIM_S).contains(&seconds) {
        return Err(Refusal::bad(format!("`seconds` is from 1 to {LONGEST_CLAIM_S}, this is {seconds}")));
    }
    let count = claim.count.unwrap_or(1);
    if !(1..=MOST_CLAIMED).contains(&count) || claim.ids.len() as i64 > MOST_CLAIMED {
        return Err(Refusal::bad(format!("from 1 to {MOST_CLAIMED} items can be claimed at once")));
    }
    let now = now_ms();
    let until = now + seconds * 1_000;
    let tenant = caller.tenant.name().to_owned();
    let ids = claim.ids;
    let (claimed, taken) = service
        .database()
        .write(move |connection| {
            let (tenant, reviewer, ids) = (tenant.clone(), reviewer.clone(), ids.clone());
            Box::pin(async move {
                if ids.is_empty() {
                    let claimed =
                        review::claim_next(connection, &tenant, &reviewer, now, until, count).await?;
                    return Ok((claimed, Vec::new()));
                }
                let (mut claimed, mut taken) = (Vec::new(), Vec::new());
                for id in ids {
                    match review::claim(connection, &tenant, &id, &reviewer, now, until).await? {
                        Attempt::Done(item) => claimed.push(item),
                        Attempt::Claimed(_) | Attempt::Missing => taken.push(id),
                    }
                }
                Ok((claimed, taken))
            })
        })
        .await?;
    let items = opened(&service, &caller, claimed).await?;
    Ok(answers::json(StatusCode::OK, &json!({"items": items, "not_claimed": taken})))
}

/// Who gives an item back.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The reviewer. Whoever is signed in to the console leaves it out: it is them.
    #[schema(nullable = false)]
    reviewer: Option<String>,
}

/// Gives an item back.
#[utoipa::path(
    post,
    path = "/v1/review/{id}/release",
    tag = "Review",
    operation_id = "release_item",
    params(("id" = String, Path, description = "The id of the decision")),
    request_body = Release,
    responses((status = 200, description = "It waits again", body = Released), OwnOrConflict),
)]
pub async fn release(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(id): Named,
    Shaped(release): Shaped<Release>,
) -> Answer {
    caller.may(Scope::Review)?;
    let (tenant, reviewer) = (caller.tenant.name().to_owned(), reviewer(&caller, release.reviewer)?);
    let released = service
        .database()
        .write(move |connection| {
            let (tenant, id, reviewer) = (tenant.clone(), id.clone(), reviewer.clone());
            Box::pin(async move { review::release(connection, &tenant, &id, &reviewer).await })
        })
        .await?;
    match released {
        true => Ok(answers::json(StatusCode::OK, &json!({"released": true}))),
        false => Err(Refusal::Conflict { what: "this reviewer does not have this item".to_owned() }),
    }
}

/// What a reviewer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing was wrong.
    Fine,
    /// The author was warned.
    Warned,
    /// The content was removed.
    Removed,
    /// The author was suspended.
    Suspended,
    /// The author was banned.
    Banned,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Outcome::Fine => "fine",
            Outcome::Warned => "warned",
            Outcome::Removed => "removed",
            Outcome::Suspended => "suspended",
            Outcome::Banned => "banned",
        }
    }
}

/// What a reviewer decided, and why.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// The reviewer. Whoever is signed in to the console leaves it out: it is them.
    #[schema(nullable = false)]
    reviewer: Option<String>,
    outcome: Outcome,
    /// For what; without it, that of the label with the highest score.
    #[schema(value_type = Option<super::super::document::authors::Family>)]
    family: Option<Family>,
    note: Option<String>,
}

/// Decides about an item. What was decided before can be decided again: the later decision takes the earlier one back.
#[utoipa::path(
    post,
    path = "/v1/review/{id}/decide",
    tag = "Review",
    operation_id = "decide_item",
    params(("id" = String, Path, description = "The id of the decision")),
    request_body = Decide,
    responses((status = 200, description = "It is decided", body = Decided), OwnOrConflict),
)]
pub async fn decide(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(id): Named,
    Shaped(decide): Shaped<Decide>,
) -> Answer {
    caller.may(Scope::Review)?;
    let reviewer = reviewer(&caller, decide.reviewer.clone())?;
    let (item, standing) = decide_one(&service, &caller, id, &reviewer, &decide).await?;
    service.webhooks().wake();
    Ok(answers::json(StatusCode::OK, &json!({"item": item, "standing": standing})))
}

/// The same decision about many items.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideMany {
    /// Which.
    ids: Vec<String>,
    /// The reviewer: needed unless somebody is signed in.
    reviewer: Option<String>,
    outcome: Outcome,
    /// For what; without it, for each that of the label with the highest score.
    #[schema(value_type = Option<super::super::document::authors::Family>)]
    family: Option<Family>,
    note: Option<String>,
}

/// Decides about many items alike: the copies of a campaign. Each is decided for itself, and some may not be.
#[utoipa::path(
    post,
    path = "/v1/review/decide",
    tag = "Review",
    operation_id = "decide_items",
    request_body = DecideMany,
    responses((status = 200, description = "What became of them", body = ManyDecided), Own),
)]
pub async fn decide_many(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Shaped(many): Shaped<DecideMany>,
) -> Answer {
    let DecideMany { ids, reviewer: named, outcome, family, note } = many;
    let decide = Decide { reviewer: named, outcome, family, note };
    caller.may(Scope::Review)?;
    if ids.len() > MOST_AT_ONCE {
        return Err(too_many(ids.len()));
    }
    let reviewer = reviewer(&caller, decide.reviewer.clone())?;
    let (mut decided, mut not_decided) = (Vec::new(), Vec::new());
    for id in ids {
        match decide_one(&service, &caller, id.clone(), &reviewer, &decide).await {
            Ok(_) => decided.push(id),
            Err(refusal) => not_decided.push(json!({"id": id, "error": answers::body_of(&refusal)})),
        }
    }
    service.webhooks().wake();
    Ok(answers::json(StatusCode::OK, &json!({"decided": decided, "not_decided": not_decided})))
}

/// Writes down what a reviewer decided and lets it count; the item, and how the author stands after it.
async fn decide_one(
    service: &Arc<Service>,
    caller: &Caller,
    id: String,
    reviewer: &str,
    decide: &Decide,
) -> Result<(ReviewItem, Value), Refusal> {
    let row = find(service, caller.tenant.name(), &id).await?;
    let now = now_ms();
    let verdict = Verdict {
        decision: id.clone(),
        by: reviewer.to_owned(),
        outcome: decide.outcome.as_str().to_owned(),
        note: decide.note.clone(),
        at: now,
    };
    let tenant = caller.tenant.name().to_owned();
    let deed = Deed {
        tenant: tenant.clone(),
        who: match caller.session() {
            Some(_) => caller.name().to_owned(),
            None => format!("{} as {reviewer}", caller.name()),
        },
        did: "decision.reviewed",
        subject: id.clone(),
        details: json!({"outcome": verdict.outcome}),
        at: now,
    };
    let opened = whole(&caller.tenant, &row);
    let told = payloads::decision_changed(
        &caller.tenant,
        &row,
        opened["author"].as_str(),
        decide.outcome.as_str(),
        now,
    );
    let of = Arc::clone(&caller.tenant);
    let decided = Arc::new(DecisionRow {
        changed_to: Some(decide.outcome.as_str().to_owned()),
        changed_at: Some(now),
        ..row.clone()
    });
    let attempt = service
        .database()
        .write(move |connection| {
            let (tenant, verdict, deed, told) = (tenant.clone(), verdict.clone(), deed.clone(), told.clone());
            let (of, decided) = (Arc::clone(&of), Arc::clone(&decided));
            Box::pin(async move {
                let attempt = review::close(connection, &tenant, &verdict).await?;
                if let Attempt::Done(_) = attempt {
                    decisions::change(connection, &tenant, &verdict.decision, &verdict.outcome, now).await?;
                    outbox::add(connection, &told).await?;
                    audit::append(connection, &deed).await?;
                    statements::correct(connection, &of, &decided, &deed).await?;
                }
                Ok(attempt)
            })
        })
        .await?;
    let item = match attempt {
        Attempt::Done(item) => item,
        Attempt::Missing => return Err(Refusal::not_found(format!("`{id}` never waited for a reviewer"))),
        Attempt::Claimed(item) => return Err(claimed(item)),
    };
    let standing = count(service, caller, &opened, reviewer, row.receipt.as_deref(), &item, decide).await?;
    if row.author.is_none() {
        let moderator = Arc::clone(caller.tenant.active().pinned());
        let outcome = decide.outcome.as_str();
        let record = archiving::of_review(&caller.tenant, &moderator, &row, reviewer, outcome, now);
        service.archive_records(&caller.tenant, vec![record]).await?;
    }
    let data = json!({
        "decision_id": id,
        "content": row.content,
        "author": opened["author"],
        "was": row.changed_to.as_deref().unwrap_or(&row.action),
        "outcome": decide.outcome.as_str(),
        "model": row.model,
        "policy": row.policy,
    });
    let owner: Arc<str> = caller.tenant.name().into();
    let happening = Happening { tenant: owner, kind: "decision.changed", id, data: Arc::new(data) };
    service.live().tell(happening);
    service.metrics().reviewed(caller.tenant.name(), decide.outcome.as_str());
    Ok((item, standing))
}

/// Somebody else looks at it.
pub fn claimed(item: ReviewItem) -> Refusal {
    let who = item.claimed_by.unwrap_or_default();
    Refusal::Conflict { what: format!("{who} looks at this item") }
}

/// Lets the decision count for its author, where there is one.
async fn count(
    service: &Arc<Service>,
    caller: &Caller,
    decision: &Value,
    reviewer: &str,
    receipt: Option<&str>,
    item: &ReviewItem,
    decide: &Decide,
) -> Result<Value, Refusal> {
    let Some(author) = decision["author"].as_str() else { return Ok(Value::Null) };
    let family = match decide.family {
        Some(family) => json!(family),
        None => json!(family_of(decision)),
    };
    let event = json!({
        "event": "moderated",
        "id": format!("review {}", item.decision),
        "version": item.version,
        "author": author,
        "moderator": reviewer,
        "at": item.closed_at.unwrap_or_default() / 1_000,
        "outcome": decide.outcome.as_str(),
        "family": family,
        "post": decision["content"],
        "receipt": receipt,
    });
    let event: Event = serde_json::from_value(event)
        .map_err(|error| Refusal::bad(format!("the decision cannot count for its author: {error}")))?;
    let mut recorded = record(service, &caller.tenant, vec![Ok(event)]).await?;
    let recorded = recorded.pop().expect("one answer for one event")?;
    Ok(super::as_json(&recorded.standing))
}

/// The family of the label with the highest score.
pub fn family_of(decision: &Value) -> Family {
    let scores = decision["answer"]["scores"].as_object();
    let highest = scores.into_iter().flatten().max_by(|(_, one), (_, other)| {
        one.as_f64().unwrap_or_default().total_cmp(&other.as_f64().unwrap_or_default())
    });
    let label = highest.and_then(|(name, _)| koko_core::labels::Label::parse(name).ok());
    label.and_then(koko_core::labels::Label::family).unwrap_or(Family::Harassment)
}

/// Items with their decisions.
async fn opened(service: &Service, caller: &Caller, items: Vec<ReviewItem>) -> Result<Vec<Value>, Refusal> {
    let mut opened = Vec::with_capacity(items.len());
    for item in items {
        let row = find(service, caller.tenant.name(), &item.decision).await?;
        let mut body = super::as_json(&item);
        body["decision"] = whole(&caller.tenant, &row);
        body["id"] = Value::from(item.decision);
        opened.push(body);
    }
    Ok(opened)
}

/// Who claims or decides: whoever is signed in, or whom a program names.
pub fn reviewer(caller: &Caller, named: Option<String>) -> Result<String, Refusal> {
    if let Some(session) = caller.session() {
        let name = &session.person.name;
        return match named.is_none_or(|named| &named == name) {
            true => Ok(name.clone()),
            false => Err(Refusal::NotYou { name: name.clone() }),
        };
    }
    let Some(reviewer) = named else {
        return Err(Refusal::bad(
            "`reviewer` is missing: whoever is not signed in to the console says who decides",
        ));
    };
    let length = reviewer.trim().len();
    if length == 0 || reviewer.len() > koko_core::content::MAX_ID_BYTES {
        return Err(Refusal::bad("`reviewer` is a name of 1 to 128 bytes"));
    }
    Ok(reviewer)
}
