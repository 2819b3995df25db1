//! `ira_tweets`, `ira_reddit`: accounts that are all bad. How many are seen acting together, and after how many events.

use std::collections::HashMap;
use std::error::Error;

use koko_core::actor::{Band, Posted};

use super::{Evaluation, posted, share, trial};
use crate::actors::page::Table;
use crate::actors::statistics::quantile;

/// Accounts with fewer events are left out.
const ENOUGH: usize = 20;

pub(super) fn tweets(evaluation: &mut Evaluation) -> Result<String, Box<dyn Error>> {
    recall_of(
        evaluation,
        "ira_tweets",
        "Reference: 60 s 60 %, and 1 h for the same text 81 %. Goal: at least 85 %.",
    )
}

pub(super) fn reddit(evaluation: &mut Evaluation) -> Result<String, Box<dyn Error>> {
    recall_of(evaluation, "ira_reddit", "Few accounts and comments rather than copies: no goal.")
}

/// What became of one account.
#[derive(Default)]
struct Account {
    events: usize,
    /// At which event each was first seen.
    together: Option<usize>,
    repeated: Option<usize>,
    watched: Option<usize>,
}

/// At which event something was first seen.
type Seen = fn(&Account) -> Option<usize>;

fn recall_of(evaluation: &mut Evaluation, name: &str, goal: &str) -> Result<String, Box<dyn Error>> {
    let set = evaluation.open(name)?;
    let start = set.rows.iter().find_map(|row| row.ts).unwrap_or(0);
    let ledger = trial(start);
    let mut accounts: HashMap<&str, Account> = HashMap::new();
    let (mut at, mut above) = (start, 0);
    for row in &set.rows {
        at = row.ts.unwrap_or(at).max(at);
        let text = row.text.clone().filter(|text| !text.is_empty());
        let standing = ledger.post(Posted { text, ..posted(row, at, None) }).standing;
        let account = accounts.entry(&row.author).or_default();
        account.events += 1;
        let now = account.events;
        let mut first = |slot: fn(&mut Account) -> &mut Option<usize>, is_seen: bool| {
            let slot = slot(account);
            if is_seen && slot.is_none() {
                *slot = Some(now);
            }
        };
        first(|account| &mut account.together, standing.has("campaign"));
        first(|account| &mut account.repeated, standing.has("repeated_content"));
        first(|account| &mut account.watched, standing.band >= Band::Watch);
        above += usize::from(standing.band > Band::Watch);
    }
    let busy: Vec<&Account> = accounts.values().filter(|account| account.events >= ENOUGH).collect();
    let mut table = Table::new(&["seen", "accounts", "median events until then", "90th percentile"]);
    let columns: [(&str, Seen); 3] = [
        ("acting together", |account| account.together),
        ("`repeated_content`", |account| account.repeated),
        ("Watch or above", |account| account.watched),
    ];
    for (what, of) in columns {
        let mut events: Vec<f64> =
            busy.iter().filter_map(|account| of(account)).map(|event| event as f64).collect();
        let found = events.len();
        table.row([
            what.to_owned(),
            share(found, busy.len()),
            format!("{:.0}", quantile(&mut events, 0.5)),
            format!("{:.0}", quantile(&mut events, 0.9)),
        ]);
    }
    Ok(format!(
        "{} events without scores, {} accounts with at least {ENOUGH} of {}. Co-ordination alone led above Watch {above} times \
         (never, by design). {goal}\n\n{}",
        set.rows.len(),
        busy.len(),
        accounts.len(),
        table.markdown()
    ))
}
