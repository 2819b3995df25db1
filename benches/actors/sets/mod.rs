//! Recorded streams, each replayed by its own protocol: the score of an author at event n uses events up to n, no later one.

mod activity;
mod forum;
mod ira;
mod ratings;
mod reshares;
mod spam;
mod wiki;
mod words;

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use koko_core::actor::{CrowdSizes, Kind, LabelScores, ObjectId, Parameters, Posted, ThreadId};
use koko_core::clock::Timestamp;

use super::data::{Row, Set};
use super::scoring::{ScoresOf, Scoring};
use super::statistics::{self, Figure, Judged};
use super::trial::{Trial, actor, community, content};

/// When streams without times begin.
const START: i64 = 1_700_000_000;

/// What every protocol needs.
pub struct Evaluation {
    /// The folder of the streams.
    pub data: PathBuf,
    /// Where scores are kept.
    pub work: PathBuf,
    /// How often authors are drawn again.
    pub resamples: usize,
    /// Scores texts.
    pub scoring: Scoring,
}

/// Replays a stream and says what came of it, in Markdown.
pub type Protocol = fn(&mut Evaluation) -> Result<String, Box<dyn Error>>;

/// Every stream by its name.
pub const SETS: [(&str, Protocol); 8] = [
    ("wiki_users", wiki::evaluate),
    ("forum_hate", forum::evaluate),
    ("otc_ratings", ratings::evaluate),
    ("youtube_spam", spam::evaluate),
    ("coordinated_reshares", reshares::evaluate),
    ("ira_tweets", ira::tweets),
    ("ira_reddit", ira::reddit),
    ("background_activity", activity::evaluate),
];

impl Evaluation {
    fn open(&self, name: &str) -> Result<Set, Box<dyn Error>> {
        Set::open(&self.data, name)
    }

    fn scores(&mut self, set: &Set) -> Result<ScoresOf, Box<dyn Error>> {
        self.scoring.of(set, Path::new(&self.work))
    }

    fn auc(&self, judged: &[Judged]) -> Figure {
        statistics::auc(judged, self.resamples)
    }
}

/// The place of each author in this list.
fn numbers_of<'a>(authors: &[(&'a str, Vec<usize>)]) -> HashMap<&'a str, usize> {
    authors.iter().enumerate().map(|(number, (name, _))| (*name, number)).collect()
}

/// A ledger as it comes, beginning then.
fn trial(start: i64) -> Trial {
    Trial::new(Parameters::default(), CrowdSizes::default(), start)
}

/// An event of a stream as a post at this time. Its text is not given along.
fn posted(row: &Row, at: i64, scores: Option<&LabelScores>) -> Posted {
    let id = row.id.clone().unwrap_or_else(|| format!("row {}", row.seq));
    Posted {
        id: Some(content(id)),
        kind: match row.kind.as_str() {
            "repost" => Kind::Repost,
            "quote" => Kind::Quote,
            "comment" => Kind::Comment,
            "edit" => Kind::Edit,
            "share" => Kind::Share,
            _ => Kind::Post,
        },
        community: row.community.as_deref().map(community),
        thread: row.thread.clone().and_then(|thread| ThreadId::new(thread).ok()),
        parent: row.parent.clone().map(content),
        target: row.target.as_deref().map(actor),
        object: row.object.clone().and_then(|object| ObjectId::new(object).ok()),
        scores: scores.cloned().unwrap_or_default(),
        ..Posted::new(actor(&row.author), Timestamp::from_unix_seconds(at))
    }
}

/// The largest probability of any label that counts.
fn largest(scores: Option<&LabelScores>) -> f64 {
    let counting = scores.into_iter().flat_map(LabelScores::iter);
    counting
        .filter(|(label, _)| label.family().is_some())
        .map(|(_, score)| f64::from(score))
        .fold(0.0, f64::max)
}

fn share(part: usize, whole: usize) -> String {
    let percent = 100.0 * part as f64 / whole.max(1) as f64;
    format!("{percent:.*} % ({part} of {whole})", if percent < 2.0 { 2 } else { 1 })
}
