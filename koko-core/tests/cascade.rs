//! The fast lane of the bundle that we ship: what it may clear, and what never.

// A test may panic.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use koko_core::content::{CommunityId, Content};
use koko_core::error::{Error, ErrorKind};
use koko_core::moderator::{CallOptions, Cascade, Lane, Moderator, ModeratorBuilder};
use koko_core::policy::{Action, Policy};

/// Nobody finds anything in these, and the fast lane is sure of it.
const HARMLESS: [&str; 3] = [
    "how do i sort a list of numbers in python",
    "what time does the library open on sunday",
    "i need to transfer money to my savings account",
];

static FULL: LazyLock<Moderator> = LazyLock::new(|| builder().build().unwrap());
static MAX: LazyLock<Moderator> = LazyLock::new(|| builder().cascade(Cascade::Max).build().unwrap());

fn builder() -> ModeratorBuilder {
    Moderator::builder().threads(1)
}

fn lane_of(moderator: &Moderator, text: &str) -> Lane {
    moderator.score(text).unwrap().lane
}

fn with_policy(policy: &str) -> Result<Moderator, Error> {
    builder().policy(Policy::parse("test", policy).unwrap()).cascade(Cascade::Balanced).build()
}

#[test]
fn what_is_harmless_is_cleared_and_what_is_not_goes_to_the_full_model() {
    for text in HARMLESS {
        assert_eq!(lane_of(&MAX, text), Lane::Fast, "{text}");
        assert_eq!(lane_of(&FULL, text), Lane::Full, "nobody asked for a cascade");
    }
    for text in ["you are a complete idiot", "I will find you and hurt you", "y o u  1d10t"] {
        let scored = MAX.score(text).unwrap();
        assert_eq!(scored, FULL.score(text).unwrap(), "{text}");
        assert_eq!(scored.lane, Lane::Full);
    }
    assert_eq!(lane_of(&MAX, ""), Lane::Full, "there is nothing to clear");
    assert_eq!(MAX.report().cascade, Cascade::Max);
}

#[test]
fn whoever_wants_exact_scores_is_answered_by_the_full_model() {
    let in_full = || MAX.with(CallOptions::default()).in_full();
    let exact = FULL.score(HARMLESS[0]).unwrap();
    assert_eq!(in_full().score(HARMLESS[0]).unwrap(), exact);
    assert_eq!(in_full().score_many(&HARMLESS[..1]).remove(0).unwrap().lane, Lane::Full);
    let content = Content::text(HARMLESS[0]).unwrap();
    assert_eq!(in_full().moderate(&content).unwrap().lane, Lane::Full);
    assert_eq!(in_full().moderate_many(&[content]).remove(0).unwrap().lane, Lane::Full);
    let (send, answer) = std::sync::mpsc::channel();
    in_full().submit(HARMLESS[0], move |scored| send.send(scored).unwrap());
    assert_eq!(answer.recv().unwrap().unwrap(), exact);
}

#[test]
fn a_cleared_text_is_scored_and_allowed_like_any_other_alone_and_among_many() {
    let texts = [HARMLESS[0], "you are a complete idiot", HARMLESS[1], "", HARMLESS[2]];
    let contents: Vec<Content> = texts.iter().map(|text| Content::text(*text).unwrap()).collect();
    let many = MAX.moderate_many(&contents);
    for ((content, scored), moderation) in contents.iter().zip(MAX.score_many(&texts)).zip(many) {
        let (scored, moderation) = (scored.unwrap(), moderation.unwrap());
        let alone = MAX.moderate(content).unwrap();
        assert_eq!((scored.lane, moderation.lane), (alone.lane, alone.lane));
        assert_eq!(scored.scores.iter().len(), MAX.labels().len());
        if alone.lane == Lane::Fast {
            assert_eq!((&scored.scores, &moderation.scores), (&alone.scores, &alone.scores));
            assert_eq!(moderation.decision.action, Action::Allow);
            assert!(moderation.spans.is_empty());
        }
    }
}

#[test]
fn of_a_long_text_every_window_must_be_cleared() {
    let long = HARMLESS.join(". ").repeat(12);
    assert_eq!(lane_of(&MAX, &long), Lane::Fast);
    let hidden = format!("{long}. you are a complete idiot. {long}");
    assert_eq!(MAX.score(&hidden).unwrap(), FULL.score(&hidden).unwrap());
}

