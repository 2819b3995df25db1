//! What happens, while it happens: over Server-Sent Events, and over WebSocket.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequestParts, Request, State};
use axum::response::Response;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::interval;

use super::super::callers::Scope;
use super::super::document::refusals::Own;
use super::super::live::{Happening, MISSED};
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::{Asked, Asking};

/// So that nobody between us takes the connection for dead.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A stream ends soon after its session, also where nothing happens.
const LOOKS_EVERY: Duration = Duration::from_secs(3);

/// Which happenings are wanted.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Their kinds, with commas between; all without it.
    kinds: Option<String>,
}

impl Wanted {
    fn is(&self, kind: &str) -> bool {
        self.kinds.as_deref().is_none_or(|kinds| kinds.split(',').any(|wanted| wanted.trim() == kind))
    }
}

/// What is told next.
enum Next {
    Happening(Happening),
    Missed(u64),
    Over,
}

async fn next(service: &Service, watching: &mut Receiver<Happening>, tenant: &str, wanted: &Wanted) -> Next {
    loop {
        match watching.recv().await {
            Ok(happening) if &*happening.tenant == tenant && happening.kind == MISSED => {
                service.live().missed().inc();
                return Next::Missed(1);
            }
            Ok(happening) if &*happening.tenant == tenant && wanted.is(happening.kind) => {
                return Next::Happening(happening);
            }
            Ok(_) => {}
            Err(RecvError::Lagged(missed)) => {
                service.live().missed().inc_by(missed);
                return Next::Missed(missed);
            }
            Err(RecvError::Closed) => return Next::Over,
        }
    }
}

/// `GET /v1/live`: Server-Sent Events.
#[utoipa::path(
    get,
    path = "/v1/live",
    tag = "Service",
    operation_id = "watch_events",
    params(Wanted),
    responses((status = 200, description = "`decision.made`, `decision.changed`, `standing.changed`, `flag.received`, as they happen; `missed` where this reader was too slow", body = String, content_type = "text/event-stream"), Own),
)]
pub async fn events(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Asked(wanted): Asked<Wanted>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refusal> {
    caller.may(Scope::Read)?;
    let watching = service.live().watch().ok_or_else(stopping)?;
    let state = (watching, interval(LOOKS_EVERY), service, caller, wanted);
    let stream =
        futures_util::stream::unfold(state, |(mut watching, mut look, service, caller, wanted)| async move {
            let next = loop {
                let next = tokio::select! {
                    next = next(&service, &mut watching, caller.tenant.name(), &wanted) => Some(next),
                    _ = look.tick() => None,
                };
                if !service.goes_on(&caller).await {
                    return None;
                }
                if let Some(next) = next {
                    break next;
                }
            };
            let event = match next {
                Next::Happening(happening) => {
                    Event::default().event(happening.kind).id(happening.id).data(happening.data.to_string())
                }
                Next::Missed(missed) => {
                    Event::default().event("missed").data(json!({"missed": missed}).to_string())
                }
                Next::Over => return None,
            };
            Some((Ok(event), (watching, look, service, caller, wanted)))
        });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

/// `GET /v1/live/socket`: the same over WebSocket, each as a text of `{"kind", "id", "data"}`.
#[utoipa::path(
    get,
    path = "/v1/live/socket",
    tag = "Service",
    operation_id = "watch_socket",
    params(Wanted),
    responses((status = 101, description = "Each as a text: {\"kind\", \"id\", \"data\"}"), Own),
)]
pub async fn socket(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Asked(wanted): Asked<Wanted>,
    request: Request,
) -> Result<Response, Refusal> {
    caller.may(Scope::Read)?;
    let mut watching = service.live().watch().ok_or_else(stopping)?;
    let (mut parts, _) = request.into_parts();
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade,
        Err(rejection) => return Err(Refusal::bad(rejection.body_text())),
    };
    Ok(upgrade.on_upgrade(move |mut socket| async move {
        let (mut look, mut heartbeat) = (interval(LOOKS_EVERY), interval(HEARTBEAT));
        loop {
            let message = tokio::select! {
                next = next(&service, &mut watching, caller.tenant.name(), &wanted) => match next {
                    Next::Happening(happening) => json!({
                        "kind": happening.kind,
                        "id": happening.id,
                        "data": &*happening.data,
                    }),
                    Next::Missed(missed) => json!({"kind": "missed", "data": {"missed": missed}}),
                    Next::Over => break,
                },
                received = socket.recv() => match received {
                    // Nothing is asked of us here; pings are answered by the library.
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                    Some(Ok(_)) => continue,
                },
                // Whoever keeps on sending does not put this off.
                _ = look.tick() => match service.goes_on(&caller).await {
                    true => continue,
                    false => break,
                },
                _ = heartbeat.tick() => {
                    if socket.send(Message::Ping(Default::default())).await.is_err() {
                        return;
                    }
                    continue;
                }
            };
            if !service.goes_on(&caller).await {
                break;
            }
            if send(&mut socket, &message).await.is_err() {
                return;
            }
        }
        socket.send(Message::Close(None)).await.ok();
    }))
}

async fn send(socket: &mut WebSocket, message: &Value) -> Result<(), axum::Error> {
    socket.send(Message::Text(message.to_string().into())).await
}

fn stopping() -> Refusal {
    Refusal::Core(koko_core::error::Error::Overloaded { retry_after: Duration::from_secs(5) })
}
