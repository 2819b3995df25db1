//! What a policy sees of a content. Kept beside a decision, it can be decided about again: by another policy, without the text.

use std::collections::BTreeMap;

use crate::actor::{Band, Standing, noticeable};
use crate::content::Content;
use crate::labels::{Family, Label};
use crate::scores::Scores;

/// What a policy sees of one content: everything that a condition can look at, except the policy's own thresholds.
///
/// Numbers and words of a fixed vocabulary, and the community; no text, and nobody's name.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Circumstances {
    /// A probability per label.
    pub scores: BTreeMap<String, f32>,
    /// How the author stood.
    pub standing: StandingFacts,
    /// Where it was written, and the like.
    pub content: ContentFacts,
}

/// How an author stood, as conditions see it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingFacts {
    /// In words; `unknown` without an author.
    pub band: Band,
    /// The family where they stand worst; empty without an author.
    pub family: String,
    /// In that family, 0 to 1.
    pub probability: f32,
    /// The probability again, by the name that people look for.
    pub score: f32,
    /// See [`Standing::evidence`].
    pub evidence: f32,
    /// The probability in every family.
    pub families: BTreeMap<Family, f32>,
    /// What speaks against the author: what `standing.has(…)` looks into.
    pub signals: Vec<String>,
}

/// What is known of a content beside its text, as conditions see it.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContentFacts {
    /// Where it was written; empty if nobody said.
    pub community: String,
    /// What kind of place that is; empty if nobody said.
    pub surface: String,
    /// Whether somebody is addressed.
    pub has_target: bool,
    /// How long the text is.
    pub characters: usize,
}

impl Circumstances {
    /// What a policy sees of this content.
    pub fn of(content: &Content, scores: &Scores, standing: Option<&Standing>) -> Circumstances {
        Circumstances {
            scores: scores.iter().map(|(label, score)| (label.as_str().to_owned(), score)).collect(),
            standing: standing.map_or_else(StandingFacts::unknown, StandingFacts::of),
            content: ContentFacts {
                community: content.community.as_ref().map_or("", |community| community.as_str()).to_owned(),
                surface: content.surface.clone().unwrap_or_default(),
                has_target: content.target.is_some(),
                characters: content.text.as_str().chars().count(),
            },
        }
    }

    /// The probability of a label; nothing if it was not scored.
    pub fn score(&self, label: Label) -> Option<f32> {
        self.scores.get(label.as_str()).copied()
    }
}

impl StandingFacts {
    fn of(standing: &Standing) -> StandingFacts {
        StandingFacts {
            band: standing.band,
            family: standing.family.as_str().to_owned(),
            probability: standing.probability,
            score: standing.probability,
            evidence: standing.evidence,
            families: Family::ALL.map(|family| (family, standing.families.of(family))).into(),
            signals: noticeable().filter(|signal| standing.has(signal)).map(str::to_owned).collect(),
        }
    }

    /// Of somebody about whom nothing is known.
    pub(super) fn unknown() -> StandingFacts {
        StandingFacts::all(Band::Unknown, 0.0, Vec::new())
    }

    /// Of somebody against whom everything speaks.
    pub(super) fn worst() -> StandingFacts {
        StandingFacts::all(Band::High, 1.0, noticeable().map(str::to_owned).collect())
    }

    fn all(band: Band, number: f32, signals: Vec<String>) -> StandingFacts {
        StandingFacts {
            band,
            family: String::new(),
            probability: number,
            score: number,
            evidence: number,
            families: Family::ALL.map(|family| (family, number)).into(),
            signals,
        }
    }
}
