//! What the service does by itself: following what others put in force, forgetting what is old, saving what keys have used.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;

use super::database::usage::{self, DAY_MS};
use super::database::{decisions, early, feedback, links, now_ms, sessions};
use super::live::across;
use super::log;
use super::log::line::{Event, Level};
use super::metrics::history::EVERY;
use super::metrics::saturation;
use super::refusal::Refusal;
use super::service::Service;

/// How often others on the same database are looked at, and quotas are saved.
const FOLLOW: Duration = Duration::from_secs(2);
/// How often old decisions are forgotten, and how many at a time, so that nobody waits for it.
const SWEEP: Duration = Duration::from_secs(60);
const SWEPT: i64 = 2_000;
/// How long a report waits for the content that it is about.
const EARLY_MS: i64 = 2 * DAY_MS;
/// What a ledger does by itself.
const WRITE_DOWN: &str = "write down what authors share";
/// Where decisions are only in memory, they are forgotten after this.
const IN_MEMORY: Duration = Duration::from_secs(3_600);

/// What has to end before the service does.
pub struct Tasks {
    delivering: JoinHandle<()>,
}

/// Starts all of it.
pub fn start(service: &Arc<Service>) -> Tasks {
    let following = Arc::clone(service);
    tokio::spawn(async move {
        let (mut follow, mut save, mut share) = (Trouble::default(), Trouble::default(), Trouble::default());
        loop {
            tokio::time::sleep(FOLLOW).await;
            follow.note("follow what is in force", following.follow().await);
            save.note("save what keys have used", following.callers().save_usage().await);
            share.note(WRITE_DOWN, following.tenants().trouble().map_err(Refusal::from));
        }
    });
    let sweeping = Arc::clone(service);
    tokio::spawn(async move {
        let mut trouble = Trouble::default();
        loop {
            tokio::time::sleep(SWEEP).await;
            trouble.note("forget old decisions", sweep(&sweeping).await);
        }
    });
    let watching = Arc::clone(service);
    tokio::spawn(async move {
        loop {
            watching.metrics().look(&watching);
            tokio::time::sleep(saturation::EVERY).await;
        }
    });
    let measuring = Arc::clone(service);
    tokio::spawn(async move {
        let mut trouble = Trouble::default();
        loop {
            let written = measuring.metrics().render(&measuring).await;
            let written = written.map(|written| measuring.metrics().history().add(now_ms(), &written));
            trouble.note("measure how things stand", written);
            tokio::time::sleep(EVERY).await;
        }
    });
    tokio::spawn(across::follow(Arc::clone(service)));
    #[cfg(unix)]
    reload_when_told(Arc::clone(service));
    if let Some(archive) = service.archive() {
        let keeping = Arc::clone(service);
        archive.start(Box::new(move || keeping.keeps_archived()));
    }
    Tasks { delivering: tokio::spawn(Arc::clone(service.webhooks()).deliver()) }
}

/// Saves what would otherwise be lost.
pub async fn end(service: &Arc<Service>, tasks: Tasks) {
    service.webhooks().stop();
    tasks.delivering.await.ok();
    Trouble::default().note("save what keys have used", service.callers().save_usage().await);
    let tenants = Arc::clone(service);
    let written = tokio::task::spawn_blocking(move || tenants.tenants().keep()).await;
    Trouble::default().note(WRITE_DOWN, written.unwrap_or(Ok(())).map_err(Refusal::from));
    if let Some(archive) = service.archive() {
        archive.end().await;
    }
    service.database().close().await;
    service.traces().end().await;
}

async fn sweep(service: &Service) -> Result<(), Refusal> {
    let database = service.database();
    let keep = service.tenants().settings().keep;
    let keep = if database.address().is_in_memory() { keep.min(IN_MEMORY) } else { keep };
    let now = now_ms();
    let before = now - i64::try_from(keep.as_millis()).unwrap_or(i64::MAX);
    loop {
        let swept =
            database.write(move |connection| Box::pin(decisions::sweep(connection, before, SWEPT))).await?;
        if swept < SWEPT.unsigned_abs() {
            break;
        }
    }
    loop {
        let swept =
            database.write(move |connection| Box::pin(feedback::sweep(connection, before, SWEPT))).await?;
        if swept < SWEPT.unsigned_abs() {
            break;
        }
    }
    database.write(move |connection| Box::pin(early::sweep(connection, now - EARLY_MS))).await?;
    let idle = i64::try_from(service.tenants().settings().console.lasts.idle.as_millis()).unwrap_or(i64::MAX);
    let sweeping = database.write(move |connection| {
        Box::pin(async move {
            sessions::sweep(connection, now, now.saturating_sub(idle)).await?;
            links::sweep(connection, now).await
        })
    });
    sweeping.await?;
    let day = now.div_euclid(DAY_MS) - 1;
    database.write(move |connection| Box::pin(usage::sweep(connection, day))).await?;
    Ok(())
}

/// SIGHUP reads the configuration again.
#[cfg(unix)]
fn reload_when_told(service: Arc<Service>) {
    use tokio::signal::unix::{SignalKind, signal};
    tokio::spawn(async move {
        let Ok(mut told) = signal(SignalKind::hangup()) else { return };
        while told.recv().await.is_some() {
            match service.reload().await {
                Ok(models) => {
                    let message = format!("the configuration was read again; models: {}", models.join(", "));
                    log::say(Level::Info, Event::Reload, &message);
                }
                Err(refusal) => {
                    log::say(Level::Error, Event::Reload, &format!("nothing was changed: {refusal}"));
                }
            }
        }
    });
}

/// Whether something that is done again and again fails: told when it begins to, and when it ends.
#[derive(Default)]
struct Trouble {
    is_told: bool,
}

impl Trouble {
    fn note(&mut self, what: &str, done: Result<(), Refusal>) {
        match done {
            Err(refusal) if !self.is_told => {
                log::say(Level::Error, Event::Trouble, &format!("cannot {what}: {refusal}"));
                self.is_told = true;
            }
            Ok(()) if self.is_told => {
                log::say(Level::Info, Event::Trouble, &format!("can {what} again"));
                self.is_told = false;
            }
            _ => {}
        }
    }
}
