//! One pass over the bytes of a page: its elements, its blocks of text, and what its head declares.

use super::element::{self, Flow, Role};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::mem;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

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
}

/// A run of text with no block inside.
#[derive(Debug)]
pub(super) struct Block {
    /// In `Page::text`, bytes.
    pub(super) span: Range<u32>,
    /// How many of its bytes stand in links.
    pub(super) n_linked: u32,
    /// The innermost element around it.
    pub(super) element: u32,
    pub(super) kind: Kind,
    /// What a `datetime` inside says.
    pub(super) datetime: Option<String>,
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
    /// The texts of `application/ld+json` scripts.
    pub(super) linked_data: Vec<String>,
}

/// Structured data beyond this is not kept; real pages have a few kilobytes.
const MOST_LINKED_DATA: usize = 1 << 20;

/// Elements nested deeper than this count as their parent.
const DEEPEST: usize = 256;

/// A start tag with more attributes than this is none of a page. The tokeniser recurses from one attribute to the
/// next, so that some thousands would exhaust the stack.
const MOST_ATTRIBUTES: usize = 256;

/// A start tag has more than [`MOST_ATTRIBUTES`] attributes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct TooManyAttributes;

/// Takes a page apart. The cost is linear in its length.
///
/// # Errors
///
/// Any text gives a page, but for one with a start tag of too many attributes.
pub(super) fn scan(html: &str) -> Result<Page, TooManyAttributes> {
    let mut scanner = Scanner::new(html);
    // A callback cannot stop the tokeniser other than by unwinding. Nothing of ours is on the way: the scanner is
    // thrown away with what it has so far.
    let all = catch_unwind(AssertUnwindSafe(|| {
        let mut emitter = CallbackEmitter::new(
            |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
                scanner.event(event, span.start..span.end);
                None
            },
        );
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    }));
    match all {
        Ok(()) => {
            scanner.end_block();
            Ok(scanner.page)
        }
        Err(why) if why.is::<TooManyAttributes>() => Err(TooManyAttributes),
        Err(why) => resume_unwind(why),
    }
}

struct Scanner<'h> {
    html: &'h str,
    page: Page,
    open: Vec<Open>,
    /// Start tags above [`DEEPEST`] that are not in `open`.
    n_unopened: usize,
    /// Where `open` must shrink to until text counts again.
    skipped_from: Option<usize>,
    /// The depth at which the link that is open was opened. Links do not nest.
    link: Option<usize>,
    block_start: u32,
    n_linked: u32,
    datetime: Option<String>,
    /// White space is due before the next word.
    blank_due: bool,
    n_breaks: u32,
    tag: StartTag,
    /// Roles of class names seen before: a page repeats them.
    roles: BTreeMap<Vec<u8>, Role>,
    /// The script that was opened last is structured data.
    is_linked_data: bool,
    n_linked_data: usize,
}

struct Open {
    tag: Tag,
    element: u32,
}

/// A tag name of at most 12 bytes; none that matters is longer.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Tag([u8; 12], u8);

impl Tag {
    fn new(name: &[u8]) -> Self {
        let n = name.len().min(12);
        let mut bytes = [0; 12];
        bytes[..n].copy_from_slice(&name[..n]);
        Self(bytes, n as u8)
    }

    fn name(&self) -> &[u8] {
        &self.0[..usize::from(self.1)]
    }
}

/// What is kept of a start tag until it closes.
#[derive(Default)]
struct StartTag {
    tag: Tag,
    role: Role,
    attribute: Vec<u8>,
    n_attributes: usize,
    kept: Vec<(&'static str, String)>,
}

/// Attributes whose values are kept, by the tag that may have them.
fn kept(tag: &[u8], attribute: &[u8]) -> Option<&'static str> {
    Some(match (tag, attribute) {
        (b"meta", b"name") => "name",
        (b"meta", b"property") => "property",
        (b"meta", b"itemprop") => "itemprop",
        (b"meta", b"content") => "content",
        (b"link", b"rel") => "rel",
        (b"link", b"href") => "href",
        (b"script", b"type") => "type",
        (b"html", b"lang") => "lang",
        (_, b"datetime") => "datetime",
        (b"time", b"itemprop") => "itemprop",
        _ => return None,
    })
}

impl StartTag {
    fn take(&mut self, name: &str) -> Option<String> {
        let at = self.kept.iter().position(|(kept, _)| *kept == name)?;
        Some(self.kept.swap_remove(at).1)
    }
}

impl<'h> Scanner<'h> {
    fn new(html: &'h str) -> Self {
        let root = Element {
            parent: 0,
            role: Role::default(),
        };
        Self {
            html,
            page: Page {
                elements: vec![root],
                ..Page::default()
            },
            open: Vec::new(),
            n_unopened: 0,
            skipped_from: None,
            link: None,
            block_start: 0,
            n_linked: 0,
            datetime: None,
            blank_due: false,
            n_breaks: 0,
            tag: StartTag::default(),
            roles: BTreeMap::new(),
            is_linked_data: false,
            n_linked_data: 0,
        }
    }

