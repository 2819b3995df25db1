//! Answers for people: a block for each text, and at the end what there is to know about all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::ops::Range;

use koko_core::actor::{Band, Standing};
use koko_core::content::Content;
use koko_core::error::Error;
use koko_core::labels::Label;
use koko_core::moderator::{Moderation, Scored, Word};
use koko_core::policy::{Action, Reason};
use koko_core::scores::Scores;

use super::calendar::date_and_time;
use super::marked::{lines, one_line};
use super::paint::{Ink, Paint, bar};
use super::watch::{Watch, in_words};
use super::{Answer, Found, Output};
use crate::input::Row;

/// Where everything but the action begins.
const INDENT: usize = 10;

/// Scores below this are not worth a bar.
const LOWEST_BAR: f32 = 0.2;

/// Words that are shown with what they weigh, the heaviest first.
const MAX_WORDS: usize = 6;

/// Weights below this are noise.
const LOWEST_WEIGHT: f32 = 0.02;

/// Writes blocks.
pub struct Pretty<W> {
    to: W,
    paint: Paint,
    width: usize,
    actions: BTreeMap<Action, usize>,
    refused: usize,
    watch: Watch,
}

impl<W: Write> Pretty<W> {
    /// Writes lines of at most `width` columns to `to`.
    pub fn new(to: W, paint: Paint, width: usize) -> Self {
        let (actions, watch) = (BTreeMap::new(), Watch::default());
        Pretty { to, paint, width: width.max(40), actions, refused: 0, watch }
    }

    fn moderated(&mut self, row: &Row, content: &Content, moderation: &Moderation) -> io::Result<()> {
        let Moderation { scores, decision, spans, standing, receipt: _, truncated, lane: _ } = moderation;
        *self.actions.entry(decision.action).or_default() += 1;
        if let Some(standing) = standing {
            self.watch.see(standing);
        }
        self.head(decision.action.as_str(), Ink::of_action(decision.action), &heading(row, content))?;
        let places: Vec<Range<usize>> =
            spans.iter().map(|span| span.place.bytes[0]..span.place.bytes[1]).collect();
        self.text(content.text.as_str(), &places)?;
        self.reasons(&decision.reasons)?;
        self.numbers(&decision.reasons, scores, standing.as_ref())?;
        self.truncated(*truncated)
    }

    fn text(&mut self, text: &str, places: &[Range<usize>]) -> io::Result<()> {
        if text.is_empty() {
            return self.line(&self.paint.with(Ink::Faint, "(empty)"));
        }
        for line in lines(text, places, self.width - INDENT, self.paint) {
            self.line(&line)?;
        }
        Ok(())
    }

    fn reasons(&mut self, reasons: &[Reason]) -> io::Result<()> {
        for reason in reasons {
            let bullet = self.paint.with(Ink::of_action(reason.action), "•");
            for (number, line) in
                lines(&reason.because, &[], self.width - INDENT - 2, self.paint).iter().enumerate()
            {
                let bullet = if number == 0 { bullet.as_str() } else { " " };
                self.line(&format!("{bullet} {line}"))?;
            }
        }
        Ok(())
    }

    /// The labels behind the reasons, and the author where they stand at Watch or above.
    fn numbers(
        &mut self,
        reasons: &[Reason],
        scores: &Scores,
        standing: Option<&Standing>,
    ) -> io::Result<()> {
        let named: BTreeSet<Label> =
            reasons.iter().flat_map(|reason| reason.labels.iter().copied()).collect();
        let mut named: Vec<_> =
            named.into_iter().filter_map(|label| Some((label, scores.get(label)?))).collect();
        named.sort_by(|left, right| right.1.total_cmp(&left.1));
        let mut parts: Vec<_> = named
            .iter()
            .map(|(label, score)| self.paint.with(Ink::Faint, &format!("{label} {score:.2}")))
            .collect();
        if let Some(standing) = standing.filter(|standing| standing.band >= Band::Watch) {
            let band = self.paint.with(Ink::of_band(standing.band), in_words(standing.band));
            let Standing { probability, low, high, family, .. } = standing;
            let numbers = format!("({} {probability:.2}, {low:.2}–{high:.2})", family.as_str());
            parts.push(format!("author stands at {band} {}", self.paint.with(Ink::Faint, &numbers)));
        }
        match parts.is_empty() {
            true => Ok(()),
            false => self.line(&format!("  {}", parts.join(" · "))),
        }
    }

