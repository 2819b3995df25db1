//! Whose service it is: each tenant has authors, a policy, taught labels and a choice of models of its own; the models are shared.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arc_swap::ArcSwap;
use koko_core::actor::{Restored, TextKey, TextPrint};
use koko_core::error::{Error, Result};
use koko_core::labels::Label;
use koko_core::moderator::{Cascade, Moderator, ModeratorBuilder};
use koko_core::policy::Policy;
use koko_core::scores::TaughtLabel;
use koko_core::store::StateStore;
use parking_lot::Mutex;

use super::config::{Canary, Settings, TenantSettings};
use super::log;
use super::log::line::{Event, Level};
use super::metrics::store::{MeasuredStore, StoreMeter};
use super::sealing::Seal;
use super::statement::mappings::Mappings;

/// Hexadecimal digits of a digest that are enough to name a model.
const ENOUGH_DIGITS: usize = 12;

/// The models that run, each with a moderator beside which those of the tenants stand.
pub struct Bundles(Vec<Arc<Moderator>>);

impl Bundles {
    /// At least one; the first is for whoever names none.
    pub fn new(moderators: Vec<Arc<Moderator>>) -> Bundles {
        assert!(!moderators.is_empty(), "a service has a model");
        Bundles(moderators)
    }

    /// Each, the default first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Moderator>> {
        self.0.iter()
    }

    /// The one for whoever names none.
    pub fn default(&self) -> &Arc<Moderator> {
        &self.0[0]
    }

    fn find(&self, asked: &str) -> Option<usize> {
        self.0.iter().position(|moderator| is_model(asked, &moderator.ids().model))
    }
}

/// A name, which may mean another model tomorrow; the whole id; the name with the first digits of the digest; or those alone.
fn is_model(asked: &str, id: &str) -> bool {
    let Some((name, digest)) = id.split_once("@blake3:") else { return asked == id };
    if asked == name {
        return true;
    }
    let digits = asked.strip_prefix(name).and_then(|rest| rest.strip_prefix("@blake3:")).unwrap_or(asked);
    digits.len() >= ENOUGH_DIGITS && digest.starts_with(digits)
}

/// What is in force for a tenant beyond its settings, from the database.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rules {
    /// The text of the policy, and its version.
    pub policy: Option<(i64, String)>,
    /// The files of taught labels, by label; nothing where one was taken out of force.
    pub taught: Vec<(String, Option<String>)>,
}

/// A tenant.
pub struct Tenant {
    name: String,
    secret: [u8; 32],
    seal: Seal,
    print_key: TextKey,
    thread_key: [u8; 32],
    archive_key: [u8; 32],
    active: ArcSwap<Active>,
}

/// What answers for a tenant now.
pub struct Active {
    /// One for each bundle, in the same order.
    moderators: Vec<Arc<Moderator>>,
    pinned: usize,
    shadow: Option<usize>,
    canary: Option<(usize, f64)>,
    settings: TenantSettings,
    rules: Rules,
    /// The text of the policy that holds.
    policy: String,
    statements: Mappings,
    reading: Reading,
}

/// How texts of a tenant are read, whichever model does.
#[derive(Debug, Clone, Copy)]
struct Reading {
    cascade: Cascade,
    /// Answers that are remembered, if somebody has said how many.
    cache: Option<usize>,
}

impl Active {
    /// The moderator for a content: the one that was asked for, the canary's share, or the pinned one.
    ///
    /// Which contents meet the canary depends on their id, or else on their text.
    pub fn moderator(&self, asked: Option<&str>, content: &str) -> Result<&Arc<Moderator>> {
        if let Some(asked) = asked {
            return self.named(asked);
        }
        match self.canary {
            Some((place, share)) if share_of(content) < share => Ok(&self.moderators[place]),
            _ => Ok(&self.moderators[self.pinned]),
        }
    }

    /// The moderator with a model of this name.
    pub fn named(&self, asked: &str) -> Result<&Arc<Moderator>> {
        let found = self.moderators.iter().find(|moderator| is_model(asked, &moderator.ids().model));
        found.ok_or_else(|| unknown_model(asked, self.moderators.iter()))
    }

    /// The one for whoever asks for none.
    pub fn pinned(&self) -> &Arc<Moderator> {
        &self.moderators[self.pinned]
    }

