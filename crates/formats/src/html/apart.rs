//! What of a page is no part of its article.
//!
//! Four things tell: what an element is by its tag and names, lists of cards that lead to other reports, headings
//! such as "30 comments" below which other things begin, and other articles with headlines of their own.

use super::element::Role;
use super::page::{Block, Kind, Page};

/// How readily text is set apart. Where the first level leaves no prose, the next one is tried.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Level {
    /// All that is doubtful.
    Doubtful,
    /// Names that stand for prose about as often as not are trusted.
    Named,
    /// And what looks like a list of cards is no such list.
    Listed,
    /// And a doubtful name does not count where it takes most of the text.
    Most,
}

pub(super) const LEVELS: [Level; 4] = [Level::Doubtful, Level::Named, Level::Listed, Level::Most];

/// An element whose name is doubtful and that holds more of the page's prose than this is believed to be misnamed.
const MISNAMED: f32 = 0.5;

/// What is set apart, by element and by block.
pub(super) struct Apart {
    pub(super) elements: Vec<bool>,
    pub(super) blocks: Vec<bool>,
}

impl Apart {
    /// Tells at one level. `headline` is the block that the article stands under.
    pub(super) fn of(page: &Page, headline: Option<usize>, level: Level) -> Self {
        let n = page.elements.len();
        let around = headline.map_or_else(Vec::new, |block| above(page, page.blocks[block].element));
        let mut own = by_role(page, &around, level);
        if level < Level::Listed {
            cards(page, &mut own);
        }
        let mut blocks = vec![false; page.blocks.len()];
        sections(page, (&around, headline), level, &mut own, &mut blocks);
        if let Some(headline) = headline {
            others(page, &around, headline, &mut own);
        }
        let mut elements = own;
        for at in 1..n {
            elements[at] = elements[at] || elements[page.elements[at].parent as usize];
        }
        Self { elements, blocks }
    }

    pub(super) fn has(&self, page: &Page, block: usize) -> bool {
        self.blocks[block] || self.elements[page.blocks[block].element as usize]
    }
}

/// By element: it stands around the headline.
fn above(page: &Page, element: u32) -> Vec<bool> {
    let mut around = vec![false; page.elements.len()];
    let mut at = element as usize;
    loop {
        around[at] = true;
        if at == 0 {
            return around;
        }
        at = page.elements[at].parent as usize;
    }
}

/// By element: its own role sets it apart.
fn by_role(page: &Page, around: &[bool], level: Level) -> Vec<bool> {
    let elements = &page.elements;
    let mut prose = vec![0.0_f32; elements.len()];
    for block in &page.blocks {
        prose[block.element as usize] += points(&page.text, block);
    }
    for n in (1..elements.len()).rev() {
        prose[elements[n].parent as usize] += prose[n];
    }
    let is_apart = |n: usize| {
        let role = elements[n].role;
        // What stands around the headline stands around the article, whatever its name.
        let is_around = around.get(n).copied().unwrap_or(false);
        let is_most = prose[n] >= MISNAMED * prose[0];
        let trusts_most = level == Level::Most || around.is_empty();
        role.has(Role::APART)
            || role.has(Role::DOUBTFUL) && !is_around && !(trusts_most && is_most)
            || role.has(Role::WEAK) && !is_around && level == Level::Doubtful && !(trusts_most && is_most)
    };
    (0..elements.len()).map(|n| n > 0 && is_apart(n)).collect()
}

/// A link of fewer bytes is no headline.
const SHORTEST_HEADLINE: u32 = 12;
/// A card has no more text than this, in bytes.
const LARGEST_CARD: u32 = 600;
/// So many cards in a row are a list of them.
const FEWEST_CARDS: u32 = 3;

