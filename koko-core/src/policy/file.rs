//! Reads a policy file. A mistake is told with its line and field.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::condition::{Condition, Place};
use super::{Action, FalsePositives, Policy, Rule, Threshold};
use crate::actor::Parameters;
use crate::bundle::digest;
use crate::error::{Error, Result};
use crate::labels::Label;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Spanned<String>,
    #[serde(default)]
    thresholds: BTreeMap<Spanned<String>, Spanned<Level>>,
    #[serde(default)]
    communities: BTreeMap<String, CommunityTable>,
    #[serde(default)]
    actors: Option<Spanned<Parameters>>,
    #[serde(default)]
    rule: Vec<RuleTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommunityTable {
    #[serde(default)]
    thresholds: BTreeMap<Spanned<String>, Spanned<Level>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleTable {
    id: Spanned<String>,
    when: Spanned<String>,
    action: Action,
    because: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Level {
    Number(f32),
    Words(String),
}

pub(super) fn parse(source: &str, text: &str, taught: &[Label]) -> Result<Policy> {
    let labels = Label::all().chain(taught.iter().copied()).collect();
    let reader = Reader { source, text, labels };
    let file: File = toml::from_str(text).map_err(|error| reader.syntax(&error))?;
    let name = file.name.get_ref();
    if name.is_empty() || !name.chars().all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_' | '.'))
    {
        return Err(reader
            .at(&file.name, "name")
            .mistake("must be a word of letters, digits, `-`, `_` and `.`"));
    }
    let actors = match file.actors {
        Some(actors) => reader.parameters(actors)?,
        None => Parameters::default(),
    };
    let communities = file.communities.into_iter().map(|(community, table)| {
        let field = format!("communities.{community}.thresholds");
        Ok((community, reader.thresholds(table.thresholds, &field)?))
    });
    let mut policy = Policy {
        id: format!("{name}@{}", digest(text.as_bytes())),
        actors,
        thresholds: reader.thresholds(file.thresholds, "thresholds")?,
        communities: communities.collect::<Result<_>>()?,
        rules: Vec::new(),
        taught: taught.to_vec(),
    };
    for rule in file.rule {
        if policy.rules.iter().any(|other: &Rule| other.id == *rule.id.get_ref()) {
            return Err(reader
                .at(&rule.id, "rule.id")
                .mistake(format!("`{}` is used twice", rule.id.get_ref())));
        }
        policy.rules.push(reader.rule(rule)?);
    }
    Ok(policy)
}

struct Reader<'r> {
    source: &'r str,
    text: &'r str,
    /// Those that the policy may speak of.
    labels: Vec<Label>,
}

impl Reader<'_> {
    fn at<T>(&self, value: &Spanned<T>, field: impl Into<String>) -> Place {
        Place { policy: self.source.to_owned(), line: self.line(value.span().start), field: field.into() }
    }

    fn line(&self, byte: usize) -> usize {
        1 + self.text.bytes().take(byte).filter(|byte| *byte == b'\n').count()
    }

    /// What the TOML reader found: its line, and the key or value that it points at.
    fn syntax(&self, error: &toml::de::Error) -> Error {
        let span = error.span().unwrap_or(0..0);
        let line = self.line(span.start);
        // Serde points at a value; the reader looks for a key, which stands at the beginning of the line.
        let written = self.text.lines().nth(line - 1).unwrap_or_default();
        let key = written.split('=').next().unwrap_or_default().trim().to_owned();
        let field = if key.is_empty() { "the file".to_owned() } else { key };
        Error::BadPolicy { policy: self.source.to_owned(), line, field, what: error.message().to_owned() }
    }

    fn thresholds(
        &self,
        table: BTreeMap<Spanned<String>, Spanned<Level>>,
        field: &str,
    ) -> Result<BTreeMap<Label, Threshold>> {
        let thresholds = table.into_iter().map(|(name, level)| {
            let place = self.at(&name, format!("{field}.{}", name.get_ref()));
            let label = self.label(name.get_ref()).map_err(|error| place.mistake(error.to_string()))?;
            let threshold = match level.get_ref() {
                Level::Number(score) if (0.0..=1.0).contains(score) => Some(Threshold::Score(*score)),
                Level::Number(_) => None,
                Level::Words(words) => at_fpr(words).map(|share| Threshold::AtFpr(share, place.clone())),
            };
            let expected =
                "must be a number from 0 to 1, or \"at_fpr(0.05)\", \"at_fpr(0.01)\", \"at_fpr(0.001)\"";
            threshold.map(|threshold| (label, threshold)).ok_or_else(|| place.mistake(expected))
        });
        thresholds.collect()
    }

    fn label(&self, name: &str) -> Result<Label> {
        self.labels.iter().copied().find(|label| label.as_str() == name).ok_or_else(|| {
            let known: Vec<_> = self.labels.iter().map(|label| label.as_str()).collect();
            Error::UnknownLabel { label: name.to_owned(), known: known.join(", ") }
        })
    }

    fn parameters(&self, actors: Spanned<Parameters>) -> Result<Parameters> {
        let Some((field, what)) = actors.get_ref().mistake() else { return Ok(actors.into_inner()) };
        let start = self.start_of(&format!("actors.{field}")).unwrap_or(actors.span().start);
        let place = Place {
            policy: self.source.to_owned(),
            line: self.line(start),
            field: format!("actors.{field}"),
        };
        Err(place.mistake(what))
    }

    /// Where a field of nested tables stands in the file, by its path.
    fn start_of(&self, path: &str) -> Option<usize> {
        let table = toml::de::DeTable::parse(self.text).ok()?;
        let mut names = path.split('.').peekable();
        let mut inside = table.get_ref();
        loop {
            let name = names.next()?;
            let (key, value) = inside.iter().find(|(key, _)| key.get_ref() == name)?;
            if names.peek().is_none() {
                return Some(key.span().start);
            }
            inside = value.get_ref().as_table()?;
        }
    }

    fn rule(&self, rule: RuleTable) -> Result<Rule> {
        let place = self.at(&rule.when, format!("rule.{}.when", rule.id.get_ref()));
        let condition = Condition::compile(rule.when.get_ref(), place, &self.labels)?;
        Ok(Rule { id: rule.id.into_inner(), condition, action: rule.action, because: rule.because })
    }
}

