//! What came of one attempt to deliver.
//!
//! Knows neither how it was sent nor what follows.

use std::time::Duration;

/// What came of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver answered, with whatever status.
    Answered {
        /// Of HTTP.
        status: u16,
        /// When the receiver wants to be asked again.
        retry_after: Option<Duration>,
    },
    /// Nobody answered.
    Unanswered {
        /// Why not.
        failure: Failure,
        /// The same in words, for whoever looks after the endpoint. Nothing of the receiver's answer is in it.
        what: String,
    },
}

/// Why nobody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The address may not be posted to.
    TargetRefused,
    /// The name has no address.
    NameUnknown,
    /// Nobody listens there, or nobody can be reached.
    NotConnected,
    /// Its certificate does not hold, or it speaks no TLS.
    Insecure,
    /// It took too long.
    TimedOut,
    /// The connection broke, or what came was no HTTP.
    Broken,
}

impl Outcome {
    /// Whether it has arrived: any status from 200 to 299.
    pub fn is_delivered(&self) -> bool {
        matches!(self, Outcome::Answered { status: 200..=299, .. })
    }

    /// Whether the receiver has said that it wants nothing any more.
    pub fn is_gone(&self) -> bool {
        matches!(self, Outcome::Answered { status: 410, .. })
    }

    /// Whether the receiver, and not this one delivery, seems to have trouble: others had better wait, too.
    pub fn is_overload(&self) -> bool {
        match self {
            Outcome::Answered { status, .. } => matches!(status, 429 | 502 | 503 | 504),
            Outcome::Unanswered { failure, .. } => {
                matches!(failure, Failure::NotConnected | Failure::TimedOut)
            }
        }
    }

    /// When the receiver wants to be asked again.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Outcome::Answered { retry_after, .. } => *retry_after,
            Outcome::Unanswered { .. } => None,
        }
    }
}

impl Failure {
    /// Every failure.
    pub const ALL: [Failure; 6] = [
        Failure::TargetRefused,
        Failure::NameUnknown,
        Failure::NotConnected,
        Failure::Insecure,
        Failure::TimedOut,
        Failure::Broken,
    ];

    /// A stable name.
    pub fn name(self) -> &'static str {
        match self {
            Failure::TargetRefused => "target_refused",
            Failure::NameUnknown => "name_unknown",
            Failure::NotConnected => "not_connected",
            Failure::Insecure => "insecure",
            Failure::TimedOut => "timed_out",
            Failure::Broken => "broken",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_status_of_two_hundred_and_some_is_delivered() {
        let answered = |status| Outcome::Answered { status, retry_after: None };
        for (status, delivered, gone, overload) in [
            (199, false, false, false),
            (200, true, false, false),
            (299, true, false, false),
            (301, false, false, false),
            (400, false, false, false),
            (410, false, true, false),
            (429, false, false, true),
            (500, false, false, false),
            (502, false, false, true),
            (504, false, false, true),
        ] {
            let outcome = answered(status);
            let said = (outcome.is_delivered(), outcome.is_gone(), outcome.is_overload());
            assert_eq!(said, (delivered, gone, overload), "{status}");
        }
        for failure in Failure::ALL {
            let outcome = Outcome::Unanswered { failure, what: String::new() };
            assert!(!outcome.is_delivered() && !outcome.is_gone(), "{}", failure.name());
        }
    }
}
