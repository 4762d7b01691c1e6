//! Puts the words of reports into rows, which themselves hold spans only.

use anyhow::Result;
use dateline::record::Text;
use dateline::record::contract::Offsets;
use dateline::store::Store;
use serde_json::{Map, Value};
use std::collections::{HashMap, VecDeque};

/// Texts of the reports that were needed last.
pub(super) struct Words {
    texts: HashMap<String, String>,
    order: VecDeque<String>,
}

/// So many texts are kept: rows that stand together are about the same reports.
const KEPT: usize = 256;

impl Words {
    pub(super) fn new() -> Self {
        Self {
            texts: HashMap::new(),
            order: VecDeque::new(),
        }
    }

    /// Puts beside each `span` its `words`, and beside each `sentence` its `text`, wherever a `ref` tells the report.
    pub(super) fn open(&mut self, store: &mut dyn Store, json: &mut Value) -> Result<()> {
        match json {
            Value::Array(list) => list.iter_mut().try_for_each(|json| self.open(store, json)),
            Value::Object(keys) => {
                if let Some(report) = keys
                    .get("ref")
                    .and_then(Value::as_str)
                    .and_then(|at| at.split('/').next())
                {
                    let report = report.to_owned();
                    self.open_claim(store, &report, keys)?;
                }
                keys.values_mut().try_for_each(|json| self.open(store, json))
            }
            _ => Ok(()),
        }
    }

    fn open_claim(
        &mut self,
        store: &mut dyn Store,
        report: &str,
        keys: &mut Map<String, Value>,
    ) -> Result<()> {
        for (span, words) in [("span", "words"), ("sentence", "text")] {
            if let Some(span) = keys.get(span).and_then(offsets) {
                let text = self.text(store, report)?;
                let cut = Text::new(text)
                    .cut(span)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                keys.insert(words.to_owned(), cut.into());
            }
        }
        Ok(())
    }

    /// The text of a report.
    fn text(&mut self, store: &mut dyn Store, report: &str) -> Result<&str> {
        if !self.texts.contains_key(report) {
            let found = store.find(report)?.into_iter().find(|found| found.key == report);
            let text = found.map(|found| found.report.text).unwrap_or_default();
            self.texts.insert(report.to_owned(), text);
            self.order.push_back(report.to_owned());
            if self.order.len() > KEPT
                && let Some(old) = self.order.pop_front()
            {
                self.texts.remove(&old);
            }
        }
        Ok(self.texts.get(report).map_or("", String::as_str))
    }
}

/// A span as JSON has it.
pub(super) fn offsets(json: &Value) -> Option<Offsets> {
    match json.as_array()?.as_slice() {
        [start, end] => Some([start.as_u64()? as u32, end.as_u64()? as u32]),
        _ => None,
    }
}
