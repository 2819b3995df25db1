//! Colours, or none.

use std::io::IsTerminal;

use koko_core::actor::Band;
use koko_core::policy::Action;

use crate::cli::Color;

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// With ANSI sequences.
    Color,
    /// Plain text.
    Plain,
}

/// What a piece of text is, from which its colour follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// As the terminal writes.
    Body,
    /// A heading.
    Strong,
    /// Beside the point.
    Faint,
    /// A place that was found in a text.
    Mark,
    /// Harmless.
    Fine,
    /// Help.
    Care,
    /// Worth a look.
    Warn,
    /// Serious.
    Hot,
    /// Very serious, or an error.
    Stop,
}

impl Ink {
    /// The colour of an action.
    pub fn of_action(action: Action) -> Ink {
        match action {
            Action::Allow => Ink::Fine,
            Action::Support => Ink::Care,
            Action::Review => Ink::Warn,
            Action::Hold => Ink::Hot,
            Action::Remove => Ink::Stop,
        }
    }

    /// The colour of a band.
    pub fn of_band(band: Band) -> Ink {
        match band {
            Band::Unknown => Ink::Faint,
            Band::Calm => Ink::Fine,
            Band::Watch => Ink::Warn,
            Band::Elevated => Ink::Hot,
            Band::High => Ink::Stop,
        }
    }

    /// The colour of a probability.
    pub fn of_probability(probability: f32) -> Ink {
        match probability {
            high if high >= 0.8 => Ink::Stop,
            middle if middle >= 0.5 => Ink::Warn,
            _ => Ink::Faint,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Ink::Body => "",
            Ink::Strong => "1",
            Ink::Faint => "2",
            Ink::Mark => "30;43",
            Ink::Fine => "32",
            Ink::Care => "36",
            Ink::Warn => "33",
            Ink::Hot => "35",
            Ink::Stop => "1;31",
        }
    }
}

impl Paint {
    /// What somebody asked for, on this stdout.
    pub fn on_stdout(color: Color) -> Paint {
        let on_terminal = std::io::stdout().is_terminal();
        let wanted = on_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        match color {
            Color::Always => Paint::Color,
            Color::Auto if wanted => Paint::Color,
            Color::Auto | Color::Never => Paint::Plain,
        }
    }

    /// The text in its colour.
    pub fn with(self, ink: Ink, text: &str) -> String {
        match self {
            Paint::Color if ink != Ink::Body && !text.is_empty() => {
                format!("\x1b[{}m{text}\x1b[0m", ink.code())
            }
            _ => text.to_owned(),
        }
    }
}

/// A probability as a bar of ten cells.
pub fn bar(probability: f32) -> String {
    let full = (probability.clamp(0.0, 1.0) * 10.0).round() as usize;
    format!("{}{}", "█".repeat(full), "░".repeat(10 - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_is_plain() {
        assert_eq!(Paint::Plain.with(Ink::Stop, "remove"), "remove");
        assert_eq!(Paint::Color.with(Ink::Fine, "allow"), "\x1b[32mallow\x1b[0m");
        assert_eq!(Paint::Color.with(Ink::Body, "text"), "text");
    }

    #[test]
    fn a_bar_has_ten_cells() {
        for (probability, expected) in [(0.0, "░░░░░░░░░░"), (0.84, "████████░░"), (1.0, "██████████")]
        {
            assert_eq!(bar(probability), expected);
        }
    }
}
