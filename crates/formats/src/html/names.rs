//! What the words in a class or id say of an element.

use super::element::Role;

/// The role that a class or id gives, which may hold several names.
pub(super) fn of_words(value: &[u8]) -> Role {
    let Ok(value) = std::str::from_utf8(value) else {
        return Role::default();
    };
    let mut role = Role::default();
    for name in value.split_ascii_whitespace() {
        let mut previous = String::new();
        let mut words = words(name).peekable();
        while let Some(word) = words.next() {
            let pair = (previous.as_str(), word.as_str());
            let is_state =
                HAVING.contains(&pair.0) || words.peek().is_some_and(|next| STATE.contains(&next.as_str()));
            role = role
                .with_if(
                    is_in(DOUBTFUL, &word) && !is_state || DOUBTFUL_PAIRS.contains(&pair),
                    Role::DOUBTFUL,
                )
                .with_if(is_in(WEAK, &word) && !is_state, Role::WEAK)
                .with_if(is_in(LIKELY, &word), Role::LIKELY)
                .with_if(
                    BODY_PAIRS.contains(&pair) || matches!(word.as_str(), "articlebody" | "storybody"),
                    Role::BODY,
                )
                .with_if(POST_PAIRS.contains(&pair), Role::POST);
            previous = word;
        }
    }
    // "article-body__related": the doubt is the narrower word.
    if role.has(Role::DOUBTFUL.with(Role::WEAK)) {
        role = role.without(Role::LIKELY.with(Role::BODY).with(Role::POST));
    }
    role
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// The words of a class name: `StoryBody__text-wrap` gives `story body text wrap`.
fn words(name: &str) -> impl Iterator<Item = String> + '_ {
    name.split(|c: char| !c.is_ascii_alphabetic()).flat_map(|piece| {
        let mut out = Vec::new();
        let mut word = String::new();
        let mut was_small = false;
        for c in piece.chars() {
            if c.is_ascii_uppercase() && was_small {
                out.push(std::mem::take(&mut word));
            }
            was_small = c.is_ascii_lowercase();
            word.push(c.to_ascii_lowercase());
        }
        out.push(word);
        out.into_iter().filter(|word| !word.is_empty())
    })
}

/// Words in a class or id that stand for what is no prose.
const DOUBTFUL: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertorial",
    "alsoread",
    "appeal",
    "aside",
    "author",
    "authors",
    "backlink",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "breakingnews",
    "byline",
    "caption",
    "captions",
    "carousel",
    "catlinks",
    "comment",
    "commentlist",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "credit",
    "credits",
    "cta",
    "didomi",
    "disclaimer",
    "disqus",
    "donate",
    "donation",
    "editsection",
    "endnote",
    "endnotes",
    "footer",
    "footnav",
    "footnote",
    "footnotes",
    "gallery",
    "gdpr",
    "hashtags",
    "hatnote",
    "headlines",
    "infobox",
    "jetpack",
    "keywords",
    "lightbox",
    "login",
    "masthead",
    "mega",
    "megamenu",
    "menu",
    "menubar",
    "metadata",
    "modal",
    "mostread",
    "nav",
    "navbar",
    "navbox",
    "navigation",
    "newsletter",
    "noprint",
    "onetrust",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "partners",
    "paywall",
    "pingback",
    "popular",
    "popup",
    "promo",
    "promos",
    "pullquote",
    "rail",
    "readalso",
    "readmore",
    "recaptcha",
    "recirc",
    "recommendations",
    "recommended",
    "references",
    "reflist",
    "register",
    "related",
    "relatedposts",
    "reply",
    "respond",
    "rrssb",
    "share",
    "sharedaddy",
    "sharing",
    "shop",
    "shoutbox",
    "sidenav",
    "signin",
    "signup",
    "slideshow",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "syndication",
    "taboola",
    "taglist",
    "teaser",
    "teasers",
    "ticker",
    "toc",
    "toolbar",
    "tooltip",
    "topbar",
    "trending",
    "trinity",
    "upsell",
];

