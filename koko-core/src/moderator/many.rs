//! Many texts at once: while the engines run some, the next are read; answers keep their order.

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use parking_lot::Mutex;

use super::blame::Blame;
use super::cascade::{Clearing, Said};
use super::reading::Reading;
use super::recording::Judged;
use super::{Lane, Moderation, Moderator, Span, Urgency};
use crate::batching::{Digests, Order, RowLogits, Rows, Ticket};
use crate::content::{Content, check_text};
use crate::error::{Error, Result};
use crate::scores::Scores;

/// How many texts go through at a time, so that a million rows need no more memory than a thousand; more where so many do
/// not fill two batches for each engine.
const CHUNK: usize = 1_024;
const LARGEST_CHUNK: usize = 16_384;
/// The first chunk is smaller, so that the engines have something to do soon; each next one is twice as large.
const FIRST_CHUNK: usize = 128;
/// For each text that a chunk may have, so many bytes; together: a single one may have more.
const BYTES_A_TEXT: usize = 1_024;
/// Texts that one thread reads at a time.
const SHARE: usize = 64;
/// Contents whose spans are looked for at the same time, for each engine. Every step of the search is a few short rows,
/// which wait for the step before: it takes several searches to fill a batch.
const SEARCHES: usize = 8;

/// A text as it was read, with what a model says about its windows.
pub(super) type Read<'t> = Result<(Reading<'t>, Said)>;

/// A content, what was found in it, and what of it counts for its author.
struct Found<'c> {
    content: &'c Content,
    reading: Reading<'c>,
    logits: Vec<RowLogits>,
    lane: Lane,
    scores: Scores,
    more: Result<(Vec<Span>, Option<Blame>)>,
}

/// A chunk that was read, with its rows on their way through the engines.
struct Underway<'t> {
    readings: Vec<Result<(Reading<'t>, Ahead)>>,
    answers: Answers,
}

/// Who answers for a text that was read.
enum Ahead {
    /// The fast lane has cleared it, or the cache knew it.
    Said(Said),
    /// The model: so many rows, with what the cache will know them by.
    Asked(Digests),
    /// The model, for another text of this chunk with the same rows.
    SameAs(usize),
}

enum Answers {
    Coming(Ticket),
    There(Result<Vec<RowLogits>>),
}

impl Moderator {
    /// Encodes and runs texts a chunk at a time, and gives each chunk to `each`, in order. A chunk is read while the
    /// one before it runs; the rows of all its texts share batches.
    pub(super) fn read_many<'t>(
        &self,
        mut texts: impl Iterator<Item = (&'t str, Clearing)>,
        order: &Order,
        mut each: impl FnMut(Vec<Read<'t>>),
    ) {
        let (workers, batching) = (self.model.workers.count(), self.model.report.batching);
        let largest = (batching.max_rows.saturating_mul(2 * workers)).clamp(CHUNK, LARGEST_CHUNK);
        let mut size = FIRST_CHUNK;
        let mut ahead: Option<Underway<'t>> = None;
        loop {
            let chunk = next_chunk(&mut texts, size);
            if chunk.is_empty() {
                break;
            }
            size = (size * 2).min(largest);
            let next = self.send(&chunk, order);
            if let Some(before) = ahead.replace(next) {
                each(self.receive(before, order));
            }
        }
        if let Some(last) = ahead {
            each(self.receive(last, order));
        }
    }

    /// Finds spans and blame, the dear part, side by side; then records and decides in order.
    pub(super) fn judge_many<'c>(
        &self,
        contents: &'c [Content],
        read: Vec<Read<'c>>,
        order: &Order,
    ) -> Vec<Result<Moderation>> {
        let found = |(read, content): (Read<'c>, &'c Content)| {
            read.map(|(reading, Said { logits, lane })| {
                let scores = self.scores(&logits);
                Found { content, reading, logits, lane, scores, more: Ok((Vec::new(), None)) }
            })
        };
        let mut found: Vec<Result<Found<'c>>> = read.into_iter().zip(contents).map(found).collect();
        self.find_more(&mut found, order);
        let mut judged = Vec::with_capacity(found.len());
        let refused: Vec<Option<Error>> = found
            .into_iter()
            .map(|found| {
                let found = found.and_then(|Found { content, reading, lane, scores, more, .. }| {
                    let (spans, blame) = more?;
                    let truncated = reading.is_truncated();
                    Ok(Judged { content, scores, spans, blame, truncated, lane })
                });
                found.map(|found| judged.push(found)).err()
            })
            .collect();
        let mut moderations = self.judge(judged).into_iter();
        let answer = |refused: Option<Error>| match refused {
            Some(error) => Err(error),
            None => moderations.next().expect("one moderation for each that was judged"),
        };
        refused.into_iter().map(answer).collect()
    }

