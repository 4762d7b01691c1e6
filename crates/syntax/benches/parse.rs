//! How long the steps to a tree take, for each kernel that this machine has: `cargo bench -p dateline-syntax`.
//!
//! The whole process next to spaCy is measured by `bench/speed.py`, instructions a word by `.ci/instructions`.

use dateline_syntax::{Kernel, Model, conllu, parse};
use dateline_text::{Report, segment};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

fn report() -> Report {
    Report::from_text("bench", include_str!("../../../examples/dispatch.txt").repeat(4))
}

#[divan::bench]
fn cut_into_words(bencher: Bencher<'_, '_>) {
    let report = report();
    let n_words = segment(&report).words().len();
    bencher
        .counter(ItemsCount::new(n_words))
        .bench_local(|| segment(&report));
}

#[divan::bench(args = Kernel::ALL.into_iter().filter(|kernel| kernel.available()))]
fn words_into_trees(bencher: Bencher<'_, '_>, kernel: Kernel) {
    let model = Model::embedded().with_kernel(kernel);
    let report = report();
    let words = segment(&report);
    bencher
        .counter(ItemsCount::new(words.words().len()))
        .with_inputs(|| words.clone())
        .bench_local_values(|words| parse(&model, &report, words));
}

#[divan::bench]
fn trees_into_a_table(bencher: Bencher<'_, '_>) {
    let report = report();
    let parse = parse(&Model::embedded(), &report, segment(&report));
    bencher.counter(ItemsCount::new(parse.len())).bench_local(|| {
        let mut out = String::new();
        conllu::write(&parse, &mut out).map(|()| out)
    });
}

#[divan::bench]
fn read_the_weights(bencher: Bencher<'_, '_>) {
    bencher.bench_local(Model::embedded);
}
