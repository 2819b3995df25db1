//! Draws what was measured: lines, a threshold, a legend; on light or on dark ground.
//!
//! Knows neither where the numbers come from nor what is made of the drawing. Everything is drawn larger by a factor, so that a
//! bitmap can be made smaller again, which smooths its edges.

use chrono::{DateTime, Utc};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::font::FAMILY;

/// More series than this are not drawn, and the legend says so.
pub const MOST_SERIES: usize = 12;
/// The colour of thresholds.
pub const THRESHOLD: RGBColor = RGBColor(214, 39, 40);

/// Colours that can be told apart, also by people who see fewer of them (Okabe and Ito), without the red ones.
const HUES: [RGBColor; 6] = [
    RGBColor(0, 114, 178),
    RGBColor(230, 159, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(86, 180, 233),
    RGBColor(150, 140, 20),
];

const MINUTE: f64 = 60.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;
/// Below this height nothing is to be seen any more, so that the legend is cut instead, in pixels.
const LEAST_PLOT: i32 = 70;
/// How far the marks of the time may be apart.
const TICKS: [f64; 13] = [
    10.0,
    30.0,
    MINUTE,
    2.0 * MINUTE,
    5.0 * MINUTE,
    10.0 * MINUTE,
    30.0 * MINUTE,
    HOUR,
    3.0 * HOUR,
    6.0 * HOUR,
    12.0 * HOUR,
    DAY,
    7.0 * DAY,
];

/// What is drawn.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// What it is about.
    pub title: String,
    /// From when until when, in seconds since 1970.
    pub from: f64,
    /// Until when.
    pub to: f64,
    /// Points that are farther apart have a gap between them.
    pub step: f64,
    /// What was measured.
    pub lines: Vec<Line>,
    /// More lines that there would be.
    pub left_out: usize,
    /// What it is held against.
    pub threshold: Option<f64>,
    /// The ground.
    pub theme: Theme,
}

/// What was measured of one thing.
#[derive(Debug, Clone)]
pub struct Line {
    /// As the legend calls it.
    pub name: String,
    /// Seconds since 1970, and the value.
    pub points: Vec<(f64, f64)>,
}

/// The ground on which is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Theme {
    /// Dark on white.
    #[default]
    Light,
    /// Light on black.
    Dark,
}

impl Theme {
    fn ground(self) -> RGBColor {
        match self {
            Theme::Light => WHITE,
            Theme::Dark => RGBColor(24, 27, 31),
        }
    }

    fn ink(self) -> RGBColor {
        match self {
            Theme::Light => RGBColor(40, 40, 40),
            Theme::Dark => RGBColor(220, 220, 220),
        }
    }

    fn grid(self) -> RGBColor {
        match self {
            Theme::Light => RGBColor(225, 225, 225),
            Theme::Dark => RGBColor(55, 60, 66),
        }
    }
}

/// Sizes, multiplied by the factor.
struct Sizes {
    factor: i32,
}

impl Sizes {
    fn of(&self, size: i32) -> i32 {
        size * self.factor
    }

    fn font(&self, size: i32) -> FontDesc<'static> {
        (FAMILY, f64::from(size * self.factor)).into_font()
    }
}

impl Drawing {
    /// Draws it on an area of a bitmap or of an SVG.
    pub fn draw<D: DrawingBackend>(
        &self,
        area: &DrawingArea<D, Shift>,
        factor: u32,
    ) -> Result<(), DrawingAreaErrorKind<D::ErrorType>> {
        let sizes = Sizes { factor: i32::try_from(factor).unwrap_or(1) };
        area.fill(&self.theme.ground())?;
        let (width, height) = area.dim_in_pixel();
        let (width, height) = (width as i32, height as i32);
        let (row, top) = (sizes.of(17), sizes.of(28));
        let legend = self.legend(((height - top - sizes.of(LEAST_PLOT)) / row).max(1) as usize);
        let bottom = height - row * legend.len() as i32 - sizes.of(8);
        self.text(area, &self.title, (sizes.of(12), sizes.of(8)), &sizes, 15, (HPos::Left, VPos::Top))?;
        if let (Some(lowest), true) = (self.bounds(), bottom - top > sizes.of(40)) {
            let frame =
                Frame { left: sizes.of(64), right: width - sizes.of(16), top, bottom: bottom - sizes.of(24) };
            self.plot(area, &frame, lowest, &sizes)?;
        }
        for (place, (color, name)) in legend.iter().enumerate() {
            let y = bottom + row * place as i32 + row / 2;
            if let Some(color) = color {
                let (left, half) = (sizes.of(12), sizes.of(2));
                area.draw(&Rectangle::new(
                    [(left, y - half), (left + sizes.of(16), y + half)],
                    color.filled(),
                ))?;
            }
            self.text(area, name, (sizes.of(36), y), &sizes, 12, (HPos::Left, VPos::Center))?;
        }
        area.present()
    }

