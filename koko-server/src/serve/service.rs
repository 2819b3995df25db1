//! What all requests share: the tenants with their models, the database, who may ask, and how much is done at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use koko_core::error::Error;
use koko_core::moderator::{Call, CallOptions, Moderator, Scored, Urgency};

use super::callers::{Caller, Callers, Found, Who};
use super::config::DEFAULT_TENANT;
use super::console::Console;
use super::console::origin::{Head, Page};
use super::database::in_force::{self, What};
use super::database::{Database, now_ms};
use super::keys::in_headers;
use super::live::Live;
use super::metrics::{Measured, Metrics};
use super::noted;
use super::pace::Pace;
use super::rates::Rates;
use super::refusal::Refusal;
use super::room::{Room, Size};
use super::tenants::{Active, Rules, Tenant, Tenants};
use super::traces::{Step, Traces};
use super::watching::Watching;
use super::webhooks::events::OutgoingEvent;
use super::webhooks::payloads::{self, Changed};
use super::webhooks::{Webhooks, outbox};
use super::{Again, Running};
use crate::archive::Archive;

/// Longer texts are cut into word pieces where nobody else waits for it.
const LONG_BYTES: usize = 16 << 10;

/// How much is done at once, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Requests that are under way; more are refused.
    pub requests: usize,
    /// How long a request may wait for its answer.
    pub deadline: Duration,
}

/// How much time there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Somebody waits for the answer: it comes soon or is refused.
    InTime,
    /// A job: it waits for room, and lets others go first.
    Waits,
}

/// Which models read a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// As the cascade says.
    AsUsual,
    /// The full one, because scores of harmless texts are asked for.
    InFull,
}

impl Reads {
    /// What is asked this way.
    pub fn call(self, moderator: &Moderator, options: CallOptions) -> Call<'_> {
        match self {
            Reads::AsUsual => moderator.with(options),
            Reads::InFull => moderator.with(options).in_full(),
        }
    }
}

/// What all requests share.
pub struct Service {
    tenants: Arc<Tenants>,
    database: Database,
    callers: Callers,
    console: Console,
    live: Live,
    watching: Watching,
    metrics: Metrics,
    traces: Traces,
    webhooks: Arc<Webhooks>,
    archive: Option<Arc<Archive>>,
    again: Again,
    limits: Limits,
    room: Arc<Room>,
    pace: Pace,
    is_stopping: AtomicBool,
}

impl Service {
    /// Serves these tenants.
    pub fn new(
        tenants: Tenants,
        database: Database,
        limits: Limits,
        again: Again,
        console: Console,
        archive: Option<Arc<Archive>>,
    ) -> Service {
        let tenants = Arc::new(tenants);
        let of_tenants = Arc::clone(&tenants);
        let webhooks = Webhooks::new(
            database.clone(),
            tenants.settings().webhooks.clone(),
            Box::new(move |tenant| of_tenants.seal_of(tenant)),
        );
        let live = Live::default();
        let rates = tenants.settings().store.as_deref().and_then(Rates::open);
        let callers = Callers::new(database.clone(), rates);
        let metrics = Metrics::new(&Measured {
            store: tenants.store_meter(),
            database: &database,
            webhooks: &webhooks,
            live: &live,
            rates: callers.rates(),
            archive: archive.as_ref().map(|archive| archive.counts()),
        });
        Service {
            tenants,
            webhooks: Arc::new(webhooks),
            callers,
            database,
            console,
            live,
            watching: Watching::default(),
            metrics,
            traces: Traces::default(),
            archive,
            again,
            limits,
            room: Arc::new(Room::new(limits.requests)),
            pace: Pace::default(),
            is_stopping: AtomicBool::new(false),
        }
    }

    /// The same, with traces.
    pub fn traced(self, traces: Traces) -> Service {
        Service { traces, ..self }
    }

    /// Where the time of requests goes.
    pub fn traces(&self) -> &Traces {
        &self.traces
    }

    /// Whose service it is.
    pub fn tenants(&self) -> &Tenants {
        &self.tenants
    }

    /// What is kept.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Who may ask.
    pub fn callers(&self) -> &Callers {
        &self.callers
    }

    /// Who looks on.
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// What was noticed about the models.
    pub fn watching(&self) -> &Watching {
        &self.watching
    }

