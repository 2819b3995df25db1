//! Tells those who look on at other services of the same database, over PostgreSQL's `NOTIFY`.
//!
//! Only while somebody does: a service with readers says so every few seconds, and the others send it what happens. It goes
//! sealed, since it names authors, and to nobody who does not share the secret.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::PgPool;
use sqlx::postgres::{PgListener, PgPoolOptions};
use tokio::sync::mpsc::Receiver;
use tokio::time::interval;

use super::{Happening, KINDS, MISSED};
use crate::serve::database::{Address, new_id};
use crate::serve::log;
use crate::serve::log::line::{Event, Level};
use crate::serve::sealing::Seal;
use crate::serve::service::Service;

const CHANNEL: &str = "koko_live";
/// How often a service says that somebody looks on there.
const SAYS_EVERY: Duration = Duration::from_secs(3);
/// How long the others believe it.
pub(super) const BELIEVED_FOR: Duration = Duration::from_secs(10);
/// PostgreSQL takes less than 8,000 bytes.
const MOST_BYTES: usize = 7_900;
/// What is sent in one statement, at most.
const TOGETHER: usize = 64;
/// How long is waited before a database that is away is asked again.
const AGAIN_AFTER: Duration = Duration::from_secs(1);
/// How long it may take to connect.
const PATIENCE: Duration = Duration::from_secs(3);

