//! From what people do to how they stand: events, a decaying history, signals, a standing whose reasons add up.
//!
//! Text never comes here, only what was found in it. Nothing here punishes: a standing orders queues and adds friction.

mod band;
mod crowd;
mod decay;
mod event;
mod history;
mod ledger;
mod parameters;
mod signals;
mod standing;

pub use band::Band;
pub use crowd::{
    Brigade, Crowd, CrowdSizes, Evictions, FlagSighting, LateEvidence, Links, Pair, Raid, RaidOn, Sighting,
    Surroundings, TextPrint, domains,
};
pub use event::Posted;
pub use ledger::ActorLedger;
pub use parameters::Parameters;
pub use standing::{Finding, Standing};
