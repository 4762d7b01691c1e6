//! Noun phrases for people and bodies, in reading order, each tied to what was named before or made new.

use super::cluster::Theatre;
use super::{Entities, Mention, MentionKind, describe, pronouns};
use crate::context::Context;
use crate::grammar;
use crate::{Entity, EntityId, EntityKind, Why};
use dateline_lexicon::{Noun, NounClass, fold};
use dateline_syntax::{Relation, Upos, Xpos};
use dateline_text::{Span, WordId};

/// A noun for members of a force, who act for it: "RSF fighters" are the RSF.
const MEMBERS: &[&str] = &[
    "fighter",
    "rebel",
    "guerrilla",
    "militant",
    "insurgent",
    "troop",
    "force",
    "soldier",
    "gunman",
    "militiaman",
    "member",
    "unit",
    "column",
    "patrol",
    "convoy",
    "leadership",
    "command",
    "separatist",
    "side",
    "combatant",
];

/// Goes through the report once, giving every noun phrase and pronoun its entity.
pub(super) fn read(cx: &Context<'_>, entities: &mut Entities, theatre: &Theatre) {
    for word in cx.parse.words() {
        if entities.mention(word).is_some() {
            continue;
        }
        if pronouns::is_pronoun(cx, word) {
            pronouns::resolve(cx, entities, word);
        } else if matches!(cx.parse.upos(word), Upos::NOUN | Upos::PROPN) {
            noun(cx, entities, theatre, word);
        }
    }
}

/// The dictionary form of a plain English plural, for words that the tagger took for names.
pub(super) fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    if let Some(stem) = lower.strip_suffix("ies") {
        return format!("{stem}y");
    }
    if lower.ends_with("ss") || lower.ends_with("us") {
        return lower;
    }
    lower.strip_suffix('s').map(str::to_owned).unwrap_or(lower)
}

/// The noun phrase under `head`: its own words and complements, without clauses, appositions and coordination.
pub(crate) fn phrase(cx: &Context<'_>, head: WordId) -> Span {
    let parse = cx.parse;
    let words = parse.subtree_without(head, |w| {
        let relation = parse.relation(w);
        matches!(
            relation,
            Relation::Conj
                | Relation::Cc
                | Relation::Punct
                | Relation::AclRelcl
                | Relation::Appos
                | Relation::Parataxis
                | Relation::Advcl
                | Relation::Cop
                | Relation::Nsubj
                | Relation::Aux
                | Relation::Mark
                | Relation::Advmod
                | Relation::Ccomp
                | Relation::Obl
                | Relation::CcPreconj
        ) || (parse.head(w) == Some(head) && matches!(relation, Relation::Case | Relation::Acl))
    });
    // Only the unbroken run around the head: a stray far-off modifier is a parser's error or another phrase.
    let at = words.iter().position(|&w| w == head).unwrap_or(0);
    let glued = |a: WordId, b: WordId| {
        b.0 - a.0 == 1
            || (a.0 + 1..b.0).all(|w| parse.upos(WordId(w)) == Upos::PUNCT && parse.form(WordId(w)) != ",")
    };
    let (mut from, mut to) = (at, at);
    while from > 0 && glued(words[from - 1], words[from]) {
        from -= 1;
    }
    while to + 1 < words.len() && glued(words[to], words[to + 1]) {
        to += 1;
    }
    parse.span_of(&words[from..=to])
}

/// What a noun phrase says of itself.
struct Phrase<'n> {
    noun: &'n Noun,
    lemma: String,
    span: Span,
    /// Entities that modify it: "Russian", "Azerbaijan's", "of the front".
    owners: Vec<EntityId>,
    definite: bool,
    /// Whether other words tell it apart: adjectives, compounds, complements.
    told_apart: bool,
    plural: bool,
}

