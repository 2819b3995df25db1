//! The one door to authors: records what they did and what happened to them, and tells how they stand.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;

use super::crowd::{Crowd, CrowdSizes};
use super::decay::seconds_of;
use super::delta::{Blame, Delta, part};
use super::event::{Event, Flagged, LabelScores, Posted, bad, time_of};
use super::export::Export;
use super::identity::{AuthorKey, Identity};
use super::kept::{self, Report};
use super::parameters::Parameters;
use super::receipt::Receipt;
use super::record::{Fence, Record};
use super::resolve::{Resolved, Resolver, has_target};
use super::rules::Rules;
use super::saving::{Entries, Entry, Pending, Update};
use super::shared::{Happened, Keeper, Restored, Shared};
use super::standing::Standing;
use crate::clock::{Clock, SystemClock, Timestamp};
use crate::content::ActorId;
use crate::error::{Error, Result};
use crate::lines::fetch_ahead;
use crate::store::{Change, Cursor, Key, Outcome, Space, StateStore};

/// Everything that an [`ActorLedger`] is made of beside its store.
pub struct LedgerOptions {
    /// The numbers of the policy.
    pub parameters: Parameters,
    /// The id of the policy; stands in every standing.
    pub policy: String,
    /// Names the tenant: another secret finds nothing in the same store.
    pub secret: [u8; 32],
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// How large the tables may become that authors share.
    pub crowd: CrowdSizes,
}

impl Default for LedgerOptions {
    /// The numbers of the built-in policy, the clock of the machine, tables for one process, and a secret that hides nothing.
    fn default() -> Self {
        LedgerOptions {
            parameters: Parameters::default(),
            policy: "koko-default".to_owned(),
            secret: blake3::derive_key("koko authors without a secret of their own", b""),
            clock: Arc::new(SystemClock),
            crowd: CrowdSizes::default(),
        }
    }
}

/// The records of all authors of one tenant. Shared by threads; calls block until the store has answered.
///
/// ```
/// use std::sync::Arc;
///
/// use koko_core::actor::{ActorLedger, Band, Event, LedgerOptions};
/// use koko_core::clock::{HandClock, Timestamp};
/// use koko_core::store::MemoryStore;
///
/// let clock = Arc::new(HandClock::at(Timestamp::from_unix_seconds(1_794_212_600)));
/// let store = Arc::new(MemoryStore::new(clock.clone()));
/// let ledger = ActorLedger::new(store, LedgerOptions { clock, ..LedgerOptions::default() });
/// for n in 0..6 {
///     let line = format!(r#"{{"event": "posted", "id": "p{n}", "author": "rook", "at": 1794212520, "scores": {{"insult": 0.9}}}}"#);
///     let event: Event = serde_json::from_str(&line).unwrap();
///     ledger.record(&event)?;
/// }
/// let rook = ledger.standing(&koko_core::content::ActorId::new("rook")?)?.unwrap();
/// assert_eq!(rook.band, Band::High);
/// println!("{}", rook.findings[0].because());
/// # Ok::<(), koko_core::error::Error>(())
/// ```
pub struct ActorLedger {
    pub(super) store: Arc<dyn StateStore>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) rules: Rules,
    pub(super) identity: Identity,
    pub(super) shared: Arc<Shared>,
    /// Nothing where nobody keeps what authors share, or somebody else does.
    keeper: Option<Arc<Keeper>>,
    restored: Restored,
    /// What calls hand on to each other.
    desks: Mutex<Vec<Entries>>,
}

/// What became of an event.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Recorded {
    /// How the author stands after it, at the moment of the event.
    pub standing: Standing,
    /// Keep it beside the post, and hand it back with a moderator's decision about it. Only for posts.
    pub receipt: Option<Receipt>,
    /// Whether it changed the record. Not if it was counted before, or a newer version of a decision was.
    pub counted: bool,
    /// It looks like one that was seen within a day or two, too long ago to be sure; so it was not counted. Happens to new
    /// events less than once in a thousand.
    pub possible_duplicate: bool,
}

/// One part of [`ActorLedger::scan`].
#[derive(Debug, Clone)]
pub struct Scanned {
    /// Authors and how they stand now. Their names are not in the store: a standing is under [`AuthorKey::as_name`].
    pub standings: Vec<(AuthorKey, Standing)>,
    /// Where the next part begins; nothing after the last.
    pub next: Option<Cursor>,
}

