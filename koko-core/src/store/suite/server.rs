//! A real Valkey or Redis for tests and measurements, started in a folder of its own and stopped with its owner.
//!
//! Looks for `KOKO_TEST_SERVER`, then for `valkey-server` and `redis-server` on the path, then for what `make setup`
//! left in `target/tools`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// When the server writes its log to disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Append {
    /// Never.
    Off,
    /// Every second.
    EverySecond,
    /// Before it answers.
    Always,
}

/// A server that runs. Listens on a socket in its folder, never on a port. Dropping it kills it and removes the folder.
#[derive(Debug)]
pub struct Server {
    process: Child,
    folder: PathBuf,
    append: Append,
    more: Vec<String>,
}

impl Server {
    /// Starts an empty server; `more` goes to its command line.
    ///
    /// # Panics
    /// When no server can be found, with what to do, or when it does not start.
    pub fn start(append: Append, more: &[&str]) -> Server {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        // Short: the path of a socket has a limit of a hundred bytes.
        let folder = std::env::temp_dir().join(format!("koko-server-{}-{number}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let more: Vec<String> = more.iter().map(|&word| word.to_owned()).collect();
        let process = run(&folder, append, &more);
        Server { process, folder, append, more }
    }

    /// Where it can be reached.
    pub fn address(&self) -> String {
        format!("unix://{}", self.socket().display())
    }

    /// Its socket.
    pub fn socket(&self) -> PathBuf {
        self.folder.join("socket")
    }

    /// Ends it as a loss of its process would: `kill -9`.
    pub fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    /// Starts it again on what it left on disk.
    pub fn start_again(&mut self) {
        self.kill();
        self.process = run(&self.folder, self.append, &self.more);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn run(folder: &Path, append: Append, more: &[String]) -> Child {
    let program = program();
    let _ = std::fs::remove_file(folder.join("socket"));
    let (on, when) = match append {
        Append::Off => ("no", "everysec"),
        Append::EverySecond => ("yes", "everysec"),
        Append::Always => ("yes", "always"),
    };
    let mut command = Command::new(&program);
    command.args(["--port", "0", "--unixsocket"]).arg(folder.join("socket")).arg("--dir").arg(folder);
    command.args(["--save", "", "--daemonize", "no", "--appendonly", on, "--appendfsync", when]).args(more);
    let mut process = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
    let mut output = BufReader::new(process.stdout.take().expect("the output is a pipe"));
    let mut said = String::new();
    // "Ready to …" on a port, "now ready to …" on a socket.
    while !said.contains("eady to accept connections") {
        if output.read_line(&mut said).unwrap_or(0) == 0 {
            panic!("{} ended instead of starting:\n{said}", program.display());
        }
    }
    // A full pipe would stop the server.
    std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
    process
}

/// The server to start.
fn program() -> PathBuf {
    if let Some(named) = std::env::var_os("KOKO_TEST_SERVER") {
        return PathBuf::from(named);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = ["valkey-server", "redis-server"]
        .iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)));
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools");
    let found = on_path.chain([tools.join("store-server")]).find(|place| place.is_file());
    found.unwrap_or_else(|| {
        panic!(
            "no valkey-server or redis-server was found on the path or in {}: run `make setup`, which gets one without \
             installing it, or name one in KOKO_TEST_SERVER",
            tools.display()
        )
    })
}
