//! Makes a content of a record's fields. The door where wrong types are refused, each by its name.

use koko_core::clock::Timestamp;
use koko_core::content::{ActorId, CommunityId, Content, ContentId};
use koko_core::error::{Error, Result};
use serde_json::{Map, Value};

use crate::errors::Stop;

/// Which fields are read, and under which names.
#[derive(Debug, Clone)]
pub struct Fields {
    /// Where the text stands.
    pub text: Column,
    /// Where the id stands.
    pub id: Column,
    /// Where the author stands.
    pub author: Column,
    /// Where the community stands.
    pub community: Column,
    /// What a command reads of a record besides its content.
    pub beside: Option<Column>,
    /// Everything else.
    pub wanted: Wanted,
}

/// The name of a field, as a table's header or a JSON object has it.
#[derive(Debug, Clone)]
pub struct Column {
    /// The name.
    pub name: String,
    /// The option that changes it.
    pub option: &'static str,
    /// Whether a table without it is refused.
    pub needed: bool,
}

/// How much of a record matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Only text and id: nothing else is looked at.
    Text,
    /// Everything that a content has.
    Content,
}

/// How far the type of a value can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// JSON: a number is a number because somebody meant it.
    Json,
    /// Tables: CSV has only strings, with the empty one for nothing; Parquet has what its writer happened to choose.
    Table,
}

impl Fields {
    /// Refuses a table that lacks a column which is needed, and says which ones it has.
    pub fn check_columns<'a, I: Iterator<Item = &'a str>>(
        &self,
        file: &str,
        there: impl Fn() -> I,
    ) -> Result<(), Stop> {
        let columns = [&self.text, &self.id, &self.author, &self.community].into_iter().chain(&self.beside);
        let missing =
            columns.into_iter().find(|column| column.needed && !there().any(|name| name == column.name));
        let Some(column) = missing else { return Ok(()) };
        let there: Vec<_> = there().map(|name| format!("`{name}`")).collect();
        Err(Stop::MissingColumn {
            file: file.to_owned(),
            column: column.name.clone(),
            columns: if there.is_empty() { "no columns at all".to_owned() } else { there.join(", ") },
            option: column.option,
        })
    }

    /// Whether anything looks at this column.
    pub fn reads(&self, column: &str) -> bool {
        let always = [&self.text, &self.id].iter().any(|known| known.name == column);
        let more = [&self.author, &self.community].iter().any(|known| known.name == column);
        always || (self.wanted == Wanted::Content && (more || OTHERS.contains(&column)))
    }

    /// The id as it was written, as far as it is one, and the content.
    pub fn content(&self, record: Map<String, Value>, values: Values) -> (Option<Value>, Result<Content>) {
        let mut record = Record { record, values };
        let id = record.take(&self.id.name);
        let content = self.checked(&mut record, id.clone());
        (id.filter(|id| id.is_string() || is_whole(id)), content)
    }

    fn checked(&self, record: &mut Record, id: Option<Value>) -> Result<Content> {
        let id = id.map(|id| string_or_whole(&self.id.name, id)).transpose()?;
        let id = id.map(|id| ContentId::new(id).map_err(|refused| named("id", refused))).transpose()?;
        let content = Content { id, ..Content::text(record.text(&self.text.name)?)? };
        if self.wanted == Wanted::Text {
            return Ok(content);
        }
        Ok(Content {
            author: record.actor("author", &self.author.name)?,
            community: record.string(&self.community.name)?.map(CommunityId::new).transpose()?,
            surface: record.string("surface")?,
            parent: record.parent()?,
            target: record.actor("target", "target")?,
            at: record.at()?,
            ..content
        })
    }
}

/// The year 2100. What lies beyond are not seconds.
const LATEST_AT: i64 = 4_102_444_800;

/// The fields that have one name only.
const OTHERS: [&str; 4] = ["surface", "parent", "target", "at"];

struct Record {
    record: Map<String, Value>,
    values: Values,
}

