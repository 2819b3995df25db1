//! The promises of a store, and what a disk can do to it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64};

use redb::StorageBackend;
use redb::backends::FileBackend;
use tempfile::TempDir;

use super::super::suite::{self, Fixture};
use super::*;
use crate::clock::{HandClock, SystemClock, Timestamp};
use crate::error::ErrorKind;

/// What is wrong with the disk.
#[derive(Debug)]
pub(super) struct Faults {
    /// Bytes by which files may still grow.
    room: AtomicI64,
    /// Nothing can be synced any more, as when a disk is pulled out.
    broken: AtomicBool,
}

impl Faults {
    fn none() -> Arc<Faults> {
        Arc::new(Faults { room: AtomicI64::new(i64::MAX), broken: AtomicBool::new(false) })
    }
}

/// A file on a disk with faults.
#[derive(Debug)]
pub(super) struct Faulty {
    file: FileBackend,
    faults: Arc<Faults>,
}

impl Faulty {
    pub(super) fn new(file: FileBackend, faults: &Arc<Faults>) -> Faulty {
        Faulty { file, faults: Arc::clone(faults) }
    }

    fn check(&self) -> std::io::Result<()> {
        if self.faults.broken.load(Ordering::SeqCst) {
            return Err(std::io::Error::other("the disk was pulled out"));
        }
        Ok(())
    }
}

