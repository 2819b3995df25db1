//! Statements of reasons, as Article 17 of the EU's Digital Services Act wants them: made of a decision, completed by whoever
//! runs the platform, kept as they were issued, and never changed.
//!
//! Reads as: `mappings` say what a decision means, `fields` what may be said, `private` what must not be.

pub mod mappings;

pub mod fields;
pub mod private;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::database::decisions::DecisionRow;
use crate::output::calendar::date;
use fields::Fields;
use mappings::{Mappings, Redress};

/// The longest text of a policy's rule that goes into the ground.
const MOST_GROUND: usize = 500;

/// A statement as it was issued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// What is submitted.
    pub submission: Fields,
    /// Whether it says that nothing is restricted any more. Such a one is for the author, not for the database.
    pub lifts_restriction: bool,
    /// What the author may do about it.
    pub redress: Redress,
    /// What stands behind it, for whoever issued it.
    pub koko: Value,
}

/// What a decision suggests. `puid` is up to whoever issues it.
pub fn draft(mappings: &Mappings, row: &DecisionRow) -> Fields {
    let answer: Value = serde_json::from_str(&row.answer).unwrap_or_default();
    let restrictions = match &row.changed_to {
        Some(outcome) => mappings.outcomes.get(outcome),
        None => mappings.actions.get(&row.action),
    };
    let restrictions = restrictions.cloned().unwrap_or_default();
    let reasons = reasons(&answer);
    let automated = match row.changed_to {
        Some(_) => &mappings.automated.reviewed,
        None => &mappings.automated.alone,
    };
    let decided = Fields {
        decision_facts: Some(facts(mappings, row, &reasons, restrictions.restricts())),
        automated_detection: Some("Yes".to_owned()),
        automated_decision: Some(automated.clone()),
        incompatible_content_ground: reasons.first().map(|(rule, _)| cut(&format!("Rule `{rule}`"))),
        incompatible_content_explanation: reasons.first().map(|_| because(&reasons)),
        category: mappings.category(worst(row, &answer).as_deref()).map(str::to_owned),
        content_date: Some(date(row.decided_at.div_euclid(1_000))),
        application_date: Some(date(row.changed_at.unwrap_or(row.decided_at).div_euclid(1_000))),
        ..Fields::default()
    };
    restrictions.over(mappings.always.clone().over(decided))
}

/// What stands behind a statement.
pub fn koko(row: &DecisionRow) -> Value {
    let answer: Value = serde_json::from_str(&row.answer).unwrap_or_default();
    let codes: Vec<String> = reasons(&answer).into_iter().map(|(rule, _)| rule).collect();
    json!({
        "decision_id": row.id,
        "action": row.action,
        "outcome": row.changed_to,
        "model": row.model,
        "policy": row.policy,
        "version": answer["decision"]["ids"]["version"],
        "labels": answer["scores"],
        "reason_codes": codes,
    })
}

/// The statement after a reviewer has decided anew: what was said before, but for what is restricted, and by whom. Nothing
/// where the same is restricted as before.
pub fn anew(before: Statement, mappings: &Mappings, row: &DecisionRow) -> Option<Statement> {
    let draft = draft(mappings, row);
    if draft.restrictions() == before.submission.restrictions() {
        return None;
    }
    let said_before = Fields {
        decision_facts: None,
        automated_decision: None,
        application_date: None,
        ..before.submission.without_restrictions()
    };
    Some(Statement {
        lifts_restriction: !draft.restricts(),
        submission: said_before.over(draft),
        redress: before.redress,
        koko: koko(row),
    })
}

/// Rule and words of each reason.
fn reasons(answer: &Value) -> Vec<(String, String)> {
    let reasons = answer["decision"]["reasons"].as_array().into_iter().flatten();
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    reasons.map(|reason| (words(&reason["rule"]), words(&reason["because"]))).collect()
}

fn facts(mappings: &Mappings, row: &DecisionRow, reasons: &[(String, String)], restricts: bool) -> String {
    let found: Vec<&str> = row.labels.iter().map(|label| mappings.words(label)).collect();
    let found = match found.is_empty() {
        true => "An automated system looked at the content and at how its author has behaved.".to_owned(),
        false => format!("An automated system found the content to be {}.", found.join(", ")),
    };
    let rules = match reasons.is_empty() {
        true => String::new(),
        false => format!(" These rules of the platform apply: {}", because(reasons)),
    };
    let decided = match (row.changed_to.is_some(), restricts) {
        (false, _) => "",
        (true, true) => " A person looked at it and decided.",
        (true, false) => " A person looked at it again and decided that nothing is restricted any more.",
    };
    format!("{found}{rules}{decided}")
}

