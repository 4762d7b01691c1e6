//! Places by name: where they are, in which country and province, and how large.
//!
//! An index is one block of bytes: embedded in the program, or read from a file by the host. Names are found in a
//! finite-state map, so that nothing is unpacked at start. Names are folded by the caller, in the index and in the
//! question alike; this crate knows nothing of spelling, of reports or of grammar, and opens no file.
//!
//! ```
//! use dateline_gazetteer::{Builder, Class, Gazetteer, Place};
//!
//! let mut builder = Builder::new("my own places");
//! let north = builder.region("SDN", ["north kordofan"]);
//! builder.place(Place::at(13.18, 30.22, Class::City), north, ["el obeid", "al ubayyid"]);
//! let gazetteer = Gazetteer::from_bytes(builder.finish())?;
//! let found = gazetteer.find("al ubayyid");
//! assert_eq!(found.places[0].1.country, "SDN");
//! # Ok::<(), dateline_gazetteer::GazetteerError>(())
//! ```

mod build;
mod index;

pub use build::Builder;
pub use index::{Found, Gazetteer, GazetteerError, Region, RegionId};

/// What a point stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    /// A populated place of 100,000 people or more, or one told to be a city.
    City,
    /// A populated place of 10,000 people or more.
    Town,
    /// A smaller populated place.
    Village,
    /// A first-level part of a country; the point is its middle or seat.
    Province,
    /// A lower part of a country; the point is its middle or seat.
    District,
    /// Land that bears a name: a desert, a valley, an island.
    Region,
    /// A river, lake, sea or strait; the point is one on it.
    Water,
    /// A mountain, hill, ridge or pass.
    Mountain,
    /// A building or work: an airport, a base, a bridge.
    Facility,
}

impl Class {
    /// All classes, in the order of their numbers in an index.
    pub const ALL: [Self; 9] = [
        Self::City,
        Self::Town,
        Self::Village,
        Self::Province,
        Self::District,
        Self::Region,
        Self::Water,
        Self::Mountain,
        Self::Facility,
    ];

    /// The class as readings state it for the precision of a point.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Town => "town",
            Self::Village => "village",
            Self::Province => "province",
            Self::District => "district",
            Self::Region => "region",
            Self::Water => "water",
            Self::Mountain => "mountain",
            Self::Facility => "facility",
        }
    }

    /// The class written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.as_str() == text)
    }

    /// The class of a populated place by its number of people.
    pub const fn of_population(people: u64) -> Self {
        match people {
            100_000.. => Self::City,
            10_000.. => Self::Town,
            _ => Self::Village,
        }
    }
}

/// A point of an index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Degrees north, in hundred-thousandths.
    pub lat: i32,
    /// Degrees east, in hundred-thousandths.
    pub lon: i32,
    /// GeoNames number; none for places of other sources.
    pub geonames: Option<u32>,
    /// What the point stands for.
    pub class: Class,
    /// How many people live there, as a power of two; 0 where it is not known.
    pub size: u8,
}

/// Hundred-thousandths of a degree: about a metre.
const STEPS: f64 = 100_000.0;

impl Place {
    /// A place at these degrees north and east, of which no more is known.
    pub fn at(lat: f64, lon: f64, class: Class) -> Self {
        Self {
            lat: (lat * STEPS).round() as i32,
            lon: (lon * STEPS).round() as i32,
            geonames: None,
            class,
            size: 0,
        }
    }

    /// The same place with its number of people.
    #[must_use]
    pub fn with_people(self, people: u64) -> Self {
        Self {
            size: people.checked_ilog2().unwrap_or(0) as u8,
            ..self
        }
    }

    /// Degrees north and east.
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.lat) / STEPS, f64::from(self.lon) / STEPS)
    }

    /// How far two places are apart, in kilometres, good to a few per cent below 1,000 km.
    ///
    /// In whole numbers, so that it is the same on every machine.
    pub fn kilometres_to(self, other: Self) -> u32 {
        // The length of a degree of longitude in per cent of one of latitude, for every ten degrees from the equator.
        const SHRINK: [i64; 10] = [100, 98, 94, 87, 77, 64, 50, 34, 17, 5];
        let middle = (i64::from(self.lat) + i64::from(other.lat)).abs() / 2;
        let shrink = SHRINK[((middle + 500_000) / 1_000_000).clamp(0, 9) as usize];
        let north = (i64::from(self.lat) - i64::from(other.lat)).abs();
        let east = (i64::from(self.lon) - i64::from(other.lon)).abs();
        let east = east.min(36_000_000 - east) * shrink / 100;
        // A degree of latitude has 111 km.
        ((north * north + east * east).isqrt() * 111 / 100_000) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_about_right() {
        let khartoum = Place::at(15.55, 32.53, Class::City);
        let omdurman = Place::at(15.65, 32.48, Class::City);
        let kyiv = Place::at(50.45, 30.52, Class::City);
        let kharkiv = Place::at(49.98, 36.25, Class::City);
        assert!((8..16).contains(&khartoum.kilometres_to(omdurman)));
        assert!((380..440).contains(&kyiv.kilometres_to(kharkiv)));
        let (west, east) = (
            Place::at(0.0, -179.9, Class::Water),
            Place::at(0.0, 179.9, Class::Water),
        );
        assert!(west.kilometres_to(east) < 30);
    }
}
