//! Which words drove a label: takes words out, and looks at what is left.
//!
//! Works with any model, and asks the question that people ask: what would have to go for this to be fine?
//! A word's weight is the mean of what it takes away from the whole text and what it brings to the empty one, the first
//! and the last term of its Shapley value: of two insults, neither is missed while the other is there.

use std::collections::HashMap;
use std::ops::Range;
use std::slice::from_ref;

use super::reading::Reading;
use super::{Moderator, Span, Word};
use crate::batching::{Order, RowLogits, Rows};
use crate::error::Result;
use crate::labels::Label;
use crate::moderator::answer::Weights;
use crate::scores::Scores;
use crate::text::NormalizedSpan;

/// Words that a span may need before the whole window is named instead.
const MAX_WORDS_TAKEN: usize = 8;

/// Words taken out at first; most labels hang on no more.
const FIRST_TRY: usize = 3;

/// How many times the odds of its threshold a label may keep without the words that bring it on their own, for each word to be
/// weighed in its place. Of labels that keep more, that takes away one in ten, and costs more than everything else here.
const NEARLY_GONE: f32 = 1.35;

/// A window that was run again with nothing but each of its words, and without some of them.
struct Probed {
    /// Rows that are run again finish what was begun.
    order: Order,
    window: Range<usize>,
    words: Vec<Range<usize>>,
    whole: Scores,
    empty: Scores,
    alone: Vec<Scores>,
    /// What is left without a set of words, sorted. Labels often hang on the same ones, so that it is asked for again.
    left: HashMap<Vec<usize>, Scores>,
    /// Whether [`Probed::take_words_out`] has run the whole window once a word, which is the dear part.
    is_weighed: bool,
}

/// Every word of the windows in which one of `labels` is highest, with its weights.
pub(super) fn words(
    moderator: &Moderator,
    order: &Order,
    reading: &Reading<'_>,
    logits: &[RowLogits],
    labels: &[Label],
) -> Result<Vec<Word>> {
    let mut words: Vec<(usize, Word)> = Vec::new();
    for window in best_windows(moderator, logits, labels) {
        let mut probed = Probed::glance(moderator, order, reading, window, &logits[window])?;
        probed.take_words_out(moderator, reading)?;
        for (index, tokens) in probed.words.iter().enumerate() {
            // Neighbouring windows share words; the first window in which a word was seen explains it.
            if words.iter().any(|(start, _)| *start == tokens.start) {
                continue;
            }
            let weights = labels.iter().map(|label| (*label, probed.weight(index, *label))).collect();
            let place = reading.positions(span_of(reading, tokens));
            let word = reading.normalized.original()[place.bytes[0]..place.bytes[1]].to_owned();
            words.push((tokens.start, Word { word, place, weights: Weights(weights) }));
        }
    }
    words.sort_by_key(|(start, _)| *start);
    Ok(words.into_iter().map(|(_, word)| word).collect())
}

/// For each label that was found, the places without which it would stay below its threshold.
pub(super) fn spans(
    moderator: &Moderator,
    order: &Order,
    reading: &Reading<'_>,
    logits: &[RowLogits],
    found: &[(Label, f32)],
) -> Result<Vec<Span>> {
    let labels: Vec<Label> = found.iter().map(|(label, _)| *label).collect();
    let mut spans = Vec::new();
    for window in best_windows(moderator, logits, &labels) {
        let mut probed = Probed::glance(moderator, order, reading, window, &logits[window])?;
        let here =
            found.iter().filter(|(label, _)| moderator.scorer.best_window(*label, logits) == Some(window));
        for (label, threshold) in here {
            let taken = fewest_words(moderator, reading, &mut probed, *label, *threshold)?;
            let places = joined(reading, &probed, taken).into_iter();
            spans.extend(places.map(|span| Span { label: *label, place: reading.positions(span) }));
        }
    }
    let order = |label: Label| labels.iter().position(|other| *other == label);
    spans.sort_by_key(|span| (order(span.label), span.place.bytes));
    Ok(spans)
}

