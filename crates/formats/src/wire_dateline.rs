//! The dateline with which agencies head a report: `YEREVAN, Sept 20 (Agency) -`.
//!
//! The forms: `PLACE, DATE (AGENCY) -`, `PLACE/PLACE, DATE (AGENCY) -`, `PLACE, Country (AGENCY) -`,
//! `(PLACE, DATE) -`, `PLACE, DATE:`, `PLACE, DATE. /AGENCY/.`, and `PLACE -` in capitals. After the dash an
//! editor may have put `[Text]`. A line of prose that merely looks like one of them must not be taken: so the
//! places must be names, and one of date, agency or capitals must be there.

use crate::day::{WrittenDay, is_weekday, month_number};
use dateline_text::{Dateline, Span};
use jiff::civil::Date;

/// Above the dateline there may be a headline, a byline and a date, not more.
const LINES_TO_LOOK_AT: usize = 5;
/// No dateline is longer.
const LONGEST: usize = 160;
/// Words that stand before a dash as a place would.
const NOT_PLACES: &[&str] = &[
    "a",
    "an",
    "analysis",
    "and",
    "at",
    "breaking",
    "by",
    "corrected",
    "correction",
    "editorial",
    "exclusive",
    "explainer",
    "factbox",
    "feature",
    "file",
    "flash",
    "for",
    "from",
    "highlights",
    "in",
    "interview",
    "latest",
    "live",
    "news",
    "note",
    "on",
    "opinion",
    "photos",
    "profile",
    "published",
    "refile",
    "summary",
    "the",
    "timeline",
    "to",
    "update",
    "updated",
    "urgent",
    "video",
    "watch",
    "with",
    "wrapup",
];
/// Words in lower case that a place's name may hold.
const PARTICLES: &[&str] = &[
    "al", "and", "d", "da", "de", "del", "des", "do", "dos", "el", "la", "of", "sur", "the",
];

/// Finds the dateline of a report. `published` gives the year where the dateline has none.
pub(crate) fn find(text: &str, body: Span, published: Option<Date>) -> Option<Dateline> {
    let mut at = body.start as usize;
    let lines = body.of(text).split('\n').map(|line| {
        let start = at;
        at += line.len() + 1;
        (start, line)
    });
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .take(LINES_TO_LOOK_AT)
        .find_map(|(start, line)| in_line(line, published).map(|found| moved(found, start as u32)))
}

fn moved(mut dateline: Dateline, by: u32) -> Dateline {
    let shift = |span: &mut Span| *span = Span::new(span.start + by, span.end + by);
    shift(&mut dateline.span);
    dateline.places.iter_mut().for_each(shift);
    dateline.date.iter_mut().for_each(shift);
    dateline.agency.iter_mut().for_each(shift);
    dateline
}

/// What may end a dateline, with what it asks of the rest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Dash,
    Colon,
    Slash,
}

fn in_line(line: &str, published: Option<Date>) -> Option<Dateline> {
    let start = line.len() - line.trim_start().len();
    ends(line).find_map(|(head_end, end, kind)| {
        let head = Piece {
            line,
            start,
            end: head_end,
        }
        .trimmed();
        let mut dateline = head_of(head, kind, published)?;
        dateline.span = Span::new(head.start as u32, after_editor(line, end) as u32);
        Some(dateline)
    })
}

/// The places at which a dateline may end: where its words end, where its mark ends, and which mark it is.
fn ends(line: &str) -> impl Iterator<Item = (usize, usize, End)> + '_ {
    line.char_indices()
        .take_while(|&(at, _)| at <= LONGEST)
        .filter_map(|(at, c)| {
            let (before, rest) = (&line[..at], &line[at..]);
            let after = |mark: &str| {
                rest.strip_prefix(mark)
                    .filter(|r| r.is_empty() || r.starts_with([' ', '[', '\r']))
            };
            let blank_before = before.ends_with([' ', ')', '/']);
            match c {
                '-' | '\u{2013}' | '\u{2014}' if blank_before => {
                    let mark = if rest.starts_with("--") {
                        "--"
                    } else {
                        &rest[..c.len_utf8()]
                    };
                    after(mark).map(|_| (at, at + mark.len(), End::Dash))
                }
                ':' => after(":").map(|_| (at, at + 1, End::Colon)),
                '/' if before.contains('/') => {
                    let mark = if rest.starts_with("/.") { "/." } else { "/" };
                    after(mark).map(|_| (at + 1, at + mark.len(), End::Slash))
                }
                _ => None,
            }
        })
}

