//! Opens a model folder and believes nothing in it before it has been verified.
//!
//! Knows what a manifest says; not how a graph is run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::labels::Label;
use crate::measure::QuantileMap;

/// The version of the manifest that this engine reads.
const FORMAT: u32 = 1;

const MANIFEST: &str = "manifest.toml";
const GRAPH: &str = "model.onnx";
const TOKENIZER: &str = "tokenizer.json";
const LANE: &str = "lane.safetensors";

/// A verified model folder, in memory: its graph, its tokenizer and what the manifest says about them.
///
/// A bundle is a folder with `manifest.toml` and the files it lists with their digests; `training/` makes them.
#[derive(Debug)]
pub struct Bundle {
    /// The folder.
    pub folder: PathBuf,
    /// `koko-<name>@blake3:<64 hex>`: the digest of the manifest, which holds the digest of every file.
    pub id: String,
    /// What the manifest says.
    pub manifest: Manifest,
    /// The labels, in the order of the logits.
    pub labels: Vec<Label>,
    /// The ONNX graph.
    pub graph: Vec<u8>,
    /// `tokenizer.json` of the crate `tokenizers`.
    pub tokenizer: Vec<u8>,
    /// The network of the fast lane; nothing if the bundle has none.
    pub lane: Option<Vec<u8>>,
}

/// `manifest.toml`, field by field.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of this file's layout.
    pub format: u32,
    /// The name of the model, which never changes what it points to together with the digest.
    pub name: String,
    /// SPDX expression of the weights.
    pub license: String,
    /// ISO 639-1 codes of the languages it was trained for.
    pub languages: Vec<String>,
    /// Id of the normalizer it was trained with.
    pub normalizer: String,
    /// Names of the labels, in the order of the logits.
    pub labels: Vec<String>,
    /// Names of those attributes of Google's Perspective API that have a logit of their own, in the order of the logits
    /// behind those of the labels; may be absent.
    #[serde(default)]
    pub attributes: Vec<String>,
    /// The shape of what goes in and out.
    pub encoder: Encoder,
    /// Per label, from a logit to a probability.
    pub calibration: BTreeMap<String, Calibration>,
    /// Per label, the scores above which few harmless texts lie.
    pub thresholds: BTreeMap<String, Thresholds>,
    /// How far scores may differ between runs that ought to agree.
    pub tolerance: Tolerance,
    /// Per attribute of Google's Perspective API, how our scores become its own; may be absent.
    #[serde(default)]
    pub parity: BTreeMap<String, ParityTable>,
    /// What the fast lane may clear; there if the bundle has one.
    pub lane: Option<LaneTable>,
    /// File name → `blake3:<64 hex>`, for every file but the manifest.
    pub files: BTreeMap<String, String>,
}

/// The shape of what goes into the graph and comes out.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Encoder {
    /// Tokens in a window, its two markers included.
    pub max_tokens: usize,
    /// Tokens that neighbouring windows share.
    pub overlap_tokens: usize,
    /// Numbers in an embedding.
    pub embedding_size: usize,
}

/// `p = sigmoid(scale · logit + shift)`.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// Above 0.
    pub scale: f32,
    /// In units of log-odds.
    pub shift: f32,
}

/// Scores above which at most this share of harmless held-back texts lies.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// 5 %.
    pub fpr_05: f32,
    /// 1 %.
    pub fpr_01: f32,
    /// 0.1 %.
    pub fpr_001: f32,
}

/// The largest difference of a probability between runs that ought to agree.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    /// Between batch sizes on one machine.
    pub batch: f32,
    /// Between machines.
    pub machine: f32,
}

/// How one of our scores becomes that of an attribute of Perspective's: knots of a rising line.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParityTable {
    /// The label whose score is carried over; absent where the attribute has a logit of its own.
    pub label: Option<String>,
    /// Our scores, rising.
    pub ours: Vec<f64>,
    /// Perspective's score for each of ours, not falling.
    pub perspective: Vec<f64>,
}

/// What the fast lane may clear, and what that was measured against.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaneTable {
    /// The logit below which a text is cleared in the mode `balanced`.
    pub balanced: f32,
    /// The same in the mode `max`.
    pub max: f32,
    /// Per label, the score from which on the full model was taken to find it. Nobody who looks for less may clear.
    pub found_from: BTreeMap<String, f32>,
}

