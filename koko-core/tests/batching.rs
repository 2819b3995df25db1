//! Lanes, deadlines, cancelling and bounds, on engines that wait until they are let through.

// A test may panic.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use koko_core::batching::{
    Batching, CallOptions, CancelToken, Limits, Order, RowLogits, Rows, Urgency, Want, Workers,
};
use koko_core::engine::{Engine, Helpers, Layout, Logits, ScriptedEngine};
use koko_core::error::{Error, ErrorKind, Result};

const HOUR: Duration = Duration::from_secs(3_600);
const ONE_BY_ONE: Batching = Batching { max_rows: 1, max_tokens: 1_000 };

/// A row with this id makes an engine panic, the other one makes it fail.
const PANICS: i64 = -1;
const FAILS: i64 = -2;

/// An engine that answers with the sum of a row's ids, but not before it may.
struct Gated {
    /// Gets what is about to run.
    begun: Sender<Vec<Vec<i64>>>,
    /// Each message lets one batch through.
    gate: Arc<parking_lot::Mutex<Receiver<()>>>,
}

impl Engine for Gated {
    fn run(&mut self, rows: &[&[i64]]) -> Result<Logits> {
        self.begun.send(rows.iter().map(|row| row.to_vec()).collect()).unwrap();
        // Whoever drops the gate lets everything through.
        self.gate.lock().recv().ok();
        answers(rows)
    }

    fn layout(&self) -> Layout {
        Layout::Packed
    }
}

fn answers(rows: &[&[i64]]) -> Result<Logits> {
    if rows.iter().any(|row| row.contains(&PANICS)) {
        panic!("an engine that panics");
    }
    if rows.iter().any(|row| row.contains(&FAILS)) {
        return Err(Error::InferenceFailed { what: "an engine that fails".to_owned() });
    }
    let sums = rows.iter().map(|row| row.iter().sum::<i64>() as f32).collect();
    Ok(Logits { values: sums, embeddings: rows.iter().map(|row| row.len() as f32).collect() })
}

/// What a test sees of its engines.
struct Stage {
    begun: Receiver<Vec<Vec<i64>>>,
    gate: Sender<()>,
}

impl Stage {
    /// Waits until a batch has begun, and says what is in it.
    fn next(&self) -> Vec<Vec<i64>> {
        self.begun.recv().unwrap()
    }

    fn let_through(&self) {
        self.gate.send(()).unwrap();
    }
}

fn gated(engines: usize, limits: Limits) -> (Workers, Stage) {
    let ((begun, begins), (gate, gates)) = (channel(), channel());
    let gates = Arc::new(parking_lot::Mutex::new(gates));
    let engine = || Box::new(Gated { begun: begun.clone(), gate: Arc::clone(&gates) }) as Box<dyn Engine>;
    (Workers::new((0..engines).map(|_| engine()).collect(), limits), Stage { begun: begins, gate })
}

fn open(engines: usize) -> Workers {
    let engine = || ScriptedEngine::new(1, |ids| answers(&[ids]).map(|logits| logits.values).unwrap());
    let engines = (0..engines).map(|_| Box::new(engine()) as Box<dyn Engine>).collect();
    Workers::new(engines, Limits::default())
}

fn rows(ids: &[i64]) -> Rows {
    ids.iter().map(|&id| [id]).collect()
}

fn order(urgency: Urgency) -> Order {
    Order::now(&CallOptions::default(), urgency, Want::Logits)
}

fn values(answers: &[RowLogits]) -> Vec<f32> {
    answers.iter().map(|answer| answer.values[0]).collect()
}

fn kind<T>(result: Result<T>) -> Option<ErrorKind> {
    result.err().map(|error| error.kind())
}

#[test]
fn answers_come_in_the_order_of_the_rows_whatever_the_batches_and_the_lane() {
    let rows: Rows = (1..50_usize).map(|n| vec![n as i64; n % 7 + 1]).collect();
    let expected: Vec<f32> = rows.iter().map(|row| row.iter().sum::<i64>() as f32).collect();
    for engines in [1, 2, 4] {
        let workers = open(engines);
        for max_rows in [1, 4, 64] {
            for urgency in [Urgency::Interactive, Urgency::Bulk] {
                let batching = Batching { max_rows, max_tokens: 10_000 };
                let answers = workers.run(rows.clone(), batching, &order(urgency)).unwrap();
                assert_eq!(values(&answers), expected, "{engines} engines, {max_rows} rows, {urgency:?}");
            }
        }
        let load = workers.load();
        assert_eq!((load.interactive.rows, load.bulk.rows), (0, 0));
        assert!(load.batches_run > 0 && load.tokens_per_second > 0.0);
        assert_eq!((load.rows.count(), load.took.count()), (load.batches_run, load.batches_run));
        assert_eq!((load.engines, load.rows.sum as usize), (engines, 6 * rows.count()));
        assert!(load.waited.count() <= 6 * rows.count() as u64 && load.tokens_run > 0 && load.busy > 0.0);
    }
}

