//! What can go wrong, in words that say what to do about it.
//!
//! Imports nothing of ours, so that every module can use it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::Duration;

/// What kind of thing went wrong: few, stable, the same on every face.
///
/// The kind becomes the exception class in Python, the `code` in JavaScript and the HTTP status in the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The caller's input cannot be used as it is.
    BadInput,
    /// One text is larger than Koko accepts.
    TextTooLong,
    /// The model folder, or a label that was taught to the model, is damaged, incomplete or made for another version.
    BadBundle,
    /// The policy file has a mistake.
    BadPolicy,
    /// ONNX Runtime is not installed, or its version does not fit.
    RuntimeMissing,
    /// The device or the engine that was asked for is not there.
    DeviceMissing,
    /// Too much work at once; try again after the given time.
    Overloaded,
    /// The answer would come, or came, too late for whoever wanted it.
    DeadlineExceeded,
    /// The call was called off before it was answered.
    Cancelled,
    /// The store of author records could not be read or written.
    StoreFailed,
    /// The store of author records is away or full for now, so the event was not acknowledged: send it again after the
    /// given time. An event that was saved after all is counted once.
    StoreUnavailable,
    /// A mistake of ours.
    Bug,
}

impl ErrorKind {
    /// Every kind, so that tests can walk them through every face.
    pub const ALL: [ErrorKind; 12] = [
        ErrorKind::BadInput,
        ErrorKind::TextTooLong,
        ErrorKind::BadBundle,
        ErrorKind::BadPolicy,
        ErrorKind::RuntimeMissing,
        ErrorKind::DeviceMissing,
        ErrorKind::Overloaded,
        ErrorKind::DeadlineExceeded,
        ErrorKind::Cancelled,
        ErrorKind::StoreFailed,
        ErrorKind::StoreUnavailable,
        ErrorKind::Bug,
    ];

    /// The stable name: `bad_input`, `text_too_long`, …
    pub fn as_str(self) -> &'static str {
        match self {
            ErrorKind::BadInput => "bad_input",
            ErrorKind::TextTooLong => "text_too_long",
            ErrorKind::BadBundle => "bad_bundle",
            ErrorKind::BadPolicy => "bad_policy",
            ErrorKind::RuntimeMissing => "runtime_missing",
            ErrorKind::DeviceMissing => "device_missing",
            ErrorKind::Overloaded => "overloaded",
            ErrorKind::DeadlineExceeded => "deadline_exceeded",
            ErrorKind::Cancelled => "cancelled",
            ErrorKind::StoreFailed => "store_failed",
            ErrorKind::StoreUnavailable => "store_unavailable",
            ErrorKind::Bug => "bug",
        }
    }
}

