//! The output that README.md shows is what the command prints.

use crate::pages::root;
use anyhow::{Context, Result, ensure};
use std::process::Command;

const BEGIN: &str = "<!-- begin: what `dateline read examples/dispatch.txt` prints below the report -->\n";
const END: &str = "<!-- end -->";

/// The README with the record of the example in its place.
pub(crate) fn page(before: &str) -> Result<String> {
    let (head, rest) = before
        .split_once(BEGIN)
        .context("no mark where the output begins")?;
    let (_, tail) = rest.split_once(END).context("no mark where the output ends")?;
    Ok(format!("{head}{BEGIN}```text\n{}\n```\n{END}{tail}", record()?))
}

/// What the command prints below the text of the report.
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
    Ok(printed[at..].trim().to_owned())
}
