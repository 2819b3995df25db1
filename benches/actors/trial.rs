//! A ledger in memory whose clock follows the events: each is received when it happens.

use std::sync::Arc;
use std::time::Duration;

use koko_core::actor::{
    ActorLedger, CrowdSizes, Event, LabelScores, LedgerOptions, Parameters, Posted, Recorded, Signal,
    Standing,
};
use koko_core::clock::{Clock, HandClock, Timestamp};
use koko_core::content::{ActorId, CommunityId, ContentId};
use koko_core::labels::{Family, Label};
use koko_core::store::MemoryStore;

/// One run of one stream.
pub struct Trial {
    /// The door.
    pub ledger: ActorLedger,
    clock: Arc<HandClock>,
}

impl Trial {
    /// A new ledger with these numbers.
    pub fn new(parameters: Parameters, crowd: CrowdSizes, start: i64) -> Trial {
        let clock = Arc::new(HandClock::at(Timestamp::from_unix_seconds(start)));
        let store = Arc::new(MemoryStore::new(clock.clone()));
        let options = LedgerOptions { parameters, crowd, clock: clock.clone(), ..LedgerOptions::default() };
        Trial { ledger: ActorLedger::new(store, options), clock }
    }

    /// Seconds since 1970.
    pub fn now(&self) -> i64 {
        self.clock.now().unix_seconds()
    }

    /// Lets time pass until then; never back.
    pub fn pass_until(&self, at: i64) {
        let ahead = at.saturating_sub(self.now());
        self.clock.advance(Duration::from_secs(u64::try_from(ahead).unwrap_or(0)));
    }

    /// Records an event at its own time.
    pub fn record(&self, event: &Event) -> koko_core::error::Result<Recorded> {
        self.pass_until(event.at().unix_seconds());
        self.ledger.record(event)
    }

    /// Records a post, which must be a possible one.
    pub fn post(&self, posted: Posted) -> Recorded {
        self.record(&Event::Posted(posted)).expect("a made-up post is a possible one")
    }

    /// How somebody stands now; who did nothing stands like an unknown author.
    pub fn standing(&self, author: &str) -> Standing {
        let author = actor(author);
        let standing = self.ledger.standing(&author).expect("memory is never away");
        standing.unwrap_or_else(|| self.ledger.remembered(&author, self.clock.now()))
    }
}

/// An author's id.
pub fn actor(name: &str) -> ActorId {
    ActorId::new(name).expect("names of streams are short")
}

/// A post's id.
pub fn content(name: impl Into<String>) -> ContentId {
    ContentId::new(name).expect("names of streams are short")
}

/// A community's id.
pub fn community(name: &str) -> CommunityId {
    CommunityId::new(name).expect("names of streams are short")
}

/// One label's score.
pub fn scored(label: &str, probability: f32) -> LabelScores {
    LabelScores::new([(Label::parse(label).expect("a label of the taxonomy"), probability)])
}

/// What one signal says in the family where the author stands worst: its part of the total, and its inputs.
pub fn finding(standing: &Standing, signal: Signal) -> Option<(i32, [f32; 4])> {
    let found = standing.findings.iter().find(|finding| finding.signal == signal)?;
    Some((found.contribution_mn, found.inputs))
}

/// The largest total of all families in nats, from its probability.
pub fn total_of(standing: &Standing, family: Family) -> f64 {
    let probability = f64::from(standing.families.of(family)).clamp(1e-9, 1.0 - 1e-9);
    (probability / (1.0 - probability)).ln()
}
