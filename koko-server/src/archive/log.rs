//! The log: files of entries, each with its length and a checksum, that survive whatever ends the process.
//!
//! `NAME.open` is being written; `NAME.log` is a segment that is complete and waits to be shipped. Knows files only.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use serde_json::Error as JsonError;

use super::record::{Erasure, Record};

/// What every segment begins with; the digit is the version of its format.
const MAGIC: &[u8; 8] = b"KOKOLOG1";
/// Length and checksum.
const HEAD: usize = 8;
/// A text has at most 1 MiB, and JSON writes a character in six bytes at worst.
const MOST_BYTES: usize = 8 << 20;

const OPEN: &str = "open";
const CLOSED: &str = "log";
/// A segment that is being written anew.
const SCRUBBED: &str = "scrubbed";
/// A segment in which something is not as it was written.
const BROKEN: &str = "broken";

/// What stands in a log.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// Something to be archived.
    Record(Box<Record>),
    /// Somebody to be forgotten.
    Erasure(Erasure),
}

impl Entry {
    /// As it stands in the log.
    pub fn frame(&self) -> Vec<u8> {
        let mut frame = vec![0; HEAD];
        let (tag, written) = match self {
            Entry::Record(record) => (b'r', serde_json::to_vec(record)),
            Entry::Erasure(erasure) => (b'e', serde_json::to_vec(erasure)),
        };
        frame.push(tag);
        frame.extend(written.expect("words and numbers are JSON"));
        let length = u32::try_from(frame.len() - HEAD).expect("what is decided about has at most a megabyte");
        frame[..4].copy_from_slice(&length.to_le_bytes());
        let sum = checksum(&length.to_le_bytes(), &frame[HEAD..]);
        frame[4..HEAD].copy_from_slice(&sum.to_le_bytes());
        frame
    }

    fn read(payload: &[u8]) -> Result<Entry, JsonError> {
        match payload.split_first() {
            Some((b'r', written)) => serde_json::from_slice(written).map(Entry::Record),
            Some((b'e', written)) => serde_json::from_slice(written).map(Entry::Erasure),
            _ => Err(serde::de::Error::custom("an entry is a record or an erasure")),
        }
    }
}

/// The length counts, too, so that a tail of zeros is no entry.
fn checksum(length: &[u8; 4], payload: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(length);
    sum.update(payload);
    sum.finalize()
}

/// Reads a segment, entry by entry, up to where it is not whole.
pub struct Entries {
    file: BufReader<File>,
    sum: crc32fast::Hasher,
    good: u64,
    payload: Vec<u8>,
}

impl Entries {
    /// From the beginning.
    pub fn of(path: &Path) -> io::Result<Entries> {
        let mut file = BufReader::new(File::open(path)?);
        let mut magic = [0; MAGIC.len()];
        let is_ours = match fill(&mut file, &mut magic)? {
            Filled::Whole => &magic == MAGIC,
            Filled::Torn | Filled::Nothing => false,
        };
        let good = if is_ours { MAGIC.len() as u64 } else { 0 };
        Ok(Entries { file, sum: crc32fast::Hasher::new(), good, payload: Vec::new() })
    }

    /// So many bytes are whole.
    pub fn good(&self) -> u64 {
        self.good
    }

    /// A checksum of all that was read.
    pub fn checksum(&self) -> u32 {
        self.sum.clone().finalize()
    }

    /// The payload of the next entry; nothing at the end, or where it is torn.
    fn payload(&mut self) -> io::Result<Option<&[u8]>> {
        let mut head = [0; HEAD];
        if self.good == 0 || !matches!(fill(&mut self.file, &mut head)?, Filled::Whole) {
            return Ok(None);
        }
        let [length, sum] = [&head[..4], &head[4..]].map(|four| four.try_into().expect("four bytes"));
        let bytes = u32::from_le_bytes(length) as usize;
        if bytes > MOST_BYTES {
            return Ok(None);
        }
        self.payload.resize(bytes, 0);
        let is_whole = matches!(fill(&mut self.file, &mut self.payload)?, Filled::Whole);
        if !is_whole || checksum(&length, &self.payload) != u32::from_le_bytes(sum) {
            return Ok(None);
        }
        self.sum.update(&head);
        self.sum.update(&self.payload);
        self.good += (HEAD + bytes) as u64;
        Ok(Some(&self.payload))
    }
}

