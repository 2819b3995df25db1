//! A platform's events, made up as they are asked for: heavy tails, tides of the day, threads, raids, campaigns, link spam, brigades,
//! moderators and appeals. What is true of who did it comes with each event.
//!
//! Keeps only what is still to come: a few hours of moderators' work, never the authors.

mod plans;
mod texts;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use koko_core::actor::{
    AppealOutcome, Appealed, DecisionId, Event, FlagId, Flagged, Grade, Kind, Moderated, ModeratorId,
    ObjectId, Outcome, Posted, ThreadId,
};
use koko_core::clock::Timestamp;
use koko_core::labels::Family;

use super::draws::{Draws, mix};
use super::population::{Population, Role};
use super::trial::{actor, community, content, scored};
use super::{DAY, HOUR};
use plans::{Act, Plan};

/// Moderators of the platform.
const MODERATORS: u64 = 40;

/// What is made.
#[derive(Debug, Clone, Copy)]
pub struct StreamOptions {
    /// Who there is.
    pub population: Population,
    /// How many events.
    pub events: u64,
    /// When the first happens, in seconds since 1970.
    pub start: i64,
    /// Over how many days they are spread, about.
    pub days: f64,
}

/// An event and what is true of it.
#[derive(Debug, Clone)]
pub struct Happening {
    /// As the platform tells it.
    pub event: Event,
    /// Whose record it concerns.
    pub author: u64,
    /// Whether the author did something bad with it.
    pub is_bad: bool,
    /// Whether a moderator will decide about it: keep its receipt.
    pub is_awaited: bool,
}

/// The events, in the order of their times.
pub struct Stream {
    options: StreamOptions,
    draws: Draws,
    /// When the next ordinary post comes.
    next_at: f64,
    made: u64,
    planned: BinaryHeap<Reverse<Plan>>,
}

impl Stream {
    /// The same options give the same events.
    pub fn new(options: StreamOptions) -> Stream {
        let draws = Draws::new(mix(options.population.seed, 99));
        Stream { options, draws, next_at: options.start as f64, made: 0, planned: BinaryHeap::new() }
    }

    /// How long until the next ordinary post: shorter in the evening, and on some days of the week.
    fn tide(&mut self) -> f64 {
        let mean = self.options.days * DAY as f64 / self.options.events as f64;
        let turn = |length: f64| (self.next_at / length * std::f64::consts::TAU).sin();
        let strength = 1.0 + 0.7 * turn(DAY as f64) + 0.15 * turn(7.0 * DAY as f64);
        self.draws.waiting(mean) / strength
    }

    fn plan(&mut self, at: i64, act: Act) {
        self.planned.push(Reverse(Plan { at, number: self.made * 1_000 + self.planned.len() as u64, act }));
    }

    /// Now and then several people act on a plan.
    fn begin_incident(&mut self, at: i64) {
        let population = self.options.population;
        let from = self.draws.below(population.authors);
        let (role, length) = match self.draws.unit() {
            drawn if drawn < 0.0006 => (Role::Puppet, 20 * 60),
            drawn if drawn < 0.0010 => (Role::Raider, 8 * 60),
            drawn if drawn < 0.0013 => (Role::FalseReporter, 8 * 60),
            _ => return,
        };
        let Some(gang) = population.gang(role, from) else { return };
        let (incident, aim) = (self.made, self.draws.below(population.authors));
        for author in gang {
            if self.draws.has(0.15) {
                continue;
            }
            let later = at + self.draws.below(length) as i64;
            self.plan(
                later,
                match role {
                    Role::Puppet => Act::Campaign { author, campaign: incident },
                    Role::Raider => Act::Raid { author, victim: aim },
                    _ => Act::FalseReport { reporter: author, author: aim },
                },
            );
        }
    }

    /// What somebody does of their own accord.
    fn ordinary_post(&mut self, at: i64) -> Happening {
        let population = self.options.population;
        let author = self.draws.rank(population.authors);
        let role = population.role_of(author);
        match role {
            Role::Bully if self.draws.has(0.4) => {
                let victim = population.victim_of(author, self.draws.below(2));
                let score = 0.55 + 0.43 * self.draws.unit();
                let label = if self.draws.has(0.3) { "toxicity" } else { "insult" };
                self.harm(author, at, victim, label, score)
            }
            Role::Spammer if self.draws.has(0.7) => self.advertise(author, at),
            _ => {
                let mut posted = self.post(author, at);
                posted.text = Some(if self.draws.has(0.03) {
                    texts::meme(&mut self.draws)
                } else {
                    texts::ordinary(&mut self.draws)
                });
                if self.draws.has(0.04) {
                    posted.kind = if self.draws.has(0.5) { Kind::Repost } else { Kind::Share };
                    posted.object = ObjectId::new(format!("o{}-{}", at / DAY, self.draws.rank(2_000))).ok();
                }
                // Rude now and then, or taken to be: who can tell.
                let is_rude = self.draws.has(0.025);
                if is_rude {
                    posted.scores = scored("toxicity", (0.25 + 0.5 * self.draws.unit()) as f32);
                }
                self.happened(posted, author, false, is_rude.then_some(Family::Harassment))
            }
        }
    }

