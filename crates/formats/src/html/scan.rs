//! One pass over the bytes of a page.

use super::element::{self, Flow, Role};
use super::page::{Block, Element, Kind, Mark, Page};
use super::tag::{AUTHORS, LONGEST_NAME, MOST_NAMES, StartTag, Tag, blank_len, kept, raw_len};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::mem;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

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
    opens_linked: bool,
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
    /// What the text inside is marked as.
    mark: Option<Mark>,
    /// Where the text inside begins.
    from: Place,
}

/// A place in the text that is being gathered, with the counts that belong to it.
#[derive(Clone, Copy, Default)]
struct Place {
    text: usize,
    n_anchors: usize,
    n_linked: u32,
}

impl<'h> Scanner<'h> {
    fn new(html: &'h str) -> Self {
        let root = Element {
            parent: 0,
            role: Role::default(),
            is_paragraph: false,
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
            opens_linked: false,
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
                opens_linked: self.opens_linked,
                element: self.element(),
                kind: self.kind(),
                datetime: self.datetime.take(),
            });
        }
        self.block_start = end;
        self.n_linked = 0;
        self.opens_linked = false;
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

    fn place(&self) -> Place {
        Place {
            text: self.page.text.len(),
            n_anchors: self.page.anchors.len(),
            n_linked: self.n_linked,
        }
    }

    fn open_tag(&mut self) {
        let mut start = mem::take(&mut self.tag);
        let tag = start.tag;
        let mark = start.mark.take();
        self.declared(&mut start);
        if self.skipped_from.is_some() && element::flow(tag.name()) != Flow::Skipped {
            // Nothing below a skipped element is looked at, but its tags must balance.
            if !matches!(element::flow(tag.name()), Flow::Void | Flow::Break) {
                self.push(tag, Role::default(), None);
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
                if self.push(tag, Role::APART, None) {
                    self.skipped_from.get_or_insert(depth);
                }
            }
            Flow::Inline => {
                if tag.name() == b"a" {
                    self.link = Some(self.open.len());
                }
                self.push(tag, start.role, mark);
            }
            Flow::Block => {
                self.end_block();
                self.close_implied(tag);
                if tag.name() != b"hr" {
                    self.push(tag, start.role.with(element::of_tag(tag.name())), mark);
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
                    if AUTHORS.contains(&name.to_ascii_lowercase().as_str()) {
                        head.authors.push(content.clone());
                    }
                    let around = self.open.iter().rev().find_map(|open| open.mark);
                    if let Some(mark) = around.filter(|_| name == "name") {
                        head.marked.push((mark, content.clone()));
                    }
                    head.metas.entry(name.to_ascii_lowercase()).or_insert(content);
                }
            }
            b"script" => {
                self.is_linked_data = start
                    .take("type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
            }
            b"time" | b"abbr" => {
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
    fn push(&mut self, tag: Tag, role: Role, mark: Option<Mark>) -> bool {
        if self.open.len() >= DEEPEST {
            self.n_unopened += 1;
            return false;
        }
        let element = self.page.elements.len() as u32;
        self.page.elements.push(Element {
            parent: self.element(),
            role,
            is_paragraph: tag.name() == b"p",
        });
        let from = self.place();
        self.open.push(Open {
            tag,
            element,
            mark,
            from,
        });
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
            let has_block = |open: &Open| element::flow(open.tag.name()) == Flow::Block;
            if self.skipped_from.is_none() && self.open[at..].iter().any(has_block) {
                self.end_block();
            }
            if name == b"sup" {
                self.drop_reference(at);
            }
            self.close_to(at);
        }
    }

    /// Takes back a mark that leads to a note, such as `[2]`, which would stand in the middle of a sentence.
    fn drop_reference(&mut self, at: usize) {
        let from = self.open[at].from;
        let added = self.page.text.get(from.text..).unwrap_or_default();
        let is_mark = |c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | ',' | ' ' | '*' | '†');
        let is_linked = self.n_linked > from.n_linked;
        if is_linked && from.text >= self.block_start as usize && added.chars().all(is_mark) {
            self.page.text.truncate(from.text);
            self.page.anchors.truncate(from.n_anchors);
            self.n_linked = from.n_linked;
        }
    }

    fn close_to(&mut self, at: usize) {
        for open in &self.open[at..] {
            let name = self.page.text.get(open.from.text..).unwrap_or_default().trim();
            if let Some(mark) = open.mark
                && !name.is_empty()
                && name.len() <= LONGEST_NAME
                && self.page.head.marked.len() < MOST_NAMES
            {
                self.page.head.marked.push((mark, name.to_owned()));
            }
        }
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
                if n_raw != word.len() {
                    // Written with character references, it is longer in the page: its end has a place of its own.
                    self.page.anchors.push((self.page.text.len() as u32, at as u32));
                }
            }
            if let Some(blank) = piece[word.len()..].chars().next() {
                let n_raw = blank_len(raw, blank);
                (raw, at) = (&raw[n_raw..], at + n_raw);
            }
            self.blank_due |= piece.len() > word.len();
        }
        if self.link.is_some() {
            self.opens_linked |= before as u32 == self.block_start && self.page.text.len() > before;
            self.n_linked += (self.page.text.len() - before) as u32;
        }
    }
}

impl Scanner<'_> {
    fn event(&mut self, event: CallbackEvent<'_>, span: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.tag = Tag::new(name);
                self.tag.role = Role::default();
                self.tag.mark = None;
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
        self.tag.mark = self.tag.mark.or(element::mark(name, value));
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