#[test]
fn no_rows_are_no_work() {
    assert!(open(2).run(Rows::default(), Batching::default(), &order(Urgency::Bulk)).unwrap().is_empty());
    assert!(
        open(2).run(Rows::default(), Batching::default(), &order(Urgency::Interactive)).unwrap().is_empty()
    );
}

#[test]
fn embeddings_are_kept_only_for_those_who_want_them() {
    for urgency in [Urgency::Interactive, Urgency::Bulk] {
        let [without, with] = [order(urgency), order(urgency).with_embeddings()].map(|order| {
            let answers = open(2).run(rows(&[1, 2]), Batching::default(), &order).unwrap();
            answers.into_iter().map(|answer| answer.embedding).collect::<Vec<_>>()
        });
        assert_eq!(without, vec![Vec::<f32>::new(); 2]);
        assert_eq!(with, vec![vec![1.0]; 2]);
    }
}

#[test]
fn an_interactive_row_runs_at_once_while_a_job_uses_every_engine_of_its_lane() {
    let (workers, stage) = gated(2, Limits::default());
    let job = workers.start(rows(&[1, 2, 3]), ONE_BY_ONE, order(Urgency::Bulk));
    assert_eq!(stage.next(), [[1]]);
    std::thread::scope(|scope| {
        let live = scope.spawn(|| workers.run(rows(&[10]), ONE_BY_ONE, &order(Urgency::Interactive)));
        assert_eq!(
            stage.next(),
            [[10]],
            "on the engine that was left for it, before the job's batch has ended"
        );
        (0..4).for_each(|_| stage.let_through());
        assert_eq!(values(&live.join().unwrap().unwrap()), [10.0]);
    });
    assert_eq!(values(&job.wait().unwrap()), [1.0, 2.0, 3.0]);
}

#[test]
fn with_one_engine_an_interactive_row_is_the_next_one() {
    let (workers, stage) = gated(1, Limits::default());
    let job = workers.start(rows(&[1, 2, 3]), ONE_BY_ONE, order(Urgency::Bulk));
    assert_eq!(stage.next(), [[1]]);
    let live = workers.start(rows(&[10]), ONE_BY_ONE, order(Urgency::Interactive));
    (0..4).for_each(|_| stage.let_through());
    assert_eq!([stage.next(), stage.next(), stage.next()], [[[10]], [[2]], [[3]]]);
    assert_eq!(values(&live.wait().unwrap()), [10.0]);
    assert_eq!(values(&job.wait().unwrap()), [1.0, 2.0, 3.0]);
}

#[test]
fn what_finishes_something_goes_before_what_begins() {
    let (workers, stage) = gated(1, Limits::default());
    let job = workers.start(rows(&[1, 2]), ONE_BY_ONE, order(Urgency::Bulk));
    assert_eq!(stage.next(), [[1]]);
    let younger = workers.start(rows(&[3]), ONE_BY_ONE, order(Urgency::Bulk));
    let follow_up = workers.start(rows(&[4]), ONE_BY_ONE, order(Urgency::Bulk).follow_up());
    drop(stage.gate);
    assert_eq!(
        [stage.begun.recv(), stage.begun.recv(), stage.begun.recv()].map(Result::unwrap),
        [[[4]], [[2]], [[3]]]
    );
    [job, younger, follow_up].into_iter().for_each(|ticket| drop(ticket.wait().unwrap()));
}

#[test]
fn rows_of_many_small_calls_share_a_batch() {
    let (workers, stage) = gated(1, Limits::default());
    let batching = Batching { max_rows: 3, max_tokens: 100 };
    let first = workers.start(rows(&[1]), batching, order(Urgency::Interactive));
    assert_eq!(stage.next(), [[1]]);
    let others = [2, 3, 4, 5].map(|id| workers.start(rows(&[id]), batching, order(Urgency::Interactive)));
    (0..3).for_each(|_| stage.let_through());
    assert_eq!(stage.next(), [[2], [3], [4]]);
    assert_eq!(stage.next(), [[5]]);
    assert_eq!(values(&first.wait().unwrap()), [1.0]);
    let sums: Vec<f32> = others.into_iter().flat_map(|ticket| values(&ticket.wait().unwrap())).collect();
    assert_eq!(sums, [2.0, 3.0, 4.0, 5.0]);
}

