//! Notices: harm posted where many strangers suddenly post harm.
//!
//! Why it matters: a pile-on is many people who did little each. When it errs: news that upsets everybody. Guard: counts
//! while it lasts, for those who post harm there for the first time; it is never kept in a record. Soft. Cap: +1.

use super::{Context, Notice};
use crate::actor::finding::Inputs;
use crate::actor::parameters::Parameters;

pub(super) const INPUTS: &[&str] = &["intensity", "people"];

pub(super) fn notice(context: &Context, parameters: &Parameters) -> Notice {
    let cap = parameters.raid.cap;
    Notice::capped(cap * context.raid, cap, [context.raid, context.raid_size as f32, 0.0, 0.0])
}

pub(super) fn because([_, people, ..]: &Inputs) -> String {
    format!("joined a raid of about {people:.0} people, for as long as it lasts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raid_adds_up_to_its_cap_and_only_now() {
        let of =
            |raid| notice(&Context { raid, raid_size: 9, ..Context::default() }, &Parameters::default()).nats;
        assert_eq!((of(0.0), of(0.5), of(7.0), of(f32::NAN)), (0.0, 0.5, 1.0, 0.0));
    }
}
