//! Sends spans to a collector. Nobody waits for it: what it is too slow for is dropped, and counted.

use std::mem;
use std::sync::LazyLock;
use std::time::Duration;

use opentelemetry::Context;
use opentelemetry_otlp::{ExporterBuildError, Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{Span, SpanData, SpanExporter as _, SpanProcessor};
use prometheus_client::metrics::counter::Counter;
use reqwest::{Client, redirect};
use tokio::sync::{mpsc, watch};

use super::super::edge::tls;
use super::super::log;
use super::super::log::line::{Event, Level};

/// Spans that wait.
const MOST_WAITING: usize = 4_096;
/// Spans that are sent together, and how long the first of them waits for the others.
const MOST_TOGETHER: usize = 512;
const TOGETHER: Duration = Duration::from_secs(1);
/// How long a collector may take.
const TIMEOUT: Duration = Duration::from_secs(5);

static DROPPED: LazyLock<Counter> = LazyLock::new(Counter::default);

/// Spans that no collector has got.
pub fn dropped() -> &'static Counter {
    &DROPPED
}

/// Why there is nothing that sends.
#[derive(Debug, thiserror::Error)]
pub(super) enum CannotSend {
    /// This machine has no certificates to trust.
    #[error("{0}")]
    Client(#[from] reqwest::Error),
    /// What the environment says about it is wrong.
    #[error("{0}")]
    Exporter(#[from] ExporterBuildError),
}

/// Takes over spans that have ended.
#[derive(Debug)]
pub(super) struct Line(mpsc::Sender<SpanData>);

impl SpanProcessor for Line {
    fn on_start(&self, _: &mut Span, _: &Context) {}

    fn on_end(&self, span: SpanData) {
        if self.0.try_send(span).is_err() {
            DROPPED.inc();
        }
    }

    fn force_flush(&self) -> OTelSdkResult {
        Ok(())
    }

    fn shutdown_with_timeout(&self, _: Duration) -> OTelSdkResult {
        Ok(())
    }
}

/// Sends to this URL, until `stop` says so; then what waits, if the collector takes it at once.
pub(super) fn start(
    endpoint: &str,
    resource: &Resource,
    stop: watch::Receiver<bool>,
) -> Result<(Line, tokio::task::JoinHandle<()>), CannotSend> {
    tls::provider();
    let client = Client::builder().timeout(TIMEOUT).redirect(redirect::Policy::none()).build()?;
    let mut exporter = SpanExporter::builder()
        .with_http()
        .with_http_client(client)
        .with_protocol(Protocol::HttpBinary)
        .with_endpoint(endpoint)
        .with_timeout(TIMEOUT)
        .build()?;
    exporter.set_resource(resource);
    let (line, waiting) = mpsc::channel(MOST_WAITING);
    Ok((Line(line), tokio::spawn(send_all(waiting, exporter, stop))))
}

async fn send_all(
    mut waiting: mpsc::Receiver<SpanData>,
    exporter: SpanExporter,
    mut stop: watch::Receiver<bool>,
) {
    let (mut batch, mut is_failing) = (Vec::new(), false);
    loop {
        if !*stop.borrow() {
            let together = async {
                waiting.recv_many(&mut batch, MOST_TOGETHER).await;
                tokio::time::sleep(TOGETHER).await;
            };
            tokio::select! {
                () = together => {}
                _ = stop.wait_for(|stop| *stop) => waiting.close(),
            }
        }
        while batch.len() < MOST_TOGETHER
            && let Ok(span) = waiting.try_recv()
        {
            batch.push(span);
        }
        if batch.is_empty() {
            return;
        }
        let count = batch.len() as u64;
        let failed = exporter.export(mem::take(&mut batch)).await.err();
        if failed.is_some() {
            DROPPED.inc_by(count);
        }
        match (&failed, is_failing) {
            (Some(error), false) => {
                log::say(Level::Warn, Event::Trouble, &format!("cannot send traces: {error}"));
            }
            (None, true) => log::say(Level::Info, Event::Trouble, "can send traces again"),
            _ => {}
        }
        is_failing = failed.is_some();
    }
}
