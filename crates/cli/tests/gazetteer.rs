//! Gazetteers of the user's own: made from both kinds of list, used, and refused with the line to mend.

mod common;

use common::{Folder, Run, dateline};

const REPORT: &str = "Sudanese troops shelled Umm Sidra near Qalat on Monday.\n";

fn build(folder: &Folder, name: &str, list: impl AsRef<[u8]>) -> (Run, String) {
    let list = folder.file(name, list);
    let out = folder.path("out.gaz").display().to_string();
    (dateline(&["gazetteer", "build", &list, "-o", &out]), out)
}

/// A list is refused with this message about one of its lines, and nothing is written.
#[track_caller]
fn refused(test: &str, list: impl AsRef<[u8]>, message: &str) {
    let folder = Folder::new(test);
    let (run, out) = build(&folder, "list.csv", list);
    let list = folder.path("list.csv").display().to_string();
    assert_eq!(run.stderr, format!("dateline: {list}{message}\n"));
    assert_eq!(run.status, 2);
    assert!(!std::path::Path::new(&out).exists());
}

#[test]
fn a_table_places_what_the_built_in_one_lacks() {
    let folder = Folder::new("gazetteer-table");
    let table =
        "name,lat,lon,country,aliases,class\n\"Umm Sidra\",15.25,30.5,SD,Om Sidra|\"Umm-Sidrah\",village\n";
    let (run, gazetteer) = build(&folder, "list.csv", table);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("1 places"), "{}", run.stdout);
    let report = folder.file("report.txt", REPORT);
    let place = |run: &Run| -> serde_json::Value {
        let reading: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let entities = reading["entities"].as_array().unwrap().iter();
        entities
            .filter(|e| e["name"] == "Umm Sidra")
            .map(|e| e["place"].clone())
            .next()
            .unwrap()
    };
    let without = dateline(&["read", "--to", "jsonl", &report]);
    assert!(place(&without).is_null(), "named, and not located");
    let with = dateline(&["read", "--to", "jsonl", "--gazetteer", &gazetteer, &report]);
    assert_eq!(place(&with)["lat"], 15.25);
    assert_eq!(place(&with)["precision"], "village");
    let found = dateline(&["gazetteer", "find", "om sidra", "--gazetteer", &gazetteer]);
    assert!(found.stdout.starts_with("SDN"), "{}", found.stdout);
}

#[test]
fn a_geonames_dump_is_known_by_its_columns() {
    let folder = Folder::new("gazetteer-dump");
    let row = |id: &str, name: &str, class: &str, code: &str| {
        format!(
            "{id}\t{name}\t{name}\t\t15.25\t30.5\t{class}\t{code}\tSD\t\t56\t\t\t\t5000\t\t400\tAfrica/Khartoum\t2024-01-01\n"
        )
    };
    let dump = row("7", "Umm Sidra", "P", "PPL")
        + &row("8", "Jebel Sidra", "T", "MT")
        + &row("9", "Undersea", "U", "SMU");
    let (run, gazetteer) = build(&folder, "SD.txt", dump);
    assert!(
        run.stdout.starts_with("2 places"),
        "{} {}",
        run.stdout,
        run.stderr
    );
    let found = dateline(&["gazetteer", "find", "Jebel Sidra", "--gazetteer", &gazetteer]);
    assert!(found.stdout.contains("mountain") && found.stdout.contains("geonames 8"));
    let (run, _) = build(
        &folder,
        "cut.txt",
        row("7", "Umm Sidra", "P", "PPL") + "8\tJebel\n",
    );
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .ends_with("cut.txt:2: 2 columns where a GeoNames dump has 19\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_latitude_beyond_the_pole() {
    let table = "name,lat,lon,country\nKesra,95,30,SD\n";
    refused("gazetteer-lat", table, ":2: `95` is not degrees north");
}

#[test]
fn a_column_that_is_missing() {
    let message = ":1: no column `country`; needed are name, lat, lon, country";
    refused("gazetteer-column", "name,lat,lon\nKesra,12,30\n", message);
}

#[test]
fn a_country_that_is_none() {
    let table = "name\tlat\tlon\tcountry\nKesra\t12\t30\tSudan\n";
    refused(
        "gazetteer-country",
        table,
        ":2: `Sudan` is no ISO 3166-1 code of a country",
    );
}

#[test]
fn an_open_quotation_mark() {
    let table = "name,lat,lon,country\nKesra,12,30,SD\n\"Kesra,12,30,SD\n";
    refused(
        "gazetteer-quote",
        table,
        ":3: a quotation mark that is not closed",
    );
}

#[test]
fn bytes_that_are_no_text() {
    refused(
        "gazetteer-bytes",
        b"name,lat\xff\xfe",
        ": not UTF-8, convert it first",
    );
}

#[test]
fn a_list_without_a_place() {
    refused("gazetteer-empty", "name,lat,lon,country\n", ": no place in it");
}

#[test]
fn a_table_given_for_a_gazetteer() {
    let folder = Folder::new("gazetteer-other");
    let table = folder.file("list.csv", "name,lat,lon,country\n");
    let report = folder.file("report.txt", REPORT);
    let run = dateline(&["read", "--gazetteer", &table, &report]);
    let message = "not a gazetteer of this version: make it with `dateline gazetteer build`";
    assert_eq!(run.stderr, format!("dateline: {table}: {message}\n"));
    assert_eq!(run.status, 2);
}
