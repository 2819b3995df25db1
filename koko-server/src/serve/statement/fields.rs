//! The fields of a statement, by their names in the API of the EU's DSA Transparency Database, and what may stand in them.

use serde::{Deserialize, Serialize};

/// What is submitted. What is absent is not said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "the names are those of the API, which says what they mean")]
pub struct Fields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_visibility: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_visibility_other: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_monetary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_monetary_other: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_provision: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_account: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub territorial_scope: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date_visibility_restriction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date_monetary_restriction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date_service_restriction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date_account_restriction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_facts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub automated_detection: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub automated_decision: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_ground: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub illegal_content_legal_ground: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub illegal_content_explanation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incompatible_content_ground: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incompatible_content_explanation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incompatible_content_illegal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_ground_reference_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub puid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category_addition: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category_specification: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category_specification_other: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type_other: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_date: Option<String>,
}

/// What stands in a field is one of these, or begins so.
enum Words {
    One(&'static [&'static str]),
    Beginning(&'static str),
    /// At most so many bytes.
    Text(usize),
    Date,
    /// Two capitals.
    Code,
    Url,
    Id,
}

const YES_OR_NO: Words = Words::One(&["Yes", "No"]);
const ILLEGAL: &str = "DECISION_GROUND_ILLEGAL_CONTENT";
const INCOMPATIBLE: &str = "DECISION_GROUND_INCOMPATIBLE_CONTENT";
const VISIBILITY_OTHER: &str = "DECISION_VISIBILITY_OTHER";
const VISIBILITIES: Words = Words::One(&[
    "DECISION_VISIBILITY_CONTENT_REMOVED",
    "DECISION_VISIBILITY_CONTENT_DISABLED",
    "DECISION_VISIBILITY_CONTENT_DEMOTED",
    "DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED",
    "DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED",
    "DECISION_VISIBILITY_CONTENT_LABELLED",
    VISIBILITY_OTHER,
]);

const ACCOUNTS: Words = Words::One(&["DECISION_ACCOUNT_SUSPENDED", "DECISION_ACCOUNT_TERMINATED"]);
const SOURCES: Words = Words::One(&[
    "SOURCE_ARTICLE_16",
    "SOURCE_TRUSTED_FLAGGER",
    "SOURCE_TYPE_OTHER_NOTIFICATION",
    "SOURCE_VOLUNTARY",
]);
const AUTOMATED: Words = Words::One(&[
    "AUTOMATED_DECISION_FULLY",
    "AUTOMATED_DECISION_PARTIALLY",
    "AUTOMATED_DECISION_NOT_AUTOMATED",
]);

impl Words {
    /// What is wrong with a value; nothing if it is fine.
    fn objection(&self, value: &str) -> Option<String> {
        let two_digits = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_fine = match self {
            Words::One(known) => known.contains(&value),
            Words::Beginning(beginning) => {
                let rest = value.strip_prefix(beginning).unwrap_or_default();
                !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
            }
            Words::Text(most) => !value.trim().is_empty() && value.chars().count() <= *most,
            Words::Date => match value.split('-').collect::<Vec<&str>>().as_slice() {
                [year, month, day] => {
                    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
                    let within = |text: &str, most| {
                        two_digits(text) && text.parse().is_ok_and(|number: u8| (1..=most).contains(&number))
                    };
                    is_year && within(month, 12) && within(day, 31)
                }
                _ => false,
            },
            Words::Code => value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_uppercase()),
            Words::Url => {
                value.len() <= 500 && (value.starts_with("https://") || value.starts_with("http://"))
            }
            Words::Id => {
                let is_fine = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
                (1..=500).contains(&value.len()) && value.bytes().all(is_fine)
            }
        };
        (!is_fine).then(|| match self {
            Words::One(known) => format!("is one of {}", known.join(", ")),
            Words::Beginning(beginning) => format!("begins with {beginning}"),
            Words::Text(most) => format!("has from 1 to {most} characters"),
            Words::Date => "is a date such as 2026-02-17".to_owned(),
            Words::Code => "is two capital letters".to_owned(),
            Words::Url => "begins with https:// and has at most 500 characters".to_owned(),
            Words::Id => "has 1 to 500 letters, digits, `-` and `_`".to_owned(),
        })
    }
}

impl Fields {
    /// What is said here goes before what is said there.
    pub fn over(self, lower: Fields) -> Fields {
        let upper = serde_json::to_value(self).unwrap_or_default();
        let mut both = serde_json::to_value(lower).unwrap_or_default();
        if let (Some(both), serde_json::Value::Object(upper)) = (both.as_object_mut(), upper) {
            both.extend(upper);
        }
        serde_json::from_value(both).unwrap_or_default()
    }

    /// Whether anything is restricted.
    pub fn restricts(&self) -> bool {
        self.restrictions().into_iter().flatten().any(|each| !each.is_empty())
    }

    /// What is restricted.
    pub fn restrictions(&self) -> [Option<&[String]>; 4] {
        fn one(field: &Option<String>) -> Option<&[String]> {
            field.as_ref().map(std::slice::from_ref)
        }
        [
            self.decision_visibility.as_deref(),
            one(&self.decision_monetary),
            one(&self.decision_provision),
            one(&self.decision_account),
        ]
    }

    /// The same, but nothing is restricted.
    pub fn without_restrictions(self) -> Fields {
        Fields {
            decision_visibility: None,
            decision_visibility_other: None,
            decision_monetary: None,
            decision_monetary_other: None,
            decision_provision: None,
            decision_account: None,
            end_date_visibility_restriction: None,
            end_date_monetary_restriction: None,
            end_date_service_restriction: None,
            end_date_account_restriction: None,
            ..self
        }
    }

