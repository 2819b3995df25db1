//! What may be said about a call, on scripted engines: its lane, its deadline, and that it is off.

// A test may panic.
#![allow(clippy::unwrap_used)]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use koko_core::bundle::Encoder;
use koko_core::content::{ActorId, Content};
use koko_core::engine::{Engine, ScriptedEngine};
use koko_core::error::ErrorKind;
use koko_core::labels::Label;
use koko_core::moderator::{CallOptions, CancelToken, Limits, Moderator, OwnModel, Runs, Urgency};
use koko_core::policy::Policy;

const POLICY: &str = r#"
name = "test"
[thresholds]
insult = 0.5
[[rule]]
id = "insult"
when = "found.insult"
action = "review"
because = "insults"
"#;

/// Engines that find an insult in every text of a single word, and do `before` before each row.
fn moderator(engines: usize, limits: Limits, before: impl FnMut() + Send + Clone + 'static) -> Moderator {
    let tokenizer = koko_core::bundle::find_default().unwrap().join("tokenizer.json");
    let engine = || {
        let mut before = before.clone();
        Box::new(ScriptedEngine::new(1, move |ids| {
            before();
            vec![if ids.len() == 3 { 3.0 } else { -3.0 }]
        })) as Box<dyn Engine>
    };
    let own = OwnModel {
        engines: (0..engines).map(|_| engine()).collect(),
        tokenizer: std::fs::read(tokenizer).unwrap(),
        labels: vec![Label::parse("insult").unwrap()],
        encoder: Encoder { max_tokens: 32, overlap_tokens: 4, embedding_size: 1 },
        id: "scripted".to_owned(),
    };
    let policy = Policy::parse("test", POLICY).unwrap();
    Moderator::builder().policy(policy).limits(limits).build_with(own).unwrap()
}

/// Texts of one word and of several, in turn.
fn texts(count: usize) -> Vec<String> {
    (0..count)
        .map(|n| if n % 2 == 0 { "fool".to_owned() } else { "good morning to you all".to_owned() })
        .collect()
}

#[test]
fn every_lane_answers_alike_and_in_order_through_many_chunks() {
    let moderator = moderator(3, Limits::default(), || {});
    let texts = texts(3_000);
    let contents: Vec<Content> = texts.iter().map(|text| Content::text(text.clone()).unwrap()).collect();
    let bulk: Vec<_> = moderator.score_many(&texts).into_iter().map(Result::unwrap).collect();
    let live = CallOptions { urgency: Some(Urgency::Interactive), ..CallOptions::default() };
    let live: Vec<_> = moderator.with(live).score_many(&texts).into_iter().map(Result::unwrap).collect();
    assert_eq!(bulk, live);
    let moderations = moderator.moderate_many(&contents);
    for ((text, scored), moderation) in texts.iter().zip(&bulk).zip(&moderations) {
        let moderation = moderation.as_ref().unwrap();
        assert_eq!(moderation.scores, scored.scores);
        assert_eq!(moderation.spans.len(), usize::from(text == "fool"), "{text}");
    }
    assert_eq!(moderator.score("fool").unwrap(), bulk[0]);
}

#[test]
fn a_call_knows_what_engines_did_for_it_and_not_for_others() {
    let moderator = moderator(2, Limits::default(), || {});
    let begun = Instant::now();
    for (count, urgency) in [(1, Urgency::Interactive), (200, Urgency::Bulk)] {
        let runs = Runs::default();
        let options =
            CallOptions { urgency: Some(urgency), runs: Some(runs.clone()), ..CallOptions::default() };
        moderator.score_many(&texts(50));
        assert!(runs.all().is_empty(), "that was another call");
        let texts: Vec<String> = (0..count).map(|n| format!("{urgency:?} number {n}")).collect();
        assert!(moderator.with(options).score_many(&texts).iter().all(Result::is_ok));
        let all = runs.all();
        assert!(!all.is_empty() && all.iter().map(|run| run.rows).sum::<usize>() >= all.len());
        for run in all {
            assert!(begun <= run.handed_in && run.handed_in <= run.began && run.tokens >= run.rows);
            assert!(run.began + run.took <= Instant::now());
        }
    }
}

