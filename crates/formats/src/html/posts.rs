//! The posts of a live blog or a channel, each with its time.

use super::apart::is_within;
use super::element::Role;
use super::page::{Block, Page};

/// The elements that hold a post each.
pub(super) struct Posts {
    /// By element.
    is_post: Vec<bool>,
}

/// So many sister elements with a time and prose each are posts.
const FEWEST: usize = 3;

/// A block with a time in it that is shorter, in bytes, is a stamp and no sentence.
const SHORTEST_DATED: u32 = 60;

impl Posts {
    /// Finds posts: elements that are named so, or sisters that hold all the prose between them and show a time each.
    /// `prose` are the blocks of the article.
    pub(super) fn of(page: &Page, prose: &[usize]) -> Self {
        let named: Vec<bool> = page
            .elements
            .iter()
            .map(|element| element.role.has(Role::POST))
            .collect();
        if named.contains(&true) {
            return Self { is_post: named };
        }
        Self {
            is_post: sisters(page, prose).unwrap_or_else(|| vec![false; page.elements.len()]),
        }
    }

    /// The post that an element stands in.
    pub(super) fn around(&self, page: &Page, element: u32) -> Option<u32> {
        let mut at = element;
        while at != 0 {
            if self.is_post[at as usize] {
                return Some(at);
            }
            at = page.elements[at as usize].parent;
        }
        None
    }

    /// The time of a post, as it shows it first.
    pub(super) fn clock(page: &Page, post: u32) -> Option<String> {
        let inside = page
            .blocks
            .iter()
            .skip_while(|block| !is_within(page, block.element, post));
        let block = inside
            .take_while(|block| is_within(page, block.element, post))
            .find(|block| has_time(page, block))?;
        let written = page.words(block);
        // "14.35" and "14:35 GMT" are read as they stand; "2 hours ago" says less than the attribute.
        if block.len() < SHORTEST_DATED && starts_with_clock(written) && !written.contains("ago") {
            return Some(written.to_owned());
        }
        of_stamp(block.datetime.as_deref()?)
    }

    /// Whether a block is the stamp of the page or of a post: the one is no prose, the other stands above its post.
    pub(super) fn is_stamp(&self, page: &Page, block: &Block) -> bool {
        block.len() < SHORTEST_DATED
            && (block.datetime.is_some()
                || starts_with_clock(page.words(block)) && self.around(page, block.element).is_some())
    }
}

/// By element: one of sisters among which all prose is shared out, at least [`FEWEST`] of them, each with a time.
fn sisters(page: &Page, prose: &[usize]) -> Option<Vec<bool>> {
    let (&first, &last) = (prose.first()?, prose.last()?);
    let mut common = page.blocks[first].element;
    while !is_within(page, page.blocks[last].element, common) {
        common = page.elements[common as usize].parent;
    }
    // The element of a block that stands right below the common one.
    let below = |n: usize| {
        let mut at = page.blocks[n].element;
        while at != common && page.elements[at as usize].parent != common {
            at = page.elements[at as usize].parent;
        }
        (at != common).then_some(at)
    };
    let mut posts: Vec<u32> = prose.iter().map(|&n| below(n)).collect::<Option<_>>()?;
    posts.dedup();
    let mut is_post = vec![false; page.elements.len()];
    for &post in &posts {
        is_post[post as usize] = true;
    }
    let mut has_own_time = vec![false; page.elements.len()];
    for (n, block) in page.blocks.iter().enumerate() {
        if has_time(page, block)
            && is_within(page, block.element, common)
            && let Some(post) = below(n)
        {
            has_own_time[post as usize] = true;
        }
    }
    (posts.len() >= FEWEST && posts.iter().all(|&post| has_own_time[post as usize])).then_some(is_post)
}

fn has_time(page: &Page, block: &Block) -> bool {
    block.datetime.is_some() || block.len() <= LONGEST_CLOCK && starts_with_clock(page.words(block))
}

/// A line with a clock and its zone is no longer than this, in bytes.
const LONGEST_CLOCK: u32 = 20;

fn starts_with_clock(text: &str) -> bool {
    let text = text.as_bytes();
    let n_hour = text.iter().take_while(|b| b.is_ascii_digit()).count();
    (1..=2).contains(&n_hour)
        && matches!(text.get(n_hour), Some(b':' | b'.'))
        && text
            .get(n_hour + 1..n_hour + 3)
            .is_some_and(|minutes| minutes.iter().all(u8::is_ascii_digit))
}

/// The clock time of an ISO date-time.
pub(super) fn of_stamp(stamp: &str) -> Option<String> {
    let clock = stamp.trim().get(11..16)?;
    let is_clock = clock
        .bytes()
        .enumerate()
        .all(|(n, b)| if n == 2 { b == b':' } else { b.is_ascii_digit() });
    is_clock.then(|| clock.to_owned())
}