impl StorageBackend for Faulty {
    fn len(&self) -> std::io::Result<u64> {
        self.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> std::io::Result<()> {
        self.file.read(offset, out)
    }

    fn set_len(&self, len: u64) -> std::io::Result<()> {
        self.check()?;
        let more = (len.saturating_sub(self.file.len()?)).cast_signed();
        if self.faults.room.fetch_sub(more, Ordering::SeqCst) < more {
            self.faults.room.fetch_add(more, Ordering::SeqCst);
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        self.file.set_len(len)
    }

    fn sync_data(&self) -> std::io::Result<()> {
        self.check()?;
        self.file.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> std::io::Result<()> {
        self.check()?;
        self.file.write(offset, data)
    }

    fn close(&self) -> std::io::Result<()> {
        self.file.close()
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn open(folder: &Path) -> Result<FileStore> {
    FileStore::open(folder, Arc::new(SystemClock))
}

fn with_faults(folder: &Path, faults: &Arc<Faults>) -> Result<FileStore> {
    let mut disk = Disk::new(folder, 16 << 20)?;
    disk.faults = Some(Arc::clone(faults));
    FileStore::on(disk, Arc::new(SystemClock), FileOptions::default())
}

fn key(number: u32) -> Key {
    let mut hash = [0; 16];
    hash[..4].copy_from_slice(&number.to_be_bytes());
    Space::Author.key(&hash)
}

fn make(number: u32, bytes: usize) -> Change {
    let value = Some(vec![number as u8; bytes]);
    Change { key: key(number), expect: None, value, expires_at: None }
}

fn save(store: &FileStore, changes: &[Change]) -> Result<()> {
    for outcome in store.save_if(changes)? {
        assert!(matches!(outcome, Outcome::Saved(_)), "{outcome:?}");
    }
    Ok(())
}

/// Panics unless the first `count` records are as [`make`] made them.
fn check(store: &FileStore, count: u32, bytes: usize) {
    let keys: Vec<Key> = (0..count).map(key).collect();
    for (number, found) in (0..count).zip(store.load(&keys).expect("loads")) {
        let found = found.unwrap_or_else(|| panic!("record {number} of {count} is gone"));
        assert!(found.bytes == vec![number as u8; bytes], "record {number} of {count} is another one");
    }
}

fn file_names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("a file").file_name().into_string().expect("text")).collect();
    names.sort();
    names
}

fn log_of(folder: &Path) -> PathBuf {
    let name = file_names(folder).into_iter().find(|name| name.starts_with("log-")).expect("a log");
    folder.join(name)
}

/// A copy of the files as they are this moment, as after a loss of power.
fn copy(from: &Path) -> TempDir {
    let to = folder();
    for name in file_names(from) {
        std::fs::copy(from.join(&name), to.path().join(&name)).expect("copies");
    }
    to
}

#[test]
fn it_keeps_the_promises_of_a_store() {
    let folders = folder();
    let number = AtomicU64::new(0);
    let next = || folders.path().join(number.fetch_add(1, Ordering::Relaxed).to_string());
    suite::run(&|| {
        let clock = Arc::new(HandClock::at(suite::start()));
        let store = FileStore::open(next(), Arc::clone(&clock) as Arc<dyn Clock>).expect("opens");
        Fixture::new(Arc::new(store), clock)
    });
}

#[test]
fn it_keeps_them_while_checkpoints_run_all_the_time() {
    let folders = folder();
    let number = AtomicU64::new(0);
    suite::run(&|| {
        let clock = Arc::new(HandClock::at(suite::start()));
        let here = folders.path().join(number.fetch_add(1, Ordering::Relaxed).to_string());
        let options = FileOptions { checkpoint_bytes: 1, gather: Duration::ZERO, ..FileOptions::default() };
        let clock_of_store = Arc::clone(&clock) as Arc<dyn Clock>;
        let store = FileStore::open_with(here, clock_of_store, options).expect("opens");
        Fixture::new(Arc::new(store), clock)
    });
}

#[test]
fn what_was_acknowledged_is_there_after_a_loss_of_power() {
    let folder = folder();
    let store = open(folder.path()).expect("opens");
    for number in 0..300 {
        save(&store, &[make(number, 100)]).expect("saves");
        if number == 200 {
            store.checkpoint().expect("a checkpoint");
        }
        if number % 100 == 99 {
            let copied = copy(folder.path());
            let again = open(copied.path()).expect("opens");
            check(&again, number + 1, 100);
        }
    }
}

#[test]
fn versions_grow_across_deletion_checkpoint_and_start() {
    let folder = folder();
    let mut last = Version(0);
    for round in 0..6 {
        let store = open(folder.path()).expect("opens");
        let Outcome::Saved(made) = store.save_if(&[make(1, 10)]).expect("saves")[0] else {
            panic!("{round}")
        };
        assert!(made > last, "{made:?} after {last:?}");
        if round % 2 == 0 {
            store.checkpoint().expect("a checkpoint");
        }
        let delete = Change { expect: Some(made), value: None, ..make(1, 0) };
        let Outcome::Saved(deleted) = store.save_if(&[delete]).expect("deletes")[0] else {
            panic!("{round}")
        };
        last = deleted;
        // Half of the rounds end as a kill would: the files are left as they are.
        if round % 3 == 0 {
            let copied = copy(folder.path());
            let again = open(copied.path()).expect("opens");
            let Outcome::Saved(again) = again.save_if(&[make(1, 10)]).expect("saves")[0] else {
                panic!("{round}")
            };
            assert!(again > last);
        }
    }
}

#[test]
fn a_store_that_was_closed_leaves_nothing_but_its_table() {
    let folder = folder();
    for number in 0..3 {
        let store = open(folder.path()).expect("opens");
        save(&store, &[make(number, 100)]).expect("saves");
        drop(store);
        assert_eq!(file_names(folder.path()), ["lock", "values.redb"]);
    }
    check(&open(folder.path()).expect("opens"), 3, 100);
}

#[test]
fn a_start_reads_several_logs_and_tidies_up() {
    let mut now = folder();
    for number in 0..10 {
        let store = open(now.path()).expect("opens");
        save(&store, &[make(number, 100)]).expect("saves");
        // As after a kill.
        now = copy(now.path());
    }
    let store = open(now.path()).expect("opens");
    store.checkpoint().expect("a checkpoint");
    assert_eq!(file_names(now.path()).len(), 3, "{:?}", file_names(now.path()));
    check(&store, 10, 100);
}

#[test]
fn what_has_expired_leaves_the_table() {
    let folder = folder();
    let clock = Arc::new(HandClock::at(suite::start()));
    let store = FileStore::open(folder.path(), Arc::clone(&clock) as Arc<dyn Clock>).expect("opens");
    let expires_at = Some(clock.now().plus(Duration::from_secs(10)));
    save(&store, &(0..50).map(|n| Change { expires_at, ..make(n, 10) }).collect::<Vec<_>>()).expect("saves");
    store.checkpoint().expect("a checkpoint");
    clock.advance(Duration::from_secs(100));
    // Something must have changed, or there is nothing to do.
    save(&store, &[make(99, 10)]).expect("saves");
    store.checkpoint().expect("a checkpoint");
    let shared = store.shared().expect("it is open");
    let long_ago = Timestamp::from_unix_seconds(0);
    let (rows, _) = shared.values.page(&shared.disk, Space::Author, None, 100, long_ago).expect("reads");
    assert_eq!(rows.len(), 1);
}

#[test]
fn a_full_disk_refuses_loses_nothing_and_recovers() {
    let folder = folder();
    let faults = Faults::none();
    let store = with_faults(folder.path(), &faults).expect("opens");
    faults.room.store(300_000, Ordering::SeqCst);
    let mut saved = 0;
    let refused = loop {
        match save(&store, &[make(saved, 5_000)]) {
            Ok(()) => saved += 1,
            Err(refused) => break refused,
        }
        assert!(saved < 1_000, "the disk is full after 300 kB");
    };
    assert_eq!(refused.kind(), ErrorKind::StoreUnavailable, "{refused}");
    assert!(
        refused.retry_after().is_some() && refused.to_string().contains("nothing was saved"),
        "{refused}"
    );
    for _ in 0..3 {
        assert!(save(&store, &[make(saved, 5_000)]).is_err());
        check(&store, saved, 5_000);
        assert!(store.load(&[key(saved)]).expect("loads")[0].is_none(), "nothing was saved");
    }
    check(&open(copy(folder.path()).path()).expect("opens"), saved, 5_000);
    faults.room.store(i64::MAX, Ordering::SeqCst);
    save(&store, &[make(saved, 5_000)]).expect("there is room again");
    check(&store, saved + 1, 5_000);
    drop(store);
    check(&open(folder.path()).expect("opens"), saved + 1, 5_000);
}

#[test]
fn a_checkpoint_on_a_full_disk_fails_loses_nothing_and_is_made_later() {
    let folder = folder();
    let faults = Faults::none();
    let store = with_faults(folder.path(), &faults).expect("opens");
    let changes: Vec<Change> = (0..200).map(|number| make(number, 5_000)).collect();
    save(&store, &changes).expect("saves");
    faults.room.store(100_000, Ordering::SeqCst);
    let refused = store.checkpoint().unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::StoreUnavailable, "{refused}");
    check(&store, 200, 5_000);
    check(&open(copy(folder.path()).path()).expect("opens"), 200, 5_000);
    faults.room.store(i64::MAX, Ordering::SeqCst);
    store.checkpoint().expect("there is room again");
    check(&store, 200, 5_000);
    drop(store);
    check(&open(folder.path()).expect("opens"), 200, 5_000);
}

#[test]
fn a_disk_that_goes_away_leaves_the_outcome_open_and_nothing_broken() {
    let folder = folder();
    let faults = Faults::none();
    let store = with_faults(folder.path(), &faults).expect("opens");
    save(&store, &[make(0, 100)]).expect("saves");
    faults.broken.store(true, Ordering::SeqCst);
    let unknown = store.save_if(&[make(1, 100)]).unwrap_err();
    assert!(matches!(unknown, Error::StoreOutcomeUnknown { .. }), "{unknown}");
    for _ in 0..2 {
        assert!(store.save_if(&[make(2, 100)]).is_err());
    }
    check(&store, 1, 100);
    faults.broken.store(false, Ordering::SeqCst);
    save(&store, &[make(2, 100)]).expect("the disk is back");
    // The caller looks, and saves again if need be: either way the record is there once.
    if store.load(&[key(1)]).expect("loads")[0].is_none() {
        save(&store, &[make(1, 100)]).expect("saves");
    }
    check(&store, 3, 100);
    drop(store);
    check(&open(folder.path()).expect("opens"), 3, 100);
}

/// Opens what should not open; it must say why, with these words.
fn check_refused(folder: &Path, words: &[&str]) {
    let refused = open(folder).err().unwrap_or_else(|| panic!("it was opened, although {words:?}"));
    assert_eq!(refused.kind(), ErrorKind::StoreFailed, "{refused}");
    for word in words {
        assert!(refused.to_string().contains(word), "no `{word}` in: {refused}");
    }
}

#[test]
fn a_folder_is_open_once() {
    let folder = folder();
    let first = open(folder.path()).expect("opens");
    check_refused(folder.path(), &["already open", "Valkey"]);
    save(&first, &[make(0, 10)]).expect("the first one goes on");
    drop(first);
    open(folder.path()).expect("opens");
}

#[test]
fn a_file_is_no_folder() {
    let folder = folder();
    let file = folder.path().join("state");
    std::fs::write(&file, "x").expect("writes");
    check_refused(&file, &["name a folder, not a file"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_refused() {
    // Nobody can, whatever their rights.
    check_refused(Path::new("/sys"), &["/sys", "the right to write there"]);
    check_refused(Path::new("/sys/koko"), &["/sys/koko", "the right to write there"]);
}

#[test]
fn files_that_are_not_ours_are_refused() {
    let folder = folder();
    std::fs::write(folder.path().join("values.redb"), vec![b'x'; 100_000]).expect("writes");
    check_refused(folder.path(), &["values.redb", "not a file of Koko's"]);

    let folder = super::tests::folder();
    let database = redb::Database::create(folder.path().join("values.redb")).expect("creates");
    drop(database);
    check_refused(folder.path(), &["values.redb", "was not written by Koko"]);
}

#[test]
fn another_format_is_refused() {
    for (format, words) in [(2, "a newer one"), (0, "an older Koko first")] {
        for kind in ["values", "log"] {
            let folder = folder();
            let store = open(folder.path()).expect("opens");
            save(&store, &[make(0, 10)]).expect("saves");
            let copied = copy(folder.path());
            let file = if kind == "log" { log_of(copied.path()) } else { copied.path().join("values.redb") };
            let database = redb::Database::open(&file).expect("opens");
            let transaction = database.begin_write().expect("begins");
            transaction.open_table(disk::META).expect("a table").insert("format", format).expect("inserts");
            transaction.commit().expect("commits");
            drop(database);
            check_refused(copied.path(), &[kind, words, &format!("format {format}")]);
        }
    }
}

#[test]
fn a_file_that_was_cut_short_is_refused_or_whole() {
    let folder = folder();
    let store = open(folder.path()).expect("opens");
    let changes: Vec<Change> = (0..100).map(|number| make(number, 1_000)).collect();
    save(&store, &changes).expect("saves");
    store.checkpoint().expect("a checkpoint");
    save(&store, &[make(100, 1_000)]).expect("saves");
    let mut refused = 0;
    for eighth in 0..8 {
        for kind in ["values", "log"] {
            let copied = copy(folder.path());
            let path = if kind == "log" { log_of(copied.path()) } else { copied.path().join("values.redb") };
            let file = std::fs::OpenOptions::new().write(true).open(&path).expect("opens");
            let length = file.metadata().expect("a length").len();
            file.set_len(length / 8 * eighth).expect("cuts");
            match open(copied.path()) {
                Ok(store) => check(&store, 101, 1_000),
                Err(error) => {
                    assert!(error.to_string().contains(kind), "{error}");
                    refused += 1;
                }
            }
        }
    }
    assert!(refused >= 8, "only {refused} of 16 were refused");
}

#[test]
fn a_table_that_is_missing_beside_its_logs_is_not_made_anew() {
    let folder = folder();
    let store = open(folder.path()).expect("opens");
    save(&store, &[make(0, 10)]).expect("saves");
    let copied = copy(folder.path());
    std::fs::remove_file(copied.path().join("values.redb")).expect("removes");
    check_refused(copied.path(), &["values.redb", "missing"]);
}

#[test]
fn bytes_that_were_changed_lead_to_an_error_or_nothing_at_all() {
    let folder = folder();
    let store = open(folder.path()).expect("opens");
    save(&store, &(0..200).map(|number| make(number, 300)).collect::<Vec<_>>()).expect("saves");
    store.checkpoint().expect("a checkpoint");
    save(&store, &[make(200, 300)]).expect("saves");
    let whole = copy(folder.path());
    for step in 0..40_u64 {
        let copied = copy(whole.path());
        let path = if step % 2 == 0 { copied.path().join("values.redb") } else { log_of(copied.path()) };
        let mut bytes = std::fs::read(&path).expect("reads");
        let at = (step as usize * 2_654_435_761) % bytes.len();
        bytes[at] ^= 0x55;
        std::fs::write(&path, bytes).expect("writes");
        // Whatever comes, it is an answer.
        if let Ok(store) = open(copied.path()) {
            let keys: Vec<Key> = (0..201).map(key).collect();
            let _ = store.load(&keys);
            let _ = store.save_if(&[make(300, 10)]);
        }
    }
}