    fn post(&mut self, author: u64, at: i64) -> Posted {
        let population = self.options.population;
        let place = population.community_of(author, self.draws.below(3));
        let thread = format!("t{place}-{}-{}", at / HOUR, self.draws.below(4));
        let target = self.draws.has(0.5).then(|| self.draws.rank(population.authors));
        Posted {
            id: Some(content(format!("p{}", self.made))),
            kind: if target.is_some() { Kind::Comment } else { Kind::Post },
            community: Some(community(&format!("c{place}"))),
            thread: ThreadId::new(thread).ok(),
            target: target
                .filter(|target| *target != author)
                .map(|target| actor(&Population::name_of(target))),
            account_created_at: Some(Timestamp::from_unix_seconds(
                population.created_at(author, self.options.start),
            )),
            ..Posted::new(actor(&Population::name_of(author)), Timestamp::from_unix_seconds(at))
        }
    }

    fn harm(&mut self, author: u64, at: i64, victim: u64, label: &str, score: f64) -> Happening {
        let posted = Posted {
            target: (victim != author).then(|| actor(&Population::name_of(victim))),
            kind: Kind::Comment,
            scores: scored(label, score as f32),
            text: Some(texts::ordinary(&mut self.draws)),
            ..self.post(author, at)
        };
        self.happened(posted, author, true, Some(Family::Harassment))
    }

    fn advertise(&mut self, author: u64, at: i64) -> Happening {
        // Eight spammers share a domain and change it every other day.
        let domain = format!("shop{}.example.com", mix(author / 512, (at / (2 * DAY)) as u64) % 100_000);
        let domain = domain.replace(".example.com", "-sale.com");
        let posted = Posted {
            target: None,
            scores: scored("spam", (0.5 + 0.45 * self.draws.unit()) as f32),
            text: Some(texts::advertisement(&domain, &mut self.draws)),
            ..self.post(author, at)
        };
        self.happened(posted, author, true, Some(Family::Spam))
    }

    /// A post, after which people may report it and moderators may look at it.
    fn happened(&mut self, posted: Posted, author: u64, is_bad: bool, family: Option<Family>) -> Happening {
        let mut is_awaited = false;
        if let (Some(family), Some(post)) = (family, posted.id.clone()) {
            let at = posted.at.unix_seconds();
            if self.draws.has(if is_bad { 0.12 } else { 0.03 }) {
                let later = at + self.draws.waiting(HOUR as f64) as i64;
                let reporter = self.draws.rank(self.options.population.authors);
                self.plan(later, Act::Report { reporter, author, post: post.clone(), family });
            }
            if self.draws.has(if is_bad { 0.08 } else { 0.03 }) {
                is_awaited = true;
                let later = at + self.draws.log_normal(3.0 * HOUR as f64, 1.0).min(3.0 * DAY as f64) as i64;
                // Moderators err, too, and more often against those who are only rude.
                let is_against = self.draws.has(if is_bad { 0.97 } else { 0.2 });
                self.plan(
                    later,
                    Act::Decide { author, post, family, is_against, is_just: is_bad == is_against },
                );
            }
        }
        Happening { event: Event::Posted(posted), author, is_bad, is_awaited }
    }