/// Words that stand for it about as often as for a part of the page that holds the prose.
const WEAK: &[&str] = &[
    "banner",
    "categories",
    "category",
    "community",
    "embed",
    "explore",
    "follow",
    "print",
    "search",
    "sidebar",
    "skip",
    "social",
    "socials",
    "tag",
    "tags",
    "timestamp",
    "topics",
    "tweet",
    "utility",
    "video",
    "widget",
    "widgets",
];

/// Words after which another tells how a page is laid out, and not what stands in the element: `has-sidebar`.
const HAVING: &[&str] = &["has", "is", "no", "not", "with", "without"];

/// Words that do so for the one before them: `comments-enabled`.
const STATE: &[&str] = &["closed", "disabled", "enabled", "layout", "left", "open", "right"];

/// Two words in a row that do.
const DOUBTFUL_PAIRS: &[(&str, &str)] = &[
    ("most", "read"),
    ("most", "popular"),
    ("most", "viewed"),
    ("read", "more"),
    ("read", "also"),
    ("read", "next"),
    ("more", "on"),
    ("more", "from"),
    ("more", "stories"),
    ("more", "news"),
    ("also", "read"),
    ("see", "also"),
    ("sign", "up"),
    ("log", "in"),
    ("sr", "only"),
    ("visually", "hidden"),
    ("screen", "reader"),
    ("up", "next"),
    ("you", "may"),
    ("latest", "news"),
    ("latest", "stories"),
    ("qc", "cmp"),
    ("sp", "message"),
    ("post", "meta"),
    ("entry", "meta"),
    ("article", "meta"),
    ("story", "meta"),
    ("editors", "picks"),
    ("photo", "credit"),
    ("about", "author"),
    ("press", "contact"),
    ("media", "contact"),
    ("key", "words"),
    ("support", "us"),
    ("edit", "section"),
    ("pull", "quote"),
    ("table", "contents"),
    ("key", "events"),
];

/// Words that stand for prose.
const LIKELY: &[&str] = &[
    "article",
    "articlebody",
    "articletext",
    "body",
    "content",
    "entry",
    "main",
    "news",
    "page",
    "post",
    "prose",
    "report",
    "richtext",
    "story",
    "storybody",
    "storytext",
    "text",
    "wysiwyg",
];

/// Two words in a row that declare it.
const BODY_PAIRS: &[(&str, &str)] = &[
    ("article", "body"),
    ("article", "text"),
    ("article", "content"),
    ("story", "body"),
    ("story", "text"),
    ("story", "content"),
    ("entry", "content"),
    ("post", "content"),
    ("post", "body"),
    ("news", "text"),
    ("news", "body"),
    ("body", "text"),
    ("content", "body"),
    ("article", "copy"),
];

/// Two words in a row that name a post of a live blog.
const POST_PAIRS: &[(&str, &str)] = &[
    ("live", "post"),
    ("live", "update"),
    ("live", "entry"),
    ("liveblog", "post"),
    ("liveblog", "entry"),
    ("liveblog", "update"),
    ("blog", "block"),
    ("live", "event"),
    ("timeline", "entry"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_for_the_search() {
        for list in [DOUBTFUL, WEAK, LIKELY] {
            let out_of_order = list.windows(2).find(|w| w[0] >= w[1]);
            assert_eq!(out_of_order, None);
        }
    }

    #[test]
    fn a_name_that_tells_of_the_layout_says_nothing_of_the_text() {
        for name in ["has-sidebar", "comments-enabled", "no-related", "with-comments"] {
            let role = of_words(name.as_bytes());
            assert!(!role.has(Role::DOUBTFUL.with(Role::WEAK)), "{name}");
        }
        assert!(of_words(b"comments-list").has(Role::DOUBTFUL));
    }
}
