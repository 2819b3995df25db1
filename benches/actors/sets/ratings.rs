//! `otc_ratings`: ratings stand in for reports and for moderators' verdicts. What a rater's record as a reporter tells of them.

use std::collections::HashMap;
use std::error::Error;

use koko_core::actor::{DecisionId, Event, FlagId, Flagged, Grade, Moderated, ModeratorId, Outcome};
use koko_core::clock::Timestamp;
use koko_core::labels::Family;

use super::{Evaluation, trial};
use crate::actors::page::Table;
use crate::actors::statistics::{Judged, recall_at};
use crate::actors::trial::{actor, content, total_of};

pub(super) fn evaluate(evaluation: &mut Evaluation) -> Result<String, Box<dyn Error>> {
    let set = evaluation.open("otc_ratings")?;
    let start = set.rows.iter().find_map(|row| row.ts).unwrap_or(0);
    let ledger = trial(start);
    // What others have said of each account so far: how often for, and how often against.
    let mut said: HashMap<&str, (u32, u32)> = HashMap::new();
    let (mut given, mut received): (HashMap<&str, (f64, f64)>, HashMap<&str, (f64, f64)>) = Default::default();
    let mut reliability: HashMap<&str, f64> = HashMap::new();
    let mut total: HashMap<&str, f64> = HashMap::new();
    for row in &set.rows {
        let (Some(ts), Some(target), Some(value)) = (row.ts, row.target.as_deref(), row.value) else { continue };
        if row.from_seed == Some(1) || target == row.author {
            continue;
        }
        for (of, who) in [(&mut given, row.author.as_str()), (&mut received, target)] {
            let (sum, count) = of.entry(who).or_default();
            (*sum, *count) = (*sum + value, *count + 1.0);
        }
        let (good, bad) = said.get(target).copied().unwrap_or_default();
        let at = Timestamp::from_unix_seconds(ts);
        if value < 0.0 {
            // A report about the deal; the others who dealt with the account are the jury.
            let post = content(format!("deal {}", row.seq));
            ledger.record(&Event::Flagged(Flagged {
                id: FlagId::new(format!("flag {}", row.seq))?,
                author: actor(target),
                post: Some(post.clone()),
                reporter: actor(&row.author),
                at,
                family: Some(Family::Spam),
                community: None,
            }))?;
            if good + bad > 0 {
                let decided = ledger.record(&Event::Moderated(Moderated {
                    id: DecisionId::new(format!("verdict {}", row.seq))?,
                    version: 1,
                    author: actor(target),
                    moderator: ModeratorId::new("the jury")?,
                    at,
                    outcome: if bad >= good { Outcome::Removed } else { Outcome::Fine },
                    family: Family::Spam,
                    severity: Grade::Normal,
                    receipt: None,
                    post: Some(post),
                }))?;
                total.insert(target, total_of(&decided.standing, Family::Spam));
            }
            // Read at once: the record of a rater who comes back after a year has faded, as it should.
            reliability.insert(&row.author, f64::from(ledger.ledger.reporter_reliability(&actor(&row.author))?));
        }
        let said = said.entry(target).or_default();
        if value < 0.0 { said.1 += 1 } else { said.0 += 1 }
    }
    let labelled: Vec<(&str, bool)> = set
        .authors
        .keys()
        .filter_map(|author| match set.about(author, "label") {
            "bad" => Some((author.as_str(), true)),
            "good" => Some((author.as_str(), false)),
            _ => None,
        })
        .collect();
    let mut labelled = labelled;
    labelled.sort_unstable();
    let judge = |score: &dyn Fn(&str) -> f64| -> Vec<Judged> {
        let one = |(author, (name, is_bad)): (usize, &(&str, bool))| Judged { author, score: score(name), is_bad: *is_bad };
        labelled.iter().enumerate().map(one).collect()
    };
    let mean = |of: &HashMap<&str, (f64, f64)>, name: &str| {
        let (sum, count) = of.get(name).copied().unwrap_or_default();
        -(sum + 1.0) / (count + 1.0)
    };
    let mut table = Table::new(&["by", "AUC", "recall at 1 %"]);
    let rows: [(&str, Vec<Judged>); 4] = [
        ("shrunken mean received", judge(&|name| mean(&received, name))),
        ("standing: reports and verdicts received", judge(&|name| total.get(name).copied().unwrap_or(-4.185))),
        ("mean given", judge(&|name| mean(&given, name))),
        ("reliability as a reporter, given only", judge(&|name| 1.0 - reliability.get(name).copied().unwrap_or(0.5))),
    ];
    for (name, judged) in rows {
        table.row([name.to_owned(), evaluation.auc(&judged).to_string(), recall_at(&judged, 0.01).to_string()]);
    }
    let silent = labelled.iter().filter(|(name, _)| !reliability.contains_key(name)).count();
    Ok(format!(
        "{} bad and {} good accounts, without the ratings that made the labels. A negative rating is a report; what the others \
         said of the account before is the verdict on it. {silent} of the labelled accounts never gave a negative rating, so \
         that nothing is known of them as reporters. Reference: received 0.98, given 0.86. Goal, given only: 0.88.\n\n{}",
        labelled.iter().filter(|one| one.1).count(),
        labelled.iter().filter(|one| !one.1).count(),
        table.markdown()
    ))
}