/// An event that was let in.
struct Admitted<'e> {
    place: usize,
    event: &'e Event,
    author: &'e ActorId,
    key: AuthorKey,
    at: u32,
    tag: u64,
    /// The target of a post, or the reporter of a flag.
    other: Option<AuthorKey>,
}

impl ActorLedger {
    /// A ledger on this store. What authors share (how they are spread, who acts together, what is ordinary where) is known to
    /// this ledger alone and ends with it; see [`ActorLedger::open`].
    pub fn new(store: Arc<dyn StateStore>, options: LedgerOptions) -> ActorLedger {
        let LedgerOptions { parameters, policy, secret, clock, crowd } = options;
        let (rules, identity) = (Rules::new(parameters, &policy), Identity::new(secret));
        let shared = Arc::new(Shared::new(crowd));
        ActorLedger {
            store,
            clock,
            rules,
            identity,
            shared,
            keeper: None,
            restored: Restored::Nothing,
            desks: Mutex::default(),
        }
    }

    /// A ledger that goes on where the last one on this store ended, and knows what other ledgers on it know: percentiles,
    /// campaigns, raids, links and ordinary rates are kept beside the records.
    ///
    /// They are written down by [`ActorLedger::keep`], which [`ActorLedger::attended`] calls every second. What was acknowledged
    /// since the last call counts for its author whatever happens; for what authors share it is forgotten if the process is
    /// killed. Fails if the store does not answer, or if a newer Koko has written there. See [`ActorLedger::restored`].
    ///
    /// # What if the tables get another size?
    /// They begin anew, and [`Restored::Partly`] says so.
    pub fn open(store: Arc<dyn StateStore>, options: LedgerOptions) -> Result<ActorLedger> {
        let LedgerOptions { parameters, policy, secret, clock, crowd } = options;
        let (rules, identity) = (Rules::new(parameters, &policy), Identity::new(secret));
        let (shared, restored) = Shared::open(Arc::clone(&store), Arc::clone(&clock), &identity, crowd)?;
        Ok(ActorLedger {
            store,
            clock,
            rules,
            identity,
            shared: Arc::new(shared),
            keeper: None,
            restored,
            desks: Mutex::default(),
        })
    }

    /// With a thread that calls [`ActorLedger::keep`] every second, and once more when the last ledger that shares it is dropped.
    pub fn attended(self) -> Result<ActorLedger> {
        let keeper = Some(Arc::new(Keeper::start(Arc::clone(&self.shared))?));
        Ok(ActorLedger { keeper, ..self })
    }

    /// Writes down what authors share, as far as it is new, and reads what other ledgers on the same store have written. Tells
    /// whether there was anything. If it fails, nothing is lost: the next call tries again.
    pub fn keep(&self) -> Result<bool> {
        self.shared.keep()
    }

    /// What was there when it was opened.
    pub fn restored(&self) -> &Restored {
        &self.restored
    }

    /// Why what authors share cannot be written down at the moment, if it cannot: for whoever watches. The next try may
    /// succeed.
    pub fn trouble(&self) -> Option<String> {
        self.keeper.as_ref().and_then(|keeper| keeper.trouble())
    }

    /// The same authors, and what they share, seen with the numbers of another policy.
    ///
    /// Both may be used at the same time: what one records, the other knows.
    pub fn beside(&self, parameters: Parameters, policy: &str) -> ActorLedger {
        ActorLedger {
            store: Arc::clone(&self.store),
            clock: Arc::clone(&self.clock),
            rules: Rules::new(parameters, policy),
            identity: self.identity.clone(),
            shared: Arc::clone(&self.shared),
            keeper: self.keeper.clone(),
            restored: self.restored.clone(),
            desks: Mutex::default(),
        }
    }

    /// Where the records are kept.
    pub fn store(&self) -> &Arc<dyn StateStore> {
        &self.store
    }

    /// Counts an event and tells how the author stands after it.
    ///
    /// Returns once the store has acknowledged: an event that was recorded is kept as the store promises. The same event
    /// again changes nothing, so whoever gets an error sends it again: [`Error::Overloaded`] where others kept changing
    /// the same record, [`Error::StoreUnavailable`] where the store is away; nothing is queued in silence. A time that lies
    /// ahead becomes the present; events of more than 180 days ago are refused, see [`ActorLedger::replay`].
    pub fn record(&self, event: &Event) -> Result<Recorded> {
        only(self.record_many(std::slice::from_ref(event)))
    }

