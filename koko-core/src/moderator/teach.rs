//! Reads the examples that a label is taught from: once each, in an order of its own, as the model sees them.

use std::collections::BTreeMap;

use super::Moderator;
use crate::batching::{CallOptions, Order, RowLogits, Rows, Urgency, Want};
use crate::content::check_text;
use crate::error::{Error, Result};
use crate::labels::Label;
use crate::scores::{Example, Lesson, Side};

/// Examples that are taken at the most. Beyond them it is no longer teaching, but training.
const MAX_EXAMPLES: usize = 20_000;
/// How many examples run at a time, so that long ones do not fill the memory.
const CHUNK: usize = 1_024;

/// The different texts, by the digest of what the model reads of them: an order that has nothing to do with the one in which
/// they were given, nor with what they say.
type Texts = BTreeMap<[u8; 32], Found>;

struct Found {
    rows: Rows,
    side: Side,
    /// Whether the same text was on the other side as well.
    on_both: bool,
}

/// What was noticed on the way, in numbers of texts.
#[derive(Default)]
struct Noticed {
    on_both: usize,
    repeated: usize,
    empty: usize,
    truncated: usize,
}

pub(super) fn lesson(
    moderator: &Moderator,
    label: Label,
    positives: &[&str],
    negatives: &[&str],
) -> Result<Lesson> {
    let count = positives.len() + negatives.len();
    if count > MAX_EXAMPLES {
        let what = format!(
            "`{label}` has {count} examples, more than the {MAX_EXAMPLES} that a label is taught from: a few hundred do"
        );
        return Err(Error::BadInput { what });
    }
    let (mut texts, mut noticed) = (Texts::new(), Noticed::default());
    for (given, side) in [(positives, Side::Positive), (negatives, Side::Negative)] {
        for text in given {
            read(moderator, text, side, &mut texts, &mut noticed)?;
        }
    }
    let before = texts.len();
    texts.retain(|_, found| !found.on_both);
    noticed.on_both = before - texts.len();
    let examples = run(moderator, texts.into_values().collect())?;
    let (model, normalizer) = (moderator.ids.model.clone(), moderator.ids.normalizer.clone());
    Ok(Lesson { label, model, normalizer, examples, warnings: noticed.in_words() })
}

fn read(
    moderator: &Moderator,
    text: &str,
    side: Side,
    texts: &mut Texts,
    noticed: &mut Noticed,
) -> Result<()> {
    check_text(text)?;
    let reading = moderator.encode(text)?;
    let mut rows = Rows::default();
    reading.add_rows(&moderator.model.tokenizer, &mut rows);
    if rows.is_empty() {
        noticed.empty += 1;
        return Ok(());
    }
    noticed.truncated += usize::from(reading.is_truncated());
    texts
        .entry(digest(&reading.encoding.ids))
        .and_modify(|found| match found.side == side {
            true => noticed.repeated += 1,
            false => found.on_both = true,
        })
        .or_insert(Found { rows, side, on_both: false });
    Ok(())
}

fn run(moderator: &Moderator, texts: Vec<Found>) -> Result<Vec<Example>> {
    let order = Order::now(&CallOptions::default(), Urgency::Bulk, Want::Embeddings);
    let mut examples = Vec::with_capacity(texts.len());
    for chunk in texts.chunks(CHUNK) {
        let rows = chunk.iter().flat_map(|found| found.rows.iter()).map(|row| row.iter().copied()).collect();
        let answers = moderator.model.workers.run(rows, moderator.batching, &order)?;
        let mut embeddings = answers.into_iter().map(|RowLogits { embedding, .. }| embedding);
        examples.extend(chunk.iter().map(|found| Example {
            side: found.side,
            windows: embeddings.by_ref().take(found.rows.count()).collect(),
        }));
    }
    Ok(examples)
}

impl Noticed {
    fn in_words(&self) -> Vec<String> {
        let told = [
            (self.on_both, "found on both sides and left out: decide where each of them belongs"),
            (self.repeated, "the same as another one, as the model reads them, and counted once"),
            (self.empty, "without a word, and left out"),
            (self.truncated, "so long that only samples of it were read"),
        ];
        let told = told.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(count, what)| format!("{count} {}: {what}", if count == 1 { "text" } else { "texts" }))
            .collect()
    }
}

/// Two texts that are one text to the model have one digest.
fn digest(ids: &[i64]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for id in ids {
        hasher.update(&id.to_le_bytes());
    }
    hasher.finalize().into()
}
