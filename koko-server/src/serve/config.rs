//! What can be chosen about a service: a file, the environment and the command line, the later ones first.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use koko_core::actor::tenant_secret;
use koko_core::moderator::Cascade;
use serde::{Deserialize, Deserializer, Serialize};

use super::console::settings as console;
use super::database::Address;
use super::log::settings as log;
use super::traces::settings as traces;
use super::webhooks::settings as webhooks;
use crate::archive::settings as archive;
use crate::cli::Serve;
use crate::errors::Stop;
use crate::hex::hex;

/// The tenant of whoever has no key, and of keys for which nobody named one.
pub const DEFAULT_TENANT: &str = "default";

const LISTEN: ([u8; 4], u16) = ([127, 0, 0, 1], 8080);
const DEADLINE_MS: u64 = 7_000;
const KEEP_DAYS: u32 = 30;
const SECRET_BYTES: usize = 32;

/// The file, as it is written. Paths in it are relative to the folder in which it lies.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The address to listen on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
    /// Where the service says that it is, when it names itself to clients.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// The folder for everything that is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// PostgreSQL instead of the file in the folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// Valkey or Redis, or another folder, for the records of authors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<String>,
    /// The file with the secret under which authors are hashed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_file: Option<PathBuf>,
    /// Requests that are under way at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests: Option<usize>,
    /// How long a request may wait for its answer, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline_ms: Option<u64>,
    /// How long decisions are kept, in days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_days: Option<u32>,
    /// The folders of the models; the first is the one for whoever names none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bundles: Vec<PathBuf>,
    /// What the fast lane may clear, unless a tenant says otherwise.
    #[serde(default, deserialize_with = "cascade", skip_serializing_if = "Option::is_none")]
    pub cascade: Option<Cascade>,
    /// Answers of each model that are remembered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache: Option<usize>,
    /// Where webhooks may go.
    #[serde(default, skip_serializing_if = "webhooks::Chosen::is_usual")]
    pub webhooks: webhooks::Chosen,
    /// Who may use the console.
    #[serde(default, skip_serializing_if = "console::Chosen::is_usual")]
    pub console: console::Chosen,
    /// How the log is written.
    #[serde(default, skip_serializing_if = "log::Chosen::is_usual")]
    pub log: log::Chosen,
    /// Where traces go.
    #[serde(default, skip_serializing_if = "traces::Chosen::is_usual")]
    pub traces: traces::Chosen,
    /// Where what is decided is archived.
    #[serde(default, skip_serializing_if = "archive::Chosen::is_usual")]
    pub archive: archive::Chosen,
    /// What is different for one tenant.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tenants: BTreeMap<String, TenantSettings>,
}

/// What can be chosen for one tenant.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenantSettings {
    /// The model that answers: its name, or the whole id, which never means another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle: Option<String>,
    /// The policy until one is put in force through the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<PathBuf>,
    /// Labels that were taught to the model.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taught: Vec<PathBuf>,
    /// What the fast lane may clear.
    #[serde(default, deserialize_with = "cascade", skip_serializing_if = "Option::is_none")]
    pub cascade: Option<Cascade>,
    /// What is different about statements of reasons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statements: Option<PathBuf>,
    /// Whether texts are kept beside decisions, encrypted; without them a reviewer sees the id of a content only.
    #[serde(default)]
    pub keep_texts: bool,
    /// What is archived, and for how long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<archive::TenantChosen>,
    /// A model that reads everything, too, and decides nothing: what it would have said differently is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shadow: Option<String>,
    /// A model that answers for a share of the contents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canary: Option<Canary>,
}

/// A model for a share of the contents: the same content always meets the same model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Canary {
    /// Which model.
    pub bundle: String,
    /// From 0 to 1.
    pub share: f64,
}

