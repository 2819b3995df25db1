//! What is archived of decisions, of events and of what reviewers decide: rows of the service become records of the archive.

use std::collections::BTreeMap;

use koko_core::actor::{Event, Recorded};
use koko_core::content::{ActorId, Content};
use koko_core::moderator::{Moderation, Moderator};
use serde::Serialize;
use serde_json::Value;

use super::callers::Caller;
use super::config::TenantSettings;
use super::database::decisions::DecisionRow;
use super::recording::author_key;
use super::refusal::Refusal;
use super::service::Service;
use super::tenants::Tenant;
use crate::archive::settings::TenantChosen;
use crate::archive::{Kind, Record};

impl Service {
    /// Refuses what could not be archived, for tenants who want no decision then; before anything is decided.
    pub fn check_archive(&self, caller: &Caller, contents: usize) -> Result<(), Refusal> {
        let Some(archive) = self.archive() else { return Ok(()) };
        let tenant = &caller.tenant;
        Ok(archive.check_room(tenant.name(), &chosen(tenant), contents)?)
    }

    /// Archives records of a tenant: they are in the log once it returns.
    pub async fn archive_records(&self, tenant: &Tenant, records: Vec<Record>) -> Result<(), Refusal> {
        let Some(archive) = self.archive() else { return Ok(()) };
        Ok(archive.add(tenant.name(), &chosen(tenant), records).await?)
    }

    /// For how many days whose archive is kept.
    pub fn keeps_archived(&self) -> BTreeMap<String, u32> {
        let settings = self.tenants().settings();
        let days = |(name, tenant): (&String, &TenantSettings)| {
            Some((name.clone(), tenant.archive.as_ref().and_then(|archive| archive.keep_days)?))
        };
        settings.tenants.iter().filter_map(days).collect()
    }
}

fn chosen(tenant: &Tenant) -> TenantChosen {
    tenant.active().settings().archive.clone().unwrap_or_default()
}

/// What is archived of a decision.
pub fn of_decision(
    tenant: &Tenant,
    moderator: &Moderator,
    row: &DecisionRow,
    content: &Content,
    moderation: &Moderation,
) -> Record {
    let (decision, text) = (&moderation.decision, content.text.as_str());
    Record {
        id: row.id.clone(),
        kind: Kind::Content,
        happened_at: content.at.map(|at| at.unix_seconds().saturating_mul(1_000)),
        content: row.content.clone(),
        author: row.author.clone(),
        target: row.target.clone(),
        community: content.community.as_ref().map(|community| community.as_str().to_owned()),
        surface: content.surface.clone(),
        parent: content.parent.as_ref().map(|parent| parent.as_str().to_owned()),
        text: chosen(tenant).texts.then(|| text.to_owned()),
        text_hash: Some(tenant.archive_hash(text)),
        scores: moderation.scores.iter().map(|(label, score)| (label.as_str().to_owned(), score)).collect(),
        labels: row.labels.clone(),
        action: Some(row.action.clone()),
        rules: decision.reasons.iter().map(|reason| reason.rule.clone()).collect(),
        band: moderation.standing.as_ref().map(|_| row.band.clone()),
        standing: moderation.standing.as_ref().map(|standing| standing.probability),
        lane: word(&moderation.lane),
        truncated: Some(moderation.truncated),
        model: Some(row.model.clone()),
        policy: Some(row.policy.clone()),
        normalizer: Some(moderator.ids().normalizer.clone()),
        version: Some(moderator.ids().version.clone()),
        ..taken(tenant, row.decided_at)
    }
}

/// What is archived of an event; nothing of a post that was not read here.
///
/// Whether it was counted does not matter: an event that is sent again because its answer was lost is archived then.
pub fn of_event(
    tenant: &Tenant,
    moderator: &Moderator,
    event: &Event,
    recorded: &Recorded,
    now: i64,
) -> Option<Record> {
    let key = |person: &str| ActorId::new(person).ok().map(|person| author_key(moderator, &person));
    let record = Record {
        happened_at: Some(event.at().unix_seconds().saturating_mul(1_000)),
        author: Some(author_key(moderator, &recorded.standing.author)),
        ..taken(tenant, now)
    };
    Some(match event {
        Event::Posted(_) => return None,
        Event::Flagged(flag) => Record {
            id: format!("flag {}", flag.id.as_str()),
            kind: Kind::Flag,
            content: flag.post.as_ref().map(|post| post.as_str().to_owned()),
            community: flag.community.as_ref().map(|community| community.as_str().to_owned()),
            reporter: Some(author_key(moderator, &flag.reporter)),
            family: flag.family.as_ref().and_then(word),
            ..record
        },
        Event::Moderated(moderated) => Record {
            id: format!("moderation {} {}", moderated.id.as_str(), moderated.version),
            kind: Kind::Moderation,
            content: moderated.post.as_ref().map(|post| post.as_str().to_owned()),
            decision: Some(moderated.id.as_str().to_owned()),
            revision: i64::try_from(moderated.version).ok(),
            moderator: key(moderated.moderator.as_str()),
            outcome: word(&moderated.outcome),
            family: word(&moderated.family),
            severity: word(&moderated.severity),
            ..record
        },
        Event::Appealed(appealed) => Record {
            id: format!("appeal {} {}", appealed.id.as_str(), appealed.version),
            kind: Kind::Appeal,
            author: appealed.author.as_ref().map(|author| author_key(moderator, author)),
            decision: Some(appealed.id.as_str().to_owned()),
            revision: i64::try_from(appealed.version).ok(),
            outcome: word(&appealed.outcome),
            ..record
        },
    })
}

/// What is archived of an appeal against a decision of this service.
pub fn of_appeal(tenant: &Tenant, row: &DecisionRow, at: i64) -> Record {
    Record {
        id: format!("appeal {} {at}", row.id),
        kind: Kind::Appeal,
        outcome: Some("pending".to_owned()),
        ..of_row(tenant, row, at)
    }
}

/// What is archived of a reviewer's decision about a content that nobody is known to have written: nobody's standing changes, so
/// there is no event of it.
pub fn of_review(
    tenant: &Tenant,
    moderator: &Moderator,
    row: &DecisionRow,
    reviewer: &str,
    outcome: &str,
    at: i64,
) -> Record {
    let reviewer = ActorId::new(reviewer).ok().map(|reviewer| author_key(moderator, &reviewer));
    Record {
        id: format!("moderation review {} at {at}", row.id),
        kind: Kind::Moderation,
        moderator: reviewer,
        outcome: Some(outcome.to_owned()),
        ..of_row(tenant, row, at)
    }
}

fn of_row(tenant: &Tenant, row: &DecisionRow, at: i64) -> Record {
    let community = Some(row.community.clone()).filter(|community| !community.is_empty());
    Record {
        content: row.content.clone(),
        author: row.author.clone(),
        community,
        decision: Some(row.id.clone()),
        ..taken(tenant, at)
    }
}

fn taken(tenant: &Tenant, at: i64) -> Record {
    Record { tenant: tenant.name().to_owned(), taken_at: at, ..Record::default() }
}

/// As it stands in JSON.
fn word(value: &impl Serialize) -> Option<String> {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => Some(word),
        _ => None,
    }
}
