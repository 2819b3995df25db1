//! Koko inside a program, on the contents that `load.py` sends to a service: what the service is measured by.
//!
//! Prints one line of JSON: how many texts in how many seconds, and what the cores did for them. Nothing is kept, and no text comes twice.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::{Parser, ValueEnum};
use koko_core::content::{ActorId, Content};
use koko_core::moderator::Moderator;
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Texts of one call: so many that what it takes to begin does not matter.
const TOGETHER: usize = 4_096;

#[derive(Parser)]
struct Arguments {
    /// The model folder.
    #[arg(long)]
    bundle: PathBuf,
    /// How many threads.
    #[arg(long)]
    threads: usize,
    /// Contents, one JSON object a line.
    #[arg(long)]
    contents: PathBuf,
    /// About how long.
    #[arg(long)]
    seconds: f64,
    way: Way,
}

#[derive(Clone, Copy, ValueEnum)]
enum Way {
    Score,
    Moderate,
}

fn main() -> Result<()> {
    let Arguments { bundle, threads, contents, seconds, way } = Arguments::parse();
    let moderator = Moderator::builder().bundle(bundle).threads(threads).build()?;
    let lines = std::fs::read_to_string(contents)?;
    let contents: Vec<Content> = lines.lines().map(content).collect::<Result<_>>()?;
    moderator.score("The first one is always slow.")?;
    let time = Duration::from_secs_f64(seconds);
    let (start, ticks) = (Instant::now(), ticks());
    let mut count = 0;
    for contents in contents.chunks(TOGETHER) {
        if start.elapsed() > time {
            break;
        }
        match way {
            Way::Score => {
                let texts: Vec<&str> = contents.iter().map(|content| content.text.as_str()).collect();
                moderator.score_many(&texts).into_iter().collect::<koko_core::error::Result<Vec<_>>>()?;
            }
            Way::Moderate => {
                moderator
                    .moderate_many(contents)
                    .into_iter()
                    .collect::<koko_core::error::Result<Vec<_>>>()?;
            }
        }
        count += contents.len();
    }
    let ticks = self::ticks().zip(ticks).map(|(now, before)| now - before);
    let told = json!({"texts": count, "seconds": start.elapsed().as_secs_f64(), "ticks": ticks});
    std::io::Write::write_all(&mut std::io::stdout(), format!("{told}\n").as_bytes())?;
    Ok(())
}

/// What this process has taken of the cores, in ticks of the system's clock; nothing where Linux does not run.
fn ticks() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program may have spaces, and ends with the last bracket.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11).map_while(|field| field.parse::<u64>().ok());
    Some(fields.next()? + fields.next()?)
}

fn content(line: &str) -> Result<Content> {
    let line: Value = serde_json::from_str(line)?;
    let mut content = Content::text(line["text"].as_str().ok_or("no field `text`")?)?;
    content.author = line["author"].as_str().map(ActorId::new).transpose()?;
    Ok(content)
}
