//! What whoever runs a service may choose about webhooks.

use std::time::Duration;

use clap::Args;
use serde::{Deserialize, Serialize};

use super::schedule::Schedule;
use super::target::{Schemes, TargetRules};
use crate::errors::Stop;

/// The options of `koko serve`.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Webhooks")]
pub struct WebhookArguments {
    /// Networks that webhooks may reach although they are not on the public internet, as 10.1.0.0/16
    #[arg(long, value_name = "CIDR", num_args = 1..)]
    pub webhook_networks: Vec<String>,

    /// Let webhooks go to http, too, where whoever is in between can read them
    #[arg(long)]
    pub webhook_http: bool,

    /// For tests: the wait after a first failure in seconds; all others grow and shrink with it
    #[arg(long, value_name = "SECONDS", hide = true)]
    pub webhook_base: Option<f64>,
}

/// The same in the configuration.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// Networks that may be reached although they are not public.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub networks: Vec<String>,
    /// Whether http will do.
    #[serde(default)]
    pub http: bool,
    /// The wait after a first failure; for tests.
    #[serde(skip)]
    pub base_seconds: Option<f64>,
}

/// What was chosen.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Where may be posted to.
    pub rules: TargetRules,
    /// When to try again.
    pub schedule: Schedule,
}

impl Chosen {
    /// Whether nobody has chosen anything.
    pub fn is_usual(&self) -> bool {
        self == &Chosen::default()
    }

    /// What the command line says goes before what stands in the file.
    pub fn with_arguments(mut self, arguments: &WebhookArguments) -> Chosen {
        if !arguments.webhook_networks.is_empty() {
            self.networks = arguments.webhook_networks.clone();
        }
        self.http |= arguments.webhook_http;
        self.base_seconds = arguments.webhook_base;
        self
    }

    /// Refuses what is no network, and no time.
    pub fn settings(self) -> Result<Settings, Stop> {
        let network = |text: &String| {
            text.parse().map_err(|_| {
                let what =
                    format!("webhooks may not go to `{text}`, which is no network: write it as 10.1.0.0/16");
                Stop::BadConfiguration { what }
            })
        };
        let networks = self.networks.iter().map(network).collect::<Result<_, Stop>>()?;
        let schemes = if self.http { Schemes::HttpToo } else { Schemes::Https };
        let schedule = match self.base_seconds {
            Some(seconds) => Schedule::with_base(Duration::try_from_secs_f64(seconds).map_err(|error| {
                Stop::BadConfiguration { what: format!("`--webhook-base {seconds}`: {error}") }
            })?),
            None => Schedule::default(),
        };
        Ok(Settings { rules: TargetRules { networks, schemes }, schedule })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_goes_before_the_file_and_nonsense_is_refused() {
        let of_file = Chosen { networks: vec!["10.0.0.0/8".to_owned()], ..Chosen::default() };
        let none = of_file.clone().with_arguments(&WebhookArguments::default()).settings().unwrap();
        assert!(none.rules.check("10.1.1.1".parse().unwrap()).is_ok());
        assert_eq!(none.rules.schemes, Schemes::Https);
        let arguments = WebhookArguments {
            webhook_networks: vec!["127.0.0.0/8".to_owned()],
            webhook_http: true,
            webhook_base: Some(0.001),
        };
        let both = of_file.with_arguments(&arguments).settings().unwrap();
        assert!(both.rules.check("10.1.1.1".parse().unwrap()).is_err());
        assert_eq!((both.rules.schemes, both.schedule.base()), (Schemes::HttpToo, Duration::from_millis(1)));
        for arguments in [
            WebhookArguments { webhook_networks: vec!["10.0.0.1".to_owned()], ..WebhookArguments::default() },
            WebhookArguments { webhook_base: Some(-1.0), ..WebhookArguments::default() },
        ] {
            assert!(Chosen::default().with_arguments(&arguments).settings().is_err());
        }
    }
}
