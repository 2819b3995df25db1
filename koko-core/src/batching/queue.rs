//! What waits for an engine: two lanes, bounded, with deadlines.
//!
//! Knows neither threads nor engines, and is told what time it is: everything here is a plain function of what was put in.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::company;
use super::job::Job;
use super::load::Waiting;
use super::order::{Order, Place, Urgency};
use super::parcel::{Batch, Parcel};
use super::plan::{Batching, Shape};
use crate::engine::Layout;
use crate::error::{Error, Result};

/// How much may wait; what comes on top is refused with [`Error::Overloaded`]. The default suits a small machine.
///
/// A lane in which nothing waits takes anything. Calls of the bulk lane that block wait for room instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Tokens of interactive calls.
    pub interactive_tokens: usize,
    /// Tokens of bulk calls.
    pub bulk_tokens: usize,
}

impl Default for Limits {
    /// A second or two of interactive work on a small machine, and 8 MB of bulk work.
    fn default() -> Self {
        Limits { interactive_tokens: 1 << 16, bulk_tokens: 1 << 20 }
    }
}

impl Limits {
    /// What suits so many engines with batches of this size: as long a wait on a large machine or a GPU as on a small one.
    pub fn of(engines: usize, batching: Batching) -> Limits {
        let Limits { interactive_tokens, bulk_tokens } = Limits::default();
        let batches = batching.max_tokens.saturating_mul(engines * BATCHES_WAIT);
        Limits {
            interactive_tokens: interactive_tokens.max(batches),
            bulk_tokens: bulk_tokens.max(batches.saturating_mul(2)),
        }
    }
}

/// Batches of the interactive lane that may wait for each engine.
const BATCHES_WAIT: usize = 32;
/// A shorter wait is not worth naming.
const SHORTEST_RETRY: Duration = Duration::from_millis(10);
/// When to come back while nobody knows how fast the engines are.
const UNKNOWN_WAIT: Duration = Duration::from_secs(1);

/// Whether parcels of several jobs run together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Company {
    /// Another engine is free for the other jobs.
    Alone,
    /// They would wait: it is faster for all of them together.
    Welcome,
}

pub(super) struct Queue {
    layout: Layout,
    limits: Limits,
    interactive: Parcels,
    /// Rows of bulk calls that finish what is half done.
    follow_ups: Parcels,
    bulk: Parcels,
}

/// Parcels in the order in which they run, and how much they are together.
#[derive(Default)]
struct Parcels {
    parcels: VecDeque<Parcel>,
    waiting: Waiting,
}

impl Queue {
    pub(super) fn new(layout: Layout, limits: Limits) -> Queue {
        let (interactive, follow_ups, bulk) = Default::default();
        Queue { layout, limits, interactive, follow_ups, bulk }
    }

    pub(super) fn waiting(&self, urgency: Urgency) -> Waiting {
        let [one, other] = match urgency {
            Urgency::Interactive => [self.interactive.waiting, Waiting::default()],
            Urgency::Bulk => [self.follow_ups.waiting, self.bulk.waiting],
        };
        Waiting { rows: one.rows + other.rows, tokens: one.tokens + other.tokens }
    }

    /// What would run before it.
    fn in_front_of(&self, order: &Order) -> Waiting {
        match (order.urgency, order.place) {
            (Urgency::Bulk, Place::Front) => self.follow_ups.waiting,
            _ => self.waiting(order.urgency),
        }
    }

    /// Whether so many tokens may come in now. Follow-ups always may: they finish what was let in.
    pub(super) fn has_room(&self, order: &Order, tokens: usize) -> bool {
        let limit = match order.urgency {
            Urgency::Interactive => self.limits.interactive_tokens,
            Urgency::Bulk => self.limits.bulk_tokens,
        };
        let waiting = self.waiting(order.urgency).tokens;
        order.place == Place::Front || waiting == 0 || waiting + tokens <= limit
    }