/// Everything that Koko refuses, with the facts and what to do next.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A text above the limit.
    #[error(
        "the text has {bytes} bytes, more than the {limit} that are read at once: split it and send the parts"
    )]
    TextTooLong {
        /// Size of the text.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// An id that is empty or too long.
    #[error("`{field}` must have 1 to {limit} bytes, this one has {bytes}: shorten it or leave it out")]
    BadId {
        /// Which field of the content.
        field: &'static str,
        /// Size of the id.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// A value that makes no sense where it stands.
    #[error("{what}")]
    BadInput {
        /// What was found, and what was expected.
        what: String,
    },
    /// A label that the taxonomy or the bundle does not have.
    #[error("`{label}` is not a label: use one of {known}")]
    UnknownLabel {
        /// As it was written.
        label: String,
        /// The labels there are.
        known: String,
    },
    /// A file of the bundle that cannot be read.
    #[error("cannot read {path}: {source}; a bundle is a folder with manifest.toml and the files it lists")]
    BundleUnreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A manifest that does not hold what it should.
    #[error("{path}: {what}")]
    BadManifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong, and where.
        what: String,
    },
    /// A file whose bytes are not those that the manifest names.
    #[error(
        "{path} is not the file that the manifest names (expected {expected}, found {found}): copy the bundle again"
    )]
    DigestMismatch {
        /// The file.
        path: PathBuf,
        /// Digest in the manifest.
        expected: String,
        /// Digest of the bytes on disk.
        found: String,
    },
    /// A bundle trained with another normalizer than this engine has.
    #[error(
        "{path} was trained with {expected}, this engine has {found}: use a matching version of Koko, or train the bundle again"
    )]
    NormalizerMismatch {
        /// The manifest.
        path: PathBuf,
        /// The normalizer that the manifest names.
        expected: String,
        /// The one built into this engine.
        found: String,
    },
    /// A graph or tokenizer that the runtime will not take, or that does not do what the manifest says.
    #[error("{path} does not fit: {what}")]
    BundleDoesNotFit {
        /// The file.
        path: PathBuf,
        /// What is missing or different.
        what: String,
    },
    /// No bundle where we looked.
    #[error("no model found (looked in {looked}): give the folder with `--bundle`, `bundle=` or KOKO_BUNDLE")]
    NoBundle {
        /// The places, separated by commas.
        looked: String,
    },
    /// The file of a taught label that cannot be read.
    #[error("cannot read the taught label {path}: {source}")]
    TaughtUnreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file of a taught label that cannot be written.
    #[error("cannot write the taught label {path}: {source}")]
    TaughtUnwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file of a taught label that does not hold what it should.
    #[error("{file} is not a taught label: {what}")]
    BadTaught {
        /// The file.
        file: String,
        /// What is wrong.
        what: String,
    },
    /// A label that was taught to another model.
    #[error("`{label}` was taught to {expected}, this is {found}: teach it again, or use the model it knows")]
    TaughtElsewhere {
        /// The label.
        label: String,
        /// The model or normalizer that it was taught with.
        expected: String,
        /// The one there is.
        found: String,
    },
    /// Not enough to learn from.
    #[error(
        "`{label}` has {positives} positive and {negatives} negative texts that differ: give at least {needed} of each, better 20 or more"
    )]
    TooFewExamples {
        /// The label.
        label: String,
        /// Texts that the label is true of.
        positives: usize,
        /// Texts that it is not true of.
        negatives: usize,
        /// How many it takes on each side.
        needed: usize,
    },
    /// A policy file that cannot be read.
    #[error("cannot read the policy {path}: {source}")]
    PolicyUnreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A mistake in a policy.
    #[error("{policy}, line {line}, `{field}`: {what}")]
    BadPolicy {
        /// File, or name of a built-in policy.
        policy: String,
        /// Line in the file, counted from 1.
        line: usize,
        /// The field with the mistake.
        field: String,
        /// What is wrong and what would be right.
        what: String,
    },
    /// ONNX Runtime was not found.
    #[error(
        "ONNX Runtime was not found (looked at {looked}): `pip install onnxruntime`, `npm install onnxruntime-node`, or set ORT_DYLIB_PATH to libonnxruntime.so"
    )]
    RuntimeMissing {
        /// The places, separated by commas.
        looked: String,
    },
    /// ONNX Runtime was found but cannot be used.
    #[error("{path} cannot be used as ONNX Runtime: {what}; this Koko works with {supported}")]
    RuntimeUnfit {
        /// The library.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
        /// The versions that work.
        supported: String,
    },
    /// A device that is not there.
    #[error("device `{device}` is not available: {what}")]
    DeviceMissing {
        /// As it was asked for.
        device: String,
        /// Why, and what to do.
        what: String,
    },
    /// An engine that cannot run here.
    #[error("the engine `{engine}` cannot run here: {what}")]
    EngineMissing {
        /// As it was asked for.
        engine: String,
        /// Why, and what to do.
        what: String,
    },
    /// Too much work at once.
    #[error("too busy now: try again in {} ms", retry_after.as_millis())]
    Overloaded {
        /// When a new try has a chance.
        retry_after: Duration,
    },
    /// A deadline that cannot be met, because others were there before.
    #[error(
        "the answer would take about {} ms, and of the {} ms that were allowed {} are left: allow more time, or try again when less waits",
        needed.as_millis(), deadline.as_millis(), left.as_millis()
    )]
    DeadlineTooShort {
        /// What the caller allowed.
        deadline: Duration,
        /// What is left of that.
        left: Duration,
        /// How long it would take as things are.
        needed: Duration,
    },
    /// A deadline that passed before the answer was there.
    #[error("there was no answer within the {} ms that were allowed: allow more time, or send less at once", deadline.as_millis())]
    DeadlinePassed {
        /// What the caller allowed.
        deadline: Duration,
    },
    /// Called off by its caller, or its moderator was dropped.
    #[error("the call was cancelled before it was answered")]
    Cancelled,
    /// The store failed.
    #[error("the store of author records failed: {what}")]
    StoreFailed {
        /// What it said.
        what: String,
    },
    /// The store is away for now. Nothing was saved.
    #[error(
        "the store of author records {store} is away: {what}; nothing was saved, try again in {} ms",
        retry_after.as_millis()
    )]
    StoreUnavailable {
        /// Its address, without a password.
        store: String,
        /// What was tried, and what the system or the server said.
        what: String,
        /// When a new try has a chance.
        retry_after: Duration,
    },
    /// The answer of the store was lost: some, all or none of the changes were saved.
    #[error(
        "whether the store of author records saved a change is not known: {what}; load the record again and look, or send the event again, it is counted once"
    )]
    StoreOutcomeUnknown {
        /// What was tried, and what the system or the server said.
        what: String,
    },
    /// Inference failed in a way that no input should be able to cause.
    #[error("inference failed: {what}; this is a mistake in Koko or in the bundle, please report it")]
    InferenceFailed {
        /// What the runtime said.
        what: String,
    },
}

