//! Runs the built program, as a shell would.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::Value;
use tempfile::TempDir;

/// What the program did.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// The answers, one a line.
    pub(crate) fn answers(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
    }

    /// The ids of the answers, `null` where there is none.
    pub(crate) fn ids(&self) -> Vec<Value> {
        self.answers().iter().map(|answer| answer["id"].clone()).collect()
    }
}

/// The program, not started yet.
pub(crate) fn koko(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_koko"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the program with this on stdin.
pub(crate) fn run(arguments: &[&str], stdin: impl AsRef<[u8]>) -> Ran {
    let mut child = koko(arguments).spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("stdin is a pipe");
    let stdin = stdin.as_ref().to_vec();
    // A thread of its own, because the program may answer before it has read everything, or not read at all.
    let writer = std::thread::spawn(move || pipe.write_all(&stdin).ok());
    let ended = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    Ran {
        status: ended.status.code().expect("the program ends by itself"),
        out: String::from_utf8(ended.stdout).expect("answers are UTF-8"),
        err: String::from_utf8(ended.stderr).expect("messages are UTF-8"),
    }
}

/// A folder that is gone after the test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Folder(tempfile::tempdir().expect("there is room for a folder"))
    }

    /// Writes a file, and gives its path as the command line wants it.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).expect("there is room for a file");
        path.display().to_string()
    }

    /// Writes a Parquet file with the columns `id`, counted from 0, and `text`.
    pub(crate) fn parquet(&self, name: &str, texts: &[&str]) -> String {
        self.try_parquet(name, texts).expect("a Parquet file can be written");
        self.path(name).display().to_string()
    }

    fn try_parquet(&self, name: &str, texts: &[&str]) -> Result<(), Box<dyn std::error::Error>> {
        let schema =
            parse_message_type("message rows { required int64 id; required binary text (STRING); }")?;
        let properties = Arc::new(WriterProperties::builder().build());
        let mut writer =
            SerializedFileWriter::new(File::create(self.path(name))?, Arc::new(schema), properties)?;
        let mut group = writer.next_row_group()?;
        let ids: Vec<i64> = (0..).take(texts.len()).collect();
        let mut column = group.next_column()?.expect("the first column is `id`");
        column.typed::<Int64Type>().write_batch(&ids, None, None)?;
        column.close()?;
        let texts: Vec<_> = texts.iter().map(|text| ByteArray::from(*text)).collect();
        let mut column = group.next_column()?.expect("the second column is `text`");
        column.typed::<ByteArrayType>().write_batch(&texts, None, None)?;
        column.close()?;
        group.close()?;
        writer.close()?;
        Ok(())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// The comments that come with the examples.
pub(crate) fn comments() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/comments.jsonl");
    std::fs::read_to_string(path).expect("the examples are there")
}
