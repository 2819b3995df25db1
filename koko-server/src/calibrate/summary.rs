//! What was found, in plain words.

use std::path::Path;

use koko_core::measure::{Answer, Promise};
use koko_core::scores::LabelFigures;

use super::Findings;
use super::policy::{Base, missing};
use crate::words::{counted, figure, one_in, percent, range};

/// The whole of it, a block for each label.
pub(super) fn summary(findings: &Findings) -> String {
    let blocks = findings.labels.iter().map(|(figures, _)| block(figures, findings.wish.confidence));
    blocks.collect::<Vec<_>>().join("\n")
}

/// What stands in the policy that was written.
pub(super) fn written(findings: &Findings, base: &Base, out: &Path) -> String {
    let first =
        |figures: &LabelFigures| figures.thresholds.first().is_some_and(|answer| answer.promised.is_some());
    let (new, kept): (Vec<_>, Vec<_>) =
        findings.labels.iter().map(|(figures, _)| figures).partition(|one| first(one));
    let names =
        |labels: &[&LabelFigures]| labels.iter().map(|one| one.label.as_str()).collect::<Vec<_>>().join(", ");
    let mut said = format!("\n{} has ", out.display());
    said += &match new.is_empty() {
        true => "no new threshold: nothing could be promised.\n".to_owned(),
        false => format!("new thresholds for {}.\n", names(&new)),
    };
    if !kept.is_empty() && !new.is_empty() {
        said += &format!("As they were: {}, for which nothing could be promised.\n", names(&kept));
    }
    let apart = base.communities_apart();
    if !apart.is_empty() {
        said += &format!("Communities with thresholds of their own keep them: {}.\n", apart.join(", "));
    }
    said
}

fn block(figures: &LabelFigures, confidence: f64) -> String {
    let LabelFigures { label, harmful, harmless, .. } = figures;
    let mut lines = vec![format!("{label}: {harmful} harmful and {}", counted(*harmless, "harmless text"))];
    lines.extend(figures.thresholds.iter().flat_map(|answer| answer_lines(answer, *harmless, confidence)));
    lines.extend(quality(figures));
    lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| format!("{}{line}\n", if at == 0 { "" } else { "  " }))
        .collect()
}

/// What can be promised for one rate.
pub(super) fn answer_lines(answer: &Answer, harmless: usize, confidence: f64) -> Vec<String> {
    let promised = |before: &str, promise: &Promise| {
        let (at, most, sure) = (promise.threshold, flagged(promise.fpr_at_most), percent(confidence));
        [format!("{before}, at {at}, {most} ({sure} sure);"), format!("{}.", found(promise))]
    };
    let refused = || format!("{} cannot be promised: {}.", one_in(answer.fpr), missing(answer, harmless));
    match (&answer.promised, &answer.instead) {
        (Some(promise), _) => promised("On texts like yours", promise).to_vec(),
        (None, Some(promise)) => [vec![refused()], promised("What can be", promise).to_vec()].concat(),
        (None, None) => vec![refused()],
    }
}

/// How many harmless texts are flagged at the most.
fn flagged(rate: f64) -> String {
    match one_in(rate) {
        few if few.starts_with("1 in ") => format!("at most {few} harmless texts is flagged"),
        share => format!("at most {share} of harmless texts are flagged"),
    }
}

fn found(promise: &Promise) -> String {
    match (promise.recall, promise.recall_interval) {
        (Some(recall), Some(interval)) => {
            format!("{} of the harmful ones are found ({})", percent(recall), range(interval))
        }
        _ => "there is no harmful one to be found".to_owned(),
    }
}

fn quality(figures: &LabelFigures) -> Vec<String> {
    let mut lines = Vec::new();
    if figures.auc.is_some() {
        let (auc, precision) = (figure(figures.auc), figure(figures.average_precision));
        lines.push(format!("Ranking: AUC {auc}, average precision {precision}."));
    }
    if let (Some(before), Some(after)) = (figures.calibration_error, figures.calibration_error_scaled) {
        let points = |error: f64| format!("{:.1}", error * 100.0);
        lines.push(format!(
            "A score is off by {} points on average; scaled to your texts it would be {}.",
            points(before),
            points(after)
        ));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use koko_core::labels::Label;
    use koko_core::scores::{Rated, Wish, figures};

    fn said(harmless: usize, harmful: usize) -> String {
        let rated: Vec<Rated> = (0..harmless)
            .map(|n| Rated { score: n as f32 / 1_000.0, truth: 0.0 })
            .chain((0..harmful).map(|n| Rated { score: 0.2 + n as f32 / 100.0, truth: 1.0 }))
            .collect();
        let wish = Wish { rates: vec![0.01], confidence: 0.95 };
        block(&figures(Label::parse("insult").unwrap(), &rated, &wish), 0.95)
    }

    #[test]
    fn a_promise_reads_like_a_sentence() {
        let said = said(300, 40);
        let expected = "On texts like yours, at 0.299001, at most 1 in 100 harmless texts is flagged (95 % sure);\n  75 % \
                        of the harmful ones are found (59 % to 87 %).";
        assert!(said.contains(expected), "{said}");
        assert!(said.starts_with("insult: 40 harmful and 300 harmless texts\n"), "{said}");
        assert!(said.contains("AUC ") && said.contains("points on average"), "{said}");
        assert!(said.lines().all(|line| line.len() < 100), "{said}");
    }

    #[test]
    fn too_few_texts_are_told_how_many_are_needed() {
        let said = said(120, 1);
        assert!(said.contains("1 in 100 cannot be promised: 120 harmless texts, 299 are needed."), "{said}");
        assert!(
            said.contains(
                "What can be, at 0.119001, at most 2.5 % of harmless texts are flagged (95 % sure);"
            ),
            "{said}"
        );
    }

    #[test]
    fn without_harmful_texts_nothing_is_said_about_finding_them() {
        let said = said(300, 0);
        assert!(said.contains("there is no harmful one to be found") && !said.contains("AUC"), "{said}");
    }
}
