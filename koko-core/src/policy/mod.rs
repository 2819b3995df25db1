//! Rules as data: from scores and a standing to a decision.

mod circumstances;
mod clearing;
mod condition;
mod file;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::actor::Parameters;
use crate::bundle::Thresholds;
use crate::content::Content;
use crate::error::{Error, Result};
use crate::labels::Label;
use crate::scores::{Scores, TaughtLabel};

pub use circumstances::{Circumstances, ContentFacts, StandingFacts};
use condition::{Condition, Place, Situation};

/// What should happen, from mild to strict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Nothing.
    Allow,
    /// Show where help is to be had. Never a punishment.
    Support,
    /// Publish, and let a reviewer look.
    Review,
    /// Publish only after a reviewer has looked.
    Hold,
    /// Do not publish.
    Remove,
}

impl Action {
    /// Every action, from mild to strict.
    pub const ALL: [Action; 5] =
        [Action::Allow, Action::Support, Action::Review, Action::Hold, Action::Remove];

    /// The name in files and answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Action::Allow => "allow",
            Action::Support => "support",
            Action::Review => "review",
            Action::Hold => "hold",
            Action::Remove => "remove",
        }
    }
}

/// What made a decision. The same input, ids and state give the same decision on every face.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Ids {
    /// `koko-<name>@blake3:<64 hex>`.
    pub model: String,
    /// `<name>@blake3:<64 hex>` of each taught label.
    pub taught: Vec<String>,
    /// `<name>@blake3:<64 hex>`.
    pub policy: String,
    /// `koko-normalizer-<n>@blake3:<64 hex>`.
    pub normalizer: String,
    /// Version of this engine.
    pub version: String,
}

/// A rule that held.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Reason {
    /// Id of the rule.
    pub rule: String,
    /// What the rule asks for.
    pub action: Action,
    /// Why, in the words of the policy.
    pub because: String,
    /// The labels the rule looks at that were found.
    pub labels: Vec<Label>,
}

/// What should happen with a content, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Decision {
    /// The strictest action among the reasons; allow without any.
    pub action: Action,
    /// The rules that held, the strictest first.
    pub reasons: Vec<Reason>,
    /// What made the decision.
    pub ids: Arc<Ids>,
}

/// Rules and thresholds, read from a file and checked as a whole.
#[derive(Debug)]
pub struct Policy {
    id: String,
    actors: Parameters,
    thresholds: BTreeMap<Label, Threshold>,
    communities: BTreeMap<String, BTreeMap<Label, Threshold>>,
    rules: Vec<Rule>,
    /// The labels beyond the taxonomy that it may speak of.
    taught: Vec<Label>,
}

#[derive(Debug)]
struct Rule {
    id: String,
    condition: Condition,
    action: Action,
    because: String,
}

/// From which score on a label counts as found.
#[derive(Debug, Clone)]
enum Threshold {
    Score(f32),
    /// The bundle's threshold for this share of harmless texts above it, and where the policy asks for it.
    AtFpr(FalsePositives, Place),
}

/// The shares of false positives for which a bundle states thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FalsePositives {
    FivePercent,
    OnePercent,
    OnePerMille,
}

/// A policy with the thresholds that it has together with one bundle.
#[derive(Debug)]
pub struct FittedPolicy {
    policy: Policy,
    thresholds: Levels,
    communities: BTreeMap<String, Levels>,
}

/// A score per label from which on it counts as found, in the order of the bundle; then the taught labels.
type Levels = Vec<(Label, f32)>;

impl Policy {
    /// The text of the policy that Koko comes with, to be copied and changed.
    pub const BUILTIN: &str = include_str!("builtin.toml");

    /// The policy that Koko comes with.
    pub fn builtin() -> Policy {
        Policy::parse("the built-in policy", Policy::BUILTIN)
            .expect("the built-in policy is checked by a test")
    }

    /// Reads a policy file.
    pub fn open(path: &Path) -> Result<Policy> {
        Policy::open_with(path, &[])
    }

