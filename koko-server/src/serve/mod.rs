//! `koko serve`: the core over HTTP, in its own words and in those of two services that people come from.
//!
//! Thin. Every judgement is the core's; what is decided here is only who is heard, how long a request may take, and in which
//! shape its answer goes out.

pub mod answers;
pub mod compat;
pub mod database;
pub mod edge;
pub mod keys;
pub mod own;
pub mod routes;
pub mod sealing;
pub mod service;
pub mod webhooks;

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use koko_core::clock::{Clock, SystemClock};
use koko_core::moderator::{Moderator, ModeratorBuilder};
use koko_core::store;

use crate::actors;
use crate::cli::Serve;
use crate::errors::Stop;
use crate::run::{End, builder, taught_and_policy};
use edge::tls::Certificate;
use keys::Keys;
use service::{Limits, Service};

/// Opens the model, listens, and serves until it is told to stop.
pub fn run(serve: &Serve) -> Result<End, Stop> {
    let service = Arc::new(open(serve)?);
    let edge = serve.edge.edge();
    let certificate = edge.tls.as_ref().map(Certificate::open).transpose()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(service.limits().requests + 16)
        .build()
        .map_err(|source| Stop::CannotListen { address: serve.listen.to_string(), source })?;
    runtime.block_on(async {
        let cannot = |source| Stop::CannotListen { address: serve.listen.to_string(), source };
        let listener = edge::listener::bind(serve.listen).map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        tell(&service, address, serve);
        let app = routes::router(Arc::clone(&service));
        let stop = async {
            told_to_stop().await;
            service.stop();
        };
        edge::listener::serve(listener, app, routes::most_bytes, &edge, certificate, stop).await.map_err(cannot)
    })?;
    Ok(End::AllAnswered)
}

fn open(serve: &Serve) -> Result<Service, Stop> {
    let (taught, policy) = taught_and_policy(&serve.taught, serve.policy.as_deref())?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let mut moderator = builder(&serve.model).policy(policy).clock(Arc::clone(&clock));
    if let Some(address) = &serve.ledger.store {
        moderator = moderator.store(store::open(address, clock)?);
    }
    let secret = actors::secret(serve.ledger.secret_file.as_deref())?;
    let moderator = secret.into_iter().fold(moderator, ModeratorBuilder::secret);
    let moderator: Moderator = taught.into_iter().fold(moderator, ModeratorBuilder::taught).build()?;
    let keys = serve.keys.as_deref().map(Keys::open).transpose()?;
    let limits =
        Limits { requests: usize::from(serve.requests), deadline: Duration::from_millis(serve.deadline_ms) };
    Ok(Service::new(moderator, keys, limits))
}

/// Says on stderr what runs where; nobody else is told.
fn tell(service: &Service, address: SocketAddr, serve: &Serve) {
    let mut stderr = std::io::stderr();
    let ids = service.moderator().ids();
    let scheme = if serve.edge.tls_certificate.is_some() { "https" } else { "http" };
    writeln!(stderr, "koko {} serves {} on {scheme}://{address}", ids.version, ids.model).ok();
    writeln!(stderr, "policy {}, {}", ids.policy, service.moderator().report()).ok();
    let keys = match (&serve.keys, address.ip().is_loopback()) {
        (Some(file), _) => format!("keys are those in {}", file.display()),
        (None, true) => "no keys: whoever is on this machine is served".to_owned(),
        (None, false) => "NO KEYS: whoever reaches this address is served; `--keys` says who may".to_owned(),
    };
    writeln!(stderr, "{keys}").ok();
}

/// SIGTERM or Ctrl-C.
async fn told_to_stop() {
    let interrupted = async { tokio::signal::ctrl_c().await.ok() };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<Option<()>>();
    tokio::select! { _ = interrupted => {}, _ = terminated => {} }
}
