//! Rows of a record, as `docs/contract.md` has them, read key by key.

use jiff::civil::Date;
use serde_json::Value;

/// A row of one of the record's lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'v>(pub(crate) &'v Value);

impl<'v> Row<'v> {
    /// A text; empty where the key is missing or null.
    pub(crate) fn text(self, key: &str) -> &'v str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    pub(crate) fn number(self, key: &str) -> Option<i64> {
        self.0.get(key)?.as_i64()
    }

    pub(crate) fn flag(self, key: &str) -> bool {
        self.0.get(key).and_then(Value::as_bool).unwrap_or_default()
    }

    /// The texts of a list.
    pub(crate) fn texts(self, key: &str) -> Vec<&'v str> {
        self.list(key).filter_map(|row| row.0.as_str()).collect()
    }

    /// The rows of a list.
    pub(crate) fn list(self, key: &str) -> impl Iterator<Item = Row<'v>> + use<'v> {
        let list = self
            .0
            .get(key)
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            .unwrap_or_default();
        list.iter().map(Row)
    }

    /// A row inside the row.
    pub(crate) fn row(self, key: &str) -> Option<Row<'v>> {
        self.0.get(key).filter(|value| value.is_object()).map(Row)
    }

    /// The two ends of a span, in code points of the report's text.
    pub(crate) fn span(self, key: &str) -> Option<(i64, i64)> {
        let ends = self.0.get(key)?.as_array()?;
        Some((ends.first()?.as_i64()?, ends.get(1)?.as_i64()?))
    }

    /// The name of the row's place; empty where it has none.
    pub(crate) fn place(self) -> &'v str {
        self.row("place")
            .map(|place| place.text("name"))
            .unwrap_or_default()
    }

    /// Where the row's place lies, if that is known.
    pub(crate) fn point(self) -> Option<Point<'v>> {
        let point = self.row("place")?.row("point")?;
        Some(Point {
            lat: point.0.get("lat")?.as_f64()?,
            lon: point.0.get("lon")?.as_f64()?,
            precision: point.text("precision"),
            geonames: point.number("geonames"),
        })
    }

    /// The first and the last day of the row's time; an open end is none.
    pub(crate) fn days(self) -> Option<(Option<Date>, Option<Date>)> {
        days(self.text("time"))
    }

    /// The first day of the row's time, else the last: an open beginning has none.
    pub(crate) fn first_day(self) -> Option<Date> {
        let (from, to) = self.days()?;
        from.or(to)
    }

    /// Who says it, with those who pass it on: `Gegham Stepanyan via AFP, Reuters`. Empty for a report's own voice.
    pub(crate) fn chain(self) -> String {
        let speaker = self.text("speaker");
        match self.texts("via") {
            via if via.is_empty() => speaker.to_owned(),
            via => format!("{speaker} via {}", via.join(", ")),
        }
    }

    /// Where the words stand: `report 27843ec5e7cc7757, characters 742 to 761`.
    pub(crate) fn whereabouts(self) -> String {
        let (start, end) = self.span("span").unwrap_or_default();
        format!("report {}, characters {start} to {end}", self.text("key"))
    }
}

/// A point on the map.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point<'v> {
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    /// `city`, `district`, `region`, `country` and the like, as in the gazetteer.
    pub(crate) precision: &'v str,
    pub(crate) geonames: Option<i64>,
}

/// The first and the last day of an EDTF value: a day, a month, a year, a decade, or an interval of those.
///
/// `None` for no value; an end that is open (`2022-12/..`) is none.
pub(crate) fn days(edtf: &str) -> Option<(Option<Date>, Option<Date>)> {
    if edtf.is_empty() {
        return None;
    }
    match edtf.split_once('/') {
        None => one(edtf).map(|(from, to)| (Some(from), Some(to))),
        Some((from, to)) => {
            let ends = (one(from).map(|(first, _)| first), one(to).map(|(_, last)| last));
            (ends != (None, None)).then_some(ends)
        }
    }
}

fn one(edtf: &str) -> Option<(Date, Date)> {
    let date = edtf.split('T').next()?.trim_end_matches(['?', '~', '%']);
    if let Some(decade) = date.strip_suffix('X') {
        let year: i16 = format!("{decade}0").parse().ok()?;
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year + 9, 12, 31).ok()?));
    }
    let mut parts = date.split('-').map(|part| part.parse::<i16>().ok());
    let year = parts.next()??;
    let part = |value: Option<Option<i16>>| value.map(|v| v.and_then(|v| i8::try_from(v).ok()));
    match (part(parts.next()), part(parts.next())) {
        (None, _) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        (Some(month), None) => {
            let first = Date::new(year, month?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        (Some(month), Some(day)) => {
            let day = Date::new(year, month?, day?).ok()?;
            Some((day, day))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edtf: &str, from: &str, to: &str) {
        let text = |day: Option<Date>| day.map(|d| d.to_string()).unwrap_or_default();
        let (first, last) = days(edtf).unwrap();
        assert_eq!((text(first), text(last)), (from.to_owned(), to.to_owned()));
    }

    #[test]
    fn a_value_has_a_first_and_a_last_day() {
        check("2023-09-20", "2023-09-20", "2023-09-20");
        check("2023-09-20T13:00", "2023-09-20", "2023-09-20");
        check("2024-02", "2024-02-01", "2024-02-29");
        check("199X", "1990-01-01", "1999-12-31");
        check("2022-12/..", "2022-12-01", "");
        check("2023-09-18/2023-09-20", "2023-09-18", "2023-09-20");
        assert!(days("").is_none() && days("2023-13").is_none() && days("/").is_none());
    }
}
