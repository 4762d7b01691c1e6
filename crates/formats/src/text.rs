//! Plain text in: one file, one report.

use crate::decode::{Decoded, decode};
use crate::{Document, Hints, MAX_REPORT, Refusal, head};
use dateline_reading::Problem;
use dateline_text::Report;

/// Makes a report of the bytes of a text file.
///
/// # Errors
///
/// Bytes that are no text, no bytes, or too many.
pub fn document(id: &str, bytes: &[u8], hints: &Hints) -> Result<Document, Refusal> {
    if bytes.len() > MAX_REPORT {
        return Err(Refusal::TooLarge);
    }
    let Decoded {
        text,
        origin,
        n_replaced,
    } = decode(bytes)?;
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let mut document = Document {
        report: Report::from_text(id, text),
        ..Document::default()
    };
    if n_replaced > 0 {
        document.problems.push(Problem {
            span: None,
            code: "input.malformed",
            message: format!(
                "{n_replaced} malformed byte sequences of {} were replaced by U+FFFD",
                origin.encoding()
            ),
        });
    }
    document.origin = Some(origin);
    head::fill(&mut document, hints);
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(bytes: &[u8], code: &str) {
        assert_eq!(document("x", bytes, &Hints::default()).unwrap_err().code(), code);
    }

    #[test]
    fn files_that_hold_no_report_are_refused() {
        refused(b"", "empty");
        refused(b" \n\t\r\n", "empty");
        refused("\u{FEFF}".as_bytes(), "empty");
        refused(b"\x7FELF\x02\x01", "binary");
        refused(&vec![b'a'; MAX_REPORT + 1], "too_large");
    }

    #[test]
    fn damage_is_told() {
        let document = document("x", b"caf\xC3\xA9 \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xFF ok, and so on and so on and so on and so on and so on and so on and so on and so on and so on", &Hints::default()).unwrap();
        assert_eq!(document.problems[0].code, "input.malformed");
        assert!(document.report.text.contains('\u{FFFD}'));
    }
}
