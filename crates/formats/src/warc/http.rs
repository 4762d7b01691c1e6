//! An HTTP response as a crawler stored it.

use flate2::bufread::{GzDecoder, ZlibDecoder};
use std::borrow::Cow;
use std::io::Read;

/// A response, its body as the server meant it.
pub(super) struct Response<'b> {
    pub(super) status: u16,
    /// In small letters, without parameters.
    pub(super) media_type: String,
    pub(super) charset: Option<String>,
    pub(super) body: Cow<'b, [u8]>,
    /// The body as it went over the line, which a payload digest is taken of.
    pub(super) payload: &'b [u8],
}

/// Why a stored response cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// No status line or no end of the header.
    NoHead,
    /// A content or transfer coding that is not read, or whose data are damaged.
    Coding,
}

/// Takes a response apart. At most `most` bytes of body are decoded, and one more.
pub(super) fn response(block: &[u8], most: usize) -> Result<Response<'_>, Fault> {
    let end = find(block, b"\r\n\r\n")
        .map(|at| (at, 4))
        .or_else(|| find(block, b"\n\n").map(|at| (at, 2)));
    let (at, n) = end.ok_or(Fault::NoHead)?;
    let head = String::from_utf8_lossy(&block[..at]);
    let mut lines = head.lines();
    let status = lines
        .next()
        .filter(|line| line.starts_with("HTTP/"))
        .and_then(|line| line.split_ascii_whitespace().nth(1)?.parse().ok())
        .ok_or(Fault::NoHead)?;
    let field = |name: &str| {
        let of = |line: &str| {
            let (key, value) = line.split_once(':')?;
            key.trim()
                .eq_ignore_ascii_case(name)
                .then(|| value.trim().to_ascii_lowercase())
        };
        head.lines().skip(1).find_map(of)
    };
    let (media_type, charset) = media_type(&field("content-type").unwrap_or_default());
    let payload = &block[at + n..];
    let body = match field("transfer-encoding").as_deref() {
        // Crawlers often store the decoded body and leave the header: what is not in chunks is taken as it is.
        Some("chunked") => unchunked(payload).map_or(Cow::Borrowed(payload), Cow::Owned),
        _ => Cow::Borrowed(payload),
    };
    let body = match field("content-encoding").as_deref() {
        None | Some("identity" | "") => body,
        Some("gzip" | "x-gzip") if body.starts_with(&super::gunzip::MAGIC) => {
            Cow::Owned(decoded(GzDecoder::new(body.as_ref()), most)?)
        }
        Some("deflate") if body.first() == Some(&0x78) => {
            Cow::Owned(decoded(ZlibDecoder::new(body.as_ref()), most)?)
        }
        // Common Crawl's own note of what the server sent; the body is decoded.
        _ if looks_like_markup(&body) => body,
        Some(_) => return Err(Fault::Coding),
    };
    Ok(Response {
        status,
        media_type,
        charset,
        body,
        payload,
    })
}

/// A media type and its `charset`, of a `Content-Type`.
pub(super) fn media_type(field: &str) -> (String, Option<String>) {
    let mut parts = field.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts
        .find_map(|part| part.strip_prefix("charset="))
        .map(|name| name.trim_matches(['"', '\'']).to_owned());
    (media_type, charset)
}

fn looks_like_markup(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

fn decoded(decoder: impl Read, most: usize) -> Result<Vec<u8>, Fault> {
    let mut body = Vec::new();
    decoder
        .take(most as u64 + 1)
        .read_to_end(&mut body)
        .map_err(|_| Fault::Coding)?;
    Ok(body)
}

/// The body of chunks put together; none if it is not in chunks.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(rest.len());
    loop {
        let end = find(rest, b"\r\n")?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 2..];
        if size == 0 {
            return Some(body);
        }
        // A response that was cut off ends inside a chunk.
        let n = size.min(rest.len());
        body.extend_from_slice(&rest[..n]);
        rest = &rest[n..];
        if rest.is_empty() {
            return Some(body);
        }
        rest = rest.strip_prefix(b"\r\n")?;
    }
}

pub(super) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[track_caller]
    fn body_of(head: &str, payload: &[u8], body: Result<&[u8], Fault>) {
        let block = [head.as_bytes(), b"\r\n\r\n", payload].concat();
        let got = response(&block, 1000);
        assert_eq!(
            got.as_ref().map(|r| r.body.as_ref()).map_err(|&fault| fault),
            body
        );
    }

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn codings_are_undone() {
        body_of("HTTP/1.1 200 OK", b"<p>a", Ok(b"<p>a"));
        body_of(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked",
            b"3\r\n<p>\r\n1;x=y\r\na\r\n0\r\n\r\n",
            Ok(b"<p>a"),
        );
        body_of(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked",
            b"<p>a",
            Ok(b"<p>a"),
        );
        body_of(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip",
            &gzipped(b"<p>a"),
            Ok(b"<p>a"),
        );
        body_of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip", b"<p>a", Ok(b"<p>a"));
        body_of(
            "HTTP/1.1 200 OK\r\nContent-Encoding: br",
            b"\x8B\x01\x80<p>a",
            Err(Fault::Coding),
        );
        body_of(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip",
            &gzipped(&[b'a'; 9])[..12],
            Err(Fault::Coding),
        );
        body_of("GET / HTTP/1.1", b"", Err(Fault::NoHead));
    }

    #[test]
    fn a_bomb_is_decoded_to_the_limit_only() {
        let bomb = gzipped(&vec![b' '; 1 << 22]);
        let block = [
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".as_slice(),
            &bomb,
        ]
        .concat();
        assert_eq!(response(&block, 1000).ok().unwrap().body.len(), 1001);
    }

    #[test]
    fn a_content_type_has_a_charset() {
        assert_eq!(
            media_type("Text/HTML; charset=\"windows-1251\""),
            ("text/html".to_owned(), Some("windows-1251".to_owned()))
        );
        assert_eq!(media_type("text/plain"), ("text/plain".to_owned(), None));
    }
}
