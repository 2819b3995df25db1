//! Asks a Prometheus: for a range, for a moment, and which alerts it knows.

use std::collections::BTreeMap;
use std::time::Duration;

use reqwest::{Client, Url, redirect};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::serve::edge::tls;

/// How long a Prometheus may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// More than this is no answer that could be drawn.
const MOST_BYTES: usize = 16 << 20;

/// A Prometheus, or whatever speaks like one.
pub struct Prometheus {
    client: Client,
    url: Url,
}

/// Labels and their values.
pub type Labels = BTreeMap<String, String>;

/// What was measured of one set of labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Which.
    pub labels: Labels,
    /// Seconds since 1970, and the value.
    pub points: Vec<(f64, f64)>,
}

/// From when until when, and how closely, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Since 1970.
    pub from: f64,
    /// Since 1970.
    pub to: f64,
    /// Between two points.
    pub step: f64,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// Nobody has answered.
    #[error("{url} does not answer: {what}")]
    Away {
        /// Who.
        url: String,
        /// What went wrong.
        what: String,
    },
    /// The question was wrong, or took too long.
    #[error("{url} has no answer: {what}")]
    Refused {
        /// Who.
        url: String,
        /// In its words.
        what: String,
    },
}

#[derive(Deserialize)]
#[serde(tag = "status", rename_all = "lowercase")]
enum Answer<T> {
    Success { data: T },
    Error { error: String },
}

#[derive(Deserialize)]
struct Asked {
    #[serde(flatten)]
    result: Found,
}

#[derive(Deserialize)]
#[serde(tag = "resultType", content = "result", rename_all = "lowercase")]
enum Found {
    Matrix(Vec<Measured>),
    Vector(Vec<Measured>),
    Scalar(Point),
    String(serde::de::IgnoredAny),
}

#[derive(Deserialize)]
struct Measured {
    metric: Labels,
    #[serde(default)]
    values: Vec<Point>,
    #[serde(default)]
    value: Option<Point>,
}

#[derive(Deserialize)]
struct Point(f64, String);

#[derive(Deserialize)]
struct Rules {
    groups: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    rules: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    name: String,
    query: String,
}

impl Prometheus {
    /// At this URL.
    pub fn new(url: Url) -> Result<Prometheus, NoAnswer> {
        tls::provider();
        let client = Client::builder().timeout(TIMEOUT).redirect(redirect::Policy::none()).build();
        let away = |error: reqwest::Error| NoAnswer::Away { url: shown(&url), what: error.to_string() };
        Ok(Prometheus { client: client.map_err(away)?, url: url.clone() })
    }

    /// Where it is, without what may be a password.
    pub fn address(&self) -> String {
        shown(&self.url)
    }

    /// What was measured in a range.
    pub async fn range(&self, expression: &str, range: Range) -> Result<Vec<Series>, NoAnswer> {
        let Range { from, to, step } = range;
        let parameters = [
            ("query", expression),
            ("start", &from.to_string()),
            ("end", &to.to_string()),
            ("step", &step.to_string()),
        ];
        let asked: Asked = self.ask("api/v1/query_range", &parameters).await?;
        let Found::Matrix(measured) = asked.result else {
            return Err(self.refused("it answers a range with something else"));
        };
        let series = |measured: Measured| Series {
            labels: measured.metric,
            points: measured.values.iter().filter_map(Point::read).collect(),
        };
        Ok(measured.into_iter().map(series).collect())
    }

    /// What is measured at a moment: a number has no labels.
    pub async fn at(&self, expression: &str, time: f64) -> Result<Vec<(Labels, f64)>, NoAnswer> {
        let parameters = [("query", expression), ("time", &time.to_string())];
        let asked: Asked = self.ask("api/v1/query", &parameters).await?;
        let read = |measured: Measured| Some((measured.metric, measured.value?.read()?.1));
        Ok(match asked.result {
            Found::Vector(measured) => measured.into_iter().filter_map(read).collect(),
            Found::Scalar(point) => {
                point.read().map(|(_, value)| (Labels::new(), value)).into_iter().collect()
            }
            Found::Matrix(_) | Found::String(_) => Vec::new(),
        })
    }

    /// The expressions of the alerts that it has loaded, by their names; of several with one name, the first.
    pub async fn alerts(&self) -> Result<BTreeMap<String, String>, NoAnswer> {
        let rules: Rules = self.ask("api/v1/rules", &[("type", "alert")]).await?;
        let mut alerts = BTreeMap::new();
        for rule in rules.groups.into_iter().flat_map(|group| group.rules) {
            alerts.entry(rule.name).or_insert(rule.query);
        }
        Ok(alerts)
    }

    async fn ask<T: DeserializeOwned>(&self, path: &str, parameters: &[(&str, &str)]) -> Result<T, NoAnswer> {
        let mut url = self.url.clone();
        let path = format!("{}/{path}", url.path().trim_end_matches('/'));
        url.set_path(&path);
        url.query_pairs_mut().extend_pairs(parameters);
        let away = |error: reqwest::Error| NoAnswer::Away {
            url: shown(&self.url),
            what: error.without_url().to_string(),
        };
        let mut response = self.client.get(url).send().await.map_err(away)?;
        let mut body = Vec::new();
        while let Some(part) = response.chunk().await.map_err(away)? {
            if body.len() + part.len() > MOST_BYTES {
                return Err(self.refused(&format!("its answer is larger than {MOST_BYTES} bytes")));
            }
            body.extend_from_slice(&part);
        }
        match serde_json::from_slice(&body) {
            Ok(Answer::Success { data }) => Ok(data),
            Ok(Answer::Error { error }) => Err(self.refused(&error)),
            Err(error) => Err(self.refused(&format!("status {}, {error}", response.status()))),
        }
    }

    fn refused(&self, what: &str) -> NoAnswer {
        NoAnswer::Refused { url: shown(&self.url), what: what.to_owned() }
    }
}

impl Point {
    /// Numbers come as words, so that there are also those that JSON does not know.
    fn read(&self) -> Option<(f64, f64)> {
        let value = match self.1.as_str() {
            "+Inf" => f64::INFINITY,
            "-Inf" => f64::NEG_INFINITY,
            number => number.parse().ok()?,
        };
        Some((self.0, value))
    }
}

/// Without what may be a password.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_password(None).ok();
    url.to_string()
}
