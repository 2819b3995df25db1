//! Has a release build take up a console that was built anew. A debug build reads its files whenever they are asked for.

use std::path::Path;

#[allow(clippy::print_stdout, reason = "that is how cargo is told")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "debug") {
        return;
    }
    // A path that is not there would have everything built anew each time.
    let places = ["../console/dist", "../console"];
    if let Some(place) = places.iter().find(|place| Path::new(place).exists()) {
        println!("cargo::rerun-if-changed={place}");
    }
}
