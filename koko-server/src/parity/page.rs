//! The report: every figure, and for each attribute both scores of every text.

use super::Findings;
use super::figures::{AttributeFigures, Disagreement, Pair};
use super::summary::{ours, way};
use crate::report::{Hue, Legend, Page, Plot, Series, Style};
use crate::words::{figure, maybe_percent};

/// Dots that are drawn; more would only make the file larger.
const MOST_DOTS: usize = 2_000;
/// Points of a line.
const POINTS: usize = 200;

/// The whole page.
pub(super) fn page(findings: &Findings) -> String {
    let Findings { attributes, left_out, model, files } = findings;
    let mut page = Page::new("Koko and Perspective on your texts");
    page.paragraph(&format!("From {files}, with the model {model}."));
    page.note(
        "Precision and recall take Perspective's answer for the truth, which it is not: where both differ, look at the \
         texts. Spearman's correlation compares the order of the texts, so no map changes it. A map that was fitted to \
         these pairs is measured on pairs that it was not fitted to.",
    );
    if !left_out.is_empty() {
        let names: Vec<_> = left_out.iter().map(String::as_str).collect();
        page.note(&format!("Left out, because this model knows nothing like it: {}.", names.join(", ")));
    }
    for (figures, pairs) in attributes {
        attribute(&mut page, figures, pairs);
    }
    page.end()
}

fn attribute(page: &mut Page, figures: &AttributeFigures, pairs: &[Pair]) {
    page.heading(&figures.attribute);
    page.paragraph(&format!(
        "Against {}, on {} texts. Spearman {}.",
        ours(figures.source),
        figures.texts,
        figure(figures.spearman)
    ));
    let header = [
        "scores",
        "Pearson",
        "mean distance",
        "threshold",
        "agreement",
        "kappa",
        "precision",
        "recall",
        "both",
        "only Koko",
        "only Perspective",
    ];
    let rows: Vec<Vec<String>> = figures
        .views
        .iter()
        .flat_map(|view| {
            view.levels.iter().map(|level| {
                vec![
                    way(view.by).to_owned(),
                    figure(view.pearson),
                    format!("{:.3}", view.mean_distance),
                    level.at.to_string(),
                    maybe_percent(level.agreement),
                    figure(level.kappa),
                    maybe_percent(level.precision),
                    maybe_percent(level.recall),
                    level.table.both.to_string(),
                    level.table.only_first.to_string(),
                    level.table.only_second.to_string(),
                ]
            })
        })
        .collect();
    page.table(&header, rows.iter().map(Vec::as_slice));
    page.plots(&[plot(figures, pairs)]);
    let rows: Vec<Vec<String>> = figures.disagreements.iter().map(told).collect();
    page.paragraph("Furthest apart:");
    page.table(&["where", "Koko", "Perspective", "text"], rows.iter().map(Vec::as_slice));
}

fn told(disagreement: &Disagreement) -> Vec<String> {
    let Disagreement { place, ours, perspective, text } = disagreement;
    vec![place.clone(), format!("{ours:.3}"), format!("{perspective:.3}"), text.clone().unwrap_or_default()]
}

fn plot(figures: &AttributeFigures, pairs: &[Pair]) -> Plot {
    let mut plot =
        Plot::new("Both scores of each text", ["Koko, as it is", "Perspective"], Legend::LowerRight);
    let every = pairs.len().div_ceil(MOST_DOTS).max(1);
    let dots = pairs.iter().step_by(every).map(|pair| (pair.ours, pair.theirs)).collect();
    plot.series.push(Series { name: "texts".to_owned(), hue: Hue::Blue, style: Style::Dots, points: dots });
    if let Some(map) = &figures.map {
        let points =
            (0..=POINTS).map(|point| point as f64 / POINTS as f64).map(|x| (x, map.apply(x))).collect();
        plot.series.push(Series { name: "map".to_owned(), hue: Hue::Orange, style: Style::Line, points });
    }
    plot
}
