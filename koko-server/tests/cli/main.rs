//! The program `koko` as somebody at a shell meets it. Needs a bundle and ONNX Runtime where the core looks for them.

mod actors;
mod calibrate;
mod common;
mod conformance;
mod doctor;
mod moderate;
mod parity;
mod refusals;
mod score;
mod teach;
