//! The native half of the Python package `koko`: convert in, enter the core, convert out.
//!
//! Holds no rules. What the calls do is written in the stub `koko/__init__.pyi`, which is the manual.

mod convert;
mod door;
mod moderator;
mod normalize;

use pyo3::prelude::*;

#[pymodule]
mod _koko {
    #[pymodule_export]
    use super::door::{error_kinds, fail};
    #[pymodule_export]
    use super::moderator::Moderator;
    #[pymodule_export]
    use super::normalize::{normalize, normalizer_id};
}
