//! What whoever runs a service may choose about its console.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use openidconnect::{ClientSecret, IssuerUrl};
use serde::{Deserialize, Serialize};

use super::super::config::{DEFAULT_TENANT, check_name};
use super::roles::Role;
use super::sessions::Lasts;
use crate::errors::Stop;

const SCOPES: [&str; 2] = ["profile", "email"];
const ROLES_CLAIM: &str = "groups";
const SESSION_HOURS: f64 = 12.0;
const IDLE_MINUTES: f64 = 120.0;

/// The options of `koko serve`.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Console")]
pub struct ConsoleArguments {
    /// Serve no console: nobody can sign in, and keys are all there is
    #[arg(long)]
    pub no_console: bool,

    /// Hours after which whoever signed in to the console has to sign in again [default: 12]
    #[arg(long, value_name = "N", env = "KOKO_CONSOLE_SESSION_HOURS")]
    pub console_session_hours: Option<f64>,

    /// Where people have the accounts with which they sign in: an OpenID provider's issuer, such as
    /// `https://id.example/realms/staff`
    #[arg(long, value_name = "URL", env = "KOKO_OIDC_ISSUER")]
    pub oidc_issuer: Option<String>,

    /// What this service is called there
    #[arg(long, value_name = "ID", env = "KOKO_OIDC_CLIENT_ID")]
    pub oidc_client_id: Option<String>,

    /// A file with the secret that it was given there; none for a public client
    #[arg(long, value_name = "FILE", env = "KOKO_OIDC_CLIENT_SECRET_FILE")]
    pub oidc_client_secret_file: Option<PathBuf>,

    /// What to ask for besides `openid` [default: profile email]
    #[arg(long, value_name = "SCOPE", num_args = 1.., env = "KOKO_OIDC_SCOPES", value_delimiter = ',')]
    pub oidc_scope: Vec<String>,

    /// Which claim holds what people are, or the way to it, such as `realm_access.roles` [default: groups]
    #[arg(long, value_name = "CLAIM", env = "KOKO_OIDC_ROLES_CLAIM")]
    pub oidc_roles_claim: Option<String>,

    /// What a value of that claim may do: `mods=moderator`. There are viewer, moderator, editor and admin
    #[arg(long, value_name = "VALUE=ROLE", num_args = 1.., env = "KOKO_OIDC_ROLES", value_delimiter = ',', value_parser = mapped)]
    pub oidc_role: Vec<(String, Role)>,

    /// What everybody else with an account there may do; without it they are refused
    #[arg(long, value_name = "ROLE", env = "KOKO_OIDC_DEFAULT_ROLE", value_parser = Role::parse)]
    pub oidc_default_role: Option<Role>,

    /// Which claim is a person's name, in the queue and in the audit log [default: preferred_username, or else email, name, sub]
    #[arg(long, value_name = "CLAIM", env = "KOKO_OIDC_NAME_CLAIM")]
    pub oidc_name_claim: Option<String>,

    /// Whose authors, policy and models they see [default: default]
    #[arg(long, value_name = "TENANT", env = "KOKO_OIDC_TENANT", conflicts_with = "oidc_tenant_claim")]
    pub oidc_tenant: Option<String>,

    /// Which claim says so, if not all see the same
    #[arg(long, value_name = "CLAIM", env = "KOKO_OIDC_TENANT_CLAIM")]
    pub oidc_tenant_claim: Option<String>,

    /// Minutes after which a session of the console is over of which nothing was heard [default: 120]
    #[arg(long, value_name = "N", env = "KOKO_CONSOLE_IDLE_MINUTES")]
    pub console_idle_minutes: Option<f64>,
}

/// The same in the configuration.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// Whether there is none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off: bool,
    /// Where people have their accounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// What this service is called there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The file with the secret that it was given there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret_file: Option<PathBuf>,
    /// What to ask for besides `openid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<String>>,
    /// Which claim holds what people are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles_claim: Option<String>,
    /// What everybody else may do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_role: Option<Role>,
    /// Which claim is a person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_claim: Option<String>,
    /// Whose authors, policy and models they see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant: Option<String>,
    /// Which claim says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant_claim: Option<String>,
    /// After how many hours somebody has to sign in again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_hours: Option<f64>,
    /// After how many minutes without a word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idle_minutes: Option<f64>,
    /// What a value of the claim may do.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<String, Role>,
}

/// Whose authors, policy and models people see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TenantOf {
    /// All of them these.
    Fixed(String),
    /// Those that a claim names.
    Claim(String),
}

/// Where people have accounts, and what they are with those.
#[derive(Debug, Clone)]
pub struct OidcSettings {
    /// Who vouches for them.
    pub issuer: IssuerUrl,
    /// What this service is called there.
    pub client_id: String,
    /// The secret that it was given there. Never shown.
    pub client_secret: Option<ClientSecret>,
    /// What to ask for besides `openid`.
    pub scopes: Vec<String>,
    /// Which claim holds what people are.
    pub roles_claim: String,
    /// What its values may do.
    pub roles: BTreeMap<String, Role>,
    /// What everybody else may do; they are refused without it.
    pub default_role: Option<Role>,
    /// Which claim is a person's name.
    pub name_claim: Option<String>,
    /// Whose authors, policy and models they see.
    pub tenant: TenantOf,
}

