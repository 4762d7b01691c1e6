//! Nouns of office and function: "the president", "the Ukrainian president", "the spokesman", "the two leaders".

use super::Entities;
use super::antecedent::{candidates, is_plural_noun};
use super::nouns::Phrase;
use super::resolve::{self, Found};
use crate::context::Context;
use crate::{EntityId, EntityKind};
use dateline_lexicon::fold;
use dateline_syntax::Relation;

/// How many people of a report are looked at for a role, latest first.
const LOOKED_AT: usize = 60;

/// Nouns that any office fits: whoever holds one can be told of by them.
const GENERAL: &[&str] = &["official", "leader", "politician", "officer", "man", "woman"];

/// The person that a noun of office takes up, or who is known to hold the office on the report's day.
pub(super) fn resolve(cx: &Context<'_>, entities: &Entities, told: &Phrase<'_>) -> Option<Found> {
    if !told.definite || told.counted {
        return None;
    }
    by_role(cx, entities, told)
        .or_else(|| by_office(cx, entities, told))
        .or_else(|| by_narrower_role(cx, entities, told))
        .or_else(|| just_named(cx, entities, told))
}

/// The person told before to hold the role; the one in view first, else the one told last.
fn by_role(cx: &Context<'_>, entities: &Entities, told: &Phrase<'_>) -> Option<Found> {
    let words = wanted(cx, told);
    let class = class_of(cx, &told.noun.noun);
    let fits = |id: EntityId| {
        let e = entities.get(id);
        let Some(role) = e.role.as_deref().filter(|_| e.kind == EntityKind::Person) else {
            return false;
        };
        let role = fold(role);
        let has = |w: &str| role.split(' ').any(|r| r == w || super::nouns::singular(r) == w);
        let named = words.iter().all(|w| has(w));
        // "the premier" of "Prime Minister Lorn": another word for the same office.
        let same_office = class.is_some()
            && !told.modified
            && words.len() <= told.noun.noun.split(' ').count()
            && class == class_of(cx, &role_noun(cx, &role));
        let general = told.is_plain()
            && GENERAL.contains(&told.lemma.as_str())
            && told.lemma != "man"
            && told.lemma != "woman";
        (named || same_office || general) && told.owners.iter().all(|&o| belongs(cx, entities, id, &role, o))
    };
    let here = told.word;
    let near = candidates(cx, entities, here)
        .filter(|c| c.mention.entities.len() == 1 && fits(c.mention.entities[0]))
        .max_by_key(|c| (c.score, c.mention.head));
    if let Some(near) = near {
        return Some(Found::new(
            near.mention.entities[0],
            "entity.role",
            [near.mention.span],
        ));
    }
    let start = cx.parse.span(here).start;
    let is_before = |id: EntityId| entities.get(id).mentions.first().is_some_and(|m| m.start < start);
    let people = entities.titles.keys().rev().take(LOOKED_AT).copied();
    let id = people
        .filter(|&id| is_before(id) && !GENERAL.contains(&told.lemma.as_str()) && fits(id))
        .max_by_key(|&id| {
            entities
                .get(id)
                .mentions
                .iter()
                .rev()
                .find(|m| m.start < start)
                .copied()
        })?;
    Some(Found::told(entities, id, "entity.role"))
}

/// The words that a role must have: the noun and its modifiers, without owners.
fn wanted(cx: &Context<'_>, told: &Phrase<'_>) -> Vec<String> {
    let mut words: Vec<String> = told.noun.noun.split(' ').map(str::to_owned).collect();
    for &c in cx.parse.children(told.word) {
        let before = c.0 < told.word.0;
        let relation = cx.parse.relation(c);
        if before && matches!(relation, Relation::Amod | Relation::Compound) {
            let word = fold(cx.parse.form(c));
            let owner =
                !told.owners.is_empty() && cx.lexicon.world.exact(cx.parse.form(c)).iter().any(|_| true);
            if !owner
                && !words.contains(&word)
                && !matches!(word.as_str(), "same" | "former" | "acting" | "outgoing")
            {
                words.push(word);
            }
        }
    }
    words
}

/// The sort of office that a title names, where several titles name one office.
fn class_of<'l>(cx: &Context<'l>, title: &str) -> Option<&'l str> {
    let office = cx.lexicon.offices.title(title)?;
    matches!(
        office.class.as_str(),
        "head_of_state" | "head_of_government" | "spokesperson"
    )
    .then_some(office.class.as_str())
}

/// The longest title of office inside a role.
fn role_noun(cx: &Context<'_>, role: &str) -> String {
    let words: Vec<&str> = role.split(' ').collect();
    for n in (1..=3.min(words.len())).rev() {
        for at in 0..=words.len() - n {
            let title = words[at..at + n].join(" ");
            if cx.lexicon.offices.title(&title).is_some() {
                return title;
            }
        }
    }
    String::new()
}

