//! A socket whose bytes are noticed, and which is closed so that the last answer arrives.
//!
//! Closing a socket while bytes lie in it unread makes the system throw away what was sent last: the peer would see a broken
//! connection in place of the refusal that says why. So what still comes is read for a while, and forgotten.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;

use super::activity::Activity;

/// How long a peer may go on sending what is thrown away.
const LINGER: Duration = Duration::from_secs(5);

/// What HTTP/2 begins with, as far as that tells it from every method of HTTP/1.
const PREFACE: &[u8] = b"PRI ";

/// A socket whose bytes are noticed. It keeps its place among the open connections until it is closed.
pub struct Watched {
    open: Option<(TcpStream, OwnedSemaphorePermit)>,
    activity: Arc<Activity>,
    abandoned: Arc<AtomicBool>,
    is_first: bool,
    has_ended: bool,
}

impl Watched {
    /// Of a connection that has a place.
    pub fn new(stream: TcpStream, place: OwnedSemaphorePermit, activity: Arc<Activity>) -> Watched {
        let abandoned = Arc::new(AtomicBool::new(false));
        Watched { open: Some((stream, place)), activity, abandoned, is_first: true, has_ended: false }
    }

    /// Set this, and the socket is closed at once: the peer had its time.
    pub fn abandoned(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.abandoned)
    }

    fn stream(&mut self) -> Pin<&mut TcpStream> {
        Pin::new(&mut self.open.as_mut().expect("it is open until it is dropped").0)
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = self.stream().poll_read(context, buffer);
        if let Poll::Ready(Ok(())) = read {
            let came = &buffer.filled()[before..];
            match came.is_empty() {
                true => self.has_ended |= buffer.remaining() > 0,
                false => self.activity.received(Instant::now),
            }
            if std::mem::take(&mut self.is_first) && came.starts_with(PREFACE) {
                self.activity.is_http2();
            }
        }
        read
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.stream().poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream().poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_shutdown(context)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let lingers =
            !self.has_ended && !self.abandoned.load(Ordering::Relaxed) && self.activity.may_be_sending();
        if let (true, Some((mut stream, place)), Ok(runtime)) =
            (lingers, self.open.take(), tokio::runtime::Handle::try_current())
        {
            runtime.spawn(async move {
                linger(&mut stream, LINGER).await;
                drop(place);
            });
        }
    }
}

/// Says that nothing more will come, and throws away what the peer sends until it has noticed.
pub async fn linger(stream: &mut TcpStream, most: Duration) {
    let forgotten = async {
        stream.shutdown().await?;
        let mut bytes = vec![0; 16 << 10];
        while stream.read(&mut bytes).await? > 0 {}
        io::Result::Ok(())
    };
    // However it ends, the socket is closed then.
    tokio::time::timeout(most, forgotten).await.ok();
}
