//! Perspective's attributes, and what of Koko stands for each.

use koko_core::labels::Label;
use serde_json::Value;

use super::fields::Fields;
use super::refusal::Refusal;

/// An attribute that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Attribute {
    /// As it was asked for, and as it is answered.
    pub(super) name: String,
    pub(super) known: Known,
    /// Below it nothing is said.
    pub(super) threshold: Option<f64>,
}

/// What stands for an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// The attribute of this name, on Perspective's scale where there is a map.
    Attribute(&'static str),
    /// A label of Koko's, by its own probability.
    Label(&'static str),
    /// Perspective had it, Koko has not.
    NotHere,
}

/// Attributes with a label behind them.
const ATTRIBUTES: [(&str, &str); 7] = [
    ("TOXICITY", "toxicity"),
    ("SEVERE_TOXICITY", "severe_toxicity"),
    ("IDENTITY_ATTACK", "identity_attack"),
    ("INSULT", "insult"),
    ("PROFANITY", "profanity"),
    ("THREAT", "threat"),
    ("SEXUALLY_EXPLICIT", "sexual"),
];
/// Other names of these.
const OTHER_NAMES: [(&str, &str); 9] = [
    ("TOXICITY_EXPERIMENTAL", "TOXICITY"),
    ("TOXICITY_FAST", "TOXICITY"),
    ("SEVERE_TOXICITY_EXPERIMENTAL", "SEVERE_TOXICITY"),
    ("IDENTITY_ATTACK_EXPERIMENTAL", "IDENTITY_ATTACK"),
    ("INSULT_EXPERIMENTAL", "INSULT"),
    ("PROFANITY_EXPERIMENTAL", "PROFANITY"),
    ("THREAT_EXPERIMENTAL", "THREAT"),
    ("OBSCENE", "PROFANITY"),
    ("FLIRTATION", "FLIRTATION"),
];
const LABELS: [(&str, &str); 3] = [("SPAM", "spam"), ("SELF_HARM", "self_harm"), ("VIOLENCE", "violence")];
const NOT_HERE: [&str; 13] = [
    "ATTACK_ON_AUTHOR",
    "ATTACK_ON_COMMENTER",
    "INCOHERENT",
    "INFLAMMATORY",
    "LIKELY_TO_REJECT",
    "UNSUBSTANTIAL",
    "AFFINITY_EXPERIMENTAL",
    "COMPASSION_EXPERIMENTAL",
    "CURIOSITY_EXPERIMENTAL",
    "NUANCE_EXPERIMENTAL",
    "PERSONAL_STORY_EXPERIMENTAL",
    "REASONING_EXPERIMENTAL",
    "RESPECT_EXPERIMENTAL",
];

impl Known {
    /// What stands for the attribute of this name; nothing if Perspective never had it.
    pub(super) fn of(name: &str) -> Option<Known> {
        let named = |pairs: &'static [(&str, &str)]| pairs.iter().find(|(known, _)| *known == name).copied();
        if let Some((name, _)) = named(&ATTRIBUTES) {
            return Some(Known::Attribute(name));
        }
        if let Some((_, name)) = named(&OTHER_NAMES) {
            return Some(Known::Attribute(name));
        }
        if let Some((_, label)) = named(&LABELS) {
            return Some(Known::Label(label));
        }
        NOT_HERE.contains(&name).then_some(Known::NotHere)
    }
}

impl Attribute {
    /// The label that stands for it, on Koko's own scale.
    pub(super) fn label(&self) -> Option<Label> {
        let label = match self.known {
            Known::Attribute(name) => ATTRIBUTES.iter().find(|(known, _)| *known == name)?.1,
            Known::Label(label) => label,
            Known::NotHere => return None,
        };
        Label::parse(label).ok()
    }
}

/// The attributes of a request, each checked.
pub(super) fn wanted(request: &Fields) -> Result<Vec<Attribute>, Refusal> {
    let asked = request.object("requestedAttributes").unwrap_or_default();
    if asked.is_empty() {
        return Err(Refusal::no_attributes());
    }
    let mut wanted = Vec::new();
    for (name, parameters) in asked.iter() {
        let parameters = Fields::of(parameters);
        match parameters.string("scoreType")?.as_deref() {
            None | Some("PROBABILITY" | "SCORE_TYPE_UNSPECIFIED") => {}
            Some(other) => {
                let message = format!("Requested score type {other} is not supported by attribute {name}");
                return Err(Refusal::request(message));
            }
        }
        let known = Known::of(name)
            .ok_or_else(|| Refusal::request(format!("Unknown requested attribute: {name}")))?;
        let threshold = match parameters.get("scoreThreshold") {
            None => None,
            Some(Value::Number(number)) => number.as_f64(),
            Some(Value::String(number)) => number.trim().parse().ok(),
            Some(_) => return Err(Refusal::invalid(format!("scoreThreshold of {name} must be a number"))),
        };
        wanted.push(Attribute { name: name.clone(), known, threshold });
    }
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_for_something_that_there_is() {
        for (name, label) in ATTRIBUTES.iter().chain(&LABELS) {
            assert!(Label::parse(label).is_ok(), "{name}");
        }
        let attribute = |name: &str| Attribute {
            name: name.to_owned(),
            known: Known::of(name).unwrap(),
            threshold: None,
        };
        assert_eq!(attribute("OBSCENE").label(), Label::parse("profanity").ok());
        assert_eq!(attribute("SELF_HARM").label(), Label::parse("self_harm").ok());
        assert_eq!(attribute("FLIRTATION").label(), None, "only a model with a map answers it");
        assert_eq!(attribute("INCOHERENT").known, Known::NotHere);
        assert_eq!(Known::of("NONSENSE"), None);
    }
}
