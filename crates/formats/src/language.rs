//! Whether a report is in English, the only language that is read.
//!
//! The guess is that of `whatlang` (letter triples), which needs some text to be sure: of a short one nothing is
//! said, and what the sender declared holds.

use crate::Document;
use dateline_reading::Problem;
use whatlang::{Lang, detect};

/// The code of the problem that sets a report aside. A host does not read a document that has it.
pub const SET_ASIDE: &str = "input.language";

/// Less text, in bytes, tells nothing about its language.
const SHORTEST: usize = 120;

/// More text, in bytes, would tell nothing new.
const LONGEST: usize = 4000;

/// Names the language of a report that is not in English, with a problem that sets it aside.
///
/// What the sender declares counts for a text that is too short to tell, and a declaration that the text belies is
/// corrected: sites declare the language of their menus.
pub(crate) fn check(document: &mut Document) {
    let report = &document.report;
    let declared = report.language.as_deref().map(primary);
    let (code, name) = match guess(report.cut(report.body)) {
        Some(Lang::Eng) => {
            if declared
                .as_deref()
                .is_some_and(|code| code != "en" && code != "eng")
            {
                document.report.language = Some("en".to_owned());
            }
            return;
        }
        Some(lang) => (short(lang).to_owned(), lang.eng_name().to_owned()),
        None => match declared {
            Some(code) if !matches!(code.as_str(), "" | "en" | "eng" | "und" | "mul" | "zxx") => {
                (code.clone(), format!("\"{code}\", as declared"))
            }
            _ => return,
        },
    };
    document.report.language = Some(code);
    document.problems.push(Problem {
        span: None,
        code: SET_ASIDE,
        message: format!("the report is in {name}: only English is read, so nothing was looked for in it"),
    });
}

/// The language part of a tag such as `en-GB` or `en_US`, in small letters.
fn primary(tag: &str) -> String {
    tag.trim()
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// The language of a text, where there is enough of it to be sure.
fn guess(text: &str) -> Option<Lang> {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text[..end].trim();
    let info = detect(text)?;
    // Of an alphabet with one language a few words are enough.
    let is_latin = info.script() == whatlang::Script::Latin;
    (info.is_reliable() && (!is_latin || text.len() >= SHORTEST)).then(|| info.lang())
}

/// The two-letter code of ISO 639-1 where there is one, as BCP 47 wants it.
fn short(lang: Lang) -> &'static str {
    use Lang::{
        Afr, Aka, Amh, Ara, Aze, Bel, Ben, Bul, Cat, Ces, Cmn, Cym, Dan, Deu, Ell, Eng, Epo, Est, Fin, Fra,
        Guj, Heb, Hin, Hrv, Hun, Hye, Ind, Ita, Jav, Jpn, Kan, Kat, Khm, Kor, Lat, Lav, Lit, Mal, Mar, Mkd,
        Mya, Nep, Nld, Nob, Ori, Pan, Pes, Pol, Por, Ron, Rus, Sin, Slk, Slv, Sna, Spa, Srp, Swe, Tam, Tel,
        Tgl, Tha, Tuk, Tur, Ukr, Urd, Uzb, Vie, Yid, Zul,
    };
    match lang {
        Afr => "af",
        Aka => "ak",
        Amh => "am",
        Ara => "ar",
        Aze => "az",
        Bel => "be",
        Ben => "bn",
        Bul => "bg",
        Cat => "ca",
        Ces => "cs",
        Cmn => "zh",
        Cym => "cy",
        Dan => "da",
        Deu => "de",
        Ell => "el",
        Eng => "en",
        Epo => "eo",
        Est => "et",
        Fin => "fi",
        Fra => "fr",
        Guj => "gu",
        Heb => "he",
        Hin => "hi",
        Hrv => "hr",
        Hun => "hu",
        Hye => "hy",
        Ind => "id",
        Ita => "it",
        Jav => "jv",
        Jpn => "ja",
        Kan => "kn",
        Kat => "ka",
        Khm => "km",
        Kor => "ko",
        Lat => "la",
        Lav => "lv",
        Lit => "lt",
        Mal => "ml",
        Mar => "mr",
        Mkd => "mk",
        Mya => "my",
        Nep => "ne",
        Nld => "nl",
        Nob => "nb",
        Ori => "or",
        Pan => "pa",
        Pes => "fa",
        Pol => "pl",
        Por => "pt",
        Ron => "ro",
        Rus => "ru",
        Sin => "si",
        Slk => "sk",
        Slv => "sl",
        Sna => "sn",
        Spa => "es",
        Srp => "sr",
        Swe => "sv",
        Tam => "ta",
        Tel => "te",
        Tgl => "tl",
        Tha => "th",
        Tuk => "tk",
        Tur => "tr",
        Ukr => "uk",
        Urd => "ur",
        Uzb => "uz",
        Vie => "vi",
        Yid => "yi",
        Zul => "zu",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_text::Report;

    #[track_caller]
    fn check_of(text: &str, declared: Option<&str>, language: Option<&str>, is_aside: bool) {
        let mut report = Report::from_text("1", text);
        report.language = declared.map(str::to_owned);
        let mut document = Document {
            report,
            ..Document::default()
        };
        check(&mut document);
        assert_eq!(document.report.language.as_deref(), language);
        assert_eq!(document.problems.iter().any(|p| p.code == SET_ASIDE), is_aside);
    }

    const ENGLISH: &str = "The governor of the region said on Monday that two people had been killed and five more wounded when shells hit a market in the town.";

    #[test]
    fn the_text_decides_where_it_is_long_enough() {
        check_of(ENGLISH, None, None, false);
        check_of(ENGLISH, Some("en-GB"), Some("en-GB"), false);
        check_of(ENGLISH, Some("ru"), Some("en"), false);
        let spanish = "El gobernador de la región dijo el lunes que dos personas murieron y otras cinco resultaron heridas cuando varios proyectiles cayeron en un mercado del pueblo.";
        check_of(spanish, Some("en"), Some("es"), true);
        check_of(
            "Двоє людей загинули внаслідок обстрілу ринку.",
            None,
            Some("uk"),
            true,
        );
    }

    #[test]
    fn of_a_short_one_the_sender_decides() {
        check_of("Kesra: 2 dead.", None, None, false);
        check_of("Kesra: 2 muertos.", Some("es-CO"), Some("es"), true);
    }
}
