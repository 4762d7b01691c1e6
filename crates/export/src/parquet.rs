//! The tidy tables as Parquet, and events with a point as `GeoParquet` 1.1.
//!
//! Types are those of the columns: text as UTF-8, days as dates, numbers as 64-bit numbers; every column may be null.

use crate::knowledge::Known;
use crate::table::{Cell, Column, Kind};
use crate::{ExportError, Left, List, Rows, tidy};
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use std::io::Write;
use std::sync::Arc;

/// Lines that are kept before they are written.
const GROUP: usize = 1 << 16;

/// Name of the column of points.
const GEOMETRY: &str = "geometry";

/// Writes one list.
pub(crate) fn write(
    list: List,
    known: &Known<'_>,
    rows: &Rows,
    out: &mut (dyn Write + Send),
) -> std::result::Result<(), ExportError> {
    let columns = tidy::columns(list);
    let mut file = File::new(out, columns, false)?;
    let mut result = Ok(());
    tidy::each(list, known, rows, |line| {
        if result.is_ok() {
            result = file.line(columns.iter().map(|column| (column.cell)(line)).collect(), None);
        }
    });
    result?;
    Ok(file.end()?)
}

/// Writes the events that have a point.
pub(crate) fn write_points(
    known: &Known<'_>,
    rows: &Rows,
    left: &mut Left,
    out: &mut (dyn Write + Send),
) -> std::result::Result<(), ExportError> {
    let columns = tidy::columns(List::Events);
    let mut file = File::new(out, columns, true)?;
    let mut result = Ok(());
    tidy::each(List::Events, known, rows, |line| match line.row.point() {
        None => left.unlocated += 1,
        Some(point) if result.is_ok() => {
            let cells = columns.iter().map(|column| (column.cell)(line)).collect();
            result = file.line(cells, Some(well_known_binary(point.lon, point.lat)));
        }
        Some(_) => {}
    });
    result?;
    Ok(file.end()?)
}

/// A point as well-known binary: byte order, type, east, north.
fn well_known_binary(lon: f64, lat: f64) -> Vec<u8> {
    let mut bytes = vec![1];
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(lon.to_le_bytes());
    bytes.extend(lat.to_le_bytes());
    bytes
}

struct File<'o> {
    writer: SerializedFileWriter<&'o mut (dyn Write + Send)>,
    columns: &'static [Column],
    has_points: bool,
    lines: Vec<Vec<Cell>>,
    points: Vec<Vec<u8>>,
}

impl<'o> File<'o> {
    fn new(out: &'o mut (dyn Write + Send), columns: &'static [Column], has_points: bool) -> Result<Self> {
        let mut fields = columns.iter().map(field).collect::<Result<Vec<_>>>()?;
        let mut keys = Vec::new();
        if has_points {
            let geometry = Type::primitive_type_builder(GEOMETRY, Physical::BYTE_ARRAY)
                .with_repetition(Repetition::REQUIRED);
            fields.push(Arc::new(geometry.build()?));
            let geo = format!(
                r#"{{"version":"1.1.0","primary_column":"{GEOMETRY}","columns":{{"{GEOMETRY}":{{"encoding":"WKB","geometry_types":["Point"]}}}}}}"#
            );
            keys.push(KeyValue::new("geo".to_owned(), geo));
        }
        let schema = Type::group_type_builder("record").with_fields(fields).build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("dateline ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(keys))
            .build();
        Ok(Self {
            writer: SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?,
            columns,
            has_points,
            lines: Vec::new(),
            points: Vec::new(),
        })
    }

    fn line(&mut self, cells: Vec<Cell>, point: Option<Vec<u8>>) -> Result<()> {
        self.lines.push(cells);
        self.points.extend(point);
        if self.lines.len() < GROUP {
            return Ok(());
        }
        self.group()
    }

    /// Writes the lines that are kept.
    fn group(&mut self) -> Result<()> {
        let mut group = self.writer.next_row_group()?;
        for (n, column) in self.columns.iter().enumerate() {
            if let Some(mut out) = group.next_column()? {
                cells(&mut out, column.kind, self.lines.iter().map(|line| &line[n]))?;
                out.close()?;
            }
        }
        if self.has_points
            && let Some(mut out) = group.next_column()?
        {
            let values: Vec<ByteArray> = self.points.drain(..).map(ByteArray::from).collect();
            out.typed::<ByteArrayType>().write_batch(&values, None, None)?;
            out.close()?;
        }
        group.close()?;
        self.lines.clear();
        Ok(())
    }

    fn end(mut self) -> Result<()> {
        if !self.lines.is_empty() {
            self.group()?;
        }
        self.writer.close()?;
        Ok(())
    }
}

fn field(column: &Column) -> Result<Arc<Type>> {
    let (physical, logical, converted) = match column.kind {
        Kind::Text => (
            Physical::BYTE_ARRAY,
            Some(LogicalType::String),
            ConvertedType::UTF8,
        ),
        Kind::Integer => (Physical::INT64, None, ConvertedType::NONE),
        Kind::Real => (Physical::DOUBLE, None, ConvertedType::NONE),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date), ConvertedType::DATE),
    };
    let field = Type::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .with_converted_type(converted);
    Ok(Arc::new(field.build()?))
}

/// Writes the cells of a column: which of them are there, and what those hold.
fn cells<'c>(
    out: &mut SerializedColumnWriter<'_>,
    kind: Kind,
    cells: impl Iterator<Item = &'c Cell>,
) -> Result<()> {
    let cells: Vec<&Cell> = cells.collect();
    let pick = |cell: &&Cell| **cell != Cell::Empty;
    match kind {
        Kind::Text => {
            let values: Vec<ByteArray> = cells
                .iter()
                .filter(|c| pick(c))
                .map(|cell| text(cell).into_bytes().into())
                .collect();
            out.typed::<ByteArrayType>()
                .write_batch(&values, Some(&levels(&cells, pick)), None)?;
        }
        Kind::Integer => {
            let value = |cell: &&Cell| {
                if let Cell::Integer(n) = cell {
                    Some(*n)
                } else {
                    None
                }
            };
            let values: Vec<i64> = cells.iter().filter_map(value).collect();
            out.typed::<Int64Type>().write_batch(
                &values,
                Some(&levels(&cells, |c| value(c).is_some())),
                None,
            )?;
        }
        Kind::Real => {
            let value = |cell: &&Cell| if let Cell::Real(x) = cell { Some(*x) } else { None };
            let values: Vec<f64> = cells.iter().filter_map(value).collect();
            out.typed::<DoubleType>().write_batch(
                &values,
                Some(&levels(&cells, |c| value(c).is_some())),
                None,
            )?;
        }
        Kind::Date => {
            let value = |cell: &&Cell| {
                if let Cell::Text(day) = cell {
                    days_since_1970(day)
                } else {
                    None
                }
            };
            let values: Vec<i32> = cells.iter().filter_map(value).collect();
            out.typed::<Int32Type>().write_batch(
                &values,
                Some(&levels(&cells, |c| value(c).is_some())),
                None,
            )?;
        }
    }
    Ok(())
}

/// One for each cell that is there, nought for the others.
fn levels(cells: &[&Cell], is_there: impl Fn(&&Cell) -> bool) -> Vec<i16> {
    cells.iter().map(|cell| i16::from(is_there(cell))).collect()
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Integer(number) => number.to_string(),
        Cell::Real(number) => number.to_string(),
    }
}

fn days_since_1970(day: &str) -> Option<i32> {
    let day: jiff::civil::Date = day.parse().ok()?;
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until(day).ok().map(|span| span.get_days())
}
