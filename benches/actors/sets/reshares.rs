//! `coordinated_reshares`: pairs of accounts found in a stream, under bounded memory, against the exact pairs.

use std::collections::{HashMap, HashSet};
use std::error::Error;

use koko_core::actor::{Crowd, CrowdSizes, Sighting};
use koko_core::clock::Timestamp;

use super::{Evaluation, numbers_of, share};
use crate::actors::draws::mix;
use crate::actors::page::Table;

type Pairs = HashSet<(usize, usize)>;

pub(super) fn evaluate(evaluation: &mut Evaluation) -> Result<String, Box<dyn Error>> {
    let set = evaluation.open("coordinated_reshares")?;
    let authors = set.by_author();
    let number_of = numbers_of(&authors);
    let pair = |one: usize, other: usize| (one.min(other), one.max(other));
    let mut exact: HashMap<String, Pairs> = HashMap::new();
    for row in set.table("pairs.csv")? {
        let authors = [&row["author_a"], &row["author_b"]].map(|author| number_of[author.as_str()]);
        exact.entry(row["window_s"].clone()).or_default().insert(pair(authors[0], authors[1]));
    }
    let exact = exact.remove("60").ok_or("pairs.csv has no pairs of 60 seconds")?;

    let mut table =
        Table::new(&["tables", "bytes", "pairs found", "recall", "false pairs", "accounts with co-action"]);
    let small =
        CrowdSizes { first_sights: 1 << 12, clusters: 1 << 12, pairs: 1 << 14, ..CrowdSizes::default() };
    for (name, sizes) in [("default", CrowdSizes::default()), ("a thirtieth", small)] {
        let crowd = Crowd::new(sizes);
        let tag = |author: usize| mix(1, author as u64);
        let author_of: HashMap<u64, usize> = (0..authors.len()).map(|author| (tag(author), author)).collect();
        let (mut acting, mut found) = (HashSet::new(), Pairs::new());
        for row in &set.rows {
            let author = number_of[row.author.as_str()];
            let object = row
                .object
                .as_ref()
                .map(|object| object.bytes().fold(7, |hash, byte| mix(hash, u64::from(byte))));
            let at = Timestamp::from_unix_seconds(row.ts.unwrap_or(0));
            let surroundings = crowd.resolve(&Sighting { object, ..Sighting::new(tag(author), at) });
            if surroundings.coaction > 0.0 {
                acting.insert(author);
                // Looked at on the way: partners are forgotten a month after they last met.
                let pairs = crowd.recurring_pairs();
                found.extend(
                    pairs.iter().map(|met| pair(author_of[&met.authors[0]], author_of[&met.authors[1]])),
                );
            }
        }
        table.row([
            name.to_owned(),
            crowd.bytes().to_string(),
            found.len().to_string(),
            share(found.intersection(&exact).count(), exact.len()),
            share(found.difference(&exact).count(), found.len()),
            acting.len().to_string(),
        ]);
    }
    Ok(format!(
        "{} shares by {} accounts; {} pairs shared the same object within 60 s of one another for at least two objects. Goal: \
         recall at least 95 %, at most 1 % false pairs.\n\n{}",
        set.rows.len(),
        authors.len(),
        exact.len(),
        table.markdown()
    ))
}
