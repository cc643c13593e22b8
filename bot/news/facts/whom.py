"""Whom a pronoun that speaks stands for, where the text leaves one choice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from bot.news.document import Document
from bot.news.document.phrase import base, names, phrase
from bot.news.facts.attribution import Attribution
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.sources import name_source, whole_name

PERSONAL = frozenset({"he", "she"})
REACH = 3
"""Sentences back to which a pronoun that speaks may refer."""
HIS, HERS = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
MEN, WOMEN = frozenset({"mr", "mr.", "sir"}), frozenset({"mrs", "mrs.", "ms", "ms."})


@dataclass(frozen=True, slots=True)
class Spoken:
    """An attribution whose source is known: token range `first`:`last`."""

    attribution: Attribution
    first: int
    last: int


def stands_for(document: Document, pronoun: Token, found: Sequence[Spoken]) -> tuple[int, int] | None:
    """Return whom 'he', 'she', 'it' or 'they' stands for: who spoke last, or the one the sentences before tell of."""
    if pronoun.lower_ not in PERSONAL | {"it", "they"}:
        return None
    personal = pronoun.lower_ in PERSONAL
    number = document.sentence_at(pronoun.idx)
    told = _told_of(document, pronoun, number) if personal else _body_told_of(document, pronoun, number)
    for spoken in reversed(found):
        if number - spoken.attribution.sentence > REACH:
            break
        if is_person(document.doc, spoken) == personal and _agrees(document.doc, spoken, pronoun):
            return told if told is not None and _is_later(document.doc, told, spoken) else (spoken.first, spoken.last)
    return told


def _is_later(doc: Doc, told: tuple[int, int], spoken: Spoken) -> bool:
    """Say whether another than the last speaker is told of behind what that one said."""
    said = spoken.attribution.verb or spoken.attribution.speaker
    other = doc[told[1] - 1].lower_ != doc[spoken.last - 1].lower_
    return other and told[0] > max(said, spoken.first) and base(doc[told[0] : told[1]].root.dep_) == "nsubj"


def is_person(doc: Doc, spoken: Spoken) -> bool:
    head = doc[spoken.first : spoken.last].root
    role = head.head if head.dep_ == "appos" else head
    if any(t.ent_type_ == "PERSON" for t in doc[spoken.first : spoken.last]) or _unknown(head):
        return True
    return not role.ent_type_ and role.lemma_.lower() in load_lexicon().titles and role.tag_ not in {"NNS", "NNPS"}


def _unknown(head: Token) -> bool:
    """Say whether it is a name that the model did not know: who speaks in one word is a person named before."""
    return head.pos_ == "PROPN" and not head.ent_type_ and head.left_edge == head


def _agrees(doc: Doc, spoken: Spoken, pronoun: Token) -> bool:
    """Say whether nothing right beside the source speaks against the pronoun: 'Mr' against 'she'."""
    beside = {t.lower_ for t in doc[max(0, spoken.first - 2) : spoken.last]}
    against = WOMEN if pronoun.lower_ == "he" else MEN if pronoun.lower_ == "she" else frozenset()
    return not beside & against


def _told_of(document: Document, pronoun: Token, number: int) -> tuple[int, int] | None:
    """Return the only person whom the sentence names before the pronoun, or the nearest sentence that names any."""
    for people in _before(document, pronoun, number, frozenset({"PERSON"})):
        alone = len({_last(one) for one in people}) == 1 and not _named_behind(document, pronoun, _last(people[0]))
        alone = alone and not _other_gender(document, people[-1], pronoun)
        return (people[0].start, whole_name(people[0])) if alone else None
    return None


def _other_gender(document: Document, person: Span, pronoun: Token) -> bool:
    """Say whether the person's own sentence goes on with the other pronoun ('Jaquier … after he lost')."""
    other = HIS if pronoun.lower_ == "she" else HERS
    sentence = document.sentences[document.sentence_at(person.start_char)]
    return any(t.lower_ in other for t in document.doc[person.end : min(sentence.last, pronoun.i)])


def _named_behind(document: Document, pronoun: Token, name: str) -> bool:
    """Say whether the pronoun's own sentence names the person behind it: then it stands for another."""
    sentence = document.sentences[document.sentence_at(pronoun.idx)]
    return any(t.lower_ == name for t in document.doc[pronoun.i + 1 : sentence.last])


def _before(document: Document, pronoun: Token, number: int, labels: frozenset[str]) -> Iterator[list[Span]]:
    """Yield the names that the nearest sentence with any holds before the pronoun, its own sentence first."""
    end = pronoun.i
    for back in range(number, max(-1, number - 1 - REACH), -1):
        sentence = document.sentences[back]
        if sentence.aside:
            return
        found = [one for one in names(document.doc, sentence.first, end) if one.label_ in labels]
        if found:
            yield found
            return
        end = sentence.first


def _last(name: Span) -> str:
    return [token.lower_ for token in name if token.lower_ not in {"'s", "’s"}][-1]


def _body_told_of(document: Document, pronoun: Token, number: int) -> tuple[int, int] | None:
    """Return the body that is the subject of the sentence before, for 'it' or 'they'; 'they' may be people too."""
    if number == 0 or document.sentences[number - 1].aside:
        return None
    before = document.sentences[number - 1]
    if before.paragraph != document.sentences[number].paragraph and pronoun.lower_ == "they":
        return None
    doc = document.doc
    subject = next((t for t in doc[before.first : before.last] if base(t.dep_) == "nsubj" and t.pos_ != "PRON"), None)
    if subject is None or phrase(subject)[0] > before.first + 1 or not _is_body(subject, many=pronoun.lower_ == "they"):
        return None
    return name_source(subject)


def _is_body(subject: Token, *, many: bool) -> bool:
    lemma, words = subject.lemma_.lower(), load_lexicon()
    if subject.ent_type_ in {"ORG", "GPE"} or lemma in words.bodies:
        return True
    plural = subject.tag_ in {"NNS", "NNPS"}
    return many and plural and lemma in words.speakers | words.titles
