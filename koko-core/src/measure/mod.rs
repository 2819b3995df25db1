//! How good scores are: figures that statistics has names for, each a plain function of its arguments.
//!
//! Knows nothing of texts, labels or models; used to judge a model on somebody's own texts, and in no answer.
//! [`Chance`] makes samples up, for tests, benches and the tuning of batches.

mod agreement;
mod calibration;
mod chance;
mod guarantee;
mod promise;
mod quantile_map;
mod ranking;

pub use agreement::{Table, pearson, spearman};
pub(crate) use calibration::sigmoid;
pub use calibration::{Outcome, Platt, calibration_error};
pub use chance::Chance;
pub use guarantee::{
    Interval, binomial_cdf, clopper_pearson, exceeding_allowed, needed, promised, upper_bound,
};
pub use promise::{Answer, Promise, Sides};
pub use quantile_map::{BadKnots, QuantileMap};
pub use ranking::{Labelled, auc, average_precision};
