//! The index as bytes, and how it is asked.
//!
//! After a fixed head come the notice, the records of the places, the regions as lines of text, the lists of what
//! shares a name, and the map from names to one entry or one list. Numbers are little-endian.

use crate::{Class, Place};
use fst::Map;
use std::borrow::Cow;
use std::fmt;

/// The first bytes of every index, with the version of its form.
pub(crate) const MAGIC: &[u8; 8] = b"DLGAZ\x001\n";
/// Magic, then the lengths of the five blocks.
pub(crate) const HEAD: usize = 8 + 5 * 4;
/// Bytes of a place: two coordinates, the GeoNames number, region, class and size.
pub(crate) const RECORD: usize = 16;
/// Marks an entry that is a region.
pub(crate) const REGION: u32 = 1 << 31;
/// Marks a value of the map that is the start of a list.
pub(crate) const LIST: u64 = 1 << 32;

/// Why some bytes are no index.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GazetteerError {
    /// Other bytes altogether, or an index of another version.
    #[error("not a gazetteer of this version: make it with `dateline gazetteer build`")]
    NotOne,
    /// Cut off or changed.
    #[error("a damaged gazetteer: make it anew with `dateline gazetteer build`")]
    Damaged,
}

/// Number of a region in its index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RegionId(pub u16);

/// A part of a country, or the country as a whole where no part is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Region<'a> {
    /// Its number.
    pub id: RegionId,
    /// ISO 3166-1 alpha-3 code.
    pub country: &'a str,
}

/// What goes by a name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found<'a> {
    /// Points, each with the region it lies in.
    pub places: Vec<(Place, Region<'a>)>,
    /// Regions of this name, of which no point is known.
    pub regions: Vec<Region<'a>>,
}

/// An index, ready to be asked.
#[derive(Clone)]
pub struct Gazetteer {
    notice: String,
    records: Cow<'static, [u8]>,
    /// The country code of each region, one a line.
    regions: Cow<'static, [u8]>,
    region_at: Vec<u32>,
    lists: Cow<'static, [u8]>,
    names: Map<Cow<'static, [u8]>>,
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer")
            .field("notice", &self.notice)
            .field("n_places", &self.n_places())
            .finish_non_exhaustive()
    }
}

impl Gazetteer {
    /// The index that is built in: GeoNames places of 500 people or more, and the larger ones of quiet countries.
    pub fn embedded() -> Self {
        match Self::from_static(include_bytes!("../data/places.gaz")) {
            Ok(index) => index,
            // The crate's own test opens it, so a build with a faulty one never leaves the project.
            Err(fault) => unreachable!("{fault}"),
        }
    }

    /// An index that is part of the program: nothing is copied, and its sum is not checked.
    ///
    /// # Errors
    /// If the bytes are no index, or one of another version.
    pub fn from_static(bytes: &'static [u8]) -> Result<Self, GazetteerError> {
        Self::open(&Cow::Borrowed(bytes))
    }

    /// An index from a file of the user's, checked as a whole.
    ///
    /// # Errors
    /// If the bytes are no index, one of another version, or damaged.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, GazetteerError> {
        let out = Self::open(&Cow::Owned(bytes))?;
        out.names.as_fst().verify().map_err(|_| GazetteerError::Damaged)?;
        Ok(out)
    }

    #[expect(
        clippy::ptr_arg,
        reason = "what is borrowed stays borrowed: the built-in index is never copied"
    )]
    fn open(bytes: &Cow<'static, [u8]>) -> Result<Self, GazetteerError> {
        if bytes.get(..MAGIC.len()) != Some(MAGIC) {
            return Err(GazetteerError::NotOne);
        }
        let mut from = HEAD;
        let mut blocks = Vec::with_capacity(5);
        for n in 0..5 {
            let at = MAGIC.len() + n * 4;
            let len = u32_at(bytes, at).ok_or(GazetteerError::Damaged)? as usize;
            let to = from.checked_add(len).ok_or(GazetteerError::Damaged)?;
            blocks.push(cut(bytes, from, to).ok_or(GazetteerError::Damaged)?);
            from = to;
        }
        if from != bytes.len() {
            return Err(GazetteerError::Damaged);
        }
        let [notice, records, regions, lists, names] =
            <[Cow<'static, [u8]>; 5]>::try_from(blocks).map_err(|_| GazetteerError::Damaged)?;
        if records.len() % RECORD != 0 {
            return Err(GazetteerError::Damaged);
        }
        std::str::from_utf8(&regions).map_err(|_| GazetteerError::Damaged)?;
        let mut region_at = vec![0];
        let ends = regions.iter().zip(1u32..).filter(|(b, _)| **b == b'\n');
        region_at.extend(ends.map(|(_, at)| at));
        region_at.pop();
        Ok(Self {
            notice: String::from_utf8(notice.into_owned()).map_err(|_| GazetteerError::Damaged)?,
            records,
            regions,
            region_at,
            lists,
            names: Map::new(names).map_err(|_| GazetteerError::Damaged)?,
        })
    }

    /// Where its data come from and under which licence.
    pub fn notice(&self) -> &str {
        &self.notice
    }

    /// How many points it holds.
    pub fn n_places(&self) -> usize {
        self.records.len() / RECORD
    }

    /// How many names lead to a place or region.
    pub fn n_names(&self) -> usize {
        self.names.len()
    }

    /// All that goes by a folded name, in the order of the index.
    pub fn find(&self, name: &str) -> Found<'_> {
        let mut out = Found::default();
        let Some(value) = self.names.get(name) else {
            return out;
        };
        if value < LIST {
            self.take(value as u32, &mut out);
            return out;
        }
        let at = (value - LIST) as usize;
        let n = u32_at(&self.lists, at).unwrap_or(0);
        for i in 1..=n as usize {
            let Some(entry) = u32_at(&self.lists, at + i * 4) else {
                break;
            };
            self.take(entry, &mut out);
        }
        out
    }

    fn take<'a>(&'a self, entry: u32, out: &mut Found<'a>) {
        if entry & REGION != 0 {
            out.regions.extend(self.region((entry & !REGION) as u16));
        } else {
            out.places.extend(self.record(entry));
        }
    }

    fn region(&self, number: u16) -> Option<Region<'_>> {
        let from = *self.region_at.get(number as usize)? as usize;
        let country = std::str::from_utf8(self.regions.get(from..from + 3)?).ok()?;
        Some(Region {
            id: RegionId(number),
            country,
        })
    }

    fn record(&self, number: u32) -> Option<(Place, Region<'_>)> {
        let from = (number as usize).checked_mul(RECORD)?;
        let bytes = self.records.get(from..from + RECORD)?;
        let number = |at: usize| u32_at(bytes, at);
        let place = Place {
            lat: number(0)? as i32,
            lon: number(4)? as i32,
            geonames: number(8).filter(|&n| n != 0),
            class: *Class::ALL.get(bytes[14] as usize)?,
            size: bytes[15],
        };
        let region = u16::from_le_bytes([bytes[12], bytes[13]]);
        Some((place, self.region(region)?))
    }
}

