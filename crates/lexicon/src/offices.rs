//! Titles of office and rank, and who held which office when.

use crate::Phrases;
use crate::Pieces;
use crate::table::{self, Row, TableError};
use jiff::civil::Date;
use std::collections::HashMap;

/// A title such as `foreign minister`, `Lt. Gen.` or `Mr`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Office {
    /// The title in full.
    pub title: String,
    /// What sort: `head_of_state`, `rank`, `spokesperson` … (`data/README.md`).
    pub class: String,
}

/// One term of office of one person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holder {
    /// The person, given name first.
    pub name: String,
    /// Other spellings and bynames.
    pub aliases: Vec<String>,
    /// `head_of_state`, `foreign_minister` … (`data/README.md`).
    pub office: String,
    /// The state or body.
    pub of: String,
    /// First day, at the latest that its words allow.
    pub from: Option<Date>,
    /// Last day, at the latest that its words allow; none if still in office.
    pub to: Option<Date>,
}

impl Holder {
    /// Whether the office was held on a day. Unknown limits do not exclude.
    pub fn held_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// All titles and terms of office.
#[derive(Clone, Debug, Default)]
pub struct Offices {
    titles: Phrases<Office>,
    holders: Vec<Holder>,
    by_name: Phrases<u32>,
    by_office: HashMap<(String, String), Vec<u32>>,
}

pub(crate) const OFFICES: &[&str] = &["title", "aliases", "class"];
pub(crate) const HOLDERS: &[&str] = &["name", "aliases", "office", "of", "from", "to"];

impl Offices {
    /// The longest title that starts at a word, with the number of words it covers.
    pub fn title_at(&self, text: &Pieces, word: usize) -> (usize, Option<&Office>) {
        let (n, found) = self.titles.longest(text, word);
        (n, found.into_iter().next())
    }

    /// The title of exactly these words.
    pub fn title(&self, words: &str) -> Option<&Office> {
        self.titles.exact(words).into_iter().next()
    }

    /// The longest name of an office holder that starts at a word: all terms of that name.
    pub fn person_at(&self, text: &Pieces, word: usize) -> (usize, Vec<&Holder>) {
        let (n, found) = self.by_name.longest(text, word);
        (n, found.into_iter().map(|&i| &self.holders[i as usize]).collect())
    }

    /// All terms of the person of exactly this name.
    pub fn person(&self, name: &str) -> Vec<&Holder> {
        self.by_name
            .exact(name)
            .into_iter()
            .map(|&i| &self.holders[i as usize])
            .collect()
    }

    /// Who held an office of a state or body on a day.
    pub fn holder(&self, office: &str, of: &str, day: Date) -> Option<&Holder> {
        let terms = self.by_office.get(&(office.to_owned(), of.to_owned()))?;
        terms
            .iter()
            .map(|&i| &self.holders[i as usize])
            .find(|h| h.held_on(day))
    }

    pub(crate) fn add_titles(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        table::read(file, OFFICES, text, |row| {
            let office = Office {
                title: row.required("title")?.to_owned(),
                class: row.required("class")?.to_owned(),
            };
            for phrase in [row.cell("title")].into_iter().chain(row.list("aliases")) {
                self.titles.insert(phrase, office.clone());
            }
            Ok(())
        })
    }

    pub(crate) fn add_holders(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        table::read(file, HOLDERS, text, |row| {
            let holder = Holder {
                name: row.required("name")?.to_owned(),
                aliases: row.list("aliases").map(str::to_owned).collect(),
                office: row.required("office")?.to_owned(),
                of: row.required("of")?.to_owned(),
                from: day(row, "from", false)?,
                to: day(row, "to", true)?,
            };
            let id = self.holders.len() as u32;
            for phrase in [&holder.name].into_iter().chain(&holder.aliases) {
                self.by_name.insert(phrase, id);
            }
            self.by_office
                .entry((holder.office.clone(), holder.of.clone()))
                .or_default()
                .push(id);
            self.holders.push(holder);
            Ok(())
        })
    }
}

/// A day from `2018`, `2018-05` or `2018-05-08`: the first or the last that it can mean.
fn day(row: &Row<'_>, column: &str, last: bool) -> Result<Option<Date>, TableError> {
    let cell = row.cell(column);
    if cell.is_empty() {
        return Ok(None);
    }
    let fault = || {
        row.error(format!(
            "`{cell}` in `{column}` is not a date such as 2018, 2018-05 or 2018-05-08"
        ))
    };
    let mut parts = cell.split('-');
    let year: i16 = parts.next().and_then(|p| p.parse().ok()).ok_or_else(fault)?;
    let month: Option<i8> = parts.next().map(|p| p.parse().map_err(|_| fault())).transpose()?;
    let of_month: Option<i8> = parts.next().map(|p| p.parse().map_err(|_| fault())).transpose()?;
    let date = Date::new(
        year,
        month.unwrap_or(if last { 12 } else { 1 }),
        of_month.unwrap_or(1),
    )
    .map_err(|_| fault())?;
    Ok(Some(if last && of_month.is_none() {
        date.last_of_month()
    } else {
        date
    }))
}
