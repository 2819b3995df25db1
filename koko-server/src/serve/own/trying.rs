//! What would be decided about a text that nobody wrote: for trying out policies and models. Nothing is kept, and nothing
//! counts for anybody.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use koko_core::batching::CallOptions;
use koko_core::content::Content;
use koko_core::moderator::{Moderation, Moderator};
use koko_core::text::normalize;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::answers::{self, by};
use super::super::callers::Scope;
use super::super::document::contents::Tried;
use super::super::document::refusals::OwnOrMissing;
use super::super::service::Service;
use super::under::{self, Rules};
use super::{Answer, Asking, Shaped, row};
use crate::input::fields::Wanted;

/// A text, what is known about it, and under which rules it is tried.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct Try {
    /// The text of a policy that nobody uses yet.
    policy: Option<String>,
    /// The version of one that was stored.
    policy_version: Option<i64>,
    /// The name of a model.
    model: Option<String>,
    /// `text`, and what else a content has.
    #[serde(flatten)]
    #[schema(value_type = super::super::document::contents::ContentRecord)]
    content: Map<String, Value>,
}

/// What would be decided about a text.
#[utoipa::path(
    post,
    path = "/v1/try",
    tag = "Rules",
    operation_id = "try_text",
    request_body = Try,
    responses((status = 200, description = "What would be decided", body = Tried), OwnOrMissing),
)]
pub async fn try_out(
    State(service): State<Arc<Service>>,
    Asking(caller): Asking,
    Shaped(asked): Shaped<Try>,
) -> Answer {
    caller.may(Scope::Score)?;
    let (_, content) = row(Value::Object(asked.content), Wanted::Content);
    let content = content?;
    caller.count(1).await?;
    let named =
        under::Named { policy: asked.policy, policy_version: asked.policy_version, model: asked.model };
    let rules = Rules::find(&service, &caller, named).await?;
    let options = service.options();
    let (moderator, body) = service
        .work(move || {
            let moderator = rules.moderator()?;
            let moderation = decide_without_counting(&moderator, options, &content)?;
            let body = told(&moderator, &content, &moderation);
            Ok((moderator, body))
        })
        .await?;
    Ok(by(answers::json(StatusCode::OK, &body), &moderator))
}

/// A content without an author counts for nobody; how the author stands is looked at beside it.
fn decide_without_counting(
    moderator: &Moderator,
    options: CallOptions,
    content: &Content,
) -> koko_core::error::Result<Moderation> {
    let nobodys = Content { author: None, ..content.clone() };
    let mut moderation = moderator.with(options).moderate(&nobodys)?;
    if let Some(author) = &content.author {
        moderation.standing = moderator.standing(author)?;
        moderation.decision = moderator.decide(&moderator.circumstances(content, &moderation))?;
    }
    Ok(moderation)
}

fn told(moderator: &Moderator, content: &Content, moderation: &Moderation) -> Value {
    let mut told = super::as_json(moderation);
    let thresholds = moderator.thresholds(content);
    told["thresholds"] = thresholds
        .iter()
        .map(|(label, at)| (label.as_str().to_owned(), json!(at)))
        .collect::<Map<_, _>>()
        .into();
    let text = content.text.as_str();
    for (span, place) in told["spans"].as_array_mut().into_iter().flatten().zip(&moderation.spans) {
        let written = &text[place.place.bytes[0]..place.place.bytes[1]];
        let read = normalize(written);
        if read.is_changed() {
            span["read_as"] = Value::from(read.text());
        }
    }
    told
}
