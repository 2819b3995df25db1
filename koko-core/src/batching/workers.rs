//! Runs rows on all engines at once, for everybody who calls a moderator.
//!
//! Finds the [`Home`] of the calling process: after a fork the threads are gone, and are started anew.

use std::sync::{Arc, Mutex, OnceLock};

use super::home::{Engines, Home, Patience};
use super::job::{Job, RowLogits, Then, Ticket};
use super::load::Load;
use super::order::{Order, Urgency};
use super::plan::{Batching, plan};
use super::priority;
use super::queue::Limits;
use super::rows::Rows;
use crate::engine::{Engine, Layout};
use crate::error::{Error, Result};

/// The engines of a moderator, shared by everybody who calls it.
///
/// As many batches of a lane run at the same time as there are engines less one: that one is left for the other lane.
pub struct Workers {
    engines: Engines,
    layout: Layout,
    limits: Limits,
    homes: Link,
}

/// A home, and that of the process which was forked from it. A chain and not a lock: whoever held the lock when the process was
/// forked would hold it for ever.
struct Link {
    home: Arc<Home>,
    next: OnceLock<Box<Link>>,
}

impl Workers {
    /// At least one engine. They should be alike; threads are started when there is work for them.
    pub fn new(engines: Vec<Box<dyn Engine>>, limits: Limits) -> Workers {
        let layout = engines.first().expect("workers need an engine").layout();
        let engines: Engines = engines.into_iter().map(Mutex::new).collect();
        let homes = Link::new(&engines, limits, layout);
        Workers { engines, layout, limits, homes }
    }

    /// How many batches of a lane run at the same time.
    pub fn count(&self) -> usize {
        self.home().width
    }

    /// Runs every row; the answers are in the order of the rows. A row is a window with its markers, never empty.
    ///
    /// One interactive batch runs on the calling thread if an engine is free and nobody waits. A bulk call waits for room
    /// if too much waits; an interactive one is refused.
    pub fn run(&self, rows: Rows, batching: Batching, order: &Order) -> Result<Vec<RowLogits>> {
        if order.urgency() == Urgency::Bulk || self.plan(&rows, batching, order.urgency()).len() != 1 {
            return self.start(rows, batching, order.clone()).wait();
        }
        let home = self.home();
        if let Err(error) = order.check_now() {
            home.counts.lost(&error, rows.count());
            return Err(error);
        }
        match home.run_here(&rows, order) {
            Some(answers) => answers,
            None => self.start(rows, batching, order.clone()).wait(),
        }
    }

    /// Hands rows over and comes back while they run. Blocks only where a bulk call has to wait for room.
    pub fn start(&self, rows: Rows, batching: Batching, order: Order) -> Ticket {
        Ticket { job: self.send(rows, batching, order, None, Patience::Waits) }
    }

    /// Hands rows over and never blocks; `then` gets the answers, or why there are none, exactly once.
    ///
    /// It runs on a thread that is needed for the next batch, or on the calling one if the rows are refused at once: it
    /// should be short, and must not wait for other calls.
    pub fn submit(
        &self,
        rows: Rows,
        batching: Batching,
        order: Order,
        then: impl FnOnce(Result<Vec<RowLogits>>) + Send + 'static,
    ) {
        self.send(rows, batching, order, Some(Box::new(then)), Patience::None);
    }

    /// What there is to do, and what was done.
    pub fn load(&self) -> Load {
        self.home().load()
    }

    /// Lets interactive calls go before the calling thread from now on, if there were any lately. For threads that end
    /// with the work for which they were started.
    pub fn step_aside(&self) {
        if self.home().is_interactive() {
            priority::lower();
        }
    }

    fn send(
        &self,
        rows: Rows,
        batching: Batching,
        order: Order,
        then: Option<Then>,
        patience: Patience,
    ) -> Arc<Job> {
        let home = self.home();
        let batches = self.plan(&rows, batching, order.urgency());
        let is_empty = rows.is_empty();
        let job = Job::new(rows, batching, order, then, Arc::clone(&home.counts));
        if is_empty {
            job.finish(Ok(Vec::new()));
        } else if !home.is_able() {
            let what = "this process was forked while every engine was at work, so that none came with it: open the \
                        moderator after forking"
                .to_owned();
            job.finish(Err(Error::BadInput { what }));
        } else {
            if let Some(cancel) = &job.order.cancel {
                cancel.watch(&job);
            }
            home.start(&job, batches, patience);
        }
        job
    }

    fn plan(&self, rows: &Rows, batching: Batching, urgency: Urgency) -> Vec<Vec<usize>> {
        let lengths: Vec<usize> = rows.iter().map(<[i64]>::len).collect();
        let home = self.home();
        plan(&lengths, home.batching(batching, urgency), self.layout, home.width)
    }

    fn home(&self) -> &Arc<Home> {
        let process = std::process::id();
        let mut link = &self.homes;
        while link.home.process != process {
            link = link.next.get_or_init(|| Box::new(Link::new(&self.engines, self.limits, self.layout)));
        }
        &link.home
    }
}

impl Link {
    fn new(engines: &Engines, limits: Limits, layout: Layout) -> Link {
        Link { home: Home::new(engines, limits, layout), next: OnceLock::new() }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        let process = std::process::id();
        let mut link = Some(&self.homes);
        while let Some(Link { home, next }) = link {
            match home.process == process {
                true => home.close(),
                // Its threads are not here to be waited for, and what is left of them may only be forgotten.
                false => std::mem::forget(Arc::clone(home)),
            }
            link = next.get().map(Box::as_ref);
        }
    }
}
