//! Puts a moderator together, and refuses what does not fit before the first text arrives.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::cascade::Gate;
use super::{Moderator, Report};
use crate::actor::{ActorLedger, CrowdSizes, LedgerOptions, tenant_secret};
use crate::batching::{self, Batching, Limits, RowCache, Workers};
use crate::bundle::{self, Bundle, Calibration, Encoder, LaneTable, Thresholds};
use crate::clock::{Clock, SystemClock};
use crate::engine::{Device, Engine, EngineChoice, Instructions, NativeEngine, OnnxEngine, Running};
use crate::error::{Error, Result};
use crate::labels::Label;
use crate::lane::{Cascade, FastLane};
use crate::parity::Parity;
use crate::policy::{Ids, Policy};
use crate::scores::{Scorer, TaughtLabel};
use crate::store::{self, MemoryStore, StateStore};
use crate::text::{NORMALIZER_ID, Tokenizer};

/// Sessions beyond those that run at the same time: what is left for one lane while the other uses all of its own.
const SPARE: usize = 1;

/// Everything that can be chosen about a [`Moderator`]; see [`Moderator::builder`].
#[derive(Default)]
pub struct ModeratorBuilder {
    bundle: Option<PathBuf>,
    policy: Option<Policy>,
    taught: Vec<TaughtLabel>,
    device: Device,
    engine: EngineChoice,
    threads: Option<usize>,
    runtime: Option<PathBuf>,
    runtime_found: Option<PathBuf>,
    batching: Option<Batching>,
    tune: Option<Duration>,
    limits: Limits,
    clock: Option<Arc<dyn Clock>>,
    store: Option<Arc<dyn StateStore>>,
    secret: Option<[u8; 32]>,
    parity: Option<Parity>,
    cache: Option<usize>,
    cascade: Cascade,
    crowd: CrowdSizes,
}

/// What can be chosen by words and paths alone, as faces and configuration files do; see [`Moderator::open`].
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// The model folder.
    pub bundle: Option<PathBuf>,
    /// The policy file.
    pub policy: Option<PathBuf>,
    /// The files of labels that were taught to the model.
    #[serde(default)]
    pub taught: Vec<PathBuf>,
    /// `auto`, `cpu`, `cuda` or `cuda:N`.
    pub device: Option<String>,
    /// `auto`, `native` or `ort`.
    pub engine: Option<String>,
    /// How many single-threaded sessions run at the same time.
    pub threads: Option<usize>,
    /// The library of ONNX Runtime. Whoever names it wants it to run.
    pub runtime: Option<PathBuf>,
    /// Where a face has found the library, for when it is needed.
    pub runtime_found: Option<PathBuf>,
    /// A map to Perspective's scale, from `koko parity --fit`.
    pub parity: Option<PathBuf>,
    /// How many answers of the model are remembered; see [`ModeratorBuilder::cache`].
    pub cache: Option<usize>,
    /// `off`, `balanced` or `max`; see [`ModeratorBuilder::cascade`].
    pub cascade: Option<String>,
    /// Where standings are kept: the address of [`crate::store::open`].
    pub store: Option<String>,
    /// The words of the tenant's secret; see [`tenant_secret`].
    pub secret: Option<String>,
}

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
struct Model {
    engines: Vec<Box<dyn Engine>>,
    tokenizer: Tokenizer,
    scorer: Scorer,
    encoder: Encoder,
    thresholds: BTreeMap<String, Thresholds>,
    parity: Option<Parity>,
    lane: Option<(FastLane, LaneTable)>,
    report: Report,
}

impl ModeratorBuilder {
    /// The model folder. Without it: `KOKO_BUNDLE`, then the newest in a `models` folder at or above the program or the
    /// working directory.
    pub fn bundle(mut self, folder: impl Into<PathBuf>) -> Self {
        self.bundle = Some(folder.into());
        self
    }

