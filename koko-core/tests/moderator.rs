//! The one door, on a scripted engine: what it promises whatever the model says.

// A test may panic.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use koko_core::actor::Band;
use koko_core::bundle::Encoder;
use koko_core::clock::{Clock, HandClock, Timestamp};
use koko_core::content::{ActorId, CommunityId, Content, ContentId};
use koko_core::engine::{Engine, ScriptedEngine};
use koko_core::error::ErrorKind;
use koko_core::labels::Label;
use koko_core::moderator::{Batching, Moderator, OwnModel};
use koko_core::parity::Parity;
use koko_core::policy::{Action, Policy};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A policy with one threshold and one rule a label.
const POLICY: &str = r#"
name = "test"
[thresholds]
insult = 0.5
threat = 0.5
[[rule]]
id = "threat"
when = "found.threat"
action = "remove"
because = "threatens"
[[rule]]
id = "insult"
when = "found.insult"
action = "review"
because = "insults"
[[rule]]
id = "repeat_offender"
when = 'standing.band == "high" && found.insult'
action = "hold"
because = "keeps insulting"
[communities.arena.thresholds]
insult = 1.0
"#;

fn models() -> PathBuf {
    koko_core::bundle::find_default().expect("the repository holds a bundle")
}

/// An engine that finds an insult wherever "fool" or "idiot" is read, and a threat wherever "hurt" is.
fn scripted(count: usize) -> OwnModel {
    let tokenizer = std::fs::read(models().join("tokenizer.json")).unwrap();
    let vocabulary: serde_json::Value = serde_json::from_slice(&tokenizer).unwrap();
    let id = |word: &str| vocabulary["model"]["vocab"][word].as_i64().unwrap();
    let (insults, threats) = ([id("fool"), id("idiot")], [id("hurt")]);
    let engine = move || -> Box<dyn Engine> {
        Box::new(ScriptedEngine::new(2, move |ids| {
            let logit = |words: &[i64]| if ids.iter().any(|id| words.contains(id)) { 3.0 } else { -6.0 };
            vec![logit(&insults), logit(&threats)]
        }))
    };
    OwnModel {
        engines: (0..count).map(|_| engine()).collect(),
        tokenizer,
        labels: vec![Label::parse("insult").unwrap(), Label::parse("threat").unwrap()],
        encoder: Encoder { max_tokens: 16, overlap_tokens: 4, embedding_size: 1 },
        id: "scripted".to_owned(),
    }
}

fn moderator() -> (Moderator, Arc<HandClock>) {
    let clock = Arc::new(HandClock::at(Timestamp::from_unix_seconds(1_750_000_000)));
    let builder = Moderator::builder().policy(Policy::parse("test", POLICY).unwrap());
    let moderator = builder.clock(Arc::clone(&clock) as Arc<dyn Clock>).build_with(scripted(2)).unwrap();
    (moderator, clock)
}

fn by(author: &str, id: &str, text: &str) -> Content {
    Content {
        id: Some(ContentId::new(id).unwrap()),
        author: Some(ActorId::new(author).unwrap()),
        ..Content::text(text).unwrap()
    }
}

#[test]
fn spans_point_at_the_original_whatever_was_folded() {
    let (moderator, _) = moderator();
    for (text, expected) in [
        ("y o u  1d10t", "1d10t"),
        ("what a f\u{200d}o\u{200d}ol you are", "f\u{200d}o\u{200d}ol"),
        (
            "\u{1F600} \u{ff59}\u{ff4f}\u{ff55} \u{ff46}\u{ff4f}\u{ff4f}\u{ff4c}!",
            "\u{ff46}\u{ff4f}\u{ff4f}\u{ff4c}",
        ),
        ("@fool_hater you f.o.o.l", "f.o.o.l"),
        ("fool", "fool"),
        ("i\u{336}d\u{336}i\u{336}o\u{336}t\u{336}", "i\u{336}d\u{336}i\u{336}o\u{336}t\u{336}"),
    ] {
        let moderation = moderator.moderate(&Content::text(text).unwrap()).unwrap();
        let [span] = moderation.spans.as_slice() else { panic!("{text}: {:?}", moderation.spans) };
        assert_eq!(&text[span.place.bytes[0]..span.place.bytes[1]], expected);
        let chars: String =
            text.chars().skip(span.place.chars[0]).take(span.place.chars[1] - span.place.chars[0]).collect();
        assert_eq!(chars, expected);
        let units: Vec<u16> = text.encode_utf16().collect();
        assert_eq!(String::from_utf16(&units[span.place.utf16[0]..span.place.utf16[1]]).unwrap(), expected);
    }
}

