//! The parts of the command `koko`, in reading order: a command line, rows in, answers out.
//!
//! A face holds no rules: what a text is, and what should happen with it, `koko_core` says.

pub mod cli;
pub mod run;

pub mod actors;
pub mod calibrate;
pub mod doctor;
pub mod parity;
pub mod study;
pub mod teach;

pub mod graph;
pub mod serve;

pub mod archive;

pub mod report;
pub mod words;

pub mod input;
pub mod output;
pub mod progress;

pub mod errors;
pub mod hex;

pub mod fuzzing;
