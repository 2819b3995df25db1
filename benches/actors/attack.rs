//! Plays every known attack on standings, with its defence and without, and fails if one works.
//!
//! `cargo run --release -p koko-benches --bin koko-actors-attacks`. The tables go to stdout; `--page` puts them on a page of results.

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use koko_benches::actors::attacks::{Effort, bounds, bounds_table, play_worst, table};
use koko_benches::actors::page::{made_by, write_section};

/// Plays attacks on standings.
#[derive(Debug, Parser)]
struct Arguments {
    /// With so many seeds, of which the worst is told
    #[arg(long, default_value_t = 8)]
    seeds: u64,

    /// The page of results on which this becomes a section
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let Arguments { seeds, page } = Arguments::parse();
    let played = play_worst(1..=seeds, Effort::Full);
    let bounds = bounds(1, Effort::Full);
    let body = format!(
        "Each attack with {seeds} seeds; the row is the one where it went worst.\n\n{}{}",
        table(&played),
        bounds_table(&bounds)
    );
    writeln!(io::stdout(), "{body}")?;
    if let Some(page) = &page {
        write_section(page, "Attacks", &format!("{}\n{body}", made_by()))?;
    }
    let failed =
        played.iter().filter(|one| !one.holds()).count() + bounds.iter().filter(|bound| !bound.holds).count();
    if failed == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(io::stderr(), "{failed} attacks work: their rows say **no**")?;
    Ok(ExitCode::FAILURE)
}
