//! What a decision leaves behind: a row, an item in the queue if a person should look, and word to whoever wants to know.
//! All of it is written as a whole before the decision is told.

use std::sync::Arc;
use std::time::Instant;

use koko_core::actor::Standing;
use koko_core::content::Content;
use koko_core::labels::Label;
use koko_core::moderator::{Moderation, Moderator};
use koko_core::policy::Action;
use serde_json::{Value, json};

use super::archiving;
use super::callers::Caller;
use super::database::decisions::{self, DecisionRow};
use super::database::{bands, new_id, now_ms, review};
use super::live::Happening;
use super::metrics::Way;
use super::noted;
use super::refusal::Refusal;
use super::sealing::Sealed;
use super::service::Service;
use super::tenants::Tenant;
use super::traces::Step;
use super::webhooks::events::OutgoingEvent;
use super::webhooks::outbox::Outbox;
use super::webhooks::payloads;

/// In so many milliseconds an item that waits becomes as urgent as one with twice its harm.
const DOUBLES_IN_MS: f64 = 12.0 * 3_600_000.0;
/// A content that nobody sees before a reviewer has looked is as urgent as one with four times its harm.
const HELD: f64 = 2.0;

/// A decision with everything that belongs to it, ready to be written.
struct Kept {
    row: DecisionRow,
    author: Option<bands::Named>,
    rank: Option<f64>,
    /// For webhooks, if anybody wants to hear.
    told: Option<Told>,
}

/// What is told to webhooks about a decision.
struct Told {
    decision: OutgoingEvent,
    /// Where the author stands in another band than before.
    standing: Option<OutgoingEvent>,
}

/// Keeps decisions, and tells their ids in the same order.
pub async fn keep(
    service: &Arc<Service>,
    caller: &Caller,
    moderator: &Moderator,
    decided: &[(&Content, &Moderation)],
) -> Result<Vec<String>, Refusal> {
    if decided.is_empty() {
        return Ok(Vec::new());
    }
    let tenant = &caller.tenant;
    service.metrics().read(tenant.name(), Way::Moderate, decided.len());
    let now = now_ms();
    let is_heard = service.webhooks().is_heard();
    let kept: Vec<Kept> = decided
        .iter()
        .map(|(content, moderation)| {
            let found = moderator.found(content, &moderation.scores);
            count(service, tenant, moderator, (content, moderation), &found);
            let mut kept = kept(tenant, moderator, (content, moderation), &found, now);
            kept.told = is_heard.then(|| told(tenant, &kept.row, content, moderation));
            kept
        })
        .collect();
    let kept = Arc::new(kept);
    let writing = Arc::clone(&kept);
    let begun = Instant::now();
    let changes = service
        .database()
        .write(move |connection| {
            let kept = Arc::clone(&writing);
            Box::pin(async move {
                let (mut changes, mut outbox) = (Vec::new(), Outbox::default());
                for Kept { row, author, rank, told } in kept.iter() {
                    decisions::insert(connection, row).await?;
                    if let Some(told) = told {
                        outbox.add(connection, &told.decision).await?;
                    }
                    if let Some(rank) = rank {
                        let author = row.author.as_deref();
                        review::open(connection, &row.tenant, &row.id, author, *rank, row.decided_at).await?;
                    }
                    if let Some(author) = author {
                        let before =
                            bands::note(connection, &row.tenant, author, &row.band, row.decided_at).await?;
                        let standing = told.as_ref().and_then(|told| told.standing.as_ref());
                        if let (Some(before), Some(standing)) = (&before, standing) {
                            outbox.add(connection, &standing.since(before)).await?;
                        }
                        changes.push(before);
                    } else {
                        changes.push(None);
                    }
                }
                Ok(changes)
            })
        })
        .await?;
    noted::stepped(Step::Record, begun, begun.elapsed());
    service.webhooks().wake();
    if service.archive().is_some() {
        let records = kept.iter().zip(decided).map(|(kept, (content, moderation))| {
            archiving::of_decision(tenant, moderator, &kept.row, content, moderation)
        });
        // After the database, so that nothing is archived that was not decided; before the answer, so that all that was told is.
        service.archive_records(tenant, records.collect()).await?;
    }
    if service.live().is_watched() {
        for ((Kept { row, .. }, before), (content, moderation)) in kept.iter().zip(changes).zip(decided) {
            tell(service, row, before, content, moderation);
        }
    }
    Ok(kept.iter().map(|kept| kept.row.id.clone()).collect())
}

/// Counts a decision, and looks at its scores.
fn count(
    service: &Arc<Service>,
    tenant: &Tenant,
    moderator: &Moderator,
    (content, moderation): (&Content, &Moderation),
    found: &[Label],
) {
    let action = moderation.decision.action.as_str();
    noted::decided(action, &moderation.decision.ids);
    service.metrics().decided(tenant.name(), action, found.iter().map(|label| label.as_str()));
    if moderation.standing.as_ref().is_some_and(|standing| standing.degraded) {
        service.metrics().degraded(tenant.name());
    }
    service.watch(tenant, &tenant.active(), moderator, content, &moderation.scores, moderation.lane);
}