/// A store whose answer was lost is asked again after this time.
const LOST_ANSWER_RETRY: Duration = Duration::from_millis(100);

impl Error {
    /// The kind, which tells a program what to do.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Error::TextTooLong { .. } => ErrorKind::TextTooLong,
            Error::BadId { .. }
            | Error::BadInput { .. }
            | Error::UnknownLabel { .. }
            | Error::TooFewExamples { .. }
            | Error::TaughtUnwritable { .. } => ErrorKind::BadInput,
            Error::TaughtUnreadable { .. } | Error::BadTaught { .. } | Error::TaughtElsewhere { .. } => {
                ErrorKind::BadBundle
            }
            Error::BundleUnreadable { .. }
            | Error::BadManifest { .. }
            | Error::DigestMismatch { .. }
            | Error::NormalizerMismatch { .. }
            | Error::BundleDoesNotFit { .. }
            | Error::NoBundle { .. } => ErrorKind::BadBundle,
            Error::PolicyUnreadable { .. } | Error::BadPolicy { .. } => ErrorKind::BadPolicy,
            Error::RuntimeMissing { .. } | Error::RuntimeUnfit { .. } => ErrorKind::RuntimeMissing,
            Error::DeviceMissing { .. } | Error::EngineMissing { .. } => ErrorKind::DeviceMissing,
            Error::Overloaded { .. } => ErrorKind::Overloaded,
            Error::DeadlineTooShort { .. } | Error::DeadlinePassed { .. } => ErrorKind::DeadlineExceeded,
            Error::Cancelled => ErrorKind::Cancelled,
            Error::StoreFailed { .. } => ErrorKind::StoreFailed,
            Error::StoreUnavailable { .. } | Error::StoreOutcomeUnknown { .. } => ErrorKind::StoreUnavailable,
            Error::InferenceFailed { .. } => ErrorKind::Bug,
        }
    }

    /// When a new try has a chance; only for [`ErrorKind::Overloaded`] and [`ErrorKind::StoreUnavailable`].
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Error::Overloaded { retry_after } | Error::StoreUnavailable { retry_after, .. } => {
                Some(*retry_after)
            }
            Error::StoreOutcomeUnknown { .. } => Some(LOST_ANSWER_RETRY),
            _ => None,
        }
    }
}

