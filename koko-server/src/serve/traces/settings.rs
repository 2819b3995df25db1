//! What whoever runs a service may choose about traces.

use clap::Args;
use serde::{Deserialize, Serialize};

use crate::errors::Stop;

/// Where collectors take traces over HTTP, unless somebody says otherwise.
const PATH: &str = "/v1/traces";

/// The options of `koko serve`.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Traces")]
pub struct TraceArguments {
    /// A collector that takes OTLP over HTTP, such as `http://127.0.0.1:4318`; without it there are no traces
    #[arg(long, value_name = "URL", env = "KOKO_TRACES")]
    pub traces: Option<String>,

    /// The share of requests that are traced where whoever asks has not decided, from 0 to 1 [default: 1]
    #[arg(long, value_name = "SHARE", env = "KOKO_TRACE_SHARE")]
    pub trace_share: Option<f64>,
}

/// The same in the configuration.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// Where they go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// How many of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
}

/// What was chosen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Where they go; nothing where there are none.
    pub endpoint: Option<String>,
    /// The share of requests that are traced.
    pub share: f64,
}

impl Chosen {
    /// Whether nobody has chosen anything.
    pub fn is_usual(&self) -> bool {
        self == &Chosen::default()
    }

    /// What the command line says goes before what stands in the file.
    pub fn with_arguments(self, arguments: &TraceArguments) -> Chosen {
        Chosen {
            endpoint: arguments.traces.clone().or(self.endpoint),
            share: arguments.trace_share.or(self.share),
        }
    }

    /// Refuses what is no URL of HTTP, and no share.
    pub fn settings(self) -> Result<Settings, Stop> {
        let share = self.share.unwrap_or(1.0);
        if !(0.0..=1.0).contains(&share) {
            let what = format!("the share of requests that are traced is {share}: it is from 0 to 1");
            return Err(Stop::BadConfiguration { what });
        }
        let endpoint = self.endpoint.map(|endpoint| with_path(&endpoint)).transpose()?;
        Ok(Settings { endpoint, share })
    }
}

fn with_path(endpoint: &str) -> Result<String, Stop> {
    let url = endpoint.parse().ok();
    let url = url.filter(|url: &reqwest::Url| matches!(url.scheme(), "http" | "https"));
    let Some(mut url) = url else {
        let what = format!("traces cannot go to `{endpoint}`: write it as http://127.0.0.1:4318");
        return Err(Stop::BadConfiguration { what });
    };
    if url.path() == "/" {
        url.set_path(PATH);
    }
    Ok(url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(endpoint: &str, share: f64) -> Option<String> {
        let chosen = Chosen { endpoint: Some(endpoint.to_owned()), share: Some(share) };
        chosen.settings().ok().and_then(|settings| settings.endpoint)
    }

    #[test]
    fn the_path_of_collectors_is_added_where_there_is_none_and_nonsense_is_refused() {
        let usual = "http://collector:4318/v1/traces";
        assert_eq!(check("http://collector:4318", 0.5).as_deref(), Some(usual));
        assert_eq!(check("http://collector:4318/", 1.0).as_deref(), Some(usual));
        assert_eq!(check("https://x.example/otlp/v1", 0.0).as_deref(), Some("https://x.example/otlp/v1"));
        for (endpoint, share) in
            [("collector:4318", 1.0), ("grpc://c:4317", 1.0), ("http://c", 1.5), ("http://c", f64::NAN)]
        {
            assert_eq!(check(endpoint, share), None, "{endpoint} {share}");
        }
        assert_eq!(Chosen::default().settings().unwrap(), Settings { endpoint: None, share: 1.0 });
    }
}
