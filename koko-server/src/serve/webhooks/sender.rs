//! Makes one attempt to deliver: signs, posts, and says what came of it.
//!
//! Knows neither queues nor endpoints, and remembers nothing.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use axum::body::Bytes;
use koko_core::clock::Timestamp;
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, Response, redirect, retry};

use super::outcome::{Failure, Outcome};
use super::resolver::{CheckedResolver, NoAddress};
use super::signature::{MessageId, SigningKeys};
use super::target::{Target, TargetRules};

/// How long a receiver may take.
pub const TIMEOUT: Duration = Duration::from_secs(20);

const USER_AGENT: &str = concat!("koko/", env!("CARGO_PKG_VERSION"));

/// More of an answer is not read. What is read is thrown away: only then the connection can be used again.
const MOST_ANSWER_BYTES: usize = 4_096;

/// How long a connection is kept that nobody uses.
const IDLE: Duration = Duration::from_secs(30);
/// How many of them are kept for one receiver.
const MOST_IDLE: usize = 4;

/// Posts to whoever may be posted to.
pub struct Sender {
    client: Client,
    rules: Arc<TargetRules>,
    timeout: Duration,
}

/// What to post, and where.
pub struct Post<'a> {
    /// As the endpoint has it. It is judged again for each attempt: the rules may have changed.
    pub url: &'a str,
    /// The same for each attempt.
    pub id: &'a MessageId,
    /// When this attempt is made.
    pub at: Timestamp,
    /// JSON, byte by byte as it is signed.
    pub body: Bytes,
    /// What signs.
    pub keys: &'a SigningKeys,
}

/// Nothing can be sent from this machine.
#[derive(Debug, thiserror::Error)]
#[error("webhooks cannot be sent: {what}")]
pub struct CannotSend {
    /// What is wrong.
    pub what: String,
}

impl Sender {
    /// Posts by these rules, and waits so long for an answer.
    pub fn new(rules: TargetRules, timeout: Duration) -> Result<Sender, CannotSend> {
        // An error says that somebody else has chosen one before, which serves as well.
        rustls::crypto::ring::default_provider().install_default().ok();
        let rules = Arc::new(rules);
        let client = Client::builder()
            .user_agent(USER_AGENT)
            .timeout(timeout)
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            // A proxy would resolve names where nobody judges the addresses.
            .no_proxy()
            .dns_resolver(CheckedResolver::new(Arc::clone(&rules)))
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(MOST_IDLE)
            .build()
            .map_err(|error| CannotSend {
                what: format!(
                    "{}. They need certificates: install `ca-certificates`, or set SSL_CERT_FILE",
                    cause(&error)
                ),
            })?;
        Ok(Sender { client, rules, timeout })
    }

    /// One attempt.
    pub async fn post(&self, post: Post<'_>) -> Outcome {
        let target = match Target::parse(post.url, &self.rules) {
            Ok(target) => target,
            Err(error) => {
                return Outcome::Unanswered { failure: Failure::TargetRefused, what: error.to_string() };
            }
        };
        let signatures = post.keys.sign(post.id, post.at, &post.body);
        let request = self
            .client
            .post(target.url().clone())
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", post.id.as_str())
            .header("webhook-timestamp", post.at.unix_seconds())
            .header("webhook-signature", signatures)
            .body(post.body);
        match request.send().await {
            Ok(answer) => {
                let outcome = answered(&answer, post.at);
                throw_away(answer).await;
                outcome
            }
            Err(error) => self.unanswered(&error),
        }
    }

    fn unanswered(&self, error: &reqwest::Error) -> Outcome {
        let failure = failure(error);
        let what = match failure {
            Failure::TimedOut => format!("no answer within {:?}", self.timeout),
            _ => cause(error).to_string(),
        };
        Outcome::Unanswered { failure, what }
    }
}

fn answered(answer: &Response, at: Timestamp) -> Outcome {
    let retry_after = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    Outcome::Answered {
        status: answer.status().as_u16(),
        retry_after: retry_after.and_then(|value| wait_of(value.trim(), at)),
    }
}

/// The wait in a `Retry-After`, which holds seconds or a date.
fn wait_of(value: &str, now: Timestamp) -> Option<Duration> {
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(value).ok()?.duration_since(UNIX_EPOCH).ok()?;
    let now = u64::try_from(now.unix_seconds()).unwrap_or_default();
    Some(date.saturating_sub(Duration::from_secs(now)))
}

