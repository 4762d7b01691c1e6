//! Writes the file by which later versions are tested to open records of this format:
//! `cargo run -p dateline-store --example keep_format -- crates/store/tests/files/format-1.dateline`.

use dateline_store::{Facet, Item, NewReading, NewReport, Sqlite, Store};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give the file to write")?;
    let mut store = Sqlite::create(path.as_ref())?;
    for n in 1..=2 {
        let report = NewReport {
            id: format!("report-{n}"),
            published: Some(format!("2024-05-{:02}", n + 1)),
            source: Some("Orbis".to_owned()),
            title: Some(format!("Shells fall on Kesra, day {n}")),
            text: format!("Rebels shelled the market of Kesra for day {n}. Café owners fled."),
            extra: "{}".to_owned(),
            retrieved: "2024-06-01T00:00:00Z".to_owned(),
            ..NewReport::default()
        };
        store.add(&[(
            report,
            NewReading {
                reader: "test 1".to_owned(),
                body: format!("{{\"n\":{n}}}"),
            },
        )])?;
    }
    let item = |n: u32| Item {
        section: "event",
        id: format!("k/v{n}"),
        days: Some(("2024-05-01".to_owned(), "2024-05-01".to_owned())),
        facets: vec![(Facet::Actor, "northern front".to_owned())],
        body: format!("{{\"id\":{n}}}"),
    };
    let mark = store.standing()?.now;
    store.replace(mark, &mut (0..2).map(item))?;
    Ok(())
}