    /// The id of its model.
    pub fn model(&self) -> String {
        self.pinned().ids().model.clone()
    }

    /// The one that reads everything, too, and decides nothing.
    pub fn shadow(&self) -> Option<&Arc<Moderator>> {
        self.shadow.map(|place| &self.moderators[place])
    }

    /// What was chosen for the tenant.
    pub fn settings(&self) -> &TenantSettings {
        &self.settings
    }

    /// What is in force beyond that.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The text of the policy that holds.
    pub fn policy(&self) -> &str {
        &self.policy
    }

    /// How decisions become statements of reasons.
    pub fn statements(&self) -> &Mappings {
        &self.statements
    }

    /// The labels that were taught to the pinned model.
    pub fn taught(&self) -> impl Iterator<Item = Label> + '_ {
        self.pinned().labels().iter().copied().filter(|label| label.is_taught())
    }

    /// A moderator for trying out another policy on the same model and authors. It should record nothing. The full model reads
    /// every text for it: not every policy may be tried out beside the fast lane.
    pub fn with_policy(&self, source: &str, text: &str) -> Result<Moderator> {
        let taught = taught_for(&self.pinned().ids().model, &self.settings, &self.rules)?;
        beside(self.pinned(), source, text, taught, self.reading.in_full())?.build()
    }

    /// [`Active::with_policy`] with another model.
    pub fn beside_with_policy(&self, reader: &Moderator, source: &str, text: &str) -> Result<Moderator> {
        let taught = taught_for(&reader.ids().model, &self.settings, &self.rules)?;
        beside(reader, source, text, taught, self.reading.in_full())?.build()
    }

    /// Refuses a policy that could not be put in force: it has to fit every model, and how texts are read.
    pub fn check_policy(&self, source: &str) -> Result<()> {
        self.check(&Rules { policy: Some((0, source.to_owned())), ..self.rules.clone() })
    }

    /// Refuses rules that would not fit the models, and how texts are read.
    pub fn check(&self, rules: &Rules) -> Result<()> {
        let (source, policy) = policy_of(&self.settings, rules)?;
        for moderator in &self.moderators {
            let taught = taught_for(&moderator.ids().model, &self.settings, rules)?;
            beside(moderator, &source, &policy, taught, self.reading)?.build()?;
        }
        Ok(())
    }
}

impl Tenant {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What answers now.
    pub fn active(&self) -> Arc<Active> {
        self.active.load_full()
    }

    /// What a text looks like, as a hash that nobody without the tenant's secret can make: the same for its copies. Nothing
    /// where it is too short to tell.
    pub fn print(&self, text: &str) -> Option<String> {
        let print = TextPrint::of(text, &self.print_key);
        print.is_telling().then(|| format!("{:016x}", print.exact))
    }

    /// What answers to the same content has in common, as a hash that nobody without the tenant's secret can make.
    pub fn thread(&self, parent: &str) -> String {
        blake3::keyed_hash(&self.thread_key, parent.as_bytes()).to_hex()[..32].to_owned()
    }

    /// What stands for a text in the archive: 64 bits that nobody without the tenant's secret can make.
    pub fn archive_hash(&self, text: &str) -> String {
        blake3::keyed_hash(&self.archive_key, text.as_bytes()).to_hex()[..16].to_owned()
    }

    /// For names of authors and texts in the database.
    pub fn seal(&self) -> &Seal {
        &self.seal
    }
}

/// All tenants, those that have settings and those of whom a key was the first word.
pub struct Tenants {
    bundles: ArcSwap<Bundles>,
    store: Arc<dyn StateStore>,
    store_meter: StoreMeter,
    settings: ArcSwap<Settings>,
    known: Mutex<HashMap<String, Arc<Tenant>>>,
}

impl Tenants {
    /// With these models.
    pub fn new(bundles: Bundles, store: Arc<dyn StateStore>, settings: Settings) -> Tenants {
        let store_meter = StoreMeter::default();
        Tenants {
            bundles: ArcSwap::from_pointee(bundles),
            store: Arc::new(MeasuredStore::new(store, store_meter.clone())),
            store_meter,
            settings: ArcSwap::from_pointee(settings),
            known: Mutex::default(),
        }
    }

    /// What is measured about the store of authors.
    pub fn store_meter(&self) -> &StoreMeter {
        &self.store_meter
    }

