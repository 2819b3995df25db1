//! Koko reads what people post and answers three questions at once, inside your process: what is in this text, who
//! keeps doing this, and what should happen.
//!
//! Start at [`moderator`]. The modules stand in reading order, and each uses only those below it:
//!
//! ```text
//! Content → Normalized → Encoding → Logits → Scores (+ Standing) → Decision
//!         normalize    encode     run      score    record        decide
//! ```

pub mod moderator;

pub mod policy;

pub mod actor;

pub mod store;

pub mod parity;

pub mod scores;

pub mod lane;

pub mod batching;

pub mod engine;

pub mod text;

pub mod bundle;

pub mod labels;

pub mod content;

pub mod clock;

pub mod measure;

mod lines;

pub mod error;
