//! Mail in: a message as saved (`.eml`) is a report.

use crate::document::stamp;
use crate::{Document, Hints, MAX_REPORT, Refusal, head, html};
use dateline_text::Report;
use mail_parser::{Message, MessageParser, MessagePart, PartType};
use serde_json::Value;

/// The most bytes that one message may have, with what is attached to it: 32 MiB.
pub const MAX_MAIL: usize = 32 << 20;

/// Makes a report of a message: its subject is the title, its date with zone the day of publication, its sender the
/// source. What is attached is left out, as is the signature below a line of `--`.
///
/// ```
/// use dateline_formats::{Hints, mail};
///
/// let bytes = b"From: Harbour Wire <desk@hw.example>\r\nSubject: Shells fall\r\n\
///     Date: Tue, 14 May 2024 23:30:00 -0400\r\n\r\nTwo people died in Kesra.\r\n";
/// let report = mail::document("1.eml", bytes, &Hints::default())?.report;
/// assert_eq!(report.source.as_deref(), Some("Harbour Wire"));
/// assert_eq!(report.published.unwrap().written, "2024-05-14T23:30:00-04:00");
/// # Ok::<(), dateline_formats::Refusal>(())
/// ```
///
/// # Errors
///
/// Bytes without a mail header, a message without text, or too large a one.
pub fn document(id: &str, bytes: &[u8], hints: &Hints) -> Result<Document, Refusal> {
    if bytes.len() > MAX_MAIL {
        return Err(Refusal::MailTooLarge);
    }
    let message = MessageParser::default()
        .parse(bytes)
        .filter(|message| message.from().is_some() || message.date().is_some())
        .ok_or(Refusal::NotMail)?;
    let text = text(&message);
    if text.trim().is_empty() {
        return Err(Refusal::NoText);
    }
    if text.len() > MAX_REPORT {
        return Err(Refusal::TooLarge);
    }
    let mut document = Document {
        report: Report::from_text(id, text),
        ..Document::default()
    };
    let report = &mut document.report;
    report.title = message.subject().map(|subject| subject.trim().to_owned());
    report.published = message.date().and_then(|date| stamp(&date.to_rfc3339()));
    let sender = message.from().and_then(|from| from.first());
    report.source = sender
        .and_then(|sender| sender.name().or(sender.address()))
        .map(|name| name.trim().to_owned());
    if let Some(message_id) = message.message_id() {
        let message_id = Value::String(message_id.to_owned());
        document.extra.insert("message_id".to_owned(), message_id);
    }
    head::fill(&mut document, hints);
    Ok(document)
}

/// The text of a message: that which was sent as plain text, unless what was sent as a page says far more.
fn text(message: &Message<'_>) -> String {
    let joined = |parts: Vec<String>| parts.join("\n\n");
    let plain = joined(message.text_bodies().filter_map(text_of).collect());
    let shown = joined(message.html_bodies().filter_map(text_of).collect());
    if plain.len() * 3 < shown.len() {
        shown
    } else {
        plain
    }
}

fn text_of(part: &MessagePart<'_>) -> Option<String> {
    match &part.body {
        PartType::Text(text) => Some(without_signature(text).trim().to_owned()),
        PartType::Html(page) => Some(html::fragment(page)),
        _ => None,
    }
}

/// The text above the line of two dashes that opens a signature.
fn without_signature(text: &str) -> &str {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        // The blank after the dashes is lost in some encodings.
        if line.trim_end() == "--" {
            return &text[..at];
        }
        at += line.len();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mail: &str) -> Document {
        document("m", mail.replace('\n', "\r\n").as_bytes(), &Hints::default()).unwrap()
    }

    #[test]
    fn encoded_words_and_parts_are_decoded() {
        let mail = "From: =?utf-8?q?Agence_Sah=C3=A9l?= <desk@s.example>\nSubject: =?iso-8859-1?Q?Gu=E9rilla?= attack\n\
            Date: Thu, 2 May 2024 10:00:00 +0200\nMessage-ID: <1@s.example>\nMIME-Version: 1.0\n\
            Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=windows-1252\n\
            Content-Transfer-Encoding: quoted-printable\n\nGunmen killed four soldiers near M=E9naka, the army said.\n-- \nDesk\n\
            --b\nContent-Type: text/html\n\n<p>Gunmen killed four</p>\n--b--\n";
        let document = read(mail);
        let report = &document.report;
        assert_eq!(
            report.text,
            "Gunmen killed four soldiers near Ménaka, the army said."
        );
        assert_eq!(report.title.as_deref(), Some("Guérilla attack"));
        assert_eq!(report.source.as_deref(), Some("Agence Sahél"));
        assert_eq!(
            report.published.as_ref().unwrap().written,
            "2024-05-02T10:00:00+02:00"
        );
        assert_eq!(document.extra["message_id"], "1@s.example");
    }

    #[test]
    fn a_message_that_is_a_page_is_read_as_one() {
        let mail = "From: a@b.example\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n\
            <html><body><p>Shells fell on Kesra.</p><p>Two died.</p></body></html>\n";
        assert_eq!(read(mail).report.text, "Shells fell on Kesra.\n\nTwo died.");
    }

    #[test]
    fn what_is_no_mail_is_refused() {
        let code = |bytes: &[u8]| document("m", bytes, &Hints::default()).unwrap_err().code();
        assert_eq!(code(b""), "not_mail");
        assert_eq!(code(b"Troops left Kesra on Monday.\n"), "not_mail");
        assert_eq!(code(b"From: a@b.example\r\nSubject: x\r\n\r\n"), "no_text");
        assert_eq!(code(&[0xFF; 64]), "not_mail");
    }
}
