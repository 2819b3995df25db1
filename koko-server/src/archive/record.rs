//! What is archived of one decision, report or decision of a moderator.
//!
//! No name of an author, a reporter or a moderator is in it: they are keyed hashes. A text is there only where its tenant wants it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The version of the table. A column may be added under the same one; its readers find nothing in older objects.
pub const SCHEMA: &str = "1";

/// Milliseconds of an hour, by which objects are parted.
pub const HOUR_MS: i64 = 3_600_000;

/// What a record is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody posted something, and it was decided about.
    #[default]
    Content,
    /// Somebody reported something.
    Flag,
    /// A person decided.
    Moderation,
    /// Somebody appeals against a decision, or an appeal was decided.
    Appeal,
}

impl Kind {
    /// As it stands in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Content => "content",
            Kind::Flag => "flag",
            Kind::Moderation => "moderation",
            Kind::Appeal => "appeal",
        }
    }
}

/// One row of the archive. What does not apply is absent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Whose. Not a column: objects of different tenants lie in different folders.
    pub tenant: String,
    /// The same for every copy of a record, and for no other one of its tenant.
    pub id: String,
    /// What it is about.
    pub kind: Kind,
    /// When the service took it, in milliseconds since 1970.
    pub taken_at: i64,
    /// When it happened, as the host says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub happened_at: Option<i64>,
    /// The host's own id of the content.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// The key of whoever wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The key of whoever is addressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Where it was written: the channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub community: Option<String>,
    /// What kind of place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surface: Option<String>,
    /// What it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The text, where the tenant wants it archived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// A keyed hash of the text: the same for the same text of the same tenant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_hash: Option<String>,
    /// A probability per label.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub scores: BTreeMap<String, f32>,
    /// The labels that were found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// What should happen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The rules that held, the strictest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// How the author stood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
    /// How likely the author is to do harm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<f32>,
    /// Which part of the model answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lane: Option<String>,
    /// Whether only samples of the text were read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub truncated: Option<bool>,
    /// What read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// What decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// What prepared the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub normalizer: Option<String>,
    /// Which Koko.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The key of whoever reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reporter: Option<String>,
    /// The decision of a person, or the one that is appealed against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// Which version of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
    /// The key of the person who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moderator: Option<String>,
    /// What was decided, or what became of an appeal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// For what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// How bad it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
}

impl Record {
    /// The hour in which the service took it: hours since 1970.
    pub fn hour(&self) -> i64 {
        self.taken_at.div_euclid(HOUR_MS)
    }
}

/// Somebody is forgotten: whatever the archive has of them from before this moment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Erasure {
    /// Whose author.
    pub tenant: String,
    /// The author's key.
    pub author: String,
    /// Records that were taken before, in milliseconds since 1970.
    pub before: i64,
}

impl Erasure {
    /// Takes out of a record what has to be forgotten; whether anything of it may stay.
    pub fn take_from(&self, record: &mut Record) -> bool {
        if record.tenant != self.tenant || record.taken_at >= self.before {
            return true;
        }
        let is_them = |key: &Option<String>| key.as_deref() == Some(self.author.as_str());
        for key in [&mut record.target, &mut record.reporter, &mut record.moderator] {
            if is_them(key) {
                *key = None;
            }
        }
        !is_them(&record.author)
    }

    /// Whether a record has anything of them.
    pub fn concerns(&self, record: &Record) -> bool {
        let keys = [&record.author, &record.target, &record.reporter, &record.moderator];
        record.tenant == self.tenant
            && record.taken_at < self.before
            && keys.iter().any(|key| key.as_deref() == Some(self.author.as_str()))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A record with everything in it.
    pub(in super::super) fn full(tenant: &str, id: &str, at: i64) -> Record {
        let some = |word: &str| Some(word.to_owned());
        Record {
            tenant: tenant.to_owned(),
            id: id.to_owned(),
            kind: Kind::Moderation,
            taken_at: at,
            happened_at: Some(at - 1_000),
            content: some("c 1"),
            author: some("a1"),
            target: some("a2"),
            community: some("chess"),
            surface: some("comment"),
            parent: some("c 0"),
            text: some("naïve — 你好"),
            text_hash: some("00ff00ff00ff00ff"),
            scores: [("insult".to_owned(), 0.25), ("spam".to_owned(), 0.001_234_5)].into(),
            labels: vec!["insult".to_owned(), "my_own".to_owned()],
            action: some("review"),
            rules: vec!["insult".to_owned()],
            band: some("calm"),
            standing: Some(0.125),
            lane: some("full"),
            truncated: Some(false),
            model: some("koko-en-1@blake3:00"),
            policy: some("koko-default@blake3:11"),
            normalizer: some("koko-normalizer-2@blake3:22"),
            version: some("0.1.0"),
            reporter: some("a3"),
            decision: some("review d1"),
            revision: Some(2),
            moderator: some("a4"),
            outcome: some("fine"),
            family: some("harassment"),
            severity: some("mild"),
        }
    }

    #[test]
    fn whoever_is_forgotten_is_in_no_column_and_what_they_wrote_is_gone() {
        let erasure =
            |author: &str| Erasure { tenant: "t".to_owned(), author: author.to_owned(), before: 10 };
        let stays = |author: &str, at| {
            let mut record = full("t", "1", at);
            let stays = erasure(author).take_from(&mut record);
            assert!(!(stays && erasure(author).concerns(&record)));
            (stays, record)
        };
        assert!(!stays("a1", 9).0);
        assert!(stays("a2", 9).0 && stays("a2", 9).1.target.is_none());
        assert!(stays("a3", 9).1.reporter.is_none() && stays("a4", 9).1.moderator.is_none());
        // What they write afterwards is somebody's again, and other tenants have other people.
        let mut later = full("t", "1", 10);
        assert!(erasure("a1").take_from(&mut later) && later == full("t", "1", 10));
        let mut elsewhere = full("u", "1", 9);
        assert!(erasure("a1").take_from(&mut elsewhere) && elsewhere == full("u", "1", 9));
    }
}
