//! Digests as WARC headers have them: `sha1:` with base 32, `sha256:` with base 32 or 16.

use data_encoding::{BASE32, HEXLOWER_PERMISSIVE};
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// Whether `bytes` have another digest than the one written. An algorithm that is not known says nothing.
pub(super) fn differs(written: &str, bytes: &[u8]) -> bool {
    let Some((algorithm, value)) = written.trim().split_once(':') else {
        return false;
    };
    let own: Vec<u8> = match algorithm.to_ascii_lowercase().replace('-', "").as_str() {
        "sha1" => Sha1::digest(bytes).to_vec(),
        "sha256" => Sha256::digest(bytes).to_vec(),
        _ => return false,
    };
    let base32 = BASE32.decode(value.to_ascii_uppercase().as_bytes()).ok();
    let base16 = HEXLOWER_PERMISSIVE.decode(value.as_bytes()).ok();
    let read: Vec<Vec<u8>> = [base32, base16]
        .into_iter()
        .flatten()
        .filter(|read| read.len() == own.len())
        .collect();
    !read.is_empty() && !read.contains(&own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_compared_in_either_base() {
        // Of the empty input.
        assert!(!differs("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", b""));
        assert!(!differs("sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709", b""));
        assert!(differs("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", b"a"));
        assert!(!differs(
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            b""
        ));
        assert!(!differs("md5:d41d8cd98f00b204e9800998ecf8427e", b"a") && !differs("", b"a"));
    }
}
