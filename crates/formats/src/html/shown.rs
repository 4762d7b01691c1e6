//! What a page shows of its report where it declares nothing: headline, date, authors.

use super::page::{Block, Kind, Page};
use crate::day::{WrittenDay, is_weekday, month_number};
use crate::published;
use dateline_text::Published;
use jiff::civil::Date;

/// A headline and the site's name, as far as they can be told.
pub(super) struct Title {
    pub(super) headline: Option<String>,
    pub(super) site: Option<String>,
}

/// What parts a headline from the name of the site in a page's `title`, on either side of it.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " // ", " :: ", " · ", " « ", " » ", " : ", ": ",
];

/// A name of a site is no longer than this, in bytes.
const LONGEST_SITE: usize = 60;

/// So far into a page, in blocks, its headline is looked for.
const HEADLINE_WITHIN: usize = 1000;

/// The headline: of those known from declarations the one that the page shows as its first heading, else the first;
/// else what of the page's `title` the page shows in a line of its own, else its first heading, else the `title`.
pub(super) fn title(page: &Page, known: &[String]) -> Title {
    let whole = page.head.title.as_str();
    let first_heading = page.blocks.iter().find(|block| block.kind == Kind::Heading(1));
    let headings = || page.blocks.iter().filter(|block| block.kind == Kind::Heading(1));
    let is_heading = |text: &str| headings().any(|block| same_words(page.words(block), text));
    let cut = SEPARATORS.iter().flat_map(|separator| {
        let first = whole.split_once(separator);
        let last = whole.rsplit_once(separator);
        [first, last].into_iter().flatten()
    });
    let sides = cut.flat_map(|(left, right)| [(left, right), (right, left)]);
    let short = |block: &&Block| block.len() <= 300;
    let is_shown = |text: &str| {
        let blocks = page.blocks.iter().take(HEADLINE_WITHIN).filter(short);
        text.len() > 12
            && blocks
                .into_iter()
                .any(|block| opens_with(page.words(block), text))
    };
    let declared = known
        .iter()
        .find(|title| is_heading(title))
        .or(known.first())
        .cloned();
    let (headline, site) = if let Some(headline) = declared {
        let mut sites = sides
            .filter(|(side, _)| same_words(side, &headline))
            .map(|(_, site)| site);
        let site = sites.next().map(str::to_owned);
        (Some(headline), site)
    } else {
        let mut parted = sides
            .filter(|(side, site)| side.len() > site.len() && is_shown(side))
            .map(|(side, site)| (Some(side.trim().to_owned()), Some(site.to_owned())));
        parted.next().unwrap_or_else(|| {
            let heading = first_heading.map(|block| page.words(block).to_owned());
            let whole = (!whole.is_empty()).then(|| whole.to_owned());
            (heading.or(whole), None)
        })
    };
    // "Harbour News - Hill Times": the site's own name stands at the end.
    let site = site.and_then(|site| {
        let last = SEPARATORS
            .iter()
            .filter_map(|separator| site.rsplit_once(separator));
        let name = last
            .map(|(_, name)| name)
            .min_by_key(|name| name.len())
            .unwrap_or(&site);
        let name = name.trim();
        (!name.is_empty() && name.len() <= LONGEST_SITE).then(|| name.to_owned())
    });
    Title { headline, site }
}

/// Whether two texts have the same letters and digits.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    let letters = |c: &char| c.is_alphanumeric();
    let (a, b) = (a.chars().filter(letters), b.chars().filter(letters));
    a.flat_map(char::to_lowercase).eq(b.flat_map(char::to_lowercase))
}

/// Whether a text has the letters and digits of another at its beginning.
fn opens_with(text: &str, opening: &str) -> bool {
    let letters = |c: &char| c.is_alphanumeric();
    let mut text = text.chars().filter(letters);
    opening.chars().filter(letters).all(|c| text.next() == Some(c))
}

/// A line with a date is no longer than this, in bytes.
const LONGEST_DATED: u32 = 100;
/// And so near to the headline, in blocks.
const NEAR: usize = 12;
/// Or so near to the beginning of the page.
const FROM_START: usize = 30;

/// The first date with a year that the page shows in a short line under its headline, above it, or at its top.
pub(super) fn date(page: &Page, title: Option<&str>) -> Option<Published> {
    let headline = title.and_then(|title| {
        page.blocks
            .iter()
            .position(|block| same_words(page.words(block), title))
    });
    let after = headline.map_or(0..0, |at| at + 1..page.blocks.len().min(at + 1 + NEAR));
    let before = headline.map_or(0..0, |at| at.saturating_sub(NEAR)..at);
    let start = 0..page.blocks.len().min(FROM_START);
    let order = after.chain(before.rev()).chain(start);
    let short = order
        .map(|n| &page.blocks[n])
        .filter(|block| block.len() <= LONGEST_DATED && block.n_linked * 2 <= block.len());
    short
        .filter_map(|block| date_in(page.words(block)))
        .map(|date| Published {
            date,
            written: date.to_string(),
        })
        .next()
}