    /// Refuses what there is no room for, or no time; `speed` is what all engines do in a second, once that is known.
    pub(super) fn check(
        &mut self,
        order: &Order,
        tokens: usize,
        now: Instant,
        speed: Option<f64>,
    ) -> Result<()> {
        order.check(now)?;
        if !self.has_room(order, tokens) {
            self.forget_what_is_over();
        }
        let waiting = self.waiting(order.urgency).tokens;
        if !self.has_room(order, tokens) {
            let retry_after =
                speed.map_or(UNKNOWN_WAIT, |speed| time_for(waiting, speed).max(SHORTEST_RETRY));
            return Err(Error::Overloaded { retry_after });
        }
        let in_front = self.in_front_of(order).tokens;
        let (Some(deadline), Some(speed)) = (order.deadline, speed) else { return Ok(()) };
        let needed = time_for(in_front + tokens, speed);
        // With nothing in front the only way to know is to try.
        if in_front == 0 || now + needed <= deadline.at {
            return Ok(());
        }
        let left = deadline.at.saturating_duration_since(now);
        Err(Error::DeadlineTooShort { deadline: deadline.allowed, left, needed })
    }

    /// Puts a job in, as it was planned.
    pub(super) fn push(&mut self, job: &Arc<Job>, batches: Vec<Vec<usize>>) {
        let parcels = batches.into_iter().map(|rows| {
            let shapes = rows.iter().map(|&row| Shape::of(job.rows.row(row).len()));
            let shape = shapes.fold(Shape::default(), Shape::with);
            Parcel { job: Arc::clone(job), rows, shape }
        });
        match (job.order.urgency, job.order.place) {
            (Urgency::Interactive, _) => self.interactive.extend(parcels),
            (Urgency::Bulk, Place::Front) => self.follow_ups.extend(parcels),
            (Urgency::Bulk, Place::Back) => self.bulk.extend(parcels),
        }
    }

    /// The next batch of a lane. Jobs whose time has passed are left out and put into `refused`, for the caller to
    /// finish: that runs code of others, which must not happen while the queue is locked.
    pub(super) fn take(
        &mut self,
        urgency: Urgency,
        company: Company,
        now: Instant,
        refused: &mut Vec<(Arc<Job>, Error)>,
    ) -> Option<Batch> {
        let lanes = match urgency {
            Urgency::Interactive => vec![&mut self.interactive],
            Urgency::Bulk => vec![&mut self.follow_ups, &mut self.bulk],
        };
        for parcels in lanes {
            let Some(first) = parcels.next(now, refused) else { continue };
            return Some(Batch(match company {
                Company::Alone => vec![first],
                Company::Welcome => parcels.with_company(first, self.layout, now),
            }));
        }
        None
    }

    /// Everything that waits, out of it.
    pub(super) fn drain(&mut self) -> Vec<Arc<Job>> {
        let lanes = [&mut self.interactive, &mut self.follow_ups, &mut self.bulk];
        lanes.into_iter().flat_map(Parcels::drain).map(|parcel| parcel.job).collect()
    }

    fn forget_what_is_over(&mut self) {
        for parcels in [&mut self.interactive, &mut self.follow_ups, &mut self.bulk] {
            let kept: Vec<Parcel> = parcels.drain().filter(|parcel| !parcel.job.is_over()).collect();
            parcels.extend(kept);
        }
    }
}

impl Parcels {
    fn extend(&mut self, parcels: impl IntoIterator<Item = Parcel>) {
        for parcel in parcels {
            self.waiting.rows += parcel.shape.rows;
            self.waiting.tokens += parcel.shape.tokens;
            self.parcels.push_back(parcel);
        }
    }

    fn pop(&mut self) -> Option<Parcel> {
        let parcel = self.parcels.pop_front()?;
        self.leaves(parcel.shape);
        Some(parcel)
    }

    fn leaves(&mut self, shape: Shape) {
        self.waiting.rows -= shape.rows;
        self.waiting.tokens -= shape.tokens;
    }

    fn drain(&mut self) -> impl Iterator<Item = Parcel> + use<> {
        let Parcels { parcels, .. } = std::mem::take(self);
        parcels.into_iter()
    }

    /// The first parcel that somebody still waits for.
    fn next(&mut self, now: Instant, refused: &mut Vec<(Arc<Job>, Error)>) -> Option<Parcel> {
        while let Some(parcel) = self.pop() {
            if parcel.job.is_over() {
                continue;
            }
            match parcel.job.order.check(now) {
                Ok(()) => return Some(parcel),
                Err(error) => refused.push((parcel.job, error)),
            }
        }
        None
    }

