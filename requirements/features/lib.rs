//! Nothing. The packages for Python and Node depend on it, so that Cargo compiles libraries for them with the same features as
//! for the whole workspace, and thus once.
