//! `koko serve`: the core over HTTP, in its own words and in those of services that people come from.
//!
//! Thin. Every judgement is the core's; what is decided here is only who is heard, how long a request may take, in which
//! shape its answer goes out, and what is kept of it.

pub mod answers;
pub mod archiving;
pub mod audit;
pub mod callers;
pub mod compat;
pub mod config;
pub mod console;
pub mod database;
pub mod document;
pub mod drift;
pub mod edge;
pub mod keys;
pub mod live;
pub mod log;
pub mod metrics;
pub mod noted;
pub mod own;
pub mod pace;
pub mod rates;
pub mod recording;
pub mod refusal;
pub mod room;
pub mod routes;
pub mod sealing;
pub mod service;
pub mod statement;
pub mod tasks;
pub mod tenants;
pub mod traces;
pub mod watching;
pub mod webhooks;

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use koko_core::bundle::Bundle;
use koko_core::clock::{Clock, SystemClock};
use koko_core::moderator::{Cascade, Moderator, ModeratorBuilder};
use koko_core::store::{self, MemoryStore, StateStore};
use koko_core::text::NORMALIZER_ID;

use crate::archive::Archive;
use crate::cli::{KeptIn, Model, Serve};
use crate::errors::Stop;
use crate::run::{End, builder};
use config::{DEFAULT_TENANT, File, Settings};
use console::origin::Page;
use console::{Console, links};
use database::{Address, Database};
use edge::Edge;
use edge::tls::Certificate;
use log::line::{Event, Level};
use room::{MOST_PLACES, Room};
use service::{Limits, Service};
use tenants::{Bundles, Tenants};
use traces::Traces;

/// Threads beside those of requests: what the store and the start need.
const SPARE_THREADS: usize = 16;
/// Answers that a model remembers if nobody says.
const USUAL_CACHE: usize = 65_536;

/// Opens the models and the database, listens, and serves until it is told to stop.
pub fn run(serve: &Serve) -> Result<End, Stop> {
    let file = file(serve)?;
    if serve.print_config {
        write!(std::io::stdout(), "{}", file.shown())?;
        return Ok(End::AllAnswered);
    }
    log::begin(&file.log);
    let ended = serve_as(serve, file);
    // People are told by the command itself.
    if log::has_requests() {
        match &ended {
            Ok(_) => log::say(Level::Info, Event::Stopped, "told to stop, and every request has ended"),
            Err(stop) => log::say(Level::Error, Event::Stopped, &stop.to_string()),
        }
    }
    log::end();
    ended
}

fn serve_as(serve: &Serve, file: File) -> Result<End, Stop> {
    let settings = Settings::of(file)?;
    let edge = serve.edge.edge();
    let certificate = edge.tls.as_ref().map(Certificate::open).transpose()?;
    let runtime = runtime(settings.requests.unwrap_or(MOST_PLACES) + SPARE_THREADS)?;
    runtime.block_on(async {
        let service = Arc::new(open(serve, settings, &edge).await?);
        let listen = service.tenants().settings().listen;
        let cannot = |source| Stop::CannotListen { address: listen.to_string(), source };
        let listener = edge::listener::bind(listen).map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        let told = told_to_stop().map_err(cannot)?;
        service.console().listens_on(address);
        tell(&service, address, edge.tls.is_some()).await;
        let tasks = tasks::start(&service);
        let app = routes::router(Arc::clone(&service));
        let stop = async {
            told.await;
            service.stop();
        };
        edge::listener::serve(listener, app, routes::most_bytes, &edge, certificate, stop)
            .await
            .map_err(cannot)?;
        tasks::end(&service, tasks).await;
        Ok::<(), Stop>(())
    })?;
    Ok(End::AllAnswered)
}

/// Opens a database for a command that only needs that.
pub fn with_database(
    kept: &KeptIn,
    work: impl AsyncFnOnce(Database) -> Result<End, Stop>,
) -> Result<End, Stop> {
    let address = match (&kept.database, &kept.data) {
        (Some(url), _) => Address::parse(url)?,
        (None, Some(folder)) => {
            std::fs::create_dir_all(folder)
                .map_err(|source| Stop::Unwritable { file: folder.display().to_string(), source })?;
            Address::in_folder(folder)
        }
        (None, None) => {
            let what = "say where: `--data DIR`, or `--database postgres://…`".to_owned();
            return Err(Stop::BadConfiguration { what });
        }
    };
    runtime(SPARE_THREADS)?.block_on(async {
        let database = Database::open(&address).await?;
        let ended = work(database.clone()).await;
        database.close().await;
        ended
    })
}

/// What was chosen: the file, and what the command line says beside it.
fn file(serve: &Serve) -> Result<File, Stop> {
    let file = serve.config.as_deref().map(File::open).transpose()?.unwrap_or_default();
    Ok(file.with_arguments(serve))
}

fn runtime(threads: usize) -> Result<tokio::runtime::Runtime, Stop> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(threads)
        .build()
        .map_err(Stop::Output)
}