impl ParityTable {
    /// The label and the line, if they make sense; `attribute` is Perspective's name.
    pub fn check(&self, attribute: &str) -> Result<(Option<Label>, QuantileMap)> {
        let bad = |what: String| Error::BadInput { what: format!("[parity.{attribute}]: {what}") };
        if !is_attribute(attribute) {
            return Err(bad("attributes are written in capitals, such as TOXICITY".to_owned()));
        }
        let label = self.label.as_deref().map(Label::parse).transpose();
        let label = label.map_err(|error| bad(error.to_string()))?;
        let map = QuantileMap::new(&self.ours, &self.perspective).map_err(|error| bad(error.to_string()))?;
        Ok((label, map))
    }
}

impl LaneTable {
    /// The score from which on each of these labels counts as found.
    pub fn levels(&self, labels: &[Label]) -> Vec<(Label, f32)> {
        labels.iter().map(|label| (*label, self.found_from[label.as_str()])).collect()
    }

    fn check(&self, labels: &[Label]) -> std::result::Result<(), String> {
        // Comparisons with NaN are false: it is refused here as well.
        if !(self.balanced.is_finite() && self.max.is_finite() && self.balanced <= self.max) {
            return Err("`balanced` must be a number that is not above `max`".to_owned());
        }
        if labels.len() != self.found_from.len() {
            return Err("`found_from` must have every label, and no other".to_owned());
        }
        for label in labels {
            if !self.found_from.get(label.as_str()).is_some_and(|level| (0.0..=1.0).contains(level)) {
                return Err(format!("`found_from.{label}` must be a score from 0 to 1"));
            }
        }
        Ok(())
    }
}

impl Bundle {
    /// Reads the folder, verifies every digest, and refuses what this engine cannot use.
    ///
    /// `normalizer` is the id of the engine's own normalizer. Reads every file once (about 25 MB).
    pub fn open(folder: &Path, normalizer: &str) -> Result<Bundle> {
        let path = folder.join(MANIFEST);
        let bytes = read(&path)?;
        let manifest = Manifest::parse(&bytes, &path)?;
        if manifest.normalizer != normalizer {
            let (expected, found) = (manifest.normalizer, normalizer.to_owned());
            return Err(Error::NormalizerMismatch { path, expected, found });
        }
        let labels = manifest.labels(&path)?;
        let mut files = manifest.read_files(folder, &path)?;
        let mut take = |name: &str| {
            let missing = || bad(&path, format!("`files` does not list {name}, which the bundle needs"));
            files.remove(name).ok_or_else(missing)
        };
        let (graph, tokenizer) = (take(GRAPH)?, take(TOKENIZER)?);
        let lane = manifest.lane.as_ref().map(|_| take(LANE)).transpose()?;
        let id = format!("koko-{}@{}", manifest.name.trim_start_matches("koko-"), digest(&bytes));
        Ok(Bundle { folder: folder.to_owned(), id, manifest, labels, graph, tokenizer, lane })
    }

    /// How many logits the graph has for a row: one for each label, then one for each attribute.
    pub fn outputs(&self) -> usize {
        self.labels.len() + self.manifest.attributes.len()
    }

    /// The calibration of each label, in the order of the logits.
    pub fn calibrations(&self) -> Vec<Calibration> {
        self.labels.iter().map(|label| self.manifest.calibration[label.as_str()]).collect()
    }
}

impl Manifest {
    fn parse(bytes: &[u8], path: &Path) -> Result<Manifest> {
        let text = std::str::from_utf8(bytes).map_err(|error| bad(path, format!("not UTF-8: {error}")))?;
        let manifest: Manifest = toml::from_str(text).map_err(|error| bad(path, error.to_string()))?;
        if manifest.format != FORMAT {
            let format = manifest.format;
            return Err(bad(
                path,
                format!("format {format}, but this Koko reads format {FORMAT}: use a matching version"),
            ));
        }
        Ok(manifest)
    }

