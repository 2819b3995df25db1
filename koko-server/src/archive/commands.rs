//! `koko archive`: looking at the archive and looking after it, beside a service or without one.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use koko_core::actor::{ActorLedger, LedgerOptions};
use koko_core::clock::SystemClock;
use koko_core::content::ActorId;
use koko_core::store::MemoryStore;
use serde_json::json;

use super::compact::compact;
use super::query::{Wanted, query};
use super::seal::RECORDS;
use super::settings::Settings;
use super::shared::Shared;
use super::store::Store;
use super::verify::verify;
use super::view::Span;
use super::{LOOK, Record, log, say, ship};
use crate::actors;
use crate::cli::{self, ArchiveCommand, Archived, Flush, Query, Spanned};
use crate::errors::Stop;
use crate::run::End;
use crate::serve::config::{File, secret_of_tenant};

/// `koko archive`
pub fn run(archive: &cli::Archive) -> Result<End, Stop> {
    let runtime = tokio::runtime::Runtime::new().map_err(Stop::Output)?;
    runtime.block_on(async {
        match &archive.command {
            ArchiveCommand::Status(archived) => status(archived).await,
            ArchiveCommand::Flush(asked) => flush(asked).await,
            ArchiveCommand::Verify(spanned) => {
                let verified = verify(&store(&spanned.archived)?, &span(spanned)).await?;
                print(&verified)?;
                Ok(if verified.wrong.is_empty() { End::AllAnswered } else { End::SomeRefused })
            }
            ArchiveCommand::Compact(spanned) => {
                print(&compact(&store(&spanned.archived)?, &span(spanned)).await?)?;
                Ok(End::AllAnswered)
            }
            ArchiveCommand::Query(asked) => look_up(asked).await,
        }
    })
}

fn chosen(archived: &Archived) -> Result<(File, Settings), Stop> {
    let file = archived.config.as_deref().map(File::open).transpose()?.unwrap_or_default();
    let data = archived.data.clone().or(file.data.clone());
    let settings = file.archive.clone().with_arguments(&archived.place).settings(data.as_deref())?;
    let settings = settings.ok_or_else(|| {
        let what = "say which archive: `--archive DIR`, `--archive s3://BUCKET/PREFIX`, or `--config FILE`"
            .to_owned();
        Stop::BadConfiguration { what }
    })?;
    Ok((File { data, ..file }, settings))
}

/// For what only looks into the store, a log is not needed.
fn store(archived: &Archived) -> Result<Store, Stop> {
    let mut archived = archived.clone();
    archived.place.archive_log = archived.place.archive_log.or_else(|| Some(PathBuf::new()));
    Store::open(&chosen(&archived)?.1)
}

fn span(spanned: &Spanned) -> Span {
    Span { tenant: spanned.tenant.clone(), since: spanned.since, until: spanned.until }
}

async fn status(archived: &Archived) -> Result<End, Stop> {
    let (_, settings) = chosen(archived)?;
    let unreadable = |source| Stop::Unreadable { file: settings.log.display().to_string(), source };
    let waiting = log::list(&settings.log).map_err(unreadable)?;
    let (broken, open) = log::others(&settings.log).map_err(unreadable)?;
    let is_served = super::lock(&settings.log).is_err();
    let oldest = waiting.iter().filter_map(|closed| closed.since.elapsed().ok()).max().unwrap_or_default();
    let open_bytes: u64 = open.iter().filter_map(|path| path.metadata().ok()).map(|facts| facts.len()).sum();
    let answers = match Store::open(&settings) {
        Ok(store) => store.folders(RECORDS).await.map(drop).map_err(|failed| failed.to_string()),
        Err(stop) => Err(stop.to_string()),
    };
    print(&json!({
        "log": settings.log,
        "served": is_served,
        "segments_waiting": waiting.len(),
        "bytes_waiting": waiting.iter().map(|closed| closed.bytes).sum::<u64>() + open_bytes,
        "oldest_waiting_seconds": oldest.as_secs(),
        "segments_broken": broken,
        "store": answers.as_ref().map_or_else(String::as_str, |()| "answers"),
    }))?;
    Ok(if answers.is_ok() && broken.is_empty() { End::AllAnswered } else { End::SomeRefused })
}

