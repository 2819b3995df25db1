//! What should happen with contents.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use koko_core::content::Content;
use koko_core::moderator::{Moderation, Moderator};
use serde_json::Value;

use super::super::answers::{self, by};
use super::super::callers::{Caller, Scope};
use super::super::document::contents::{Answers, ContentRecord, Moderated, OneOrMany};
use super::super::document::refusals::Own;
use super::super::recording;
use super::super::refusal::Refusal;
use super::super::room::Size;
use super::super::service::{Manner, Service};
use super::{Answer, Asking, Contents, Parsed, Row, any_answered, asked_model, line, lot_of};
use crate::input::fields::Wanted;

/// What should happen with a content, or with each of many, in order.
#[utoipa::path(
    post,
    path = "/v1/moderate",
    tag = "Contents",
    operation_id = "moderate_contents",
    params(("Koko-Model" = Option<String>, Header, description = "Which model: its name, its id, or the first digits of its digest")),
    request_body = OneOrMany<ContentRecord>,
    responses((status = 200, description = "What should happen with them", body = Answers<Moderated>), Own),
)]
pub async fn moderate(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    headers: HeaderMap,
    Parsed(body): Parsed,
) -> Answer {
    caller.may(Scope::Moderate)?;
    let active = caller.tenant.active();
    match Contents::of(body, Wanted::Content)? {
        Contents::One(row) => {
            let (id, content) = *row;
            let content = content?;
            service.check_archive(&caller, 1)?;
            caller.count(1).await?;
            let moderator = active.moderator(asked_model(&headers), lot_of(&content))?;
            let (options, reading) = (service.options(), Arc::clone(moderator));
            let (content, moderation) = service
                .work(move || {
                    let moderation = reading.with(options).moderate(&content)?;
                    Ok((content, moderation))
                })
                .await?;
            let ids = recording::keep(&service, &caller, moderator, &[(&content, &moderation)]).await?;
            let line = with_decision_id(line(id, Ok(moderation)), ids.into_iter().next());
            Ok(by(answers::json(StatusCode::OK, &line), moderator))
        }
        Contents::Many(rows) => {
            caller.count(rows.len()).await?;
            let lot = rows.iter().find_map(|(_, content)| content.as_ref().ok()).map_or("", lot_of);
            let moderator = Arc::clone(active.moderator(asked_model(&headers), lot)?);
            let lines = moderate_rows(&service, &caller, &moderator, rows, Manner::InTime).await?;
            Ok(by(answers::json(StatusCode::OK, &lines), &moderator))
        }
    }
}

/// Moderates rows with one model and keeps the decisions; a line for each, in order.
pub async fn moderate_rows(
    service: &Arc<Service>,
    caller: &Caller,
    moderator: &Arc<Moderator>,
    rows: Vec<Row>,
    manner: Manner,
) -> Result<Vec<Value>, Refusal> {
    service.check_archive(caller, rows.len())?;
    let (options, reading) = (service.options_for(manner), Arc::clone(moderator));
    let size = Size::Contents(rows.len());
    let moderated = service
        .work_as(manner, size, move || {
            let (mut ids, mut contents) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
            for (id, content) in rows {
                ids.push((id, content.map(|content| contents.push(content))));
            }
            let answers = any_answered(reading.with(options).moderate_many(&contents))?;
            let mut answered = contents.into_iter().zip(answers);
            let mut next = |read: koko_core::error::Result<()>| {
                read.and_then(|()| {
                    let (content, answer) = answered.next().expect("one for each content");
                    answer.map(|moderation| (content, moderation))
                })
            };
            Ok(ids.into_iter().map(|(id, read)| (id, next(read))).collect::<Vec<_>>())
        })
        .await?;
    let decided: Vec<(&Content, &Moderation)> = moderated
        .iter()
        .filter_map(|(_, answer)| answer.as_ref().ok())
        .map(|(content, moderation)| (content, moderation))
        .collect();
    let mut decision_ids = recording::keep(service, caller, moderator, &decided).await?.into_iter();
    let lines = moderated.into_iter().map(|(id, answer)| {
        let decision_id = answer.is_ok().then(|| decision_ids.next()).flatten();
        with_decision_id(line(id, answer.map(|(_, moderation)| moderation)), decision_id)
    });
    Ok(lines.collect())
}

fn with_decision_id(mut line: Value, id: Option<String>) -> Value {
    if let (Some(line), Some(id)) = (line.as_object_mut(), id) {
        line.insert("decision_id".to_owned(), Value::from(id));
    }
    line
}