    /// The labels, once everything that is said about them makes sense.
    fn labels(&self, path: &Path) -> Result<Vec<Label>> {
        let mut labels = Vec::new();
        for name in &self.labels {
            let label = Label::parse(name).map_err(|error| bad(path, format!("`labels`: {error}")))?;
            if labels.contains(&label) {
                return Err(bad(path, format!("`labels` names {name} twice")));
            }
            let Some(calibration) = self.calibration.get(name) else {
                return Err(bad(path, format!("there is no [calibration.{name}]")));
            };
            // `NaN > 0` is false: a manifest with NaN is refused here as well.
            if !(calibration.scale > 0.0 && calibration.scale.is_finite() && calibration.shift.is_finite()) {
                return Err(bad(
                    path,
                    format!("[calibration.{name}] must have a scale above 0 and finite numbers"),
                ));
            }
            if !self.thresholds.contains_key(name) {
                return Err(bad(path, format!("there is no [thresholds.{name}]")));
            }
            labels.push(label);
        }
        let Encoder { max_tokens, overlap_tokens, embedding_size } = self.encoder;
        if labels.is_empty() || embedding_size == 0 || max_tokens < 3 || overlap_tokens + 2 >= max_tokens {
            let what =
                "needs labels, an embedding_size, and a max_tokens that is larger than overlap_tokens + 2";
            return Err(bad(path, what.to_owned()));
        }
        for (place, attribute) in self.attributes.iter().enumerate() {
            if !is_attribute(attribute) || self.attributes[..place].contains(attribute) {
                let what = format!(
                    "`attributes` names {attribute:?}: each stands there once, in capitals, such as TOXICITY"
                );
                return Err(bad(path, what));
            }
        }
        if let Some(lane) = &self.lane {
            lane.check(&labels).map_err(|what| bad(path, format!("[lane]: {what}")))?;
        }
        for (attribute, table) in &self.parity {
            let (label, _) = table.check(attribute).map_err(|error| bad(path, error.to_string()))?;
            let missing = match label {
                Some(label) if !labels.contains(&label) => format!("`{label}`, which `labels` does not have"),
                None if !self.attributes.contains(attribute) => {
                    "a label, or a place among the `attributes`".to_owned()
                }
                _ => continue,
            };
            return Err(bad(path, format!("[parity.{attribute}] needs {missing}")));
        }
        Ok(labels)
    }

    fn read_files(&self, folder: &Path, path: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
        let mut files = BTreeMap::new();
        for (name, expected) in &self.files {
            // A name that leads out of the folder would let a manifest read whatever it likes.
            if name.is_empty() || name.contains(['/', '\\']) || name.starts_with('.') {
                return Err(bad(
                    path,
                    format!("`files` lists {name:?}, which is not the name of a file in the folder"),
                ));
            }
            let file = folder.join(name);
            let bytes = read(&file)?;
            let found = digest(&bytes);
            if found != *expected {
                return Err(Error::DigestMismatch { path: file, expected: expected.clone(), found });
            }
            files.insert(name.clone(), bytes);
        }
        Ok(files)
    }
}

/// Whether this could be one of Perspective's attributes.
fn is_attribute(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|ch| ch.is_ascii_uppercase() || ch == '_')
}

/// `blake3:<64 hex>` of these bytes: how Koko names what must not change.
pub fn digest(bytes: &[u8]) -> String {
    format!("blake3:{}", blake3::hash(bytes).to_hex())
}

/// Where the default bundle lies: `KOKO_BUNDLE`, else the last folder by name in a `models` folder beside the
/// program, above it, or above the working directory.
pub fn find_default() -> Result<PathBuf> {
    if let Some(folder) = std::env::var_os("KOKO_BUNDLE").filter(|folder| !folder.is_empty()) {
        return Ok(PathBuf::from(folder));
    }
    let program = std::env::current_exe().ok();
    let starts = [program, std::env::current_dir().ok()];
    let above = || starts.iter().flatten().flat_map(|start| start.ancestors());
    let found = above().find_map(|folder| newest_bundle(&folder.join("models")));
    found.ok_or_else(|| {
        let looked: Vec<_> =
            starts.iter().flatten().map(|start| format!("models/ at or above {}", start.display())).collect();
        Error::NoBundle { looked: format!("KOKO_BUNDLE, {}", looked.join(", ")) }
    })
}

/// The bundle in `models` whose name is the last in natural order, so that `koko-en-10` follows `koko-en-9`.
fn newest_bundle(models: &Path) -> Option<PathBuf> {
    let folders = std::fs::read_dir(models).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    folders.filter(|folder| folder.join(MANIFEST).is_file()).max_by_key(|folder| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let number = name.rsplit('-').next().and_then(|end| u64::from_str(end).ok()).unwrap_or_default();
        (name.trim_end_matches(|ch: char| ch.is_ascii_digit()).to_owned(), number)
    })
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|source| Error::BundleUnreadable { path: path.to_owned(), source })
}

