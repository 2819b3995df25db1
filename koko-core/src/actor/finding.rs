//! One reason for a standing: a signal, what it adds, and the numbers it came from. Sentences are made when asked for.

use serde::ser::SerializeMap;

use super::signals;
use crate::labels::Family;

/// What was noticed about an author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Signal {
    /// How much of what they post is harmful.
    HarmfulShare,
    /// Threats and the like, of which one is remembered for long.
    SevereHarm,
    /// What moderators decided, and what became of it.
    PastActions,
    /// The same person again and again, or many victims.
    Targeting,
    /// Floods.
    PostingBurst,
    /// The same text or object again: by themselves, or in company.
    RepeatedContent,
    /// Links to domains that spam.
    LinkSpam,
    /// How old the account is.
    NewAccount,
    /// A day that is much worse than the month before it.
    Escalation,
    /// Words hidden on purpose.
    Evasion,
    /// The same thing in many places.
    Spread,
    /// Reports by people who are usually right.
    FlagsReceived,
    /// They took part in a raid while it lasts. Passing: never kept in a record.
    Raid,
    /// What circumstantial evidence adds beyond its common cap, taken off again.
    SoftCap,
}

/// Numbers that a signal was computed from, in the order of [`Signal::input_names`].
pub type Inputs = [f32; 4];

/// One reason for a standing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// Which signal.
    pub signal: Signal,
    /// For which kind of abuse.
    pub family: Family,
    /// What it adds to the total, in thousandths of a nat of log-odds.
    pub contribution_mn: i32,
    /// The numbers it came from.
    pub inputs: Inputs,
}

impl Signal {
    /// Every signal, in the order in which findings are computed.
    pub const ALL: [Signal; 14] = [
        Signal::HarmfulShare,
        Signal::SevereHarm,
        Signal::PastActions,
        Signal::Targeting,
        Signal::PostingBurst,
        Signal::RepeatedContent,
        Signal::LinkSpam,
        Signal::NewAccount,
        Signal::Escalation,
        Signal::Evasion,
        Signal::Spread,
        Signal::FlagsReceived,
        Signal::Raid,
        Signal::SoftCap,
    ];

    /// The name in files and answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Signal::HarmfulShare => "harmful_share",
            Signal::SevereHarm => "severe_harm",
            Signal::PastActions => "past_actions",
            Signal::Targeting => "targeting",
            Signal::PostingBurst => "posting_burst",
            Signal::RepeatedContent => "repeated_content",
            Signal::LinkSpam => "link_spam",
            Signal::NewAccount => "new_account",
            Signal::Escalation => "escalation",
            Signal::Evasion => "evasion",
            Signal::Spread => "spread",
            Signal::FlagsReceived => "flags_received",
            Signal::Raid => "raid",
            Signal::SoftCap => "soft_cap",
        }
    }

    /// The signal of this name.
    pub fn parse(name: &str) -> Option<Signal> {
        Signal::ALL.into_iter().find(|signal| signal.as_str() == name)
    }

    /// Whether it is evidence by itself. The others are circumstantial, share a cap and never lead above Watch alone.
    pub fn is_hard(self) -> bool {
        matches!(self, Signal::HarmfulShare | Signal::SevereHarm | Signal::PastActions)
    }

    /// What its inputs are called.
    pub fn input_names(self) -> &'static [&'static str] {
        signals::input_names(self)
    }
}

impl Finding {
    /// The reason in a sentence, with the numbers it came from.
    pub fn because(&self) -> String {
        signals::because(self.signal, &self.inputs)
    }
}

impl serde::Serialize for Signal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl serde::Serialize for Finding {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Named<'f>(&'f Finding);

        impl serde::Serialize for Named<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.signal.input_names().iter().zip(self.0.inputs))
            }
        }

        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("signal", &self.signal)?;
        map.serialize_entry("family", &self.family)?;
        map.serialize_entry("contribution_mn", &self.contribution_mn)?;
        map.serialize_entry("because", &self.because())?;
        map.serialize_entry("inputs", &Named(self))?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signals_are_numbered_as_they_are_listed_and_have_names_of_their_own() {
        for (place, signal) in Signal::ALL.into_iter().enumerate() {
            assert_eq!(signal as usize, place);
            assert_eq!(Signal::parse(signal.as_str()), Some(signal));
            let finding = Finding { signal, family: Family::Spam, contribution_mn: 1, inputs: [1.0; 4] };
            assert!(!finding.because().is_empty());
            assert!(signal.input_names().len() <= 4);
        }
        assert_eq!(Signal::parse("ban_evasion"), None);
    }

    #[test]
    fn a_finding_is_shown_with_its_sentence_and_its_numbers() {
        let finding = Finding {
            signal: Signal::HarmfulShare,
            family: Family::Harassment,
            contribution_mn: 1_510,
            inputs: [11.2, 14.0, 0.017, 0.0],
        };
        let shown = serde_json::to_string(&finding).unwrap();
        assert!(
            shown.starts_with(
                r#"{"signal":"harmful_share","family":"harassment","contribution_mn":1510,"because":"11.2 of 14.0 weighted posts harmful"#
            ),
            "{shown}"
        );
        assert!(shown.contains(r#""inputs":{"harmful":11.2,"posts":14.0,"#), "{shown}");
    }
}
