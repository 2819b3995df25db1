//! Lets the linker leave Node's symbols open where it would refuse to.

fn main() {
    napi_build::setup();
}
