//! What whoever runs a service may choose about its log.

use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};

use super::line::Level;

/// How lines are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people: what happens to the service itself.
    #[default]
    Text,
    /// For programs: a JSON object a line, one for each request, too.
    Json,
}

/// The options of `koko serve`.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Log")]
pub struct LogArguments {
    /// How the log is written, on stderr: for people, or as JSON lines with one for each request [default: text]
    #[arg(long, value_name = "FORMAT", env = "KOKO_LOG_FORMAT")]
    pub log_format: Option<Format>,

    /// The least of what is logged; with `warn`, only requests that were refused for a while or failed [default: info]
    #[arg(long, value_name = "LEVEL", env = "KOKO_LOG_LEVEL")]
    pub log_level: Option<Level>,
}

/// The same in the configuration.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// How lines are written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// The least of what is logged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}

impl Chosen {
    /// Whether nobody has chosen anything.
    pub fn is_usual(&self) -> bool {
        self == &Chosen::default()
    }

    /// What the command line says goes before what stands in the file.
    pub fn with_arguments(self, arguments: &LogArguments) -> Chosen {
        Chosen { format: arguments.log_format.or(self.format), level: arguments.log_level.or(self.level) }
    }
}
