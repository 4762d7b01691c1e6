//! A page, taken apart: its elements, its blocks of text, and what it declares of itself.

use super::element::Role;
use std::collections::BTreeMap;
use std::ops::Range;

/// A page, taken apart.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// In the order of their start tags; the first is the page itself.
    pub(super) elements: Vec<Element>,
    /// In the order of the page.
    pub(super) blocks: Vec<Block>,
    /// The text of the blocks, white space folded, without breaks between them.
    pub(super) text: String,
    /// Pairs of an offset in `text` and one in the page, in rising order: the same place.
    pub(super) anchors: Vec<(u32, u32)>,
    pub(super) head: Head,
}

/// An element that may hold text.
#[derive(Debug)]
pub(super) struct Element {
    /// Its number; the page is its own parent.
    pub(super) parent: u32,
    pub(super) role: Role,
    /// A `p`.
    pub(super) is_paragraph: bool,
}

/// A run of text with no block inside.
#[derive(Debug)]
pub(super) struct Block {
    /// In `Page::text`, bytes.
    pub(super) span: Range<u32>,
    /// How many of its bytes stand in links.
    pub(super) n_linked: u32,
    /// It begins with a link.
    pub(super) opens_linked: bool,
    /// The innermost element around it.
    pub(super) element: u32,
    pub(super) kind: Kind,
    /// What a `datetime` inside says.
    pub(super) datetime: Option<String>,
}

impl Block {
    /// In bytes.
    pub(super) fn len(&self) -> u32 {
        self.span.end - self.span.start
    }
}

impl Page {
    /// The text of a block.
    pub(super) fn words(&self, block: &Block) -> &str {
        &self.text[block.span.start as usize..block.span.end as usize]
    }
}

/// What a block is, by the tags around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Level 1 to 6.
    Heading(u8),
    /// `p`.
    Paragraph,
    /// `li`, `dd` or `dt`.
    Item,
    /// `td` or `th`.
    Cell,
    /// Text that stands in no such element.
    Bare,
}

/// What the page declares of itself, as written.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The text of `title`.
    pub(super) title: String,
    pub(super) language: Option<String>,
    pub(super) canonical: Option<String>,
    /// `meta` elements: name or property in small letters, and content; the first of a name.
    pub(super) metas: BTreeMap<String, String>,
    /// Every `meta` that names an author, as written.
    pub(super) authors: Vec<String>,
    /// Names that the page marks as those of an author or a publisher, in its order.
    pub(super) marked: Vec<(Mark, String)>,
    /// The texts of `application/ld+json` scripts.
    pub(super) linked_data: Vec<String>,
}

/// What a page marks a name as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    /// An author, by `rel` or `itemprop`.
    Author,
    /// An author, by a class such as `byline`.
    Byline,
    /// The publisher.
    Publisher,
}
