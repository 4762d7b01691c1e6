//! Treebank files, packed or not.

use anyhow::{Context, Result};
use dateline::syntax::conllu::{self, Sentence};
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// The text of a file; unpacked if its name ends in `.gz`.
pub(crate) fn text(path: &Path) -> Result<String> {
    let mut text = String::new();
    #[expect(clippy::disallowed_methods, reason = "a host may read files")]
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let read = if path.extension().is_some_and(|e| e == "gz") {
        MultiGzDecoder::new(file).read_to_string(&mut text)
    } else {
        BufReader::new(file).read_to_string(&mut text)
    };
    read.with_context(|| format!("cannot read {}", path.display()))?;
    Ok(text)
}

/// The sentences of a file, grouped by document.
pub(crate) fn documents<'t>(text: &'t str, path: &Path) -> Result<Vec<Vec<Sentence<'t>>>> {
    let mut documents: Vec<Vec<Sentence<'_>>> = Vec::new();
    for sentence in conllu::read(text) {
        let sentence = sentence.with_context(|| path.display().to_string())?;
        match documents.last_mut() {
            Some(document) if !sentence.starts_document() => document.push(sentence),
            _ => documents.push(vec![sentence]),
        }
    }
    Ok(documents)
}

/// The raw text of a document, as its author wrote it: blanks as the file tells, a blank line before each paragraph.
pub(crate) fn raw(document: &[Sentence<'_>]) -> String {
    let mut text = String::new();
    for sentence in document {
        if sentence.starts_paragraph() && !text.is_empty() {
            text.push_str("\n\n");
        }
        for (form, _, space) in sentence.surface() {
            text.push_str(form);
            if space {
                text.push(' ');
            }
        }
    }
    text
}
