//! → record → decide: what counts for the authors of contents that were read, and what should happen to them.

use std::sync::Arc;

use super::blame::Blame;
use super::{Lane, Moderation, Moderator, Span};
use crate::actor::{Event, Posted, Receipt, Recorded, Standing, is_away, is_too_old};
use crate::clock::Timestamp;
use crate::content::Content;
use crate::error::Result;
use crate::policy::Circumstances;
use crate::scores::Scores;

/// A content, and what was found in it.
pub(super) struct Judged<'c> {
    pub(super) content: &'c Content,
    pub(super) scores: Scores,
    pub(super) spans: Vec<Span>,
    pub(super) blame: Option<Blame>,
    pub(super) truncated: bool,
    pub(super) lane: Lane,
}

/// What a content came to for its author; nothing where nobody is named.
#[derive(Default)]
struct Counted {
    standing: Option<Standing>,
    receipt: Option<Receipt>,
}

impl Moderator {
    /// Records contents in their order and decides about each, with the standing that its author had right after it. They
    /// are saved together: a store that waits for the disk waits once.
    pub(super) fn judge(&self, mut judged: Vec<Judged<'_>>) -> Vec<Result<Moderation>> {
        let standings = self.count(&mut judged);
        let decide = |(judged, counted): (Judged<'_>, Result<Counted>)| {
            let Counted { standing, receipt } = counted?;
            let Judged { content, scores, spans, truncated, lane, .. } = judged;
            let ids = Arc::clone(&self.ids);
            let seen = Circumstances::of(content, &scores, standing.as_ref());
            let decision = self.policy.decide(&seen, ids)?;
            Ok(Moderation { scores, decision, spans, standing, receipt, truncated, lane })
        };
        judged.into_iter().zip(standings).map(decide).collect()
    }

    /// How the author of each stands after it; nothing where nobody is named.
    ///
    /// While the store is away, decisions are made by what is remembered of the author; the standing says so, and the
    /// content was not counted.
    fn count(&self, judged: &mut [Judged<'_>]) -> Vec<Result<Counted>> {
        let now = self.clock.now();
        let mut standings: Vec<Result<Counted>> = Vec::with_capacity(judged.len());
        let mut places = Vec::new();
        let mut events = Vec::new();
        for (place, judged) in judged.iter_mut().enumerate() {
            standings.push(Ok(Counted::default()));
            if let Some(posted) = posted(judged, now) {
                places.push(place);
                events.push(Event::Posted(posted));
            }
        }
        let mut first = 0;
        // An archive is read as it happened.
        for run in events.chunk_by(|one, other| is_too_old(one.at(), now) == is_too_old(other.at(), now)) {
            let is_archive = is_too_old(run[0].at(), now);
            let recorded =
                if is_archive { self.ledger.replay_many(run) } else { self.ledger.record_many(run) };
            for ((place, event), recorded) in places[first..].iter().zip(run).zip(recorded) {
                standings[*place] = match (recorded, &judged[*place].content.author) {
                    (Ok(Recorded { standing, receipt, .. }), _) => {
                        Ok(Counted { standing: Some(standing), receipt })
                    }
                    (Err(error), Some(author)) if is_away(&error) => {
                        let standing = Some(self.ledger.remembered(author, event.at().min(now)));
                        Ok(Counted { standing, receipt: None })
                    }
                    (Err(error), _) => Err(error),
                };
            }
            first += run.len();
        }
        standings
    }
}

/// The content as an event; nothing if nobody is named.
fn posted(judged: &mut Judged<'_>, now: Timestamp) -> Option<Posted> {
    let content = judged.content;
    let author = content.author.clone()?;
    let Blame { text, scores, unmasked } = judged.blame.take()?;
    Some(Posted {
        id: content.id.clone(),
        community: content.community.clone(),
        parent: content.parent.clone(),
        target: content.target.clone(),
        scores,
        unmasked,
        text: Some(text),
        ..Posted::new(author, content.at.unwrap_or(now))
    })
}
