//! Traces as OpenTelemetry has them: where the time of a request went, for whoever sends `traceparent` and for a share of the others.
//!
//! The span of a request has those of its steps below it. They are written down when the request is over, so that a request
//! that is not traced costs next to nothing. What stands in them is what stands in a line of the log.

mod sending;
pub mod settings;

use std::time::{Duration, Instant, SystemTime};

use axum::http::HeaderMap;
use koko_core::batching::{Run, Runs};
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::{
    Span, SpanBuilder, SpanContext, SpanKind, Status, TraceContextExt, TraceId, TraceState, TracerProvider,
};
use opentelemetry::{Context, KeyValue};
use opentelemetry_http::HeaderExtractor;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{Sampler, SdkTracer, SdkTracerProvider};
use parking_lot::Mutex;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use sending::dropped;

use super::log::line::{Line, Method};
use crate::errors::Stop;
use settings::Settings;

/// How long is waited at the end for what was not sent yet.
const PATIENCE: Duration = Duration::from_secs(2);
/// Who asks says by this to which trace a request belongs.
const TRACEPARENT: &str = "traceparent";
/// More steps of one request are not told.
const MOST_STEPS: usize = 64;

/// The traces of a service.
#[derive(Default)]
pub struct Traces {
    on: Option<On>,
}

struct On {
    tracer: SdkTracer,
    stop: watch::Sender<bool>,
    sending: Mutex<Option<JoinHandle<()>>>,
}

/// The trace of one request.
pub struct Trace {
    id: TraceId,
    recorded: Option<Recorded>,
}

/// What is told about a request whose trace is kept.
struct Recorded {
    tracer: SdkTracer,
    context: Context,
    begun: (Instant, SystemTime),
    runs: Runs,
    steps: Mutex<Vec<(Step, Instant, Duration)>>,
}

/// A step of answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Waiting for a place among the requests that are under way.
    Room,
    /// Asking the store of authors.
    Load,
    /// Saving there.
    Save,
    /// Writing a decision with all that belongs to it.
    Record,
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Step::Room => "room",
            Step::Load => "store.load",
            Step::Save => "store.save",
            Step::Record => "record",
        }
    }
}

impl Traces {
    /// Sends traces, if somebody wants them.
    pub fn open(settings: &Settings) -> Result<Traces, Stop> {
        let Some(endpoint) = &settings.endpoint else { return Ok(Traces::default()) };
        let mut resource =
            Resource::builder().with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")));
        if std::env::var_os("OTEL_SERVICE_NAME").is_none() {
            resource = resource.with_service_name("koko");
        }
        let resource = resource.build();
        let (stop, told) = watch::channel(false);
        let (line, sending) = sending::start(endpoint, &resource, told).map_err(|error| {
            Stop::BadConfiguration { what: format!("traces cannot be sent to {endpoint}: {error}") }
        })?;
        let sampler = Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(settings.share)));
        let provider = SdkTracerProvider::builder()
            .with_span_processor(line)
            .with_sampler(sampler)
            .with_resource(resource)
            .build();
        let tracer = provider.tracer("koko");
        Ok(Traces { on: Some(On { tracer, stop, sending: Mutex::new(Some(sending)) }) })
    }

    /// A request comes in; nothing where nobody wants to know.
    pub fn begin(&self, headers: &HeaderMap, method: Method, route: &str) -> Option<Trace> {
        if self.on.is_none() && !headers.contains_key(TRACEPARENT) {
            return None;
        }
        let caller = caller(headers);
        let Some(on) = &self.on else {
            return caller.map(|caller| Trace { id: caller.trace_id(), recorded: None });
        };
        let came = caller.map_or_else(Context::new, |caller| Context::new().with_remote_span_context(caller));
        let begun = (Instant::now(), SystemTime::now());
        let span = SpanBuilder::from_name(format!("{} {route}", method.as_str()))
            .with_kind(SpanKind::Server)
            .with_start_time(begun.1)
            .with_attributes([
                KeyValue::new("http.request.method", method.as_str()),
                KeyValue::new("http.route", route.to_owned()),
            ])
            .start_with_context(&on.tracer, &came);
        let (id, is_kept) = (span.span_context().trace_id(), span.is_recording());
        let context = came.with_span(span);
        let recorded = is_kept.then(|| Recorded {
            tracer: on.tracer.clone(),
            context,
            begun,
            runs: Runs::default(),
            steps: Mutex::default(),
        });
        Some(Trace { id, recorded })
    }

    /// Sends what waits, if that is soon done.
    pub async fn end(&self) {
        let Some(on) = &self.on else { return };
        on.stop.send_replace(true);
        let sending = on.sending.lock().take();
        if let Some(sending) = sending {
            tokio::time::timeout(PATIENCE, sending).await.ok();
        }
    }
}

