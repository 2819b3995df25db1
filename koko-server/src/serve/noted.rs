//! What is noted about a request while it is answered: for the metrics, its line in the log, and its spans.
//!
//! Whoever answers says what they know, from wherever they are; outside of a request it is said to nobody.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, StatusCode};
use koko_core::batching::Runs;
use koko_core::policy::Ids;
use parking_lot::Mutex;

use super::log;
use super::log::line::{Event, Level, Line, Method};
use super::metrics::Traced;
use super::service::Service;
use super::traces::{Step, Trace};

tokio::task_local! {
    static NOTED: Arc<Noted>;
}

/// The status of a request whose asker went away, as others log it; nobody is sent it.
const GONE: u16 = 499;

/// A request that is being answered. When this is dropped, the request is over.
pub struct Answering {
    service: Arc<Service>,
    noted: Arc<Noted>,
    begun: Instant,
    id: HeaderValue,
    method: Method,
    route: Option<MatchedPath>,
    status: Option<StatusCode>,
    model: Option<String>,
}

/// What those who answer have said.
struct Noted {
    facts: Mutex<Facts>,
    trace: Option<Trace>,
}

#[derive(Debug, Default)]
struct Facts {
    tenant: Option<String>,
    texts: u64,
    action: Option<&'static str>,
    policy: Option<String>,
    model: Option<String>,
}

impl Answering {
    /// A request comes in.
    pub fn begin(service: &Arc<Service>, request: &Request, id: HeaderValue) -> Answering {
        let route = request.extensions().get::<MatchedPath>().cloned();
        let method = Method::from(request.method());
        let trace = service.traces().begin(request.headers(), method, route_of(route.as_ref()));
        Answering {
            service: Arc::clone(service),
            noted: Arc::new(Noted { facts: Mutex::default(), trace }),
            begun: Instant::now(),
            id,
            method,
            route,
            status: None,
            model: None,
        }
    }

    /// Answers it: what is noted within is about this request.
    pub async fn within<T>(&self, answer: impl Future<Output = T>) -> T {
        NOTED.scope(Arc::clone(&self.noted), answer).await
    }

    /// It was answered, with this status and perhaps by a model.
    pub fn answered(&mut self, status: StatusCode, model: Option<&Ids>) {
        self.status = Some(status);
        self.model = model.map(|ids| ids.model.clone());
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        let route = route_of(self.route.as_ref());
        let status = self.status.map_or(GONE, |status| status.as_u16());
        let took = self.begun.elapsed();
        let traced = self.noted.trace.as_ref();
        let kept = traced.filter(|trace| trace.is_kept()).map(|trace| Traced { trace_id: trace.id() });
        self.service.metrics().answered(route, status, took, kept);
        if traced.is_none() && !log::has_requests() {
            return;
        }
        let facts = std::mem::take(&mut *self.noted.facts.lock());
        let line = Line {
            request_id: self.id.to_str().ok().map(str::to_owned),
            method: Some(self.method),
            route: Some(route.to_owned()),
            status: Some(status),
            tenant: facts.tenant,
            texts: (facts.texts > 0).then_some(facts.texts),
            action: facts.action,
            policy: facts.policy,
            model: facts.model.or(self.model.take()),
            latency_us: Some(u64::try_from(took.as_micros()).unwrap_or(u64::MAX)),
            trace_id: traced.map(Trace::id),
            ..Line::new(level_of(status), Event::Request)
        };
        if let Some(trace) = traced {
            trace.end(&line);
        }
        log::write(&line);
    }
}

fn route_of(route: Option<&MatchedPath>) -> &str {
    route.map_or("other", MatchedPath::as_str)
}

fn level_of(status: u16) -> Level {
    match status {
        429 | 503 => Level::Warn,
        500.. => Level::Error,
        _ => Level::Info,
    }
}

/// Whose request it is.
pub fn tenant(name: &str) {
    noted(|noted| noted.facts.lock().tenant = Some(name.to_owned()));
}

/// So many texts were read.
pub fn read(texts: usize) {
    noted(|noted| noted.facts.lock().texts += texts as u64);
}

/// It was decided about a content.
pub fn decided(action: &'static str, ids: &Ids) {
    noted(|noted| {
        let mut facts = noted.facts.lock();
        facts.texts += 1;
        facts.action = (facts.texts == 1).then_some(action);
        facts.policy = Some(ids.policy.clone());
        facts.model = Some(ids.model.clone());
    });
}

/// Notes what engines do for the request, if somebody wants to know.
pub fn runs() -> Option<Runs> {
    NOTED.try_with(|noted| noted.trace.as_ref().and_then(Trace::runs)).ok().flatten()
}

/// Lets work on another thread be noted, too.
pub fn carried<T>(work: impl FnOnce() -> T) -> impl FnOnce() -> T {
    let here = NOTED.try_with(Arc::clone).ok();
    move || match here {
        Some(here) => NOTED.sync_scope(here, work),
        None => work(),
    }
}

/// A step of answering was done that is worth a span of its own.
pub fn stepped(step: Step, begun: Instant, took: Duration) {
    noted(|noted| {
        if let Some(trace) = &noted.trace {
            trace.step(step, begun, took);
        }
    });
}

/// Does a step of answering that is worth a span of its own.
pub async fn step<T>(step: Step, work: impl Future<Output = T>) -> T {
    let begun = Instant::now();
    let done = work.await;
    stepped(step, begun, begun.elapsed());
    done
}

fn noted(say: impl FnOnce(&Noted)) {
    // Outside of a request there is nobody to tell.
    NOTED.try_with(|noted| say(noted)).ok();
}
