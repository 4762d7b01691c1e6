//! A small record in every format.

use dateline_export::{Format, Left, List, Rows, export};
use serde_json::{Value, json};

fn claim(more: &Value) -> Value {
    let mut claim = json!({
        "key": "5da5", "ref": "5da5/v1", "source": "Harbour Wire", "published": "2024-05-14", "title": "Drones hit Odesa",
        "span": [15, 21], "sentence": [0, 60], "words": "killed", "speaker": "Oleh Kiper", "via": ["AFP"], "type": "ASSAULT",
        "status": "actual", "time": "2024-05-13", "step": "first_reported", "accepted": false,
        "text": "Russian drones killed five civilians in Odesa on Monday.",
    });
    claim
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    claim
}

fn event(more: &Value) -> Value {
    let mut event = json!({
        "id": "5da5/v1", "time": "2024-05-13", "type": "ASSAULT", "mode": "drone", "actors": ["Russia"],
        "recipients": ["five civilians"], "status": "actual", "reports": 1, "origins": 1, "speakers": 1,
        "place": {"name": "Odesa", "point": {"lat": 46.4775, "lon": 30.7326, "geonames": 698_740, "precision": "city"}},
        "claims": [claim(&json!({}))],
    });
    event
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    event
}

fn figure(low: i64, high: i64, more: &Value) -> Value {
    let mut more = more.clone();
    more.as_object_mut()
        .unwrap()
        .extend(json!({"low": low, "high": high}).as_object().unwrap().clone());
    claim(&more)
}

fn record() -> Rows {
    let killed = [
        figure(
            5,
            5,
            &json!({"group": "civilians", "side": null, "words": "five civilians"}),
        ),
        figure(7, 7, &json!({"group": "people", "words": "7 people"})),
        figure(3, 3, &json!({"group": "children", "part_of": "5da5/f1"})),
    ];
    Rows {
        events: vec![
            event(&json!({})),
            event(&json!({"id": "5da5/v2", "time": null})),
            event(&json!({"id": "5da5/v3", "status": "planned"})),
            event(&json!({"id": "5da5/v4", "type": "ACCUSE", "mode": "condemn"})),
            event(&json!({"id": "5da5/v5", "place": null})),
        ],
        figures: vec![json!({"id": "5da5/f1", "measure": "killed", "event": "5da5/v1", "claims": killed})],
        actors: vec![
            json!({"id": "5da5/e1", "name": "Russia", "kind": "state", "aliases": ["Moscow"], "side": null,
            "roles": [], "reports": 1, "evidence": "name", "mentions": [claim(&json!({}))]}),
        ],
        statements: vec![claim(
            &json!({"act": "say", "addressees": [], "time": "2024-05-14"}),
        )],
        ..Rows::default()
    }
}

fn written(format: Format) -> (String, Left) {
    let mut out = Vec::new();
    let left = export(format, &record(), &mut out).unwrap();
    (String::from_utf8(out).unwrap(), left)
}

/// The cells of the first line of a table, by column.
fn first_line(text: &str, separator: u8) -> Vec<(String, String)> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let line = reader.records().next().unwrap().unwrap();
    header
        .iter()
        .map(str::to_owned)
        .zip(line.iter().map(str::to_owned))
        .collect()
}

#[track_caller]
fn check(line: &[(String, String)], want: &[(&str, &str)]) {
    for (column, value) in want {
        let cell = line.iter().find(|(name, _)| name == column);
        assert_eq!(cell.map(|(_, cell)| cell.as_str()), Some(*value), "{column}");
    }
}

#[test]
fn acled_has_its_columns_its_codes_and_the_most_conservative_number() {
    let (text, left) = written(Format::AcledCsv);
    let line = first_line(&text, b',');
    assert_eq!(line.len(), 31);
    check(
        &line,
        &[
            ("event_date", "2024-05-13"),
            ("time_precision", "1"),
            ("event_type", "Explosions/Remote violence"),
            ("sub_event_type", "Air/drone strike"),
            ("actor1", "Russia"),
            ("inter1", "State forces"),
            ("inter2", "Civilians"),
            ("civilian_targeting", "Civilian targeting"),
            ("iso", "804"),
            ("country", "Ukraine"),
            ("geo_precision", "1"),
            ("fatalities", "5"),
            (
                "tags",
                "report 5da5, characters 15 to 21; said by Oleh Kiper via AFP",
            ),
        ],
    );
    assert_eq!(
        (left.undated, left.unlocated, left.not_actual, left.no_code),
        (1, 1, 1, 1)
    );
    assert_eq!(text.lines().count(), 2);
}

#[test]
fn ged_has_best_high_and_low_and_only_deadly_events() {
    let (text, left) = written(Format::GedCsv);
    let line = first_line(&text, b',');
    assert_eq!(line.len(), 49);
    check(
        &line,
        &[
            ("low", "5"),
            ("best", "7"),
            ("high", "7"),
            ("deaths_civilians", "5"),
            ("deaths_unknown", "2"),
            ("type_of_violence", "3"),
            ("dyad_name", "Russia - Civilians"),
            ("source_original", "Oleh Kiper via AFP"),
            ("where_prec", "1"),
            ("date_prec", "1"),
            ("geom_wkt", "POINT (30.7326 46.4775)"),
        ],
    );
    assert_eq!((left.not_deadly, left.not_actual, left.no_code), (2, 1, 1));
}

