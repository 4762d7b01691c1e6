//! Who passes on what another said: outlets told, quoted by, and those who cite.

use super::draft::Draft;
use super::ground::Ground;
use crate::entities::Entities;
use crate::grammar;
use crate::{EntityId, EntityKind};
use dateline_syntax::Relation;
use dateline_text::WordId;

/// The entities that a draft's own words name as relays: "told AFP", "quoted by a Beirut daily".
///
/// The publisher of the report itself is none.
pub(super) fn of(ground: &Ground<'_>, entities: &mut Entities, draft: &Draft) -> Vec<EntityId> {
    let cx = ground.cx;
    let parse = cx.parse;
    let source = cx.report().source.as_deref().unwrap_or("");
    let mut out: Vec<EntityId> = Vec::new();
    let listeners = parse.children(draft.head).iter().filter(|&&c| {
        matches!(
            parse.relation(c),
            Relation::Obj | Relation::Iobj | Relation::Obl | Relation::OblAgent
        ) && c != draft.speaker
    });
    for id in listeners
        .flat_map(|&c| grammar::conjuncts(parse, c))
        .flat_map(|c| entities.of(c).to_vec())
    {
        if entities.get(id).kind == EntityKind::Media && entities.get(id).name != source {
            out.push(id);
        }
    }
    let named = draft.relays.iter().copied().chain(quoting(ground, draft.speaker));
    for agent in named.collect::<Vec<_>>() {
        for head in grammar::conjuncts(parse, agent) {
            let ids = entities.of(head).to_vec();
            out.extend(if ids.is_empty() {
                entities.speakers(cx, head)
            } else {
                ids
            });
        }
    }
    out.retain(|id| entities.get(*id).name != source);
    let mut seen = Vec::new();
    out.retain(|id| {
        !seen.contains(id) && {
            seen.push(*id);
            true
        }
    });
    out
}

/// Each who quotes, with the verb of quoting: they make a statement of their own.
pub(super) fn quoters(ground: &Ground<'_>, draft: &Draft) -> Vec<(WordId, WordId)> {
    let parse = ground.cx.parse;
    let named = draft.relays.iter().copied().chain(quoting(ground, draft.speaker));
    named
        .filter_map(|agent| Some((agent, parse.head(agent)?)))
        .collect()
}

/// Heads of the agents of "quoted by …", "cited by …" beside a speaker.
pub(super) fn quoting(ground: &Ground<'_>, speaker: WordId) -> Vec<WordId> {
    let parse = ground.cx.parse;
    parse
        .children_by(
            speaker,
            &[
                Relation::Acl,
                Relation::AclRelcl,
                Relation::Advcl,
                Relation::Appos,
            ],
        )
        .filter(|&c| ground.cx.is(c, &["quote", "cite", "interview"]))
        .flat_map(|c| {
            parse
                .children_by(c, &[Relation::OblAgent, Relation::Obl])
                .filter(|&o| grammar::preposition(parse, o) == Some("by"))
        })
        .collect()
}
