//! How long somebody waits who has just written something: alone, and while a job wants every core.
//! `cargo bench -p koko-benches --bench lanes`.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use koko_benches::comments;
use koko_core::moderator::Moderator;

/// Calls in each half of a round.
const CALLS: usize = 250;
/// Between two calls: whoever writes also thinks.
const PAUSE: Duration = Duration::from_millis(8);
/// Idle and busy take turns, so that both meet the same neighbours on the machine.
const ROUNDS: usize = 4;

/// Latencies of calls, and what the job did meanwhile.
#[derive(Default)]
struct Seen {
    latencies: Vec<Duration>,
    job_texts: usize,
    took: Duration,
}

fn main() {
    let moderator = Moderator::builder().cache(0).build().expect("the default bundle opens");
    let (live, job) = (comments(CALLS), comments(4_000));
    let mut alone = Seen::default();
    let (mut idle, mut busy) = (Seen::default(), Seen::default());
    moderator.score_many(&job[..500]);
    measure_job(&moderator, &job, &mut alone);
    for _ in 0..ROUNDS {
        call(&moderator, &live, &mut idle);
        beside_a_job(&moderator, &job, &mut busy, |busy| call(&moderator, &live, busy));
    }
    show("idle", &mut idle);
    show("busy", &mut busy);
    let ratio = |place: f64| at(&busy, place).as_secs_f64() / at(&idle, place).as_secs_f64();
    say(&format!("busy / idle  p50 {:.2}  p99 {:.2}", ratio(0.5), ratio(0.99)));
    let rate = |seen: &Seen| seen.job_texts as f64 / seen.took.as_secs_f64();
    say(&format!("job alone {:.0} texts/s, beside the calls {:.0}", rate(&alone), rate(&busy)));
    say(&format!("{}", moderator.report()));
}

/// One call after the other.
fn call(moderator: &Moderator, texts: &[String], seen: &mut Seen) {
    let begun = Instant::now();
    for text in texts {
        std::thread::sleep(PAUSE);
        let called = Instant::now();
        moderator.score(text).expect("a comment is no bad input");
        seen.latencies.push(called.elapsed());
    }
    seen.took += begun.elapsed();
}

/// Runs a job over and over while `work` goes on, and counts its texts.
fn beside_a_job(moderator: &Moderator, texts: &[String], seen: &mut Seen, work: impl FnOnce(&mut Seen)) {
    let (stop, done) = (AtomicBool::new(false), AtomicUsize::new(0));
    let cancel = koko_core::moderator::CancelToken::new();
    std::thread::scope(|scope| {
        let before = moderator.load().batches_run;
        scope.spawn(|| {
            let options =
                koko_core::moderator::CallOptions { cancel: Some(cancel.clone()), ..Default::default() };
            while !stop.load(Ordering::Relaxed) {
                let answered = moderator.with(options.clone()).score_many(texts).iter().flatten().count();
                done.fetch_add(answered, Ordering::Relaxed);
            }
        });
        while moderator.load().batches_run < before + 8 {
            std::thread::yield_now();
        }
        work(seen);
        stop.store(true, Ordering::Relaxed);
        cancel.cancel();
    });
    seen.job_texts += done.load(Ordering::Relaxed);
}

fn measure_job(moderator: &Moderator, texts: &[String], seen: &mut Seen) {
    let begun = Instant::now();
    seen.job_texts += moderator.score_many(texts).len();
    seen.took += begun.elapsed();
}

fn at(seen: &Seen, place: f64) -> Duration {
    let mut sorted = seen.latencies.clone();
    sorted.sort_unstable();
    sorted[((sorted.len() - 1) as f64 * place) as usize]
}

fn show(name: &str, seen: &mut Seen) {
    let ms = |place| at(seen, place).as_secs_f64() * 1_000.0;
    let (p50, p90, p99, most) = (ms(0.5), ms(0.9), ms(0.99), ms(1.0));
    say(&format!("{name}  p50 {p50:.1} ms  p90 {p90:.1} ms  p99 {p99:.1} ms  most {most:.1} ms"));
}

#[allow(clippy::print_stdout, reason = "this is what a bench is for")]
fn say(line: &str) {
    println!("{line}");
}
