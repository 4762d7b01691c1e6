//! From bytes to text, and from places in the text back to the bytes.

use crate::Refusal;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use dateline_text::Span;
use encoding_rs::{DecoderResult, EncoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::ops::Range;

/// Text with the way back to the bytes it was decoded from.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Where its characters stood.
    pub origin: Origin,
    /// How many malformed sequences were replaced by U+FFFD.
    pub n_replaced: usize,
}

/// The way from places in a decoded text back to the original bytes.
#[derive(Clone, Debug)]
pub struct Origin {
    encoding: &'static Encoding,
    /// Pairs of offsets, in the text and in the bytes, that are known to be the same place. Between two of them
    /// the text encodes to exactly the bytes it came from.
    anchors: Vec<(u32, u32)>,
}

/// Text is decoded in pieces of about this many bytes, each giving an anchor.
const PIECE: usize = 4096;

/// Decodes bytes whose encoding nobody has declared: by its byte order mark, as UTF-8, as UTF-16, or else by what
/// a browser would guess.
///
/// ```
/// use dateline_formats::decode::decode;
/// use dateline_text::Span;
///
/// let bytes = b"Cl\xE9ment said the caf\xE9 was hit.";
/// let decoded = decode(bytes)?;
/// assert_eq!(decoded.text, "Clément said the café was hit.");
/// let cafe = decoded.origin.to_original(&decoded.text, Span::new(18, 23));
/// assert_eq!(&bytes[cafe], b"caf\xE9");
/// # Ok::<(), dateline_formats::Refusal>(())
/// ```
///
/// # Errors
///
/// [`Refusal::Binary`] for bytes that are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Refusal> {
    if let Some(format) = known_format(bytes) {
        return Err(Refusal::Binary(format));
    }
    let (encoding, skip) = encoding_of(bytes);
    let decoded = transcode(bytes, encoding, skip);
    if is_binary(&decoded) {
        return Err(Refusal::Binary("binary data"));
    }
    Ok(decoded)
}

/// Decodes bytes whose sender may have declared their encoding: by byte order mark, by `charset`, by what the page
/// declares in its first kilobyte, or else as [`decode`] does. A declaration that does not fit is passed over.
///
/// # Errors
///
/// [`Refusal::Binary`] for bytes that are no text.
pub fn decode_declared(bytes: &[u8], charset: Option<&str>) -> Result<Decoded, Refusal> {
    if known_format(bytes).is_some() || Encoding::for_bom(bytes).is_some() {
        return decode(bytes);
    }
    let labels = [charset.map(str::as_bytes), declared_in_page(bytes)];
    for encoding in labels.into_iter().flatten().filter_map(Encoding::for_label) {
        // A page that can be read to its declaration is not in UTF-16, whatever it declares (HTML standard).
        let encoding = encoding.output_encoding();
        let decoded = transcode(bytes, encoding, 0);
        if decoded.n_replaced == 0 && !is_binary(&decoded) {
            return Ok(decoded);
        }
    }
    decode(bytes)
}

/// The encoding that a page names near its start, `charset=...` in whatever element.
fn declared_in_page(bytes: &[u8]) -> Option<&[u8]> {
    const NAME: &[u8] = b"charset";
    let head = &bytes[..bytes.len().min(1024)];
    let at = head
        .windows(NAME.len())
        .position(|w| w.eq_ignore_ascii_case(NAME))?;
    let rest = head[at + NAME.len()..]
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let end = rest
        .iter()
        .position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b));
    Some(&rest[..end.unwrap_or(rest.len())])
}

