//! The archive on the command line.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::archive::settings::ArchiveArguments;

pub(super) const EXAMPLES: &str = "\
Examples:
  koko archive status --data kept/ --archive archive/
  koko archive query --config koko.toml --tenant forum --since 2026-11-01 --label insult | jq .scores.insult
  koko archive verify --archive s3://decisions/koko --archive-log /tmp/none
  koko archive compact --config koko.toml --until 2026-11-26

Nothing here needs the service, and it may run meanwhile. `flush` and `status` look into the folder of its log, so they run on its machine.";

/// `koko archive`.
#[derive(Debug, Args)]
pub struct Archive {
    /// What to do.
    #[command(subcommand)]
    pub command: ArchiveCommand,
}

/// What to do with the archive.
#[derive(Debug, Subcommand)]
pub enum ArchiveCommand {
    /// Say what is not archived yet, and whether the store answers
    Status(Archived),
    /// Archive at once what is in the log, and wait for it; without a service on the log, do its work
    Flush(Flush),
    /// Read everything that is archived, and say what is wrong with it
    Verify(Spanned),
    /// Make one object of the many of an hour, without copies and without those who were forgotten
    Compact(Spanned),
    /// Print records as JSON lines, each once, and nothing of those who were forgotten
    Query(Query),
}

/// Which archive.
#[derive(Debug, Clone, Args)]
pub struct Archived {
    /// The file of the service's configuration; what stands here goes before it
    #[arg(long, value_name = "FILE", env = "KOKO_CONFIG")]
    pub config: Option<PathBuf>,

    /// The folder of the service
    #[arg(long, value_name = "DIR", env = "KOKO_DATA")]
    pub data: Option<PathBuf>,

    /// Where it is.
    #[command(flatten)]
    pub place: ArchiveArguments,
}

/// `koko archive flush`.
#[derive(Debug, Args)]
pub struct Flush {
    /// How long to wait, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub wait: u64,

    /// Which archive.
    #[command(flatten)]
    pub archived: Archived,
}

/// A part of the archive.
#[derive(Debug, Args)]
pub struct Spanned {
    /// Only this tenant
    #[arg(long)]
    pub tenant: Option<String>,

    /// From this moment on: 2026-11-26, 2026-11-26T14:00:00Z, or milliseconds since 1970; whole hours where objects are written
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub since: Option<i64>,

    /// Before this moment
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub until: Option<i64>,

    /// Which archive.
    #[command(flatten)]
    pub archived: Archived,
}

/// `koko archive query`.
#[derive(Debug, Args)]
pub struct Query {
    /// Which part.
    #[command(flatten)]
    pub span: Spanned,

    /// About what
    #[arg(long, value_enum)]
    pub kind: Option<Kind>,

    /// What this author wrote, and what happened to them; needs `--tenant` and the secret of the service
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,

    /// The same for whoever knows the author's key only
    #[arg(long, value_name = "KEY", conflicts_with = "author")]
    pub author_key: Option<String>,

    /// In which this label was found
    #[arg(long)]
    pub label: Option<String>,

    /// With this action
    #[arg(long)]
    pub action: Option<String>,

    /// About this content, by your own id
    #[arg(long, value_name = "ID")]
    pub content: Option<String>,

    /// In this community
    #[arg(long)]
    pub community: Option<String>,

    /// No more than this
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,

    /// The file with the secret of the service [default: secret in the folder of `--data`]
    #[arg(long, value_name = "FILE", env = "KOKO_SECRET_FILE")]
    pub secret_file: Option<PathBuf>,
}

/// What a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A content and what was decided
    Content,
    /// A report
    Flag,
    /// What a person decided
    Moderation,
    /// An appeal
    Appeal,
}

fn moment(written: &str) -> Result<i64, String> {
    if let Ok(milliseconds) = written.parse() {
        return Ok(milliseconds);
    }
    let whole = if written.contains('T') { written.to_owned() } else { format!("{written}T00:00:00Z") };
    let moment = chrono::DateTime::parse_from_rfc3339(&whole);
    moment.map(|moment| moment.timestamp_millis()).map_err(|_| {
        "write a moment as 2026-11-26, as 2026-11-26T14:00:00Z, or as milliseconds since 1970".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_days_times_or_milliseconds() {
        assert_eq!(moment("2026-11-26"), Ok(1_795_651_200_000));
        assert_eq!(moment("2026-11-26T01:00:00+01:00"), Ok(1_795_651_200_000));
        assert_eq!(moment("1795651200000"), Ok(1_795_651_200_000));
        assert!(moment("yesterday").is_err());
    }
}