    /// [`ActorLedger::record`] for many events, in their order. Those of one author share a save, and all authors one round
    /// trip. An event that is refused does not touch the others.
    pub fn record_many(&self, events: &[Event]) -> Vec<Result<Recorded>> {
        let now = self.clock.now();
        self.take(events, |_| now)
    }

    /// Counts an event of an archive: as if it had been received when it happened, however long ago that was.
    pub fn replay(&self, event: &Event) -> Result<Recorded> {
        only(self.replay_many(std::slice::from_ref(event)))
    }

    /// [`ActorLedger::replay`] for many events, in their order.
    pub fn replay_many(&self, events: &[Event]) -> Vec<Result<Recorded>> {
        self.take(events, Event::at)
    }

    /// How an author stands now; nothing if there is no record.
    ///
    /// If the store is away, what is remembered of the author, marked as [`Standing::degraded`].
    pub fn standing(&self, author: &ActorId) -> Result<Option<Standing>> {
        self.standing_at(author, self.clock.now())
    }

    /// [`ActorLedger::standing`] at another moment than now.
    pub fn standing_at(&self, author: &ActorId, now: Timestamp) -> Result<Option<Standing>> {
        let key = self.identity.author(author);
        match self.load_one(key) {
            Ok(record) => Ok(record.map(|record| self.standing_of(author, &record, now))),
            Err(error) if is_away(&error) => Ok(Some(self.remembered(author, now))),
            Err(error) => Err(error),
        }
    }

    /// What is remembered of an author without asking the store, marked as degraded: for deciding while it is away.
    pub fn remembered(&self, author: &ActorId, now: Timestamp) -> Standing {
        let kept = self.remembered_record(self.identity.author(author));
        let record = kept.map_or(Record::EMPTY, |(record, _)| record);
        Standing { degraded: true, ..self.standing_of(author, &record, now) }
    }

    /// Erases an author: the record, what they did as a moderator, their receipts, and what shared tables know of them. Tells
    /// whether there was a record.
    ///
    /// Tables that cannot tell who is in them forget within 48 hours by themselves.
    pub fn forget(&self, author: &ActorId) -> Result<bool> {
        let key = self.identity.author(author);
        self.shared.forget(key);
        let as_moderator = self.identity.moderator(author.as_str());
        let keys = [author_key(key), author_key(as_moderator), self.receipts_key(key)];
        let mut existed = false;
        for (place, key) in keys.iter().enumerate() {
            existed |= self.erase(key)? && place == 0;
        }
        self.remember_no_longer(key);
        self.remember_no_longer(as_moderator);
        Ok(existed)
    }

    /// Everything that is stored about an author, in numbers, with the present standing; nothing if there is no record.
    pub fn export(&self, author: &ActorId) -> Result<Option<Export>> {
        let key = self.identity.author(author);
        let keys = [author_key(key), self.receipts_key(key)];
        let mut stored = self.store.load(&keys)?.into_iter();
        let (record, receipts) = (stored.next().flatten(), stored.next().flatten());
        let Some(record) = record else { return Ok(None) };
        let now = self.clock.now();
        let read = Record::from_bytes(&record.bytes)?;
        let receipts = receipts.map_or(Ok(Vec::new()), |list| kept::receipts(&list.bytes))?;
        let standing = self.standing_of(author, &read, now);
        Ok(Some(Export::new(standing, &read, &record.bytes, receipts.len(), now)))
    }

    /// Walks through all authors, at most `limit` records at a time, and tells how each stands now.
    pub fn scan(&self, from: Option<Cursor>, limit: usize) -> Result<Scanned> {
        let page = self.store.scan(Space::Author, from, limit)?;
        let now = self.clock.now();
        let mut standings = Vec::with_capacity(page.records.len());
        for (key, stored) in page.records {
            let Some(hash) = key.get(1..).and_then(|hash| hash.try_into().ok()) else { continue };
            let (key, record) = (AuthorKey(hash), Record::from_bytes(&stored.bytes)?);
            // Records of moderators have no events of their own.
            if record.history.events != [0.0; 4] || record.history.last_event_day != 0 {
                standings.push((key, self.standing_of(&key.as_name(), &record, now)));
            }
        }
        Ok(Scanned { standings, next: page.next })
    }