async fn open(serve: &Serve, settings: Settings, edge: &Edge) -> Result<Service, Stop> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let store: Arc<dyn StateStore> = match &settings.store {
        Some(address) => store::open(address, Arc::clone(&clock))?,
        None => Arc::new(MemoryStore::new(Arc::clone(&clock))),
    };
    let database = Database::open(&settings.database).await?;
    let bundles = bundles(&serve.model, &settings, &Running::default())?;
    let report = bundles.default().report();
    let requests = settings.requests.unwrap_or_else(|| Room::usual_places(report.device, report.threads));
    let limits = Limits { requests, deadline: settings.deadline };
    let again = Again { serve: serve.clone() };
    let console = Console::new(database.clone(), edge);
    let traces = Traces::open(&settings.traces)?;
    let archive = settings.archive.clone().map(Archive::open).transpose()?.map(Arc::new);
    let tenants = Tenants::new(bundles, store, settings);
    let service = Service::new(tenants, database, limits, again, console, archive).traced(traces);
    // What is wrong with any of them should show now.
    let settings = service.tenants().settings();
    for name in settings.tenants.keys().map(String::as_str).chain([DEFAULT_TENANT]) {
        service
            .tenant(name)
            .await
            .map_err(|refusal| Stop::BadConfiguration { what: format!("tenant `{name}`: {refusal}") })?;
    }
    Ok(service)
}

/// The models that run already.
#[derive(Default)]
pub struct Running {
    /// Each of them.
    pub moderators: Vec<Arc<Moderator>>,
    /// How many of its answers each remembers, if that was chosen.
    pub cache: Option<usize>,
}

/// Opens the models that are wanted; those that run already go on.
fn bundles(model: &Model, settings: &Settings, running: &Running) -> Result<Bundles, Stop> {
    let folders = &settings.bundles;
    let wanted: Vec<Option<&PathBuf>> =
        if folders.is_empty() { vec![None] } else { folders.iter().map(Some).collect() };
    let mut moderators = Vec::with_capacity(wanted.len());
    for folder in wanted {
        let of = Model { bundle: folder.cloned(), ..model.clone() };
        let id = folder.map(|folder| Ok::<_, Stop>(Bundle::open(folder, NORMALIZER_ID)?.id)).transpose()?;
        let goes_on = running.moderators.iter().find(|moderator| Some(&moderator.ids().model) == id.as_ref());
        moderators.push(match goes_on {
            Some(moderator) if running.cache == settings.cache => Arc::clone(moderator),
            // What is remembered begins anew.
            Some(moderator) => {
                Arc::new(moderator.beside().cache(settings.cache.unwrap_or(USUAL_CACHE)).build()?)
            }
            None => {
                let opening = builder(&of).clock(Arc::new(SystemClock));
                Arc::new(settings.cache.into_iter().fold(opening, ModeratorBuilder::cache).build()?)
            }
        });
    }
    Ok(Bundles::new(moderators))
}

/// What is needed to read the configuration again.
pub struct Again {
    serve: Serve,
}

impl Again {
    /// The models and the settings as they are written now.
    pub fn read(&self, running: &Running) -> Result<(Bundles, Settings), Stop> {
        let settings = Settings::of(file(&self.serve)?)?;
        let bundles = bundles(&self.serve.model, &settings, running)?;
        Ok((bundles, settings))
    }
}

/// Says what runs where.
async fn tell(service: &Service, address: SocketAddr, is_tls: bool) {
    let settings = service.tenants().settings();
    let bundles = service.tenants().bundles();
    let ids = bundles.default().ids();
    let scheme = if is_tls { "https" } else { "http" };
    let setup = |message: &str| log::say(Level::Info, Event::Setup, message);
    let serves = format!("koko {} serves {} on {scheme}://{address}", ids.version, ids.model);
    log::say(Level::Info, Event::Serving, &serves);
    if settings.console.is_on {
        let console = service.console();
        let url = console.url(&settings);
        setup(&match &settings.console.oidc {
            Some(_) => format!("console: {url}/console/"),
            // Whoever opens the link first is an administrator: it has no place where logs are collected.
            None if log::has_requests() => {
                format!("console: {url}/console/; `koko console link` makes a link that lets somebody in")
            }
            None => format!("console: {}", links::link_to(&url, &console.first().make())),
        });
    }
    for moderator in bundles.iter() {
        setup(&moderator.report().to_string());
    }
    setup(&format!("at most {} requests at once", service.room().places().0));
    for tenant in service.tenants().all() {
        let cascade = tenant.active().pinned().report().cascade;
        if cascade != Cascade::Off {
            setup(&format!("the fast lane clears texts of tenant `{}`: cascade {cascade}", tenant.name()));
        }
    }
    setup(&match service.database().address() {
        Address::Memory => "nothing is kept after the end: `--data DIR` keeps it".to_owned(),
        address => {
            let authors = settings.store.as_deref().map_or("memory".to_owned(), Address::hide_password);
            format!("decisions are kept in {address}, authors in {authors}")
        }
    });
    if let Some(archive) = &settings.archive {
        setup(&format!("what is decided is archived in {}", archive.to));
    }
    let is_open = service.caller_with_key(None, &Page::Unnamed).await.is_ok();
    match (is_open, address.ip().is_loopback()) {
        (false, _) => setup("whoever has a key is served"),
        (true, true) => setup("no keys: whoever is on this machine is served"),
        (true, false) => log::say(
            Level::Warn,
            Event::Setup,
            "NO KEYS: whoever reaches this address is served; `koko keys new` says who may",
        ),
    }
}

/// SIGTERM or Ctrl-C. Both are heard from the call on, and not only once somebody waits.
#[cfg(unix)]
pub(crate) fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut terminated) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! { _ = interrupted.recv() => {}, _ = terminated.recv() => {} }
    })
}

/// Ctrl-C.
#[cfg(not(unix))]
pub(crate) fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