    fn find_more(&self, found: &mut [Result<Found<'_>>], order: &Order) {
        let search = |Found { content, reading, logits, scores, more, .. }: &mut Found<'_>| {
            let spans = self.spans(content, scores, reading, logits, order);
            *more = spans.and_then(|spans| Ok((spans, self.blame(content, reading, scores, order)?)));
        };
        let has_more = |found: &&mut Found<'_>| {
            found.content.author.is_some() || !self.policy.found(found.content, &found.scores).is_empty()
        };
        let mut found: Vec<&mut Found<'_>> = found.iter_mut().flatten().filter(has_more).collect();
        match found.as_mut_slice() {
            [] => {}
            [only] => search(only),
            found => {
                let threads = found.len().min(SEARCHES * self.model.readers);
                let left = Mutex::new(found.iter_mut());
                side_by_side(threads, || {
                    self.step_aside(order);
                    let next = || left.lock().next();
                    while let Some(found) = next() {
                        search(found);
                    }
                });
            }
        }
    }

    /// Reads a chunk and hands its rows over.
    fn send<'t>(&self, chunk: &[(&'t str, Clearing)], order: &Order) -> Underway<'t> {
        // Nobody waits for texts that would only be read.
        if let Err(error) = order.check_now() {
            return Underway {
                readings: again(&error, chunk.len()),
                answers: Answers::There(Ok(Vec::new())),
            };
        }
        let mut rows = Rows::default();
        let mut asked: HashMap<Digests, usize> = HashMap::new();
        let mut readings = Vec::with_capacity(chunk.len());
        for (place, (reading, (_, clearing))) in
            self.read_chunk(chunk, order).into_iter().zip(chunk).enumerate()
        {
            readings.push(reading.map(|reading| {
                let own = self.rows(&reading);
                let ahead = match self.said_without_model(&own, *clearing) {
                    Ok(said) => Ahead::Said(said),
                    Err(digests) => match asked.get(&digests) {
                        Some(first) if !digests.is_empty() => {
                            self.cache.count_twin(&digests);
                            Ahead::SameAs(*first)
                        }
                        _ => {
                            own.iter().for_each(|row| rows.push(row.iter().copied()));
                            asked.insert(digests.clone(), place);
                            Ahead::Asked(digests)
                        }
                    },
                };
                (reading, ahead)
            }));
        }
        let answers = match order.urgency() {
            // Somebody waits for these: an engine that is free runs them here and now.
            Urgency::Interactive => Answers::There(self.model.workers.run(rows, self.batching, order)),
            Urgency::Bulk => Answers::Coming(self.model.workers.start(rows, self.batching, order.clone())),
        };
        Underway { readings, answers }
    }

    /// The answers to a chunk.
    fn receive<'t>(&self, Underway { readings, answers }: Underway<'t>, order: &Order) -> Vec<Read<'t>> {
        let answers = match answers {
            Answers::Coming(ticket) => ticket.wait(),
            Answers::There(answers) => answers,
        };
        let mut answers = match answers {
            Ok(answers) => answers.into_iter(),
            // The engine failed as a whole. Each text is tried alone, so that only those that fail are refused.
            Err(Error::InferenceFailed { .. }) => {
                let alone = |reading: Result<(Reading<'t>, Ahead)>| match reading? {
                    (reading, Ahead::Said(said)) => Ok((reading, said)),
                    (reading, _) => self.run(&reading, order).map(|logits| (reading, Said::in_full(logits))),
                };
                return readings.into_iter().map(alone).collect();
            }
            Err(error) => return again(&error, readings.len()),
        };
        let mut read: Vec<Read<'t>> = Vec::with_capacity(readings.len());
        for reading in readings {
            read.push(reading.and_then(|(reading, ahead)| {
                let said = match ahead {
                    Ahead::Said(said) => said,
                    Ahead::Asked(digests) => {
                        let own: Vec<RowLogits> =
                            answers.by_ref().take(reading.windows.ranges.len()).collect();
                        self.cache.remember(&digests, &own);
                        Said::in_full(own)
                    }
                    Ahead::SameAs(first) => match &read[first] {
                        Ok((_, said)) => said.clone(),
                        Err(error) => return Err(error.again()),
                    },
                };
                Ok((reading, said))
            }));
        }
        read
    }

    /// normalize → encode, side by side where there is enough for several threads.
    fn read_chunk<'t>(&self, chunk: &[(&'t str, Clearing)], order: &Order) -> Vec<Result<Reading<'t>>> {
        let read = |(text, _): &(&'t str, Clearing)| check_text(text).and_then(|()| self.encode(text));
        if chunk.len() <= SHARE {
            return chunk.iter().map(read).collect();
        }
        let shares = chunk.chunks(SHARE).map(|share| (share, OnceLock::<Vec<_>>::new())).collect::<Vec<_>>();
        let next = AtomicUsize::new(0);
        side_by_side(self.model.readers.min(shares.len()), || {
            self.step_aside(order);
            while let Some((share, done)) = shares.get(next.fetch_add(1, Ordering::Relaxed)) {
                done.get_or_init(|| share.iter().map(read).collect());
            }
        });
        shares.into_iter().filter_map(|(_, done)| done.into_inner()).flatten().collect()
    }

    /// For threads that were started for this call alone.
    fn step_aside(&self, order: &Order) {
        if order.urgency() == Urgency::Bulk {
            self.model.workers.step_aside();
        }
    }
}