    /// Joins the record of an author that was kept elsewhere, as [`Export::record`] has it, into the one that is here.
    ///
    /// Only for events that were not recorded here: sums cannot tell. Each history comes with a fence and is let in once.
    pub fn merge(&self, author: &ActorId, record: &[u8], fence: Fence) -> Result<Standing> {
        let other = Record::from_bytes(record)?;
        let now = self.clock.now();
        let mut entry = Entry::new(self.identity.author(author));
        self.load(std::slice::from_mut(&mut entry))?;
        let update = Update::Merge { history: Box::new(other.history), fence };
        entry.push(Pending::new(Some(update), seconds_of(now), self.shared.tenant.context()), &self.rules);
        only(self.save(std::slice::from_mut(&mut entry), now))?;
        Ok(self.standing_of(author, entry.record(), now))
    }

    /// The key of an author's record, by which [`ActorLedger::scan`] calls them.
    pub fn key_of(&self, author: &ActorId) -> AuthorKey {
        self.identity.author(author)
    }

    /// How far reports by this person can be relied on, from 0 to 1; 0.5 for somebody of whom nothing is known.
    pub fn reporter_reliability(&self, reporter: &ActorId) -> Result<f32> {
        let record = self.load_one(self.identity.author(reporter))?.unwrap_or(Record::EMPTY);
        Ok(reliability(&record, seconds_of(self.clock.now())))
    }

    /// The largest harm that such scores would count for, 0 to 1, if they were directed at somebody.
    pub(crate) fn harm_in(&self, scores: &LabelScores) -> f32 {
        self.resolver().largest_harm(scores, true)
    }

    /// By how much taking off a disguise must raise harm for the disguise to count.
    pub(crate) fn least_rise(&self) -> f32 {
        self.rules.parameters.evasion.rise
    }

    /// The tables that authors share: raids, brigades, and pairs that keep meeting.
    pub fn crowd(&self) -> &Crowd {
        &self.shared.crowd
    }

