//! Which blocks of a page are the prose of its article.
//!
//! After Arc90's Readability: a paragraph speaks for the elements around it, the less the farther they are; links
//! speak against. What the page declares goes before what is counted. Nothing here depends on a site.

use super::element::Role;
use super::page::{Block, Kind, Page};

/// The numbers of the blocks that are prose, in the order of the page.
pub(super) fn blocks(page: &Page) -> Vec<usize> {
    let weights = Weights::of(page);
    let region = weights.region();
    let inside: Vec<usize> = (0..page.blocks.len())
        .filter(|&n| weights.belongs(n, &region))
        .collect();
    without_stray_headings(page, &without_copies(page, inside))
}

struct Weights<'p> {
    page: &'p Page,
    /// By element: no prose, by itself or by one around it.
    apart: Vec<bool>,
    /// By element: the prose in it, in points.
    inside: Vec<f32>,
    /// By element: how much the paragraphs near to it speak for it.
    spoken_for: Vec<f32>,
    /// By element: bytes of text, and of text in links.
    text: Vec<(u32, u32)>,
}

/// A block of fewer bytes says nothing about where the prose is.
const SHORT: u32 = 40;

/// An element whose class is doubtful and that holds more of the page's prose than this is believed to be
/// misnamed: `<div class="has-sidebar">` around all of it.
const MISNAMED: f32 = 0.5;

impl<'p> Weights<'p> {
    fn of(page: &'p Page) -> Self {
        let n = page.elements.len();
        let mut weights = Self {
            page,
            apart: vec![false; n],
            inside: vec![0.0; n],
            spoken_for: vec![0.0; n],
            text: vec![(0, 0); n],
        };
        weights.set_apart();
        weights.count();
        weights
    }

    /// Tells prose from the rest by role. A doubtful role counts only where it does not take most of the text.
    fn set_apart(&mut self) {
        let elements = &self.page.elements;
        let mut prose = vec![0.0_f32; elements.len()];
        for block in &self.page.blocks {
            prose[block.element as usize] += points(&self.page.text, block);
        }
        for n in (1..elements.len()).rev() {
            prose[elements[n].parent as usize] += prose[n];
        }
        for n in 1..elements.len() {
            let role = elements[n].role;
            let is_own = role.has(Role::APART) || role.has(Role::DOUBTFUL) && prose[n] < MISNAMED * prose[0];
            self.apart[n] = is_own || self.apart[elements[n].parent as usize];
        }
    }

    fn count(&mut self) {
        let elements = &self.page.elements;
        for block in &self.page.blocks {
            let at = block.element as usize;
            let (bytes, linked) = &mut self.text[at];
            *bytes += len(block);
            *linked += block.n_linked;
            if self.apart[at] {
                continue;
            }
            let points = points(&self.page.text, block);
            self.inside[at] += points;
            let mut share = points;
            // A paragraph's own element is never all of the prose.
            let mut up = if block.kind == Kind::Bare {
                at
            } else {
                elements[at].parent as usize
            };
            for _ in 0..3 {
                self.spoken_for[up] += share;
                if up == 0 {
                    break;
                }
                up = elements[up].parent as usize;
                share *= 0.6;
            }
        }
        for n in (1..elements.len()).rev() {
            let up = elements[n].parent as usize;
            self.inside[up] += self.inside[n];
            self.text[up].0 += self.text[n].0;
            self.text[up].1 += self.text[n].1;
        }
    }

    /// The elements whose text is the article.
    fn region(&self) -> Vec<usize> {
        let declared = |role: Role| -> Vec<usize> {
            (0..self.inside.len())
                .filter(|&n| self.page.elements[n].role.has(role) && !self.apart[n])
                .collect()
        };
        let all = self.inside[0];
        let bodies = declared(Role::BODY);
        if self.union(&bodies) >= 0.3 * all && all > 0.0 {
            return bodies;
        }
        let best_article = declared(Role::ARTICLE)
            .into_iter()
            .max_by(|&a, &b| self.inside[a].total_cmp(&self.inside[b]));
        let best = self.best();
        if let Some(article) = best_article
            && self.inside[article] >= 0.5 * all
            && !self.is_within(article, best)
        {
            // A teaser inside the article is an article too; the prose may stand in a part of the outer one.
            return if self.is_within(best, article) && self.inside[best] >= 0.8 * self.inside[article] {
                vec![best]
            } else {
                vec![article]
            };
        }
        self.with_siblings(best)
    }

    /// The element that the paragraphs speak for most.
    fn best(&self) -> usize {
        let worth = |n: usize| {
            let (bytes, linked) = self.text[n];
            let density = linked as f32 / bytes.max(1) as f32;
            let role = self.page.elements[n].role;
            let likely = if role.has(Role::LIKELY) { 1.25 } else { 1.0 };
            self.spoken_for[n] * (1.0 - density) * likely
        };
        (0..self.spoken_for.len())
            .filter(|&n| !self.apart[n])
            .max_by(|&a, &b| worth(a).total_cmp(&worth(b)).then(b.cmp(&a)))
            .unwrap_or(0)
    }