impl Probed {
    /// Runs each word alone, which costs next to nothing.
    fn glance(
        moderator: &Moderator,
        order: &Order,
        reading: &Reading<'_>,
        window: usize,
        logits: &RowLogits,
    ) -> Result<Probed> {
        let order = order.follow_up();
        let window = reading.windows.ranges[window].clone();
        let words = reading.words(window.clone());
        let row = |tokens: Range<usize>| reading.row_without(&moderator.model.tokenizer, tokens, &[]);
        let rows = words.iter().cloned().chain(std::iter::once(0..0)).map(row).collect();
        let mut alone = run(moderator, &order, rows)?;
        let empty = alone.pop().expect("the empty row was run as the last one");
        let whole = moderator.scores(from_ref(logits));
        Ok(Probed { order, window, words, whole, empty, alone, left: HashMap::new(), is_weighed: false })
    }

    /// Runs the window without each of its words.
    fn take_words_out(&mut self, moderator: &Moderator, reading: &Reading<'_>) -> Result<()> {
        let each: Vec<Vec<usize>> = (0..self.words.len()).map(|word| vec![word]).collect();
        self.left_without(moderator, reading, &each)?;
        self.is_weighed = true;
        Ok(())
    }

    /// What is left of the window without each of these sets of words, which are sorted.
    fn left_without(
        &mut self,
        moderator: &Moderator,
        reading: &Reading<'_>,
        sets: &[Vec<usize>],
    ) -> Result<Vec<&Scores>> {
        let unknown: Vec<&Vec<usize>> = sets.iter().filter(|set| !self.left.contains_key(*set)).collect();
        let mut rows = Rows::default();
        for set in &unknown {
            let tokens: Vec<Range<usize>> = set.iter().map(|word| self.words[*word].clone()).collect();
            rows.push(reading.row_without(&moderator.model.tokenizer, self.window.clone(), &tokens));
        }
        if !unknown.is_empty() {
            let scores = run(moderator, &self.order, rows)?;
            self.left.extend(unknown.into_iter().cloned().zip(scores));
        }
        Ok(sets.iter().map(|set| &self.left[set]).collect())
    }

    /// What a word does to a label, as far as it is known.
    fn weight(&self, word: usize, label: Label) -> f32 {
        let of = |scores: &Scores| scores.get(label).unwrap_or_default();
        let brought = of(&self.alone[word]) - of(&self.empty);
        match self.left.get(&[word][..]).filter(|_| self.is_weighed) {
            Some(without) => (of(&self.whole) - of(without) + brought) / 2.0,
            None => brought,
        }
    }
}

fn run(moderator: &Moderator, order: &Order, rows: Rows) -> Result<Vec<Scores>> {
    let logits = moderator.model.workers.run(rows, moderator.batching, order)?;
    Ok(logits.iter().map(|row| moderator.scores(from_ref(row))).collect())
}

/// A set of words, as small as can be, without which the label stays below its threshold.
///
/// Words that bring the label on their own are tried first. Where that nearly does it, or no word brings the label, which then
/// hangs on how words go together, each is weighed in its place. Where the label never goes, the set that does most is named;
/// where no word matters, all of them.
fn fewest_words(
    moderator: &Moderator,
    reading: &Reading<'_>,
    probed: &mut Probed,
    label: Label,
    threshold: f32,
) -> Result<Vec<usize>> {
    let heaviest = heaviest_words(reading, probed, label);
    let mut tried = take_out(moderator, reading, probed, &heaviest, label, threshold)?;
    if !probed.is_weighed && tried.asks_for_weights(threshold) {
        probed.take_words_out(moderator, reading)?;
        let heaviest = heaviest_words(reading, probed, label);
        tried = take_out(moderator, reading, probed, &heaviest, label, threshold)?;
    }
    match tried {
        Tried::Gone(words) | Tried::Stays { lowest_without: words, .. } if !words.is_empty() => Ok(words),
        _ => Ok((0..probed.words.len()).collect()),
    }
}

/// The words that bring a label, the heaviest first. Punctuation is nobody's reason.
fn heaviest_words(reading: &Reading<'_>, probed: &Probed, label: Label) -> Vec<usize> {
    let is_written = |word: &usize| {
        let span = span_of(reading, &probed.words[*word]);
        !reading.normalized.text()[span.start..span.end].chars().all(|ch| ch.is_ascii_punctuation())
    };
    let mut words: Vec<usize> = (0..probed.words.len()).filter(is_written).collect();
    words.retain(|word| probed.weight(*word, label) > 0.0);
    words.sort_by(|a, b| probed.weight(*b, label).total_cmp(&probed.weight(*a, label)));
    words.truncate(MAX_WORDS_TAKEN);
    words
}

