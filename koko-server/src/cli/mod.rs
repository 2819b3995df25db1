//! The command line, in the words that `--help` shows.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};

use koko_core::actor::Band;
use koko_core::labels::Family;
use koko_core::moderator::{Cascade, Device, EngineChoice};

use crate::input::Format;
use crate::input::fields::{Column, Fields, Wanted};

mod archive;
mod graph;
mod service;

pub use archive::{Archive, ArchiveCommand, Archived, Flush, Kind as ArchivedKind, Query, Spanned};
pub use graph::{Graph, StatusPush};
pub use service::{
    Audit, AuditCommand, Console, ConsoleCommand, KeptIn, Keys, KeysCommand, NewKey, NewLink, RevokeKey,
    Serve, VerifyAudit,
};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold());

const EXAMPLES: &str = "\
Examples:
  echo '{\"text\": \"you idiot\"}' | koko score
  koko moderate --pretty examples/data/comments.jsonl
  koko score --text-column comment comments.csv > scores.jsonl
  koko calibrate --out house.toml labels.csv

Exit status: 0 when every row was answered, 1 when some were refused, 2 when nothing could run.";

const SCORE_EXAMPLES: &str = "\
Examples:
  echo '{\"id\": 1, \"text\": \"you idiot\"}' | koko score
  koko score --text-column comment --id-column row comments.csv > scores.jsonl
  zcat archive.jsonl.gz | koko score --echo | jq 'select(.scores.insult > 0.8)'
  koko score --pretty --explain comments.jsonl