/// The span of whoever asks, if they send one. Without `tracestate`, in which anybody may write anything.
fn caller(headers: &HeaderMap) -> Option<SpanContext> {
    let headers = HeaderExtractor(headers);
    let came = TraceContextPropagator::new().extract_with_context(&Context::new(), &headers);
    let span = came.span();
    let came = span.span_context();
    let bare =
        || SpanContext::new(came.trace_id(), came.span_id(), came.trace_flags(), true, TraceState::NONE);
    came.is_valid().then(bare)
}

impl Trace {
    /// As it stands in `traceparent`, and in the log.
    pub fn id(&self) -> String {
        self.id.to_string()
    }

    /// Whether it is sent to the collector.
    pub fn is_kept(&self) -> bool {
        self.recorded.is_some()
    }

    /// Where engines note what they do for the request.
    pub fn runs(&self) -> Option<Runs> {
        self.recorded.as_ref().map(|recorded| recorded.runs.clone())
    }

    /// A step was done.
    pub fn step(&self, step: Step, begun: Instant, took: Duration) {
        let Some(recorded) = &self.recorded else { return };
        let mut steps = recorded.steps.lock();
        if steps.len() < MOST_STEPS {
            steps.push((step, begun, took));
        }
    }

    /// The request is over: this is what is known about it.
    pub fn end(&self, line: &Line) {
        let Some(recorded) = &self.recorded else { return };
        for run in recorded.runs.all() {
            recorded.ran(&run);
        }
        for (step, begun, took) in recorded.steps.lock().drain(..) {
            recorded.child(step.name(), begun, took, []);
        }
        let span = recorded.context.span();
        let words = [
            ("koko.request_id", &line.request_id),
            ("koko.tenant", &line.tenant),
            ("koko.policy", &line.policy),
            ("koko.model", &line.model),
        ];
        for (name, word) in words {
            if let Some(word) = word {
                span.set_attribute(KeyValue::new(name, word.clone()));
            }
        }
        if let Some(action) = line.action {
            span.set_attribute(KeyValue::new("koko.action", action));
        }
        if let Some(texts) = line.texts {
            span.set_attribute(KeyValue::new("koko.texts", i64::try_from(texts).unwrap_or(i64::MAX)));
        }
        if let Some(status) = line.status {
            span.set_attribute(KeyValue::new("http.response.status_code", i64::from(status)));
            if status >= 500 {
                span.set_status(Status::error(""));
            }
        }
        span.end();
    }
}

impl Recorded {
    /// A batch in which there were texts of the request.
    fn ran(&self, run: &Run) {
        let waited = run.began.saturating_duration_since(run.handed_in);
        if !waited.is_zero() {
            self.child("queue", run.handed_in, waited, []);
        }
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let batch = [
            KeyValue::new("koko.batch.rows", count(run.rows)),
            KeyValue::new("koko.batch.tokens", count(run.tokens)),
        ];
        self.child("inference", run.began, run.took, batch);
    }

    fn child<const COUNT: usize>(
        &self,
        name: &'static str,
        begun: Instant,
        took: Duration,
        attributes: [KeyValue; COUNT],
    ) {
        let start = self.begun.1 + begun.saturating_duration_since(self.begun.0);
        let mut span = SpanBuilder::from_name(name)
            .with_kind(SpanKind::Internal)
            .with_start_time(start)
            .with_attributes(attributes)
            .start_with_context(&self.tracer, &self.context);
        span.end_with_timestamp(start + took);
    }
}
