//! How well authors are told apart on recorded streams, each replayed online by its own protocol.
//!
//! `cargo run --release -p koko-benches --bin koko-actors-evaluate -- --data FOLDER`. Texts are scored with the default bundle
//! once and never shown. The tables go to stdout; `--page` puts them on a page of results.

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Instant;

use clap::Parser;
use koko_benches::actors::page::{made_by, write_section};
use koko_benches::actors::scoring::Scoring;
use koko_benches::actors::sets::{Evaluation, SETS};

/// Replays recorded streams and measures what the standings say.
#[derive(Debug, Parser)]
struct Arguments {
    /// The folder with one folder for each stream
    #[arg(long, value_name = "DIR")]
    data: PathBuf,

    /// Only these, separated by commas
    #[arg(long, value_delimiter = ',')]
    sets: Vec<String>,

    /// How often authors are drawn again for the intervals
    #[arg(long, default_value_t = 2_000)]
    resamples: usize,

    /// Where the scores of texts are kept between runs
    #[arg(long, value_name = "DIR", default_value = "target/actors")]
    work: PathBuf,

    /// Threads that run the model
    #[arg(long, default_value_t = 1)]
    threads: usize,

    /// The page of results on which each stream gets its section
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Arguments { data, sets, resamples, work, threads, page } = Arguments::parse();
    if let Some(unknown) = sets.iter().find(|name| SETS.iter().all(|(known, _)| known != name)) {
        let known: Vec<&str> = SETS.iter().map(|(name, _)| *name).collect();
        return Err(
            format!("`{unknown}` is no stream with a protocol, those are {}", known.join(", ")).into()
        );
    }
    let mut evaluation = Evaluation { data, work, resamples, scoring: Scoring::new(threads) };
    for (name, protocol) in SETS {
        if !sets.is_empty() && !sets.iter().any(|wanted| wanted == name) {
            continue;
        }
        let started = Instant::now();
        let found = protocol(&mut evaluation).map_err(|error| format!("{name}: {error}"))?;
        let seconds = started.elapsed().as_secs_f64();
        writeln!(io::stdout(), "## {name}\n\n{found}")?;
        writeln!(io::stderr(), "{name} took {seconds:.0} s")?;
        if let Some(page) = &page {
            let note = format!("- **Intervals**: {resamples} draws of authors, 95 %.\n");
            write_section(page, &format!("Stream `{name}`"), &format!("{}{note}\n{found}", made_by()))?;
        }
    }
    Ok(())
}
