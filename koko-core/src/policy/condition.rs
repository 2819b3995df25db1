//! Conditions in CEL, through the crate `cel`: checked when a policy is read, evaluated for each content.

use std::collections::BTreeMap;
use std::sync::Arc;

use cel::common::ast::{CallExpr, EntryExpr, Expr, LiteralValue, operators};
use cel::extractors::This;
use cel::objects::Key;
use cel::{Context, IdedExpr, Program, Value};

use super::circumstances::{Circumstances, ContentFacts, StandingFacts};
use crate::actor::noticeable;
use crate::error::{Error, Result};
use crate::labels::{Family, Label};

/// A compiled condition that remembers where it was written.
pub(super) struct Condition {
    program: Program,
    labels: Vec<Label>,
    needs: Needs,
    place: Place,
}

/// What has to be true of the scores of a content before a condition can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// It looks at what was found, at the standing and the content, or asks for a label that was found before it looks at
    /// scores: among contents in which nothing was found, it makes no difference.
    Found,
    /// It may hold or not by scores that reach no threshold.
    AnyScores,
}

/// Where something stands in a policy.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) policy: String,
    pub(super) line: usize,
    pub(super) field: String,
}

impl Place {
    pub(super) fn mistake(&self, what: impl Into<String>) -> Error {
        Error::BadPolicy {
            policy: self.policy.clone(),
            line: self.line,
            field: self.field.clone(),
            what: what.into(),
        }
    }
}

/// Everything that a condition can see of one content.
pub(super) struct Situation<'s> {
    context: Context<'s, 's>,
}

impl Condition {
    /// Compiles a condition that may look at these labels, and tries it out so that mistakes show now rather than at the
    /// first content.
    pub(super) fn compile(source: &str, place: Place, labels: &[Label]) -> Result<Condition> {
        let program = Program::compile(source).map_err(|errors| {
            let first = errors.errors.first();
            let (column, message) =
                first.map_or((0, "not CEL".to_owned()), |error| (error.pos.1, error.msg.clone()));
            place.mistake(format!("is not a condition, at its character {column}: {message}"))
        })?;
        let mut seen =
            Seen { known: labels, labels: Vec::new(), scores: false, unknown: None, bound: Vec::new() };
        seen.walk(program.expression());
        if let Some(unknown) = seen.unknown {
            return Err(place.mistake(unknown));
        }
        let asks_first = asks_for_a_found_label(program.expression());
        let needs = if seen.scores && !asks_first { Needs::AnyScores } else { Needs::Found };
        let condition = Condition { program, labels: seen.labels, needs, place };
        // Both sides of every `&&` and `||` are reached in one of the two.
        for everything in [false, true] {
            condition.holds(&Situation::sample(everything, labels))?;
        }
        Ok(condition)
    }

    /// Whether it holds.
    pub(super) fn holds(&self, situation: &Situation<'_>) -> Result<bool> {
        match self.program.execute(&situation.context) {
            Ok(Value::Bool(holds)) => Ok(holds),
            Ok(other) => Err(self.place.mistake(format!("must be true or false, not {}", other.type_of()))),
            Err(error) => Err(self.place.mistake(format!("cannot be evaluated: {error}"))),
        }
    }

    /// What has to be true of scores before it can hold.
    pub(super) fn needs(&self) -> Needs {
        self.needs
    }

    /// Whether it mentions this label.
    pub(super) fn looks_at(&self, label: Label) -> bool {
        self.labels.contains(&label)
    }
}

impl std::fmt::Debug for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Condition").field("place", &self.place).finish_non_exhaustive()
    }
}

