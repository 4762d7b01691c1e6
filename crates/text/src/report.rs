//! A report: its text and what is known about it before a word is read.

use crate::Span;
use jiff::civil::Date;

/// One report on a conflict, as it came in.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The caller's name for the report; unique within one run.
    pub id: String,
    /// The text as decoded, unchanged. All spans point into it. At most 4 GiB.
    pub text: String,
    /// The part of `text` that is prose: a first line that only tells date and source lies outside.
    pub body: Span,
    /// When it was published, if that is known.
    pub published: Option<Published>,
    /// Who published it.
    pub source: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// Its language as given by the sender (BCP 47), unchecked.
    pub language: Option<String>,
    /// The wire dateline at its head (`YEREVAN, Sept 20 (Agency) -`), if it has one.
    pub dateline: Option<Dateline>,
}

/// A publication date, with the words in which it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The calendar day, in the zone of the sender.
    pub date: Date,
    /// As written, date or date-time.
    pub written: String,
}

/// The dateline at the head of a wire report. Spans point into the report's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, up to and with the dash.
    pub span: Span,
    /// The places, in order (`KHARTOUM/JEDDAH` names two).
    pub places: Vec<Span>,
    /// The words of the date.
    pub date: Option<Span>,
    /// The day they mean, where it can be known.
    pub day: Option<Date>,
    /// The agency in brackets.
    pub agency: Option<Span>,
}

impl Report {
    /// A report of which only the text is known; all of the text is prose.
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            id: id.into(),
            body: Span::new(0, text.len() as u32),
            text,
            ..Self::default()
        }
    }

    /// The words under a span.
    pub fn cut(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The day against which relative dates are resolved: publication, else the dateline's day.
    pub fn reference_day(&self) -> Option<Date> {
        self.published
            .as_ref()
            .map(|p| p.date)
            .or_else(|| self.dateline.as_ref().and_then(|d| d.day))
    }
}
