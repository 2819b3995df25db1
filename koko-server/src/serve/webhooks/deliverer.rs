//! Takes what is due, posts it, and writes down what came of it.
//!
//! Several services may do this on one database: what one has taken the others leave alone until its lease has run out. So
//! each delivery arrives at least once, and what is about one author in order.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use serde_json::json;
use sqlx::AnyConnection;
use tokio::sync::Semaphore;
use tokio::task::{Id, JoinSet};

use super::outbox::sealed_as;
use super::outcome::Outcome;
use super::schedule::Next;
use super::sender::{CannotSend, Post, Sender};
use super::signature::{MessageId, SigningKeys};
use super::{Webhooks, milliseconds, moment, signing_keys};
use crate::serve::database::audit::{self, Deed};
use crate::serve::database::deliveries::{self, Attempted, Due, Ended, State};
use crate::serve::database::now_ms;
use crate::serve::database::webhooks::{self, Disabled, EndpointRow, SecretRow};
use crate::serve::log;
use crate::serve::log::line::{Event, Level};
use crate::serve::sealing::Seal;

/// Deliveries that are sent to one endpoint at once.
const AT_ONCE: usize = 16;
/// Deliveries that are taken for one endpoint at once, so that the next ones are there when one has arrived.
const TAKEN: usize = 128;
/// The same for all endpoints together.
const TAKEN_IN_ALL: usize = 2_048;
/// Endpoints that are looked at at once.
const ENDPOINTS: i64 = 256;
/// After that, whoever took a delivery is gone: as long as it is there, it takes it anew.
const LEASE: Duration = Duration::from_secs(20);
const RENEWED_EVERY: Duration = Duration::from_secs(5);
/// So long before others may take a delivery, an attempt to deliver it is broken off. It is also how far the clocks of services
/// may differ.
const SOONER: Duration = Duration::from_secs(5);
/// How often is looked for what has become due, or was added by others.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// As often at most, however short the waits are.
const LOOK_AT_MOST_EVERY: Duration = Duration::from_millis(20);
/// How long is waited, when the service ends, for what is on its way.
const GRACE: Duration = Duration::from_secs(5);
/// How often is looked for what need not be kept, and how much of it goes at once.
const SWEEP_EVERY: Duration = Duration::from_secs(600);
const SWEPT_AT_ONCE: i64 = 1_000;
/// How long is kept what arrived, and what did not.
const KEEP_DELIVERED: Duration = Duration::from_secs(7 * 24 * 3_600);
const KEEP_OTHERS: Duration = Duration::from_secs(30 * 24 * 3_600);
/// When to try again to send at all.
const CANNOT_SEND_FOR: Duration = Duration::from_secs(60);

/// What is on its way.
#[derive(Default)]
struct OnTheirWay {
    tasks: JoinSet<()>,
    /// Endpoint and delivery of each.
    taken: HashMap<Id, (Arc<Line>, String)>,
    lines: HashMap<String, (Arc<Line>, usize)>,
}

/// Those that are for one endpoint.
struct Line {
    endpoint: String,
    turns: Semaphore,
    /// One of them has failed in such a way that the others had better wait.
    is_closed: AtomicBool,
}

/// What was taken for one endpoint.
struct Batch {
    endpoint: EndpointRow,
    secrets: Vec<SecretRow>,
    due: Vec<Due>,
}

/// What all deliveries of a batch share.
struct Receiver {
    line: Arc<Line>,
    leased_at: Instant,
    endpoint: EndpointRow,
    seal: Seal,
    keys: Option<SigningKeys>,
}

impl OnTheirWay {
    /// How many more may be taken for an endpoint: half as many with each failure since something arrived, and one by one
    /// after a pause.
    fn room(&self, endpoint: &str, failures: i64, paused_until: i64) -> usize {
        let most = match paused_until {
            0 => TAKEN.checked_shr(u32::try_from(failures).unwrap_or(u32::MAX)).unwrap_or_default().max(1),
            _ => 1,
        };
        match self.lines.get(endpoint) {
            Some((line, _)) if line.is_closed.load(Ordering::Relaxed) => 0,
            // Many at a time cost little more than one.
            Some((_, busy)) if *busy > most / 2 => 0,
            Some((_, busy)) => most - busy,
            None => most,
        }
    }

    fn line(&mut self, endpoint: &str, more: usize) -> Arc<Line> {
        let new = || {
            let turns = Semaphore::new(AT_ONCE);
            (Arc::new(Line { endpoint: endpoint.to_owned(), turns, is_closed: AtomicBool::new(false) }), 0)
        };
        let (line, busy) = self.lines.entry(endpoint.to_owned()).or_insert_with(new);
        *busy += more;
        Arc::clone(line)
    }

