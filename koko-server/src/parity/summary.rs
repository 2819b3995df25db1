//! What was found, in plain words.

use std::path::Path;

use koko_core::parity::Source;

use super::Findings;
use super::figures::{AttributeFigures, Disagreement, FEWEST_TO_FIT, Level, View, Way};
use crate::words::{counted, figure, maybe_percent};

/// Disagreements that are listed for each attribute.
const SHOWN: usize = 3;
/// The threshold that is spoken of.
const SPOKEN_OF: f64 = 0.8;

/// The whole of it, a block for each attribute.
pub(super) fn summary(findings: &Findings, fitted: Option<&Path>) -> String {
    let mut said: String = findings.attributes.iter().map(|(figures, _)| block(figures) + "\n").collect();
    if !findings.left_out.is_empty() {
        let names: Vec<_> = findings.left_out.iter().map(String::as_str).collect();
        said += &format!("Left out, because this model knows nothing like it: {}.\n", names.join(", "));
    }
    said += "Perspective is no truth: where both differ, look at the texts.\n";
    if let Some(path) = fitted {
        let (enough, few): (Vec<_>, Vec<_>) = findings
            .attributes
            .iter()
            .map(|(figures, _)| figures)
            .partition(|one| one.texts >= FEWEST_TO_FIT);
        let names = |some: &[&AttributeFigures]| {
            some.iter().map(|one| one.attribute.as_str()).collect::<Vec<_>>().join(", ")
        };
        said += &format!("{} has maps for {}.\n", path.display(), names(&enough));
        if !few.is_empty() {
            said += &format!("Not for {}: that takes {FEWEST_TO_FIT} texts.\n", names(&few));
        }
    }
    said
}

fn block(figures: &AttributeFigures) -> String {
    let AttributeFigures { attribute, source, texts, spearman, views, disagreements, .. } = figures;
    let mut lines = vec![
        format!("{attribute} ({}): {}", ours(*source), counted(*texts, "text")),
        format!("  {} (Spearman {}).", order(*spearman), figure(*spearman)),
    ];
    for view in views {
        lines.push(format!(
            "  {}: {:.2} apart on average, Pearson {}.",
            way(view.by),
            view.mean_distance,
            figure(view.pearson)
        ));
        lines.extend(view.levels.iter().find(|level| level.at == SPOKEN_OF).map(spoken));
    }
    lines.extend(views.last().into_iter().flat_map(table));
    lines.push("  Furthest apart:".to_owned());
    lines.extend(disagreements.iter().take(SHOWN).map(told));
    lines.join("\n") + "\n"
}

/// Which of our scores is meant.
pub(super) fn ours(source: Source) -> String {
    source.label().map_or("our imitation of it".to_owned(), |label| format!("our `{label}`"))
}

/// How much a rank correlation is.
fn order(spearman: Option<f64>) -> &'static str {
    match spearman {
        Some(nearly) if nearly >= 0.9 => "Both put the texts into nearly the same order",
        Some(much) if much >= 0.7 => "Both put the texts into much the same order",
        Some(some) if some >= 0.4 => "Both put the texts into a similar order",
        Some(_) => "Both put the texts into different orders",
        None => "The order cannot be compared: one side is always the same",
    }
}

/// What was done with the scores.
pub(super) fn way(by: Way) -> &'static str {
    match by {
        Way::AsTheyAre => "Scores as they are",
        Way::Mapped => "With the map",
        Way::Fitted => "With a map fitted to your pairs (each by the others)",
    }
}

fn spoken(level: &Level) -> String {
    let Level { at, table, agreement, .. } = level;
    format!(
        "    At {at}, both flag {}, only Koko {}, only Perspective {}: the same on {}.",
        table.both,
        table.only_first,
        table.only_second,
        maybe_percent(*agreement)
    )
}

fn table(view: &View) -> Vec<String> {
    let row = |level: &Level| {
        format!(
            "    {:<10}{:>10}{:>9}{:>11}{:>9}",
            level.at,
            maybe_percent(level.agreement),
            figure(level.kappa),
            maybe_percent(level.precision),
            maybe_percent(level.recall)
        )
    };
    let head =
        format!("    {:<10}{:>10}{:>9}{:>11}{:>9}", "threshold", "agreement", "kappa", "precision", "recall");
    std::iter::once(head).chain(view.levels.iter().map(row)).collect()
}

fn told(disagreement: &Disagreement) -> String {
    let Disagreement { place, ours, perspective, text } = disagreement;
    let text = text.as_ref().map(|text| format!("\n      {text}")).unwrap_or_default();
    format!("    {place}: Koko {ours:.2}, Perspective {perspective:.2}{text}")
}