impl Iterator for Entries {
    type Item = io::Result<Entry>;

    fn next(&mut self) -> Option<io::Result<Entry>> {
        let read = self.payload().map(|payload| payload.map(Entry::read)).transpose()?;
        // Its checksum is right, so it was written so: by a Koko that knew other entries.
        Some(read.and_then(|entry| entry.map_err(io::Error::from)))
    }
}

enum Filled {
    Whole,
    Torn,
    Nothing,
}

fn fill(file: &mut impl Read, bytes: &mut [u8]) -> io::Result<Filled> {
    let mut filled = 0;
    while filled < bytes.len() {
        match file.read(&mut bytes[filled..]) {
            Ok(0) if filled == 0 => return Ok(Filled::Nothing),
            Ok(0) => return Ok(Filled::Torn),
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Filled::Whole)
}

/// A segment that is being written.
pub struct Open {
    file: File,
    path: PathBuf,
    bytes: u64,
    began: Instant,
    since: SystemTime,
    /// Whether something stands at its end that does not belong there.
    is_torn: bool,
}

impl Open {
    /// Begins one; nothing of this name may be there.
    pub fn begin(folder: &Path, name: &str) -> io::Result<Open> {
        let path = folder.join(name).with_extension(OPEN);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        let begun = file.write_all(MAGIC).and_then(|()| file.sync_all()).and_then(|()| sync_folder(folder));
        if let Err(error) = begun {
            std::fs::remove_file(&path).ok();
            return Err(error);
        }
        Ok(Open {
            file,
            path,
            bytes: MAGIC.len() as u64,
            began: Instant::now(),
            since: SystemTime::now(),
            is_torn: false,
        })
    }

    /// Adds whole frames: all of them, or none.
    pub fn append(&mut self, frames: &[u8]) -> io::Result<()> {
        if self.is_torn {
            self.cut()?;
        }
        if let Err(error) = self.file.write_all(frames) {
            self.is_torn = true;
            self.cut()?;
            return Err(error);
        }
        self.bytes += frames.len() as u64;
        Ok(())
    }

    /// Takes back what was added last.
    pub fn take_back(&mut self, bytes: usize) -> io::Result<()> {
        self.bytes -= bytes as u64;
        self.is_torn = true;
        self.cut()
    }

    fn cut(&mut self) -> io::Result<()> {
        self.file.set_len(self.bytes)?;
        self.file.seek(SeekFrom::Start(self.bytes))?;
        self.is_torn = false;
        Ok(())
    }

    /// Waits for the disk.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.bytes == MAGIC.len() as u64
    }

    /// How large it is.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// For how long it has been written, by a clock that nobody sets.
    pub fn age(&self) -> Duration {
        self.began.elapsed()
    }

    /// When it was begun.
    pub fn since(&self) -> SystemTime {
        self.since
    }

    /// Makes it a segment that waits to be shipped. If that fails, it goes on.
    pub fn close(&mut self) -> io::Result<Closed> {
        if self.is_torn {
            self.cut()?;
        }
        self.file.sync_all()?;
        close(&self.path).map(|path| Closed { path, bytes: self.bytes, since: self.since })
    }
}

/// A segment that is complete.
#[derive(Debug, Clone, PartialEq)]
pub struct Closed {
    /// Where it is.
    pub path: PathBuf,
    /// How large it is.
    pub bytes: u64,
    /// When it was begun or, after a restart, written to last; only to tell how old it is.
    pub since: SystemTime,
}

