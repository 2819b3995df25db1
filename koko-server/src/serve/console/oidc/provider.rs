//! The identity provider: where it is asked, with which keys it signs, and what it says of somebody who comes back from it.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreErrorResponseType,
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    CoreProviderMetadata, CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse,
    CoreTokenType,
};
use openidconnect::{
    AccessTokenHash, AdditionalClaims, AuthType, AuthorizationCode, ClaimsVerificationError, Client,
    ClientId, CsrfToken, DiscoveryError, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, IdTokenFields, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, Scope, SignatureVerificationError, StandardErrorResponse, StandardTokenResponse,
    TokenResponse, UserInfoClaims, UserInfoError,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio::sync::Mutex;

use super::super::settings::{OidcSettings, TenantOf};
use super::http::{Http, NoAnswer, innermost};
use super::people::claim;

/// How long it is believed what the provider said of itself.
const BELIEVED_FOR: Duration = Duration::from_secs(3_600);
/// How long nobody asks again after it did not answer.
const PAUSE: Duration = Duration::from_secs(2);
/// Tokens with keys that are not known have the provider asked again, so often and no more often.
const ASKED_AGAIN_EVERY: Duration = Duration::from_secs(10);
const ASKED_AGAIN_AT_ONCE: NonZeroU32 = NonZeroU32::new(5).expect("five is not nothing");

/// What the provider may sign with: its own key, that nobody else has.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Claims of any name.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct AnyClaims(Map<String, Value>);

impl AdditionalClaims for AnyClaims {}

type Fields = IdTokenFields<
    AnyClaims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type Answer = StandardTokenResponse<Fields, CoreTokenType>;
type ProviderClient = Client<
    AnyClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Answer,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Why nobody can be signed in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSignedIn {
    /// The provider does not answer, or not as one does. It may pass.
    #[error("the identity provider does not answer as it should: {0}")]
    Away(String),
    /// The provider does not want this service, or this code.
    #[error("the identity provider refused: {0}")]
    Refused(String),
    /// What it sent is not to be believed.
    #[error("what the identity provider sent is not to be believed: {0}")]
    Unbelievable(String),
}

/// The provider, as far as it is known.
pub struct Provider {
    client: ProviderClient,
    settings: Arc<OidcSettings>,
    http: Arc<Http>,
    learned: Instant,
}

/// Where to send somebody, and to what their answer has to fit.
pub struct Departure {
    /// At the provider.
    pub url: String,
    /// What comes back in the address.
    pub state: CsrfToken,
    /// What comes back in the token.
    pub nonce: Nonce,
    /// What shows that whoever goes on is whoever began.
    pub verifier: PkceCodeVerifier,
}

impl Provider {
    async fn learn(settings: &Arc<OidcSettings>, http: &Arc<Http>) -> Result<Provider, NotSignedIn> {
        let issuer = settings.issuer.clone();
        let metadata = CoreProviderMetadata::discover_async(issuer, &**http).await.map_err(|error| {
            NotSignedIn::Away(match &error {
                DiscoveryError::Request(why) => why.to_string(),
                DiscoveryError::Response(_, _, what) | DiscoveryError::Validation(what) => what.clone(),
                error => innermost(error),
            })
        })?;
        let methods = metadata.token_endpoint_auth_methods_supported();
        // Without a word, it is the first.
        let takes_basic =
            methods.is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let (id, secret) = (ClientId::new(settings.client_id.clone()), settings.client_secret.clone());
        let client = Client::from_provider_metadata(metadata, id, secret);
        let how = if takes_basic { AuthType::BasicAuth } else { AuthType::RequestBody };
        Ok(Provider {
            client: client.set_auth_type(how),
            settings: Arc::clone(settings),
            http: Arc::clone(http),
            learned: Instant::now(),
        })
    }

    /// Sends somebody there, who shall come back to `back`.
    pub fn depart(&self, back: &RedirectUrl) -> Departure {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let scopes = self.settings.scopes.iter().map(|scope| Scope::new(scope.clone()));
        let (url, state, nonce) = self
            .client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .set_redirect_uri(std::borrow::Cow::Borrowed(back))
            .add_scopes(scopes)
            .set_pkce_challenge(challenge)
            .url();
        Departure { url: url.into(), state, nonce, verifier }
    }

    async fn tokens(
        &self,
        code: String,
        verifier: PkceCodeVerifier,
        back: &RedirectUrl,
    ) -> Result<Answer, NotSignedIn> {
        let asking = self.client.exchange_code(AuthorizationCode::new(code));
        let asking = asking.map_err(|error| NotSignedIn::Away(error.to_string()))?;
        let asking = asking.set_pkce_verifier(verifier).set_redirect_uri(std::borrow::Cow::Borrowed(back));
        asking.request_async(&*self.http).await.map_err(|error| match &error {
            RequestTokenError::ServerResponse(why) => NotSignedIn::Refused(why.to_string()),
            RequestTokenError::Request(why) => NotSignedIn::Away(why.to_string()),
            RequestTokenError::Parse(why, _) => NotSignedIn::Away(innermost(why)),
            RequestTokenError::Other(what) => NotSignedIn::Away(what.clone()),
        })
    }

    /// What the token says, if it is the provider's, ours, of now, and of whom we sent there.
    fn read(&self, answer: &Answer, nonce: &Nonce) -> Result<Value, ClaimsVerificationError> {
        let missing = || ClaimsVerificationError::Other("there is no ID token".to_owned());
        let token = answer.id_token().ok_or_else(missing)?;
        let verifier = self.client.id_token_verifier().set_allowed_algs(ALGORITHMS);
        let claims = token.claims(&verifier, nonce)?;
        if let Some(expected) = claims.access_token_hash() {
            let signature = ClaimsVerificationError::SignatureVerification;
            let (algorithm, key) =
                (token.signing_alg().map_err(signature)?, token.signing_key(&verifier).map_err(signature)?);
            let found = AccessTokenHash::from_token(answer.access_token(), algorithm, key);
            if found.ok().as_ref() != Some(expected) {
                return Err(ClaimsVerificationError::Other("the access token is another one's".to_owned()));
            }
        }
        serde_json::to_value(claims).map_err(|error| ClaimsVerificationError::Other(error.to_string()))
    }

    /// Adds what some providers tell only where they are asked for it.
    async fn complete(&self, claims: &mut Value, answer: &Answer) -> Result<(), NotSignedIn> {
        let needed = [
            Some(&self.settings.roles_claim),
            self.settings.name_claim.as_ref(),
            match &self.settings.tenant {
                TenantOf::Claim(name) => Some(name),
                TenantOf::Fixed(_) => None,
            },
        ];
        if needed.into_iter().flatten().all(|name| claim(claims, name).is_some()) {
            return Ok(());
        }
        let subject = claims["sub"].as_str().unwrap_or_default().to_owned();
        let subject = openidconnect::SubjectIdentifier::new(subject);
        let token = answer.access_token().clone();
        // Not every provider can be asked.
        let Ok(asking) = self.client.user_info(token, Some(subject)) else { return Ok(()) };
        let told: UserInfoClaims<AnyClaims, CoreGenderClaim> =
            asking.request_async(&*self.http).await.map_err(|error| match &error {
                UserInfoError::Request(why) => NotSignedIn::Away(why.to_string()),
                UserInfoError::ClaimsVerification(why) => NotSignedIn::Unbelievable(innermost(why)),
                UserInfoError::Response(status, _, _) => {
                    NotSignedIn::Away(format!("status {status} where it is asked about a person"))
                }
                error => NotSignedIn::Away(innermost(error)),
            })?;
        let told = serde_json::to_value(told).unwrap_or_default();
        if let (Some(claims), Value::Object(told)) = (claims.as_object_mut(), told) {
            for (name, value) in told {
                claims.entry(name).or_insert(value);
            }
        }
        Ok(())
    }
}

/// Knows the provider of the settings, and asks it again when that is due.
pub struct Providers {
    state: Mutex<State>,
    asked_again: DefaultDirectRateLimiter,
}

#[derive(Default)]
struct State {
    http: Option<Arc<Http>>,
    provider: Option<Arc<Provider>>,
    failed: Option<(Instant, NotSignedIn)>,
}

impl Default for Providers {
    fn default() -> Providers {
        let quota = Quota::with_period(ASKED_AGAIN_EVERY).expect("longer than nothing");
        let asked_again = RateLimiter::direct(quota.allow_burst(ASKED_AGAIN_AT_ONCE));
        Providers { state: Mutex::default(), asked_again }
    }
}

impl Providers {
    /// The provider. Many who want to know at once wait for one answer.
    pub async fn get(&self, settings: &Arc<OidcSettings>) -> Result<Arc<Provider>, NotSignedIn> {
        let mut state = self.state.lock().await;
        let known = state.provider.clone().filter(|known| Arc::ptr_eq(&known.settings, settings));
        if let Some(known) = &known
            && known.learned.elapsed() < BELIEVED_FOR
        {
            return Ok(Arc::clone(known));
        }
        // What was believed for an hour is better than nothing.
        match (state.learn(settings).await, known) {
            (Err(_), Some(known)) => Ok(known),
            (learned, _) => learned,
        }
    }

    /// The provider after it was asked again, because it uses a key that is not known; nothing if that was done too often.
    async fn again(&self, known: &Provider) -> Option<Arc<Provider>> {
        let mut state = self.state.lock().await;
        if let Some(newer) = &state.provider
            && newer.learned > known.learned
        {
            return Some(Arc::clone(newer));
        }
        self.asked_again.check().ok()?;
        state.learn(&known.settings).await.ok()
    }

    /// What the provider says of whoever brought this code.
    pub async fn claims(
        &self,
        settings: &Arc<OidcSettings>,
        code: String,
        verifier: PkceCodeVerifier,
        nonce: &Nonce,
        back: &RedirectUrl,
    ) -> Result<Value, NotSignedIn> {
        let provider = self.get(settings).await?;
        let answer = provider.tokens(code, verifier, back).await?;
        let read = match provider.read(&answer, nonce) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => match self.again(&provider).await {
                Some(newer) => newer.read(&answer, nonce),
                None => provider.read(&answer, nonce),
            },
            read => read,
        };
        let mut claims = read.map_err(|why| NotSignedIn::Unbelievable(innermost(&why)))?;
        provider.complete(&mut claims, &answer).await?;
        Ok(claims)
    }
}

impl State {
    async fn learn(&mut self, settings: &Arc<OidcSettings>) -> Result<Arc<Provider>, NotSignedIn> {
        if let Some((at, why)) = &self.failed
            && at.elapsed() < PAUSE
        {
            return Err(why.clone());
        }
        let learned = match self.http() {
            Ok(http) => Provider::learn(settings, &http).await.map(Arc::new),
            Err(why) => Err(NotSignedIn::Away(why.to_string())),
        };
        match &learned {
            Ok(provider) => (self.provider, self.failed) = (Some(Arc::clone(provider)), None),
            Err(why) => self.failed = Some((Instant::now(), why.clone())),
        }
        learned
    }

    fn http(&mut self) -> Result<Arc<Http>, NoAnswer> {
        let http = match self.http.take() {
            Some(http) => http,
            None => Arc::new(Http::new()?),
        };
        self.http = Some(Arc::clone(&http));
        Ok(http)
    }
}
