//! Calls about which something is said: who waits, for how long, and whether still.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cascade::{Clearing, Said};
use super::recording::Judged;
use super::{CallOptions, Explanation, Moderation, Moderator, Scored, Urgency, explain, no_parity};
use crate::batching::Order;
use crate::content::{Content, check_text};
use crate::error::Result;

/// A moderator, and what its caller says about the next calls; see [`Moderator::with`].
///
/// Every call does what the one of the same name of [`Moderator`] does. With a deadline or a way to call it off it may
/// also be refused with [`ErrorKind::DeadlineExceeded`](crate::error::ErrorKind::DeadlineExceeded) or
/// [`ErrorKind::Cancelled`](crate::error::ErrorKind::Cancelled); of many texts, those that were answered by then keep
/// their answers.
pub struct Call<'m> {
    moderator: &'m Moderator,
    options: CallOptions,
    clearing: Clearing,
}

impl<'m> Call<'m> {
    pub(super) fn new(moderator: &'m Moderator, options: CallOptions) -> Call<'m> {
        Call { moderator, options, clearing: Clearing::Allowed }
    }

    /// The same, but the full model reads every text, whatever the fast lane would clear: for exact scores of harmless texts.
    pub fn in_full(self) -> Call<'m> {
        Call { clearing: Clearing::Forbidden, ..self }
    }

    /// [`Moderator::score`]
    pub fn score(&self, text: &str) -> Result<Scored> {
        check_text(text)?;
        let reading = self.moderator.encode(text)?;
        let said = self.moderator.ask(&reading, self.clearing, &self.order(Urgency::Interactive))?;
        Ok(self.moderator.scored(&reading, &said))
    }

    /// [`Moderator::score_many`]
    pub fn score_many<T: AsRef<str>>(&self, texts: &[T]) -> Vec<Result<Scored>> {
        let mut done = Vec::with_capacity(texts.len());
        let texts = texts.iter().map(|text| (text.as_ref(), self.clearing));
        self.moderator.read_many(texts, &self.order(Urgency::Bulk), |read| {
            done.extend(read.into_iter().map(|read| {
                let (reading, said) = read?;
                Ok(self.moderator.scored(&reading, &said))
            }));
        });
        done
    }

    /// Scores a text without blocking: `then` gets the answer, or why there is none, exactly once.
    ///
    /// The text is cut into word pieces on the calling thread, which takes well under a millisecond. `then` runs on a
    /// thread that the next batch needs, or on the calling one if the text is refused at once: it should only pass the
    /// answer on, and must not call the moderator.
    pub fn submit(&self, text: &str, then: impl FnOnce(Result<Scored>) + Send + 'static) {
        let reading = match check_text(text).and_then(|()| self.moderator.encode(text)) {
            Ok(reading) => reading,
            Err(error) => return then(Err(error)),
        };
        let order = self.order(Urgency::Interactive);
        if let Err(error) = order.check_now() {
            return then(Err(error));
        }
        let rows = self.moderator.rows(&reading);
        let (scorer, truncated) = (Arc::clone(&self.moderator.scorer), reading.is_truncated());
        let digests = match self.moderator.said_without_model(&rows, self.clearing) {
            Ok(said) => return then(Ok(Scored::of(&scorer, &said, truncated))),
            Err(digests) => digests,
        };
        let cache = Arc::clone(&self.moderator.cache);
        self.moderator.model.workers.submit(rows, self.moderator.batching, order, move |answers| {
            then(answers.map(|answers| {
                cache.remember(&digests, &answers);
                Scored::of(&scorer, &Said::in_full(answers), truncated)
            }));
        });
    }

    /// [`Moderator::perspective`]
    pub fn perspective(&self, text: &str) -> Result<BTreeMap<String, f64>> {
        let parity = self.moderator.parity().ok_or_else(no_parity)?;
        let Scored { scores, attributes, .. } = self.again_in_full().score(text)?;
        Ok(parity.scores(&scores, &attributes))
    }

    /// [`Moderator::perspective_many`]
    pub fn perspective_many<T: AsRef<str>>(&self, texts: &[T]) -> Vec<Result<BTreeMap<String, f64>>> {
        let Some(parity) = self.moderator.parity() else {
            return texts.iter().map(|_| Err(no_parity())).collect();
        };
        let carried = |Scored { scores, attributes, .. }| parity.scores(&scores, &attributes);
        self.again_in_full().score_many(texts).into_iter().map(|scored| scored.map(carried)).collect()
    }

    /// [`Moderator::moderate`]
    pub fn moderate(&self, content: &Content) -> Result<Moderation> {
        let order = self.order(Urgency::Interactive);
        let reading = self.moderator.encode(content.text.as_str())?;
        let said = self.moderator.ask(&reading, self.clearing_of(content), &order)?;
        let scores = self.moderator.scores(&said.logits);
        // Before anything is recorded: a call that is off by now, or too late, counts for nobody.
        let spans = self.moderator.spans(content, &scores, &reading, &said.logits, &order)?;
        let blame = self.moderator.blame(content, &reading, &scores, &order)?;
        let truncated = reading.is_truncated();
        let judged = Judged { content, scores, spans, blame, truncated, lane: said.lane };
        self.moderator.judge(vec![judged]).pop().expect("one answer for one content")
    }

    /// [`Moderator::moderate_many`]
    pub fn moderate_many(&self, contents: &[Content]) -> Vec<Result<Moderation>> {
        let order = self.order(Urgency::Bulk);
        let mut done = Vec::with_capacity(contents.len());
        let texts = contents.iter().map(|content| (content.text.as_str(), self.clearing_of(content)));
        self.moderator.read_many(texts, &order, |read| {
            let chunk = &contents[done.len()..];
            done.extend(self.moderator.judge_many(chunk, read, &order));
        });
        done
    }

    /// [`Moderator::explain`]
    pub fn explain(&self, text: &str) -> Result<Explanation> {
        check_text(text)?;
        let order = self.order(Urgency::Interactive);
        let reading = self.moderator.encode(text)?;
        let logits = self.moderator.run(&reading, &order)?;
        let words = explain::words(self.moderator, &order, &reading, &logits, self.moderator.labels())?;
        let scores = self.moderator.scores(&logits);
        Ok(Explanation { scores, truncated: reading.is_truncated(), words })
    }

    /// [`Moderator::embed`]
    pub fn embed(&self, text: &str) -> Result<Vec<f32>> {
        check_text(text)?;
        let order = self.order(Urgency::Interactive).with_embeddings();
        // Past the cache, which keeps no embeddings that nobody needs.
        let rows = self.moderator.rows(&self.moderator.encode(text)?);
        let logits = self.moderator.model.workers.run(rows, self.moderator.batching, &order)?;
        let mut mean = vec![0.0; self.moderator.model.encoder.embedding_size];
        for window in &logits {
            let sums = mean.iter_mut().zip(&window.embedding);
            sums.for_each(|(sum, number)| *sum += number / logits.len() as f32);
        }
        Ok(mean)
    }

    fn again_in_full(&self) -> Call<'m> {
        Call::new(self.moderator, self.options.clone()).in_full()
    }

    fn clearing_of(&self, content: &Content) -> Clearing {
        match self.clearing {
            Clearing::Allowed => self.moderator.clearing(content),
            Clearing::Forbidden => Clearing::Forbidden,
        }
    }

    /// From now on.
    fn order(&self, usual: Urgency) -> Order {
        Order::now(&self.options, usual, self.moderator.scorer.wants())
    }
}
