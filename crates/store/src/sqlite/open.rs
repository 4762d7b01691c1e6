//! Opening a file: is it a record, and of which format. Formats are numbered, and each step from one to the next is
//! a file of SQL beside this one.

use crate::{Result, StoreError};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// The steps from an empty file to the format of this version.
const STEPS: &[&str] = &[include_str!("0001.sql")];

/// Marks a file as ours: "DTLN".
const MARK: i32 = 0x4454_4C4E;

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_mins(2);

pub(super) fn open(path: &Path, create: bool) -> Result<Connection> {
    if !create && !path.exists() {
        return Err(StoreError::Missing);
    }
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let mut db = Connection::open_with_flags(path, flags).map_err(fault)?;
    db.busy_timeout(PATIENCE).map_err(fault)?;
    // Room for pages that are read again and again; the rest is the system's.
    db.execute_batch("PRAGMA cache_size = -32000; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;")
        .map_err(fault)?;
    let number = |db: &Connection, pragma: &str| -> Result<i32> {
        db.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))
            .map_err(fault)
    };
    let is_empty: bool = db
        .query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| {
            row.get(0)
        })
        .map_err(fault)?;
    if !is_empty && number(&db, "application_id")? != MARK {
        return Err(StoreError::NotARecord);
    }
    if is_empty && !create {
        return Err(StoreError::NotARecord);
    }
    db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
        .map_err(fault)?;
    if number(&db, "user_version")? as usize != STEPS.len() {
        bring_up(&mut db)?;
    }
    Ok(db)
}

/// Brings a file to the format of this version, all steps or none.
fn bring_up(db: &mut Connection) -> Result<()> {
    let tx = db
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(fault)?;
    // Another process may have done it meanwhile.
    let found: u32 = tx
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(fault)?;
    let known = STEPS.len() as u32;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for step in &STEPS[found as usize..] {
        tx.execute_batch(step).map_err(fault)?;
    }
    tx.execute_batch(&format!(
        "PRAGMA application_id = {MARK}; PRAGMA user_version = {known};"
    ))
    .map_err(fault)?;
    tx.commit().map_err(fault)
}

/// What an error of the database means for the user.
pub(super) fn fault(error: rusqlite::Error) -> StoreError {
    let Some(code) = error.sqlite_error_code() else {
        return StoreError::Other(error.to_string());
    };
    match code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Locked,
        ErrorCode::DiskFull => StoreError::Full,
        ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => StoreError::ReadOnly,
        ErrorCode::DatabaseCorrupt => StoreError::Damaged(error.to_string()),
        ErrorCode::NotADatabase => StoreError::NotARecord,
        _ => StoreError::Other(error.to_string()),
    }
}
