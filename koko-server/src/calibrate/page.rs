//! The report: every figure, and for each label what a threshold does and what a score means.

use koko_core::scores::{LabelFigures, Rated, is_harmful};

use super::Findings;
use super::summary::answer_lines;
use crate::report::{Hue, Legend, Mark, Page, Plot, Series, Style};
use crate::words::{figure, maybe_percent, one_in, percent, range};

/// Points of a curve; more could not be seen.
const POINTS: usize = 200;
/// Dots of the diagram of probabilities.
const BINS: usize = 10;

/// The whole page.
pub(super) fn page(findings: &Findings) -> String {
    let Findings { wish, labels, model, files } = findings;
    let mut page = Page::new("Thresholds for your texts");
    page.paragraph(&format!("From {files}, with the model {model}."));
    page.table(&HEADER, rows(labels).iter().map(Vec::as_slice));
    page.note(&format!(
        "A promise: of all harmless texts of the kind that was read here, at most the given share has a score at or above \
         the threshold. It is wrong with a probability of at most {}, whatever the scores look like (Clopper and Pearson's \
         bound on an order statistic of the harmless scores; Wilks 1941, Tong, Feng and Li 2018). Each promise stands for \
         itself. It says nothing about texts of another kind: take them by chance from those that Koko will read, and \
         again when your community changes.",
        percent(1.0 - wish.confidence)
    ));
    for (figures, rated) in labels {
        page.heading(figures.label.as_str());
        for answer in &figures.thresholds {
            page.paragraph(&answer_lines(answer, figures.harmless, wish.confidence).join(" "));
        }
        page.plots(&[thresholds(figures, rated), meaning(figures, rated)]);
        if let Some(scaling) = figures.scaling {
            page.note(&format!(
                "Scaled to these texts, a score p stands for sigmoid({:.3} · log(p / (1 − p)) + {:.3}); that would bring the \
                 mean error from {} to {}, measured on texts that were not used for the scaling.",
                scaling.scale,
                scaling.shift,
                figure(figures.calibration_error),
                figure(figures.calibration_error_scaled)
            ));
        }
    }
    page.end()
}

const HEADER: [&str; 9] = [
    "label",
    "harmful",
    "harmless",
    "flagged at most",
    "threshold",
    "found",
    "found, range",
    "AUC",
    "average precision",
];

fn rows(labels: &[(LabelFigures, Vec<Rated>)]) -> Vec<Vec<String>> {
    let rows = labels.iter().flat_map(|(figures, _)| {
        figures.thresholds.iter().map(|answer| {
            let promise = answer.promised.as_ref();
            let threshold = match promise {
                Some(promise) => promise.threshold.to_string(),
                None => format!("none: {} harmless texts are needed", answer.needed),
            };
            let interval = promise.and_then(|promise| promise.recall_interval);
            vec![
                figures.label.to_string(),
                figures.harmful.to_string(),
                figures.harmless.to_string(),
                one_in(answer.fpr),
                threshold,
                maybe_percent(promise.and_then(|promise| promise.recall)),
                interval.map_or_else(|| "–".to_owned(), range),
                figure(figures.auc),
                figure(figures.average_precision),
            ]
        })
    });
    rows.collect()
}

/// For every threshold, the share of each kind that is flagged.
fn thresholds(figures: &LabelFigures, rated: &[Rated]) -> Plot {
    let mut plot = Plot::new("What a threshold flags", ["threshold", "share flagged"], Legend::Middle);
    let (harmful, harmless): (Vec<&Rated>, Vec<&Rated>) = rated.iter().partition(|one| is_harmful(one));
    for (name, hue, kind) in [("harmless", Hue::Blue, harmless), ("harmful", Hue::Orange, harmful)] {
        if kind.is_empty() {
            continue;
        }
        let share = |at: f64| {
            let flagged = kind.iter().filter(|one| f64::from(one.score) >= at).count();
            (at, flagged as f64 / kind.len() as f64)
        };
        let points = (0..=POINTS).map(|point| share(point as f64 / POINTS as f64)).collect();
        plot.series.push(Series { name: name.to_owned(), hue, style: Style::Line, points });
    }
    let promised = figures.thresholds.iter().filter_map(|answer| Some((answer.fpr, answer.promised?)));
    plot.marks = promised
        .map(|(rate, promise)| Mark { name: one_in(rate), at: f64::from(promise.threshold) })
        .collect();
    plot
}

/// For scores of a kind, the share of texts that are harmful.
fn meaning(figures: &LabelFigures, rated: &[Rated]) -> Plot {
    let mut plot = Plot::new("What a score means", ["score", "share that is harmful"], Legend::LowerRight);
    plot.series.push(line("as it should be", Hue::Grey, |score| score));
    let mut sorted: Vec<&Rated> = rated.iter().collect();
    sorted.sort_by(|one, other| one.score.total_cmp(&other.score));
    let size = sorted.len().div_ceil(BINS).max(1);
    let dot = |bin: &[&Rated]| {
        let count = bin.len() as f64;
        let score = bin.iter().map(|one| f64::from(one.score)).sum::<f64>() / count;
        (score, bin.iter().map(|one| one.truth).sum::<f64>() / count)
    };
    let points = sorted.chunks(size).map(dot).collect();
    plot.series.push(Series {
        name: "a tenth of the texts".to_owned(),
        hue: Hue::Orange,
        style: Style::Line,
        points,
    });
    if let Some(scaling) = figures.scaling {
        plot.series.push(line("scaling", Hue::Blue, |score| scaling.apply(score)));
    }
    plot
}

fn line(name: &str, hue: Hue, y: impl Fn(f64) -> f64) -> Series {
    let points = (0..=POINTS).map(|point| point as f64 / POINTS as f64).map(|x| (x, y(x))).collect();
    Series { name: name.to_owned(), hue, style: Style::Line, points }
}
