//! Who has which engine, and what waits for one. Knows no threads: they ask, one after the other.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::job::Job;
use super::load::Meter;
use super::order::Urgency;
use super::parcel::Batch;
use super::queue::{Company, Queue};
use crate::engine::Work;
use crate::error::Error;

/// How long after an interactive call another one is expected.
const LATELY: Duration = Duration::from_secs(30);

pub(super) struct State {
    pub(super) queue: Queue,
    /// What threads of the interactive lane are asked to take part in.
    pub(super) help: VecDeque<Work>,
    /// Engines that nobody uses.
    pub(super) idle: Vec<usize>,
    pub(super) running: ByLane<usize>,
    pub(super) crews: ByLane<Crew>,
    pub(super) meter: Meter,
    pub(super) interactive_at: Option<Instant>,
    pub(super) closed: bool,
}

#[derive(Default)]
pub(super) struct ByLane<T> {
    pub(super) interactive: T,
    pub(super) bulk: T,
}

/// The threads of a lane.
#[derive(Default)]
pub(super) struct Crew {
    /// Threads that were hired under another number go home.
    pub(super) number: usize,
    pub(super) is_hired: bool,
    /// Whether some have lowered their priority, which none can take back.
    pub(super) is_lowered: bool,
}

impl State {
    /// Nothing waits, and these engines are free.
    pub(super) fn new(idle: Vec<usize>, queue: Queue, now: Instant) -> State {
        State {
            queue,
            help: VecDeque::new(),
            idle,
            running: ByLane::default(),
            crews: ByLane::default(),
            meter: Meter::new(now),
            interactive_at: None,
            closed: false,
        }
    }

    pub(super) fn is_interactive(&self, now: Instant) -> bool {
        self.interactive_at.is_some_and(|at| now.saturating_duration_since(at) < LATELY)
    }

    /// Takes an engine for a lane, if it may have one.
    pub(super) fn engine_for(&mut self, urgency: Urgency, width: usize) -> Option<usize> {
        // The last free engine is not for a bulk batch while somebody waits.
        let is_spoken_for = urgency == Urgency::Bulk
            && self.idle.len() == 1
            && self.queue.waiting(Urgency::Interactive).rows > 0
            && self.running.interactive < width;
        if is_spoken_for || *self.running.of(urgency) >= width {
            return None;
        }
        let engine = self.idle.pop()?;
        *self.running.of_mut(urgency) += 1;
        Some(engine)
    }

    /// How many threads could help with the interactive batch that has just begun: none if anything else runs or waits.
    ///
    /// Beside a bulk batch, whatever its priority, the system may put whoever helps on the core of whoever is helped.
    pub(super) fn helpers(&self, width: usize) -> usize {
        let is_alone = self.running.interactive + self.running.bulk == 1;
        if is_alone && self.queue.waiting(Urgency::Interactive).rows == 0 { width - 1 } else { 0 }
    }

    pub(super) fn take(
        &mut self,
        urgency: Urgency,
        width: usize,
        now: Instant,
        refused: &mut Vec<(Arc<Job>, Error)>,
    ) -> Option<(usize, Batch)> {
        if self.queue.waiting(urgency).rows == 0 {
            return None;
        }
        let engine = self.engine_for(urgency, width)?;
        let is_last = self.idle.is_empty() || *self.running.of(urgency) == width;
        let company = if is_last { Company::Welcome } else { Company::Alone };
        let Some(batch) = self.queue.take(urgency, company, now, refused) else {
            self.idle.push(engine);
            *self.running.of_mut(urgency) -= 1;
            return None;
        };
        Some((engine, batch))
    }
}

impl<T> ByLane<T> {
    pub(super) fn of(&self, urgency: Urgency) -> &T {
        match urgency {
            Urgency::Interactive => &self.interactive,
            Urgency::Bulk => &self.bulk,
        }
    }

    pub(super) fn of_mut(&mut self, urgency: Urgency) -> &mut T {
        match urgency {
            Urgency::Interactive => &mut self.interactive,
            Urgency::Bulk => &mut self.bulk,
        }
    }
}
