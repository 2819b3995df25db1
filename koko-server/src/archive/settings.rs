//! What whoever runs a service may choose about its archive. Without a place to archive to there is none.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use serde::{Deserialize, Serialize};

use crate::errors::Stop;

const SEGMENT_MB: u64 = 64;
const SEGMENT_SECONDS: f64 = 300.0;
const LOG_MB: u64 = 4_096;
const FREE_MB: u64 = 64;
const REQUEST_SECONDS: f64 = 30.0;
const RETRY_SECONDS: f64 = 1.0;
const MB: u64 = 1 << 20;

/// The options of the command line.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Archive")]
pub struct ArchiveArguments {
    /// Archive what is decided as Parquet: a folder, or s3://BUCKET/PREFIX with the credentials that AWS's tools would use
    #[arg(long, value_name = "WHERE", env = "KOKO_ARCHIVE")]
    pub archive: Option<String>,

    /// Another store that speaks S3's protocol: its URL
    #[arg(long, value_name = "URL", env = "KOKO_ARCHIVE_ENDPOINT")]
    pub archive_endpoint: Option<String>,

    /// The region of the bucket
    #[arg(long, value_name = "NAME", env = "KOKO_ARCHIVE_REGION")]
    pub archive_region: Option<String>,

    /// A folder for what is not archived yet; it has to survive restarts [default: archive-log in the folder of `--data`]
    #[arg(long, value_name = "DIR", env = "KOKO_ARCHIVE_LOG")]
    pub archive_log: Option<PathBuf>,
}

/// The same in the configuration, and what few people change.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// A folder, or `s3://BUCKET/PREFIX`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The URL of another store that speaks S3's protocol.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// The region of the bucket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The folder for what is not archived yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<PathBuf>,
    /// When what is logged is on the disk: `always` before the answer, or every so many milliseconds, or `never`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sync: Option<SyncChosen>,
    /// A segment is archived once it is so large.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_mb: Option<u64>,
    /// Or so old.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_seconds: Option<f64>,
    /// No more is logged than this until something is archived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_mb: Option<u64>,
    /// Nothing is logged while less than this is free on the disk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub free_mb: Option<u64>,
    /// How long the store may take for one object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_seconds: Option<f64>,
    /// The wait after a first failure; it doubles up to a minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_seconds: Option<f64>,
}

/// When what is logged is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SyncChosen {
    /// By name.
    Named(SyncName),
    /// In milliseconds.
    EveryMs(u64),
}

/// What has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SyncName {
    /// Before the answer.
    Always,
    /// When the system pleases, and when a segment is complete.
    Never,
}

/// When what is logged is on the disk. Whatever it is, what is acknowledged survives the death of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sync {
    /// Before the answer, which also survives a power failure then.
    Always,
    /// So often.
    Every(Duration),
    /// When the system pleases, and when a segment is complete.
    Never,
}

/// What can be chosen for one tenant.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenantChosen {
    /// Nothing of this tenant is archived.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off: bool,
    /// Texts, too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub texts: bool,
    /// What happens when the log takes no more.
    #[serde(default)]
    pub when_full: WhenFull,
    /// Objects are removed after so many days; without it, never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_days: Option<u32>,
}

/// What happens when the log takes no more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenFull {
    /// The answer goes out, and the record is counted as lost.
    #[default]
    Shed,
    /// Nothing is decided: come back later.
    Refuse,
}

/// What was chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// A folder or a bucket.
    pub to: Place,
    /// The folder for what is not archived yet.
    pub log: PathBuf,
    /// When that is on the disk.
    pub sync: Sync,
    /// A segment is archived once it is so large.
    pub segment_bytes: u64,
    /// Or so old.
    pub segment_age: Duration,
    /// No more is logged than this.
    pub log_bytes: u64,
    /// So much of the disk stays free.
    pub free_bytes: u64,
    /// How long the store may take.
    pub request: Duration,
    /// The wait after a first failure.
    pub retry: Duration,
}

/// Where is archived to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A folder.
    Folder(PathBuf),
    /// A bucket.
    Bucket {
        /// Its name.
        bucket: String,
        /// What all keys begin with; may be empty.
        prefix: String,
        /// Where, unless at AWS.
        endpoint: Option<String>,
        /// In which region.
        region: Option<String>,
    },
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Folder(folder) => write!(f, "{}", folder.display()),
            Place::Bucket { bucket, prefix, .. } => write!(f, "s3://{bucket}/{prefix}"),
        }
    }
}

impl Chosen {
    /// Whether nobody has chosen anything.
    pub fn is_usual(&self) -> bool {
        self == &Chosen::default()
    }

    /// Paths are relative to the folder of the file.
    pub fn relative_to(&mut self, folder: &Path) {
        if let Some(log) = &mut self.log {
            *log = folder.join(&*log);
        }
        if let Some(to) = self.to.as_mut().filter(|to| !to.contains("://")) {
            *to = folder.join(&*to).display().to_string();
        }
    }

