"""spaCy's pipeline: the only place that loads it, and the one way in which a text is parsed."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, LEMMA, LENGTH, MORPH, POS, SPACY, TAG
from spacy.language import Language
from spacy.symbols import PROPN, SPACE
from spacy.tokens import Doc, Span
from threadpoolctl import threadpool_limits

import bot.news.document.embed  # noqa: F401 (registers a layer of our pipeline)
from bot.errors import WrongPipeline
from bot.news.document.flat import flatten_names
from bot.news.document.gemm import OpenBlasOps
from bot.news.document.lemma import known_lemmas, table_of
from bot.news.document.mend import mends
from bot.news.document.settle import Name, Text, settle
from bot.news.document.verb import restore_verbs
from bot.news.document.wordtable import Table

# Universal Dependencies has these, spaCy's own English scheme the others; `obj` is in neither list: both may have it.
UNIVERSAL = frozenset({"nsubj:pass", "obl", "case"})
NOT_UNIVERSAL = frozenset({"dobj", "pobj"})
ANNOTATION = [TAG, POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE]
# Whatever ends a line in Unicode.
NEWLINES = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
# A line longer than this is cut at a sentence's end, at a space or, at worst, where it stands.
LONGEST = 4_000
# Characters parsed at once, about 3,000 words: 16 lines at a time took a fifth longer, 128 were no faster, and so the
# networks' memory does not grow with the text.
BATCH = 16_000
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
# A clause behind a semicolon is parsed by itself: of 'A beat B 1 – 0; C beat D 3 – 0' the parser made one noun phrase.
CLAUSES = re.compile(r"(?<=[\w%)\"”’]); (?=(?:\S+ ){4})")
CLAUSE_END = re.compile(r"; $")
INSIDE_NAME, OUTSIDE_NAMES, BEGINS_NAME = 1, 2, 3
"""spaCy's numbers for where a token stands to a name."""
SHOUTED = 0.9
"""Share of a text's letters that are capitals where it is written in capitals throughout."""
SENTENCE_START = re.compile(r"^[^\W\d_]|(?<=[.!?] )[a-z]|(?<=[.!?][\"”’] )[a-z]")
Rows = npt.NDArray[Any]
# spaCy keeps heads as distances in unsigned columns: this is -1.
ONE_BEFORE = 2**64 - 1


class ReadDoc(Doc):
    """A Doc that is only read: it keeps its text and its names, which spaCy makes anew at every call.

    Facts ask for both at each of their spans; an article of 3,000 words took 34 s without this, 4 s with it.
    """

    _text: str | None = None
    _ents: tuple[Span, ...] | None = None

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = str(super().text)
        return self._text

    @property  # type: ignore[misc]
    def ents(self) -> tuple[Span, ...]:  # type: ignore[override] # read only, as the class says
        if self._ents is None:
            self._ents = tuple(super().ents)
        return self._ents


def load_pipeline(source: str | Path | None = None) -> Language:
    """Return the spaCy pipeline at `source`, a package's name or a folder; Dateline's own by default.

    Matrix products then run in one thread of this process: it is the workers that share the cores.
    Raises WrongPipeline where there is no such pipeline or where its parser's labels are not
    those of Universal Dependencies.
    """
    folder = Path(str(resources.files("bot") / "model")) if source is None else source
    name = f"The spaCy pipeline '{folder}'"
    try:
        nlp = spacy.load(folder)
    except OSError as fault:
        raise WrongPipeline(f"{name} is not installed: no package and no folder of this name holds one.") from fault
    except (ValueError, ImportError) as fault:
        raise WrongPipeline(f"{name} cannot be loaded: {str(fault).strip().splitlines()[0]}") from fault
    _require_universal(nlp, name)
    threadpool_limits(limits=1)
    ops = OpenBlasOps()
    for _, component in nlp.pipeline:
        if hasattr(component, "model"):
            for node in component.model.walk():
                node.ops = ops
    return nlp