#[test]
fn polecat_has_forty_columns() {
    let (text, left) = written(Format::PolecatTsv);
    let line = first_line(&text, b'\t');
    assert_eq!(line.len(), 40);
    check(
        &line,
        &[
            ("Quad Code", "MATERIAL CONFLICT"),
            ("Actor Country", "RUS"),
            ("City", "Odesa"),
            ("GeoNames ID", "698740"),
        ],
    );
    assert_eq!((left.undated, left.not_actual), (1, 1));
}

#[test]
fn a_tidy_table_has_a_line_for_each_claim() {
    let (text, _) = written(Format::Csv(List::Figures));
    assert_eq!(text.lines().count(), 4);
    check(
        &first_line(&text, b','),
        &[
            ("low", "5"),
            ("measure", "killed"),
            ("event_id", "5da5/v1"),
            ("words", "five civilians"),
        ],
    );
    let (text, _) = written(Format::Csv(List::Events));
    check(
        &first_line(&text, b','),
        &[
            ("first_day", "2024-05-13"),
            ("latitude", "46.4775"),
            ("span_start", "15"),
            ("said_by", "Oleh Kiper via AFP"),
        ],
    );
}

#[test]
fn a_map_holds_what_can_be_located_and_tells_the_precision() {
    let (text, left) = written(Format::GeoJson);
    let map: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(map["features"].as_array().unwrap().len(), 4);
    assert_eq!(
        map["features"][0]["geometry"]["coordinates"],
        json!([30.7326, 46.4775])
    );
    assert_eq!(map["features"][0]["properties"]["precision"], "city");
    assert_eq!(left.unlocated, 1);
}

#[test]
fn an_annotation_quotes_its_words_and_what_stands_around_them() {
    let (text, _) = written(Format::WebAnnotation);
    let first: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    let quote = &first["target"]["selector"][0];
    assert_eq!(
        (quote["exact"].as_str(), quote["prefix"].as_str()),
        (Some("killed"), Some("Russian drones "))
    );
    assert!(
        quote["suffix"]
            .as_str()
            .unwrap()
            .starts_with(" five civilians in Odesa")
    );
    assert_eq!(
        first["target"]["selector"][1],
        json!({"type": "TextPositionSelector", "start": 15, "end": 21})
    );
}

#[test]
fn a_timeline_has_no_undated_event_and_no_tag_of_a_report() {
    let mut rows = record();
    rows.events[0]["claims"][0]["text"] = "<script>alert(1)</script>".into();
    let mut out = Vec::new();
    let left = export(Format::TimelineJs, &rows, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(!text.contains("<script>") && text.contains("&lt;script&gt;"));
    assert_eq!(left.undated, 1);
}

#[test]
fn entities_for_aleph_refer_to_each_other() {
    let (text, _) = written(Format::Ftm);
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        (lines[0]["schema"].as_str(), lines[1]["schema"].as_str()),
        (Some("PublicBody"), Some("Event"))
    );
    assert_eq!(lines[1]["properties"]["organizer"][0], lines[0]["id"]);
    assert_eq!(lines[1]["properties"]["country"], json!(["ua"]));
}

#[test]
fn plover_has_the_size_and_the_quadrant() {
    let (text, left) = written(Format::PloverJson);
    let first: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(
        (first["size"]["dead"].as_i64(), first["quad_code"].as_str()),
        (Some(7), Some("MATERIAL CONFLICT"))
    );
    assert_eq!(
        first["actor"][0],
        json!({"code": "RUS", "sector": "GOV", "entity_text": "Russia"})
    );
    assert_eq!(left.undated, 1);
}

#[test]
fn a_claim_for_checkers_has_no_verdict() {
    let (text, _) = written(Format::ClaimReview);
    let first: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(first["itemReviewed"]["author"]["name"], "Oleh Kiper");
    assert!(first.get("reviewRating").is_none());
}

#[test]
fn parquet_keeps_the_types_and_what_is_not_known() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::{Field, RowAccessor};
    let mut out = Vec::new();
    export(Format::Parquet(List::Events), &record(), &mut out).unwrap();
    let reader = SerializedFileReader::new(bytes::Bytes::from(out)).unwrap();
    let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    let names: Vec<_> = rows[0].get_column_iter().map(|(name, _)| name.clone()).collect();
    let at = |name: &str| names.iter().position(|own| own == name).unwrap();
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[0].get_string(at("event_id")).unwrap(), "5da5/v1");
    assert_eq!(
        rows[0].get_column_iter().nth(at("first_day")).unwrap().1,
        &Field::Date(19_856)
    );
    assert_eq!(
        rows[1].get_column_iter().nth(at("first_day")).unwrap().1,
        &Field::Null
    );
    assert!(rows[4].get_double(at("latitude")).is_err());
    assert!((rows[0].get_double(at("longitude")).unwrap() - 30.7326).abs() < 1e-9);
}

#[test]
fn geoparquet_holds_points_and_says_so() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let mut out = Vec::new();
    let left = export(Format::GeoParquet, &record(), &mut out).unwrap();
    let reader = SerializedFileReader::new(bytes::Bytes::from(out)).unwrap();
    let meta = reader.metadata().file_metadata();
    let geo = meta
        .key_value_metadata()
        .unwrap()
        .iter()
        .find(|pair| pair.key == "geo")
        .unwrap();
    let geo: Value = serde_json::from_str(geo.value.as_ref().unwrap()).unwrap();
    assert_eq!(
        (geo["version"].as_str(), geo["primary_column"].as_str()),
        (Some("1.1.0"), Some("geometry"))
    );
    assert_eq!((meta.num_rows(), left.unlocated), (4, 1));
}