#[test]
fn the_row_of_another_caller_that_fails_does_not_spoil_mine() {
    for bad in [FAILS, PANICS] {
        let (workers, stage) = gated(1, Limits::default());
        let batching = Batching { max_rows: 9, max_tokens: 100 };
        let first = workers.start(rows(&[1]), batching, order(Urgency::Interactive));
        assert_eq!(stage.next(), [[1]]);
        let mine = workers.start(rows(&[2]), batching, order(Urgency::Interactive));
        let bad = workers.start(rows(&[bad]), batching, order(Urgency::Interactive));
        drop(stage.gate);
        assert_eq!(stage.begun.recv().unwrap().len(), 2, "they share a batch");
        assert_eq!(values(&mine.wait().unwrap()), [2.0]);
        assert_eq!(kind(bad.wait()), Some(ErrorKind::Bug));
        assert_eq!(values(&first.wait().unwrap()), [1.0]);
    }
}

#[test]
fn an_engine_that_panics_is_an_error_and_goes_on() {
    for urgency in [Urgency::Interactive, Urgency::Bulk] {
        let workers = open(2);
        let refused = workers.run(rows(&[PANICS]), Batching::default(), &order(urgency)).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Bug);
        for _ in 0..5 {
            let answers = workers.run(rows(&[7, 8]), Batching::default(), &order(urgency)).unwrap();
            assert_eq!(values(&answers), [7.0, 8.0]);
        }
    }
}

#[test]
fn a_cancelled_call_ends_at_once_and_what_had_not_begun_is_never_run() {
    let (workers, stage) = gated(1, Limits::default());
    let cancel = CancelToken::new();
    let options = CallOptions { cancel: Some(cancel.clone()), ..CallOptions::default() };
    let cancelled = Order::now(&options, Urgency::Bulk, Want::Logits);
    let job = workers.start(rows(&[1, 2, 3]), ONE_BY_ONE, cancelled.clone());
    assert_eq!(stage.next(), [[1]]);
    let other = workers.start(rows(&[5]), ONE_BY_ONE, order(Urgency::Bulk));
    cancel.cancel();
    assert_eq!(kind(job.wait()), Some(ErrorKind::Cancelled), "while its batch still runs");
    assert_eq!(kind(workers.run(rows(&[4]), ONE_BY_ONE, &cancelled)), Some(ErrorKind::Cancelled));
    let live = Order::now(&options, Urgency::Interactive, Want::Logits);
    assert_eq!(kind(workers.run(rows(&[4]), ONE_BY_ONE, &live)), Some(ErrorKind::Cancelled));
    drop(stage.gate);
    assert_eq!(values(&other.wait().unwrap()), [5.0]);
    assert_eq!(stage.begun.try_iter().collect::<Vec<_>>(), [[[5]]], "and nothing of the job");
    assert_eq!(workers.load().rows_cancelled, 5);
    assert_eq!(workers.load().bulk.rows, 0);
}

#[test]
fn a_ticket_that_is_dropped_calls_its_rows_off() {
    let (workers, stage) = gated(1, Limits::default());
    let first = workers.start(rows(&[1]), ONE_BY_ONE, order(Urgency::Bulk));
    assert_eq!(stage.next(), [[1]]);
    drop(workers.start(rows(&[2]), ONE_BY_ONE, order(Urgency::Bulk)));
    let last = workers.start(rows(&[3]), ONE_BY_ONE, order(Urgency::Bulk));
    drop(stage.gate);
    assert_eq!(stage.begun.recv().unwrap(), [[3]]);
    [first, last].into_iter().for_each(|ticket| drop(ticket.wait().unwrap()));
}

#[test]
fn more_than_may_wait_is_refused_with_a_time_to_come_back() {
    let limits = Limits { interactive_tokens: 3, bulk_tokens: 3 };
    for urgency in [Urgency::Interactive, Urgency::Bulk] {
        let (workers, stage) = gated(1, limits);
        let (tell, told) = channel();
        let submit = |ids: &[i64]| {
            let tell = tell.clone();
            workers.submit(rows(ids), ONE_BY_ONE, order(urgency), move |answers| tell.send(answers).unwrap());
        };
        submit(&[1]);
        assert_eq!(stage.next(), [[1]]);
        submit(&[2, 3, 4, 5]);
        assert_eq!(
            workers.load().bulk.tokens + workers.load().interactive.tokens,
            4,
            "an empty lane takes all"
        );
        submit(&[6]);
        let refused = told.recv().unwrap().unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Overloaded);
        assert!(refused.retry_after().unwrap() > Duration::ZERO);
        assert_eq!(workers.load().rows_refused, 1);
        drop(stage.gate);
        assert_eq!(
            [told.recv(), told.recv()].map(|answers| values(&answers.unwrap().unwrap()).len()),
            [1, 4]
        );
    }
}

