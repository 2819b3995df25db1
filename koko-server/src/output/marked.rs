//! Somebody's text on a terminal: places marked, lines wrapped, and nothing in it that the terminal would obey.

use std::ops::Range;

use super::paint::{Ink, Paint};

/// Longer texts are shown in part, around the first place that is marked.
const MAX_CHARACTERS: usize = 600;

/// How much is shown before the first place, where the text is cut.
const LEAD_CHARACTERS: usize = 120;

/// One character as it is shown.
#[derive(Debug, Clone)]
struct Cell {
    shown: String,
    width: usize,
    ink: Ink,
    space: bool,
}

impl Cell {
    fn new(shown: impl Into<String>, ink: Ink) -> Self {
        let shown = shown.into();
        Cell { width: console::measure_text_width(&shown), space: shown == " ", shown, ink }
    }
}

/// The text in lines of at most `width`, with the places (ranges of bytes) marked.
pub fn lines(text: &str, places: &[Range<usize>], width: usize, paint: Paint) -> Vec<String> {
    wrapped(cells(text, places, paint), width.max(10)).iter().map(|line| painted(line, paint)).collect()
}

/// The text in one line of at most `width`.
pub fn one_line(text: &str, width: usize, paint: Paint) -> String {
    let mut line = Vec::new();
    let mut used = 0;
    for cell in cells(text, &[], paint) {
        if used + cell.width > width.saturating_sub(1) {
            line.push(Cell::new("…", Ink::Faint));
            break;
        }
        used += cell.width;
        line.push(cell);
    }
    painted(&line, paint)
}

fn cells(text: &str, places: &[Range<usize>], paint: Paint) -> Vec<Cell> {
    let window = window(text, places);
    let mut cells = Vec::new();
    if window.start > 0 {
        cells.push(Cell::new("…", Ink::Faint));
        cells.push(Cell::new(" ", Ink::Body));
    }
    let mut marked = false;
    let mut before = ' ';
    for (at, character) in text[window.clone()].char_indices() {
        let at = window.start + at;
        let inside = places.iter().any(|place| place.contains(&at));
        if inside != marked && paint == Paint::Plain {
            cells.push(Cell::new(if inside { "⟦" } else { "⟧" }, Ink::Mark));
        }
        marked = inside;
        cells.push(match escaped(character, before) {
            Some(escape) => Cell::new(escape, if marked { Ink::Mark } else { Ink::Faint }),
            None => Cell::new(character, if marked { Ink::Mark } else { Ink::Body }),
        });
        before = character;
    }
    if marked && paint == Paint::Plain {
        cells.push(Cell::new("⟧", Ink::Mark));
    }
    let left = text[window.end..].chars().count();
    if left > 0 {
        cells.push(Cell::new(" ", Ink::Body));
        let more = format!("… and {left} more characters");
        cells.extend(more.chars().map(|character| Cell::new(character, Ink::Faint)));
    }
    cells
}

/// The part of a text that is shown.
fn window(text: &str, places: &[Range<usize>]) -> Range<usize> {
    let nth = |from: usize, count: usize| text[from..].char_indices().nth(count).map(|(at, _)| from + at);
    if nth(0, MAX_CHARACTERS).is_none() {
        return 0..text.len();
    }
    let first = places.iter().map(|place| place.start).min().unwrap_or(0);
    let lead = text[..first].char_indices().rev().nth(LEAD_CHARACTERS - 1).map_or(0, |(at, _)| at);
    // Not at a place that is in the first part anyway.
    let start = if nth(0, MAX_CHARACTERS / 2).is_some_and(|middle| first > middle) { lead } else { 0 };
    start..nth(start, MAX_CHARACTERS).unwrap_or(text.len())
}

/// What stands for a character that a terminal would obey or hide.
fn escaped(character: char, before: char) -> Option<String> {
    match character {
        '\n' => Some("\\n".to_owned()),
        '\r' => Some("\\r".to_owned()),
        '\t' => Some("\\t".to_owned()),
        // Emoji and many scripts need the joiners; between Latin letters they only hide something.
        '\u{200c}' | '\u{200d}' if !before.is_ascii() => None,
        hidden if hidden.is_control() || is_hidden(hidden) => Some(format!("\\u{{{:x}}}", u32::from(hidden))),
        _ => None,
    }
}