def parse(nlp: Language, text: str, *, cuts: Iterable[int] = ()) -> Doc:
    """Return one Doc of the whole text (`doc.text == text`), its lines parsed apart and put together again.

    A line is parsed in parts where `cuts` (offsets) fall into it: behind a dateline a sentence begins anew. So are the
    clauses that a semicolon parts, which then hang on one another.
    A text in capitals throughout is parsed in small letters.
    A run of line ends, with the white space after it, is one token (pos SPACE) at the end of the sentence before it.
    """
    pieces = list(_pieces(text, sorted(set(cuts))))
    heard = _quieted if is_shouted(text) else str
    parsed = _parsed(nlp, [heard(piece) for piece in pieces if not NEWLINES.match(piece)])
    table = table_of(nlp)
    words: list[str] = []
    spaces: list[bool] = []
    rows: list[Rows] = []
    above: int | None = None
    for piece in pieces:
        if NEWLINES.match(piece):
            above = None
            rows.append(_newlines(nlp, piece, first=not words))
            words.append(piece)
            spaces.append(False)
        else:
            doc = next(parsed)
            rows.append(_annotation(nlp, doc, table))
            if above is not None:
                _tie(nlp, rows[-1], next(doc.sents).root.i, above - len(words))
            above = len(words) + list(doc.sents)[-1].root.i if CLAUSE_END.search(piece) else None
            places, spaced = _places(doc)
            words += [piece[start:end] for start, end in places]
            spaces += spaced
    whole = ReadDoc(nlp.vocab, words=words, spaces=spaces)
    if not rows:
        return whole
    annotation = np.concatenate(rows)
    _settle_names(nlp, annotation, words, spaces)
    whole.from_array(ANNOTATION, cast("Any", annotation))
    flatten_names(whole)
    return whole


def _places(doc: Doc) -> tuple[list[tuple[int, int]], list[bool]]:
    """Return where the tokens begin and end, and whether a space follows each; spaCy takes long to tell of each."""
    columns = doc.to_array([LENGTH, SPACY]).astype("int64")
    ends = np.cumsum(columns.sum(axis=1)) - columns[:, 1]
    return list(zip((ends - columns[:, 0]).tolist(), ends.tolist(), strict=True)), (columns[:, 1] != 0).tolist()


def _settle_names(nlp: Language, rows: Rows, words: list[str], spaces: list[bool]) -> None:
    """Set the names of the whole text right, in place; tokens without any mark for names are left so."""
    strings = nlp.vocab.strings
    place, kind = ANNOTATION.index(ENT_IOB), ANNOTATION.index(ENT_TYPE)
    names: list[Name] = []
    for i in np.flatnonzero(rows[:, kind]).tolist():
        if rows[i, place] == INSIDE_NAME and names and names[-1][1] == i:
            names[-1] = names[-1][0], i + 1, names[-1][2]
        else:
            names.append((i, i + 1, strings[rows[i, kind]]))
    text = Text(words, spaces, rows[:, ANNOTATION.index(POS)] == PROPN)
    settled = settle(text, names)
    rows[rows[:, kind] != 0, place] = OUTSIDE_NAMES
    rows[:, kind] = 0
    for first, last, label in settled:
        rows[first:last, place] = INSIDE_NAME
        rows[first, place] = BEGINS_NAME
        rows[first:last, kind] = strings.add(label)


def _parsed(nlp: Language, pieces: Iterable[str]) -> Iterator[Doc]:
    """Yield the pieces' Docs, as many pieces at once as BATCH has room for."""
    batch: list[str] = []
    room = BATCH
    for piece in pieces:
        if batch and len(piece) > room:
            yield from nlp.pipe(batch, batch_size=len(batch))
            batch, room = [], BATCH
        batch.append(piece)
        room -= len(piece)
    if batch:
        yield from nlp.pipe(batch, batch_size=len(batch))


def is_shouted(text: str) -> bool:
    """Say whether a text is written in capitals throughout, as wires and weather services do."""
    return sum(map(str.isupper, text)) > SHOUTED * sum(map(str.isalpha, text))


def _quieted(line: str) -> str:
    """Return a line of capitals as sentences are written, each sign in its place: the tagger takes capitals for names.

    The names in it are lost: none is better than one in every word.
    """
    small = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in line)
    return SENTENCE_START.sub(lambda match: match[0].upper(), small)


def _require_universal(nlp: Language, name: str) -> None:
    parser = dict(nlp.pipeline).get("parser")
    labels = set(getattr(parser, "labels", ()))
    if not labels:
        raise WrongPipeline(f"{name} has no parser.")
    foreign, missing = sorted(labels & NOT_UNIVERSAL), sorted(UNIVERSAL - labels)
    if foreign or missing:
        seen = f"it has '{foreign[0]}'" if foreign else f"'{missing[0]}' is missing"
        raise WrongPipeline(
            f"{name} has other dependency labels than Universal Dependencies: {seen}. "
            "Dateline reads Universal Dependencies only."
        )


