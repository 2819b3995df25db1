//! The native half of the npm package `koko`: convert in, enter the core, convert out.
//!
//! Holds no rules, and is private to `lib/`; what the calls do is written in `index.d.ts`, which is the manual.
//! Requests and answers are JSON in strings: V8 reads and writes those faster than objects could be built through N-API,
//! and everything else about them happens on another thread. An answer is `{"rows": […]}` or `{"error": …}`.

mod callers;
mod convert;
mod door;
mod work;

use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use koko_core::error::{Error, ErrorKind, Result, guarded};
use koko_core::labels::Label;
use koko_core::moderator::{CallOptions, CancelToken, Moderator, Options, Report, Urgency};
use koko_core::text;
use napi::bindgen_prelude::{AsyncTask, Either, Env, External, Object, Unknown};
use napi::{JsValue, ScopedTask, Task};
use napi_derive::napi;
use serde_json::{Value, json};

use crate::callers::{Callers, Errand};
use crate::work::Request;

/// About what a moderator takes, so that V8 knows what it would gain by collecting one.
const SIZE_HINT: usize = 64 << 20;
/// How many calls with one text may wait unless the options say otherwise.
const MOST_WAITING: usize = 1_024;

/// A moderator with the threads that call it, until it is closed.
pub struct Opened(RwLock<Option<Parts>>);

struct Parts {
    moderator: Arc<Moderator>,
    callers: Callers,
}

/// What JavaScript may say beside the options that every face has.
#[derive(serde::Deserialize)]
struct OwnOptions {
    max_waiting: Option<usize>,
    #[serde(flatten)]
    rest: serde_json::Map<String, Value>,
}

impl Opened {
    fn open(options: &str) -> Result<Opened> {
        guarded(|| {
            let refused =
                |error: serde_json::Error| Error::BadInput { what: format!("options of Moderator: {error}") };
            let OwnOptions { max_waiting, rest } = serde_json::from_str(options).map_err(refused)?;
            let options: Options = serde_json::from_value(Value::Object(rest)).map_err(refused)?;
            let moderator = Arc::new(Moderator::open(options)?);
            let callers = Callers::new(max_waiting.unwrap_or(MOST_WAITING));
            Ok(Opened(RwLock::new(Some(Parts { moderator, callers }))))
        })
    }

    fn with<T>(&self, work: impl FnOnce(&Parts) -> Result<T>) -> Result<T> {
        // Whoever had the lock has not changed anything half.
        let parts = self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let closed = || Error::BadInput { what: "this moderator was closed: open another one".to_owned() };
        work(parts.as_ref().ok_or_else(closed)?)
    }

    fn take(&self) -> Option<Parts> {
        self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner).take()
    }
}

/// Opens a moderator. Blocks while the model is read.
#[napi]
pub fn open(options: String) -> Either<External<Opened>, String> {
    handed_over(Opened::open(&options))
}

/// Opens a moderator on another thread.
#[napi]
pub fn open_later(options: String) -> AsyncTask<Opening> {
    AsyncTask::new(Opening(options))
}

/// A moderator that is being opened.
pub struct Opening(String);

impl<'task> ScopedTask<'task> for Opening {
    type Output = Result<Opened>;
    type JsValue = Unknown<'task>;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        Ok(Opened::open(&self.0))
    }

    fn resolve(&mut self, env: &'task Env, opened: Self::Output) -> napi::Result<Unknown<'task>> {
        match handed_over(opened) {
            Either::A(opened) => opened.into_unknown(env),
            Either::B(refusal) => Ok(env.create_string(refusal)?.to_unknown()),
        }
    }
}

fn handed_over(opened: Result<Opened>) -> Either<External<Opened>, String> {
    match opened {
        Ok(opened) => Either::A(External::new_with_size_hint(opened, SIZE_HINT)),
        Err(error) => Either::B(door::raised(&error).to_string()),
    }
}

/// Takes no more calls, finishes those there are, and gives everything back.
#[napi]
pub fn close(opened: &External<Opened>) -> AsyncTask<Closing> {
    AsyncTask::new(Closing(opened.take()))
}

/// A moderator that is being closed.
pub struct Closing(Option<Parts>);

impl Task for Closing {
    type Output = ();
    type JsValue = ();

    fn compute(&mut self) -> napi::Result<()> {
        if let Some(Parts { moderator, callers }) = self.0.take() {
            callers.finish();
            drop(moderator);
        }
        Ok(())
    }

    fn resolve(&mut self, _env: Env, (): ()) -> napi::Result<()> {
        Ok(())
    }
}

/// Lets JavaScript call off the calls that were given it.
#[napi]
pub fn cancel_token() -> External<CancelToken> {
    External::new(CancelToken::new())
}

/// Calls them off.
#[napi]
pub fn cancel(token: &External<CancelToken>) {
    token.cancel();
}

