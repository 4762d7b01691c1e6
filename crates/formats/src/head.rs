//! What a report says of itself before its first sentence.

use crate::document::{Document, Hints, published};
use crate::{language, wire_dateline};
use dateline_text::{Published, Report, Span};

/// Fills in date, source and title of a report from its first lines, and from the hints where those are silent,
/// and checks its language.
///
/// What is known already stays as it is.
pub(crate) fn fill(document: &mut Document, hints: &Hints) {
    let report = &mut document.report;
    first_line(report);
    if report.published.is_none() {
        report.published.clone_from(&hints.published);
    }
    if report.source.is_none() {
        report.source.clone_from(&hints.source);
    }
    let day = report.published.as_ref().map(|p| p.date);
    report.dateline = wire_dateline::find(&report.text, report.body, day);
    if let Some(dateline) = &report.dateline {
        if report.published.is_none() {
            report.published = dateline.day.map(|date| Published {
                date,
                written: date.to_string(),
            });
        }
        if report.source.is_none() {
            report.source = dateline.agency.map(|agency| report.cut(agency).to_owned());
        }
    }
    language::check(document);
}

/// A first line longer than this is prose.
const LONGEST_FIRST_LINE: usize = 400;

/// A first line such as `date 2023-09-21 | source | title` tells the three and is no part of the body.
fn first_line(report: &mut Report) {
    let body = report.cut(report.body);
    let line = body.split('\n').next().unwrap_or_default();
    let Some(rest) = line
        .strip_prefix("date ")
        .filter(|_| line.len() <= LONGEST_FIRST_LINE)
    else {
        return;
    };
    let mut cells = rest.split('|').map(str::trim);
    let Some(published) = cells.next().and_then(leading_date) else {
        return;
    };
    let (source, title) = (cell(cells.next()), cell(cells.next()));
    report.body = Span::new(
        (report.body.start as usize + line.len() + 1).min(report.body.end as usize) as u32,
        report.body.end,
    );
    report.published.get_or_insert(published);
    report.source = report.source.take().or(source);
    report.title = report.title.take().or(title);
}

/// The date or date-time with which a cell begins.
fn leading_date(cell: &str) -> Option<Published> {
    published(cell.split_whitespace().next()?)
}

fn cell(text: Option<&str>) -> Option<String> {
    text.filter(|text| !text.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str, hints: &Hints) -> Report {
        let mut document = Document {
            report: Report::from_text("1", text),
            ..Document::default()
        };
        fill(&mut document, hints);
        document.report
    }

    #[test]
    fn the_first_line_lies_outside_the_body() {
        let report = filled(
            "date 2024-05-14 | Harbour Wire | Truce holds\nShells fell.",
            &Hints::default(),
        );
        assert_eq!(report.published.as_ref().unwrap().written, "2024-05-14");
        assert_eq!(report.source.as_deref(), Some("Harbour Wire"));
        assert_eq!(report.title.as_deref(), Some("Truce holds"));
        assert_eq!(report.cut(report.body), "Shells fell.");
    }

    #[test]
    fn a_first_line_may_give_the_date_alone() {
        for text in [
            "date 2024-05-14",
            "date 2024-05-14\n",
            "date 2024-05-14 09:15 UTC\r\n",
        ] {
            let report = filled(text, &Hints::default());
            assert_eq!(report.published.as_ref().unwrap().date.to_string(), "2024-05-14");
            assert_eq!((report.cut(report.body), report.source.as_deref()), ("", None));
        }
        for prose in [
            "date palms burned near the river.",
            &format!("date 2024-05-14{}", " shells fell".repeat(50)),
        ] {
            let report = filled(prose, &Hints::default());
            assert_eq!(report.cut(report.body), prose);
        }
    }

    #[test]
    fn the_report_itself_goes_before_hints_and_these_before_the_dateline() {
        let hints = Hints {
            published: published("2024-05-15"),
            source: Some("Feed".to_owned()),
        };
        let text = "KESRA, May 13 (HW) - Two people died.";
        let report = filled(text, &hints);
        assert_eq!(
            (report.published, report.source.as_deref()),
            (hints.published.clone(), Some("Feed"))
        );
        assert_eq!(report.dateline.unwrap().day.unwrap().to_string(), "2024-05-13");
        let report = filled(&format!("date 2023-01-02 | Own\n{text}"), &hints);
        assert_eq!(report.published.unwrap().date.to_string(), "2023-01-02");
        assert_eq!(report.source.as_deref(), Some("Own"));
        let report = filled(
            "Kesra, 13 May 88 (HW) -- [Text] Two people died.",
            &Hints::default(),
        );
        assert_eq!(report.published.unwrap().written, "1988-05-13");
        assert_eq!(report.source.as_deref(), Some("HW"));
    }
}
