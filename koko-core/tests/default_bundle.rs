//! The bundle that we ship, in the real ONNX Runtime.

// A test may panic.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use koko_core::bundle::Bundle;
use koko_core::content::Content;
use koko_core::error::ErrorKind;
use koko_core::labels::Label;
use koko_core::moderator::{Batching, CallOptions, Device, Moderator, Urgency};
use koko_core::policy::Action;
use koko_core::text::NORMALIZER_ID;

fn moderator(max_rows: usize, threads: usize) -> Moderator {
    let batching = Batching { max_rows, max_tokens: max_rows * 128 };
    Moderator::builder().batching(batching).threads(threads).build().unwrap()
}

/// A hundred texts of many lengths, some of them rude.
fn texts() -> Vec<String> {
    let parts = [
        "good morning",
        "you are an idiot",
        "the tomatoes are ripe",
        "what a stupid loser",
        "see you at the match",
        "win a free phone now",
    ];
    (0..100)
        .map(|n| (0..=n % 9).map(|k| parts[(n * 7 + k * 5) % parts.len()]).collect::<Vec<_>>().join(", "))
        .collect()
}

#[test]
fn scores_do_not_depend_on_the_batch_nor_on_the_threads_nor_on_the_lane() {
    let texts = texts();
    let alone = moderator(1, 1).score_many(&texts);
    let tolerance = Bundle::open(&koko_core::bundle::find_default().unwrap(), NORMALIZER_ID)
        .unwrap()
        .manifest
        .tolerance
        .batch;
    for (rows, threads, urgency) in
        [(64, 1, Urgency::Bulk), (64, 2, Urgency::Interactive), (7, 2, Urgency::Bulk)]
    {
        let options = CallOptions { urgency: Some(urgency), ..CallOptions::default() };
        let together = moderator(rows, threads).with(options).score_many(&texts);
        for (one, other) in alone.iter().zip(&together) {
            let (one, other) = (one.as_ref().unwrap(), other.as_ref().unwrap());
            for ((label, left), (_, right)) in one.scores.iter().zip(other.scores.iter()) {
                assert!(
                    (left - right).abs() <= tolerance,
                    "{label}: {left} alone, {right} among {rows} rows, {urgency:?}"
                );
            }
        }
    }
}

#[test]
fn every_attribute_of_perspectives_is_answered_on_its_scale() {
    let moderator = moderator(16, 1);
    let [rude, kind] =
        ["you are a stupid idiot", "the tomatoes are ripe"].map(|text| moderator.perspective(text).unwrap());
    assert_eq!(rude.len(), 8);
    assert!(rude.contains_key("FLIRTATION") && rude.values().all(|value| (0.0..=1.0).contains(value)));
    assert!(rude["INSULT"] > 0.7 && kind["INSULT"] < 0.3, "{rude:?} {kind:?}");
}

#[test]
fn the_fast_bundle_runs_as_well_and_is_never_the_default() {
    let default = koko_core::bundle::find_default().unwrap();
    let fast = default.parent().unwrap().join("fast/koko-en-tiny-1");
    assert_ne!(default, fast);
    let moderator = Moderator::builder().bundle(&fast).threads(1).build().unwrap();
    let insult = Label::parse("insult").unwrap();
    let score = |text: &str| moderator.score(text).unwrap().scores.get(insult).unwrap();
    assert!(score("you are a stupid idiot") > 0.5 && score("the tomatoes are ripe") < 0.2);
}

#[test]
fn an_insult_is_told_from_a_greeting_however_it_is_spelled() {
    let moderator = moderator(16, 1);
    let insult = Label::parse("insult").unwrap();
    let score = |text: &str| moderator.score(text).unwrap().scores.get(insult).unwrap();
    let plain = score("you idiot");
    assert!(plain > 0.5 && score("good morning, how are you?") < 0.2);
    for text in [
        "y o u  1d10t",
        "you id\u{200d}iot",
        "\u{ff59}\u{ff4f}\u{ff55} \u{ff49}\u{ff44}\u{ff49}\u{ff4f}\u{ff54}",
    ] {
        assert!((score(text) - plain).abs() < 0.02, "{text}: {} instead of {plain}", score(text));
    }
}

#[test]
fn every_decision_carries_the_ids_of_what_made_it() {
    let moderator = moderator(16, 1);
    let moderation = moderator.moderate(&Content::text("good morning").unwrap()).unwrap();
    assert_eq!(moderation.decision.action, Action::Allow);
    let ids = &moderation.decision.ids;
    assert!(ids.model.starts_with("koko-") && ids.model.contains("@blake3:"), "{}", ids.model);
    assert!(ids.policy.starts_with("koko-default@blake3:"));
    assert_eq!(ids.normalizer, NORMALIZER_ID);
}

#[test]
fn a_device_that_is_not_there_is_an_error_and_never_the_cpu_in_silence() {
    let refused = Moderator::builder().device(Device::Cuda(63)).threads(1).build().map(|_| ()).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::DeviceMissing);
    assert!(refused.to_string().contains("cuda:63"), "{refused}");
}

#[test]
fn embeddings_have_the_size_that_the_manifest_says() {
    let embedding = moderator(16, 1).embed("good morning").unwrap();
    assert_eq!(embedding.len(), 384);
    assert!(embedding.iter().any(|number| *number != 0.0));
}

#[test]
fn a_batch_size_that_was_tried_out_is_told_and_scores_alike() {
    let tuned = Moderator::builder().threads(1).tune(Duration::ZERO).build().unwrap();
    let tuning = tuned.report().tuning.as_ref().unwrap();
    let sizes: Vec<usize> = tuning.trials.iter().map(|trial| trial.batching.max_tokens).collect();
    assert_eq!(sizes, [128, 256, 512, 1_024], "each once, however short the time");
    assert_eq!(tuned.report().batching, tuning.best);
    assert!(tuned.report().to_string().contains("tokens/s"), "{}", tuned.report());
    let chosen = Batching { max_rows: 3, max_tokens: 99 };
    let chosen = Moderator::builder().threads(1).batching(chosen).tune(Duration::ZERO).build().unwrap();
    assert_eq!((chosen.report().batching.max_tokens, &chosen.report().tuning), (99, &None));
    let insult = Label::parse("insult").unwrap();
    let score = |moderator: &Moderator| moderator.score("you idiot").unwrap().scores.get(insult).unwrap();
    assert!((score(&tuned) - score(&chosen)).abs() < 0.02);
}
