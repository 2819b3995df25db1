//! Bodies of requests, as far as they come within their size and their time.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::BoxError;
use axum::body::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep};

use super::activity::Activity;

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

/// The body of a request.
pub struct Guarded {
    body: Incoming,
    limit: u64,
    left: u64,
    within: Duration,
    began: Instant,
    deadline: Option<Pin<Box<Sleep>>>,
    is_whole: bool,
    activity: Arc<Activity>,
}

impl Guarded {
    /// Of at most `limit` bytes, which come `within` a time from now on.
    pub fn new(body: Incoming, limit: u64, within: Duration, activity: Arc<Activity>) -> Guarded {
        let (began, is_whole) = (Instant::now(), body.is_end_stream());
        Guarded { body, limit, left: limit, within, began, deadline: None, is_whole, activity }
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
        if guarded.body.size_hint().lower() > guarded.left {
            return Poll::Ready(Some(Err(NotWhole::TooLarge { limit: guarded.limit }.into())));
        }
        if let Poll::Ready(frame) = Pin::new(&mut guarded.body).poll_frame(context) {
            let Some(frame) = frame.transpose()? else {
                guarded.is_whole = true;
                return Poll::Ready(None);
            };
            let bytes = frame.data_ref().map_or(0, |data| data.len() as u64);
            return Poll::Ready(Some(match guarded.left.checked_sub(bytes) {
                Some(left) => {
                    guarded.left = left;
                    Ok(frame)
                }
                None => Err(NotWhole::TooLarge { limit: guarded.limit }.into()),
            }));
        }
        // Most bodies are there at once and need no timer.
        let until = guarded.began + guarded.within;
        let deadline = guarded.deadline.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(until)));
        match deadline.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Some(Err(NotWhole::TooSlow { within: guarded.within }.into()))),
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        if !self.is_whole && !self.body.is_end_stream() {
            self.activity.left_unread();
        }
    }
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
