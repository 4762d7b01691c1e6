//! `dateline parse`: the grammar of a text, without what it says.

use crate::Outcome;
use crate::args::{From, ParseArgs, ParseFrom, ParseTo};
use crate::output::{Written, tell_of_stdin, write};
use crate::source::{Arrival, Source};
use crate::terminal::View;
use anyhow::Result;
use dateline::formats::conllu::{Block, Blocks};
use dateline::formats::{Hints, Refusal, Refused};
use dateline::syntax::{Model, Parse, conllu, parse};
use dateline::text::{Report, segment};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// Parses all inputs and writes their trees.
pub(crate) fn run(args: &ParseArgs) -> Result<Outcome> {
    tell_of_stdin(&args.inputs);
    let parser = Parser {
        model: Model::embedded(),
        to: args.to,
        view: View::new(args.shown.color),
    };
    let from = match args.from {
        ParseFrom::Auto => From::Auto,
        ParseFrom::Text => From::Text,
        ParseFrom::Html => From::Html,
        ParseFrom::Warc => From::Warc,
        ParseFrom::Jsonl => From::Jsonl,
        ParseFrom::Conllu => {
            let tables = tables(&args.inputs);
            return write(tables, args.threads, move |table| parser.table(table));
        }
    };
    let source = Source::new(&args.inputs, from, Hints::default());
    write(source, args.threads, move |arrival| parser.arrival(arrival))
}

/// A piece of a CoNLL-U file, or why there is none, with the name of the file.
type Table = (String, Result<Block, Refused>);

/// The pieces of all files, opened one after the other.
fn tables(inputs: &[PathBuf]) -> impl Iterator<Item = Table> + Send + 'static {
    let inputs = match inputs {
        [] => vec![PathBuf::from("-")],
        paths => paths.to_vec(),
    };
    inputs.into_iter().flat_map(|path| {
        let name = path.display().to_string();
        let stream: io::Result<Box<dyn BufRead + Send>> = if path.as_os_str() == "-" {
            Ok(Box::new(BufReader::new(io::stdin())))
        } else {
            #[expect(clippy::disallowed_methods, reason = "the host opens files for the engine")]
            File::open(&path).map(|file| Box::new(BufReader::new(file)) as _)
        };
        let (blocks, failed) = match stream {
            Ok(stream) => (Some(Blocks::new(stream)), None),
            Err(error) => {
                let why = Refusal::from(error);
                (
                    None,
                    Some(Err(Refused {
                        id: None,
                        line: None,
                        why,
                    })),
                )
            }
        };
        failed
            .into_iter()
            .chain(blocks.into_iter().flatten())
            .map(move |block| (name.clone(), block))
    })
}

/// Turns texts into trees on paper. Shared by all threads.
struct Parser {
    model: Model,
    to: ParseTo,
    view: View,
}

impl Parser {
    fn arrival(&self, arrival: Arrival) -> Written {
        match arrival {
            Arrival::Report(document) => {
                let report = &document.report;
                guarded(&report.id, || Written {
                    output: self.report(report),
                    complaints: Vec::new(),
                })
            }
            Arrival::Refused { file, refused } => Written::complaint(refusal(&file, &refused)),
            Arrival::PassedOver { path, why } => Written::complaint(format!("{path}: {why}")),
        }
    }

    fn report(&self, report: &Report) -> String {
        let parse = parse(&self.model, report, segment(report));
        match self.to {
            ParseTo::Tree => self.view.trees(&parse),
            ParseTo::Conllu => {
                let mut out = String::new();
                // Writing into a string does not fail.
                let _ = conllu::write(&parse, &mut out);
                out
            }
        }
    }

    fn table(&self, (file, block): Table) -> Written {
        match block {
            Ok(block) => guarded(&file, || self.block(&file, &block)),
            Err(refused) => Written::complaint(refusal(&file, &refused)),
        }
    }

    fn block(&self, file: &str, block: &Block) -> Written {
        let mut written = Written::default();
        let mut sentences = Vec::new();
        for sentence in conllu::read(&block.text) {
            match sentence {
                Ok(sentence) => sentences.push(sentence),
                Err(fault) => {
                    let line = block.before + fault.line;
                    written.complaints.push(format!("{file}:{line}: {}", fault.wrong));
                }
            }
        }
        let (report, words) = conllu::report(file, &sentences);
        let parse: Parse<'_> = parse(&self.model, &report, words);
        match self.to {
            ParseTo::Tree => written.output = self.view.trees(&parse),
            ParseTo::Conllu => {
                for (given, number) in sentences.iter().zip(parse.sentence_ids()) {
                    let _ = conllu::write_given(given, &parse, number, &mut written.output);
                }
            }
        }
        written
    }
}

/// A defect of ours must not cost the caller the rest of a long run.
fn guarded(name: &str, work: impl FnOnce() -> Written) -> Written {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Written::complaint(format!("{name}: {}", Refusal::Internal)))
}

fn refusal(file: &str, refused: &Refused) -> String {
    match refused.line {
        Some(line) => format!("{file}:{line}: {}", refused.why),
        None => format!("{file}: {}", refused.why),
    }
}