/// Sets lists of cards apart: sisters that each hold a headline that is a link, and a line or two.
fn cards(page: &Page, own: &mut [bool]) {
    #[derive(Clone, Copy, Default)]
    struct Sum {
        n_bytes: u32,
        n_linked: u32,
        n_prose: u32,
        /// The first block that is a headline.
        headline: Option<usize>,
        /// The first block of prose.
        prose: Option<usize>,
    }
    #[derive(Clone, Copy, Default)]
    struct List {
        n_elements: u32,
        n_cards: u32,
        first: Option<usize>,
        differs: bool,
    }
    let first_of = |a: Option<usize>, b: Option<usize>| a.into_iter().chain(b).min();
    let elements = &page.elements;
    let mut sums = vec![Sum::default(); elements.len()];
    for (at, block) in page.blocks.iter().enumerate() {
        let (len, linked) = (block.len(), block.n_linked);
        let sum = &mut sums[block.element as usize];
        sum.n_bytes += len;
        sum.n_linked += linked;
        sum.n_prose += u32::from(len >= SHORT && linked * 2 < len);
        let is_headline = linked >= SHORTEST_HEADLINE
            && (linked == len
                || block.opens_linked && linked * 5 >= len && len - linked >= SHORTEST_HEADLINE);
        if is_headline {
            sum.headline = sum.headline.or(Some(at));
        }
        if len >= SHORT && linked * 2 < len {
            sum.prose = sum.prose.or(Some(at));
        }
    }
    for n in (1..elements.len()).rev() {
        let (inner, outer) = (sums[n], &mut sums[elements[n].parent as usize]);
        outer.n_bytes += inner.n_bytes;
        outer.n_linked += inner.n_linked;
        outer.n_prose += inner.n_prose;
        outer.headline = first_of(inner.headline, outer.headline);
        outer.prose = first_of(inner.prose, outer.prose);
    }
    let is_card = |n: usize| {
        let sum = sums[n];
        // What is linked below the text is a row of buttons.
        sum.headline
            .is_some_and(|headline| sum.prose.is_none_or(|prose| headline <= prose))
            && sum.n_prose <= 2
            && sum.n_bytes <= LARGEST_CARD
            && sum.n_linked * 8 >= sum.n_bytes
            && !elements[n].is_paragraph
            && !elements[n].role.has(Role::POST)
    };
    let words = |headline: Option<usize>| headline.map(|at| page.words(&page.blocks[at]));
    let mut lists = vec![List::default(); elements.len()];
    for n in 1..elements.len() {
        let list = &mut lists[elements[n].parent as usize];
        list.n_elements += u32::from(sums[n].n_bytes > 0);
        if is_card(n) {
            list.n_cards += 1;
            let first = *list.first.get_or_insert(n);
            list.differs |= words(sums[first].headline) != words(sums[n].headline);
        }
    }
    for n in 1..elements.len() {
        let list = lists[elements[n].parent as usize];
        // The same link in all of them is the sender of messages and no headline.
        if is_card(n)
            && list.differs
            && list.n_cards >= FEWEST_CARDS
            && list.n_cards * 3 >= list.n_elements * 2
        {
            own[n] = true;
        }
    }
}

/// A heading of something else is no longer than this, in bytes.
const LONGEST_HEADING: u32 = 70;

/// How headings begin below which readers speak, to the end of the element that they stand in.
const OF_READERS: &[&str] = &[
    "add a comment",
    "add your comment",
    "comments",
    "discussion about this",
    "have your say",
    "join the conversation",
    "join the discussion",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "post your comment",
    "reader comments",
    "show comments",
    "view comments",
];

/// How headings begin that stand first in an element and say that it offers other things.
const OF_OTHERS: &[&str] = &[
    "about the author",
    "already a subscriber",
    "also read",
    "continue reading",
    "daily newsletter",
    "editor's picks",
    "editors' picks",
    "editors’ picks",
    "further reading",
    "get updates",
    "have information to share",
    "in this article",
    "keep reading",
    "latest",
    "more from",
    "more news",
    "more on this story",
    "more stories",
    "most popular",
    "most read",
    "most viewed",
    "never miss",
    "newsletter",
    "on this page",
    "other headlines",
    "other news",
    "past issues",
    "popular posts",
    "read also",
    "read more",
    "read next",
    "read the full report",
    "recent posts",
    "recommended",
    "related",
    "see also",
    "share this",
    "sign up",
    "stay informed",
    "subscribe",
    "support ",
    "this article is for subscribers",
    "to continue reading",
    "top stories",
    "trending",
    "unlock",
    "up next",
    "you may also",
    "you might also",
];

