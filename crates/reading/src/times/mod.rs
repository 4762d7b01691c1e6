//! Every expression that names a calendar time, with its EDTF value and the rule that gave it.
//!
//! `token` cuts the report, `recognise` reads expressions as trees (`expr`), `anchor` looks at what
//! they are related to, `resolve` gives their values (`edtf`). What cannot be known has no value and a problem.

mod anchor;
mod calendar;
mod edtf;
mod expr;
mod recognise;
mod resolve;
mod rules;
mod token;

pub(crate) use rules::RULES;

use crate::context::Context;
use crate::{Problem, Time, Why};
use anchor::Around;
use calendar::Calendar;
use recognise::Scan;
use resolve::Resolver;
use std::ops::Range;
use token::Tokens;

/// A time and the words it stands in.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Dated {
    /// Word numbers, without preposition.
    pub(crate) words: Range<u32>,
    pub(crate) time: Time,
}

/// Finds the times of a report, in order.
pub(crate) fn read(cx: &Context<'_>, problems: &mut Vec<Problem>) -> Vec<Dated> {
    let tokens = Tokens::new(cx.parse);
    let calendar = Calendar::new(cx.lexicon);
    let mut found = Vec::new();
    for (from, to) in tokens.sentences() {
        let scan = Scan {
            cx,
            tokens: &tokens,
            calendar,
            from,
            to,
        };
        let mut at = from;
        while at < to {
            match scan.expression(at) {
                Some(expression) if expression.to > at => {
                    at = expression.to;
                    found.push(expression);
                }
                _ => at += 1,
            }
        }
    }
    let resolved = Resolver::new(Around { cx, tokens: &tokens }, &found).run();
    let mut out = Vec::with_capacity(found.len());
    for (expression, resolved) in found.iter().zip(resolved) {
        let span = tokens.span(expression.from, expression.to);
        if resolved.value.is_none() {
            let message = format!(
                "it is not known when \"{}\" is: the report does not tell what it is counted from",
                cx.cut(span)
            );
            problems.push(Problem {
                span: Some(span),
                code: "time.unknown",
                message,
            });
        }
        let words = tokens.list[expression.from].word..tokens.list[expression.to - 1].word + 1;
        let why = Why::with(resolved.rule, resolved.from);
        out.push(Dated {
            words,
            time: Time {
                span,
                value: resolved.value.map(|v| v.to_string()),
                why,
            },
        });
    }
    out
}
