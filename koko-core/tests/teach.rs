//! Labels that are taught to the bundle that we ship: from a few dozen sentences to a decision.

// A test may panic.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use koko_core::content::Content;
use koko_core::error::{Error, ErrorKind};
use koko_core::labels::Label;
use koko_core::moderator::{Batching, Moderator, Options};
use koko_core::policy::{Action, Policy};
use koko_core::scores::TaughtLabel;

static MODERATOR: LazyLock<Moderator> = LazyLock::new(|| Moderator::builder().build().unwrap());
static RECRUITING: LazyLock<TaughtLabel> =
    LazyLock::new(|| MODERATOR.teach("recruiting", OFFERS, EVERYDAY).unwrap());

const OFFERS: &[&str] = &[
    "We are hiring two bakers for our shop on Mill Street, no experience needed",
    "Our company is looking for a full time accountant, send your CV to the office",
    "Now hiring: warehouse staff for the night shift, good pay and a friendly team",
    "Join our team! We have an open position for a junior developer",
    "Looking for motivated people to work from home, flexible hours, apply today",
    "The clinic is recruiting nurses, full and part time, interviews next week",
    "Vacancy: truck driver with a clean licence, start immediately",
    "We need three waiters for the summer season, message me for details",
    "Software engineer wanted, remote, competitive salary, apply through the link",
    "If you want to earn well and like working with children, our nursery has a job for you",
    "Seeking an experienced electrician for a permanent role in Leeds",
    "Open role in our marketing department, please share with anyone looking for work",
    "Hiring cleaners for offices downtown, weekly pay, call us",
    "Our restaurant is looking for a chef, salary depends on experience",
    "Apply now to become a delivery rider in your city",
    "We are growing and need a sales manager, great benefits and holidays",
    "Part time cashier wanted at the corner shop, students welcome",
    "The school seeks a maths teacher from September, applications until Friday",
    "Career opportunity: customer support agents, training is paid",
    "Do you have a degree in biology? Our lab has an opening for a research assistant",
    "Gardeners wanted for the spring, good wages, start in March",
    "We offer an internship in graphic design, three months, paid",
    "Security guards needed for the festival, register with our agency",
    "Our start-up is hiring a product designer, equity included",
];

const EVERYDAY: &[&str] = &[
    "The bread came out well today, I let it rise over night",
    "Does anybody know how long the bus takes to the station?",
    "I watched the match with my brother and we both fell asleep",
    "The tomatoes are ripe and the cat sleeps on the compost",
    "Thanks for the recipe, we had it with rice",
    "My phone is broken again, the screen is all green",
    "What a lovely photo, where did you take it?",
    "I disagree, the second film was much better than the first",
    "It rained the whole weekend so we stayed in and played cards",
    "Happy birthday! I hope you have a wonderful day",
    "The new update made the game slower on my computer",
    "Can somebody explain the rule about offside to me?",
    "We painted the kitchen yellow and now everything looks sunny",
    "She plays the piano so well, I could listen for hours",
    "I lost my keys at the park, they have a red ribbon",
    "The museum was closed, so we walked along the river",
    "He told me the story twice and it got longer every time",
    "Which book should I read next? I liked the one about the sea",
    "The train was late and full, but the coffee was fine",
    "My daughter learned to ride a bicycle this morning",
    "The doctor said that I should rest for a week",
    "Your garden looks beautiful in this light",
    "I forgot to water the plants before the holidays",
    "The teacher gave us far too much homework",
    "We are looking for our dog, he ran away near the school",
    "I am tired after work and go to bed early",
    "The driver was friendly and waited for us",
    "This song reminds me of the summer at the lake",
];

fn score(moderator: &Moderator, label: &TaughtLabel, text: &str) -> f32 {
    moderator.score(text).unwrap().scores.get(label.label()).unwrap()
}

#[test]
fn a_topic_is_told_from_everyday_talk_after_two_dozen_sentences() {
    let quality = RECRUITING.quality();
    assert_eq!((quality.positives, quality.negatives), (OFFERS.len(), EVERYDAY.len()));
    assert!(quality.auc > 0.9 && quality.average_precision > 0.9, "{quality:?}");
    assert!(quality.fpr_05.is_some() && quality.fpr_01.is_none());
    let moderator = Moderator::builder().taught(RECRUITING.clone()).build().unwrap();
    for text in ["We are hiring a plumber, apply by Monday", "Barista wanted, good pay, start next week"] {
        assert!(score(&moderator, &RECRUITING, text) > 0.5, "{text}");
    }
    for text in ["The soup needs more salt", "I watched the clouds with my sister"] {
        assert!(score(&moderator, &RECRUITING, text) < 0.5, "{text}");
    }
}