    /// The rules. Without them: [`Policy::builtin`].
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = Some(policy);
        self
    }

    /// One more label, which was taught to the same model. Repeat it for more: they stand in the scores in this order, after
    /// those of the bundle. A policy that speaks of them is read by [`Policy::open_with`].
    pub fn taught(mut self, label: TaughtLabel) -> Self {
        self.taught.push(label);
        self
    }

    /// Where inference runs. Without it: [`Device::Auto`].
    pub fn device(mut self, device: Device) -> Self {
        self.device = device;
        self
    }

    /// What runs the model on the processor. Without it: our own engine where it can, else ONNX Runtime; and ONNX Runtime
    /// where [`ModeratorBuilder::runtime`] names one.
    pub fn engine(mut self, engine: EngineChoice) -> Self {
        self.engine = engine;
        self
    }

    /// How many single-threaded sessions run at the same time. Without it: one a core. One more is opened, for calls with
    /// one text that come while a job uses the others.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// The library of ONNX Runtime. Without it: `ORT_DYLIB_PATH`, beside the program, then the installed packages of
    /// Python and npm.
    pub fn runtime(mut self, library: impl Into<PathBuf>) -> Self {
        self.runtime = Some(library.into());
        self
    }

    /// How large batches become. Without it: as [`ModeratorBuilder::tune`] finds, else small ones that suit most
    /// processors.
    pub fn batching(mut self, batching: Batching) -> Self {
        self.batching = Some(batching);
        self
    }

    /// Tries several batch sizes on made-up rows for about this long, a second say, and takes the best; the [`Report`]
    /// says what was found. Worth it for long jobs. Measures nothing where [`ModeratorBuilder::batching`] was said.
    pub fn tune(mut self, within: Duration) -> Self {
        self.tune = Some(within);
        self
    }

    /// How much may wait before calls are refused as [`ErrorKind::Overloaded`](crate::error::ErrorKind::Overloaded).
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Where the time comes from. Without it: the machine.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = Some(clock);
        self
    }

    /// Where the records of authors are kept. Without it: in memory, gone with the process.
    pub fn store(mut self, store: Arc<dyn StateStore>) -> Self {
        self.store = Some(store);
        self
    }

    /// The key under which authors are hashed before they enter the store. Needed with a store that outlives the
    /// process: without it a fixed key is used, which hides nothing.
    pub fn secret(mut self, secret: [u8; 32]) -> Self {
        self.secret = Some(secret);
        self
    }

    /// How large the tables may become that authors share, by which campaigns, raids and brigades are noticed. Without it:
    /// what suits one process.
    pub fn crowd(mut self, crowd: CrowdSizes) -> Self {
        self.crowd = crowd;
        self
    }

    /// How scores become those of Google's Perspective API. Without it: as the bundle says, if it does.
    pub fn parity(mut self, parity: Parity) -> Self {
        self.parity = Some(parity);
        self
    }

    /// How many answers of the model are remembered, so that what many people post is read once; 0 for none. Without it:
    /// 65,536, or 8,192 with taught labels, whose answers are larger; either takes less than 20 MB.
    ///
    /// Two texts are the same if they are for the model: normalized, in the same word pieces. Windows of long texts are
    /// remembered one by one. No text is kept, only digests under a key of this process.
    pub fn cache(mut self, entries: usize) -> Self {
        self.cache = Some(entries);
        self
    }

    /// Lets a model of a few microseconds clear what is certainly harmless, so that the full one need not read it. Without
    /// it: [`Cascade::Off`].
    ///
    /// A cleared text has the fast lane's scores, which are rougher, and says so in its `lane`. The bundle's card tells how
    /// many texts are cleared, and how many of them the full model would have found something in. `explain`, `embed`, `teach`
    /// and `perspective` always ask the full model.
    ///
    /// Refused for a bundle without a fast lane; with taught labels, of which it knows nothing; and for a policy that finds
    /// a label at lower scores than the bound was chosen for, or has a rule that looks at scores without asking for a
    /// label that was found. Where only a community looks for less, its texts go to the full model.
    pub fn cascade(mut self, cascade: Cascade) -> Self {
        self.cascade = cascade;
        self
    }

    /// Takes over what was chosen by words and paths; reads the taught labels, and then the policy file, which may speak of
    /// them.
    pub fn options(mut self, options: Options) -> Result<Self> {
        let Options {
            bundle,
            policy,
            taught,
            device,
            engine,
            threads,
            runtime,
            runtime_found,
            parity,
            cache,
            cascade,
            store,
            secret,
        } = options;
        self.bundle = bundle.or(self.bundle);
        for file in taught {
            self.taught.push(TaughtLabel::open(&file)?);
        }
        let labels: Vec<Label> = self.taught.iter().map(TaughtLabel::label).collect();
        self.policy = policy.map(|path| Policy::open_with(&path, &labels)).transpose()?.or(self.policy);
        self.device = device.map_or(Ok(self.device), |device| device.parse())?;
        self.engine = engine.map_or(Ok(self.engine), |engine| engine.parse())?;
        self.threads = threads.or(self.threads);
        self.runtime = runtime.or(self.runtime);
        self.runtime_found = runtime_found.or(self.runtime_found);
        self.parity = parity.map(|path| Parity::open(&path)).transpose()?.or(self.parity);
        self.cache = cache.or(self.cache);
        self.cascade = cascade.map_or(Ok(self.cascade), |cascade| cascade.parse())?;
        if let Some(address) = store {
            let clock = self.clock.clone().unwrap_or_else(|| Arc::new(SystemClock));
            self.store = Some(store::open(&address, clock)?);
        }
        self.secret = secret.map(|words| tenant_secret(words.as_bytes())).transpose()?.or(self.secret);
        Ok(self)
    }

    /// Opens the bundle, loads the runtime and makes the sessions. Takes a fraction of a second.
    pub fn build(self) -> Result<Moderator> {
        let folder = self.bundle.clone().map_or_else(bundle::find_default, Ok)?;
        let bundle = Bundle::open(&folder, NORMALIZER_ID)?;
        let threads = self.threads.unwrap_or_else(all_cores);
        let wanted = Wanted {
            device: self.device,
            engine: self.engine,
            threads,
            runtime: self.runtime.as_deref(),
            runtime_found: self.runtime_found.as_deref(),
        };
        let model = Model::open(bundle, &wanted)?;
        self.finish(model)
    }

    /// Builds on engines of the caller's own; `bundle`, `device`, `threads` and `runtime` do not apply.
    pub fn build_with(self, own: OwnModel) -> Result<Moderator> {
        let model = Model::own(own)?;
        self.finish(model)
    }

    fn finish(self, model: Model) -> Result<Moderator> {
        // Taken apart field by field, so that an option that is forgotten here does not compile.
        let ModeratorBuilder {
            bundle: _,
            policy,
            taught,
            device: _,
            engine: _,
            threads: _,
            runtime: _,
            runtime_found: _,
            batching,
            tune,
            limits,
            clock,
            store,
            secret,
            parity,
            cache,
            cascade,
            crowd,
        } = self;
        let Model { engines, tokenizer, scorer, encoder, thresholds, parity: of_bundle, lane, mut report } =
            model;
        report.batching = batching.unwrap_or_default();
        if report.batching.max_rows == 0 || report.batching.max_tokens == 0 {
            return Err(Error::BadInput { what: "a batch needs at least one row and one token".to_owned() });
        }
        let parity = parity.or(of_bundle);
        if let Some(parity) = &parity {
            parity.check_model(scorer.labels(), scorer.attributes())?;
        }
        for (place, label) in taught.iter().enumerate() {
            label.check_model(&report.model, NORMALIZER_ID, encoder.embedding_size)?;
            if taught[..place].iter().any(|other| other.label() == label.label()) {
                let what = format!("the taught label `{}` was given twice: leave one out", label.label());
                return Err(Error::BadInput { what });
            }
        }
        let policy = policy.unwrap_or_else(Policy::builtin);
        let ids = Ids {
            model: report.model.clone(),
            taught: taught.iter().map(|label| label.id().to_owned()).collect(),
            policy: policy.id().to_owned(),
            normalizer: NORMALIZER_ID.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        let clock = clock.unwrap_or_else(|| Arc::new(SystemClock));
        let store = store.unwrap_or_else(|| Arc::new(MemoryStore::new(Arc::clone(&clock))));
        let secret =
            secret.unwrap_or_else(|| blake3::derive_key("koko authors without a secret of their own", b""));
        let workers = Workers::new(engines, limits);
        report.threads = workers.count();
        if let Some(within) = tune.filter(|_| batching.is_none()) {
            let ids = 0..i64::try_from(tokenizer.vocabulary_size()).unwrap_or(i64::MAX);
            let tuning = batching::tune(&workers, ids, encoder.max_tokens, within)?;
            report.batching = tuning.best;
            report.tuning = Some(tuning);
        }
        let (parameters, id) = (policy.actors().clone(), policy.id().to_owned());
        let options = LedgerOptions { parameters, policy: id, secret, clock: Arc::clone(&clock), crowd };
        let ledger = ActorLedger::new(store, options);
        let policy = policy.fit(scorer.labels(), &thresholds, &taught)?;
        let scorer = scorer.with_taught(taught);
        Ok(Moderator {
            gate: Gate::build(cascade, lane, &scorer, &policy)?,
            ledger,
            policy,
            workers,
            cache: Arc::new(RowCache::new(cache.unwrap_or(RowCache::usual_capacity(scorer.wants())))),
            tokenizer,
            encoder,
            batching: report.batching,
            scorer: Arc::new(scorer),
            parity,
            clock,
            ids: Arc::new(ids),
            report: Report { cascade, ..report },
        })
    }
}

