//! Finds and loads ONNX Runtime, once per process.
//!
//! Looks at an explicit path, `ORT_DYLIB_PATH`, beside the program, in Python's `onnxruntime`, and in npm's
//! `onnxruntime-node`. What is found is checked for its version before anything else is asked of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ort::environment::Environment;
use parking_lot::Mutex;

use crate::error::{Error, Result};

const SUPPORTED: &str = "ONNX Runtime 1.19 and later 1.x";

/// File names of the library, and how the versioned ones begin.
#[cfg(target_os = "linux")]
const NAMES: (&str, &str) = ("libonnxruntime.so", "libonnxruntime.so.");
#[cfg(target_os = "macos")]
const NAMES: (&str, &str) = ("libonnxruntime.dylib", "libonnxruntime.1");
#[cfg(target_os = "windows")]
const NAMES: (&str, &str) = ("onnxruntime.dll", "onnxruntime.dll.");

struct Loaded {
    path: PathBuf,
    environment: Environment,
}

static LOADED: Mutex<Option<Loaded>> = Mutex::new(None);

/// Loads ONNX Runtime unless this process has it already, and gives the library and its environment.
///
/// A process holds one runtime. Asking for a second library by its path is refused rather than ignored.
pub(super) fn load(explicit: Option<&Path>) -> Result<(PathBuf, Environment)> {
    let mut loaded = LOADED.lock();
    if let Some(Loaded { path, environment }) = &*loaded {
        if explicit.is_some_and(|explicit| canonical(explicit) != canonical(path)) {
            let what =
                format!("{} is already loaded in this process, which can hold only one", path.display());
            return Err(unfit(explicit.unwrap_or(path), what));
        }
        return Ok((path.clone(), environment.clone()));
    }
    let path = find(explicit)?;
    let builder = ort::init_from(&path).map_err(|error| unfit(&path, error.to_string()))?;
    let environment = builder.with_name("koko").build().map_err(|error| unfit(&path, error.to_string()))?;
    // Its warnings (about devices it looked for, for example) go to stderr, where our callers do not expect them.
    environment.set_log_level(ort::logging::LogLevel::Error);
    *loaded = Some(Loaded { path: path.clone(), environment: environment.clone() });
    Ok((path, environment))
}

/// The library to load. A path that somebody named is taken or refused, never replaced by another.
fn find(explicit: Option<&Path>) -> Result<PathBuf> {
    let variable = std::env::var_os("ORT_DYLIB_PATH").filter(|path| !path.is_empty()).map(PathBuf::from);
    if let Some(named) = explicit.map(Path::to_owned).or(variable) {
        if !named.is_file() {
            return Err(unfit(&named, "there is no such file".to_owned()));
        }
        return Ok(named);
    }
    let folders = candidates();
    let found = folders.iter().find_map(|folder| library_in(folder));
    if let Some(library) = found.or_else(|| library_in(&python_package()?)) {
        return Ok(library);
    }
    let looked: Vec<_> = folders.iter().map(|folder| folder.display().to_string()).collect();
    Err(Error::RuntimeMissing { looked: format!("ORT_DYLIB_PATH, {}, python3", looked.join(", ")) })
}

/// Folders that may hold the library, the likeliest first. Cheap: nothing is started, only names are made.
fn candidates() -> Vec<PathBuf> {
    let program =
        std::env::current_exe().ok().and_then(|program| Some(canonical(&program).parent()?.to_owned()));
    let here = std::env::current_dir().ok();
    let mut folders = Vec::new();
    if let Some(program) = &program {
        folders.extend([program.clone(), program.join("lib"), program.join("../lib")]);
    }
    let environments = std::env::var_os("VIRTUAL_ENV").map(PathBuf::from).into_iter();
    let above = || program.iter().chain(&here).flat_map(|start| start.ancestors());
    let environments = environments.chain(above().map(|folder| folder.join(".venv")));
    folders.extend(environments.flat_map(|environment| packages_of(&environment)));
    folders.extend(above().flat_map(|folder| {
        let package = Path::new("node_modules/onnxruntime-node");
        [folder.join(package), folder.join("koko-node").join(package)]
            .into_iter()
            .flat_map(|package| binaries_of(&package))
    }));
    folders
}

/// `lib/python3.*/site-packages/onnxruntime/capi` of a Python environment.
fn packages_of(environment: &Path) -> Vec<PathBuf> {
    let versions = folders_in(&environment.join("lib"));
    let versions = versions.into_iter().chain([environment.join("Lib")]);
    versions.map(|lib| lib.join("site-packages/onnxruntime/capi")).filter(|folder| folder.is_dir()).collect()
}

/// `bin/napi-v*/<platform>/<arch>` of the npm package.
fn binaries_of(package: &Path) -> Vec<PathBuf> {
    let platform = match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let arch = if std::env::consts::ARCH == "aarch64" { "arm64" } else { "x64" };
    folders_in(&package.join("bin")).into_iter().map(|napi| napi.join(platform).join(arch)).collect()
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut folders: Vec<_> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Asks the `python3` on the PATH where its `onnxruntime` is, without importing it. The last resort: it takes a
/// tenth of a second.
fn python_package() -> Option<PathBuf> {
    let question =
        "import importlib.util as u; s = u.find_spec('onnxruntime'); print(s.submodule_search_locations[0])";
    let asked = Command::new("python3")
        .args(["-c", question])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let answer = String::from_utf8(asked.stdout).ok()?;
    (asked.status.success() && !answer.trim().is_empty()).then(|| Path::new(answer.trim()).join("capi"))
}

/// The library in a folder: the plain name, or the highest version.
fn library_in(folder: &Path) -> Option<PathBuf> {
    let plain = folder.join(NAMES.0);
    if plain.is_file() {
        return Some(plain);
    }
    let entries = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let versioned = entries.filter_map(|path| {
        let version = path.file_name()?.to_str()?.strip_prefix(NAMES.1)?.to_owned();
        let parts: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
        Some((parts, path))
    });
    versioned.max().map(|(_, path)| path)
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn unfit(path: &Path, what: String) -> Error {
    Error::RuntimeUnfit { path: path.to_owned(), what, supported: SUPPORTED.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_version_in_a_folder_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(library_in(folder.path()), None);
        for version in ["1.9.0", "1.32.0", "1.24.1"] {
            std::fs::write(folder.path().join(format!("{}{version}", NAMES.1)), "").unwrap();
        }
        assert!(library_in(folder.path()).unwrap().to_string_lossy().ends_with("1.32.0"));
    }

    #[test]
    fn a_named_library_that_is_not_there_is_not_replaced_by_another() {
        let refused = find(Some(Path::new("/nowhere/libonnxruntime.so"))).unwrap_err();
        assert!(refused.to_string().contains("/nowhere/libonnxruntime.so"), "{refused}");
    }

    #[test]
    fn a_file_that_is_no_library_is_refused_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAMES.0);
        std::fs::write(&path, "not a library").unwrap();
        let refused = load(Some(&path)).unwrap_err();
        assert!(refused.to_string().contains("cannot be used as ONNX Runtime"), "{refused}");
    }
}
