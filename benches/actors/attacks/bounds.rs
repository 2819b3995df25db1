//! What attacks may not do whatever band they end in: one post's influence, the size of tables, forged receipts, probing.

use koko_core::actor::{
    CrowdSizes, DecisionId, Event, Grade, Moderated, ModeratorId, Outcome, Parameters, Posted,
};
use koko_core::clock::Timestamp;
use koko_core::labels::Family;

use super::scene::START;
use super::{Defence, Effort, Scene};
use crate::actors::HOUR;
use crate::actors::page::Table;
use crate::actors::trial::{Trial, actor, scored};

/// Something that must hold.
#[derive(Debug, Clone)]
pub struct Bound {
    /// In words.
    pub what: &'static str,
    /// What was found.
    pub found: String,
    /// What is allowed.
    pub limit: &'static str,
    /// Whether it holds.
    pub holds: bool,
}

/// Tries each.
pub fn bounds(seed: u64, effort: Effort) -> Vec<Bound> {
    vec![one_post(seed, effort), tables(seed, effort), forged_receipt(), brigade(seed, effort)]
}

/// The bounds as a table.
pub fn bounds_table(bounds: &[Bound]) -> String {
    let mut table = Table::new(&["what must hold", "found", "allowed", "holds"]);
    for bound in bounds {
        let holds = if bound.holds { "yes" } else { "**no**" };
        table.row([bound.what, &bound.found, bound.limit, holds]);
    }
    table.markdown()
}

/// Whoever probes the score learns little: no post moves any total far.
fn one_post(seed: u64, effort: Effort) -> Bound {
    let mut scene = Scene::new(seed, effort, true, Defence::On);
    let mut largest = 0;
    for author in 0..40 {
        let name = format!("prober{author}");
        let rate = scene.draws.unit();
        let mut before = None;
        for number in 0..30 {
            let at = START + author * 5 * HOUR + number * 400;
            let post = match scene.draws.has(rate) {
                true => scene.harm_of(&name, at, "insult", Some("ordinary3")),
                false => scene.post_of(&name, at),
            };
            let total = scene.send(post).standing.total_mn;
            if let Some(before) = before.replace(total) {
                largest = largest.max((total - before).abs());
            }
        }
    }
    Bound {
        what: "one post moves a total by (severe threats and decisions apart)",
        found: format!("{:.2} nats at most", f64::from(largest) / 1_000.0),
        limit: "5.9 nats",
        holds: largest < 5_900,
    }
}

/// Tables stay as small as they are told to be.
fn tables(seed: u64, effort: Effort) -> Bound {
    let mut scene = Scene::new(seed, effort, true, Defence::On);
    let count = if effort == Effort::Full { 200_000 } else { 10_000 };
    for number in 0..count {
        let post = Posted {
            text: Some(format!(
                "see https://place{number}.com/{number} for all {number} of the things that came today"
            )),
            community: Some(crate::actors::trial::community(&format!("c{number}"))),
            ..scene.post_of(&format!("flood{number}"), START + number / 50)
        };
        scene.send(post);
    }
    let bytes = scene.trial().ledger.crowd().bytes();
    Bound {
        what: "shared tables under a flood of new names",
        found: format!(
            "{:.1} MB after {count} new authors, texts, domains and communities",
            bytes as f64 / 1e6
        ),
        limit: "80 MB",
        holds: bytes < 80_000_000,
    }
}

/// A receipt of another tenant takes nothing back.
fn forged_receipt() -> Bound {
    let ours = Trial::new(Parameters::default(), CrowdSizes::default(), START);
    let post = |at| Posted {
        scores: scored("insult", 0.9),
        ..Posted::new(actor("rook"), Timestamp::from_unix_seconds(at))
    };
    let genuine = ours.post(post(START)).receipt.expect("a post has a receipt");
    // One digit of the seal is another.
    let digits = genuine.to_string();
    let (front, last) = digits.split_at(digits.len() - 1);
    let forged = format!("{front}{}", if last == "0" { "1" } else { "0" });
    let decide = |receipt: &str, id: &str| {
        ours.record(&Event::Moderated(Moderated {
            id: DecisionId::new(id).expect("short"),
            version: 1,
            author: actor("rook"),
            moderator: ModeratorId::new("m").expect("short"),
            at: Timestamp::from_unix_seconds(START + 60),
            outcome: Outcome::Fine,
            family: Family::Harassment,
            severity: Grade::Normal,
            receipt: koko_core::actor::Receipt::parse(receipt).ok(),
            post: None,
        }))
    };
    let is_refused = decide(&forged, "d1").is_err();
    let is_taken = decide(&digits, "d2").is_ok();
    Bound {
        what: "a forged receipt",
        found: match (is_refused, is_taken) {
            (true, true) => "refused; the genuine one is taken",
            (false, _) => "taken",
            (true, false) => "refused, and the genuine one, too",
        }
        .to_owned(),
        limit: "refused",
        holds: is_refused && is_taken,
    }
}

/// Those who report harmless people in a gang are told to moderators.
fn brigade(seed: u64, effort: Effort) -> Bound {
    let mut scene = Scene::new(seed, effort, true, Defence::On);
    scene.be_nice("mara", START - 20 * HOUR, 20);
    for number in 0..30 {
        scene.flag("mara", &format!("gang{number}"), START + number * 7);
    }
    let named =
        scene.trial().ledger.crowd().brigades().iter().map(|brigade| brigade.reporters.len()).sum::<usize>();
    Bound {
        what: "reporters of a brigade who are named to moderators",
        found: format!("{named} of 30"),
        limit: "at least 10",
        holds: named >= 10,
    }
}