impl Record {
    /// The value of a field; absent, null and, in a table, the empty cell are all unknown.
    fn take(&mut self, field: &str) -> Option<Value> {
        let value = self.record.swap_remove(field).filter(|value| !value.is_null())?;
        let empty = self.values == Values::Table && value.as_str() == Some("");
        (!empty).then_some(value)
    }

    fn text(&mut self, field: &str) -> Result<String> {
        match self.record.swap_remove(field) {
            Some(Value::String(text)) => Ok(text),
            Some(Value::Null) => {
                refuse(format!("`{field}` is null: every record needs a text, which may be empty"))
            }
            Some(other) => expected(field, "a string", &other),
            None => refuse(format!("`{field}` is missing: every record needs a text, which may be empty")),
        }
    }

    fn string(&mut self, field: &str) -> Result<Option<String>> {
        match (self.take(field), self.values) {
            (None, _) => Ok(None),
            (Some(Value::String(text)), _) => Ok(Some(text)),
            (Some(number), Values::Table) if is_whole(&number) => Ok(Some(number.to_string())),
            (Some(other), _) => expected(field, "a string", &other),
        }
    }

    fn actor(&mut self, name: &'static str, field: &str) -> Result<Option<ActorId>> {
        let id = self.string(field)?;
        id.map(|id| ActorId::new(id).map_err(|refused| named(name, refused))).transpose()
    }

    fn parent(&mut self) -> Result<Option<ContentId>> {
        let Some(id) = self.take("parent") else { return Ok(None) };
        let id = string_or_whole("parent", id)?;
        ContentId::new(id).map(Some).map_err(|refused| named("parent", refused))
    }

    fn at(&mut self) -> Result<Option<Timestamp>> {
        let Some(at) = self.take("at") else { return Ok(None) };
        let seconds = match (&at, self.values) {
            (Value::String(written), Values::Table) => written.trim().parse().ok(),
            _ => at.as_i64(),
        };
        match seconds {
            Some(seconds) if (0..=LATEST_AT).contains(&seconds) => {
                Ok(Some(Timestamp::from_unix_seconds(seconds)))
            }
            Some(seconds) => refuse(format!(
                "`at` must be seconds from 1970 to 2100, this is {seconds}: are they milliseconds?"
            )),
            None => expected("at", "whole seconds since 1970 in UTC, such as 1794355200", &at),
        }
    }
}

/// What a value is, in words.
pub fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// A number that keeps all its digits when it is written again.
fn is_whole(value: &Value) -> bool {
    value.is_i64() || value.is_u64()
}

fn string_or_whole(field: &str, value: Value) -> Result<String> {
    match value {
        Value::String(id) => Ok(id),
        number if is_whole(&number) => Ok(number.to_string()),
        other => expected(field, "a string or a whole number below 2^64", &other),
    }
}

fn expected<T>(field: &str, what: &str, found: &Value) -> Result<T> {
    let mut shown = found.to_string();
    if shown.chars().count() > 40 {
        shown = shown.chars().take(40).chain(['…']).collect();
    }
    refuse(format!("`{field}` must be {what}, this is {}: {shown}", kind_of(found)))
}

fn refuse<T>(what: String) -> Result<T> {
    Err(Error::BadInput { what })
}

/// The core calls every actor an author and every content id `id`; here the field is known better.
fn named(field: &'static str, refused: Error) -> Error {
    match refused {
        Error::BadId { bytes, limit, .. } => Error::BadId { field, bytes, limit },
        other => other,
    }
}

