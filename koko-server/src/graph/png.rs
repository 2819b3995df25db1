//! Makes pictures of drawings: PNG, drawn at twice the size and made smaller, or SVG.

use plotters::prelude::*;

use super::font;
use super::plot::Drawing;

/// How much larger is drawn than is shown.
const FACTOR: u32 = 2;

/// How large a picture is, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
#[error("the picture could not be drawn: {0}")]
pub struct NoPicture(String);

/// A PNG of the drawing.
pub fn png(drawing: &Drawing, size: Size) -> Result<Vec<u8>, NoPicture> {
    font::register();
    let (width, height) = (size.width * FACTOR, size.height * FACTOR);
    let mut large = vec![0; (width * height * 3) as usize];
    let area = BitMapBackend::with_buffer(&mut large, (width, height)).into_drawing_area();
    drawing.draw(&area, FACTOR).map_err(|error| NoPicture(error.to_string()))?;
    drop(area);
    let small = smaller(&large, size);
    let mut file = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut file, size.width, size.height);
    encoder.set_color(::png::ColorType::Rgb);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&small));
    written.map_err(|error| NoPicture(error.to_string()))?;
    Ok(file)
}

/// An SVG of the drawing.
pub fn svg(drawing: &Drawing, size: Size) -> Result<Vec<u8>, NoPicture> {
    font::register();
    let mut text = String::new();
    let area = SVGBackend::with_string(&mut text, (size.width, size.height)).into_drawing_area();
    drawing.draw(&area, 1).map_err(|error| NoPicture(error.to_string()))?;
    drop(area);
    Ok(text.into_bytes())
}

/// Each pixel is the mean of four.
fn smaller(large: &[u8], size: Size) -> Vec<u8> {
    let width = (size.width * FACTOR * 3) as usize;
    let mut small = Vec::with_capacity(large.len() / 4);
    for rows in large.chunks_exact(width * 2) {
        let (upper, lower) = rows.split_at(width);
        for (upper, lower) in upper.chunks_exact(6).zip(lower.chunks_exact(6)) {
            for channel in 0..3 {
                let four = [upper[channel], upper[channel + 3], lower[channel], lower[channel + 3]];
                small.push((four.into_iter().map(u16::from).sum::<u16>() / 4) as u8);
            }
        }
    }
    small
}

#[cfg(test)]
mod tests {
    use super::super::plot::{Line, THRESHOLD, Theme};
    use super::*;

    fn drawing(theme: Theme, lines: usize) -> Drawing {
        let line = |line: usize| Line {
            name: format!("route=\"/v1/score\" {line}"),
            points: (0..60)
                .map(|minute| (f64::from(minute) * 60.0, f64::from(minute % 7) * line as f64))
                .collect(),
        };
        Drawing {
            title: "Errors <5 %".to_owned(),
            from: 0.0,
            to: 3_600.0,
            step: 60.0,
            lines: (0..lines).map(line).collect(),
            left_out: 0,
            threshold: Some(3.0),
            theme,
        }
    }

    fn pixels(file: &[u8]) -> Vec<[u8; 3]> {
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut bytes).unwrap();
        bytes.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    }

    #[test]
    fn a_picture_has_its_threshold_its_lines_and_its_words() {
        let size = Size { width: 640, height: 320 };
        for (theme, ground, is_ink) in [
            (
                Theme::Light,
                [255, 255, 255],
                (|pixel: &[u8; 3]| pixel.iter().all(|value| *value < 110)) as fn(&_) -> _,
            ),
            (Theme::Dark, [24, 27, 31], |pixel: &[u8; 3]| pixel.iter().all(|value| *value > 150)),
        ] {
            let pixels = pixels(&png(&drawing(theme, 3), size).unwrap());
            assert_eq!(pixels.len(), 640 * 320);
            assert_eq!(pixels[0], ground);
            let count = |is: &dyn Fn(&[u8; 3]) -> bool| pixels.iter().filter(|pixel| is(pixel)).count();
            let red = [THRESHOLD.0, THRESHOLD.1, THRESHOLD.2];
            assert!(
                count(&|pixel| *pixel == red) > 600,
                "two of three pixels of two rows are the threshold's"
            );
            assert!(count(&|pixel| *pixel == [0, 114, 178]) > 100, "the first line");
            assert!(count(&is_ink) > 300, "words: {theme:?} {}", count(&is_ink));
        }
    }

    #[test]
    fn an_empty_one_says_so_and_the_same_can_be_had_as_svg() {
        let size = Size { width: 400, height: 200 };
        assert!(png(&drawing(Theme::Light, 0), size).is_ok());
        let svg = String::from_utf8(svg(&drawing(Theme::Light, 0), size).unwrap()).unwrap();
        for part in ["<svg", "Errors &lt;5 %", "nothing was measured", "threshold  3"] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
    }
}