fn noun(cx: &Context<'_>, entities: &mut Entities, theatre: &Theatre, word: WordId) {
    let parse = cx.parse;
    if matches!(
        parse.relation(word),
        Relation::Compound | Relation::Flat | Relation::Amod
    ) {
        return;
    }
    // The treebanks keep some plurals as their own dictionary form ("troops", "forces").
    let nouns = &cx.lexicon.words.nouns;
    let lower = parse.lemma(word).to_lowercase();
    let lemma = if parse.upos(word) != Upos::PROPN && nouns.contains_key(&lower) {
        lower
    } else {
        singular(parse.form(word))
    };
    let Some(noun) = nouns.get(&lemma) else { return };
    let span = phrase(cx, word);
    let mut owners = Vec::new();
    let mut told_apart = false;
    for &c in parse.children(word) {
        match parse.relation(c) {
            Relation::NmodPoss
            | Relation::Amod
            | Relation::Compound
            | Relation::Nmod
            | Relation::NmodDesc => {
                let of = parse.relation(c) != Relation::Nmod
                    || matches!(
                        grammar::preposition(parse, c),
                        Some("of" | "from" | "for" | "in" | "at")
                    );
                let found = if of { entities.of(c).to_vec() } else { Vec::new() };
                // A place in a complement tells apart; what it belongs to is a state or body.
                owners.extend(found);
                told_apart |= !(parse.relation(c) == Relation::NmodPoss && parse.upos(c) == Upos::PRON);
            }
            Relation::Nummod => told_apart = true,
            _ => {}
        }
    }
    let definite = parse
        .children_by(word, &[Relation::Det, Relation::NmodPoss])
        .any(|d| {
            matches!(
                parse.lower(d),
                "the" | "this" | "that" | "these" | "those" | "both" | "all"
            ) || parse.relation(d) == Relation::NmodPoss
        })
        || parse.upos(word) == Upos::PROPN;
    let plural = matches!(parse.xpos(word), Xpos::NNS | Xpos::NNPS);
    let told = Phrase {
        noun,
        lemma,
        span,
        owners,
        definite,
        told_apart,
        plural,
    };
    let found = resolve(cx, entities, theatre, word, &told);
    if let Some((ids, rule)) = found {
        if let [id] = ids[..] {
            let entity = &mut entities.list[id.index()];
            if entity.mentions.is_empty() {
                entity.why = Why::rule(rule);
            }
        }
        entities.add(
            Mention {
                head: word,
                span: told.span,
                kind: MentionKind::Noun,
                entities: ids,
            },
            &[word],
        );
    }
}

fn resolve(
    cx: &Context<'_>,
    entities: &mut Entities,
    theatre: &Theatre,
    word: WordId,
    told: &Phrase<'_>,
) -> Option<(Vec<EntityId>, &'static str)> {
    let owner_state = told
        .owners
        .iter()
        .copied()
        .find(|&o| entities.get(o).kind == EntityKind::State);
    let owner_force = told.owners.iter().copied().find(|&o| {
        matches!(
            entities.get(o).kind,
            EntityKind::ArmedGroup | EntityKind::Military | EntityKind::Peacekeepers
        )
    });
    if told.noun.class == NounClass::Side
        || (told.definite && told.plural && MEMBERS.contains(&told.lemma.as_str()) && is_both(cx, word))
    {
        let sides = pronouns::sides(cx, entities);
        return (sides.len() >= 2 && (is_both(cx, word) || told.plural)).then_some((sides, "entity.sides"));
    }
    if let Some(force) =
        owner_force.filter(|_| MEMBERS.contains(&told.lemma.as_str()) && told.noun.class != NounClass::Person)
    {
        return Some((vec![force], "entity.noun.same"));
    }
    // "the government" is its state; so is "the country".
    if matches!(
        told.lemma.as_str(),
        "government" | "country" | "state" | "nation" | "regime" | "junta"
    ) || (told.lemma == "authority" && told.plural)
    {
        if let Some(state) = owner_state {
            return Some((vec![state], "entity.noun.same"));
        }
        if told.definite
            && !told.told_apart
            && matches!(
                told.noun.class,
                NounClass::Collective | NounClass::Body | NounClass::Group
            )
        {
            let nearest = pronouns::nearest(cx, entities, word, |e| e.kind == EntityKind::State);
            let home = if matches!(told.lemma.as_str(), "country" | "state" | "nation") {
                nearest.or(theatre.home)
            } else {
                theatre.home.or(nearest)
            };
            if let Some(state) = home {
                return Some((vec![state], "entity.noun.same"));
            }
        }
    }
    if told.noun.class == NounClass::Person
        && !told.plural
        && let Some(id) = person_by_role(cx, entities, word, told)
    {
        return Some((vec![id], "entity.noun.same"));
    }
    let owner = owner_state.or_else(|| told.owners.first().copied());
    // The same noun with the same owner, or a definite one without, takes up what was told before.
    let key = &told.lemma;
    let army = told.noun.kind == EntityKind::Military;
    let owner_or_home = owner.or(if army || told.noun.kind == EntityKind::Government {
        theatre.home
    } else {
        None
    });
    let same = entities.list.iter().enumerate().rev().find(|(_, e)| {
        if e.mentions.is_empty() || e.kind == EntityKind::Person && told.noun.kind != EntityKind::Person {
            return false;
        }
        let shares = last_word(&e.name) == *key || e.aliases.iter().any(|a| last_word(a) == *key);
        let military = army && e.kind == EntityKind::Military && !told.told_apart;
        (shares || military)
            && e.kind == told.noun.kind
            && match (owner, e.of) {
                (Some(a), Some(b)) => a == b,
                (Some(_), None) => false,
                (None, Some(b)) => {
                    (!told.told_apart || Some(b) == theatre.home)
                        && (told.definite || !told.told_apart)
                        && same_words(cx, e, told)
                }
                (None, None) => !told.told_apart || same_words(cx, e, told),
            }
    });
    if let Some((at, _)) = same {
        let id = EntityId(at as u32);
        return Some((vec![id], "entity.noun.same"));
    }
    // "the group", "the agency": the nearest entity of the kind.
    if told.definite && !told.told_apart && told.owners.is_empty() && !told.plural {
        let kinds: &[EntityKind] = match told.lemma.as_str() {
            "group" | "movement" | "militia" | "faction" | "organisation" | "organization" | "front" => &[
                EntityKind::ArmedGroup,
                EntityKind::Ngo,
                EntityKind::Organisation,
                EntityKind::InternationalOrg,
            ],
            "agency" | "outlet" | "newspaper" | "broadcaster" | "channel" => {
                &[EntityKind::Media, EntityKind::InternationalOrg]
            }
            "body" | "bloc" | "mission" | "alliance" | "union" => &[
                EntityKind::InternationalOrg,
                EntityKind::Peacekeepers,
                EntityKind::Organisation,
            ],
            "charity" => &[EntityKind::Ngo],
            "party" => &[EntityKind::PoliticalParty],
            _ => &[],
        };
        if let Some(id) = pronouns::nearest(cx, entities, word, |e| kinds.contains(&e.kind)) {
            return Some((vec![id], "entity.noun.same"));
        }
    }
    let mut entity = Entity::new(describe::bare_name(cx, told.span), told.noun.kind, "entity.noun");
    entity.of = owner_or_home;
    if let Some(of) = entity.of {
        entity.country.clone_from(&entities.get(of).country);
        // "the army" in a report on one state is that state's army: say so in the name.
        if owner.is_none() && !told.told_apart && !told.plural && entities.get(of).kind == EntityKind::State {
            entity
                .aliases
                .push(format!("{} {}", entities.get(of).name, entity.name));
            if let Some(adjective) = adjective_of(cx, &entities.get(of).name) {
                entity.aliases.push(format!("{adjective} {}", entity.name));
            }
        }
    }
    Some((vec![entities.push(entity)], "entity.noun"))
}

