//! Makes one object of the many of an hour: each record once, and nothing of whoever was forgotten.
//!
//! The new object is there before the old ones are removed, so that whoever reads meanwhile finds records twice rather than never.
//! Two that compact at the same time leave some twice, too.

use super::seal::facts;
use super::store::Store;
use super::table::Sheet;
use super::view::{self, Found, Span, Unreadable, View};

/// An object is not made larger than about this.
const MOST_BYTES: usize = 128 << 20;

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Compacted {
    /// Hours that were written anew.
    pub hours: usize,
    /// Objects that are gone.
    pub objects_before: usize,
    /// Objects that are there instead.
    pub objects_after: usize,
    /// Records that were there before, copies and all.
    pub records_before: usize,
    /// Records that are there now.
    pub records_after: usize,
}

/// Compacts the hours of a span that consist of several objects, or in which somebody has to be forgotten.
pub async fn compact(store: &Store, span: &Span) -> Result<Compacted, Unreadable> {
    let mut all = Compacted::default();
    let erasures = view::erasures(store, span.tenant.as_deref()).await?;
    let objects = view::objects(store, span).await?;
    for hour in objects.chunk_by(|one, other| (one.hour, &one.tenant) == (other.hour, &other.tenant)) {
        let of_tenant = erasures.iter().flat_map(|(_, erasures)| erasures);
        let of_tenant = of_tenant.filter(|erasure| erasure.tenant == hour[0].tenant).cloned();
        compact_hour(store, hour, View::new(of_tenant), &mut all).await?;
    }
    Ok(all)
}

async fn compact_hour(
    store: &Store,
    hour: &[Found],
    mut view: View,
    all: &mut Compacted,
) -> Result<(), Unreadable> {
    let is_needed = match hour {
        [one] => {
            let mut is_concerned = false;
            for record in view::records(one, store.get(&one.path).await?)? {
                is_concerned |= view.concerns(&record?);
            }
            is_concerned
        }
        _ => true,
    };
    if !is_needed {
        return Ok(());
    }
    let name = name(hour, &view);
    let mut parts = Parts { store, hour: &hour[0], name, sheet: None, written: 0, records: 0 };
    let mut records_before = 0;
    for object in hour {
        for record in view::records(object, store.get(&object.path).await?)? {
            records_before += 1;
            if let Some(record) = view.of(record?) {
                parts.add(record).await?;
            }
        }
    }
    parts.end().await?;
    let (written, records_after) = (parts.written, parts.records);
    for object in hour {
        store.delete(&object.path).await?;
    }
    all.hours += 1;
    all.objects_before += hour.len();
    all.objects_after += written;
    all.records_before += records_before;
    all.records_after += records_after;
    Ok(())
}

/// The same objects and erasures give the same name, and others another one.
fn name(hour: &[Found], view: &View) -> String {
    let mut digest = blake3::Hasher::new();
    // Another version may part and pack records in another way.
    digest.update(env!("CARGO_PKG_VERSION").as_bytes());
    for object in hour {
        digest.update(object.path.as_ref().as_bytes()).update(b"\n");
    }
    digest.update(&view.digest());
    format!("compacted-{}", &digest.finalize().to_hex()[..16])
}

/// The new objects of an hour.
struct Parts<'a> {
    store: &'a Store,
    hour: &'a Found,
    name: String,
    sheet: Option<Sheet>,
    written: usize,
    records: usize,
}

impl Parts<'_> {
    async fn add(&mut self, record: super::record::Record) -> Result<(), Unreadable> {
        let wrong = |source| Unreadable::Table { path: self.hour.path.clone(), source };
        let sheet = match self.sheet.take() {
            Some(sheet) => sheet,
            None => Sheet::new(&facts(&self.hour.tenant, &self.name)).map_err(wrong)?,
        };
        let sheet = self.sheet.insert(sheet);
        sheet.add(record).map_err(wrong)?;
        self.records += 1;
        if sheet.bytes() >= MOST_BYTES { self.end().await } else { Ok(()) }
    }

    async fn end(&mut self) -> Result<(), Unreadable> {
        let Some(sheet) = self.sheet.take() else { return Ok(()) };
        let wrong = |source| Unreadable::Table { path: self.hour.path.clone(), source };
        let key = format!("{}/{}-{}.parquet", view::folder(self.hour), self.name, self.written);
        self.store.put(&key, sheet.end().map_err(wrong)?.into()).await?;
        self.written += 1;
        Ok(())
    }
}