    /// The numbers that standings are made with.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    fn take(&self, events: &[Event], received: impl Fn(&Event) -> Timestamp) -> Vec<Result<Recorded>> {
        if let Some(keeper) = &self.keeper {
            keeper.attend();
        }
        let mut results: Vec<Option<Result<Recorded>>> = Vec::with_capacity(events.len());
        results.resize_with(events.len(), || None);
        let mut run: Vec<Admitted<'_>> = Vec::new();
        events.iter().for_each(fetch_names_ahead);
        for (place, event) in events.iter().enumerate() {
            let at =
                match event.check().and_then(|()| time_of(event.at(), received(event))).and_then(in_range) {
                    Ok(at) => at,
                    Err(error) => {
                        results[place] = Some(Err(error));
                        continue;
                    }
                };
            match event {
                Event::Posted(posted) => run.push(self.admit_post(place, event, posted, at)),
                Event::Flagged(flagged) => run.push(self.admit_flag(place, event, flagged, at)),
                Event::Moderated(moderated) => {
                    // What comes after a decision sees it, and it sees what came before.
                    self.take_run(&mut run, &mut results, &received);
                    results[place] = Some(self.moderated(moderated, at, received(event)));
                }
                Event::Appealed(appealed) => {
                    self.take_run(&mut run, &mut results, &received);
                    results[place] = Some(self.appealed(appealed, at, received(event)));
                }
            }
        }
        self.take_run(&mut run, &mut results, &received);
        results.into_iter().map(|result| result.expect("each event was answered")).collect()
    }

    fn admit_post<'e>(&self, place: usize, event: &'e Event, posted: &'e Posted, at: u32) -> Admitted<'e> {
        let key = self.identity.author(&posted.author);
        let tag = match &posted.id {
            Some(id) => self.event_tag(key, id.as_str()),
            None => {
                let community = posted.community.as_ref().map_or("", |community| community.as_str());
                let text = posted.text.as_deref().unwrap_or_default();
                let parts = [&key.0[..], &at.to_le_bytes(), community.as_bytes(), text.as_bytes()];
                self.identity.tag("nameless event", &parts)
            }
        };
        let target = posted.target.as_ref().filter(|_| has_target(posted));
        let other = target.map(|target| self.identity.author(target));
        Admitted { place, event, author: &posted.author, key, at, tag, other }
    }

    fn admit_flag<'e>(&self, place: usize, event: &'e Event, flagged: &'e Flagged, at: u32) -> Admitted<'e> {
        let key = self.identity.author(&flagged.author);
        let tag = self.identity.tag("flag", &[&key.0, flagged.id.as_str().as_bytes()]);
        let other = Some(self.identity.author(&flagged.reporter));
        Admitted { place, event, author: &flagged.author, key, at, tag, other }
    }

    /// Posts and flags that came one after the other: one load, one save.
    fn take_run(
        &self,
        run: &mut Vec<Admitted<'_>>,
        results: &mut [Option<Result<Recorded>>],
        received: &impl Fn(&Event) -> Timestamp,
    ) {
        let run = std::mem::take(run);
        if run.is_empty() {
            return;
        }
        match self.try_run(&run, received) {
            Ok(recorded) => {
                run.iter()
                    .zip(recorded)
                    .for_each(|(admitted, recorded)| results[admitted.place] = Some(recorded));
            }
            Err(error) => run.iter().for_each(|admitted| results[admitted.place] = Some(Err(error.again()))),
        }
    }

    fn try_run(
        &self,
        run: &[Admitted<'_>],
        received: &impl Fn(&Event) -> Timestamp,
    ) -> Result<Vec<Result<Recorded>>> {
        let mut entries = self.desks.lock().pop().unwrap_or_default();
        let recorded = self.try_run_on(&mut entries, run, received);
        entries.clear();
        self.desks.lock().push(entries);
        recorded
    }

    fn try_run_on(
        &self,
        entries: &mut Entries,
        run: &[Admitted<'_>],
        received: &impl Fn(&Event) -> Timestamp,
    ) -> Result<Vec<Result<Recorded>>> {
        let mut place_of = HashMap::with_capacity(run.len());
        let keys =
            run.iter().map(|admitted| admitted.key).chain(run.iter().filter_map(|admitted| admitted.other));
        for key in keys {
            place_of.entry(key).or_insert_with(|| entries.add(key));
        }
        self.load(entries)?;
        let crowd = &self.shared.crowd;
        for admitted in run {
            crowd.fetch_ahead_of(admitted.tag, admitted.key.tag(), admitted.at);
            self.shared.resolved.fetch_ahead(admitted.tag);
            self.shared.authors.fetch_ahead(admitted.key.tag());
        }
        for admitted in run {
            self.shared.resolved.fetch_row_ahead(admitted.tag);
            self.shared.authors.fetch_row_ahead(admitted.key.tag());
        }
        let context = self.shared.tenant.context();
        let mut late = Vec::new();
        let mut answers = Vec::with_capacity(run.len());
        for admitted in run {
            let received = received(admitted.event);
            let own = place_of[&admitted.key];
            let other = admitted.other.map(|key| (key, place_of[&key]));
            let (is_known, resolved) = self.look_at(
                admitted,
                received,
                &entries[own],
                other.map(|(key, place)| (key, &entries[place])),
                context,
            );
            let update = resolved
                .as_ref()
                .filter(|_| !is_known)
                .map(|resolved| Update::event(resolved.delta, received));
            if let (Some(resolved), Some(_)) = (&resolved, &update) {
                self.keep_beside(admitted, resolved)?;
                late.extend(resolved.late.iter().copied());
            }
            let context = resolved.as_ref().map_or(context, |resolved| resolved.context);
            let pending = Pending::new(update, admitted.at, context);
            let number = entries[own].push(pending, &self.rules);
            answers.push((own, number, is_known, resolved));
        }
        let now = self.clock.now();
        let saved = self.save(entries, now);
        let recorded = run.iter().zip(answers).map(|(admitted, (own, number, is_known, resolved))| {
            if let Err(error) = &saved[own] {
                return Err(error.again());
            }
            let pending = entries[own].pending(number);
            let counted = pending.counted;
            if let Some(resolved) = resolved.as_ref().filter(|_| counted) {
                let (author, tag) = (admitted.key, admitted.tag);
                let received = seconds_of(received(admitted.event));
                self.shared.counted(&Happened { author, tag, received, resolved });
            }
            let standing =
                self.answer(admitted.author, pending, Timestamp::from_unix_seconds(i64::from(admitted.at)));
            let is_post = matches!(admitted.event, Event::Posted(_));
            let receipt = resolved
                .filter(|_| is_post)
                .map(|resolved| Receipt::new(admitted.key, &resolved.delta, &self.identity));
            Ok(Recorded { standing, receipt, counted, possible_duplicate: is_known })
        });
        let recorded: Vec<Result<Recorded>> = recorded.collect();
        for entry in entries.iter().filter(|entry| entry.is_new_today()) {
            self.shared.stands(entry.totals(), entry.latest());
        }
        let latest = run.iter().map(|admitted| received(admitted.event)).max().unwrap_or(now);
        self.spread_late(late, latest, now);
        Ok(recorded)
    }

    /// Resolves an event, unless it was seen before: then it gets what it got then, if that is remembered. Tells whether it
    /// may be a duplicate that the record no longer remembers.
    fn look_at(
        &self,
        admitted: &Admitted<'_>,
        received: Timestamp,
        own: &Entry,
        other: Option<(AuthorKey, &Entry)>,
        context: super::signals::Context,
    ) -> (bool, Option<Resolved>) {
        let known = self.shared.resolved.get(admitted.tag);
        if own.has_counted(admitted.tag) {
            return (false, known);
        }
        if self.shared.crowd.knows_event(admitted.tag, received) {
            return (true, known);
        }
        if known.is_some() {
            // It was resolved, but not saved: the shared tables have seen it.
            return (false, known);
        }
        let resolver = self.resolver();
        let (at, tag) = (admitted.at, admitted.tag);
        let resolved = match admitted.event {
            Event::Posted(posted) => {
                let target = other.map(|(key, entry)| (key, entry.history()));
                resolver.post(posted, admitted.key, (at, tag), (own.history(), target), context)
            }
            Event::Flagged(flagged) => {
                let (key, entry) = other.expect("a flag has a reporter");
                let harm = flagged.post.as_ref().and_then(|post| {
                    self.shared
                        .resolved
                        .get(self.event_tag(admitted.key, post.as_str()))
                        .map(|resolved| resolved.score)
                });
                let reporter = (key, reliability(entry.record(), at));
                resolver.flag(flagged, admitted.key, reporter, (at, tag), (harm, context))
            }
            Event::Moderated(_) | Event::Appealed(_) => unreachable!("decisions are taken one by one"),
        };
        self.shared.resolved.insert(tag, resolved.clone());
        (false, Some(resolved))
    }

    /// Keeps the receipt of a post where the policy says so, and who reported a post. Before the record is saved, so that
    /// an event that was acknowledged has them.
    fn keep_beside(&self, admitted: &Admitted<'_>, resolved: &Resolved) -> Result<()> {
        match admitted.event {
            Event::Posted(_) if self.rules.parameters.keep_receipts && !resolved.delta.blame.is_zero() => {
                let until = self.clock.now().plus(Duration::from_secs(u64::from(kept::RECEIPTS_KEPT)));
                let delta = resolved.delta;
                self.change(&self.receipts_key(admitted.key), until, |list| kept::with_receipt(list, &delta))
            }
            Event::Flagged(Flagged { post: Some(post), .. }) => {
                let key = self.reporters_key(self.event_tag(admitted.key, post.as_str()));
                let until = self.clock.now().plus(Duration::from_secs(u64::from(kept::RECEIPTS_KEPT)));
                let Some(reporter) = admitted.other else { return Ok(()) };
                let Delta { at, blame, .. } = resolved.delta;
                let report = Report { reporter, at, amount: blame.amounts[part::FLAGS] };
                self.change(&key, until, |list| kept::with_report(list, report))
            }
            _ => Ok(()),
        }
    }

    /// Corrections for others who took part in what has just been recognised. They cost accuracy if they fail, no more.
    ///
    /// `received` is when that was, which in an archive is long ago: by today's date, all that it knows of them would be over.
    fn spread_late(&self, late: Vec<super::crowd::LateEvidence>, received: Timestamp, now: Timestamp) {
        let mut entries = Entries::default();
        for late in late {
            let Some(key) = self.shared.authors.get(late.author) else { continue };
            let mut blame = Blame::default();
            blame.amounts[part::COACTION] = late.coaction;
            blame.amounts[part::CROWD] = late.crowd;
            blame.amounts[part::BAD_LINK] = late.bad_links;
            let delta = Delta { at: seconds_of(late.at), tag: late.tag, activity: None, blame };
            let place = match entries.iter().position(|entry| entry.key() == key) {
                Some(place) => place,
                None => entries.add(key),
            };
            entries[place].add(Pending::new(
                Some(Update::event(delta, received)),
                delta.at,
                super::signals::Context::default(),
            ));
        }
        if !entries.is_empty() && self.load(&mut entries).is_ok() {
            entries.iter_mut().for_each(|entry| entry.apply(&self.rules));
            self.save(&mut entries, now);
        }
    }

    pub(super) fn answer(&self, author: &ActorId, pending: &Pending, at: Timestamp) -> Standing {
        let standing = pending.standing(author, at, &self.rules);
        let percentile = self.shared.tenant.percentile(standing.family, standing.total_mn, pending.at());
        Standing { percentile, ..standing }
    }

    pub(super) fn standing_of(&self, author: &ActorId, record: &Record, now: Timestamp) -> Standing {
        let reading = record.history.read(seconds_of(now));
        let context = self.shared.tenant.context();
        let standing = Standing::in_context(author, &record.history, &reading, now, &context, &self.rules);
        let percentile = self.shared.tenant.percentile(standing.family, standing.total_mn, seconds_of(now));
        Standing { percentile, ..standing }
    }

    fn resolver(&self) -> Resolver<'_> {
        Resolver {
            crowd: &self.shared.crowd,
            identity: &self.identity,
            parameters: &self.rules.parameters,
            is_kept: self.shared.is_kept(),
        }
    }

    /// The tag of an author's event. Two authors may use the same id.
    pub(super) fn event_tag(&self, author: AuthorKey, id: &str) -> u64 {
        self.identity.tag("event", &[&author.0, id.as_bytes()])
    }

    pub(super) fn receipts_key(&self, author: AuthorKey) -> Key {
        Space::Receipt.key(&self.identity.key("receipts", &[&author.0]))
    }

    pub(super) fn reporters_key(&self, event: u64) -> Key {
        Space::Receipt.key(&self.identity.key("reporters", &[&event.to_le_bytes()]))
    }

    fn erase(&self, key: &Key) -> Result<bool> {
        let mut present = only(self.store.load(std::slice::from_ref(key))?);
        for _ in 0..super::saving::TRIES {
            let Some(stored) = present else { return Ok(false) };
            let change =
                Change { key: key.clone(), expect: Some(stored.version), value: None, expires_at: None };
            match only(self.store.save_if(&[change])?) {
                Outcome::Saved(_) => return Ok(true),
                Outcome::Conflict(found) => present = found,
            }
        }
        Err(super::saving::too_busy())
    }
}

