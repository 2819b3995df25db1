//! Plots from 0 to 1 on both sides, as SVG.

use plotters::prelude::*;

use crate::graph::font;

const WIDTH: u32 = 440;
const HEIGHT: u32 = 360;
const FONT: (&str, u32) = ("sans-serif", 13);

/// A plot of shares: both axes go from 0 to 1.
#[derive(Debug, Clone)]
pub struct Plot {
    title: String,
    x: String,
    y: String,
    legend: Legend,
    /// What is drawn, the first at the bottom.
    pub series: Vec<Series>,
    /// Places on the x axis that matter.
    pub marks: Vec<Mark>,
}

/// Points that belong together.
#[derive(Debug, Clone)]
pub struct Series {
    /// As the legend calls it.
    pub name: String,
    /// Its colour.
    pub hue: Hue,
    /// How it is drawn.
    pub style: Style,
    /// From left to right.
    pub points: Vec<(f64, f64)>,
}

/// A place on the x axis.
#[derive(Debug, Clone)]
pub struct Mark {
    /// As the legend calls it.
    pub name: String,
    /// Where.
    pub at: f64,
}

/// Where a plot has room for its legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legend {
    /// In the middle, because curves keep to the sides.
    Middle,
    /// At the lower right, because points are about the diagonal.
    LowerRight,
}

/// How points are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Joined.
    Line,
    /// Each by itself.
    Dots,
}

/// Colours that can be told apart, also by people who see fewer of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hue {
    /// The first.
    Blue,
    /// The second.
    Orange,
    /// What is only there for comparison.
    Grey,
}

impl Hue {
    fn color(self) -> RGBColor {
        match self {
            Hue::Blue => RGBColor(0, 90, 181),
            Hue::Orange => RGBColor(213, 94, 0),
            Hue::Grey => RGBColor(150, 150, 150),
        }
    }
}

impl Plot {
    /// An empty plot with the names of its axes, x and y.
    pub fn new(title: &str, axes: [&str; 2], legend: Legend) -> Plot {
        let [x, y] = axes.map(str::to_owned);
        Plot { title: title.to_owned(), x, y, legend, series: Vec::new(), marks: Vec::new() }
    }

    /// Draws it.
    pub fn to_svg(&self) -> String {
        // With which the width of its words is measured.
        font::register();
        let mut svg = String::new();
        self.draw(&mut svg).expect("a string takes everything");
        svg
    }

    fn draw(&self, svg: &mut String) -> Result<(), Box<dyn std::error::Error + '_>> {
        let area = SVGBackend::with_string(svg, (WIDTH, HEIGHT)).into_drawing_area();
        area.fill(&WHITE)?;
        let mut chart = ChartBuilder::on(&area)
            .caption(&self.title, ("sans-serif", 16))
            .margin(10)
            .x_label_area_size(40)
            .y_label_area_size(50)
            .build_cartesian_2d(0.0..1.0, 0.0..1.0)?;
        chart
            .configure_mesh()
            .light_line_style(WHITE)
            .x_desc(self.x.as_str())
            .y_desc(self.y.as_str())
            .label_style(FONT)
            .draw()?;
        for Series { name, hue, style, points } in &self.series {
            let color = hue.color();
            let points = points.iter().copied();
            let drawn = match style {
                Style::Line => chart.draw_series(LineSeries::new(points, color.stroke_width(2)))?,
                Style::Dots => {
                    chart.draw_series(points.map(|point| Circle::new(point, 2, color.mix(0.4).filled())))?
                }
            };
            drawn
                .label(name)
                .legend(move |(x, y)| Rectangle::new([(x, y - 2), (x + 14, y + 2)], color.filled()));
        }
        for Mark { name, at } in &self.marks {
            let line = [(*at, 0.0), (*at, 1.0)];
            let drawn = chart.draw_series(LineSeries::new(line, BLACK.mix(0.6)))?;
            drawn
                .label(name)
                .legend(|(x, y)| Rectangle::new([(x + 6, y - 6), (x + 7, y + 6)], BLACK.filled()));
        }
        if !self.series.is_empty() {
            let place = match self.legend {
                Legend::Middle => SeriesLabelPosition::MiddleMiddle,
                Legend::LowerRight => SeriesLabelPosition::LowerRight,
            };
            chart
                .configure_series_labels()
                .position(place)
                .background_style(WHITE.mix(0.8))
                .label_font(FONT)
                .draw()?;
        }
        area.present()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plot_has_its_lines_its_marks_and_its_names() {
        let mut plot = Plot::new("insult <3", ["score", "share"], Legend::Middle);
        plot.series.push(Series {
            name: "harmless".to_owned(),
            hue: Hue::Blue,
            style: Style::Line,
            points: vec![(0.0, 1.0), (1.0, 0.0)],
        });
        plot.marks.push(Mark { name: "1 in 100".to_owned(), at: 0.8 });
        let svg = plot.to_svg();
        for part in ["<svg", "insult &lt;3", "harmless", "1 in 100", "</svg>"] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
    }
}
