"""What may stand in a name's place: names of people and places of the world, bodies of the corpora and by pattern."""

import json
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

from bot.news.document.wordtable import LONGEST_PHRASE, Table, WordClass
from bot.training import gazetteer
from bot.training.augment import Names
from bot.training.corpus import Document, spans

# News names large places more often than small ones; the rest of the list teaches by the gazetteer alone.
LARGEST_CITIES = 6_000
FROM_CORPORA = ("ORG", "FAC", "LOC", "EVENT")
MINISTRIES = "Foreign Interior Defence Defense Finance Justice Health Education Agriculture Transport Economy Culture"
PARTIES = "Democratic Socialist People's Liberal Conservative National Green Workers' Republican Islamic Reform Freedom"
BODIES = "Party Front Alliance Movement Union Army Brigade Council League Coalition"
AGENCIES = "Health Food Election Electoral Statistics Privatisation Energy Aviation Customs Border Space Meteorological"
GROUPS = "Harakat Hayat Jabhat Ahrar Jaish Jaysh Ansar Liwa Kataib Hizb Lashkar Tehreek Jamaat Jund Saraya"
CLUBS = "FC United City Athletic Rovers"
COMPANIES = "Bank Airlines Telecom Steel Motors Holdings Group Energy Insurance Group Inc. Ltd"


def read_swaps(documents: Iterable[Document], table: Path) -> Names:
    """Return the names to swap in; `table` is the word table's file."""
    classes: Table = json.loads(table.read_text("utf-8"))

    def kind(words: Sequence[str], label: str) -> str:
        return _kind(words, label, classes)

    pools: dict[str, list[tuple[str, ...]]] = {}
    for label, name in [*_listed(), *_patterns(), *_mentioned(documents)]:
        pools.setdefault(kind(name, label), []).append(name)
    return Names(pools, kind)


def _kind(words: Sequence[str], label: str, table: Table) -> str:
    """Return the pool of a name: like goes for like, a country for a country, letters for letters."""
    entry = table.get(" ".join(words), 0)
    if label == "GPE":
        return "country" if entry & WordClass.COUNTRY else "place"
    if label == "NORP":
        if not entry & WordClass.DEMONYM:
            return "unknown"
        return "peoples" if words[-1].endswith("s") else "people"
    if label == "PERSON":
        return "person" if len(words) > 1 else "surname"
    if label == "ORG" and len(words) == 1:
        return "letters" if words[0].isupper() else "short body"
    return label


def _listed() -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield people, places, peoples and known bodies."""
    firsts, lasts = gazetteer.first_names(), gazetteer.last_names()
    for i, last in enumerate(lasts):
        yield "PERSON", (last,)
        # Faker lists its locales in one order for both, so that most pairs are of one language.
        first = firsts[i * len(firsts) // len(lasts)]
        yield "PERSON", (first, last)
        if not i % 6:
            yield "PERSON", (first, f"{last[0]}.", last)
        if not i % 15:
            yield "PERSON", (first, f"al-{last}")
    for label, names in (
        ("GPE", gazetteer.countries()),
        ("GPE", gazetteer.cities()[:LARGEST_CITIES]),
        ("NORP", [name for word in gazetteer.words_of("demonyms") for name in (word, f"{word}s")]),
        ("ORG", gazetteer.lines_of("organisations")),
    ):
        for name in names:
            yield label, tuple(name.split())


def _patterns() -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield bodies made by the patterns in which news names them."""
    countries = [tuple(name.split()) for name in gazetteer.countries()[::3]]
    cities = [tuple(name.split()) for name in gazetteer.cities()[:900:3]]
    peoples = gazetteer.words_of("demonyms")[:200:3]
    for ministry, country in product(MINISTRIES.split(), countries[:40]):
        yield "ORG", (ministry, "Ministry")
        yield "ORG", ("Ministry", "of", ministry)
        yield "ORG", ("Ministry", "of", ministry, "of", *country)
    for word, body in product(PARTIES.split(), BODIES.split()):
        yield "ORG", (word, body)
    for people, body in product(peoples, BODIES.split()):
        yield "ORG", (people, body)
    for country, agency in product(countries[:40], AGENCIES.split()):
        yield "ORG", (*country, agency, "Agency")
        yield "ORG", (agency, "Agency")
    for city, club, company in zip(cities, CLUBS.split() * 100, COMPANIES.split() * 100, strict=False):
        yield "ORG", (*city, club)
        yield "ORG", (*city, company)
        yield "ORG", ("University", "of", *city)
        yield "ORG", (*city, "University")
    for group, city in product(GROUPS.split(), cities[:25]):
        yield "ORG", (group, f"al-{city[-1]}")
        yield "ORG", (group, city[0])
        yield "ORG", (group, city[0], f"al-{city[-1]}")
    for last in gazetteer.last_names()[::20]:
        yield "ORG", ("al-" + last, "Front")
        yield "ORG", (last, "&", "Co.")


def _mentioned(documents: Iterable[Document]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield the names that the corpora themselves have, as often as they have them."""
    for doc in documents:
        for sentence in doc.sentences:
            for start, end, label in spans(sentence.names or ()):
                if label in FROM_CORPORA and end - start <= LONGEST_PHRASE and sentence.words[start].strip("@#"):
                    yield label, sentence.words[start:end]