    /// What is counted.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// Reads the configuration again, and tells which models answer from now on. Changes nothing if something is wrong.
    pub async fn reload(self: &Arc<Self>) -> Result<Vec<String>, Refusal> {
        let service = Arc::clone(self);
        let work = move || {
            let moderators = service.tenants.bundles().iter().cloned().collect();
            let running = Running { moderators, cache: service.tenants.settings().cache };
            let (bundles, settings) =
                service.again.read(&running).map_err(|stop| Refusal::bad(stop.to_string()))?;
            let models = bundles.iter().map(|moderator| moderator.ids().model.clone()).collect();
            let tenants = service.tenants.all().into_iter();
            let before: Vec<_> = tenants.map(|tenant| (tenant.active().model(), tenant)).collect();
            let webhooks = settings.webhooks.clone();
            service.tenants.reload(bundles, settings)?;
            service.webhooks.choose(webhooks);
            Ok((models, before))
        };
        let (models, before) = self.work_as(Manner::Waits, Size::One, work).await?;
        self.tell_of_models(before).await?;
        Ok(models)
    }

    /// Tells whoever wants to know which tenants have another model than before.
    async fn tell_of_models(&self, before: Vec<(String, Arc<Tenant>)>) -> Result<(), Refusal> {
        let now = now_ms();
        let changed = before.into_iter().filter_map(|(was, tenant)| {
            let id = tenant.active().model();
            let changed = Changed::Model { was: &was, id: &id };
            (was != id).then(|| payloads::model_changed(&tenant, &changed, now))
        });
        let changed: Arc<Vec<OutgoingEvent>> = Arc::new(changed.collect());
        if changed.is_empty() {
            return Ok(());
        }
        let writing = self.database.write(move |connection| {
            let changed = Arc::clone(&changed);
            Box::pin(async move {
                for event in changed.iter() {
                    outbox::add(connection, event).await?;
                }
                Ok(())
            })
        });
        writing.await?;
        self.webhooks.wake();
        Ok(())
    }

    /// Who is told elsewhere.
    pub fn webhooks(&self) -> &Arc<Webhooks> {
        &self.webhooks
    }

    /// Where what is decided is archived, if it is.
    pub fn archive(&self) -> Option<&Arc<Archive>> {
        self.archive.as_ref()
    }

    /// How fast requests are refused.
    pub fn pace(&self) -> &Pace {
        &self.pace
    }

    /// From now on it is not ready for more.
    pub fn stop(&self) {
        self.is_stopping.store(true, Ordering::Relaxed);
        self.live.end();
    }

    /// Whether more requests are welcome.
    pub fn is_ready(&self) -> bool {
        !self.is_stopping.load(Ordering::Relaxed)
    }

    /// Which page a request comes from.
    pub fn page(&self, head: &Head<'_>) -> Page {
        self.console.page(head, &self.tenants.settings())
    }

    /// Who asks: by a key, or else by being signed in to the console.
    pub async fn caller(&self, head: &Head<'_>) -> Result<Caller, Refusal> {
        let (key, page) = (in_headers(head.headers), self.page(head));
        if key.is_none() {
            page.refuse_foreign()?;
            let settings = self.tenants.settings();
            if let Some(session) = self.console.session(head, &page, &settings).await? {
                session.check_page(head)?;
                let tenant = self.tenant(&session.person.tenant).await?;
                noted::tenant(tenant.name());
                return Ok(Caller::new(tenant, Who::Person(session)));
            }
        }
        self.caller_with_key(key, &page).await
    }

    /// Whose key this is; without keys, anybody's who is not sent by a page from elsewhere.
    pub async fn caller_with_key(&self, key: Option<&str>, page: &Page) -> Result<Caller, Refusal> {
        if key.is_none() {
            page.refuse_foreign()?;
        }
        let (tenant, who) = match self.callers.find(key).await? {
            Found::Open => {
                // Whatever was sent for a key is none: a page from elsewhere could have sent it, too.
                page.refuse_unknown()?;
                (self.tenant(DEFAULT_TENANT).await?, Who::Anybody)
            }
            Found::Key(key) => (self.tenant(&key.row().tenant).await?, Who::Key(key)),
        };
        noted::tenant(tenant.name());
        Ok(Caller::new(tenant, who))
    }

    /// Whether somebody who was let in is still welcome: who was signed in may be no more.
    pub async fn goes_on(&self, caller: &Caller) -> bool {
        match caller.session() {
            Some(session) => self.console.goes_on(session, &self.tenants.settings()).await,
            None => true,
        }
    }

    /// Who is signed in, and where.
    pub fn console(&self) -> &Console {
        &self.console
    }