#[test]
fn it_stands_after_the_labels_of_the_bundle_and_leaves_them_as_they_are() {
    let moderator = Moderator::builder().taught(RECRUITING.clone()).build().unwrap();
    let (with, without) = (moderator.score("you idiot").unwrap(), MODERATOR.score("you idiot").unwrap());
    let labels: Vec<Label> = with.scores.iter().map(|(label, _)| label).collect();
    assert_eq!(labels, moderator.labels());
    assert_eq!(labels.last(), Some(&RECRUITING.label()));
    assert!(with.scores.iter().zip(without.scores.iter()).all(|(one, other)| one == other));
    assert_eq!(with.scores.iter().len(), without.scores.iter().len() + 1);
    assert_eq!(score(&moderator, &RECRUITING, ""), 0.0, "the empty text holds nothing");
}

#[test]
fn the_order_of_the_examples_and_the_threads_change_nothing() {
    let backwards = |texts: &[&'static str]| texts.iter().rev().copied().collect::<Vec<_>>();
    let batching = Batching { max_rows: 3, ..Batching::default() };
    for moderator in [Moderator::builder().threads(1), Moderator::builder().threads(2)] {
        let moderator = moderator.build().unwrap();
        let again = moderator.teach("recruiting", &backwards(OFFERS), &backwards(EVERYDAY)).unwrap();
        assert_eq!(again.id(), RECRUITING.id());
    }
    // Other batches may move an embedding in its last digits, and with it the id, but no answer.
    let moderator = Moderator::builder().batching(batching).build().unwrap();
    let again = moderator.teach("recruiting", OFFERS, EVERYDAY).unwrap();
    assert!((again.quality().auc - RECRUITING.quality().auc).abs() < 0.02);
}

#[test]
fn a_policy_speaks_of_it_as_of_any_other_label() {
    let policy = |taught: &[Label]| {
        let text = r#"
            name = "no-offers"
            [thresholds]
            recruiting = 0.6
            [communities.jobs.thresholds]
            recruiting = 1.0
            [[rule]]
            id = "offer"
            when = 'found.recruiting && scores.recruiting > scores.insult && content.surface != "ad"'
            action = "remove"
            because = "Job offers belong elsewhere"
        "#;
        Policy::parse_with("no-offers.toml", text, taught)
    };
    let builder = Moderator::builder().policy(policy(&[RECRUITING.label()]).unwrap());
    let moderator = builder.taught(RECRUITING.clone()).build().unwrap();
    let text = "Good morning everybody! We are hiring cooks, full time, apply today";
    let moderation = moderator.moderate(&Content::text(text).unwrap()).unwrap();
    assert_eq!(moderation.decision.action, Action::Remove, "{:?}", moderation.scores);
    assert_eq!(moderation.decision.reasons[0].labels, [RECRUITING.label()]);
    assert_eq!(moderation.decision.ids.taught, [RECRUITING.id()]);
    let places = moderation.spans.iter().filter(|span| span.label == RECRUITING.label());
    let words: Vec<&str> = places.map(|span| &text[span.place.bytes[0]..span.place.bytes[1]]).collect();
    assert!(!words.is_empty() && !words.contains(&text), "{words:?}");
    let calm = moderator.moderate(&Content::text("The bread came out well").unwrap()).unwrap();
    assert_eq!(calm.decision.action, Action::Allow);

    let refused = policy(&[]).map(|_| ()).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::BadPolicy);
    let forgotten = Moderator::builder().policy(policy(&[RECRUITING.label()]).unwrap()).build();
    assert!(forgotten.map(|_| ()).unwrap_err().to_string().contains("`recruiting`"));
}

