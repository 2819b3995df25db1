//! The service on the command line: serving, keys, the audit log.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use koko_core::moderator::Cascade;

use super::{Kept, Model, count};
use crate::archive::settings::ArchiveArguments;
use crate::serve::callers::Scope;
use crate::serve::console::roles::Role;
use crate::serve::console::settings::ConsoleArguments;
use crate::serve::edge::arguments::EdgeArguments;
use crate::serve::log::settings::LogArguments;
use crate::serve::traces::settings::TraceArguments;
use crate::serve::webhooks::settings::WebhookArguments;

pub(super) const SERVE_EXAMPLES: &str = "\
Examples:
  koko serve
  koko serve --data kept/ --policy forum.toml
  koko serve --config koko.toml
  koko keys new forum --data kept/ && koko serve --data kept/ --listen 0.0.0.0:8080
  curl -d '{\"text\": \"you idiot\"}' http://127.0.0.1:8080/v1/moderate

Clients of Perspective and of OpenAI change one URL:
  discovery.build(\"commentanalyzer\", \"v1alpha1\", discoveryServiceUrl=\"http://127.0.0.1:8080/$discovery/rest?version=v1alpha1\", \
static_discovery=False)
  OpenAI(base_url=\"http://127.0.0.1:8080/v1\")

SIGTERM and Ctrl-C let requests that are under way end first. SIGHUP reads the configuration again.";

pub(super) const KEYS_EXAMPLES: &str = "\
Examples:
  koko keys new forum --data kept/
  koko keys new console --scope read --scope review --scope admin --data kept/
  koko keys revoke forum --data kept/
  koko serve --data kept/

A key is shown once; only its digest is kept. Once a key was made, nobody is served without one.";

pub(super) const CONSOLE_EXAMPLES: &str = "\
Examples:
  koko console link --data kept/
  koko console link --role moderator --name ines --database postgres://koko@db/koko --public-url https://koko.example

The console is at /console of a service. Where people sign in with an account that they have already, no links are needed: \
koko-server/README.md tells how.";

pub(super) const AUDIT_EXAMPLES: &str = "\
Examples:
  koko audit verify --data kept/
  koko audit show --data kept/ | tail -1

`verify` prints the digest of the last entry. Keep it elsewhere and give it with --digest later: then nobody can have written
the log anew, either.";

/// `koko serve`.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// A file with everything below, and with what is different for some tenants; what stands here goes before it
    #[arg(long, value_name = "FILE", env = "KOKO_CONFIG")]
    pub config: Option<PathBuf>,

    /// Print what was chosen as such a file, without what is secret, and end
    #[arg(long)]
    pub print_config: bool,

    /// The address to listen on; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS", env = "KOKO_LISTEN")]
    pub listen: Option<SocketAddr>,

    /// Where clients reach the service, such as `https://koko.example`, for when it names itself
    #[arg(long, value_name = "URL", env = "KOKO_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// The folder for everything that is kept: decisions, keys, policies, authors; without it, all is forgotten in the end
    #[arg(long, value_name = "DIR", env = "KOKO_DATA", help_heading = "What is kept")]
    pub data: Option<PathBuf>,

    /// A PostgreSQL for what would otherwise be koko.sqlite in that folder: postgres://USER@HOST/NAME
    #[arg(
        long,
        value_name = "URL",
        env = "KOKO_DATABASE",
        hide_env_values = true,
        help_heading = "What is kept"
    )]
    pub database: Option<String>,

    /// Keep texts beside decisions, encrypted, so that reviewers see them and other models can be tried on them
    #[arg(long, help_heading = "What is kept")]
    pub keep_texts: bool,

    /// Requests that are under way at once; more are told to come back [default: 128 for each thread of
    /// the model, from 256 to 4096; 4096 on a GPU]
    #[arg(long, value_name = "N", value_parser = count(4_096))]
    pub requests: Option<u16>,

    /// How long a request may wait for its answer, in milliseconds [default: 7000]
    #[arg(long, value_name = "MS")]
    pub deadline_ms: Option<u64>,

    /// What is granted to whoever connects.
    #[command(flatten)]
    pub edge: EdgeArguments,

    /// Where what is decided is archived.
    #[command(flatten)]
    pub archive: ArchiveArguments,

    /// Archive texts, too, readable for whoever has the archive
    #[arg(long, help_heading = "Archive")]
    pub archive_texts: bool,

    /// Where webhooks may go.
    #[command(flatten)]
    pub webhooks: WebhookArguments,

    /// Who may use the console.
    #[command(flatten)]
    pub console: ConsoleArguments,

    /// How the log is written.
    #[command(flatten)]
    pub log: LogArguments,

    /// Where traces go.
    #[command(flatten)]
    pub traces: TraceArguments,

    /// Where standings are kept between runs.
    #[command(flatten)]
    pub ledger: Kept,

    /// Rules and thresholds, a TOML file; without it, those that Koko comes with
    #[arg(long, value_name = "FILE", help_heading = "Model")]
    pub policy: Option<PathBuf>,

    /// A label of your own, written by `koko teach`; may be given several times
    #[arg(long, value_name = "FILE", help_heading = "Model")]
    pub taught: Vec<PathBuf>,

    /// Let a tiny model clear what is certainly harmless, so that the full one need not read it: off, balanced (at most 1 in
    /// 1000 of what the full model would find is cleared) or max (1 in 100) [default: off]
    #[arg(long, value_name = "MODE", env = "KOKO_CASCADE", help_heading = "Model")]
    pub cascade: Option<Cascade>,

    /// Answers of each model that are remembered, so that what is posted again is not read again; 0 for none [default: 65536]
    #[arg(long, value_name = "N", env = "KOKO_CACHE", help_heading = "Model")]
    pub cache: Option<usize>,

    /// What runs.
    #[command(flatten)]
    pub model: Model,
}

