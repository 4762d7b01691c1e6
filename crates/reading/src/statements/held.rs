//! Which statement holds a word: asked by every stage that tells who claims what.

use crate::{Statement, StatementId};
use dateline_text::Span;

/// The contents of all statements, ready to be asked which of them hold a span.
#[derive(Debug, Default)]
pub(crate) struct Held {
    /// Pieces of content by their start, each with the statement, the length of its whole content, and the furthest
    /// end of any piece up to it.
    pieces: Vec<(Span, StatementId, u32, u32)>,
}

impl Held {
    pub(crate) fn new(statements: &[Statement]) -> Self {
        let mut pieces: Vec<(Span, StatementId, u32, u32)> = Vec::new();
        for (statement, at) in statements.iter().zip(0u32..) {
            let size = statement.content.iter().map(|c| c.len()).sum();
            pieces.extend(statement.content.iter().map(|&c| (c, StatementId(at), size, 0)));
        }
        pieces.sort_unstable();
        let mut furthest = 0;
        for piece in &mut pieces {
            furthest = furthest.max(piece.0.end);
            piece.3 = furthest;
        }
        Self { pieces }
    }

    /// The innermost statement whose content holds a span.
    pub(crate) fn innermost(&self, span: Span) -> Option<StatementId> {
        let to = self.pieces.partition_point(|p| p.0.start <= span.start);
        let before = self.pieces.get(..to)?.iter().rev();
        before
            .take_while(|p| p.3 >= span.end)
            .filter(|p| p.0.contains(span))
            .min_by_key(|p| (p.2, u32::MAX - p.1.0))
            .map(|p| p.1)
    }

    /// All statements whose content holds a span, those that start last first.
    pub(crate) fn around(&self, span: Span) -> Vec<StatementId> {
        let to = self.pieces.partition_point(|p| p.0.start <= span.start);
        let before = self.pieces.get(..to).unwrap_or_default().iter().rev();
        before
            .take_while(|p| p.3 >= span.end)
            .filter(|p| p.0.contains(span))
            .map(|p| p.1)
            .collect()
    }
}
