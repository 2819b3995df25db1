//! What of a content counts for its author: the words that are theirs, and how they were written.
//!
//! The decision is about the whole content. The standing is about the author, who neither wrote what they quote nor gets away
//! with a disguise: a harmful text is read again without its quotes, and again as it was written if disguises were taken off.

use super::Moderator;
use super::reading::Reading;
use crate::actor::LabelScores;
use crate::batching::Order;
use crate::content::Content;
use crate::error::Result;
use crate::scores::Scores;
use crate::text::own_words;

/// What is recorded of a content.
pub(super) struct Blame {
    pub(super) text: String,
    /// As it was written, and with disguises taken off if there were any that mattered.
    pub(super) scores: LabelScores,
    pub(super) unmasked: LabelScores,
}

impl Moderator {
    /// → the part of the author; nothing where nobody is named. Costs a run or two for harmful texts with quotes or disguises,
    /// and a glance for others.
    pub(super) fn blame(
        &self,
        content: &Content,
        reading: &Reading<'_>,
        scores: &Scores,
        order: &Order,
    ) -> Result<Option<Blame>> {
        if content.author.is_none() {
            return Ok(None);
        }
        let whole = content.text.as_str();
        let Some(own) = own_words(whole) else {
            return self.written(whole, reading, LabelScores::from(scores), order).map(Some);
        };
        let scores = LabelScores::from(scores);
        if self.ledger.harm_in(&scores) == 0.0 {
            return Ok(Some(Blame { text: own, scores, unmasked: LabelScores::default() }));
        }
        let reading = self.encode(&own)?;
        let scores = LabelScores::from(&self.scores(&self.run(&reading, order)?));
        self.written(&own, &reading, scores, order).map(Some)
    }

    /// Own words and what they score, and what they would have scored had the disguise worked.
    fn written(
        &self,
        text: &str,
        reading: &Reading<'_>,
        unmasked: LabelScores,
        order: &Order,
    ) -> Result<Blame> {
        let text = text.to_owned();
        let is_disguised = reading.is_unfolded && self.ledger.harm_in(&unmasked) >= self.ledger.least_rise();
        if !is_disguised {
            return Ok(Blame { text, scores: unmasked, unmasked: LabelScores::default() });
        }
        let as_written = Reading::as_written(&text, &self.model.tokenizer, self.windowing())?;
        let scores = LabelScores::from(&self.scores(&self.run(&as_written, order)?));
        Ok(Blame { text, scores, unmasked })
    }
}
