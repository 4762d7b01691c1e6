//! Chores of the project: `cargo xtask CHORE`.

mod conll2018;
mod eval;
mod field_manual;
mod gazetteer;
mod input;
mod pages;
mod readme;
mod rules;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Chores of the project
#[derive(Parser, Debug)]
#[command(name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand, Debug)]
enum Chore {
    /// Writes the pages that are made from the program: docs/rules.md, docs/field-manual, docs/exports.* and the output in
    /// README.md
    Docs {
        /// Write nothing; fail if a page is not what would be written
        #[arg(long)]
        check: bool,
    },
    /// Scores words and sentences against treebank files
    EvalSegment(eval::Segment),
    /// Scores words, sentences, tags, lemmas, trees and names against treebank files
    EvalSyntax(eval::Syntax),
    Gazetteer(gazetteer::Options),
    /// Lists the rules and frames that do not fire on their own example
    Silent,
}

fn main() -> Result<()> {
    match Args::parse().chore {
        Chore::Docs { check } => {
            pages::write(
                &[
                    ("docs/rules.md", rules::page),
                    ("docs/exports.md", |_| Ok(dateline::export::manual())),
                    ("docs/exports.schema.json", |_| {
                        Ok(serde_json::to_string_pretty(&dateline::export::schema())? + "\n")
                    }),
                    ("README.md", readme::page),
                ],
                check,
            )?;
            for (name, page) in field_manual::pages()? {
                pages::keep(&name, |_| Ok(page.clone()), check)?;
            }
            Ok(())
        }
        Chore::EvalSegment(options) => eval::segment(&options),
        Chore::EvalSyntax(options) => eval::syntax(&options),
        Chore::Gazetteer(options) => gazetteer::run(&options),
        Chore::Silent => {
            rules::silent()?;
            field_manual::silent()
        }
    }
}