/// The status has come, so whatever happens to the rest changes nothing.
async fn throw_away(mut answer: Response) {
    let mut read = 0;
    while let Ok(Some(chunk)) = answer.chunk().await {
        read += chunk.len();
        if read > MOST_ANSWER_BYTES {
            return;
        }
    }
}

fn failure(error: &reqwest::Error) -> Failure {
    for cause in causes(error) {
        match cause.downcast_ref() {
            Some(NoAddress::Refused { .. }) => return Failure::TargetRefused,
            Some(NoAddress::Unknown { .. }) => return Failure::NameUnknown,
            None if cause.is::<rustls::Error>() => return Failure::Insecure,
            None => {}
        }
    }
    match (error.is_timeout(), error.is_connect()) {
        (true, _) => Failure::TimedOut,
        (false, true) => Failure::NotConnected,
        (false, false) => Failure::Broken,
    }
}

/// An error and what it comes from, the outermost first.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| {
        // An error of input and output does not tell of what it holds, only of what that comes from.
        let held = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        held.map(|held| held as &(dyn Error + 'static)).or_else(|| error.source())
    })
}

/// What is to be told: the innermost, but for names, whose error says which name. None of them shows the URL, in which a
/// receiver may keep a secret.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    let named = causes(error).find(|cause| cause.is::<NoAddress>());
    named.or_else(|| causes(error).last()).unwrap_or(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::webhooks::signature::Secret;
    use crate::serve::webhooks::target::Schemes;
    use axum::Router;
    use axum::body::Body;
    use axum::extract::{Request, State};
    use axum::http::{HeaderMap, StatusCode};
    use axum::response::IntoResponse;
    use axum::routing::post;
    use std::convert::Infallible;
    use std::net::SocketAddr;
    use std::sync::Mutex;
    use tokio::net::TcpListener;

    const BODY: &[u8] = br#"{"type":"x","timestamp":"2026-01-02T03:04:05Z","data":{}}"#;
    const NOW: Timestamp = Timestamp::from_unix_seconds(1_700_000_000);

    /// What a receiver has heard.
    type Received = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

    fn heard(received: &Received) -> Vec<(HeaderMap, Bytes)> {
        std::mem::take(&mut received.lock().unwrap())
    }

    async fn hear(State(received): State<Received>, headers: HeaderMap, body: Bytes) -> StatusCode {
        received.lock().unwrap().push((headers, body));
        StatusCode::ACCEPTED
    }

    async fn receiver() -> (SocketAddr, Received) {
        let received = Received::default();
        let endless = futures_util::stream::repeat(Ok::<_, Infallible>(vec![b'x'; 1_000]));
        let app = Router::new()
            .route("/ok", post(hear))
            .route("/moved", post(|| async { (StatusCode::FOUND, [("location", "/ok")]) }))
            .route("/gone", post(|| async { StatusCode::GONE }))
            .route("/busy", post(|| async { (StatusCode::TOO_MANY_REQUESTS, [("retry-after", " 7 ")]) }))
            .route("/silent", post(|_: Request| std::future::pending::<StatusCode>()))
            .route("/endless", post(|| async { Body::from_stream(endless).into_response() }))
            .with_state(received.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await });
        (address, received)
    }

    fn sender(networks: &[&str], timeout: Duration) -> Sender {
        let networks = networks.iter().map(|text| text.parse().unwrap()).collect();
        Sender::new(TargetRules { networks, schemes: Schemes::HttpToo }, timeout).unwrap()
    }

    fn local() -> Sender {
        sender(&["127.0.0.0/8", "::1/128"], TIMEOUT)
    }

    async fn attempt(sender: &Sender, url: &str) -> Outcome {
        let keys = SigningKeys::new(Secret::random().unwrap());
        let id = MessageId::random();
        sender.post(Post { url, id: &id, at: NOW, body: Bytes::from_static(BODY), keys: &keys }).await
    }

    async fn fails(sender: &Sender, url: &str) -> (Failure, String) {
        match attempt(sender, url).await {
            Outcome::Unanswered { failure, what } => (failure, what),
            answered @ Outcome::Answered { .. } => panic!("{url}: {answered:?}"),
        }
    }

    #[tokio::test]
    async fn what_is_sent_is_what_was_signed() {
        let (address, received) = receiver().await;
        let (id, keys) = (MessageId::random(), SigningKeys::new(Secret::random().unwrap()));
        let post = Post {
            url: &format!("http://{address}/ok"),
            id: &id,
            at: NOW,
            body: Bytes::from_static(BODY),
            keys: &keys,
        };
        let outcome = local().post(post).await;
        assert_eq!(outcome, Outcome::Answered { status: 202, retry_after: None });
        let [(headers, body)] = heard(&received).try_into().unwrap();
        assert_eq!(body, BODY);
        for (name, value) in [
            ("content-type", "application/json"),
            ("user-agent", USER_AGENT),
            ("webhook-id", id.as_str()),
            ("webhook-timestamp", "1700000000"),
            ("webhook-signature", &keys.sign(&id, NOW, BODY)),
        ] {
            assert_eq!(headers[name], value);
        }
    }

    #[tokio::test]
    async fn every_status_is_an_answer_and_a_redirect_is_not_followed() {
        let (address, received) = receiver().await;
        for (path, status, retry_after) in [
            ("moved", 302, None),
            ("gone", 410, None),
            ("busy", 429, Some(Duration::from_secs(7))),
            ("nothing", 404, None),
            ("endless", 200, None),
        ] {
            let outcome = attempt(&local(), &format!("http://{address}/{path}")).await;
            assert_eq!(outcome, Outcome::Answered { status, retry_after }, "{path}");
        }
        assert_eq!(heard(&received), []);
    }

    #[tokio::test]
    async fn whoever_does_not_answer_is_not_waited_for() {
        let (address, _) = receiver().await;
        let (failure, what) =
            fails(&sender(&["127.0.0.0/8"], Duration::from_millis(50)), &format!("http://{address}/silent"))
                .await;
        assert_eq!((failure, what.as_str()), (Failure::TimedOut, "no answer within 50ms"));
    }

    #[tokio::test]
    async fn addresses_that_may_not_be_reached_are_not_reached_by_any_name() {
        let (address, received) = receiver().await;
        let strict = sender(&["10.0.0.0/8"], TIMEOUT);
        for host in ["127.0.0.1", "localhost", "[::1]", "127.1", "[::ffff:127.0.0.1]"] {
            let (failure, what) = fails(&strict, &format!("http://{host}:{}/ok", address.port())).await;
            assert_eq!(failure, Failure::TargetRefused, "{host}: {what}");
            assert!(what.contains("not on the public internet"), "{what}");
        }
        assert_eq!(heard(&received), []);
        let allowed = attempt(&local(), &format!("http://localhost:{}/ok", address.port())).await;
        assert!(allowed.is_delivered(), "{allowed:?}");
    }

    #[tokio::test]
    async fn each_failure_says_what_it_is_and_not_where() {
        let (address, _) = receiver().await;
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let rude = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let rude_address = rude.local_addr().unwrap();
        tokio::spawn(async move { while rude.accept().await.is_ok() {} });
        for (url, expected) in [
            (format!("http://{closed}/secret"), Failure::NotConnected),
            (format!("http://{rude_address}/secret"), Failure::Broken),
            (format!("https://{address}/secret"), Failure::Insecure),
            ("http://koko.invalid/secret".to_owned(), Failure::NameUnknown),
            ("ftp://example.com/secret".to_owned(), Failure::TargetRefused),
        ] {
            let (failure, what) = fails(&local(), &url).await;
            assert_eq!(failure, expected, "{url}: {what}");
            assert!(!what.is_empty() && !what.contains("/secret"), "{what}");
        }
    }

    #[test]
    fn a_receiver_may_ask_for_time_in_seconds_or_by_a_date() {
        for (value, seconds) in [
            ("120", Some(120)),
            ("0", Some(0)),
            ("Tue, 14 Nov 2023 22:14:20 GMT", Some(60)),
            ("Tue, 14 Nov 2023 22:13:19 GMT", Some(0)),
            ("soon", None),
            ("-1", None),
            ("1.5", None),
            ("", None),
        ] {
            assert_eq!(wait_of(value, NOW), seconds.map(Duration::from_secs), "{value}");
        }
    }
}