/// Answers a request on one of our own threads, if it can within `deadline_ms`; 0 is no deadline. A promise of the answer, or at
/// once why there will be none.
#[napi]
pub fn call<'env>(
    env: &'env Env,
    opened: &External<Opened>,
    request: String,
    is_bulk: bool,
    deadline_ms: f64,
    token: Option<&External<CancelToken>>,
) -> napi::Result<Either<Object<'env>, String>> {
    let (deferred, promise) =
        env.create_deferred::<String, Box<dyn FnOnce(Env) -> napi::Result<String>>>()?;
    let urgency = if is_bulk { Urgency::Bulk } else { Urgency::Interactive };
    let cancel = token.map(|token| CancelToken::clone(token));
    let deadline = (deadline_ms > 0.0).then(|| Duration::try_from_secs_f64(deadline_ms / 1e3).ok()).flatten();
    let begun = Instant::now();
    // Told once: by the errand, or here if there is none.
    let deferred = Arc::new(std::sync::Mutex::new(Some(deferred)));
    let tell = move |answer: String| {
        let deferred = deferred.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        if let Some(deferred) = deferred {
            deferred.resolve(Box::new(move |_| Ok(answer)));
        }
    };
    let sent = opened.with(|Parts { moderator, callers }| {
        let (moderator, cancel, tell) = (Arc::clone(moderator), cancel.clone(), tell.clone());
        let (bytes, token) = (request.len(), cancel.clone());
        let work = move || {
            let left = deadline.map(|deadline| deadline.saturating_sub(begun.elapsed()));
            let options =
                CallOptions { urgency: Some(urgency), deadline: left, cancel, ..CallOptions::default() };
            tell(answer(&moderator, &request, options, deadline));
        };
        callers.send(Errand { work: Box::new(work), urgency, bytes, deadline, cancel: token })
    });
    let Err(error) = sent else { return Ok(Either::A(promise)) };
    let refusal = door::raised(&error).to_string();
    // Nobody looks at the promise, but one that is never settled would keep the process alive.
    tell(refusal.clone());
    Ok(Either::B(refusal))
}

/// Answers a request on the calling thread.
#[napi]
pub fn call_sync(opened: &External<Opened>, request: String, is_bulk: bool) -> String {
    let urgency = if is_bulk { Urgency::Bulk } else { Urgency::Interactive };
    let options = CallOptions { urgency: Some(urgency), ..CallOptions::default() };
    let answer = opened.with(|parts| Ok(answer(&parts.moderator, &request, options, None)));
    answer.unwrap_or_else(|error| door::raised(&error).to_string())
}

/// `allowed` is the deadline as the caller gave it.
fn answer(moderator: &Moderator, request: &str, options: CallOptions, allowed: Option<Duration>) -> String {
    let answer = guarded(|| {
        if options.cancel.as_ref().is_some_and(CancelToken::is_cancelled) {
            return Err(Error::Cancelled);
        }
        if let (Some(deadline), Some(Duration::ZERO)) = (allowed, options.deadline) {
            return Err(Error::DeadlinePassed { deadline });
        }
        let request = serde_json::from_str::<Request>(request)
            .map_err(|error| Error::BadInput { what: format!("not a request: {error}") })?;
        Ok(work::answer(moderator, request, options))
    });
    answer.unwrap_or_else(|error| door::raised(&error)).to_string()
}

/// What decides and what runs, as JSON.
#[napi]
pub fn about(opened: &External<Opened>) -> String {
    let about = opened.with(|Parts { moderator, .. }| {
        let labels: Vec<_> = moderator.labels().iter().copied().map(Label::as_str).collect();
        let Report { device, threads, engine, runtime, bundle, model, batching: _, tuning: _, cascade } =
            moderator.report();
        let (device, engine) = (device.to_string(), engine.to_string());
        Ok(json!({
            "ids": moderator.ids(),
            "labels": labels,
            "report": { "model": model, "device": device, "threads": threads, "engine": engine,
                "runtime": runtime, "bundle": bundle, "cascade": cascade.as_str() },
        }))
    });
    door::answer(about).to_string()
}

/// Folds evasions.
#[napi]
pub fn normalize(text: Value, masked: bool) -> String {
    door::answer(guarded(|| convert::normalized(&text, masked))).to_string()
}

/// The id of the normalizer in this build.
#[napi]
pub fn normalizer_id() -> &'static str {
    text::NORMALIZER_ID
}

/// Every kind of error, so that the tests can walk them.
#[napi]
pub fn error_kinds() -> Vec<&'static str> {
    ErrorKind::ALL.iter().map(|kind| kind.as_str()).collect()
}

/// Fails through the doorway with an error of this kind, or with a panic, for the tests.
#[napi]
pub fn fail(kind: String) -> String {
    let failed = guarded(|| {
        let known = ErrorKind::ALL.into_iter().find(|known| known.as_str() == kind);
        Err(known.unwrap_or_else(|| panic!("{kind}")).example())
    });
    door::answer(failed).to_string()
}

/// What is thrown when a call is given up in JavaScript: `deadline_ms` passed, or, if that is 0, its signal was aborted.
#[napi]
pub fn given_up(deadline_ms: f64) -> String {
    let deadline = Duration::try_from_secs_f64(deadline_ms / 1e3).unwrap_or(Duration::MAX);
    let error = if deadline.is_zero() { Error::Cancelled } else { Error::DeadlinePassed { deadline } };
    door::raised(&error).to_string()
}
