//! `otc_ratings`: ratings stand in for reports and for moderators' verdicts. What a rater's record as a reporter tells of them.

use std::collections::HashMap;
use std::error::Error;

use koko_core::actor::{DecisionId, Event, FlagId, Flagged, Grade, Moderated, ModeratorId, Outcome, Posted};
use koko_core::clock::Timestamp;
use koko_core::content::ContentId;
use koko_core::labels::Family;

use super::{Evaluation, trial};
use crate::actors::page::Table;
use crate::actors::statistics::{Judged, recall_at};
use crate::actors::trial::{Trial, actor, content, total_of};

/// Sum and number of ratings of each account.
type Means<'m> = HashMap<&'m str, (f64, f64)>;

pub(super) fn evaluate(evaluation: &mut Evaluation) -> Result<String, Box<dyn Error>> {
    let set = evaluation.open("otc_ratings")?;
    let start = set.rows.iter().find_map(|row| row.ts).unwrap_or(0);
    let ledger = trial(start);
    // What others have said of each account so far: how often for, and how often against.
    let mut said: HashMap<&str, (u32, u32)> = HashMap::new();
    let (mut given, mut received) = (Means::new(), Means::new());
    let (mut as_reporter, mut as_rater): (HashMap<&str, f64>, HashMap<&str, f64>) = Default::default();
    let mut total: HashMap<&str, f64> = HashMap::new();
    let claims = trial(start);
    for row in &set.rows {
        let (Some(ts), Some(target), Some(value)) = (row.ts, row.target.as_deref(), row.value) else {
            continue;
        };
        if row.from_seed == Some(1) || target == row.author {
            continue;
        }
        for (of, who) in [(&mut given, row.author.as_str()), (&mut received, target)] {
            let (sum, count) = of.entry(who).or_default();
            (*sum, *count) = (*sum + value, *count + 1.0);
        }
        let (good, bad) = said.get(target).copied().unwrap_or_default();
        let is_against = value < 0.0;
        let deal = Deal { at: Timestamp::from_unix_seconds(ts), number: row.seq, rater: &row.author };
        // Every rating is about a deal; a rating below nothing reports it, and what everybody says of the account decides.
        ledger.post(Posted { id: Some(deal.post()), ..Posted::new(actor(target), deal.at) });
        if is_against {
            deal.report(&ledger, target)?;
            deal.decide(&ledger, target, bad + 1 >= good)?;
            as_reporter
                .insert(&row.author, f64::from(ledger.ledger.reporter_reliability(&actor(&row.author))?));
        }
        total.insert(target, total_of(&ledger.standing(target), Family::Spam));
        // Every rating claims something, good or bad, and is right if the others said so before.
        if good + bad > 0 {
            let about = format!("deal {}", row.seq);
            deal.report(&claims, &about)?;
            deal.decide(&claims, &about, is_against == (bad > good))?;
            as_rater.insert(&row.author, f64::from(claims.ledger.reporter_reliability(&actor(&row.author))?));
        }
        let said = said.entry(target).or_default();
        if is_against { said.1 += 1 } else { said.0 += 1 }
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
    let rated: Vec<(&str, bool)> =
        labelled.iter().copied().filter(|(name, _)| total.contains_key(name)).collect();
    let judge_of = |accounts: &[(&str, bool)], score: &dyn Fn(&str) -> f64| -> Vec<Judged> {
        let one = |(author, (name, is_bad)): (usize, &(&str, bool))| Judged {
            author,
            score: score(name),
            is_bad: *is_bad,
        };
        accounts.iter().enumerate().map(one).collect()
    };
    let judge = |score: &dyn Fn(&str) -> f64| judge_of(&labelled, score);
    let mean = |of: &Means<'_>, name: &str| {
        let (sum, count) = of.get(name).copied().unwrap_or_default();
        -sum / (count + 1.0)
    };
    let mut table = Table::new(&["by", "AUC", "recall at 1 %"]);
    let rows: [(&str, Vec<Judged>); 7] = [
        ("shrunken mean received", judge(&|name| mean(&received, name))),
        (
            "standing: reports and verdicts received",
            judge(&|name| total.get(name).copied().unwrap_or(-4.185)),
        ),
        ("shrunken mean received, of those who were rated", judge_of(&rated, &|name| mean(&received, name))),
        (
            "standing: reports and verdicts received, of those who were rated",
            judge_of(&rated, &|name| total[name]),
        ),
        ("mean given", judge(&|name| mean(&given, name))),
        (
            "reliability as a reporter: bad ratings given",
            judge(&|name| 1.0 - as_reporter.get(name).copied().unwrap_or(0.5)),
        ),
        (
            "reliability as a reporter: all ratings given",
            judge(&|name| 1.0 - as_rater.get(name).copied().unwrap_or(0.5)),
        ),
    ];
    for (name, judged) in rows {
        table.row([
            name.to_owned(),
            evaluation.auc(&judged).to_string(),
            recall_at(&judged, 0.01).to_string(),
        ]);
    }
    let silent = labelled.iter().filter(|(name, _)| !as_reporter.contains_key(name)).count();
    Ok(format!(
        "{} bad and {} good accounts, without the ratings that made the labels. Each rating is about a deal, which is a post of the \
         rated account; a bad rating reports it, and what everybody has said of the account by then is the verdict. {silent} of the \
         labelled accounts never gave a bad rating, so that nothing is known of them as reporters; where all ratings given are taken \
         for reports, each is right if the others said the same before. (That reading was chosen after the first, \
         bad ratings alone, had shown nothing on these same accounts: take it as an upper bound.) {} of the bad were never rated \
         by anybody else: the mean takes them for worse than whoever was praised, a standing knows nothing of them. Reference: \
         received 0.98, given 0.86. Goal, given only: 0.88.\n\n{}",
        labelled.iter().filter(|one| one.1).count(),
        labelled.iter().filter(|one| !one.1).count(),
        labelled.iter().filter(|(name, is_bad)| *is_bad && !total.contains_key(name)).count(),
        table.markdown()
    ))
}

/// What a rating is about.
struct Deal<'d> {
    at: Timestamp,
    number: usize,
    rater: &'d str,
}

impl Deal<'_> {
    fn post(&self) -> ContentId {
        content(format!("deal {}", self.number))
    }

    fn report(&self, ledger: &Trial, author: &str) -> Result<(), Box<dyn Error>> {
        ledger.record(&Event::Flagged(Flagged {
            id: FlagId::new(format!("flag {}", self.number))?,
            author: actor(author),
            post: Some(self.post()),
            reporter: actor(self.rater),
            at: self.at,
            family: Some(Family::Spam),
            community: None,
        }))?;
        Ok(())
    }

    fn decide(&self, ledger: &Trial, author: &str, is_right: bool) -> Result<(), Box<dyn Error>> {
        ledger.record(&Event::Moderated(Moderated {
            id: DecisionId::new(format!("verdict {}", self.number))?,
            version: 1,
            author: actor(author),
            moderator: ModeratorId::new("everybody")?,
            at: self.at,
            outcome: if is_right { Outcome::Removed } else { Outcome::Fine },
            family: Family::Spam,
            severity: Grade::Normal,
            receipt: None,
            post: Some(self.post()),
        }))?;
        Ok(())
    }
}
