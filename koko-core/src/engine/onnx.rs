//! ONNX Runtime, through the crate `ort`.

use std::path::{Path, PathBuf};

use ort::ep::ExecutionProviderDispatch;
use ort::ep::cuda::AttentionBackend;
use ort::session::Session;
use ort::value::{TensorRef, ValueType};

use super::{Device, Engine, Logits, gpu, runtime};
use crate::bundle::Bundle;
use crate::error::{Error, Result};

/// One session with one thread. Several of them, each on a core of its own, beat one session with many threads.
pub struct OnnxEngine {
    session: Session,
    outputs: usize,
    embedding_size: usize,
    filled: Filled,
}

/// Rows filled up to one length, as the graph takes them. Kept, so that a batch does not allocate.
#[derive(Default)]
struct Filled {
    /// Row after row, `rows × length`.
    ids: Vec<i64>,
    /// 1 for a token, 0 for filling, in the same order.
    mask: Vec<i64>,
    length: usize,
}

impl OnnxEngine {
    /// Loads the runtime if need be and makes `count` sessions of the bundle's graph; also tells which library runs.
    pub fn open(
        bundle: &Bundle,
        device: Device,
        count: usize,
        library: Option<&Path>,
    ) -> Result<(Vec<OnnxEngine>, PathBuf)> {
        let (library, environment) = runtime::load(library)?;
        let recast = device.numbers().map(|numbers| gpu::recast(&bundle.graph, numbers));
        let graph = match &recast {
            Some(Ok(recast)) => recast,
            Some(Err(what)) if matches!(device, Device::CudaFp16(_)) => {
                let what = format!("{what}: of that graph Koko can make none in halves; take `cuda`");
                return Err(unfit(bundle, what));
            }
            // A graph that we do not know is run as it is.
            Some(Err(_)) | None => &bundle.graph,
        };
        let open = || -> Result<OnnxEngine> {
            let mut builder = Session::builder(&environment)
                .and_then(|builder| {
                    Ok(builder.with_intra_threads(1)?.with_inter_threads(1)?.with_memory_pattern(false)?)
                })
                .map_err(inference_failed)?;
            let providers = providers(device);
            if !providers.is_empty() {
                builder = builder
                    .with_execution_providers(providers)
                    .map_err(|error| missing(device, &library, &error.to_string()))?;
            }
            let session = builder.commit_from_memory(graph).map_err(|error| match device {
                Device::Cuda(_) | Device::CudaFp16(_) | Device::TensorRt(_) => {
                    missing(device, &library, &error.to_string())
                }
                Device::Auto | Device::Cpu => unfit(bundle, error.to_string()),
            })?;
            check(&session, bundle)?;
            let (outputs, embedding_size) = (bundle.outputs(), bundle.manifest.encoder.embedding_size);
            Ok(OnnxEngine { session, outputs, embedding_size, filled: Filled::default() })
        };
        // Making a session is most of a cold start, and they are independent of each other.
        let engines = std::thread::scope(|scope| {
            let opening: Vec<_> = (0..count.max(1)).map(|_| scope.spawn(open)).collect();
            let opened = opening
                .into_iter()
                .map(|engine| engine.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            opened.collect::<Result<_>>()
        });
        Ok((engines?, library))
    }
}

impl Engine for OnnxEngine {
    fn run(&mut self, rows: &[&[i64]]) -> Result<Logits> {
        self.filled.fill(rows);
        let shape = [rows.len(), self.filled.length];
        let ids =
            TensorRef::from_array_view((shape, self.filled.ids.as_slice())).map_err(inference_failed)?;
        let mask =
            TensorRef::from_array_view((shape, self.filled.mask.as_slice())).map_err(inference_failed)?;
        let inputs = ort::inputs!["input_ids" => ids, "attention_mask" => mask];
        let outputs = self.session.run(inputs).map_err(inference_failed)?;
        let numbers = |name: &str, width: usize| -> Result<Vec<f32>> {
            let (_, numbers) = outputs[name].try_extract_tensor::<f32>().map_err(inference_failed)?;
            if numbers.len() != rows.len() * width {
                let what =
                    format!("`{name}` has {} numbers for {} rows of {width}", numbers.len(), rows.len());
                return Err(Error::InferenceFailed { what });
            }
            Ok(numbers.to_vec())
        };
        Ok(Logits {
            values: numbers("logits", self.outputs)?,
            embeddings: numbers("embedding", self.embedding_size)?,
        })
    }
}

impl Filled {
    fn fill(&mut self, rows: &[&[i64]]) {
        self.ids.clear();
        self.mask.clear();
        self.length = rows.iter().map(|row| row.len()).max().unwrap_or_default();
        for row in rows {
            let missing = self.length - row.len();
            self.ids.extend_from_slice(row);
            // Any id will do: filling is masked in the attention and in the mean.
            self.ids.extend(std::iter::repeat_n(0, missing));
            self.mask.extend(std::iter::repeat_n(1, row.len()));
            self.mask.extend(std::iter::repeat_n(0, missing));
        }
    }
}

/// What ONNX Runtime is to run the graph with, the first that can; none means the processor. A provider that cannot be had
/// is an error.
fn providers(device: Device) -> Vec<ExecutionProviderDispatch> {
    let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    // What it would choose by itself compiles a kernel for every shape of a batch, again and again.
    let cuda = |gpu| {
        let provider = ort::ep::CUDA::default().with_device_id(number(gpu));
        provider.with_attention_backend(AttentionBackend::EFFICIENT_ATTENTION).build().error_on_failure()
    };
    match device {
        Device::Auto | Device::Cpu => Vec::new(),
        Device::Cuda(gpu) | Device::CudaFp16(gpu) => vec![cuda(gpu)],
        // What TensorRT does not know is left to CUDA. It may use no smaller numbers than the graph says: its whole numbers would
        // not fit, and a model has the same scores wherever it has the same name.
        Device::TensorRt(gpu) => {
            let provider =
                ort::ep::TensorRT::default().with_device_id(number(gpu)).build().error_on_failure();
            vec![provider, cuda(gpu)]
        }
    }
}

/// Refuses a graph that is not what the manifest promises, before the first text rather than at it.
fn check(session: &Session, bundle: &Bundle) -> Result<()> {
    for name in ["input_ids", "attention_mask"] {
        if !session.inputs().iter().any(|input| input.name() == name) {
            return Err(unfit(bundle, format!("the graph has no input `{name}`")));
        }
    }
    for (name, width) in [("logits", bundle.outputs()), ("embedding", bundle.manifest.encoder.embedding_size)]
    {
        let Some(output) = session.outputs().iter().find(|output| output.name() == name) else {
            return Err(unfit(bundle, format!("the graph has no output `{name}`")));
        };
        let ValueType::Tensor { shape, .. } = output.dtype() else {
            return Err(unfit(bundle, format!("the output `{name}` is not a tensor")));
        };
        // -1 is a width that only shows at run time; it is checked there.
        if let Some(found) =
            shape.last().filter(|found| **found >= 0 && usize::try_from(**found) != Ok(width))
        {
            return Err(unfit(
                bundle,
                format!("the output `{name}` has {found} columns, the manifest says {width}"),
            ));
        }
    }
    Ok(())
}

fn unfit(bundle: &Bundle, what: String) -> Error {
    Error::BundleDoesNotFit { path: bundle.folder.join("model.onnx"), what }
}

fn missing(device: Device, library: &Path, what: &str) -> Error {
    let (what, library) = (plainly(what), library.display());
    let needs = if what.contains("Failed to load library") {
        let besides = if matches!(device, Device::TensorRt(_)) { ", and TensorRT" } else { "" };
        format!(
            "{device} needs NVIDIA's driver, CUDA and cuDNN{besides} where the system looks for libraries"
        )
    } else {
        format!(
            "{device} needs the GPU build of ONNX Runtime (`pip install onnxruntime-gpu`) and NVIDIA's driver"
        )
    };
    let what = format!("{what}; {needs}, and {library} is in use");
    Error::DeviceMissing { device: device.to_string(), what }
}

/// What ONNX Runtime says without the line of its source where it happened, as part of a sentence.
fn plainly(what: &str) -> String {
    let what = what.rsplit_once("[ONNXRuntimeError]").map_or(what, |(_, after)| after);
    let what = what.rsplit_once(": FAIL :").map_or(what, |(_, after)| after);
    let words: Vec<&str> = what.split_whitespace().collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

fn inference_failed<T>(error: ort::Error<T>) -> Error {
    Error::InferenceFailed { what: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What ONNX Runtime 1.31 said on machines without a GPU: the build for processors, the one for GPUs.
    const NOT_BUILT_IN: &str = "CUDA execution provider is not enabled in this build.";
    const NOT_FOUND: &str = "/onnxruntime_src/onnxruntime/core/session/provider_bridge_ort.cc:2043 onnxruntime::Provider& \
         onnxruntime::ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load library \
         /lib/libonnxruntime_providers_cuda.so with error: libcublasLt.so.13: cannot open shared object file: No such \
         file or directory\n";

    #[test]
    fn what_is_missing_for_a_gpu_is_told_with_what_to_install() {
        let told = |device, what| missing(device, Path::new("/lib/libonnxruntime.so"), what).to_string();
        let build = told(Device::Cuda(0), NOT_BUILT_IN);
        assert!(build.contains("not enabled in this build; cuda:0 needs the GPU build"), "{build}");
        assert!(build.contains("pip install onnxruntime-gpu"), "{build}");
        let library = told(Device::Cuda(0), NOT_FOUND);
        assert!(library.contains("libcublasLt.so.13: cannot open"), "{library}");
        assert!(
            library.contains("directory; cuda:0 needs NVIDIA's driver, CUDA and cuDNN where"),
            "{library}"
        );
        assert!(!library.contains("onnxruntime_src") && !library.contains("pip install"), "{library}");
        let tensorrt = told(Device::TensorRt(0), NOT_FOUND);
        assert!(tensorrt.contains("CUDA and cuDNN, and TensorRT where"), "{tensorrt}");
    }
}
