//! What an element's tag, class, id and other attributes say of the text inside it.

use super::names::of_words;
use super::page::Mark;

/// What is known of an element from its start tag alone. A set of flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Role(u8);

impl Role {
    /// By its tag or a state such as `hidden`, no part of an article's prose.
    pub(super) const APART: Self = Self(1);
    /// By its class or id probably no part of it: comments, related links, sharing.
    pub(super) const DOUBTFUL: Self = Self(2);
    /// By its class or id probably the prose.
    pub(super) const LIKELY: Self = Self(4);
    /// An article as a whole, with its headline and byline.
    pub(super) const ARTICLE: Self = Self(8);
    /// The prose of an article, declared as such.
    pub(super) const BODY: Self = Self(16);
    /// One post of a live blog.
    pub(super) const POST: Self = Self(32);
    /// By its class or id as likely prose as not: `widget`, `video`.
    pub(super) const WEAK: Self = Self(64);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// This role where `not` is none of it.
    pub(super) const fn without(self, not: Self) -> Self {
        Self(self.0 & !not.0)
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn with_if(self, yes: bool, other: Self) -> Self {
        if yes { self.with(other) } else { self }
    }
}

/// How an element stands in the flow of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Flow {
    /// Inside a line, such as `b`.
    Inline,
    /// A line break.
    Break,
    /// A block of its own.
    Block,
    /// Its content is never prose and is passed over: `script`, `select`.
    Skipped,
    /// Has neither content nor an effect on the flow: `img`, `meta`.
    Void,
}

/// The flow of a tag. Tags that nobody has declared stand in a line, as in a browser.
pub(super) fn flow(tag: &[u8]) -> Flow {
    match tag {
        b"br" => Flow::Break,
        b"hr" => Flow::Block,
        b"area" | b"base" | b"col" | b"embed" | b"img" | b"input" | b"link" | b"meta" | b"param"
        | b"source" | b"track" | b"wbr" => Flow::Void,
        b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"math" | b"iframe" | b"object"
        | b"canvas" | b"audio" | b"video" | b"select" | b"datalist" | b"textarea" | b"button" | b"dialog"
        | b"map" | b"noembed" | b"noframes" | b"xmp" => Flow::Skipped,
        b"address" | b"article" | b"aside" | b"blockquote" | b"body" | b"caption" | b"center" | b"dd"
        | b"details" | b"div" | b"dl" | b"dt" | b"fieldset" | b"figcaption" | b"figure" | b"footer"
        | b"form" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"head" | b"header" | b"hgroup"
        | b"html" | b"legend" | b"li" | b"main" | b"menu" | b"nav" | b"ol" | b"p" | b"pre" | b"search"
        | b"section" | b"summary" | b"table" | b"tbody" | b"td" | b"tfoot" | b"th" | b"thead" | b"title"
        | b"tr" | b"ul" => Flow::Block,
        _ => Flow::Inline,
    }
}

/// Names of tags.
type Tags = &'static [&'static [u8]];

/// The start tags before which an open element of `tag` ends by itself, and how far up that reaches.
///
/// Returns the tags that are closed and those at which the search for them stops (HTML standard, optional tags).
pub(super) fn closes(tag: &[u8]) -> Option<(Tags, Tags)> {
    Some(match tag {
        b"li" => (&[b"li"], &[b"ul", b"ol", b"menu"]),
        b"dt" | b"dd" => (&[b"dt", b"dd"], &[b"dl"]),
        b"td" | b"th" => (&[b"td", b"th"], &[b"tr", b"table"]),
        b"tr" => (&[b"tr"], &[b"table"]),
        b"thead" | b"tbody" | b"tfoot" => (&[b"thead", b"tbody", b"tfoot"], &[b"table"]),
        _ if flow(tag) == Flow::Block => (
            &[b"p"],
            &[b"div", b"section", b"article", b"td", b"th", b"li", b"body"],
        ),
        _ => return None,
    })
}

