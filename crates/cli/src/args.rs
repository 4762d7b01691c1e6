//! What the user may type.

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use dateline::formats::{BadColumns, Columns, Hints, published};
use dateline::text::Published;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// A macro, because `concat!` takes literals only.
macro_rules! exit_status {
    () => {
        "Exit status:
  0  all input was read
  1  some input could not be read; standard error names it, the rest was read
  2  the command was called wrongly, or a table of --lexicon, a --gazetteer or a list of places is faulty
  3  the record cannot be used: locked, damaged, full, made by a later version, or not there"
    };
}

/// Reads reports on armed conflict into a dated, sourced record: who did what to whom, when, where, according to
/// whom, how many were harmed, what was agreed.
#[derive(Parser, Debug)]
#[command(name = "dateline", version, after_help = exit_status!(), max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    Read(ReadArgs),
    Parse(ParseArgs),
    Explain(ExplainArgs),
    #[command(flatten)]
    Record(crate::record::Command),
    /// Makes a gazetteer from a list of places, or asks one
    #[command(subcommand)]
    Gazetteer(GazetteerCommand),
    /// Prints a completion script for a shell
    #[command(
        after_help = "Example:\n  dateline completions bash > ~/.local/share/bash-completion/completions/dateline"
    )]
    Completions {
        /// The shell that will run the script
        shell: Shell,
    },
}

#[derive(Subcommand, Debug)]
pub(crate) enum GazetteerCommand {
    /// Makes a gazetteer from a GeoNames dump or a table of your own
    ///
    /// A GeoNames dump is a file such as UA.txt from download.geonames.org: 19 columns, separated by tabs. A table of
    /// your own has a line that names its columns, separated by commas or tabs: `name`, `lat`, `lon` and `country`
    /// (an ISO 3166-1 code), and perhaps `aliases` (separated by `|`), `class` (city, town, village, province,
    /// district, region, water, mountain, facility), `region` (the province it lies in) and `population`.
    #[command(after_help = "Examples:
  dateline gazetteer build UA.txt -o ukraine.gaz
  dateline gazetteer build villages.csv -o villages.gaz
  dateline read --gazetteer villages.gaz report.txt")]
    Build {
        /// The list of places
        #[arg(value_name = "FILE")]
        input: PathBuf,
        /// Where to write the gazetteer
        #[arg(short, long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Shows what goes by a name
    #[command(after_help = "Example:\n  dateline gazetteer find Pokrovsk")]
    Find {
        /// The name, in any spelling
        name: String,
        /// A gazetteer of your own, asked first
        #[arg(long, value_name = "FILE")]
        gazetteer: Option<PathBuf>,
    },
}

/// Reads reports and prints what they say
///
/// A file of plain text is one report. Its first line may tell date, source and title (`date 2024-05-14 | Harbour
/// Wire | Shells fall on Kesra`); the dateline of a wire report is understood too. JSON Lines hold one report a
/// line, with "id" and "text", and perhaps "published", "source", "title", "url" and "language".
#[derive(Group, Debug)]
#[command(after_help = concat!(
    "Examples:
  dateline read report.txt                        the report and its record, for people
  dateline read --published 2024-05-14 report.txt resolve \"on Monday\" against this date
  dateline read reports/ --to jsonl > out.jsonl   every file of a folder
  dateline read --from jsonl in.jsonl --to jsonl  a stream, on all cores, in input order
  zcat report.txt.gz | dateline read -            standard input
  dateline read export.csv --columns text=body,published=date   a table, row by row
  dateline read feed.rss mail.eml page.html       the items of a feed, a mail, a web page

One report may have up to 4 MiB, one line of JSON Lines or row of a table up to 32 MiB, one page or feed
up to 16 MiB, one mail up to 32 MiB; a larger one is refused.
In a folder, hidden files are passed over; sub-folders and links are named and not followed.

",
    exit_status!()
))]
pub(crate) struct ReadArgs {
    /// Files or folders to read; `-` or nothing for standard input
    #[arg(value_name = "FILE|DIR|-")]
    pub(crate) inputs: Vec<PathBuf>,
    /// What comes in
    #[arg(long, value_enum, default_value_t = From::Auto)]
    pub(crate) from: From,
    #[command(flatten)]
    pub(crate) named: Named,
    /// What goes out
    #[arg(long, value_enum, default_value_t = To::Terminal)]
    pub(crate) to: To,
    /// How many reports to read at a time [default: one a core]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) shown: Shown,
}

/// Prints the grammar of a text: words, tags, lemmas, dependency trees and names
///
/// The output is CoNLL-U, the table format of treebanks, with each name in the last column (`Name=B-PER`,
/// `Name=I-PER`), or a drawing of the trees. With `--from conllu` the words and sentences of the file are kept, and
/// with them its comments, its tokens of several words and its last column; all else is made anew.
#[derive(Group, Debug)]
#[command(after_help = concat!(
    "Examples:
  dateline parse report.txt                     CoNLL-U
  dateline parse report.txt --to tree           trees, for people
  dateline parse --from conllu gold.conllu      the words and sentences of a treebank, parsed anew
  zcat dump.conllu.gz | dateline parse --from conllu -

