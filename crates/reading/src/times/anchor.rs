//! What an expression is related to: its tense, its preposition, the report's day, the day last told.

use super::calendar::one_of;
use super::edtf::Value;
use super::expr::{Core, Found};
use super::token::{Kind, Tokens};
use crate::context::Context;
use crate::grammar;
use dateline_syntax::{Relation, Xpos};
use dateline_text::{Span, WordId};
use jiff::civil::Date;

/// When the clause of an expression lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
    /// Neither shown nor hinted at: the nearer day is meant.
    Open,
}

/// The preposition before an expression, as far as it changes the value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lead {
    /// "since", "from … onwards".
    Since,
    /// "until", "till", "up to".
    Until,
    /// "until" after what puts an end off: "closed until Friday".
    Term,
    /// "by", "for", "before": a date that may lie on either side of the telling.
    Limit,
    /// "of", "after": a time told as background, not the time of the clause.
    Back,
    Other,
}

/// A day, month or year that was told, and where.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Told {
    pub(super) value: Value,
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
    pub(super) span: Span,
}

/// Verbs after which an infinitive tells of what has happened: "was forced to leave".
const DONE: &str = "manage begin start force continue fail come decline refuse go have compel help use \
    cease happen appear seem get oblige rush dare allege report believe say know think";

/// Verbs of saying that a day of telling hangs on.
const SAYING: &str = "say tell comment write add announce state declare warn report claim explain post \
    tweet note insist stress urge call confirm deny accuse assure demand speak recall \
    quote";

/// Verbs whose present tense tells of what is set for a day to come: "the talks open on Monday".
const SET: &str = "be meet open start begin resume travel arrive leave hold take vote expire end host \
    convene visit return fly go come enter sign launch present run close reopen depart \
    head mark celebrate elect gather reconvene finish sit decide discuss debate \
    attend join move plan lapse";

/// Nouns of what nobody schedules: a day that names one is past.
const UNPLANNED: &str = "attack attacks strike strikes airstrike airstrikes raid raids bombing bombings blast blasts explosion \
    killing killings shooting shootings shelling massacre assault ambush incident crash coup death deaths quake \
    earthquake clash clashes violence fighting kidnapping abduction escalation";

/// Words just before a date that set it in time to come.
const SCHEDULED: &str = "scheduled planned set slated due expected upcoming convened fixed";

/// Looks around an expression.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) tokens: &'a Tokens,
}

