//! What the fast lane saves: texts a second of the lane alone, and of a moderator with each cascade.
//!
//! `cargo run --release -p koko-benches --bin cascade -- --texts stream.jsonl`. The table goes to stderr, JSON to stdout. Without
//! `--texts` it makes texts up, and what is cleared of those says nothing about anybody's stream.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Parser;
use koko_benches::comments;
use koko_core::bundle::{Bundle, find_default};
use koko_core::lane::{Cascade, FastLane, Lane};
use koko_core::moderator::Moderator;
use koko_core::text::{NORMALIZER_ID, Tokenizer, normalize};
use serde_json::{Value, json};

/// How often the lane alone is measured; the best round counts.
const ROUNDS: usize = 5;

/// Measures the fast lane of a bundle.
#[derive(Debug, Parser)]
struct Arguments {
    /// JSON lines with the field `text`
    #[arg(long, value_name = "FILE")]
    texts: Option<PathBuf>,

    /// How many texts are made up without `--texts`, or read at the most
    #[arg(long, default_value_t = 5_000)]
    count: usize,

    /// The model's folder; without it, the one that is found
    #[arg(long, value_name = "DIR")]
    bundle: Option<PathBuf>,

    /// Threads that run the model
    #[arg(long, default_value_t = 1)]
    threads: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Arguments { texts, count, bundle, threads } = Arguments::parse();
    let texts = texts.map_or_else(|| Ok(comments(count)), |path| read(&path, count))?;
    let folder = bundle.map_or_else(find_default, Ok)?;
    let alone = lane_alone(&folder, &texts)?;
    let mut modes = Vec::new();
    for cascade in Cascade::ALL {
        modes.push(with(cascade, &folder, threads, &texts)?);
    }
    table(&alone, &modes)?;
    let found = json!({ "texts": texts.len(), "threads": threads, "lane_alone": alone, "cascade": modes });
    writeln!(io::stdout(), "{found}")?;
    Ok(())
}

fn read(path: &Path, count: usize) -> Result<Vec<String>, Box<dyn Error>> {
    let lines = BufReader::new(std::fs::File::open(path)?).lines().take(count);
    let text = |line: io::Result<String>| -> Result<String, Box<dyn Error>> {
        let record: Value = serde_json::from_str(&line?)?;
        Ok(record["text"].as_str().ok_or("a line has no `text`")?.to_owned())
    };
    lines.map(text).collect()
}

/// The lane on one core, after normalizing and tokenizing.
fn lane_alone(folder: &Path, texts: &[String]) -> Result<Value, Box<dyn Error>> {
    let bundle = Bundle::open(folder, NORMALIZER_ID)?;
    let tokenizer = Tokenizer::from_bytes(&bundle.tokenizer, folder)?;
    let bytes = bundle.lane.as_ref().ok_or("this bundle has no fast lane")?;
    let lane = FastLane::read(bytes, tokenizer.vocabulary_size(), bundle.labels.len())?;
    let longest = bundle.manifest.encoder.max_tokens;
    let mut rows: Vec<Vec<i64>> = Vec::new();
    for text in texts {
        let mut row = tokenizer.encode(&normalize(text).masked())?.ids;
        row.truncate(longest);
        rows.extend(Some(row).filter(|row| !row.is_empty()));
    }
    let tokens: usize = rows.iter().map(Vec::len).sum();
    let seconds = (0..ROUNDS).map(|_| {
        let started = Instant::now();
        let sum: f32 = rows.iter().map(|row| lane.say(row).finds).sum();
        std::hint::black_box(sum);
        started.elapsed().as_secs_f64()
    });
    let seconds = seconds.fold(f64::INFINITY, f64::min);
    Ok(json!({
        "texts_per_second": (rows.len() as f64 / seconds).round(),
        "microseconds_per_text": seconds * 1e6 / rows.len() as f64,
        "tokens_per_text": tokens as f64 / rows.len() as f64,
    }))
}

/// A whole moderator, without its cache: a text that comes twice is read twice.
fn with(cascade: Cascade, folder: &Path, threads: usize, texts: &[String]) -> Result<Value, Box<dyn Error>> {
    let moderator = Moderator::builder().bundle(folder).threads(threads).cascade(cascade).cache(0).build()?;
    let started = Instant::now();
    let scored = moderator.score_many(texts);
    let seconds = started.elapsed().as_secs_f64();
    let cleared = scored.iter().flatten().filter(|scored| scored.lane == Lane::Fast).count();
    Ok(json!({
        "cascade": cascade,
        "texts_per_second": (texts.len() as f64 / seconds).round(),
        "cleared_share": cleared as f64 / texts.len() as f64,
    }))
}

fn table(alone: &Value, modes: &[Value]) -> io::Result<()> {
    let mut to = io::stderr();
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    writeln!(to, "{:<18}{:>10}{:>10}", "", "texts/s", "cleared")?;
    writeln!(to, "{:<18}{:>10.0}", "lane alone", number(&alone["texts_per_second"]))?;
    for mode in modes {
        let name = format!("cascade {}", mode["cascade"].as_str().unwrap_or_default());
        let cleared = 100.0 * number(&mode["cleared_share"]);
        writeln!(to, "{name:<18}{:>10.0}{cleared:>8.1} %", number(&mode["texts_per_second"]))?;
    }
    Ok(())
}
