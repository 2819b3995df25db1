//! Links in a text: where they lead, and to whom that belongs.
//!
//! What a link is decides the crate `linkify`; who can register what under which ending, the public suffix list (crate `psl`).

use std::net::IpAddr;

use linkify::{LinkFinder, LinkKind};

use super::hash::first_64;
use super::print::TextKey;

/// Links of one text that are looked at; somebody who posts more says nothing new.
pub(super) const MOST_LINKS: usize = 16;
/// Endings under which a host without `https://` and without a path is a link, not a forgotten space.
const EVERYDAY_ENDINGS: [&str; 16] = [
    "com", "net", "org", "info", "biz", "io", "xyz", "top", "club", "shop", "site", "online", "app", "dev",
    "ru", "co.uk",
];
/// Parameters that only tell where a click came from.
const TRACKING: [&str; 8] = ["fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "ref_src", "si", "feature"];

/// The links of a text as keyed hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    /// Each address once, without what only tracks clicks. Home pages are not listed: everybody links to them.
    pub addresses: Vec<u64>,
    /// Each registrable domain once, as `example.co.uk`.
    pub domains: Vec<u64>,
}

impl Links {
    /// Finds them. Costs a glance for texts without any.
    pub fn of(text: &str, key: &TextKey) -> Links {
        let mut links = Links::default();
        for place in places(text) {
            let link = place.link;
            let domain = hash(key, "domain", &link.domain);
            let address = link.address().map(|address| hash(key, "address", &address));
            if !links.domains.contains(&domain) {
                links.domains.push(domain);
            }
            links.addresses.extend(address.filter(|address| !links.addresses.contains(address)));
        }
        links
    }
}

/// The registrable domains of the links in a text, as keyed hashes.
pub fn domains(text: &str, key: &TextKey) -> Vec<u64> {
    Links::of(text, key).domains
}

/// A link and the bytes of the text that it fills.
pub(super) struct Place<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) link: Link<'t>,
}

/// The parts of a link that matter.
pub(super) struct Link<'t> {
    /// Small letters, without `www.`.
    pub(super) host: String,
    pub(super) path: &'t str,
    query: &'t str,
    pub(super) domain: String,
}

/// The links of a text, from left to right.
pub(super) fn places(text: &str) -> impl Iterator<Item = Place<'_>> {
    // No link does without one of these.
    let may_have_links = text.bytes().any(|byte| matches!(byte, b'.' | b':'));
    let text = if may_have_links { text } else { "" };
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_must_have_scheme(false);
    let found = finder.links(text);
    found
        .filter_map(|found| {
            Some(Place { start: found.start(), end: found.end(), link: Link::of(found.as_str())? })
        })
        .take(MOST_LINKS)
}

impl<'t> Link<'t> {
    /// Nothing if it leads nowhere on the internet, or is more likely a typing error.
    fn of(text: &'t str) -> Option<Link<'t>> {
        let (has_scheme, rest) = match text.split_once("://") {
            Some((_, rest)) => (true, rest),
            None => (false, text),
        };
        let rest = rest.split('#').next().unwrap_or(rest);
        let (before, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, path) = before.split_at(before.find('/').unwrap_or(before.len()));
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let host = host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(host, _)| host);
        let host = host.trim_end_matches('.').to_lowercase();
        let has_www = host.starts_with("www.");
        let host = host.strip_prefix("www.").map(str::to_owned).unwrap_or(host);
        let is_number = host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
        let domain = match psl::domain_str(&host) {
            Some(domain) if !is_number => domain.to_owned(),
            // An address of numbers, or a name inside a network.
            _ if has_scheme && !host.is_empty() => host.clone(),
            _ => return None,
        };
        let suffix = psl::suffix(host.as_bytes()).filter(psl::Suffix::is_known);
        let ending = suffix.and_then(|suffix| std::str::from_utf8(suffix.as_bytes()).ok().map(str::to_owned));
        let is_convincing = match ending {
            _ if has_scheme => true,
            Some(ending) => has_www || path.len() > 1 || EVERYDAY_ENDINGS.contains(&ending.as_str()),
            None => false,
        };
        is_convincing.then_some(Link { host, path: path.trim_end_matches('/'), query, domain })
    }

    /// What two people share who post the same link. Nothing for a home page.
    fn address(&self) -> Option<String> {
        let parameters = self.query.split('&').filter(|parameter| {
            let name = parameter.split('=').next().unwrap_or_default();
            !name.is_empty() && !name.starts_with("utm_") && !TRACKING.contains(&name)
        });
        let query = parameters.collect::<Vec<_>>().join("&");
        let has_more = !self.path.is_empty() || !query.is_empty();
        has_more.then(|| format!("{}{}?{query}", self.host, self.path))
    }
}

fn is_port(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What is hashed for different purposes never gives the same hash.
fn hash(key: &TextKey, purpose: &str, what: &str) -> u64 {
    first_64(blake3::keyed_hash(&key.hashes, format!("{purpose}\0{what}").as_bytes()).as_bytes())
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static KEY: LazyLock<TextKey> = LazyLock::new(|| TextKey::new([7; 32]));

    fn found(text: &str) -> Vec<String> {
        places(text).map(|place| place.link.domain).collect()
    }

    #[test]
    fn links_lead_to_registrable_domains() {
        for (text, domains) in [
            ("see https://a.b.example.co.uk/x?y=1#z.", vec!["example.co.uk"]),
            ("see (HTTP://WWW.Example.COM:8080/x), now", vec!["example.com"]),
            ("two: shop.example.com and example.org/a", vec!["example.com", "example.org"]),
            ("https://me.github.io/page is not https://you.github.io", vec!["me.github.io", "you.github.io"]),
            ("https://user:secret@example.net/", vec!["example.net"]),
            ("https://192.0.2.7/x", vec!["192.0.2.7"]),
            ("bücher.example.com или так", vec!["example.com"]),
            ("no links here, e.g. none. Really", vec![]),
            ("he said hello.world and that is fine.so there", vec![]),
            ("write to mara@example.com", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(found(text), domains, "{text}");
        }
    }

    #[test]
    fn an_address_is_the_same_however_it_was_clicked() {
        let addresses = |text: &str| Links::of(text, &KEY).addresses;
        let plain = addresses("https://example.com/watch?v=7");
        assert_eq!(plain.len(), 1);
        for same in [
            "http://www.example.com/watch?v=7",
            "EXAMPLE.com/watch?v=7&utm_source=x",
            "https://example.com/watch/?fbclid=1&v=7#t=3",
        ] {
            assert_eq!(addresses(same), plain, "{same}");
        }
        assert_ne!(addresses("https://example.com/watch?v=8"), plain);
        assert!(addresses("https://example.com/ and www.example.com").is_empty(), "home pages");
        assert_eq!(domains("https://example.com/ and www.example.com", &KEY).len(), 1);
    }

    #[test]
    fn every_tenant_has_hashes_of_its_own() {
        let text = "https://example.com/x";
        assert_ne!(Links::of(text, &KEY), Links::of(text, &TextKey::new([8; 32])));
    }

    #[test]
    fn somebody_who_posts_a_thousand_links_is_read_to_the_sixteenth() {
        let text: String = (0..1_000).map(|number| format!("https://example{number}.com/x ")).collect();
        assert_eq!(Links::of(&text, &KEY).domains.len(), MOST_LINKS);
    }
}