    fn act(&mut self, at: i64, act: Act) -> Happening {
        match act {
            Act::Campaign { author, campaign } => {
                let text = Some(texts::of_campaign(campaign, &mut self.draws));
                let posted = Posted { text, target: None, ..self.post(author, at) };
                self.happened(posted, author, true, None)
            }
            Act::Raid { author, victim } => {
                let score = 0.5 + 0.48 * self.draws.unit();
                self.harm(author, at, victim, "insult", score)
            }
            Act::FalseReport { reporter, author } => self.report(at, reporter, author, None, None),
            Act::Report { reporter, author, post, family } => {
                self.report(at, reporter, author, Some(post), Some(family))
            }
            Act::Decide { author, post, family, is_against, is_just } => {
                let outcome = match self.draws.unit() {
                    _ if !is_against => Outcome::Fine,
                    drawn if drawn < 0.3 => Outcome::Warned,
                    drawn if drawn < 0.9 => Outcome::Removed,
                    _ => Outcome::Suspended,
                };
                let id = DecisionId::new(format!("d{}", self.made)).expect("short");
                if is_against && self.draws.has(if is_just { 0.25 } else { 0.6 }) {
                    let later = at + self.draws.waiting(DAY as f64) as i64;
                    let is_overturned = self.draws.has(if is_just { 0.03 } else { 0.7 });
                    self.plan(later, Act::Appeal { id: id.clone(), author, is_overturned });
                }
                let decided = Moderated {
                    id,
                    version: 1,
                    author: actor(&Population::name_of(author)),
                    moderator: ModeratorId::new(format!("m{}", self.draws.below(MODERATORS))).expect("short"),
                    at: Timestamp::from_unix_seconds(at),
                    outcome,
                    family,
                    severity: Grade::Normal,
                    receipt: None,
                    post: Some(post),
                };
                Happening { event: Event::Moderated(decided), author, is_bad: false, is_awaited: false }
            }
            Act::Appeal { id, author, is_overturned } => {
                let appealed = Appealed {
                    id,
                    version: 2,
                    author: Some(actor(&Population::name_of(author))),
                    at: Timestamp::from_unix_seconds(at),
                    outcome: if is_overturned { AppealOutcome::Overturned } else { AppealOutcome::Confirmed },
                };
                Happening { event: Event::Appealed(appealed), author, is_bad: false, is_awaited: false }
            }
        }
    }

    fn report(
        &mut self,
        at: i64,
        reporter: u64,
        author: u64,
        post: Option<koko_core::content::ContentId>,
        family: Option<Family>,
    ) -> Happening {
        let reporter =
            if reporter == author { (author + 1) % self.options.population.authors } else { reporter };
        let flagged = Flagged {
            id: FlagId::new(format!("f{}", self.made)).expect("short"),
            author: actor(&Population::name_of(author)),
            post,
            reporter: actor(&Population::name_of(reporter)),
            at: Timestamp::from_unix_seconds(at),
            family,
            community: None,
        };
        Happening { event: Event::Flagged(flagged), author, is_bad: false, is_awaited: false }
    }
}

impl Iterator for Stream {
    type Item = Happening;

    fn next(&mut self) -> Option<Happening> {
        if self.made == self.options.events {
            return None;
        }
        let is_due = self.planned.peek().is_some_and(|plan| (plan.0.at as f64) < self.next_at);
        let due = if is_due { self.planned.pop() } else { None };
        let happening = match due {
            Some(Reverse(Plan { at, act, .. })) => self.act(at, act),
            None => {
                let at = self.next_at as i64;
                self.begin_incident(at);
                let happening = self.ordinary_post(at);
                self.next_at += self.tide();
                happening
            }
        };
        self.made += 1;
        Some(happening)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(events: u64) -> StreamOptions {
        StreamOptions {
            population: Population { authors: 20_000, seed: 3 },
            events,
            start: 1_794_000_000,
            days: 3.0,
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_events_in_the_order_of_their_times() {
        let made: Vec<Event> = Stream::new(options(20_000)).map(|happening| happening.event).collect();
        assert!(made.iter().zip(Stream::new(options(20_000))).all(|(one, other)| *one == other.event));
        assert!(made.is_sorted_by_key(|event| event.at()));
        assert_eq!(made.len(), 20_000);
        let days = (made[19_999].at().seconds_since(made[0].at())) as f64 / DAY as f64;
        assert!((2.0..4.5).contains(&days), "{days}");
    }

    #[test]
    fn all_kinds_of_things_happen_and_bad_ones_are_done_by_bad_people() {
        let population = options(0).population;
        let (mut flags, mut decisions, mut appeals, mut awaited, mut bad) =
            (0, 0, 0, 0, [0; Role::ALL.len()]);
        for happening in Stream::new(options(60_000)) {
            match &happening.event {
                Event::Posted(_) => awaited += usize::from(happening.is_awaited),
                Event::Flagged(_) => flags += 1,
                Event::Moderated(_) => decisions += 1,
                Event::Appealed(_) => appeals += 1,
            }
            if happening.is_bad {
                bad[population.role_of(happening.author) as usize] += 1;
            }
        }
        assert!(flags > 200 && decisions > 30 && appeals > 0, "{flags} {decisions} {appeals}");
        assert!(awaited >= decisions, "{awaited} {decisions}");
        assert_eq!((bad[Role::Ordinary as usize], bad[Role::FalseReporter as usize]), (0, 0));
        let [_, bully, spammer, puppet, raider, _] = bad;
        assert!(bully > 20 && spammer > 20 && puppet > 50 && raider > 50, "{bad:?}");
    }

    #[test]
    fn what_is_made_can_be_read_back() {
        for happening in Stream::new(options(3_000)) {
            let line = serde_json::to_string(&happening.event).unwrap();
            assert_eq!(serde_json::from_str::<Event>(&line).unwrap(), happening.event);
        }
    }
}