#[test]
fn perspective_and_explanations_are_the_full_models() {
    let text = HARMLESS[0];
    assert_eq!(MAX.perspective(text).unwrap(), FULL.perspective(text).unwrap());
    assert_eq!(MAX.perspective_many(&[text])[0].as_ref().unwrap(), &FULL.perspective(text).unwrap());
    assert_eq!(MAX.explain(text).unwrap(), FULL.explain(text).unwrap());
    assert!(MAX.score(text).unwrap().attributes.get("TOXICITY").is_none(), "the fast lane knows none");
}

#[test]
fn a_policy_that_looks_for_less_than_what_is_cleared_is_refused() {
    let rule = |when: &str| {
        format!(
            "name = \"x\"\n[thresholds]\nsevere_toxicity = 0.9\nthreat = 0.9\nself_harm = 0.9\nviolence = 0.9\n\
                 sexual = 0.9\nspam = 0.9\ninsult = 0.9\nidentity_attack = 0.9\nprofanity = 0.9\ntoxicity = 0.9\n\
                 [[rule]]\nid = \"r\"\nwhen = '{when}'\naction = \"hold\"\nbecause = \"b\"\n"
        )
    };
    assert!(with_policy(Policy::BUILTIN).is_ok());
    assert!(with_policy(&rule("found.insult")).is_ok(), "to look for more is fine");
    for (policy, reason) in [
        (rule("found.insult").replace("\ninsult = 0.9", "\ninsult = 0.3"), "finds `insult` from 0.3 on"),
        (rule("found.insult").replace("\ninsult = 0.9", "\ninsult = \"at_fpr(0.05)\""), "finds `insult`"),
        (rule("scores.insult > 0.2"), "the rule `r`"),
    ] {
        let refused = with_policy(&policy).err().unwrap();
        assert_eq!(refused.kind(), ErrorKind::BadInput);
        let said = refused.to_string();
        assert!(said.contains(reason) && said.contains("cascade `balanced`"), "{said}");
    }
}

#[test]
fn where_a_community_looks_for_less_the_full_model_reads() {
    let policy = format!("{}\n[communities.kids.thresholds]\nprofanity = 0.2\n", Policy::BUILTIN);
    let policy = Policy::parse("test", &policy).unwrap();
    let moderator = builder().policy(policy).cascade(Cascade::Max).build().unwrap();
    let content = |community: Option<&str>| Content {
        community: community.map(|name| CommunityId::new(name).unwrap()),
        ..Content::text(HARMLESS[0]).unwrap()
    };
    let contents = [content(None), content(Some("kids")), content(Some("arena"))];
    let lanes = [Lane::Fast, Lane::Full, Lane::Fast];
    let many = moderator.moderate_many(&contents);
    for ((content, lane), moderation) in contents.iter().zip(lanes).zip(many) {
        assert_eq!(moderation.unwrap().lane, lane, "{:?}", content.community);
        assert_eq!(moderator.moderate(content).unwrap().lane, lane);
    }
}

#[test]
fn a_model_without_a_lane_and_a_taught_label_are_refused() {
    let tiny = koko_core::bundle::find_default().unwrap().join("../fast/koko-en-tiny-1");
    let refused = builder().bundle(tiny).cascade(Cascade::Max).build().err().unwrap();
    assert!(refused.to_string().contains("no fast lane"), "{refused}");
    let (books, others) = (
        ["a library", "books", "a shelf", "a novel", "reading"],
        ["rain", "a dog", "my shoes", "the moon", "soup"],
    );
    let taught = FULL.teach("library", &books, &others).unwrap();
    let refused = builder().taught(taught).cascade(Cascade::Max).build().err().unwrap();
    assert!(refused.to_string().contains("`library`"), "{refused}");
}

#[test]
fn the_bound_was_chosen_for_the_policy_that_koko_comes_with() {
    let path = koko_core::bundle::find_default().unwrap();
    let bundle = koko_core::bundle::Bundle::open(&path, koko_core::text::NORMALIZER_ID).unwrap();
    let levels = bundle.manifest.lane.unwrap().levels(&bundle.labels);
    let policy = Policy::builtin().fit(&bundle.labels, &bundle.manifest.thresholds, &[]).unwrap();
    assert_eq!(policy.against_clearing(&levels), None);
}
