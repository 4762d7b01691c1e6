"""Reads the corpora into one sentence type, with labels, names and features."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
CONFIG = tomllib.loads((HERE / "config.toml").read_text())
CORPORA = Path(CONFIG["corpora"])
WORK = Path(CONFIG["work"])
NAME_TYPES = CONFIG["names"]["types"]
NAME_TAGS = ["O"] + [f"{p}-{t}" for t in NAME_TYPES for p in "BI"]


@dataclass
class Sentence:
    """Words with what is known of them. A field that is None is not known and gives no loss."""

    forms: list[str]
    glued: list[bool]  # no blank before the word
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None  # 0 is the root, else 1-based
    rels: list[str] | None = None
    names: list[str] | None = None
    entities: list[tuple[int, int, str, bool]] = field(default_factory=list)  # GUM only
    document: str = ""


def read_conllu(path: Path) -> list[Sentence]:
    out, rows, doc = [], [], ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                doc = line.split("=")[-1].strip()
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                out.append(_sentence(rows, doc))
                rows = []
    if rows:
        out.append(_sentence(rows, doc))
    return out


def _sentence(rows: list[list[str]], doc: str) -> Sentence:
    s = Sentence([], [], [], [], [], [], [], document=doc)
    glue_next, range_end, range_glue = False, 0, False
    open_entities: list[tuple[str, int, str]] = []
    for row in rows:
        misc = row[9]
        no_space = "SpaceAfter=No" in misc
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            range_end, range_glue = last, no_space
            continue
        if "." in row[0]:
            continue
        n = int(row[0])
        s.forms.append(row[1].replace("\u00a0", " "))
        s.glued.append(glue_next)
        s.lemmas.append(row[2])
        s.upos.append(row[3])
        s.xpos.append(row[4])
        s.heads.append(int(row[6]))
        s.rels.append(row[7])
        if n < range_end:
            glue_next = True
        elif n == range_end:
            glue_next = range_glue
        else:
            glue_next = no_space
        m = re.search(r"Entity=([^|]*)", misc)
        if m:
            for opened, number, kind, closed in re.findall(r"(\()?(\d+)(?:-([a-z]+)[^()]*)?(\))?", m[1]):
                if opened:
                    # A link (Wikipedia title) is the last field and starts with a capital.
                    open_entities.append((number, n - 1, kind))
                if closed:
                    for i in range(len(open_entities) - 1, -1, -1):
                        if open_entities[i][0] == number:
                            _, start, kind = open_entities.pop(i)
                            s.entities.append((start, n, kind, True))
                            break
    return s


# ---------------------------------------------------------------- plain text

ABBREVIATIONS = set(
    """mr mrs ms dr st gen lt col sgt capt maj brig adm prof sen rep gov hon rev jr sr vs no vol pp etc inc ltd co corp
    jan feb mar apr jun jul aug sep sept oct nov dec u.s u.n u.k e.g i.e a.m p.m mt ft dept est fig al cf""".split()
)
WORD = re.compile(
    r"""(?:https?://|www\.)[^\s<>"]*[\w/]            # addresses
      |[\w.+-]+@[\w-]+(?:\.[\w-]+)+
      |(?:[A-Za-z]\.){2,}                              # U.S.
      |(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Sgt|Capt|Maj|Brig|Adm|Prof|Sen|Rep|Gov|Hon|Rev|Jr|Sr|vs|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp)\.(?=\s)
      |\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?!\w)        # numbers
      |\.{2,}|-{2,}|…
      |[^\W_]+(?:['’][^\W_]+)*                         # words, apostrophes inside
      |\s+|.""",
    re.X,
)
CLITIC = re.compile(r"(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$", re.I)
JOINED = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3}


def tokenise(text: str) -> list[tuple[str, bool, int, int]]:
    """Words of `text` as in UD English: (form, glued, start, end)."""
    out, glued = [], False
    for m in WORD.finditer(text):
        word, start = m[0], m.start()
        if word.isspace():
            glued = False
            continue
        pieces = [word]
        c = CLITIC.match(word)
        if c and not word.startswith("http"):
            pieces = [c[1], c[2]]
        elif word.lower() in JOINED:
            cut = JOINED[word.lower()]
            pieces = [word[:cut], word[cut:]]
        for p in pieces:
            out.append((p, glued, start, start + len(p)))
            start += len(p)
            glued = True
    return out


def split_sentences(tokens):
    """A sentence ends at . ! ? (with closing quotes) before a blank and a capital, quote or digit."""
    out, current = [], []
    for i, t in enumerate(tokens):
        current.append(t)
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if after is None:
            break
        closing = t[0] in "\"”’)'" and len(current) > 1 and current[-2][0] in ".!?"
        if (t[0] in {".", "!", "?", "…"} or closing) and not after[1] and not after[0][0].islower():
            out.append(current)
            current = []
    if current:
        out.append(current)
    return out


def plain_sentences(max_words: int) -> list[Sentence]:
    seen, out = set(), []
    with gzip.open(CORPORA / "plain/statements-au.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            for tokens in split_sentences(tokenise(line.strip())):
                if not 3 <= len(tokens) <= max_words:
                    continue
                forms = [t[0] for t in tokens]
                key = hash(tuple(forms))
                if key not in seen:
                    seen.add(key)
                    out.append(Sentence(forms, [False] + [t[1] for t in tokens[1:]]))
    return out


# ---------------------------------------------------------------- names

def _lexicon(name: str) -> list[str]:
    return [l.strip() for l in (HERE / "words" / f"{name}.txt").read_text().splitlines() if l.strip() and l[0] != "#"]


DEMONYMS = set(_lexicon("demonyms"))
COUNTRIES = set(_lexicon("countries"))
TITLES = set(
    """president prime minister foreign defence defense secretary general lieutenant colonel major captain sergeant brigadier
    admiral king queen prince sheikh mr mrs ms dr sir lord lady senator governor ambassador chancellor chairman envoy gen lt
    col maj capt sgt brig adm sen gov spokesman spokesperson spokeswoman commander chief special advisor adviser deputy vice
    representative justice judge professor prof minister-designate his her excellency hon rt mp state under undersecretary
    assistant director us u.s. uk navy army senior petty officer first class specialist staff office presidential citizen commission
    fighter leader pilot member members soldier soldiers doctor imam mullah ayatollah emir warrant corporal private acting interim""".split()
)
HYPHENS = {"-", "–"}


def from_spans(n: int, spans: list[tuple[int, int, str]]) -> list[str]:
    tags = ["O"] * n
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        if start < end and all(t == "O" for t in tags[start:end]):
            tags[start] = f"B-{kind}"
            for i in range(start + 1, end):
                tags[i] = f"I-{kind}"
    return tags


def to_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    spans, start, kind = [], None, None
    for i, t in enumerate(tags + ["O"]):
        if start is not None and (t[0] != "I" or t[2:] != kind):
            spans.append((start, i, kind))
            start = None
        if t[0] == "B" or (t[0] == "I" and start is None):
            start, kind = i, t[2:]
    return spans


FOLLOWS = np.array([[tag[0] != "I" or before[2:] == tag[2:] for before in NAME_TAGS] for tag in NAME_TAGS])


def best_path(scores: np.ndarray) -> list[int]:
    """The best tags for a sentence (`[words, tags]`) in which a name goes on only as it began."""
    total, back = np.where(np.array([t[0] == "I" for t in NAME_TAGS]), -np.inf, scores[0]), []
    for row in scores[1:]:
        options = np.where(FOLLOWS, total[None, :], -np.inf)
        back.append(options.argmax(1))
        total = options.max(1) + row
    path = [int(total.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def capital(word: str) -> bool:
    return word[:1].isupper()


def trim(forms: list[str], start: int, end: int, kind: str) -> tuple[int, int, str]:
    """Cuts an annotated mention down to its name: no articles, no words in small letters at its ends, no titles before persons."""
    while start < end and not capital(forms[start]) and not (
        start + 2 < end and forms[start + 1] in HYPHENS and capital(forms[start + 2])
    ) and not (forms[start][0].isdigit() and kind != "LOC" and end - start > 1):
        start += 1
    while start < end and forms[start].lower() in {"the", "a", "an", "its", "our", "their", "his", "this", "these"}:
        start += 1
    while start < end and not capital(forms[end - 1]) and not any(c.isdigit() for c in forms[end - 1]):
        end -= 1
    if kind == "PER":
        while start < end and (forms[start].lower().strip(".") in TITLES or forms[start] in DEMONYMS or forms[start] in {"of", ".", "for"} or forms[start] in COUNTRIES):
            start += 1
    if end - start == 1 and forms[start] in DEMONYMS:
        kind = "NORP"
    if kind == "ORG" and all(f in DEMONYMS | COUNTRIES | {"and"} for f in forms[start:end]):
        kind = "NORP"
    if " ".join(forms[start:end]) in COUNTRIES:
        kind = "LOC"
    return start, end, kind


PARTICLES = set("al el bin ibn abu de la del der von van ul ur ad an ash at ar as az".split())
INSIDE = PARTICLES | set("of the for and in 's ’s & - – . to on on /".split())


def clean(forms: list[str], kind: str) -> bool:
    """Whether a mention reads like one name: inside it only the small words that names have."""
    allowed = PARTICLES | {"-", "–", ".", "'", "’"} if kind == "PER" else INSIDE
    if kind in {"LOC", "NORP"}:
        allowed = INSIDE - {"for", "and", "in", "to", "on"}
    return any(map(capital, forms)) and all(capital(f) or f.lower() in allowed or (kind != "PER" and any(c.isdigit() for c in f)) for f in forms)


def add_demonyms(s: Sentence) -> None:
    """Corpora without peoples get them from the word list, where no other name stands."""
    for i, form in enumerate(s.forms):
        if s.names[i] == "O" and form in DEMONYMS:
            s.names[i] = "B-NORP"


def re3d() -> tuple[list[Sentence], list[Sentence]]:
    """Training and held-out sentences of re3d; a document whose number mod `re3d_holdout` is the last is held out."""
    docs = [json.loads(l) for l in gzip.open(CORPORA / "names/re3d-documents.jsonl.gz", "rt")]
    by_doc = defaultdict(list)
    for l in gzip.open(CORPORA / "names/re3d-entities.jsonl.gz", "rt"):
        e = json.loads(l)
        by_doc[e["documentId"]].append(e)
    kinds = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NORP"}
    train, held = [], []
    for number, d in enumerate(docs):
        tokens = tokenise(d["text"])
        spans_at = []
        for e in by_doc[d["_id"]]:
            if e["type"] not in kinds or (e["confidence"] < 0.5 and e["type"] != "Nationality"):
                continue
            inside = [i for i, t in enumerate(tokens) if t[2] < e["end"] and t[3] > e["begin"]]
            if inside:
                spans_at.append((inside[0], inside[-1] + 1, kinds[e["type"]]))
        forms = [t[0] for t in tokens]
        names = set()
        for start, end, kind in spans_at:
            # "'s" belongs to no name; pronouns have capitals at a sentence's start.
            start, end, kind = trim(forms, start, end, kind)
            if not clean(forms[start:end], kind):
                continue
            if start < end and not (end - start == 1 and forms[start].lower() in PRONOUNS):
                names.add((start, end, kind))
        # A longer mention such as "Mosul district, Ninewa province" may hold a clean name: prefer one without commas.
        names = [n for n in names if "," not in forms[n[0]:n[1]]]
        # Not every mention was annotated: a name found once in the document is that name throughout it.
        names += repeats(forms, names)
        tags = from_spans(len(forms), names)
        at = 0
        for chunk in _by_lines(tokens, d["text"]):
            for sent in split_sentences(chunk):
                n = len(sent)
                s = Sentence([t[0] for t in sent], [False] + [t[1] for t in sent[1:]], names=tags[at:at + n], document=d["_id"])
                if s.names[0][0] == "I":
                    s.names[0] = "B" + s.names[0][1:]
                add_demonyms(s)
                (held if number % CONFIG["names"]["re3d_holdout"] == CONFIG["names"]["re3d_holdout"] - 1 else train).append(s)
                at += n
    return train, held


def repeats(forms: list[str], names: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Further mentions of a document's names, and of states, outside the annotated ones."""
    votes: dict[tuple[str, ...], Counter] = defaultdict(Counter)
    for start, end, kind in names:
        votes[tuple(forms[start:end])][kind] += 1
    for country in COUNTRIES:
        votes[tuple(t[0] for t in tokenise(country))]["LOC"] += 1000
    taken = {i for start, end, _ in names for i in range(start, end)}
    out = []
    for start in range(len(forms)):
        for length in range(6, 0, -1):
            kinds = votes.get(tuple(forms[start:start + length]))
            if kinds and start + length <= len(forms) and not taken & set(range(start, start + length)):
                out.append((start, start + length, kinds.most_common(1)[0][0]))
                taken |= set(range(start, start + length))
                break
    return out


def _by_lines(tokens, text):
    chunk = []
    for t in tokens:
        if chunk and "\n" in text[chunk[-1][3]:t[2]]:
            yield chunk
            chunk = []
        chunk.append(t)
    if chunk:
        yield chunk


PRONOUNS = set("i he she it we they you his her its our their my your this that these those who us them there".split())


def crossner(part: str) -> list[Sentence]:
    kinds = {"politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "country": "LOC",
             "location": "LOC", "election": "MISC", "event": "MISC", "misc": "MISC"}
    out, forms, tags, glued = [], [], [], []
    lines = gzip.open(CORPORA / f"names/crossner-politics-{part}.conll.gz", "rt").read().split("\n") + [""]
    for line in lines:
        if not line.strip():
            if forms:
                s = Sentence(forms, glued, names=tags)
                for start, end, kind in to_spans(tags):
                    one = end - start == 1
                    if one and forms[start] in DEMONYMS:
                        tags[start] = "B-NORP"
                add_demonyms(s)
                out.append(s)
            forms, tags, glued = [], [], []
            continue
        word, tag = line.split("\t")
        tag = "O" if tag == "O" else tag[:2] + kinds[tag[2:]]
        pieces = re.split(r"((?<=\w)-(?=\w))", word) if "://" not in word else [word]
        for i, p in enumerate(x for x in pieces if x):
            forms.append(p)
            glued.append(i > 0 or p in {",", ".", ")", ";", ":", "'s"})
            tags.append(tag if i == 0 or tag == "O" else "I" + tag[1:])
    return out


def uner(part: str) -> list[Sentence]:
    """UNER names with the words' glue taken from the treebank where the sentence is found there."""
    trees = read_conllu(CORPORA / f"treebank/ewt-{part}.conllu.gz")
    by_forms = {tuple(t.forms): t for t in trees}
    out, rows, document = [], [], None
    for line in gzip.open(CORPORA / f"names/uner-en_ewt-ud-{part}.iob2.gz", "rt").read().split("\n") + [""]:
        if line.startswith("# newdoc id = "):
            document = line.removeprefix("# newdoc id = ")
        if line.startswith("#"):
            continue
        if line:
            rows.append(line.split("\t"))
        elif rows:
            forms = [r[1] for r in rows]
            tree = by_forms.get(tuple(forms))
            s = Sentence(forms, tree.glued if tree else [False] * len(forms), names=[r[2] if r[2][2:] in NAME_TYPES else "O" for r in rows], document=document)
            add_demonyms(s)
            out.append(s)
            rows = []
    return out


def name_gum(s: Sentence) -> None:
    """Names from GUM's entity mentions: the run of proper nouns around a mention's head."""
    kinds = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC", "object": "MISC", "abstract": "MISC"}
    spans = []
    proper = [x in {"NNP", "NNPS"} for x in s.xpos]
    for start, end, kind, _ in s.entities:
        if kind not in kinds:
            continue
        head = next((i for i in range(start, end) if not start <= s.heads[i] - 1 < end), None)
        if head is None or not proper[head]:
            continue
        a, b = head, head + 1
        while a > start and (proper[a - 1] or (a - 1 > start and s.forms[a - 1] in HYPHENS | {"'s", "&", "of"} and proper[a - 2]) or (s.forms[a - 1] == "." )):
            a -= 1
        while b < end:
            if proper[b] or (s.xpos[b] == "CD" and kinds[kind] == "MISC"):
                b += 1
            elif kinds[kind] == "PER" and s.forms[b] not in HYPHENS:
                break
            elif b + 1 < end and s.forms[b] in HYPHENS | {"'s", "of", "for", "&"} and proper[b + 1]:
                b += 2
            elif b + 2 < end and s.forms[b] in {"of", "for"} and s.forms[b + 1] == "the" and proper[b + 2]:
                b += 3
            else:
                break
        a, b, k = trim(s.forms, a, b, kinds[kind])
        if a < b:
            spans.append((a, b, k))
    s.names = from_spans(len(s.forms), spans)
    add_demonyms(s)


# ---------------------------------------------------------------- labels

def lemma_script(form: str, lemma: str) -> str:
    """The edit from a form to its lemma: L(ower) or K(eep) the form, cut so many letters, append."""
    for case, base in (("K", form), ("L", form.lower())) if form != form.lower() and lemma[:1].isupper() else (("L", form.lower()), ("K", form)):
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        cut, add = len(base) - common, lemma[common:]
        if common > 0 or len(base) <= 4:
            return f"{case}{cut}+{add}"
    return "L0+"


def apply_script(form: str, script: str) -> str:
    case, rest = script[0], script[1:]
    cut, add = rest.split("+", 1)
    form = form.translate(STRAIGHT)
    base = form if case == "K" else form.lower()
    return (base[: len(base) - int(cut)] + add) if int(cut) <= len(base) else base


@dataclass
class Labels:
    upos: list[str]
    xpos: list[str]
    lemma: list[str]
    rels: list[str]
    names: list[str]

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(self.__dict__, ensure_ascii=False))

    @staticmethod
    def load(path: Path) -> "Labels":
        return Labels(**json.loads(path.read_text()))


def make_labels(sentences: list[Sentence]) -> Labels:
    rels, scripts = Counter(), Counter()
    upos, xpos = set(), set()
    for s in sentences:
        rels.update(s.rels)
        upos.update(s.upos)
        xpos.update(s.xpos)
        scripts.update(lemma_script(f, l) for f, l in zip(s.forms, s.lemmas))
    kept = sorted(r for r, n in rels.items() if n >= 15)
    common = sorted((k for k, n in scripts.items() if n >= 3), key=lambda k: (-scripts[k], k))[:240]
    return Labels(sorted(upos), sorted(xpos), sorted(common), kept, NAME_TAGS)


# ---------------------------------------------------------------- the student's input

MASK = (1 << 64) - 1


def fnv(data: bytes, seed: int) -> int:
    """FNV-1a over 64 bits with the seed folded into the offset, and a final mix so that low bits are usable."""
    h = (0xCBF29CE484222325 ^ (seed * 0x9E3779B97F4A7C15)) & MASK
    for b in data:
        h = ((h ^ b) * 0x100000001B3) & MASK
    h ^= h >> 32
    return h


STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'})


def lower(word: str) -> str:
    """Letter by letter, as Rust's `char::to_lowercase` does it, with straight quotation marks."""
    return "".join(c.lower() for c in word.translate(STRAIGHT))


def digit(c: str) -> bool:
    return "0" <= c <= "9"


def case_class(word: str) -> int:
    """0 no letter, 1 digits, 2 letters and digits, 3 small, 4 one capital, 5 all capitals, 6 first capital, 7 mixed."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 1 if any(map(digit, word)) else 0
    upper = sum(c.isupper() for c in letters)
    if any(map(digit, word)):
        return 2
    if upper == 0:
        return 3
    if upper == len(letters):
        return 4 if len(letters) == 1 else 5
    if letters[0].isupper() and upper == 1:
        return 6
    return 7


def shape(word: str) -> str:
    """X, x, d and the other characters as they are, runs cut at three, at most twelve."""
    out = []
    for c in word.translate(STRAIGHT):
        k = "X" if c.isupper() else "x" if c.isalpha() else "d" if digit(c) else c
        if len(out) >= 3 and out[-1] == out[-2] == out[-3] == k:
            continue
        out.append(k)
        if len(out) == 12:
            break
    return "".join(out)


def sentence_case(forms: list[str]) -> int:
    """0 as usual, 1 no capital at all, 2 all capitals, 3 every long word capitalised: where case tells less."""
    words = [w for w in forms if any(c.isalpha() for c in w)]
    if len(words) < 3:
        return 0
    classes = [case_class(w) for w in words]
    if all(c in (2, 3) for c in classes):
        return 1
    if sum(c in (4, 5) for c in classes) * 10 >= len(words) * 7:
        return 2
    long = [c for w, c in zip(words, classes) if len(w) > 3]
    if len(long) >= 3 and all(c != 3 for c in long):
        return 3
    return 0


class Features:
    """Rows of the one embedding table that are summed for a word. Row 0 is always zero."""

    def __init__(self, student: dict):
        self.tables: list[tuple[str, int, int]] = []  # name, first row, rows
        at = 1
        for name, rows in [("form1", student["form_rows"]), ("form2", student["form_rows"])] + [
            (f"{side}{n + 1}", rows) for side in ("prefix", "suffix") for n, rows in enumerate(student["affix_rows"])
        ] + [("shape", student["shape_rows"]), ("case", 128)]:
            self.tables.append((name, at, rows))
            at += rows
        self.rows = at
        self.cache: dict[str, list[int]] = {}

    def word(self, form: str) -> list[int]:
        got = self.cache.get(form)
        if got is not None:
            return got
        low = lower(form)
        out = []
        for n, (name, first, rows) in enumerate(self.tables[:-1]):
            if name.startswith("form"):
                key = low
            elif name == "shape":
                key = shape(form)
            else:
                size = int(name[-1])
                if len(low) < size:
                    out.append(0)
                    continue
                key = low[:size] if name.startswith("prefix") else low[-size:]
            out.append(first + fnv(key.encode(), n) % rows)
        self.cache[form] = out
        return out

    def sentence(self, forms: list[str], glued: list[bool]) -> np.ndarray:
        mode = sentence_case(forms)
        first = self.tables[-1][1]
        out = np.empty((len(forms), len(self.tables)), np.int32)
        for i, form in enumerate(forms):
            out[i, :-1] = self.word(form)
            out[i, -1] = first + mode * 32 + case_class(form) * 4 + (i == 0) * 2 + bool(glued[i])
        return out
