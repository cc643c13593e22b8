"""Figures in words: '4 killed, 25 injured', each with its counted noun, who says so and the day it speaks of."""

import re
from dataclasses import dataclass

from bot.news.facts import Figure
from bot.news.reply.dates import show_date
from bot.news.reply.fates import load_fates
from bot.news.reply.text import clean
from bot.news.report import Report

JUST_PEOPLE = frozenset({"people", "persons", "others", "civilians", "victims", "individuals", "residents"})
"""Nouns that add nothing to '4 killed'; any other stays: 4,460 shelters never become 4,460 dead."""
UNDERGOES = re.compile(r"\b(?:am|is|are|was|were|be|been|being|left|found|reported|confirmed|feared)\b", re.IGNORECASE)
"""What stands before the participle that tells what happened TO them: 'four were killed', not 'four killed two'."""

NEAR = 60
"""Code points between a verb and a number that it counts: 'killed four civilians, two nurses and at least nine …'."""
LENGTHS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
"""Units of time: how long something took stands with all facts, not on the card."""
LONG = 1_000_000
"""From here on the article's own words are easier to read: '210 million', not nine digits."""
WORD = re.compile(r"[a-z]+")
TOLL = re.compile(r"\b(?:toll|number of (?:people |those )?(?:killed|dead|injured|wounded|missing))\b", re.IGNORECASE)
"""'The number of people killed … has risen to nine': what befell them is named before the count."""
VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|tens|millions)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """Figures of one sentence by one source, said together; `told` is true when the words say what happened to them."""

    shown: tuple[Figure, ...]
    lead: str
    told: bool

    @property
    def sentence(self) -> int:
        return self.shown[0].sentence


def count_up(report: Report) -> tuple[Count, ...]:
    """Figures joined by sentence and source, those that matter first: people hurt, key sentences, reading order."""
    groups: dict[tuple[int, str | None], list[Figure]] = {}
    for figure in report.figures:
        if figure.unit not in LENGTHS:
            groups.setdefault((figure.sentence, figure.source), []).append(figure)
    counts = [_count(report, group) for group in groups.values()]
    key = set(report.key_sentences)
    return tuple(sorted(counts, key=lambda count: (not count.told, count.sentence not in key, count.sentence)))


def _count(report: Report, group: list[Figure]) -> Count:
    """Those whose fate is told lead; the rest of the sentence's figures stand in the sentence, one click away."""
    told = [figure for figure in group if tells_fate(report, figure)]
    shown = (told or [figure for figure in group if figure.noun or figure.unit] or group)[:3]
    leads = dict.fromkeys(show_figure(report, figure, brief=True) for figure in shown)
    return Count(tuple(shown), ", ".join(leads), bool(told))


def show_figure(report: Report, figure: Figure, *, brief: bool = False) -> str:
    """'at least 4 civilians killed'; with `brief` a noun that only says 'people' is left out before their fate."""
    parts = [show_amount(report, figure)]
    fate = figure.what if tells_fate(report, figure) else None
    noun = clean(figure.noun or "")
    if parts[0].split()[-1:] == noun.split()[:1]:  # '9,400 kilometres', counted as 'kilometres of lines'
        noun = " ".join(noun.split()[1:])
    if noun.casefold() not in parts[0].casefold() and not (brief and fate and noun.casefold() in JUST_PEOPLE):
        parts.append(noun)
    if fate:
        parts.append(clean(fate))
    return " ".join(parts)


def show_amount(report: Report, figure: Figure) -> str:
    """Digits for a plain count; the article's own words for a unit, a fraction, and 'dozens', which is no number."""
    written = clean(report.article.text[figure.start : figure.end]) or f"{figure.value:,g}"
    if VAGUE.search(written) or abs(figure.value) >= LONG:
        return written
    if figure.unit or not float(figure.value).is_integer():
        return written if not figure.unit or _names_unit(written) else f"{written} {clean(figure.unit)}"
    amount = f"{int(figure.value):,}"
    if figure.upper is not None and float(figure.upper).is_integer():
        amount = f"{amount}–{int(figure.upper):,}"
    return amount if figure.approx == "exact" else f"{figure.approx} {amount}"


def _names_unit(written: str) -> bool:
    """Whether more than digits and their modifier stands there: a sign, or a word after the number."""
    return bool(re.search(r"[^\W\d_]+\.?$|[^\w\s.,]", written))


def tells_fate(report: Report, figure: Figure) -> bool:
    """Whether '4' and `what` may be joined to '4 killed': the verb befell them, and they are not its doers."""
    what, fates = (figure.what or "").casefold(), load_fates()
    if figure.unit:
        return False
    return what in fates.did or (what in fates.suffered and _undergoes(report, figure, what))


def _undergoes(report: Report, figure: Figure, what: str) -> bool:
    """'killed four', and 'four were killed', but not 'four killed two' nor 'killed two before four …'."""
    first, last = report.sentences[figure.sentence]
    text = report.article.text
    if TOLL.search(text, first, figure.start):
        return True
    verb = re.compile(rf"\b{re.escape(what)}\b", re.IGNORECASE)
    for match in verb.finditer(text, first, figure.start):
        between = text[match.end() : figure.start]
        if len(between) <= NEAR and not _breaks(between):
            return True
    behind = max(figure.end, figure.noun_end or 0)
    after = verb.search(text, behind, last)
    between = text[behind : after.start()] if after else ""
    return bool(UNDERGOES.search(between)) and not _breaks(between)


def _breaks(between: str) -> bool:
    """Whether another clause begins in these words."""
    return not load_fates().breaks.isdisjoint(WORD.findall(between.casefold()))


def show_origin(report: Report, figure: Figure) -> str:
    """'Syria’s Civil Defense, Fri 29 Nov 2024': who says so, and the one day that the sentence's events have."""
    days = _days(report, figure.sentence)
    parts = [clean(figure.source)] if figure.source else []
    return ", ".join([*parts, *(days if len(days) == 1 else ())])


def _days(report: Report, sentence: int) -> list[str]:
    """The days that the sentence itself names, by any words; a date that is only implied is nobody's statement."""
    entries = [entry for entry in report.timeline if entry.sentence == sentence and entry.timex is not None]
    days = (
        show_date(entry.start, entry.end, entry.precision) for entry in entries if entry.precision in {"day", "time"}
    )
    return list(dict.fromkeys(days))
