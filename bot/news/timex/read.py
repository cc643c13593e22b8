"""The times of a document in reading order, each resolved against what the text has told so far."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.news.document import Document
from bot.news.timex.calendar import Stretch, around, year_of
from bot.news.timex.cues import tense_by_words
from bot.news.timex.govern import (
    events_by_token,
    governing,
    is_background,
    is_compared,
    is_plainly_past,
    looks_on,
    tense_of,
)
from bot.news.timex.grammar import Grammar
from bot.news.timex.lasting import bounded
from bot.news.timex.meaning import Meaning, Setting
from bot.news.timex.order import month_first
from bot.news.timex.recognise import Expression, recognise
from bot.news.timex.resolve import resolve
from bot.news.timex.timex import Resolution, Timex

_BESIDE = 16
"""Characters between a clock and what tells its day: ' (1233 GMT) on '."""
_YEAR = 360
"""Days; the same quarter of the year before lies at least as far back."""
_MOST_OF_A_YEAR = {"P6M", "P9M"}


@dataclass(slots=True)
class _Telling:
    """The running anchor: what the text has told so far, in reading order."""

    anchor: date | None = None
    told: date | None = None
    sentence: int = -1
    here: date | None = None
    named: date | None = None
    period: Stretch | None = None

    def note(self, meaning: Meaning, sentence: int) -> None:
        if meaning.first is None or meaning.type not in {"DATE", "TIME"} or meaning.compared:
            return
        if meaning.basis == "implied":  # a clock without a day of its own
            return
        self.told = meaning.first
        if meaning.first == meaning.last:
            self.anchor, self.here, self.sentence = meaning.first, meaning.first, sentence

    def report(self, meaning: Meaning, dct: date | None, *, ahead: bool) -> None:
        """Take the period of a report: a quarter or a half that is named, not one that it is compared with or awaits.

        What is said of 'the nine months' is compared with the year before as a whole, as the annotators write it.
        """
        if meaning.type == "DURATION" and meaning.value in _MOST_OF_A_YEAR and dct is not None:
            self.period = year_of(dct.year)
        if meaning.first is None or meaning.last is None or meaning.compared:
            return
        self.named = meaning.first
        if meaning.precision not in {"quarter", "half"} or self._is_older(meaning.first, dct):
            return
        if not (ahead and dct is not None and meaning.last >= dct):
            self.period = Stretch(meaning.first, meaning.last, meaning.value, meaning.precision)

    def _is_older(self, first: date, dct: date | None) -> bool:
        """Whether it is only compared with: a year before the period reported ('the third quarter of 1988').

        Where the one reported is the last that is over, any earlier one is: 'better than in the second quarter'.
        """
        if self.period is None:
            return False
        latest = dct is not None and self.period.value == around(dct, -1, "Q").value
        return first < self.period.first if latest else (self.period.first - first).days > _YEAR


_Clock = tuple[int, Expression, Setting]


def read_times(
    document: Document, *, dct: date | None, grammar: Grammar, country: str | None = None
) -> tuple[Resolution, ...]:
    """Every time expression with its value, its days and the reason; what cannot be dated says why in `open`.

    `country` is the code of the country whose customs the text follows.
    """
    doc = document.doc
    events, tagged = events_by_token(document), doc.has_annotation("TAG")
    near = defaultdict(list)
    for event in document.events:
        near[event.sentence].append(event)
    telling, out, clocks = _Telling(), list[Resolution](), list[_Clock]()
    before: Meaning | None = None
    expressions = recognise(doc, grammar=grammar)
    numbers = [str(one.fields["slashed"]) for one in expressions if "slashed" in one.fields]
    american = month_first(numbers, text=doc.text, country=country)
    for expression in expressions:
        first, last = expression.first, expression.last
        sentence = _sentence_at(document, expression.start)
        if sentence is None:
            continue
        if tagged:
            above = governing(doc, first, last, events)
            tense = tense_of(doc, first, last, above, near[sentence], verbs=grammar.lexicon.verbs)
            on = tense == "future" and looks_on(doc, above)
        if not tagged or tense == "none":  # no verb was found, or the parser took it for a noun
            tense, on = tense_by_words(doc, first, last, document.sentences[sentence]), False
        here = telling.here if telling.sentence == sentence else None
        setting = Setting(
            dct, telling.anchor, telling.told, tense, here, country,
            plain=tagged and is_plainly_past(doc, first, last, events, grammar.lexicon.verbs),
            month_first=american, named=telling.named, period=telling.period, against=is_compared(doc, first, last),
            after=before.first if before and "linked" in expression.fields else here if on else None,
        )  # fmt: skip
        meaning = before = resolve(expression, setting)
        if meaning is None:
            continue
        telling.report(meaning, dct, ahead=tense not in {"past", "planned"})
        if not document.sentences[sentence].aside and not is_background(doc, first, last):
            telling.note(meaning, sentence)
        out.append(_resolution(expression, meaning, sentence, telling.anchor))
        if expression.kind == "time" and meaning.basis == "implied":
            clocks.append((len(out) - 1, expression, setting))
        else:
            _date_clocks(out, clocks, meaning, expression.start)
            clocks.clear()
    return tuple(bounded(doc, out))


def _date_clocks(out: list[Resolution], clocks: Sequence[_Clock], day: Meaning, start: int) -> None:
    """Put clocks on the day that stands right behind them: 'from 6 a.m. to 7:33 p.m. (1933 GMT) Thursday'."""
    for index, expression, setting in reversed(clocks):
        if setting.here is not None or out[index].basis != "implied" or start - expression.end > _BESIDE:
            return
        meaning = resolve(expression, replace(setting, here=day.first)) if day.first == day.last else None
        if meaning is not None:
            out[index] = _resolution(expression, meaning, out[index].sentence, out[index].anchor)
        start = expression.start


def _sentence_at(document: Document, start: int) -> int | None:
    """The number of the sentence that holds a character, or of the next one; None behind the last."""
    number = document.sentence_at(start)
    return number if number >= 0 and start < document.sentences[number].end else None


def _resolution(expression: Expression, meaning: Meaning, sentence: int, anchor: date | None) -> Resolution:
    first, last = (day.isoformat() if day else None for day in (meaning.first, meaning.last))
    timex = Timex(expression.start, expression.end, meaning.type, meaning.value, meaning.mod, first, last)
    return Resolution(
        timex=timex, sentence=sentence, token=expression.first, token_end=expression.last, precision=meaning.precision,
        basis=meaning.basis, because=meaning.because, open=meaning.open, anchor=anchor, began=meaning.began,
    )  # fmt: skip
