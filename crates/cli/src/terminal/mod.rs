//! x
use crate::args::Color;
use dateline::formats::Document;
use dateline::reading::Reading;
use dateline::syntax::Parse;
pub(crate) struct View;
impl View {
    pub(crate) fn new(_color: Color) -> Self {
        View
    }
    pub(crate) fn reading(&self, document: &Document, _parse: &Parse<'_>, reading: &Reading) -> String {
        dateline::formats::json::indented(document, reading)
    }
}
