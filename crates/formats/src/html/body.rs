//! Which blocks of a page are the prose of its article.
//!
//! After Arc90's Readability: a paragraph speaks for the elements around it, the less the farther they are; links
//! speak against. What the page declares goes before what is counted. Nothing here depends on a site.

use super::apart::{Apart, LEVELS, SHORT, is_within, points};
use super::element::Role;
use super::page::{Block, Kind, Page};
use super::shown::{is_date_line, names, same_words};

/// The numbers of the blocks that are prose, in the order of the page. `title` is the headline as far as it is known.
pub(super) fn blocks(page: &Page, title: Option<&str>) -> Vec<usize> {
    let headline = headline(page, title);
    let mut best = Vec::new();
    let mut most = 0.0;
    for level in LEVELS {
        let weights = Weights::of(page, Apart::of(page, headline, level));
        let region = weights.region(headline);
        let inside: Vec<usize> = (0..page.blocks.len())
            .filter(|&n| weights.belongs(n, &region))
            .collect();
        let sum = inside.iter().map(|&n| points(&page.text, &page.blocks[n])).sum();
        if sum > most {
            (most, best) = (sum, inside);
        }
        if most >= ENOUGH {
            break;
        }
    }
    let best = without_head(page, best, title);
    without_stray_headings(page, &without_copies(page, best))
}

/// Without the headline, the byline and the date where they stand above the first paragraph.
fn without_head(page: &Page, blocks: Vec<usize>, title: Option<&str>) -> Vec<usize> {
    let is_head = |n: &&usize| {
        let block = &page.blocks[**n];
        let text = page.words(block);
        title.is_some_and(|title| same_words(text, title))
            || block.len() <= LONGEST_BYLINE
                && (is_date_line(text) || is_byline(text) || text.eq_ignore_ascii_case("no comments"))
    };
    let n_head = blocks.iter().take_while(is_head).count();
    blocks[n_head..].to_vec()
}

/// A byline is no longer than this, in bytes.
const LONGEST_BYLINE: u32 = 80;

fn is_byline(text: &str) -> bool {
    text.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by "))
        && !names(text).is_empty()
        && !text.ends_with('.')
}

/// All blocks but those set apart by their tags, links that stand alone, and boilerplate.
pub(super) fn all(page: &Page) -> impl Iterator<Item = &Block> {
    let is_apart = |block: &&Block| {
        let mut at = block.element as usize;
        while at != 0 && !page.elements[at].role.has(Role::APART) {
            at = page.elements[at].parent as usize;
        }
        at != 0
    };
    let blocks = page.blocks.iter().filter(move |block| !is_apart(block));
    blocks.filter(|block| {
        let is_link = block.n_linked == block.len();
        !is_link && !is_boilerplate(page.words(block), block.n_linked > 0)
    })
}

/// So many points are the prose of a report, if a short one.
const ENOUGH: f32 = 2.5;

/// The block that shows the headline: a heading with the words of the title, else any short block with them, else
/// the first heading of level 1.
fn headline(page: &Page, title: Option<&str>) -> Option<usize> {
    let shown = |block: &Block| {
        let mut at = block.element as usize;
        while at != 0 && !page.elements[at].role.has(Role::APART) {
            at = page.elements[at].parent as usize;
        }
        at == 0
    };
    let find =
        |is_it: &dyn Fn(&Block) -> bool| page.blocks.iter().position(|block| is_it(block) && shown(block));
    let has_title = |block: &Block| title.is_some_and(|title| same_words(page.words(block), title));
    find(&|block| matches!(block.kind, Kind::Heading(1)) && has_title(block))
        .or_else(|| find(&|block| matches!(block.kind, Kind::Heading(_)) && has_title(block)))
        // A title that leads elsewhere is a sender's name or a card.
        .or_else(|| find(&|block| block.n_linked == 0 && has_title(block)))
        .or_else(|| find(&|block| matches!(block.kind, Kind::Heading(1))))
}

struct Weights<'p> {
    page: &'p Page,
    apart: Apart,
    /// By element: the prose in it, in points.
    inside: Vec<f32>,
    /// By element: how much the paragraphs near to it speak for it.
    spoken_for: Vec<f32>,
    /// By element: bytes of text, and of text in links.
    text: Vec<(u32, u32)>,
}

/// So many bodies beside each other are posts.
const FEWEST_POSTS: usize = 3;

/// An article has at least so many points: one paragraph.
const LEAST: f32 = 1.5;
/// And at least this share of the prose that stands together elsewhere.
const FAIR: f32 = 0.3;

impl<'p> Weights<'p> {
    fn of(page: &'p Page, apart: Apart) -> Self {
        let n = page.elements.len();
        let mut weights = Self {
            page,
            apart,
            inside: vec![0.0; n],
            spoken_for: vec![0.0; n],
            text: vec![(0, 0); n],
        };
        weights.count();
        weights
    }