fn at_fpr(words: &str) -> Option<FalsePositives> {
    match words.strip_prefix("at_fpr(")?.strip_suffix(')')? {
        "0.05" => Some(FalsePositives::FivePercent),
        "0.01" => Some(FalsePositives::OnePercent),
        "0.001" => Some(FalsePositives::OnePerMille),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_policy_is_right() {
        let policy = Policy::builtin();
        assert!(policy.id().starts_with("koko-default@blake3:"));
        assert_eq!(policy.thresholds.len(), Label::all().len());
        assert_eq!(policy.actors, Parameters::default(), "the file shows the defaults");
    }

    #[test]
    fn a_mistake_is_told_with_its_line_and_field() {
        let rule = |when: &str| {
            format!(
                "name = \"x\"\n\n[[rule]]\nid = \"r\"\nwhen = '{when}'\naction = \"hold\"\nbecause = \"b\"\n"
            )
        };
        for (text, line, field, what) in [
            (
                "name = \"x\"\n[thresholds]\ninsullt = 0.5\n".to_owned(),
                3,
                "thresholds.insullt",
                "is not a label",
            ),
            ("name = \"x\"\n[thresholds]\ninsult = 1.5\n".to_owned(), 3, "thresholds.insult", "from 0 to 1"),
            (
                "name = \"x\"\n[thresholds]\ninsult = \"at_fpr(0.2)\"\n".to_owned(),
                3,
                "thresholds.insult",
                "at_fpr(0.01)",
            ),
            ("name = \"x\"\nthreshold = 3\n".to_owned(), 2, "threshold", "unknown field"),
            ("name = \"x\"\n[[rule]\n".to_owned(), 2, "[[rule]", ""),
            ("name = \"a b\"\n".to_owned(), 1, "name", "must be a word"),
            (rule("found.insult &&"), 5, "rule.r.when", "is not a condition"),
            (rule("found.insullt"), 5, "rule.r.when", "no `found.insullt`"),
            (rule("fond.insult"), 5, "rule.r.when", "no `fond`"),
            (rule("scores.insult + 1.0"), 5, "rule.r.when", "must be true or false"),
            (rule("scores.insult > \"high\""), 5, "rule.r.when", ""),
            (rule("nonsense(1)"), 5, "rule.r.when", "nonsense"),
            (rule("standing.families.kindness > 0.5"), 5, "rule.r.when", "no `kindness`"),
            (rule("true").replace("hold", "ban"), 6, "action", "unknown variant `ban`"),
            (rule("true").replace("because", "becuase"), 7, "becuase", "unknown field"),
            (
                rule("true") + "[[rule]]\nid = \"r\"\nwhen = 'true'\naction = \"hold\"\nbecause = \"b\"\n",
                9,
                "rule.id",
                "twice",
            ),
            (
                "name = \"x\"\n[actors]\nbase_rate = 2.0\n".to_owned(),
                3,
                "actors.base_rate",
                "between 0 and 1",
            ),
            (
                "name = \"x\"\n[actors.link_spam]\nlinks = 0.1\ncap = -1.0\n".to_owned(),
                4,
                "actors.link_spam.cap",
                "not negative",
            ),
            ("name = \"x\"\n[actors.link_spam]\ncup = 1.0\n".to_owned(), 3, "cup", "unknown field"),
            (rule("standing.has(\"nonsense\")"), 5, "rule.r.when", "no signal `nonsense`"),
            (rule("content.has(\"spread\")"), 5, "rule.r.when", "standing.has("),
            (rule("standing.has(content.surface)"), 5, "rule.r.when", "takes one name"),
            (rule("standing.points > 3"), 5, "rule.r.when", "no `standing.points`"),
        ] {
            let refused = Policy::parse("my.toml", &text).map(|policy| policy.id).unwrap_err();
            let message = refused.to_string();
            assert!(message.starts_with(&format!("my.toml, line {line}, `{field}`")), "{text}\n{message}");
            assert!(message.contains(what), "{text}\n{message}");
        }
    }

    #[test]
    fn a_label_of_ones_own_is_known_once_it_is_taught() {
        let text = "name = \"x\"\n[thresholds]\nrecruiting = \"at_fpr(0.01)\"\n[[rule]]\nid = \"r\"\n\
                    when = 'found.recruiting && scores.recruiting > thresholds.insult'\naction = \"hold\"\nbecause = \"b\"\n";
        let recruiting = Label::taught("recruiting").unwrap();
        let policy = Policy::parse_with("my.toml", text, &[recruiting]).unwrap();
        assert!(policy.rules[0].condition.looks_at(recruiting));
        for text in [text, &text.replace("[thresholds]\nrecruiting = \"at_fpr(0.01)\"\n", "")] {
            let refused = Policy::parse("my.toml", text).map(|policy| policy.id).unwrap_err().to_string();
            assert!(refused.contains("recruiting") && refused.contains("use one of toxicity"), "{refused}");
        }
        // Whoever forgets the label on the way to the moderator is told so there.
        let refused = policy.fit(&[], &BTreeMap::new(), &[]).map(|_| ()).unwrap_err();
        assert!(refused.to_string().contains("`recruiting`"), "{refused}");
    }

    #[test]
    fn conditions_may_use_what_cel_offers() {
        for when in [
            "standing.band in [\"high\"] || found.insult",
            "[\"a\", \"b\"].exists(name, name == content.community)",
            "scores[\"insult\"] > 0.5 && content.characters < 10",
            "standing.has(\"campaign\") || standing.score > 0.5 && \"raid\" in standing.signals",
            "has(scores.insult) && standing.families.spam > 0.2 && thresholds.spam < 1.0",
        ] {
            let text = format!(
                "name = \"x\"\n[[rule]]\nid = \"r\"\nwhen = '{when}'\naction = \"hold\"\nbecause = \"b\"\n"
            );
            Policy::parse("my.toml", &text).unwrap();
        }
    }
}
