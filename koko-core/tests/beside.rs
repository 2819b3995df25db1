//! Several moderators on one model: other policies, other tenants, and deciding again about what was seen before. With the
//! bundle that we ship.

// A test may panic.
#![allow(clippy::unwrap_used)]

use koko_core::content::{ActorId, Content, ContentId};
use koko_core::moderator::{Device, Moderator};
use koko_core::policy::{Action, Circumstances, Policy};

const STRICT: &str = r#"
name = "strict"

[[rule]]
id = "insults"
when = "found.insult"
action = "remove"
because = "Insults are not welcome here."

[[rule]]
id = "regulars"
when = "standing.band in ['elevated', 'high'] && standing.has('harmful_share')"
action = "hold"
because = "Most of what they wrote was harmful."
"#;

fn insult(author: &ActorId, number: usize) -> Content {
    Content {
        author: Some(author.clone()),
        id: Some(ContentId::new(format!("{number}")).unwrap()),
        ..Content::text("what a stupid loser you are").unwrap()
    }
}

#[test]
fn another_policy_knows_the_same_authors_and_another_tenant_does_not() {
    let base = Moderator::builder().threads(1).build().unwrap();
    let strict = base.beside().policy(Policy::parse("strict", STRICT).unwrap()).build().unwrap();
    let other = base.beside().secret([7; 32]).build().unwrap();
    let rook = ActorId::new("rook").unwrap();
    for number in 0..6 {
        base.moderate(&insult(&rook, number)).unwrap();
    }
    let seen = strict.moderate(&insult(&rook, 6)).unwrap();
    assert_eq!(seen.decision.action, Action::Remove);
    let rules: Vec<&str> = seen.decision.reasons.iter().map(|reason| reason.rule.as_str()).collect();
    assert_eq!(rules, ["insults", "regulars"]);
    assert_eq!(seen.standing.unwrap().band, base.standing(&rook).unwrap().unwrap().band);
    assert_eq!(other.standing(&rook).unwrap(), None);
    assert_eq!(base.ids().model, strict.ids().model);
    assert_ne!(base.ids().policy, strict.ids().policy);
    // One model: what one has read, the others need not.
    assert!(base.load().batches_run > 0 && strict.load().batches_run == other.load().batches_run);
}

#[test]
fn what_belongs_to_the_model_cannot_be_chosen_again() {
    let base = Moderator::builder().threads(1).build().unwrap();
    let refused = base.beside().threads(2).build().err().unwrap().to_string();
    assert!(refused.contains("`threads` is that of the moderator"), "{refused}");
    assert!(base.beside().device(Device::Cuda(0)).build().is_err());
    assert!(base.beside().authors_of(&base).secret([1; 32]).build().is_err());
}

#[test]
fn another_model_may_read_for_the_same_authors() {
    let one = Moderator::builder().threads(1).build().unwrap();
    let other = Moderator::builder().threads(1).authors_of(&one).build().unwrap();
    let rook = ActorId::new("rook").unwrap();
    one.moderate(&insult(&rook, 0)).unwrap();
    assert!(other.standing(&rook).unwrap().is_some());
}

#[test]
fn a_decision_can_be_made_again_from_what_was_kept_of_it() {
    let base = Moderator::builder().threads(1).build().unwrap();
    let strict = base.beside().policy(Policy::parse("strict", STRICT).unwrap()).build().unwrap();
    let rook = ActorId::new("rook").unwrap();
    for number in 0..8 {
        let content = insult(&rook, number);
        let moderation = base.moderate(&content).unwrap();
        let kept = serde_json::to_string(&base.circumstances(&content, &moderation)).unwrap();
        assert!(!kept.contains("rook") && !kept.contains("stupid"), "{kept}");
        let seen: Circumstances = serde_json::from_str(&kept).unwrap();
        assert_eq!(base.decide(&seen).unwrap(), moderation.decision);
        assert_eq!(strict.decide(&seen).unwrap().action, Action::Remove);
    }
}
