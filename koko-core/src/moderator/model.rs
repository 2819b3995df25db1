//! What moderators on the same threads share: a model, and whoever runs it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::Report;
use crate::batching::{self, Batching, Limits, Tuning, Workers};
use crate::bundle::{Bundle, Calibration, Encoder, LaneTable, Thresholds};
use crate::engine::{Device, Engine, EngineChoice, Instructions, NativeEngine, OnnxEngine, Running};
use crate::error::{Error, Result, guarded};
use crate::labels::Label;
use crate::lane::{Cascade, FastLane};
use crate::parity::Parity;
use crate::scores::Scorer;
use crate::text::Tokenizer;

/// Sessions beyond those that run at the same time: what is left for one lane while the other uses all of its own.
const SPARE: usize = 1;
/// Sessions that run at the same time on a GPU: one computes while the others fetch and bring.
const SESSIONS_ON_A_GPU: usize = 3;

/// A model in the hands of the caller instead of a bundle: engines, and what a manifest would say about them.
pub struct OwnModel {
    /// At least one, and better one more than there are cores: of several, one is left for calls with one text while the
    /// others run a job. Each is used by one thread at a time.
    pub engines: Vec<Box<dyn Engine>>,
    /// `tokenizer.json` of the crate `tokenizers`.
    pub tokenizer: Vec<u8>,
    /// The labels, in the order of the logits.
    pub labels: Vec<Label>,
    /// The shape of windows and embeddings.
    pub encoder: Encoder,
    /// Names the model in decisions.
    pub id: String,
}

/// What both kinds of models come down to.
pub(super) struct Model {
    pub(super) tokenizer: Tokenizer,
    /// Of the bundle alone, without what was taught.
    pub(super) scorer: Scorer,
    pub(super) encoder: Encoder,
    pub(super) thresholds: BTreeMap<String, Thresholds>,
    pub(super) parity: Option<Parity>,
    pub(super) lane: Option<(Arc<FastLane>, LaneTable)>,
    pub(super) workers: Workers,
    /// Threads that normalize and encode the texts of a call with many.
    pub(super) readers: usize,
    pub(super) report: Report,
}

/// How rows are put together, and how many may wait.
pub(super) struct HowToRun {
    pub(super) limits: Option<Limits>,
    pub(super) batching: Option<Batching>,
    pub(super) tune: Option<Duration>,
}

impl HowToRun {
    /// Starts the engines; tells how large batches are to be, and what was measured about that.
    fn start(
        &self,
        engines: Vec<Box<dyn Engine>>,
        usual: Batching,
        tokenizer: &Tokenizer,
        encoder: &Encoder,
    ) -> Result<(Workers, Batching, Option<Tuning>)> {
        let batching = self.batching.unwrap_or(usual);
        if batching.max_rows == 0 || batching.max_tokens == 0 {
            return Err(Error::BadInput { what: "a batch needs at least one row and one token".to_owned() });
        }
        let limits = self.limits.unwrap_or_else(|| Limits::of(engines.len(), batching));
        let workers = Workers::new(engines, limits);
        match self.tune.filter(|_| self.batching.is_none()) {
            None => Ok((workers, batching, None)),
            Some(within) => {
                let ids = 0..i64::try_from(tokenizer.vocabulary_size()).unwrap_or(i64::MAX);
                let tuning = batching::tune(&workers, ids, encoder.max_tokens, within)?;
                Ok((workers, tuning.best, Some(tuning)))
            }
        }
    }
}

/// What is to run a bundle.
pub(super) struct Wanted<'w> {
    pub(super) device: Device,
    pub(super) engine: EngineChoice,
    pub(super) threads: usize,
    /// Named by the caller.
    pub(super) runtime: Option<&'w Path>,
    /// Found by a face.
    pub(super) runtime_found: Option<&'w Path>,
}

/// Engines, and what they are.
struct Opened {
    engines: Vec<Box<dyn Engine>>,
    running: Running,
    runtime: Option<PathBuf>,
}

