//! Webhooks as Standard Webhooks 1.0 has them: what happened, told to whoever wants to know, signed and until it has arrived.
//!
//! An attempt reads as: `target` says whether the address may be posted to, `sender` posts what `signature` has signed and
//! returns an `outcome`, and `schedule` says what follows from that.

pub mod sender;

pub mod resolver;
pub mod target;

pub mod schedule;
pub mod signature;

pub mod outcome;
