"""Who says it: the short name of a source, and whom a pronoun that speaks stands for."""

from spacy.tokens import Span, Token

from bot.news.document.phrase import base, names, phrase
from bot.news.facts.lexicon import load_lexicon

SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})
PERSONAL = frozenset({"he", "she"})
ANY = frozenset({"it", "they", "the", "who"})
LONGEST = 8
"""Words of a source; a longer phrase is cut before its first preposition ('the head of the office of …')."""


def name_source(head: Token) -> tuple[int, int] | None:
    """Return the token range of the source that a noun phrase names, as short as it stays clear; None for no source.

    'Major general Fuad Basya, spokesman for …' is 'Fuad Basya'; 'Syria's Civil Defense' stays whole.
    """
    if head.pos_ == "PRON" or head.tag_ in {"WDT", "WP", "EX", "DT", "CD"}:
        return None
    person = _person(head)
    if person is not None:
        return person.start, whole_name(person)
    first, last = phrase(head, coordinated=True)
    doc = head.doc
    last = next((i for i in range(head.i + 1, last) if doc[i].text in {",", ";"}), last)
    titled = _titled(head, first, last)
    if titled is not None:
        return titled
    while first < head.i and (doc[first].pos_ == "DET" or doc[first].lower_ in {"the", "a", "an", "both", "also"}):
        first += 1
    if last - first > LONGEST:
        last = next((i for i in range(head.i + 1, last) if doc[i].pos_ == "ADP"), last)
    return (first, last) if last > first else None


def whole_name(person: Span) -> int:
    """Return where a name ends that the model cut at a hyphen ('Suleiman al' of 'Suleiman al-Amr')."""
    doc, end = person.doc, person.end
    while end + 1 < person.sent.end and doc[end].text == "-" and doc[end + 1].pos_ == "PROPN":
        end += 2
    return end


def _person(head: Token) -> Span | None:
    """Return the person whose name the phrase holds: at its head, behind its title or in apposition to it."""
    first, last = phrase(head)
    alone = all(token.pos_ != "CCONJ" for token in head.doc[first:last])
    for span in names(head.doc, head.sent.start, head.sent.end):
        if span.label_ != "PERSON":
            continue
        if span.start <= head.i < span.end or _describes(head, span) or _is_described(head, span):
            return span
        if alone and first <= span.start and span.end == last and head.ent_type_ not in SPEAKERS - {"NORP", "GPE"}:
            return span
    return None


def _is_described(head: Token, person: Span) -> bool:
    """Say whether the phrase stands in apposition behind the name: 'John Burrows, chairman of the panel,'."""
    first = phrase(head)[0]
    if person.end + 1 != first or head.doc[person.end].text != ",":
        return False
    return head.lemma_.lower() in load_lexicon().titles | load_lexicon().speakers


def _titled(head: Token, first: int, last: int) -> tuple[int, int] | None:
    """Return the name behind common nouns and titles ('team member Ann Lee'), where the model saw no person."""
    doc = head.doc
    if head.ent_type_ in SPEAKERS - {"PERSON"} or any(doc[i].pos_ == "CCONJ" for i in range(first, last)):
        return None
    end = last
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    start = end
    while start > first and doc[start - 1].pos_ == "PROPN" and doc[start - 1].lower_ not in load_lexicon().titles:
        start -= 1
    before = doc[start - 1] if start > first else None
    is_title = before is not None and (before.pos_ == "NOUN" or before.lower_ in load_lexicon().titles)
    return (start, end) if is_title and 0 < end - start <= 4 else None


def _describes(head: Token, person: Span) -> bool:
    """Say whether a phrase such as 'team member' or 'the coach,' belongs to the name behind it."""
    if head.ent_type_ in SPEAKERS - {"NORP"} or not head.i < person.start <= head.i + 3:
        return False
    between = [token.lower_ for token in head.doc[head.i + 1 : person.start]]
    joined = any(base(token.dep_) in {"appos", "flat", "compound", "nmod"} and token.head == head for token in person)
    return not between or (between == [","] and (joined or head.lemma_.lower() in load_lexicon().titles))


def last_named(verb: Token, first: int) -> Token | None:
    """Return the head of the last name before a verb of saying, a person's rather than another's."""
    named = [span for span in names(verb.doc, first, verb.i) if span.end <= verb.i and span.label_ in SPEAKERS]
    people = [span for span in named if span.label_ == "PERSON"]
    return (people or named)[-1].root if named else None


def find_speaker(verb: Token, first: int, last: int) -> Token | None:
    """Return the head of a verb of saying's subject by position, where the parse has none.

    `first`:`last` are the tokens to look among: the nearest noun before the verb, or right behind it after a comma or a
    closing mark ('…, said Mohib').
    """
    doc = verb.doc
    if verb.i > first and (doc[verb.i - 1].is_punct or doc[verb.i - 1].is_quote) and verb.i + 1 < last:
        return _noun_after(verb, last)
    for i in range(verb.i - 1, max(first, verb.i - 5) - 1, -1):
        token = doc[i]
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            return token
        if token.pos_ not in {"ADV", "AUX"}:
            break
    return None


def _noun_after(verb: Token, last: int) -> Token | None:
    head = None
    for token in verb.doc[verb.i + 1 : last]:
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            head = token
        elif token.pos_ not in {"DET", "ADJ"} or head is not None:
            break
    return head
