//! Takes every text of a file through the model, and hands its scores on together with what the file says about it.
//!
//! Knows nothing of what they are held against: that is up to `calibrate` and `parity`.

use std::path::Path;

use koko_core::error::Error;
use koko_core::moderator::{Moderator, Scored};
use serde_json::{Map, Value};

use crate::cli::{Input, Shown};
use crate::errors::Stop;
use crate::input::chunks::Chunks;
use crate::input::fields::kind_of;
use crate::input::{Echo, Place, Read, Source};
use crate::progress::{Answers, Progress, Talk};
use crate::run::End;

/// The files of a study, found and looked into.
pub struct Study<'a> {
    input: &'a Input,
    talk: Talk,
    sources: Vec<Source>,
}

/// A text that was scored.
pub struct Subject<'a> {
    /// Where it stood.
    pub place: &'a Place,
    /// The text.
    pub text: &'a str,
    /// Everything that stood there.
    pub record: &'a Map<String, Value>,
    /// What the model says.
    pub scored: &'a Scored,
}

impl<'a> Study<'a> {
    /// Refuses what could not be read, or later written, before the first text is scored.
    pub fn open(input: &'a Input, shown: &Shown, outputs: &[Option<&Path>]) -> Result<Self, Stop> {
        let sources = Source::list(&input.files, input.format)?;
        for source in &sources {
            source.check(&input.fields())?;
        }
        outputs.iter().copied().flatten().try_for_each(check_writable)?;
        let talk = if shown.quiet { Talk::Quiet } else { Talk::Normal };
        Ok(Study { input, talk, sources })
    }

    /// The files, as messages call them.
    pub fn files(&self) -> String {
        self.sources.iter().map(Source::name).collect::<Vec<_>>().join(", ")
    }

    /// Scores every text and hands it to `take`. A row that cannot be read, or that `take` refuses, is told with its
    /// place, and the others go on.
    pub fn each(
        &self,
        moderator: &Moderator,
        mut take: impl FnMut(Subject<'_>) -> Result<(), Error>,
    ) -> Result<End, Stop> {
        let progress = Progress::start(self.talk, Answers::AtTheEnd, moderator.report(), &self.sources);
        let (mut rows, mut refused) = (0, 0);
        // Echoed whole, because which columns are there is known only when they are read.
        for chunk in Chunks::read(self.sources.clone(), self.input.fields(), Echo::Whole) {
            let chunk = chunk?;
            let texts: Vec<&str> = chunk.iter().filter_map(text_of).collect();
            let mut scored = moderator.score_many(&texts).into_iter();
            for (row, content) in &chunk {
                let taken = match content {
                    Err(refused) => Err(Error::BadInput { what: refused.to_string() }),
                    Ok(content) => {
                        let scored = scored.next().expect("the core answers every text");
                        scored.and_then(|scored| {
                            let record = record_of(row)?;
                            let text = content.text.as_str();
                            take(Subject { place: &row.place, text, record: &record, scored: &scored })
                        })
                    }
                };
                rows += 1;
                progress.advance(row.bytes, rows);
                if let Err(error) = taken {
                    refused += 1;
                    progress.tell(&format_args!("{}: {error}", row.place));
                }
            }
        }
        progress.end(refused, rows);
        Ok(if refused > 0 { End::SomeRefused } else { End::AllAnswered })
    }
}

fn text_of((_, content): &Read) -> Option<&str> {
    content.as_ref().ok().map(|content| content.text.as_str())
}

fn record_of(row: &crate::input::Row) -> Result<Map<String, Value>, Error> {
    let record = row.echo.as_ref().and_then(|echo| serde_json::from_str(echo.get()).ok());
    record.ok_or_else(|| Error::BadInput { what: "this row cannot be read a second time".to_owned() })
}

/// A number from 0 to 1, as any kind of file has it. Null and the empty cell are unknown.
pub fn probability(field: &str, value: &Value) -> Result<Option<f64>, Error> {
    let number = match value {
        Value::Null => return Ok(None),
        Value::String(written) if written.trim().is_empty() => return Ok(None),
        Value::Bool(truth) => Some(f64::from(u8::from(*truth))),
        Value::String(written) => written.trim().parse().ok(),
        other => other.as_f64(),
    };
    match number.filter(|number| (0.0..=1.0).contains(number)) {
        Some(number) => Ok(Some(number)),
        None => {
            let shown: String = value.to_string().chars().take(40).collect();
            let what = format!(
                "`{field}` must be a number from 0 to 1, or empty where it is not known, this is {}: {shown}",
                kind_of(value)
            );
            Err(Error::BadInput { what })
        }
    }
}

/// Writes a whole file.
pub fn write(path: &Path, content: &str) -> Result<(), Stop> {
    std::fs::write(path, content).map_err(|source| unwritable(path, source))
}

/// Finds a folder that is not there before an hour of scoring is lost to it.
pub(crate) fn check_writable(path: &Path) -> Result<(), Stop> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let there = folder.map_or(Ok(()), |folder| folder.metadata().map(drop));
    let there = there.and_then(|()| match path.is_dir() {
        true => Err(std::io::Error::from(std::io::ErrorKind::IsADirectory)),
        false => Ok(()),
    });
    there.map_err(|source| unwritable(path, source))
}

fn unwritable(path: &Path, source: std::io::Error) -> Stop {
    Stop::Unwritable { file: path.display().to_string(), source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_number_may_be_written_in_any_way_that_files_have() {
        for (value, expected) in [
            (json!(1), Some(1.0)),
            (json!(0.25), Some(0.25)),
            (json!("0.25"), Some(0.25)),
            (json!(" 1 "), Some(1.0)),
            (json!(true), Some(1.0)),
            (json!(null), None),
            (json!(""), None),
        ] {
            assert_eq!(probability("insult", &value).unwrap(), expected, "{value}");
        }
    }

    #[test]
    fn what_is_no_probability_is_refused_by_name() {
        for value in [json!(2), json!(-0.1), json!("maybe"), json!("NaN"), json!([]), json!({})] {
            let said = probability("insult", &value).unwrap_err().to_string();
            assert!(said.contains("`insult`") && said.contains(&value.to_string()), "{said}");
        }
    }
}