    /// The fields that people write in their own words.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("decision_visibility_other", &self.decision_visibility_other),
            ("decision_monetary_other", &self.decision_monetary_other),
            ("decision_facts", &self.decision_facts),
            ("source_identity", &self.source_identity),
            ("illegal_content_legal_ground", &self.illegal_content_legal_ground),
            ("illegal_content_explanation", &self.illegal_content_explanation),
            ("incompatible_content_ground", &self.incompatible_content_ground),
            ("incompatible_content_explanation", &self.incompatible_content_explanation),
            ("category_specification_other", &self.category_specification_other),
            ("content_type_other", &self.content_type_other),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.as_deref()?)))
    }

    /// The fields that the API wants and that are missing.
    pub fn missing(&self) -> Vec<&'static str> {
        let ground = self.decision_ground.as_deref();
        let other = self.decision_visibility.iter().flatten().any(|each| each == VISIBILITY_OTHER);
        let is_empty = |list: &Option<Vec<String>>| list.as_ref().is_none_or(Vec::is_empty);
        [
            ("decision_visibility", !self.restricts()),
            ("decision_visibility_other", other && self.decision_visibility_other.is_none()),
            ("decision_facts", self.decision_facts.is_none()),
            ("source_type", self.source_type.is_none()),
            ("automated_detection", self.automated_detection.is_none()),
            ("automated_decision", self.automated_decision.is_none()),
            ("decision_ground", ground.is_none()),
            (
                "illegal_content_legal_ground",
                ground == Some(ILLEGAL) && self.illegal_content_legal_ground.is_none(),
            ),
            (
                "illegal_content_explanation",
                ground == Some(ILLEGAL) && self.illegal_content_explanation.is_none(),
            ),
            (
                "incompatible_content_ground",
                ground == Some(INCOMPATIBLE) && self.incompatible_content_ground.is_none(),
            ),
            (
                "incompatible_content_explanation",
                ground == Some(INCOMPATIBLE) && self.incompatible_content_explanation.is_none(),
            ),
            ("puid", self.puid.is_none()),
            ("category", self.category.is_none()),
            ("content_type", is_empty(&self.content_type)),
            ("content_date", self.content_date.is_none()),
            ("application_date", self.application_date.is_none()),
        ]
        .into_iter()
        .filter_map(|(name, is_missing)| is_missing.then_some(name))
        .collect()
    }

    /// What is wrong with a field; nothing if each may be submitted.
    pub fn objection(&self) -> Option<String> {
        let list =
            |name, values: &'_ Option<Vec<String>>, words| (name, values.clone().unwrap_or_default(), words);
        let one = |name, value: &'_ Option<String>, words| (name, value.iter().cloned().collect(), words);
        let fields: Vec<(&str, Vec<String>, Words)> = vec![
            list("decision_visibility", &self.decision_visibility, VISIBILITIES),
            one("decision_visibility_other", &self.decision_visibility_other, Words::Text(500)),
            one("decision_monetary", &self.decision_monetary, Words::Beginning("DECISION_MONETARY_")),
            one("decision_monetary_other", &self.decision_monetary_other, Words::Text(500)),
            one("decision_provision", &self.decision_provision, Words::Beginning("DECISION_PROVISION_")),
            one("decision_account", &self.decision_account, ACCOUNTS),
            one("account_type", &self.account_type, Words::Beginning("ACCOUNT_TYPE_")),
            list("territorial_scope", &self.territorial_scope, Words::Code),
            one("application_date", &self.application_date, Words::Date),
            one("end_date_visibility_restriction", &self.end_date_visibility_restriction, Words::Date),
            one("end_date_monetary_restriction", &self.end_date_monetary_restriction, Words::Date),
            one("end_date_service_restriction", &self.end_date_service_restriction, Words::Date),
            one("end_date_account_restriction", &self.end_date_account_restriction, Words::Date),
            one("decision_facts", &self.decision_facts, Words::Text(5_000)),
            one("source_type", &self.source_type, SOURCES),
            one("source_identity", &self.source_identity, Words::Text(500)),
            one("automated_detection", &self.automated_detection, YES_OR_NO),
            one("automated_decision", &self.automated_decision, AUTOMATED),
            one("decision_ground", &self.decision_ground, Words::One(&[ILLEGAL, INCOMPATIBLE])),
            one("illegal_content_legal_ground", &self.illegal_content_legal_ground, Words::Text(500)),
            one("illegal_content_explanation", &self.illegal_content_explanation, Words::Text(2_000)),
            one("incompatible_content_ground", &self.incompatible_content_ground, Words::Text(500)),
            one(
                "incompatible_content_explanation",
                &self.incompatible_content_explanation,
                Words::Text(2_000),
            ),
            one("incompatible_content_illegal", &self.incompatible_content_illegal, YES_OR_NO),
            one("decision_ground_reference_url", &self.decision_ground_reference_url, Words::Url),
            one("puid", &self.puid, Words::Id),
            one("category", &self.category, Words::Beginning("STATEMENT_CATEGORY_")),
            list("category_addition", &self.category_addition, Words::Beginning("STATEMENT_CATEGORY_")),
            list("category_specification", &self.category_specification, Words::Beginning("KEYWORD_")),
            one("category_specification_other", &self.category_specification_other, Words::Text(500)),
            list("content_type", &self.content_type, Words::Beginning("CONTENT_TYPE_")),
            one("content_type_other", &self.content_type_other, Words::Text(500)),
            one("content_language", &self.content_language, Words::Code),
            one("content_date", &self.content_date, Words::Date),
        ];
        fields.into_iter().find_map(|(name, values, words)| {
            let objection = values.iter().find_map(|value| words.objection(value))?;
            Some(format!("`{name}` {objection}"))
        })
    }
}