/// Everything that was chosen, with the defaults for the rest.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address to listen on.
    pub listen: SocketAddr,
    /// Where the service says that it is.
    pub public_url: Option<String>,
    /// Where decisions are kept.
    pub database: Address,
    /// Where the records of authors are kept; nothing for memory.
    pub store: Option<String>,
    /// The secret under which authors are hashed.
    pub secret: [u8; 32],
    /// Requests that are under way at once; nothing for what suits the machine.
    pub requests: Option<usize>,
    /// How long a request may wait for its answer.
    pub deadline: Duration,
    /// How long decisions are kept.
    pub keep: Duration,
    /// The folders of the models; empty for the one that is found.
    pub bundles: Vec<PathBuf>,
    /// What the fast lane may clear, unless a tenant says otherwise.
    pub cascade: Cascade,
    /// Answers of each model that are remembered; nothing for what suits it.
    pub cache: Option<usize>,
    /// Where webhooks may go, and when.
    pub webhooks: webhooks::Settings,
    /// Who may use the console.
    pub console: console::Settings,
    /// How the log is written.
    pub log: log::Chosen,
    /// Where traces go.
    pub traces: traces::Settings,
    /// Where what is decided is archived.
    pub archive: Option<archive::Settings>,
    /// What is different for one tenant.
    pub tenants: BTreeMap<String, TenantSettings>,
}

impl File {
    /// Reads the file; a mistake is told with its line.
    pub fn open(path: &Path) -> Result<File, Stop> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| Stop::Unreadable { file: path.display().to_string(), source })?;
        let mut file: File = toml::from_str(&text)
            .map_err(|error| wrong(format!("{}: {}", path.display(), error.to_string().trim_end())))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        file.bundles.iter_mut().for_each(|path| *path = folder.join(&*path));
        for path in
            file.data.iter_mut().chain(&mut file.secret_file).chain(&mut file.console.client_secret_file)
        {
            *path = folder.join(&*path);
        }
        file.archive.relative_to(folder);
        for tenant in file.tenants.values_mut() {
            let files = tenant.policy.iter_mut().chain(&mut tenant.taught).chain(&mut tenant.statements);
            files.for_each(|path| *path = folder.join(&*path));
        }
        Ok(file)
    }

    /// What the command line says goes before what stands in the file.
    pub fn with_arguments(mut self, serve: &Serve) -> File {
        self.listen = serve.listen.or(self.listen);
        self.public_url = serve.public_url.clone().or(self.public_url);
        self.data = serve.data.clone().or(self.data);
        self.database = serve.database.clone().or(self.database);
        self.store = serve.ledger.store.clone().or(self.store);
        self.secret_file = serve.ledger.secret_file.clone().or(self.secret_file);
        self.requests = serve.requests.map(usize::from).or(self.requests);
        self.deadline_ms = serve.deadline_ms.or(self.deadline_ms);
        if let Some(bundle) = &serve.model.bundle {
            self.bundles.retain(|other| other != bundle);
            self.bundles.insert(0, bundle.clone());
        }
        self.cascade = serve.cascade.or(self.cascade);
        self.cache = serve.cache.or(self.cache);
        self.webhooks = self.webhooks.with_arguments(&serve.webhooks);
        self.console = self.console.with_arguments(&serve.console);
        self.log = self.log.with_arguments(&serve.log);
        self.traces = self.traces.with_arguments(&serve.traces);
        self.archive = self.archive.with_arguments(&serve.archive);
        if serve.policy.is_some() || !serve.taught.is_empty() || serve.keep_texts || serve.archive_texts {
            let tenant = self.tenants.entry(DEFAULT_TENANT.to_owned()).or_default();
            tenant.policy = serve.policy.clone().or(tenant.policy.take());
            if !serve.taught.is_empty() {
                tenant.taught = serve.taught.clone();
            }
            tenant.keep_texts |= serve.keep_texts;
            if serve.archive_texts {
                tenant.archive.get_or_insert_default().texts = true;
            }
        }
        self
    }

    /// As it would be written, without what is secret.
    pub fn shown(&self) -> String {
        let mut shown = self.clone();
        shown.database =
            shown.database.map(|url| Address::parse(&url).map_or(url, |known| known.to_string()));
        shown.store = shown.store.map(|url| Address::hide_password(&url));
        toml::to_string_pretty(&shown).unwrap_or_default()
    }
}

