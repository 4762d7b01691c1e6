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

/// Buffers of [`best_path`].
#[derive(Default)]
pub(crate) struct Scratch {
    totals: Vec<f32>,
    next: Vec<f32>,
    from: Vec<u8>,
}

/// The best sequence of tags for one sentence in which a further word of a name follows a word of that name.
///
/// `scores` has a row of `tags.len()` for each word; `choose` gets each word's number and tag, last word first.
pub(crate) fn best_path(
    tags: &[NameTag],
    scores: &[f32],
    scratch: &mut Scratch,
    mut choose: impl FnMut(usize, u8),
) {
    let k = tags.len();
    let fits = |before: NameTag, tag: NameTag| match tag {
        NameTag::Inside(kind) => before == NameTag::Begin(kind) || before == NameTag::Inside(kind),
        _ => true,
    };
    let Scratch { totals, next, from } = scratch;
    totals.clear();
    totals.resize(k, 0.0);
    from.clear();
    for (at, row) in scores.chunks_exact(k).enumerate() {
        next.clear();
        // The best tag before, whatever follows: all tags but `Inside` may come after it.
        let any = first_best(totals);
        for (tag, &score) in tags.iter().zip(row) {
            let before = match tag {
                NameTag::Inside(_) if at == 0 => None,
                NameTag::Inside(_) => {
                    let fitting = (0..k).filter(|&b| fits(tags[b], *tag));
                    fitting.reduce(|a, b| if totals[b] > totals[a] { b } else { a })
                }
                _ => Some(any),
            };
            from.push(before.unwrap_or(0) as u8);
            next.push(before.map_or(f32::NEG_INFINITY, |b| totals[b] + score));
        }
        std::mem::swap(totals, next);
    }
    let mut tag = first_best(totals);
    for at in (0..scores.len() / k).rev() {
        choose(at, tag as u8);
        tag = from[at * k + tag] as usize;
    }
}

fn first_best(row: &[f32]) -> usize {
    row.iter()
        .enumerate()
        .fold(0, |best, (i, &v)| if v > row[best] { i } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NameKind::{Person, Place};

    #[test]
    fn a_name_goes_on_only_as_it_began() {
        use NameTag::{Begin, Inside, Outside};
        let tags = [
            Outside,
            Begin(Person),
            Inside(Person),
            Begin(Place),
            Inside(Place),
        ];
        // Word by word the best would be B-PER, I-LOC, O: no name at all as it stands.
        let scores = [
            0.0, 3.0, 0.0, 2.5, 0.0, 0.0, 0.0, 1.0, 0.0, 4.0, 1.0, 0.0, 0.0, 0.0, 0.0,
        ];
        let mut path = [9; 3];
        best_path(&tags, &scores, &mut Scratch::default(), |at, tag| path[at] = tag);
        assert_eq!(path, [3, 4, 0]);
        best_path(&tags, &[], &mut Scratch::default(), |_, _| unreachable!());
    }

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