#[test]
fn every_insult_of_a_text_is_named_and_each_label_has_its_own() {
    let (moderator, _) = moderator();
    let text = "you fool, you utter idiot, I will hurt you";
    let moderation = moderator.moderate(&Content::text(text).unwrap()).unwrap();
    let places: Vec<(&str, &str)> = moderation
        .spans
        .iter()
        .map(|span| (span.label.as_str(), &text[span.place.bytes[0]..span.place.bytes[1]]))
        .collect();
    assert_eq!(places, [("insult", "fool"), ("insult", "idiot"), ("threat", "hurt")]);
    assert_eq!(moderation.decision.action, Action::Remove);
    let rules: Vec<&str> = moderation.decision.reasons.iter().map(|reason| reason.rule.as_str()).collect();
    assert_eq!(rules, ["threat", "insult"]);
}

#[test]
fn an_insult_at_the_end_of_a_long_text_is_found_and_placed() {
    let (moderator, _) = moderator();
    let text = format!("{} and you are a fool", "a nice long day in the garden. ".repeat(20));
    let moderation = moderator.moderate(&Content::text(text.clone()).unwrap()).unwrap();
    assert!(!moderation.truncated);
    let places: Vec<&str> =
        moderation.spans.iter().map(|span| &text[span.place.bytes[0]..span.place.bytes[1]]).collect();
    assert_eq!(places, ["fool"]);
}

#[test]
fn the_empty_text_holds_nothing() {
    let (moderator, _) = moderator();
    for text in ["", "   \n", "\u{200b}\u{200d}"] {
        let moderation = moderator.moderate(&Content::text(text).unwrap()).unwrap();
        assert!(moderation.scores.iter().all(|(_, score)| score == 0.0), "{text:?}");
        assert_eq!(moderation.decision.action, Action::Allow);
    }
    assert_eq!(moderator.embed("").unwrap(), [0.0]);
}

#[test]
fn a_mebibyte_is_sampled_and_says_so_and_one_byte_more_is_refused() {
    let (moderator, _) = moderator();
    let mut text = "peace ".repeat((1 << 20) / 6);
    let scored = moderator.score(&text).unwrap();
    assert!(scored.truncated);
    text.push_str("fool");
    let insult = Label::parse("insult").unwrap();
    let refused = moderator.score(&(text.clone() + &" ".repeat(1 << 20))).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::TextTooLong);
    let scores = moderator.score(&text[text.len() - (1 << 20)..]).unwrap().scores;
    assert!(scores.get(insult).unwrap() > 0.9, "what hides at the end is read");
}

#[test]
fn a_refused_text_does_not_touch_the_others() {
    let (moderator, _) = moderator();
    let long = "a".repeat((1 << 20) + 1);
    let answers = moderator.score_many(&["hello", &long, "you fool"]);
    let kinds: Vec<Option<ErrorKind>> =
        answers.iter().map(|answer| answer.as_ref().err().map(|error| error.kind())).collect();
    assert_eq!(kinds, [None, Some(ErrorKind::TextTooLong), None]);
}

#[test]
fn batches_of_any_size_and_many_threads_give_the_same_scores() {
    let texts: Vec<String> = (0..200)
        .map(|n| format!("{} {}", "word ".repeat(n % 40), if n % 7 == 0 { "fool" } else { "friend" }))
        .collect();
    let scores = |engines, max_rows| {
        let batching = Batching { max_rows, max_tokens: max_rows * 16 };
        let moderator = Moderator::builder().batching(batching).build_with(scripted(engines)).unwrap();
        moderator.score_many(&texts).into_iter().map(|scored| scored.unwrap().scores).collect::<Vec<_>>()
    };
    let one = scores(1, 1);
    assert_eq!(one, scores(1, 64));
    assert_eq!(one, scores(3, 8));
}

