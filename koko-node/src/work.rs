//! Answers one request: many rows of the same verb, in their order, whatever fails.

use koko_core::content::ActorId;
use koko_core::error::{Error, Result};
use koko_core::labels::Label;
use koko_core::moderator::{CallOptions, Moderator, Scored};
use koko_core::scores::{Rated, Wish, figures};
use serde_json::{Value, json};

use crate::convert::{
    Calibrating, Moment, Teaching, bad, calibrating_of, content_of, event_of, moment_of, teaching_of, text_of,
};
use crate::door;

/// What `lib/request.js` sends. A call with one text is a request with one row.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    verb: Verb,
    rows: Vec<Value>,
    /// Whether rows are only to be looked at, so that a mistake in one shows before anything is recorded.
    #[serde(default)]
    only_check: bool,
    /// Rows that cannot cross as they are, such as strings that UTF-8 cannot hold: only `lib/rows.js` can tell.
    refused: Vec<RefusedRow>,
    on_error: OnError,
}

#[derive(Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Verb {
    Score,
    Perspective,
    Moderate,
    Explain,
    Tokenize,
    Embed,
    Teach,
    Calibrate,
    Record,
    Replay,
    Standing,
    Forget,
    Export,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RefusedRow {
    row: usize,
    what: String,
}

#[derive(PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum OnError {
    /// The first error is the answer.
    Raise,
    /// Each error stands in its place.
    Collect,
}

/// `{"rows": […]}`, or `{"error": …, "row": …}` for the first row that failed if the request says so.
pub(crate) fn answer(moderator: &Moderator, request: Request, options: CallOptions) -> Value {
    let Request { verb, rows, only_check, refused: refused_rows, on_error } = request;
    let call = moderator.with(options);
    let mut refused: Vec<Option<Error>> = rows.iter().map(|_| None).collect();
    for RefusedRow { row, what } in refused_rows {
        if let Some(refused) = refused.get_mut(row) {
            *refused = Some(bad(what));
        }
    }
    let answers = match verb {
        Verb::Moderate if only_check => checked(&rows, refused, &on_error, content_of),
        Verb::Record | Verb::Replay if only_check => checked(&rows, refused, &on_error, event_of),
        Verb::Score => {
            let convert = |row: &Value| text_of(row, "text");
            each(&rows, refused, &on_error, convert, |texts| {
                call.score_many(texts).into_iter().map(|scored| Ok(json!(scored?))).collect()
            })
        }
        Verb::Perspective => {
            let convert = |row: &Value| text_of(row, "text");
            each(&rows, refused, &on_error, convert, |texts| {
                call.perspective_many(texts).into_iter().map(|found| Ok(json!(found?))).collect()
            })
        }
        Verb::Moderate => each(&rows, refused, &on_error, content_of, |contents| {
            let moderations = call.moderate_many(contents).into_iter().zip(contents);
            moderations
                .map(|(moderation, content)| {
                    let moderation = json!(moderation?);
                    let Some(id) = &content.id else { return Ok(moderation) };
                    let mut answer = json!({ "id": id });
                    if let (Value::Object(answer), Value::Object(rest)) = (&mut answer, moderation) {
                        answer.extend(rest);
                    }
                    Ok(answer)
                })
                .collect()
        }),
        Verb::Explain => one_by_one(&rows, refused, &on_error, "text", |text| Ok(json!(call.explain(text)?))),
        Verb::Tokenize => {
            one_by_one(&rows, refused, &on_error, "text", |text| Ok(json!(moderator.tokenize(text)?)))
        }
        Verb::Embed => one_by_one(&rows, refused, &on_error, "text", |text| Ok(json!(call.embed(text)?))),
        Verb::Teach => each(&rows, refused, &on_error, teaching_of, |labels| {
            labels.iter().map(|label| teach(moderator, label)).collect()
        }),
        Verb::Calibrate => {
            let convert = |row: &Value| calibrating_of(row, moderator.labels());
            each(&rows, refused, &on_error, convert, |studies| {
                studies
                    .iter()
                    .map(|study| calibrate(moderator, study, call.score_many(&study.texts)))
                    .collect()
            })
        }
        Verb::Record | Verb::Replay => each(&rows, refused, &on_error, event_of, |events| {
            let recorded = match verb {
                Verb::Replay => moderator.replay(events),
                _ => moderator.record(events),
            };
            recorded.into_iter().map(|recorded| Ok(json!(recorded?))).collect()
        }),
        Verb::Standing => each(&rows, refused, &on_error, moment_of, |moments| {
            let standing = |Moment { author, at }: &Moment| match at {
                Some(at) => moderator.authors().standing_at(author, *at),
                None => moderator.standing(author),
            };
            moments.iter().map(|moment| Ok(json!(standing(moment)?))).collect()
        }),
        Verb::Forget => one_by_one(&rows, refused, &on_error, "author", |author| {
            Ok(json!(moderator.forget(&ActorId::new(author)?)?))
        }),
        Verb::Export => one_by_one(&rows, refused, &on_error, "author", |author| {
            Ok(json!(moderator.export(&ActorId::new(author)?)?))
        }),
    };
    if on_error == OnError::Raise
        && let Some(row) = answers.iter().position(Result::is_err)
        && let Err(error) = &answers[row]
    {
        let mut raised = door::raised(error);
        raised["row"] = json!(row);
        return raised;
    }
    let answers: Vec<_> =
        answers.into_iter().map(|answer| answer.unwrap_or_else(|error| door::refusal(&error))).collect();
    json!({ "rows": answers })
}

