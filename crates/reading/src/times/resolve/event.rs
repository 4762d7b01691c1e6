//! The day of an event that the report dates elsewhere.

use super::{FAR, Resolver};
use crate::times::anchor::Lead;
use crate::times::edtf::{Point, Value};
use dateline_text::Span;
use jiff::civil::Date;

impl Resolver<'_> {
    /// The day of an event that the report dates elsewhere, by the event word's token.
    pub(super) fn event_day(&self, event: usize) -> Option<(Date, Span)> {
        let tokens = self.around.tokens;
        let (word, here) = (tokens.low(event), tokens.list[event].sentence);
        let root = stem(word);
        let place = self.found.partition_point(|f| f.from <= event);
        let lasting = matches!(
            root,
            "ceasefire"
                | "war"
                | "siege"
                | "blockad"
                | "operation"
                | "offensiv"
                | "conflict"
                | "talk"
                | "fight"
                | "paus"
                | "clash"
        );
        let mut best: Option<(i32, Date, Span)> = None;
        for j in place.saturating_sub(FAR)..(place + FAR).min(self.found.len()) {
            let (sentence, _, _) = self.token_sentence(j);
            let Some(day) = self.own[j].and_then(Value::start).and_then(Point::day) else {
                continue;
            };
            let same = |w: &usize| tokens.list[*w].sentence == sentence;
            let found = &self.found[j];
            let from = (found.from.saturating_sub(30)..found.from)
                .find(same)
                .unwrap_or(found.from);
            let to = (found.to..(found.to + 30).min(tokens.list.len()))
                .take_while(same)
                .last()
                .map_or(found.to, |w| w + 1);
            let Some(noun) = (from..to).find(|&w| stem(tokens.low(w)) == root && w != event) else {
                continue;
            };
            // A word of beginning must stand between the two or beside them for what lasts.
            let (a, b) = (noun.min(self.found[j].from), noun.max(self.found[j].to));
            let begins = self.around.begins(a.saturating_sub(3).max(from), (b + 3).min(to));
            if (lasting && !begins) || matches!(self.lead[j], Lead::Until | Lead::Term | Lead::Limit) {
                continue;
            }
            let apart = i32::try_from(b - a).unwrap_or(i32::MAX);
            let score = 40 * i32::from(begins) - apart.min(1000) - if sentence > here { 20 } else { 0 };
            if apart < 25 && best.is_none_or(|b| score > b.0) {
                best = Some((score, day, self.span(j)));
            }
        }
        best.map(|b| (b.1, b.2))
    }
}

/// A noun without the endings that its verb or plural may have.
fn stem(word: &str) -> &str {
    // Words for one thing: a truce told as a ceasefire.
    if matches!(
        word,
        "truce" | "truces" | "cease-fire" | "armistice" | "ceasefires"
    ) {
        return "ceasefire";
    }
    let word = word
        .strip_suffix("ings")
        .or_else(|| word.strip_suffix("ing"))
        .unwrap_or(word);
    let word = if word.len() > 5 {
        word.strip_suffix("ed").unwrap_or(word)
    } else {
        word
    };
    let word = word.strip_suffix('s').unwrap_or(word);
    word.strip_suffix('e')
        .filter(|w| w.len() > 3 && *w != "ceasefir")
        .unwrap_or(word)
}