#[expect(clippy::ptr_arg, reason = "as in `open`")]
fn cut(bytes: &Cow<'static, [u8]>, from: usize, to: usize) -> Option<Cow<'static, [u8]>> {
    Some(match bytes {
        Cow::Borrowed(all) => Cow::Borrowed(all.get(from..to)?),
        Cow::Owned(all) => Cow::Owned(all.get(from..to)?.to_vec()),
    })
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Builder;

    fn two_namesakes() -> Vec<u8> {
        let mut builder = Builder::new("test");
        let a = builder.region("AAA", ["upper"]);
        let b = builder.region("BBB", ["lower", "low land"]);
        builder.place(Place::at(1.5, -2.25, Class::Town), a, ["kesra"]);
        builder.place(
            Place::at(-3.0, 4.0, Class::Village).with_people(900),
            b,
            ["kesra", "qisra"],
        );
        builder.finish()
    }

    #[test]
    fn namesakes_come_together_and_regions_have_no_point() {
        let gazetteer = Gazetteer::from_bytes(two_namesakes()).unwrap();
        let found = gazetteer.find("kesra");
        let countries: Vec<&str> = found.places.iter().map(|(_, r)| r.country).collect();
        assert_eq!(countries, ["AAA", "BBB"]);
        assert_eq!(found.places[0].0.degrees(), (1.5, -2.25));
        assert_eq!(found.places[1].0.size, 9);
        assert_eq!(gazetteer.find("qisra").places.len(), 1);
        let land = gazetteer.find("low land");
        assert!(land.places.is_empty() && land.regions[0].country == "BBB");
        assert_eq!(gazetteer.find("kes"), Found::default());
        assert_eq!((gazetteer.n_places(), gazetteer.n_names()), (2, 5));
    }

    #[test]
    fn the_built_in_index_is_whole_and_small() {
        let gazetteer = Gazetteer::embedded();
        gazetteer.names.as_fst().verify().unwrap();
        assert!(gazetteer.n_places() > 100_000);
        assert!(include_bytes!("../data/places.gaz").len() < 12 << 20);
        assert!(gazetteer.notice().contains("CC BY 4.0"));
        let countries = |name: &str| -> Vec<String> {
            let found = gazetteer.find(name);
            found.places.iter().map(|(_, r)| r.country.to_owned()).collect()
        };
        assert!(countries("pokrovsk").contains(&"UKR".to_owned()));
        assert!(countries("al hudaydah").contains(&"YEM".to_owned()));
        assert!(
            gazetteer
                .find("north kordofan")
                .regions
                .iter()
                .any(|r| r.country == "SDN")
        );
    }

    #[test]
    fn other_bytes_and_damaged_ones_are_refused() {
        assert_eq!(
            Gazetteer::from_bytes(b"name,lat,lon".to_vec()).unwrap_err(),
            GazetteerError::NotOne
        );
        let whole = two_namesakes();
        for n in 0..whole.len() {
            assert!(Gazetteer::from_bytes(whole[..n].to_vec()).is_err(), "cut at {n}");
        }
        for n in 0..whole.len() {
            let mut changed = whole.clone();
            changed[n] ^= 0x55;
            if let Ok(gazetteer) = Gazetteer::from_bytes(changed) {
                // A changed coordinate cannot be seen, but nothing may panic.
                gazetteer.find("kesra");
                gazetteer.find("low land");
            }
        }
    }
}