/// What was chosen.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Whether there is a console.
    pub is_on: bool,
    /// How long somebody stays signed in.
    pub lasts: Lasts,
    /// Where people have accounts; without it, links sign them in.
    pub oidc: Option<Arc<OidcSettings>>,
}

impl Chosen {
    /// Whether nobody has chosen anything.
    pub fn is_usual(&self) -> bool {
        self == &Chosen::default()
    }

    /// What the command line says goes before what stands in the file.
    pub fn with_arguments(mut self, arguments: &ConsoleArguments) -> Chosen {
        self.off |= arguments.no_console;
        self.issuer = arguments.oidc_issuer.clone().or(self.issuer);
        self.client_id = arguments.oidc_client_id.clone().or(self.client_id);
        self.client_secret_file = arguments.oidc_client_secret_file.clone().or(self.client_secret_file);
        if !arguments.oidc_scope.is_empty() {
            self.scopes = Some(arguments.oidc_scope.clone());
        }
        self.roles_claim = arguments.oidc_roles_claim.clone().or(self.roles_claim);
        if !arguments.oidc_role.is_empty() {
            self.roles = arguments.oidc_role.iter().cloned().collect();
        }
        self.default_role = arguments.oidc_default_role.or(self.default_role);
        self.name_claim = arguments.oidc_name_claim.clone().or(self.name_claim);
        if arguments.oidc_tenant.is_some() || arguments.oidc_tenant_claim.is_some() {
            self.tenant = arguments.oidc_tenant.clone();
            self.tenant_claim = arguments.oidc_tenant_claim.clone();
        }
        self.session_hours = arguments.console_session_hours.or(self.session_hours);
        self.idle_minutes = arguments.console_idle_minutes.or(self.idle_minutes);
        self
    }

    /// Refuses what makes no sense, and reads the secret.
    pub fn settings(self) -> Result<Settings, Stop> {
        let Chosen {
            off,
            issuer,
            client_id,
            client_secret_file,
            scopes,
            roles_claim,
            default_role,
            name_claim,
            tenant,
            tenant_claim,
            session_hours,
            idle_minutes,
            roles,
        } = self;
        let lasts = Lasts {
            at_most: time("session_hours", session_hours.unwrap_or(SESSION_HOURS), 3_600.0)?,
            idle: time("idle_minutes", idle_minutes.unwrap_or(IDLE_MINUTES), 60.0)?,
        };
        let issuer = match (issuer, &client_id) {
            (Some(issuer), Some(_)) => checked(issuer)?,
            (Some(_), None) => {
                return Err(wrong(
                    "the console has an issuer and no `client_id`: what is this service called there?",
                ));
            }
            (None, Some(_)) => {
                return Err(wrong(
                    "the console has a `client_id` and no `issuer`: where do people have accounts?",
                ));
            }
            (None, None) => return Ok(Settings { is_on: !off, lasts, oidc: None }),
        };
        if roles.is_empty() && default_role.is_none() {
            return Err(wrong(
                "nobody could use the console: say what people are, as `roles = { mods = \"moderator\" }`, or a `default_role` for all",
            ));
        }
        let tenant = match (tenant, tenant_claim) {
            (Some(_), Some(_)) => {
                return Err(wrong("the console has a `tenant` and a `tenant_claim`: take one of them"));
            }
            (tenant, None) => {
                let tenant = tenant.unwrap_or_else(|| DEFAULT_TENANT.to_owned());
                check_name(&tenant)?;
                TenantOf::Fixed(tenant)
            }
            (None, Some(claim)) => TenantOf::Claim(claim),
        };
        let oidc = OidcSettings {
            issuer,
            client_id: client_id.unwrap_or_default(),
            client_secret: client_secret_file.as_deref().map(secret).transpose()?,
            scopes: scopes.unwrap_or_else(|| SCOPES.map(str::to_owned).to_vec()),
            roles_claim: roles_claim.unwrap_or_else(|| ROLES_CLAIM.to_owned()),
            roles,
            default_role,
            name_claim,
            tenant,
        };
        Ok(Settings { is_on: !off, lasts, oidc: Some(Arc::new(oidc)) })
    }
}

/// Codes and tokens pass there: in the clear only within this machine.
fn checked(issuer: String) -> Result<IssuerUrl, Stop> {
    let url =
        reqwest::Url::parse(&issuer).map_err(|error| wrong(&format!("the issuer `{issuer}`: {error}")))?;
    let host = url.host_str().unwrap_or_default();
    let is_here = host == "localhost" || matches!(host, "127.0.0.1" | "[::1]");
    if url.scheme() != "https" && !(url.scheme() == "http" && is_here) {
        return Err(wrong(&format!(
            "the issuer `{issuer}` is not https: whoever is in between could sign in as anybody"
        )));
    }
    IssuerUrl::new(issuer).map_err(|error| wrong(&error.to_string()))
}

