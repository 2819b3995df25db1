//! Where an attack is played: a small platform with ordinary people on it, and a ledger.

use std::collections::HashMap;

use koko_core::actor::{
    AppealOutcome, Appealed, CrowdSizes, DecisionId, Event, FlagId, Flagged, Grade, Moderated, ModeratorId,
    Outcome, Parameters, Posted, Recorded, Standing,
};
use koko_core::clock::Timestamp;
use koko_core::content::ContentId;
use koko_core::labels::Family;

use super::Effort;
use crate::actors::draws::{Draws, mix};
use crate::actors::trial::{Trial, actor, community, content, scored};
use crate::actors::{DAY, HOUR};

/// When attacks begin. What is there already happened before.
pub(super) const START: i64 = 1_794_000_000;

/// Whether what stands against an attack is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defence {
    /// As it comes.
    On,
    /// Left out, to see what it is good for.
    Off,
}

/// One stage of one attack.
pub struct Scene {
    /// Whether anybody attacks.
    pub is_attacked: bool,
    /// Whether what stands against it is there.
    pub defence: Defence,
    /// How much is done where it makes no difference to the rule.
    pub effort: Effort,
    /// Seeded.
    pub draws: Draws,
    parameters: Parameters,
    sizes: CrowdSizes,
    trial: Option<Trial>,
    posts: u64,
    /// The last post of each.
    latest: HashMap<String, ContentId>,
}

impl Scene {
    /// An empty stage.
    pub fn new(seed: u64, effort: Effort, is_attacked: bool, defence: Defence) -> Scene {
        Scene {
            is_attacked,
            defence,
            effort,
            draws: Draws::new(mix(seed, 5)),
            parameters: Parameters::default(),
            sizes: CrowdSizes::default(),
            trial: None,
            posts: 0,
            latest: HashMap::new(),
        }
    }

    /// What changes in the numbers of the policy if the defence is left out. Before anything happens.
    pub fn without(&mut self, change: impl FnOnce(&mut Parameters, &mut CrowdSizes)) {
        assert!(self.trial.is_none(), "the numbers are chosen before anything happens");
        if self.defence == Defence::Off {
            change(&mut self.parameters, &mut self.sizes);
        }
    }

    /// The ledger, on which 400 ordinary people have been for four days.
    pub fn trial(&mut self) -> &Trial {
        if self.trial.is_none() {
            let trial = Trial::new(self.parameters.clone(), self.sizes, START - 200 * DAY);
            self.trial = Some(trial);
            self.be_ordinary();
        }
        self.trial.as_ref().expect("it was just made")
    }

    fn be_ordinary(&mut self) {
        for number in 0..2_400 {
            let at = START - 4 * DAY + number * 140;
            let author = format!("ordinary{}", self.draws.below(400));
            let is_rude = self.draws.has(0.03);
            let mut post = self.post_of(&author, at);
            post.community = Some(community(&format!("place{}", number % 12)));
            if is_rude {
                post.scores = scored("toxicity", (0.3 + 0.4 * self.draws.unit()) as f32);
            }
            self.send(post);
        }
    }

    /// A harmless post about which nothing else is known.
    pub fn post_of(&mut self, author: &str, at: i64) -> Posted {
        self.posts += 1;
        Posted {
            id: Some(content(format!("post {}", self.posts))),
            community: Some(community("place1")),
            ..Posted::new(actor(author), Timestamp::from_unix_seconds(at))
        }
    }

    /// An insult, or spam, with a score around 0.85.
    pub fn harm_of(&mut self, author: &str, at: i64, label: &str, target: Option<&str>) -> Posted {
        let score = 0.75 + 0.2 * self.draws.unit();
        Posted { scores: scored(label, score as f32), target: target.map(actor), ..self.post_of(author, at) }
    }

    /// Posts it.
    pub fn send(&mut self, posted: Posted) -> Recorded {
        self.latest.extend(posted.id.clone().map(|id| (posted.author.as_str().to_owned(), id)));
        self.trial().post(posted)
    }

    /// So many harmless posts, one an hour from then on.
    pub fn be_nice(&mut self, author: &str, from: i64, count: i64) {
        for number in 0..count {
            let post = self.post_of(author, from + number * HOUR);
            self.send(post);
        }
    }

    /// Twelve insults at several people and four harmless posts, in four days up to the start: a known bad actor.
    pub fn be_bad(&mut self, author: &str) {
        for number in 0..16 {
            let at = START - 4 * DAY + number * 6 * HOUR;
            let target = format!("ordinary{}", self.draws.below(6));
            let post = match number % 4 {
                3 => self.post_of(author, at),
                _ => self.harm_of(author, at, "insult", Some(&target)),
            };
            self.send(post);
        }
    }

    /// Somebody reports the last post of somebody.
    pub fn flag(&mut self, author: &str, reporter: &str, at: i64) {
        self.posts += 1;
        let flagged = Flagged {
            id: FlagId::new(format!("flag {}", self.posts)).expect("short"),
            author: actor(author),
            post: self.latest.get(author).cloned(),
            reporter: actor(reporter),
            at: Timestamp::from_unix_seconds(at),
            family: Some(Family::Harassment),
            community: Some(community("place1")),
        };
        self.trial().record(&Event::Flagged(flagged)).expect("memory is never away");
    }

    /// A moderator bans somebody for something severe; tells the name of the decision.
    pub fn ban(&mut self, author: &str, moderator: &str, at: i64) -> DecisionId {
        self.posts += 1;
        let id = DecisionId::new(format!("decision {}", self.posts)).expect("short");
        let moderated = Moderated {
            id: id.clone(),
            version: 1,
            author: actor(author),
            moderator: ModeratorId::new(moderator).expect("short"),
            at: Timestamp::from_unix_seconds(at),
            outcome: Outcome::Banned,
            family: Family::Harassment,
            severity: Grade::Severe,
            receipt: None,
            post: None,
        };
        self.trial().record(&Event::Moderated(moderated)).expect("memory is never away");
        id
    }

    /// The decision was wrong.
    pub fn overturn(&mut self, id: DecisionId, at: i64) {
        let at = Timestamp::from_unix_seconds(at);
        let appealed = Appealed { id, version: 2, author: None, at, outcome: AppealOutcome::Overturned };
        self.trial().record(&Event::Appealed(appealed)).expect("memory is never away");
    }

    /// How somebody stands at a moment.
    pub fn standing(&mut self, author: &str, at: i64) -> Standing {
        let trial = self.trial();
        trial.pass_until(at);
        trial.standing(author)
    }
}
