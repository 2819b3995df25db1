//! Bodies of requests, as far as they come within their size and their time.
//!
//! A request may be refused before its body is there. Many clients read no answer until they have sent everything, and take a
//! connection that is closed before for a broken one. So what is left of a body of bearable size is read, and forgotten.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::BoxError;
use axum::body::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep};

use super::activity::{Activity, UnderWay};

/// Why a body did not come whole, though the connection holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotWhole {
    /// More bytes than are taken here.
    #[error("more than {limit} bytes")]
    TooLarge {
        /// The most bytes.
        limit: u64,
    },
    /// Not all of it in time.
    #[error("not all of it came within {} ms", within.as_millis())]
    TooSlow {
        /// How long it could take.
        within: Duration,
    },
}

impl NotWhole {
    /// What is said of a body further up, if that is because of this.
    pub fn behind(error: &(dyn std::error::Error + 'static)) -> Option<NotWhole> {
        std::iter::successors(Some(error), |error| error.source())
            .find_map(|error| error.downcast_ref::<NotWhole>().copied())
    }
}

/// Bytes above its limit that are read of a body nobody wants, so that its sender hears of it.
const FORGIVEN: u64 = 16 << 20;

/// The body of a request.
pub struct Guarded {
    /// Nothing once it was dropped.
    body: Option<Incoming>,
    limits: Limits,
    left: u64,
    deadline: Option<Pin<Box<Sleep>>>,
    is_whole: bool,
    is_waited_for: bool,
    activity: Arc<Activity>,
}

/// What is taken of a body.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The most bytes.
    pub bytes: u64,
    /// Whether `within` is about each part rather than the whole.
    pub is_stream: bool,
    /// How long it may take.
    pub within: Duration,
    /// Since when.
    pub began: Instant,
}

impl Guarded {
    /// `is_waited_for` is whether its sender asks first whether it is wanted (`Expect: 100-continue`).
    pub fn new(body: Incoming, limits: Limits, is_waited_for: bool, activity: Arc<Activity>) -> Guarded {
        let is_whole = body.is_end_stream();
        let left = limits.bytes;
        Guarded { body: Some(body), limits, left, deadline: None, is_whole, is_waited_for, activity }
    }

    fn body(&self) -> &Incoming {
        self.body.as_ref().expect("it is there until it is dropped")
    }
}

impl Body for Guarded {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let guarded = self.get_mut();
        // A length that is told beforehand is believed before anything is read.
        let too_large = || Err(NotWhole::TooLarge { limit: guarded.limits.bytes }.into());
        let body = guarded.body.as_mut().expect("it is there until it is dropped");
        if body.size_hint().lower() > guarded.left {
            return Poll::Ready(Some(too_large()));
        }
        if let Poll::Ready(frame) = Pin::new(body).poll_frame(context) {
            let Some(frame) = frame.transpose()? else {
                guarded.is_whole = true;
                return Poll::Ready(None);
            };
            let bytes = frame.data_ref().map_or(0, |data| data.len() as u64);
            if guarded.limits.is_stream {
                guarded.limits.began = Instant::now();
                guarded.deadline = None;
                guarded.activity.moved(guarded.limits.began.into_std());
            }
            return Poll::Ready(Some(match guarded.left.checked_sub(bytes) {
                Some(left) => {
                    guarded.left = left;
                    Ok(frame)
                }
                None => too_large(),
            }));
        }
        // Most bodies are there at once and need no timer.
        let Limits { within, began, .. } = guarded.limits;
        let deadline =
            guarded.deadline.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(began + within)));
        match deadline.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Some(Err(NotWhole::TooSlow { within }.into()))),
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.is_whole || self.body().is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body().size_hint()
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        let Some(body) = self.body.take().filter(|body| !self.is_whole && !body.is_end_stream()) else {
            return;
        };
        let (most, activity) = (self.left.saturating_add(FORGIVEN), Arc::clone(&self.activity));
        let is_bearable = !self.is_waited_for && body.size_hint().lower() <= most;
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) if is_bearable => {
                let until = self.limits.began + self.limits.within;
                runtime.spawn(async move {
                    let _under_way = UnderWay::new(&activity);
                    if !matches!(tokio::time::timeout_at(until, read_to_end(body, most)).await, Ok(true)) {
                        activity.left_unread();
                    }
                });
            }
            _ => activity.left_unread(),
        }
    }
}

/// Whether that was all.
async fn read_to_end(mut body: Incoming, most: u64) -> bool {
    let mut read = 0;
    while let Some(frame) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        read += frame.as_ref().ok().and_then(Frame::data_ref).map_or(0, |data| data.len() as u64);
        if frame.is_err() || read > most {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_found_behind_what_others_say_of_it() {
        let reason = NotWhole::TooLarge { limit: 5 };
        let told = axum::Error::new(axum::Error::new(reason));
        assert_eq!(NotWhole::behind(&told), Some(reason));
        assert_eq!(NotWhole::behind(&axum::Error::new(std::io::Error::other("gone"))), None);
    }
}
