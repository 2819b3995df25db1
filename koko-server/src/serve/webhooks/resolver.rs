//! Finds the addresses of a receiver, and hands on only those that may be reached: what a name leads to may change between
//! two attempts, so it is judged where the connection is made.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::Semaphore;

use super::target::{NotPublic, TargetRules};

/// A lookup waits on a thread; name servers that are slow must not take the threads of requests.
const LOOKUPS_AT_ONCE: usize = 8;

/// Asks the system, as everybody does, and judges the answer.
pub struct CheckedResolver {
    rules: Arc<TargetRules>,
    lookups: Arc<Semaphore>,
}

/// Why a name leads nowhere.
#[derive(Debug, thiserror::Error)]
pub enum NoAddress {
    /// The system knows none.
    #[error("`{name}` has no address: {source}")]
    Unknown {
        /// The name.
        name: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// None that may be reached.
    #[error("`{name}` may not be posted to: {source}")]
    Refused {
        /// The name.
        name: String,
        /// What is wrong with the first of its addresses.
        source: NotPublic,
    },
}

impl CheckedResolver {
    /// Judges by these rules.
    pub fn new(rules: Arc<TargetRules>) -> CheckedResolver {
        CheckedResolver { rules, lookups: Arc::new(Semaphore::new(LOOKUPS_AT_ONCE)) }
    }
}

impl Resolve for CheckedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (rules, lookups) = (Arc::clone(&self.rules), Arc::clone(&self.lookups));
        Box::pin(async move {
            let name = name.as_str().to_owned();
            let _turn = lookups.acquire_owned().await?;
            let unknown = |source| NoAddress::Unknown { name: name.clone(), source };
            // Port 0 stands for the one of the URL.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(unknown)?;
            let allowed = allowed(&name, found.map(|address| address.ip()).collect(), &rules)?;
            Ok(Box::new(allowed.into_iter().map(|address| SocketAddr::new(address, 0))) as Addrs)
        })
    }
}

/// Those that may be reached; an error if there are none.
fn allowed(name: &str, found: Vec<IpAddr>, rules: &TargetRules) -> Result<Vec<IpAddr>, NoAddress> {
    let mut refused = None;
    let mut allowed = Vec::new();
    for address in found {
        match rules.check(address) {
            Ok(()) => allowed.push(address),
            Err(source) => drop(refused.get_or_insert(source)),
        }
    }
    match refused {
        Some(source) if allowed.is_empty() => Err(NoAddress::Refused { name: name.to_owned(), source }),
        _ => Ok(allowed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::webhooks::target::Schemes;

    fn addresses(texts: &[&str]) -> Vec<IpAddr> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn of_many_addresses_only_those_that_may_be_reached_are_left() {
        let rules = TargetRules::default();
        let left = allowed("x", addresses(&["10.0.0.1", "1.1.1.1", "::1", "2606:4700::1111"]), &rules);
        assert_eq!(left.unwrap(), addresses(&["1.1.1.1", "2606:4700::1111"]));
        let refused = allowed("x", addresses(&["10.0.0.1", "::1"]), &rules).unwrap_err();
        assert!(refused.to_string().contains("10.0.0.1"), "{refused}");
    }

    #[tokio::test]
    async fn a_name_for_this_machine_is_refused_unless_it_is_allowed() {
        let resolve = async |rules: TargetRules, name: &str| {
            CheckedResolver::new(Arc::new(rules)).resolve(name.parse().unwrap()).await
        };
        let refused = resolve(TargetRules::default(), "localhost").await.err().unwrap();
        assert!(matches!(refused.downcast_ref(), Some(NoAddress::Refused { .. })), "{refused}");
        let networks = vec!["127.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        let found = resolve(TargetRules { networks, schemes: Schemes::Https }, "localhost").await.unwrap();
        assert!(found.into_iter().all(|address| address.ip().is_loopback() && address.port() == 0));
        let unknown = resolve(TargetRules::default(), "koko.invalid").await.err().unwrap();
        assert!(matches!(unknown.downcast_ref(), Some(NoAddress::Unknown { .. })), "{unknown}");
    }
}
