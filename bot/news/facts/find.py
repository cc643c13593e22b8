"""A read and parsed article -> its facts."""

from collections.abc import Sequence

from bot.news.article import Doubt, Reading
from bot.news.document import Document
from bot.news.facts.answers.find import answer
from bot.news.facts.attributions import find_attributions
from bot.news.facts.claims import find_claims, name_sources
from bot.news.facts.doubts.find import find_figure_doubts
from bot.news.facts.entities import find_entities
from bot.news.facts.fact import Facts
from bot.news.facts.figures import find_every_figure, without_repeats
from bot.news.facts.fit import is_boilerplate, is_foreign, joins_on
from bot.news.facts.salience import key_sentences, survey
from bot.news.facts.unsure import find_unsure
from bot.news.timex import Resolution


def find_facts(reading: Reading, document: Document, times: Sequence[Resolution]) -> tuple[Facts, tuple[Doubt, ...]]:
    """Return what an English article states, and what is doubtful about it.

    Offsets are code points into `article.text`, sentences numbers of `document.sentences`. `times` are the resolved
    time expressions: their numbers count nothing, and the main event's gives the answer to 'when'.
    """
    spoken = name_sources(document, find_attributions(document, reading.aside))
    dates = [(t.timex.start, t.timex.end) for t in times if t.timex.type != "DURATION"]
    told = find_every_figure(document, spoken, dates, reading.headline)
    figures = without_repeats(told, reading.headline)
    entities = find_entities(document.doc, [span for span in reading.aside if span != reading.headline])
    story = survey(reading, document)
    around = _around(document)
    claims = tuple(claim for claim in find_claims(document, spoken, story.title) if claim.sentence not in around)
    facts = Facts(
        answers=answer(story, entities, times),
        key_sentences=key_sentences(story, figures),
        figures=tuple(figure for figure in figures if figure.sentence not in around),
        claims=claims,
        entities=entities,
        unsure=find_unsure(document, claims),
    )
    return facts, find_figure_doubts(reading, document, told, times)


def _around(document: Document) -> frozenset[int]:
    """Return the sentences that are no story: teasers, lines on an author, another script."""
    found: set[int] = set()
    for number, one in enumerate(document.sentences):
        text = document.doc.text[one.start : one.end]
        goes_on = number - 1 in found and document.sentences[number - 1].paragraph == one.paragraph and joins_on(text)
        if goes_on or is_boilerplate(text) or is_foreign(text):
            found.add(number)
    return frozenset(found)
