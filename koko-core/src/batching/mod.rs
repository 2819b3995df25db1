//! Groups rows of tokens into batches and runs them on all engines; what was read before is not read again.

mod cache;
mod plan;
mod workers;

pub use cache::{CacheStats, Keeps, RowCache};
pub use plan::{Batching, plan};
pub use workers::{RowLogits, Workers};
