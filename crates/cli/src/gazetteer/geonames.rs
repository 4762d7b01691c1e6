//! A dump of GeoNames: a place a line, 19 columns separated by tabs.

use super::{Fault, List, degrees};
use dateline::gazetteer::{Class, Place};

const COLUMNS: usize = 19;

/// Whether a text is such a dump, by its first line.
pub(super) fn is_dump(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let mut cells = first.split('\t');
    first.split('\t').count() == COLUMNS && cells.next().is_some_and(|id| id.parse::<u32>().is_ok())
}

/// Takes the places of a dump.
pub(super) fn read(text: &str, list: &mut List<'_>) -> Result<(), Fault> {
    for (line, row) in (1..).zip(text.lines()) {
        if row.is_empty() {
            continue;
        }
        let fault = |message: String| Fault { line, message };
        let cells: Vec<&str> = row.split('\t').collect();
        let &[
            id,
            name,
            ascii,
            others,
            lat,
            lon,
            class,
            code,
            country,
            _,
            admin1,
            _,
            _,
            _,
            people,
            ..,
        ] = cells.as_slice()
        else {
            return Err(fault(format!(
                "{} columns where a GeoNames dump has {COLUMNS}",
                cells.len()
            )));
        };
        let people: u64 = people.parse().unwrap_or(0);
        let Some(class) = class_of(class, code, people) else {
            continue;
        };
        let id: u32 = id
            .parse()
            .map_err(|_| fault(format!("`{id}` is no GeoNames number")))?;
        let lat = degrees(lat, 90.0).ok_or_else(|| fault(format!("`{lat}` is not degrees north")))?;
        let lon = degrees(lon, 180.0).ok_or_else(|| fault(format!("`{lon}` is not degrees east")))?;
        let place = Place {
            geonames: Some(id),
            ..Place::at(lat, lon, class).with_people(people)
        };
        let names = [name, ascii].into_iter().chain(others.split(','));
        list.add(place, country, admin1, names.map(str::to_owned));
    }
    Ok(())
}

/// What a GeoNames feature is; none for what reports do not place events at.
fn class_of(class: &str, code: &str, people: u64) -> Option<Class> {
    Some(match (class, code) {
        ("P", "PPLH" | "PPLQ" | "PPLW") => return None,
        ("P", _) => Class::of_population(people),
        ("A", "ADM1") => Class::Province,
        ("A", "ADM2" | "ADM3" | "ADM4" | "ADM5" | "ADMD") => Class::District,
        ("L", "CONT" | "RGNE" | "PRK") => return None,
        ("L", _) | ("T", "ISL" | "ISLS" | "PEN" | "VAL" | "VLYS" | "DSRT" | "PLN" | "DLTA" | "OAS") => {
            Class::Region
        }
        ("H", "STM" | "LK" | "LKS" | "BAY" | "GULF" | "STRT" | "SEA" | "RSV" | "WAD" | "CNL") => Class::Water,
        ("T", "MT" | "MTS" | "HLL" | "HLLS" | "PASS" | "RDGE") => Class::Mountain,
        (
            "S",
            "AIRP" | "AIRB" | "AIRF" | "MILB" | "INSM" | "FT" | "HSP" | "PRN" | "BDG" | "BRKS" | "CMPRF"
            | "EMB" | "DAM" | "PS" | "PSN" | "OILR" | "PRT" | "RSTN" | "BUSTN" | "CSTM" | "MNQ" | "MN"
            | "CTRR" | "UNIV",
        ) => Class::Facility,
        _ => return None,
    })
}
