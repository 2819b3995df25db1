//! Who somebody is to us, by what the identity provider says of them.

use serde_json::Value;

use super::super::super::config::check_name;
use super::super::roles::Role;
use super::super::sessions::Person;
use super::super::settings::{OidcSettings, TenantOf};

/// Claims that name a person, if nobody says which: those first that no two people share.
const NAMES: [&str; 4] = ["preferred_username", "email", "name", "sub"];
const MOST_NAME_BYTES: usize = koko_core::content::MAX_ID_BYTES;

/// Why somebody may not come in, whom the provider knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotIn {
    /// Nothing that they are is a role here.
    NoRole {
        /// What they are.
        held: Vec<String>,
    },
    /// It is not said whose authors, policy and models they should see.
    NoTenant,
}

/// Somebody, as the claims say; and what they are called, where they may not come in.
pub fn person(claims: &Value, settings: &OidcSettings) -> Result<Person, (NotIn, Person)> {
    let subject = cut(claims["sub"].as_str().unwrap_or_default());
    let chosen = settings.name_claim.as_deref();
    let names = chosen.into_iter().chain(NAMES);
    let name = names.filter_map(|name| claim(claims, name)?.as_str()).map(cut).find(|name| !name.is_empty());
    let tenant = match &settings.tenant {
        TenantOf::Fixed(tenant) => Some(tenant.clone()),
        TenantOf::Claim(name) => claim(claims, name)
            .and_then(Value::as_str)
            .filter(|tenant| check_name(tenant).is_ok())
            .map(str::to_owned),
    };
    let held = words(claim(claims, &settings.roles_claim));
    let mapped = held.iter().filter_map(|word| settings.roles.get(word)).max().copied();
    let role = mapped.or(settings.default_role);
    let person = Person {
        tenant: tenant.clone().unwrap_or_default(),
        name: name.unwrap_or_else(|| subject.clone()),
        subject,
        role: role.unwrap_or(Role::Viewer),
    };
    match (role, tenant) {
        (None, _) => Err((NotIn::NoRole { held }, person)),
        (_, None) => Err((NotIn::NoTenant, person)),
        _ => Ok(person),
    }
}

/// A claim by its name, or by a way to it: `realm_access.roles`.
pub fn claim<'a>(claims: &'a Value, name: &str) -> Option<&'a Value> {
    // A name may have dots itself: Auth0's are URLs.
    let found =
        claims.get(name).or_else(|| name.split('.').try_fold(claims, |within, part| within.get(part)));
    found.filter(|value| !value.is_null())
}

/// One word, or a list of them.
fn words(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(word)) => vec![word.clone()],
        Some(Value::Array(words)) => words.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// In one line, and no longer than a name may be.
fn cut(written: &str) -> String {
    let plain: String = written.chars().filter(|ch| !ch.is_control()).collect();
    let plain = plain.trim();
    let end = (0..=plain.len().min(MOST_NAME_BYTES)).rev().find(|end| plain.is_char_boundary(*end));
    plain[..end.unwrap_or(0)].trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn settings() -> OidcSettings {
        let roles = [("mods", Role::Moderator), ("leads", Role::Editor)];
        OidcSettings {
            roles: roles.into_iter().map(|(word, role)| (word.to_owned(), role)).collect(),
            ..OidcSettings::for_tests()
        }
    }

    #[test]
    fn the_highest_role_of_the_groups_counts() {
        let of = |groups: Value| person(&json!({"sub": "s", "groups": groups}), &settings());
        assert_eq!(of(json!(["all", "mods"])).unwrap().role, Role::Moderator);
        assert_eq!(of(json!(["leads", "mods"])).unwrap().role, Role::Editor);
        assert_eq!(of(json!("mods")).unwrap().role, Role::Moderator);
        let (why, who) = of(json!(["all"])).unwrap_err();
        assert_eq!(why, NotIn::NoRole { held: vec!["all".to_owned()] });
        assert_eq!(who.subject, "s");
        assert!(of(json!([5, null])).is_err() && of(Value::Null).is_err() && of(json!({"mods": 1})).is_err());
        let open = OidcSettings { default_role: Some(Role::Viewer), ..settings() };
        assert_eq!(person(&json!({"sub": "s"}), &open).unwrap().role, Role::Viewer);
    }

    #[test]
    fn claims_are_found_by_their_name_or_by_a_way_to_them() {
        for (claims, name) in [
            (json!({"realm_access": {"roles": ["mods"]}}), "realm_access.roles"),
            (json!({"https://koko.example/roles": ["mods"]}), "https://koko.example/roles"),
        ] {
            let named = OidcSettings { roles_claim: name.to_owned(), ..settings() };
            assert_eq!(person(&claims, &named).unwrap().role, Role::Moderator, "{name}");
        }
    }

    #[test]
    fn a_name_is_the_first_claim_that_has_one_in_one_line() {
        let of = |mut claims: Value| {
            claims["groups"] = json!(["mods"]);
            person(&claims, &settings()).unwrap().name
        };
        assert_eq!(of(json!({"sub": "s", "name": "Ines", "preferred_username": "ines"})), "ines");
        assert_eq!(of(json!({"sub": "s", "name": " I\nn\u{7}es "})), "Ines");
        assert_eq!(of(json!({"sub": "s", "name": ""})), "s");
        assert_eq!(of(json!({"sub": "s", "name": "é".repeat(100)})), "é".repeat(64));
        let chosen = OidcSettings { name_claim: Some("nickname".to_owned()), ..settings() };
        let claims = json!({"sub": "s", "nickname": "n", "email": "e", "groups": "mods"});
        assert_eq!(person(&claims, &chosen).unwrap().name, "n");
    }

    #[test]
    fn the_tenant_is_the_one_that_was_set_or_that_a_claim_names() {
        let by_claim = OidcSettings { tenant: TenantOf::Claim("org".to_owned()), ..settings() };
        let of = |org: Value| person(&json!({"sub": "s", "groups": "mods", "org": org}), &by_claim);
        assert_eq!(of(json!("chess")).unwrap().tenant, "chess");
        for none in [json!(null), json!(5), json!(""), json!("a b"), json!("../x")] {
            assert_eq!(of(none).unwrap_err().0, NotIn::NoTenant);
        }
        assert_eq!(person(&json!({"sub": "s", "groups": "mods"}), &settings()).unwrap().tenant, "default");
    }
}
