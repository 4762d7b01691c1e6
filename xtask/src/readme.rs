//! The output that README.md shows is what the command prints.

use crate::pages::root;
use anyhow::{Context, Result, ensure};
use std::process::Command;

const BEGIN: &str = "<!-- begin: what `dateline read examples/dispatch.txt` prints below the report -->\n";
/// Lines of each section, its title included.
const LINES_SHOWN: usize = 11;
const END: &str = "<!-- end -->";

/// The README with the record of the example in its place.
pub(crate) fn page(before: &str) -> Result<String> {
    let (head, rest) = before
        .split_once(BEGIN)
        .context("no mark where the output begins")?;
    let (_, tail) = rest.split_once(END).context("no mark where the output ends")?;
    Ok(format!("{head}{BEGIN}```text\n{}\n```\n{END}{tail}", record()?))
}

/// What the command prints below the text of the report, the long sections cut short.
fn record() -> Result<String> {
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
    let at = printed
        .find("\nTimeline\n")
        .context("the record has no timeline")?;
    let sections: Vec<_> = printed[at..].trim().split("\n\n").map(shortened).collect();
    Ok(sections.join("\n\n"))
}

/// A section with so many lines that README.md stays one screen.
fn shortened(section: &str) -> String {
    let lines: Vec<_> = section.lines().collect();
    // An entry may go on over lines that begin with more blanks than a label does: it is kept whole.
    let begins_entry = |line: &str| line.starts_with("  ") && !line.starts_with("    ");
    let keep = (LINES_SHOWN..lines.len()).find(|&at| begins_entry(lines[at]));
    match keep {
        Some(keep) => lines[..keep].join("\n") + "\n  …",
        None => section.to_owned(),
    }
}