    fn scored(&mut self, row: &Row, content: &Content, scored: &Scored) -> io::Result<()> {
        let Scored { scores, truncated, attributes: _, lane: _ } = scored;
        let id = row.id.as_ref().map_or_else(|| row.place.number().to_string(), id_shown);
        let text = one_line(content.text.as_str(), self.width - INDENT, self.paint);
        let id = one_line(&id, INDENT - 1, Paint::Plain);
        let padding = " ".repeat(INDENT.saturating_sub(console::measure_text_width(&id)));
        writeln!(self.to, "{}{padding}{text}", self.paint.with(Ink::Faint, &id))?;
        let mut high: Vec<_> = scores.iter().filter(|(_, score)| *score >= LOWEST_BAR).collect();
        high.sort_by(|left, right| right.1.total_cmp(&left.1));
        for (label, score) in high {
            let bar = self.paint.with(Ink::of_probability(score), &bar(score));
            self.line(&format!("{:<16} {bar} {score:.2}", label.as_str()))?;
        }
        self.truncated(*truncated)
    }

    fn refused(&mut self, row: &Row, error: &Error) -> io::Result<()> {
        self.refused += 1;
        let id = row.id.as_ref().map(|id| format!("{} · ", id_shown(id))).unwrap_or_default();
        self.head("refused", Ink::Stop, &format!("{id}{}", row.place))?;
        for line in lines(&error.to_string(), &[], self.width - INDENT, Paint::Plain) {
            self.line(&line)?;
        }
        Ok(())
    }

    fn words(&mut self, words: &[Word]) -> io::Result<()> {
        let mut heavy: Vec<(&str, Label, f32)> = words
            .iter()
            .flat_map(|word| {
                word.weights.0.iter().map(|(label, weight)| (word.word.as_str(), *label, *weight))
            })
            .filter(|(_, _, weight)| weight.abs() >= LOWEST_WEIGHT)
            .collect();
        heavy.sort_by(|left, right| right.2.abs().total_cmp(&left.2.abs()));
        for (word, label, weight) in heavy.into_iter().take(MAX_WORDS) {
            let word = one_line(word, 24, Paint::Plain);
            let padding = " ".repeat(24_usize.saturating_sub(console::measure_text_width(&word)));
            self.line(&format!(
                "{word}{padding} {} {weight:+.2}",
                self.paint.with(Ink::Faint, label.as_str())
            ))?;
        }
        Ok(())
    }

    fn truncated(&mut self, truncated: bool) -> io::Result<()> {
        match truncated {
            true => self.line("• The text is so long that only samples of it were read"),
            false => Ok(()),
        }
    }

    fn head(&mut self, word: &str, ink: Ink, rest: &str) -> io::Result<()> {
        let padding = " ".repeat(INDENT.saturating_sub(word.len()));
        let rest = one_line(rest, self.width - INDENT, Paint::Plain);
        writeln!(self.to, "{}{padding}{}", self.paint.with(ink, word), self.paint.with(Ink::Faint, &rest))
    }

    fn line(&mut self, line: &str) -> io::Result<()> {
        match line.is_empty() {
            true => writeln!(self.to),
            false => writeln!(self.to, "{:INDENT$}{line}", ""),
        }
    }

    fn summary(&mut self) -> io::Result<()> {
        let counts =
            Action::ALL.iter().filter_map(|action| self.actions.get(action).map(|count| (action, count)));
        let mut parts: Vec<_> = counts
            .map(|(action, count)| {
                format!("{count} {}", self.paint.with(Ink::of_action(*action), action.as_str()))
            })
            .collect();
        if self.refused > 0 {
            parts.push(format!("{} {}", self.refused, self.paint.with(Ink::Stop, "refused")));
        }
        let total = self.actions.values().sum::<usize>() + self.refused;
        writeln!(self.to, "{}", self.paint.with(Ink::Faint, &"─".repeat(self.width)))?;
        let total = self.paint.with(Ink::Strong, &counted(total, "content"));
        writeln!(self.to, "{total}: {}\n", parts.join(" · "))?;
        self.watch.write(&mut self.to, self.paint, self.width)
    }
}