    /// Reads a policy file that may speak of these taught labels as of any other.
    pub fn open_with(path: &Path, taught: &[Label]) -> Result<Policy> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| Error::PolicyUnreadable { path: path.to_owned(), source })?;
        Policy::parse_with(&path.display().to_string(), &text, taught)
    }

    /// Reads a policy from its text; `source` names it in errors. A mistake is told with its line and field.
    pub fn parse(source: &str, text: &str) -> Result<Policy> {
        Policy::parse_with(source, text, &[])
    }

    /// Reads a policy that may speak of these taught labels as of any other.
    ///
    /// The moderator must be given the same labels, or it refuses the policy.
    pub fn parse_with(source: &str, text: &str, taught: &[Label]) -> Result<Policy> {
        file::parse(source, text, taught)
    }

    /// `<name>@blake3:<64 hex>` of the file's text.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The numbers behind the standings.
    pub fn actors(&self) -> &Parameters {
        &self.actors
    }

    /// Settles every threshold for a bundle with these labels, and for what was taught to it.
    pub fn fit(
        self,
        labels: &[Label],
        bundle: &BTreeMap<String, Thresholds>,
        taught: &[TaughtLabel],
    ) -> Result<FittedPolicy> {
        let missing = |label: &&Label| !taught.iter().any(|taught| taught.label() == **label);
        if let Some(label) = self.taught.iter().find(missing) {
            return Err(Error::BadInput {
                what: format!(
                    "the policy was read with the taught label `{label}`: give it to the moderator, too"
                ),
            });
        }
        let levels = |own: Option<&BTreeMap<Label, Threshold>>| -> Result<Levels> {
            let of =
                |label: &Label| own.and_then(|own| own.get(label)).or_else(|| self.thresholds.get(label));
            let of_bundle = labels.iter().map(|label| {
                let (share, own) = match of(label) {
                    Some(Threshold::Score(score)) => return (*label, *score),
                    Some(Threshold::AtFpr(share, _)) => (*share, bundle.get(label.as_str())),
                    None => (FalsePositives::OnePercent, bundle.get(label.as_str())),
                };
                (*label, own.map_or(1.0, |thresholds| share.of(thresholds)))
            });
            let of_taught = taught.iter().map(|taught| {
                let level = match of(&taught.label()) {
                    Some(Threshold::Score(score)) => *score,
                    Some(Threshold::AtFpr(share, place)) => share.of_taught(taught, place)?,
                    None => taught.threshold(),
                };
                Ok((taught.label(), level))
            });
            of_bundle.map(Ok).chain(of_taught).collect()
        };
        let communities = self.communities.iter().map(|(name, own)| Ok((name.clone(), levels(Some(own))?)));
        let (thresholds, communities) = (levels(None)?, communities.collect::<Result<_>>()?);
        Ok(FittedPolicy { thresholds, communities, policy: self })
    }
}

impl FittedPolicy {
    /// Each label of the bundle with the score from which on it counts as found where this was written.
    pub fn thresholds_for(&self, content: &Content) -> &[(Label, f32)] {
        self.thresholds_in(content.community.as_ref().map_or("", |community| community.as_str()))
    }

    fn thresholds_in(&self, community: &str) -> &[(Label, f32)] {
        self.communities.get(community).unwrap_or(&self.thresholds)
    }

    /// The labels that are found, each with the score from which on it counts as found.
    pub fn found(&self, content: &Content, scores: &Scores) -> Vec<(Label, f32)> {
        let reached =
            |(label, level): &&(Label, f32)| scores.get(*label).is_some_and(|score| score >= *level);
        self.thresholds_for(content).iter().filter(reached).copied().collect()
    }

    /// Applies every rule.
    pub fn decide(&self, seen: &Circumstances, ids: Arc<Ids>) -> Result<Decision> {
        let thresholds = self.thresholds_in(&seen.content.community);
        let reached =
            |(label, level): &&(Label, f32)| seen.score(*label).is_some_and(|score| score >= *level);
        let found: Vec<Label> = thresholds.iter().filter(reached).map(|(label, _)| *label).collect();
        let situation = Situation::new(seen, &found, thresholds);
        let mut reasons = Vec::new();
        for rule in &self.policy.rules {
            if rule.condition.holds(&situation)? {
                let labels = found.iter().copied().filter(|label| rule.condition.looks_at(*label)).collect();
                let (rule, action, because) = (rule.id.clone(), rule.action, rule.because.clone());
                reasons.push(Reason { rule, action, because, labels });
            }
        }
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.action));
        let action = reasons.first().map_or(Action::Allow, |reason| reason.action);
        Ok(Decision { action, reasons, ids })
    }
}

impl FalsePositives {
    fn of(self, thresholds: &Thresholds) -> f32 {
        match self {
            FalsePositives::FivePercent => thresholds.fpr_05,
            FalsePositives::OnePercent => thresholds.fpr_01,
            FalsePositives::OnePerMille => thresholds.fpr_001,
        }
    }

    fn of_taught(self, taught: &TaughtLabel, place: &Place) -> Result<f32> {
        let quality = taught.quality();
        let measured = match self {
            FalsePositives::FivePercent => quality.fpr_05,
            FalsePositives::OnePercent => quality.fpr_01,
            FalsePositives::OnePerMille => quality.fpr_001,
        };
        measured.ok_or_else(|| {
            let negatives = quality.negatives;
            place.mistake(format!(
                "cannot be measured: it was taught with {negatives} negative examples; give a number, or teach it with more"
            ))
        })
    }
}