/// The role that a tag has before its attributes are read.
pub(super) fn of_tag(tag: &[u8]) -> Role {
    match tag {
        b"nav" | b"footer" | b"aside" | b"figure" | b"figcaption" | b"caption" | b"menu" => Role::APART,
        b"article" => Role::ARTICLE,
        b"main" => Role::LIKELY,
        _ => Role::default(),
    }
}

/// What an attribute adds. `name` is in small letters, as the tokeniser gives it.
pub(super) fn of_attribute(name: &[u8], value: &[u8]) -> Role {
    let none = Role::default();
    match name {
        b"class" | b"id" => of_words(value),
        b"role" => match value {
            b"navigation" | b"complementary" | b"banner" | b"contentinfo" | b"dialog" | b"alertdialog"
            | b"search" => Role::APART,
            b"article" => Role::ARTICLE,
            b"main" => Role::LIKELY,
            _ => none,
        },
        b"hidden" => Role::APART,
        b"aria-hidden" | b"aria-modal" => none.with_if(value == b"true", Role::APART),
        b"style" => none.with_if(hides(value), Role::APART),
        b"itemprop" => match value {
            b"articleBody" | b"reviewBody" => Role::BODY,
            b"liveBlogUpdate" => Role::POST,
            b"comment" => Role::APART,
            _ => none,
        },
        b"itemtype" => match value.rsplit(|&b| b == b'/').next().unwrap_or_default() {
            b"NewsArticle" | b"Article" | b"ReportageNewsArticle" | b"BlogPosting" => Role::ARTICLE,
            b"Comment" | b"WPSideBar" | b"WPFooter" | b"WPHeader" | b"SiteNavigationElement" => Role::APART,
            _ => none,
        },
        b"data-component" | b"data-testid" | b"data-block" | b"data-qa" => of_words(value),
        _ => none,
    }
}

/// What an attribute marks the text inside as.
pub(super) fn mark(name: &[u8], value: &[u8]) -> Option<Mark> {
    match (name, value) {
        (b"rel" | b"itemprop", b"author") => Some(Mark::Author),
        (b"itemprop", b"publisher") => Some(Mark::Publisher),
        (b"class", _) => {
            let value = std::str::from_utf8(value).ok()?;
            let is_byline =
                |name: &str| matches!(name, "author" | "authors" | "by" | "byline" | "writer" | "fn");
            value
                .split_ascii_whitespace()
                .any(is_byline)
                .then_some(Mark::Byline)
        }
        _ => None,
    }
}

fn hides(style: &[u8]) -> bool {
    let plain: Vec<u8> = style
        .iter()
        .filter(|b| !b.is_ascii_whitespace())
        .map(u8::to_ascii_lowercase)
        .collect();
    let has = |what: &[u8]| plain.windows(what.len()).any(|w| w == what);
    has(b"display:none") || has(b"visibility:hidden")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, value: &str, has: Role, lacks: Role) {
        let role = of_attribute(name.as_bytes(), value.as_bytes());
        assert!(
            (has == Role::default() || role.has(has)) && !role.has(lacks),
            "{name}={value}: {role:?}"
        );
    }

    #[test]
    fn a_class_says_what_its_words_say() {
        check("class", "StoryBody__text", Role::BODY, Role::DOUBTFUL);
        check("class", "entry-content clearfix", Role::BODY, Role::DOUBTFUL);
        check("class", "article-body__related", Role::DOUBTFUL, Role::BODY);
        check("id", "onetrust-consent-sdk", Role::DOUBTFUL, Role::LIKELY);
        check("class", "most-read list", Role::DOUBTFUL, Role::BODY);
        check("class", "headers", Role::default(), Role::DOUBTFUL);
        check("class", "live-post", Role::POST, Role::DOUBTFUL);
    }

    #[test]
    fn other_attributes_speak_too() {
        check("style", "color: red; DISPLAY : none", Role::APART, Role::LIKELY);
        check("itemprop", "articleBody", Role::BODY, Role::APART);
        check("role", "contentinfo", Role::APART, Role::ARTICLE);
        check(
            "itemtype",
            "https://schema.org/NewsArticle",
            Role::ARTICLE,
            Role::APART,
        );
        check("aria-hidden", "false", Role::default(), Role::APART);
    }
}
