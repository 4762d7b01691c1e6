use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha1::{Digest, Sha1};
use std::io::{Cursor, Write};

const TEXT: &str =
    "Two men, said to be guards, were killed in Kesra on Monday when a shell fell, the governor said.";

fn record(kind: &str, id: &str, content_type: &str, block: &[u8], more: &str) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:x:{id}>\r\nWARC-Date: 2024-05-14T10:00:00Z\r\n\
         WARC-Target-URI: https://wire.example/{id}\r\nContent-Type: {content_type}\r\n{more}Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn page(id: &str) -> Vec<u8> {
    let block = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<h1>{id}</h1><p>{TEXT}</p>"
    );
    let digest = data_encoding::BASE32.encode(&Sha1::digest(block.as_bytes()));
    record(
        "response",
        id,
        "application/http; msgtype=response",
        block.as_bytes(),
        &format!("WARC-Block-Digest: sha1:{digest}\r\n"),
    )
}

fn member(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The id of each report, and the code of each refusal with `!`.
fn all(bytes: &[u8]) -> Vec<String> {
    let input = BufReader::with_capacity(11, Cursor::new(bytes));
    Warc::new(input, Hints::default())
        .unwrap()
        .map(|item| match item {
            Ok(document) => {
                assert_eq!(document.report.text, TEXT);
                document.report.id
            }
            Err(refused) => format!("{}!", refused.why.code()),
        })
        .collect()
}

#[test]
fn pages_are_reports_and_the_rest_is_passed_over() {
    let not_found =
        b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone, and so on and so forth";
    let picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG";
    let file = [
        record("warcinfo", "0", "application/warc-fields", b"software: x", ""),
        record("request", "1", "application/http", b"GET / HTTP/1.1\r\n\r\n", ""),
        page("2"),
        record("response", "3", "application/http", not_found, ""),
        record("response", "4", "application/http", picture, ""),
        record("resource", "5", "text/html", format!("<p>{TEXT}").as_bytes(), ""),
        record("conversion", "6", "text/plain", TEXT.as_bytes(), ""),
    ];
    let want = ["urn:x:2", "urn:x:5", "urn:x:6"];
    assert_eq!(all(&file.concat()), want);
    assert_eq!(
        all(&file.iter().flat_map(|r| member(r)).collect::<Vec<_>>()),
        want,
        "a member a record"
    );
    assert_eq!(all(&member(&file.concat())), want, "one member");
}

#[test]
fn the_archive_adds_address_and_time() {
    let bytes = page("2");
    let document = Warc::new(bytes.as_slice(), Hints::default())
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    assert_eq!(document.report.url.as_deref(), Some("https://wire.example/2"));
    assert_eq!(document.extra["captured"], "2024-05-14T10:00:00Z");
}

#[test]
fn damage_costs_one_record() {
    let members: Vec<Vec<u8>> = ["1", "2", "3"].map(|id| member(&page(id))).to_vec();
    for at in 12..members[1].len() {
        let mut bad = members.clone();
        bad[1][at] ^= 0x10;
        let got = all(&bad.concat());
        assert_eq!(
            (got.first(), got.last()),
            (Some(&"urn:x:1".to_owned()), Some(&"urn:x:3".to_owned())),
            "byte {at}: {got:?}"
        );
        // The last bits of a member may mean nothing.
        let is_whole = got == ["urn:x:1", "urn:x:2", "urn:x:3"];
        assert!(
            got.contains(&"damaged!".to_owned()) || is_whole,
            "byte {at}: {got:?}"
        );
    }
}

#[test]
fn a_flipped_bit_in_a_plain_file_is_found_by_the_digest() {
    let mut bytes = [page("1"), page("2")].concat();
    let at = http::find(&bytes, b"guards").unwrap();
    bytes[at] ^= 1;
    assert_eq!(all(&bytes), ["damaged!", "urn:x:2"]);
}

#[test]
fn a_file_that_is_cut_off_keeps_what_is_whole() {
    let plain = [page("1"), page("2")].concat();
    let zipped = [member(&page("1")), member(&page("2"))].concat();
    for bytes in [plain, zipped] {
        let got = all(&bytes[..bytes.len() - 30]);
        assert_eq!(got, ["urn:x:1", "damaged!"]);
    }
}

#[test]
fn a_bomb_is_not_decoded() {
    let bomb = member(
        &[
            record("response", "1", "application/http", b"", "").as_slice(),
            &vec![b'a'; 300 << 20],
        ]
        .concat(),
    );
    assert_eq!(
        all(&[bomb, member(&page("2"))].concat()).last().unwrap(),
        "urn:x:2"
    );
    let honest = vec![b' '; 40 << 20];
    let large = member(&record(
        "response",
        "1",
        "application/http",
        &honest,
        "WARC-Identified-Payload-Type: text/html\r\n",
    ));
    assert_eq!(
        all(&[large, member(&page("2"))].concat()),
        ["page_too_large!", "urn:x:2"]
    );
}

#[test]
fn what_is_no_archive_is_told() {
    assert_eq!(all(b"Two men were killed.\nIn Kesra.\n"), ["damaged!"]);
    assert_eq!(
        all(b"WARC/1.0\r\nWARC-Type: response\r\n\r\nabc"),
        ["damaged!", "damaged!"]
    );
    assert!(all(b"").is_empty());
}