#[test]
fn many_contents_are_judged_in_their_order() {
    let (moderator, _) = moderator();
    let contents: Vec<Content> = (0..12).map(|n| by("vex", &format!("c{n}"), "you fool")).collect();
    let actions: Vec<Action> = moderator
        .moderate_many(&contents)
        .into_iter()
        .map(|moderation| moderation.unwrap().decision.action)
        .collect();
    assert_eq!(actions[0], Action::Review, "one insult is no pattern");
    assert_eq!(actions[11], Action::Hold, "a dozen is one");
    assert!(actions.is_sorted());
}

#[test]
fn one_bad_comment_is_no_standing_and_a_quiet_half_year_forgets_many() {
    let (moderator, clock) = moderator();
    let single = moderator.moderate(&by("newcomer", "n1", "you idiot")).unwrap().standing.unwrap();
    assert_eq!(single.band, Band::Unknown);
    for n in 0..10 {
        moderator.moderate(&by("vex", &format!("v{n}"), "you fool")).unwrap();
        clock.advance(DAY / 4);
    }
    let vex = ActorId::new("vex").unwrap();
    assert_eq!(moderator.standing(&vex).unwrap().unwrap().band, Band::High);
    clock.advance(60 * DAY);
    let later = moderator.standing(&vex).unwrap();
    assert!(later.unwrap().band < Band::High);
    clock.advance(60 * DAY);
    assert!(moderator.standing(&vex).unwrap().is_none(), "a record is gone 90 days after its last event");
    assert!(moderator.standing(&ActorId::new("nobody").unwrap()).unwrap().is_none());
}

#[test]
fn an_archive_gives_the_standings_of_its_time() {
    let (moderator, _) = moderator();
    let years_ago = |n: i64| Some(Timestamp::from_unix_seconds(1_600_000_000 + n * 3_600));
    let contents: Vec<Content> =
        (0..10).map(|n| Content { at: years_ago(n), ..by("vex", &format!("v{n}"), "you fool") }).collect();
    let last = moderator.moderate_many(&contents).pop().unwrap().unwrap().standing.unwrap();
    assert_eq!(last.band, Band::High);
    let now = moderator.standing(&ActorId::new("vex").unwrap()).unwrap().unwrap();
    assert_eq!(now.band, Band::Unknown, "it is long forgotten by now");
}

#[test]
fn the_reasons_of_a_standing_add_up_to_it() {
    let (moderator, _) = moderator();
    for n in 0..6 {
        let text = if n % 2 == 0 { "I will hurt you" } else { "good morning" };
        let standing = moderator.moderate(&by("grim", &format!("g{n}"), text)).unwrap().standing.unwrap();
        let sum: i32 = standing.findings.iter().map(|finding| finding.contribution_mn).sum();
        assert_eq!(standing.base_mn + sum, standing.total_mn);
        let expected = 1.0 / (1.0 + (-f64::from(standing.total_mn) / 1_000.0).exp());
        assert!((f64::from(standing.probability) - expected).abs() < 1e-6);
        assert!(standing.low <= standing.probability && standing.probability <= standing.high);
    }
}

#[test]
fn the_same_content_twice_counts_once() {
    let (moderator, _) = moderator();
    let first = moderator.moderate(&by("echo", "same", "you fool")).unwrap().standing;
    assert_eq!(moderator.moderate(&by("echo", "same", "you fool")).unwrap().standing, first);
    let at = Some(Timestamp::from_unix_seconds(1_749_999_000));
    let unnamed = Content { id: None, at, ..by("echo", "x", "you fool") };
    let second = moderator.moderate(&unnamed).unwrap().standing;
    assert_ne!(second, first);
    assert_eq!(moderator.moderate(&unnamed).unwrap().standing, second);
}

#[test]
fn a_community_has_thresholds_of_its_own() {
    let (moderator, _) = moderator();
    let arena =
        Content { community: Some(CommunityId::new("arena").unwrap()), ..Content::text("you fool").unwrap() };
    assert_eq!(moderator.moderate(&arena).unwrap().decision.action, Action::Allow);
}

#[test]
fn explaining_tells_which_word_did_it() {
    let (moderator, _) = moderator();
    let explanation = moderator.explain("you are a 1d10t today").unwrap();
    let heaviest =
        explanation.words.iter().max_by(|a, b| a.weights.0[0].1.total_cmp(&b.weights.0[0].1)).unwrap();
    assert_eq!(heaviest.word, "1d10t");
    assert!(heaviest.weights.0[0].1 > 0.9);
    let words: Vec<&str> = explanation.words.iter().map(|word| word.word.as_str()).collect();
    assert_eq!(words, ["you", "are", "a", "1d10t", "today"]);
}

