//! Puts a moderator together, and refuses what does not fit before the first text arrives.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cascade::Gate;
use super::{Moderator, Report};
use crate::actor::ActorLedger;
use crate::batching::{Batching, Keeps, RowCache, Workers};
use crate::bundle::{self, Bundle, Calibration, Encoder, LaneTable, Thresholds};
use crate::clock::{Clock, SystemClock};
use crate::engine::{Device, Engine, OnnxEngine};
use crate::error::{Error, Result};
use crate::labels::Label;
use crate::lane::{Cascade, FastLane};
use crate::parity::Parity;
use crate::policy::{Ids, Policy};
use crate::scores::{Scorer, TaughtLabel};
use crate::store::{MemoryStore, StateStore};
use crate::text::{NORMALIZER_ID, Tokenizer};

/// Everything that can be chosen about a [`Moderator`]; see [`Moderator::builder`].
#[derive(Default)]
pub struct ModeratorBuilder {
    bundle: Option<PathBuf>,
    policy: Option<Policy>,
    taught: Vec<TaughtLabel>,
    device: Device,
    threads: Option<usize>,
    runtime: Option<PathBuf>,
    batching: Batching,
    clock: Option<Arc<dyn Clock>>,
    store: Option<Arc<dyn StateStore>>,
    secret: Option<[u8; 32]>,
    parity: Option<Parity>,
    cache: Option<usize>,
    cascade: Cascade,
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
    /// How many single-threaded sessions run at the same time.
    pub threads: Option<usize>,
    /// The library of ONNX Runtime.
    pub runtime: Option<PathBuf>,
    /// A map to Perspective's scale, from `koko parity --fit`.
    pub parity: Option<PathBuf>,
    /// How many answers of the model are remembered; see [`ModeratorBuilder::cache`].
    pub cache: Option<usize>,
    /// `off`, `balanced` or `max`; see [`ModeratorBuilder::cascade`].
    pub cascade: Option<String>,
}

/// A model in the hands of the caller instead of a bundle: engines, and what a manifest would say about them.
pub struct OwnModel {
    /// At least one; each is used by one thread at a time.
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

    /// How many single-threaded sessions run at the same time. Without it: one a core.
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

    /// How large batches become.
    pub fn batching(mut self, batching: Batching) -> Self {
        self.batching = batching;
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
        let Options { bundle, policy, taught, device, threads, runtime, parity, cache, cascade } = options;
        self.bundle = bundle.or(self.bundle);
        for file in taught {
            self.taught.push(TaughtLabel::open(&file)?);
        }
        let labels: Vec<Label> = self.taught.iter().map(TaughtLabel::label).collect();
        self.policy = policy.map(|path| Policy::open_with(&path, &labels)).transpose()?.or(self.policy);
        self.device = device.map_or(Ok(self.device), |device| device.parse())?;
        self.threads = threads.or(self.threads);
        self.runtime = runtime.or(self.runtime);
        self.parity = parity.map(|path| Parity::open(&path)).transpose()?.or(self.parity);
        self.cache = cache.or(self.cache);
        self.cascade = cascade.map_or(Ok(self.cascade), |cascade| cascade.parse())?;
        Ok(self)
    }

    /// Opens the bundle, loads the runtime and makes the sessions. Takes a fraction of a second.
    pub fn build(self) -> Result<Moderator> {
        let folder = self.bundle.clone().map_or_else(bundle::find_default, Ok)?;
        let bundle = Bundle::open(&folder, NORMALIZER_ID)?;
        let threads = self.threads.unwrap_or_else(all_cores);
        let model = Model::open(bundle, self.device, threads, self.runtime.as_deref())?;
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
            threads: _,
            runtime: _,
            batching,
            clock,
            store,
            secret,
            parity,
            cache,
            cascade,
        } = self;
        let Model { engines, tokenizer, scorer, encoder, thresholds, parity: of_bundle, lane, report } =
            model;
        if batching.max_rows == 0 || batching.max_tokens == 0 {
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
        let keeps = if taught.is_empty() { Keeps::Logits } else { Keeps::Embeddings };
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
        let ledger = ActorLedger::new(store, policy.actors().clone(), secret);
        let policy = policy.fit(scorer.labels(), &thresholds, &taught)?;
        let scorer = scorer.with_taught(taught);
        Ok(Moderator {
            gate: Gate::build(cascade, lane, &scorer, &policy)?,
            ledger,
            policy,
            workers: Workers::new(engines),
            cache: RowCache::new(cache.unwrap_or_else(|| keeps.usual_capacity()), keeps),
            tokenizer,
            encoder,
            batching,
            scorer,
            parity,
            clock,
            ids: Arc::new(ids),
            report: Report { cascade, ..report },
        })
    }
}

impl Model {
    fn open(bundle: Bundle, device: Device, threads: usize, runtime: Option<&Path>) -> Result<Model> {
        if threads == 0 {
            return Err(Error::BadInput { what: "`threads` must be at least 1".to_owned() });
        }
        let tokenizer = Tokenizer::from_bytes(&bundle.tokenizer, &bundle.folder.join("tokenizer.json"))?;
        let (mut engines, library) = OnnxEngine::open(&bundle, device, threads, runtime)?;
        try_out(&mut engines[0], &bundle, &tokenizer)?;
        let report = Report {
            device: if device == Device::Auto { Device::Cpu } else { device },
            threads: engines.len(),
            runtime: Some(library),
            bundle: Some(bundle.folder.clone()),
            model: bundle.id.clone(),
            cascade: Cascade::Off,
        };
        let lane = open_lane(&bundle, &tokenizer)?;
        Ok(Model {
            engines: engines.into_iter().map(|engine| Box::new(engine) as Box<dyn Engine>).collect(),
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
fn try_out(engine: &mut OnnxEngine, bundle: &Bundle, tokenizer: &Tokenizer) -> Result<()> {
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