fn bad(path: &Path, what: String) -> Error {
    Error::BadManifest { path: path.to_owned(), what }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    const NORMALIZER: &str = "koko-normalizer-0@blake3:00";

    fn manifest(graph: &[u8], tokenizer: &[u8]) -> String {
        format!(
            r#"
            format = 1
            name = "koko-test-1"
            license = "MIT"
            languages = ["en"]
            normalizer = "{NORMALIZER}"
            labels = ["insult"]
            encoder = {{ max_tokens = 16, overlap_tokens = 4, embedding_size = 2 }}
            calibration.insult = {{ scale = 1.0, shift = 0.0 }}
            thresholds.insult = {{ fpr_05 = 0.1, fpr_01 = 0.5, fpr_001 = 0.9 }}
            tolerance = {{ batch = 0.001, machine = 0.01 }}
            [files]
            "model.onnx" = "{}"
            "tokenizer.json" = "{}"
            "#,
            digest(graph),
            digest(tokenizer)
        )
    }

    /// Writes a bundle, spoils it with `change`, opens it.
    fn open(change: impl Fn(&Path)) -> Result<Bundle> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(GRAPH), b"graph").unwrap();
        std::fs::write(folder.path().join(TOKENIZER), b"tokenizer").unwrap();
        std::fs::write(folder.path().join(MANIFEST), manifest(b"graph", b"tokenizer")).unwrap();
        change(folder.path());
        Bundle::open(folder.path(), NORMALIZER)
    }

    fn edit(from: &'static str, to: &'static str) -> impl Fn(&Path) {
        move |folder| {
            let path = folder.join(MANIFEST);
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.contains(from));
            std::fs::write(path, text.replace(from, to)).unwrap();
        }
    }

    #[test]
    fn a_whole_bundle_opens_and_is_named_after_its_manifest() {
        let bundle = open(|_| {}).unwrap();
        assert_eq!(bundle.graph, b"graph");
        assert_eq!(bundle.id, format!("koko-test-1@{}", digest(manifest(b"graph", b"tokenizer").as_bytes())));
    }

    #[test]
    fn a_flipped_byte_is_found_and_the_file_named() {
        let refused = open(|folder| std::fs::write(folder.join(GRAPH), b"graqh").unwrap()).unwrap_err();
        assert!(matches!(&refused, Error::DigestMismatch { path, .. } if path.ends_with(GRAPH)), "{refused}");
        assert_eq!(refused.kind(), ErrorKind::BadBundle);
    }

    #[test]
    fn what_does_not_fit_is_refused_with_the_reason() {
        for (from, to, reason) in [
            ("format = 1", "format = 2", "reads format 1"),
            ("labels = [\"insult\"]", "labels = [\"rudeness\"]", "`rudeness` is not a label"),
            ("labels = [\"insult\"]", "labels = [\"insult\", \"insult\"]", "twice"),
            ("labels = [\"insult\"]", "labels = [\"insult\", \"spam\"]", "no [calibration.spam]"),
            ("scale = 1.0", "scale = nan", "[calibration.insult]"),
            ("scale = 1.0", "sclae = 1.0", "sclae"),
            ("license", "licence", "licence"),
            ("\"tokenizer.json\"", "\"../tokenizer.json\"", "not the name of a file"),
            ("max_tokens = 16", "max_tokens = 5", "overlap_tokens"),
            ("normalizer-0", "normalizer-9", "koko-normalizer-9"),
            ("\"tokenizer.json\"", "\"other.json\"", "other.json"),
        ] {
            let refused = open(edit(from, to)).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::BadBundle, "{to}");
            assert!(refused.to_string().contains(reason), "{to}: {refused}");
        }
    }

    #[test]
    fn a_map_to_perspective_may_be_there_and_then_has_to_make_sense() {
        let with = |table: &'static str| edit("[files]", table);
        let fine =
            "[parity.INSULT]\nlabel = \"insult\"\nours = [0.0, 1.0]\nperspective = [0.1, 0.9]\n[files]";
        assert_eq!(open(with(fine)).unwrap().manifest.parity["INSULT"].perspective, [0.1, 0.9]);
        assert!(open(|_| {}).unwrap().manifest.parity.is_empty());
        let own = "attributes = [\"FLIRTATION\"]\n[parity.FLIRTATION]\nours = [0.0, 1.0]\nperspective = [0.0, 1.0]\n[files]";
        assert_eq!(open(with(own)).unwrap().outputs(), 2);
        for (table, reason) in [
            (
                "[parity.SPAM]\nlabel = \"spam\"\nours = [0.0, 1.0]\nperspective = [0.0, 1.0]\n[files]",
                "does not have",
            ),
            (
                "[parity.INSULT]\nlabel = \"insult\"\nours = [1.0, 0.0]\nperspective = [0.0, 1.0]\n[files]",
                "must rise",
            ),
            (
                "[parity.INSULT]\nlabel = \"rude\"\nours = [0.0, 1.0]\nperspective = [0.0, 1.0]\n[files]",
                "not a label",
            ),
            ("[parity.INSULT]\nours = [0.0, 1.0]\nperspective = [0.0, 1.0]\n[files]", "needs a label"),
            ("attributes = [\"insult\"]\n[files]", "in capitals"),
            ("attributes = [\"THREAT\", \"THREAT\"]\n[files]", "once"),
        ] {
            let refused = open(with(table)).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::BadBundle);
            assert!(refused.to_string().contains(reason), "{refused}");
        }
    }

    #[test]
    fn a_fast_lane_may_be_there_and_then_needs_its_file_and_bounds_that_make_sense() {
        let with = |table: &'static str| {
            move |folder: &Path| {
                std::fs::write(folder.join(LANE), b"lane").unwrap();
                edit("[files]", table)(folder);
                let path = folder.join(MANIFEST);
                let listed = format!("\"{LANE}\" = \"{}\"\n", digest(b"lane"));
                std::fs::write(&path, std::fs::read_to_string(&path).unwrap() + &listed).unwrap();
            }
        };
        let fine = "[lane]\nbalanced = -5.0\nmax = -3.0\nfound_from = { insult = 0.7 }\n[files]";
        let bundle = open(with(fine)).unwrap();
        assert_eq!(bundle.lane.unwrap(), b"lane");
        assert_eq!(bundle.manifest.lane.unwrap().levels(&bundle.labels), [(bundle.labels[0], 0.7)]);
        assert!(open(|_| {}).unwrap().lane.is_none());
        let refused = open(edit("[files]", fine)).unwrap_err().to_string();
        assert!(refused.contains("does not list lane.safetensors"), "{refused}");
        for (table, reason) in [
            (
                "[lane]\nbalanced = -1.0\nmax = -3.0\nfound_from = { insult = 0.7 }\n[files]",
                "not above `max`",
            ),
            ("[lane]\nbalanced = nan\nmax = -3.0\nfound_from = { insult = 0.7 }\n[files]", "not above `max`"),
            ("[lane]\nbalanced = -5.0\nmax = -3.0\nfound_from = { insult = 1.7 }\n[files]", "from 0 to 1"),
            (
                "[lane]\nbalanced = -5.0\nmax = -3.0\nfound_from = { spam = 0.7 }\n[files]",
                "found_from.insult",
            ),
            ("[lane]\nbalanced = -5.0\nmax = -3.0\nfound_from = {}\n[files]", "every label"),
        ] {
            let refused = open(with(table)).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::BadBundle);
            assert!(refused.to_string().contains(reason), "{refused}");
        }
    }

    #[test]
    fn a_missing_file_or_folder_says_what_a_bundle_is() {
        let refused = open(|folder| std::fs::remove_file(folder.join(TOKENIZER)).unwrap()).unwrap_err();
        assert!(refused.to_string().contains("a bundle is a folder with manifest.toml"), "{refused}");
        assert!(Bundle::open(Path::new("/nowhere/at/all"), NORMALIZER).is_err());
    }

    #[test]
    fn the_newest_bundle_is_the_last_in_natural_order() {
        let models = tempfile::tempdir().unwrap();
        for name in ["koko-en-2", "koko-en-10", "koko-en-9", "notes"] {
            std::fs::create_dir(models.path().join(name)).unwrap();
            if name != "notes" {
                std::fs::write(models.path().join(name).join(MANIFEST), "").unwrap();
            }
        }
        assert!(newest_bundle(models.path()).unwrap().ends_with("koko-en-10"));
    }
}
