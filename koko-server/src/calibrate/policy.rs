//! Puts thresholds into a policy that somebody wrote, and leaves the rest of it as it was, comments included.

use std::path::Path;

use koko_core::error::Error;
use koko_core::measure::Answer;
use koko_core::policy::Policy;
use toml_edit::{DocumentMut, Item, RawString, Table, Value, value};

use super::Findings;
use crate::words::{one_in, percent};

/// What is added to a policy's name, so that decisions can be told apart by it.
const SUFFIX: &str = "-calibrated";

/// A policy whose thresholds are to be replaced.
pub(super) struct Base {
    document: DocumentMut,
}

impl Base {
    /// The policy that Koko comes with.
    pub(super) fn builtin() -> Base {
        Base::parse(Policy::BUILTIN).expect("the built-in policy is checked by a test of the core")
    }

    /// A policy file, refused with line and field if it has a mistake.
    pub(super) fn open(path: &Path) -> Result<Base, Error> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| Error::PolicyUnreadable { path: path.to_owned(), source })?;
        Policy::parse(&path.display().to_string(), &text)?;
        Base::parse(&text)
    }

    fn parse(text: &str) -> Result<Base, Error> {
        let document = text.parse();
        let document =
            document.map_err(|error| Error::BadInput { what: format!("not a policy: {error}") })?;
        Ok(Base { document })
    }

    /// Communities that have thresholds of their own; those are left alone.
    pub(super) fn communities_apart(&self) -> Vec<&str> {
        let communities = self.document.get("communities").and_then(Item::as_table_like);
        let apart = communities.into_iter().flat_map(|table| table.iter());
        apart.filter(|(_, community)| community.get("thresholds").is_some()).map(|(name, _)| name).collect()
    }

    /// The policy with a new threshold for every label for which the first rate can be promised.
    pub(super) fn with_thresholds(&self, findings: &Findings) -> String {
        let mut document = self.document.clone();
        if let Some(name) = document.get("name").and_then(Item::as_str).map(str::to_owned)
            && !name.ends_with(SUFFIX)
        {
            let decor = document["name"].as_value().map(|name| name.decor().clone()).unwrap_or_default();
            document["name"] = value(format!("{name}{SUFFIX}"));
            if let Some(name) = document["name"].as_value_mut() {
                *name.decor_mut() = decor;
            }
        }
        let thresholds = document.entry("thresholds").or_insert_with(|| Item::Table(Table::new()));
        // On one line, `{ … }`, a comment would swallow what follows it.
        if let Some(inline) = thresholds.as_inline_table() {
            *thresholds = Item::Table(inline.clone().into_table());
        }
        for (figures, _) in &findings.labels {
            let Some(answer) = figures.thresholds.first() else { continue };
            let label = figures.label.as_str();
            let Some(promised) = answer.promised else {
                // Only where there is something to say it of, and nobody has said anything yet.
                let uncommented = |value: &&mut Value| {
                    value
                        .decor()
                        .suffix()
                        .and_then(RawString::as_str)
                        .is_none_or(|said| said.trim().is_empty())
                };
                let kept = thresholds.get_mut(label).and_then(Item::as_value_mut).filter(uncommented);
                if let Some(kept) = kept {
                    kept.decor_mut().set_suffix(format!(" # kept: {}", missing(answer, figures.harmless)));
                }
                continue;
            };
            // Through its decimal digits: as a double, a float would show digits that nobody meant.
            let shown: f64 = promised.threshold.to_string().parse().unwrap_or(f64::from(promised.threshold));
            let mut new = value(shown);
            if let Some(new) = new.as_value_mut() {
                let found =
                    promised.recall.map(|recall| format!(", {} of the harmful are found", percent(recall)));
                let found = found.unwrap_or_default();
                new.decor_mut()
                    .set_suffix(format!(" # at most {} of the harmless{found}", one_in(answer.fpr)));
                new.decor_mut().set_prefix(" ");
            }
            thresholds[label] = new;
        }
        format!("{}{document}", header(findings))
    }
}

/// Why a rate cannot be promised.
pub(super) fn missing(answer: &Answer, harmless: usize) -> String {
    match harmless < answer.needed {
        true => format!("{harmless} harmless texts, {} are needed", answer.needed),
        false => "too many harmless texts have the highest score".to_owned(),
    }
}

fn header(findings: &Findings) -> String {
    let Findings { wish, model, files, .. } = findings;
    let rate = wish.rates.first().copied().unwrap_or_default();
    format!(
        "# Thresholds by `koko calibrate` from {files}.\n\
         # Of harmless texts like those, each that is new flags at most {}, with a confidence of {}.\n\
         # They hold for the model {model}.\n\n",
        one_in(rate),
        percent(wish.confidence)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use koko_core::labels::Label;
    use koko_core::scores::{Rated, Wish, figures};

    fn findings(harmless: usize) -> Findings {
        let wish = Wish { rates: vec![0.01], confidence: 0.95 };
        let mut rated: Vec<Rated> =
            (0..harmless).map(|n| Rated { score: n as f32 / 1_000.0, truth: 0.0 }).collect();
        rated.push(Rated { score: 0.9, truth: 1.0 });
        let insult = figures(Label::parse("insult").unwrap(), &rated, &wish);
        Findings {
            wish,
            labels: vec![(insult, rated)],
            model: "m@blake3:00".to_owned(),
            files: "a.csv".to_owned(),
        }
    }

    #[test]
    fn only_what_could_be_promised_is_replaced() {
        let written = Base::builtin().with_thresholds(&findings(300));
        assert!(written.contains("insult = 0.299"), "{written}");
        assert!(
            written.contains("# at most 1 in 100 of the harmless, 100 % of the harmful are found"),
            "{written}"
        );
        assert!(
            written.contains("\ntoxicity = 0.70\n") && written.contains("name = \"koko-default-calibrated\"")
        );
        let policy = Policy::parse("new", &written).unwrap();
        assert!(policy.id().starts_with("koko-default-calibrated@"));
        let builtin_rules = Policy::BUILTIN.split_once("[[rule]]").unwrap().1;
        assert!(written.ends_with(builtin_rules), "rules and comments stay as they were");
    }

    #[test]
    fn what_could_not_is_kept_with_the_reason() {
        let written = Base::builtin().with_thresholds(&findings(120));
        assert!(written.contains("insult = 0.70 # kept: 120 harmless texts, 299 are needed\n"), "{written}");
        Policy::parse("new", &written).unwrap();
    }

    #[test]
    fn a_policy_may_be_written_in_any_way_that_toml_allows() {
        for text in [
            "name = \"x\"\n",
            "name = 'x' # mine\n\n[communities.arena.thresholds]\nspam = 0.5\n",
            "name = \"x\"\nthresholds.spam = 0.5\n",
            "name = \"x\"\nthresholds = { spam = 0.5 }\n",
            "name = \"x\"\n[thresholds]\ninsult = \"at_fpr(0.01)\" # ours\n[[rule]]\nid = \"r\"\nwhen = 'true'\naction = \"hold\"\nbecause = \"b\"\n",
        ] {
            let base = Base::parse(text).unwrap();
            let written = base.with_thresholds(&findings(300));
            Policy::parse("new", &written).unwrap_or_else(|error| panic!("{error}\n{written}"));
            assert!(written.contains("insult = 0.299"), "{written}");
            assert_eq!(base.communities_apart().len(), usize::from(text.contains("arena")));
        }
    }
}