async fn flush(asked: &Flush) -> Result<End, Stop> {
    let (_, settings) = chosen(&asked.archived)?;
    let until = Instant::now() + Duration::from_secs(asked.wait);
    let unwritable = |source| Stop::Unwritable { file: settings.log.display().to_string(), source };
    if let Ok(_lock) = super::lock(&settings.log) {
        let store = Store::open(&settings)?;
        let waiting = log::recover(&settings.log).map_err(unwritable)?;
        let shared = Arc::new(Shared::new(settings, store, waiting));
        let shipping = tokio::spawn(ship::ship_all(Arc::clone(&shared)));
        let ended = wait_for(until, || shared.waiting.lock().is_empty()).await;
        shipping.abort();
        return Ok(ended);
    }
    let ask = ship::ask_to_flush(&settings.log).map_err(unwritable)?;
    Ok(wait_for(until, || !ask.exists()).await)
}

async fn wait_for(until: Instant, is_done: impl Fn() -> bool) -> End {
    while !is_done() {
        if Instant::now() >= until {
            say(
                "not everything is archived yet: `koko archive status` says what waits, the service says why",
            );
            return End::SomeRefused;
        }
        tokio::time::sleep(LOOK).await;
    }
    End::AllAnswered
}

async fn look_up(asked: &Query) -> Result<End, Stop> {
    let wanted = Wanted {
        span: span(&asked.span),
        kind: asked.kind.map(|kind| match kind {
            cli::ArchivedKind::Content => super::Kind::Content.as_str().to_owned(),
            cli::ArchivedKind::Flag => super::Kind::Flag.as_str().to_owned(),
            cli::ArchivedKind::Moderation => super::Kind::Moderation.as_str().to_owned(),
            cli::ArchivedKind::Appeal => super::Kind::Appeal.as_str().to_owned(),
        }),
        author: match &asked.author {
            Some(name) => Some(author_key(asked, name)?),
            None => asked.author_key.clone(),
        },
        label: asked.label.clone(),
        action: asked.action.clone(),
        content: asked.content.clone(),
        community: asked.community.clone(),
        limit: asked.limit,
    };
    let store = store(&asked.span.archived)?;
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let tell = |record: Record| -> Result<(), Stop> {
        serde_json::to_writer(&mut out, &record).map_err(std::io::Error::from)?;
        Ok(writeln!(out)?)
    };
    let ended = query(&store, &wanted, tell).await.and_then(|_| Ok(out.flush()?));
    match ended {
        // Whoever read it has seen enough.
        Err(Stop::Output(gone)) if gone.kind() == std::io::ErrorKind::BrokenPipe => Ok(End::AllAnswered),
        ended => ended.map(|()| End::AllAnswered),
    }
}

/// The key under which an author of a tenant is archived.
fn author_key(asked: &Query, name: &str) -> Result<String, Stop> {
    let wrong = |what: &str| Stop::BadConfiguration { what: what.to_owned() };
    let archived = &asked.span.archived;
    let file = archived.config.as_deref().map(File::open).transpose()?.unwrap_or_default();
    let data = archived.data.clone().or(file.data);
    let in_data = data.map(|data| data.join("secret"));
    let secret = actors::secret(asked.secret_file.clone().or(file.secret_file).or(in_data).as_deref())?
        .ok_or_else(|| wrong("authors are archived under a secret: give `--data` or `--secret-file`"))?;
    let tenant = asked.span.tenant.as_deref().ok_or_else(|| wrong("whose author? name the `--tenant`"))?;
    let clock = Arc::new(SystemClock);
    let options = LedgerOptions { secret: secret_of_tenant(&secret, tenant), ..LedgerOptions::default() };
    let ledger = ActorLedger::new(Arc::new(MemoryStore::new(clock)), options);
    let key = ledger.key_of(&ActorId::new(name)?).as_name();
    Ok(key.as_str().trim_start_matches("key:").to_owned())
}

fn print(value: &impl serde::Serialize) -> Result<(), Stop> {
    let written = serde_json::to_string_pretty(value).map_err(std::io::Error::from)?;
    Ok(writeln!(std::io::stdout(), "{written}")?)
}