/// An editor's `[Text]` or `[Excerpts]` belongs to the head, as does the blank before it.
fn after_editor(line: &str, end: usize) -> usize {
    let rest = line[end..].trim_start();
    let Some(close) = rest.strip_prefix('[').and_then(|r| r.find(']')) else {
        return end;
    };
    let word = &rest[1..=close];
    let is_note = word.len() <= 24 && word.chars().all(|c| c.is_alphabetic() || c == ' ');
    if is_note {
        line.len() - rest.len() + close + 2
    } else {
        end
    }
}

fn head_of(head: Piece<'_>, kind: End, published: Option<Date>) -> Option<Dateline> {
    let (head, agency) = match head.within('(', ')') {
        Some(inner) => (inner, None),
        None => split_agency(head),
    };
    let mut parts = head.split(',');
    let places: Vec<_> = parts.next()?.split('/').collect();
    if !places.iter().all(|place| is_place(place.text())) {
        return None;
    }
    // What follows the places is their country or region, and then the date.
    let rest: Vec<_> = parts.collect();
    let first_of_date = rest
        .iter()
        .position(|part| begins_date(part.text()))
        .unwrap_or(rest.len());
    let (regions, date) = rest.split_at(first_of_date);
    if regions.len() > 2 || !regions.iter().all(|region| is_place(region.text())) {
        return None;
    }
    let date = match date {
        [] => None,
        [first, ..] => {
            let words = Piece {
                start: first.start,
                ..date[date.len() - 1]
            };
            Some((words, WrittenDay::parse(words.text().trim_end_matches('.'))?))
        }
    };
    // A headline may be all in capitals: there a region would be, too.
    let capitals = places.iter().all(|place| is_capitals(place.text()))
        && regions
            .iter()
            .all(|region| region.text().len() <= 5 || !is_capitals(region.text()));
    let is_dateline = match kind {
        End::Dash => date.is_some() || agency.is_some() || capitals,
        End::Colon => date.is_some(),
        End::Slash => agency.is_some(),
    };
    is_dateline.then(|| Dateline {
        span: Span::default(),
        places: places.iter().map(|place| place.span()).collect(),
        date: date.map(|(words, _)| words.span()),
        day: date.and_then(|(_, day)| day.resolve(published)),
        agency: agency.map(Piece::span),
    })
}

/// Takes `(Agency)` or `/AGENCY/` off the end.
fn split_agency(head: Piece<'_>) -> (Piece<'_>, Option<Piece<'_>>) {
    for (open, close) in [('(', ')'), ('/', '/')] {
        let Some(text) = head.text().strip_suffix(close) else {
            continue;
        };
        let Some(at) = text.rfind(open) else { continue };
        let agency = Piece {
            start: head.start + at + 1,
            end: head.end - 1,
            ..head
        }
        .trimmed();
        let rest = Piece {
            end: head.start + at,
            ..head
        }
        .trimmed();
        let rest = Piece {
            end: rest.end - usize::from(rest.text().ends_with('.')),
            ..rest
        };
        if agency.start < agency.end && rest.start < rest.end {
            return (rest, Some(agency));
        }
    }
    (head, None)
}

fn begins_date(part: &str) -> bool {
    part.split_whitespace().all(|word| {
        is_weekday(word) || month_number(word).is_some() || word.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// One to four words that make a name: no digit, no word of the calendar, capitals but for particles.
fn is_place(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().collect();
    let is_name_word = |word: &&str| {
        let lower = word.to_lowercase();
        let named = word.starts_with(char::is_uppercase) || PARTICLES.contains(&lower.as_str());
        let plain = word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}' | '.' | '\u{2bc}'));
        named && plain && !is_weekday(word) && (month_number(word).is_none() || words.len() > 1)
    };
    let starts_as_name = words.first().is_some_and(|word| {
        word.starts_with(char::is_uppercase) && !NOT_PLACES.contains(&word.to_lowercase().as_str())
    });
    starts_as_name && words.len() <= 4 && words.iter().all(is_name_word)
}

fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !text.chars().any(char::is_lowercase)
}

/// A part of a line that remembers where it stands.
#[derive(Clone, Copy)]
struct Piece<'l> {
    line: &'l str,
    start: usize,
    end: usize,
}