impl Closed {
    /// By what it is called in the keys of its objects.
    pub fn name(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Writes it anew without what has to be forgotten; whether anything was.
    pub fn scrub(&mut self, erasures: &[Erasure]) -> io::Result<bool> {
        let concerns = |record: &Record| erasures.iter().any(|erasure| erasure.concerns(record));
        let is_concerned = Entries::of(&self.path)?
            .any(|entry| matches!(entry, Ok(Entry::Record(record)) if concerns(&record)));
        if !is_concerned {
            return Ok(false);
        }
        let anew = self.path.with_extension(SCRUBBED);
        let mut file = BufWriter::new(File::create(&anew)?);
        file.write_all(MAGIC)?;
        for entry in Entries::of(&self.path)? {
            match entry? {
                Entry::Record(mut record) => {
                    if erasures.iter().all(|erasure| erasure.take_from(&mut record)) {
                        file.write_all(&Entry::Record(record).frame())?;
                    }
                }
                erasure => file.write_all(&erasure.frame())?,
            }
        }
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        self.bytes = file.metadata()?.len();
        std::fs::rename(&anew, &self.path)?;
        sync_folder(parent(&self.path))?;
        Ok(true)
    }

    /// It is in the archive.
    pub fn remove(&self) -> io::Result<()> {
        std::fs::remove_file(&self.path)?;
        sync_folder(parent(&self.path))
    }

    /// Keeps it aside, for a person to look at.
    pub fn put_aside(&self) -> io::Result<PathBuf> {
        let aside = self.path.with_extension(BROKEN);
        std::fs::rename(&self.path, &aside)?;
        sync_folder(parent(&self.path))?;
        Ok(aside)
    }
}

/// What an earlier process left: complete segments, oldest first. Tails that were torn when it died are cut off.
pub fn recover(folder: &Path) -> io::Result<Vec<Closed>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some(OPEN) => recover_open(&path)?,
            Some(SCRUBBED) => std::fs::remove_file(&path)?,
            _ => {}
        }
    }
    list(folder)
}

/// The complete segments in a folder, oldest first.
pub fn list(folder: &Path) -> io::Result<Vec<Closed>> {
    let mut closed = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == CLOSED) {
            let facts = entry.metadata()?;
            closed.push(Closed { path: entry.path(), bytes: facts.len(), since: facts.modified()? });
        }
    }
    closed.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(closed)
}

/// Files of a folder that were put aside, and the one that is being written.
pub fn others(folder: &Path) -> io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    let with = |wanted: &'static str| {
        paths
            .iter()
            .filter(move |path| path.extension().is_some_and(|extension| extension == wanted))
            .cloned()
    };
    Ok((with(BROKEN).collect(), with(OPEN).collect()))
}

fn recover_open(path: &Path) -> io::Result<()> {
    let mut entries = Entries::of(path)?;
    while entries.payload()?.is_some() {}
    if entries.good() <= MAGIC.len() as u64 {
        return std::fs::remove_file(path);
    }
    let file = OpenOptions::new().write(true).open(path)?;
    file.set_len(entries.good())?;
    file.sync_all()?;
    close(path).map(drop)
}

fn close(path: &Path) -> io::Result<PathBuf> {
    let closed = path.with_extension(CLOSED);
    std::fs::rename(path, &closed)?;
    sync_folder(parent(path))?;
    Ok(closed)
}

fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}