impl Error {
    /// The same refusal once more, for another row of the same call. What only one row can have failed of becomes
    /// [`Error::InferenceFailed`] with its words.
    pub(crate) fn again(&self) -> Error {
        match self {
            Error::Overloaded { retry_after } => Error::Overloaded { retry_after: *retry_after },
            Error::DeadlineTooShort { deadline, left, needed } => {
                Error::DeadlineTooShort { deadline: *deadline, left: *left, needed: *needed }
            }
            Error::DeadlinePassed { deadline } => Error::DeadlinePassed { deadline: *deadline },
            Error::Cancelled => Error::Cancelled,
            Error::BadInput { what } => Error::BadInput { what: what.clone() },
            Error::StoreFailed { what } => Error::StoreFailed { what: what.clone() },
            Error::StoreUnavailable { store, what, retry_after } => Error::StoreUnavailable {
                store: store.clone(),
                what: what.clone(),
                retry_after: *retry_after,
            },
            Error::StoreOutcomeUnknown { what } => Error::StoreOutcomeUnknown { what: what.clone() },
            other => Error::InferenceFailed { what: other.to_string() },
        }
    }
}

impl ErrorKind {
    /// An error of this kind with made-up facts, by which each face proves that it knows the kind.
    pub fn example(self) -> Error {
        let what = "only an example".to_owned();
        let path = PathBuf::from("manifest.toml");
        match self {
            ErrorKind::BadInput => Error::BadInput { what },
            ErrorKind::TextTooLong => Error::TextTooLong { bytes: 2, limit: 1 },
            ErrorKind::BadBundle => Error::BadManifest { path, what },
            ErrorKind::BadPolicy => Error::BadPolicy {
                policy: "house.toml".to_owned(),
                line: 3,
                field: "action".to_owned(),
                what,
            },
            ErrorKind::RuntimeMissing => Error::RuntimeMissing { looked: what },
            ErrorKind::DeviceMissing => Error::DeviceMissing { device: "cuda:9".to_owned(), what },
            ErrorKind::Overloaded => Error::Overloaded { retry_after: Duration::from_millis(1_500) },
            ErrorKind::DeadlineExceeded => Error::DeadlinePassed { deadline: Duration::from_millis(200) },
            ErrorKind::Cancelled => Error::Cancelled,
            ErrorKind::StoreFailed => Error::StoreFailed { what },
            ErrorKind::StoreUnavailable => Error::StoreUnavailable {
                store: "redis://localhost".to_owned(),
                what,
                retry_after: Duration::from_millis(1_500),
            },
            ErrorKind::Bug => Error::InferenceFailed { what },
        }
    }
}

/// An error as it stands in the place of a result, on every face that has JSON:
/// `{"kind": …, "message": …, "retry_after_ms"?: …}`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ErrorBody {
    /// The stable name of the kind.
    pub kind: &'static str,
    /// What happened, and what to do.
    pub message: String,
    /// Milliseconds after which a new try has a chance; only for [`ErrorKind::Overloaded`] and
    /// [`ErrorKind::StoreUnavailable`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u64>,
}

impl From<&Error> for ErrorBody {
    fn from(error: &Error) -> Self {
        let wait = error.retry_after().map(|wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX));
        ErrorBody { kind: error.kind().as_str(), message: error.to_string(), retry_after_ms: wait }
    }
}

/// Runs `work`; a panic is a mistake of ours, and becomes an error of kind [`ErrorKind::Bug`].
///
/// For the doorways of the faces: a panic must not cross into another language.
pub fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    // The core has no state that a panic leaves half done: a failed batch is dropped whole.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let literal = panic.downcast_ref::<&'static str>().copied();
        let words = literal.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        Err(Error::InferenceFailed { what: format!("panicked at: {}", words.unwrap_or("no message")) })
    })
}

/// What every fallible call of this crate returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_with_its_words() {
        let refused = guarded(|| -> Result<()> { panic!("{} apples", 3) }).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Bug);
        assert!(refused.to_string().contains("3 apples"));
    }

    #[test]
    fn an_example_is_of_its_kind() {
        assert!(ErrorKind::ALL.into_iter().all(|kind| kind.example().kind() == kind));
    }

    #[test]
    fn every_kind_has_a_name_of_its_own() {
        let mut names: Vec<_> = ErrorKind::ALL.iter().map(|kind| kind.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ErrorKind::ALL.len());
    }
}
