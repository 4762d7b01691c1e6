//! Scores the embedded model on CoNLL-U files with given words and sentences, by the CoNLL 2018 rules (subtypes of
//! relations are ignored), and times it: `cargo run --release -p dateline-syntax --example evaluate FILE...`.
//! `--kernel portable|avx2|vnni` forces a kernel, `--names FILE.iob2` scores names by exact span and type.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::cast_lossless)]

use dateline_syntax::{Kernel, Model, Parse, parse};
use dateline_text::{Report, Sentences, Span};
use std::collections::BTreeMap;
use std::time::Instant;

/// One gold word: form, whether a blank follows it, and the columns compared.
struct Gold {
    form: String,
    space: bool,
    columns: Vec<String>,
}

fn conllu(text: &str) -> Vec<Vec<Gold>> {
    let mut out = vec![Vec::new()];
    // While inside a multi-word token, no blank follows until its end.
    let (mut until, mut space_after) = (0, true);
    for line in text.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() != 10 {
            if line.is_empty() && out.last().is_some_and(|s| !s.is_empty()) {
                out.push(Vec::new());
                until = 0;
            }
            continue;
        }
        let space = !columns[9].contains("SpaceAfter=No");
        if let Some((_, last)) = columns[0].split_once('-') {
            (until, space_after) = (last.parse().unwrap_or(0), space);
            continue;
        }
        let Ok(id) = columns[0].parse::<u32>() else {
            continue;
        };
        let space = match id.cmp(&until) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => space_after,
            std::cmp::Ordering::Greater => space,
        };
        let columns = columns.iter().map(|c| (*c).to_owned()).collect();
        out.last_mut().expect("never empty").push(Gold {
            form: line.split('\t').nth(1).unwrap_or("").to_owned(),
            space,
            columns,
        });
    }
    out.retain(|s| !s.is_empty());
    out
}

fn iob(text: &str) -> Vec<Vec<Gold>> {
    let mut out = vec![Vec::new()];
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        match columns.get(1) {
            None if out.last().is_some_and(|s| !s.is_empty()) => out.push(Vec::new()),
            None => {}
            Some(form) => out.last_mut().expect("never empty").push(Gold {
                form: form.clone(),
                space: true,
                columns,
            }),
        }
    }
    out.retain(|s| !s.is_empty());
    out
}

fn report(sentences: &[Vec<Gold>]) -> (Report, Sentences) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for sentence in sentences {
        let mut words = Vec::new();
        for word in sentence {
            let from = text.len() as u32;
            text.push_str(&word.form);
            words.push(Span::new(from, text.len() as u32));
            if word.space {
                text.push(' ');
            }
        }
        text.push('\n');
        spans.push(words);
    }
    let mut out = Sentences::new();
    for words in &spans {
        out.push_sentence(words);
    }
    (Report::from_text("gold", text), out)
}