    /// The first ones, and rows of others that may run together with them at little cost.
    fn with_company(&mut self, first: Parcel, layout: Layout, now: Instant) -> Vec<Parcel> {
        let batching = first.job.batching;
        let window = company::window(batching).min(self.parcels.len());
        let next: Vec<Parcel> = self.parcels.drain(..window).collect();
        let shapes: Vec<Shape> = next.iter().map(|parcel| parcel.shape).collect();
        // Parcels of one job were planned apart: for another worker, or because their rows differ in length.
        let is_there = |job: &Arc<Job>, chosen: &[usize]| {
            first.is_of(job) || chosen.iter().any(|&place| next[place].is_of(job))
        };
        let may_join = |place: usize, chosen: &[usize]| {
            let Parcel { job, .. } = &next[place];
            (next[place].is_whole() || !is_there(job, chosen))
                && !job.is_over()
                && job.order.check(now).is_ok()
        };
        let mut joins = vec![false; window];
        for place in company::choose(first.shape, &shapes, batching, layout, may_join) {
            joins[place] = true;
        }
        let mut batch = vec![first];
        for (parcel, joins) in next.into_iter().zip(joins).rev() {
            match joins {
                true => {
                    self.leaves(parcel.shape);
                    batch.push(parcel);
                }
                false => self.parcels.push_front(parcel),
            }
        }
        batch[1..].reverse();
        batch
    }
}