/// Whether a person can be of the owner that a phrase names.
fn belongs(cx: &Context<'_>, entities: &Entities, person: EntityId, role: &str, owner: EntityId) -> bool {
    let of = entities.get(person).of;
    let name = &entities.get(owner).name;
    if of == Some(owner) || person == owner || role.contains(&fold(name)) {
        return true;
    }
    resolve::adjective_of(cx, name).is_some_and(|a| role.contains(&fold(a)))
        // An army's commander is of its state, too.
        || of.is_some_and(|of| entities.get(of).of == Some(owner))
        || of.is_none() && !matches!(entities.get(owner).kind, EntityKind::State)
}

/// The person of the report whom the lexicon knows to hold the office on the report's day.
fn by_office(cx: &Context<'_>, entities: &Entities, told: &Phrase<'_>) -> Option<Found> {
    let day = cx.report().reference_day()?;
    let state = told
        .owners
        .iter()
        .copied()
        .find(|&o| entities.get(o).kind == EntityKind::State);
    let office = match told.noun.noun.as_str() {
        "president" | "king" | "emir" => "head_of_state",
        "prime minister" | "premier" | "chancellor" => "head_of_government",
        "foreign minister" => "foreign_minister",
        "defence minister" | "defense minister" => "defence_minister",
        _ => return None,
    };
    let Some(state) = state else {
        // "the president", where somebody in view is one.
        let holds = |id: EntityId| {
            let terms = cx.lexicon.offices.person(&entities.get(id).name);
            terms.iter().any(|t| t.office == office && t.held_on(day))
        };
        let near = candidates(cx, entities, told.word)
            .filter(|c| c.mention.entities.len() == 1 && told.is_plain())
            .filter(|c| entities.get(c.mention.entities[0]).kind == EntityKind::Person)
            .filter(|c| holds(c.mention.entities[0]))
            .max_by_key(|c| (c.score, c.mention.head))?;
        return Some(Found::new(
            near.mention.entities[0],
            "entity.role",
            [near.mention.span],
        ));
    };
    let holder = cx
        .lexicon
        .offices
        .holder(office, &entities.get(state).name, day)?;
    let names = [&holder.name].into_iter().chain(&holder.aliases);
    let id = names
        .filter_map(|n| entities.named(&fold(n)).first())
        .copied()
        .next()?;
    Some(Found::told(entities, id, "entity.role"))
}

/// "the defence minister" before "the minister, Lorn": the one person of the report whose title is a part of this.
fn by_narrower_role(cx: &Context<'_>, entities: &Entities, told: &Phrase<'_>) -> Option<Found> {
    let words = wanted(cx, told);
    let fits = |id: EntityId| {
        let e = entities.get(id);
        let role = e.role.as_deref().map(fold).unwrap_or_default();
        role.split(' ').any(|w| w == told.lemma)
            && role
                .split(' ')
                .all(|w| w == "the" || words.iter().any(|v| v == w))
            && told.owners.iter().all(|&o| e.of.is_none_or(|of| of == o))
    };
    let mut people = entities
        .titles
        .keys()
        .take(LOOKED_AT)
        .copied()
        .filter(|&id| fits(id));
    let id = people.next().filter(|_| words.len() > 1)?;
    people
        .next()
        .is_none()
        .then(|| Found::told(entities, id, "entity.role"))
}

/// "Lorn was back. The finance minister said": an office told right after a person without one is that person's.
fn just_named(cx: &Context<'_>, entities: &Entities, told: &Phrase<'_>) -> Option<Found> {
    let parse = cx.parse;
    if cx.lexicon.offices.title(&told.noun.noun).is_none()
        || told.possessive.is_some()
        || !told.owners.is_empty()
    {
        return None;
    }
    let here = parse.sentence_of(told.word);
    let mut found: Option<&super::Mention> = None;
    for candidate in candidates(cx, entities, told.word) {
        let m = candidate.mention;
        if m.entities.len() > 1 || entities.get(m.entities[0]).kind != EntityKind::Person {
            continue;
        }
        if here.0 - parse.sentence_of(m.head).0 > 1 {
            break;
        }
        // Two people in view: either could be meant.
        if found.is_some_and(|f| f.entities != m.entities) {
            return None;
        }
        found = Some(m);
    }
    let mention = found.filter(|m| parse.sentence_of(m.head) != here)?;
    let person = entities.get(mention.entities[0]);
    let named = person.why.rule == "entity.name.new" && person.role.is_none();
    let in_front = matches!(
        parse.relation(mention.head),
        Relation::Nsubj | Relation::NsubjPass | Relation::Root | Relation::Parataxis
    );
    (named && in_front).then(|| Found::new(mention.entities[0], "entity.role", [mention.span]))
}

/// "the two leaders", "both men": the two people told last.
pub(super) fn two(cx: &Context<'_>, entities: &Entities, told: &Phrase<'_>) -> Vec<EntityId> {
    let mut out: Vec<EntityId> = Vec::new();
    for candidate in candidates(cx, entities, told.word) {
        let m = candidate.mention;
        let person = m.entities.len() == 1
            && entities.get(m.entities[0]).kind == EntityKind::Person
            && !is_plural_noun(cx, m.head);
        if person && !out.contains(&m.entities[0]) {
            out.push(m.entities[0]);
        }
        if out.len() == 2 {
            break;
        }
    }
    out.sort_unstable();
    out
}
