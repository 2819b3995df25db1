//! How many files and sockets the process may have open.

/// What the process needs besides connections: the model, stores, standard streams, and connections that are turned away.
const OTHERS: usize = 512;

/// Asks the system for as much as it grants, and says how many connections that is enough for, up to `wanted`.
#[cfg(unix)]
pub fn enough_for(wanted: usize) -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    // What is not granted stays as it was.
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }).ok();
    let granted = getrlimit(Resource::Nofile).current;
    granted.map_or(wanted, |granted| affordable(wanted, usize::try_from(granted).unwrap_or(usize::MAX)))
}

/// There is nothing to ask for.
#[cfg(not(unix))]
pub fn enough_for(wanted: usize) -> usize {
    wanted
}

#[cfg(unix)]
fn affordable(wanted: usize, granted: usize) -> usize {
    let left = granted.saturating_sub(OTHERS).max(granted / 2);
    wanted.min(left).max(1)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn something_is_left_for_everything_else() {
        for (wanted, granted, affordable_are) in [
            (16_384, 1_048_576, 16_384),
            (16_384, 4_096, 3_584),
            (16_384, 256, 128),
            (10, 256, 10),
            (10, 0, 1),
        ] {
            assert_eq!(affordable(wanted, granted), affordable_are, "{wanted} of {granted}");
        }
    }
}