fn time_for(tokens: usize, speed: f64) -> Duration {
    Duration::try_from_secs_f64(tokens as f64 / speed.max(1.0)).unwrap_or(Duration::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::order::{CallOptions, Deadline, Want};
    use super::super::rows::Rows;
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const BATCHING: Batching = Batching { max_rows: 16, max_tokens: 512 };

    /// Rows of these lengths in one job and in one parcel.
    fn put(queue: &mut Queue, lengths: &[usize], order: &Order) -> Arc<Job> {
        let rows: Rows = lengths.iter().map(|&length| vec![1; length]).collect();
        let job = Job::new(rows, BATCHING, order.clone(), None, Arc::default());
        queue.push(&job, vec![(0..lengths.len()).collect()]);
        job
    }

    fn order(urgency: Urgency) -> Order {
        Order::now(&CallOptions::default(), urgency, Want::Logits)
    }

    fn until(at: Instant, urgency: Urgency) -> Order {
        Order { deadline: Some(Deadline { at, allowed: SECOND }), ..order(urgency) }
    }

    fn lengths(batch: Option<Batch>) -> Vec<usize> {
        batch.map_or_else(Vec::new, |batch| batch.rows().iter().map(|row| row.len()).collect())
    }

    #[test]
    fn company_is_of_about_the_same_length_where_filling_costs() {
        for (layout, expected) in
            [(Layout::Filled, vec![20, 18, 22, 21]), (Layout::Packed, vec![20, 90, 18, 22, 21])]
        {
            let mut queue = Queue::new(layout, Limits::default());
            for length in [20, 90, 18, 22, 21] {
                put(&mut queue, &[length], &order(Urgency::Interactive));
            }
            let now = Instant::now();
            let batch = queue.take(Urgency::Interactive, Company::Welcome, now, &mut Vec::new());
            assert_eq!(lengths(batch), expected, "{layout:?}");
            let rest = 5 - expected.len();
            assert_eq!(queue.waiting(Urgency::Interactive).rows, rest);
            assert_eq!(
                lengths(queue.take(Urgency::Interactive, Company::Alone, now, &mut Vec::new())).len(),
                rest
            );
        }
    }

    #[test]
    fn parcels_of_one_job_stay_apart_and_nobody_is_company_who_does_not_fit() {
        let mut queue = Queue::new(Layout::Packed, Limits::default());
        let rows: Rows = [vec![1; 10], vec![1; 10]].into_iter().collect();
        let job = Job::new(rows, BATCHING, order(Urgency::Bulk), None, Arc::default());
        queue.push(&job, vec![vec![0], vec![1]]);
        put(&mut queue, &[510], &order(Urgency::Bulk));
        let mut take =
            || lengths(queue.take(Urgency::Bulk, Company::Welcome, Instant::now(), &mut Vec::new()));
        assert_eq!([take(), take(), take(), take()], [vec![10], vec![10], vec![510], vec![]]);
    }

    #[test]
    fn a_deadline_that_cannot_be_met_is_refused_unless_nothing_is_in_front() {
        let mut queue = Queue::new(Layout::Packed, Limits::default());
        let now = Instant::now();
        let check =
            |queue: &mut Queue, at: Instant| queue.check(&until(at, Urgency::Bulk), 100, now, Some(100.0));
        assert!(check(&mut queue, now + SECOND / 2).is_ok(), "the only way to know is to try");
        put(&mut queue, &[100], &order(Urgency::Bulk));
        assert!(check(&mut queue, now + 3 * SECOND).is_ok());
        let Err(Error::DeadlineTooShort { needed, .. }) = check(&mut queue, now + SECOND) else {
            panic!("two seconds of work in one")
        };
        assert_eq!(needed, 2 * SECOND);
        assert!(matches!(check(&mut queue, now), Err(Error::DeadlinePassed { .. })));
        let soon = until(now + SECOND, Urgency::Bulk);
        assert!(queue.check(&soon, 100, now, None).is_ok(), "nothing has run yet: nobody knows");
    }

    #[test]
    fn what_goes_to_the_front_waits_only_for_what_is_there() {
        let mut queue = Queue::new(Layout::Packed, Limits::default());
        let now = Instant::now();
        let soon = Order { place: Place::Front, ..until(now + SECOND, Urgency::Bulk) };
        put(&mut queue, &[100; 9], &order(Urgency::Bulk));
        assert!(queue.check(&soon, 50, now, Some(100.0)).is_ok(), "it goes before all nine");
        put(&mut queue, &[100], &soon);
        let Err(Error::DeadlineTooShort { left, needed, .. }) = queue.check(&soon, 50, now, Some(100.0))
        else {
            panic!("a second and a half of work in one")
        };
        assert_eq!((left, needed), (SECOND, SECOND * 3 / 2));
    }

    #[test]
    fn what_waited_too_long_is_handed_back_and_not_run() {
        let mut queue = Queue::new(Layout::Packed, Limits::default());
        let now = Instant::now();
        put(&mut queue, &[1], &until(now + SECOND, Urgency::Bulk));
        put(&mut queue, &[2], &until(now + 3 * SECOND, Urgency::Bulk));
        put(&mut queue, &[3], &until(now + SECOND, Urgency::Bulk));
        let mut refused = Vec::new();
        let batch = queue.take(Urgency::Bulk, Company::Welcome, now + 2 * SECOND, &mut refused);
        assert_eq!(lengths(batch), [2]);
        assert!(queue.take(Urgency::Bulk, Company::Welcome, now + 2 * SECOND, &mut refused).is_none());
        let lost: Vec<usize> = refused.iter().map(|(job, _)| job.rows.tokens()).collect();
        assert_eq!(lost, [1, 3]);
        assert_eq!(queue.waiting(Urgency::Bulk), Waiting::default());
    }

    #[test]
    fn as_much_may_wait_as_engines_soon_do() {
        assert_eq!(Limits::of(3, BATCHING), Limits::default(), "two cores");
        let large = Batching { max_rows: 1_024, max_tokens: 16_384 };
        let of_a_gpu = Limits { interactive_tokens: 1 << 21, bulk_tokens: 1 << 22 };
        assert_eq!(Limits::of(4, large), of_a_gpu);
    }

    #[test]
    fn what_nobody_waits_for_makes_room_when_room_is_needed() {
        let limits = Limits { interactive_tokens: 100, bulk_tokens: 100 };
        let mut queue = Queue::new(Layout::Packed, limits);
        let now = Instant::now();
        let [gone, stays] = [60, 40].map(|length| put(&mut queue, &[length], &order(Urgency::Interactive)));
        let refused = queue.check(&order(Urgency::Interactive), 10, now, Some(50.0)).unwrap_err();
        assert_eq!(refused.retry_after(), Some(2 * SECOND), "100 tokens wait, 50 a second are done");
        gone.finish(Err(Error::Cancelled));
        assert!(queue.check(&order(Urgency::Interactive), 10, now, Some(50.0)).is_ok());
        assert_eq!(queue.waiting(Urgency::Interactive).tokens, 40);
        assert!(!stays.is_over());
    }
}
