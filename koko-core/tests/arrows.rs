//! Proves the order of the modules: each uses only those that stand below it in `lib.rs`.

// A test may panic.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                return source_files(&path);
            }
            if path.extension().is_some_and(|extension| extension == "rs") { vec![path] } else { Vec::new() }
        })
        .collect()
}

/// The modules as `lib.rs` lists them, from the top to the bottom.
fn reading_order(source: &Path) -> Vec<String> {
    let lib = std::fs::read_to_string(source.join("lib.rs")).unwrap();
    lib.lines()
        .filter_map(|line| {
            Some(line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';')?.to_owned())
        })
        .collect()
}

#[test]
fn every_arrow_points_down() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let order = reading_order(&source);
    assert_eq!(
        order.last().map(String::as_str),
        Some("error"),
        "error is at the bottom and imports nothing of ours"
    );
    let rank = |module: &str| order.iter().position(|other| other == module);
    let mut arrows = 0;
    for file in source_files(&source) {
        let inside = file.strip_prefix(&source).unwrap().to_string_lossy().into_owned();
        let module = inside.split(['/', '.']).next().unwrap();
        let Some(from) = rank(module) else { continue };
        let text = std::fs::read_to_string(&file).unwrap();
        for used in text.split("crate::").skip(1) {
            let used: String =
                used.chars().take_while(|ch| ch.is_ascii_alphanumeric() || *ch == '_').collect();
            let to = rank(&used).unwrap_or_else(|| {
                panic!("{inside} imports crate::{used}, which lib.rs does not list: import from the owner")
            });
            assert!(to >= from, "{inside} uses {used}, which stands above {module} in lib.rs");
            arrows += usize::from(to > from);
        }
    }
    assert!(arrows > 30, "only {arrows} arrows were found: this test reads the sources wrongly");
}