impl Settings {
    /// With the defaults for what nobody chose. Makes the folder for what is kept, and the secret in it.
    pub fn of(file: File) -> Result<Settings, Stop> {
        let File {
            listen,
            public_url,
            data,
            database,
            store,
            secret_file,
            requests,
            deadline_ms,
            keep_days,
            bundles,
            cascade,
            cache,
            webhooks,
            console,
            log,
            traces,
            archive,
            tenants,
        } = file;
        if let Some(folder) = &data {
            std::fs::create_dir_all(folder)
                .map_err(|source| Stop::Unwritable { file: folder.display().to_string(), source })?;
        }
        let database = match (&database, &data) {
            (Some(url), _) => Address::parse(url)?,
            (None, Some(folder)) => Address::in_folder(folder),
            (None, None) => Address::Memory,
        };
        let secret = match (&secret_file, &data, &store) {
            (Some(file), _, _) => secret_of(file)?,
            (None, Some(folder), _) => secret_of(&made_secret(folder)?)?,
            (None, None, Some(_)) => {
                return Err(wrong(
                    "authors that are kept need a secret under which they are hashed: give `--data` or `--secret-file`"
                        .to_owned(),
                ));
            }
            (None, None, None) => random()?,
        };
        let authors = data.as_ref().map(|folder| folder.join("authors").display().to_string());
        for (name, tenant) in &tenants {
            check_name(name)?;
            if let Some(Canary { share, .. }) = &tenant.canary
                && !(0.0..=1.0).contains(share)
            {
                return Err(wrong(format!(
                    "the canary's share of tenant `{name}` is {share}: it is from 0 to 1"
                )));
            }
        }
        Ok(Settings {
            listen: listen.unwrap_or(SocketAddr::from(LISTEN)),
            public_url,
            database,
            store: store.or(authors),
            secret,
            requests: requests.map(|requests| requests.max(1)),
            deadline: Duration::from_millis(deadline_ms.unwrap_or(DEADLINE_MS)),
            keep: Duration::from_secs(u64::from(keep_days.unwrap_or(KEEP_DAYS)) * 24 * 3_600),
            bundles,
            cascade: cascade.unwrap_or_default(),
            cache,
            webhooks: webhooks.settings()?,
            console: console.settings()?,
            log,
            traces: traces.settings()?,
            archive: archive.settings(data.as_deref())?,
            tenants,
        })
    }

    /// The secret of a tenant. That of the default one is the service's own, so that `koko actors` reads the same records.
    pub fn secret_of(&self, tenant: &str) -> [u8; 32] {
        secret_of_tenant(&self.secret, tenant)
    }
}

fn cascade<'de, D: Deserializer<'de>>(written: D) -> Result<Option<Cascade>, D::Error> {
    String::deserialize(written)?.parse().map(Some).map_err(serde::de::Error::custom)
}

/// The secret of a tenant, from the service's own.
pub fn secret_of_tenant(secret: &[u8; 32], tenant: &str) -> [u8; 32] {
    if tenant == DEFAULT_TENANT {
        return *secret;
    }
    let words = [&secret[..], tenant.as_bytes()].concat();
    blake3::derive_key("koko 2026 secret of one tenant of a service", &words)
}

/// Names of tenants stand in logs, in headers and in paths.
pub fn check_name(name: &str) -> Result<(), Stop> {
    let is_fine = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if name.is_empty() || name.len() > 64 || !name.bytes().all(is_fine) {
        return Err(wrong(format!(
            "`{name}` cannot be the name of a tenant: take up to 64 letters, digits, `-`, `_` and `.`"
        )));
    }
    Ok(())
}

fn secret_of(file: &Path) -> Result<[u8; 32], Stop> {
    let unreadable = |source| Stop::Unreadable { file: file.display().to_string(), source };
    let words = std::fs::read(file).map_err(unreadable)?;
    Ok(tenant_secret(words.trim_ascii())?)
}