/// What came of taking words out.
enum Tried {
    /// The label is gone without these, and each of them is needed for that.
    Gone(Vec<usize>),
    /// It never is; without these it is lowest, and that much is left.
    Stays { left: f32, lowest_without: Vec<usize> },
}

impl Tried {
    /// Whether more may come of it once each word is weighed in its place.
    fn asks_for_weights(&self, threshold: f32) -> bool {
        let odds = |probability: f32| probability / (1.0 - probability);
        match self {
            Tried::Gone(_) => false,
            Tried::Stays { left, lowest_without } => {
                lowest_without.is_empty() || odds(*left) <= NEARLY_GONE * odds(threshold)
            }
        }
    }
}

/// Takes out the heaviest words one after the other until the label is gone, then puts back those that need not have
/// gone.
fn take_out(
    moderator: &Moderator,
    reading: &Reading<'_>,
    probed: &mut Probed,
    heaviest: &[usize],
    label: Label,
    threshold: f32,
) -> Result<Tried> {
    let sorted = |words: &[usize]| {
        let mut set = words.to_vec();
        set.sort_unstable();
        set
    };
    let mut left_without = |sets: Vec<Vec<usize>>| -> Result<Vec<f32>> {
        let left = probed.left_without(moderator, reading, &sets)?;
        Ok(left.iter().map(|scores| scores.get(label).unwrap_or_default()).collect())
    };
    let mut left = Vec::new();
    for counts in [1..FIRST_TRY.min(heaviest.len()) + 1, FIRST_TRY + 1..heaviest.len() + 1] {
        left.extend(left_without(counts.map(|count| sorted(&heaviest[..count])).collect())?);
        if left.iter().any(|score| *score < threshold) {
            break;
        }
    }
    let Some(enough) = left.iter().position(|score| *score < threshold) else {
        let lowest = (0..left.len()).min_by(|a, b| left[*a].total_cmp(&left[*b]));
        let lowest_without = sorted(&heaviest[..lowest.map_or(0, |lowest| lowest + 1)]);
        let left = lowest.map_or(1.0, |lowest| left[lowest]);
        return Ok(Tried::Stays { left, lowest_without });
    };
    let mut taken = sorted(&heaviest[..=enough]);
    // From the lightest: the heavier of two words that could both be spared is the one that people would point at.
    for word in heaviest[..enough].iter().rev() {
        let others: Vec<usize> = taken.iter().copied().filter(|other| other != word).collect();
        if left_without(vec![others.clone()])?.iter().all(|score| *score < threshold) {
            taken = others;
        }
    }
    Ok(Tried::Gone(taken))
}

/// Places of words, neighbours made one.
fn joined(reading: &Reading<'_>, probed: &Probed, words: Vec<usize>) -> Vec<NormalizedSpan> {
    let mut spans: Vec<(usize, NormalizedSpan)> = Vec::new();
    for word in words {
        let span = span_of(reading, &probed.words[word]);
        match spans.last_mut() {
            Some((last, before)) if *last + 1 == word => {
                before.end = span.end;
                *last = word;
            }
            _ => spans.push((word, span)),
        }
    }
    spans.into_iter().map(|(_, span)| span).collect()
}

fn span_of(reading: &Reading<'_>, tokens: &Range<usize>) -> NormalizedSpan {
    let spans = &reading.encoding.spans[tokens.clone()];
    NormalizedSpan {
        start: spans.first().map_or(0, |span| span.start),
        end: spans.last().map_or(0, |span| span.end),
    }
}

/// The windows in which some label is highest, from left to right.
fn best_windows(moderator: &Moderator, logits: &[RowLogits], labels: &[Label]) -> Vec<usize> {
    let mut windows: Vec<usize> =
        labels.iter().filter_map(|label| moderator.scorer.best_window(*label, logits)).collect();
    windows.sort_unstable();
    windows.dedup();
    windows
}
