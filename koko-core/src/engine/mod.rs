//! Runs a graph on a batch. The only place that knows ONNX Runtime.

mod gpu;
mod graph;
mod native;
mod onnx;
mod runtime;
mod scripted;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

pub use gpu::{Numbers, recast as graph_for_gpus};
pub use native::{Instructions, NativeEngine};
pub use onnx::OnnxEngine;
pub use scripted::ScriptedEngine;

use crate::error::{Error, Result};

/// What a graph says about a batch, row after row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Logits {
    /// `rows × outputs` (the labels, then the attributes), in log-odds before calibration.
    pub values: Vec<f32>,
    /// `rows × embedding size`: the mean of the token states, not scaled to length 1.
    pub embeddings: Vec<f32>,
}

/// Something that turns rows of token ids into logits.
///
/// The result for a row must not depend on the other rows of its batch, up to the tolerance that the bundle states. Each
/// engine is used by one thread at a time.
pub trait Engine: Send {
    /// Runs one batch: at least one row, none of them empty. `values` and `embeddings` must have exactly as many rows.
    fn run(&mut self, rows: &[&[i64]]) -> Result<Logits>;

    /// The same with threads that have nothing else to do, for whoever can share a batch out. The result must be that of
    /// [`run`](Engine::run), to the bit, however many of them come.
    fn run_with(&mut self, rows: &[&[i64]], _helpers: &dyn Helpers) -> Result<Logits> {
        self.run(rows)
    }

    /// What it costs that rows of a batch differ in length.
    fn layout(&self) -> Layout {
        Layout::Filled
    }
}

/// Threads that could take part in a batch.
pub trait Helpers {
    /// How many may be called.
    fn count(&self) -> usize;

    /// Wakes some of them. Each does `work` once: soon, late or never, even after the batch has ended.
    fn call(&self, count: usize, work: Work);
}

/// What a helper does.
pub type Work = Arc<dyn Fn() + Send + Sync>;

/// How an engine lays out the rows of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Every row is filled up to the longest: rows of a batch should be about equally long.
    Filled,
    /// Row behind row, without filling: only the sum of the lengths matters.
    Packed,
}

/// Where inference runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Device {
    /// The best that is certain to be there: today always the CPU.
    #[default]
    Auto,
    /// The processor, one single-threaded session a core.
    Cpu,
    /// An NVIDIA GPU by number. Needs the GPU build of ONNX Runtime; an error where it is missing, never the CPU in
    /// silence.
    Cuda(u32),
    /// The same in floats of 16 bits: faster, and with scores of its own, so that the model has another id.
    CudaFp16(u32),
    /// The same GPU through TensorRT, which compiles the model for it first: minutes at the start, faster afterwards.
    /// Needs NVIDIA's TensorRT libraries besides.
    TensorRt(u32),
}

impl Device {
    /// Whether it is a GPU.
    pub fn is_gpu(self) -> bool {
        self.numbers().is_some()
    }

    /// What a GPU computes with; nothing for a processor.
    pub fn numbers(self) -> Option<Numbers> {
        match self {
            Device::Auto | Device::Cpu => None,
            Device::Cuda(_) | Device::TensorRt(_) => Some(Numbers::Exact),
            Device::CudaFp16(_) => Some(Numbers::Halves),
        }
    }
}

impl FromStr for Device {
    type Err = Error;

    fn from_str(name: &str) -> Result<Device> {
        match name.split_once(':').unwrap_or((name, "0")) {
            ("auto", "0") if name == "auto" => Ok(Device::Auto),
            ("cpu", "0") if name == "cpu" => Ok(Device::Cpu),
            ("cuda", number) if number.parse::<u32>().is_ok() => {
                Ok(Device::Cuda(number.parse().unwrap_or_default()))
            }
            ("cuda-fp16", number) if number.parse::<u32>().is_ok() => {
                Ok(Device::CudaFp16(number.parse().unwrap_or_default()))
            }
            ("tensorrt", number) if number.parse::<u32>().is_ok() => {
                Ok(Device::TensorRt(number.parse().unwrap_or_default()))
            }
            _ => Err(Error::DeviceMissing {
                device: name.to_owned(),
                what: "devices are called auto, cpu, cuda, cuda:N, cuda-fp16, cuda-fp16:N, tensorrt or tensorrt:N".to_owned(),
            }),
        }
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Device::Auto => f.write_str("auto"),
            Device::Cpu => f.write_str("cpu"),
            Device::Cuda(number) => write!(f, "cuda:{number}"),
            Device::CudaFp16(number) => write!(f, "cuda-fp16:{number}"),
            Device::TensorRt(number) => write!(f, "tensorrt:{number}"),
        }
    }
}

/// What runs the model on the processor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EngineChoice {
    /// Our own where this processor and the bundle allow it, else ONNX Runtime.
    #[default]
    Auto,
    /// ONNX Runtime.
    Ort,
    /// Our own; an error where it cannot run, never ONNX Runtime in silence.
    Native,
}

impl FromStr for EngineChoice {
    type Err = Error;

    fn from_str(name: &str) -> Result<EngineChoice> {
        match name {
            "auto" => Ok(EngineChoice::Auto),
            "ort" => Ok(EngineChoice::Ort),
            "native" => Ok(EngineChoice::Native),
            _ => Err(Error::EngineMissing {
                engine: name.to_owned(),
                what: "engines are called auto, ort or native".to_owned(),
            }),
        }
    }
}

impl fmt::Display for EngineChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EngineChoice::Auto => "auto",
            EngineChoice::Ort => "ort",
            EngineChoice::Native => "native",
        })
    }
}

/// What runs a model, once it has been chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Running {
    /// ONNX Runtime.
    Ort,
    /// Our own engine, with these instructions.
    Native(Instructions),
    /// Engines of the caller's own.
    Own,
}

impl fmt::Display for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Running::Ort => f.write_str("ONNX Runtime"),
            Running::Native(instructions) => write!(f, "native ({})", instructions.as_str()),
            Running::Own => f.write_str("engines of your own"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_read_and_written_alike() {
        for name in ["auto", "cpu", "cuda:0", "cuda:3", "cuda-fp16:1", "tensorrt:0"] {
            assert_eq!(name.parse::<Device>().unwrap().to_string(), name);
        }
        assert_eq!("cuda".parse::<Device>().unwrap(), Device::Cuda(0));
        for name in ["gpu", "cpu:1", "cuda:x", ""] {
            assert!(name.parse::<Device>().unwrap_err().to_string().contains("cuda:N"));
        }
    }
}
