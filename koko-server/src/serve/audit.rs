//! `koko audit`: reading the audit log, and proving that nobody has changed it.

use std::io::Write;

use super::database::Database;
use super::database::audit::{self, Chain};
use crate::cli::{self, AuditCommand};
use crate::errors::Stop;
use crate::run::End;

/// Entries that are read at once.
const TOGETHER: i64 = 1_000;

/// `koko audit`
pub fn run(audit: &cli::Audit) -> Result<End, Stop> {
    let kept = match &audit.command {
        AuditCommand::Show(kept) => kept,
        AuditCommand::Verify(verify) => &verify.kept,
    };
    super::with_database(kept, async |database| match &audit.command {
        AuditCommand::Show(_) => show(&database).await,
        AuditCommand::Verify(asked) => verify(&database, asked.digest.as_deref()).await,
    })
}

async fn show(database: &Database) -> Result<End, Stop> {
    let mut last = 0;
    loop {
        let entries = database.read(audit::after(database.pool(), last, TOGETHER)).await?;
        let Some(newest) = entries.last() else { return Ok(End::AllAnswered) };
        last = newest.number;
        for entry in &entries {
            let line = serde_json::to_string(entry).map_err(std::io::Error::from)?;
            writeln!(std::io::stdout(), "{line}")?;
        }
    }
}

/// Follows the whole chain. Who knows the digest of an earlier end can prove that nothing up to there was written anew.
async fn verify(database: &Database, known: Option<&str>) -> Result<End, Stop> {
    let mut chain = Chain::default();
    let mut is_known = known.is_none() || known == Some(chain.digest.as_str());
    loop {
        let entries = database.read(audit::after(database.pool(), chain.number, TOGETHER)).await?;
        if entries.is_empty() {
            break;
        }
        for entry in &entries {
            chain.follow(entry).map_err(|broken| Stop::BrokenAudit {
                number: broken.number,
                what: broken.what.to_owned(),
            })?;
            is_known |= known == Some(chain.digest.as_str());
        }
    }
    if !is_known {
        let what = "no entry up to here has the digest that you gave: the log was written anew".to_owned();
        return Err(Stop::BrokenAudit { number: chain.number, what });
    }
    writeln!(
        std::io::stdout(),
        "{} entries, unbroken; the last has the digest {}",
        chain.number,
        chain.digest
    )?;
    Ok(End::AllAnswered)
}