#[test]
fn a_bulk_call_that_blocks_anyway_waits_for_room() {
    let (workers, stage) = gated(1, Limits { interactive_tokens: 1, bulk_tokens: 1 });
    let first = workers.start(rows(&[1, 2]), ONE_BY_ONE, order(Urgency::Bulk));
    assert_eq!(stage.next(), [[1]]);
    std::thread::scope(|scope| {
        let waits = scope.spawn(|| workers.run(rows(&[3, 4]), ONE_BY_ONE, &order(Urgency::Bulk)));
        drop(stage.gate);
        assert_eq!(values(&waits.join().unwrap().unwrap()), [3.0, 4.0]);
    });
    assert_eq!(values(&first.wait().unwrap()), [1.0, 2.0]);
}

#[test]
fn a_deadline_that_passes_while_rows_wait_is_an_error_for_its_caller_alone() {
    let (workers, stage) = gated(1, Limits::default());
    let first = workers.start(rows(&[1]), ONE_BY_ONE, order(Urgency::Bulk));
    assert_eq!(stage.next(), [[1]]);
    let options = |deadline| CallOptions { deadline: Some(deadline), ..CallOptions::default() };
    let soon = Order::now(&options(Duration::from_millis(1)), Urgency::Bulk, Want::Logits);
    assert_eq!(kind(workers.run(rows(&[2]), ONE_BY_ONE, &soon)), Some(ErrorKind::DeadlineExceeded));
    let passed = Order::now(&options(Duration::ZERO), Urgency::Interactive, Want::Logits);
    assert_eq!(kind(workers.run(rows(&[3]), ONE_BY_ONE, &passed)), Some(ErrorKind::DeadlineExceeded));
    let later =
        workers.start(rows(&[4]), ONE_BY_ONE, Order::now(&options(HOUR), Urgency::Bulk, Want::Logits));
    drop(stage.gate);
    assert_eq!(values(&later.wait().unwrap()), [4.0]);
    assert_eq!(stage.begun.try_iter().collect::<Vec<_>>(), [[[4]]]);
    assert_eq!(workers.load().rows_expired, 2);
    first.wait().unwrap();
}

/// An engine that answers as the others do, and tells how many helpers it was offered and which threads came.
struct Helped {
    offered: Sender<usize>,
    came: Sender<Option<String>>,
    /// What a helper does besides.
    then: fn(),
}

impl Engine for Helped {
    fn run(&mut self, rows: &[&[i64]]) -> Result<Logits> {
        answers(rows)
    }

    fn run_with(&mut self, rows: &[&[i64]], helpers: &dyn Helpers) -> Result<Logits> {
        self.offered.send(helpers.count()).unwrap();
        let (came, then) = (self.came.clone(), self.then);
        let work = move || {
            came.send(std::thread::current().name().map(str::to_owned)).unwrap();
            then();
        };
        helpers.call(helpers.count(), Arc::new(work));
        answers(rows)
    }
}

fn helped(engines: usize, then: fn()) -> (Workers, Receiver<usize>, Receiver<Option<String>>) {
    let ((offered, offers), (came, comes)) = (channel(), channel());
    let engine =
        || Box::new(Helped { offered: offered.clone(), came: came.clone(), then }) as Box<dyn Engine>;
    (Workers::new((0..engines).map(|_| engine()).collect(), Limits::default()), offers, comes)
}

#[test]
fn who_is_alone_is_helped_by_all_other_threads_of_the_lane() {
    let (workers, offers, comes) = helped(4, || {});
    let batching = Batching::default();
    for round in 1..=20 {
        assert_eq!(
            values(&workers.run(rows(&[round]), batching, &order(Urgency::Interactive)).unwrap()).len(),
            1
        );
        let handed_over = workers.start(rows(&[round]), batching, order(Urgency::Interactive));
        assert_eq!(values(&handed_over.wait().unwrap()), [round as f32]);
        workers.run(rows(&[round]), batching, &order(Urgency::Bulk)).unwrap();
        // Called on the thread of the caller, and on one of the lane; a job is not helped.
        assert_eq!([offers.recv().unwrap(), offers.recv().unwrap()], [2, 2]);
        for _ in 0..4 {
            assert!(comes.recv().unwrap().unwrap().starts_with("koko-live-"));
        }
    }
    assert_eq!(offers.try_iter().count(), 0);
    let load = workers.load();
    assert_eq!((load.batches_run, load.tokens_run), (60, 60), "help is no batch of its own");
}

