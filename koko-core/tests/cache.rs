//! What was read before is not read again, and nobody can tell but by the clock.

// A test may panic.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use koko_core::bundle::Encoder;
use koko_core::engine::ScriptedEngine;
use koko_core::labels::Label;
use koko_core::moderator::{Moderator, ModeratorBuilder, OwnModel};

/// A model that counts the rows it reads, and says more of longer ones.
fn counting() -> (OwnModel, Arc<AtomicUsize>) {
    let read = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&read);
    let engine = ScriptedEngine::new(1, move |ids| {
        seen.fetch_add(1, Ordering::Relaxed);
        vec![ids.len() as f32 / 4.0]
    });
    let bundle = koko_core::bundle::find_default().expect("the repository holds a bundle");
    let model = OwnModel {
        engines: vec![Box::new(engine)],
        tokenizer: std::fs::read(bundle.join("tokenizer.json")).unwrap(),
        labels: vec![Label::parse("insult").unwrap()],
        encoder: Encoder { max_tokens: 16, overlap_tokens: 4, embedding_size: 1 },
        id: "counting".to_owned(),
    };
    (model, read)
}

fn opened(builder: ModeratorBuilder) -> (Moderator, Arc<AtomicUsize>) {
    let (model, read) = counting();
    (builder.build_with(model).unwrap(), read)
}

#[test]
fn a_text_that_comes_again_is_not_read_again_however_it_is_written() {
    let (moderator, read) = opened(Moderator::builder());
    let first = moderator.score("thanks a lot").unwrap();
    for again in ["thanks a lot", "Thanks  a LOT", "th\u{200b}anks a lot"] {
        assert_eq!(moderator.score(again).unwrap(), first, "{again}");
    }
    assert_eq!(read.load(Ordering::Relaxed), 1);
    let stats = moderator.cache_stats();
    assert_eq!((stats.hits, stats.misses, stats.entries), (3, 1, 1));
}

#[test]
fn twins_of_one_call_are_read_once_and_all_are_answered_in_their_places() {
    let (moderator, read) = opened(Moderator::builder());
    let long = "a long day in the garden ".repeat(10);
    let texts = ["one", "one two three", "one", &long, "", &long, "one two three"];
    let together = moderator.score_many(&texts);
    let windows = moderator.cache_stats().misses;
    assert_eq!(read.load(Ordering::Relaxed) as u64, windows);
    assert_eq!(moderator.score_many(&texts).len(), texts.len());
    assert_eq!(read.load(Ordering::Relaxed) as u64, windows, "nothing was new the second time");
    let (apart, _) = opened(Moderator::builder().cache(0));
    for (text, scored) in texts.iter().zip(together) {
        assert_eq!(scored.unwrap(), apart.score(text).unwrap(), "{text}");
    }
}

#[test]
fn it_can_be_switched_off() {
    let (moderator, read) = opened(Moderator::builder().cache(0));
    for _ in 0..3 {
        moderator.score("thanks a lot").unwrap();
    }
    assert_eq!((read.load(Ordering::Relaxed), moderator.cache_stats().capacity), (3, 0));
}

#[test]
fn an_embedding_is_there_although_it_is_not_remembered() {
    let (moderator, _) = opened(Moderator::builder());
    moderator.score("thanks a lot").unwrap();
    assert_eq!(moderator.embed("thanks a lot").unwrap(), [5.0]);
}
