//! What stops the whole run. What is wrong with one row stays with the row, as the core's own error.

/// Why nothing (more) could be done.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// A file that cannot be opened or read.
    #[error("cannot read {file}: {source}")]
    Unreadable {
        /// As it was given.
        file: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A folder where a file was expected.
    #[error("{file} is a folder: name the files in it")]
    Folder {
        /// As it was given.
        file: String,
    },
    /// A file that would have to be unpacked first.
    #[error(
        "{file} is compressed: unpack it, and pipe it in if you like (`… | koko score --format jsonl -`)"
    )]
    Compressed {
        /// As it was given.
        file: String,
    },
    /// Parquet keeps its table of contents at the end of the file.
    #[error("Parquet cannot be read from stdin, because its table of contents is at the end: name the file")]
    ParquetFromStdin,
    /// stdin named more than once.
    #[error("stdin (`-`) can be read only once: name it once")]
    StdinTwice,
    /// A table without a column that is needed.
    #[error("{file} has no column `{column}`, only {columns}: name the right one with {option}")]
    MissingColumn {
        /// As it was given.
        file: String,
        /// The column that was looked for.
        column: String,
        /// The columns there are.
        columns: String,
        /// The option that names this column.
        option: &'static str,
    },
    /// A table that contradicts its own format.
    #[error("cannot read {file} as {format}: {what}")]
    BadTable {
        /// As it was given.
        file: String,
        /// What it was taken for.
        format: &'static str,
        /// What is wrong.
        what: String,
    },
    /// Model, policy, runtime or device.
    #[error(transparent)]
    Core(#[from] koko_core::error::Error),
    /// Where the answers go does not take them.
    #[error("cannot write the answers: {0}")]
    Output(#[from] std::io::Error),
    /// A file in which nothing stands beside the texts that they could be held against.
    #[error("{files}: no {what}; looked for {looked}")]
    NothingToCompare {
        /// As they were given.
        files: String,
        /// What is missing.
        what: &'static str,
        /// The names that would have been understood.
        looked: String,
    },
    /// A chain that was broken.
    #[error("the audit log is broken at entry {number}: {what}")]
    BrokenAudit {
        /// Which entry.
        number: i64,
        /// What is wrong with it.
        what: String,
    },
    /// The database of a service.
    #[error(transparent)]
    Database(#[from] crate::serve::database::Failure),
    /// What is archived cannot be read.
    #[error("{what}")]
    Archive {
        /// What is wrong with which object.
        what: String,
    },
    /// A setting of the service that makes no sense.
    #[error("{what}")]
    BadConfiguration {
        /// What is wrong, and what would be right.
        what: String,
    },
    /// A file that cannot be written.
    #[error("cannot write {file}: {source}")]
    Unwritable {
        /// As it was given.
        file: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A question about authors, and nowhere to look.
    #[error(
        "where are the authors? name a store (`--store FOLDER` or `--store redis://host`), or files with `--events`"
    )]
    NoStore,
    /// An author of whom nothing is known.
    #[error(
        "nothing is known of {author}: check the name and, with a store, the secret that it was filled with"
    )]
    NoSuchAuthor {
        /// As they were called.
        author: String,
    },
    /// Events that may have been counted before.
    #[error(
        "there are authors in the store, and events that it has counted would count twice: name an empty store, or say \
         `--add` if these events are new to it"
    )]
    StoreInUse,
    /// A store has no past.
    #[error(
        "a store knows how somebody stands, not how it came to that: name the files of events with `--events`"
    )]
    NoTimeline,
    /// The address is taken, or not ours.
    #[error("cannot listen on {address}: {source}")]
    CannotListen {
        /// As it was given.
        address: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A certificate or its key that cannot be used.
    #[error("{file}: {what}")]
    BadTls {
        /// As it was given.
        file: String,
        /// What is wrong, and what to do.
        what: String,
    },
    /// A key of this name was made before.
    #[error("tenant `{tenant}` has a key `{name}`: revoke it first, or take another name")]
    KeyExists {
        /// Whose service.
        tenant: String,
        /// Whose key.
        name: String,
    },
    /// No key of this name was made.
    #[error("tenant `{tenant}` has no key `{name}`: `koko keys list` shows them")]
    NoSuchKey {
        /// Whose service.
        tenant: String,
        /// Whose key.
        name: String,
    },
    /// The thread that reads panicked; what it said is on stderr already.
    #[error("the input could not be read to its end: this is a mistake in Koko, please report it")]
    ReaderDied,
}
