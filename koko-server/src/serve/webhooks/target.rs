//! Where webhooks may be posted to. The receivers of a hosted service are named by its customers, so a URL must not reach what
//! only this machine can reach: neighbours, the cloud's own addresses, this service itself.
//!
//! Judges URLs and addresses, and resolves no names.

use std::net::IpAddr;
use std::sync::LazyLock;

use ipnet::IpNet;
use reqwest::Url;

/// Longer than any that a person has typed.
const MOST_BYTES: usize = 2_048;

/// Addresses that are not on the public internet, by IANA's registries of special purposes, the narrower network first.
///
/// Addresses that hold another one (mapped, translated, tunnelled) are among them: what they lead to is decided elsewhere.
const SPECIAL: &[(&str, &str)] = &[
    ("0.0.0.0/8", "this very network"),
    ("10.0.0.0/8", "a private network"),
    ("100.64.0.0/10", "shared by the customers of a provider"),
    ("127.0.0.0/8", "this machine"),
    ("168.63.129.16/32", "a service of the cloud's own"),
    ("169.254.0.0/16", "link-local, as the cloud's own services"),
    ("172.16.0.0/12", "a private network"),
    ("192.0.0.0/24", "kept for protocols"),
    ("192.0.2.0/24", "for documentation"),
    ("192.88.99.0/24", "a relay from IPv6 to IPv4"),
    ("192.168.0.0/16", "a private network"),
    ("198.18.0.0/15", "for benchmarks"),
    ("198.51.100.0/24", "for documentation"),
    ("203.0.113.0/24", "for documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("::/128", "unspecified"),
    ("::1/128", "this machine"),
    ("::ffff:0:0/96", "IPv4 written as IPv6"),
    ("::/96", "IPv4 written as IPv6"),
    ("64:ff9b::/96", "translated to IPv4"),
    ("64:ff9b:1::/48", "translated to IPv4"),
    ("2001:db8::/32", "for documentation"),
    ("2001::/23", "kept for protocols, as Teredo"),
    ("2002::/16", "a tunnel to IPv4"),
    ("3fff::/20", "for documentation"),
    ("fc00::/7", "a private network"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "a private network"),
    ("ff00::/8", "multicast"),
];

static SPECIAL_NETWORKS: LazyLock<Vec<(IpNet, &'static str)>> = LazyLock::new(|| {
    let network = |text: &str| text.parse().expect("tests read the whole table");
    SPECIAL.iter().map(|(text, what)| (network(text), *what)).collect()
});

/// All that IPv6 has of public addresses.
static PUBLIC_IPV6: LazyLock<IpNet> = LazyLock::new(|| "2000::/3".parse().expect("a network"));

/// What an operator allows beyond https to the public internet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TargetRules {
    /// Networks that may be reached although they are not public.
    pub networks: Vec<IpNet>,
    /// Whether what is sent may be read on its way.
    pub schemes: Schemes,
}

/// How a receiver may be spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Schemes {
    /// With TLS.
    #[default]
    Https,
    /// With TLS or without.
    HttpToo,
}

/// A URL that may be posted to, as far as can be told before its name is resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target(Url);

/// Why a URL is not posted to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadTarget {
    /// Far too long.
    #[error("the URL has more than {MOST_BYTES} bytes: shorten it")]
    TooLong,
    /// No URL.
    #[error("this is no URL: {what}. Give one as https://example.com/hooks")]
    NotAUrl {
        /// What is wrong.
        what: String,
    },
    /// Neither https nor, where it is allowed, http.
    #[error("the URL is for {scheme}: webhooks go to https")]
    Scheme {
        /// What it begins with.
        scheme: String,
    },
    /// A name or password in the URL, which would end up in logs.
    #[error("the URL has a name or a password in it: take them out, the signature says who is calling")]
    UserInfo,
    /// An address that may not be reached.
    #[error(transparent)]
    Address(#[from] NotPublic),
}

/// An address that is not on the public internet, nor in a network that the operator allows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{address} is not on the public internet ({network}, {what}): whoever runs this service may allow networks"
)]
pub struct NotPublic {
    /// The address.
    pub address: IpAddr,
    /// The network it is in.
    pub network: IpNet,
    /// What that network is for.
    pub what: &'static str,
}

impl Target {
    /// Reads a URL and refuses what may not be posted to. What stands behind a `#` is dropped: nobody would see it.
    pub fn parse(text: &str, rules: &TargetRules) -> Result<Target, BadTarget> {
        if text.len() > MOST_BYTES {
            return Err(BadTarget::TooLong);
        }
        let mut url = Url::parse(text).map_err(|error| BadTarget::NotAUrl { what: error.to_string() })?;
        match (url.scheme(), rules.schemes) {
            ("https", _) | ("http", Schemes::HttpToo) => {}
            (scheme, _) => return Err(BadTarget::Scheme { scheme: scheme.to_owned() }),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BadTarget::UserInfo);
        }
        if let Some(address) = address_of(&url) {
            rules.check(address)?;
        }
        url.set_fragment(None);
        Ok(Target(url))
    }

    /// As it is posted to.
    pub fn url(&self) -> &Url {
        &self.0
    }
}