/// The file with the secret of a folder; made if it is not there.
fn made_secret(folder: &Path) -> Result<PathBuf, Stop> {
    use std::io::Write;
    let file = folder.join("secret");
    let unwritable = |source| Stop::Unwritable { file: file.display().to_string(), source };
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(&file) {
        Ok(mut open) => {
            let words = hex(&random()?);
            open.write_all(words.as_bytes()).and_then(|()| open.sync_all()).map_err(unwritable)?;
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(unwritable(error)),
    }
    Ok(file)
}

fn random() -> Result<[u8; SECRET_BYTES], Stop> {
    let mut random = [0; SECRET_BYTES];
    getrandom::fill(&mut random)
        .map_err(|error| wrong(format!("the system gives no random numbers: {error}")))?;
    Ok(random)
}

fn wrong(what: String) -> Stop {
    Stop::BadConfiguration { what }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_file_and_mistakes_have_a_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("koko.toml");
        std::fs::write(&path, "data = 'kept'\n[tenants.forum]\npolicy = 'forum.toml'\nkeep_texts = true\n")
            .unwrap();
        let file = File::open(&path).unwrap();
        assert_eq!(file.data, Some(folder.path().join("kept")));
        assert_eq!(file.tenants["forum"].policy, Some(folder.path().join("forum.toml")));
        std::fs::write(&path, "listen = '127.0.0.1:1'\nbundel = ['x']\n").unwrap();
        let mistake = File::open(&path).unwrap_err().to_string();
        assert!(mistake.contains("line 2") && mistake.contains("bundel"), "{mistake}");
    }

    #[test]
    fn a_folder_gets_a_secret_once_and_each_tenant_another_one() {
        let folder = tempfile::tempdir().unwrap();
        let open =
            || Settings::of(File { data: Some(folder.path().join("kept")), ..File::default() }).unwrap();
        let (one, other) = (open(), open());
        assert_eq!(one.secret, other.secret);
        assert_eq!(one.secret_of(DEFAULT_TENANT), one.secret);
        assert_ne!(one.secret_of("forum"), one.secret_of("chat"));
    }

    #[test]
    fn what_is_secret_is_not_shown() {
        let file = File {
            database: Some("postgres://koko:s3cret@db/koko".to_owned()),
            store: Some("redis://:s3cret@cache:6379".to_owned()),
            ..File::default()
        };
        let shown = file.shown();
        assert!(shown.contains("postgres://koko@db/koko") && !shown.contains("s3cret"), "{shown}");
    }

    #[test]
    fn the_fast_lane_is_chosen_for_all_and_for_one() {
        let read = |text: &str| toml::from_str::<File>(text);
        let file = read("cascade = 'balanced'\ncache = 0\n[tenants.forum]\ncascade = 'off'\n").unwrap();
        assert_eq!(read(&file.shown()).unwrap(), file, "what is shown can be written into a file");
        let settings = Settings::of(file).unwrap();
        assert_eq!((settings.cascade, settings.cache), (Cascade::Balanced, Some(0)));
        assert_eq!(settings.tenants["forum"].cascade, Some(Cascade::Off));
        let mistake = read("cascade = 'fast'").unwrap_err().to_string();
        assert!(mistake.contains("balanced") && mistake.contains("line 1"), "{mistake}");
    }

    #[test]
    fn nonsense_is_refused() {
        let tenant = |name: &str, share| {
            let canary = Some(Canary { bundle: "koko-en-2".to_owned(), share });
            let settings = TenantSettings { canary, ..TenantSettings::default() };
            Settings::of(File { tenants: [(name.to_owned(), settings)].into(), ..File::default() })
        };
        assert!(tenant("forum", 0.5).is_ok());
        assert!(tenant("forum", 1.5).is_err() && tenant("a b", 0.5).is_err() && tenant("", 0.5).is_err());
        assert!(Settings::of(File { store: Some("redis://cache".to_owned()), ..File::default() }).is_err());
    }
}
