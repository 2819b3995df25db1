//! `youtube_spam`: single comments. What links and repeated texts add to the classifier, and whom they touch by mistake.

use std::error::Error;

use koko_core::actor::{Band, Posted, Signal};
use koko_core::labels::Family;

use super::{Evaluation, numbers_of, posted, share, trial};
use crate::actors::page::Table;
use crate::actors::statistics::{Judged, auc_gain, recall_at};
use crate::actors::trial::{finding, total_of};

pub(super) fn evaluate(evaluation: &mut Evaluation) -> Result<String, Box<dyn Error>> {
    let set = evaluation.open("youtube_spam")?;
    let scores = evaluation.scores(&set)?;
    let start = set.rows.iter().find_map(|row| row.ts).unwrap_or(0);
    let variants = ["classifier's scores", "scores and texts", "texts alone"];
    let ledgers = [trial(start), trial(start), trial(start)];
    let mut judged: [Vec<Judged>; 3] = Default::default();
    let authors = set.by_author();
    let number_of = numbers_of(&authors);
    let (mut above, mut touched, mut ham) = (0, 0, 0);
    let mut at = start;
    for row in &set.rows {
        // One video has no times: its comments keep their order.
        at = row.ts.unwrap_or(at).max(at);
        let (is_bad, author) = (row.spam == Some(1), number_of[row.author.as_str()]);
        let text = row.text.clone().filter(|text| !text.is_empty());
        let with_scores = posted(row, at, scores.get(&row.seq));
        let posts = [
            with_scores.clone(),
            Posted { text: text.clone(), ..with_scores },
            Posted { text, ..posted(row, at, None) },
        ];
        for (variant, (ledger, post)) in ledgers.iter().zip(posts).enumerate() {
            let standing = ledger.post(post).standing;
            judged[variant].push(Judged { author, score: total_of(&standing, Family::Spam), is_bad });
            if variant == 2 && !is_bad {
                ham += 1;
                touched += usize::from(finding(&standing, Signal::RepeatedContent).is_some());
                above += usize::from(standing.band > Band::Watch);
            }
        }
    }
    let mut table = Table::new(&["by", "AUC", "gain over scores", "recall at 1 %", "recall at 0.1 %"]);
    for (variant, of_variant) in judged.iter().enumerate() {
        table.row([
            variants[variant].to_owned(),
            evaluation.auc(of_variant).to_string(),
            auc_gain(of_variant, &judged[0], evaluation.resamples).to_string(),
            recall_at(of_variant, 0.01).to_string(),
            recall_at(of_variant, 0.001).to_string(),
        ]);
    }
    let spam = judged[0].iter().filter(|one| one.is_bad).count();
    Ok(format!(
        "{} comments, {spam} of them spam, each judged by the spam total of its author right after it. By texts alone, \
         `repeated_content` touches {} of the ham and lifts {above} above Watch. Goal: more recall with texts, no ham above \
         Watch through `repeated_content` alone.\n\n{}",
        set.rows.len(),
        share(touched, ham),
        table.markdown()
    ))
}