impl<'s> Situation<'s> {
    pub(super) fn new(seen: &Circumstances, found: &[Label], thresholds: &[(Label, f32)]) -> Situation<'s> {
        // A label that the bundle does not have is never found and scores 0, so that a policy outlives a bundle.
        let taught = thresholds.iter().map(|(label, _)| *label).filter(|label| label.is_taught());
        let labels = Label::all().chain(taught);
        let scores = labels.clone().map(|label| (label.as_str(), seen.score(label).unwrap_or(0.0))).collect();
        let found = labels.clone().map(|label| (label.as_str(), found.contains(&label))).collect();
        let levels: BTreeMap<_, _> =
            thresholds.iter().map(|(label, level)| (label.as_str(), *level)).collect();
        let thresholds = labels
            .map(|label| (label.as_str(), levels.get(label.as_str()).copied().unwrap_or(1.0)))
            .collect();
        Situation::of(&scores, &found, &thresholds, &seen.standing, &seen.content)
    }

    fn of(
        scores: &BTreeMap<&str, f32>,
        found: &BTreeMap<&str, bool>,
        thresholds: &BTreeMap<&str, f32>,
        standing: &StandingFacts,
        content: &ContentFacts,
    ) -> Situation<'s> {
        let mut context = Context::default();
        let value = |converted: std::result::Result<Value, _>| {
            converted.unwrap_or_else(|error: cel::SerializationError| {
                panic!("plain numbers and words convert: {error}")
            })
        };
        context.add_variable_from_value("scores", value(cel::to_value(scores)));
        context.add_variable_from_value("found", value(cel::to_value(found)));
        context.add_variable_from_value("thresholds", value(cel::to_value(thresholds)));
        context.add_variable_from_value("standing", value(cel::to_value(standing)));
        context.add_variable_from_value("content", value(cel::to_value(content)));
        context
            .add_function("has", has_signal)
            .unwrap_or_else(|error| panic!("the only function of ours: {error}"));
        Situation { context }
    }

    /// A situation to try conditions out on: with every label found, or none.
    fn sample(everything: bool, labels: &[Label]) -> Situation<'s> {
        let number = if everything { 1.0 } else { 0.0 };
        let numbers = labels.iter().map(|label| (label.as_str(), number)).collect();
        let found = labels.iter().map(|label| (label.as_str(), everything)).collect();
        let standing = if everything { StandingFacts::worst() } else { StandingFacts::unknown() };
        let content = ContentFacts { has_target: everything, ..ContentFacts::default() };
        Situation::of(&numbers, &found, &numbers, &standing, &content)
    }
}

/// `standing.has("campaign")`
fn has_signal(This(standing): This<Value>, signal: Arc<String>) -> bool {
    let Value::Map(standing) = standing else { return false };
    let signals = standing.map.iter().find_map(|(key, value)| match (key, value) {
        (Key::String(key), Value::List(signals)) if key.as_str() == "signals" => Some(signals),
        _ => None,
    });
    signals.is_some_and(|signals| signals.iter().any(|other| *other == Value::String(Arc::clone(&signal))))
}

/// What is wrong with a call of `has` as a method.
fn mistake_in_has(call: &CallExpr) -> Option<String> {
    let is_standing = call
        .target
        .as_ref()
        .is_some_and(|target| matches!(&target.expr, Expr::Ident(name) if name == "standing"));
    let signal = match call.args.as_slice() {
        [IdedExpr { expr: Expr::Literal(LiteralValue::String(signal)), .. }] if is_standing => signal,
        _ => return Some("`has` takes one name: write `standing.has(\"campaign\")`".to_owned()),
    };
    let known: Vec<&str> = noticeable().collect();
    let is_known = known.contains(&signal.inner());
    (!is_known).then(|| format!("there is no signal `{}`: use one of {}", signal.inner(), known.join(", ")))
}

/// Whether a condition cannot hold where no label was found, as far as its outer `&&` and `||` tell.
fn asks_for_a_found_label(condition: &IdedExpr) -> bool {
    match &condition.expr {
        Expr::Select(select) => {
            !select.test && matches!(&select.operand.expr, Expr::Ident(name) if name == "found")
        }
        Expr::Call(call) if call.func_name == operators::LOGICAL_AND => {
            call.args.iter().any(asks_for_a_found_label)
        }
        Expr::Call(call) if call.func_name == operators::LOGICAL_OR => {
            call.args.iter().all(asks_for_a_found_label)
        }
        _ => false,
    }
}

/// What a condition looks at.
struct Seen<'k> {
    /// The labels that there are.
    known: &'k [Label],
    labels: Vec<Label>,
    /// Whether it looks at scores at all.
    scores: bool,
    unknown: Option<String>,
    /// Names bound by macros such as `exists`.
    bound: Vec<String>,
}