    fn ended(&mut self, ended: Result<(Id, ()), tokio::task::JoinError>) {
        let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
        let Some((line, _)) = self.taken.remove(&id) else { return };
        if let Some((_, busy)) = self.lines.get_mut(&line.endpoint) {
            *busy -= 1;
            if *busy == 0 {
                self.lines.remove(&line.endpoint);
            }
        }
    }

    /// Waits until one more has ended; for ever, if there is none.
    async fn next(&mut self) {
        match self.tasks.join_next_with_id().await {
            Some(ended) => self.ended(ended),
            None => std::future::pending().await,
        }
        // Others may have ended with it: then they are followed by others together.
        while let Some(ended) = self.tasks.try_join_next_with_id() {
            self.ended(ended);
        }
    }
}

impl Webhooks {
    /// Delivers until it is told to stop.
    pub async fn deliver(self: Arc<Self>) {
        let mut stop = self.stop.subscribe();
        let mut on_their_way = OnTheirWay::default();
        let mut looked_at: Option<Instant> = None;
        let mut swept_at: Option<Instant> = None;
        let mut renewed_at = Instant::now();
        let mut cannot_send_until: Option<Instant> = None;
        self.take_over().await;
        loop {
            let look_every = self.settings.load().schedule.base().clamp(LOOK_AT_MOST_EVERY, LOOK_EVERY);
            if looked_at.is_none_or(|at: Instant| at.elapsed() >= look_every) {
                self.listen().await;
                looked_at = Some(Instant::now());
            }
            if renewed_at.elapsed() >= RENEWED_EVERY {
                renewed_at = Instant::now();
                self.renew(&on_their_way, renewed_at).await;
            }
            let more = match cannot_send_until {
                Some(until) if Instant::now() < until => Ok(()),
                _ => self.take(&mut on_their_way).await,
            };
            if let Err(error) = more {
                log::say(Level::Error, Event::Trouble, &error.to_string());
                cannot_send_until = Some(Instant::now() + CANNOT_SEND_FOR);
            }
            if swept_at.is_none_or(|at| at.elapsed() > SWEEP_EVERY) {
                self.sweep().await;
                swept_at = Some(Instant::now());
            }
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => break,
                () = self.wake.notified() => {}
                () = on_their_way.next() => {}
                () = tokio::time::sleep(look_every) => {}
            }
        }
        self.wind_up(on_their_way).await;
    }

    /// A file has one service: what is leased was taken by one that is gone.
    async fn take_over(&self) {
        if self.database.address().is_sqlite() {
            self.database.write(|connection| Box::pin(deliveries::release_all(connection))).await.ok();
        }
    }

    /// Learns whether anybody wants to be told anything.
    async fn listen(&self) {
        let before = self.heard.lock().endpoints_made;
        let Ok(are_any) = self.database.read(webhooks::are_any(self.database.pool())).await else { return };
        let mut heard = self.heard.lock();
        if heard.endpoints_made == before {
            heard.is_heard = are_any;
        }
    }

    /// Takes what is due, as far as there is room, and sends it off. Where the database is away nothing is due.
    async fn take(self: &Arc<Self>, on_their_way: &mut OnTheirWay) -> Result<(), CannotSend> {
        let now = now_ms();
        let due = deliveries::endpoints_due(self.database.pool(), now, ENDPOINTS);
        let mut room = TAKEN_IN_ALL.saturating_sub(on_their_way.tasks.len());
        let mut wanted = Vec::new();
        for (endpoint, failures, paused_until) in self.database.read(due).await.unwrap_or_default() {
            let most = on_their_way.room(&endpoint, failures, paused_until).min(room);
            if most > 0 {
                wanted.push((endpoint, most));
                room -= most;
            }
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let sender = self.sender()?;
        let wanted = Arc::new(wanted);
        let leased_at = Instant::now();
        let taking = self.database.write(move |connection| {
            let wanted = Arc::clone(&wanted);
            Box::pin(async move { taken(connection, &wanted, now).await })
        });
        for Batch { endpoint, secrets, due } in taking.await.unwrap_or_default() {
            if due.is_empty() {
                continue;
            }
            let line = on_their_way.line(&endpoint.id, due.len());
            let seal = self.seal_of(&endpoint.tenant);
            let keys = signing_keys(&seal, &secrets);
            let receiver = Arc::new(Receiver { line: Arc::clone(&line), leased_at, endpoint, seal, keys });
            for due in due {
                let id = due.id.clone();
                let (webhooks, sender) = (Arc::clone(self), Arc::clone(&sender));
                let receiver = Arc::clone(&receiver);
                let task = on_their_way.tasks.spawn(async move {
                    webhooks.attempt(&sender, &receiver, due).await;
                });
                on_their_way.taken.insert(task.id(), (Arc::clone(&line), id));
            }
        }
        Ok(())
    }

    /// Takes anew what is on its way, so that others leave it alone.
    async fn renew(&self, on_their_way: &OnTheirWay, now: Instant) {
        if on_their_way.taken.is_empty() {
            return;
        }
        let taken = on_their_way.taken.values().map(|(line, id)| (line.endpoint.clone(), id.clone()));
        let (taken, wall) = (Arc::new(taken.collect::<Vec<_>>()), now_ms());
        let renewing = self.database.write(move |connection| {
            let taken = Arc::clone(&taken);
            Box::pin(
                async move { deliveries::renew(connection, &taken, wall, wall + milliseconds(LEASE)).await },
            )
        });
        if renewing.await.is_ok() {
            *self.renewed_at.lock() = Some(now);
        }
    }

    /// Until when what was taken at this moment is ours.
    fn leased_until(&self, leased_at: Instant) -> Instant {
        let renewed_at = *self.renewed_at.lock();
        renewed_at.map_or(leased_at, |renewed_at| renewed_at.max(leased_at)) + LEASE - SOONER
    }

    async fn lease_runs_out(&self, leased_at: Instant) {
        loop {
            let until = self.leased_until(leased_at);
            if until <= Instant::now() {
                return;
            }
            tokio::time::sleep_until(until.into()).await;
        }
    }

    /// One attempt, and what follows from it.
    async fn attempt(&self, sender: &Sender, receiver: &Receiver, due: Due) {
        let Receiver { line, leased_at, endpoint, seal, keys } = receiver;
        let turn = line.turns.acquire().await;
        if self.leased_until(*leased_at) <= Instant::now() {
            // It is somebody else's by now.
            return;
        }
        if line.is_closed.load(Ordering::Relaxed) {
            return self.give_back(vec![(endpoint.id.clone(), due.id)]).await;
        }
        let body = seal.open_words(&sealed_as(&endpoint.id, &due.id), &due.sealed);
        let id = MessageId::parse(&due.id);
        let (Some(body), Some(keys), Some(id)) = (body, keys, id) else {
            let what = "what is kept cannot be opened: the secret of this service was another one".to_owned();
            return self
                .ended(endpoint, &due, Next::Dead, attempted(None, Some("sealed"), Some(what)), None)
                .await;
        };
        let post = Post { url: &endpoint.url, id: &id, at: moment(now_ms()), body: Bytes::from(body), keys };
        let begun = Instant::now();
        let outcome = tokio::select! {
            outcome = sender.post(post) => outcome,
            // Whoever takes over sends it again, and what follows on it later.
            () = self.lease_runs_out(*leased_at) => return,
        };
        self.meter.attempted(&endpoint.tenant, &outcome, begun.elapsed());
        drop(turn);
        let schedule = self.settings.load().schedule;
        let next = schedule.next(&outcome, due.attempts.saturating_add(1), jitter());
        let failures = u32::try_from(endpoint.failures).unwrap_or(u32::MAX).saturating_add(1);
        let pause = schedule.pause(&outcome, failures);
        if pause.is_some() || next == Next::Gone {
            line.is_closed.store(true, Ordering::Relaxed);
        }
        let attempted = match outcome {
            Outcome::Answered { status, .. } => attempted(Some(status), None, None),
            Outcome::Unanswered { failure, what } => attempted(None, Some(failure.name()), Some(what)),
        };
        self.ended(endpoint, &due, next, attempted, pause).await;
    }

    /// Writes down what follows from an attempt. If that fails, the lease runs out and it is made again.
    async fn ended(
        &self,
        endpoint: &EndpointRow,
        due: &Due,
        next: Next,
        attempted: Attempted,
        pause: Option<Duration>,
    ) {
        let now = attempted.at;
        let (state, next_attempt_at) = match next {
            Next::Delivered => (State::Delivered, now),
            Next::Again { after } => (State::Pending, now + milliseconds(after)),
            Next::Dead | Next::Gone => (State::Dead, now),
        };
        let ended =
            Ended { endpoint: endpoint.id.clone(), id: due.id.clone(), state, next_attempt_at, attempted };
        let disabling = match next {
            Next::Gone => Some((Disabled::Gone, now)),
            Next::Dead => {
                Some((Disabled::Failing, now - milliseconds(self.settings.load().schedule.patience())))
            }
            Next::Delivered | Next::Again { .. } => None,
        };
        let paused_until = pause.map(|pause| now + milliseconds(pause));
        let deed = |why: Disabled| Deed {
            tenant: endpoint.tenant.clone(),
            who: "service".to_owned(),
            did: "webhook.disabled",
            subject: endpoint.id.clone(),
            details: json!({"because": why.as_str()}),
            at: now,
        };
        let disabling = disabling.map(|(why, failing_since)| (why, failing_since, deed(why)));
        let noted = Arc::new((ended, disabling));
        let noting = self.database.write(move |connection| {
            let noted = Arc::clone(&noted);
            Box::pin(async move {
                let (ended, disabling) = &*noted;
                deliveries::end(connection, ended).await?;
                if ended.state == State::Delivered {
                    webhooks::arrived(connection, &ended.endpoint, now).await?;
                    return Ok(None);
                }
                webhooks::failed(connection, &ended.endpoint, now, paused_until).await?;
                let Some((why, failing_since, deed)) = disabling else { return Ok(None) };
                if !webhooks::disable(connection, &ended.endpoint, *why, now, *failing_since).await? {
                    return Ok(None);
                }
                audit::append(connection, deed).await?;
                Ok(Some(*why))
            })
        });
        if let Ok(Some(why)) = noting.await {
            let (id, tenant, why) = (&endpoint.id, &endpoint.tenant, why.as_str());
            let message = format!("the webhook endpoint {id} of tenant {tenant} is disabled: it is {why}");
            log::say(Level::Warn, Event::WebhookDisabled, &message);
        }
    }

    async fn sweep(&self) {
        let now = now_ms();
        let (delivered, others) = (now - milliseconds(KEEP_DELIVERED), now - milliseconds(KEEP_OTHERS));
        loop {
            let sweeping = self.database.write(move |connection| {
                Box::pin(deliveries::sweep(connection, delivered, others, SWEPT_AT_ONCE))
            });
            match sweeping.await {
                Ok(swept) if swept == SWEPT_AT_ONCE.unsigned_abs() => {}
                _ => return,
            }
        }
    }

    /// Waits a little for what is on its way, and gives back the rest.
    async fn wind_up(&self, mut on_their_way: OnTheirWay) {
        // What waits for its turn is given back at once.
        for (line, _) in on_their_way.lines.values() {
            line.is_closed.store(true, Ordering::Relaxed);
        }
        let all = async {
            while !on_their_way.tasks.is_empty() {
                on_their_way.next().await;
            }
        };
        if tokio::time::timeout(GRACE, all).await.is_ok() {
            return;
        }
        on_their_way.tasks.shutdown().await;
        let left = on_their_way.taken.into_values();
        self.give_back(left.map(|(line, id)| (line.endpoint.clone(), id)).collect()).await;
    }

    /// Lets others send what was taken and not sent.
    async fn give_back(&self, left: Vec<(String, String)>) {
        let left = Arc::new(left);
        let releasing = self.database.write(move |connection| {
            let left = Arc::clone(&left);
            Box::pin(async move {
                for (endpoint, id) in left.iter() {
                    deliveries::release(connection, endpoint, id).await?;
                }
                Ok(())
            })
        });
        releasing.await.ok();
    }
}

async fn taken(
    connection: &mut AnyConnection,
    wanted: &[(String, usize)],
    now: i64,
) -> sqlx::Result<Vec<Batch>> {
    let mut batches = Vec::with_capacity(wanted.len());
    for (endpoint, most) in wanted {
        // It may have been disabled or removed in the meantime.
        let Some(endpoint) = webhooks::enabled(connection, endpoint).await? else { continue };
        let until = now + milliseconds(LEASE);
        let due = deliveries::lease(connection, &endpoint.id, now, until, *most as i64).await?;
        let secrets = webhooks::secrets(connection, &endpoint.id).await?;
        batches.push(Batch { endpoint, secrets, due });
    }
    Ok(batches)
}

fn attempted(status: Option<u16>, failure: Option<&str>, what: Option<String>) -> Attempted {
    Attempted { at: now_ms(), status: status.map(i64::from), failure: failure.map(str::to_owned), what }
}

/// From 0 to 1.
fn jitter() -> f64 {
    getrandom::u32().unwrap_or_default() as f64 / f64::from(u32::MAX)
}
