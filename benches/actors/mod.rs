//! Authors by the million: made-up load, known attacks, and event streams of real platforms, all through the public door.
//!
//! [`stream`] makes events up and says what is true of who made them. [`attacks`] are short streams whose end is written
//! down. [`sets`] replays recorded streams, each by its protocol. Results go to a page with [`page`].

pub mod attacks;
pub mod data;
pub mod deltas;
pub mod draws;
pub mod latency;
pub mod page;
pub mod population;
pub mod scoring;
pub mod sets;
pub mod statistics;
pub mod stream;
pub mod trial;

/// Seconds.
pub const HOUR: i64 = 3_600;
/// Seconds.
pub const DAY: i64 = 24 * HOUR;