impl<W: Write> Output for Pretty<W> {
    fn answer(&mut self, row: &Row, answer: &Answer<'_>) -> io::Result<()> {
        match answer {
            Answer::Found { content, found, words } => {
                match found {
                    Found::Moderated(moderation) => self.moderated(row, content, moderation)?,
                    Found::Scored(scored) => self.scored(row, content, scored)?,
                }
                self.words(words.as_deref().unwrap_or_default())?;
            }
            Answer::Refused(error) => self.refused(row, error)?,
        }
        writeln!(self.to)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }

    fn end(&mut self) -> io::Result<()> {
        if !self.actions.is_empty() {
            self.summary()?;
        }
        self.to.flush()
    }
}

/// Who, where, when and which, as far as that is known.
fn heading(row: &Row, content: &Content) -> String {
    let who = match (&content.author, &content.community) {
        (Some(author), Some(community)) => Some(format!("{author} in {community}")),
        (Some(author), None) => Some(author.to_string()),
        (None, Some(community)) => Some(format!("somebody in {community}")),
        (None, None) => None,
    };
    let when = row.at.map(date_and_time);
    let which = row.id.as_ref().map_or_else(|| row.place.to_string(), id_shown);
    [who, when, Some(which)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn id_shown(id: &serde_json::Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use koko_core::actor::Band;

    fn shown(paint: Paint, answers: Vec<(&str, Option<Found>)>) -> String {
        let mut pretty = Pretty::new(Vec::new(), paint, 100);
        for (record, found) in answers {
            let (row, content) = samples::read(record);
            let answer = match (found, &content) {
                (Some(found), Ok(content)) => Answer::Found { content, found, words: None },
                _ => Answer::Refused(content.unwrap_err()),
            };
            pretty.answer(&row, &answer).unwrap();
        }
        pretty.end().unwrap();
        String::from_utf8(pretty.to).unwrap()
    }

    const RECORD: &str =
        r#"{"id": "c1", "text": "you 1d10t", "author": "rook", "community": "arena", "at": 1794212520}"#;

    #[test]
    fn a_block_says_what_happens_to_what_and_why() {
        let standing = samples::standing("rook", Band::Watch, 2_300);
        let moderation = samples::moderation("you 1d10t", "1d10t", Some(standing));
        let shown = shown(Paint::Plain, vec![(RECORD, Some(Found::Moderated(Box::new(moderation))))]);
        let expected = "\
review    rook in arena · 2026-11-09 08:22 · c1
          you ⟦1d10t⟧
          • Insults somebody
            insult 0.50 · author stands at watch (harassment 0.13, 0.05–0.40)
";
        assert!(shown.starts_with(expected), "{shown}");
        assert!(shown.contains("1 content: 1 review\n") && shown.contains("Authors to watch\n"), "{shown}");
        assert!(!shown.contains('\x1b'), "{shown}");
    }

    #[test]
    fn colours_take_the_place_of_marks() {
        let moderation = samples::moderation("you 1d10t", "1d10t", None);
        let shown = shown(Paint::Color, vec![(RECORD, Some(Found::Moderated(Box::new(moderation))))]);
        assert!(shown.contains("you \x1b[30;43m1d10t\x1b[0m\n") && !shown.contains('⟦'), "{shown}");
    }

    #[test]
    fn a_refused_row_has_a_block_and_is_counted() {
        let moderation = samples::moderation("you 1d10t", "1d10t", None);
        let shown = shown(
            Paint::Plain,
            vec![
                (RECORD, Some(Found::Moderated(Box::new(moderation)))),
                ("{\"id\": \"c2\", \"text\": 5}", None),
            ],
        );
        assert!(shown.contains("refused   c2 · test, line 1\n          `text` must be a string"), "{shown}");
        assert!(shown.contains("2 contents: 1 review · 1 refused\n"), "{shown}");
    }

    #[test]
    fn scores_are_bars_and_low_ones_are_left_out() {
        let scored = samples::scored(&["insult"]);
        let shown =
            shown(Paint::Plain, vec![("{\"id\": 7, \"text\": \"you 1d10t\"}", Some(Found::Scored(scored)))]);
        assert_eq!(shown, "7         you 1d10t\n          insult           █████░░░░░ 0.50\n\n");
    }
}
