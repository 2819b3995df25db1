//! Our scores on the scale of Google's Perspective API, so that thresholds that were set for it keep their meaning.
//!
//! Knows how many texts lie above a score on either scale; it makes no text ranked better than it was.

use std::collections::BTreeMap;
use std::path::Path;

use crate::bundle::ParityTable;
use crate::error::{Error, Result};
use crate::labels::Label;
use crate::measure::QuantileMap;
use crate::scores::{AttributeScores, Scores};

/// Perspective's attributes, and the label that means nearly the same. Its `FLIRTATION` has none: only models with a logit
/// for it know it.
pub const ATTRIBUTES: [(&str, &str); 7] = [
    ("TOXICITY", "toxicity"),
    ("SEVERE_TOXICITY", "severe_toxicity"),
    ("INSULT", "insult"),
    ("PROFANITY", "profanity"),
    ("THREAT", "threat"),
    ("IDENTITY_ATTACK", "identity_attack"),
    ("SEXUALLY_EXPLICIT", "sexual"),
];

/// For some of Perspective's attributes, how our scores become what Perspective would about have said.
///
/// It comes with the bundle as `[parity.<attribute>]`, or from a file that `koko parity --fit` wrote from somebody's own
/// pairs of scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Parity {
    attributes: BTreeMap<String, Attribute>,
}

/// One of Perspective's attributes.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// What is carried over.
    pub source: Source,
    /// From our scale to Perspective's.
    pub map: QuantileMap,
}

/// Which of our scores stands for an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// That of a label.
    Label(Label),
    /// That of the attribute's own logit, which learned from Perspective's published scores.
    Own,
}

impl Source {
    /// The score of the attribute `name` before it is carried over; nothing if the model does not have it.
    pub fn score(self, name: &str, scores: &Scores, attributes: &AttributeScores) -> Option<f32> {
        match self {
            Source::Label(label) => scores.get(label),
            Source::Own => attributes.get(name),
        }
    }

    /// The label, if it is one.
    pub fn label(self) -> Option<Label> {
        match self {
            Source::Label(label) => Some(label),
            Source::Own => None,
        }
    }
}

impl Parity {
    /// Each attribute with how it is reached.
    pub fn new(attributes: BTreeMap<String, Attribute>) -> Parity {
        Parity { attributes }
    }

    /// Reads a file of `[parity.<attribute>]` tables.
    pub fn open(path: &Path) -> Result<Parity> {
        let name = path.display();
        let text = std::fs::read_to_string(path)
            .map_err(|error| Error::BadInput { what: format!("cannot read the map {name}: {error}") })?;
        Parity::parse(&name.to_string(), &text)
    }

