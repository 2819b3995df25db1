//! From what people do to how they stand: events, a decaying history, signals, a standing whose reasons add up.
//!
//! ```text
//! Event → Delta → History → Findings → Standing
//!    resolve  apply    notice       add up
//! ```
//!
//! [`ActorLedger`] is the door. A text stays at the door: what goes on is what was found in it, and a keyed fingerprint.
//! Nothing here punishes: a standing orders queues and adds friction.

mod band;
mod calibration;
mod crowd;
mod decay;
mod deciding;
mod decision;
mod delta;
mod event;
mod export;
mod finding;
mod gamma;
mod history;
mod identity;
mod ids;
mod kept;
mod ledger;
mod parameters;
#[cfg(test)]
mod properties;
mod receipt;
mod record;
mod resolve;
mod rules;
mod saving;
mod shared;
mod signals;
mod standing;
mod tenant;

pub use band::Band;
pub use calibration::{Calibrated, Fit, Reviewed, fit_calibration};
pub use crowd::{
    Brigade, Crowd, CrowdSizes, Evictions, FlagSighting, LateEvidence, Links, Pair, Raid, RaidOn, Sighting,
    Surroundings, TextKey, TextPrint, domains,
};
pub use delta::Delta;
pub(crate) use event::is_too_old;
pub use event::{
    AppealOutcome, Appealed, Event, Flagged, Grade, Kind, LabelScores, Moderated, Outcome, Posted,
};
pub use export::Export;
pub use finding::{Finding, Inputs, Signal};
pub use history::History;
pub use identity::{AuthorKey, tenant_secret};
pub use ids::{DecisionId, FlagId, ModeratorId, ObjectId, ThreadId};
pub(crate) use ledger::is_away;
pub use ledger::{ActorLedger, LedgerOptions, Recorded, Scanned};
pub use parameters::{Affine, Parameters, PerFamily};
pub use receipt::Receipt;
pub use record::Fence;
pub use rules::Rules;
pub use shared::Restored;
pub(crate) use standing::noticeable;
pub use standing::{FamilyProbabilities, Standing};

/// The numbers of each signal, as a policy has them in the tables of [`Parameters`].
pub mod numbers {
    pub use super::parameters::{
        Escalation, Evasion, FlagsReceived, HarmfulShare, LinkSpam, NewAccount, PastActions, PostingBurst,
        Raid, RepeatedContent, SevereHarm, Spread, Targeting,
    };
}