    fn element(&self) -> u32 {
        self.open.last().map_or(0, |open| open.element)
    }

    /// Ends the block at the end of the text so far, if there is one.
    fn end_block(&mut self) {
        let end = self.page.text.len() as u32;
        if end > self.block_start {
            self.page.blocks.push(Block {
                span: self.block_start..end,
                n_linked: self.n_linked,
                element: self.element(),
                kind: self.kind(),
                datetime: self.datetime.take(),
            });
        }
        self.block_start = end;
        self.n_linked = 0;
        self.blank_due = false;
        self.n_breaks = 0;
    }

    /// The kind of block that ends here: the innermost tag that tells.
    fn kind(&self) -> Kind {
        let told = |open: &Open| {
            Some(match open.tag.name() {
                [b'h', level @ b'1'..=b'6'] => Kind::Heading(level - b'0'),
                b"p" => Kind::Paragraph,
                b"li" | b"dd" | b"dt" => Kind::Item,
                b"td" | b"th" => Kind::Cell,
                b"div" | b"section" | b"article" | b"main" | b"body" | b"blockquote" => Kind::Bare,
                _ => return None,
            })
        };
        self.open.iter().rev().find_map(told).unwrap_or(Kind::Bare)
    }

    fn open_tag(&mut self) {
        let mut start = mem::take(&mut self.tag);
        let tag = start.tag;
        self.declared(&mut start);
        if self.skipped_from.is_some() && element::flow(tag.name()) != Flow::Skipped {
            // Nothing below a skipped element is looked at, but its tags must balance.
            if !matches!(element::flow(tag.name()), Flow::Void | Flow::Break) {
                self.push(tag, Role::default());
            }
            self.tag = start;
            return;
        }
        match element::flow(tag.name()) {
            Flow::Void => {}
            Flow::Break => {
                self.n_breaks += 1;
                self.blank_due = true;
                if self.n_breaks > 1 {
                    self.end_block();
                }
            }
            Flow::Skipped => {
                let depth = self.open.len();
                if self.push(tag, Role::APART) {
                    self.skipped_from.get_or_insert(depth);
                }
            }
            Flow::Inline => {
                if tag.name() == b"a" {
                    self.link = Some(self.open.len());
                }
                self.push(tag, start.role);
            }
            Flow::Block => {
                self.end_block();
                self.close_implied(tag);
                if tag.name() != b"hr" {
                    self.push(tag, start.role.with(element::of_tag(tag.name())));
                }
            }
        }
        if self.datetime.is_none() {
            self.datetime = start.take("datetime");
        }
        start.kept.clear();
        self.tag = start;
    }

