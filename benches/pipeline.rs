//! Koko as one of the programs that `make bench-peers` compares: writes the texts for all of them, and times itself.
//!
//! `texts` keeps each comment within one window of the model, because the others read no more than that of a text.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};
use koko_benches::comments;
use koko_benches::timing::{Timed, read_texts, time_all, time_each};
use koko_core::batching::Batching;
use koko_core::moderator::{Device, EngineChoice, Moderator};
use koko_core::text::normalize;
use serde_json::json;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Word pieces in a window without its two markers.
const MAX_PIECES: usize = 126;

#[derive(Parser)]
struct Arguments {
    /// The model folder.
    #[arg(long)]
    bundle: PathBuf,
    /// How many threads.
    #[arg(long)]
    threads: usize,
    /// Where the model runs.
    #[arg(long, default_value_t = Device::Cpu)]
    device: Device,
    /// Which engine runs it.
    #[arg(long, default_value_t = EngineChoice::Auto)]
    engine: EngineChoice,
    /// Tokens in a batch, if not what Koko chooses.
    #[arg(long)]
    batch_tokens: Option<usize>,
    /// The file of JSON lines.
    #[arg(long)]
    texts: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write so many texts, each with its number of tokens and what the normalizer leaves of it.
    Write { count: usize },
    /// Score the first so many texts and print the probabilities.
    Check { count: usize },
    /// Time Koko for about so many seconds.
    Time { way: Way, seconds: f64 },
}

#[derive(Clone, Copy, ValueEnum)]
enum Way {
    /// All texts in one call.
    Many,
    /// One text after the other.
    Single,
}

fn main() -> Result<()> {
    let Arguments { bundle, threads, device, engine, batch_tokens, texts, command } = Arguments::parse();
    let mut builder =
        Moderator::builder().cache(0).bundle(bundle).threads(threads).device(device).engine(engine);
    if let Some(max_tokens) = batch_tokens {
        builder = builder.batching(Batching { max_rows: max_tokens / 16, max_tokens });
    }
    let moderator = builder.build()?;
    let answer = match command {
        Command::Write { count } => return write(&moderator, &texts, count),
        Command::Check { count } => json!({ "scores": check(&moderator, &read_texts(&texts)?[..count])? }),
        Command::Time { way, seconds } => {
            let seconds = Duration::try_from_secs_f64(seconds)?;
            serde_json::to_value(time(&moderator, &read_texts(&texts)?, way, seconds))?
        }
    };
    Ok(writeln!(std::io::stdout(), "{answer}")?)
}

fn write(moderator: &Moderator, file: &Path, count: usize) -> Result<()> {
    let mut lines = String::new();
    for mut text in comments(count) {
        let mut pieces = moderator.tokenize(&text)?;
        if let Some(next) = pieces.get(MAX_PIECES) {
            text.truncate(next.place.bytes[0]);
            text.truncate(text.trim_end().len());
            pieces.truncate(MAX_PIECES);
        }
        let read = normalize(&text).masked().text().to_owned();
        lines += &json!({ "text": text, "tokens": pieces.len() + 2, "read": read }).to_string();
        lines.push('\n');
    }
    Ok(std::fs::write(file, lines)?)
}

fn check(moderator: &Moderator, texts: &[String]) -> Result<Vec<Vec<f32>>> {
    let many = moderator.score_many(texts).into_iter();
    Ok(many
        .map(|scored| Ok(scored?.scores.iter().map(|(_, probability)| probability).collect()))
        .collect::<std::result::Result<_, koko_core::error::Error>>()?)
}

fn time(moderator: &Moderator, texts: &[String], way: Way, seconds: Duration) -> Timed {
    match way {
        Way::Many => time_all(texts, seconds, |texts| {
            assert!(moderator.score_many(texts).iter().all(std::result::Result::is_ok), "a text was refused");
        }),
        Way::Single => time_each(texts, seconds, |text| {
            assert!(moderator.score(text).is_ok(), "a text was refused");
        }),
    }
}
