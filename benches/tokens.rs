//! Compares our word pieces with those of the crate `tokenizers` on texts of your own.
//!
//! `cargo run --release -p koko-benches --bin tokens -- comments.txt more.txt`: files of UTF-8, every line a text. Each is
//! cut by both, once normalized and once also masked. Says how many texts and pieces there were and how many texts
//! differed; a difference is named by file and line, never shown: such texts are seldom fit to be seen.

// It is a command: what it prints is what it is for.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use koko_core::text::{Encoding, Normalized, Tokenizer, normalize};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        return Err("name at least one file with a text on every line".into());
    }
    let json = koko_benches::tokenizer_json();
    let path = Path::new("tokenizer.json");
    let mut comparison = Comparison {
        own: Tokenizer::from_bytes(&json, path)?,
        reference: Tokenizer::reference_from_bytes(&json, path)?,
        tally: Tally::default(),
    };
    for file in &files {
        let lines = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        for (number, line) in lines.lines().enumerate() {
            let start = Instant::now();
            let (normalized, masked) = (normalize(line), normalize(line).masked());
            comparison.tally.normalize += start.elapsed();
            if !(comparison.agree(&normalized)? & comparison.agree(&masked)?) {
                eprintln!("{file}:{} is cut differently", number + 1);
            }
        }
    }
    let Tally { texts, pieces, different, normalize, own, reference } = comparison.tally;
    println!("{texts} texts with {pieces} pieces, {different} of the texts cut differently");
    println!("normalizing {normalize:.1?}, our cutting {own:.1?}, the crate's {reference:.1?}");
    Ok(if different == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Comparison {
    own: Tokenizer,
    reference: Tokenizer,
    tally: Tally,
}

#[derive(Default)]
struct Tally {
    texts: usize,
    pieces: usize,
    different: usize,
    normalize: Duration,
    own: Duration,
    reference: Duration,
}

impl Comparison {
    /// Whether both cut the text in the same way.
    fn agree(&mut self, text: &Normalized<'_>) -> koko_core::error::Result<bool> {
        let (own, own_time) = timed(&self.own, text)?;
        let (reference, reference_time) = timed(&self.reference, text)?;
        let same = own == reference;
        self.tally.texts += 1;
        self.tally.pieces += reference.ids.len();
        self.tally.different += usize::from(!same);
        self.tally.own += own_time;
        self.tally.reference += reference_time;
        Ok(same)
    }
}

fn timed(tokenizer: &Tokenizer, text: &Normalized<'_>) -> koko_core::error::Result<(Encoding, Duration)> {
    let start = Instant::now();
    let encoding = tokenizer.encode(text)?;
    Ok((encoding, start.elapsed()))
}
