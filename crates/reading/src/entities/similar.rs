//! Whether two spellings are of one name: transliterations of one original differ in a few known ways.

use dateline_lexicon::fold;

/// A personal name reduced to what its spellings in Latin letters share.
///
/// Vowels after the first letter are dropped except as a mark of length one, and letters that transliterations
/// exchange are made one: `sh`/`š`/`s`, `y`/`j`/`i`, `kh`/`h`, `ts`/`c`, `zh`/`z`, `w`/`v`/`u`, `q`/`k`/`c`.
pub(super) fn skeleton(name: &str) -> String {
    let folded = fold(name);
    let mut out = String::with_capacity(folded.len());
    let mut last = ' ';
    let mut chars = folded.chars().filter(|c| *c != ' ').peekable();
    while let Some(c) = chars.next() {
        let mapped = match c {
            's' | 'z' | 'k' | 'g' | 'd' | 't' | 'c' if chars.peek() == Some(&'h') => {
                chars.next();
                match c {
                    'k' => 'h',
                    'c' => 's',
                    'd' => 'd',
                    other => other,
                }
            }
            'q' | 'c' => 'k',
            'w' => 'v',
            'y' | 'j' | 'i' | 'e' | 'a' | 'o' | 'u' => {
                if out.is_empty() {
                    if matches!(c, 'y' | 'j') { 'i' } else { c }
                } else {
                    continue;
                }
            }
            'x' => 'k',
            other => other,
        };
        let mapped = if mapped == 'z' { 's' } else { mapped };
        if mapped != last {
            out.push(mapped);
        }
        last = mapped;
    }
    out
}

/// Whether two family names may be spellings of one. Short names must agree in more than their skeleton.
pub(super) fn same_family_name(a: &str, b: &str) -> bool {
    let (fa, fb) = (fold(a), fold(b));
    if fa == fb {
        return true;
    }
    // Below five letters a skeleton holds too little to tell names apart.
    if fa.len() < 5 || fb.len() < 5 {
        return false;
    }
    let (sa, sb) = (skeleton(a), skeleton(b));
    sa == sb && sa.len() >= 3 && fa.chars().next() == fb.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_meet() {
        for (a, b) in [
            ("Pašinjan", "Pashinyan"),
            ("Zelensky", "Zelenskyy"),
            ("Stepanjan", "Stepanyan"),
            ("Lukashenka", "Lukašenko"),
        ] {
            assert!(same_family_name(a, b), "{a} {b}: {} {}", skeleton(a), skeleton(b));
        }
    }

    #[test]
    fn different_names_stay_apart() {
        for (a, b) in [
            ("Sargsyan", "Stepanyan"),
            ("Haile", "Hailu"),
            ("Khan", "Han"),
            ("Martin", "Mertens"),
        ] {
            assert!(!same_family_name(a, b), "{a} {b}");
        }
    }
}
