//! What a person writes: the address of the server, and behind its `?` what is ours.

use std::path::PathBuf;

use super::{RedisOptions, RedisTls};
use crate::error::{Error, Result};

/// Takes what is ours out of an address, and the options with it.
pub(super) fn split(address: &str, mut options: RedisOptions) -> Result<(String, RedisOptions)> {
    let (before, query) = address.split_once('?').unwrap_or((address, ""));
    let mut rest = Vec::new();
    let (mut certificate, mut key) = (None, None);
    for part in query.split('&').filter(|part| !part.is_empty()) {
        match part.split_once('=').unwrap_or((part, "")) {
            ("prefix", prefix) => options.prefix = prefix.to_owned(),
            ("replicas", number) => {
                options.replicas = number.parse().map_err(|_| {
                    bad(format!("`replicas={number}` is no number: write how many must have a record, such as `replicas=1`"))
                })?;
            }
            ("ca", file) => options.tls.authority = Some(PathBuf::from(file)),
            ("cert", file) => certificate = Some(PathBuf::from(file)),
            ("key", file) => key = Some(PathBuf::from(file)),
            _ => rest.push(part),
        }
    }
    match (certificate, key) {
        (None, None) => {}
        (Some(certificate), Some(key)) => options.tls.own = Some((certificate, key)),
        _ => return Err(bad("`cert=` and `key=` belong together: name the files of both".to_owned())),
    }
    if !is_tls(before) && options.tls != RedisTls::default() {
        let what = "certificates are for TLS: write `rediss://` or `valkeys://`, or leave `ca`, `cert` and `key` out";
        return Err(bad(what.to_owned()));
    }
    let address = if rest.is_empty() { before.to_owned() } else { format!("{before}?{}", rest.join("&")) };
    Ok((address, options))
}

pub(super) fn is_tls(address: &str) -> bool {
    address.starts_with("rediss:") || address.starts_with("valkeys:")
}

fn bad(what: String) -> Error {
    Error::BadInput { what }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ours_is_taken_out_of_an_address() {
        let (address, options) = split(
            "valkeys://host/1?prefix=a:&protocol=resp3&ca=/x/ca.pem&cert=c.pem&key=k.pem&replicas=2",
            RedisOptions::default(),
        )
        .unwrap();
        assert_eq!(address, "valkeys://host/1?protocol=resp3");
        assert_eq!((options.prefix.as_str(), options.replicas), ("a:", 2));
        assert_eq!(options.tls.authority, Some("/x/ca.pem".into()));
        assert_eq!(options.tls.own, Some(("c.pem".into(), "k.pem".into())));
        let (address, options) = split("redis://host?prefix=b:", RedisOptions::default()).unwrap();
        assert_eq!((address.as_str(), options.prefix.as_str()), ("redis://host", "b:"));
    }

    #[test]
    fn what_does_not_belong_together_is_refused() {
        for (address, words) in [
            ("redis://host?ca=/x/ca.pem", "rediss://"),
            ("rediss://host?cert=c.pem", "belong together"),
            ("rediss://host?replicas=many", "no number"),
        ] {
            let refused = split(address, RedisOptions::default()).unwrap_err().to_string();
            assert!(refused.contains(words), "{refused}");
        }
    }
}
