//! `dateline read`.

use crate::args::{ReadArgs, To};
use crate::output::{Written, tell_of_stdin, write};
use crate::source::{Arrival, Source};
use crate::terminal::View;
use crate::{Outcome, lexicon};
use anyhow::Result;
use dateline::Reader;
use dateline::formats::{Document, Refusal, Refused, json};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads all inputs and writes what they say.
pub(crate) fn run(args: &ReadArgs) -> Result<Outcome> {
    tell_of_stdin(&args.inputs);
    let reader = lexicon::reader(args.known.lexicon.as_deref(), args.known.gazetteer.as_deref())?;
    let source = Source::new(&args.inputs, args.from, args.known.hints()).with_columns(args.named.columns());
    let writer = Writer {
        reader,
        to: args.to,
        view: View::new(args.shown.color),
    };
    write(source, args.threads, move |arrival| writer.write(arrival))
}

/// Turns arrivals into output. Shared by all threads.
struct Writer {
    reader: Reader,
    to: To,
    view: View,
}

impl Writer {
    fn write(&self, arrival: Arrival) -> Written {
        match arrival {
            Arrival::Report(document) => self.report(&document),
            Arrival::Refused { file, refused } => self.refused(&file, &refused),
            Arrival::PassedOver { path, why } => Written::complaint(format!("{path}: {why}")),
        }
    }

    /// A defect of ours must not cost the caller the other reports of a long run.
    fn report(&self, document: &Document) -> Written {
        if let Ok(output) = catch_unwind(AssertUnwindSafe(|| self.reading(document))) {
            return Written {
                output,
                complaints: Vec::new(),
            };
        }
        let id = document.report.id.clone();
        self.refused(
            &id,
            &Refused {
                id: Some(id.clone()),
                line: None,
                why: Refusal::Internal,
            },
        )
    }

    fn reading(&self, document: &Document) -> String {
        let parse = self.reader.parse(&document.report);
        let reading = self.reader.read_document(document, &parse);
        match self.to {
            To::Terminal => self.view.reading(document, &parse, &reading),
            To::Json => json::indented(document, &reading) + "\n",
            To::Jsonl => json::line(document, &reading) + "\n",
        }
    }

    fn refused(&self, file: &str, refused: &Refused) -> Written {
        let output = match self.to {
            To::Terminal => String::new(),
            To::Json => json::refused_indented(refused) + "\n",
            To::Jsonl => json::refused_line(refused) + "\n",
        };
        let complaint = match refused.line {
            Some(line) => format!("{file}:{line}: {}", refused.why),
            None => format!("{file}: {}", refused.why),
        };
        Written {
            output,
            complaints: vec![complaint],
        }
    }
}