#[cfg(test)]
impl Fields {
    /// The default names.
    pub fn usual(wanted: Wanted) -> Self {
        let column = |name: &str, option, needed| Column { name: name.to_owned(), option, needed };
        Fields {
            text: column("text", "--text-column", true),
            id: column("id", "--id-column", false),
            author: column("author", "--author-column", false),
            community: column("community", "--community-column", false),
            beside: None,
            wanted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use koko_core::error::ErrorKind;
    use serde_json::json;

    fn read(record: Value, wanted: Wanted, values: Values) -> (Option<Value>, Result<Content>) {
        let Value::Object(record) = record else { panic!("cases are objects") };
        Fields::usual(wanted).content(record, values)
    }

    #[test]
    fn every_field_arrives() {
        let (id, content) = read(
            json!({"id": 7, "text": "hi", "author": "mara", "community": "gardening", "surface": "comment",
                   "parent": 6, "target": "tom", "at": 1_794_355_200}),
            Wanted::Content,
            Values::Json,
        );
        let content = content.unwrap();
        assert_eq!(id, Some(json!(7)));
        assert_eq!(content.id.unwrap().as_str(), "7");
        assert_eq!(content.author.unwrap().as_str(), "mara");
        assert_eq!(content.community.unwrap().as_str(), "gardening");
        assert_eq!(content.surface.unwrap(), "comment");
        assert_eq!(content.parent.unwrap().as_str(), "6");
        assert_eq!(content.target.unwrap().as_str(), "tom");
        assert_eq!(content.at.unwrap().unix_seconds(), 1_794_355_200);
    }

    #[test]
    fn absent_and_null_are_unknown() {
        let nulls = json!({"text": "", "id": null, "author": null, "community": null, "surface": null,
                           "parent": null, "target": null, "at": null});
        for record in [nulls, json!({"text": ""})] {
            let (id, content) = read(record, Wanted::Content, Values::Json);
            assert_eq!(id, None);
            assert_eq!(content.unwrap(), Content::text("").unwrap());
        }
    }

    #[test]
    fn a_wrong_type_is_refused_by_name() {
        for (field, value, expected) in [
            ("text", json!(5), "a string"),
            ("text", json!(null), "null"),
            ("id", json!(1.5), "whole number"),
            ("id", json!(true), "whole number"),
            ("id", json!(""), "1 to 128 bytes"),
            ("author", json!(5), "a string"),
            ("author", json!(""), "1 to 128 bytes"),
            ("community", json!([]), "a string"),
            ("surface", json!({}), "a string"),
            ("parent", json!(false), "whole number"),
            ("parent", json!(""), "1 to 128 bytes"),
            ("target", json!(5), "a string"),
            ("target", json!(""), "1 to 128 bytes"),
            ("at", json!("2026-11-09"), "seconds since 1970"),
            ("at", json!("1794355200"), "seconds since 1970"),
            ("at", json!(1.5), "seconds since 1970"),
            ("at", json!(1_794_212_520_000_i64), "are they milliseconds?"),
            ("at", json!(-1), "from 1970 to 2100"),
        ] {
            let mut record = json!({"text": "hi"});
            record[field] = value;
            let refused = read(record, Wanted::Content, Values::Json).1.unwrap_err();
            let said = refused.to_string();
            assert_eq!(refused.kind(), ErrorKind::BadInput);
            assert!(said.contains(&format!("`{field}`")) && said.contains(expected), "{said}");
        }
    }

    #[test]
    fn a_bad_record_keeps_its_id() {
        assert_eq!(read(json!({"id": "c1"}), Wanted::Text, Values::Json).0, Some(json!("c1")));
        assert_eq!(read(json!({"id": true}), Wanted::Text, Values::Json).0, None);
    }

    #[test]
    fn scoring_looks_at_text_and_id_only() {
        let (_, content) = read(json!({"text": "hi", "author": 5, "at": "noon"}), Wanted::Text, Values::Json);
        assert_eq!(content.unwrap(), Content::text("hi").unwrap());
    }

    #[test]
    fn a_table_may_have_empty_cells_and_numbers_in_letters() {
        let record = json!({"text": "hi", "id": "", "author": 5, "at": "1794355200", "parent": ""});
        let content = read(record, Wanted::Content, Values::Table).1.unwrap();
        assert_eq!((content.id, content.parent), (None, None));
        assert_eq!(content.author.unwrap().as_str(), "5");
        assert_eq!(content.at.unwrap().unix_seconds(), 1_794_355_200);
        let refused =
            read(json!({"text": "hi", "at": "noon"}), Wanted::Content, Values::Table).1.unwrap_err();
        assert!(refused.to_string().contains("`at`"), "{refused}");
    }
}