One report, and one sentence of CoNLL-U, may have up to 4 MiB; a larger one is refused.

",
    exit_status!()
))]
pub(crate) struct ParseArgs {
    /// Files or folders to parse; `-` or nothing for standard input
    #[arg(value_name = "FILE|DIR|-")]
    pub(crate) inputs: Vec<PathBuf>,
    /// What comes in
    #[arg(long, value_enum, default_value_t = ParseFrom::Auto)]
    pub(crate) from: ParseFrom,
    /// What goes out
    #[arg(long, value_enum, default_value_t = ParseTo::Conllu)]
    pub(crate) to: ParseTo,
    /// How many texts to parse at a time [default: one a core]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) shown: Shown,
}

/// Shows how a sentence was understood
///
/// Prints the words of one sentence with their tags, the tree they form, the names in it, and every finding with
/// the rule that made it and the words the rule looked at.
#[derive(Group, Debug)]
#[command(after_help = "Example:\n  dateline explain examples/dispatch.txt:3")]
pub(crate) struct ExplainArgs {
    /// A report of plain text, and the number of a sentence as `dateline read` shows it
    #[arg(value_name = "FILE:SENTENCE", value_parser = place)]
    pub(crate) place: Place,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) shown: Shown,
}

/// Where the parts of a report stand in tables and records of others.
#[derive(Group, Debug, Default)]
pub(crate) struct Named {
    /// Which columns of a table, or keys of JSON Lines, hold what: text=body,published=date
    ///
    /// The parts of a report are id, text, published, source, title, url and language; a column that is not named
    /// here is called as its part. Columns that hold none of them are kept in the document's keys.
    #[arg(long, value_name = "PART=COLUMN,...", value_parser = columns)]
    columns: Option<Columns>,
}

impl Named {
    pub(crate) fn columns(&self) -> Columns {
        self.columns.clone().unwrap_or_default()
    }
}

fn columns(list: &str) -> Result<Columns, BadColumns> {
    list.parse()
}

/// What the user knows and the reports may not say.
#[derive(Group, Debug)]
pub(crate) struct Known {
    /// When the reports were published, where they do not say it: an ISO date or date-time
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<Published>,
    /// Who published them, where they do not say it
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
    /// A folder of tables (actors.tsv, places.tsv ...) to lay over the built-in lexicon
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
    /// A gazetteer made by `dateline gazetteer build`, asked before the built-in one
    #[arg(long, value_name = "FILE")]
    pub(crate) gazetteer: Option<PathBuf>,
}

/// How the output looks.
#[derive(Group, Debug)]
pub(crate) struct Shown {
    /// Whether to use colour; `auto` uses it on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum From {
    /// By name and content
    Auto,
    /// Plain text, a report a file
    Text,
    /// JSON Lines, a report a line
    Jsonl,
    /// A web page as saved or crawled, a report a file
    Html,
    /// A web archive, WARC or WACZ, compressed or not: each page in it is a report
    Warc,
    /// A feed, RSS, Atom or JSON Feed: each item is a report, as far as the feed holds it
    Feed,
    /// A table with a header, its cells parted by commas, semicolons or tabs: each row is a report
    Csv,
    /// A mail as saved
    Eml,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum ParseFrom {
    /// All but CoNLL-U, by name and content
    Auto,
    /// Plain text, a report a file
    Text,
    /// A web page, for its article
    Html,
    /// A web archive, page by page
    Warc,
    /// JSON Lines, a report a line
    Jsonl,
    /// Words and sentences as given, a word a line
    Conllu,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum ParseTo {
    /// A word a line, ten columns
    Conllu,
    /// A drawing of each tree
    Tree,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum To {
    /// The report with its findings marked, and the record below it
    Terminal,
    /// One indented JSON object after the other
    Json,
    /// One JSON object a line
    Jsonl,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// A sentence of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Place {
    pub(crate) file: PathBuf,
    /// From 1.
    pub(crate) sentence: u32,
}

impl Known {
    pub(crate) fn hints(&self) -> Hints {
        Hints {
            published: self.published.clone(),
            source: self.source.clone(),
        }
    }
}

fn date(written: &str) -> Result<Published, &'static str> {
    published(written).ok_or("not an ISO date such as 2024-05-14")
}

fn place(written: &str) -> Result<Place, &'static str> {
    let (file, number) = written
        .rsplit_once(':')
        .ok_or("no sentence number: write FILE:SENTENCE")?;
    match number.parse() {
        Ok(sentence) if sentence > 0 => Ok(Place {
            file: file.into(),
            sentence,
        }),
        _ => Err("sentences are numbered from 1"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_place_is_a_file_and_a_number() {
        assert_eq!(
            place("a:b.txt:3"),
            Ok(Place {
                file: "a:b.txt".into(),
                sentence: 3
            })
        );
        assert!(place("a.txt").is_err() && place("a.txt:0").is_err() && place("a.txt:x").is_err());
    }
}
