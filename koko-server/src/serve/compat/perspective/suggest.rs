//! Feedback about scores: what a client says that they should have been, kept beside what the model says.

use std::collections::BTreeMap;
use std::sync::Arc;

use koko_core::moderator::Moderator;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::super::super::callers::Caller;
use super::super::super::database::feedback::{self, FeedbackRow, sealed_as};
use super::super::super::database::{new_id, now_ms};
use super::super::super::service::Service;
use super::attributes::{Attribute, Known};
use super::fields::Fields;
use super::language;
use super::refusal::Refusal;
use super::{MOST_BYTES, read_one};

/// Names of communities that are longer are not kept.
const MOST_COMMUNITY_BYTES: usize = 512;

/// What a client says.
pub(super) struct Suggested {
    text: String,
    community: Option<String>,
    /// Attributes that Perspective has or had, and what their scores should have been. Those of spans are not kept.
    scores: Vec<(Attribute, f64)>,
    is_to_be_kept: bool,
    answer: Value,
}

/// A score that was suggested, beside the model's.
#[derive(Serialize)]
struct Compared {
    suggested: f64,
    /// Nothing where the model has none.
    scored: Option<f64>,
}

impl Suggested {
    /// Reads what Perspective would have taken.
    pub(super) fn of(request: &Fields) -> Result<Suggested, Refusal> {
        let comment = request.object("comment").unwrap_or_default();
        let text = comment.string("text")?.unwrap_or_default();
        if text.trim().is_empty() {
            return Err(Refusal::comment_empty());
        }
        if text.len() > MOST_BYTES {
            return Err(Refusal::comment_too_long(text.len(), MOST_BYTES));
        }
        let sent = request.object("attributeScores").unwrap_or_default();
        if sent.is_empty() {
            return Err(Refusal::invalid("Missing attribute_scores".to_owned()));
        }
        let mut scores = Vec::new();
        for (name, score) in sent.iter() {
            let score = Fields::of(score);
            if !score.has("summaryScore") && !score.has("spanScores") {
                return Err(Refusal::invalid(format!("Attribute {name} needs a summaryScore or spanScores")));
            }
            if let (Some(value), Some(known)) = (summary(name, &score)?, Known::of(name)) {
                scores.push((Attribute { name: name.clone(), known, threshold: None }, value));
            }
        }
        let asked = request.strings("languages")?;
        let language = language::of(&text, asked.clone());
        let mut answer = Map::new();
        if let Some(token) = request.string("clientToken")? {
            answer.insert("clientToken".to_owned(), Value::from(token));
        }
        answer.insert("detectedLanguages".to_owned(), json!(language.detected));
        answer.insert("requestedLanguages".to_owned(), json!(asked));
        let community = request.string("communityId")?;
        Ok(Suggested {
            community: community.filter(|name| !name.is_empty() && name.len() <= MOST_COMMUNITY_BYTES),
            is_to_be_kept: !request.boolean("doNotStore") && !scores.is_empty(),
            answer: Value::Object(answer),
            scores,
            text,
        })
    }

    /// What the client is answered.
    pub(super) fn answer(self) -> Value {
        self.answer
    }
}

/// Keeps what a client says, unless it does not want that, and answers as Perspective does.
pub(super) async fn suggest(
    service: &Arc<Service>,
    caller: &Caller,
    model: Option<&str>,
    request: &Fields,
) -> Result<Value, Refusal> {
    let suggested = Suggested::of(request)?;
    let active = caller.tenant.active();
    let moderator = Arc::clone(active.moderator(model, &suggested.text)?);
    caller.count(1).await.map_err(|refusal| Refusal::of(&refusal))?;
    if !suggested.is_to_be_kept {
        return Ok(suggested.answer());
    }
    let scores = compared(service, &moderator, &suggested).await?;
    let (id, tenant) = (new_id(), &caller.tenant);
    let keeps_text = active.settings().keep_texts;
    let row = Arc::new(FeedbackRow {
        tenant: tenant.name().to_owned(),
        made_by: caller.name().to_owned(),
        made_at: now_ms(),
        model: moderator.ids().model.clone(),
        scores: serde_json::to_string(&scores).expect("words and numbers are JSON"),
        community: suggested.community.clone(),
        sealed: keeps_text.then(|| tenant.seal().seal_words(&sealed_as(&id), &suggested.text)),
        id,
    });
    let writing = service.database().write(move |connection| {
        let row = Arc::clone(&row);
        Box::pin(async move { feedback::add(connection, &row).await })
    });
    writing.await.map_err(|failure| Refusal::of(&failure.into()))?;
    Ok(suggested.answer())
}

/// What the model says of the same attributes.
async fn compared(
    service: &Arc<Service>,
    moderator: &Arc<Moderator>,
    suggested: &Suggested,
) -> Result<BTreeMap<String, Compared>, Refusal> {
    let said = read_one(service, moderator, &suggested.text).await;
    let said = said.map_err(|refusal| Refusal::of(&refusal))?;
    let scored = |attribute: &Attribute| said.score(attribute).map(f64::from);
    let each = suggested.scores.iter().map(|(attribute, value)| {
        (attribute.name.clone(), Compared { suggested: *value, scored: scored(attribute) })
    });
    Ok(each.collect())
}

/// The score of the whole; nothing where only spans have one.
fn summary(name: &str, score: &Fields) -> Result<Option<f64>, Refusal> {
    let Some(summary) = score.object("summaryScore") else { return Ok(None) };
    let value = match summary.get("value") {
        None => return Ok(None),
        Some(Value::Number(number)) => number.as_f64(),
        Some(Value::String(number)) => number.trim().parse().ok(),
        Some(_) => None,
    };
    match value.filter(|value| (0.0..=1.0).contains(value)) {
        Some(value) => Ok(Some(value)),
        None => Err(Refusal::invalid(format!("The summaryScore of {name} must be from 0 to 1"))),
    }
}