impl Origin {
    /// The way back from an extract of the decoded text `from`. `anchors` are pairs of offsets, in the extract and in
    /// `from`, in rising order; between two of them the extract is verbatim.
    pub(crate) fn through(&self, from: &str, anchors: &[(u32, u32)]) -> Self {
        let mut mapped: Vec<(u32, u32)> = vec![(0, 0)];
        for (n, &(here, there)) in anchors.iter().enumerate() {
            mapped.push((here, self.offset(from, there) as u32));
            // Where the decoded text is not as long as its bytes say, such as at a malformed one, the way back has
            // anchors of its own.
            let n_verbatim = anchors.get(n + 1).map_or(u32::MAX, |&(next, _)| next - here);
            let first = self.anchors.partition_point(|&(at, _)| at <= there);
            let inside = self.anchors[first..]
                .iter()
                .take_while(|&&(at, _)| at - there <= n_verbatim);
            mapped.extend(inside.map(|&(at, byte)| (here + at - there, byte)));
        }
        Self {
            encoding: self.encoding,
            anchors: mapped,
        }
    }

    /// The name of the encoding, such as `UTF-16LE`.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// The original bytes of `span`. `text` must be the text that was decoded.
    pub fn to_original(&self, text: &str, span: Span) -> Range<usize> {
        self.offset(text, span.start)..self.offset(text, span.end)
    }

    fn offset(&self, text: &str, at: u32) -> usize {
        let before = self.anchors.partition_point(|&(here, _)| here <= at) - 1;
        let (here, there) = self.anchors[before];
        there as usize + encoded_len(self.encoding, &text[here as usize..at as usize])
    }
}

/// Decodes in pieces, replacing what is malformed, and sets an anchor after each.
fn transcode(bytes: &[u8], encoding: &'static Encoding, skip: usize) -> Decoded {
    let mut anchors = vec![(0, skip as u32)];
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(&bytes[skip..])
    {
        return Decoded {
            text: text.to_owned(),
            origin: Origin { encoding, anchors },
            n_replaced: 0,
        };
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut piece = String::with_capacity(PIECE);
    let (mut at, mut n_replaced) = (skip, 0);
    loop {
        let (result, n_read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut piece, true);
        at += n_read;
        text.push_str(&piece);
        piece.clear();
        let mut pending = 0;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(_, beyond) => {
                text.push(char::REPLACEMENT_CHARACTER);
                pending = usize::from(beyond);
                n_replaced += 1;
            }
        }
        anchors.push((text.len() as u32, (at - pending) as u32));
    }
    Decoded {
        text,
        origin: Origin { encoding, anchors },
        n_replaced,
    }
}

/// How many bytes `text` has in `encoding`.
fn encoded_len(encoding: &'static Encoding, text: &str) -> usize {
    if encoding == UTF_8 {
        return text.len();
    }
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return text.encode_utf16().count() * 2;
    }
    if encoding.is_single_byte() {
        return text.chars().count();
    }
    let mut encoder = encoding.new_encoder();
    let mut buffer = [0; PIECE];
    let (mut at, mut len) = (0, 0);
    loop {
        let (result, n_read, n_written) =
            encoder.encode_from_utf8_without_replacement(&text[at..], &mut buffer, false);
        at += n_read;
        len += n_written;
        match result {
            EncoderResult::InputEmpty => return len,
            EncoderResult::OutputFull => {}
            // A replacement mark: its bytes are accounted for by the anchor after it.
            EncoderResult::Unmappable(_) => len += 1,
        }
    }
}

/// The encoding of `bytes`, and the length of the byte order mark.
fn encoding_of(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some(found) = Encoding::for_bom(bytes) {
        return found;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return (encoding, 0);
    }
    if is_mostly_utf8(bytes) {
        return (UTF_8, 0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    (detector.guess(None, Utf8Detection::Deny), 0)
}

/// Text in a European language has a zero in every other byte of UTF-16, and none anywhere else.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let n_pairs = bytes.len() / 2;
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let (few, most) = (n_pairs / 50, n_pairs - n_pairs / 4);
    match () {
        () if n_pairs < 2 => None,
        () if odd >= most && even <= few => Some(UTF_16LE),
        () if even >= most && odd <= few => Some(UTF_16BE),
        () => None,
    }
}

/// Whether the bytes are UTF-8 but for a few that were damaged on the way: one bad byte must not turn every
/// accented letter of a report into two wrong ones.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut n_good, mut n_bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_bad += usize::from(!chunk.invalid().is_empty());
    }
    n_bad == 0 || n_good > 4 * n_bad
}

