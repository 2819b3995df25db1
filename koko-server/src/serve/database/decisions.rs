//! The table of decisions.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Row as _};

/// A decision as it is kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DecisionRow {
    /// Its id.
    pub id: String,
    /// Whose service this was.
    pub tenant: String,
    /// When, in milliseconds since 1970.
    pub decided_at: i64,
    /// The caller's own id of the content.
    pub content: Option<String>,
    /// The key of the author's record, in hexadecimal digits.
    pub author: Option<String>,
    /// The key of whoever was addressed.
    pub target: Option<String>,
    /// What the text looks like, as a keyed hash: the same for copies. Nothing where the text is too short to tell.
    pub print: Option<String>,
    /// What it answers, as a keyed hash.
    pub parent: Option<String>,
    /// Where it was written; empty if nobody said.
    pub community: String,
    /// What should happen.
    pub action: String,
    /// The labels that were found.
    pub labels: Vec<String>,
    /// How the author stood.
    pub band: String,
    /// What read it.
    pub model: String,
    /// What decided.
    pub policy: String,
    /// The whole answer without the author's name, as JSON.
    pub answer: String,
    /// What the policy saw, as JSON.
    pub seen: String,
    /// The author's name, and the text where texts are kept; encrypted.
    pub sealed: Option<String>,
    /// What the author's record gave for it, to be handed back with a reviewer's decision.
    pub receipt: Option<String>,
    /// When a person decided otherwise.
    pub changed_at: Option<i64>,
    /// What they decided.
    pub changed_to: Option<String>,
}

/// Which decisions are looked for. What is absent does not matter.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// About this content.
    pub content: Option<String>,
    /// About this author: the key of the record.
    pub author: Option<String>,
    /// About contents that address this account: its key.
    pub target: Option<String>,
    /// About copies of this text: its print.
    pub print: Option<String>,
    /// About contents that answer this one: its hash.
    pub parent: Option<String>,
    /// In this community.
    pub community: Option<String>,
    /// With this action.
    pub action: Option<String>,
    /// In which this label was found.
    pub label: Option<String>,
    /// By this model.
    pub model: Option<String>,
    /// By this policy.
    pub policy: Option<String>,
    /// From this moment on, in milliseconds since 1970.
    pub since: Option<i64>,
    /// Before this moment.
    pub until: Option<i64>,
    /// Older than the decision with this id.
    pub before: Option<String>,
    /// At most so many, the newest first.
    pub limit: i64,
}

const COLUMNS: &str = "id, tenant, decided_at, content, author, target, print, parent, community, action, labels, band, \
                       model, policy, answer, seen, sealed, receipt, changed_at, changed_to";

/// Adds a decision.
pub async fn insert(connection: &mut AnyConnection, row: &DecisionRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO decisions (id, tenant, decided_at, content, author, community, action, labels, band, model, policy, \
         answer, seen, sealed, receipt, target, print, parent) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
    )
    .bind(&row.id)
    .bind(&row.tenant)
    .bind(row.decided_at)
    .bind(row.content.as_deref())
    .bind(row.author.as_deref())
    .bind(&row.community)
    .bind(&row.action)
    .bind(in_one(&row.labels))
    .bind(&row.band)
    .bind(&row.model)
    .bind(&row.policy)
    .bind(&row.answer)
    .bind(&row.seen)
    .bind(row.sealed.as_deref())
    .bind(row.receipt.as_deref())
    .bind(row.target.as_deref())
    .bind(row.print.as_deref())
    .bind(row.parent.as_deref())
    .execute(connection)
    .await?;
    Ok(())
}

/// One decision.
pub async fn get(pool: &AnyPool, tenant: &str, id: &str) -> sqlx::Result<Option<DecisionRow>> {
    let statement = format!("SELECT {COLUMNS} FROM decisions WHERE tenant = $1 AND id = $2");
    let row = sqlx::query(AssertSqlSafe(statement)).bind(tenant).bind(id).fetch_optional(pool).await?;
    row.as_ref().map(read).transpose()
}

/// The latest decision about a content.
pub async fn of_content(pool: &AnyPool, tenant: &str, content: &str) -> sqlx::Result<Option<DecisionRow>> {
    let wanted = Wanted { content: Some(content.to_owned()), limit: 1, ..Wanted::default() };
    Ok(search(pool, tenant, &wanted).await?.pop())
}

