//! Which processor this is, and the two things that each kind does in its own way: products, and what lies between.

use std::sync::OnceLock;

use super::lanes::{Lanes, Plain};
use super::matrix::Panels;
use super::product::{self, ByteRows, Finish};
use super::step::Step;
use crate::error::{Error, Result};

/// A kind of processor. Whoever holds a value of one has found that the machine has what it needs.
pub(super) trait Processor {
    type Lanes: Lanes;

    /// `finish` gets every row times every output of `matrix`.
    fn product<F: Finish<Self::Lanes>>(&self, input: &ByteRows, matrix: Panels<'_>, finish: F);

    /// Runs what lies between the products.
    fn step(&self, step: impl Step);
}

/// The instructions that the products use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instructions {
    /// AMX: tiles of bytes.
    Amx,
    /// AVX-512 VNNI: 64 bytes.
    Vnni,
    /// No special ones. Slow: it exists to be compared with.
    Any,
}

impl Instructions {
    /// The fastest that this machine has; nothing if it has none of the special ones.
    pub fn detect() -> Option<Instructions> {
        // Asked once: virtual machines answer slowly.
        static FOUND: OnceLock<Option<Instructions>> = OnceLock::new();
        *FOUND.get_or_init(|| {
            #[cfg(target_arch = "x86_64")]
            if x86::has_vnni() {
                return Some(if super::amx::permitted() { Instructions::Amx } else { Instructions::Vnni });
            }
            None
        })
    }

    /// As people call them.
    pub fn as_str(self) -> &'static str {
        match self {
            Instructions::Amx => "AMX",
            Instructions::Vnni => "AVX-512 VNNI",
            Instructions::Any => "no special instructions",
        }
    }
}

/// Something to do on whatever processor there is.
pub(super) trait Job {
    type Outcome;

    fn run<P: Processor>(self, processor: &P) -> Self::Outcome;
}

impl Instructions {
    /// Does it with these instructions; an error where the machine does not have them.
    pub(super) fn run<J: Job>(self, job: J) -> Result<J::Outcome> {
        let missing =
            || Error::InferenceFailed { what: format!("this processor does not have {}", self.as_str()) };
        match self {
            Instructions::Any => Ok(job.run(&Any)),
            #[cfg(target_arch = "x86_64")]
            Instructions::Vnni => Ok(job.run(&x86::Vnni::found().ok_or_else(missing)?)),
            #[cfg(target_arch = "x86_64")]
            Instructions::Amx => Ok(job.run(&x86::Amx::found().ok_or_else(missing)?)),
            #[cfg(not(target_arch = "x86_64"))]
            Instructions::Vnni | Instructions::Amx => Err(missing()),
        }
    }
}

/// Any processor.
pub(super) struct Any;

impl Processor for Any {
    type Lanes = Plain;

    fn product<F: Finish<Plain>>(&self, input: &ByteRows, matrix: Panels<'_>, finish: F) {
        product::plain(input, matrix, finish);
    }

    fn step(&self, step: impl Step) {
        step.run::<Plain>();
    }
}

#[cfg(target_arch = "x86_64")]
pub(super) mod x86 {
    //! Processors of x86-64.
    #![allow(unsafe_code)]

    use super::{ByteRows, Finish, Instructions, Panels, Processor, Step};
    use crate::engine::native::wide::Wide;
    use crate::engine::native::{amx, vnni};

    pub(in crate::engine::native) fn has_vnni() -> bool {
        is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512vnni")
            && is_x86_feature_detected!("fma")
    }

    /// A processor with AVX-512 VNNI.
    pub(in crate::engine::native) struct Vnni(());

    /// A processor with AMX and AVX-512 VNNI.
    pub(in crate::engine::native) struct Amx(());

    impl Vnni {
        pub(in crate::engine::native) fn found() -> Option<Vnni> {
            has_vnni().then_some(Vnni(()))
        }
    }

    impl Amx {
        pub(in crate::engine::native) fn found() -> Option<Amx> {
            (Instructions::detect() == Some(Instructions::Amx)).then_some(Amx(()))
        }
    }

    impl Processor for Vnni {
        type Lanes = Wide;

        fn product<F: Finish<Wide>>(&self, input: &ByteRows, matrix: Panels<'_>, finish: F) {
            // SAFETY: a `Vnni` is only made where the features were found.
            unsafe { vnni::product(input, matrix, finish) }
        }

        fn step(&self, step: impl Step) {
            // SAFETY: as above.
            unsafe { wide_step(step) }
        }
    }

    impl Processor for Amx {
        type Lanes = Wide;

        fn product<F: Finish<Wide>>(&self, input: &ByteRows, matrix: Panels<'_>, finish: F) {
            // SAFETY: an `Amx` is only made where the features were found and the system has allowed tiles.
            unsafe { amx::product(input, matrix, finish) }
        }

        fn step(&self, step: impl Step) {
            // SAFETY: as above.
            unsafe { wide_step(step) }
        }
    }

    /// # Safety
    /// The processor must have the named features.
    #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,fma")]
    unsafe fn wide_step(step: impl Step) {
        step.run::<Wide>();
    }
}