    fn count(&mut self) {
        let elements = &self.page.elements;
        for (n, block) in self.page.blocks.iter().enumerate() {
            if self.apart.has(self.page, n) {
                continue;
            }
            let at = block.element as usize;
            let (bytes, linked) = &mut self.text[at];
            *bytes += block.len();
            *linked += block.n_linked;
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

    /// The element that the article fills: the innermost around the headline that holds a fair share of the prose
    /// that stands together anywhere on the page.
    fn scope(&self, headline: Option<usize>) -> usize {
        let Some(headline) = headline else {
            return 0;
        };
        let enough = FAIR * self.inside[self.best(0)];
        let mut at = self.page.blocks[headline].element as usize;
        while at != 0 && (self.inside[at] < LEAST || self.inside[at] < enough) {
            at = self.page.elements[at].parent as usize;
        }
        at
    }

    /// The elements whose text is the article.
    fn region(&self, headline: Option<usize>) -> Vec<usize> {
        let scope = self.scope(headline);
        let declared = |role: Role| -> Vec<usize> {
            (0..self.inside.len())
                .filter(|&n| {
                    self.page.elements[n].role.has(role)
                        && !self.apart.elements[n]
                        && self.is_within(n, scope)
                })
                .collect()
        };
        let all = self.inside[scope];
        let bodies = declared(Role::BODY);
        if self.union(&bodies) >= 0.3 * all && all > 0.0 {
            return self.whole_posts(bodies);
        }
        let best_article = declared(Role::ARTICLE)
            .into_iter()
            .max_by(|&a, &b| self.inside[a].total_cmp(&self.inside[b]));
        let best = self.best(scope);
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
        let region = self.with_siblings(best, scope);
        // A body in many pieces: each in boxes of its own.
        if headline.is_some() && self.union(&region) < 0.6 * all {
            return vec![scope];
        }
        if headline.is_none() && self.union(&region) < 0.35 * all {
            return vec![self.innermost(0.9 * all)];
        }
        region
    }

    /// The innermost element that holds so much prose.
    fn innermost(&self, least: f32) -> usize {
        // Children have higher numbers than what they stand in.
        (0..self.inside.len())
            .rev()
            .find(|&n| self.inside[n] >= least)
            .unwrap_or(0)
    }

    /// Bodies of sister elements stand for the whole of these: the posts of a live blog have headings and times too.
    fn whole_posts(&self, bodies: Vec<usize>) -> Vec<usize> {
        let up = |n: usize| self.page.elements[n].parent as usize;
        let is_sister =
            |&n: &usize| up(up(n)) == up(up(bodies[0])) && (up(n) != up(bodies[0]) || n == bodies[0]);
        if bodies.len() >= FEWEST_POSTS && bodies.iter().all(is_sister) {
            return bodies.iter().map(|&n| up(n)).collect();
        }
        bodies
    }

    /// The element within another that the paragraphs speak for most.
    fn best(&self, scope: usize) -> usize {
        let worth = |n: usize| {
            let (bytes, linked) = self.text[n];
            let density = linked as f32 / bytes.max(1) as f32;
            let role = self.page.elements[n].role;
            let likely = if role.has(Role::LIKELY) { 1.25 } else { 1.0 };
            self.spoken_for[n] * (1.0 - density) * likely
        };
        (scope..self.spoken_for.len())
            .filter(|&n| !self.apart.elements[n] && self.is_within(n, scope))
            .max_by(|&a, &b| worth(a).total_cmp(&worth(b)).then(b.cmp(&a)))
            .unwrap_or(scope)
    }

    /// The element with those beside it that hold prose as well: a body may come in pieces.
    fn with_siblings(&self, best: usize, scope: usize) -> Vec<usize> {
        let elements = &self.page.elements;
        let parent = elements[best].parent;
        (0..elements.len())
            .filter(|&n| {
                n == best
                    || best != scope
                        && n != 0
                        && elements[n].parent == parent
                        && !self.apart.elements[n]
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

    fn is_within(&self, inner: usize, outer: usize) -> bool {
        is_within(self.page, inner as u32, outer as u32)
    }

    /// Whether a block is prose of the region.
    fn belongs(&self, n: usize, region: &[usize]) -> bool {
        let block = &self.page.blocks[n];
        let at = block.element as usize;
        let (len, linked) = (block.len(), block.n_linked);
        let text = self.page.words(block);
        !self.apart.has(self.page, n)
            && region.iter().any(|&outer| self.is_within(at, outer))
            && block.kind != Kind::Heading(1)
            && !(linked * 2 > len && (len < 4 * SHORT || linked == len))
            && !(block.kind == Kind::Cell && len < SHORT)
            && !is_boilerplate(text, linked > 0)
    }
}

/// The same words again, as in a second copy for small screens.
fn without_copies(page: &Page, blocks: Vec<usize>) -> Vec<usize> {
    let mut seen = std::collections::BTreeSet::new();
    blocks
        .into_iter()
        .filter(|&n| {
            let block = &page.blocks[n];
            block.len() < SHORT || seen.insert(page.words(block))
        })
        .collect()
}

/// A heading is kept for the prose below it: without any it headed something that was left out.
fn without_stray_headings(page: &Page, blocks: &[usize]) -> Vec<usize> {
    let is_heading = |n: usize| matches!(page.blocks[n].kind, Kind::Heading(_));
    // An "edit" beside the heading is nothing that it heads.
    let is_next = |n: usize, next: usize| {
        page.blocks[n + 1..next]
            .iter()
            .all(|block| block.len() < SHORT / 2)
    };
    (0..blocks.len())
        .filter(|&at| {
            let n = blocks[at];
            // Anything left out between the heading and the next block was what it headed.
            !is_heading(n)
                || blocks
                    .get(at + 1)
                    .is_some_and(|&next| is_next(n, next) && (!is_heading(next) || at + 2 < blocks.len()))
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
    "media caption",
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
    if small.contains("javascript") {
        return true;
    }
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
