//! What is in texts.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};

use super::super::answers::{self, by};
use super::super::callers::Scope;
use super::super::document::contents::{Answers, Explained, OneOrMany, Scored, TextRecord};
use super::super::document::refusals::Own;
use super::super::room::Size;
use super::super::service::{Manner, Reads, Service};
use super::{Answer, Asking, Contents, Parsed, answer_each, any_answered, asked_model, line, lot_of};
use crate::input::fields::Wanted;
use crate::serve::refusal::Refusal;

/// What is in a text, or in each of many: an object or an array in, the same out.
#[utoipa::path(
    post,
    path = "/v1/score",
    tag = "Texts",
    operation_id = "score_texts",
    params(("Koko-Model" = Option<String>, Header, description = "Which model: its name, its id, or the first digits of its digest")),
    request_body = OneOrMany<TextRecord>,
    responses((status = 200, description = "What is in them", body = Answers<Scored>), Own),
)]
pub async fn score(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    headers: HeaderMap,
    Parsed(body): Parsed,
) -> Answer {
    caller.may(Scope::Score)?;
    let active = caller.tenant.active();
    match Contents::of(body, Wanted::Text)? {
        Contents::One(row) => {
            let (id, content) = *row;
            let content = content?;
            caller.count(1).await?;
            let moderator = active.moderator(asked_model(&headers), lot_of(&content))?;
            let scored = service.score(moderator, content.text.as_str(), Reads::AsUsual).await?;
            service.observe(&caller.tenant, &active, moderator, &content, &scored);
            Ok(by(answers::json(StatusCode::OK, &line(id, Ok(scored))), moderator))
        }
        Contents::Many(rows) => {
            caller.count(rows.len()).await?;
            // One model for all of them: that of the first.
            let lot = rows.iter().find_map(|(_, content)| content.as_ref().ok()).map_or("", lot_of);
            let moderator = Arc::clone(active.moderator(asked_model(&headers), lot)?);
            let (watching, reading) = (Arc::clone(&service), Arc::clone(&moderator));
            let size = Size::Texts(rows.len());
            let lines = service
                .work_as(Manner::InTime, size, move || {
                    answer_each(rows, |contents| {
                        let texts: Vec<&str> = contents.iter().map(|content| content.text.as_str()).collect();
                        let scored = reading.with(watching.options()).score_many(&texts);
                        for (content, scored) in contents.iter().zip(&scored) {
                            if let Ok(scored) = scored {
                                watching.observe(&caller.tenant, &active, &reading, content, scored);
                            }
                        }
                        any_answered(scored)
                    })
                })
                .await?;
            Ok(by(answers::json(StatusCode::OK, &lines), &moderator))
        }
    }
}

/// Which words drove the scores of a text.
#[utoipa::path(
    post,
    path = "/v1/explain",
    tag = "Texts",
    operation_id = "explain_text",
    params(("Koko-Model" = Option<String>, Header, description = "Which model: its name, its id, or the first digits of its digest")),
    request_body = TextRecord,
    responses((status = 200, description = "The words and their weights", body = Explained), Own),
)]
pub async fn explain(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    headers: HeaderMap,
    Parsed(body): Parsed,
) -> Answer {
    caller.may(Scope::Score)?;
    let Contents::One(row) = Contents::of(body, Wanted::Text)? else {
        return Err(Refusal::bad("explain takes one text: {\"text\": …}"));
    };
    let (id, content) = *row;
    let content = content?;
    caller.count(1).await?;
    let moderator = Arc::clone(caller.tenant.active().moderator(asked_model(&headers), lot_of(&content))?);
    let (options, reading) = (service.options(), Arc::clone(&moderator));
    let explained = service.work(move || Ok(reading.with(options).explain(content.text.as_str())?)).await?;
    Ok(by(answers::json(StatusCode::OK, &line(id, Ok(explained))), &moderator))
}
