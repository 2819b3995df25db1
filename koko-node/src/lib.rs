//! The native half of the npm package `koko`: convert in, enter the core, convert out.
//!
//! Holds no rules, and is private to `index.js`; what the calls do is written in `index.d.ts`, which is the manual.
//! A request is JSON, an answer is `{"rows": […]}` or `{"error": …}`: sync and async calls differ in the thread only.

mod convert;
mod door;
mod work;

use std::sync::Arc;

use koko_core::error::{Error, ErrorKind, Result, guarded};
use koko_core::labels::Label;
use koko_core::moderator::{Moderator, Report};
use koko_core::text;
use napi::ScopedTask;
use napi::bindgen_prelude::{AsyncTask, Either, Env, External, Unknown};
use napi_derive::napi;
use serde_json::{Value, json};

use crate::work::Request;

/// Opens a moderator. Blocks while the model is read.
#[napi]
pub fn open(options: Value) -> Either<External<Arc<Moderator>>, Value> {
    match guarded(|| build(options)) {
        Ok(moderator) => Either::A(External::new(Arc::new(moderator))),
        Err(error) => Either::B(door::refusal(&error)),
    }
}

fn build(options: Value) -> Result<Moderator> {
    let options = serde_json::from_value(options)
        .map_err(|error| Error::BadInput { what: format!("options of Moderator: {error}") })?;
    Moderator::open(options)
}

/// One request on its way through the thread pool of Node.
pub struct Call {
    moderator: Arc<Moderator>,
    request: Option<Value>,
}

impl<'task> ScopedTask<'task> for Call {
    type Output = Value;
    type JsValue = Unknown<'task>;

    fn compute(&mut self) -> napi::Result<Value> {
        Ok(answer(&self.moderator, self.request.take().unwrap_or_default()))
    }

    fn resolve(&mut self, env: &'task Env, answer: Value) -> napi::Result<Unknown<'task>> {
        env.to_js_value(&answer)
    }
}

/// Answers a request on the thread pool.
#[napi]
pub fn call(moderator: &External<Arc<Moderator>>, request: Value) -> AsyncTask<Call> {
    AsyncTask::new(Call { moderator: Arc::clone(moderator), request: Some(request) })
}

/// Answers a request on the calling thread.
#[napi]
pub fn call_sync(moderator: &External<Arc<Moderator>>, request: Value) -> Value {
    answer(moderator, request)
}

fn answer(moderator: &Moderator, request: Value) -> Value {
    let answer = guarded(|| {
        let request = serde_json::from_value::<Request>(request)
            .map_err(|error| Error::BadInput { what: format!("not a request: {error}") })?;
        Ok(work::answer(moderator, request))
    });
    answer.unwrap_or_else(|error| door::refusal(&error))
}

/// What decides and what runs.
#[napi]
pub fn about(moderator: &External<Arc<Moderator>>) -> Value {
    let labels: Vec<_> = moderator.labels().iter().copied().map(Label::as_str).collect();
    let Report { device, threads, engine, runtime, bundle, model, batching: _, tuning: _, cascade } =
        moderator.report();
    let (device, engine) = (device.to_string(), engine.to_string());
    json!({
        "ids": moderator.ids(),
        "labels": labels,
        "report": { "model": model, "device": device, "threads": threads, "engine": engine,
            "runtime": runtime, "bundle": bundle, "cascade": cascade.as_str() },
    })
}

/// Folds evasions.
#[napi]
pub fn normalize(text: Value, masked: bool) -> Value {
    door::answer(guarded(|| convert::normalized(&text, masked)))
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
pub fn fail(kind: String) -> Value {
    door::answer(guarded(|| {
        let known = ErrorKind::ALL.into_iter().find(|known| known.as_str() == kind);
        Err(known.unwrap_or_else(|| panic!("{kind}")).example())
    }))
}
