"""Whether a sentence can be read without the one before it."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from bot.news.document import Sentence
from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.document.phrase import FINITE, base
from bot.news.facts.fit import NOW, POINTING, joins_on
from bot.news.facts.lexicon import load_lexicon

PERSONAL = frozenset({"he", "she", "they", "him", "them", "his", "her", "hers", "their", "theirs"})
THINGS = frozenset({"it", "its"})
NAMING = frozenset({"NOUN", "PROPN"})
OPENED = frozenset({'"', "“", "”", "'", "‘", "``", "''", "`", "«"})
PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
RELATIVE, OWNING = frozenset({"who", "that", "which", "whose"}), frozenset({"of", "to", "by"})
SPOKEN = 14
"""Tokens of a sentence that only says who spoke; in a longer one the tagger has missed a verb."""
SPOKE = frozenset({"said", "says", "told", "tells", "added", "adds"})
OBJECTS = frozenset({"it", "him", "them"})
SHORTEST_AHEAD = 12
"""Tokens within which a name follows the pronoun that looks ahead to it: 'In his first speech, Orban said …'."""


def stands_alone(doc: Doc, sentence: Sentence, known: frozenset[str]) -> bool:
    """Say whether nothing in the sentence points back to another one.

    `known` are words, in small letters, that the headline and the lede say: 'the decision' needs no more than them.
    """
    words = list(_unquoted(doc[sentence.first : sentence.last]))
    if not words or doc[sentence.first].text in OPENED:
        return False
    text = doc.text[words[0].idx : sentence.end]
    return not (joins_on(text) or _points_back(words, known) or _lacks_antecedent(words))


def says_nothing(doc: Doc, sentence: Sentence) -> bool:
    """Say whether its one verb only says that somebody spoke: 'Meissner told a news conference.'"""
    words = doc[sentence.first : sentence.last]
    verbs = [token for token in words if token.tag_ in FINITE or token.tag_ == "VB"]
    told = any(token.text in OPENED or token.lower_ == "that" for token in words)
    return len(words) <= SPOKEN and len(verbs) == 1 and verbs[0].lower_ in SPOKE and not told


def is_command(doc: Doc, sentence: Sentence) -> bool:
    """Say whether the sentence tells the reader what to do: 'Add the cod and cook'."""
    first = next((token for token in doc[sentence.first : sentence.last] if token.is_alpha), None)
    if first is None or first.tag_ != "VB":
        return False
    return not any(base(child.dep_) in {"nsubj", "aux"} for child in first.children)


def _unquoted(sentence: Span) -> Iterator[Token]:
    """Yield the words outside quotation marks: what a speaker points to is told with the speaker."""
    inside = False
    for token in sentence:
        if token.text in {'"', "“", "”"}:
            inside = token.text == "“" or (token.text == '"' and not inside)
        elif not inside and not token.is_punct and not token.is_space:
            yield token


def _points_back(words: Sequence[Token], known: frozenset[str]) -> bool:
    """Say whether 'that number', 'these claims' or a bare 'the move' names what only another sentence tells."""
    calendar, echoes = load_lexicon().units.calendar, load_lexicon().echoes
    said: set[str] = set()
    for word, after in zip(words, [*words[1:], None], strict=True):
        if after is not None and after.pos_ == "NOUN" and after.i == word.i + 1:
            head = _last_of_run(after)
            noun = head.lower_
            fresh = noun not in said and noun not in known and noun.removesuffix("s") not in known
            pointed = word.lower_ in POINTING and (word.dep_ == "det" or noun in echoes)
            if fresh and pointed and not (noun in calendar and word.lower_ in NOW):
                return not _is_described(head, RELATIVE)
            if (
                fresh
                and word.lower_ == "the"
                and noun in echoes
                and not said
                and not _is_described(head, RELATIVE | OWNING)
            ):
                return True
        if word.pos_ in NAMING:
            said.add(word.lower_)
    return False


def _last_of_run(noun: Token) -> Token:
    """Return the last of the nouns that stand together: 'this science competition'."""
    while noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].pos_ == "NOUN":
        noun = noun.nbor()
    return noun


def _is_described(noun: Token, by: frozenset[str]) -> bool:
    """Say whether what follows tells which one is meant: 'those people who', 'the decision to close'."""
    return noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].lower_ in by


def _lacks_antecedent(words: Sequence[Token]) -> bool:
    """Say whether a pronoun has nobody and nothing in its sentence that it may stand for."""
    calendar = load_lexicon().units.calendar
    for place, word in enumerate(words):
        lower = word.lower_
        if lower not in PERSONAL | THINGS:
            continue
        if lower == "it" and base(word.dep_) not in {"obj", "obl", "iobj"}:
            if _speaks_unnamed(words, place):
                return True
            continue  # 'It is unclear whether', 'it was raining'
        before = [w for w in words[:place] if w.pos_ in NAMING and w.lower_ not in calendar and not w.is_digit]
        if lower in {"he", "she", "him", "his", "her"}:
            before = [w for w in before if w.ent_type_ not in PLACES or base(w.dep_) == "nsubj"]
        if not before and not _looks_ahead(words, place):
            return True
        if lower in OBJECTS and base(word.dep_) == "obj" and _only_doer(word, before):
            return True
    return False


def _speaks_unnamed(words: Sequence[Token], place: int) -> bool:
    """Say whether 'it' says something and nobody acts before it: 'In a joint statement, it said'."""
    said = words[place].head.lemma_.lower() in load_event_words().saying and words[place].head.i == words[place].i + 1
    return said and not any(base(word.dep_) == "nsubj" for word in words[:place])


def _looks_ahead(words: Sequence[Token], place: int) -> bool:
    """Say whether the pronoun stands in an opening phrase and the name follows: 'In his speech, Orban said'."""
    if base(words[place].dep_) == "nsubj" and words[place].head.head == words[place].head:
        return False
    ahead = words[place + 1 : place + SHORTEST_AHEAD]
    named = (word for word in ahead if word.pos_ in NAMING and word.i != words[place].head.i)
    return any(base(word.dep_) == "nsubj" or word.ent_type_ == "PERSON" for word in named)


def _only_doer(pronoun: Token, before: Sequence[Token]) -> bool:
    """Say whether all that stands before it is the one who does something to it: 'Microsoft has replaced it'."""
    doers = [child for child in pronoun.head.lefts if base(child.dep_) == "nsubj"]
    if not doers or doers[0].lower_ in {"that", "which", "who", "what"}:
        return False
    own = {token.i for token in doers[0].subtree}
    return all(word.i in own for word in before)