fn base(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

fn trees(gold: &[Vec<Gold>], parse: &Parse<'_>) {
    let mut hits = [0usize; 5];
    // CLAS counts content words alone.
    let mut content = [0usize; 2];
    let function = ["aux", "case", "cc", "clf", "cop", "det", "mark", "punct"];
    let mut by_relation = BTreeMap::<String, [usize; 2]>::new();
    let mut words = parse.words();
    let mut n = 0;
    for sentence in gold {
        let first = n as u32;
        for word in sentence {
            let w = words.next().expect("as many words");
            let c = &word.columns;
            let head = parse.head(w).map_or(0, |h| h.0 - first + 1);
            let attached = c[6] == head.to_string();
            let labelled = attached && base(&c[7]) == parse.relation(w).base().as_str();
            let lemma = c[2] == "_" || c[2] == parse.lemma(w);
            for (hit, right) in hits.iter_mut().zip([
                c[3] == parse.upos(w).as_str(),
                c[4] == parse.xpos(w).as_str(),
                lemma,
                attached,
                labelled,
            ]) {
                *hit += usize::from(right);
            }
            if !function.contains(&base(&c[7])) {
                content[0] += usize::from(labelled);
                content[1] += 1;
            }
            let count = by_relation.entry(base(&c[7]).to_owned()).or_default();
            count[0] += usize::from(labelled);
            count[1] += 1;
            n += 1;
        }
    }
    for (name, hit) in ["UPOS", "XPOS", "lemma", "UAS", "LAS"].iter().zip(hits) {
        print!("{name} {:.2}  ", 100.0 * hit as f64 / n as f64);
    }
    println!(
        "CLAS {:.2}  ({n} words)",
        100.0 * content[0] as f64 / content[1] as f64
    );
    let rare = by_relation.iter().filter(|(_, c)| c[1] >= 100);
    let list: Vec<String> = rare
        .map(|(r, c)| format!("{r} {:.1}", 100.0 * c[0] as f64 / c[1] as f64))
        .collect();
    println!("  {}", list.join(", "));
}

fn names(gold: &[Vec<Gold>], parse: &Parse<'_>) {
    // kind -> hit, gold, said
    let mut counts = BTreeMap::<String, [usize; 3]>::new();
    let mut spans = Vec::new();
    let mut n = 0;
    for sentence in gold {
        let mut open: Option<(usize, String)> = None;
        for (i, word) in sentence.iter().enumerate() {
            let tag = word.columns.get(2).map_or("O", String::as_str);
            if !tag.starts_with('I') {
                spans.extend(open.take().map(|(from, kind)| (from, n + i, kind)));
            }
            if let Some(kind) = tag.strip_prefix("B-") {
                open = Some((n + i, kind.to_owned()));
            }
        }
        n += sentence.len();
        spans.extend(open.map(|(from, kind)| (from, n, kind)));
    }
    for (from, to, kind) in &spans {
        counts.entry(kind.clone()).or_default()[1] += 1;
        let said = parse.names().iter().any(|s| {
            s.words.start as usize == *from && s.words.end as usize == *to && s.kind.as_str() == kind
        });
        counts.entry(kind.clone()).or_default()[0] += usize::from(said);
    }
    for name in parse.names() {
        counts.entry(name.kind.as_str().to_owned()).or_default()[2] += 1;
    }
    let mut all = [0usize; 3];
    for (kind, c) in counts.iter().filter(|(_, c)| c[1] > 0) {
        println!(
            "  {kind}: P {:.1} R {:.1} F1 {:.1} ({} gold)",
            100.0 * c[0] as f64 / c[2].max(1) as f64,
            100.0 * c[0] as f64 / c[1] as f64,
            200.0 * c[0] as f64 / (c[1] + c[2]) as f64,
            c[1]
        );
        if ["PER", "ORG", "LOC"].contains(&kind.as_str()) {
            for (a, b) in all.iter_mut().zip(c) {
                *a += b;
            }
        }
    }
    println!(
        "  PER ORG LOC together: F1 {:.1}",
        200.0 * all[0] as f64 / (all[1] + all[2]).max(1) as f64
    );
}

fn main() {
    let mut model = Model::embedded();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--kernel" {
            let name = arguments.next().unwrap_or_default();
            let kernel = Kernel::ALL
                .into_iter()
                .find(|k| format!("{k:?}").eq_ignore_ascii_case(&name));
            model = model.with_kernel(kernel.expect("portable, avx2 or vnni"));
            continue;
        }
        let is_names = argument == "--names";
        let path = if is_names {
            arguments.next().unwrap_or_default()
        } else {
            argument
        };
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let gold = if is_names { iob(&text) } else { conllu(&text) };
        let (report, sentences) = report(&gold);
        let words = sentences.words().len();
        let parsed = parse(&model, &report, sentences.clone());
        println!("{path}");
        if is_names {
            names(&gold, &parsed);
        } else {
            trees(&gold, &parsed);
        }
        let runs = 200_000 / words.max(1) + 1;
        let start = Instant::now();
        for _ in 0..runs {
            std::hint::black_box(parse(&model, &report, sentences.clone()));
        }
        let second = start.elapsed().as_secs_f64();
        println!(
            "  {:?}: {:.0} words/s",
            model.kernel(),
            (runs * words) as f64 / second
        );
    }
}
