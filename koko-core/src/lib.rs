//! Koko's engine.
pub mod clock;
pub mod content;
pub mod error;
pub mod labels;
pub mod text;
