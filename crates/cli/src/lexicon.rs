//! The lexicon, with the user's own tables laid over it.

use crate::Usage;
use anyhow::{Context, Result};
use dateline::Reader;
use dateline::lexicon::Lexicon;
use std::fs;
use std::path::Path;

/// A reader with the built-in lexicon, and the user's tables and gazetteer if there are any.
pub(crate) fn reader(folder: Option<&Path>, gazetteer: Option<&Path>) -> Result<Reader> {
    let mut lexicon = lexicon(folder)?;
    if let Some(file) = gazetteer {
        lexicon.add_gazetteer(crate::gazetteer::open(file)?);
    }
    Ok(Reader::with_lexicon(lexicon))
}

/// The built-in lexicon and the tables of `folder`, if there is one.
pub(crate) fn lexicon(folder: Option<&Path>) -> Result<Lexicon> {
    let mut lexicon = Lexicon::embedded();
    if let Some(folder) = folder {
        overlay(&mut lexicon, folder).map_err(|error| Usage(format!("--lexicon: {error:#}")))?;
    }
    Ok(lexicon)
}

/// Lays every `.tsv` file of the folder over the lexicon, in the order of their names.
fn overlay(lexicon: &mut Lexicon, folder: &Path) -> Result<()> {
    let at = || folder.display().to_string();
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(at)? {
        let path = entry.with_context(at)?.path();
        if path.extension().is_some_and(|end| end == "tsv") {
            paths.push(path);
        }
    }
    paths.sort();
    for path in paths {
        let name = path.display().to_string();
        #[expect(clippy::disallowed_methods, reason = "the host opens files for the engine")]
        let text = fs::read_to_string(&path).with_context(|| name.clone())?;
        lexicon.overlay(&name, &text)?;
    }
    Ok(())
}
