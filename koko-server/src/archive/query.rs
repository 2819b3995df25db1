//! Looks for records: each is told once, and nothing of whoever was forgotten.
//!
//! It reads every object of the days that are asked for. Whoever has more questions brings an engine that speaks SQL.

use super::record::Record;
use super::store::Store;
use super::view::{self, Span, Unreadable, View};

/// Which records are wanted. What is absent does not matter.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Whose, and from when.
    pub span: Span,
    /// About what.
    pub kind: Option<String>,
    /// Of whom: the author's key.
    pub author: Option<String>,
    /// In which this label was found.
    pub label: Option<String>,
    /// With this action.
    pub action: Option<String>,
    /// About this content, by the host's id.
    pub content: Option<String>,
    /// In this community.
    pub community: Option<String>,
    /// No more than this.
    pub limit: Option<usize>,
}

impl Wanted {
    /// Whether a record is wanted.
    fn is(&self, record: &Record) -> bool {
        let is =
            |wanted: &Option<String>, found: Option<&str>| wanted.is_none() || wanted.as_deref() == found;
        self.span.has(record.taken_at)
            && is(&self.kind, Some(record.kind.as_str()))
            && is(&self.author, record.author.as_deref())
            && is(&self.action, record.action.as_deref())
            && is(&self.content, record.content.as_deref())
            && is(&self.community, record.community.as_deref())
            && self.label.as_ref().is_none_or(|label| record.labels.contains(label))
    }
}

/// Tells every record that is wanted, hour by hour; how many those were.
pub async fn query<E: From<Unreadable>>(
    store: &Store,
    wanted: &Wanted,
    mut tell: impl FnMut(Record) -> Result<(), E>,
) -> Result<usize, E> {
    let erasures = view::erasures(store, wanted.span.tenant.as_deref()).await?;
    let mut view = View::new(erasures.into_iter().flat_map(|(_, erasures)| erasures));
    let mut told = 0;
    for object in view::objects(store, &wanted.span).await.map_err(Unreadable::from)? {
        let bytes = store.get(&object.path).await.map_err(Unreadable::from)?;
        for record in view::records(&object, bytes)? {
            let Some(record) = view.of(record?).filter(|record| wanted.is(record)) else { continue };
            if wanted.limit.is_some_and(|limit| told >= limit) {
                return Ok(told);
            }
            tell(record)?;
            told += 1;
        }
    }
    Ok(told)
}
