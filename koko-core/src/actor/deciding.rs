//! Brings the decisions of moderators and what became of appeals into the records of those whom they concern.
//!
//! The records come first, then the decision itself with its version. A crash in between is healed when the event is sent
//! again: the tail of each record knows what is in it.

use std::time::Duration;

use super::decision::{Changes, Decision, State};
use super::delta::Delta;
use super::event::{AppealOutcome, Appealed, Grade, Moderated, Outcome, bad};
use super::identity::AuthorKey;
use super::kept;
use super::ledger::{ActorLedger, Recorded, only};
use super::parameters::PastActions;
use super::record::Record;
use super::saving::{Entry, Pending, TRIES, Update, too_busy};
use crate::clock::Timestamp;
use crate::content::ActorId;
use crate::error::{Error, Result};
use crate::store::{Change, Key, Outcome as SaveOutcome, Space, Stored};

/// How long decisions are kept.
const KEPT_FOR: Duration = Duration::from_secs(365 * 24 * 3_600);

impl ActorLedger {
    /// What a moderator decided.
    pub(super) fn moderated(&self, moderated: &Moderated, at: u32, received: Timestamp) -> Result<Recorded> {
        let author = self.identity.author(&moderated.author);
        let moderator = self.identity.moderator(moderated.moderator.as_str());
        let post = self.post_of(moderated, author)?;
        let event = match (&post, &moderated.post) {
            (Some(post), _) => Some(post.tag),
            (None, Some(id)) => Some(self.event_tag(author, id.as_str())),
            (None, None) => None,
        };
        let reports = match event {
            Some(event) => {
                let list = only(self.store.load(&[self.reporters_key(event)])?);
                list.map_or(Ok(Vec::new()), |list| kept::reports(&list.bytes))?
            }
            None => Vec::new(),
        };
        let mass = self.mass_of(moderated, moderator, at)?;
        let state = if moderated.outcome == Outcome::Fine { State::Fine } else { State::Upheld };
        let step = Step { id: moderated.id.as_str(), version: moderated.version, received };
        let counted = self.decide(&step, |before| {
            if let Some(before) = before.filter(|before| before.author != author) {
                let known = before.author.as_name();
                return Err(bad(format!(
                    "the decision `{}` was about another author ({known}): give each decision an id of its own",
                    moderated.id
                )));
            }
            Ok(Decision {
                version: moderated.version,
                author,
                moderator,
                family: moderated.family,
                at,
                mass,
                state,
                since: at,
                post: post.or_else(|| before.and_then(|before| before.post)),
                reports: match before {
                    Some(before) if reports.is_empty() => before.reports.clone(),
                    _ => reports.clone(),
                },
            })
        })?;
        self.recorded(&moderated.author, author, at, counted)
    }

    /// What became of an appeal.
    pub(super) fn appealed(&self, appealed: &Appealed, at: u32, received: Timestamp) -> Result<Recorded> {
        let mut about = None;
        let step = Step { id: appealed.id.as_str(), version: appealed.version, received };
        let mut look = |before: Option<&Decision>| {
            let Some(before) = before else {
                return Err(bad(format!(
                    "the decision `{}` is not known: send `moderated` first; decisions are kept for 12 months",
                    appealed.id
                )));
            };
            about = Some(before.author);
            let (state, since) = match (before.state, appealed.outcome) {
                // Nobody was acted against.
                (State::Fine, _) | (_, AppealOutcome::Pending) => (before.state, before.since),
                (_, AppealOutcome::Confirmed) => (State::Confirmed, at),
                (_, AppealOutcome::Overturned) => (State::Overturned, at),
            };
            Ok(Decision { version: appealed.version, state, since, ..before.clone() })
        };
        let counted = self.decide(&step, &mut look)?;
        let author = about.expect("the decision was looked at");
        match &appealed.author {
            Some(name) if self.identity.author(name) != author => Err(bad(format!(
                "the decision `{}` is not about `{name}`: leave `author` out, or give the right one",
                appealed.id
            ))),
            Some(name) => self.recorded(name, author, at, counted),
            None => self.recorded(&author.as_name(), author, at, counted),
        }
    }

    /// What the post left in the record: from the receipt, or from those that are kept.
    fn post_of(&self, moderated: &Moderated, author: AuthorKey) -> Result<Option<Delta>> {
        if let Some(receipt) = &moderated.receipt {
            return receipt.open(author, &self.identity).map(Some);
        }
        let Some(id) = &moderated.post else { return Ok(None) };
        let list = only(self.store.load(&[self.receipts_key(author)])?);
        list.map_or(Ok(None), |list| kept::receipt(&list.bytes, self.event_tag(author, id.as_str())))
    }

