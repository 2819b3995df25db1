//! What Koko can say about a text: the labels of `labels.toml`, in its order, and those that somebody taught.
//!
//! No rule names a label in code; rules are written in policies and bundles.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use parking_lot::Mutex;

use crate::error::{Error, Result};

/// The longest name of a taught label, in bytes.
const MAX_NAME_BYTES: usize = 64;

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

/// The names of taught labels. They are few, so each is kept for good, and a label stays as small as a number.
static TAUGHT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// One label: of the taxonomy, or taught from examples.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(Origin);

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Origin {
    /// The place in `labels.toml`.
    Taxonomy(u8),
    /// The name.
    Taught(&'static str),
}

impl Label {
    /// Every label of the taxonomy, in the order of `labels.toml`.
    pub fn all() -> impl ExactSizeIterator<Item = Label> + Clone {
        let count = u8::try_from(TAXONOMY.len()).expect("a taxonomy has far fewer than 256 labels");
        (0..count).map(|place| Label(Origin::Taxonomy(place)))
    }

    /// The label of this name in the taxonomy.
    pub fn parse(name: &str) -> Result<Label> {
        Label::all().find(|label| label.as_str() == name).ok_or_else(|| {
            let known: Vec<_> = Label::all().map(Label::as_str).collect();
            Error::UnknownLabel { label: name.to_owned(), known: known.join(", ") }
        })
    }

    /// A label that somebody teaches. Its name is new: lower-case letters, digits and `_`, a letter first.
    ///
    /// The name is kept as long as the process lives, once.
    pub fn taught(name: &str) -> Result<Label> {
        let refused = |what: String| Err(Error::BadInput { what });
        let is_word = name.starts_with(|ch: char| ch.is_ascii_lowercase())
            && name.chars().all(|ch| ch.is_ascii_lowercase() || ch.is_ascii_digit() || ch == '_');
        if !is_word || name.len() > MAX_NAME_BYTES {
            return refused(format!(
                "`{}` cannot be the name of a label: use up to {MAX_NAME_BYTES} lower-case letters, digits and `_`, a \
                 letter first, such as `job_offer`",
                name.escape_debug()
            ));
        }
        if Label::parse(name).is_ok() {
            return refused(format!(
                "`{name}` is a label that Koko has already: teach yours under another name"
            ));
        }
        let mut names = TAUGHT.lock();
        let kept = names.get(name).copied().unwrap_or_else(|| {
            let kept: &'static str = name.to_owned().leak();
            names.insert(kept);
            kept
        });
        Ok(Label(Origin::Taught(kept)))
    }

    /// Whether it was taught, so that it is not in the taxonomy.
    pub fn is_taught(self) -> bool {
        matches!(self.0, Origin::Taught(_))
    }

    /// The name in files and answers.
    pub fn as_str(self) -> &'static str {
        match self.0 {
            Origin::Taxonomy(place) => &TAXONOMY[usize::from(place)].name,
            Origin::Taught(name) => name,
        }
    }

    /// What a score near 1 means.
    pub fn about(self) -> &'static str {
        self.entry().map_or("is like the examples that it was taught from", |entry| &entry.about)
    }

    /// The family it counts towards, if it ever counts against an author. A taught label never does: what somebody looks
    /// for is not always a fault.
    pub fn family(self) -> Option<Family> {
        self.entry()?.family
    }

    /// Whether it counts only where somebody is addressed.
    pub fn needs_target(self) -> bool {
        self.entry().is_some_and(|entry| entry.needs_target)
    }

    /// How much it weighs.
    pub fn severity(self) -> Severity {
        self.entry().map_or(Severity::Normal, |entry| entry.severity)
    }

    fn entry(self) -> Option<&'static Entry> {
        match self.0 {
            Origin::Taxonomy(place) => Some(&TAXONOMY[usize::from(place)]),
            Origin::Taught(_) => None,
        }
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
    fn a_taught_label_follows_the_taxonomy_and_counts_against_nobody() {
        let (taught, again) = (Label::taught("job_offer").unwrap(), Label::taught("job_offer").unwrap());
        assert_eq!((taught, taught.as_str()), (again, "job_offer"));
        assert!(taught.is_taught() && Label::all().all(|label| label < taught && !label.is_taught()));
        assert_eq!((taught.family(), taught.needs_target()), (None, false));
        assert!(Label::parse("job_offer").is_err(), "teaching does not change the taxonomy");
    }

    #[test]
    fn a_taught_label_has_a_new_and_plain_name() {
        let long = "a".repeat(65);
        for name in ["", "Jobs", "1st", "_x", "job-offer", "job offer", "jöbs", "a\u{1b}[2J", &long] {
            let refused = Label::taught(name).unwrap_err().to_string();
            assert!(refused.contains("cannot be the name") && !refused.contains('\u{1b}'), "{refused}");
        }
        assert!(Label::taught("insult").unwrap_err().to_string().contains("has already"));
    }

    #[test]
    fn an_unknown_label_is_told_which_ones_there_are() {
        let refused = Label::parse("rudeness").unwrap_err().to_string();
        assert!(refused.contains("`rudeness`") && refused.contains("toxicity"), "{refused}");
    }
}