/// The newest decisions that are wanted.
pub async fn search(pool: &AnyPool, tenant: &str, wanted: &Wanted) -> sqlx::Result<Vec<DecisionRow>> {
    let label = wanted.label.as_ref().map(|label| format!("%,{label},%"));
    let words = [
        ("content =", &wanted.content),
        ("author =", &wanted.author),
        ("target =", &wanted.target),
        ("print =", &wanted.print),
        ("parent =", &wanted.parent),
        ("community =", &wanted.community),
        ("action =", &wanted.action),
        ("labels LIKE", &label),
        ("model =", &wanted.model),
        ("policy =", &wanted.policy),
        ("id <", &wanted.before),
    ];
    let times = [("decided_at >=", wanted.since), ("decided_at <", wanted.until)];
    let mut statement = format!("SELECT {COLUMNS} FROM decisions WHERE tenant = $1");
    let asked = words.iter().filter(|(_, value)| value.is_some()).map(|(condition, _)| condition);
    let asked =
        asked.chain(times.iter().filter(|(_, value)| value.is_some()).map(|(condition, _)| condition));
    let mut place = 1;
    for condition in asked {
        place += 1;
        statement.push_str(&format!(" AND {condition} ${place}"));
    }
    statement.push_str(&format!(" ORDER BY id DESC LIMIT ${}", place + 1));
    let mut query = sqlx::query(AssertSqlSafe(statement)).bind(tenant);
    for value in words.iter().filter_map(|(_, value)| value.as_deref()) {
        query = query.bind(value);
    }
    for value in times.iter().filter_map(|(_, value)| *value) {
        query = query.bind(value);
    }
    query.bind(wanted.limit).fetch_all(pool).await?.iter().map(read).collect()
}

/// Notes that a person decided otherwise.
pub async fn change(
    connection: &mut AnyConnection,
    tenant: &str,
    id: &str,
    to: &str,
    at: i64,
) -> sqlx::Result<bool> {
    let done =
        sqlx::query("UPDATE decisions SET changed_to = $3, changed_at = $4 WHERE tenant = $1 AND id = $2")
            .bind(tenant)
            .bind(id)
            .bind(to)
            .bind(at)
            .execute(connection)
            .await?;
    Ok(done.rows_affected() > 0)
}

/// Erases what was decided about an author, and what waits for a reviewer; tells how many decisions.
pub async fn forget_author(connection: &mut AnyConnection, tenant: &str, author: &str) -> sqlx::Result<u64> {
    for statement in [
        "DELETE FROM review_items WHERE tenant = $1 AND author = $2",
        "DELETE FROM label_examples WHERE tenant = $1 AND author = $2",
        "UPDATE decisions SET target = NULL WHERE tenant = $1 AND target = $2",
    ] {
        sqlx::query(statement).bind(tenant).bind(author).execute(&mut *connection).await?;
    }
    let done = sqlx::query("DELETE FROM decisions WHERE tenant = $1 AND author = $2")
        .bind(tenant)
        .bind(author)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}

/// Erases some decisions that are older than `before`, and for which nobody waits; tells how many.
pub async fn sweep(connection: &mut AnyConnection, before: i64, most: i64) -> sqlx::Result<u64> {
    let done = sqlx::query(
        "DELETE FROM decisions WHERE id IN (SELECT d.id FROM decisions d LEFT JOIN review_items r ON r.decision = d.id \
         WHERE d.decided_at < $1 AND (r.decision IS NULL OR r.closed_at IS NOT NULL) LIMIT $2)",
    )
    .bind(before)
    .bind(most)
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// `,insult,toxicity,`: so that one label can be looked for with LIKE. Names of labels have neither `%` nor commas.
fn in_one(labels: &[String]) -> String {
    format!(",{},", labels.join(","))
}

fn read(row: &AnyRow) -> sqlx::Result<DecisionRow> {
    let labels: String = row.try_get("labels")?;
    Ok(DecisionRow {
        id: row.try_get("id")?,
        tenant: row.try_get("tenant")?,
        decided_at: row.try_get("decided_at")?,
        content: row.try_get("content")?,
        author: row.try_get("author")?,
        target: row.try_get("target")?,
        print: row.try_get("print")?,
        parent: row.try_get("parent")?,
        community: row.try_get("community")?,
        action: row.try_get("action")?,
        labels: labels.split(',').filter(|label| !label.is_empty()).map(str::to_owned).collect(),
        band: row.try_get("band")?,
        model: row.try_get("model")?,
        policy: row.try_get("policy")?,
        answer: row.try_get("answer")?,
        seen: row.try_get("seen")?,
        sealed: row.try_get("sealed")?,
        receipt: row.try_get("receipt")?,
        changed_at: row.try_get("changed_at")?,
        changed_to: row.try_get("changed_to")?,
    })
}