/// The next texts of a call.
fn next_chunk<'t>(
    texts: &mut impl Iterator<Item = (&'t str, Clearing)>,
    most: usize,
) -> Vec<(&'t str, Clearing)> {
    let (mut bytes, largest_bytes) = (0, most.max(CHUNK) * BYTES_A_TEXT);
    let mut chunk = Vec::with_capacity(most.min(texts.size_hint().0));
    while chunk.len() < most
        && bytes < largest_bytes
        && let Some(text) = texts.next()
    {
        bytes += text.0.len();
        chunk.push(text);
    }
    chunk
}

/// Runs `work` on so many threads, each to its end.
fn side_by_side(threads: usize, work: impl Fn() + Sync) {
    std::thread::scope(|scope| {
        // What a thread panics with is given on when the scope ends, as if it had happened here.
        let _threads: Vec<_> = (0..threads).map(|_| scope.spawn(&work)).collect();
    });
}

/// The same refusal for every text of a chunk.
fn again<T>(error: &Error, count: usize) -> Vec<Result<T>> {
    (0..count).map(|_| Err(error.again())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_ends_by_its_texts_or_by_their_bytes() {
        let (short, long) = ("a".to_owned(), "a".repeat(CHUNK * BYTES_A_TEXT));
        let mut texts = [&short, &short, &short, &long, &short]
            .map(|text| (text.as_str(), Clearing::Allowed))
            .into_iter();
        let lengths = [2, 9, 9, 9].map(|most| next_chunk(&mut texts, most).len());
        assert_eq!(lengths, [2, 2, 1, 0]);
    }
}
