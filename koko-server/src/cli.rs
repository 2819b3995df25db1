//! The command line, in the words that `--help` shows.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};

use koko_core::moderator::Device;

use crate::input::Format;
use crate::input::fields::{Column, Fields, Wanted};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold());

const EXAMPLES: &str = "\
Examples:
  echo '{\"text\": \"you idiot\"}' | koko score
  koko moderate --pretty examples/data/comments.jsonl
  koko score --text-column comment comments.csv > scores.jsonl

Exit status: 0 when every row was answered, 1 when some were refused, 2 when nothing could run.";

const SCORE_EXAMPLES: &str = "\
Examples:
  echo '{\"id\": 1, \"text\": \"you idiot\"}' | koko score
  koko score --text-column comment --id-column row comments.csv > scores.jsonl
  zcat archive.jsonl.gz | koko score --echo | jq 'select(.scores.insult > 0.8)'
  koko score --pretty --explain comments.jsonl

A row is {\"text\": …}, with an \"id\" if you like. Its answer is {\"id\", \"scores\", \"truncated\"}.
A row that cannot be read is told on stderr with its line, and {\"id\", \"error\"} stands in its place.";

const MODERATE_EXAMPLES: &str = "\
Examples:
  koko moderate --pretty comments.jsonl
  koko moderate --policy forum.toml comments.jsonl > decisions.jsonl
  tail -f comments.jsonl | koko moderate | jq -c 'select(.decision.action != \"allow\")'

A row is {\"text\": …}, with what you know of \"id\", \"author\", \"community\", \"surface\", \
\"parent\", \"target\" and \"at\" (seconds since 1970). Give rows in the order in which they were written: \
each author's standing grows with them.
Its answer is {\"id\", \"scores\", \"decision\", \"spans\", \"standing\", \"truncated\"}.
A row that cannot be read is told on stderr with its line, and {\"id\", \"error\"} stands in its place.";

/// Reads what people post: what is in it, who keeps doing it, and what should happen.
#[derive(Debug, Parser)]
#[command(name = "koko", version, styles = STYLES, after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what is in each text: a probability for every label
    #[command(after_help = SCORE_EXAMPLES)]
    Score(Score),
    /// Say what should happen with each text, and how its author stands
    #[command(after_help = MODERATE_EXAMPLES)]
    Moderate(Moderate),
}

/// `koko score`.
#[derive(Debug, Args)]
pub struct Score {
    /// What both commands have.
    #[command(flatten)]
    pub common: Common,
}

/// `koko moderate`.
#[derive(Debug, Args)]
pub struct Moderate {
    /// Rules and thresholds, a TOML file; without it, those that Koko comes with
    #[arg(long, value_name = "FILE", help_heading = "Model")]
    pub policy: Option<PathBuf>,

    /// The column or field with the author [default: author]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub author_column: Option<String>,

    /// The column or field with the community [default: community]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub community_column: Option<String>,

    /// What both commands have.
    #[command(flatten)]
    pub common: Common,
}

/// What both commands have.
#[derive(Debug, Args)]
pub struct Common {
    /// Files to read, one after the other; `-` or none is stdin
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// How the input is written; without it the extension tells, and JSON lines are the default
    #[arg(long, value_enum, help_heading = "Input")]
    pub format: Option<Format>,

    /// The column or field with the text [default: text]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub text_column: Option<String>,

    /// The column or field with the id [default: id]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub id_column: Option<String>,

    /// Show answers for people, with colours, instead of JSON
    #[arg(long, help_heading = "Output")]
    pub pretty: bool,

    /// When to colour: `auto` is when stdout is a terminal and NO_COLOR is not set
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN", help_heading = "Output")]
    pub color: Color,

    /// Add "words": how much each word weighs in each label (many times slower)
    #[arg(long, help_heading = "Output")]
    pub explain: bool,

    /// Add "input": the whole record as it was read
    #[arg(long, help_heading = "Output")]
    pub echo: bool,

    /// No progress and no report on stderr; refused rows are still told
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,

    /// The model's folder; without it KOKO_BUNDLE, then the newest in `models` beside or above this program
    #[arg(long, value_name = "DIR", help_heading = "Model")]
    pub bundle: Option<PathBuf>,

    /// Where the model runs: auto, cpu, cuda or cuda:N
    #[arg(long, default_value_t = Device::Auto, value_name = "DEVICE", help_heading = "Model")]
    pub device: Device,

    /// Threads that run the model; without it, one for every core
    #[arg(long, value_name = "N", value_parser = count(1_024), help_heading = "Model")]
    pub threads: Option<u16>,

    /// Texts that enter the model together; without it, as many as fit its token budget
    #[arg(long, value_name = "N", value_parser = count(8_192), help_heading = "Model")]
    pub batch_size: Option<u16>,

    /// The ONNX Runtime library to use, such as libonnxruntime.so
    #[arg(long, value_name = "FILE", help_heading = "Model")]
    pub runtime: Option<PathBuf>,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// When stdout is a terminal and NO_COLOR is not set.
    Auto,
    /// Also into files and pipes.
    Always,
    /// Not at all.
    Never,
}

fn count(most: i64) -> clap::builder::RangedI64ValueParser<u16> {
    clap::value_parser!(u16).range(1..=most)
}

impl Score {
    /// The fields that are read.
    pub fn fields(&self) -> Fields {
        fields(&self.common, None, None, Wanted::Text)
    }
}

impl Moderate {
    /// The fields that are read.
    pub fn fields(&self) -> Fields {
        fields(&self.common, self.author_column.as_ref(), self.community_column.as_ref(), Wanted::Content)
    }
}

fn fields(common: &Common, author: Option<&String>, community: Option<&String>, wanted: Wanted) -> Fields {
    // A column that was asked for by name has to be there; one that merely could be there has not.
    let column = |asked: Option<&String>, usual: &str, option| Column {
        name: asked.map_or(usual, String::as_str).to_owned(),
        option,
        needed: asked.is_some(),
    };
    Fields {
        text: Column { needed: true, ..column(common.text_column.as_ref(), "text", "--text-column") },
        id: column(common.id_column.as_ref(), "id", "--id-column"),
        author: column(author, "author", "--author-column"),
        community: column(community, "community", "--community-column"),
        wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_column_that_was_named_is_needed() {
        let Command::Moderate(moderate) =
            Cli::parse_from(["koko", "moderate", "--author-column", "user", "a.csv"]).command
        else {
            panic!("moderate was asked for")
        };
        let fields = moderate.fields();
        assert_eq!((fields.author.name.as_str(), fields.author.needed), ("user", true));
        assert_eq!((fields.text.name.as_str(), fields.text.needed), ("text", true));
        assert_eq!((fields.id.name.as_str(), fields.id.needed), ("id", false));
    }

    #[test]
    fn nonsense_is_a_usage_error() {
        for line in [
            &["koko", "score", "--threads", "0"][..],
            &["koko", "score", "--batch-size", "0"],
            &["koko", "score", "--format", "xml"],
            &["koko", "score", "--policy", "p.toml"],
            &["koko", "judge"],
        ] {
            assert_eq!(Cli::try_parse_from(line).unwrap_err().exit_code(), 2, "{line:?}");
        }
    }
}