fn teach(moderator: &Moderator, teaching: &Teaching) -> Result<Value> {
    let Teaching { name, positives, negatives, save } = teaching;
    let taught = moderator.teach(name, positives, negatives)?;
    save.as_deref().map(|path| taught.save(path)).transpose()?;
    Ok(json!(taught))
}

/// What can be promised of each label that the examples say something about.
fn calibrate(moderator: &Moderator, study: &Calibrating, scored: Vec<Result<Scored>>) -> Result<Value> {
    let scored = scored.into_iter().collect::<Result<Vec<_>>>()?;
    let rated = |label: Label| {
        let truths = study.truths.iter().zip(&scored);
        truths
            .filter_map(|(truths, scored)| {
                let truth = *truths.iter().find(|(of, _)| *of == label).map(|(_, truth)| truth)?;
                Some(Rated { score: scored.scores.get(label)?, truth })
            })
            .collect::<Vec<_>>()
    };
    let wish = Wish { rates: study.rates.clone(), confidence: study.confidence };
    let labels = moderator.labels().iter().map(|label| (*label, rated(*label)));
    let found: Vec<_> = labels
        .filter(|(_, rated)| !rated.is_empty())
        .map(|(label, rated)| figures(label, &rated, &wish))
        .collect();
    Ok(json!(found))
}

/// Only converts.
fn checked<Row>(
    rows: &[Value],
    refused: Vec<Option<Error>>,
    on_error: &OnError,
    convert: impl Fn(&Value) -> Result<Row>,
) -> Vec<Result<Value>> {
    each(rows, refused, on_error, convert, |rows| rows.iter().map(|_| Ok(Value::Null)).collect())
}

/// Converts each row, works on those that could be converted, and puts every answer in its place.
fn each<Row>(
    rows: &[Value],
    refused: Vec<Option<Error>>,
    on_error: &OnError,
    convert: impl Fn(&Value) -> Result<Row>,
    work: impl FnOnce(&[Row]) -> Vec<Result<Value>>,
) -> Vec<Result<Value>> {
    let mut accepted = Vec::with_capacity(rows.len());
    let mut answers: Vec<Result<Value>> = Vec::with_capacity(rows.len());
    for (row, refused) in rows.iter().zip(refused) {
        let converted = refused.map_or_else(|| convert(row), Err);
        answers.push(converted.map(|row| {
            accepted.push(row);
            Value::Null
        }));
    }
    // Nothing is computed, or counted for its authors, that would be thrown away.
    if *on_error == OnError::Raise && answers.iter().any(Result::is_err) {
        return answers;
    }
    let mut done = work(&accepted).into_iter();
    for answer in answers.iter_mut().filter(|answer| answer.is_ok()) {
        *answer =
            done.next().unwrap_or_else(|| Err(Error::InferenceFailed { what: "a row was lost".to_owned() }));
    }
    answers
}

fn one_by_one(
    rows: &[Value],
    refused: Vec<Option<Error>>,
    on_error: &OnError,
    field: &str,
    work: impl Fn(&str) -> Result<Value>,
) -> Vec<Result<Value>> {
    let convert = |row: &Value| text_of(row, field);
    each(rows, refused, on_error, convert, |texts| texts.iter().map(|text| work(text)).collect())
}
