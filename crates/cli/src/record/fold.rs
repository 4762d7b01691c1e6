//! Folding a record anew.

use super::{args, n_threads, open, print};
use crate::{Outcome, lexicon, order};
use anyhow::{Context, Result};
use dateline::lexicon::Lexicon;
use dateline::record::{Account, Record};
use dateline::store::{Read, Store, rows};
use std::path::Path;
use std::sync::Arc;

/// Folds whatever the store holds, and puts it in the place of the last fold.
pub(super) fn fold(store: &mut dyn Store, lexicon: Arc<Lexicon>) -> Result<Record> {
    let mark = store.standing()?.now;
    let mut accounts = Vec::new();
    let account = move |read: dateline::store::Result<Read>| -> Result<Account> {
        let Read { report, reading } = read?;
        let body = serde_json::from_str(&reading.body)
            .with_context(|| format!("the reading of report {} does not hold together", report.key))?;
        Ok(Account::of(
            report.head(),
            &report.report.text,
            &body,
            &lexicon.world,
        ))
    };
    order::in_order(store.reads(mark)?, n_threads(None), account, |account| {
        accounts.push(account?);
        anyhow::Ok(())
    })?;
    let record = Record::fold(accounts, store.decisions(mark)?);
    store.replace(mark, &mut rows(&record))?;
    Ok(record)
}

/// `dateline record rebuild`.
pub(super) fn rebuild(at: &args::Store, tables: Option<&Path>) -> Result<Outcome> {
    let mut store = open(at)?;
    let record = fold(&mut *store, Arc::new(lexicon::lexicon(tables)?)).with_context(|| at.record.clone())?;
    print(&summary(&record))
}

/// What a record holds, in one line.
pub(super) fn summary(record: &Record) -> String {
    format!(
        "{} reports of {} origins: {} events, {} entries in the ledger of figures, {} terms, {} questions to review\n",
        record.accounts.len(),
        record.origins.len(),
        record.events.len(),
        record.ledger.len(),
        record.terms.len(),
        record.doubts.len(),
    )
}
