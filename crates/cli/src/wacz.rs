//! WACZ files: a ZIP file whose `archive` folder holds WARC files, stored and not compressed again.

use dateline::formats::Refusal;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use zip::{CompressionMethod, ZipArchive};

/// A WARC file inside: its name, and its bytes as a stream.
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) stream: BufReader<io::Take<File>>,
}

/// The WARC files of a WACZ file, in the order of its directory.
///
/// Names inside are shown and never used as paths.
///
/// # Errors
///
/// A file that is no ZIP file, has no WARC file in it, or one that is compressed against the specification
/// (WACZ 1.1.1, section 5.1).
pub(crate) fn members(path: &Path) -> Result<Vec<Member>, Refusal> {
    let damaged =
        |error: zip::result::ZipError| Refusal::Damaged(format!("the ZIP file is damaged: {error}"));
    let mut archive = ZipArchive::new(BufReader::new(open(path)?)).map_err(damaged)?;
    let mut members = Vec::new();
    for n in 0..archive.len() {
        let entry = archive.by_index_raw(n).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.into_owned();
        let small = name.to_ascii_lowercase();
        if !small.starts_with("archive/") || ![".warc", ".warc.gz"].iter().any(|end| small.ends_with(end)) {
            continue;
        }
        let start = entry.data_start();
        let (CompressionMethod::Stored, Some(start)) = (entry.compression(), start) else {
            return Err(Refusal::Damaged(format!(
                "{name} is compressed, which WACZ does not allow: unpack the file"
            )));
        };
        let mut file = open(path)?;
        file.seek(SeekFrom::Start(start))?;
        members.push(Member {
            name,
            stream: BufReader::new(file.take(entry.size())),
        });
    }
    if members.is_empty() {
        return Err(Refusal::Binary("a ZIP file without web archives"));
    }
    Ok(members)
}

#[expect(clippy::disallowed_methods, reason = "the host opens files for the engine")]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}