#[test]
fn of_a_job_that_is_called_off_the_answers_so_far_are_kept_and_nothing_more_is_run() {
    let cancel = CancelToken::new();
    let run = Arc::new(AtomicUsize::new(0));
    let before = {
        let (cancel, run) = (cancel.clone(), Arc::clone(&run));
        move || {
            if run.fetch_add(1, Ordering::SeqCst) == 1_500 {
                cancel.cancel();
            }
        }
    };
    let moderator = moderator(2, Limits::default(), before);
    let author = Some(ActorId::new("vex").unwrap());
    let content = |text: String| Content { author: author.clone(), ..Content::text(text).unwrap() };
    let contents: Vec<Content> = texts(20_000).into_iter().map(content).collect();
    let options = CallOptions { cancel: Some(cancel), ..CallOptions::default() };
    let answers = moderator.with(options).moderate_many(&contents);
    assert_eq!(answers.len(), contents.len());
    let refused = answers.iter().filter_map(|answer| answer.as_ref().err());
    assert!(refused.clone().all(|error| error.kind() == ErrorKind::Cancelled));
    assert!(refused.count() > 15_000);
    assert!(answers[1].is_ok(), "it was answered before");
    let judged = answers.iter().flatten().count();
    let standing = moderator.standing(&ActorId::new("vex").unwrap()).unwrap().unwrap();
    let last = answers.iter().flatten().last().unwrap().standing.as_ref().unwrap();
    // The clock may have ticked in between.
    assert!(
        last.total_mn == standing.total_mn && (last.evidence - standing.evidence).abs() < 1e-3,
        "{judged} were judged, and nothing else was recorded: {last:?}, {standing:?}"
    );
    assert!(run.load(Ordering::SeqCst) < 3_000, "{} rows were run", run.load(Ordering::SeqCst));
}

#[test]
fn a_deadline_that_has_passed_is_told_for_each_text() {
    let moderator = moderator(2, Limits::default(), || {});
    let options = CallOptions { deadline: Some(Duration::ZERO), ..CallOptions::default() };
    let late = moderator.with(options);
    assert_eq!(late.score("fool").unwrap_err().kind(), ErrorKind::DeadlineExceeded);
    let many = late.score_many(&texts(3));
    assert!(many.iter().all(|scored| scored.as_ref().unwrap_err().kind() == ErrorKind::DeadlineExceeded));
    let content = Content::text("fool").unwrap();
    assert_eq!(late.moderate(&content).unwrap_err().kind(), ErrorKind::DeadlineExceeded);
    assert_eq!(moderator.load().rows_expired, 2, "what was never read has no rows");
    let never = CallOptions { deadline: Some(Duration::MAX), ..CallOptions::default() };
    assert!(moderator.with(never).score("fool").is_ok());
}

#[test]
fn a_text_that_was_submitted_answers_once_whatever_becomes_of_it() {
    let moderator = moderator(2, Limits::default(), || {});
    let (tell, told) = channel();
    let submit = |text: &str, options| {
        let tell = tell.clone();
        moderator.with(options).submit(text, move |scored| tell.send(scored).unwrap());
        told.recv().unwrap()
    };
    assert_eq!(submit("fool", CallOptions::default()).unwrap(), moderator.score("fool").unwrap());
    assert_eq!(submit("", CallOptions::default()).unwrap(), moderator.score("").unwrap());
    let cancel = CancelToken::new();
    cancel.cancel();
    let cancelled = CallOptions { cancel: Some(cancel), ..CallOptions::default() };
    assert_eq!(submit("fool", cancelled).unwrap_err().kind(), ErrorKind::Cancelled);
    let long = "a".repeat((1 << 20) + 1);
    assert_eq!(submit(&long, CallOptions::default()).unwrap_err().kind(), ErrorKind::TextTooLong);
}

/// For engines that are to be held up: what lets them through when it is dropped, where each tells that it has begun, and what
/// each does first.
fn gate() -> (Sender<()>, Receiver<()>, impl Fn() + Clone + Send + 'static) {
    let (let_through, gate) = channel::<()>();
    let (begin, begun) = channel();
    let (gate, begin) = (Arc::new(Mutex::new(gate)), Arc::new(Mutex::new(begin)));
    let before = move || {
        begin.lock().unwrap().send(()).unwrap();
        gate.lock().unwrap().recv().ok();
    };
    (let_through, begun, before)
}

#[test]
fn a_moderator_that_is_dropped_answers_what_it_was_given() {
    let (let_through, begun, before) = gate();
    let moderator = moderator(1, Limits::default(), before);
    let (tell, told) = channel();
    let submit = |text: &str| {
        let tell = tell.clone();
        moderator.with(CallOptions::default()).submit(text, move |scored| tell.send(scored.is_ok()).unwrap());
    };
    submit("fool");
    begun.recv().unwrap();
    submit("good morning to you all");
    let dropped = std::thread::spawn(move || drop(moderator));
    assert!(!told.recv().unwrap(), "what waited is called off");
    drop(let_through);
    assert!(told.recv().unwrap(), "what ran is answered");
    dropped.join().unwrap();
}

#[test]
fn a_call_that_finds_too_many_before_it_is_told_to_come_back() {
    let (let_through, begun, before) = gate();
    let moderator = moderator(1, Limits { interactive_tokens: 8, bulk_tokens: 8 }, before);
    let (tell, told) = channel();
    let submit = || {
        let tell = tell.clone();
        moderator.with(CallOptions::default()).submit("good morning to you all", move |scored| {
            tell.send(scored.is_ok()).unwrap();
        });
    };
    submit();
    begun.recv().unwrap();
    submit();
    let refused = moderator.score("fool, and what a fool").unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Overloaded);
    assert!(refused.retry_after().unwrap() > Duration::ZERO);
    assert_eq!(moderator.load().interactive.rows, 1);
    drop(let_through);
    assert!([told.recv(), told.recv()].iter().all(|answered| answered.unwrap()));
}