def _annotation(nlp: Language, doc: Doc, table: Table) -> Rows:
    """Return the ANNOTATION columns, a row a token; white space is SPACE whatever was guessed of it."""
    restore_verbs(doc)
    rows: Rows = doc.to_array(ANNOTATION)
    for i in np.flatnonzero(doc.to_array(IS_SPACE)).tolist():
        for column, value in _white_space(nlp, doc[i].text).items():
            rows[i, ANNOTATION.index(column)] = value
    for i, lemma in known_lemmas(doc, table):
        rows[i, ANNOTATION.index(LEMMA)] = nlp.vocab.strings.add(lemma)
    for root, head, label in mends(doc):
        rows[root, ANNOTATION.index(HEAD)] = np.uint64((head - root) % 2**64)
        rows[root, ANNOTATION.index(DEP)] = nlp.vocab.strings.add(label)
    return rows


def _tie(nlp: Language, rows: Rows, root: int, head: int) -> None:
    """Hang the clause behind a semicolon on the one before it; `head` counts from the clause's first token."""
    rows[root, ANNOTATION.index(HEAD)] = np.uint64((head - root) % 2**64)
    rows[root, ANNOTATION.index(DEP)] = nlp.vocab.strings.add("parataxis")


def _newlines(nlp: Language, piece: str, *, first: bool) -> Rows:
    """Return the row of a token of line ends: it hangs on the token before it, where there is one."""
    values = _white_space(nlp, piece) | {HEAD: 0 if first else ONE_BEFORE, ENT_IOB: OUTSIDE_NAMES}
    return np.array([[values.get(column, 0) for column in ANNOTATION]], dtype="uint64")


def _white_space(nlp: Language, text: str) -> dict[int, int]:
    strings = nlp.vocab.strings
    return {TAG: strings.add("_SP"), POS: SPACE, MORPH: 0, LEMMA: strings.add(text), DEP: strings.add("dep")}


def _pieces(text: str, cuts: Sequence[int]) -> Iterator[str]:
    """Yield the text as runs of newlines and what stands between them, parted at the cuts, none of it too long."""
    start = 0
    for match in NEWLINES.finditer(text):
        yield from _parts(text, start, match.start(), cuts)
        yield match.group()
        start = match.end()
    yield from _parts(text, start, len(text), cuts)


def _parts(text: str, start: int, end: int, cuts: Sequence[int]) -> Iterator[str]:
    """Yield a line in parts: white space at a cut stays with what stands before it."""
    within = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
    places = [_inked(text, cut, end) for cut in within]
    places += [match.end() for match in load_abbreviated().finditer(text, start, end)]
    places += [match.end() for match in CLAUSES.finditer(text, start, end)]
    for place in sorted(places):
        if place > start:
            yield from _cut(text[start:place])
            start = place
    yield from _cut(text[start:end])


def _inked(text: str, place: int, end: int) -> int:
    while place < end and text[place].isspace():
        place += 1
    return place


@cache
def load_abbreviated() -> re.Pattern[str]:
    """Return the pattern of an abbreviation that ends a sentence: its point, and a word that only begins one.

    The parser takes such a point for the abbreviation's alone: 'in Washington D.C. The team'.
    """
    rows = resources.files(__package__).joinpath("words", "abbreviated.txt").read_text(encoding="utf-8").splitlines()
    words = [row for row in rows if row and not row.startswith("#")]
    ending = "|".join(word.removesuffix(".") for word in words if word.endswith("."))
    beginning = "|".join(word for word in words if not word.endswith("."))
    return re.compile(rf"\b(?:(?:[A-Z]\.)+[A-Z]|[ap]\.m|{ending})\.[\"”’)]*\s+(?=(?:{beginning})\s)")


def _cut(line: str) -> Iterator[str]:
    while len(line) > LONGEST:
        ends = [match.end() for match in SENTENCE_END.finditer(line, LONGEST // 2, LONGEST)]
        end = ends[-1] if ends else line.rfind(" ", 1, LONGEST) + 1 or LONGEST
        yield line[:end]
        line = line[end:]
    if line:
        yield line
