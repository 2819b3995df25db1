//! What Koko can say about a text: the labels of `labels.toml`, in its order.
//!
//! No rule names a label in code; rules are written in policies and bundles.

use std::sync::LazyLock;

use crate::error::{Error, Result};

static TAXONOMY: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        label: Vec<Entry>,
    }
    let file: File =
        toml::from_str(include_str!("../labels.toml")).expect("labels.toml is checked by a test");
    file.label
});

/// One kind of abuse, for which an author has a standing of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Against a person.
    Harassment,
    /// Against people for who they are.
    Hate,
    /// Sexual talk where it is not wanted.
    Sexual,
    /// Threats and praise of violence.
    Violence,
    /// Unwanted advertising and fraud.
    Spam,
    /// Deceptive co-ordination. No label feeds it, only behaviour.
    Manipulation,
}

impl Family {
    /// Every family, in the order in which records store them.
    pub const ALL: [Family; 6] = [
        Family::Harassment,
        Family::Hate,
        Family::Sexual,
        Family::Violence,
        Family::Spam,
        Family::Manipulation,
    ];

    /// The name in files and answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Family::Harassment => "harassment",
            Family::Hate => "hate",
            Family::Sexual => "sexual",
            Family::Violence => "violence",
            Family::Spam => "spam",
            Family::Manipulation => "manipulation",
        }
    }
}

/// How much one occurrence weighs in an author's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Half.
    Mild,
    /// Once.
    Normal,
    /// Once, and remembered for long.
    Severe,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    family: Option<Family>,
    #[serde(default)]
    needs_target: bool,
    severity: Severity,
    about: String,
}

/// One label of the taxonomy.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(u8);

impl Label {
    /// Every label, in the order of `labels.toml`.
    pub fn all() -> impl ExactSizeIterator<Item = Label> + Clone {
        let count = u8::try_from(TAXONOMY.len()).expect("a taxonomy has far fewer than 256 labels");
        (0..count).map(Label)
    }

    /// The label of this name.
    pub fn parse(name: &str) -> Result<Label> {
        Label::all().find(|label| label.as_str() == name).ok_or_else(|| {
            let known: Vec<_> = Label::all().map(Label::as_str).collect();
            Error::UnknownLabel { label: name.to_owned(), known: known.join(", ") }
        })
    }

    /// The name in files and answers.
    pub fn as_str(self) -> &'static str {
        &self.entry().name
    }

    /// What a score near 1 means.
    pub fn about(self) -> &'static str {
        &self.entry().about
    }

    /// The family it counts towards, if it ever counts against an author.
    pub fn family(self) -> Option<Family> {
        self.entry().family
    }

    /// Whether it counts only where somebody is addressed.
    pub fn needs_target(self) -> bool {
        self.entry().needs_target
    }

    /// How much it weighs.
    pub fn severity(self) -> Severity {
        self.entry().severity
    }

    fn entry(self) -> &'static Entry {
        &TAXONOMY[usize::from(self.0)]
    }
}

impl std::fmt::Debug for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Display for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Label {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_parses_and_names_come_back() {
        for label in Label::all() {
            assert_eq!(Label::parse(label.as_str()).unwrap(), label);
            assert!(!label.about().is_empty());
        }
    }

    #[test]
    fn self_harm_never_counts_against_anybody() {
        assert_eq!(Label::parse("self_harm").unwrap().family(), None);
    }

    #[test]
    fn an_unknown_label_is_told_which_ones_there_are() {
        let refused = Label::parse("rudeness").unwrap_err().to_string();
        assert!(refused.contains("`rudeness`") && refused.contains("toxicity"), "{refused}");
    }
}
