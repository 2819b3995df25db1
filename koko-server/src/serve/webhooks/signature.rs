//! The secrets of an endpoint, and what they sign: Standard Webhooks 1.0, symmetric signatures (`v1`).
//!
//! Signs the bytes that it is given and looks into none of them.

use std::fmt;
use std::ops::RangeInclusive;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use koko_core::clock::Timestamp;
use sha2::Sha256;
use uuid::Uuid;

/// What a secret begins with, so that people and scanners recognise one.
const PREFIX: &str = "whsec_";
/// How many bytes a secret has.
const LENGTHS: RangeInclusive<usize> = 24..=64;
/// How many bytes a new one has.
const NEW_LENGTH: usize = 32;
/// How many secrets sign at the same time.
const MOST_SECRETS: usize = 4;

/// What only an endpoint and this service know. Never shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

/// A secret that cannot be one. Its text is not shown: it may be one that was cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a secret is `whsec_` and 24 to 64 bytes in base64: copy it whole")]
pub struct BadSecret;

impl Secret {
    /// A new one.
    pub fn random() -> Result<Secret, getrandom::Error> {
        let mut bytes = vec![0; NEW_LENGTH];
        getrandom::fill(&mut bytes)?;
        Ok(Secret(bytes))
    }

    /// As it was shown: `whsec_…`.
    pub fn parse(text: &str) -> Result<Secret, BadSecret> {
        let encoded = text.strip_prefix(PREFIX).ok_or(BadSecret)?;
        let bytes = BASE64_STANDARD.decode(encoded).map_err(|_| BadSecret)?;
        LENGTHS.contains(&bytes.len()).then_some(Secret(bytes)).ok_or(BadSecret)
    }

    /// To be shown once, and to be kept: `whsec_…`.
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", BASE64_STANDARD.encode(&self.0))
    }

    /// `v1,…` for this delivery.
    fn sign(&self, id: &MessageId, at: Timestamp, body: &[u8]) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key of any length");
        mac.update(format!("{id}.{}.", at.unix_seconds()).as_bytes());
        mac.update(body);
        format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// What tells one event from every other, the same in each attempt to deliver it. Has no full stop in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MessageId(String);

impl MessageId {
    /// A new one.
    pub fn random() -> MessageId {
        MessageId(format!("msg_{}", Uuid::new_v4().simple()))
    }

    /// One that was made before; nothing if it could not stand in a header, or before a full stop.
    pub fn parse(text: &str) -> Option<MessageId> {
        let is_id = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'.');
        is_id.then(|| MessageId(text.to_owned()))
    }

    /// As it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A secret that was replaced, and signs beside the new one for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retired {
    /// The secret.
    pub secret: Secret,
    /// It signs before this moment.
    pub until: Timestamp,
}

/// Every secret that signs for an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningKeys {
    /// The one that was made last.
    pub current: Secret,
    /// Those before it, the latest first.
    pub retired: Vec<Retired>,
}

/// Secrets were replaced too often in too short a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{MOST_SECRETS} secrets sign for this endpoint already: let one run out, or replace them at once")]
pub struct TooManySecrets;

impl SigningKeys {
    /// One secret.
    pub fn new(current: Secret) -> SigningKeys {
        SigningKeys { current, retired: Vec::new() }
    }

    /// The value of `webhook-signature`: a signature by each secret, the latest first.
    pub fn sign(&self, id: &MessageId, at: Timestamp, body: &[u8]) -> String {
        let valid = self.retired.iter().filter(|retired| at < retired.until).map(|retired| &retired.secret);
        let signatures = std::iter::once(&self.current).chain(valid).map(|secret| secret.sign(id, at, body));
        signatures.collect::<Vec<String>>().join(" ")
    }

    /// From now on `new` signs, and those before it until `until`: at once, if that is not later than now, and then for all of
    /// them.
    pub fn rotate(&mut self, new: Secret, now: Timestamp, until: Timestamp) -> Result<(), TooManySecrets> {
        let mut retired = vec![Retired { secret: self.current.clone(), until }];
        retired.extend(
            self.retired.iter().cloned().map(|older| Retired { until: older.until.min(until), ..older }),
        );
        retired.retain(|each| now < each.until);
        if retired.len() >= MOST_SECRETS {
            return Err(TooManySecrets);
        }
        *self = SigningKeys { current: new, retired };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] =
        br#"{"type":"decision.made","timestamp":"2026-01-02T03:04:05Z","data":{"decision_id":"d1"}}"#;
    const SENT: Timestamp = Timestamp::from_unix_seconds(1_700_000_000);