#[test]
fn a_helper_that_panics_is_there_for_the_next_batch() {
    let (workers, offers, comes) = helped(3, || panic!("a helper that panics"));
    for round in 1..=20 {
        let answers = workers.run(rows(&[round]), Batching::default(), &order(Urgency::Interactive)).unwrap();
        assert_eq!(values(&answers), [round as f32]);
        assert_eq!(offers.recv().unwrap(), 1);
        assert!(comes.recv().unwrap().is_some());
    }
}

#[test]
fn nobody_is_helped_who_is_not_alone_or_has_but_one_thread() {
    for urgency in [Urgency::Interactive, Urgency::Bulk] {
        let ((offered, offers), (came, _comes)) = (channel(), channel());
        let ((begun, begins), (gate, gates)) = (channel(), channel());
        let gates = Arc::new(parking_lot::Mutex::new(gates));
        // Engines are taken from the end.
        let engines: Vec<Box<dyn Engine>> = vec![
            Box::new(Helped { offered: offered.clone(), came: came.clone(), then: || {} }),
            Box::new(Helped { offered, came, then: || {} }),
            Box::new(Gated { begun, gate: gates }),
        ];
        let workers = Workers::new(engines, Limits::default());
        let other = workers.start(rows(&[1]), ONE_BY_ONE, order(urgency));
        assert_eq!(begins.recv().unwrap(), [[1]]);
        assert_eq!(
            values(&workers.run(rows(&[2]), ONE_BY_ONE, &order(Urgency::Interactive)).unwrap()),
            [2.0]
        );
        assert_eq!(offers.try_iter().count(), 0, "beside {urgency:?}");
        gate.send(()).unwrap();
        other.wait().unwrap();
    }
    let (workers, offers, _comes) = helped(2, || {});
    workers.run(rows(&[2]), ONE_BY_ONE, &order(Urgency::Interactive)).unwrap();
    assert_eq!(offers.try_iter().count(), 0, "its own thread is the only one");
}

#[test]
fn dropping_the_workers_ends_what_waits_and_lets_what_runs_end() {
    let (workers, stage) = gated(2, Limits::default());
    let running = workers.start(rows(&[1]), ONE_BY_ONE, order(Urgency::Bulk));
    assert_eq!(stage.next(), [[1]]);
    let waiting = workers.start(rows(&[2]), ONE_BY_ONE, order(Urgency::Bulk));
    let dropped = std::thread::spawn(move || drop(workers));
    assert_eq!(kind(waiting.wait()), Some(ErrorKind::Cancelled));
    stage.let_through();
    assert_eq!(values(&running.wait().unwrap()), [1.0]);
    dropped.join().unwrap();
    assert!(stage.begun.recv().is_err(), "the engines are gone, and nothing more was run");
}

#[test]
fn nothing_is_lost_when_many_callers_cancel_by_chance() {
    let workers = open(3);
    let batching = Batching { max_rows: 4, max_tokens: 64 };
    std::thread::scope(|scope| {
        for caller in 0..8_i64 {
            let workers = &workers;
            scope.spawn(move || {
                for round in 0..50 {
                    let cancel = CancelToken::new();
                    let urgency =
                        if (caller + round) % 2 == 0 { Urgency::Interactive } else { Urgency::Bulk };
                    let options = CallOptions { cancel: Some(cancel.clone()), ..CallOptions::default() };
                    let ids: Vec<i64> = (0..1 + (caller * 7 + round) % 23).collect();
                    let order = Order::now(&options, urgency, Want::Logits);
                    let ticket = workers.start(rows(&ids), batching, order);
                    if round % 3 == 0 {
                        cancel.cancel();
                    }
                    match ticket.wait() {
                        Ok(answers) => {
                            assert!(values(&answers).iter().zip(&ids).all(|(a, b)| *a == *b as f32))
                        }
                        Err(error) => assert_eq!((error.kind(), round % 3), (ErrorKind::Cancelled, 0)),
                    }
                }
            });
        }
    });
    // What was cancelled leaves the queue when its turn comes.
    for urgency in [Urgency::Interactive, Urgency::Bulk] {
        workers.start(rows(&[1]), batching, order(urgency)).wait().unwrap();
    }
    let load = workers.load();
    assert_eq!((load.interactive.rows, load.bulk.rows, load.rows_refused), (0, 0, 0));
}
