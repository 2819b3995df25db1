//! How decisions become statements: a table that comes with Koko, and what a tenant says differently.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::fields::Fields;
use crate::errors::Stop;

const BUILTIN: &str = include_str!("mappings.toml");

/// How decisions become statements.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mappings {
    /// What an action of the policy restricts.
    pub actions: BTreeMap<String, Fields>,
    /// What the outcome of a review restricts.
    pub outcomes: BTreeMap<String, Fields>,
    /// Who decided.
    pub automated: Automated,
    /// Categories of labels, and `other`.
    pub categories: BTreeMap<String, String>,
    /// Words for labels.
    pub words: BTreeMap<String, String>,
    /// What goes into every statement.
    pub always: Fields,
    /// What the author may do about it.
    pub redress: Redress,
}

/// Who decided.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Automated {
    /// The policy alone.
    pub alone: String,
    /// A reviewer.
    pub reviewed: String,
}

/// What the author may do about a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redress {
    /// Complain to whoever decided.
    #[serde(default)]
    pub internal_complaint: Option<String>,
    /// Turn to somebody who settles disputes.
    #[serde(default)]
    pub out_of_court: Option<String>,
    /// Go to court.
    #[serde(default)]
    pub court: Option<String>,
}

impl Mappings {
    /// Those that Koko comes with.
    pub fn builtin() -> Mappings {
        toml::from_str(BUILTIN).expect("tests read the table that is compiled in")
    }

    /// Those that Koko comes with, but for what this file names.
    pub fn open(path: &Path) -> Result<Mappings, Stop> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| Stop::Unreadable { file: path.display().to_string(), source })?;
        Mappings::read(&path.display().to_string(), &text)
    }

    /// [`Mappings::open`] of a file's text; `source` is where it stands.
    pub fn read(source: &str, text: &str) -> Result<Mappings, Stop> {
        let wrong = |what: &str| Stop::BadConfiguration { what: format!("{source}: {what}") };
        let mappings = Mappings::parse(text).map_err(|error| wrong(error.to_string().trim_end()))?;
        mappings.objection().map_or(Ok(mappings), |objection| Err(wrong(&objection)))
    }

    /// What could never be submitted.
    fn objection(&self) -> Option<String> {
        let tables = [("actions", &self.actions), ("outcomes", &self.outcomes)];
        let named = tables.into_iter().flat_map(|(table, fields)| {
            fields.iter().map(move |(name, fields)| (format!("{table}.{name}"), fields.clone()))
        });
        let automated = [&self.automated.alone, &self.automated.reviewed].map(|who| {
            ("automated".to_owned(), Fields { automated_decision: Some(who.clone()), ..Fields::default() })
        });
        let categories = self.categories.values().map(|category| {
            ("categories".to_owned(), Fields { category: Some(category.clone()), ..Fields::default() })
        });
        let always = std::iter::once(("always".to_owned(), self.always.clone()));
        named
            .chain(automated)
            .chain(categories)
            .chain(always)
            .find_map(|(table, fields)| fields.objection().map(|objection| format!("[{table}]: {objection}")))
    }

    fn parse(text: &str) -> Result<Mappings, toml::de::Error> {
        let mut table: toml::Table =
            toml::from_str(BUILTIN).expect("tests read the table that is compiled in");
        overlay(&mut table, toml::from_str(text)?);
        table.try_into()
    }

    /// The category of a label.
    pub fn category(&self, label: Option<&str>) -> Option<&str> {
        let named = label.and_then(|label| self.categories.get(label));
        named.or_else(|| self.categories.get("other")).map(String::as_str)
    }

    /// Words for a label.
    pub fn words<'a>(&'a self, label: &'a str) -> &'a str {
        self.words.get(label).map_or(label, String::as_str)
    }
}

/// What stands in the upper table goes before what stands in the lower one. What is restricted is taken as a whole: half of
/// one restriction and half of another would be a third.
fn overlay(lower: &mut toml::Table, upper: toml::Table) {
    for (section, value) in upper {
        match (lower.get_mut(&section), value) {
            (Some(toml::Value::Table(lower)), toml::Value::Table(upper)) => lower.extend(upper),
            (_, value) => drop(lower.insert(section, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use koko_core::labels::Label;
    use koko_core::policy::Action;

    #[test]
    fn the_table_that_comes_with_koko_is_whole() {
        let mappings = Mappings::builtin();
        assert_eq!(mappings.objection(), None);
        for label in Label::all() {
            let category = mappings.category(Some(label.as_str())).unwrap();
            assert!(category.starts_with("STATEMENT_CATEGORY_"), "{category}");
            assert!(mappings.words.contains_key(label.as_str()), "{label:?}");
        }
        for name in mappings.actions.keys() {
            assert!(Action::ALL.iter().any(|action| action.as_str() == name), "{name}");
        }
    }

    #[test]
    fn a_file_takes_the_place_of_what_it_names_and_mistakes_have_words() {
        let text = "[actions.hold]\ndecision_visibility = ['DECISION_VISIBILITY_CONTENT_DEMOTED']\n\
                    [categories]\nspam = 'STATEMENT_CATEGORY_SCAMS_AND_FRAUD'\n[redress]\ncourt = 'Go there.'\n";
        let mappings = Mappings::parse(text).unwrap();
        let builtin = Mappings::builtin();
        assert_eq!(mappings.category(Some("spam")), Some("STATEMENT_CATEGORY_SCAMS_AND_FRAUD"));
        assert_eq!(mappings.category(Some("threat")), builtin.category(Some("threat")));
        assert_ne!(mappings.actions["hold"], builtin.actions["hold"]);
        assert_eq!(mappings.actions["remove"], builtin.actions["remove"]);
        assert_eq!(mappings.redress.court.as_deref(), Some("Go there."));
        for (text, words) in [
            ("[actions.hold]\ndecision_visibility = ['HELD']", "[actions.hold]: `decision_visibility`"),
            ("[categories]\nspam = 'SPAM'", "[categories]: `category`"),
            ("[automated]\nalone = 'yes'", "[automated]: `automated_decision`"),
            ("[always]\nsource_type = 'us'", "[always]: `source_type`"),
        ] {
            let objection = Mappings::parse(text).unwrap().objection().unwrap();
            assert!(objection.starts_with(words), "{objection}");
        }
        for (text, word) in [("[colours]\nred = 1", "colours"), ("[always]\nfacts = 'x'", "facts")] {
            let mistake = Mappings::parse(text).unwrap_err().to_string();
            assert!(mistake.contains(word), "{mistake}");
        }
    }
}