    fn id() -> MessageId {
        MessageId::parse("msg_0001").unwrap()
    }

    fn after(seconds: i64) -> Timestamp {
        Timestamp::from_unix_seconds(SENT.unix_seconds() + seconds)
    }

    #[test]
    fn the_delivery_that_is_written_down_in_the_specification_of_koko_has_its_signature() {
        let secret = Secret::parse("whsec_a29rby13ZWJob29rLXRlc3Qtc2VjcmV0").unwrap();
        let signature = SigningKeys::new(secret).sign(&id(), SENT, BODY);
        assert_eq!(signature, "v1,BCbfKn9gxb/wQKYj55cBhCYNWrq8GrYNQfqfaOmdmcA=");
    }

    #[test]
    fn every_part_is_signed() {
        let keys = SigningKeys::new(Secret::random().unwrap());
        let good = keys.sign(&id(), SENT, BODY);
        assert_eq!(good, keys.clone().sign(&id(), SENT, BODY));
        for other in [
            keys.sign(&MessageId::random(), SENT, BODY),
            keys.sign(&id(), after(1), BODY),
            keys.sign(&id(), SENT, &BODY[1..]),
            SigningKeys::new(Secret::random().unwrap()).sign(&id(), SENT, BODY),
        ] {
            assert_ne!(good, other);
        }
    }

    #[test]
    fn a_secret_is_shown_when_asked_for_and_only_then() {
        let secret = Secret::random().unwrap();
        let shown = secret.reveal();
        assert_eq!(Secret::parse(&shown), Ok(secret.clone()));
        assert_eq!(
            format!("{secret:?} {:?}", SigningKeys::new(secret.clone())).matches(&shown[6..]).count(),
            0
        );
        assert_ne!(shown, Secret::random().unwrap().reveal());
    }

    #[test]
    fn what_is_no_secret_is_refused() {
        let of_length = |length| format!("whsec_{}", BASE64_STANDARD.encode(vec![7; length]));
        for (text, good) in [
            (of_length(23), false),
            (of_length(24), true),
            (of_length(64), true),
            (of_length(65), false),
            (of_length(32)[6..].to_owned(), false),
            (of_length(32).replace("whsec", "whpk"), false),
            (format!("{} ", of_length(32)), false),
            (String::new(), false),
        ] {
            assert_eq!(Secret::parse(&text).is_ok(), good, "{text}");
        }
    }

    #[test]
    fn while_a_secret_is_replaced_both_sign_and_then_the_new_one_alone() {
        let [first, second, third] = [(); 3].map(|()| Secret::random().unwrap());
        let alone = |secret: &Secret, at| secret.sign(&id(), at, BODY);
        let mut keys = SigningKeys::new(first.clone());
        keys.rotate(second.clone(), SENT, after(60)).unwrap();
        let both = format!("{} {}", alone(&second, after(59)), alone(&first, after(59)));
        assert_eq!(keys.sign(&id(), after(59), BODY), both);
        assert_eq!(keys.sign(&id(), after(60), BODY), alone(&second, after(60)));
        // A secret that leaked takes all before it along.
        keys.rotate(third.clone(), after(30), after(30)).unwrap();
        assert_eq!(keys.sign(&id(), after(30), BODY), alone(&third, after(30)));
        assert_eq!(keys.retired, []);
    }

    #[test]
    fn secrets_are_not_replaced_more_often_than_a_header_can_hold() {
        let mut keys = SigningKeys::new(Secret::random().unwrap());
        for _ in 1..MOST_SECRETS {
            keys.rotate(Secret::random().unwrap(), SENT, after(60)).unwrap();
        }
        let before = keys.clone();
        assert_eq!(keys.rotate(Secret::random().unwrap(), SENT, after(60)), Err(TooManySecrets));
        assert_eq!(keys, before);
        keys.rotate(Secret::random().unwrap(), after(60), after(120)).unwrap();
        assert_eq!(keys.retired.len(), 1);
    }

    #[test]
    fn an_id_can_stand_in_a_header_and_before_a_full_stop() {
        let made = MessageId::random();
        assert!(made.as_str().starts_with("msg_") && MessageId::parse(made.as_str()) == Some(made.clone()));
        assert_ne!(made, MessageId::random());
        for text in ["", "msg.1", "msg 1", "msg\n1", "msg_é"] {
            assert_eq!(MessageId::parse(text), None, "{text}");
        }
    }
}
