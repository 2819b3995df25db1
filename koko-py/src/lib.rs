//! The native half of the Python package `koko`: convert in, enter the core, convert out.
//!
//! Holds no rules. What the calls do is written in the stub `koko/__init__.pyi`, which is the manual.

mod arrow;
mod columns;
mod convert;
mod door;
mod measure;
mod moderated;
mod moderator;
mod normalize;
mod policy;
mod results;
mod rows;
mod sources;

use pyo3::prelude::*;

#[pymodule]
mod _koko {
    #[pymodule_export]
    use super::door::{error_kinds, fail};
    #[pymodule_export]
    use super::measure::{
        agreement, auc, average_precision, calibration_error, clopper_pearson, pearson, promise, spearman,
    };
    #[pymodule_export]
    use super::moderated::ModeratedRows;
    #[pymodule_export]
    use super::moderator::Moderator;
    #[pymodule_export]
    use super::normalize::{normalize, normalizer_id};
    #[pymodule_export]
    use super::policy::{builtin_policy, check_policy};
    #[pymodule_export]
    use super::results::ScoredRows;
    #[pymodule_export]
    use super::rows::{Cancel, check_errors};
    #[pymodule_export]
    use super::sources::content_fields;
}
