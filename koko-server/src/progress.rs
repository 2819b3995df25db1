//! What is said on stderr: what runs, how far it is, and which rows were refused.

use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::time::Duration;

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use koko_core::moderator::Report;

use crate::input::Source;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Talk {
    /// Report and progress, on a terminal.
    Normal,
    /// Only what went wrong.
    Quiet,
}

/// When answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// While rows are read: a bar on the same terminal would stand among them.
    Meanwhile,
    /// When all rows were read.
    AtTheEnd,
}

/// Speaks to whoever waits.
pub struct Progress {
    talk: Talk,
    bar: ProgressBar,
}

impl Progress {
    /// Says what runs and shows a bar; neither into a pipe, and no bar among answers on the same terminal.
    pub fn start(talk: Talk, answers: Answers, report: &Report, sources: &[Source]) -> Self {
        let on_terminal = talk == Talk::Normal && std::io::stderr().is_terminal();
        let alone = answers == Answers::AtTheEnd || !std::io::stdout().is_terminal();
        let bar = match on_terminal && alone {
            true => bar(sources),
            false => ProgressBar::hidden(),
        };
        let progress = Progress { talk, bar };
        if on_terminal {
            progress.tell(report);
            if sources.iter().any(Source::is_stdin) && std::io::stdin().is_terminal() {
                progress.tell(&"reading from the keyboard, Ctrl-D ends");
            }
        }
        progress
    }

    /// Moves the bar by the bytes that a row took up, the `rows`th.
    pub fn advance(&self, bytes: u64, rows: u64) {
        self.bar.inc(bytes);
        self.bar.set_message(HumanCount(rows).to_string());
    }

    /// Says one line.
    pub fn tell(&self, line: &dyn Display) {
        // When stderr is gone there is nobody left to tell.
        self.bar.suspend(|| writeln!(std::io::stderr(), "koko: {line}").ok());
    }

    /// Takes the bar away and says how many rows were refused.
    pub fn end(self, refused: u64, rows: u64) {
        self.bar.finish_and_clear();
        if refused > 0 && self.talk == Talk::Normal {
            self.tell(&format!("{refused} of {rows} rows were refused"));
        }
    }
}

fn bar(sources: &[Source]) -> ProgressBar {
    let sizes: Option<u64> = sources.iter().map(Source::size).sum();
    let (bar, template) = match sizes {
        Some(bytes) => (ProgressBar::new(bytes), "{bar:40.cyan/dim} {percent}%  {msg} rows, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg} rows, {decimal_bytes_per_sec}"),
    };
    bar.set_draw_target(ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message("0");
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