#[test]
fn files_carry_it_to_every_face() {
    let folder = tempfile::tempdir().unwrap();
    let (taught, policy) = (folder.path().join("recruiting.toml"), folder.path().join("policy.toml"));
    RECRUITING.save(&taught).unwrap();
    let rule = |threshold: &str| {
        format!(
            "name = \"x\"\n[thresholds]\nrecruiting = {threshold}\n[[rule]]\nid = \"offer\"\nwhen = \"found.recruiting\"\n\
             action = \"hold\"\nbecause = \"An offer\"\n"
        )
    };
    let open = |threshold: &str| {
        std::fs::write(&policy, rule(threshold)).unwrap();
        let (policy, taught) = (Some(policy.clone()), vec![taught.clone()]);
        Moderator::open(Options { policy, taught, ..Options::default() })
    };
    let moderator = open("\"at_fpr(0.05)\"").unwrap();
    let offer = Content::text("We are hiring cooks, full time, apply today").unwrap();
    assert_eq!(moderator.moderate(&offer).unwrap().decision.action, Action::Hold);
    let refused = open("\"at_fpr(0.001)\"").map(|_| ()).unwrap_err();
    assert!(matches!(&refused, Error::BadPolicy { line: 3, .. }), "{refused}");
    assert!(refused.to_string().contains("28 negative examples"), "{refused}");
}

#[test]
fn an_offer_at_the_end_of_a_long_text_is_found() {
    let moderator = Moderator::builder().taught(RECRUITING.clone()).build().unwrap();
    let talk = EVERYDAY.join(". ").repeat(3);
    let offers = OFFERS[..4].join(". ");
    let (with, without) =
        (score(&moderator, &RECRUITING, &format!("{talk}. {offers}")), score(&moderator, &RECRUITING, &talk));
    assert!(with > without + 0.2, "{with} with offers, {without} without");
}

#[test]
fn words_weigh_for_a_taught_label_too() {
    let moderator = Moderator::builder().taught(RECRUITING.clone()).build().unwrap();
    let explanation = moderator.explain("hello all, we are hiring bakers").unwrap();
    let weights = &explanation.words[0].weights.0;
    assert_eq!(weights.last().map(|(label, _)| *label), Some(RECRUITING.label()));
}

#[test]
fn what_stands_twice_or_on_both_sides_or_says_nothing_is_told() {
    let mut offers = OFFERS.to_vec();
    // The same to the model, which reads through the disguise.
    offers.extend([
        "W\u{ff45} are hiring two bakers for our shop on Mill Street, no experience needed",
        " ",
        EVERYDAY[0],
    ]);
    let taught = MODERATOR.teach("recruiting", &offers, EVERYDAY).unwrap();
    assert_eq!(taught.quality().positives, OFFERS.len());
    assert_eq!(taught.quality().negatives, EVERYDAY.len() - 1);
    let warnings = taught.quality().warnings.join("\n");
    for said in ["1 text: found on both sides", "1 text: the same as another", "1 text: without a word"] {
        assert!(warnings.contains(said), "{warnings}");
    }
}

#[test]
fn what_cannot_be_taught_is_refused_before_anything_runs() {
    let kind = |refused: koko_core::error::Result<TaughtLabel>| {
        let refused = refused.map(|_| ()).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::BadInput, "{refused}");
        refused.to_string()
    };
    assert!(kind(MODERATOR.teach("insult", OFFERS, EVERYDAY)).contains("has already"));
    assert!(kind(MODERATOR.teach("Job Offers", OFFERS, EVERYDAY)).contains("cannot be the name"));
    let few = kind(MODERATOR.teach("recruiting", &OFFERS[..3], EVERYDAY));
    assert!(few.contains("3 positive and 28 negative texts") && few.contains("at least 5"), "{few}");
    let long = "a".repeat((1 << 20) + 1);
    let refused = MODERATOR.teach("recruiting", &[long.as_str()], EVERYDAY).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::TextTooLong);
}

#[test]
fn a_label_of_another_model_and_one_given_twice_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("recruiting.toml");
    RECRUITING.save(&path).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let model = MODERATOR.ids().model.as_str();
    let elsewhere = TaughtLabel::parse("x", &text.replace(model, "koko-other-1@blake3:00")).unwrap();
    let refused = Moderator::builder().taught(elsewhere).build().map(|_| ()).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::BadBundle);
    assert!(refused.to_string().contains("koko-other-1") && refused.to_string().contains("teach it again"));
    let twice = Moderator::builder().taught(RECRUITING.clone()).taught(RECRUITING.clone()).build();
    assert!(twice.map(|_| ()).unwrap_err().to_string().contains("given twice"));
}