/// How headings begin below which notes and addresses follow, to the end of the element.
const OF_NOTES: &[&str] = &[
    "contact",
    "endnotes",
    "external links",
    "footnotes",
    "for media inquiries",
    "further information",
    "media contact",
    "media enquiries",
    "media inquiries",
    "notes to editors",
    "press contact",
    "references",
];

/// Sets apart what stands under headings that say so.
fn sections(
    page: &Page,
    (around, headline): (&[bool], Option<usize>),
    level: Level,
    own: &mut [bool],
    blocks: &mut [bool],
) {
    let mut first_of = vec![usize::MAX; page.elements.len()];
    for (n, block) in page.blocks.iter().enumerate() {
        let mut at = block.element as usize;
        // The first block of an element; above one that has had its first, all have.
        while first_of[at] == usize::MAX {
            first_of[at] = n;
            at = page.elements[at].parent as usize;
        }
    }
    let first = headline.map_or(0, |headline| headline + 1);
    for (n, block) in page.blocks.iter().enumerate().skip(first) {
        let is_heading = matches!(block.kind, Kind::Heading(_));
        if block.len() > LONGEST_HEADING || !is_heading && block.kind == Kind::Item {
            continue;
        }
        let text = page.words(block).to_ascii_lowercase();
        let has = |list: &[&str]| list.iter().any(|opening| text.starts_with(opening));
        let ends_all = has(OF_READERS) || counts_comments(&text) || is_heading && has(OF_NOTES);
        let offers = level < Level::Listed
            && has(OF_OTHERS)
            && (is_heading || block.kind == Kind::Bare && !text.ends_with('.'));
        if !ends_all && !offers {
            continue;
        }
        // The outermost element that begins with this heading and does not hold the headline.
        let mut outer = block.element;
        loop {
            let up = page.elements[outer as usize].parent;
            if up == 0 || first_of[up as usize] != n || around.get(up as usize).copied().unwrap_or(false) {
                break;
            }
            outer = up;
        }
        let rest_of = |element: u32| {
            let later = page.blocks.iter().enumerate().skip(n);
            later.take_while(move |(_, later)| is_within(page, later.element, element))
        };
        if rest_of(outer).nth(1).is_some() {
            own[outer as usize] = true;
        } else if ends_all {
            for (later, _) in rest_of(page.elements[outer as usize].parent) {
                blocks[later] = true;
            }
        }
    }
}

/// "30 comments", "Comments (214)", "12 thoughts on".
fn counts_comments(text: &str) -> bool {
    let is_counted = |word: &str| text.split_once(word).is_some_and(|(count, _)| is_number(count));
    is_counted("comment") || is_counted("thoughts on") || is_counted("responses to")
}

fn is_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b',')
}

/// Sets apart articles that have a first heading of their own and are not the one under the headline.
fn others(page: &Page, around: &[bool], headline: usize, own: &mut [bool]) {
    for (n, block) in page.blocks.iter().enumerate() {
        if n == headline
            || block.kind != Kind::Heading(1)
            || page.words(block) == page.words(&page.blocks[headline])
        {
            continue;
        }
        let mut at = block.element as usize;
        while at != 0 && !around[at] {
            if page.elements[at].role.has(Role::ARTICLE) {
                own[at] = true;
                break;
            }
            at = page.elements[at].parent as usize;
        }
    }
}

/// Whether an element is another or stands inside it.
pub(super) fn is_within(page: &Page, mut inner: u32, outer: u32) -> bool {
    // A parent is opened before its child: numbers fall on the way up.
    while inner > outer {
        inner = page.elements[inner as usize].parent;
    }
    inner == outer
}

/// A block of fewer bytes says nothing about where the prose is.
pub(super) const SHORT: u32 = 40;

/// How much a block looks like prose: its length, its commas, how little of it is links.
pub(super) fn points(all: &str, block: &Block) -> f32 {
    let len = block.len();
    if len < SHORT || matches!(block.kind, Kind::Heading(_)) || block.n_linked * 2 > len {
        return 0.0;
    }
    let text = &all[block.span.start as usize..block.span.end as usize];
    let n_commas = text.bytes().filter(|&b| b == b',').count();
    let sure = if block.kind == Kind::Paragraph { 1.0 } else { 0.6 };
    sure * (1.0 + n_commas.min(10) as f32 * 0.5 + (len as f32 / 100.0).min(3.0))
}
