//! One way into the program, whichever `KOKO_WAY` names, so that the program is linked once for all of them.
#![no_main]

use std::sync::OnceLock;

use koko_server::fuzzing::{WAYS, Way, way};
use libfuzzer_sys::fuzz_target;

static CHOSEN: OnceLock<Way> = OnceLock::new();

fn chosen() -> Way {
    let name = std::env::var("KOKO_WAY").unwrap_or_default();
    let names = WAYS.map(|(name, _)| name).join(", ");
    way(&name).unwrap_or_else(|| panic!("KOKO_WAY is `{name}`: there are {names}"))
}

fuzz_target!(|bytes: &[u8]| CHOSEN.get_or_init(chosen)(bytes));
