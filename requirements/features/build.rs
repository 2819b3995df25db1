//! Nothing, so that there are build dependencies.

fn main() {}
