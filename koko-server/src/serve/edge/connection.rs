//! One connection: HTTP/1.1 or HTTP/2, for as long as it keeps to its times.

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{CONNECTION, EXPECT, HeaderValue};
use axum::http::{Request, Response, StatusCode, Version};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tower_service::Service;

use super::super::compat;
use super::Timeouts;
use super::activity::{Activity, Doing, UnderWay};
use super::body::{Guarded, Limits};

/// The most bytes of a head, and the most headers in it: more get 431.
const HEAD_BYTES: usize = 64 << 10;
const HEADERS: usize = 100;
/// hyper refuses without a word in the body. So it reads more than is allowed, and what is within this is refused by us.
/// Bodies are read in pieces of this size.
const READ_BYTES: usize = 128 << 10;
const READ_HEADERS: usize = 1_000;
/// The same for HTTP/2, where they come packed.
const HEAD_BYTES_UNPACKED: u32 = 32 << 10;
/// Requests that one connection of HTTP/2 may have under way.
const STREAMS: u32 = 256;

/// How long a connection on which nothing is asked stays open once the service stops: requests may be on their way.
const LAST_CALL: Duration = Duration::from_millis(500);
/// How long a peer may take to notice that the connection ends.
const FAREWELL: Duration = Duration::from_secs(1);

/// What all connections share.
pub struct Shared {
    /// Who answers.
    pub app: Router,
    /// The most bytes of a body on a path.
    pub most_bytes: fn(&str) -> usize,
    /// How long everything may take.
    pub timeouts: Timeouts,
    http: auto::Builder<TokioExecutor>,
    is_stopping: AtomicBool,
    stopping: watch::Sender<()>,
}

impl Shared {
    /// Of connections that are answered by `app`.
    pub fn new(app: Router, most_bytes: fn(&str) -> usize, timeouts: Timeouts) -> Shared {
        let mut http = auto::Builder::new(TokioExecutor::new());
        // The time for headers is ours: hyper's begins before the first byte, so that idling would count.
        http.http1()
            .header_read_timeout(None)
            .max_buf_size(READ_BYTES)
            .max_headers(READ_HEADERS)
            .half_close(true);
        http.http2()
            .timer(TokioTimer::new())
            .max_header_list_size(HEAD_BYTES_UNPACKED)
            .max_concurrent_streams(STREAMS);
        let (stopping, _) = watch::channel(());
        Shared { app, most_bytes, timeouts, http, is_stopping: AtomicBool::new(false), stopping }
    }

    /// From now on connections end as soon as what was asked is answered.
    pub fn stop(&self) {
        self.is_stopping.store(true, Ordering::Relaxed);
        self.stopping.send_replace(());
    }

    fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::Relaxed)
    }
}

/// Answers what is asked, until the peer has enough, takes too long, or the service stops.
pub async fn serve(
    io: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    shared: Arc<Shared>,
    activity: Arc<Activity>,
    abandoned: Arc<AtomicBool>,
) {
    let mut stopping = shared.stopping.subscribe();
    let answer = service_fn(|request| answer(&shared, &activity, request));
    let mut connection = pin!(shared.http.serve_connection_with_upgrades(TokioIo::new(io), answer));
    let mut timeouts = shared.timeouts;
    let mut timer = pin!(tokio::time::sleep_until(activity.due(&timeouts).into()));
    let mut told = pin!(stopping.changed());
    let mut is_told = false;
    loop {
        let woken = poll_fn(|context| {
            // How it ended is the peer's business.
            if connection.as_mut().poll(context).is_ready() {
                return Poll::Ready(Woken::Ended);
            }
            if !is_told && (shared.is_stopping() || told.as_mut().poll(context).is_ready()) {
                return Poll::Ready(Woken::Told);
            }
            // What has come may have begun something that has less time than the timer was set to.
            let due = activity.due(&timeouts).into();
            if due < timer.deadline() {
                timer.as_mut().reset(due);
            }
            timer.as_mut().poll(context).map(|()| Woken::Due)
        });
        match woken.await {
            Woken::Ended => return,
            Woken::Told => {
                is_told = true;
                timeouts.idle = LAST_CALL;
                // HTTP/2 can say so without closing; HTTP/1 says so with the next answer.
                if activity.speaks_http2() {
                    connection.as_mut().graceful_shutdown();
                }
                if activity.doing() == Doing::Nothing {
                    activity.rested(Instant::now());
                }
            }
            Woken::Due => {
                let due = activity.due(&timeouts);
                if due > Instant::now() {
                    timer.as_mut().reset(due.into());
                    continue;
                }
                if activity.doing() == Doing::Nothing {
                    connection.as_mut().graceful_shutdown();
                    tokio::time::timeout(FAREWELL, connection.as_mut()).await.ok();
                }
                abandoned.store(true, Ordering::Relaxed);
                return;
            }
        }
    }
}

/// Why a connection is looked at.
enum Woken {
    Ended,
    Told,
    Due,
}

fn answer(
    shared: &Arc<Shared>,
    activity: &Arc<Activity>,
    request: Request<Incoming>,
) -> impl Future<Output = Result<Response<Answer>, Infallible>> + Send + use<> {
    let under_way = UnderWay::new(activity);
    let version = request.version();
    let most_bytes = (shared.most_bytes)(request.uri().path());
    let limits = Limits {
        bytes: most_bytes as u64,
        // What may be of any length may take any time, as long as it moves.
        is_stream: most_bytes == usize::MAX,
        within: shared.timeouts.body,
        began: tokio::time::Instant::now(),
    };
    let is_small = is_small(&request);
    let is_waited_for = request.headers().contains_key(EXPECT);
    let guarded = |body| Guarded::new(body, limits, is_waited_for, Arc::clone(activity));
    let path = (!is_small).then(|| request.uri().path().to_owned());
    let answered = path.is_none().then(|| shared.app.clone().call(request.map(guarded).map(Body::new)));
    let shared = Arc::clone(shared);
    async move {
        let mut response = match answered {
            Some(answered) => answered.await?,
            None => too_large(&path.unwrap_or_default()),
        };
        if (shared.is_stopping() || !is_small) && version < Version::HTTP_2 {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        let activity = Arc::clone(under_way.activity());
        Ok(response.map(|body| Answer { body, activity, _under_way: under_way }))
    }
}

/// Whether a head is as small as is allowed, as it would be written in HTTP/1.1.
fn is_small<B>(request: &Request<B>) -> bool {
    let target = request.uri().path_and_query().map_or(0, |target| target.as_str().len());
    let lines =
        request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len());
    request.headers().len() <= HEADERS && target + lines.sum::<usize>() <= HEAD_BYTES
}

fn too_large(path: &str) -> Response<Body> {
    let message = format!(
        "the head of the request is too large: {HEADERS} headers and {} KiB at most, its path included",
        HEAD_BYTES >> 10
    );
    compat::refused(path, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "bad_input", &message)
}

/// The body of an answer. Its request is under way until it was handed over.
struct Answer {
    body: Body,
    activity: Arc<Activity>,
    _under_way: UnderWay,
}

impl hyper::body::Body for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if polled.is_ready() && self.body.size_hint().exact().is_none() {
            self.activity.moved(Instant::now());
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
