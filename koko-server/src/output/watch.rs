//! Remembers the authors that somebody should look at, and lists them at the end.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use koko_core::actor::{Band, Standing};

use super::marked::one_line;
use super::paint::{Ink, Paint};

/// Authors that are listed; of more, only the number is told.
const MAX_LISTED: usize = 50;

/// The authors to watch, each as they stood last.
#[derive(Debug, Default)]
pub struct Watch {
    authors: BTreeMap<String, Standing>,
}

impl Watch {
    /// Takes note of how an author stands now.
    pub fn see(&mut self, standing: &Standing) {
        let author = standing.author.as_str();
        match is_worth_a_look(standing) {
            true => self.authors.insert(author.to_owned(), standing.clone()),
            false => self.authors.remove(author),
        };
    }

    /// Lists them, the worst first.
    pub fn write(&self, to: &mut impl Write, paint: Paint, width: usize) -> io::Result<()> {
        if self.authors.is_empty() {
            return writeln!(to, "{}", paint.with(Ink::Faint, "No authors to watch"));
        }
        let mut authors: Vec<_> = self.authors.values().collect();
        authors.sort_by_key(|standing| (Reverse(standing.band), Reverse(standing.total_mn)));
        writeln!(to, "{}", paint.with(Ink::Strong, "Authors to watch"))?;
        list(to, &authors[..authors.len().min(MAX_LISTED)], paint, width)?;
        match authors.len().saturating_sub(MAX_LISTED) {
            0 => Ok(()),
            more => writeln!(to, "  … and {more} more"),
        }
    }
}

/// Lists standings as they come, each with its reasons.
pub fn list(to: &mut impl Write, standings: &[&Standing], paint: Paint, width: usize) -> io::Result<()> {
    let names = standings.iter().map(|standing| standing.author.as_str().chars().count());
    let columns = Columns { author: names.max().unwrap_or(0).clamp(6, 36) };
    let heading = columns.line("author", "family", "probability", "low–high", "standing");
    writeln!(to, "{}", paint.with(Ink::Faint, &heading))?;
    standings.iter().try_for_each(|standing| columns.write(to, standing, paint, width))
}

/// At least Watch; or too little history to say, but something that was noticed.
fn is_worth_a_look(standing: &Standing) -> bool {
    match standing.band {
        Band::Unknown => standing.findings.iter().any(|finding| finding.contribution_mn > 0),
        band => band >= Band::Watch,
    }
}

/// A band as people say it.
pub fn in_words(band: Band) -> &'static str {
    match band {
        Band::Unknown => "insufficient history",
        known => known.as_str(),
    }
}

struct Columns {
    author: usize,
}

impl Columns {
    fn line(&self, author: &str, family: &str, probability: &str, range: &str, band: &str) -> String {
        let width = self.author;
        format!("  {author:<width$}  {family:<12}  {probability:>11}  {range:>9}  {band}")
    }

    fn write(&self, to: &mut impl Write, standing: &Standing, paint: Paint, width: usize) -> io::Result<()> {
        let author = one_line(standing.author.as_str(), self.author + 1, Paint::Plain);
        let probability = format!("{:.2}", standing.probability);
        let range = format!("{:.2}–{:.2}", standing.low, standing.high);
        let band = paint.with(Ink::of_band(standing.band), in_words(standing.band));
        writeln!(to, "{}", self.line(&author, standing.family.as_str(), &probability, &range, &band))?;
        for finding in &standing.findings {
            let nats = f64::from(finding.contribution_mn) / 1_000.0;
            let because = one_line(&finding.because(), width.saturating_sub(self.author + 13), Paint::Plain);
            let indent = self.author + 4;
            let line = format!("{:indent$}{nats:>+6.2}  {because}", "");
            writeln!(to, "{}", paint.with(Ink::Faint, &line))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn listed(standings: &[Standing]) -> String {
        let mut watch = Watch::default();
        standings.iter().for_each(|standing| watch.see(standing));
        let mut written = Vec::new();
        watch.write(&mut written, Paint::Plain, 100).unwrap();
        String::from_utf8(written).unwrap()
    }

    #[test]
    fn calm_authors_are_not_listed() {
        let shown = listed(&[
            samples::standing("mara", Band::Calm, 900),
            samples::standing("tom", Band::Unknown, -200),
        ]);
        assert_eq!(shown, "No authors to watch\n");
    }

    #[test]
    fn the_worst_come_first_and_little_history_is_said_in_words() {
        let shown = listed(&[
            samples::standing("single", Band::Unknown, 1_930),
            samples::standing("rook", Band::High, 5_000),
            samples::standing("gale", Band::Watch, 2_300),
        ]);
        let order: Vec<_> = ["rook", "gale", "single"].iter().map(|name| shown.find(name).unwrap()).collect();
        assert!(order.is_sorted(), "{shown}");
        assert!(shown.contains("insufficient history") && shown.contains(" +5.00  "), "{shown}");
    }

    #[test]
    fn who_calmed_down_leaves_the_list() {
        let shown =
            listed(&[samples::standing("rook", Band::High, 5_000), samples::standing("rook", Band::Calm, 0)]);
        assert_eq!(shown, "No authors to watch\n");
    }
}
