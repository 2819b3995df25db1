//! Statements of reasons: what a decision suggests, and issuing one.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::AnyConnection;

use super::super::answers;
use super::super::callers::{Caller, Scope};
use super::super::database::audit::{self, Deed};
use super::super::database::decisions::DecisionRow;
use super::super::database::statements::{self, StatementRow};
use super::super::document::refusals::{OwnOrConflict, OwnOrMissing};
use super::super::document::told::{IssuedStatement, StatementDraft};
use super::super::refusal::Refusal;
use super::super::service::Service;
use super::super::statement::fields::Fields;
use super::super::statement::{self, Statement, private};
use super::super::tenants::Tenant;
use super::super::webhooks::{outbox, payloads};
use super::decisions::{find, open};
use super::policies::deed;
use super::{Answer, Asking, Named, Shaped};

/// What a decision suggests, what is missing, and what was issued about it.
#[utoipa::path(
    get,
    path = "/v1/decisions/{id}/statement",
    tag = "Decisions",
    operation_id = "get_statement",
    params(("id" = String, Path, description = "The id of the decision")),
    responses((status = 200, description = "What it suggests, and what was issued", body = StatementDraft), OwnOrMissing),
)]
pub async fn get(State(service): State<Arc<Service>>, Asking(caller): Asking, Named(id): Named) -> Answer {
    caller.may(Scope::Read)?;
    let row = find(&service, caller.tenant.name(), &id).await?;
    let issued = issued(&service, &caller, &id).await?;
    let mut draft = statement::draft(caller.tenant.active().statements(), &row);
    draft.puid = Some(StatementRow::id_of(&id, issued.len() as i64 + 1));
    let body = json!({
        "restricts": draft.restricts(),
        "missing": draft.missing(),
        "draft": draft,
        "redress": caller.tenant.active().statements().redress,
        "koko": statement::koko(&row),
        "issued": issued.iter().map(shown).collect::<Vec<Value>>(),
    });
    Ok(answers::json(StatusCode::OK, &body))
}

/// A statement to be issued.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// What is to be said instead of what the decision suggests, or beside it.
    #[serde(default)]
    submission: Fields,
    /// The last statement about the decision, if there is one.
    corrects: Option<String>,
}

/// Issues a statement. It is kept, and never changed: a later one corrects it.
#[utoipa::path(
    post,
    path = "/v1/decisions/{id}/statement",
    tag = "Decisions",
    operation_id = "issue_statement",
    params(("id" = String, Path, description = "The id of the decision")),
    request_body = Issue,
    responses((status = 201, description = "It is issued", body = IssuedStatement), OwnOrConflict),
)]
pub async fn issue(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Named(id): Named,
    Shaped(issue): Shaped<Issue>,
) -> Answer {
    caller.may(Scope::Review)?;
    if issue.submission.puid.is_some() {
        return Err(Refusal::bad("`puid` is given by this service: it is the id of the statement"));
    }
    let row = find(&service, caller.tenant.name(), &id).await?;
    let active = caller.tenant.active();
    // What Koko says by itself knows nobody; what people write may.
    let sealed = open(&caller.tenant, &row).unwrap_or_default();
    if let Some(objection) = private::objection(&issue.submission, &sealed, row.content.as_deref()) {
        return Err(Refusal::bad(objection));
    }
    let mut submission = issue.submission.over(statement::draft(active.statements(), &row));
    // The longest that it may come to be.
    submission.puid = Some(StatementRow::id_of(&id, i64::MAX));
    let statement = Statement {
        lifts_restriction: !submission.restricts(),
        redress: active.statements().redress.clone(),
        koko: statement::koko(&row),
        submission,
    };
    check(&statement.submission, issue.corrects.is_some())?;
    let (tenant, deed) = (Arc::clone(&caller.tenant), deed(&caller, "statement.issued", &id));
    let wanted = Arc::new((row, statement, deed));
    let corrects = issue.corrects;
    let issued = service
        .database()
        .write(move |connection| {
            let (tenant, wanted, corrects) = (Arc::clone(&tenant), Arc::clone(&wanted), corrects.clone());
            Box::pin(async move {
                let (row, statement, deed) = &*wanted;
                let before = statements::of_decision(connection, tenant.name(), &row.id).await?;
                let last = before.last().map(|last| last.id.clone());
                if last != corrects {
                    return Ok(Err(last));
                }
                Ok(Ok(write(connection, &tenant, row, statement, before.last(), deed).await?))
            })
        })
        .await?;
    service.webhooks().wake();
    match issued {
        Ok(issued) => Ok(answers::json(StatusCode::CREATED, &shown(&issued))),
        Err(Some(last)) => Err(Refusal::Conflict {
            what: format!(
                "a statement was issued already: say that this one corrects it, \"corrects\": \"{last}\""
            ),
        }),
        Err(None) => {
            Err(Refusal::not_found("nothing was issued about this decision that could be corrected"))
        }
    }
}