impl Seen<'_> {
    fn walk(&mut self, expression: &IdedExpr) {
        match &expression.expr {
            Expr::Ident(name) => self.variable(name),
            Expr::Select(select) => match &select.operand.expr {
                Expr::Ident(name) if !self.bound.contains(name) => self.field(name, &select.field),
                Expr::Select(inner) if matches!(&inner.operand.expr, Expr::Ident(name) if name == "standing") =>
                {
                    self.field("standing", &inner.field);
                    if inner.field == "families"
                        && !Family::ALL.iter().any(|family| family.as_str() == select.field)
                    {
                        self.unknown(&select.field, Family::ALL.map(Family::as_str).to_vec());
                    }
                }
                _ => self.walk(&select.operand),
            },
            Expr::Call(call) if call.func_name == "has" => {
                if let Some(unknown) = mistake_in_has(call) {
                    self.unknown.get_or_insert(unknown);
                }
            }
            Expr::Call(call) => {
                call.target.iter().map(|target| &**target).chain(&call.args).for_each(|part| self.walk(part))
            }
            Expr::List(list) => list.elements.iter().for_each(|element| self.walk(element)),
            Expr::Map(map) => map.entries.iter().for_each(|entry| self.entry(&entry.expr)),
            Expr::Struct(fields) => fields.entries.iter().for_each(|entry| self.entry(&entry.expr)),
            Expr::Comprehension(loops) => {
                let before = self.bound.len();
                self.walk(&loops.iter_range);
                self.bound.extend([loops.iter_var.clone(), loops.accu_var.clone()]);
                self.bound.extend(loops.iter_var2.clone());
                for part in [&loops.accu_init, &loops.loop_cond, &loops.loop_step, &loops.result] {
                    self.walk(part);
                }
                self.bound.truncate(before);
            }
            Expr::Literal(_) | Expr::Unspecified => {}
        }
    }

    fn entry(&mut self, entry: &EntryExpr) {
        match entry {
            EntryExpr::StructField(field) => self.walk(&field.value),
            EntryExpr::MapEntry(entry) => {
                self.walk(&entry.key);
                self.walk(&entry.value);
            }
        }
    }

    fn variable(&mut self, name: &str) {
        const VARIABLES: [&str; 5] = ["content", "found", "scores", "standing", "thresholds"];
        self.scores |= name == "scores";
        if !VARIABLES.contains(&name) && !self.bound.iter().any(|bound| bound == name) {
            self.unknown(name, VARIABLES.to_vec());
        }
    }

    fn field(&mut self, variable: &str, field: &str) {
        self.variable(variable);
        let known: Vec<&str> = match variable {
            "scores" | "found" | "thresholds" => {
                if let Some(label) = self.known.iter().find(|label| label.as_str() == field) {
                    self.labels.push(*label);
                    return;
                }
                self.known.iter().map(|label| label.as_str()).collect()
            }
            "standing" => vec!["band", "family", "probability", "score", "evidence", "families", "signals"],
            "content" => vec!["community", "surface", "has_target", "characters"],
            _ => return,
        };
        if !known.contains(&field) {
            self.unknown(&format!("{variable}.{field}"), known);
        }
    }

    fn unknown(&mut self, name: &str, known: Vec<&str>) {
        let message = || format!("there is no `{name}`: use one of {}", known.join(", "));
        self.unknown.get_or_insert_with(message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_that_looks_past_the_thresholds_is_noticed() {
        let place = || Place { policy: "test".to_owned(), line: 1, field: "when".to_owned() };
        let labels: Vec<Label> = Label::all().collect();
        for (needs, conditions) in [
            (
                Needs::Found,
                &[
                    "found.insult",
                    "!found.insult && content.characters > 9",
                    "standing.band == 'high'",
                    "found.threat && scores.threat >= 0.9",
                    "content.has_target && (found.threat && scores.insult < 0.9) && true",
                    "(found.threat || found.insult) && scores.insult > 0.2",
                    "found.threat && scores.threat > 0.8 || found.spam && scores.spam > 0.8",
                ][..],
            ),
            (
                Needs::AnyScores,
                &[
                    "scores.insult > 0.2",
                    "found.threat || scores.insult > 0.2",
                    "!found.threat && scores.insult > 0.2",
                    "(found.threat || content.has_target) && scores.insult > 0.2",
                    "scores.exists(label, scores[label] > 0.4)",
                    "has(found.threat) && scores.insult > 0.2",
                ],
            ),
        ] {
            for condition in conditions {
                let compiled = Condition::compile(condition, place(), &labels).unwrap();
                assert_eq!(compiled.needs(), needs, "{condition}");
            }
        }
    }
}