    /// The element with those beside it that hold prose as well: a body may come in pieces.
    fn with_siblings(&self, best: usize) -> Vec<usize> {
        let elements = &self.page.elements;
        let parent = elements[best].parent;
        (0..elements.len())
            .filter(|&n| {
                n == best
                    || n != 0
                        && elements[n].parent == parent
                        && !self.apart[n]
                        && self.inside[n] >= (0.2 * self.inside[best]).max(2.0)
                        && self.text[n].1 * 4 < self.text[n].0
            })
            .collect()
    }

    fn union(&self, elements: &[usize]) -> f32 {
        let outer = elements
            .iter()
            .filter(|&&n| !elements.iter().any(|&m| m != n && self.is_within(n, m)));
        outer.map(|&n| self.inside[n]).sum()
    }

    fn is_within(&self, mut inner: usize, outer: usize) -> bool {
        // A parent is opened before its child: numbers fall on the way up.
        while inner > outer {
            inner = self.page.elements[inner].parent as usize;
        }
        inner == outer
    }

    /// Whether a block is prose of the region.
    fn belongs(&self, n: usize, region: &[usize]) -> bool {
        let block = &self.page.blocks[n];
        let at = block.element as usize;
        let (len, linked) = (len(block), block.n_linked);
        let text = text(&self.page.text, block);
        !self.apart[at]
            && region.iter().any(|&outer| self.is_within(at, outer))
            && block.kind != Kind::Heading(1)
            && !(linked * 2 > len && (len < 4 * SHORT || linked == len))
            && !(block.kind == Kind::Cell && len < SHORT)
            && !is_boilerplate(text, linked > 0)
    }
}

fn len(block: &Block) -> u32 {
    block.span.end - block.span.start
}

fn text<'t>(text: &'t str, block: &Block) -> &'t str {
    &text[block.span.start as usize..block.span.end as usize]
}

/// How much a block looks like prose: its length, its commas, how little of it is links.
fn points(all: &str, block: &Block) -> f32 {
    let len = len(block);
    if len < SHORT || matches!(block.kind, Kind::Heading(_)) || block.n_linked * 2 > len {
        return 0.0;
    }
    let n_commas = text(all, block).bytes().filter(|&b| b == b',').count();
    let sure = if block.kind == Kind::Paragraph { 1.0 } else { 0.6 };
    sure * (1.0 + n_commas.min(10) as f32 * 0.5 + (len as f32 / 100.0).min(3.0))
}

/// The same words again, as in a second copy for small screens.
fn without_copies(page: &Page, blocks: Vec<usize>) -> Vec<usize> {
    let mut seen = std::collections::BTreeSet::new();
    blocks
        .into_iter()
        .filter(|&n| {
            let block = &page.blocks[n];
            len(block) < SHORT || seen.insert(text(&page.text, block))
        })
        .collect()
}

/// A heading is kept for the prose below it: without any it headed something that was left out.
fn without_stray_headings(page: &Page, blocks: &[usize]) -> Vec<usize> {
    let is_heading = |n: usize| matches!(page.blocks[n].kind, Kind::Heading(_));
    (0..blocks.len())
        .filter(|&at| {
            let n = blocks[at];
            // Anything left out between the heading and the next block was what it headed.
            !is_heading(n)
                || blocks
                    .get(at + 1)
                    .is_some_and(|&next| next == n + 1 && (!is_heading(next) || at + 2 < blocks.len()))
        })
        .map(|at| blocks[at])
        .collect()
}

/// How lines begin that sites put between the paragraphs of a report.
const BOILERPLATE: &[&str] = &[
    "advertisement",
    "all rights reserved",
    "also read",
    "click here",
    "copyright ",
    "download the app",
    "download our",
    "find out more",
    "follow us",
    "for more",
    "get the latest",
    "image:",
    "image source",
    "join our",
    "join us on",
    "listen to",
    "more on this",
    "photo by",
    "photo:",
    "photograph:",
    "picture:",
    "read also",
    "read more",
    "read next",
    "recommended",
    "related article",
    "related:",
    "see also",
    "share this",
    "sign up",
    "sponsored",
    "subscribe",
    "support our",
    "this article was",
    "watch:",
    "watch live",
    "©",
    "(c) ",
];

/// The longest line that one of those begins.
const LONGEST_BOILERPLATE: usize = 160;

fn is_boilerplate(text: &str, has_link: bool) -> bool {
    if text.len() > LONGEST_BOILERPLATE {
        return false;
    }
    let small = text.to_ascii_lowercase();
    let opening = BOILERPLATE.iter().find(|opening| small.starts_with(**opening));
    match opening {
        None => !text.contains(char::is_alphanumeric),
        // "Subscribe" alone is a button; "Watch: troops enter the town" a link; a sentence that happens to begin
        // so has an end.
        Some(_) => {
            has_link
                || !text.ends_with(['.', '”', '"'])
                || text.len() < SHORT as usize
                || small.contains("newsletter")
        }
    }
}
