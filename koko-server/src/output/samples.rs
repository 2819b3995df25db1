//! Answers made by hand, for tests of the writers.

use std::sync::Arc;

use koko_core::actor::{Band, Finding, History, Parameters, Rules, Signal, Standing};
use koko_core::batching::RowLogits;
use koko_core::bundle::Calibration;
use koko_core::clock::Timestamp;
use koko_core::content::ActorId;
use koko_core::labels::{Family, Label};
use koko_core::moderator::{Lane, Moderation, Scored, Span};
use koko_core::policy::{Action, Decision, Ids, Reason};
use koko_core::scores::{AttributeScores, Scorer, Scores};
use koko_core::text::{OriginalSpan, Positions};

use crate::input::fields::{Fields, Values, Wanted};
use crate::input::jsonl::JsonLines;
use crate::input::{self, Echo, Place, Read};

/// One line of JSON, read as `koko moderate --echo` reads it.
pub fn read(line: &str) -> Read {
    let found = JsonLines::new("test".to_owned(), line.as_bytes(), Echo::Whole).next().unwrap().unwrap();
    input::read(found, &Fields::usual(Wanted::Content), Values::Json, |number| Place::line("test", number))
}

/// Three labels, of which those named have 0.5 and the others 0.
pub fn scored(found: &[&str]) -> Scored {
    let attributes = AttributeScores::default();
    Scored { scores: scores(found), attributes, truncated: false, lane: Lane::Full }
}

fn scores(found: &[&str]) -> Scores {
    let labels = ["toxicity", "insult", "spam"];
    let same = Calibration { scale: 1.0, shift: 0.0 };
    let scorer =
        Scorer::new(labels.iter().map(|label| Label::parse(label).unwrap()).collect(), vec![same; 3]);
    let values = labels.map(|label| if found.contains(&label) { 0.0 } else { f32::MIN });
    scorer.score(&[RowLogits { values: values.to_vec(), embedding: Vec::new() }])
}

/// An insult to be reviewed, found where `part` stands in `text`.
pub fn moderation(text: &str, part: &str, standing: Option<Standing>) -> Moderation {
    let insult = Label::parse("insult").unwrap();
    let start = text.find(part).unwrap();
    let place = Positions::of(text, OriginalSpan { start, end: start + part.len() });
    let reason = Reason {
        rule: "insult".to_owned(),
        action: Action::Review,
        because: "Insults somebody".to_owned(),
        labels: vec![insult],
    };
    let ids = Ids {
        model: "koko-test-1@blake3:00".to_owned(),
        policy: "test@blake3:00".to_owned(),
        normalizer: "koko-normalizer-0@blake3:00".to_owned(),
        taught: Vec::new(),
        version: "0.0.0".to_owned(),
    };
    Moderation {
        receipt: None,
        scores: scores(&["insult"]),
        decision: Decision { action: Action::Review, reasons: vec![reason], ids: Arc::new(ids) },
        spans: vec![Span { label: insult, place }],
        standing,
        truncated: false,
        lane: Lane::Full,
    }
}

/// A standing with one finding of this weight.
pub fn standing(author: &str, band: Band, contribution_mn: i32) -> Standing {
    let finding = Finding {
        signal: Signal::HarmfulShare,
        family: Family::Harassment,
        contribution_mn,
        inputs: [2.0, 5.0, 0.017, 30.0],
    };
    let author = ActorId::new(author).unwrap();
    let now = Timestamp::from_unix_seconds(1_794_212_520);
    let mut standing =
        Standing::of(&author, &History::EMPTY, now, &Rules::new(Parameters::default(), "test"));
    standing.family = Family::Harassment;
    (standing.probability, standing.low, standing.high) = (0.13, 0.05, 0.40);
    (standing.band, standing.evidence) = (band, 5.0);
    (standing.base_mn, standing.total_mn) = (-4_185, -4_185 + contribution_mn);
    standing.findings = vec![finding];
    standing
}
