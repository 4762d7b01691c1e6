//! `dateline explain`: how one sentence was understood, from its words to the rules that fired.

use crate::args::{ExplainArgs, From};
use crate::source::{Arrival, Source};
use crate::terminal::{Flow, Ink, Told, View, harmless, tree};
use crate::{Outcome, Usage, complain, lexicon};
use anyhow::{Result, bail};
use dateline::formats::{Document, Hints, Refused};
use dateline::reading::{Why, rules};
use dateline::syntax::Parse;
use dateline::text::{SentenceId, Span, WordId};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// Prints everything known of the sentence.
pub(crate) fn run(args: &ExplainArgs) -> Result<Outcome> {
    let reader = lexicon::reader(args.known.lexicon.as_deref(), args.known.gazetteer.as_deref())?;
    let name = args.place.file.display().to_string();
    let document = match only_report(&args.place.file, args.known.hints())? {
        Ok(document) => document,
        Err(why) => {
            complain(&format!("{name}: {why}"));
            return Ok(Outcome::SomeNotRead);
        }
    };
    let parse = reader.parse(&document.report);
    let n_sentences = parse.sentences().len();
    let number = args.place.sentence;
    if number as usize > n_sentences {
        bail!(Usage(format!(
            "{name} has {n_sentences} sentences: there is no number {number}"
        )));
    }
    let reading = reader.read_document(&document, &parse);
    let told = Told {
        document: &document,
        parse: &parse,
        reading: &reading,
    };
    let page = Page {
        told,
        sentence: SentenceId(number - 1),
        view: View::new(args.shown.color),
    };
    io::stdout().write_all(page.render().as_bytes())?;
    Ok(Outcome::AllRead)
}

/// The report of a file, in whatever format. A file with more than one has no sentence number that would name one
/// sentence.
fn only_report(path: &Path, hints: Hints) -> Result<Result<Box<Document>, Refused>> {
    let mut arrivals = Source::new(&[path.to_owned()], From::Auto, hints);
    let first = match arrivals.next() {
        Some(Arrival::Report(document)) => document,
        Some(Arrival::Refused { refused, .. }) => return Ok(Err(refused)),
        Some(Arrival::PassedOver { .. }) | None => bail!(Usage(format!("{} is no report", path.display()))),
    };
    if arrivals.next().is_some() {
        bail!(Usage(format!(
            "{} holds more than one report: give one of them in a file of its own",
            path.display()
        )));
    }
    Ok(Ok(first))
}

/// One sentence to be explained.
struct Page<'a> {
    told: Told<'a>,
    sentence: SentenceId,
    view: View,
}

