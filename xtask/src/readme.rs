//! The output that README.md shows is what the command prints.

use crate::pages::root;
use anyhow::{Context, Result, ensure};
use std::process::Command;

const BEGIN: &str = "<!-- begin: what `dateline read examples/dispatch.txt` prints, shortened -->\n";
const END: &str = "<!-- end -->";
/// Lines shown of the report, and of each section with its title.
const LINES_OF_REPORT: usize = 2;
const LINES_OF_SECTION: usize = 7;

/// The README with the output in its place.
pub(crate) fn page(before: &str) -> Result<String> {
    let (head, rest) = before
        .split_once(BEGIN)
        .context("no mark where the output begins")?;
    let (_, tail) = rest.split_once(END).context("no mark where the output ends")?;
    Ok(format!("{head}{BEGIN}```text\n{}\n```\n{END}{tail}", output()?))
}

/// What the command prints, long blocks cut short.
fn output() -> Result<String> {
    let cargo = option_env!("CARGO").unwrap_or("cargo");
    let output = Command::new(cargo)
        .args(["run", "--quiet", "--release", "-p", "dateline-cli", "--"])
        .args(["read", "examples/dispatch.txt", "--color", "never"])
        .current_dir(root())
        .output()?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let printed = String::from_utf8(output.stdout)?;
    ensure!(printed.contains("\nTimeline\n"), "the record has no timeline");
    let blocks: Vec<_> = printed.trim().split("\n\n").map(shortened).collect();
    Ok(blocks.join("\n\n"))
}

/// A block with so many lines that README.md stays one screen.
fn shortened(block: &str) -> String {
    let lines: Vec<_> = block.lines().collect();
    let (at_least, more) = if block.starts_with('[') {
        (LINES_OF_REPORT, "\n…")
    } else {
        (LINES_OF_SECTION, "\n  …")
    };
    // A sentence or an entry may go on over lines that are indented more: it is kept whole.
    let begins = |line: &str| line.starts_with('[') || line.starts_with("  ") && !line.starts_with("    ");
    match (at_least..lines.len()).find(|&at| begins(lines[at])) {
        Some(keep) => lines[..keep].join("\n") + more,
        None => block.to_owned(),
    }
}
