//! How an identity provider is asked: briefly, without following it anywhere, and without reading more than it may say.

use std::error::Error;
use std::pin::Pin;
use std::time::Duration;

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::{Client, redirect, retry};

use super::super::super::edge::tls;

/// How long a provider may take for one answer.
const TIMEOUT: Duration = Duration::from_secs(10);
/// More than this is no document, no set of keys and no token.
const MOST_BYTES: usize = 1 << 20;
const USER_AGENT: &str = concat!("koko/", env!("CARGO_PKG_VERSION"));

/// Asks the provider.
pub struct Http(Client);

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// The connection failed or was too slow.
    #[error("{0}")]
    Broken(String),
    /// The answer does not end.
    #[error("its answer is larger than {MOST_BYTES} bytes")]
    TooLarge,
}

impl Http {
    /// Fails where this machine has no certificates to trust.
    pub fn new() -> Result<Http, NoAnswer> {
        tls::provider();
        let client = Client::builder()
            .user_agent(USER_AGENT)
            .timeout(TIMEOUT)
            // It could lead to what only this machine may reach.
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .build();
        client.map(Http).map_err(|error| NoAnswer::Broken(innermost(&error)))
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        let broken = |error: reqwest::Error| match error.is_timeout() {
            true => NoAnswer::Broken(format!("no answer within {TIMEOUT:?}")),
            false => NoAnswer::Broken(innermost(&error)),
        };
        let (parts, body) = request.into_parts();
        let url = parts.uri.to_string();
        let asked = self.0.request(parts.method, url).headers(parts.headers).body(body);
        let mut answer = asked.send().await.map_err(broken)?;
        let mut read = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(broken)? {
            if read.len() + part.len() > MOST_BYTES {
                return Err(NoAnswer::TooLarge);
            }
            read.extend_from_slice(&part);
        }
        let mut response = HttpResponse::new(read);
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        Ok(response)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = NoAnswer;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NoAnswer>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

/// What an error comes from: the outer ones only say that something failed.
pub fn innermost(error: &(dyn Error + 'static)) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
