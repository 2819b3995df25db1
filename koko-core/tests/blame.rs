//! What of a content counts for its author: their own words, and how they were written. With the bundle that we ship.

// A test may panic.
#![allow(clippy::unwrap_used)]

use koko_core::content::{ActorId, Content, ContentId};
use koko_core::moderator::{Moderation, Moderator};
use koko_core::policy::Action;

fn content(author: &str, number: usize, text: &str) -> Content {
    Content {
        author: Some(ActorId::new(author).unwrap()),
        id: Some(ContentId::new(format!("{author} {number}")).unwrap()),
        target: Some(ActorId::new("finch").unwrap()),
        ..Content::text(text).unwrap()
    }
}

/// What is found about an author who writes these.
fn findings(moderator: &Moderator, author: &str, texts: &[&str]) -> Vec<String> {
    let mut last = None;
    for (number, text) in texts.iter().enumerate() {
        last = moderator.moderate(&content(author, number, text)).unwrap().standing;
    }
    last.unwrap().findings.iter().map(|finding| finding.signal.as_str().to_owned()).collect()
}

const DISGUISED: [&str; 4] = [
    "you 1d10t, you know nothing",
    "what a st\u{fc}p\u{131}d l0s3r you are",
    "y o u  i d i o t",
    "go away, m0r0n, nobody wants you",
];
const PLAIN: [&str; 4] = [
    "you idiot, you know nothing",
    "what a stupid loser you are",
    "you idiot",
    "go away, moron, nobody wants you",
];

#[test]
fn who_disguises_insults_is_told_from_who_writes_them_plainly() {
    let moderator = Moderator::builder().build().unwrap();
    let disguised = findings(&moderator, "rook", &DISGUISED);
    let plain = findings(&moderator, "crow", &PLAIN);
    let friendly = findings(&moderator, "wren", &["n1ce to s33 you ag4in", "l e t  us meet at n00n"]);
    assert!(disguised.iter().any(|signal| signal == "evasion"), "{disguised:?}");
    assert!(!plain.iter().any(|signal| signal == "evasion"), "{plain:?}");
    assert!(
        !friendly.iter().any(|signal| signal == "evasion"),
        "a disguise alone says nothing: {friendly:?}"
    );
}

#[test]
fn whoever_quotes_an_insult_did_not_write_it_and_the_decision_is_about_the_whole() {
    let moderator = Moderator::builder().build().unwrap();
    let replies =
        ["That was not kind.", "Please stop this.", "He is right, you know.", "Shall we talk of the match?"];
    let quoting: Vec<String> =
        PLAIN.iter().zip(replies).map(|(insult, reply)| format!("> {insult}\n\n{reply}")).collect();
    let moderations: Vec<Moderation> = quoting
        .iter()
        .enumerate()
        .map(|(number, text)| moderator.moderate(&content("wren", number, text)).unwrap())
        .collect();
    let standing = moderations.last().unwrap().standing.clone().unwrap();
    assert!(
        standing.findings.iter().all(|finding| finding.contribution_mn <= 0),
        "nothing against them: {standing:?}"
    );
    assert!(moderations.iter().any(|moderation| moderation.decision.action != Action::Allow), "still seen");

    let answering = PLAIN.map(|insult| format!("> have a nice day\n\n{insult}"));
    let answers = findings(&moderator, "crow", &answering.each_ref().map(String::as_str));
    assert!(answers.iter().any(|signal| signal == "harmful_share"), "their own words count: {answers:?}");
}

#[test]
fn many_at_once_are_blamed_as_one_by_one() {
    let one_by_one = Moderator::builder().build().unwrap();
    let together = Moderator::builder().build().unwrap();
    let texts: Vec<String> = DISGUISED
        .iter()
        .map(|text| (*text).to_owned())
        .chain(PLAIN.map(|insult| format!("[quote]{insult}[/quote] no, stop it")))
        .collect();
    let contents: Vec<Content> =
        texts.iter().enumerate().map(|(number, text)| content("rook", number, text)).collect();
    let alone: Vec<Moderation> =
        contents.iter().map(|content| one_by_one.moderate(content).unwrap()).collect();
    for (one, other) in alone.iter().zip(together.moderate_many(&contents)) {
        let (one, other) = (one.standing.as_ref().unwrap(), other.unwrap().standing.unwrap());
        let signals = |standing: &koko_core::actor::Standing| {
            standing.findings.iter().map(|finding| finding.signal).collect::<Vec<_>>()
        };
        assert_eq!(signals(one), signals(&other));
        assert!((one.total_mn - other.total_mn).abs() <= 50, "{} and {}", one.total_mn, other.total_mn);
    }
}
