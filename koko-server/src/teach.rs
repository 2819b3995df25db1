//! `koko teach`: a label of somebody's own, from rows that say whether it is true of their text.

use std::io::Write;

use koko_core::error::Error;
use koko_core::labels::Label;
use koko_core::scores::{Quality, TaughtLabel};
use serde_json::{Map, Value};

use crate::cli::Teach;
use crate::errors::Stop;
use crate::input::chunks::Chunks;
use crate::input::{Echo, Row, Source};
use crate::progress::{Answers, Progress, Talk};
use crate::run::{self, End};
use crate::study;
use crate::words::{counted, figure, percent};

/// The texts of both sides, and what became of the other rows.
#[derive(Default)]
struct Examples {
    positives: Vec<String>,
    negatives: Vec<String>,
    unknown: u64,
    refused: u64,
    rows: u64,
}

/// Does what the command line asks for.
pub fn run(command: &Teach) -> Result<End, Stop> {
    let Teach { name, input, out, json, quiet, model, .. } = command;
    // A name that cannot be is found before anything is read.
    Label::taught(name)?;
    let sources = Source::list(&input.files, input.format)?;
    for source in &sources {
        source.check(&command.fields())?;
    }
    out.as_deref().map_or(Ok(()), study::check_writable)?;
    let moderator = run::builder(model).build()?;
    let talk = if *quiet { Talk::Quiet } else { Talk::Normal };
    let progress = Progress::start(talk, Answers::AtTheEnd, moderator.report(), &sources);
    let examples = examples(command, sources, &progress)?;
    progress.end(examples.refused, examples.rows);
    let Examples { positives, negatives, unknown, refused, .. } = examples;
    let taught = moderator.teach(name, &positives, &negatives)?;
    if let Some(out) = out {
        taught.save(out)?;
    }
    let mut stdout = std::io::stdout().lock();
    match json {
        true => {
            serde_json::to_writer(&mut stdout, &taught).map_err(std::io::Error::from)?;
            stdout.write_all(b"\n")?;
        }
        false => stdout.write_all(summary(&taught, unknown, command).as_bytes())?,
    }
    Ok(if refused > 0 { End::SomeRefused } else { End::AllAnswered })
}

/// Reads every row. One that cannot be used is told with its place, and the others go on.
fn examples(command: &Teach, sources: Vec<Source>, progress: &Progress) -> Result<Examples, Stop> {
    let mut examples = Examples::default();
    // Echoed whole, because a content has no place for what is true of it.
    for chunk in Chunks::read(sources, command.fields(), Echo::Whole) {
        for (row, content) in chunk? {
            examples.rows += 1;
            let truth = content.and_then(|content| Ok((content, truth(&row, command.label_column())?)));
            match truth {
                Ok((content, Some(true))) => examples.positives.push(content.text.as_str().to_owned()),
                Ok((content, Some(false))) => examples.negatives.push(content.text.as_str().to_owned()),
                Ok((_, None)) => examples.unknown += 1,
                Err(refused) => {
                    examples.refused += 1;
                    progress.tell(&format_args!("{}: {refused}", row.place));
                }
            }
            progress.advance(row.bytes, examples.rows);
        }
    }
    Ok(examples)
}

/// Whether the label is true of a row's text, as far as the row says.
fn truth(row: &Row, column: &str) -> Result<Option<bool>, Error> {
    let record =
        row.echo.as_ref().and_then(|echo| serde_json::from_str::<Map<String, Value>>(echo.get()).ok());
    let value = record.and_then(|mut record| record.swap_remove(column)).unwrap_or_default();
    match value.as_str().map(|word| word.trim().to_ascii_lowercase()).as_deref() {
        Some("true" | "yes") => Ok(Some(true)),
        Some("false" | "no") => Ok(Some(false)),
        _ => Ok(study::probability(column, &value)?.map(|truth| truth >= 0.5)),
    }
}

/// What was learned, for people.
fn summary(taught: &TaughtLabel, unknown: u64, command: &Teach) -> String {
    let Quality { positives, negatives, auc, average_precision, precision, recall, .. } = taught.quality();
    let Quality { fpr_05, fpr_01, fpr_001, .. } = taught.quality();
    let label = taught.label();
    let mut lines = vec![
        format!(
            "{label}: learned from {} and {}",
            counted(*positives, "positive example"),
            counted(*negatives, "negative one")
        ),
        String::new(),
        "Judged on examples that were held back:".to_owned(),
        format!("  AUC                 {}", figure(Some(f64::from(*auc)))),
        format!("  average precision   {}", figure(Some(f64::from(*average_precision)))),
        format!("  at 0.5              {} of what it finds is right", percent(f64::from(*precision))),
        format!("                      {} of what there is, it finds", percent(f64::from(*recall))),
    ];
    for (share, level) in [(0.05, fpr_05), (0.01, fpr_01), (0.001, fpr_001)] {
        let share = percent(share);
        lines.extend(
            level.map(|level| format!("  from {level:.3} on       {share} of the negatives are found")),
        );
    }
    let threshold = taught.threshold();
    lines.push(format!("It counts as found from {threshold:.3} on, unless a policy says otherwise."));
    if unknown > 0 {
        let column = command.label_column();
        lines.push(format!("\n{unknown} rows do not say `{column}`, and were left out"));
    }
    lines.extend(taught.quality().warnings.iter().map(|warning| format!("\nTake care: {warning}")));
    lines.push(match &command.out {
        Some(out) => format!(
            "\n{} holds it, as {}. Use it: koko moderate --taught {}",
            out.display(),
            taught.id(),
            out.display()
        ),
        None => "\nNothing was written: name a file with --out to keep it".to_owned(),
    });
    lines.join("\n") + "\n"
}
