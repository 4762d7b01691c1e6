//! From a form to its dictionary form, by the edit that the model names.

use crate::features::straight;
use crate::model::Script;

/// Appends the lemma to `out`. An edit that does not fit the form leaves it as it is, in small letters.
pub(crate) fn write(form: &str, script: &Script, out: &mut String) {
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
            write(
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