/// The first adjective that the lexicon has for a state of this name.
fn adjective_of<'l>(cx: &Context<'l>, state: &str) -> Option<&'l str> {
    cx.lexicon
        .world
        .state(state)
        .and_then(|id| cx.lexicon.world.adjective(id))
}

fn is_both(cx: &Context<'_>, word: WordId) -> bool {
    cx.parse.children(word).iter().any(|&c| {
        matches!(
            cx.parse.lower(c),
            "both" | "two" | "rival" | "opposing" | "warring" | "all" | "three"
        )
    }) || cx.is(word, &["rival", "belligerent"])
}

fn last_word(name: &str) -> String {
    // The head of a described name stands before its complement: "residents of Bahri".
    let head = name
        .split(" of ")
        .next()
        .unwrap_or(name)
        .split(" in ")
        .next()
        .unwrap_or(name);
    singular(head.split_whitespace().next_back().unwrap_or(head))
}

fn same_words(cx: &Context<'_>, entity: &Entity, told: &Phrase<'_>) -> bool {
    let words = fold(&describe::bare_name(cx, told.span));
    let plain = fold(&told.lemma);
    [&entity.name].into_iter().chain(&entity.aliases).any(|n| {
        let n = fold(n);
        n == words || singular(&n) == plain
    }) || (!told.told_apart && told.definite)
}

/// "the president", "the minister": the person told before to hold the role, latest first.
fn person_by_role(
    cx: &Context<'_>,
    entities: &mut Entities,
    word: WordId,
    told: &Phrase<'_>,
) -> Option<EntityId> {
    if !told.definite {
        return None;
    }
    let lemma = told.lemma.as_str();
    let by_role = entities.list.iter().enumerate().rev().find(|(_, e)| {
        e.kind == EntityKind::Person
            && e.mentions
                .first()
                .is_some_and(|m| m.start < cx.parse.span(word).start)
            && e.role.as_deref().is_some_and(|r| {
                let role = fold(r);
                role.split(' ').any(|w| w == lemma)
                    && told.owners.iter().all(|&o| role_fits(cx, entities, e, &role, o))
            })
    });
    by_role.map(|(at, _)| EntityId(at as u32))
}

fn role_fits(cx: &Context<'_>, entities: &Entities, person: &Entity, role: &str, owner: EntityId) -> bool {
    let owner_entity = entities.get(owner);
    if person.of == Some(owner) || role.contains(&fold(&owner_entity.name)) {
        return true;
    }
    adjective_of(cx, &owner_entity.name).is_some_and(|a| role.contains(&fold(a)))
}
