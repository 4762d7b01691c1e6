//! Gazetteers of the user's own: made from a list of places, and asked.

mod geonames;
mod table;

use crate::args::GazetteerCommand;
use crate::{Outcome, Usage, complain};
use anyhow::{Context, Result};
use dateline::gazetteer::{Builder, Class, Gazetteer, Place, RegionId};
use dateline::lexicon::{Lexicon, fold};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub(crate) fn run(command: &GazetteerCommand) -> Result<Outcome> {
    match command {
        GazetteerCommand::Build { input, out } => build(input, out),
        GazetteerCommand::Find { name, gazetteer } => find(name, gazetteer.as_deref()),
    }
}

/// Opens a gazetteer that the user named.
pub(crate) fn open(file: &Path) -> Result<Gazetteer> {
    let told = |error: &dyn std::fmt::Display| Usage(format!("{}: {error}", file.display()));
    #[expect(clippy::disallowed_methods, reason = "the host opens files for the engine")]
    let bytes = fs::read(file).map_err(|e| told(&e))?;
    Ok(Gazetteer::from_bytes(bytes).map_err(|e| told(&e))?)
}

fn build(input: &Path, out: &Path) -> Result<Outcome> {
    let name = input.display().to_string();
    #[expect(clippy::disallowed_methods, reason = "the host opens files for the engine")]
    let bytes = fs::read(input).map_err(|e| Usage(format!("{name}: {e}")))?;
    let text = String::from_utf8(bytes).map_err(|_| Usage(format!("{name}: not UTF-8, convert it first")))?;
    let lexicon = Lexicon::embedded();
    let mut list = List::new(&lexicon);
    let read = if geonames::is_dump(&text) {
        geonames::read(&text, &mut list)
    } else {
        table::read(&text, &mut list)
    };
    read.map_err(|fault| Usage(format!("{name}:{}: {}", fault.line, fault.message)))?;
    if list.rows.is_empty() {
        return Err(Usage(format!("{name}: no place in it")).into());
    }
    if list.n_without_country > 0 {
        complain(&format!(
            "{name}: {} places left out, their country is none that Dateline knows",
            list.n_without_country
        ));
    }
    let n_places = list.rows.len();
    let bytes = list.finish(&format!("places of {name}"));
    #[expect(clippy::disallowed_methods, reason = "the host writes files")]
    fs::write(out, &bytes).with_context(|| out.display().to_string())?;
    writeln!(
        io::stdout().lock(),
        "{n_places} places, {} KiB: use it with --gazetteer {}",
        bytes.len().div_ceil(1024),
        out.display()
    )?;
    Ok(Outcome::AllRead)
}

fn find(name: &str, own: Option<&Path>) -> Result<Outcome> {
    let mut lexicon = Lexicon::embedded();
    if let Some(file) = own {
        lexicon.add_gazetteer(open(file)?);
    }
    let mut out = io::stdout().lock();
    let folded = fold(name);
    let mut n_found = 0;
    for gazetteer in &lexicon.gazetteers {
        let found = gazetteer.find(&folded);
        n_found += found.places.len() + found.regions.len();
        for (place, region) in found.places {
            let (lat, lon) = place.degrees();
            let geonames = place
                .geonames
                .map_or(String::new(), |n| format!("  geonames {n}"));
            writeln!(
                out,
                "{:<3}  {:<8}  {lat:9.5} {lon:10.5}{geonames}",
                region.country,
                place.class.as_str()
            )?;
        }
        for region in found.regions {
            writeln!(out, "{:<3}  part of the country, no point known", region.country)?;
        }
    }
    if n_found == 0 {
        writeln!(out, "nothing goes by this name")?;
    }
    Ok(Outcome::AllRead)
}

/// What is wrong with a list of places, and where.
#[derive(Debug)]
struct Fault {
    line: usize,
    message: String,
}

/// A place as a list tells it.
struct Row {
    place: Place,
    /// ISO 3166-1 alpha-3.
    country: String,
    /// Folded name or code of the province; empty where none is told.
    region: String,
    names: Vec<String>,
}

/// The places of a list.
struct List<'a> {
    lexicon: &'a Lexicon,
    rows: Vec<Row>,
    /// Folded names of provinces by country and by what the rows call them.
    regions: BTreeMap<(String, String), Vec<String>>,
    n_without_country: usize,
}

impl<'a> List<'a> {
    fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            lexicon,
            rows: Vec::new(),
            regions: BTreeMap::new(),
            n_without_country: 0,
        }
    }

    /// The code of three letters for one of two or three.
    fn country(&self, code: &str) -> Option<String> {
        let world = &self.lexicon.world;
        let state = world
            .state_of_code(&code.to_uppercase())
            .filter(|_| !code.is_empty())?;
        world.get(state).countries.first().cloned()
    }

    fn add(&mut self, place: Place, country: &str, region: &str, names: impl Iterator<Item = String>) {
        let Some(country) = self.country(country) else {
            self.n_without_country += 1;
            return;
        };
        let mut names: Vec<String> = names.map(|n| fold(&n)).filter(|n| !n.is_empty()).collect();
        names.sort_unstable();
        names.dedup();
        let key = (country.clone(), region.to_owned());
        let known = self.regions.entry(key).or_default();
        if matches!(place.class, Class::Province) {
            known.extend(names.iter().cloned());
        }
        self.rows.push(Row {
            place,
            country,
            region: region.to_owned(),
            names,
        });
    }

    fn finish(self, notice: &str) -> Vec<u8> {
        let mut builder = Builder::new(notice);
        let mut numbers: BTreeMap<&(String, String), RegionId> = BTreeMap::new();
        for (key, names) in &self.regions {
            numbers.insert(key, builder.region(&key.0, names.iter().map(String::as_str)));
        }
        for row in &self.rows {
            if let Some(&region) = numbers.get(&(row.country.clone(), row.region.clone())) {
                builder.place(row.place, region, row.names.iter().map(String::as_str));
            }
        }
        builder.finish()
    }
}

/// Degrees within a limit.
fn degrees(written: &str, limit: f64) -> Option<f64> {
    written.trim().parse::<f64>().ok().filter(|d| d.abs() <= limit)
}
