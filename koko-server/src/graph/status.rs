//! Tells a status page numbers that Prometheus has: each by an id, every half a minute.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use reqwest::{Client, Url, redirect};
use serde::Deserialize;
use serde_json::json;

use super::query::Prometheus;
use super::routes::now;
use crate::cli::StatusPush;
use crate::errors::Stop;
use crate::run::End;
use crate::serve::edge::tls;
use crate::serve::log;
use crate::serve::log::line::{Event, Level};

const EVERY_SECONDS: u64 = 30;
const TIMEOUT: Duration = Duration::from_secs(10);
/// What stands in a URL for the id of a metric.
const METRIC: &str = "{metric}";

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    prometheus: Url,
    /// Where numbers are posted to; `{metric}` in it is the id.
    url: String,
    /// A file with what is sent as `Authorization`.
    authorization_file: Option<PathBuf>,
    every_seconds: Option<u64>,
    /// Expressions by the ids of the page.
    metrics: BTreeMap<String, String>,
}

/// Pushes until it is ended, or once.
pub fn run(push: &StatusPush) -> Result<End, Stop> {
    let file = open(&push.config)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Stop::Output)?;
    runtime.block_on(async {
        let wrong = |what: String| Stop::BadConfiguration { what };
        let prometheus =
            Prometheus::new(file.prometheus.clone()).map_err(|error| wrong(error.to_string()))?;
        tls::provider();
        let client = Client::builder().timeout(TIMEOUT).redirect(redirect::Policy::none()).build();
        let client = client.map_err(|error| wrong(error.to_string()))?;
        let every = Duration::from_secs(file.every_seconds.unwrap_or(EVERY_SECONDS).max(1));
        let mut ticks = tokio::time::interval(every);
        loop {
            ticks.tick().await;
            let pushed = push_all(&file, &prometheus, &client).await;
            if push.once {
                return Ok(if pushed == file.metrics.len() { End::AllAnswered } else { End::SomeRefused });
            }
        }
    })
}

fn open(path: &Path) -> Result<File, Stop> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| Stop::Unreadable { file: path.display().to_string(), source })?;
    let wrong = |what: String| Stop::BadConfiguration { what: format!("{}: {what}", path.display()) };
    let mut file: File =
        toml::from_str(&text).map_err(|error| wrong(error.to_string().trim_end().to_owned()))?;
    if !file.url.contains(METRIC) {
        return Err(wrong(format!("the `url` does not say where the id of a metric stands: write {METRIC}")));
    }
    if let Some(authorization) = &mut file.authorization_file {
        *authorization = path.parent().unwrap_or(Path::new("")).join(&*authorization);
    }
    Ok(file)
}

/// How many were pushed. One that cannot be does not keep the others from it.
async fn push_all(file: &File, prometheus: &Prometheus, client: &Client) -> usize {
    let authorization = file.authorization_file.as_ref().map(std::fs::read_to_string).transpose();
    let authorization = match authorization {
        Ok(authorization) => authorization,
        Err(error) => {
            log::say(
                Level::Error,
                Event::Trouble,
                &format!("nothing is pushed: authorization_file: {error}"),
            );
            return 0;
        }
    };
    let mut pushed = 0;
    for (metric, expression) in &file.metrics {
        match push(file, (metric, expression), authorization.as_deref(), prometheus, client).await {
            Ok(()) => pushed += 1,
            Err(what) => log::say(Level::Warn, Event::Trouble, &format!("`{metric}` is not pushed: {what}")),
        }
    }
    pushed
}

async fn push(
    file: &File,
    (metric, expression): (&str, &str),
    authorization: Option<&str>,
    prometheus: &Prometheus,
    client: &Client,
) -> Result<(), String> {
    let now = now();
    let found = prometheus.at(expression, now as f64).await.map_err(|error| error.to_string())?;
    // None, or several of which it is not clear which is meant: a page that says nothing is better than one that is wrong.
    let [(_, value)] = found.as_slice() else {
        return Err(format!("its expression has {} results, not one", found.len()));
    };
    if !value.is_finite() {
        return Err(format!("its value is {value}"));
    }
    let body = json!({"data": {"timestamp": now, "value": value}}).to_string();
    let mut request =
        client.post(file.url.replace(METRIC, metric)).header(CONTENT_TYPE, "application/json").body(body);
    if let Some(authorization) = authorization {
        request = request.header(AUTHORIZATION, authorization.trim());
    }
    let answer = request.send().await.map_err(|error| error.without_url().to_string())?;
    match answer.status().is_success() {
        true => Ok(()),
        false => Err(format!("the page answered {}", answer.status())),
    }
}
