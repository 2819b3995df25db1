//! `background_activity`: a month of ordinary edits. How often what is meant for floods and campaigns speaks up by mistake.

use std::collections::HashSet;
use std::error::Error;

use koko_core::actor::{ObjectId, Posted};

use super::{Evaluation, START, posted, share, trial};
use crate::actors::page::Table;

pub(super) fn evaluate(evaluation: &mut Evaluation) -> Result<String, Box<dyn Error>> {
    let set = evaluation.open("background_activity")?;
    let (pages, bursts) = (trial(START), trial(START));
    let (mut acting, mut bursting, mut gated): (HashSet<&str>, HashSet<&str>, HashSet<&str>) =
        Default::default();
    for row in &set.rows {
        let post = posted(row, START + row.ts.unwrap_or(0), None);
        let object = row.community.clone().and_then(|page| ObjectId::new(page).ok());
        let standing = pages.post(Posted { object, ..post.clone() }).standing;
        if standing.has("campaign") {
            acting.insert(&row.author);
        }
        if standing.has("posting_burst") {
            gated.insert(&row.author);
        }
        // A burst counts only beside something else that is wrong; a link to a new place in every edit is enough.
        let domains = vec![format!("place-{}.example.com", row.seq), format!("site{}.org", row.seq)];
        if bursts.post(Posted { domains, ..post }).standing.has("posting_burst") {
            bursting.insert(&row.author);
        }
    }
    let authors = set.by_author().len();
    let mut table = Table::new(&["speaks", "authors", "reference", "goal"]);
    table.row(["co-action, the page as object", &share(acting.len(), authors), "0.4 %", "≤ 0.5 %"]);
    table.row(["burst rule, were it to count alone", &share(bursting.len(), authors), "0.12 %", "≤ 0.5 %"]);
    table.row(["`posting_burst` as it counts", &share(gated.len(), authors), "", "≤ 0.5 %"]);
    Ok(format!("{} edits by {authors} accounts, taken as benign.\n\n{}", set.rows.len(), table.markdown()))
}
