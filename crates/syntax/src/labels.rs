//! The closed vocabularies of Universal Dependencies and the Penn Treebank.

use std::fmt;

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident, fallback $fallback:ident: $($variant:ident $text:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[allow(missing_docs, non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u8)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// All labels, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The label as the treebanks write it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The label written so; an unknown one gives the vocabulary's catch-all.
            pub fn parse(text: &str) -> Self {
                match text { $($text => Self::$variant,)+ _ => Self::$fallback }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

labels! {
    /// Universal part of speech.
    Upos, fallback X:
    ADJ "ADJ", ADP "ADP", ADV "ADV", AUX "AUX", CCONJ "CCONJ", DET "DET", INTJ "INTJ", NOUN "NOUN", NUM "NUM",
    PART "PART", PRON "PRON", PROPN "PROPN", PUNCT "PUNCT", SCONJ "SCONJ", SYM "SYM", VERB "VERB", X "X",
}

labels! {
    /// Penn Treebank tag, as used in the English Universal Dependencies treebanks.
    Xpos, fallback FW:
    ADD "ADD", AFX "AFX", CC "CC", CD "CD", DT "DT", EX "EX", FW "FW", GW "GW", HYPH "HYPH", IN "IN", JJ "JJ",
    JJR "JJR", JJS "JJS", LS "LS", MD "MD", NFP "NFP", NN "NN", NNP "NNP", NNPS "NNPS", NNS "NNS", PDT "PDT",
    POS "POS", PRP "PRP", PRP_ "PRP$", RB "RB", RBR "RBR", RBS "RBS", RP "RP", SYM "SYM", TO "TO", UH "UH",
    VB "VB", VBD "VBD", VBG "VBG", VBN "VBN", VBP "VBP", VBZ "VBZ", WDT "WDT", WP "WP", WP_ "WP$", WRB "WRB",
    XX "XX", LeftBracket "-LRB-", RightBracket "-RRB-", Comma ",", Period ".", Colon ":", OpenQuote "``",
    CloseQuote "''", Dollar "$",
}

labels! {
    /// Dependency relation, with the subtypes that the rules ask for.
    Relation, fallback Dep:
    Acl "acl", AclRelcl "acl:relcl", Advcl "advcl", AdvclRelcl "advcl:relcl", Advmod "advmod", Amod "amod",
    Appos "appos", Aux "aux", AuxPass "aux:pass", Case "case", Cc "cc", CcPreconj "cc:preconj", Ccomp "ccomp",
    Clf "clf", Compound "compound", CompoundPrt "compound:prt", Conj "conj", Cop "cop", Csubj "csubj",
    CsubjPass "csubj:pass", Dep "dep", Det "det", DetPredet "det:predet", Discourse "discourse",
    Dislocated "dislocated", Expl "expl", Fixed "fixed", Flat "flat", FlatForeign "flat:foreign",
    Goeswith "goeswith", Iobj "iobj", List "list", Mark "mark", Nmod "nmod", NmodPoss "nmod:poss",
    NmodDesc "nmod:desc", NmodUnmarked "nmod:unmarked", NmodTmod "nmod:tmod", Nsubj "nsubj",
    NsubjOuter "nsubj:outer", NsubjPass "nsubj:pass", Nummod "nummod", Obj "obj", Obl "obl", OblAgent "obl:agent",
    OblTmod "obl:tmod", OblUnmarked "obl:unmarked", Orphan "orphan", Parataxis "parataxis", Punct "punct",
    Reparandum "reparandum", Root "root", Vocative "vocative", Xcomp "xcomp",
}

impl Relation {
    /// The universal relation, without the subtype: what the CoNLL 2018 rules compare.
    #[must_use]
    pub fn base(self) -> Self {
        Self::parse(self.as_str().split(':').next().unwrap_or_default())
    }

    /// Whether this is a subject of any voice, nominal or clausal.
    pub const fn is_subject(self) -> bool {
        matches!(
            self,
            Self::Nsubj | Self::NsubjPass | Self::NsubjOuter | Self::Csubj | Self::CsubjPass
        )
    }
}

labels! {
    /// What kind of thing a name names, as the model tells it.
    NameKind, fallback Misc:
    Person "PER", Organisation "ORG", Place "LOC", People "NORP", Misc "MISC",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_survive_a_round_trip() {
        for &r in Relation::ALL {
            assert_eq!(Relation::parse(r.as_str()), r);
        }
        for &x in Xpos::ALL {
            assert_eq!(Xpos::parse(x.as_str()), x);
        }
        assert_eq!(Relation::NmodPoss.base(), Relation::Nmod);
        assert_eq!(Relation::parse("no such"), Relation::Dep);
    }
}
