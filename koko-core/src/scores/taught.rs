//! A label that somebody taught from examples: one more row for the last layer of a model, in a file of its own.

use std::io::Write;
use std::path::Path;

use super::sigmoid;
use crate::bundle::digest;
use crate::error::{Error, Result};
use crate::labels::Label;

/// The version of the file that this engine reads and writes.
const FORMAT: u32 = 1;

/// Stands at the top of every file.
const HEAD: &str = "# A label that was taught to Koko from examples. Give this file to `koko moderate --taught`, or to\n\
                    # Moderator(taught=[...]), together with the model named below.\n";

/// A label that was taught to one model, as it stands in its file.
///
/// `Moderator::teach` makes one, and `ModeratorBuilder::taught` uses it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct TaughtLabel {
    #[serde(rename = "name")]
    label: Label,
    id: String,
    model: String,
    normalizer: String,
    threshold: f32,
    quality: Quality,
    #[serde(skip)]
    weights: Vec<f32>,
    #[serde(skip)]
    bias: f32,
    /// The whole file, which the id is the digest of.
    #[serde(skip)]
    text: String,
}

/// How well a taught label tells its examples apart. Every figure comes from examples that were held back while the others
/// were learned, in turn.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// Different texts that the label is true of.
    pub positives: usize,
    /// Different texts that it is not true of.
    pub negatives: usize,
    /// The probability that a positive scores higher than a negative; 0.5 is chance.
    pub auc: f32,
    /// The mean precision over all positives.
    pub average_precision: f32,
    /// Of what scores 0.5 or more, how much is positive.
    pub precision: f32,
    /// Of the positives, how many score 0.5 or more.
    pub recall: f32,
    /// The score that at most 5 % of the negatives reach; nothing with fewer than 20 of them.
    pub fpr_05: Option<f32>,
    /// The score that at most 1 % of the negatives reach; nothing with fewer than 100 of them.
    pub fpr_01: Option<f32>,
    /// The score that at most 0.1 % of the negatives reach; nothing with fewer than 1,000 of them.
    pub fpr_001: Option<f32>,
    /// What somebody should know before they rely on it, in plain words.
    pub warnings: Vec<String>,
}

/// The file, field by field.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    name: String,
    model: String,
    normalizer: String,
    threshold: f32,
    bias: f32,
    weights: Vec<f32>,
    quality: Quality,
}

impl TaughtLabel {
    pub(super) fn new(
        label: Label,
        model: String,
        normalizer: String,
        weights: Vec<f32>,
        bias: f32,
        quality: Quality,
    ) -> Result<TaughtLabel> {
        let measured = quality.fpr_01.or(quality.fpr_05).unwrap_or_default();
        let threshold = measured.max(0.5);
        let name = label.as_str().to_owned();
        let file = File { format: FORMAT, name, model, normalizer, threshold, bias, weights, quality };
        let text = toml::to_string(&file).expect("plain numbers and words can be written");
        // Read back, so that a label is the same before and after it has been in a file.
        TaughtLabel::parse(label.as_str(), &format!("{HEAD}{text}"))
    }

