//! Policies as texts, for those who write one.

use koko_core::policy::Policy;
use pyo3::prelude::*;

use crate::door;

/// The policy that Koko uses when it is given none.
#[pyfunction]
pub(crate) fn builtin_policy() -> &'static str {
    Policy::BUILTIN
}

/// Refuses a policy with a mistake; `source` names it in the message.
#[pyfunction]
pub(crate) fn check_policy(py: Python<'_>, source: &str, text: &str) -> PyResult<()> {
    door::enter(py, || Policy::parse(source, text).map(drop))
}
