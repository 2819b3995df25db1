//! How rows are to be run: who waits for them, for how long, and whether still.

use std::time::{Duration, Instant};

use super::cancel::CancelToken;
use super::runs::Runs;
use crate::error::{Error, Result};

/// Who waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Urgency {
    /// Somebody who has just written something. Goes first, always.
    Interactive,
    /// A job with many rows. Takes whatever the other lane leaves, and never delays it.
    Bulk,
}

/// What a caller may say about a call, beside its texts.
#[derive(Debug, Clone, Default)]
pub struct CallOptions {
    /// Who waits. Without it: calls with one text are interactive, those with many are bulk.
    pub urgency: Option<Urgency>,
    /// How long the answer is of use, from the call on. What cannot be answered within it is refused, at once if that is
    /// certain; what was begun is finished. Without it: for ever.
    pub deadline: Option<Duration>,
    /// Lets another thread call the call off. Rows that have not begun by then are never run.
    pub cancel: Option<CancelToken>,
    /// Notes what engines did for the call.
    pub runs: Option<Runs>,
}

/// The same from the moment of the call on, as the queue reads it.
#[derive(Debug, Clone)]
pub struct Order {
    pub(super) urgency: Urgency,
    pub(super) deadline: Option<Deadline>,
    pub(super) cancel: Option<CancelToken>,
    pub(super) runs: Option<Runs>,
    pub(super) place: Place,
    pub(super) want: Want,
}

/// When an answer is no longer of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Deadline {
    pub(super) at: Instant,
    /// As the caller said it.
    pub(super) allowed: Duration,
}

/// Where rows stand in their lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Back,
    Front,
}

/// What is kept of an engine's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// The logits of each row.
    Logits,
    /// Also its embedding, some hundred numbers.
    Embeddings,
}

impl Order {
    /// An order that begins now; `usual` is the lane of callers who named none.
    pub fn now(options: &CallOptions, usual: Urgency, want: Want) -> Order {
        let CallOptions { urgency, deadline, cancel, runs } = options.clone();
        let now = Instant::now();
        // A deadline beyond the end of time is none.
        let deadline = deadline.and_then(|allowed| Some(Deadline { at: now.checked_add(allowed)?, allowed }));
        Order { urgency: urgency.unwrap_or(usual), deadline, cancel, runs, place: Place::Back, want }
    }

    /// The lane it goes into.
    pub fn urgency(&self) -> Urgency {
        self.urgency
    }

    /// For rows without which rows that were already run are of no use: they go before those of younger calls.
    pub fn follow_up(&self) -> Order {
        Order { place: Place::Front, ..self.clone() }
    }

    /// The same, with the embeddings.
    pub fn with_embeddings(self) -> Order {
        Order { want: Want::Embeddings, ..self }
    }

    /// Refuses what nobody waits for any more.
    pub fn check_now(&self) -> Result<()> {
        self.check(Instant::now())
    }

    pub(super) fn check(&self, now: Instant) -> Result<()> {
        if self.cancel.as_ref().is_some_and(CancelToken::is_cancelled) {
            return Err(Error::Cancelled);
        }
        match self.deadline {
            Some(deadline) if deadline.at <= now => Err(deadline.passed()),
            _ => Ok(()),
        }
    }
}

impl Deadline {
    pub(super) fn passed(self) -> Error {
        Error::DeadlinePassed { deadline: self.allowed }
    }
}