/// Characters that show nothing: joiners, marks of direction, tags.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn wrapped(cells: Vec<Cell>, width: usize) -> Vec<Vec<Cell>> {
    let mut lines = Vec::new();
    let mut line: Vec<Cell> = Vec::new();
    let mut used = 0;
    for cell in cells {
        if used + cell.width > width && !line.is_empty() {
            // Break after the last space, or in the word where there is none; a space at the break is dropped.
            let after_space = line.iter().rposition(|cell| cell.space).map_or(line.len(), |space| space + 1);
            let rest = if cell.space { Vec::new() } else { line.split_off(after_space) };
            lines.push(std::mem::replace(&mut line, rest));
            used = line.iter().map(|cell| cell.width).sum();
            if cell.space {
                continue;
            }
        }
        used += cell.width;
        line.push(cell);
    }
    lines.push(line);
    lines
}

/// One sequence for each run of one ink, and no spaces at the end.
fn painted(line: &[Cell], paint: Paint) -> String {
    let end = line.iter().rposition(|cell| !cell.space).map_or(0, |last| last + 1);
    line[..end]
        .chunk_by(|left, right| left.ink == right.ink)
        .map(|run| paint.with(run[0].ink, &run.iter().map(|cell| cell.shown.as_str()).collect::<String>()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, part: &str) -> Range<usize> {
        let start = text.find(part).unwrap();
        start..start + part.len()
    }

    #[test]
    fn places_are_marked_with_and_without_colour() {
        let text = "you 1d10t, you";
        let places = [place(text, "1d10t")];
        assert_eq!(lines(text, &places, 80, Paint::Plain), ["you ⟦1d10t⟧, you"]);
        assert_eq!(lines(text, &places, 80, Paint::Color), ["you \x1b[30;43m1d10t\x1b[0m, you"]);
    }

    #[test]
    fn places_that_touch_or_overlap_are_one() {
        assert_eq!(lines("abcdef", &[1..3, 2..4, 4..6], 80, Paint::Plain), ["a⟦bcdef⟧"]);
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_anywhere() {
        assert_eq!(lines("one two three", &[], 10, Paint::Plain), ["one two", "three"]);
        assert_eq!(lines("abcdefghijkl", &[], 10, Paint::Plain), ["abcdefghij", "kl"]);
        assert_eq!(lines("0123456789 next", &[], 10, Paint::Plain), ["0123456789", "next"]);
        assert_eq!(lines("", &[], 10, Paint::Plain), [""]);
        // Wide characters fill two columns.
        assert_eq!(lines("園芸園芸園芸", &[], 10, Paint::Plain), ["園芸園芸園", "芸"]);
    }

    #[test]
    fn nothing_in_a_text_reaches_the_terminal_as_a_command() {
        let text = "a\x1b[2Jb\nc\u{202e}d i\u{200d}diot 👩\u{200d}🌾";
        assert_eq!(
            lines(text, &[], 80, Paint::Plain),
            ["a\\u{1b}[2Jb\\nc\\u{202e}d i\\u{200d}diot 👩\u{200d}🌾"]
        );
        assert_eq!(one_line("m\x07ara", 80, Paint::Plain), "m\\u{7}ara");
    }

    #[test]
    fn a_long_text_is_shown_around_its_first_place() {
        let text = format!("{}idiot{}", "word ".repeat(1_000), " word".repeat(1_000));
        let shown = lines(&text, &[place(&text, "idiot")], 80, Paint::Plain).join(" ");
        assert!(shown.starts_with("… ") && shown.contains("⟦idiot⟧"), "{shown}");
        assert!(shown.ends_with("more characters"), "{shown}");
        assert!(shown.chars().count() < 800, "{shown}");
    }

    #[test]
    fn one_line_ends_with_an_ellipsis_where_it_is_cut() {
        assert_eq!(one_line("short", 10, Paint::Plain), "short");
        assert_eq!(one_line("rather long", 8, Paint::Plain), "rather …");
    }
}
