//! What the words of the original API mean here: classifiers, reasons and actions.

use koko_core::labels::{Family, Label};

/// The label that a classifier or a reason means: `crisis`, `abusive`, or the name of a label.
pub(super) fn label_of(word: &str) -> Option<Label> {
    let name = match word {
        "crisis" => "self_harm",
        "abusive" => "toxicity",
        name => name,
    };
    Label::parse(name).ok()
}

/// The family of the first reason that has one.
pub(super) fn family_of(reasons: &[String]) -> Option<Family> {
    reasons.iter().filter_map(|reason| label_of(reason)).find_map(Label::family)
}

/// The outcome that an action means for the standing of an author; nothing if the word is none that is known.
///
/// Only `user_warned` was ever documented; the others are what platforms write.
pub(super) fn outcome_of(action: &str) -> Option<&'static str> {
    const PARTS: [(&str, &str); 15] = [
        ("unban", "fine"),
        ("restore", "fine"),
        ("approve", "fine"),
        ("allow", "fine"),
        ("ignore", "fine"),
        ("dismiss", "fine"),
        ("fine", "fine"),
        ("ban", "banned"),
        ("suspend", "suspended"),
        ("mute", "suspended"),
        ("remove", "removed"),
        ("delete", "removed"),
        ("hide", "removed"),
        ("hidden", "removed"),
        ("warn", "warned"),
    ];
    let action = action.to_ascii_lowercase();
    PARTS.iter().find(|(part, _)| action.contains(part)).map(|(_, outcome)| *outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_known_mean_something_and_others_nothing() {
        assert_eq!(label_of("crisis").map(Label::as_str), Some("self_harm"));
        assert_eq!(label_of("spam").map(Label::as_str), Some("spam"));
        assert_eq!(label_of("boring"), None);
        let reasons = ["boring".to_owned(), "spam".to_owned()];
        assert_eq!(family_of(&reasons), Some(Family::Spam));
        for (action, outcome) in [
            ("user_warned", Some("warned")),
            ("content_deleted", Some("removed")),
            ("User_Banned", Some("banned")),
            ("user_unbanned", Some("fine")),
            ("escalated", None),
        ] {
            assert_eq!(outcome_of(action), outcome, "{action}");
        }
    }
}
