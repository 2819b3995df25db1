//! The fast lane: a model of a few microseconds that recognises what is certainly harmless, so that the full model need
//! not read it.
//!
//! Knows token ids and what a bundle says about bounds; not what a policy does with scores.

mod convolution;
mod network;
mod tensors;

use std::fmt;
use std::str::FromStr;

pub use network::{FastLane, LaneLogits};

use crate::bundle::LaneTable;
use crate::error::{Error, Result};

/// Which texts the fast lane may clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cascade {
    /// None: the full model reads every text.
    #[default]
    Off,
    /// So few that at most one in a thousand of the texts in which the full model finds something is among them, on the
    /// texts that the bound was chosen with.
    Balanced,
    /// So many that up to one in a hundred of them is: for floods.
    Max,
}

/// Which model answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// The full one.
    #[default]
    Full,
    /// The fast one, which found the text to be certainly harmless. Its scores are rougher.
    Fast,
}

impl Cascade {
    /// Every choice.
    pub const ALL: [Cascade; 3] = [Cascade::Off, Cascade::Balanced, Cascade::Max];

    /// The name on the command line and in options.
    pub fn as_str(self) -> &'static str {
        match self {
            Cascade::Off => "off",
            Cascade::Balanced => "balanced",
            Cascade::Max => "max",
        }
    }

    /// Below which logit a text is cleared; nothing if none is.
    pub fn bound(self, table: &LaneTable) -> Option<f32> {
        match self {
            Cascade::Off => None,
            Cascade::Balanced => Some(table.balanced),
            Cascade::Max => Some(table.max),
        }
    }
}

impl fmt::Display for Cascade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Cascade {
    type Err = Error;

    fn from_str(name: &str) -> Result<Cascade> {
        Cascade::ALL.into_iter().find(|cascade| cascade.as_str() == name).ok_or_else(|| Error::BadInput {
            what: format!("`cascade` must be off, balanced or max, not {name:?}"),
        })
    }
}

impl Lane {
    /// The name in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Lane::Full => "full",
            Lane::Fast => "fast",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cascades_are_read_and_written_alike() {
        for cascade in Cascade::ALL {
            assert_eq!(cascade.to_string().parse::<Cascade>().unwrap(), cascade);
        }
        assert!("on".parse::<Cascade>().unwrap_err().to_string().contains("balanced"));
    }
}