/// Begins to fetch what an event is hashed by: for many, so that they wait for memory together.
fn fetch_names_ahead(event: &Event) {
    let first = |text: &str| text.as_bytes().first().into_iter().for_each(fetch_ahead);
    if let Event::Posted(posted) = event {
        first(posted.author.as_str());
        posted.id.iter().for_each(|id| first(id.as_str()));
        posted.community.iter().for_each(|id| first(id.as_str()));
        posted.thread.iter().for_each(|id| first(id.as_str()));
        posted.text.iter().for_each(|text| first(text));
    }
}

/// Where the record of an author stands in the store.
pub(super) fn author_key(key: AuthorKey) -> Key {
    Space::Author.key(&key.0)
}

/// How far somebody's reports can be relied on.
pub(super) fn reliability(record: &Record, now: u32) -> f32 {
    let (upheld, rejected) = record.history.read(now).given();
    (1.0 + upheld) / (2.0 + upheld + rejected)
}

/// Whether the store is away, so that an answer from memory is better than none.
pub(crate) fn is_away(error: &Error) -> bool {
    matches!(error, Error::StoreUnavailable { .. } | Error::StoreOutcomeUnknown { .. })
}

/// What a record can hold: from 1970 to 2106.
fn in_range(at: Timestamp) -> Result<u32> {
    let seconds = u32::try_from(at.unix_seconds()).ok().filter(|seconds| *seconds > 0 && *seconds < u32::MAX);
    seconds.ok_or_else(|| {
        bad(format!(
            "`at` is {}, outside of what can be recorded: give seconds since 1970",
            at.unix_seconds()
        ))
    })
}

/// The only answer to the only question.
pub(super) fn only<T>(mut answers: Vec<T>) -> T {
    answers.pop().expect("one answer for each question")
}