/// Renaming and removing last once the folder was told.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Other systems have no way to ask for it.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::record::tests::full;
    use super::*;

    fn entries(count: usize) -> Vec<Entry> {
        (0..count).map(|n| Entry::Record(Box::new(full("t", &n.to_string(), n as i64)))).collect()
    }

    /// A folder in which a process was writing these.
    fn written(entries: &[Entry]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let mut open = Open::begin(folder.path(), "one").unwrap();
        entries.iter().for_each(|entry| open.append(&entry.frame()).unwrap());
        let path = open.path.clone();
        (folder, path)
    }

    fn read(closed: &[Closed]) -> Vec<Entry> {
        closed.iter().flat_map(|closed| Entries::of(&closed.path).unwrap()).map(Result::unwrap).collect()
    }

    #[test]
    fn what_was_written_is_read_after_a_death_and_closed_segments_stay_as_they_are() {
        let all = entries(5);
        let (folder, _) = written(&all);
        let recovered = recover(folder.path()).unwrap();
        assert_eq!(read(&recovered), all);
        assert_eq!(recover(folder.path()).unwrap(), recovered);
        recovered[0].remove().unwrap();
        assert_eq!(recover(folder.path()).unwrap(), []);
    }

    #[test]
    fn a_file_in_which_nothing_is_whole_is_no_segment() {
        for content in [&b""[..], b"KOKO", b"KOKOLOG1", b"KOKOLOG2abc"] {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("x.open"), content).unwrap();
            assert_eq!(recover(folder.path()).unwrap(), []);
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        }
    }

    #[test]
    fn what_is_taken_back_was_never_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut open = Open::begin(folder.path(), "one").unwrap();
        let [one, two] = [0, 1].map(|n| entries(2)[n].frame());
        open.append(&one).unwrap();
        open.append(&two).unwrap();
        open.take_back(two.len()).unwrap();
        assert_eq!(read(&[open.close().unwrap()]), entries(1));
        assert!(Open::begin(folder.path(), "one").unwrap().is_empty());
    }

    #[test]
    fn scrubbing_leaves_nothing_of_whoever_is_forgotten() {
        let mut other = full("t", "9", 5);
        other.author = Some("somebody else".to_owned());
        let erasure = Erasure { tenant: "t".to_owned(), author: "a1".to_owned(), before: 100 };
        let all =
            [entries(3), vec![Entry::Record(Box::new(other)), Entry::Erasure(erasure.clone())]].concat();
        let (folder, _) = written(&all);
        let mut closed = recover(folder.path()).unwrap();
        assert!(closed[0].scrub(std::slice::from_ref(&erasure)).unwrap());
        assert_eq!(read(&closed), all[3..]);
        assert_eq!(closed[0].bytes, std::fs::metadata(&closed[0].path).unwrap().len());
        assert!(!closed[0].scrub(&[erasure]).unwrap());
    }

    proptest! {
        // Each case waits for the disk several times.
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Wherever the end is torn, all that was whole before it is read, and nothing else.
        #[test]
        fn a_torn_tail_is_cut_where_the_last_whole_entry_ends(count in 0_usize..6, torn in 0.0_f64..1.0) {
            let all = entries(count);
            let (folder, path) = written(&all);
            let bytes = std::fs::read(&path).unwrap();
            let length = (bytes.len() as f64 * torn) as usize;
            std::fs::write(&path, &bytes[..length]).unwrap();
            let ends = all.iter().scan(MAGIC.len(), |end, entry| { *end += entry.frame().len(); Some(*end) });
            let whole = ends.take_while(|end| *end <= length).count();
            prop_assert_eq!(read(&recover(folder.path()).unwrap()), &all[..whole]);
        }

        /// Whatever bit is wrong, what stands before it is read, and what is read was written.
        #[test]
        fn a_wrong_bit_is_noticed(count in 1_usize..6, place in 0.0_f64..1.0, bit in 0_u8..8) {
            let all = entries(count);
            let (folder, path) = written(&all);
            let mut bytes = std::fs::read(&path).unwrap();
            let place = MAGIC.len() + ((bytes.len() - MAGIC.len()) as f64 * place) as usize;
            bytes[place] ^= 1 << bit;
            std::fs::write(&path, &bytes).unwrap();
            let ends = all.iter().scan(MAGIC.len(), |end, entry| { *end += entry.frame().len(); Some(*end) });
            let whole = ends.take_while(|end| *end <= place).count();
            prop_assert_eq!(read(&recover(folder.path()).unwrap()), &all[..whole]);
        }

        /// After a power failure the tail may be anything, zeros above all.
        #[test]
        fn rubbish_after_the_end_is_no_entry(count in 0_usize..4, rubbish in prop::collection::vec(prop_oneof![Just(0_u8), any::<u8>()], 0..64)) {
            let all = entries(count);
            let (folder, path) = written(&all);
            let mut bytes = std::fs::read(&path).unwrap();
            bytes.extend(&rubbish);
            std::fs::write(&path, &bytes).unwrap();
            prop_assert_eq!(read(&recover(folder.path()).unwrap()), all);
        }
    }
}