/// Whether a line is the stamp of a page: a date, which a label may precede. "Kesra, 3 May 2024" is a dateline.
pub(super) fn is_date_line(line: &str) -> bool {
    let first = line
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let is_label = LABELS.iter().any(|label| label.eq_ignore_ascii_case(first));
    let opens = is_label
        || first.starts_with(|c: char| c.is_ascii_digit())
        || month_number(first).is_some()
        || is_weekday(first);
    opens && line.split_whitespace().count() <= 9 && !line.ends_with('.') && date_in(line).is_some()
}

/// Words before the date in a stamp.
const LABELS: &[&str] = &[
    "date",
    "first",
    "issued",
    "last",
    "on",
    "posted",
    "published",
    "release",
    "updated",
];

/// The first full date in a line.
fn date_in(line: &str) -> Option<Date> {
    let pieces: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '•' | '·'))
        .map(|piece| piece.trim_matches(|c: char| matches!(c, ':' | ';' | '-' | '–' | '/')))
        .map(cut_year)
        // A clock and a zone may stand between the day and the year.
        .filter(|piece| !piece.is_empty() && !piece.contains(':') && !is_zone(piece))
        .collect();
    (0..pieces.len()).find_map(|at| {
        numeric(pieces[at]).or_else(|| {
            let words = pieces.get(at..at + 3)?;
            // A weekday would be one word too many; it may stand before.
            let has_year = words
                .iter()
                .any(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
            let day = WrittenDay::parse(&words.join(" "))?;
            has_year.then(|| day.resolve(None))?
        })
    })
}

/// "2024Release": the year of a line whose parts stand next to each other without a blank.
fn cut_year(piece: &str) -> &str {
    match piece.get(..4) {
        Some(year)
            if year.bytes().all(|b| b.is_ascii_digit())
                && piece[4..].starts_with(|c: char| c.is_ascii_uppercase()) =>
        {
            year
        }
        _ => piece,
    }
}

fn is_zone(piece: &str) -> bool {
    (2..=4).contains(&piece.len()) && piece.bytes().all(|b| b.is_ascii_uppercase())
}

/// "14.03.2024", "2024-03-14" or "25/03/2024"; not "03/04/2024", which two halves of the world read in two ways.
fn numeric(piece: &str) -> Option<Date> {
    if let Some(day) = published(piece) {
        return Some(day.date);
    }
    let separator = ['.', '/', '-']
        .into_iter()
        .find(|c| piece.matches(*c).count() == 2)?;
    let numbers: Vec<i16> = piece
        .split(separator)
        .map(|number| number.parse().ok())
        .collect::<Option<_>>()?;
    let [a, b, year] = numbers[..] else {
        return None;
    };
    let (day, month) = match separator {
        '.' => (a, b),
        _ if a > 12 => (a, b),
        _ if b > 12 => (b, a),
        _ => return None,
    };
    (year > 999)
        .then(|| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok())
        .flatten()
}

/// The names in a byline: "By Ana Ruiz and Tom Hale" has two.
pub(super) fn names(byline: &str) -> Vec<String> {
    let line = byline.trim();
    let line = ["By ", "by ", "BY "]
        .iter()
        .find_map(|by| line.strip_prefix(by))
        .unwrap_or(line);
    let line = line.split(['|', '·', '•', '\n']).next().unwrap_or_default();
    line.split(" and ")
        .flat_map(|part| part.split([',', ';', '&']))
        .map(|name| name.trim().trim_start_matches("and "))
        .take_while(|name| is_name(name))
        .map(str::to_owned)
        .collect()
}

/// Whether words look like a person's name or a desk's.
fn is_name(words: &str) -> bool {
    let n_words = words.split_whitespace().count();
    (1..=6).contains(&n_words)
        && !words.contains(['/', '@', ':', '(', '['])
        && !words.bytes().any(|b| b.is_ascii_digit())
        && words.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_what_stands_around_them() {
        for (line, day) in [
            ("02 September, 2023", "2023-09-02"),
            ("Wednesday, November 3, 1999 | Colombo", "1999-11-03"),
            ("Mon Jul  7 11:02:13 CAT 2003", "2003-07-07"),
            ("14.03.2024 - Update : 15.03.2024", "2024-03-14"),
            ("Posted on 25/03/2024", "2024-03-25"),
            ("June 23, 2024Release Number 20240623-01", "2024-06-23"),
            ("Oct. 3, 2024 - Publications", "2024-10-03"),
        ] {
            assert_eq!(
                date_in(line).map(|date| date.to_string()).as_deref(),
                Some(day),
                "{line}"
            );
        }
        for line in ["03/04/2024", "May 3", "1.2.3", "Resolution 2773 (2025)"] {
            assert_eq!(date_in(line), None, "{line}");
        }
    }

    #[test]
    fn a_byline_has_names_and_nothing_else() {
        assert_eq!(names("By Ana Ruiz and Tom Hale"), ["Ana Ruiz", "Tom Hale"]);
        assert_eq!(names("Mert Aydin | 14.03.2024"), ["Mert Aydin"]);
        assert_eq!(names("J. R. Moyo, Ada Bello"), ["J. R. Moyo", "Ada Bello"]);
        assert!(names("https://www.example.com/profile/ana").is_empty());
        assert!(names("our correspondent").is_empty());
    }
}
