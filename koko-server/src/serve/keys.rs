//! Who may ask: a file of keys, one a line, as digests. Whoever reads the file has no key.
//!
//! `koko keys new NAME` makes a key, shows it once, and adds its digest to the file.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use crate::cli::{self, KeysCommand};
use crate::errors::Stop;
use crate::run::End;

/// What a key begins with, so that people and scanners recognise one.
const PREFIX: &str = "koko_";
const RANDOM_BYTES: usize = 24;

/// The keys of a file, by their digests.
pub struct Keys {
    names: HashMap<[u8; 32], String>,
}

impl Keys {
    /// Reads `name digest` a line; `#` begins a remark.
    pub fn open(file: &Path) -> Result<Keys, Stop> {
        let unreadable = |source| Stop::Unreadable { file: file.display().to_string(), source };
        let text = std::fs::read_to_string(file).map_err(unreadable)?;
        let mut names = HashMap::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let entry = line
                .split_once(char::is_whitespace)
                .and_then(|(name, digest)| Some((name, blake3::Hash::from_hex(digest.trim()).ok()?)));
            let Some((name, digest)) = entry else {
                return Err(Stop::BadKeys { file: file.display().to_string(), line: number + 1 });
            };
            names.insert(*digest.as_bytes(), name.to_owned());
        }
        Ok(Keys { names })
    }

    /// The name under which this key was made; nothing if it is none of ours.
    pub fn name_of(&self, key: &str) -> Option<&str> {
        self.names.get(blake3::hash(key.as_bytes()).as_bytes()).map(String::as_str)
    }
}

/// `koko keys`
pub fn run(keys: &cli::Keys) -> Result<End, Stop> {
    match &keys.command {
        KeysCommand::New(key) => {
            let made = make(&key.keys, &key.name)?;
            writeln!(std::io::stdout(), "{made}")?;
        }
        KeysCommand::Revoke(key) => revoke(&key.keys, &key.name)?,
    }
    Ok(End::AllAnswered)
}

/// Makes a key, adds its digest to the file, and returns the key: it is nowhere else.
pub fn make(file: &Path, name: &str) -> Result<String, Stop> {
    let unwritable = |source| Stop::Unwritable { file: file.display().to_string(), source };
    if file.exists() && Keys::open(file)?.names.values().any(|known| known == name) {
        return Err(Stop::KeyExists { file: file.display().to_string(), name: name.to_owned() });
    }
    let mut random = [0; RANDOM_BYTES];
    getrandom::fill(&mut random).map_err(|error| unwritable(std::io::Error::other(error)))?;
    let key = PREFIX.chars().chain(random.iter().flat_map(|byte| hex(*byte))).collect::<String>();
    let line = format!("{name} {}\n", blake3::hash(key.as_bytes()).to_hex());
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    let mut open = options.open(file).map_err(unwritable)?;
    open.write_all(line.as_bytes()).and_then(|()| open.sync_all()).map_err(unwritable)?;
    Ok(key)
}

/// Takes a key out of the file. Services that run notice it when they are started again.
pub fn revoke(file: &Path, name: &str) -> Result<(), Stop> {
    let unreadable = |source| Stop::Unreadable { file: file.display().to_string(), source };
    let text = std::fs::read_to_string(file).map_err(unreadable)?;
    let is_it = |line: &&str| line.split_whitespace().next() == Some(name);
    if !text.lines().any(|line| is_it(&line)) {
        return Err(Stop::NoSuchKey { file: file.display().to_string(), name: name.to_owned() });
    }
    let left: String = text.lines().filter(|line| !is_it(line)).map(|line| format!("{line}\n")).collect();
    std::fs::write(file, left).map_err(|source| Stop::Unwritable { file: file.display().to_string(), source })
}

/// The key in the headers: `Authorization: Bearer KEY`, the bare key there, or `X-Goog-Api-Key`.
pub fn in_headers(headers: &HeaderMap) -> Option<&str> {
    let of = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let authorization = of(AUTHORIZATION.as_str()).map(in_authorization);
    authorization.or_else(|| of("x-goog-api-key")).filter(|key| !key.is_empty())
}

/// The key in the value of `Authorization`.
pub fn in_authorization(value: &str) -> &str {
    let (scheme, rest) = value.split_at_checked(7).unwrap_or((value, ""));
    if scheme.eq_ignore_ascii_case("bearer ") { rest.trim() } else { value }
}

fn hex(byte: u8) -> [char; 2] {
    let digit = |number: u8| char::from_digit(u32::from(number), 16).expect("four bits are a digit");
    [digit(byte >> 4), digit(byte & 15)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_key_is_known_until_it_is_revoked_and_stands_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("keys");
        let (one, other) = (make(&file, "forum").unwrap(), make(&file, "chat").unwrap());
        assert!(one.starts_with(PREFIX) && one.len() == PREFIX.len() + 2 * RANDOM_BYTES && one != other);
        assert!(matches!(make(&file, "chat"), Err(Stop::KeyExists { .. })));
        let keys = Keys::open(&file).unwrap();
        assert_eq!((keys.name_of(&one), keys.name_of(&other)), (Some("forum"), Some("chat")));
        assert_eq!(keys.name_of("koko_0"), None);
        assert!(!std::fs::read_to_string(&file).unwrap().contains(&one));
        revoke(&file, "forum").unwrap();
        assert_eq!(Keys::open(&file).unwrap().name_of(&one), None);
        assert!(matches!(revoke(&file, "forum"), Err(Stop::NoSuchKey { .. })));
    }

    #[test]
    fn a_mistake_in_the_file_is_told_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("keys");
        std::fs::write(&file, "# ours\n\nforum 12\n").unwrap();
        assert!(matches!(Keys::open(&file), Err(Stop::BadKeys { line: 3, .. })));
    }

    #[test]
    fn a_key_is_found_wherever_clients_put_it() {
        for (name, value, key) in [
            ("authorization", "Bearer k1", Some("k1")),
            ("authorization", "bearer  k1 ", Some("k1")),
            ("authorization", "k1", Some("k1")),
            ("authorization", "", None),
            ("x-goog-api-key", "k1", Some("k1")),
            ("x-other", "k1", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(name, HeaderValue::from_static(value));
            assert_eq!(in_headers(&headers), key, "{name}: {value}");
        }
    }
}
