//! Where objects lie: a folder, or a bucket that is spoken to in S3's protocol. Says how an attempt ended, and tries nothing again.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use futures_util::TryStreamExt;
use object_store::aws::{AmazonS3Builder, S3ConditionalPut};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{
    ClientOptions, Error, ObjectMeta, ObjectStore, ObjectStoreExt, PutMode, PutOptions, RetryConfig,
};

use super::counts::Put;
use super::settings::{Place, Settings};
use crate::errors::Stop;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);

/// A store of objects. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
}

/// An attempt that failed.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct Failed {
    /// How it counts.
    pub put: Put,
    /// What the store said.
    pub what: String,
}

impl Store {
    /// Opens it; a folder is made if it is not there.
    pub fn open(settings: &Settings) -> Result<Store, Stop> {
        let wrong = |error: Error| Stop::BadConfiguration { what: format!("the archive: {error}") };
        match &settings.to {
            Place::Folder(folder) => {
                let unwritable = |source| Stop::Unwritable { file: folder.display().to_string(), source };
                std::fs::create_dir_all(folder).map_err(unwritable)?;
                let objects = LocalFileSystem::new_with_prefix(folder).map_err(wrong)?;
                Ok(Store { objects: Arc::new(objects.with_fsync(true)) })
            }
            Place::Bucket { bucket, prefix, endpoint, region } => {
                // An error says that somebody else has chosen one before, which serves as well.
                rustls::crypto::ring::default_provider().install_default().ok();
                let client =
                    ClientOptions::new().with_timeout(settings.request).with_connect_timeout(CONNECT);
                let is_http = endpoint.as_deref().is_some_and(|url| url.starts_with("http://"));
                let mut builder = AmazonS3Builder::from_env()
                    .with_bucket_name(bucket)
                    .with_conditional_put(S3ConditionalPut::ETagMatch)
                    .with_client_options(client.with_allow_http(is_http))
                    // Whoever ships tries again, and counts it.
                    .with_retry(RetryConfig { max_retries: 0, ..RetryConfig::default() });
                if let Some(endpoint) = endpoint {
                    builder = builder.with_endpoint(endpoint);
                }
                if let Some(region) = region {
                    builder = builder.with_region(region);
                }
                let objects = PrefixStore::new(builder.build().map_err(wrong)?, prefix.as_str());
                Ok(Store { objects: Arc::new(objects) })
            }
        }
    }

    /// Stores an object unless there is one of this name, which then says the same.
    pub async fn put(&self, key: &str, object: Bytes) -> Result<Put, Failed> {
        let path = Path::from(key);
        let options = PutOptions { mode: PutMode::Create, ..PutOptions::default() };
        match self.objects.put_opts(&path, object.into(), options).await {
            Ok(_) => Ok(Put::Stored),
            // S3 also says so to whoever comes while another one is still writing, and that one may fail.
            Err(Error::AlreadyExists { .. }) => {
                self.objects.head(&path).await.map_err(failed).map(|_| Put::Exists)
            }
            Err(error) => Err(failed(error)),
        }
    }

    /// The whole object.
    pub async fn get(&self, path: &Path) -> Result<Bytes, Failed> {
        let answer = self.objects.get(path).await.map_err(failed)?;
        answer.bytes().await.map_err(failed)
    }

    /// Removes an object; one that is not there is removed.
    pub async fn delete(&self, path: &Path) -> Result<(), Failed> {
        match self.objects.delete(path).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }

    /// The objects below a folder, in the order of their names.
    pub async fn list(&self, folder: &str) -> Result<Vec<ObjectMeta>, Failed> {
        let listing = self.objects.list(Some(&Path::from(folder)));
        let mut listed: Vec<ObjectMeta> = listing.try_collect().await.map_err(failed)?;
        listed.sort_by(|one, other| one.location.cmp(&other.location));
        Ok(listed)
    }

    /// The folders directly below a folder, in the order of their names.
    pub async fn folders(&self, folder: &str) -> Result<Vec<Path>, Failed> {
        let listed = self.objects.list_with_delimiter(Some(&Path::from(folder))).await;
        let mut folders = match listed {
            Ok(listed) => listed.common_prefixes,
            Err(Error::NotFound { .. }) => Vec::new(),
            Err(error) => return Err(failed(error)),
        };
        folders.sort();
        Ok(folders)
    }
}

fn failed(error: Error) -> Failed {
    let put = match &error {
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => Put::Denied,
        _ => Put::Failed,
    };
    // What a store answers may be long, and is for people to read.
    let what: String = error.to_string().chars().take(400).collect();
    Failed { put, what }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::settings::Chosen;
    use super::*;

    /// A store in a folder.
    pub(in super::super) fn in_folder(folder: &std::path::Path) -> Store {
        let to = Some(folder.display().to_string());
        let settings = Chosen { to, ..Chosen::default() }.settings(Some(folder)).unwrap().unwrap();
        Store::open(&settings).unwrap()
    }

    #[tokio::test]
    async fn an_object_is_stored_once_and_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let store = in_folder(folder.path());
        let key = "v1/tenant=t/date=2026-01-01/hour=00/a.parquet";
        assert_eq!(store.put(key, Bytes::from_static(b"one")).await.unwrap(), Put::Stored);
        assert_eq!(store.put(key, Bytes::from_static(b"one")).await.unwrap(), Put::Exists);
        assert_eq!(store.get(&Path::from(key)).await.unwrap(), "one");
        assert_eq!(store.list("v1/tenant=t").await.unwrap().len(), 1);
        assert_eq!(store.folders("v1").await.unwrap(), [Path::from("v1/tenant=t")]);
        store.delete(&Path::from(key)).await.unwrap();
        store.delete(&Path::from(key)).await.unwrap();
        assert!(
            store.list("v1").await.unwrap().is_empty() && store.folders("nothing").await.unwrap().is_empty()
        );
    }
}