    /// The models.
    pub fn bundles(&self) -> Arc<Bundles> {
        self.bundles.load_full()
    }

    /// What was chosen.
    pub fn settings(&self) -> Arc<Settings> {
        self.settings.load_full()
    }

    /// Those that answer now.
    pub fn all(&self) -> Vec<Arc<Tenant>> {
        self.known.lock().values().cloned().collect()
    }

    /// Writes down what the authors of each share, as far as it is new.
    pub fn keep(&self) -> Result<()> {
        let kept = self.all().into_iter().map(|tenant| tenant.active().pinned().authors().keep().map(drop));
        // Everybody has a try.
        kept.collect::<Vec<_>>().into_iter().collect()
    }

    /// Fails while what the authors of somebody share cannot be written down.
    pub fn trouble(&self) -> Result<()> {
        let tenants = self.all();
        let found =
            tenants.iter().find_map(|tenant| Some((tenant, tenant.active().pinned().authors().trouble()?)));
        match found {
            Some((tenant, what)) => {
                Err(Error::StoreFailed { what: format!("tenant `{}`: {what}", tenant.name()) })
            }
            None => Ok(()),
        }
    }

    /// The tenant of this name, if it answers already.
    pub fn get(&self, name: &str) -> Option<Arc<Tenant>> {
        self.known.lock().get(name).cloned()
    }

    /// What opens what is sealed for a tenant, whether it answers or not.
    pub fn seal_of(&self, name: &str) -> Seal {
        match self.get(name) {
            Some(tenant) => tenant.seal.clone(),
            None => Seal::new(&self.settings().secret_of(name)),
        }
    }

    /// Lets a tenant answer by what is in force, whether it did before or not.
    pub fn put(&self, name: &str, rules: Rules) -> Result<Arc<Tenant>> {
        let settings = self.settings();
        let of_tenant = settings.tenants.get(name).cloned().unwrap_or_default();
        let before = self.get(name);
        let secret = before.as_ref().map_or_else(|| settings.secret_of(name), |tenant| tenant.secret);
        let active = self.active(of_tenant, rules, before.as_deref(), secret)?;
        if let Some(tenant) = before {
            tenant.active.store(Arc::new(active));
            return Ok(tenant);
        }
        let tenant = Tenant {
            name: name.to_owned(),
            secret,
            seal: Seal::new(&secret),
            thread_key: blake3::derive_key("koko 2026 what a content answers", &secret),
            print_key: TextKey::new(blake3::derive_key("koko 2026 prints of decided texts", &secret)),
            archive_key: blake3::derive_key("koko 2026 hashes of archived texts", &secret),
            active: ArcSwap::from_pointee(active),
        };
        if let Restored::Partly { what } = tenant.active().pinned().authors().restored() {
            let message =
                format!("tenant `{name}`: {what}; percentiles, campaigns and ordinary rates begin anew");
            log::say(Level::Warn, Event::Setup, &message);
        }
        // Somebody else may have been as fast; then theirs holds, so that authors are known to one ledger only.
        Ok(Arc::clone(self.known.lock().entry(name.to_owned()).or_insert(Arc::new(tenant))))
    }

    /// Takes other models and settings; every tenant keeps its authors. Changes nothing where one of them does not fit.
    pub fn reload(&self, bundles: Bundles, settings: Settings) -> Result<()> {
        let (old_bundles, old_settings) = (self.bundles(), self.settings());
        self.bundles.store(Arc::new(bundles));
        self.settings.store(Arc::new(settings));
        let tenants = self.all();
        let settings = self.settings();
        let next: Result<Vec<Active>> = tenants
            .iter()
            .map(|tenant| {
                let of_tenant = settings.tenants.get(tenant.name()).cloned().unwrap_or_default();
                self.active(of_tenant, tenant.active().rules.clone(), Some(tenant), tenant.secret)
            })
            .collect();
        match next {
            Ok(next) => {
                for (tenant, active) in tenants.iter().zip(next) {
                    tenant.active.store(Arc::new(active));
                }
                Ok(())
            }
            Err(error) => {
                self.bundles.store(old_bundles);
                self.settings.store(old_settings);
                Err(error)
            }
        }
    }

