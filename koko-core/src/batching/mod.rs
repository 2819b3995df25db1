//! Groups rows of tokens into batches and runs them on all engines: whoever waits first, jobs with what is left.

mod cache;
mod cancel;
mod company;
mod home;
mod job;
mod load;
mod locks;
mod order;
mod parcel;
mod plan;
mod priority;
mod queue;
mod rows;
mod runs;
mod spread;
mod state;
mod tune;
mod workers;

pub use cache::{CacheStats, Digests, RowCache};
pub use cancel::CancelToken;
pub use job::{RowLogits, Ticket};
pub use load::{Load, Waiting};
pub use order::{CallOptions, Order, Urgency, Want};
pub use plan::{Batching, plan};
pub use queue::Limits;
pub use rows::Rows;
pub use runs::{Run, Runs};
pub use spread::Spread;
pub use tune::{Trial, Tuning, tune};
pub use workers::Workers;
