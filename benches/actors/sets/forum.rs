//! `forum_hate`: who will write something harmful next? By the author alone, and with what is ordinary in the thread.

use std::collections::HashMap;
use std::error::Error;

use koko_core::actor::{Affine, Crowd, CrowdSizes, Reviewed, Sighting, Signal, ThreadId, fit_calibration};
use koko_core::clock::Timestamp;
use koko_core::labels::Family;

use super::{Evaluation, START, largest, numbers_of, posted, trial};
use crate::actors::data::Set;
use crate::actors::draws::mix;
use crate::actors::page::Table;
use crate::actors::scoring::ScoresOf;
use crate::actors::statistics::{Judged, auc_gain, recall_at};
use crate::actors::trial::{finding, scored};

/// Sentences that are known, and those among which harm is looked for.
const AHEAD: [usize; 3] = [1, 3, 5];
/// Between two sentences, in seconds. The set has an order and no times.
const APART: i64 = 60;

pub(super) fn evaluate(evaluation: &mut Evaluation) -> Result<String, Box<dyn Error>> {
    let set = evaluation.open("forum_hate")?;
    let scores = evaluation.scores(&set)?;
    Ok(format!("{}{}", next_few(evaluation, &set, &scores), next_sentence(evaluation, &set)))
}

fn hash(name: &Option<String>) -> Option<u64> {
    name.as_ref().map(|name| name.bytes().fold(7, |hash, byte| mix(hash, u64::from(byte))))
}

fn is_harmful(set: &Set, place: usize) -> bool {
    set.rows[place].harmful == Some(1)
}

/// After k sentences of an author: is any of the next m harmful?
fn next_few(evaluation: &Evaluation, set: &Set, scores: &ScoresOf) -> String {
    let authors = set.by_author();
    let number_of = numbers_of(&authors);
    let (alone, in_context) = (trial(START), trial(START));
    let places = Crowd::new(CrowdSizes::default());
    // By author and number of sentences: both totals, and the first with the log-odds of harm where it was said.
    let mut totals: Vec<Vec<[f64; 3]>> = vec![Vec::new(); authors.len()];
    for row in &set.rows {
        let post = posted(row, START + APART * row.seq as i64, scores.get(&row.seq));
        let thread = row.parent.clone().and_then(|parent| ThreadId::new(parent).ok());
        let bare = koko_core::actor::Posted { community: None, parent: None, ..post.clone() };
        let alone = alone.post(bare).standing.total_mn;
        let text = row.text.clone().filter(|text| !text.is_empty());
        let in_context = in_context.post(koko_core::actor::Posted { thread, text, ..post }).standing.total_mn;
        let number = number_of[row.author.as_str()];
        let ordinary = f64::from(
            places
                .resolve(&Sighting {
                    harm: ((largest(scores.get(&row.seq)) - 0.2) / 0.8).max(0.0) as f32,
                    thread: hash(&row.parent),
                    community: hash(&row.community),
                    ..Sighting::new(
                        mix(1, number as u64),
                        Timestamp::from_unix_seconds(START + APART * row.seq as i64),
                    )
                })
                .ordinary_rate,
        );
        let [alone, in_context] = [alone, in_context].map(|total| f64::from(total) / 1_000.0);
        totals[number].push([alone, in_context, alone + (ordinary / (1.0 - ordinary)).ln()]);
    }
    let mut table = Table::new(&[
        "k = m",
        "authors",
        "standing, scores alone: AUC",
        "standing, in context: AUC",
        "standing, scores alone, and the place: AUC",
        "mean of scores: AUC",
        "rate with Beta prior, true labels: AUC",
        "what the place adds",
        "recall at 1 %",
        "recall at 0.1 %",
    ]);
    for ahead in AHEAD {
        let known: Vec<usize> =
            (0..authors.len()).filter(|author| authors[*author].1.len() >= 2 * ahead).collect();
        let judge = |score: &dyn Fn(usize) -> f64| -> Vec<Judged> {
            let later = |author: usize| authors[author].1[ahead..2 * ahead].iter();
            let one = |(number, author): (usize, &usize)| Judged {
                author: number,
                score: score(*author),
                is_bad: later(*author).any(|place| is_harmful(set, *place)),
            };
            known.iter().enumerate().map(one).collect()
        };
        let first = |author: usize| authors[author].1[..ahead].iter().copied();
        let alone = judge(&|author| totals[author][ahead - 1][0]);
        let context = judge(&|author| totals[author][ahead - 1][1]);
        let placed = judge(&|author| totals[author][ahead - 1][2]);
        let mean =
            judge(&|author| first(author).map(|place| largest(scores.get(&set.rows[place].seq))).sum());
        let labels = judge(&|author| first(author).filter(|place| is_harmful(set, *place)).count() as f64);
        table.row([
            ahead.to_string(),
            format!("{} ({} harmful)", alone.len(), alone.iter().filter(|one| one.is_bad).count()),
            evaluation.auc(&alone).to_string(),
            evaluation.auc(&context).to_string(),
            evaluation.auc(&placed).to_string(),
            evaluation.auc(&mean).to_string(),
            evaluation.auc(&labels).to_string(),
            auc_gain(&placed, &alone, evaluation.resamples).to_string(),
            recall_at(&placed, 0.01).to_string(),
            recall_at(&placed, 0.001).to_string(),
        ]);
    }
    format!(
        "Any harmful among the next m sentences, known from k of them as the classifier scores them. Goal: the rate with true \
         labels (0.60 / 0.55 / 0.67), and 0.03 more with context. In context, a standing judges harm by what is ordinary in the place, \
         which is fair and makes it a worse prophet of harm in bad places; the place itself tells what it leaves out (a column added after the one in context had lost).\n\n{}",
        table.markdown()
    )
}