    /// What the command line says goes before what stands in the file.
    pub fn with_arguments(mut self, arguments: &ArchiveArguments) -> Chosen {
        self.to = arguments.archive.clone().or(self.to);
        self.endpoint = arguments.archive_endpoint.clone().or(self.endpoint);
        self.region = arguments.archive_region.clone().or(self.region);
        self.log = arguments.archive_log.clone().or(self.log);
        self
    }

    /// With the defaults for what nobody chose; nothing where nothing is archived. `data` is the folder of the service.
    pub fn settings(self, data: Option<&Path>) -> Result<Option<Settings>, Stop> {
        let Some(to) = &self.to else { return Ok(None) };
        let place = match to.split_once("://") {
            None => Place::Folder(PathBuf::from(to)),
            Some(("s3", path)) => {
                let (bucket, prefix) = path.split_once('/').unwrap_or((path, ""));
                if bucket.is_empty() {
                    return Err(wrong("name the bucket of the archive: s3://BUCKET/PREFIX"));
                }
                Place::Bucket {
                    bucket: bucket.to_owned(),
                    prefix: prefix.trim_matches('/').to_owned(),
                    endpoint: self.endpoint.clone(),
                    region: self.region.clone(),
                }
            }
            Some((other, _)) => {
                return Err(wrong(&format!(
                    "nothing can be archived to `{other}://…`: name a folder, or s3://BUCKET/PREFIX"
                )));
            }
        };
        let log =
            self.log.clone().or_else(|| data.map(|data| data.join("archive-log"))).ok_or_else(|| {
                wrong("what is not archived yet has to lie somewhere: give `--data` or `--archive-log`")
            })?;
        let seconds = |name: &str, chosen: Option<f64>, usual: f64| {
            let seconds = chosen.unwrap_or(usual);
            Duration::try_from_secs_f64(seconds)
                .ok()
                .filter(|duration| !duration.is_zero())
                .ok_or_else(|| wrong(&format!("`archive.{name}` is a number above 0, this is {seconds}")))
        };
        let mb = |name: &str, chosen: Option<u64>, usual: u64| match chosen.unwrap_or(usual) {
            0 => Err(wrong(&format!("`archive.{name}` is at least 1"))),
            mb => Ok(mb.saturating_mul(MB)),
        };
        Ok(Some(Settings {
            to: place,
            log,
            sync: match self.sync {
                None | Some(SyncChosen::Named(SyncName::Always) | SyncChosen::EveryMs(0)) => Sync::Always,
                Some(SyncChosen::Named(SyncName::Never)) => Sync::Never,
                Some(SyncChosen::EveryMs(ms)) => Sync::Every(Duration::from_millis(ms)),
            },
            segment_bytes: mb("segment_mb", self.segment_mb, SEGMENT_MB)?,
            segment_age: seconds("segment_seconds", self.segment_seconds, SEGMENT_SECONDS)?,
            log_bytes: mb("log_mb", self.log_mb, LOG_MB)?,
            free_bytes: mb("free_mb", self.free_mb, FREE_MB)?,
            request: seconds("request_seconds", self.request_seconds, REQUEST_SECONDS)?,
            retry: seconds("retry_seconds", self.retry_seconds, RETRY_SECONDS)?,
        }))
    }
}

fn wrong(what: &str) -> Stop {
    Stop::BadConfiguration { what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Chosen {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn nothing_is_archived_unless_somebody_says_where_to() {
        let data = Some(Path::new("kept"));
        assert_eq!(read("segment_mb = 3").settings(data).unwrap(), None);
        let arguments = ArchiveArguments { archive: Some("s3://b/p/".to_owned()), ..Default::default() };
        let chosen = read("to = 'old'\nregion = 'eu-central-1'\nsync = 200").with_arguments(&arguments);
        let settings = chosen.settings(data).unwrap().unwrap();
        let (bucket, prefix) = ("b".to_owned(), "p".to_owned());
        let region = Some("eu-central-1".to_owned());
        assert_eq!(settings.to, Place::Bucket { bucket, prefix, endpoint: None, region });
        assert_eq!(settings.sync, Sync::Every(Duration::from_millis(200)));
        assert_eq!((settings.log, settings.segment_bytes), (PathBuf::from("kept/archive-log"), 64 << 20));
        assert_eq!(read("to = 'x'\nsync = 'never'").settings(data).unwrap().unwrap().sync, Sync::Never);
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let mut chosen = read("to = 'archive'\nlog = 'log'");
        chosen.relative_to(Path::new("/etc/koko"));
        assert_eq!(
            (chosen.to.as_deref(), chosen.log.as_deref().and_then(Path::to_str)),
            (Some("/etc/koko/archive"), Some("/etc/koko/log"))
        );
        let mut bucket = read("to = 's3://b'");
        bucket.relative_to(Path::new("/etc/koko"));
        assert_eq!(bucket.to.as_deref(), Some("s3://b"));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "to = 'gs://b'",
            "to = 's3:///p'",
            "to = 'x'\nsegment_mb = 0",
            "to = 'x'\nsegment_seconds = -1.0",
        ] {
            assert!(read(text).settings(Some(Path::new("kept"))).is_err(), "{text}");
        }
        assert!(read("to = 'x'").settings(None).is_err());
        assert!(toml::from_str::<Chosen>("to = 'x'\nsync = 'sometimes'").is_err());
    }
}
