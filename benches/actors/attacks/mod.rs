//! Attacks on standings, each a short seeded stream, with its defence and without, and the band written down in which it must end.
//!
//! A known bad actor must not fall below theirs, and nobody innocent may rise above Watch.

mod bounds;
mod framing;
mod hiding;
mod scene;

use koko_core::actor::{Band, Standing};

pub use bounds::{Bound, bounds, bounds_table};
pub use scene::{Defence, Scene};

use super::page::Table;

/// Whose standing is attacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Somebody who does what should be noticed, and tries to hide it.
    KnownBad,
    /// Somebody harmless whom others try to harm.
    Innocent,
}

/// One attack.
pub struct Attack {
    /// In a few words.
    pub name: &'static str,
    /// What stands against it.
    pub defence: &'static str,
    /// How it was left out; nothing where it cannot be.
    pub without: Option<&'static str>,
    /// Whose standing it is about.
    pub subject: Subject,
    /// Between these bands it must end.
    pub expected: [Band; 2],
    /// Plays it and tells how the subject stands.
    pub play: fn(&mut Scene) -> Standing,
}

/// What came of an attack.
pub struct Played {
    /// Which.
    pub attack: Attack,
    /// The subject if nobody attacks.
    pub before: Standing,
    /// Under attack.
    pub defended: Standing,
    /// Under attack, without the defence.
    pub undefended: Option<Standing>,
}

impl Played {
    /// Larger where the attack went better for those who attack.
    fn badness(&self) -> (bool, i32) {
        let total = self.defended.total_mn;
        let success = match self.attack.subject {
            Subject::KnownBad => -total,
            Subject::Innocent => total,
        };
        (!self.holds(), success)
    }

    /// Whether the subject stands where they should.
    pub fn holds(&self) -> bool {
        let [lowest, highest] = self.attack.expected;
        let band = self.defended.band;
        let is_fair = match self.attack.subject {
            Subject::KnownBad => band >= Band::Watch,
            Subject::Innocent => band <= Band::Watch,
        };
        is_fair && lowest <= band && band <= highest
    }
}

/// How much is done where it makes no difference to the rule, only to the time it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// For a test.
    Small,
    /// For the page of results.
    Full,
}

/// Plays every attack three times: not at all, with the defence, and without.
pub fn play_all(seed: u64, effort: Effort) -> Vec<Played> {
    let attacks = framing::attacks().into_iter().chain(hiding::attacks());
    attacks
        .map(|attack| {
            let play =
                |is_attacked, defence| (attack.play)(&mut Scene::new(seed, effort, is_attacked, defence));
            let (before, defended) = (play(false, Defence::On), play(true, Defence::On));
            let undefended = attack.without.map(|_| play(true, Defence::Off));
            Played { attack, before, defended, undefended }
        })
        .collect()
}

/// Plays every attack with each of several seeds, and tells of each attack how it went where it went worst: one stream alone
/// may hold by luck.
pub fn play_worst(seeds: std::ops::RangeInclusive<u64>, effort: Effort) -> Vec<Played> {
    let mut worst: Vec<Played> = Vec::new();
    for seed in seeds {
        for (place, played) in play_all(seed, effort).into_iter().enumerate() {
            match worst.get_mut(place) {
                None => worst.push(played),
                Some(so_far) if played.badness() > so_far.badness() => *so_far = played,
                Some(_) => {}
            }
        }
    }
    worst
}

/// The table of attacks.
pub fn table(played: &[Played]) -> String {
    let mut table = Table::new(&[
        "attack",
        "on",
        "defence",
        "not attacked",
        "expected",
        "attacked",
        "without the defence",
        "left out by",
        "holds",
    ]);
    let told = |standing: &Standing| format!("{:?}, {:.1} %", standing.band, 100.0 * standing.probability);
    for one in played {
        let Attack { name, defence, without, subject, expected: [lowest, highest], .. } = one.attack;
        table.row([
            name.to_owned(),
            match subject {
                Subject::KnownBad => "a bad actor".to_owned(),
                Subject::Innocent => "an innocent".to_owned(),
            },
            defence.to_owned(),
            told(&one.before),
            if lowest == highest { format!("{lowest:?}") } else { format!("{lowest:?} to {highest:?}") },
            told(&one.defended),
            one.undefended.as_ref().map_or("–".to_owned(), told),
            without.unwrap_or("–").to_owned(),
            if one.holds() { "yes" } else { "**no**" }.to_owned(),
        ]);
    }
    table.markdown()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_attack_hides_a_bad_actor_or_lifts_an_innocent_above_watch() {
        let played = play_worst(1..=3, Effort::Small);
        let failed: Vec<&str> = played.iter().filter(|one| !one.holds()).map(|one| one.attack.name).collect();
        assert!(failed.is_empty(), "{failed:?}\n{}", table(&played));
    }

    #[test]
    fn every_defence_that_can_be_left_out_makes_a_difference() {
        for one in play_all(1, Effort::Small) {
            let Some(undefended) = &one.undefended else { continue };
            let is_worse = match one.attack.subject {
                Subject::KnownBad => undefended.total_mn < one.defended.total_mn,
                Subject::Innocent => undefended.total_mn > one.defended.total_mn,
            };
            assert!(is_worse, "{}: {} and {}", one.attack.name, undefended.total_mn, one.defended.total_mn);
        }
    }

    #[test]
    fn bounds_hold() {
        let failed: Vec<Bound> = bounds(1, Effort::Small).into_iter().filter(|bound| !bound.holds).collect();
        assert!(failed.is_empty(), "{failed:?}");
    }
}
