//! Says where the console's files are, and has a release build take up those that were built anew. A debug build reads them
//! whenever they are asked for.

use std::path::Path;

#[allow(clippy::print_stdout, reason = "that is how cargo is told")]
fn main() {
    let top =
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of this crate lies in another one");
    // As the system calls it: what is asked for is compared with that.
    let top = top.canonicalize().unwrap_or(top.to_owned());
    let (console, files) = (top.join("console"), top.join("console/dist"));
    println!("cargo::rustc-env=KOKO_CONSOLE_FILES={}", files.display());
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "debug") {
        return;
    }
    // A path that is not there would have everything built anew each time.
    if let Some(place) = [files, console].iter().find(|place| place.exists()) {
        println!("cargo::rerun-if-changed={}", place.display());
    }
}