/// What is to run a bundle.
struct Wanted<'w> {
    device: Device,
    engine: EngineChoice,
    threads: usize,
    /// Named by the caller.
    runtime: Option<&'w Path>,
    /// Found by a face.
    runtime_found: Option<&'w Path>,
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
        if let Device::Cuda(_) | Device::TensorRt(_) = self.device {
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
        let (engines, library) = OnnxEngine::open(bundle, self.device, self.threads + SPARE, runtime)?;
        let engines = engines.into_iter().map(|engine| Box::new(engine) as Box<dyn Engine>);
        Ok(Opened { engines: engines.collect(), running: Running::Ort, runtime: Some(library) })
    }
}

impl Model {
    fn open(bundle: Bundle, wanted: &Wanted<'_>) -> Result<Model> {
        if wanted.threads == 0 {
            return Err(Error::BadInput { what: "`threads` must be at least 1".to_owned() });
        }
        let tokenizer = Tokenizer::from_bytes(&bundle.tokenizer, &bundle.folder.join("tokenizer.json"))?;
        let Opened { mut engines, running, runtime } = wanted.open(&bundle)?;
        try_out(engines[0].as_mut(), &bundle, &tokenizer)?;
        let report = Report {
            device: if wanted.device == Device::Auto { Device::Cpu } else { wanted.device },
            threads: wanted.threads,
            batching: Batching::default(),
            tuning: None,
            engine: running,
            runtime,
            bundle: Some(bundle.folder.clone()),
            model: bundle.id.clone(),
            cascade: Cascade::Off,
        };
        let lane = open_lane(&bundle, &tokenizer)?;
        Ok(Model {
            engines,
            tokenizer,
            scorer: Scorer::new(bundle.labels.clone(), bundle.calibrations())
                .with_attributes(bundle.manifest.attributes.clone()),
            encoder: bundle.manifest.encoder,
            parity: (!bundle.manifest.parity.is_empty())
                .then(|| Parity::of(&bundle.manifest.parity))
                .transpose()?,
            thresholds: bundle.manifest.thresholds,
            lane: lane.zip(bundle.manifest.lane),
            report,
        })
    }

    fn own(own: OwnModel) -> Result<Model> {
        let OwnModel { engines, tokenizer, labels, encoder, id } = own;
        if engines.is_empty() {
            return Err(Error::BadInput { what: "a model of your own needs at least one engine".to_owned() });
        }
        let calibrations = vec![Calibration { scale: 1.0, shift: 0.0 }; labels.len()];
        let report = Report {
            device: Device::Cpu,
            threads: engines.len(),
            engine: Running::Own,
            batching: Batching::default(),
            tuning: None,
            runtime: None,
            bundle: None,
            model: id,
            cascade: Cascade::Off,
        };
        Ok(Model {
            engines,
            tokenizer: Tokenizer::from_bytes(&tokenizer, Path::new("the given tokenizer"))?,
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

fn all_cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