fn kept(
    tenant: &Tenant,
    moderator: &Moderator,
    (content, moderation): (&Content, &Moderation),
    found: &[Label],
    now: i64,
) -> Kept {
    let id = new_id();
    let author = content.author.as_ref();
    let sealed = Sealed {
        author: author.map(|author| author.as_str().to_owned()),
        text: tenant.active().settings().keep_texts.then(|| content.text.as_str().to_owned()),
        target: content.target.as_ref().map(|target| target.as_str().to_owned()),
        parent: content.parent.as_ref().map(|parent| parent.as_str().to_owned()),
    };
    let decision = &moderation.decision;
    let seen = moderator.circumstances(content, moderation);
    let row = DecisionRow {
        tenant: tenant.name().to_owned(),
        decided_at: now,
        content: content.id.as_ref().map(|id| id.as_str().to_owned()),
        author: author.map(|author| author_key(moderator, author)),
        target: content.target.as_ref().map(|target| author_key(moderator, target)),
        print: tenant.print(content.text.as_str()),
        parent: content.parent.as_ref().map(|parent| tenant.thread(parent.as_str())),
        community: seen.content.community.clone(),
        action: decision.action.as_str().to_owned(),
        labels: found.iter().map(|label| label.as_str().to_owned()).collect(),
        band: moderation.standing.as_ref().map_or("unknown", |standing| standing.band.as_str()).to_owned(),
        model: decision.ids.model.clone(),
        policy: decision.ids.policy.clone(),
        answer: nameless(moderation).to_string(),
        seen: serde_json::to_string(&seen).expect("numbers and words are JSON"),
        sealed: (sealed != Sealed::default()).then(|| tenant.seal().seal(&id, &sealed)),
        receipt: moderation.receipt.as_ref().map(ToString::to_string),
        changed_at: None,
        changed_to: None,
        id,
    };
    let rank = wants_review(decision.action).then(|| rank(moderation, found, now));
    let author = author
        .zip(row.author.clone())
        .map(|(name, key)| bands::Named::new(tenant.seal(), key, name.as_str()));
    Kept { row, author, rank, told: None }
}

fn told(tenant: &Tenant, row: &DecisionRow, content: &Content, moderation: &Moderation) -> Told {
    let standing = moderation.standing.as_ref().zip(row.author.clone());
    Told {
        decision: payloads::decision_made(tenant, row, content, moderation),
        standing: standing
            .map(|(standing, author)| payloads::standing_changed(tenant, author, standing, row.decided_at)),
    }
}

/// The key of an author's record, as the database has it.
pub fn author_key(moderator: &Moderator, author: &koko_core::content::ActorId) -> String {
    let name = moderator.authors().key_of(author).as_name();
    name.as_str().trim_start_matches("key:").to_owned()
}

fn wants_review(action: Action) -> bool {
    matches!(action, Action::Review | Action::Hold | Action::Support)
}

/// The logarithm of harm times standing, and something for every hour: for a queue that is sorted once and for all.
fn rank(moderation: &Moderation, found: &[Label], now: i64) -> f64 {
    let harm = found.iter().filter_map(|label| moderation.scores.get(*label)).fold(0.05_f32, f32::max);
    let standing = moderation.standing.as_ref().map_or(0.0, |standing| standing.probability);
    let held = if moderation.decision.action == Action::Hold { HELD } else { 0.0 };
    f64::from(harm * (0.25 + standing)).log2() + held - now as f64 / DOUBLES_IN_MS
}

/// An appeal is as urgent as something whose harm is certain.
pub fn rank_of_appeal(now: i64) -> f64 {
    HELD - now as f64 / DOUBLES_IN_MS
}

/// The whole answer, without the author's name.
fn nameless(moderation: &Moderation) -> Value {
    let mut answer = super::own::as_json(moderation);
    if let Some(standing) = answer.get_mut("standing").and_then(Value::as_object_mut) {
        standing.shift_remove("author");
    }
    answer
}

fn tell(
    service: &Service,
    row: &DecisionRow,
    before: Option<String>,
    content: &Content,
    moderation: &Moderation,
) {
    let tenant: Arc<str> = row.tenant.as_str().into();
    let author = content.author.as_ref().map(|author| author.as_str());
    let data = json!({
        "decision_id": row.id,
        "at": row.decided_at,
        "content": row.content,
        "author": author,
        "community": content.community,
        "action": row.action,
        "labels": row.labels,
        "reasons": moderation.decision.reasons,
        "scores": moderation.scores,
        "band": row.band,
        "model": row.model,
        "policy": row.policy,
    });
    let happening =
        |kind, id, data| Happening { tenant: Arc::clone(&tenant), kind, id, data: Arc::new(data) };
    service.live().tell(happening("decision.made", row.id.clone(), data));
    if let (Some(before), Some(standing)) = (before, &moderation.standing) {
        service.live().tell(happening("standing.changed", row.id.clone(), band_change(standing, &before)));
    }
}

/// How an author stands, and how they stood.
pub fn band_change(standing: &Standing, before: &str) -> Value {
    json!({
        "author": standing.author,
        "before": before,
        "band": standing.band,
        "family": standing.family,
        "probability": standing.probability,
        "findings": standing.findings,
    })
}
