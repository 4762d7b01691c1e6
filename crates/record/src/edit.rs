//! An analyst's value in the place of a reading's.

use crate::Days;
use crate::account::{Account, Named};
use crate::identity::{By, Identity};
use crate::links::At;
use dateline_lexicon::{EntityKind, EventType, Measure, Mode, Status, TermKind, TermStatus, fold};

/// Puts a value into a field of a finding; false where the field cannot have it.
pub(crate) fn edit(account: &mut Account, (list, (_, n)): (char, At), field: &str, value: &str) -> bool {
    put(account, list, n as usize, field, value).is_some()
}

fn put(account: &mut Account, list: char, n: usize, field: &str, value: &str) -> Option<()> {
    let place = if field == "place" {
        place(account, value)
    } else {
        None
    };
    let (time, days) = match (field, value) {
        ("time" | "deadline", "") => (None, None),
        ("time" | "deadline", edtf) => (Some(edtf.into()), Some(Days::of(edtf)?)),
        _ => (None, None),
    };
    match (list, field) {
        ('v', "type") => account.told[n].kind = EventType::parse(value)?,
        ('v', "mode") if value.is_empty() => account.told[n].mode = None,
        ('v', "mode") => account.told[n].mode = Some(Mode::parse(value)?),
        ('v', "status") => account.told[n].status = Status::parse(value)?,
        ('v', "time") => (account.told[n].time, account.told[n].days) = (time, days),
        ('v', "place") => account.told[n].place = place,
        ('f', "measure") => account.counts[n].measure = Measure::parse(value)?,
        ('f', "low") if value.is_empty() => account.counts[n].low = None,
        ('f', "low") => account.counts[n].low = Some(value.parse().ok()?),
        ('f', "high") if value.is_empty() => account.counts[n].high = None,
        ('f', "high") => account.counts[n].high = Some(value.parse().ok()?),
        ('f', "time") => (account.counts[n].time, account.counts[n].days) = (time, days),
        ('f', "place") => account.counts[n].place = place,
        ('f', "who") => account.counts[n].scope.who = value.into(),
        ('t', "kind") => account.duties[n].kind = TermKind::parse(value)?,
        ('t', "status") => account.duties[n].status = TermStatus::parse(value)?,
        ('t', "deadline") => account.duties[n].deadline = time,
        ('e', "name") if !value.is_empty() => {
            account.named[n].name = value.into();
            account.named[n].identity.by = By::Name(fold(value).into());
        }
        ('e', "kind") => account.named[n].kind = EntityKind::parse(value)?,
        _ => return None,
    }
    Some(())
}

/// The report's entity of this name; a new place where it names none so. An empty name is no place.
fn place(account: &mut Account, name: &str) -> Option<u32> {
    if name.is_empty() {
        return None;
    }
    let folded = fold(name);
    let is_it = |named: &Named| {
        fold(&named.name) == folded || named.aliases.iter().any(|alias| fold(alias) == folded)
    };
    if let Some(at) = account.named.iter().position(is_it) {
        return Some(at as u32);
    }
    account.named.push(Named {
        name: name.into(),
        kind: EntityKind::Place,
        aliases: Box::default(),
        of: None,
        role: None,
        point: None,
        mention: [0, 0],
        identity: Identity {
            by: By::Name(folded.into()),
            side: None,
        },
    });
    Some(account.named.len() as u32 - 1)
}
