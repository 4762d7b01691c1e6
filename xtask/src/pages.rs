//! Writes pages, or checks that they are as they would be written.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// Makes a page out of what it was before.
pub(crate) type Page = (&'static str, fn(&str) -> Result<String>);

/// Writes each page; with `check` only compares.
pub(crate) fn write(pages: &[Page], check: bool) -> Result<()> {
    for (name, page) in pages {
        keep(name, page, check)?;
    }
    Ok(())
}

/// Writes one page as it is made out of what it was before; with `check` only compares.
pub(crate) fn keep(name: &str, make: impl Fn(&str) -> Result<String>, check: bool) -> Result<()> {
    let path = root().join(name);
    #[expect(clippy::disallowed_methods, reason = "a host may read files")]
    let before = fs::read_to_string(&path).unwrap_or_default();
    let after = make(&before).with_context(|| format!("making {name}"))?;
    if check && before != after {
        bail!("{name} is out of date: run `cargo xtask docs`");
    }
    if before != after {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("making the folder of {name}"))?;
        }
        #[expect(clippy::disallowed_methods, reason = "a host may write files")]
        fs::write(&path, after).with_context(|| format!("writing {name}"))?;
    }
    Ok(())
}

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}
