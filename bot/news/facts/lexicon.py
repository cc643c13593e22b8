"""What facts are found by; `words/README.md` says what each list holds and where it comes from."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.news.message import read_words


@dataclass(frozen=True, slots=True)
class Numerals:
    """Words of numbers in small letters, each with its value."""

    ones: Mapping[str, float]
    tens: Mapping[str, float]
    scales: Mapping[str, float]
    short: Mapping[str, float]
    """Scale letters written at the digits: '5m'."""
    vague: Mapping[str, float]
    fractions: Mapping[str, float]
    """In percent."""


@dataclass(frozen=True, slots=True)
class Units:
    """What a number may be a number of, as it is written, with the unit that a figure names."""

    signs: Mapping[str, str]
    currencies: Mapping[str, str]
    percent: tuple[str, ...]
    points: tuple[str, ...]
    measures: Mapping[str, str]
    per: tuple[str, ...]
    """What an amount may be told for one of ('$80 a barrel')."""
    scopes: frozenset[str]
    """Words before a length that make it an area or a volume."""
    calendar: frozenset[str]
    clock: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that facts are found by."""

    numerals: Numerals
    units: Units
    before: Mapping[str, tuple[str, ...]]
    """Modifiers that stand before a number, by what they make of it."""
    behind: Mapping[str, tuple[str, ...]]
    beyond: tuple[str, ...]
    """Verbs that make the number behind them the least: they tell something, so they are no part of it."""
    harm: frozenset[str]
    changes: frozenset[str]
    gatherings: frozenset[str]
    tallied: frozenset[str]
    intending: frozenset[str]
    plurals: frozenset[str]
    idle: frozenset[str]
    sums: frozenset[str]
    denying: frozenset[str]
    hedging: frozenset[str]
    titles: frozenset[str]
    outlets: frozenset[str]
    body_nouns: frozenset[str]
    family: frozenset[str]
    partisans: frozenset[str]
    people: frozenset[str]
    modifiers: frozenset[str]
    speakers: frozenset[str]
    documents: frozenset[str]
    things: frozenset[str]
    areas: frozenset[str]
    reached: frozenset[str]
    alleged: frozenset[str]
    telling: frozenset[str]
    asserted: frozenset[str]
    bodies: frozenset[str]
    charging: frozenset[str]
    venues: frozenset[str]
    mute: frozenset[str]
    no_actors: frozenset[str]
    needy: re.Pattern[str]
    """What a sentence begins with, in small letters, that needs the one before it."""
    echoes: frozenset[str]
    common: frozenset[str]
    """The first five letters of words that tell nothing by themselves."""
    forces: frozenset[str]
    control: frozenset[str]
    sites: frozenset[str]
    vast: frozenset[str]
    wide: frozenset[str]
    causes: tuple[tuple[str, float], ...]
    """Patterns of the words before a reason, with how surely one follows."""
    means: tuple[tuple[str, float], ...]


@cache
def load_lexicon() -> Lexicon:
    """Return the lists, read once."""
    approx, causes = json.loads(_read("approx.json")), json.loads(_read("causes.json"))
    return Lexicon(
        numerals=Numerals(**json.loads(_read("numerals.json"))),
        units=_units(),
        before={kind: tuple(words) for kind, words in approx["before"].items()},
        behind={kind: tuple(words) for kind, words in approx["behind"].items()},
        beyond=tuple(approx["beyond"]),
        harm=_words("harm"),
        changes=_words("changes"),
        gatherings=_words("gatherings"),
        tallied=_words("tallied"),
        intending=_words("intending"),
        plurals=_words("plurals"),
        idle=_words("idle"),
        sums=_words("sums"),
        denying=_words("denying"),
        hedging=_words("hedging"),
        titles=_words("titles"),
        outlets=_words("outlets"),
        body_nouns=_words("body_nouns"),
        family=_words("family"),
        partisans=_words("partisans"),
        people=_words("people"),
        modifiers=_words("modifiers"),
        speakers=_words("speakers"),
        documents=_words("documents"),
        things=_words("things"),
        areas=_words("areas"),
        reached=_words("reached"),
        alleged=_words("alleged"),
        telling=_words("telling"),
        asserted=_words("asserted"),
        bodies=_words("bodies"),
        charging=_words("charging"),
        venues=_words("venues"),
        mute=_words("mute"),
        no_actors=_words("no_actors"),
        needy=re.compile(rf"(?:{'|'.join(map(re.escape, sorted(_words('needy'))))})\b"),
        echoes=_words("echoes"),
        common=frozenset(word[:5] for word in _words("common")),
        forces=_words("forces"),
        control=_words("control"),
        sites=_words("sites"),
        vast=_words("vast"),
        wide=_words("wide"),
        causes=tuple((pattern, weight) for pattern, weight in causes["why"]),
        means=tuple((pattern, weight) for pattern, weight in causes["how"]),
    )


def _units() -> Units:
    held = json.loads(_read("units.json"))
    return Units(
        signs=held["signs"],
        currencies=held["currencies"],
        percent=tuple(held["percent"]),
        points=tuple(held["points"]),
        measures=held["measures"],
        per=tuple(held["per"]),
        scopes=frozenset(held["scopes"]),
        calendar=frozenset(held["calendar"]),
        clock=frozenset(held["clock"]),
    )


def _words(name: str) -> frozenset[str]:
    return read_words(__package__, f"words/{name}.txt")


def _read(name: str) -> str:
    return files(__package__).joinpath("words", name).read_text(encoding="utf-8")