impl Around<'_> {
    fn lemma_in(&self, word: WordId, lemmas: &str) -> bool {
        one_of(self.cx.parse.lemma(word), lemmas)
    }

    fn low(&self, at: usize, sentence: u32) -> &str {
        if self.tokens.list.get(at).is_some_and(|t| t.sentence == sentence) {
            self.tokens.low(at)
        } else {
            ""
        }
    }

    /// The token before the expression that counts, past "about", "at least" and the like.
    fn leading(&self, found: &Found) -> Option<usize> {
        let sentence = self.tokens.list.get(found.from)?.sentence;
        let mut at = found.from.checked_sub(1)?;
        while matches!(
            self.low(at, sentence),
            "about"
                | "around"
                | "least"
                | "at"
                | "the"
                | "early"
                | "late"
                | "mid"
                | "approximately"
                | "only"
                | "just"
                | "roughly"
        ) {
            at = at.checked_sub(1)?;
        }
        (self.tokens.list[at].sentence == sentence).then_some(at)
    }

    /// The preposition that the value depends on.
    pub(super) fn lead(&self, found: &Found) -> Lead {
        let Some(at) = self.leading(found) else {
            return Lead::Other;
        };
        let sentence = self.tokens.list[at].sentence;
        let before = at.checked_sub(1).map_or("", |b| self.low(b, sentence));
        // "since last month's clashes": it is the clashes that it counts from.
        let owns = matches!(self.low(found.to, sentence), "'" | "\u{2019}")
            && self.low(found.to + 1, sentence) == "s";
        // "the troops have until Friday", "was given until Friday": a deadline.
        let granted = one_of(before, "have has had 've give gives gave given until");
        match self.low(at, sentence) {
            "since" if owns => Lead::Back,
            "since" => Lead::Since,
            "until" | "till" if granted => Lead::Term,
            "from" if matches!(self.low(found.to, sentence), "onwards" | "onward" | "on") => Lead::Since,
            "until" | "till" if self.puts_off(found) => Lead::Term,
            "until" | "till" => Lead::Until,
            "to" if before == "up" => Lead::Until,
            "by" | "for" | "before" | "beyond" | "through" | "to" => Lead::Limit,
            "of" if before != "ahead" => Lead::Back,
            "after" | "than" => Lead::Back,
            _ => Lead::Other,
        }
    }

    /// The word of the expression that the rest of the sentence governs.
    fn head_word(&self, found: &Found) -> WordId {
        let (first, last) = (
            self.tokens.list[found.from].word,
            self.tokens.list[found.to.max(found.from + 1) - 1].word,
        );
        let outside = |w: WordId| self.cx.parse.head(w).is_none_or(|h| h.0 < first || h.0 > last);
        (first..=last)
            .map(WordId)
            .find(|&w| outside(w))
            .unwrap_or(WordId(first))
    }

    /// The verb of the clause that the expression stands in.
    pub(super) fn verb(&self, found: &Found) -> Option<WordId> {
        grammar::clause_of(self.cx.parse, self.head_word(found))
    }

    /// Whether the expression tells when something was said.
    pub(super) fn of_saying(&self, found: &Found) -> bool {
        // The tree may hang the day elsewhere; a verb of saying close by in the narrator's words will do.
        let near = found.from.saturating_sub(8)..(found.to + 8).min(self.tokens.list.len());
        let here = self.tokens.list[found.from];
        self.verb(found).is_some_and(|v| self.lemma_in(v, SAYING))
            || near
                .map(|at| self.tokens.list[at])
                .any(|t| t.sentence == here.sentence && !t.quoted && self.lemma_in(WordId(t.word), SAYING))
    }

    /// Whether the verb of the clause puts an end off: "extended until".
    pub(super) fn puts_off(&self, found: &Found) -> bool {
        let lemmas = "extend postpone delay prolong renew adjourn defer last valid schedule suspend close \
            shut halt ban give remand stay";
        let verb = self.verb(found).is_some_and(|v| self.lemma_in(v, lemmas));
        verb || found.from >= 2
            && one_of(
                self.tokens.low(found.from - 2),
                "extended postponed delayed prolonged renewed adjourned valid closed shut suspended",
            )
    }

    /// Whether the day of `day` holds for what `found` tells: it stands in the same clause or in one above it.
    pub(super) fn covers(&self, day: &Found, found: &Found) -> bool {
        let parse = self.cx.parse;
        let (Some(of_day), Some(of_found)) = (self.verb(day), self.verb(found)) else {
            return true;
        };
        if of_day == of_found || parse.is_below(of_found, of_day) {
            return true;
        }
        // Below the clause of `found`, a relative or adverbial clause tells of another time.
        !parse.is_below(of_day, of_found)
            || ![of_day]
                .into_iter()
                .chain(parse.ancestors(of_day))
                .take_while(|&w| w != of_found)
                .any(|w| {
                    matches!(
                        parse.relation(w),
                        Relation::AclRelcl | Relation::Acl | Relation::Advcl | Relation::AdvclRelcl
                    )
                })
    }

    /// The tense in which the expression is told, and the verb that shows it.
    pub(super) fn tense(&self, found: &Found) -> (Tense, Option<Span>) {
        let parse = self.cx.parse;
        let sentence = self.tokens.list[found.from].sentence;
        let mut lead = found.from;
        for _ in 0..3 {
            let Some(before) = lead.checked_sub(1) else { break };
            match self.low(before, sentence) {
                "since" => return (Tense::Past, Some(self.tokens.list[before].span)),
                // "scheduled for Thursday" looks ahead unless the clause itself is past: "had been scheduled for".
                word if one_of(word, SCHEDULED) => {
                    let past = (1..=3).any(|n| {
                        before
                            .checked_sub(n)
                            .is_some_and(|b| matches!(self.low(b, sentence), "was" | "were" | "had"))
                    });
                    if !past {
                        return (Tense::Future, Some(self.tokens.list[before].span));
                    }
                    break;
                }
                "ahead" => return (Tense::Future, Some(self.tokens.list[before].span)),
                "until" | "till"
                    if before
                        .checked_sub(1)
                        .is_some_and(|b| one_of(self.low(b, sentence), "have has 've gives given")) =>
                {
                    return (Tense::Future, Some(self.tokens.list[before].span));
                }
                _ => lead = before,
            }
        }
        // "said on Monday", "told reporters late Monday": the verb that stands before the day shows its tense.
        if let Some(said) = self.said_before(found) {
            return (Tense::Past, Some(said));
        }
        // "Monday's debate" and "the Monday debate" name a thing known: the clause may be of another time than it.
        let named = self.names_its_noun(found);
        if named && (found.to..found.to + 5).any(|w| one_of(self.low(w, sentence), UNPLANNED)) {
            return (Tense::Past, None);
        }
        let mut verb = self.verb(found);
        for _ in 0..8 {
            let Some(at) = verb else { break };
            let span = Some(parse.span(at));
            let modal = parse.children_by(at, &[Relation::Aux]).any(|c| {
                parse.xpos(c) == Xpos::MD && one_of(parse.lower(c), "may might must should can could ought")
            });
            // "has been scheduled" sets a day to come; "had been scheduled" tells of one that is past.
            let perfect = parse
                .children_by(at, &[Relation::Aux, Relation::AuxPass])
                .any(|c| matches!(parse.lower(c), "has" | "have" | "is" | "are" | "'s"));
            if perfect && self.lemma_in(at, "schedule plan slate expect set convene reschedule") {
                return (Tense::Future, span);
            }
            // "before the last troops go home in December": what is awaited is told in the present.
            let awaited = parse
                .children_by(at, &[Relation::Mark, Relation::Advmod])
                .any(|c| one_of(parse.lower(c), "before until till when once"));
            if awaited && grammar::tense(parse, at) == grammar::Tense::Present && !self.lemma_in(at, SAYING) {
                return (Tense::Future, span);
            }
            match grammar::tense(parse, at) {
                grammar::Tense::Future => return (Tense::Future, span),
                grammar::Tense::Past => return (Tense::Past, span),
                _ if modal && named => return (Tense::Open, span),
                _ if modal => return (Tense::Future, span),
                grammar::Tense::Present if self.lemma_in(at, SAYING) && parse.xpos(at) != Xpos::VBG => {
                    return (Tense::Past, span);
                }
                grammar::Tense::Present if self.is_set(at) && !named => return (Tense::Present, span),
                grammar::Tense::Present => return (Tense::Past, span),
                grammar::Tense::None => {}
            }
            let above = parse
                .head(at)
                .and_then(|h| grammar::clause_of(parse, h))
                .filter(|&h| h != at);
            let infinitive = parse
                .children_by(at, &[Relation::Mark, Relation::Aux])
                .any(|c| parse.lower(c) == "to");
            // "plans announced in January": a participle after its noun tells of what is past.
            if !infinitive && parse.xpos(at) == Xpos::VBN && parse.relation(at) == Relation::Acl {
                return (Tense::Past, span);
            }
            if infinitive {
                match (parse.head(at), above) {
                    (Some(head), Some(_)) if self.lemma_in(head, DONE) => {}
                    _ if named => return (Tense::Open, span),
                    _ => return (Tense::Future, span),
                }
            }
            verb = above;
        }
        self.tense_of_words(found)
    }

    /// Whether the expression only names the noun after it: "Monday's debate", "the Monday night debate".
    fn names_its_noun(&self, found: &Found) -> bool {
        let sentence = self.tokens.list[found.from].sentence;
        let possessive = matches!(self.low(found.to, sentence), "'" | "\u{2019}")
            && self.low(found.to + 1, sentence) == "s";
        let head = self.head_word(found);
        possessive || self.cx.parse.relation(head) == Relation::Compound
    }

    /// A past verb of saying just before an expression, with at most a preposition between.
    fn said_before(&self, found: &Found) -> Option<Span> {
        let sentence = self.tokens.list[found.from].sentence;
        let mut at = found.from.checked_sub(1)?;
        if one_of(self.low(at, sentence), "on in late early") {
            at = at.checked_sub(1)?;
        }
        let verb = self.tokens.list[at];
        let word = WordId(verb.word);
        let past = verb.sentence == sentence && self.cx.parse.xpos(word) == Xpos::VBD;
        (past && self.lemma_in(word, SAYING)).then_some(verb.span)
    }

    /// Whether a verb in the present tense can tell of a day to come.
    fn is_set(&self, verb: WordId) -> bool {
        let parse = self.cx.parse;
        self.lemma_in(verb, SET)
            || parse.child(verb, Relation::Cop).is_some()
            || parse.xpos(verb) == Xpos::VBG
            || parse.xpos(verb) == Xpos::VBN
    }

    /// The tense that the nearest finite word before the expression shows, where the tree shows none.
    fn tense_of_words(&self, found: &Found) -> (Tense, Option<Span>) {
        let sentence = self.tokens.list[found.from].sentence;
        let near = (found.from.saturating_sub(14)..found.from)
            .rev()
            .chain(found.to..(found.to + 10).min(self.tokens.list.len()));
        for at in near {
            let token = self.tokens.list[at];
            if token.sentence != sentence {
                continue;
            }
            let xpos = self.cx.parse.xpos(WordId(token.word));
            match self.tokens.low(at) {
                "will" | "would" | "shall" | "due" => return (Tense::Future, Some(token.span)),
                "was" | "were" | "had" | "said" => return (Tense::Past, Some(token.span)),
                _ if xpos == Xpos::VBD => return (Tense::Past, Some(token.span)),
                // A headline's or list's "talks open on Monday", however it was tagged.
                word if at < found.from
                    && word != "be"
                    && (one_of(word, SET) || one_of(word.strip_suffix('s').unwrap_or_default(), SET)) =>
                {
                    return (Tense::Present, Some(token.span));
                }
                _ => {}
            }
        }
        (Tense::Past, None)
    }

    /// The day in the dateline at the head of the report, where the host has not told it: "JAMMU, Feb 25:".
    pub(super) fn dateline<'f>(&self, found: &'f [Found]) -> Option<&'f Found> {
        let first = found
            .first()
            .filter(|f| f.from <= 14 && matches!(f.core, Some(Core::Date { .. })))?;
        let (head, rest) = self.tokens.list.split_at(first.from);
        let places = head
            .iter()
            .all(|t| t.kind != Kind::Number && (t.capital || t.kind == Kind::Mark));
        let after = rest
            .get(first.to - first.from)
            .map_or("", |t| t.span.of(&self.cx.report().text));
        (places && !head.is_empty() && one_of(after, "( ) : - \u{2013} \u{2014} / .")).then_some(first)
    }

    /// Whether a sentence in which an event word and a day stand tells that the event began that day.
    pub(super) fn begins(&self, from: usize, to: usize) -> bool {
        (from..to).any(|w| {
            one_of(
                self.tokens.low(w),
                "effect force began begun begin started start starting signed declared launched \
            announced agreed broke hold opened took held erupted decreed proclaimed brokered struck",
            )
        })
    }
}

/// The last day of a value that can be told on from: "the next day" after "May 12 and 13" is the 14th.
pub(super) fn told_day(value: Value) -> Option<Date> {
    match value {
        Value::One(point) | Value::Span(_, point) => point.day(),
        _ => None,
    }
}
