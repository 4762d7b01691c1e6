//! Throws mutated reports at every target, for so many inputs or so many seconds, and keeps those that break one.

use anyhow::{Context, Result, bail};
use clap::Parser;
use dateline_fuzz::{Mutator, TARGETS};
use std::fs;
use std::io::{self, Write};
use std::panic::{self, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Throws mutated reports at Dateline
#[derive(Parser, Debug)]
struct Args {
    /// Inputs for each target
    #[arg(long, default_value_t = 2000)]
    inputs: u64,
    /// Seconds for each target at most
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// Where the series of inputs begins; the same seed gives the same inputs
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The targets to run [default: all]
    targets: Vec<String>,
    /// A folder of files to mutate
    #[arg(long, default_value = "examples")]
    corpus: PathBuf,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let seeds = seeds(&args.corpus)?;
    // The report of a panic is one line below; its backtrace would bury it.
    panic::set_hook(Box::new(|_| {}));
    let mut n_broken = 0;
    for &(name, target) in TARGETS {
        if !args.targets.is_empty() && !args.targets.iter().any(|wanted| wanted == name) {
            continue;
        }
        let mut mutator = Mutator::new(args.seed, seeds.clone());
        let mut n_inputs = 0;
        let started = now();
        while n_inputs < args.inputs && started.elapsed() < Duration::from_secs(args.seconds) {
            let input = mutator.input();
            n_inputs += 1;
            if let Err(cause) = catch_unwind(|| target(&input)) {
                n_broken += 1;
                let path = keep(name, args.seed, n_inputs, &input)?;
                let cause = cause.downcast_ref::<String>().map_or("a panic", String::as_str);
                writeln!(io::stderr(), "{name} breaks on {}: {cause}", path.display())?;
            }
        }
        writeln!(
            io::stdout(),
            "{name:<10} {n_inputs:>6} inputs, {:.1} s",
            started.elapsed().as_secs_f64()
        )?;
    }
    if n_broken > 0 {
        bail!("{n_broken} inputs broke a target");
    }
    Ok(())
}

/// The files of the corpus, as text, in UTF-16, as lines of JSON and as tables of words.
fn seeds(corpus: &Path) -> Result<Vec<Vec<u8>>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(corpus).with_context(|| format!("no corpus at {}", corpus.display()))? {
        paths.push(entry?.path());
    }
    paths.sort();
    let mut seeds = vec![Vec::new()];
    for path in paths.iter().filter(|path| path.is_file()) {
        #[expect(clippy::disallowed_methods, reason = "a host may read files")]
        let bytes = fs::read(path)?;
        let text = String::from_utf8_lossy(&bytes);
        seeds.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        seeds.push(
            serde_json::json!({"id": "1", "text": text})
                .to_string()
                .into_bytes(),
        );
        seeds.push(table(&text).into_bytes());
        seeds.push(bytes);
    }
    Ok(seeds)
}

/// The words of a text, a line each, as CoNLL-U.
fn table(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        for (n, word) in line.split_whitespace().enumerate() {
            out.extend([
                &(n + 1).to_string(),
                "\t",
                word,
                "\t_\t_\t_\t_\t_\t_\t_\tName=B-PER|SpaceAfter=No\n",
            ]);
        }
        out.push('\n');
    }
    out
}

fn keep(target: &str, seed: u64, number: u64, input: &[u8]) -> Result<PathBuf> {
    let folder = Path::new("fuzz/artifacts");
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("{target}-{seed}-{number}"));
    #[expect(clippy::disallowed_methods, reason = "a host may write files")]
    fs::write(&path, input)?;
    Ok(path)
}

#[expect(clippy::disallowed_methods, reason = "the run is bounded by time")]
fn now() -> Instant {
    Instant::now()
}