impl Page<'_> {
    fn render(&self) -> String {
        let mut out = String::new();
        self.head(&mut out);
        self.words(&mut out);
        self.tree(&mut out);
        self.findings(&mut out);
        out
    }

    fn parse(&self) -> &Parse<'_> {
        self.told.parse
    }

    fn heading(&self, out: &mut String, text: &str) {
        out.push('\n');
        self.view.paint.add(out, Ink::Heading, text);
        out.push('\n');
    }

    /// The sentence, and where its bytes stand in the file.
    fn head(&self, out: &mut String) {
        let span = self.parse().sentence(self.sentence).span;
        let report = self.told.report();
        let mut place = format!("{}, sentence {}", report.id, self.sentence.0 + 1);
        if let Some(origin) = &self.told.document.origin {
            let bytes = origin.to_original(&report.text, span);
            let _ = write!(
                place,
                ", bytes {} to {} ({})",
                bytes.start,
                bytes.end,
                origin.encoding()
            );
        }
        let mut flow = Flow::default();
        flow.add(Ink::Faint, &place);
        flow.write(out, self.view.paint, self.view.width, 0, 0);
        let mut flow = Flow::default();
        flow.add(Ink::Plain, self.told.cut(span));
        flow.write(out, self.view.paint, self.view.width, 0, 0);
    }

    /// The words in a table: number, form, lemma, tags, name.
    fn words(&self, out: &mut String) {
        self.heading(out, "Words");
        let parse = self.parse();
        let words: Vec<_> = parse.words_of(self.sentence).collect();
        let widest =
            |of: &dyn Fn(WordId) -> usize| words.iter().map(|&word| of(word)).max().unwrap_or_default();
        let form_width = widest(&|word| parse.form(word).width());
        let lemma_width = widest(&|word| parse.lemma(word).width());
        for (n, &word) in words.iter().enumerate() {
            let (form, lemma) = (harmless(parse.form(word)), harmless(parse.lemma(word)));
            let form_gap = form_width.saturating_sub(form.width());
            let lemma_gap = lemma_width.saturating_sub(lemma.width());
            let name = parse
                .name_at(word)
                .map(|name| name.kind.as_str())
                .unwrap_or_default();
            let line = format!(
                "  {:>3}  {form}{:form_gap$}  {lemma}{:lemma_gap$}  {:<5}  {:<5}  {name}",
                n + 1,
                "",
                "",
                parse.upos(word).as_str(),
                parse.xpos(word).as_str(),
            );
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }

    /// The dependency tree, each word below the one it depends on.
    fn tree(&self, out: &mut String) {
        self.heading(out, "Tree");
        let relation = |word| self.parse().relation(word).to_string();
        tree::write(self.parse(), self.sentence, relation, out, self.view.paint);
    }

    /// Every finding of the sentence, with its rule.
    fn findings(&self, out: &mut String) {
        let (told, reading) = (self.told, self.told.reading);
        let mut found = Vec::new();
        for reference in reading.references.iter().filter(|r| self.holds(r.span)) {
            let mut flow = Flow::default();
            flow.add(Ink::Name, told.cut(reference.span));
            for (n, id) in reference.entities.iter().enumerate() {
                flow.add(Ink::Plain, if n == 0 { ": " } else { " and " })
                    .append(told.entity(&reading.entities[id.index()]));
            }
            found.push((reference.span, "entity", flow, &reference.why));
        }
        found.extend(
            reading
                .times
                .iter()
                .map(|t| (t.span, "time", told.time(t), &t.why)),
        );
        found.extend(
            reading
                .statements
                .iter()
                .map(|s| (s.cue, "statement", told.statement(s), &s.why)),
        );
        found.extend(
            reading
                .events
                .iter()
                .map(|e| (e.trigger, "event", told.event(e), &e.why)),
        );
        found.extend(
            reading
                .figures
                .iter()
                .map(|f| (f.span, f.measure.as_str(), told.figure(f), &f.why)),
        );
        found.extend(
            reading
                .terms
                .iter()
                .map(|t| (t.span, "term", told.term(t), &t.why)),
        );
        found.retain(|&(span, ..)| self.holds(span));
        self.heading(
            out,
            if found.is_empty() {
                "Nothing found"
            } else {
                "Found"
            },
        );
        for (_, kind, says, why) in found {
            let label = format!("  {kind:<10} ");
            self.view.paint.add(out, Ink::Faint, &label);
            says.write(
                out,
                self.view.paint,
                self.view.width,
                label.width(),
                label.width(),
            );
            self.why(out, why, label.width());
            // What else a rule gave the event of this trigger: its status, time and place.
            let reasons = reading
                .events
                .iter()
                .filter(|e| std::ptr::eq(&raw const e.why, why));
            for reason in reasons.flat_map(|e| &e.reasons) {
                self.why(out, reason, label.width());
            }
        }
        for problem in reading
            .problems
            .iter()
            .filter(|p| p.span.is_some_and(|span| self.holds(span)))
        {
            let mut flow = Flow::default();
            flow.add(Ink::Plain, &problem.message)
                .add(Ink::Faint, &format!(" ({})", problem.code));
            out.push_str("  problem    ");
            flow.write(out, self.view.paint, self.view.width, 13, 13);
        }
    }

    fn holds(&self, span: Span) -> bool {
        self.told.sentence_of(span) == Some(self.sentence)
    }

    /// The rule behind a finding, and the words it looked at.
    fn why(&self, out: &mut String, why: &Why, indent: usize) {
        let mut flow = Flow::default();
        flow.add(Ink::Faint, &format!("by {}", why.rule));
        if let Some(rule) = rules().find(|rule| rule.id == why.rule) {
            flow.add(Ink::Faint, &format!(": {}", rule.description));
        }
        for (n, &from) in why.from.iter().enumerate() {
            let before = if n == 0 { "; from " } else { ", " };
            let words = format!("{before}“{}” {}", self.told.cut(from), self.told.number_of(from));
            flow.add(Ink::Faint, &words);
        }
        out.extend(std::iter::repeat_n(' ', indent));
        flow.write(out, self.view.paint, self.view.width, indent, indent + 2);
    }
}
