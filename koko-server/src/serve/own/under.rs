//! Under which rules something is decided again, or tried: a policy that nobody uses yet, a stored one, another model.

use std::sync::Arc;

use koko_core::moderator::Moderator;

use super::super::callers::Caller;
use super::super::database::in_force::{self, What};
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::super::tenants::Tenant;

/// The rules that a request names; the policy and the model in force where it names none.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// The text of a policy.
    pub policy: Option<String>,
    /// The version of a stored one.
    pub policy_version: Option<i64>,
    /// The name of a model.
    pub model: Option<String>,
}

/// These rules, found.
pub struct Rules {
    tenant: Arc<Tenant>,
    reader: Option<Arc<Moderator>>,
    /// Where the policy is from, for messages, and its text.
    policy: (String, String),
}

impl Rules {
    /// Finds what a request names.
    pub async fn find(service: &Service, caller: &Caller, named: Named) -> Result<Rules, Refusal> {
        let active = caller.tenant.active();
        let policy = match (named.policy, named.policy_version) {
            (Some(_), Some(_)) => return Err(Refusal::bad("give `policy` or `policy_version`, not both")),
            (Some(text), None) => ("the policy of the request".to_owned(), text),
            (None, Some(version)) => {
                let (database, tenant) = (service.database(), caller.tenant.name());
                let reading = in_force::get(database.pool(), tenant, What::Policy, version);
                let stored = database.read(reading).await?;
                let stored = stored
                    .ok_or_else(|| Refusal::not_found(format!("there is no policy version {version}")))?;
                (format!("policy version {version}"), stored.source)
            }
            (None, None) => ("the policy in force".to_owned(), active.policy().to_owned()),
        };
        let reader = named.model.as_deref().map(|model| active.named(model)).transpose()?.cloned();
        Ok(Rules { tenant: Arc::clone(&caller.tenant), reader, policy })
    }

    /// Whether another model is named, which has to read texts again.
    pub fn reads_again(&self) -> bool {
        self.reader.is_some()
    }

    /// Whose rules they are.
    pub fn tenant(&self) -> &Arc<Tenant> {
        &self.tenant
    }

    /// A moderator by these rules; it should record nothing. Takes milliseconds. What is wrong with the policy is the mistake
    /// of whoever sent it.
    pub fn moderator(&self) -> Result<Arc<Moderator>, Refusal> {
        let (active, (source, policy)) = (self.tenant.active(), &self.policy);
        let moderator = match &self.reader {
            Some(reader) => active.beside_with_policy(reader, source, policy),
            None => active.with_policy(source, policy),
        };
        Ok(Arc::new(moderator.map_err(super::mistaken)?))
    }
}