impl Wanted<'_> {
    fn open(&self, bundle: &Bundle) -> Result<Opened> {
        let native = match self.engine {
            EngineChoice::Ort => None,
            EngineChoice::Native => Some(
                self.native(bundle)
                    .map_err(|what| Error::EngineMissing { engine: "native".to_owned(), what })?,
            ),
            EngineChoice::Auto if self.runtime.is_some() => None,
            EngineChoice::Auto => self.native(bundle).ok(),
        };
        native.map_or_else(|| self.onnx(bundle), Ok)
    }

    /// Our own engines, or why they cannot run.
    fn native(&self, bundle: &Bundle) -> std::result::Result<Opened, String> {
        if self.device.is_gpu() {
            return Err(format!("it runs on processors, not on {}", self.device));
        }
        let instructions = Instructions::detect().ok_or(
            "this processor has neither AMX nor AVX-512 VNNI; leave the engine to `auto` and ONNX Runtime runs",
        )?;
        let engines =
            NativeEngine::open(&bundle.graph, self.threads + SPARE, instructions).map_err(|what| {
                format!("the graph of this bundle is not the one it knows ({what}); ONNX Runtime can run it")
            })?;
        let engines = engines.into_iter().map(|engine| Box::new(engine) as Box<dyn Engine>);
        Ok(Opened { engines: engines.collect(), running: Running::Native(instructions), runtime: None })
    }

    fn onnx(&self, bundle: &Bundle) -> Result<Opened> {
        let runtime = self.runtime.or(self.runtime_found);
        let sessions = if self.device.is_gpu() { self.threads.min(SESSIONS_ON_A_GPU) } else { self.threads };
        let (engines, library) = OnnxEngine::open(bundle, self.device, sessions + SPARE, runtime)?;
        let engines = engines.into_iter().map(|engine| Box::new(engine) as Box<dyn Engine>);
        Ok(Opened { engines: engines.collect(), running: Running::Ort, runtime: Some(library) })
    }
}

impl Model {
    pub(super) fn open(bundle: Bundle, wanted: &Wanted<'_>, how: HowToRun) -> Result<Model> {
        if wanted.threads == 0 {
            return Err(Error::BadInput { what: "`threads` must be at least 1".to_owned() });
        }
        let tokenizer = Tokenizer::from_bytes(&bundle.tokenizer, &bundle.folder.join("tokenizer.json"))?;
        let Opened { mut engines, running, runtime } = wanted.open(&bundle)?;
        try_out(engines[0].as_mut(), &bundle, &tokenizer)?;
        let encoder = bundle.manifest.encoder;
        if wanted.device.is_gpu() {
            warm_up(&mut engines, encoder.max_tokens, tokenizer.first)?;
        }
        let usual = if wanted.device.is_gpu() { Batching::OF_A_GPU } else { Batching::default() };
        let (workers, batching, tuning) = how.start(engines, usual, &tokenizer, &encoder)?;
        let model = match wanted.device {
            // Other numbers, other scores: so it is another model.
            Device::CudaFp16(_) => bundle.id.replacen('@', "+fp16@", 1),
            Device::Auto | Device::Cpu | Device::Cuda(_) | Device::TensorRt(_) => bundle.id.clone(),
        };
        let report = Report {
            device: if wanted.device == Device::Auto { Device::Cpu } else { wanted.device },
            threads: workers.count(),
            batching,
            tuning,
            engine: running,
            runtime,
            bundle: Some(bundle.folder.clone()),
            model,
            cascade: Cascade::Off,
        };
        let lane = open_lane(&bundle, &tokenizer)?;
        Ok(Model {
            workers,
            readers: wanted.threads,
            tokenizer,
            scorer: Scorer::new(bundle.labels.clone(), bundle.calibrations())
                .with_attributes(bundle.manifest.attributes.clone()),
            encoder,
            parity: (!bundle.manifest.parity.is_empty())
                .then(|| Parity::of(&bundle.manifest.parity))
                .transpose()?,
            thresholds: bundle.manifest.thresholds,
            lane: lane.map(Arc::new).zip(bundle.manifest.lane),
            report,
        })
    }

