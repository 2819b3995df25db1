//! The command `koko`: exit codes, and nothing else.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use koko_server::cli::Cli;
use koko_server::run::{End, run};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            usage.print().ok();
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2));
        }
    };
    match run(&cli) {
        Ok(End::AllAnswered) => ExitCode::SUCCESS,
        Ok(End::SomeRefused) => ExitCode::from(1),
        Err(stop) => {
            // Where the log is for programs, it has this already.
            if !koko_server::serve::log::has_requests() {
                writeln!(std::io::stderr(), "koko: {stop}").ok();
            }
            ExitCode::from(2)
        }
    }
}