/// `One. Another.`
fn because(reasons: &[(String, String)]) -> String {
    let sentences = reasons.iter().map(|(_, because)| format!("{}.", because.trim_end_matches('.')));
    sentences.collect::<Vec<String>>().join(" ")
}

/// The label with the highest score among those that were found.
fn worst(row: &DecisionRow, answer: &Value) -> Option<String> {
    let score = |label: &&String| answer["scores"][label.as_str()].as_f64().unwrap_or_default();
    row.labels.iter().max_by(|one, other| score(one).total_cmp(&score(other))).cloned()
}

fn cut(text: &str) -> String {
    text.chars().take(MOST_GROUND).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(action: &str, changed_to: Option<&str>) -> DecisionRow {
        let answer = json!({
            "scores": {"toxicity": 0.9, "insult": 0.94, "threat": 0.01},
            "decision": {
                "reasons": [{"rule": "insult", "because": "Insults somebody"}, {"rule": "rude", "because": "Is rude."}],
                "ids": {"version": "1.2.3"},
            },
        });
        DecisionRow {
            id: "d1".to_owned(),
            decided_at: 1_771_286_400_000,
            action: action.to_owned(),
            labels: vec!["toxicity".to_owned(), "insult".to_owned()],
            answer: answer.to_string(),
            changed_to: changed_to.map(str::to_owned),
            changed_at: changed_to.map(|_| 1_771_372_800_000),
            ..DecisionRow::default()
        }
    }

    #[test]
    fn a_decision_says_all_that_it_knows_and_nobody_has_to_add_more_than_the_id() {
        let drafted = draft(&Mappings::builtin(), &row("remove", None));
        assert_eq!(drafted.missing(), ["puid"]);
        assert_eq!(drafted.objection(), None);
        assert_eq!(
            drafted.decision_facts.unwrap(),
            "An automated system found the content to be rude or disrespectful, insulting. \
             These rules of the platform apply: Insults somebody. Is rude."
        );
        assert_eq!(drafted.category.unwrap(), "STATEMENT_CATEGORY_CYBER_VIOLENCE");
        assert_eq!(drafted.automated_decision.unwrap(), "AUTOMATED_DECISION_FULLY");
        assert_eq!(drafted.incompatible_content_ground.unwrap(), "Rule `insult`");
        assert_eq!(
            (drafted.content_date.unwrap(), drafted.application_date.unwrap().as_str()),
            ("2026-02-17".to_owned(), "2026-02-17")
        );
        assert_eq!(drafted.illegal_content_legal_ground, None);
    }

    #[test]
    fn what_restricts_nothing_says_so_and_a_reviewer_counts_for_more_than_the_policy() {
        let mappings = Mappings::builtin();
        for (action, changed_to, restricts) in [
            ("allow", None, false),
            ("support", None, false),
            ("review", None, false),
            ("hold", None, true),
            ("remove", None, true),
            ("remove", Some("fine"), false),
            ("remove", Some("warned"), false),
            ("allow", Some("removed"), true),
            ("allow", Some("banned"), true),
        ] {
            let drafted = draft(&mappings, &row(action, changed_to));
            assert_eq!(drafted.restricts(), restricts, "{action} {changed_to:?}");
            let automated = if changed_to.is_some() { "PARTIALLY" } else { "FULLY" };
            assert!(drafted.automated_decision.unwrap().ends_with(automated));
        }
    }

    #[test]
    fn a_decision_that_was_taken_back_takes_back_what_was_said_and_keeps_the_rest() {
        let mappings = Mappings::builtin();
        let before = Statement {
            submission: Fields { territorial_scope: Some(vec!["AT".to_owned()]), ..Fields::default() }
                .over(draft(&mappings, &row("remove", None))),
            lifts_restriction: false,
            redress: Redress::default(),
            koko: json!({}),
        };
        assert_eq!(anew(before.clone(), &mappings, &row("remove", Some("removed"))), None);
        let after = anew(before.clone(), &mappings, &row("remove", Some("fine"))).unwrap();
        assert!(after.lifts_restriction && !after.submission.restricts());
        assert_eq!(after.submission.territorial_scope, before.submission.territorial_scope);
        assert!(after.submission.decision_facts.unwrap().ends_with("nothing is restricted any more."));
        let harder = anew(before, &mappings, &row("remove", Some("suspended"))).unwrap();
        assert_eq!(harder.submission.decision_account.as_deref(), Some("DECISION_ACCOUNT_SUSPENDED"));
        assert!(!harder.lifts_restriction);
        assert_eq!(harder.submission.application_date.as_deref(), Some("2026-02-18"));
    }
}
