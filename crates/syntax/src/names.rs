//! From a tag for each word to names.

use crate::Name;
use crate::model::NameTag;

/// Appends the names of one sentence whose first word has the number `first`.
pub(crate) fn spans(tags: impl Iterator<Item = NameTag>, first: u32, out: &mut Vec<Name>) {
    let mut open: Option<Name> = None;
    for (at, tag) in (first..).zip(tags) {
        match (tag, &mut open) {
            (NameTag::Inside(kind), Some(name)) if name.kind == kind => name.words.end = at + 1,
            // A name that lacks its first tag starts here.
            (NameTag::Inside(kind) | NameTag::Begin(kind), _) => {
                out.extend(open.replace(Name {
                    words: at..at + 1,
                    kind,
                }));
            }
            (NameTag::Outside, _) => out.extend(open.take()),
        }
    }
    out.extend(open);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NameKind::{Person, Place};

    #[test]
    fn tags_to_names() {
        use NameTag::{Begin, Inside, Outside};
        let mut names = Vec::new();
        let tags = [
            Begin(Person),
            Inside(Person),
            Begin(Person),
            Outside,
            Inside(Place),
            Inside(Person),
            Inside(Person),
        ];
        spans(tags.into_iter(), 10, &mut names);
        let got: Vec<_> = names.iter().map(|n| (n.words.clone(), n.kind)).collect();
        assert_eq!(
            got,
            [
                (10..12, Person),
                (12..13, Person),
                (14..15, Place),
                (15..17, Person)
            ]
        );
    }
}
