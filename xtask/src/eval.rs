//! `eval-segment` and `eval-syntax`: how well text is cut and parsed, measured on treebank files.
#![allow(clippy::print_stdout)] // Its result is what it prints.

use crate::conll2018::{Count, METRICS, Score, Side};
use crate::input;
use anyhow::{Result, bail};
use clap::Args;
use dateline::syntax::{Kernel, Model, conllu};
use dateline::text::{Report, segment as cut};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Options of `eval-segment`.
#[derive(Args, Debug)]
pub(crate) struct Segment {
    /// CoNLL-U files, also gzipped
    #[arg(required = true, value_name = "FILE.conllu[.gz]")]
    files: Vec<PathBuf>,
    /// Also show what was cut otherwise, first the treebank's way
    #[arg(long)]
    differences: bool,
}

/// Options of `eval-syntax`.
#[derive(Args, Debug)]
pub(crate) struct Syntax {
    /// CoNLL-U files, also gzipped
    #[arg(required = true, value_name = "FILE.conllu[.gz]")]
    files: Vec<PathBuf>,
    /// Keep the words and sentences of the file; else they are cut from its raw text
    #[arg(long)]
    gold_words: bool,
    /// Also show labelled attachment for each relation
    #[arg(long)]
    per_relation: bool,
    /// Run the model with this kernel; all give the same scores
    #[arg(long, value_parser = kernel)]
    kernel: Option<Kernel>,
}

fn kernel(written: &str) -> Result<Kernel, &'static str> {
    let named = |k: &Kernel| format!("{k:?}").eq_ignore_ascii_case(written);
    let kernel = Kernel::ALL
        .into_iter()
        .find(named)
        .ok_or("portable, avx2 or vnni")?;
    if kernel.available() {
        Ok(kernel)
    } else {
        Err("this machine cannot run it")
    }
}

/// Scores words and sentences.
pub(crate) fn segment(options: &Segment) -> Result<()> {
    for path in &options.files {
        let text = input::text(path)?;
        let mut score = Score::default();
        for document in input::documents(&text, path)? {
            let report = Report::from_text("gold", input::raw(&document));
            let gold = Side::gold(&document);
            let said = Side::cut(&report, &cut(&report));
            check(&gold, &said, path)?;
            score.add(&gold, &said);
            if options.differences {
                for line in gold.differences(&said) {
                    println!("{line}");
                }
            }
        }
        println!("{}", path.display());
        table(METRICS.iter().copied().zip(score.metrics).take(2));
    }
    Ok(())
}

/// Scores everything that a parse has.
pub(crate) fn syntax(options: &Syntax) -> Result<()> {
    let mut model = Model::embedded();
    if let Some(kernel) = options.kernel {
        model = model.with_kernel(kernel);
    }
    for path in &options.files {
        let text = input::text(path)?;
        let mut score = Score::default();
        for document in input::documents(&text, path)? {
            let (report, words) = if options.gold_words {
                conllu::report("gold", &document)
            } else {
                let report = Report::from_text("gold", input::raw(&document));
                let words = cut(&report);
                (report, words)
            };
            let mut gold = Side::gold(&document);
            let said = Side::parsed(&dateline::syntax::parse(&model, &report, words));
            if options.gold_words {
                gold.unshare();
            }
            check(&gold, &said, path)?;
            score.add(&gold, &said);
        }
        println!("{}", path.display());
        // A file that marks names alone has no tags to compare with.
        let shown = if score.is_parsed { METRICS.len() } else { 2 };
        table(METRICS.iter().copied().zip(score.metrics).take(shown));
        if score.names.values().any(|c| c.gold > 0) {
            println!("names");
            table(with_sum(&score.names));
        }
        if options.per_relation && score.is_parsed {
            println!("relations");
            table(
                score
                    .relations
                    .iter()
                    .map(|(name, &count)| (name.as_str(), count)),
            );
        }
    }
    Ok(())
}

fn check(gold: &Side, said: &Side, path: &Path) -> Result<()> {
    if let Some(at) = gold.first_difference(said) {
        bail!(
            "{}: the words that were cut do not spell the text, from character {at} on",
            path.display()
        );
    }
    Ok(())
}

/// Types that the file marks; the three that every set of names has together; and all together.
fn with_sum(names: &BTreeMap<String, Count>) -> impl Iterator<Item = (&str, Count)> {
    let marked = || names.iter().filter(|(_, c)| c.gold > 0);
    let sum = |of: &dyn Fn(&str) -> bool| {
        let counts = marked().filter(|(name, _)| of(name));
        counts.fold(Count::default(), |sum, (_, c)| sum.and(*c))
    };
    let common = sum(&|name| ["PER", "ORG", "LOC"].contains(&name));
    marked()
        .map(|(name, &count)| (name.as_str(), count))
        .chain([("PER ORG LOC", common), ("all", sum(&|_| true))])
}

fn table<'n>(rows: impl Iterator<Item = (&'n str, Count)>) {
    println!(
        "  {:<12} {:>9} {:>7} {:>7} {:>7} {:>7}",
        "", "precision", "recall", "F1", "gold", "said"
    );
    for (name, count) in rows {
        println!(
            "  {name:<12} {:>9.2} {:>7.2} {:>7.2} {:>7} {:>7}",
            count.precision(),
            count.recall(),
            count.f1(),
            count.gold,
            count.said
        );
    }
}
