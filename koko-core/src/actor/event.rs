//! What authors do and what happens to them, as a host tells it. Nonsense is refused here, once.

use serde::de::{MapAccess, Visitor};

use super::ids::{DecisionId, FlagId, ModeratorId, ObjectId, ThreadId};
use super::receipt::Receipt;
use crate::clock::Timestamp;
use crate::content::{ActorId, CommunityId, ContentId, MAX_ID_BYTES, MAX_TEXT_BYTES};
use crate::error::{Error, Result};
use crate::labels::{Family, Label};
use crate::scores::Scores;

/// How far ahead of our own clock an event may be before its time is taken to be wrong, in seconds.
const CLOCK_SKEW: i64 = 5 * 60;
/// How old an event may be, in seconds.
const OLDEST: i64 = 180 * 24 * 3_600;
/// More domains than these in one post say nothing new.
const MOST_DOMAINS: usize = 64;

/// One thing that an author did or that happened to them.
///
/// ```
/// use koko_core::actor::Event;
///
/// let line = r#"{"event": "posted", "id": "p1", "author": "rook", "at": 1794212520, "scores": {"insult": 0.93}}"#;
/// let event: Event = serde_json::from_str(line)?;
/// assert_eq!(event.at().unix_seconds(), 1794212520);
/// assert!(serde_json::from_str::<Event>(r#"{"event": "posted", "id": "p1", "at": 0}"#).is_err(), "who?");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Somebody posted something.
    Posted(Posted),
    /// Somebody reported somebody.
    Flagged(Flagged),
    /// A moderator decided.
    Moderated(Moderated),
    /// A decision was appealed.
    Appealed(Appealed),
}

/// Somebody posted something. What is absent is unknown, never zero.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Posted {
    /// Names the event: the same one twice counts once. Without it, author, time, community and text name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ContentId>,
    /// Who.
    pub author: ActorId,
    /// When.
    pub at: Timestamp,
    /// What was done.
    #[serde(default)]
    pub kind: Kind,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community: Option<CommunityId>,
    /// In which conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<ThreadId>,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<ContentId>,
    /// The account that is answered or addressed first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<ActorId>,
    /// What is shared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<ObjectId>,
    /// The domains of the links in it; those in `text` are found without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// When the account was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_created_at: Option<Timestamp>,
    /// What was found in the text.
    #[serde(default, skip_serializing_if = "LabelScores::is_empty")]
    pub scores: LabelScores,
    /// What is found once disguises are taken off, where `scores` are those of the text as it was written.
    #[serde(default, skip_serializing_if = "LabelScores::is_empty")]
    pub unmasked: LabelScores,
    /// The text. Only a fingerprint of it and the domains of its links are made of it; it is never kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What somebody did when they posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Began a conversation.
    #[default]
    Post,
    /// Answered.
    Comment,
    /// Changed what they had written.
    Edit,
    /// Wrote to somebody alone.
    Message,
    /// Pressed the platform's own button for passing on.
    Repost,
    /// Passed something on with words of their own.
    Quote,
    /// Shared something from elsewhere.
    Share,
}

/// Somebody reported somebody.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flagged {
    /// Names the report: the same one twice counts once.
    pub id: FlagId,
    /// Who is reported.
    pub author: ActorId,
    /// For which post. With it, a moderator's decision about the post tells how far the reporter can be relied on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<ContentId>,
    /// Who reports.
    pub reporter: ActorId,
    /// When.
    pub at: Timestamp,
    /// For what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<Family>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community: Option<CommunityId>,
}

/// A moderator decided about an author.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moderated {
    /// Names the decision.
    pub id: DecisionId,
    /// Which version of it; a lower one than was seen changes nothing.
    #[serde(default = "first_version")]
    pub version: u64,
    /// About whom.
    pub author: ActorId,
    /// By whom.
    pub moderator: ModeratorId,
    /// When.
    pub at: Timestamp,
    /// What was decided.
    pub outcome: Outcome,
    /// For what.
    pub family: Family,
    /// How bad it was.
    #[serde(default)]
    pub severity: Grade,
    /// The receipt of the post, so that its blame can be taken back exactly if it was fine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
    /// The id of the post. Finds its reporters, and its receipt where the policy keeps receipts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<ContentId>,
}

/// What a moderator decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing was wrong: what the post left in the record is taken back, and so is what reports of it added.
    Fine,
    /// The author was warned.
    Warned,
    /// The post was removed.
    Removed,
    /// The author was suspended.
    Suspended,
    /// The author was banned.
    Banned,
}

/// How bad it was, in a moderator's eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Counts half.
    Mild,
    /// Counts once.
    #[default]
    Normal,
    /// Counts twice.
    Severe,
}

/// A decision was appealed.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appealed {
    /// Which decision.
    pub id: DecisionId,
    /// Its new version.
    pub version: u64,
    /// Whose; only to name them in the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<ActorId>,
    /// When.
    pub at: Timestamp,
    /// What became of it.
    pub outcome: AppealOutcome,
}