impl<'l> Piece<'l> {
    fn text(self) -> &'l str {
        &self.line[self.start..self.end]
    }

    fn span(self) -> Span {
        Span::new(self.start as u32, self.end as u32)
    }

    fn trimmed(self) -> Self {
        let start = self.end - self.text().trim_start().len();
        Self { start, ..self }.trimmed_end()
    }

    fn trimmed_end(self) -> Self {
        Self {
            end: self.start + self.text().trim_end().len(),
            ..self
        }
    }

    /// What stands between two marks that open and close the whole piece.
    fn within(self, open: char, close: char) -> Option<Self> {
        let inner = self.text().strip_prefix(open)?.strip_suffix(close)?;
        (!inner.contains([open, close])).then(|| {
            Self {
                start: self.start + 1,
                end: self.end - 1,
                ..self
            }
            .trimmed()
        })
    }

    fn split(self, mark: char) -> impl Iterator<Item = Self> {
        let mut at = self.start;
        self.text().split(mark).map(move |part| {
            let start = at;
            at += part.len() + 1;
            Self {
                start,
                end: start + part.len(),
                ..self
            }
            .trimmed()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// The parts of the dateline at the head of `text`: all of it, places, day, agency.
    #[expect(
        clippy::type_complexity,
        reason = "four parts, side by side as the cases below list them"
    )]
    fn parts(text: &str) -> Option<(&str, Vec<&str>, Option<String>, Option<&str>)> {
        let found = find(text, Span::new(0, text.len() as u32), Some(date(2023, 9, 21)))?;
        Some((
            found.span.of(text),
            found.places.iter().map(|place| place.of(text)).collect(),
            found.day.map(|day| day.to_string()),
            found.agency.map(|agency| agency.of(text)),
        ))
    }

    #[track_caller]
    fn check(head: &str, places: &[&str], day: Option<&str>, agency: Option<&str>) {
        let text = format!("{head} Two people died.");
        let want = Some((head, places.to_vec(), day.map(str::to_owned), agency));
        assert_eq!(parts(&text), want);
    }

    #[test]
    fn the_forms_of_datelines() {
        check(
            "ORUM, Sept 20 (Harbour Wire) -",
            &["ORUM"],
            Some("2023-09-20"),
            Some("Harbour Wire"),
        );
        check(
            "KESRA/PORT SALE, May 22 (HW) \u{2014}",
            &["KESRA", "PORT SALE"],
            Some("2023-05-22"),
            Some("HW"),
        );
        check(
            "Kesra, 24 Oct 88 (HARBOUR) -- [Text]",
            &["Kesra"],
            Some("1988-10-24"),
            Some("HARBOUR"),
        );
        check(
            "Kesra, 5 Dec 88 (Radio La Costa) -- [Text]",
            &["Kesra"],
            Some("1988-12-05"),
            Some("Radio La Costa"),
        );
        check(
            "ORUM, March 3, 2022 /HARB/.",
            &["ORUM"],
            Some("2022-03-03"),
            Some("HARB"),
        );
        check(
            "ORUM, Sept 3. /HARB/.",
            &["ORUM"],
            Some("2023-09-03"),
            Some("HARB"),
        );
        check("ORUM, Veladia (HW) \u{2014}", &["ORUM"], None, Some("HW"));
        check("Orum (HW) -", &["Orum"], None, Some("HW"));
        check(
            "(Santa Clara, January 24, 2025) -",
            &["Santa Clara"],
            Some("2025-01-24"),
            None,
        );
        check("ORUM, Aug 25:", &["ORUM"], Some("2023-08-25"), None);
        check(
            "ORUM, Monday, September 18 -",
            &["ORUM"],
            Some("2023-09-18"),
            None,
        );
        check("ORUM, Veladia \u{2014}", &["ORUM"], None, None);
        check("ORUM, N.V. --", &["ORUM"], None, None);
        check("PORT-AU-SABLE -", &["PORT-AU-SABLE"], None, None);
    }

    #[test]
    fn a_headline_and_a_byline_may_stand_above() {
        let text = "Truce frays in the north\n\nBy Ana Belic\n\nKESRA, May 22 (HW) - Shells fell.";
        assert_eq!(parts(text).unwrap().0, "KESRA, May 22 (HW) -");
    }

    #[test]
    fn prose_is_no_dateline() {
        for text in [
            "The army - or what is left of it - withdrew.",
            "UPDATE - Shells fell on Kesra.",
            "Kesra - a town of millers - was shelled.",
            "On Monday, May 22 - the day of the truce - shells fell.",
            "The National Liberation Front (NLF) - said nothing.",
            "Talks/negotiations: no result.",
            "Updated, May 22: shells fell.",
            "22.35 That is the end - for today.",
            "Bill Orum, 24 (Harbour) said so and/or left.",
            "KESRA, the capital - quiet at last.",
            "SHELLS FALL, TRUCE HOLDS - The army withdrew.",
            "",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
