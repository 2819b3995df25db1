//! The documents tell the truth: what they name exists.

// A test may panic.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What stands between single backticks, outside of blocks of code.
fn code_spans(document: &str) -> Vec<String> {
    let outside: Vec<&str> = document.split("```").step_by(2).collect();
    outside.iter().flat_map(|part| part.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

#[test]
fn every_place_that_a_document_names_exists() {
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md", "DESIGN.md", "README.md"] {
        let text = read(document);
        let places = code_spans(&text).into_iter().filter(|span| {
            let first = span.split('/').next().unwrap_or_default();
            span.contains('/')
                && !span.contains([' ', '<', '@', '$', '*'])
                && !first.is_empty()
                // What a build makes is not there before it.
                && first != "target"
                && root().join(first).exists()
        });
        for place in places {
            assert!(root().join(&place).exists(), "{document} names `{place}`, which does not exist");
        }
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            let is_file = !target.is_empty() && !target.contains("://");
            assert!(
                !is_file || root().join(target).exists(),
                "{document} links to {target}, which does not exist"
            );
        }
    }
}

#[test]
fn the_map_has_every_folder_and_every_module() {
    let map = code_spans(&read("ARCHITECTURE.md"));
    let lib = read("koko-core/src/lib.rs");
    let modules =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned);
    let built = ["target", "node_modules"];
    let folders = std::fs::read_dir(root()).unwrap().filter_map(|entry| {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        (entry.path().is_dir() && !name.starts_with('.') && !built.contains(&name.as_str())).then_some(name)
    });
    for name in modules.chain(folders) {
        assert!(map.contains(&name), "ARCHITECTURE.md does not show `{name}`");
    }
    let passes = std::fs::read_dir(root().join("koko-core/src/text")).unwrap();
    let passes: Vec<String> = passes.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    for pass in ["characters", "spaced", "look_alikes", "leet", "repeats", "mask", "glyphs"] {
        assert!(map.iter().any(|name| name == pass) && passes.contains(&format!("{pass}.rs")), "{pass}");
    }
}

#[test]
fn the_commands_of_the_documents_are_in_the_makefile() {
    let makefile = read("Makefile");
    for document in ["README.md", "CONTRIBUTING.md"] {
        for command in code_spans(&read(document))
            .into_iter()
            .filter_map(|span| span.strip_prefix("make ").map(str::to_owned))
        {
            let target = command.split(' ').next().unwrap_or_default().to_owned();
            assert!(makefile.contains(&format!("\n{target}:")), "{document} names `make {target}`");
        }
    }
}
