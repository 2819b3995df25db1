//! TLS: the certificate, and how a new one takes the place of the old one while the service runs.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{Error, InconsistentKeys, ServerConfig};

use crate::errors::Stop;
use crate::serve::log;
use crate::serve::log::line::{Event, Level};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(2);

/// Where the certificate and its key are, both in PEM form.
#[derive(Debug, Clone)]
pub struct TlsFiles {
    /// The server's own certificate first, then those that vouch for it.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// The certificate that is shown, and where it came from.
#[derive(Debug)]
pub struct Certificate {
    files: TlsFiles,
    shown: RwLock<Arc<CertifiedKey>>,
}

impl Certificate {
    /// Reads both files.
    pub fn open(files: &TlsFiles) -> Result<Arc<Certificate>, Stop> {
        let shown = RwLock::new(Arc::new(read(files)?));
        Ok(Arc::new(Certificate { files: files.clone(), shown }))
    }

    /// What makes TLS of a connection, with this certificate and those that take its place.
    pub fn acceptor(self: &Arc<Certificate>) -> TlsAcceptor {
        let config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .expect("ring can do TLS 1.2 and 1.3");
        let shown: Arc<dyn ResolvesServerCert> = Arc::clone(self) as _;
        let mut config = config.with_no_client_auth().with_cert_resolver(shown);
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        TlsAcceptor::from(Arc::new(config))
    }

    /// Looks at the files again and again, and on SIGHUP; what they hold is shown from then on. If it is no certificate with
    /// its key, `tell` hears of it and the old one stays.
    pub async fn follow(self: Arc<Certificate>) {
        let mut known = self.files.stamp();
        let mut hangup = Hangup::new();
        loop {
            let is_asked = tokio::select! {
                () = tokio::time::sleep(LOOK) => false,
                () = hangup.comes() => true,
            };
            let stamp = self.files.stamp();
            if !is_asked && stamp == known {
                continue;
            }
            known = stamp;
            match read(&self.files) {
                Ok(new) => {
                    *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(new);
                    let from = self.files.certificate.display();
                    let message = format!("the certificate was read again from {from}");
                    log::say(Level::Info, Event::Reload, &message);
                }
                Err(wrong) => {
                    let message = format!("the old certificate stays: {wrong}");
                    log::say(Level::Error, Event::Reload, &message);
                }
            }
        }
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl TlsFiles {
    /// What changes when a file is written or another takes its name.
    fn stamp(&self) -> [Option<(SystemTime, u64)>; 2] {
        [&self.certificate, &self.key].map(|file| {
            let found = std::fs::metadata(file).ok()?;
            Some((found.modified().ok()?, found.len()))
        })
    }
}

/// What encrypts, for the whole process: *ring*, also for clients that are made without saying what.
pub fn provider() -> Arc<CryptoProvider> {
    if CryptoProvider::get_default().is_none() {
        // Whoever was faster has installed the same.
        ring::default_provider().install_default().ok();
    }
    Arc::clone(CryptoProvider::get_default().expect("it was installed just now"))
}

fn read(files: &TlsFiles) -> Result<CertifiedKey, Stop> {
    let wrong =
        |file: &Path, what: &str| Stop::BadTls { file: file.display().to_string(), what: what.to_owned() };
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(&bytes(&files.certificate)?)
        .collect::<Result<_, pem::Error>>()
        .map_err(|error| wrong(&files.certificate, &format!("it is no PEM: {error}")))?;
    if chain.is_empty() {
        return Err(wrong(
            &files.certificate,
            "it holds no certificate: there is no `-----BEGIN CERTIFICATE-----`",
        ));
    }
    let key = bytes(&files.key)?;
    let key = PrivateKeyDer::from_pem_slice(&key).map_err(|error| match error {
        pem::Error::NoItemsFound => {
            let is_locked = String::from_utf8_lossy(&key).contains("ENCRYPTED PRIVATE KEY");
            wrong(
                &files.key,
                match is_locked {
                    true => {
                        "the key is encrypted: `openssl pkey -in FILE -out NEW` writes it without a password"
                    }
                    false => "it holds no private key: there is no `-----BEGIN PRIVATE KEY-----`",
                },
            )
        }
        error => wrong(&files.key, &format!("it is no PEM: {error}")),
    })?;
    CertifiedKey::from_der(chain, key, &provider()).map_err(|error| match error {
        Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
            let certificate = files.certificate.display();
            wrong(
                &files.key,
                &format!(
                    "it is not the key of the certificate in {certificate}: name the two that belong together"
                ),
            )
        }
        error => wrong(&files.key, &format!("this pair cannot be used: {error}")),
    })
}

fn bytes(file: &Path) -> Result<Vec<u8>, Stop> {
    std::fs::read(file).map_err(|source| Stop::Unreadable { file: file.display().to_string(), source })
}

/// SIGHUP, where there is such a thing.
struct Hangup {
    #[cfg(unix)]
    signal: Option<tokio::signal::unix::Signal>,
}

impl Hangup {
    fn new() -> Hangup {
        Hangup {
            #[cfg(unix)]
            signal: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok(),
        }
    }

    async fn comes(&mut self) {
        #[cfg(unix)]
        if let Some(signal) = &mut self.signal {
            signal.recv().await;
            return;
        }
        std::future::pending().await
    }
}
