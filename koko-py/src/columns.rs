//! Columns of Arrow as the fields of contents: texts, ids and times, a row at a time and without a copy.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, LargeStringArray, StringArray, StringViewArray};
use arrow_schema::{DataType, TimeUnit};
use koko_core::clock::Timestamp;
use koko_core::error::{Error, Result};

use crate::convert::bad;

/// A column of strings.
pub(crate) enum Texts {
    Short(StringArray),
    Long(LargeStringArray),
    Views(StringViewArray),
    /// Each different string once: categories of pandas and polars.
    Dictionary {
        values: Box<Texts>,
        keys: Vec<usize>,
        array: ArrayRef,
    },
    /// A column in which every row is missing.
    Nothing,
}

impl Texts {
    pub(crate) fn of(name: &str, array: &ArrayRef) -> Result<Texts> {
        Ok(match array.data_type() {
            DataType::Utf8 => Texts::Short(array.as_string::<i32>().clone()),
            DataType::LargeUtf8 => Texts::Long(array.as_string::<i64>().clone()),
            DataType::Utf8View => Texts::Views(array.as_string_view().clone()),
            DataType::Null => Texts::Nothing,
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                let values = Box::new(Texts::of(name, dictionary.values())?);
                // Without values there are no keys to be brought in order: every row is missing.
                let empty = dictionary.values().is_empty();
                let keys = if empty { vec![0; array.len()] } else { dictionary.normalized_keys() };
                Texts::Dictionary { values, keys, array: Arc::clone(array) }
            }
            other => return Err(bad(format!("the column `{name}` must hold strings, not {other}"))),
        })
    }

    /// The string of a row, if it has one.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        match self {
            Texts::Short(array) => array.is_valid(row).then(|| array.value(row)),
            Texts::Long(array) => array.is_valid(row).then(|| array.value(row)),
            Texts::Views(array) => array.is_valid(row).then(|| array.value(row)),
            Texts::Dictionary { values, keys, array } => {
                array.is_valid(row).then(|| values.get(keys[row]))?
            }
            Texts::Nothing => None,
        }
    }

    /// The text of a row that needs one.
    pub(crate) fn text(&self, name: &str, row: usize) -> Result<&str> {
        self.get(row).ok_or_else(|| missing(name))
    }
}

/// What a row without a text is told.
pub(crate) fn missing(name: &str) -> Error {
    bad(format!("`{name}` is missing here: drop such rows, or fill them with an empty text"))
}

/// A column of ids: strings, or whole numbers, which are taken as they are written.
pub(crate) enum Ids {
    Texts(Texts),
    Numbers(ArrayRef),
}

impl Ids {
    pub(crate) fn of(name: &str, array: &ArrayRef) -> Result<Ids> {
        match array.data_type() {
            whole if whole.is_integer() => Ok(Ids::Numbers(Arc::clone(array))),
            _ => Texts::of(name, array).map(Ids::Texts),
        }
    }

    pub(crate) fn get(&self, row: usize) -> Option<String> {
        match self {
            Ids::Texts(texts) => texts.get(row).map(str::to_owned),
            Ids::Numbers(array) => whole(array, row).map(|number| number.to_string()),
        }
    }
}

/// A column of moments: seconds since 1970, or timestamps with a time zone.
pub(crate) struct Times(ArrayRef);

impl Times {
    pub(crate) fn of(name: &str, array: &ArrayRef) -> Result<Times> {
        let data_type = array.data_type();
        match data_type {
            DataType::Timestamp(_, None) => Err(bad(format!(
                "the times in `{name}` have no time zone: say which one they are in, such as \
                 `.dt.tz_localize(\"UTC\")` in pandas or `.dt.replace_time_zone(\"UTC\")` in polars"
            ))),
            DataType::Timestamp(..) | DataType::Float32 | DataType::Float64 | DataType::Null => {
                Ok(Times(Arc::clone(array)))
            }
            whole if whole.is_integer() => Ok(Times(Arc::clone(array))),
            other => Err(bad(format!(
                "the column `{name}` must hold seconds since 1970 or timestamps with a time zone, not {other}"
            ))),
        }
    }

    pub(crate) fn get(&self, row: usize) -> Option<Timestamp> {
        let Times(array) = self;
        if array.is_null(row) {
            return None;
        }
        let seconds = match array.data_type() {
            DataType::Timestamp(TimeUnit::Second, _) => {
                array.as_primitive::<TimestampSecondType>().value(row)
            }
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                array.as_primitive::<TimestampMillisecondType>().value(row).div_euclid(1_000)
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                array.as_primitive::<TimestampMicrosecondType>().value(row).div_euclid(1_000_000)
            }
            DataType::Timestamp(TimeUnit::Nanosecond, _) => {
                array.as_primitive::<TimestampNanosecondType>().value(row).div_euclid(1_000_000_000)
            }
            DataType::Float64 => floored(array.as_primitive::<Float64Type>().value(row))?,
            DataType::Float32 => floored(f64::from(array.as_primitive::<Float32Type>().value(row)))?,
            _ => i64::try_from(whole(array, row)?).ok()?,
        };
        Some(Timestamp::from_unix_seconds(seconds))
    }
}

/// Nothing for what is no number: pandas writes a missing time of a float column so.
fn floored(seconds: f64) -> Option<i64> {
    seconds.is_finite().then(|| seconds.floor() as i64)
}

fn whole(array: &ArrayRef, row: usize) -> Option<i128> {
    if array.is_null(row) {
        return None;
    }
    Some(match array.data_type() {
        DataType::Int8 => array.as_primitive::<Int8Type>().value(row).into(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(row).into(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).into(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
        DataType::UInt8 => array.as_primitive::<UInt8Type>().value(row).into(),
        DataType::UInt16 => array.as_primitive::<UInt16Type>().value(row).into(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).into(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).into(),
        _ => return None,
    })
}
