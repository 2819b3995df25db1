//! How a standing moved, and what moved it: as text and as a plot.

use std::collections::BTreeMap;
use std::io::{self, Write};

use koko_core::actor::{Band, Signal, Standing};
use koko_core::clock::Timestamp;
use koko_core::content::ActorId;
use plotters::prelude::*;

use crate::graph::font;
use crate::output::calendar::date_and_time;
use crate::output::marked::one_line;
use crate::output::paint::{Ink, Paint};
use crate::output::watch::in_words;

/// A change that is worth a line, in thousandths of a nat.
const MOVED: i32 = 100;
/// Reasons that are named for one change.
const REASONS: usize = 3;
/// The size of the plot, in pixels.
const SIZE: (u32, u32) = (760, 360);
const FONT: (&str, u32) = ("sans-serif", 13);

/// One event in the life of an author.
#[derive(Debug, serde::Serialize)]
pub(super) struct Moment {
    pub(super) at: Timestamp,
    pub(super) what: String,
    /// How they stood just before it, with what time had done by then; nothing before the first.
    pub(super) before: Option<Standing>,
    pub(super) after: Standing,
}

/// Everything that moved an author's standing, in the order in which it was recorded.
#[derive(Debug, Default, serde::Serialize)]
#[serde(transparent)]
pub(super) struct Timeline(Vec<Moment>);

impl Moment {
    /// What each signal has changed, the largest change first.
    fn changes(&self) -> Vec<(Signal, i32)> {
        let family = self.after.family;
        let mut changes: BTreeMap<Signal, i32> = BTreeMap::new();
        for finding in self.after.findings.iter().filter(|finding| finding.family == family) {
            *changes.entry(finding.signal).or_default() += finding.contribution_mn;
        }
        let before = self.before.iter().flat_map(|before| &before.findings);
        for finding in before.filter(|finding| finding.family == family) {
            *changes.entry(finding.signal).or_default() -= finding.contribution_mn;
        }
        let mut changes: Vec<_> = changes.into_iter().filter(|(_, change)| *change != 0).collect();
        changes.sort_by_key(|(_, change)| std::cmp::Reverse(change.abs()));
        changes
    }

    /// Whether it is worth a line.
    fn matters(&self) -> bool {
        let Some(before) = &self.before else { return true };
        before.band != self.after.band
            || before.family != self.after.family
            || (self.after.total_mn - before.total_mn).abs() >= MOVED
    }
}

impl Timeline {
    pub(super) fn push(&mut self, moment: Moment) {
        self.0.push(moment);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How they stand after everything.
    pub(super) fn last(&self) -> &Standing {
        &self.0.last().expect("there is a moment").after
    }

    /// A line for each event that moved something, or for all.
    pub(super) fn write(&self, to: &mut impl Write, all: bool, paint: Paint, width: usize) -> io::Result<()> {
        let mut quiet = 0;
        for moment in &self.0 {
            if !all && !moment.matters() {
                quiet += 1;
                continue;
            }
            write_quiet(to, &mut quiet, paint)?;
            let Moment { at, what, after, .. } = moment;
            let band = paint.with(Ink::of_band(after.band), in_words(after.band));
            writeln!(
                to,
                "{}  {:.2} {}, {band} · {}",
                date_and_time(*at),
                after.probability,
                after.family.as_str(),
                one_line(what, 60, Paint::Plain)
            )?;
            for (signal, change) in moment.changes().into_iter().take(REASONS) {
                let finding = after.findings.iter().find(|finding| finding.signal == signal);
                let because = finding.map_or("no longer".to_owned(), |finding| finding.because());
                let line = format!(
                    "{:>24} {}: {because}",
                    format!("{:+.2}", f64::from(change) / 1_000.0),
                    signal.as_str()
                );
                writeln!(to, "{}", paint.with(Ink::Faint, &one_line(&line, width, Paint::Plain)))?;
            }
        }
        write_quiet(to, &mut quiet, paint)
    }

    /// The probability over time with the bands behind it.
    pub(super) fn to_svg(&self, author: &ActorId) -> String {
        // With which the width of its words is measured.
        font::register();
        let mut svg = String::new();
        self.draw(author, &mut svg).expect("a string takes everything");
        svg
    }

    fn draw(&self, author: &ActorId, svg: &mut String) -> Result<(), Box<dyn std::error::Error + '_>> {
        let seconds = |at: Timestamp| at.unix_seconds();
        // Events come in the order in which they were recorded, which need not be that in which they happened.
        let mut points: Vec<(i64, f64, Band)> = Vec::with_capacity(2 * self.0.len());
        for moment in &self.0 {
            let at = seconds(moment.at);
            if let Some(before) = &moment.before {
                points.push((at, f64::from(before.probability), before.band));
            }
            points.push((at, f64::from(moment.after.probability), moment.after.band));
        }
        points.sort_by_key(|(at, ..)| *at);
        let (first, last) = (points[0].0, points[points.len() - 1].0);
        let area = SVGBackend::with_string(svg, SIZE).into_drawing_area();
        area.fill(&WHITE)?;
        let mut chart = ChartBuilder::on(&area)
            .caption(format!("{author}: {}", self.last().family.as_str()), ("sans-serif", 16))
            .margin(10)
            .x_label_area_size(40)
            .y_label_area_size(50)
            .build_cartesian_2d(first..last.max(first + 1), 0.0..1.0)?;
        for (from, to, color) in [
            (0.10, 0.40, RGBColor(255, 248, 220)),
            (0.40, 0.80, RGBColor(255, 232, 204)),
            (0.80, 1.0, RGBColor(255, 214, 214)),
        ] {
            chart
                .draw_series([Rectangle::new([(first, from), (last.max(first + 1), to)], color.filled())])?;
        }
        chart
            .configure_mesh()
            .light_line_style(WHITE.mix(0.0))
            .x_labels(5)
            .x_label_formatter(&|at| date_and_time(Timestamp::from_unix_seconds(*at)))
            .y_desc("probability")
            .label_style(FONT)
            .draw()?;
        let line = points.iter().map(|(at, probability, _)| (*at, *probability));
        chart.draw_series(LineSeries::new(line, RGBColor(0, 90, 181).stroke_width(2)))?;
        let dots = self.0.iter().filter(|moment| moment.matters());
        chart.draw_series(dots.map(|moment| {
            let place = (seconds(moment.at), f64::from(moment.after.probability));
            Circle::new(place, 3, color_of(moment.after.band).filled())
        }))?;
        area.present()?;
        Ok(())
    }
}

fn color_of(band: Band) -> RGBColor {
    match band {
        Band::Unknown => RGBColor(150, 150, 150),
        Band::Calm => RGBColor(0, 120, 60),
        Band::Watch => RGBColor(200, 150, 0),
        Band::Elevated => RGBColor(213, 94, 0),
        Band::High => RGBColor(180, 0, 0),
    }
}

/// Says how many events were passed over, and counts anew.
fn write_quiet(to: &mut impl Write, quiet: &mut usize, paint: Paint) -> io::Result<()> {
    let count = std::mem::take(quiet);
    match count {
        0 => Ok(()),
        1 => writeln!(to, "{}", paint.with(Ink::Faint, "  … 1 event that moved little")),
        more => writeln!(to, "{}", paint.with(Ink::Faint, &format!("  … {more} events that moved little"))),
    }
}
