//! What people may do: four roles, each with what the one before it has.

use serde::{Deserialize, Serialize};

use super::super::callers::Scope;

/// What somebody may do. The later ones may do more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Look on, and try texts.
    Viewer,
    /// Decide about what waits.
    Moderator,
    /// Change policies and taught labels.
    Editor,
    /// Everything.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 4] = [Role::Viewer, Role::Moderator, Role::Editor, Role::Admin];

    /// The name in settings, on the command line and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Viewer => "viewer",
            Role::Moderator => "moderator",
            Role::Editor => "editor",
            Role::Admin => "admin",
        }
    }

    /// What it is good for.
    pub fn scopes(self) -> &'static [Scope] {
        use Scope::{Admin, Moderate, Read, Review, Rules, Score};
        match self {
            Role::Viewer => &[Score, Read],
            Role::Moderator => &[Score, Read, Moderate, Review],
            Role::Editor => &[Score, Read, Moderate, Review, Rules],
            Role::Admin => &[Score, Read, Moderate, Review, Rules, Admin],
        }
    }

    /// Reads a name.
    pub fn parse(written: &str) -> Result<Role, String> {
        let known = Role::ALL.into_iter().find(|role| role.as_str() == written);
        known.ok_or_else(|| {
            format!("`{written}` is no role: there are {}", Role::ALL.map(Role::as_str).join(", "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_do_what_the_one_before_it_may_and_more() {
        for pair in Role::ALL.windows(2) {
            let (less, more) = (pair[0].scopes(), pair[1].scopes());
            assert!(pair[0] < pair[1] && less.len() < more.len());
            assert!(less.iter().all(|scope| more.contains(scope)), "{pair:?}");
        }
        assert!(Scope::ALL.iter().all(|scope| Role::Admin.scopes().contains(scope)));
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Ok(role));
        }
        assert!(Role::parse("root").unwrap_err().contains("viewer, moderator, editor, admin"));
    }
}