    /// Reads `[parity.<attribute>]` tables from their text; `source` names it in errors.
    pub fn parse(source: &str, text: &str) -> Result<Parity> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            parity: BTreeMap<String, ParityTable>,
        }
        let bad =
            |what: String| Error::BadInput { what: format!("{source} is no map to Perspective: {what}") };
        let file: File = toml::from_str(text).map_err(|error| bad(error.to_string()))?;
        Parity::of(&file.parity).map_err(|error| bad(error.to_string()))
    }

    /// What a manifest or a file says, checked.
    pub fn of(tables: &BTreeMap<String, ParityTable>) -> Result<Parity> {
        let attribute = |(name, table): (&String, &ParityTable)| {
            let (label, map) = table.check(name)?;
            Ok((name.clone(), Attribute { source: label.map_or(Source::Own, Source::Label), map }))
        };
        Ok(Parity { attributes: tables.iter().map(attribute).collect::<Result<_>>()? })
    }

    /// Perspective's attributes that can be reached, by name.
    pub fn attributes(&self) -> &BTreeMap<String, Attribute> {
        &self.attributes
    }

    /// About what Perspective would have said, for each attribute that can be reached from these scores.
    pub fn scores(&self, scores: &Scores, attributes: &AttributeScores) -> BTreeMap<String, f64> {
        let carried = self.attributes.iter().filter_map(|(name, attribute)| {
            let ours = attribute.source.score(name, scores, attributes)?;
            Some((name.clone(), attribute.map.apply(f64::from(ours))))
        });
        carried.collect()
    }

    /// As `[parity.<attribute>]` tables, which a manifest and [`Parity::open`] read.
    pub fn to_toml(&self) -> String {
        let table = |(name, attribute): (&String, &Attribute)| {
            let (ours, perspective): (Vec<f64>, Vec<f64>) = attribute.map.knots().iter().copied().unzip();
            let label =
                attribute.source.label().map_or(String::new(), |label| format!("label = \"{label}\"\n"));
            format!("[parity.{name}]\n{label}ours = {ours:?}\nperspective = {perspective:?}\n")
        };
        self.attributes.iter().map(table).collect::<Vec<_>>().join("\n")
    }

    /// Refuses a map that needs something which a model does not have.
    pub(crate) fn check_model(&self, labels: &[Label], own: &[String]) -> Result<()> {
        for (name, attribute) in &self.attributes {
            let missing = match attribute.source {
                Source::Label(label) if !labels.contains(&label) => format!("`{label}`"),
                Source::Own if !own.contains(name) => "a logit of its own".to_owned(),
                Source::Label(_) | Source::Own => continue,
            };
            let what = format!(
                "the map to Perspective makes {name} of {missing}, which this model does not have: fit it with this model"
            );
            return Err(Error::BadInput { what });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batching::RowLogits;
    use crate::bundle::Calibration;
    use crate::scores::Scorer;

    const FILE: &str =
        "[parity.INSULT]\nlabel = \"insult\"\nours = [0.0, 0.5, 1.0]\nperspective = [0.0, 0.8, 1.0]\n";
    const OWN: &str = "[parity.FLIRTATION]\nours = [0.0, 0.5, 1.0]\nperspective = [0.0, 0.6, 1.0]\n";

    fn scores(label: &str) -> Scores {
        let same = Calibration { scale: 1.0, shift: 0.0 };
        Scorer::new(vec![Label::parse(label).unwrap()], vec![same])
            .score(&[RowLogits { values: vec![0.0], embedding: Vec::new() }])
    }

    fn carried(file: &str, label: &str, own: &[&str]) -> BTreeMap<String, f64> {
        let names = own.iter().map(|name| (*name).to_owned()).collect();
        let scorer = Scorer::new(Vec::new(), Vec::new()).with_attributes(names);
        let window = RowLogits { values: vec![0.0; own.len()], embedding: Vec::new() };
        Parity::parse("map.toml", file).unwrap().scores(&scores(label), &scorer.score_attributes(&[window]))
    }

    #[test]
    fn every_attribute_has_a_label_of_the_taxonomy() {
        assert!(ATTRIBUTES.iter().all(|(_, label)| Label::parse(label).is_ok()));
    }

    #[test]
    fn a_score_is_carried_over_and_one_that_is_not_there_is_left_out() {
        assert_eq!(carried(FILE, "insult", &[]), BTreeMap::from([("INSULT".to_owned(), 0.8)]));
        assert_eq!(carried(FILE, "spam", &[]), BTreeMap::new());
    }

    #[test]
    fn an_attribute_with_a_logit_of_its_own_needs_no_label() {
        assert_eq!(carried(OWN, "spam", &["FLIRTATION"]), BTreeMap::from([("FLIRTATION".to_owned(), 0.6)]));
        assert_eq!(carried(OWN, "spam", &["THREAT"]), BTreeMap::new());
        let parity = Parity::parse("map.toml", OWN).unwrap();
        assert!(parity.check_model(&[], &["FLIRTATION".to_owned()]).is_ok());
        let refused = parity.check_model(&[], &[]).unwrap_err().to_string();
        assert!(refused.contains("a logit of its own"), "{refused}");
    }

    #[test]
    fn what_is_written_can_be_read() {
        for file in [FILE, OWN] {
            assert_eq!(Parity::parse("map.toml", file).unwrap().to_toml(), file);
        }
    }

    #[test]
    fn a_map_that_makes_no_sense_is_refused_with_its_place() {
        for (from, to, reason) in [
            ("INSULT", "insult", "[parity.insult]"),
            ("\"insult\"", "\"rudeness\"", "`rudeness` is not a label"),
            ("[0.0, 0.5, 1.0]", "[0.0, 1.0]", "same number of knots"),
            ("0.8", "1.8", "between 0 and 1"),
            ("0.5", "0.0", "must rise"),
            ("ours", "mine", "mine"),
        ] {
            let refused = Parity::parse("map.toml", &FILE.replace(from, to)).unwrap_err().to_string();
            assert!(refused.starts_with("map.toml is no map") && refused.contains(reason), "{refused}");
        }
    }
}