fn secret(file: &Path) -> Result<ClientSecret, Stop> {
    let unreadable = |source| Stop::Unreadable { file: file.display().to_string(), source };
    let words = std::fs::read_to_string(file).map_err(unreadable)?;
    match words.trim() {
        "" => Err(wrong(&format!(
            "{} is empty: it should hold the secret of the console's client",
            file.display()
        ))),
        words => Ok(ClientSecret::new(words.to_owned())),
    }
}

fn mapped(written: &str) -> Result<(String, Role), String> {
    let example = || format!("`{written}`: write it as `mods=moderator`");
    let (value, role) = written.rsplit_once('=').ok_or_else(example)?;
    Ok((value.to_owned(), Role::parse(role)?))
}

fn wrong(what: &str) -> Stop {
    Stop::BadConfiguration { what: what.to_owned() }
}

/// The longest that anybody may stay signed in.
const LONGEST: Duration = Duration::from_secs(366 * 24 * 3_600);

fn time(what: &str, units: f64, seconds_of_unit: f64) -> Result<Duration, Stop> {
    let time = Duration::try_from_secs_f64(units * seconds_of_unit).ok();
    let fits = time.filter(|time| !time.is_zero() && *time <= LONGEST);
    fits.ok_or_else(|| {
        wrong(&format!("`{what}` of the console is {units}: it is above 0, and a year at most"))
    })
}

#[cfg(test)]
impl OidcSettings {
    /// Where nobody has a role.
    pub fn for_tests() -> OidcSettings {
        OidcSettings {
            issuer: checked("https://id.example".to_owned()).unwrap(),
            client_id: "koko".to_owned(),
            client_secret: None,
            scopes: Vec::new(),
            roles_claim: ROLES_CLAIM.to_owned(),
            roles: BTreeMap::new(),
            default_role: None,
            name_claim: None,
            tenant: TenantOf::Fixed(DEFAULT_TENANT.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str) -> Result<Settings, Stop> {
        toml::from_str::<Chosen>(text).unwrap().settings()
    }

    const WHOLE: &str = "issuer = 'https://id.example'\nclient_id = 'koko'\nroles = { mods = 'moderator' }\n";

    #[test]
    fn without_a_word_links_sign_in_for_half_a_day() {
        let usual = chosen("").unwrap();
        assert!(
            usual.is_on && usual.oidc.is_none() && usual.lasts.at_most == Duration::from_secs(12 * 3_600)
        );
        assert!(!chosen("off = true").unwrap().is_on);
        assert!(chosen("session_hours = 0").is_err() && chosen("idle_minutes = -1").is_err());
    }

    #[test]
    fn what_is_missing_or_contradicts_itself_is_told() {
        let whole = chosen(WHOLE).unwrap().oidc.unwrap();
        assert_eq!((whole.roles["mods"], whole.roles_claim.as_str()), (Role::Moderator, "groups"));
        for (text, told) in [
            ("issuer = 'https://id.example'", "client_id"),
            ("client_id = 'koko'", "issuer"),
            ("issuer = 'https://id.example'\nclient_id = 'koko'", "nobody could use the console"),
            (&WHOLE.replace("https:", "http:"), "not https"),
            (&WHOLE.replace("https://id.example", "id.example"), "issuer"),
            (&format!("tenant = 'a b'\n{WHOLE}"), "tenant"),
            (&format!("tenant = 'a'\ntenant_claim = 'org'\n{WHOLE}"), "one of them"),
            (&format!("client_secret_file = 'nowhere'\n{WHOLE}"), "cannot read nowhere"),
        ] {
            let mistake = chosen(text).unwrap_err().to_string();
            assert!(mistake.contains(told), "{mistake}");
        }
        assert!(chosen(&WHOLE.replace("https://id.example", "http://127.0.0.1:9000")).is_ok());
    }

    #[test]
    fn the_secret_is_read_and_never_shown() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(&file, " s3cret\n").unwrap();
        let text = format!("client_secret_file = '{}'\n{WHOLE}", file.path().display());
        let oidc = chosen(&text).unwrap().oidc.unwrap();
        assert_eq!(oidc.client_secret.as_ref().unwrap().secret(), "s3cret");
        assert!(!format!("{oidc:?}").contains("s3cret"));
        std::fs::write(&file, "\n").unwrap();
        assert!(chosen(&text).unwrap_err().to_string().contains("is empty"));
    }

    #[test]
    fn the_command_line_goes_before_the_file() {
        let of_file: Chosen = toml::from_str(WHOLE).unwrap();
        let arguments = ConsoleArguments {
            oidc_role: vec![mapped("ou=staff=admin").unwrap()],
            oidc_tenant_claim: Some("org".to_owned()),
            ..ConsoleArguments::default()
        };
        let both = of_file.with_arguments(&arguments).settings().unwrap().oidc.unwrap();
        assert_eq!(both.roles, [("ou=staff".to_owned(), Role::Admin)].into());
        assert_eq!(both.tenant, TenantOf::Claim("org".to_owned()));
        assert!(mapped("mods").is_err() && mapped("mods=root").is_err());
    }
}
