//! Runs the command as a user would.

#![allow(dead_code, reason = "each test binary uses its own part of this")]
#![allow(clippy::disallowed_methods, reason = "tests write the files that they read")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// An empty folder of its own for one test.
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(crate) fn new(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self { path }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Writes a file and returns its whole path, as it will stand in messages.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }
}

/// What a run gave.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// The ids of the readings, with the code in place of those that were refused.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.stdout
            .lines()
            .map(|line| {
                let value: serde_json::Value = serde_json::from_str(line).unwrap();
                let of = |value: &serde_json::Value| value.as_str().unwrap_or("null").to_owned();
                match value.get("error") {
                    Some(error) => format!("{}!", of(&error["code"])),
                    None => of(&value["document"]["id"]),
                }
            })
            .collect()
    }
}

/// Runs `dateline` with the arguments.
pub(crate) fn dateline(args: &[&str]) -> Run {
    dateline_on(args, |_| Ok(()))
}

/// Runs `dateline` with the arguments, and writes its standard input.
pub(crate) fn dateline_on(
    args: &[&str],
    input: impl FnOnce(&mut dyn Write) -> std::io::Result<()> + Send + 'static,
) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A command that has read enough closes its input; that is no failure.
    let writer = thread::spawn(move || input(&mut stdin).is_ok());
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    Run {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}
