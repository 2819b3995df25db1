//! Who has which engine, and what waits for one. Knows no threads: they ask, one after the other.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::job::Job;
use super::load::Meter;
use super::order::Lane;
use super::parcel::Batch;
use super::queue::{Company, Queue};
use crate::error::Error;

/// How long after an interactive call another one is expected.
const LATELY: Duration = Duration::from_secs(30);

pub(super) struct State {
    pub(super) queue: Queue,
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
    pub(super) fn engine_for(&mut self, lane: Lane, width: usize) -> Option<usize> {
        // The last free engine is not for a bulk batch while somebody waits.
        let is_spoken_for = lane == Lane::Bulk
            && self.idle.len() == 1
            && self.queue.waiting(Lane::Interactive).rows > 0
            && self.running.interactive < width;
        if is_spoken_for || *self.running.of(lane) >= width {
            return None;
        }
        let engine = self.idle.pop()?;
        *self.running.of_mut(lane) += 1;
        Some(engine)
    }

    pub(super) fn take(
        &mut self,
        lane: Lane,
        width: usize,
        now: Instant,
        refused: &mut Vec<(Arc<Job>, Error)>,
    ) -> Option<(usize, Batch)> {
        if self.queue.waiting(lane).rows == 0 {
            return None;
        }
        let engine = self.engine_for(lane, width)?;
        let is_last = self.idle.is_empty() || *self.running.of(lane) == width;
        let company = if is_last { Company::Welcome } else { Company::Alone };
        let Some(batch) = self.queue.take(lane, company, now, refused) else {
            self.idle.push(engine);
            *self.running.of_mut(lane) -= 1;
            return None;
        };
        Some((engine, batch))
    }
}

impl<T> ByLane<T> {
    pub(super) fn of(&self, lane: Lane) -> &T {
        match lane {
            Lane::Interactive => &self.interactive,
            Lane::Bulk => &self.bulk,
        }
    }

    pub(super) fn of_mut(&mut self, lane: Lane) -> &mut T {
        match lane {
            Lane::Interactive => &mut self.interactive,
            Lane::Bulk => &mut self.bulk,
        }
    }
}
