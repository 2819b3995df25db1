//! What is asked of a picture, and how much may be.

use std::str::FromStr;

use super::plot::Theme;
use super::png::Size;
use super::query::Range;
use super::sign::Parameters;

const USUAL: Size = Size { width: 760, height: 340 };
const USUAL_HOURS: f64 = 1.0;
/// The least and the most pixels.
const WIDTH: (u32, u32) = (200, 1_600);
const HEIGHT: (u32, u32) = (120, 1_000);
/// The shortest and the longest time, in seconds.
const RANGE: (f64, f64) = (60.0, 31.0 * 24.0 * 3_600.0);
/// Points of a line.
const POINTS: (u32, u32) = (2, 1_500);
/// As many as can be told apart.
const USUAL_POINTS: u32 = 360;

/// A picture that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Of what.
    pub what: What,
    /// From when until when.
    pub range: Range,
    /// How large.
    pub size: Size,
    /// On which ground.
    pub theme: Theme,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The expression of an alert.
    Alert(String),
    /// Any expression.
    Query(String),
}

/// Why it is not drawn.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Wrong(String);

impl Asked {
    /// Reads parameters; `now` is the end if none is named.
    pub fn read(mut parameters: Parameters, now: u64) -> Result<Asked, Wrong> {
        let what = match (parameters.remove("alert"), parameters.remove("query")) {
            (Some(alert), None) => What::Alert(alert),
            (None, Some(query)) => What::Query(query),
            _ => return Err(Wrong("name an `alert` or give a `query`".to_owned())),
        };
        let end = number(&mut parameters, "end", (0.0, 1e11))?.unwrap_or(now as f64);
        let length = number(&mut parameters, "range", RANGE)?.unwrap_or(USUAL_HOURS * 3_600.0);
        let width = number(&mut parameters, "width", WIDTH)?.unwrap_or(USUAL.width);
        let height = number(&mut parameters, "height", HEIGHT)?.unwrap_or(USUAL.height);
        let points = number(&mut parameters, "points", POINTS)?.unwrap_or(USUAL_POINTS);
        let theme = match parameters.remove("theme").as_deref() {
            None | Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            Some(_) => return Err(Wrong("`theme` is light or dark".to_owned())),
        };
        if let Some(unknown) = parameters.keys().next() {
            return Err(Wrong(format!(
                "`{unknown}` is not known: there are alert, query, end, range, width, height, points and theme"
            )));
        }
        let step = (length / f64::from(points)).max(1.0);
        let range = Range { from: end - length, to: end, step };
        Ok(Asked { what, range, size: Size { width, height }, theme })
    }
}

fn number<N: FromStr + PartialOrd + std::fmt::Display + Copy>(
    parameters: &mut Parameters,
    name: &str,
    (least, most): (N, N),
) -> Result<Option<N>, Wrong> {
    let Some(written) = parameters.remove(name) else { return Ok(None) };
    let number = written.parse().ok().filter(|number| (least..=most).contains(number));
    number.map(Some).ok_or_else(|| Wrong(format!("`{name}` is a number from {least} to {most}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Result<Asked, Wrong> {
        Asked::read(serde_urlencoded::from_str(query).unwrap(), 10_000)
    }

    #[test]
    fn there_is_a_usual_picture_and_none_that_is_too_large() {
        let usual = read("alert=Slow").unwrap();
        assert_eq!(usual.what, What::Alert("Slow".to_owned()));
        assert_eq!(usual.range, Range { from: 6_400.0, to: 10_000.0, step: 10.0 });
        let other = read("query=up&end=9000&range=600&width=400&height=200&points=10&theme=dark").unwrap();
        assert_eq!(other.range, Range { from: 8_400.0, to: 9_000.0, step: 60.0 });
        assert_eq!((other.size, other.theme), (Size { width: 400, height: 200 }, Theme::Dark));
        for wrong in [
            "",
            "alert=a&query=b",
            "alert=a&width=1601",
            "alert=a&height=1001",
            "alert=a&height=-1",
            "alert=a&range=99999999",
            "alert=a&range=nan",
            "alert=a&points=1501",
            "alert=a&end=inf",
            "alert=a&theme=pink",
            "alert=a&step=1",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