/// Control characters that no text holds, more than stray ones.
fn is_binary(decoded: &Decoded) -> bool {
    let odd = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}');
    let n_odd = decoded.text.chars().filter(odd).count() + decoded.n_replaced;
    n_odd * 100 > decoded.text.chars().count()
}

/// Formats that people take for text, by their first bytes.
fn known_format(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP, Word or OpenDocument file"),
        (b"\xD0\xCF\x11\xE0", "an old Word file"),
        (b"{\\rtf", "a Rich Text file"),
        (b"\x1F\x8B", "a gzip file"),
        (b"BZh", "a bzip2 file"),
        (b"\xFD7zXZ\0", "an xz file"),
        (b"\x28\xB5\x2F\xFD", "a Zstandard file"),
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\x7FELF", "a program"),
    ];
    FORMATS
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|&(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "The “Clément” café in Đakovo was hit. ";

    fn utf16(text: &str, mark: bool, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = mark.then_some(0xFEFF);
        mark.into_iter()
            .chain(text.encode_utf16())
            .flat_map(unit)
            .collect()
    }

    /// Decodes, and checks that every character leads back to bytes that decode to it alone.
    #[track_caller]
    fn check(bytes: &[u8], encoding: &str, text: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!(
            (decoded.origin.encoding(), decoded.text.as_str()),
            (encoding, text)
        );
        for (at, c) in text.char_indices() {
            let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
            let own = &bytes[decoded.origin.to_original(text, span)];
            let (back, _) = decoded.origin.encoding.decode_without_bom_handling(own);
            assert_eq!(back, c.to_string(), "at {at}");
        }
    }

    #[test]
    fn the_encodings_of_reports() {
        check(LINE.as_bytes(), "UTF-8", LINE);
        check(&[b"\xEF\xBB\xBF", LINE.as_bytes()].concat(), "UTF-8", LINE);
        check(&utf16(LINE, true, u16::to_le_bytes), "UTF-16LE", LINE);
        check(&utf16(LINE, true, u16::to_be_bytes), "UTF-16BE", LINE);
        check(&utf16(LINE, false, u16::to_le_bytes), "UTF-16LE", LINE);
        check(&utf16(LINE, false, u16::to_be_bytes), "UTF-16BE", LINE);
        check(
            b"Mar\xEDa Pe\xF1a \x96 \x93shot\x94",
            "windows-1252",
            "María Peña – “shot”",
        );
    }

    #[test]
    fn offsets_hold_over_many_pieces_and_in_multibyte_encodings() {
        let long = LINE.repeat(700);
        check(&utf16(&long, true, u16::to_le_bytes), "UTF-16LE", &long);
        let japanese = "停戦は守られている。砲撃はなかった。A truce. ".repeat(300);
        let (bytes, encoding, _) = encoding_rs::SHIFT_JIS.encode(&japanese);
        check(&bytes, encoding.name(), &japanese);
    }

    #[test]
    fn one_damaged_byte_leaves_the_rest_as_it_was() {
        let mut bytes = LINE.repeat(3).into_bytes();
        bytes[0] = 0xFF;
        let decoded = decode(&bytes).unwrap();
        assert_eq!((decoded.origin.encoding(), decoded.n_replaced), ("UTF-8", 1));
        let at = decoded.text.find("café").unwrap() as u32;
        assert_eq!(
            &bytes[decoded.origin.to_original(&decoded.text, Span::new(at, at + 5))],
            "café".as_bytes()
        );
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"%PDF-1.7\n").unwrap_err(), Refusal::Binary("a PDF file"));
        let noise: Vec<u8> = (0..4096u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        assert_eq!(decode(&noise).unwrap_err().code(), "binary");
        assert_eq!(decode(&[0; 64]).unwrap_err().code(), "binary");
    }
}
