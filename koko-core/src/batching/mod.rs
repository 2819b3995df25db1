//! Groups rows of tokens into batches and runs them on all engines.

mod plan;
mod workers;

pub use plan::{Batching, plan};
pub use workers::{RowLogits, Workers};
