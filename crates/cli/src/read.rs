//! `dateline read`.

use crate::args::{ReadArgs, To};
use crate::progress::Progress;
use crate::source::{Arrival, Source};
use crate::terminal::View;
use crate::{Outcome, complain, lexicon, order};
use anyhow::Result;
use dateline::Reader;
use dateline::formats::{Document, Refusal, Refused, json};
use dateline::reading::Reading;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

/// What is to be written for one arrival.
struct Written {
    output: String,
    complaint: Option<String>,
}

/// Reads all inputs and writes what they say.
pub(crate) fn run(args: &ReadArgs) -> Result<Outcome> {
    if args.inputs.is_empty() && io::stdin().is_terminal() {
        complain("reading standard input; end it with Ctrl-D");
    }
    let reader = lexicon::reader(args.known.lexicon.as_deref())?;
    let source = Source::new(&args.inputs, args.from, args.known.hints());
    let writer = Writer {
        reader,
        to: args.to,
        view: View::new(args.shown.color),
    };
    let n_threads = args
        .threads
        .or_else(|| thread::available_parallelism().ok())
        .map_or(1, NonZeroUsize::get);

    let mut progress = Progress::new();
    let mut outcome = Outcome::AllRead;
    let mut stdout = io::stdout().lock();
    let work = move |arrival| writer.write(arrival);
    order::in_order(source, n_threads, work, |written: Written| {
        progress_of(&written, &mut progress, &mut outcome);
        // One write for each report: the reader at the other end of a pipe need not wait for the next.
        stdout.write_all(written.output.as_bytes())?;
        stdout.flush()
    })?;
    Ok(outcome)
}

fn progress_of(written: &Written, progress: &mut Progress, outcome: &mut Outcome) {
    match &written.complaint {
        None => progress.read(),
        Some(complaint) => {
            *outcome = Outcome::SomeNotRead;
            progress.refused();
            progress.clear();
            complain(complaint);
        }
    }
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
            Arrival::PassedOver { path, why } => Written {
                output: String::new(),
                complaint: Some(format!("{path}: {why}")),
            },
        }
    }

    /// A defect of ours must not cost the caller the other reports of a long run.
    fn report(&self, document: &Document) -> Written {
        if let Ok(output) = catch_unwind(AssertUnwindSafe(|| self.reading(document))) {
            return Written {
                output,
                complaint: None,
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
        let reading = if document.is_set_aside() {
            Reading::default()
        } else {
            self.reader.read_parse(&parse)
        };
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
            complaint: Some(complaint),
        }
    }
}