/// What services tell each other.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "says", rename_all = "snake_case")]
enum Told {
    /// Somebody looks on here.
    Looking { from: String },
    /// Something happened to this tenant.
    Happened {
        from: String,
        tenant: String,
        /// Under this id it is sealed.
        id: String,
        sealed: String,
    },
    /// Something happened that is too large to be told.
    Missed { from: String, tenant: String },
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Inside {
    kind: String,
    id: String,
    data: Value,
}

/// Follows what happens elsewhere, and tells what happens here, for as long as the service runs. Returns at once where there can
/// be no other service.
pub async fn follow(service: Arc<Service>) {
    let Address::Postgres(url) = service.database().address().clone() else { return };
    let Some(mut outgoing) = service.live().has_others() else { return };
    let from = new_id();
    let mut is_away = false;
    loop {
        let ended = talk(&service, &url, &from, &mut outgoing, &mut is_away).await;
        if service.live().is_over() {
            return;
        }
        if !is_away {
            let why = ended.err().map_or("the connection was lost".to_owned(), |error| error.to_string());
            let message = format!("live streams show what happens on this service alone: {why}");
            log::say(Level::Error, Event::Trouble, &message);
            is_away = true;
        }
        tokio::time::sleep(AGAIN_AFTER).await;
    }
}

async fn talk(
    service: &Arc<Service>,
    url: &str,
    from: &str,
    outgoing: &mut Receiver<Happening>,
    is_away: &mut bool,
) -> sqlx::Result<()> {
    // One to listen with, one to tell with.
    let pool = PgPoolOptions::new().max_connections(2).acquire_timeout(PATIENCE).connect(url).await?;
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.listen(CHANNEL).await?;
    if std::mem::take(is_away) {
        log::say(Level::Info, Event::Trouble, "live streams show what happens on other services again");
    }
    let (live, mut tick) = (service.live(), interval(SAYS_EVERY));
    let looking = serde_json::to_string(&Told::Looking { from: from.to_owned() }).expect("words are JSON");
    loop {
        tokio::select! {
            heard = listener.try_recv() => match heard? {
                Some(heard) => hear(service, from, heard.payload()),
                None => return Ok(()),
            },
            Some(first) = outgoing.recv() => {
                let mut happenings = vec![first];
                while let (true, Ok(more)) = (happenings.len() < TOGETHER, outgoing.try_recv()) {
                    happenings.push(more);
                }
                let seal_of = |tenant: &str| service.tenants().seal_of(tenant);
                let payloads = happenings.iter().map(|happening| payload(from, happening, &seal_of(&happening.tenant)));
                send(&pool, payloads.collect()).await?;
            }
            // Somebody has come, or is still there.
            () = live.came() => send(&pool, vec![looking.clone()]).await?,
            _ = tick.tick() => {
                if live.is_watched_here() {
                    send(&pool, vec![looking.clone()]).await?;
                }
            }
        }
        if live.is_over() {
            return Ok(());
        }
    }
}

async fn send(pool: &PgPool, payloads: Vec<String>) -> sqlx::Result<()> {
    let telling = "SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload";
    sqlx::query(telling).bind(CHANNEL).bind(payloads).execute(pool).await.map(drop)
}

fn payload(from: &str, happening: &Happening, seal: &Seal) -> String {
    let inside =
        Inside { kind: happening.kind.to_owned(), id: happening.id.clone(), data: (*happening.data).clone() };
    let inside = serde_json::to_string(&inside).expect("words and numbers are JSON");
    let (from, tenant, id) = (from.to_owned(), happening.tenant.to_string(), new_id());
    let told = Told::Happened {
        sealed: seal.seal_words(&sealed_as(&id), &inside),
        from: from.clone(),
        tenant: tenant.clone(),
        id,
    };
    let write = |told: &Told| serde_json::to_string(told).expect("words are JSON");
    let payload = write(&told);
    if payload.len() <= MOST_BYTES { payload } else { write(&Told::Missed { from, tenant }) }
}

/// What another service has told.
fn hear(service: &Service, own: &str, payload: &str) {
    let live = service.live();
    match serde_json::from_str(payload) {
        Ok(Told::Looking { from }) if from != own => live.is_watched_elsewhere(Instant::now()),
        Ok(Told::Happened { from, tenant, id, sealed }) if from != own && live.is_watched_here() => {
            let seal = service.tenants().seal_of(&tenant);
            if let Some(happening) = opened(tenant, &id, &sealed, &seal) {
                live.tell_here(happening);
            }
        }
        Ok(Told::Missed { from, tenant }) if from != own => live.tell_here(Happening {
            tenant: tenant.into(),
            kind: MISSED,
            id: String::new(),
            data: Arc::default(),
        }),
        // Our own, or that of a later Koko.
        _ => {}
    }
}

/// Nothing where the secret is another one, or a later Koko knows of more.
fn opened(tenant: String, id: &str, sealed: &str, seal: &Seal) -> Option<Happening> {
    let Inside { kind, id, data } = serde_json::from_str(&seal.open_words(&sealed_as(id), sealed)?).ok()?;
    let kind = KINDS.into_iter().find(|known| *known == kind)?;
    Some(Happening { tenant: tenant.into(), kind, id, data: Arc::new(data) })
}

fn sealed_as(id: &str) -> String {
    format!("live {id}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_told_names_nobody_and_what_is_too_large_is_told_as_missed() {
        let (seal, other) = (Seal::new(&[1; 32]), Seal::new(&[2; 32]));
        let happening = |words: &str| Happening {
            tenant: "forum".into(),
            kind: "decision.made",
            id: "d1".to_owned(),
            data: Arc::new(json!({"author": words})),
        };
        let told = payload("s1", &happening("rook_9"), &seal);
        assert!(!told.contains("rook"), "{told}");
        let Ok(Told::Happened { from, tenant, id, sealed }) = serde_json::from_str(&told) else {
            panic!("{told}")
        };
        let seen = opened(tenant.clone(), &id, &sealed, &seal).unwrap();
        assert_eq!((&*from, &*seen.tenant, seen.kind, &*seen.id), ("s1", "forum", "decision.made", "d1"));
        assert_eq!(*seen.data, json!({"author": "rook_9"}));
        assert!(opened(tenant, &id, &sealed, &other).is_none());
        let large = payload("s1", &happening(&"x".repeat(MOST_BYTES)), &seal);
        let missed = Told::Missed { from: "s1".to_owned(), tenant: "forum".to_owned() };
        assert_eq!(serde_json::from_str::<Told>(&large).unwrap(), missed);
    }
}