    /// Keeps what the tag declares of the page.
    fn declared(&mut self, start: &mut StartTag) {
        let head = &mut self.page.head;
        match start.tag.name() {
            b"html" => head.language = head.language.take().or(start.take("lang")),
            b"link" => {
                let rel = start
                    .take("rel")
                    .filter(|rel| rel.eq_ignore_ascii_case("canonical"));
                let found = rel.and_then(|_| start.take("href"));
                head.canonical = head.canonical.take().or(found);
            }
            b"meta" => {
                let name = start
                    .take("property")
                    .or(start.take("name"))
                    .or(start.take("itemprop"));
                if let (Some(name), Some(content)) = (name, start.take("content"))
                    && !content.trim().is_empty()
                {
                    head.metas.entry(name.to_ascii_lowercase()).or_insert(content);
                }
            }
            b"script" => {
                self.is_linked_data = start
                    .take("type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
            }
            b"time" => {
                let declared = start
                    .kept
                    .iter()
                    .find(|(name, _)| *name == "datetime")
                    .map(|(_, value)| value.clone());
                if let (Some(prop), Some(value)) = (start.take("itemprop"), declared) {
                    head.metas.entry(prop.to_ascii_lowercase()).or_insert(value);
                }
            }
            _ => {}
        }
    }

    /// Whether the element could be opened.
    fn push(&mut self, tag: Tag, role: Role) -> bool {
        if self.open.len() >= DEEPEST {
            self.n_unopened += 1;
            return false;
        }
        let element = self.page.elements.len() as u32;
        self.page.elements.push(Element {
            parent: self.element(),
            role,
        });
        self.open.push(Open { tag, element });
        true
    }

    /// Closes what a start tag closes by itself.
    fn close_implied(&mut self, tag: Tag) {
        let Some((closed, stops)) = element::closes(tag.name()) else {
            return;
        };
        for at in (0..self.open.len()).rev() {
            let name = self.open[at].tag.name();
            if closed.contains(&name) {
                return self.close_to(at);
            }
            if stops.contains(&name) {
                return;
            }
        }
    }

    fn close_tag(&mut self, name: &[u8]) {
        if name == b"a" {
            self.link = None;
        }
        if self.n_unopened > 0 {
            self.n_unopened -= 1;
            return;
        }
        let tag = Tag::new(name);
        if element::flow(name) == Flow::Block && self.skipped_from.is_none() {
            self.end_block();
        }
        if let Some(at) = self.open.iter().rposition(|open| open.tag == tag)
            && self.skipped_from.is_none_or(|from| at >= from)
        {
            self.close_to(at);
        }
    }

    fn close_to(&mut self, at: usize) {
        if self.link.is_some_and(|link| at <= link) {
            self.link = None;
        }
        self.open.truncate(at);
        if self.skipped_from.is_some_and(|from| at <= from) {
            self.skipped_from = None;
        }
    }

    fn string(&mut self, value: &[u8], span: Range<usize>) {
        let Ok(value) = std::str::from_utf8(value) else {
            return;
        };
        match self.open.last().map(|open| open.tag.name()) {
            Some(b"script") if self.is_linked_data => {
                self.n_linked_data += value.len();
                if self.n_linked_data <= MOST_LINKED_DATA {
                    self.page.head.linked_data.push(value.to_owned());
                }
            }
            Some(b"title") if self.skipped_from.is_none() => {
                let title = value.split_whitespace().collect::<Vec<_>>().join(" ");
                let head = &mut self.page.head;
                head.title = [mem::take(&mut head.title), title]
                    .into_iter()
                    .find(|t| !t.is_empty())
                    .unwrap_or_default();
            }
            _ if self.skipped_from.is_none() => self.words(value, span),
            _ => {}
        }
    }

    /// Adds words to the block, with one blank wherever there is white space.
    fn words(&mut self, value: &str, span: Range<usize>) {
        let before = self.page.text.len();
        let mut raw = self.html.get(span.clone()).unwrap_or_default();
        let mut at = span.start;
        for piece in value.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            let skipped = raw.len() - raw.trim_start().len();
            (raw, at) = (&raw[skipped..], at + skipped);
            if !word.is_empty() {
                if self.blank_due && self.page.text.len() as u32 > self.block_start {
                    self.page.text.push(' ');
                }
                self.blank_due = false;
                self.n_breaks = 0;
                self.page.anchors.push((self.page.text.len() as u32, at as u32));
                self.page.text.push_str(word);
                let n_raw = if raw.starts_with(word) && !word.contains('&') {
                    word.len()
                } else {
                    raw_len(raw, word)
                };
                (raw, at) = (&raw[n_raw..], at + n_raw);
            }
            self.blank_due |= piece.len() > word.len();
        }
        if self.link.is_some() {
            self.n_linked += (self.page.text.len() - before) as u32;
        }
    }
}

/// How many bytes of `raw` a word takes that was written with character references.
fn raw_len(raw: &str, word: &str) -> usize {
    let (raw_bytes, mut at) = (raw.as_bytes(), 0);
    let mut letters = word.chars();
    while at < raw.len() {
        let Some(letter) = letters.next() else {
            break;
        };
        let rest = &raw[at..];
        if rest.starts_with(letter) && letter != '&' {
            at += letter.len_utf8();
        } else if raw_bytes[at] == b'&' {
            let name = rest[1..]
                .bytes()
                .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
                .count();
            at += 1 + name + usize::from(raw_bytes.get(at + 1 + name) == Some(&b';'));
            if letter == '&' && name == 0 {
                at = at.min(raw.len());
            }
        } else {
            break;
        }
    }
    let at = at.min(raw.len());
    if raw.is_char_boundary(at) { at } else { 0 }
}

impl Scanner<'_> {
    fn event(&mut self, event: CallbackEvent<'_>, span: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.tag = Tag::new(name);
                self.tag.role = Role::default();
                self.tag.kept.clear();
                self.tag.n_attributes = 0;
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.n_attributes += 1;
                if self.tag.n_attributes > MOST_ATTRIBUTES {
                    resume_unwind(Box::new(TooManyAttributes));
                }
                self.tag.attribute.clear();
                self.tag.attribute.extend_from_slice(name);
                // An attribute without a value is told of by its name alone.
                if name == b"hidden" {
                    self.tag.role = self.tag.role.with(Role::APART);
                }
            }
            CallbackEvent::AttributeValue { value } => self.attribute(value),
            CallbackEvent::CloseStartTag { .. } => self.open_tag(),
            CallbackEvent::EndTag { name } => self.close_tag(name),
            CallbackEvent::String { value } => self.string(value, span),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn attribute(&mut self, value: &[u8]) {
        let name = self.tag.attribute.as_slice();
        if let Some(kept) = kept(self.tag.tag.name(), name)
            && let Ok(value) = std::str::from_utf8(value)
        {
            self.tag.kept.push((kept, value.to_owned()));
        }
        let role = match name {
            b"class" | b"id" => {
                if let Some(&role) = self.roles.get(value) {
                    role
                } else {
                    let role = element::of_attribute(name, value);
                    self.roles.insert(value.to_owned(), role);
                    role
                }
            }
            _ => element::of_attribute(name, value),
        };
        self.tag.role = self.tag.role.with(role);
    }
}