impl TargetRules {
    /// Refuses an address that is not public, unless it is in a network that is allowed.
    pub fn check(&self, address: IpAddr) -> Result<(), NotPublic> {
        let Some((network, what)) = special(address) else { return Ok(()) };
        if self.networks.iter().any(|allowed| allowed.contains(&address)) {
            return Ok(());
        }
        Err(NotPublic { address, network, what })
    }
}

/// The network of an address that is not public, and what it is for.
fn special(address: IpAddr) -> Option<(IpNet, &'static str)> {
    let found = SPECIAL_NETWORKS.iter().find(|(network, _)| network.contains(&address)).copied();
    let elsewhere = || {
        let is_reserved = address.is_ipv6() && !PUBLIC_IPV6.contains(&address);
        is_reserved.then(|| (IpNet::from(address), "reserved"))
    };
    found.or_else(elsewhere)
}

/// The address, where the host is one. The URL's own parser has made `127.0.0.1` of `0x7f.1` and the like.
fn address_of(url: &Url) -> Option<IpAddr> {
    url.host_str()?.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowing(networks: &[&str]) -> TargetRules {
        let networks = networks.iter().map(|text| text.parse().unwrap()).collect();
        TargetRules { networks, schemes: Schemes::Https }
    }

    #[test]
    fn the_table_is_read_and_each_network_is_refused_from_end_to_end() {
        let rules = TargetRules::default();
        for (network, what) in SPECIAL_NETWORKS.iter() {
            for address in [network.network(), network.broadcast()] {
                assert!(rules.check(address).is_err(), "{address}: {what}");
            }
        }
    }

    #[test]
    fn public_addresses_are_not_in_the_table() {
        for address in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "192.169.0.0",
            "223.255.255.255",
            "2001:200::1",
            "2606:4700::1111",
            "2a00:1450::1",
        ] {
            assert_eq!(TargetRules::default().check(address.parse().unwrap()), Ok(()), "{address}");
        }
    }

    #[test]
    fn what_only_this_machine_can_reach_is_refused_however_it_is_written() {
        for host in [
            "127.0.0.1",
            "127.1",
            "127.0.0.1.",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "0",
            "10.1.2.3",
            "100.64.0.1",
            "169.254.169.254",
            "168.63.129.16",
            "172.31.255.255",
            "192.168.0.1",
            "192.0.2.1",
            "255.255.255.255",
            "224.0.0.251",
            "１２７.0.0.1",
            "[::]",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:8.8.8.8]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b:1::a00:1]",
            "[2002:7f00:1::]",
            "[2001:0:1::]",
            "[2001:db8::1]",
            "[fc00::1]",
            "[fd00:ec2::254]",
            "[fe80::1]",
            "[ff02::1]",
            "[4000::1]",
        ] {
            let refused = Target::parse(&format!("https://{host}/hooks"), &TargetRules::default());
            assert!(matches!(refused, Err(BadTarget::Address(_))), "{host}: {refused:?}");
        }
    }

    #[test]
    fn an_operator_may_allow_networks_and_only_these() {
        let rules = allowing(&["10.1.0.0/16", "fd00::/8"]);
        for (address, allowed) in [
            ("10.1.2.3", true),
            ("10.2.2.3", false),
            ("127.0.0.1", false),
            ("fd12::1", true),
            ("fc12::1", false),
            ("::ffff:10.1.2.3", false),
            ("1.1.1.1", true),
        ] {
            assert_eq!(rules.check(address.parse().unwrap()).is_ok(), allowed, "{address}");
        }
        assert!(Target::parse("https://10.1.2.3:8443/hooks", &rules).is_ok());
    }

    #[test]
    fn urls_are_https_without_names_or_passwords() {
        let refused = |url: &str| Target::parse(url, &TargetRules::default()).unwrap_err().to_string();
        for (url, words) in [
            ("http://example.com/", "is for http"),
            ("ftp://example.com/", "is for ftp"),
            ("file:///etc/passwd", "is for file"),
            ("javascript:alert(1)", "is for javascript"),
            ("https://ines@example.com/", "name or a password"),
            ("https://ines:x@example.com/", "name or a password"),
            ("https://:x@example.com/", "name or a password"),
            ("example.com/hooks", "no URL"),
            ("https://", "no URL"),
            ("", "no URL"),
            (&format!("https://example.com/{}", "x".repeat(MOST_BYTES)), "shorten it"),
        ] {
            assert!(refused(url).contains(words), "{url}: {}", refused(url));
        }
        let plain = TargetRules { schemes: Schemes::HttpToo, ..TargetRules::default() };
        assert!(Target::parse("http://example.com/", &plain).is_ok());
        assert!(matches!(Target::parse("ftp://example.com/", &plain), Err(BadTarget::Scheme { .. })));
    }

    #[test]
    fn a_good_url_is_kept_as_it_is_without_what_nobody_would_see() {
        let target =
            Target::parse("https://hooks.example.com:8443/koko?for=forum#part", &TargetRules::default());
        assert_eq!(target.unwrap().url().as_str(), "https://hooks.example.com:8443/koko?for=forum");
    }
}
