"""`dateline_timex`: time expressions with their values and days, in any English spaCy pipeline."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from bot.news.document.analyse import analyse
from bot.news.document.foreign import adopt
from bot.news.timex import Resolution
from bot.news.timex.grammar import load_grammar
from bot.news.timex.read import read_times

NAME = "dateline_timex"
ATTRIBUTES = ("timex_value", "timex_type", "timex_mod", "timex_because")
INTERVAL = "timex_interval"
_DCT = ("._.", "dct", None, None)


@Language.factory(
    NAME,
    assigns=["doc.spans", "doc._.dct", *(f"span._.{name}" for name in (*ATTRIBUTES, INTERVAL))],
    default_config={"dct": None, "spans_key": "timex"},
)
class TimexComponent:
    """Finds the time expressions of a doc and puts them into `doc.spans["timex"]`, labelled DATE, TIME, DURATION, SET.

    Each span has

    - `_.timex_value`, `_.timex_type`, `_.timex_mod`: as in TIMEX3 (TempEval-3): '2024-11-29', 'P2D', 'XXXX-WXX-5';
    - `_.timex_interval`: the first and the last day it covers, a pair of `datetime.date`, or None where there are none;
    - `_.timex_because`: why, in words: "'on Friday', counted back from publication on Fri 29 Nov 2024"; or, where a
      relative expression could not be placed, why not ('no publication date').

    'Friday' is counted from the day on which the text was written, `doc._.dct`: a `date`, a `datetime` (its own
    calendar day) or an ISO string, set before the pipeline runs (`doc = nlp.make_doc(text)`, `doc._.dct = day`,
    `nlp(doc)`). `dct` of the config, an ISO string, holds for docs that have none. Without either, relative expressions
    stay open: the present day is never assumed.

    It needs nothing but tokens. Put it behind the tagger and the parser where there are some: whether 'on Friday' lies
    ahead or behind is then read from the tense of the verb, with Penn tags and with Universal Dependencies' labels as
    well as those of spaCy's own models. Where the tokeniser cuts otherwise than the expression does, the span is
    expanded to the tokens that hold it; of several expressions within the same tokens the first one is kept.
    """

    def __init__(self, nlp: Language, name: str, dct: str | None, spans_key: str) -> None:  # noqa: ARG002 - spaCy's way
        self.dct = _iso(dct)
        self.spans_key = spans_key
        _register()

    def __call__(self, doc: Doc) -> Doc:
        own = doc._.dct
        written = _iso(own) if own is not None else self.dct
        day = date.fromisoformat(written) if written else None
        spans: dict[tuple[int, int], Span] = {}
        for found in read_times(analyse(adopt(doc)), dct=day, grammar=load_grammar()) if len(doc) else ():
            at = (found.token, found.token_end)
            if at not in spans:
                spans[at] = _span(doc, found)
        doc.spans[self.spans_key] = list(spans.values())
        return doc


def _span(doc: Doc, found: Resolution) -> Span:
    timex = found.timex
    span = Span(doc, found.token, found.token_end, label=timex.type)
    span._.timex_value, span._.timex_type, span._.timex_mod = timex.value, timex.type, timex.mod
    span._.timex_because = found.open or found.because
    span._.timex_interval = (timex.first, timex.last) if timex.first and timex.last else None
    return span


def _register() -> None:
    """Add the extensions that nobody set before; one of the same name that is somebody else's is left alone."""
    if not Doc.has_extension("dct"):
        Doc.set_extension("dct", getter=_get_dct, setter=_set_dct)
    for name in ATTRIBUTES:
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)
    if not Span.has_extension(INTERVAL):
        Span.set_extension(INTERVAL, getter=_get_interval, setter=_set_interval)


# Days are kept as ISO strings where spaCy keeps the values of its extensions, under its own keys: those it can write to
# bytes, and dates it cannot.
def _get_dct(doc: Doc) -> date | None:
    kept = _kept(doc).get(_DCT)
    return date.fromisoformat(kept) if kept else None


def _set_dct(doc: Doc, value: date | str | None) -> None:
    _kept(doc)[_DCT] = _iso(value)


def _get_interval(span: Span) -> tuple[date, date] | None:
    kept: Sequence[str] | None = _kept(span.doc).get(_key(span))
    return (date.fromisoformat(kept[0]), date.fromisoformat(kept[1])) if kept else None


def _set_interval(span: Span, value: Sequence[str | date] | None) -> None:
    _kept(span.doc)[_key(span)] = [_iso(day) for day in value] if value else None


def _kept(doc: Doc) -> dict[Any, Any]:
    return doc.user_data


def _key(span: Span) -> tuple[str, str, int, int]:
    return ("._.", INTERVAL, span.start_char, span.end_char)


def _iso(value: date | str | None) -> str | None:
    """Return the calendar day as 'YYYY-MM-DD'; raises ValueError for a string that is no ISO day or moment."""
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError as fault:
            raise ValueError(f"'{value}' is no date: `dct` is a date, a datetime or an ISO string.") from fault
    return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