A row is {\"text\": …}, with an \"id\" if you like. Its answer is {\"id\", \"scores\", \"truncated\", \"lane\"}.
A row that cannot be read is told on stderr with its line, and {\"id\", \"error\"} stands in its place.";

const MODERATE_EXAMPLES: &str = "\
Examples:
  koko moderate --pretty comments.jsonl
  koko moderate --policy forum.toml comments.jsonl > decisions.jsonl
  tail -f comments.jsonl | koko moderate | jq -c 'select(.decision.action != \"allow\")'

A row is {\"text\": …}, with what you know of \"id\", \"author\", \"community\", \"surface\", \
\"parent\", \"target\" and \"at\" (seconds since 1970). Give rows in the order in which they were written: \
each author's standing grows with them.
Its answer is {\"id\", \"scores\", \"decision\", \"spans\", \"standing\", \"truncated\", \"lane\"}.
A row that cannot be read is told on stderr with its line, and {\"id\", \"error\"} stands in its place.";

const CALIBRATE_EXAMPLES: &str = "\
Examples:
  koko calibrate labels.csv
  koko calibrate --fpr 0.01,0.001 --out house.toml --report report.html labels.csv
  koko moderate --policy house.toml comments.jsonl

A row is a text, and a column for each label that you know of: {\"text\": …, \"insult\": 1, \"threat\": 0}. \
A label is true from 0.5 on, and unknown where it is empty or absent. Take the texts by chance from those that Koko will \
read, and label them before you see a score: a promise holds for texts like these.
How much can be promised depends on the number of harmless texts: 1 in 20 takes 59 of them, 1 in 100 takes 299, \
1 in 1000 takes 2995 (at 95 %). Each promise stands for itself: of twenty, about one may fail.
The policy in `--out` is a copy, with a threshold replaced wherever the first rate could be promised.";

const PARITY_EXAMPLES: &str = "\
Examples:
  koko parity scores.csv
  koko parity --report report.html --show-texts responses.jsonl
  koko parity --fit map.toml scores.csv

A row is a text and Perspective's scores of it: columns TOXICITY, SEVERE_TOXICITY, INSULT, PROFANITY, THREAT, \
IDENTITY_ATTACK, SEXUALLY_EXPLICIT, FLIRTATION, or Koko's own names in small letters; in JSON lines also Perspective's answer as it \
came, attributeScores.TOXICITY.summaryScore.value, beside the text. What is empty or absent is unknown.
Precision and recall take Perspective's answer for the truth, which it is not: where both differ, look at the texts.
A map in `--fit` keeps the meaning of thresholds that were set for Perspective. What it would do for other texts is \
measured on texts that it was not fitted to.";

const TEACH_EXAMPLES: &str = "\
Examples:
  koko teach job_offer examples.csv --out job_offer.toml
  koko teach spoiler --label-column is_spoiler reviews.jsonl --out spoiler.toml
  koko moderate --taught job_offer.toml --policy forum.toml comments.jsonl

A row is a text, and whether the label is true of it: {\"text\": …, \"job_offer\": 1}. It is true from 0.5 on, and unknown \
where it is empty or absent; true, false, yes and no are understood.
It takes at least 5 texts of each kind, and better 20 to 500. The negatives should be what people usually write there, and \
some that are easily taken for the label.
A policy may speak of the label as of any other: found.job_offer, scores.job_offer.";

const ACTORS_EXAMPLES: &str = "\
Examples:
  koko moderate --store authors/ --secret-file secret.txt comments.jsonl > decisions.jsonl
  koko actors top --store authors/ --secret-file secret.txt --names members.txt
  koko actors show rook_9 --events events.jsonl --plot rook_9.svg
  koko actors replay --store authors/ events.jsonl

An event is a line of JSON: {\"event\": \"posted\", \"id\", \"author\", \"at\", \"scores\": {\"insult\": 0.9}, …}, or \"flagged\", \"moderated\", \
\"appealed\"; `at` is in seconds since 1970.
A store holds no names: authors are there under keyed hashes, and only who has the secret can find one by name.";

const DOCTOR_EXAMPLES: &str = "\
Examples:
  koko doctor
  koko doctor --json | jq '.ways[] | select(.works)'

Every way to run the model is tried with one text. Exit status: 0 when Koko can run here, 2 when it cannot.";

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
    /// Find the threshold of each label that flags few harmless texts of yours, with a guarantee
    #[command(after_help = CALIBRATE_EXAMPLES)]
    Calibrate(Calibrate),
    /// Compare scores with those that Google's Perspective API gave the same texts
    #[command(after_help = PARITY_EXAMPLES)]
    Parity(Parity),
    /// Teach the model a label of your own, from a few dozen examples
    #[command(after_help = TEACH_EXAMPLES)]
    Teach(Teach),
    /// Say who stands how, and why
    #[command(after_help = ACTORS_EXAMPLES)]
    Actors(Actors),
    /// Answer over HTTP: Koko's own API, and those of Perspective and of OpenAI's moderation
    #[command(after_help = service::SERVE_EXAMPLES)]
    Serve(Box<Serve>),
    /// Make and revoke the keys of those who may ask a service
    #[command(after_help = service::KEYS_EXAMPLES)]
    Keys(Keys),
    /// Let people in to a service's console who have no account to sign in with
    #[command(after_help = service::CONSOLE_EXAMPLES)]
    Console(Console),
    /// Read the log of who changed what about a service, and prove that nobody has changed it
    #[command(after_help = service::AUDIT_EXAMPLES)]
    Audit(Audit),
    /// Draw what an alert is about: into a file, or for Slack
    #[command(after_help = graph::GRAPH_EXAMPLES)]
    Graph(Box<Graph>),
    /// Tell a status page numbers that Prometheus has
    #[command(after_help = graph::STATUS_EXAMPLES)]
    StatusPush(StatusPush),
    /// Look at what a service has archived, and look after it
    #[command(after_help = archive::EXAMPLES)]
    Archive(Archive),
    /// Say what runs where on this machine, how fast, and what is missing
    #[command(after_help = DOCTOR_EXAMPLES)]
    Doctor(Doctor),
}

/// Where standings are kept between runs.
#[derive(Debug, Clone, Args)]
pub struct Kept {
    /// Keep standings from one run to the next: a folder, or redis://host:6379, valkey://host:6379
    #[arg(long, value_name = "STORE", env = "KOKO_STORE", hide_env_values = true, help_heading = "Authors")]
    pub store: Option<String>,

    /// A file with the secret under which authors are stored; another secret finds nothing
    #[arg(long, value_name = "FILE", env = "KOKO_SECRET_FILE", help_heading = "Authors")]
    pub secret_file: Option<PathBuf>,
}

/// `koko actors`.
#[derive(Debug, Args)]
pub struct Actors {
    /// What to do.
    #[command(subcommand)]
    pub command: ActorsCommand,
}

/// What to do about authors.
#[derive(Debug, Subcommand)]
pub enum ActorsCommand {
    /// List those who stand worst, with the reasons
    Top(Top),
    /// Tell how one author stands and, from events, how it came to that
    Show(Show),
    /// Print everything that is stored about an author, as JSON
    Export(OneAuthor),
    /// Erase an author
    Forget(OneAuthor),
    /// Fill a store from files of events
    Replay(Replay),
}

/// Whose records, and what they mean.
#[derive(Debug, Args)]
pub struct LedgerArguments {
    /// Where the standings are: a folder, or redis://host:6379, valkey://host:6379
    #[arg(long, value_name = "STORE")]
    pub store: Option<String>,

    /// A file with the secret under which authors are stored
    #[arg(long, value_name = "FILE", env = "KOKO_SECRET_FILE")]
    pub secret_file: Option<PathBuf>,

    /// The policy whose numbers count; without it, the one that Koko comes with
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
}

/// `koko actors top`.
#[derive(Debug, Args)]
pub struct Top {
    /// Which records.
    #[command(flatten)]
    pub ledger: LedgerArguments,

    /// Files of events to make the standings from, instead of a store; may be given several times
    #[arg(long, value_name = "FILE", conflicts_with = "store")]
    pub events: Vec<PathBuf>,

    /// A file with the names of authors, one a line: those in a store are known by their keys only
    #[arg(long, value_name = "FILE")]
    pub names: Option<PathBuf>,

    /// How many to list
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,

    /// Only those whose worst family is this one
    #[arg(long, value_name = "FAMILY", value_parser = family)]
    pub family: Option<Family>,

    /// Only from this band on
    #[arg(long, value_enum, value_name = "BAND")]
    pub band: Option<FromBand>,

    /// One line of JSON for each author
    #[arg(long)]
    pub json: bool,

    /// When to colour: `auto` is when stdout is a terminal and NO_COLOR is not set
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
}

/// `koko actors show`.
#[derive(Debug, Args)]
pub struct Show {
    /// The author
    pub author: String,

    /// Which records.
    #[command(flatten)]
    pub ledger: LedgerArguments,

    /// Files of events that tell how it came to that; may be given several times
    #[arg(long, value_name = "FILE", conflicts_with = "store")]
    pub events: Vec<PathBuf>,

    /// Draw the probability over time into this SVG file
    #[arg(long, value_name = "FILE")]
    pub plot: Option<PathBuf>,

    /// Every event, also those that moved little
    #[arg(long)]
    pub all: bool,

    /// Answer in JSON
    #[arg(long)]
    pub json: bool,

    /// When to colour: `auto` is when stdout is a terminal and NO_COLOR is not set
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
}

/// `koko actors export` and `koko actors forget`.
#[derive(Debug, Args)]
pub struct OneAuthor {
    /// The author
    pub author: String,

    /// Which records.
    #[command(flatten)]
    pub ledger: LedgerArguments,
}

/// `koko actors replay`.
#[derive(Debug, Args)]
pub struct Replay {
    /// Files of events, one JSON object a line, in the order in which they happened; `-` or none is stdin
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Which records.
    #[command(flatten)]
    pub ledger: LedgerArguments,

    /// Into a store with authors in it: these events are new to it
    #[arg(long)]
    pub add: bool,
}

/// The bands that a list may begin at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FromBand {
    /// Everybody of whom enough is known.
    Calm,
    /// Worth a look.
    Watch,
    /// Often harmful.
    Elevated,
    /// Mostly harmful.
    High,
}

impl From<FromBand> for Band {
    fn from(from: FromBand) -> Band {
        match from {
            FromBand::Calm => Band::Calm,
            FromBand::Watch => Band::Watch,
            FromBand::Elevated => Band::Elevated,
            FromBand::High => Band::High,
        }
    }
}

fn family(name: &str) -> Result<Family, String> {
    let known = || Family::ALL.map(Family::as_str).join(", ");
    Family::ALL
        .into_iter()
        .find(|family| family.as_str() == name)
        .ok_or_else(|| format!("there is no family `{name}`: they are {}", known()))
}

/// `koko doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    /// The model's folder; without it KOKO_BUNDLE, then the newest in `models` beside or above this program
    #[arg(long, value_name = "DIR")]
    pub bundle: Option<PathBuf>,

    /// The ONNX Runtime library to try, such as libonnxruntime.so
    #[arg(long, value_name = "FILE")]
    pub runtime: Option<PathBuf>,

    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
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

    /// Where standings are kept between runs.
    #[command(flatten)]
    pub ledger: Kept,

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
    /// What is read.
    #[command(flatten)]
    pub input: Input,

    /// A label of your own, written by `koko teach`; may be given several times
    #[arg(long, value_name = "FILE", help_heading = "Model")]
    pub taught: Vec<PathBuf>,

    /// Let a tiny model clear what is certainly harmless, so that the full one need not read it: off, balanced (at most 1 in
    /// 1000 of what the full model would find is cleared) or max (1 in 100)
    #[arg(long, default_value_t = Cascade::Off, value_name = "MODE", help_heading = "Model")]
    pub cascade: Cascade,

    /// Answers that are remembered, so that what is posted again is not read again; 0 for none [default: 65536]
    #[arg(long, value_name = "N", help_heading = "Model")]
    pub cache: Option<usize>,

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

    /// What runs.
    #[command(flatten)]
    pub model: Model,
}

/// What is read.
#[derive(Debug, Args)]
pub struct Input {
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
}

/// What runs.
#[derive(Debug, Clone, Args)]
pub struct Model {
    /// The model's folder; without it KOKO_BUNDLE, then the newest in `models` beside or above this program
    #[arg(long, value_name = "DIR", help_heading = "Model")]
    pub bundle: Option<PathBuf>,

    /// Where the model runs: auto, cpu, cuda, cuda:N, cuda-fp16, tensorrt
    #[arg(long, default_value_t = Device::Auto, value_name = "DEVICE", help_heading = "Model")]
    pub device: Device,

    /// What runs the model on the processor: auto, native (Koko's own) or ort (ONNX Runtime)
    #[arg(long, default_value_t = EngineChoice::Auto, value_name = "ENGINE", help_heading = "Model")]
    pub engine: EngineChoice,

    /// Threads that run the model; without it, one for every core
    #[arg(long, value_name = "N", value_parser = count(1_024), help_heading = "Model")]
    pub threads: Option<u16>,

    /// Texts that enter the model together; without it, as many as fit its token budget
    #[arg(long, value_name = "N", value_parser = count(8_192), help_heading = "Model")]
    pub batch_size: Option<u16>,

    /// The token budget: word pieces that enter the model together, filling included [default: 512]
    #[arg(long, value_name = "N", value_parser = count(65_535), help_heading = "Model")]
    pub batch_tokens: Option<u16>,

    /// Try several token budgets for a second first, and take the fastest on this machine; for long jobs
    #[arg(long, help_heading = "Model", conflicts_with_all = ["batch_size", "batch_tokens"])]
    pub tune: bool,

    /// The ONNX Runtime library to use, such as libonnxruntime.so; naming one chooses `--engine ort`
    #[arg(long, value_name = "FILE", help_heading = "Model")]
    pub runtime: Option<PathBuf>,
}

/// `koko calibrate`.
#[derive(Debug, Args)]
pub struct Calibrate {
    /// What is read.
    #[command(flatten)]
    pub input: Input,

    /// The share of harmless texts that may be flagged, such as 0.01; several are compared, the first is written
    #[arg(long, value_name = "RATE", default_value = "0.01", value_delimiter = ',', value_parser = share)]
    pub fpr: Vec<f64>,

    /// How sure each promise is
    #[arg(long, value_name = "SHARE", default_value_t = 0.95, value_parser = share)]
    pub confidence: f64,

    /// The policy whose thresholds are replaced in `--out`; without it, the one that Koko comes with
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,

    /// Write a policy with the thresholds that were found, for `koko moderate --policy`
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub out: Option<PathBuf>,

    /// What both comparisons have.
    #[command(flatten)]
    pub shown: Shown,

    /// What runs.
    #[command(flatten)]
    pub model: Model,
}

/// `koko parity`.
#[derive(Debug, Args)]
pub struct Parity {
    /// What is read.
    #[command(flatten)]
    pub input: Input,

    /// A map to Perspective's scale, to be tried instead of the model's own
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,

    /// Fit a map to these pairs of scores and write it, for `--map` and for `parity=` in Python and Node
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub fit: Option<PathBuf>,

    /// Show the texts on which both disagree most; without it, only where they stand
    #[arg(long, help_heading = "Output")]
    pub show_texts: bool,

    /// What both comparisons have.
    #[command(flatten)]
    pub shown: Shown,

    /// What runs.
    #[command(flatten)]
    pub model: Model,
}

/// `koko teach`.
#[derive(Debug, Args)]
pub struct Teach {
    /// What the label is called: lower-case letters, digits and `_`
    #[arg(value_name = "NAME")]
    pub name: String,

    /// What is read.
    #[command(flatten)]
    pub input: Input,

    /// The column or field that says whether the label is true [default: the name of the label]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub label_column: Option<String>,

    /// Write the label, for `--taught` and for `taught=` in Python and Node
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub out: Option<PathBuf>,

    /// One JSON object instead of words
    #[arg(long, help_heading = "Output")]
    pub json: bool,

    /// No progress on stderr; refused rows are still told
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,

    /// What runs.
    #[command(flatten)]
    pub model: Model,
}

/// How a comparison is shown.
#[derive(Debug, Args)]
pub struct Shown {
    /// Write a page with figures and plots that needs nothing else
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub report: Option<PathBuf>,

    /// JSON lines instead of words, one object for each label or attribute
    #[arg(long, help_heading = "Output")]
    pub json: bool,

    /// No progress on stderr; refused rows are still told
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
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

fn share(written: &str) -> Result<f64, String> {
    let share = written.parse().ok().filter(|share: &f64| 0.0 < *share && *share < 1.0);
    share.ok_or_else(|| "give a share between 0 and 1, such as 0.01".to_owned())
}

impl Input {
    /// The text and the id.
    pub fn fields(&self) -> Fields {
        fields(self, None, None, Wanted::Text)
    }
}

impl Teach {
    /// The text, the id, and what is true of the text.
    pub fn fields(&self) -> Fields {
        let name = self.label_column().to_owned();
        let beside = Some(Column { name, option: "--label-column", needed: true });
        Fields { beside, ..self.input.fields() }
    }

    /// Where a row says whether the label is true.
    pub fn label_column(&self) -> &str {
        self.label_column.as_ref().unwrap_or(&self.name)
    }
}

impl Score {
    /// The fields that are read.
    pub fn fields(&self) -> Fields {
        self.common.input.fields()
    }
}

impl Moderate {
    /// The fields that are read.
    pub fn fields(&self) -> Fields {
        let input = &self.common.input;
        fields(input, self.author_column.as_ref(), self.community_column.as_ref(), Wanted::Content)
    }
}

fn fields(input: &Input, author: Option<&String>, community: Option<&String>, wanted: Wanted) -> Fields {
    // A column that was asked for by name has to be there; one that merely could be there has not.
    let column = |asked: Option<&String>, usual: &str, option| Column {
        name: asked.map_or(usual, String::as_str).to_owned(),
        option,
        needed: asked.is_some(),
    };
    Fields {
        text: Column { needed: true, ..column(input.text_column.as_ref(), "text", "--text-column") },
        id: column(input.id_column.as_ref(), "id", "--id-column"),
        author: column(author, "author", "--author-column"),
        community: column(community, "community", "--community-column"),
        beside: None,
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
            &["koko", "score", "--batch-tokens", "0"],
            &["koko", "score", "--batch-tokens", "512", "--tune"],
            &["koko", "score", "--format", "xml"],
            &["koko", "score", "--cascade", "on"],
            &["koko", "score", "--cache", "-1"],
            &["koko", "score", "--policy", "p.toml"],
            &["koko", "calibrate", "--fpr", "1"],
            &["koko", "calibrate", "--fpr", "0.01,0"],
            &["koko", "calibrate", "--confidence", "nan"],
            &["koko", "judge"],
        ] {
            assert_eq!(Cli::try_parse_from(line).unwrap_err().exit_code(), 2, "{line:?}");
        }
    }
}