/// What became of an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppealOutcome {
    /// Nothing yet.
    Pending,
    /// The decision stands.
    Confirmed,
    /// The decision was wrong: it is taken back, and counts for the author.
    Overturned,
}

/// A probability per label.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LabelScores(Vec<(Label, f32)>);

fn first_version() -> u64 {
    1
}

impl Event {
    /// When it happened, as the host says.
    pub fn at(&self) -> Timestamp {
        match self {
            Event::Posted(posted) => posted.at,
            Event::Flagged(flagged) => flagged.at,
            Event::Moderated(moderated) => moderated.at,
            Event::Appealed(appealed) => appealed.at,
        }
    }

    /// Refuses what makes no sense whenever it happened.
    pub(super) fn check(&self) -> Result<()> {
        match self {
            Event::Posted(posted) => posted.check(),
            Event::Flagged(flagged) if flagged.author == flagged.reporter => {
                Err(bad("`reporter` is `author`: nobody reports themselves"))
            }
            Event::Moderated(Moderated { version: 0, .. }) | Event::Appealed(Appealed { version: 0, .. }) => {
                Err(bad("`version` must be at least 1, and grow with each change of the decision"))
            }
            Event::Flagged(_) | Event::Moderated(_) | Event::Appealed(_) => Ok(()),
        }
    }
}

impl Posted {
    /// A post of which nothing is known but who and when.
    pub fn new(author: ActorId, at: Timestamp) -> Posted {
        Posted {
            id: None,
            author,
            at,
            kind: Kind::Post,
            community: None,
            thread: None,
            parent: None,
            target: None,
            object: None,
            domains: Vec::new(),
            account_created_at: None,
            scores: LabelScores::default(),
            unmasked: LabelScores::default(),
            text: None,
        }
    }

    fn check(&self) -> Result<()> {
        self.scores.check("scores")?;
        self.unmasked.check("unmasked")?;
        if let Some(text) = &self.text {
            crate::content::check_text(text)?;
        }
        if self.domains.len() > MOST_DOMAINS {
            return Err(bad(format!(
                "`domains` has {} entries, more than the {MOST_DOMAINS} that are read: leave the others out",
                self.domains.len()
            )));
        }
        let is_domain = |domain: &&String| domain.is_empty() || domain.len() > 2 * MAX_ID_BYTES;
        match self.domains.iter().find(is_domain) {
            Some(domain) => Err(bad(format!(
                "`domains` must be names of 1 to {} bytes, one has {}: give `example.org`, not the whole link",
                2 * MAX_ID_BYTES,
                domain.len()
            ))),
            None => Ok(()),
        }
    }
}

const _: () = assert!(2 * MAX_ID_BYTES < MAX_TEXT_BYTES);

impl LabelScores {
    /// Probabilities by label; of a label that is given twice the last counts.
    pub fn new(scores: impl IntoIterator<Item = (Label, f32)>) -> LabelScores {
        let mut unique: Vec<(Label, f32)> = Vec::new();
        for (label, probability) in scores {
            match unique.iter_mut().find(|(other, _)| *other == label) {
                Some(slot) => slot.1 = probability,
                None => unique.push((label, probability)),
            }
        }
        LabelScores(unique)
    }

    /// Every label with its probability.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Label, f32)> + '_ {
        self.0.iter().copied()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn check(&self, field: &str) -> Result<()> {
        match self.iter().find(|(_, probability)| !(0.0..=1.0).contains(probability)) {
            Some((label, probability)) => {
                Err(bad(format!("`{field}.{label}` must be a number from 0 to 1, this one is {probability}")))
            }
            None => Ok(()),
        }
    }
}

impl From<&Scores> for LabelScores {
    fn from(scores: &Scores) -> Self {
        // Labels of one's own count against nobody, and mean nothing to another moderator.
        LabelScores(scores.iter().filter(|(label, _)| !label.is_taught()).collect())
    }
}

impl serde::Serialize for LabelScores {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> serde::Deserialize<'de> for LabelScores {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Labels;

        impl<'de> Visitor<'de> for Labels {
            type Value = LabelScores;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a probability per label, such as {\"insult\": 0.9}")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<LabelScores, A::Error> {
                let mut scores = Vec::with_capacity(map.size_hint().unwrap_or(8).min(64));
                while let Some((name, probability)) = map.next_entry::<String, f32>()? {
                    scores.push((Label::parse(&name).map_err(serde::de::Error::custom)?, probability));
                }
                Ok(LabelScores::new(scores))
            }
        }

        deserializer.deserialize_map(Labels)
    }
}

