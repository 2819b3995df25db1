//! `koko calibrate`: thresholds for somebody's own texts, each with a promise about the harmless ones that it flags.

mod page;
mod policy;
mod summary;

use std::collections::BTreeMap;
use std::io::Write;

use koko_core::labels::Label;
use koko_core::policy::Policy;
use koko_core::scores::{LabelFigures, Rated, Wish, figures};

use crate::cli::Calibrate;
use crate::errors::Stop;
use crate::run::{self, End};
use crate::study::{self, Study, Subject};

/// Everything that was found, for whoever shows it.
struct Findings {
    wish: Wish,
    labels: Vec<(LabelFigures, Vec<Rated>)>,
    model: String,
    files: String,
}

/// Does what the command line asks for.
pub fn run(command: &Calibrate) -> Result<End, Stop> {
    let Calibrate { input, fpr, confidence, policy, out, shown, model } = command;
    let study = Study::open(input, shown, &[out.as_deref(), shown.report.as_deref()])?;
    // Read before anything is scored: a policy with a mistake is refused at the start.
    let base = policy.as_deref().map_or_else(|| Ok(policy::Base::builtin()), policy::Base::open)?;
    let moderator = run::builder(model).build()?;
    let mut rated: BTreeMap<Label, Vec<Rated>> = BTreeMap::new();
    let end = study.each(&moderator, |subject| {
        let truths = truths(&subject, moderator.labels())?;
        for (label, rating) in truths {
            rated.entry(label).or_default().push(rating);
        }
        Ok(())
    })?;
    if rated.is_empty() {
        let looked: Vec<_> = moderator.labels().iter().map(|label| format!("`{label}`")).collect();
        let what = "row says whether a label is true of its text";
        return Err(Stop::NothingToCompare { files: study.files(), what, looked: looked.join(", ") });
    }
    let wish = Wish { rates: fpr.clone(), confidence: *confidence };
    let of_label = |label: &Label| {
        let rated = rated.remove(label)?;
        Some((figures(*label, &rated, &wish), rated))
    };
    let labels = moderator.labels().iter().filter_map(of_label).collect();
    let findings =
        Findings { labels, wish: wish.clone(), model: moderator.ids().model.clone(), files: study.files() };

    if let Some(out) = out {
        let written = base.with_thresholds(&findings);
        Policy::parse(&out.display().to_string(), &written)?;
        study::write(out, &written)?;
    }
    if let Some(report) = &shown.report {
        study::write(report, &page::page(&findings))?;
    }
    let mut stdout = std::io::stdout().lock();
    match shown.json {
        true => {
            for (figures, _) in &findings.labels {
                serde_json::to_writer(&mut stdout, figures).map_err(std::io::Error::from)?;
                stdout.write_all(b"\n")?;
            }
        }
        false => {
            stdout.write_all(summary::summary(&findings).as_bytes())?;
            if let Some(out) = out {
                stdout.write_all(summary::written(&findings, &base, out).as_bytes())?;
            }
        }
    }
    Ok(end)
}

/// What a row says about each label, as far as it says anything.
fn truths(subject: &Subject<'_>, labels: &[Label]) -> Result<Vec<(Label, Rated)>, koko_core::error::Error> {
    let mut truths = Vec::new();
    for label in labels {
        let Some(cell) = subject.record.get(label.as_str()) else { continue };
        let truth = study::probability(label.as_str(), cell)?;
        let score = subject.scored.scores.get(*label);
        truths.extend(score.zip(truth).map(|(score, truth)| (*label, Rated { score, truth })));
    }
    Ok(truths)
}
