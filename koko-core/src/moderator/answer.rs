//! What the door gives back. Every face shows these shapes, with these names.

use std::fmt;
use std::path::PathBuf;

use super::cascade::Said;
use crate::actor::{Receipt, Standing};
use crate::batching::{Batching, Tuning};
use crate::engine::{Device, Running};
use crate::labels::Label;
use crate::lane::{Cascade, Lane};
use crate::policy::Decision;
use crate::scores::{AttributeScores, Scorer, Scores};
use crate::text::Positions;

/// What is in a text.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Scored {
    /// A calibrated probability per label.
    pub scores: Scores,
    /// What the model says about Perspective's attributes, before the map to its scale; empty from the fast lane.
    #[serde(skip)]
    pub attributes: AttributeScores,
    /// Whether the text was so long that only samples of it were read.
    pub truncated: bool,
    /// Which model answered.
    pub lane: Lane,
}

impl Scored {
    pub(super) fn of(scorer: &Scorer, said: &Said, truncated: bool) -> Scored {
        let attributes = match said.lane {
            Lane::Full => scorer.score_attributes(&said.logits),
            Lane::Fast => AttributeScores::default(),
        };
        Scored { scores: scorer.score(&said.logits), attributes, truncated, lane: said.lane }
    }
}

/// What is in a content, how its author stands, and what should happen.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Moderation {
    /// A calibrated probability per label.
    pub scores: Scores,
    /// What should happen, and why.
    pub decision: Decision,
    /// The words behind each label that was found.
    pub spans: Vec<Span>,
    /// How the author stands after this content; nothing if no author was given.
    pub standing: Option<Standing>,
    /// Keep it beside the content, and hand it back with a moderator's decision about it, so that its blame can be taken back
    /// exactly; nothing if the content was not recorded. Not among what is written out.
    #[serde(skip)]
    pub receipt: Option<Receipt>,
    /// Whether the text was so long that only samples of it were read.
    pub truncated: bool,
    /// Which model answered.
    pub lane: Lane,
}

/// A place in the text as the caller gave it, without which a label would not have been found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Span {
    /// Which label.
    pub label: Label,
    /// Where.
    #[serde(flatten)]
    pub place: Positions,
}

/// Which words drove the scores of a text.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Explanation {
    /// A calibrated probability per label.
    pub scores: Scores,
    /// Whether the text was so long that only samples of it were read.
    pub truncated: bool,
    /// The words, in the order of the text.
    pub words: Vec<Word>,
}

/// A word and what it does to the scores.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Word {
    /// As it was written.
    pub word: String,
    /// Where.
    pub place: Positions,
    /// What the word does to each probability: the mean of what it takes away from the whole text and of what it brings
    /// to the empty one. Negative if it makes the text milder.
    pub weights: Weights,
}

/// A number per label.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights(pub Vec<(Label, f32)>);

impl serde::Serialize for Weights {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// A word piece and its place in the text as the caller gave it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Token {
    /// As the vocabulary has it; `##` in front continues a word.
    pub piece: String,
    /// Where.
    pub place: Positions,
}

/// What runs, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The device that runs, never `auto`.
    pub device: Device,
    /// Sessions that run at the same time. One more is kept for calls that cannot wait for the end of a batch.
    pub threads: usize,
    /// How large batches become.
    pub batching: Batching,
    /// What was measured about that, if somebody asked for it.
    pub tuning: Option<Tuning>,
    /// What runs the model.
    pub engine: Running,
    /// The library of ONNX Runtime; nothing where it does not run.
    pub runtime: Option<PathBuf>,
    /// The folder of the bundle; nothing with engines of the caller's own.
    pub bundle: Option<PathBuf>,
    /// Its id.
    pub model: String,
    /// Which texts the fast lane may clear.
    pub cascade: Cascade,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.model.split('@').next().unwrap_or(&self.model);
        write!(f, "{name} on {}, {} thread", self.device, self.threads)?;
        if self.threads != 1 {
            f.write_str("s")?;
        }
        write!(f, ", {}", self.engine)?;
        write!(f, ", batches of {} tokens", self.batching.max_tokens)?;
        if let Some(tuning) = &self.tuning {
            write!(f, " ({tuning})")?;
        }
        if self.cascade != Cascade::Off {
            write!(f, ", cascade {}", self.cascade)?;
        }
        match &self.runtime {
            Some(runtime) => write!(f, ", {}", runtime.display()),
            None => Ok(()),
        }
    }
}
