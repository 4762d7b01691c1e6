//! How an index is made.

use crate::index::{LIST, MAGIC, REGION};
use crate::{Place, RegionId};
use fst::MapBuilder;
use std::collections::BTreeMap;

/// Regions are numbered in two bytes.
const MOST_REGIONS: usize = 1 << 16;

/// Collects places and regions by name.
#[derive(Debug)]
pub struct Builder {
    notice: String,
    records: Vec<u8>,
    regions: Vec<u8>,
    n_regions: usize,
    n_places: u32,
    names: BTreeMap<String, Vec<u32>>,
}

impl Builder {
    /// An empty index. `notice` tells where the data come from and under which licence.
    pub fn new(notice: &str) -> Self {
        Self {
            notice: notice.to_owned(),
            records: Vec::new(),
            regions: Vec::new(),
            n_regions: 0,
            n_places: 0,
            names: BTreeMap::new(),
        }
    }

    /// Puts in a part of a country by its ISO 3166-1 alpha-3 code and its folded names, of which there may be none:
    /// then it stands for the country as a whole.
    ///
    /// Beyond 65,536 regions, and for a code that is not three letters, nothing is put in and the last one is meant.
    pub fn region<'a>(&mut self, country: &str, names: impl IntoIterator<Item = &'a str>) -> RegionId {
        if self.n_regions == MOST_REGIONS || country.len() != 3 || !country.is_ascii() {
            return RegionId(self.n_regions.saturating_sub(1) as u16);
        }
        let id = RegionId(self.n_regions as u16);
        self.n_regions += 1;
        self.regions.extend_from_slice(country.as_bytes());
        self.regions.push(b'\n');
        for name in names {
            self.name(name, REGION | u32::from(id.0));
        }
        id
    }

    /// Puts in a place of a region by its folded names.
    pub fn place<'a>(&mut self, place: Place, region: RegionId, names: impl IntoIterator<Item = &'a str>) {
        let number = self.n_places;
        self.n_places += 1;
        self.records.extend_from_slice(&place.lat.to_le_bytes());
        self.records.extend_from_slice(&place.lon.to_le_bytes());
        self.records
            .extend_from_slice(&place.geonames.unwrap_or(0).to_le_bytes());
        self.records.extend_from_slice(&region.0.to_le_bytes());
        self.records.push(place.class as u8);
        self.records.push(place.size);
        for name in names {
            self.name(name, number);
        }
    }

    /// How many places were put in.
    pub fn n_places(&self) -> usize {
        self.n_places as usize
    }

    fn name(&mut self, name: &str, entry: u32) {
        if name.is_empty() {
            return;
        }
        let entries = self.names.entry(name.to_owned()).or_default();
        if entries.last() != Some(&entry) {
            entries.push(entry);
        }
    }

    /// The index as bytes.
    pub fn finish(self) -> Vec<u8> {
        let mut lists: Vec<u8> = Vec::new();
        let mut map = MapBuilder::memory();
        for (name, entries) in &self.names {
            let value = if let &[one] = entries.as_slice() {
                u64::from(one)
            } else {
                let at = lists.len() as u64;
                lists.extend_from_slice(&(entries.len() as u32).to_le_bytes());
                for entry in entries {
                    lists.extend_from_slice(&entry.to_le_bytes());
                }
                LIST + at
            };
            // Names come in order and once each, so that the map takes them all.
            if map.insert(name, value).is_err() {
                unreachable!("names of a sorted map are in order");
            }
        }
        let Ok(names) = map.into_inner() else {
            unreachable!("memory does not fail to be written to");
        };
        let blocks: [&[u8]; 5] = [
            self.notice.as_bytes(),
            &self.records,
            &self.regions,
            &lists,
            &names,
        ];
        let mut out = MAGIC.to_vec();
        for block in blocks {
            out.extend_from_slice(&(block.len() as u32).to_le_bytes());
        }
        for block in blocks {
            out.extend_from_slice(block);
        }
        out
    }
}