#[test]
fn text_that_imitates_a_marker_is_only_text() {
    let (moderator, _) = moderator();
    let pieces: Vec<String> =
        moderator.tokenize("[SEP] [CLS]").unwrap().into_iter().map(|token| token.piece).collect();
    assert!(!pieces.iter().any(|piece| piece == "[SEP]" || piece == "[CLS]"), "{pieces:?}");
}

#[test]
fn scores_are_carried_to_perspectives_scale_where_there_is_a_map() {
    let map = "[parity.INSULT]\nlabel = \"insult\"\nours = [0.0, 1.0]\nperspective = [0.2, 0.7]\n";
    let parity = Parity::parse("map.toml", map).unwrap();
    let moderator = Moderator::builder().parity(parity).build_with(scripted(1)).unwrap();
    let insult = moderator.score("you fool").unwrap().scores.get(Label::parse("insult").unwrap()).unwrap();
    let one = moderator.perspective("you fool").unwrap();
    assert!((one["INSULT"] - (0.2 + 0.5 * f64::from(insult))).abs() < 1e-9);
    let many = moderator.perspective_many(&["you fool".to_owned(), "a".repeat(2 << 20), "fine".to_owned()]);
    assert_eq!(many[0].as_ref().unwrap(), &one);
    assert_eq!(many[1].as_ref().unwrap_err().kind(), ErrorKind::TextTooLong);
    assert!(many[2].as_ref().unwrap()["INSULT"] < one["INSULT"]);
}

#[test]
fn without_a_map_or_with_one_for_another_model_perspective_is_refused() {
    let (moderator, _) = moderator();
    assert!(moderator.parity().is_none());
    let refused = moderator.perspective("you fool").unwrap_err();
    assert!(refused.to_string().contains("koko parity --fit"), "{refused}");
    assert!(moderator.perspective_many(&["you fool"])[0].is_err());
    let map = "[parity.SPAM]\nlabel = \"spam\"\nours = [0.0, 1.0]\nperspective = [0.0, 1.0]\n";
    let parity = Parity::parse("map.toml", map).unwrap();
    let refused = Moderator::builder().parity(parity).build_with(scripted(1)).err().unwrap();
    assert!(refused.to_string().contains("`spam`, which this model does not have"), "{refused}");
}

#[test]
fn what_happened_elsewhere_counts_and_a_policy_can_ask_for_it() {
    let policy = r#"
name = "test"
[thresholds]
insult = 0.5
[[rule]]
id = "acted_before"
when = 'standing.has("past_actions") && standing.score >= 0.05 && !standing.has("campaign")'
action = "hold"
because = "moderators acted before"
"#;
    let clock = Arc::new(HandClock::at(Timestamp::from_unix_seconds(1_750_000_000)));
    let builder = Moderator::builder().policy(Policy::parse("test", policy).unwrap());
    let moderator = builder.clock(Arc::clone(&clock) as Arc<dyn Clock>).build_with(scripted(1)).unwrap();
    assert_eq!(moderator.moderate(&by("vex", "1", "good morning")).unwrap().decision.action, Action::Allow);

    let banned = r#"{"event": "moderated", "id": "d", "author": "vex", "moderator": "m", "at": 1750000000, "outcome": "banned", "family": "harassment"}"#;
    let bad =
        r#"{"event": "appealed", "id": "unknown", "version": 2, "at": 1750000000, "outcome": "overturned"}"#;
    let events = [banned, bad].map(|json| serde_json::from_str(json).unwrap());
    let answers = moderator.record(&events);
    assert!(answers[0].as_ref().unwrap().counted && answers[1].is_err());
    assert_eq!(moderator.moderate(&by("vex", "2", "good morning")).unwrap().decision.action, Action::Hold);

    let vex = ActorId::new("vex").unwrap();
    let export = moderator.export(&vex).unwrap().unwrap();
    assert_eq!(export.standing.policy.as_ref(), moderator.ids().policy);
    assert!(moderator.forget(&vex).unwrap() && moderator.export(&vex).unwrap().is_none());
    assert_eq!(moderator.moderate(&by("vex", "3", "good morning")).unwrap().decision.action, Action::Allow);
}