    fn mass_of(&self, moderated: &Moderated, moderator: AuthorKey, at: u32) -> Result<f32> {
        let PastActions { warned, removed, suspended, banned, mild, severe, .. } =
            self.rules.parameters.past_actions;
        let outcome = match moderated.outcome {
            Outcome::Fine => return Ok(0.0),
            Outcome::Warned => warned,
            Outcome::Removed => removed,
            Outcome::Suspended => suspended,
            Outcome::Banned => banned,
        };
        let grade = match moderated.severity {
            Grade::Mild => mild,
            Grade::Normal => 1.0,
            Grade::Severe => severe,
        };
        let record = self.load_one(moderator)?.unwrap_or(Record::EMPTY);
        let (confirmed, overturned) = record.history.read(at).given();
        Ok(outcome * grade * (9.0 + confirmed) / (10.0 + confirmed + overturned))
    }

    /// Takes a decision from the version that is known to the next; tells whether it did. `next` makes it.
    fn decide(
        &self,
        step: &Step<'_>,
        mut next: impl FnMut(Option<&Decision>) -> Result<Decision>,
    ) -> Result<bool> {
        let key = self.decision_key(step.id);
        let mut stored = only(self.store.load(std::slice::from_ref(&key))?);
        let before = read(stored.as_ref())?;
        let after = next(before.as_ref())?;
        if before.as_ref().is_some_and(|before| before.version >= step.version) {
            return Ok(false);
        }
        let base = before.as_ref().map_or(0, |before| before.version);
        let tag = self.step_tag("decision", step, base);
        self.bring(&Changes::between(before.as_ref(), Some(&after)), tag, step.received)?;
        for _ in 0..TRIES {
            let expect = stored.as_ref().map(|stored| stored.version);
            let until = self.clock.now().max(step.received).plus(KEPT_FOR);
            let change =
                Change { key: key.clone(), expect, value: Some(after.to_bytes()), expires_at: Some(until) };
            let found = match only(self.store.save_if(&[change])?) {
                SaveOutcome::Saved(_) => return Ok(true),
                SaveOutcome::Conflict(found) => found,
            };
            // Somebody else went another way from the same version. Whoever has the lower version takes back their way.
            let Some(other) = read(found.as_ref())? else {
                stored = found;
                continue;
            };
            if other.version == after.version {
                return Ok(true);
            }
            let undone = if other.version > after.version { &after } else { &other };
            let tag = self.step_tag("undo", step, undone.version);
            self.bring(&Changes::between(Some(undone), before.as_ref()), tag, step.received)?;
            if other.version > after.version {
                return Ok(false);
            }
            stored = found;
        }
        Err(too_busy())
    }

    /// Brings changes into all records that they concern.
    fn bring(&self, changes: &Changes, tag: u64, received: Timestamp) -> Result<()> {
        let mut entries: Vec<Entry> = Vec::with_capacity(changes.0.len());
        for (key, deltas) in &changes.0 {
            let at = deltas.iter().map(|delta| delta.at).max().unwrap_or(0);
            let update = Update::decision(tag, deltas.clone(), received);
            let mut entry = Entry::new(*key);
            entry.add(Pending::new(Some(update), at, self.shared.tenant.context()));
            entries.push(entry);
        }
        self.load(&mut entries)?;
        entries.iter_mut().for_each(|entry| entry.apply(&self.rules));
        self.save(&mut entries, received).into_iter().collect()
    }

    fn recorded(&self, name: &ActorId, author: AuthorKey, at: u32, counted: bool) -> Result<Recorded> {
        let record = self.load_one(author)?.unwrap_or(Record::EMPTY);
        let standing = self.standing_of(name, &record, Timestamp::from_unix_seconds(i64::from(at)));
        Ok(Recorded { standing, receipt: None, counted, possible_duplicate: false })
    }

    fn decision_key(&self, id: &str) -> Key {
        Space::Decision.key(&self.identity.key("decision", &[id.as_bytes()]))
    }

    fn step_tag(&self, kind: &str, step: &Step<'_>, base: u64) -> u64 {
        self.identity.tag(kind, &[step.id.as_bytes(), &step.version.to_le_bytes(), &base.to_le_bytes()])
    }
}

/// A new version of a decision.
struct Step<'s> {
    id: &'s str,
    version: u64,
    received: Timestamp,
}

fn read(stored: Option<&Stored>) -> Result<Option<Decision>, Error> {
    stored.map(|stored| Decision::from_bytes(&stored.bytes)).transpose()
}