/// Writes a statement down, tells whoever wants to know, and says who did it.
async fn write(
    connection: &mut AnyConnection,
    tenant: &Tenant,
    row: &DecisionRow,
    statement: &Statement,
    before: Option<&StatementRow>,
    deed: &Deed,
) -> sqlx::Result<StatementRow> {
    let version = before.map_or(1, |before| before.version + 1);
    let id = StatementRow::id_of(&row.id, version);
    let mut statement = statement.clone();
    statement.submission.puid = Some(id.clone());
    let issued = StatementRow {
        tenant: tenant.name().to_owned(),
        decision: row.id.clone(),
        version,
        corrects: before.map(|before| before.id.clone()),
        statement: super::as_json(&statement).to_string(),
        issued_by: deed.who.clone(),
        issued_at: deed.at,
        id,
    };
    statements::insert(connection, &issued).await?;
    let author = open(tenant, row).and_then(|sealed| sealed.author);
    let corrects = issued.corrects.as_deref();
    let told = payloads::statement_issued(tenant, row, author.as_deref(), &issued.id, corrects, deed.at);
    outbox::add(connection, &told).await?;
    let details = json!({"corrects": corrects});
    audit::append(connection, &Deed { subject: issued.id.clone(), details, ..deed.clone() }).await?;
    Ok(issued)
}

/// Once a reviewer has decided anew, what was stated before is corrected; nothing happens where nothing was stated.
///
/// `row` is the decision as it is now, `deed` says who reviewed it.
pub async fn correct(
    connection: &mut AnyConnection,
    tenant: &Tenant,
    row: &DecisionRow,
    deed: &Deed,
) -> sqlx::Result<()> {
    let before = statements::of_decision(connection, tenant.name(), &row.id).await?;
    let Some(last) = before.last() else { return Ok(()) };
    // One that a later version of Koko has written is left to whoever wrote it.
    let Ok(said) = serde_json::from_str::<Statement>(&last.statement) else { return Ok(()) };
    let Some(statement) = statement::anew(said, tenant.active().statements(), row) else { return Ok(()) };
    let deed = Deed { did: "statement.issued", ..deed.clone() };
    write(connection, tenant, row, &statement, Some(last), &deed).await?;
    Ok(())
}

/// Refuses what may not be submitted.
fn check(submission: &Fields, is_correction: bool) -> Result<(), Refusal> {
    let missing: Vec<&str> = submission
        .missing()
        .into_iter()
        // A correction may say that nothing is restricted any more.
        .filter(|field| !(is_correction && *field == "decision_visibility"))
        .collect();
    if missing.contains(&"decision_visibility") {
        return Err(Refusal::bad(
            "this decision restricts nothing, so there is nothing to give reasons for; if it does, say what: \
             `decision_visibility`, `decision_monetary`, `decision_provision` or `decision_account`",
        ));
    }
    if !missing.is_empty() {
        return Err(Refusal::bad(format!("`submission` lacks {}", missing.join(", "))));
    }
    submission.objection().map_or(Ok(()), |objection| Err(Refusal::bad(objection)))
}

async fn issued(service: &Service, caller: &Caller, id: &str) -> Result<Vec<StatementRow>, Refusal> {
    let (database, tenant) = (service.database(), caller.tenant.name());
    let read = async { statements::of_decision(&mut *database.pool().acquire().await?, tenant, id).await };
    Ok(database.read(read).await?)
}

fn shown(row: &StatementRow) -> Value {
    let mut shown = json!({
        "statement_id": row.id,
        "decision_id": row.decision,
        "version": row.version,
        "corrects": row.corrects,
        "issued_by": row.issued_by,
        "issued_at_ms": row.issued_at,
    });
    let statement = serde_json::from_str(&row.statement).unwrap_or_default();
    if let (Some(shown), Value::Object(statement)) = (shown.as_object_mut(), statement) {
        shown.extend(statement);
    }
    shown
}
