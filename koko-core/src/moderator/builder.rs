//! Puts a moderator together, and refuses what does not fit before the first text arrives.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::cascade::Gate;
use super::model::{HowToRun, Model, OwnModel, Wanted, all_cores};
use super::{Moderator, Report};
use crate::actor::{ActorLedger, CrowdSizes, LedgerOptions, tenant_secret};
use crate::batching::{Batching, Limits, RowCache, Want};
use crate::bundle::{self, Bundle};
use crate::clock::{Clock, SystemClock};
use crate::engine::{Device, EngineChoice};
use crate::error::{Error, Result};
use crate::labels::Label;
use crate::lane::Cascade;
use crate::parity::Parity;
use crate::policy::{Ids, Policy};
use crate::scores::TaughtLabel;
use crate::store::{self, MemoryStore, StateStore};
use crate::text::NORMALIZER_ID;

/// Everything that can be chosen about a [`Moderator`]; see [`Moderator::builder`].
#[derive(Default)]
pub struct ModeratorBuilder {
    beside: Option<Beside>,
    authors: Option<ActorLedger>,
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
    limits: Option<Limits>,
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
    /// `auto`, `cpu`, `cuda`, `cuda:N`, or `cuda-fp16`, which is faster and has scores of its own.
    pub device: Option<String>,
    /// `auto`, `native` or `ort`.
    pub engine: Option<String>,
    /// How many threads run the model.
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

/// The moderator beside which another one is built.
pub(super) struct Beside {
    pub(super) model: Arc<Model>,
    pub(super) cache: Arc<RowCache>,
    pub(super) wants: Want,
    pub(super) ledger: ActorLedger,
    pub(super) clock: Arc<dyn Clock>,
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

    /// How many threads run the model: each its own batch, or all of them one text if nothing else is there. Without it: one a
    /// core. One session more is opened, for calls with one text that come while a job uses the others.
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

    /// How much may wait before calls are refused as [`ErrorKind::Overloaded`](crate::error::ErrorKind::Overloaded). Without it:
    /// what the engines do in a second or two, by their number and the size of their batches.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = Some(limits);
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

    /// The authors of another moderator, and what they share, whatever model reads for them; instead of a store and a secret.
    pub fn authors_of(mut self, other: &Moderator) -> Self {
        self.authors = Some(other.ledger_beside());
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
    pub fn build(mut self) -> Result<Moderator> {
        if let Some(beside) = self.beside.take() {
            let chosen = self.chosen_of_model();
            return match chosen {
                None => self.finish(Arc::clone(&beside.model), Some(beside)),
                Some(option) => Err(Error::BadInput {
                    what: format!(
                        "`{option}` is that of the moderator beside which this one stands: leave it out"
                    ),
                }),
            };
        }
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
        let model = Model::open(bundle, &wanted, self.running())?;
        self.finish(Arc::new(model), None)
    }

    /// Builds on engines of the caller's own; `bundle`, `device`, `threads` and `runtime` do not apply.
    pub fn build_with(self, own: OwnModel) -> Result<Moderator> {
        let model = Model::own(own, self.running())?;
        self.finish(Arc::new(model), None)
    }

    pub(super) fn beside(beside: Beside) -> ModeratorBuilder {
        ModeratorBuilder { beside: Some(beside), ..ModeratorBuilder::default() }
    }

    fn running(&self) -> HowToRun {
        HowToRun { limits: self.limits, batching: self.batching, tune: self.tune }
    }

    /// The first option about the model and its threads that was chosen.
    fn chosen_of_model(&self) -> Option<&'static str> {
        [
            ("bundle", self.bundle.is_some()),
            ("device", self.device != Device::default()),
            ("engine", self.engine != EngineChoice::default()),
            ("threads", self.threads.is_some()),
            ("runtime", self.runtime.is_some()),
            ("batching", self.batching.is_some()),
            ("tune", self.tune.is_some()),
            ("clock", self.clock.is_some()),
        ]
        .into_iter()
        .find_map(|(option, is_chosen)| is_chosen.then_some(option))
    }

    fn finish(self, model: Arc<Model>, beside: Option<Beside>) -> Result<Moderator> {
        // Taken apart field by field, so that an option that is forgotten here does not compile.
        let ModeratorBuilder {
            beside: _,
            authors,
            bundle: _,
            policy,
            taught,
            device: _,
            engine: _,
            threads: _,
            runtime: _,
            runtime_found: _,
            batching: _,
            tune: _,
            limits: _,
            clock,
            store,
            secret,
            parity,
            cache,
            cascade,
            crowd,
        } = self;
        let of_bundle = &model.scorer;
        let parity = parity.or_else(|| model.parity.clone());
        if let Some(parity) = &parity {
            parity.check_model(of_bundle.labels(), of_bundle.attributes())?;
        }
        for (place, label) in taught.iter().enumerate() {
            label.check_model(&model.report.model, NORMALIZER_ID, model.encoder.embedding_size)?;
            if taught[..place].iter().any(|other| other.label() == label.label()) {
                let what = format!("the taught label `{}` was given twice: leave one out", label.label());
                return Err(Error::BadInput { what });
            }
        }
        let policy = policy.unwrap_or_else(Policy::builtin);
        let ids = Ids {
            model: model.report.model.clone(),
            taught: taught.iter().map(|label| label.id().to_owned()).collect(),
            policy: policy.id().to_owned(),
            normalizer: NORMALIZER_ID.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        let clock = match &beside {
            Some(beside) => Arc::clone(&beside.clock),
            None => clock.unwrap_or_else(|| Arc::new(SystemClock)),
        };
        let (parameters, id) = (policy.actors().clone(), policy.id());
        if authors.is_some() && (store.is_some() || secret.is_some()) {
            let what = "the authors of another moderator have a store and a secret: leave both out";
            return Err(Error::BadInput { what: what.to_owned() });
        }
        let same_store = beside.as_ref().filter(|_| store.is_none() && secret.is_none());
        let ledger = match authors.as_ref().or(same_store.map(|beside| &beside.ledger)) {
            Some(ledger) => ledger.beside(parameters, id),
            None => {
                let known = beside.as_ref().map(|beside| Arc::clone(beside.ledger.store()));
                let store = store.or(known).unwrap_or_else(|| Arc::new(MemoryStore::new(Arc::clone(&clock))));
                let secret = secret
                    .unwrap_or_else(|| blake3::derive_key("koko authors without a secret of their own", b""));
                let policy = id.to_owned();
                let clock = Arc::clone(&clock);
                let options = LedgerOptions { parameters, policy, secret, clock, crowd };
                match store.ends_with_us() {
                    true => ActorLedger::new(store, options),
                    false => ActorLedger::open(store, options)?.attended()?,
                }
            }
        };
        let policy = policy.fit(of_bundle.labels(), &model.thresholds, &taught)?;
        let scorer = of_bundle.clone().with_taught(taught);
        let cache = match beside {
            // Who keeps the same may keep it together.
            Some(beside) if cache.is_none() && beside.wants == scorer.wants() => beside.cache,
            _ => Arc::new(RowCache::new(cache.unwrap_or(RowCache::usual_capacity(scorer.wants())))),
        };
        Ok(Moderator {
            gate: Gate::build(cascade, model.lane.clone(), &scorer, &policy)?,
            ledger,
            policy,
            cache,
            batching: model.report.batching,
            scorer: Arc::new(scorer),
            parity,
            clock,
            ids: Arc::new(ids),
            report: Report { cascade, ..model.report.clone() },
            model,
        })
    }
}