    pub(super) fn own(own: OwnModel, how: HowToRun) -> Result<Model> {
        let OwnModel { engines, tokenizer, labels, encoder, id } = own;
        if engines.is_empty() {
            return Err(Error::BadInput { what: "a model of your own needs at least one engine".to_owned() });
        }
        let calibrations = vec![Calibration { scale: 1.0, shift: 0.0 }; labels.len()];
        let tokenizer = Tokenizer::from_bytes(&tokenizer, Path::new("the given tokenizer"))?;
        let (workers, batching, tuning) = how.start(engines, Batching::default(), &tokenizer, &encoder)?;
        let report = Report {
            device: Device::Cpu,
            threads: workers.count(),
            engine: Running::Own,
            batching,
            tuning,
            runtime: None,
            bundle: None,
            model: id,
            cascade: Cascade::Off,
        };
        Ok(Model {
            readers: workers.count(),
            workers,
            tokenizer,
            scorer: Scorer::new(labels, calibrations),
            encoder,
            thresholds: BTreeMap::new(),
            parity: None,
            lane: None,
            report,
        })
    }
}

/// The fast lane of a bundle that has one. Read even if nobody asks for it: a damaged one should show at once.
fn open_lane(bundle: &Bundle, tokenizer: &Tokenizer) -> Result<Option<FastLane>> {
    let Some(bytes) = &bundle.lane else { return Ok(None) };
    let lane = FastLane::read(bytes, tokenizer.vocabulary_size(), bundle.labels.len());
    lane.map(Some)
        .map_err(|what| Error::BundleDoesNotFit { path: bundle.folder.join("lane.safetensors"), what })
}

/// Runs the highest id of the vocabulary, so that a tokenizer that does not belong to the graph shows at once.
fn try_out(engine: &mut dyn Engine, bundle: &Bundle, tokenizer: &Tokenizer) -> Result<()> {
    let highest = i64::try_from(tokenizer.vocabulary_size()).unwrap_or(i64::MAX) - 1;
    let logits = engine.run(&[&[tokenizer.first, highest, tokenizer.last]]);
    let logits = logits.map_err(|error| Error::BundleDoesNotFit {
        path: bundle.folder.join("tokenizer.json"),
        what: format!("the graph cannot run its ids: {error}"),
    })?;
    if logits.values.iter().chain(&logits.embeddings).all(|number| number.is_finite()) {
        return Ok(());
    }
    Err(Error::BundleDoesNotFit {
        path: bundle.folder.join("model.onnx"),
        what: "the graph answers with numbers that are not finite".to_owned(),
    })
}

/// Lets each engine run a large batch. On a GPU the first one takes as long as hundreds of others, which those who ask first
/// would wait for, and by which the engines would be thought slow.
fn warm_up(engines: &mut [Box<dyn Engine>], max_tokens: usize, id: i64) -> Result<()> {
    let row = vec![id; max_tokens];
    let rows = vec![&*row; (Batching::OF_A_GPU.max_tokens / max_tokens).max(1)];
    std::thread::scope(|scope| {
        let engines: Vec<_> =
            engines.iter_mut().map(|engine| scope.spawn(|| guarded(|| engine.run(&rows)))).collect();
        engines.into_iter().filter_map(|engine| engine.join().ok()).try_for_each(|end| end.map(drop))
    })
}

pub(super) fn all_cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::engine::ScriptedEngine;

    #[test]
    fn every_engine_is_warmed_up_and_a_broken_one_shows() {
        let rows = Arc::new(AtomicUsize::new(0));
        let engine = |breaks: bool| {
            let rows = Arc::clone(&rows);
            Box::new(ScriptedEngine::new(1, move |ids| {
                assert!(!breaks, "it breaks");
                assert_eq!(ids, [7; 128]);
                rows.fetch_add(1, Ordering::Relaxed);
                vec![0.0]
            })) as Box<dyn Engine>
        };
        warm_up(&mut [engine(false), engine(false)], 128, 7).unwrap();
        assert_eq!(rows.load(Ordering::Relaxed), 2 * 128, "16,384 tokens for each");
        assert!(warm_up(&mut [engine(false), engine(true)], 128, 7).is_err());
    }
}
