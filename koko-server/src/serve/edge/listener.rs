//! Takes connections, as many as there is room for, until the service stops; then sees to it that all of them end well.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_rustls::TlsAcceptor;

use super::super::log;
use super::super::log::line::{Event, Level};
use super::activity::Activity;
use super::connection::{self, Shared};
use super::tls::Certificate;
use super::watched::{Watched, linger};
use super::{Edge, around, descriptors};

/// Connections that the system keeps for us while we are busy.
const WAITING: u32 = 4_096;
/// How long requests that are under way may still take once the service is told to stop.
const DRAIN: Duration = Duration::from_secs(20);
/// How long nothing is accepted if the system has no more sockets.
const PAUSE: Duration = Duration::from_millis(100);

/// Connections that are told to come back at the same time; more are closed without a word.
const TURNED_AWAY: usize = 128;
const COME_BACK: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/json; charset=utf-8\r\n\
    content-length: 81\r\nretry-after: 1\r\nconnection: close\r\n\r\n\
    {\"error\":{\"kind\":\"overloaded\",\"message\":\"too many connections: come back later\"}}";

/// Opens the socket.
pub fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // Else a service could not be started again while connections of the last one linger. Elsewhere it means something else.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}

/// Serves until `stop` is done; then refuses new connections and lets the others end.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    most_bytes: fn(&str) -> usize,
    edge: &Edge,
    certificate: Option<Arc<Certificate>>,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let most = descriptors::enough_for(edge.connections);
    if most < edge.connections {
        let few = format!(
            "the system grants files for {most} connections, not for {}: raise its limit (`ulimit -Hn`)",
            edge.connections
        );
        log::say(Level::Warn, Event::Setup, &few);
    }
    let tls = certificate.as_ref().map(Certificate::acceptor);
    let following = certificate.map(|certificate| tokio::spawn(certificate.follow()));
    let shared = Arc::new(Shared::new(around(app, edge), most_bytes, edge.timeouts));
    let places = Arc::new(Semaphore::new(most));
    let turned_away = Arc::new(Semaphore::new(TURNED_AWAY));
    let take = |stream: TcpStream| match Arc::clone(&places).try_acquire_owned() {
        Ok(place) => {
            stream.set_nodelay(true).ok();
            tokio::spawn(one(stream, place, tls.clone(), Arc::clone(&shared)));
        }
        Err(_) => {
            if let Ok(here) = Arc::clone(&turned_away).try_acquire_owned() {
                tokio::spawn(turn_away(stream, here, tls.is_some()));
            }
        }
    };

    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            biased;
            () = stop.as_mut() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => take(stream),
                Err(error) if is_of_one_connection(&error) => {}
                Err(error) => {
                    let message = format!("no connection can be taken for now: {error}");
                    log::say(Level::Error, Event::Trouble, &message);
                    tokio::time::sleep(PAUSE).await;
                }
            },
        }
    }
    // Whom the system has let in already is heard. Then nobody is.
    let listener = listener.into_std()?;
    while let Ok((stream, _)) = listener.accept() {
        stream.set_nonblocking(true)?;
        take(TcpStream::from_std(stream)?);
    }
    drop(listener);
    shared.stop();
    following.inspect(|following| following.abort());
    // Whoever keeps a connection open for ever does not keep us from ending.
    let all = u32::try_from(most).unwrap_or(u32::MAX);
    tokio::time::timeout(DRAIN, places.acquire_many(all)).await.ok();
    Ok(())
}

async fn one(stream: TcpStream, place: OwnedSemaphorePermit, tls: Option<TlsAcceptor>, shared: Arc<Shared>) {
    let activity = Arc::new(Activity::new(Instant::now()));
    let watched = Watched::new(stream, place, Arc::clone(&activity));
    let abandoned = watched.abandoned();
    let Some(tls) = tls else {
        return connection::serve(watched, shared, activity, abandoned).await;
    };
    // Whoever fails at that, or takes too long, has nothing to be told.
    let Ok(Ok(encrypted)) = tokio::time::timeout(shared.timeouts.head, tls.accept(watched)).await else {
        return;
    };
    if encrypted.get_ref().1.alpn_protocol() == Some(b"h2") {
        activity.is_http2();
    }
    activity.rested(Instant::now());
    connection::serve(encrypted, shared, activity, abandoned).await;
}

async fn turn_away(mut stream: TcpStream, here: OwnedSemaphorePermit, is_tls: bool) {
    if !is_tls {
        // It fits into the empty buffer of a new socket, or it is not worth waiting for.
        stream.try_write(COME_BACK).ok();
        linger(&mut stream, Duration::from_secs(1)).await;
    }
    drop(here);
}

/// The peer went away before it was heard.
fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_turned_away_gets_a_whole_answer() {
        let text = std::str::from_utf8(COME_BACK).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("content-length: {}\r\n", body.len())), "{}", body.len());
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["error"]["kind"], "overloaded");
    }
}