/// `koko keys`.
#[derive(Debug, Args)]
pub struct Keys {
    /// What to do.
    #[command(subcommand)]
    pub command: KeysCommand,
}

/// What to do about keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Make a key and print it; it is nowhere else
    New(NewKey),
    /// List the keys, those that were revoked, too
    List(KeptIn),
    /// Revoke a key: services refuse it within a second
    Revoke(RevokeKey),
}

/// Where a service keeps what it keeps.
#[derive(Debug, Args)]
pub struct KeptIn {
    /// The folder of the service
    #[arg(long, value_name = "DIR", env = "KOKO_DATA")]
    pub data: Option<PathBuf>,

    /// Its PostgreSQL, if it has one
    #[arg(long, value_name = "URL", env = "KOKO_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
}

/// A key to be made.
#[derive(Debug, Args)]
pub struct NewKey {
    /// Whose key it is: letters, digits, `-`, `_` and `.`
    #[arg(value_parser = key_name)]
    pub name: String,

    /// Whose authors, policy and models it opens
    #[arg(long, default_value = crate::serve::config::DEFAULT_TENANT)]
    pub tenant: String,

    /// What it is good for: score, moderate, read, review, rules or admin; may be given several times
    #[arg(long, value_parser = scope, default_values = ["score", "moderate", "read"])]
    pub scope: Vec<Scope>,

    /// Texts that it may ask a second; without it, as many as there is room for
    #[arg(long, value_name = "N", value_parser = positive)]
    pub per_second: Option<f64>,

    /// Texts that it may ask a day; without it, as many as there is room for
    #[arg(long, value_name = "N")]
    pub per_day: Option<u64>,

    /// Days after which it is good for nothing
    #[arg(long, value_name = "N")]
    pub days: Option<u32>,

    /// Where it is kept.
    #[command(flatten)]
    pub kept: KeptIn,
}

/// A key to be revoked.
#[derive(Debug, Args)]
pub struct RevokeKey {
    /// Whose key it is
    pub name: String,

    /// Of which tenant
    #[arg(long, default_value = crate::serve::config::DEFAULT_TENANT)]
    pub tenant: String,

    /// Where it is kept.
    #[command(flatten)]
    pub kept: KeptIn,
}

/// `koko console`.
#[derive(Debug, Args)]
pub struct Console {
    /// What to do.
    #[command(subcommand)]
    pub command: ConsoleCommand,
}

/// What to do about the console.
#[derive(Debug, Subcommand)]
pub enum ConsoleCommand {
    /// Make a link that signs in whoever opens it first, within an hour, and print it; it is nowhere else
    Link(NewLink),
}

/// A link to be made.
#[derive(Debug, Args)]
pub struct NewLink {
    /// What whoever opens it may do: viewer, moderator, editor or admin
    #[arg(long, value_parser = Role::parse, default_value = "admin")]
    pub role: Role,

    /// Whose authors, policy and models they see
    #[arg(long, default_value = crate::serve::config::DEFAULT_TENANT)]
    pub tenant: String,

    /// What they are called, in the queue and in the audit log [default: the role]
    #[arg(long, value_parser = person_name)]
    pub name: Option<String>,

    /// Where browsers reach the service
    #[arg(long, value_name = "URL", env = "KOKO_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
    pub public_url: String,

    /// Where the service keeps what it keeps.
    #[command(flatten)]
    pub kept: KeptIn,
}

/// `koko audit`.
#[derive(Debug, Args)]
pub struct Audit {
    /// What to do.
    #[command(subcommand)]
    pub command: AuditCommand,
}

/// What to do with the audit log.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Print all entries as JSON lines
    Show(KeptIn),
    /// Prove that no entry was changed or removed
    Verify(VerifyAudit),
}

/// Proving that nobody has changed the audit log.
#[derive(Debug, Args)]
pub struct VerifyAudit {
    /// The digest that an earlier run printed: nothing up to there was written anew, either
    #[arg(long, value_name = "DIGEST")]
    pub digest: Option<String>,

    /// Where it is kept.
    #[command(flatten)]
    pub kept: KeptIn,
}

fn key_name(written: &str) -> Result<String, String> {
    let is_plain = |ch: char| ch.is_ascii_alphanumeric() || "-_.".contains(ch);
    match !written.is_empty() && written.chars().all(is_plain) {
        true => Ok(written.to_owned()),
        false => Err("use letters, digits, `-`, `_` and `.`".to_owned()),
    }
}

fn person_name(written: &str) -> Result<String, String> {
    let is_plain = !written.trim().is_empty() && !written.contains(char::is_control);
    match is_plain && written.len() <= koko_core::content::MAX_ID_BYTES {
        true => Ok(written.trim().to_owned()),
        false => Err("a name has 1 to 128 bytes, in one line".to_owned()),
    }
}

fn scope(written: &str) -> Result<Scope, String> {
    let known = Scope::ALL.into_iter().find(|scope| scope.as_str() == written);
    known.ok_or_else(|| format!("there are {}", Scope::ALL.map(Scope::as_str).join(", ")))
}

fn positive(written: &str) -> Result<f64, String> {
    let number = written.parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0);
    number.ok_or_else(|| "give a number above 0".to_owned())
}
