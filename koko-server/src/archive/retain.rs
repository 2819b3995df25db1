//! Removes what is older than its tenant wants it kept: whole days, of records and then of erasures.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::KeepDays;
use super::record::HOUR_MS;
use super::seal::{ERASURES, RECORDS, read_key};
use super::shared::{Shared, Told};
use super::store::{Failed, Store};

/// How often.
const EVERY: Duration = Duration::from_secs(3_600);
/// Days are removed by the clock, so not by one that was just set.
const JUMP: Duration = Duration::from_secs(3_600);
const DAY_MS: i64 = 24 * HOUR_MS;

/// Removes what is too old, again and again.
pub async fn retain_all(shared: Arc<Shared>, keep: KeepDays) {
    let (began, by_clock) = (Instant::now(), SystemTime::now());
    let mut told = Told::default();
    loop {
        let now = SystemTime::now();
        if has_jumped(by_clock, now, began.elapsed()) {
            super::say("the clock was set: nothing is removed from the archive before the next start");
            return;
        }
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis() as i64;
        for (tenant, days) in keep() {
            let retained = retain(&shared.store, &tenant, days, now).await;
            told.note("remove what is old from the archive", &retained);
        }
        tokio::time::sleep(EVERY).await;
    }
}

fn has_jumped(before: SystemTime, now: SystemTime, passed: Duration) -> bool {
    let by_clock = now.duration_since(before).unwrap_or_default();
    by_clock.abs_diff(passed) > JUMP
}

/// Removes the days of a tenant that ended more than so many days ago; how many objects those were.
pub async fn retain(store: &Store, tenant: &str, days: u32, now: i64) -> Result<usize, Failed> {
    let before = now - i64::from(days) * DAY_MS;
    let mut removed = 0;
    for day in store.folders(&format!("{RECORDS}/tenant={tenant}")).await? {
        let Some((_, last_hour)) = read_key(&format!("{day}/hour=23")) else { continue };
        if (last_hour + 1) * HOUR_MS > before {
            continue;
        }
        for object in store.list(day.as_ref()).await? {
            store.delete(&object.location).await?;
            removed += 1;
        }
    }
    // Records that come late may still have to be forgotten: an erasure stays a day longer than anything it is about.
    for object in store.list(&format!("{ERASURES}/tenant={tenant}")).await? {
        if object.last_modified.timestamp_millis() < before - DAY_MS {
            store.delete(&object.location).await?;
        }
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use super::super::seal::partition;
    use super::super::store::tests::in_folder;
    use super::*;
    use axum::body::Bytes;

    #[tokio::test]
    async fn only_whole_days_of_the_tenant_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let store = in_folder(folder.path());
        let now = 20_000 * DAY_MS + 5 * HOUR_MS;
        for (tenant, age) in [("a", 0), ("a", 6 * 24), ("a", 7 * 24 + 4), ("a", 7 * 24 + 6), ("b", 99 * 24)] {
            let key = format!("{}/{age}.parquet", partition(tenant, now / HOUR_MS - age));
            store.put(&key, Bytes::from_static(b"x")).await.unwrap();
        }
        assert_eq!(retain(&store, "a", 7, now).await.unwrap(), 1);
        assert_eq!(retain(&store, "a", 7, now).await.unwrap(), 0);
        assert_eq!(store.list("v1/tenant=a").await.unwrap().len(), 3);
        assert_eq!(store.list("v1/tenant=b").await.unwrap().len(), 1);
        assert_eq!(retain(&store, "nobody", 7, now).await.unwrap(), 0);
    }

    #[test]
    fn a_clock_that_was_set_is_noticed() {
        let (hour, before) = (Duration::from_secs(3_600), SystemTime::now());
        assert!(!has_jumped(before, before + hour, hour));
        assert!(
            has_jumped(before, before + 100 * hour, hour) && has_jumped(before, before - 9 * hour, 2 * hour)
        );
    }
}