/// The time at which an event counts, given when it was received. Depends on nothing else.
pub(super) fn time_of(at: Timestamp, received: Timestamp) -> Result<Timestamp> {
    let ahead = at.seconds_since(received);
    if ahead > CLOCK_SKEW {
        return Ok(received);
    }
    if ahead < -OLDEST {
        return Err(bad(format!(
            "`at` is {}, more than {} days ago: it would count for nothing; `at` is in seconds since 1970, not milliseconds or days",
            at.unix_seconds(),
            OLDEST / 86_400
        )));
    }
    Ok(at)
}

/// Whether `time_of` would refuse it for its age alone.
pub(crate) fn is_too_old(at: Timestamp, received: Timestamp) -> bool {
    at.seconds_since(received) < -OLDEST
}

pub(super) fn bad(what: impl Into<String>) -> Error {
    Error::BadInput { what: what.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> std::result::Result<Event, String> {
        serde_json::from_str::<Event>(json).map_err(|error| error.to_string())
    }

    #[test]
    fn each_event_has_a_form_in_json_that_comes_back() {
        for json in [
            r#"{"event":"posted","id":"p1","author":"rook","at":1794212520,"kind":"comment","community":"arena","target":"mara","scores":{"insult":0.5}}"#,
            r#"{"event":"flagged","id":"f1","author":"rook","post":"p1","reporter":"mara","at":1794212530,"family":"hate"}"#,
            r#"{"event":"moderated","id":"d1","version":1,"author":"rook","moderator":"mod","at":1794212540,"outcome":"removed","family":"harassment","severity":"normal","post":"p1"}"#,
            r#"{"event":"appealed","id":"d1","version":2,"at":1794212550,"outcome":"overturned"}"#,
        ] {
            let event = read(json).unwrap();
            assert!(event.check().is_ok());
            assert_eq!(serde_json::to_string(&event).unwrap(), json);
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_its_field() {
        let long = "a".repeat(1 << 20);
        for (json, what) in [
            (r#"{"event":"posted","id":"p1","at":1}"#.to_owned(), "missing field `author`"),
            (r#"{"event":"posted","id":"p1","author":"","at":1}"#.to_owned(), "`author` must have 1 to 128 bytes"),
            (format!(r#"{{"event":"posted","id":"p1","author":"{long}","at":1}}"#), "this one has 1048576"),
            (format!(r#"{{"event":"posted","id":"{long}","author":"a","at":1}}"#), "`id` must have 1 to 128 bytes"),
            (r#"{"event":"posted","author":"a","at":1,"autor":"b"}"#.to_owned(), "unknown field `autor`"),
            (r#"{"event":"posted","author":"a","at":1,"scores":{"rude":1}}"#.to_owned(), "`rude` is not a label"),
            (r#"{"event":"posted","author":"a","at":"now"}"#.to_owned(), "invalid type"),
            (r#"{"event":"left","author":"a","at":1}"#.to_owned(), "unknown variant `left`"),
            (r#"{"event":"moderated","id":"d","author":"a","moderator":"m","at":1,"outcome":"shot","family":"hate"}"#.to_owned(), "unknown variant `shot`"),
        ] {
            let refused = read(&json).unwrap_err();
            assert!(refused.contains(what), "{refused}");
        }
    }

    #[test]
    fn scores_that_are_no_probabilities_are_refused() {
        let insult = Label::parse("insult").unwrap();
        let author = ActorId::new("a").unwrap();
        for number in [f32::NAN, f32::INFINITY, -0.1, 1.1] {
            let scores = LabelScores::new([(insult, number)]);
            let at = Timestamp::from_unix_seconds(1);
            let posted = Posted { scores, ..Posted::new(author.clone(), at) };
            let refused = Event::Posted(posted).check().unwrap_err().to_string();
            assert!(refused.contains("`scores.insult` must be a number from 0 to 1"), "{refused}");
        }
    }

    #[test]
    fn nobody_reports_themselves_and_versions_begin_at_one() {
        let flag = r#"{"event":"flagged","id":"f","author":"a","reporter":"a","at":1}"#;
        assert!(read(flag).unwrap().check().is_err());
        let appeal = r#"{"event":"appealed","id":"d","version":0,"at":1,"outcome":"pending"}"#;
        assert!(read(appeal).unwrap().check().is_err());
    }

    #[test]
    fn the_future_becomes_now_and_the_distant_past_is_refused() {
        let at = Timestamp::from_unix_seconds;
        let now = at(1_800_000_000);
        assert_eq!(time_of(at(1_800_000_300), now).unwrap(), at(1_800_000_300));
        assert_eq!(time_of(at(1_800_000_301), now).unwrap(), now);
        assert_eq!(time_of(at(i64::MAX), now).unwrap(), now);
        let half_a_year_ago = at(1_800_000_000 - OLDEST);
        assert_eq!(time_of(half_a_year_ago, now).unwrap(), half_a_year_ago);
        for old in [0, 1_800_000_000 - OLDEST - 1, i64::MIN] {
            let refused = time_of(at(old), now).unwrap_err().to_string();
            assert!(refused.contains("more than 180 days ago"), "{refused}");
        }
    }
}
