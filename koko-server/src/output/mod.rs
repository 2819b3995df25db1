//! Where answers go: JSON lines for programs, blocks for people.
//!
//! Knows nothing of files or models: a row and its answer come in, bytes go out.

use std::io;

use koko_core::content::Content;
use koko_core::error::Error;
use koko_core::moderator::{Moderation, Scored, Word};

use crate::input::Row;

pub mod calendar;
pub mod json;
pub mod marked;
pub mod paint;
pub mod pretty;
pub mod watch;

#[cfg(test)]
pub mod samples;

/// What became of one row.
#[derive(Debug)]
pub enum Answer<'a> {
    /// The core answered.
    Found {
        /// What it was asked about.
        content: &'a Content,
        /// What it said.
        found: Found,
        /// What each word weighs, if that was asked for.
        words: Option<Vec<Word>>,
    },
    /// The row could not be read, or the core refused it.
    Refused(Error),
}

/// What the core said.
#[derive(Debug, serde::Serialize)]
#[serde(untagged)]
pub enum Found {
    /// To `score`.
    Scored(Scored),
    /// To `moderate`.
    Moderated(Box<Moderation>),
}

/// Writes answers in one way or another.
pub trait Output {
    /// Writes the answer to one row.
    fn answer(&mut self, row: &Row, answer: &Answer<'_>) -> io::Result<()>;

    /// Hands over what was written so far, so that somebody who waits sees it.
    fn flush(&mut self) -> io::Result<()>;

    /// Writes what belongs after the last answer.
    fn end(&mut self) -> io::Result<()>;
}