/// The chance that the next sentence is harmful, of authors seen before, from true labels: `(1 + k) / (1 / e + n)`, the mean
/// of an ordinary person's Beta(1, 1/e − 1) after k harmful of n, where e is the ordinary rate of the place.
fn next_sentence(evaluation: &Evaluation, set: &Set) -> String {
    let authors = set.by_author();
    let number_of = numbers_of(&authors);
    let contexts = ["author", "+ same post", "+ section"];
    let crowds = [(); 3].map(|()| Crowd::new(CrowdSizes::default()));
    let ledger = trial(START);
    let mut known: HashMap<usize, (f32, f32)> = HashMap::new();
    let mut judged: [Vec<Judged>; 3] = Default::default();
    for (place, row) in set.rows.iter().enumerate() {
        let at = START + APART * row.seq as i64;
        let number = number_of[row.author.as_str()];
        let is_bad = is_harmful(set, place);
        let rates: Vec<f32> = crowds
            .iter()
            .enumerate()
            .map(|(context, crowd)| {
                let sighting = Sighting {
                    harm: f32::from(u8::from(is_bad)),
                    thread: hash(&row.parent).filter(|_| context >= 1),
                    community: hash(&row.community).filter(|_| context >= 2),
                    ..Sighting::new(mix(1, number as u64), Timestamp::from_unix_seconds(at))
                };
                crowd.resolve(&sighting).ordinary_rate
            })
            .collect();
        if let Some((harmful, posts)) = known.get(&number) {
            for (context, rate) in rates.into_iter().enumerate() {
                let chance = f64::from((1.0 + harmful) / (1.0 / rate + posts));
                judged[context].push(Judged {
                    author: number,
                    score: (chance / (1.0 - chance)).ln(),
                    is_bad,
                });
            }
        }
        let post = posted(row, at, Some(&scored("identity_attack", f32::from(u8::from(is_bad)))));
        let standing = ledger.post(post).standing;
        let harmful_share = finding(&standing, Signal::HarmfulShare);
        let (harmful, posts) = harmful_share.map_or((0.0, 0.0), |(_, inputs)| (inputs[0], inputs[1]));
        let harmful = if standing.family == Family::Hate { harmful } else { 0.0 };
        known.insert(number, (harmful, posts));
    }
    let mut table = Table::new(&["by", "sentences", "AUC", "gain over the author alone", "ECE, held out"]);
    for (context, of_context) in judged.iter().enumerate() {
        let reviewed: Vec<Reviewed> = of_context
            .iter()
            .map(|one| Reviewed { total: one.score, upheld: one.is_bad, weight: 1.0 })
            .collect();
        let error =
            fit_calibration(&reviewed, Affine::IDENTITY).map_or(f64::NAN, |fit| fit.after.calibration_error);
        table.row([
            contexts[context].to_owned(),
            format!("{} ({} harmful)", of_context.len(), of_context.iter().filter(|one| one.is_bad).count()),
            evaluation.auc(of_context).to_string(),
            auc_gain(of_context, &judged[0], evaluation.resamples).to_string(),
            format!("{error:.3}"),
        ]);
    }
    format!(
        "The next sentence, of authors seen before, from true labels. Reference: 0.67, with the same post 0.69, with the \
         section 0.70. Goal: at least 0.70, ECE at most 0.03.\n\n{}",
        table.markdown()
    )
}
