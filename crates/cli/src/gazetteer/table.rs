//! A table of the user's own: a line that names the columns, then a place a line, separated by commas or tabs.

use super::{Fault, List, degrees};
use dateline::gazetteer::{Class, Place};

const KNOWN: &[&str] = &[
    "name",
    "lat",
    "lon",
    "country",
    "aliases",
    "class",
    "region",
    "population",
];
const REQUIRED: &[&str] = &["name", "lat", "lon", "country"];

/// Takes the places of a table.
pub(super) fn read(text: &str, list: &mut List<'_>) -> Result<(), Fault> {
    let text = text.trim_start_matches('\u{feff}');
    let mark = if text.lines().next().unwrap_or_default().contains('\t') {
        '\t'
    } else {
        ','
    };
    let mut records = records(text, mark)?.into_iter();
    let (_, head) = records.next().ok_or_else(|| Fault {
        line: 1,
        message: "empty: the first line must name the columns".to_owned(),
    })?;
    let head: Vec<String> = head.iter().map(|c| c.trim().to_lowercase()).collect();
    for column in &head {
        if !KNOWN.contains(&column.as_str()) {
            return Err(Fault {
                line: 1,
                message: format!("no column is called `{column}`; there are {}", KNOWN.join(", ")),
            });
        }
    }
    if let Some(missing) = REQUIRED.iter().find(|r| !head.iter().any(|c| c == *r)) {
        return Err(Fault {
            line: 1,
            message: format!("no column `{missing}`; needed are {}", REQUIRED.join(", ")),
        });
    }
    for (line, cells) in records {
        let fault = |message: String| Fault { line, message };
        if cells.len() != head.len() {
            return Err(fault(format!(
                "{} cells where {} columns are",
                cells.len(),
                head.len()
            )));
        }
        let cell = |column: &str| {
            let at = head.iter().position(|c| c == column);
            at.map_or("", |at| cells[at].trim())
        };
        let place = place(&cell).map_err(fault)?;
        let country = cell("country");
        if list.country(country).is_none() {
            return Err(fault(format!("`{country}` is no ISO 3166-1 code of a country")));
        }
        let names = [cell("name")].into_iter().chain(cell("aliases").split('|'));
        let region = dateline::lexicon::fold(cell("region"));
        list.add(place, country, &region, names.map(|n| n.trim().to_owned()));
    }
    Ok(())
}

fn place<'c>(cell: &impl Fn(&str) -> &'c str) -> Result<Place, String> {
    if cell("name").is_empty() {
        return Err("a place without a name".to_owned());
    }
    let number = |column: &str, limit: f64, of: &str| {
        degrees(cell(column), limit).ok_or_else(|| format!("`{}` is not degrees {of}", cell(column)))
    };
    let (lat, lon) = (number("lat", 90.0, "north")?, number("lon", 180.0, "east")?);
    let people: u64 = match cell("population") {
        "" => 0,
        written => written
            .parse()
            .map_err(|_| format!("`{written}` is no number of people"))?,
    };
    let class = match cell("class") {
        "" => Class::of_population(people),
        written => Class::parse(written).ok_or_else(|| {
            let all: Vec<&str> = Class::ALL.iter().map(|c| c.as_str()).collect();
            format!("`{written}` is no class; there are {}", all.join(", "))
        })?,
    };
    Ok(Place::at(lat, lon, class).with_people(people))
}

/// The records of a table with their lines; a cell between quotation marks may hold the mark and line ends.
fn records(text: &str, mark: char) -> Result<Vec<(usize, Vec<String>)>, Fault> {
    let mut out = Vec::new();
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut line, mut start, mut quoted) = (1, 1, None);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted.is_some() && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted.is_some() => quoted = None,
            '"' if cell.is_empty() => quoted = Some(line),
            '\n' if quoted.is_none() => {
                line += 1;
                cells.push(std::mem::take(&mut cell));
                let record = std::mem::take(&mut cells);
                if record.iter().any(|c| !c.trim().is_empty()) {
                    out.push((start, record));
                }
                start = line;
            }
            '\r' if quoted.is_none() => {}
            c if c == mark && quoted.is_none() => cells.push(std::mem::take(&mut cell)),
            c => {
                line += usize::from(c == '\n');
                cell.push(c);
            }
        }
    }
    if let Some(line) = quoted {
        return Err(Fault {
            line,
            message: "a quotation mark that is not closed".to_owned(),
        });
    }
    cells.push(cell);
    if cells.iter().any(|c| !c.trim().is_empty()) {
        out.push((start, cells));
    }
    Ok(out)
}