    fn active(
        &self,
        settings: TenantSettings,
        rules: Rules,
        before: Option<&Tenant>,
        secret: [u8; 32],
    ) -> Result<Active> {
        let bundles = self.bundles();
        let of_all = self.settings();
        let reading = Reading { cascade: settings.cascade.unwrap_or(of_all.cascade), cache: of_all.cache };
        let find = |name: &str| bundles.find(name).ok_or_else(|| unknown_model(name, bundles.iter()));
        let (source, policy) = policy_of(&settings, &rules)?;
        let mut moderators: Vec<Arc<Moderator>> = Vec::with_capacity(bundles.0.len());
        for bundle in bundles.iter() {
            let taught = taught_for(&bundle.ids().model, &settings, &rules)?;
            let builder = beside(bundle, &source, &policy, taught, reading)?;
            let of_before = before.map(|tenant| Arc::clone(tenant.active().pinned()));
            let builder = match of_before.or_else(|| moderators.first().cloned()) {
                // The same authors, whichever model reads and whatever the policy says.
                Some(other) => builder.authors_of(&other),
                None => builder.store(Arc::clone(&self.store)).secret(secret),
            };
            moderators.push(Arc::new(builder.build()?));
        }
        Ok(Active {
            pinned: settings.bundle.as_deref().map_or(Ok(0), find)?,
            shadow: settings.shadow.as_deref().map(find).transpose()?,
            canary: match &settings.canary {
                Some(Canary { bundle, share }) => Some((find(bundle)?, *share)),
                None => None,
            },
            statements: match &settings.statements {
                Some(file) => {
                    Mappings::open(file).map_err(|stop| Error::BadInput { what: stop.to_string() })?
                }
                None => Mappings::builtin(),
            },
            moderators,
            settings,
            rules,
            policy,
            reading,
        })
    }
}

fn beside(
    moderator: &Moderator,
    source: &str,
    policy: &str,
    taught: Vec<TaughtLabel>,
    reading: Reading,
) -> Result<ModeratorBuilder> {
    let labels: Vec<Label> = taught.iter().map(TaughtLabel::label).collect();
    let policy = Policy::parse_with(source, policy, &labels)?;
    let builder = moderator.beside().policy(policy).cascade(reading.cascade);
    // What the model itself remembers serves all but those who need more of an answer.
    let own = reading.cache.filter(|_| !taught.is_empty());
    let builder = own.into_iter().fold(builder, ModeratorBuilder::cache);
    Ok(taught.into_iter().fold(builder, ModeratorBuilder::taught))
}

impl Reading {
    /// By the full model alone.
    fn in_full(self) -> Reading {
        Reading { cascade: Cascade::Off, ..self }
    }
}

/// The policy that holds: where it stands, and its text.
fn policy_of(settings: &TenantSettings, rules: &Rules) -> Result<(String, String)> {
    match (&rules.policy, &settings.policy) {
        (Some((version, text)), _) => Ok((format!("policy version {version}"), text.clone())),
        (None, Some(path)) => Ok((path.display().to_string(), read(path)?)),
        (None, None) => Ok(("the built-in policy".to_owned(), Policy::BUILTIN.to_owned())),
    }
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|source| Error::PolicyUnreadable { path: path.to_owned(), source })
}

/// The labels that hold for this model: those of the settings, and those that were put in force since.
fn taught_for(model: &str, settings: &TenantSettings, rules: &Rules) -> Result<Vec<TaughtLabel>> {
    let mut labels: Vec<TaughtLabel> =
        settings.taught.iter().map(|file: &PathBuf| TaughtLabel::open(file)).collect::<Result<_>>()?;
    for (label, file) in &rules.taught {
        labels.retain(|other| other.label().as_str() != label);
        if let Some(file) = file {
            labels.push(TaughtLabel::parse(label, file)?);
        }
    }
    labels.retain(|label| label.model() == model);
    Ok(labels)
}

fn unknown_model<'a>(asked: &str, known: impl Iterator<Item = &'a Arc<Moderator>>) -> Error {
    let known: Vec<&str> = known.map(|moderator| moderator.ids().model.as_str()).collect();
    Error::BadInput { what: format!("the model `{asked}` is not installed here: {} is", known.join(", ")) }
}

/// From 0 to 1, always the same for the same words.
fn share_of(words: &str) -> f64 {
    let hash = blake3::hash(words.as_bytes());
    let number = u64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("8 of 32 bytes"));
    number as f64 / u64::MAX as f64
}
