//! The edge on the command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::cors::{self, Origin};
use super::tls::TlsFiles;
use super::{Edge, Timeouts};

/// What is granted to whoever connects.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Network")]
pub struct EdgeArguments {
    /// Speak TLS with this certificate: a file in PEM form, the server's own first, then those that vouch for it. Both files
    /// are read again when they change, and on SIGHUP
    #[arg(long, value_name = "FILE", requires = "tls_key", env = "KOKO_TLS_CERTIFICATE")]
    pub tls_certificate: Option<PathBuf>,

    /// The private key of the certificate, a file in PEM form
    #[arg(long, value_name = "FILE", requires = "tls_certificate", env = "KOKO_TLS_KEY")]
    pub tls_key: Option<PathBuf>,

    /// Pages of these origins may call the service from a browser, such as `https://forum.example`; `*` for any page, which then
    /// sends no cookies
    #[arg(long, value_name = "ORIGIN", num_args = 1.., value_parser = cors::origin)]
    pub cors: Vec<Origin>,

    /// Connections that may be open at once, enough for ten thousand that do nothing; more are told to come back
    #[arg(long, value_name = "N", default_value_t = 16_384, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub connections: u32,

    /// How long the headers of a request may take to arrive, and the handshake of TLS, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 10_000, value_parser = milliseconds())]
    pub head_timeout_ms: u64,

    /// How long the body of a request may take to arrive, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 30_000, value_parser = milliseconds())]
    pub body_timeout_ms: u64,

    /// How long an answer may take to be found and to be read by whoever asked, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 120_000, value_parser = milliseconds())]
    pub answer_timeout_ms: u64,

    /// How long a connection on which nothing is asked stays open, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 75_000, value_parser = milliseconds())]
    pub idle_timeout_ms: u64,
}

/// From a moment to a day.
fn milliseconds() -> clap::builder::RangedU64ValueParser {
    clap::value_parser!(u64).range(1..=86_400_000)
}

impl EdgeArguments {
    /// What was said, and what goes without saying.
    pub fn edge(&self) -> Edge {
        let EdgeArguments {
            tls_certificate,
            tls_key,
            cors,
            connections,
            head_timeout_ms,
            body_timeout_ms,
            answer_timeout_ms,
            idle_timeout_ms,
        } = self;
        let tls = tls_certificate.clone().zip(tls_key.clone());
        Edge {
            connections: *connections as usize,
            timeouts: Timeouts {
                head: Duration::from_millis(*head_timeout_ms),
                body: Duration::from_millis(*body_timeout_ms),
                answer: Duration::from_millis(*answer_timeout_ms),
                idle: Duration::from_millis(*idle_timeout_ms),
            },
            cors: cors.clone(),
            tls: tls.map(|(certificate, key)| TlsFiles { certificate, key }),
        }
    }
}