    /// Reads a file.
    pub fn open(path: &Path) -> Result<TaughtLabel> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| Error::TaughtUnreadable { path: path.to_owned(), source })?;
        TaughtLabel::parse(&path.display().to_string(), &text)
    }

    /// Reads the text of a file; `source` names it in errors.
    pub fn parse(source: &str, text: &str) -> Result<TaughtLabel> {
        let bad = |what: String| Error::BadTaught { file: source.to_owned(), what };
        let file: File = toml::from_str(text).map_err(|error| bad(error.message().to_owned()))?;
        let File { format, name, model, normalizer, threshold, bias, weights, quality } = file;
        if format != FORMAT {
            return Err(bad(format!(
                "it has format {format}, but this Koko reads format {FORMAT}: use a matching version"
            )));
        }
        let label = Label::taught(&name).map_err(|error| bad(error.to_string()))?;
        if weights.is_empty() || !weights.iter().chain([&bias]).all(|number| number.is_finite()) {
            return Err(bad("`weights` and `bias` must be finite numbers, and at least one".to_owned()));
        }
        if !(0.0..=1.0).contains(&threshold) {
            return Err(bad("`threshold` must be a number from 0 to 1".to_owned()));
        }
        let id = format!("{name}@{}", digest(text.as_bytes()));
        Ok(TaughtLabel {
            label,
            id,
            model,
            normalizer,
            threshold,
            quality,
            weights,
            bias,
            text: text.to_owned(),
        })
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The id of the model that it was taught to.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// Writes the file: whole or not at all, in the place of one that is there.
    pub fn save(&self, path: &Path) -> Result<()> {
        let refused = |source| Error::TaughtUnwritable { path: path.to_owned(), source };
        let name = path.file_name().ok_or_else(|| refused(std::io::ErrorKind::InvalidFilename.into()))?;
        // Beside its place, because only within one file system can a file take another's place at once.
        let aside =
            path.with_file_name(format!(".{}.{}.writing", name.to_string_lossy(), std::process::id()));
        let written = std::fs::File::create(&aside).and_then(|mut file| {
            file.write_all(self.text.as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&aside, path)
        });
        written.map_err(|source| {
            std::fs::remove_file(&aside).ok();
            refused(source)
        })
    }

    /// The label.
    pub fn label(&self) -> Label {
        self.label
    }

    /// `<name>@blake3:<64 hex>` of the file's text.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The score from which on it counts as found, unless a policy says otherwise: one half, or what few negatives reach if
    /// that is more.
    pub fn threshold(&self) -> f32 {
        self.threshold
    }

    /// How well it tells its examples apart.
    pub fn quality(&self) -> &Quality {
        &self.quality
    }

    /// The probability that an embedding is one of its own.
    pub fn probability(&self, embedding: &[f32]) -> f32 {
        sigmoid(self.log_odds(embedding))
    }

    pub(super) fn log_odds(&self, embedding: &[f32]) -> f32 {
        let products = self
            .weights
            .iter()
            .zip(embedding)
            .map(|(weight, number)| f64::from(*weight) * f64::from(*number));
        (products.sum::<f64>() + f64::from(self.bias)) as f32
    }

    /// Refuses a model other than the one it was taught to: the numbers of another embedding mean something else.
    pub fn check_model(&self, model: &str, normalizer: &str, embedding_size: usize) -> Result<()> {
        for (expected, found) in [(&self.model, model), (&self.normalizer, normalizer)] {
            if expected != found {
                let label = self.label.as_str().to_owned();
                return Err(Error::TaughtElsewhere {
                    label,
                    expected: expected.clone(),
                    found: found.to_owned(),
                });
            }
        }
        if self.weights.len() != embedding_size {
            let what = format!("it has {} weights, the model needs {embedding_size}", self.weights.len());
            return Err(Error::BadTaught { file: self.id.clone(), what });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn label() -> TaughtLabel {
        let quality = Quality {
            positives: 30,
            negatives: 100,
            auc: 0.97,
            average_precision: 0.9,
            precision: 0.8,
            recall: 0.9,
            fpr_05: Some(0.4),
            fpr_01: Some(0.625),
            fpr_001: None,
            warnings: vec!["say \"hello\"".to_owned()],
        };
        let weights = vec![0.1, -1e-7, 123.456];
        let model = "koko-test-1@blake3:00".to_owned();
        TaughtLabel::new(
            Label::taught("topic").unwrap(),
            model,
            "n@blake3:00".to_owned(),
            weights,
            -0.3,
            quality,
        )
        .unwrap()
    }

    #[test]
    fn a_label_is_the_same_after_it_has_been_in_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("topic.toml");
        std::fs::write(&path, "what was there before").unwrap();
        label().save(&path).unwrap();
        let opened = TaughtLabel::open(&path).unwrap();
        assert_eq!(opened, label());
        assert_eq!(opened.weights, [0.1, -1e-7, 123.456]);
        assert_eq!(opened.id(), format!("topic@{}", digest(&std::fs::read(&path).unwrap())));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn it_counts_as_found_where_few_negatives_are_but_never_below_one_half() {
        assert_eq!(label().threshold(), 0.625);
    }

    #[test]
    fn the_probability_is_that_of_the_line() {
        let p = label().probability(&[2.0, 0.0, 0.01]);
        assert!((p - sigmoid(0.2 + 1.234_56 - 0.3)).abs() < 1e-6);
    }

    #[test]
    fn what_is_no_taught_label_is_refused_with_the_reason() {
        let text = label().text;
        for (from, to, reason) in [
            ("format = 1", "format = 2", "reads format 1"),
            ("\"topic\"", "\"insult\"", "has already"),
            ("\"topic\"", "\"a topic\"", "cannot be the name"),
            ("bias = ", "bais = ", "bais"),
            ("bias = -0.3", "bias = nan", "finite"),
            ("threshold = 0.625", "threshold = 1.5", "from 0 to 1"),
            ("format = 1", "format = ", ""),
        ] {
            assert!(text.contains(from), "{text}");
            let refused = TaughtLabel::parse("topic.toml", &text.replace(from, to)).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::BadBundle);
            let said = refused.to_string();
            assert!(said.starts_with("topic.toml") && said.contains(reason), "{said}");
        }
        let refused = TaughtLabel::open(Path::new("/nowhere/topic.toml")).unwrap_err();
        assert!(refused.to_string().contains("/nowhere/topic.toml"));
        assert!(label().save(Path::new("/nowhere/topic.toml")).is_err());
    }

    #[test]
    fn another_model_is_refused_by_its_name() {
        let label = label();
        label.check_model("koko-test-1@blake3:00", "n@blake3:00", 3).unwrap();
        for (model, normalizer, size, said) in [
            ("koko-test-2@blake3:00", "n@blake3:00", 3, "koko-test-2"),
            ("koko-test-1@blake3:00", "m@blake3:00", 3, "m@blake3"),
            ("koko-test-1@blake3:00", "n@blake3:00", 4, "3 weights"),
        ] {
            let refused = label.check_model(model, normalizer, size).unwrap_err();
            assert!(
                refused.to_string().contains(said) && refused.kind() == ErrorKind::BadBundle,
                "{refused}"
            );
        }
    }
}
