//! Pictures of alerts and numbers for a status page, on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use reqwest::Url;

use crate::graph::plot::Theme;
use crate::serve::edge::arguments::EdgeArguments;

pub(super) const GRAPH_EXAMPLES: &str = "\
Examples:
  koko graph --alert KokoErrors --out errors.png
  koko graph --query 'sum by (action) (rate(koko_decisions_total[5m]))' --hours 24 --theme dark --out day.svg
  koko graph --listen 0.0.0.0:9095 --public-url https://graphs.example --secret-file graph-secret --slack-url-file slack-url

Then Alertmanager tells Slack through POST /slack, which signs the URLs of pictures. koko-server/README.md has the whole chain.";

pub(super) const STATUS_EXAMPLES: &str = "\
Example:
  koko status-push --config status.toml

with, in status.toml,
  prometheus = \"http://127.0.0.1:9090\"
  url = \"https://api.statuspage.io/v1/pages/PAGE/metrics/{metric}/data\"
  authorization_file = \"statuspage-key\"      # OAuth …
  [metrics]
  lq3z9 = \"sum(rate(koko_texts_total[5m]))\"";

/// `koko graph`.
#[derive(Debug, Args)]
pub struct Graph {
    /// The Prometheus that is asked
    #[arg(long, value_name = "URL", env = "KOKO_PROMETHEUS", default_value = "http://127.0.0.1:9090")]
    pub prometheus: Url,

    /// Draw the expression of this alert, with its threshold
    #[arg(long, value_name = "NAME", conflicts_with_all = ["query", "listen"], requires = "out")]
    pub alert: Option<String>,

    /// Draw this expression of PromQL
    #[arg(long, value_name = "PROMQL", conflicts_with = "listen", requires = "out")]
    pub query: Option<String>,

    /// The file for the picture: .png or .svg
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// How much time is drawn [default: 1]
    #[arg(long, value_name = "HOURS", requires = "out")]
    pub hours: Option<f64>,

    /// When it ends, in seconds since 1970 [default: now]
    #[arg(long, value_name = "TIME", requires = "out")]
    pub end: Option<f64>,

    /// How wide, in pixels [default: 760]
    #[arg(long, value_name = "PIXELS", requires = "out")]
    pub width: Option<u32>,

    /// How high, in pixels [default: 340]
    #[arg(long, value_name = "PIXELS", requires = "out")]
    pub height: Option<u32>,

    /// The ground
    #[arg(long, default_value = "light")]
    pub theme: Theme,

    /// Listen here for GET /graph.png and POST /slack; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", conflicts_with = "out", help_heading = "Listening")]
    pub listen: Option<SocketAddr>,

    /// Where Slack fetches pictures, such as `https://graphs.example` [default: the address]
    #[arg(long, value_name = "URL", help_heading = "Listening")]
    pub public_url: Option<String>,

    /// A file with the secret that signs the URLs of pictures, 16 bytes or more; Alertmanager sends it as a bearer
    #[arg(long, value_name = "FILE", help_heading = "Listening")]
    pub secret_file: Option<PathBuf>,

    /// A file with the URL of Slack's incoming webhook, read again for each message
    #[arg(long, value_name = "FILE", help_heading = "Listening")]
    pub slack_url_file: Option<PathBuf>,

    /// Draw any expression that was signed, and not only those of alerts
    #[arg(long, help_heading = "Listening")]
    pub any_query: bool,

    /// What is granted to whoever connects.
    #[command(flatten)]
    pub edge: EdgeArguments,
}

/// `koko status-push`.
#[derive(Debug, Args)]
pub struct StatusPush {
    /// A file that says which numbers go where
    #[arg(long, value_name = "FILE")]
    pub config: PathBuf,

    /// Push once, and end: with status 1 if not everything could be pushed
    #[arg(long)]
    pub once: bool,
}
