//! `koko parity`: how our scores stand to those that Google's Perspective API gave the same texts.

mod figures;
mod page;
mod perspective;
mod summary;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use koko_core::error::Error;
use koko_core::moderator::Moderator;
use koko_core::parity::{ATTRIBUTES, Attribute, Parity as Maps, Source};

use crate::cli::Parity;
use crate::errors::Stop;
use crate::output::marked::one_line;
use crate::output::paint::Paint;
use crate::run::{self, End};
use crate::study::{self, Study};
use figures::{AttributeFigures, FEWEST_TO_FIT, Pair, figures, fit};

/// Columns that are shown of a text.
const TEXT_WIDTH: usize = 70;

/// Everything that was found, for whoever shows it.
struct Findings {
    attributes: Vec<(AttributeFigures, Vec<Pair>)>,
    /// Attributes in the file that the model cannot be held against.
    left_out: BTreeSet<String>,
    model: String,
    files: String,
}

/// Does what the command line asks for.
pub fn run(command: &Parity) -> Result<End, Stop> {
    let Parity { input, map, fit: fitted, show_texts, shown, model } = command;
    let study = Study::open(input, shown, &[fitted.as_deref(), shown.report.as_deref()])?;
    let mut builder = run::builder(model);
    if let Some(map) = map {
        builder = builder.parity(Maps::open(map)?);
    }
    let moderator = builder.build()?;
    let sources = sources(&moderator);
    let mut pairs: BTreeMap<&str, Vec<Pair>> = BTreeMap::new();
    let mut left_out = BTreeSet::new();
    let end = study.each(&moderator, |subject| {
        let mut found = Vec::new();
        for (name, source) in &sources {
            let theirs = perspective::score(subject.record, name)?;
            let ours = source.score(name, &subject.scored.scores, &subject.scored.attributes);
            found.extend(ours.zip(theirs).map(|(ours, theirs)| (name.as_str(), ours, theirs)));
        }
        let text = || one_line(subject.text, TEXT_WIDTH, Paint::Plain);
        for (name, ours, theirs) in found {
            let text = show_texts.then(text);
            let place = subject.place.to_string();
            pairs.entry(name).or_default().push(Pair { ours: f64::from(ours), theirs, place, text });
        }
        left_out.extend(perspective::attributes(subject.record).filter(|name| !sources.contains_key(name)));
        Ok(())
    })?;
    if pairs.is_empty() {
        let looked: Vec<_> = sources.keys().map(|name| perspective::columns(name).join(" or ")).collect();
        let what = "row has a score of Perspective's";
        return Err(Stop::NothingToCompare { files: study.files(), what, looked: looked.join(", ") });
    }
    let of_attribute = |(name, pairs): (&str, Vec<Pair>)| {
        let map =
            moderator.parity().and_then(|maps| maps.attributes().get(name)).map(|attribute| &attribute.map);
        (figures(name, sources[name], &pairs, map, fitted.is_some()), pairs)
    };
    let attributes = pairs.into_iter().map(of_attribute).collect();
    let model = moderator.ids().model.clone();
    let findings = Findings { attributes, left_out, model, files: study.files() };

    if let Some(path) = fitted {
        study::write(path, &map_file(&findings)?)?;
    }
    if let Some(report) = &shown.report {
        study::write(report, &page::page(&findings))?;
    }
    let mut stdout = std::io::stdout().lock();
    match shown.json {
        true => {
            for (figures, _) in &findings.attributes {
                serde_json::to_writer(&mut stdout, figures).map_err(std::io::Error::from)?;
                stdout.write_all(b"\n")?;
            }
        }
        false => stdout.write_all(summary::summary(&findings, fitted.as_deref()).as_bytes())?,
    }
    Ok(end)
}

/// Each of Perspective's attributes with what it is held against: its own logit where the model has one, else the label
/// that means nearly the same, unless a map says otherwise.
fn sources(moderator: &Moderator) -> BTreeMap<String, Source> {
    let usual = ATTRIBUTES.iter().filter_map(|(name, label)| {
        let label = moderator.labels().iter().find(|known| known.as_str() == *label)?;
        Some(((*name).to_owned(), Source::Label(*label)))
    });
    let own = moderator.attributes().iter().map(|name| (name.clone(), Source::Own));
    let mapped = moderator.parity().into_iter().flat_map(Maps::attributes);
    usual.chain(own).chain(mapped.map(|(name, attribute)| (name.clone(), attribute.source))).collect()
}

/// The maps that could be fitted, as a file.
fn map_file(findings: &Findings) -> Result<String, Error> {
    let fitted = findings.attributes.iter().filter_map(|(figures, pairs)| {
        let map = fit(pairs)?;
        Some((figures.attribute.clone(), Attribute { source: figures.source, map }))
    });
    let maps: BTreeMap<String, Attribute> = fitted.collect();
    if maps.is_empty() {
        let what = format!(
            "no map can be fitted: give at least {FEWEST_TO_FIT} texts with a score of Perspective's"
        );
        return Err(Error::BadInput { what });
    }
    let Findings { model, files, .. } = findings;
    let head = format!(
        "# By `koko parity --fit` from {files}.\n# From the scores of {model}\n# to Perspective's.\n\n"
    );
    Ok(head + &Maps::new(maps).to_toml())
}
