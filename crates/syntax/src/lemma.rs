//! From a form to its dictionary form, by the edit that the model names.

use crate::Xpos;
use crate::features::{Fnv, straight};
use crate::model::{Model, Script};

/// What the treebanks say of the lemmas of forms that they hold: better than the model's guess for irregular ones.
#[derive(Default)]
pub(crate) struct Known {
    /// Sorted hashes of form in small letters, tag, and whether the form has a capital.
    pub(crate) keys: Vec<u64>,
    /// The number of the edit for each.
    pub(crate) edits: Vec<u8>,
}

impl Known {
    /// The edit for a form with this tag; a form not seen with this capital is looked up without, and the reverse.
    pub(crate) fn edit(&self, form: &str, xpos: Xpos) -> Option<u8> {
        let capital = form.chars().next().is_some_and(char::is_uppercase);
        let find = |capital: bool| {
            let mut key = Fnv::new(1000);
            let mut utf8 = [0; 4];
            for c in form.chars().flat_map(|c| straight(c).to_lowercase()) {
                key.add(c.encode_utf8(&mut utf8).as_bytes());
            }
            key.add(b"\t");
            key.add(xpos.as_str().as_bytes());
            key.add(if capital { b"\t1" } else { b"\t0" });
            self.keys
                .binary_search(&key.finish())
                .ok()
                .map(|at| self.edits[at])
        };
        let name = matches!(xpos, Xpos::NNP | Xpos::NNPS);
        find(capital).or_else(|| if name { None } else { find(!capital) })
    }
}

/// Appends a word's lemma to `out`: of an irregular verb, what the table of verbs says; else what the treebanks say
/// of the form; else, for verbs and plurals, what tables and spelling tell; else the model's edit.
pub(crate) fn write(model: &Model, form: &str, xpos: Xpos, guess: u16, out: &mut String) {
    let known = || model.lemmas.edit(form, xpos).map(u16::from);
    let low = || -> String { form.chars().flat_map(|c| straight(c).to_lowercase()).collect() };
    match xpos {
        Xpos::VB | Xpos::VBD | Xpos::VBG | Xpos::VBN | Xpos::VBP | Xpos::VBZ => {
            let low = low();
            if let Some((before, base)) = model.verbs.irregular(&low, xpos) {
                out.extend([before, base]);
                return;
            }
            if let (None, Some(base)) = (known(), model.verbs.regular(&low, xpos)) {
                out.push_str(&base);
                return;
            }
        }
        Xpos::NNS if known().is_none() => {
            if let Some(singular) = model.nouns.singular(&low()) {
                out.push_str(&singular);
                return;
            }
        }
        // An address has no small letters of its own.
        Xpos::ADD => {
            out.push_str(form);
            return;
        }
        _ => {}
    }
    edit(form, &model.scripts[usize::from(known().unwrap_or(guess))], out);
}

/// Appends a form as edited. An edit that does not fit leaves it as it is, in small letters.
fn edit(form: &str, script: &Script, out: &mut String) {
    let from = out.len();
    for c in form.chars().map(straight) {
        if script.keep_case {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
    }
    let lemma = &out[from..];
    let length = lemma.chars().count();
    if script.cut <= length && length - script.cut + script.add.len() > 0 {
        let end = lemma
            .char_indices()
            .nth(length - script.cut)
            .map_or(lemma.len(), |(at, _)| at);
        out.truncate(from + end);
        out.push_str(&script.add);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits() {
        let lemma = |form: &str, keep_case, cut, add: &str| {
            let mut out = String::from("|");
            edit(
                form,
                &Script {
                    keep_case,
                    cut,
                    add: add.into(),
                },
                &mut out,
            );
            out
        };
        assert_eq!(lemma("Was", false, 3, "be"), "|be");
        assert_eq!(lemma("tries", false, 3, "y"), "|try");
        assert_eq!(lemma("Kyiv", true, 0, ""), "|Kyiv");
        assert_eq!(lemma("n’t", false, 3, "not"), "|not");
        assert_eq!(lemma("a", false, 4, "y"), "|a", "an edit that does not fit");
        assert_eq!(lemma("Ağrı", false, 1, "e"), "|ağre");
    }
}