    /// The lowest and the highest value that has to be seen.
    fn bounds(&self) -> Option<(f64, f64)> {
        let values = self.lines.iter().flat_map(|line| line.points.iter().map(|(_, value)| *value));
        let all = values.chain(self.threshold).filter(|value| value.is_finite());
        let (lowest, highest) =
            all.fold((0.0_f64, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        if highest == f64::NEG_INFINITY {
            return Some((0.0, 1.0));
        }
        let highest = if highest > lowest { highest } else { lowest + 1.0 };
        Some((lowest, highest + (highest - lowest) * 0.06))
    }

    fn plot<D: DrawingBackend>(
        &self,
        area: &DrawingArea<D, Shift>,
        frame: &Frame,
        (lowest, highest): (f64, f64),
        sizes: &Sizes,
    ) -> Result<(), DrawingAreaErrorKind<D::ErrorType>> {
        let span = (self.to - self.from).max(1.0);
        let x =
            |time: f64| frame.left + ((time - self.from) / span * f64::from(frame.right - frame.left)) as i32;
        let y = |value: f64| {
            frame.bottom
                - ((value - lowest) / (highest - lowest) * f64::from(frame.bottom - frame.top)) as i32
        };
        let grid = self.theme.grid().stroke_width(sizes.factor as u32);
        for value in ticks_of_values(lowest, highest) {
            let at = y(value);
            area.draw(&PathElement::new([(frame.left, at), (frame.right, at)], grid))?;
            let place = (frame.left - sizes.of(6), at);
            self.text(area, &short(value), place, sizes, 11, (HPos::Right, VPos::Center))?;
        }
        let tick = TICKS.into_iter().find(|tick| span / tick <= 8.0).unwrap_or(7.0 * DAY);
        let mut time = (self.from / tick).ceil() * tick;
        while time <= self.to {
            let at = x(time);
            area.draw(&PathElement::new([(at, frame.top), (at, frame.bottom)], grid))?;
            let place = (at, frame.bottom + sizes.of(6));
            self.text(area, &moment(time, tick), place, sizes, 11, (HPos::Center, VPos::Top))?;
            time += tick;
        }
        for (line, color) in self.lines.iter().zip(HUES.iter().cycle()) {
            let style = color.stroke_width(2 * sizes.factor as u32);
            for part in unbroken(&line.points, self.step) {
                let path: Vec<(i32, i32)> = part.iter().map(|(time, value)| (x(*time), y(*value))).collect();
                match path.as_slice() {
                    [only] => area.draw(&Circle::new(*only, sizes.of(2), color.filled()))?,
                    _ => area.draw(&PathElement::new(path, style))?,
                }
            }
        }
        if let Some(threshold) = self.threshold.filter(|threshold| threshold.is_finite()) {
            // On whole pixels, so that its colour is its colour after everything was made smaller.
            let at = y(threshold) / sizes.factor * sizes.factor;
            let mut left = frame.left / sizes.factor * sizes.factor;
            while left < frame.right {
                let right = (left + sizes.of(8)).min(frame.right);
                area.draw(&Rectangle::new([(left, at), (right, at + sizes.of(2))], THRESHOLD.filled()))?;
                left += sizes.of(12);
            }
        }
        Ok(())
    }

    /// Its rows, as many as there is room for.
    fn legend(&self, most: usize) -> Vec<(Option<RGBColor>, String)> {
        let mut legend = Vec::new();
        if let Some(threshold) = self.threshold {
            legend.push((Some(THRESHOLD), format!("threshold  {}", short(threshold))));
        }
        for (line, color) in self.lines.iter().zip(HUES.iter().cycle()) {
            let last = line.points.last().map_or("no value".to_owned(), |(_, value)| short(*value));
            legend.push((Some(*color), format!("{}  {last}", line.name)));
        }
        if self.lines.is_empty() {
            legend.push((None, "nothing was measured in this time".to_owned()));
        }
        let rows = if self.left_out > 0 { most.saturating_sub(1) } else { most };
        let unnamed = match legend.len() > rows {
            true => legend.len() - most.saturating_sub(1),
            false => 0,
        };
        legend.truncate(legend.len() - unnamed);
        match unnamed + self.left_out {
            0 => {}
            more => legend.push((None, format!("and {more} more"))),
        }
        legend
    }

    fn text<D: DrawingBackend>(
        &self,
        area: &DrawingArea<D, Shift>,
        text: &str,
        place: (i32, i32),
        sizes: &Sizes,
        size: i32,
        (across, down): (HPos, VPos),
    ) -> Result<(), DrawingAreaErrorKind<D::ErrorType>> {
        let style = sizes.font(size).color(&self.theme.ink()).pos(Pos::new(across, down));
        area.draw(&Text::new(text.to_owned(), place, style))
    }
}

/// Where lines are drawn.
struct Frame {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
}

/// Parts of a line without gaps, and without what is no number.
fn unbroken(points: &[(f64, f64)], step: f64) -> impl Iterator<Item = &[(f64, f64)]> {
    let goes_on = move |one: &(f64, f64), next: &(f64, f64)| {
        next.0 - one.0 <= step * 1.5 && one.1.is_finite() && next.1.is_finite()
    };
    points.chunk_by(goes_on).filter(|part| part.iter().all(|(_, value)| value.is_finite()))
}

/// Round values, about five of them.
fn ticks_of_values(lowest: f64, highest: f64) -> impl Iterator<Item = f64> {
    let rough = (highest - lowest) / 5.0;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|round| round * power)
        .into_iter()
        .find(|step| *step >= rough)
        .unwrap_or(rough);
    let first = (lowest / step).ceil() as i64;
    let last = (highest / step).floor() as i64;
    (first..=last).map(move |tick| tick as f64 * step)
}

/// As short as can be read: `1.5k`, `0.02`, `3e-7`.
fn short(value: f64) -> String {
    let size = value.abs();
    let (divisor, unit) = match size {
        1e9.. => (1e9, "G"),
        1e6.. => (1e6, "M"),
        1e4.. => (1e3, "k"),
        _ => (1.0, ""),
    };
    if size != 0.0 && size < 1e-3 {
        return format!("{value:.1e}");
    }
    let value = value / divisor;
    let digits = if value.abs() >= 100.0 {
        0
    } else if value.abs() >= 1.0 {
        2
    } else {
        4
    };
    let text = format!("{value:.digits$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{text}{unit}")
}

/// In UTC, with the date where marks are far apart.
fn moment(time: f64, tick: f64) -> String {
    let is_midnight = time % DAY == 0.0;
    let form = match tick {
        DAY.. => "%b %-d",
        HOUR.. if is_midnight => "%b %-d",
        MINUTE.. => "%H:%M",
        _ => "%H:%M:%S",
    };
    let time = DateTime::<Utc>::from_timestamp(time as i64, 0).unwrap_or_default();
    time.format(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_times_are_short() {
        for (value, text) in [
            (0.0, "0"),
            (1.0, "1"),
            (0.05, "0.05"),
            (0.0144, "0.0144"),
            (12.5, "12.5"),
            (1_500.0, "1500"),
            (15_000.0, "15k"),
            (2_500_000.0, "2.5M"),
            (-3e-7, "-3.0e-7"),
        ] {
            assert_eq!(short(value), text);
        }
        assert_eq!(moment(1_767_225_600.0, HOUR), "Jan 1");
        assert_eq!(moment(1_767_229_200.0, HOUR), "01:00");
        assert_eq!(moment(1_767_225_600.0, MINUTE), "00:00");
        let ticks: Vec<f64> = ticks_of_values(0.0, 1.06).collect();
        assert_eq!(ticks, [0.0, 0.5, 1.0]);
    }

    #[test]
    fn a_legend_that_has_no_room_says_how_much_is_missing() {
        let line = |line: usize| Line { name: format!("line {line}"), points: Vec::new() };
        let drawing = Drawing {
            title: String::new(),
            from: 0.0,
            to: 60.0,
            step: 1.0,
            lines: (0..5).map(line).collect(),
            left_out: 2,
            threshold: Some(1.0),
            theme: Theme::Light,
        };
        let last = |most| {
            let legend = drawing.legend(most);
            (legend.len(), legend.last().map(|(_, words)| words.clone()).unwrap_or_default())
        };
        assert_eq!(last(9), (7, "and 2 more".to_owned()));
        assert_eq!(last(7), (7, "and 2 more".to_owned()));
        assert_eq!(last(4), (4, "and 5 more".to_owned()));
        assert_eq!(last(1), (1, "and 8 more".to_owned()));
        assert_eq!(Drawing { left_out: 0, ..drawing.clone() }.legend(6).len(), 6);
    }

    #[test]
    fn a_line_has_a_gap_where_nothing_was_measured() {
        let points = [(0.0, 1.0), (10.0, 1.0), (40.0, 2.0), (50.0, f64::NAN), (60.0, 3.0)];
        let parts: Vec<usize> = unbroken(&points, 10.0).map(<[_]>::len).collect();
        assert_eq!(parts, [2, 1, 1]);
    }
}