    /// The tenant of this name, with what the database says about it.
    pub async fn tenant(&self, name: &str) -> Result<Arc<Tenant>, Refusal> {
        match self.tenants.get(name) {
            Some(tenant) => Ok(tenant),
            None => self.renew(name).await,
        }
    }

    /// Lets a tenant answer by what is in force now.
    pub async fn renew(&self, name: &str) -> Result<Arc<Tenant>, Refusal> {
        let rules = self.rules(name).await?;
        Ok(self.tenants.put(name, rules)?)
    }

    /// Takes over what other services on the same database have put in force.
    pub async fn follow(&self) -> Result<(), Refusal> {
        for tenant in self.tenants.all() {
            let rules = self.rules(tenant.name()).await?;
            if &rules != tenant.active().rules() {
                self.tenants.put(tenant.name(), rules)?;
            }
        }
        Ok(())
    }

    /// What the database says is in force for a tenant.
    pub async fn rules(&self, tenant: &str) -> Result<Rules, Refusal> {
        let pool = self.database.pool();
        let mut rules = Rules::default();
        for holds in self.database.read(in_force::all(pool)).await? {
            if holds.tenant != tenant {
                continue;
            }
            let what = match holds.what.strip_prefix("taught:") {
                Some(label) => What::Taught(label),
                None => What::Policy,
            };
            let version = match holds.version {
                Some(version) => self.database.read(in_force::get(pool, tenant, what, version)).await?,
                None => None,
            };
            match (what, version) {
                (What::Policy, version) => {
                    rules.policy = version.map(|version| (version.version, version.source));
                }
                (What::Taught(label), version) => {
                    rules.taught.push((label.to_owned(), version.map(|version| version.source)));
                }
            }
        }
        Ok(rules)
    }

    /// What is said about calls for a request: somebody waits, but not for ever.
    pub fn options(&self) -> CallOptions {
        self.options_for(Manner::InTime)
    }

    /// What is said about calls in this manner.
    pub fn options_for(&self, manner: Manner) -> CallOptions {
        match manner {
            Manner::InTime => CallOptions {
                urgency: Some(Urgency::Interactive),
                deadline: Some(self.limits.deadline),
                runs: noted::runs(),
                ..CallOptions::default()
            },
            Manner::Waits => {
                CallOptions { urgency: Some(Urgency::Bulk), runs: noted::runs(), ..CallOptions::default() }
            }
        }
    }

    /// Whether there is room for another request.
    pub fn room(&self) -> &Arc<Room> {
        &self.room
    }

    /// Scores one text without a thread of its own: it shares batches with those of other requests.
    pub async fn score(
        &self,
        moderator: &Arc<Moderator>,
        text: &str,
        reads: Reads,
    ) -> Result<Scored, Refusal> {
        if text.len() > LONG_BYTES {
            let (moderator, text, options) = (Arc::clone(moderator), text.to_owned(), self.options());
            return self.work(move || Ok(reads.call(&moderator, options).score(&text)?)).await;
        }
        let _place = self.room.enter(Size::One)?;
        let (send, answer) = tokio::sync::oneshot::channel();
        reads.call(moderator, self.options()).submit(text, move |scored| {
            // Whoever asked may be gone by now.
            send.send(scored).ok();
        });
        Ok(answer.await.unwrap_or(Err(Error::Cancelled))?)
    }

    /// Does what takes a while on a thread that may wait.
    pub async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.work_as(Manner::InTime, Size::One, work).await
    }

    /// [`Service::work`], with or without time to wait for room. Who waits takes one place, whatever it brings.
    pub async fn work_as<T: Send + 'static>(
        &self,
        manner: Manner,
        size: Size,
        work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let place = match manner {
            Manner::InTime => self.room.enter(size)?,
            Manner::Waits => noted::step(Step::Room, self.room.wait()).await?,
        };
        let work = noted::carried(work);
        let done = tokio::task::spawn_blocking(move || {
            let answer = work();
            drop(place);
            answer
        });
        // A panic was told on stderr; whoever asked is told that it was ours.
        done.await.unwrap_or_else(|_| {
            Err(Error::InferenceFailed { what: "the request ended in a panic".to_owned() }.into())
        })
    }

    /// What answers for whoever has no key.
    pub fn usual(&self) -> Option<Arc<Active>> {
        self.tenants.get(DEFAULT_TENANT).map(|tenant| tenant.active())
    }
}
