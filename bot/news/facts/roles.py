"""What the text says somebody or some body is: the words before the name, behind its comma, or behind 'who is'."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.document.phrase import FINITE
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.sources import AGENTS

Tokens = tuple[int, int]
RUN = 10
"""Tokens of a title before a name."""
APPOSITION = 16
"""Tokens of an apposition; longer ones are no role but a story."""
INSIDE = frozenset({"NOUN", "PROPN", "ADJ"})
OWNING = frozenset({"'s", "’s", "'", "’"})
COURTESY = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "mx", "mx.", "sir", "dame", "lord", "lady"})
"""Forms of address: they say nothing of what somebody does."""
RANKS = frozenset({"major", "general", "vice", "prime", "private"})
"""Ranks that, without a capital, are adjectives."""
STANDING = frozenset({"acting", "incoming", "outgoing", "retired", "deputy", "then", "ex"})
"""Words before a title that a tagger takes for verbs."""
LEARNED = frozenset({"dr", "dr.", "prof", "prof."})
"""Titles that add nothing behind what somebody is ('researcher Dr Ann Lee')."""
TIES = frozenset({"of", "for", "to", "at"})
"""Prepositions inside a title that stands before a name: 'Governor of Washington Chris Gregoire'."""
SMALL = TIES | {"and", "&", "the"}
"""Words with which no title begins."""
ENDS = frozenset({",", ";", ".", ")", "(", "—", "–", "--", ":", "!", "?", '"', "”", "“", "-"})
ARTICLES = frozenset({"the", "a", "an"})
OWN = frozenset({"his", "her", "their", "its", "our", "my", "your"})
NEVER = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})


def find_role(name: Span, last: int, *, person: bool) -> str | None:
    """Return the role that stands beside a name whose own tokens end at `last`; a slice of the text, never a guess.

    A plural ('councillors A and B'), a role of the next name or one that is denied is none; a past one stays as it
    stands ('former', 'was the mayor of Tulsa').
    """
    for found in _roles(name, last, person=person):
        return str(name.doc[found[0] : found[1]].text)
    return None


def _roles(name: Span, last: int, *, person: bool) -> Iterator[Tokens]:
    doc, end = name.doc, min(len(name.doc), last + 2 * APPOSITION)
    before = _before(name, person=person)
    if before is not None:
        yield before
    behind = _behind(doc, last, end, person=person)
    if behind is not None:
        yield behind
    if person and (opposed := _opposed(name, last)) is not None:
        yield opposed
    if doc[last : last + 1].text == "is" and (being := _being(doc, last, end, person=person)) is not None:
        yield being


def _before(name: Span, *, person: bool) -> Tokens | None:
    """Return the title before a name, without article, age, 'his' or 'Mr.'; with what it is of."""
    doc, start = name.doc, max(0, name.start - 2 * RUN)
    end = name.start
    while end > start and _only_addresses(doc, start, end - 1):
        end -= 1
    first = _run(doc, start, end)
    if first == end:
        return None
    if not _is_role(doc[end - 1], person=person):
        tie = _tied(doc, start, first) if person and doc[end - 1].text[:1].isupper() else None
        if tie is None:
            return None
        first = tie
    first = _without_age(doc, first, end)
    owned = first > start and doc[first - 1].lower_ in OWN
    if first >= end or (owned and doc[end - 1].lower_ in load_lexicon().family):
        return None
    return None if _is_bare_family(doc, first, end) else (first, end)


def _only_addresses(doc: Doc, start: int, at: int) -> bool:
    """Say whether a title is a form of address, or a doctor's behind what the doctor is."""
    if doc[at].lower_ in LEARNED and at > start:
        return _is_role(doc[at - 1], person=True)
    return doc[at].lower_ in COURTESY


def _run(doc: Doc, start: int, end: int) -> int:
    """Return where the words begin that stand before token `end` as one title; no other person is among them.

    A body's name is taken whole ('Bank of England governor'), and so are two fields ('trade and industry secretary').
    """
    first = end
    while first > start and end - first < RUN:
        if _in_run(doc, first - 1):
            first -= 1
        elif end - first > 1 and doc[first - 1].lower_ == "and" and _is_field(doc, start, first - 2):
            first -= 2
        elif _is_portfolio(doc, start, first - 1) or _in_body(doc, start, first):
            first -= 1
        else:
            break
    while first < end and (doc[first].text in OWNING or doc[first].is_punct or doc[first].lower_ in SMALL):
        first += 1
    return first


def _in_run(doc: Doc, at: int) -> bool:
    token = doc[at]
    if token.ent_type_ == "PERSON" or token.is_space:
        return False
    if token.lower_ in load_lexicon().titles | STANDING or token.text in OWNING:
        return token.tag_ not in FINITE
    if token.text == ".":
        return at > 0 and doc[at - 1].lower_ + "." in load_lexicon().titles
    if token.text == "-" or _is_prefix(doc, at):
        return True
    capital = token.text[:1].isupper() and token.pos_ in {"X", "VERB", "ADV"} and not _begins(token)
    return token.text not in ENDS and (token.pos_ in INSIDE or capital)


def _is_prefix(doc: Doc, at: int) -> bool:
    """Say whether a hyphen ties a word to the next one: the 'co' of 'co-founder'."""
    return at + 2 < len(doc) and doc[at + 1].text == "-" and not doc[at].whitespace_ and not doc[at + 1].whitespace_


def _is_field(doc: Doc, start: int, at: int) -> bool:
    """Say whether a word is the first of two fields rather than another's title ('interior and overseas minister')."""
    return at >= start and doc[at].pos_ in INSIDE and not doc[at].ent_type_ and not _is_role(doc[at], person=True)


def _is_portfolio(doc: Doc, start: int, at: int) -> bool:
    """Say whether an 'and' stands in what a title before it is of: 'Minister of Development and Tourism Ann Lee'."""
    if doc[at].lower_ != "and":
        return False
    at -= 1
    while at > start and doc[at].text[:1].isupper() and doc[at].pos_ in INSIDE:
        at -= 1
    return at > start and doc[at].lower_ in TIES and _is_role(doc[at - 1], person=True)


def _in_body(doc: Doc, start: int, first: int) -> bool:
    """Say whether a word goes on with a body's name that began before it."""
    if doc[first].ent_iob_ == "I":
        return True
    at = first - 1
    while doc[first].text[:1].isupper() and at > start and doc[at].lower_ in TIES | {"the"}:
        at -= 1
        if doc[at].text[:1].isupper() and doc[at].pos_ == "PROPN":
            return doc[at].lower_ not in load_lexicon().titles and doc[at].ent_type_ != "PERSON"
    return False


def _tied(doc: Doc, start: int, first: int) -> int | None:
    """Return where 'Ambassador to the' begins before the run at `first`; None where no title is so tied to it."""
    tie = first - 1
    if tie > start and doc[tie].lower_ == "the":
        tie -= 1
    if tie <= start or doc[tie].lower_ not in TIES or not _is_role(doc[tie - 1], person=True):
        return None
    return _run(doc, start, tie)


def _without_age(doc: Doc, first: int, end: int) -> int:
    """Return where a title begins behind an age ('34-year-old singer')."""
    for i in range(end - 1, first - 1, -1):
        if doc[i].like_num or doc[i].lower_ in {"year", "old"} or doc[i].lower_.endswith("year-old"):
            return i + 1
    return first


def _is_bare_family(doc: Doc, first: int, end: int) -> bool:
    """Say whether the title is one of the family that does not say whose ('father')."""
    if doc[end - 1].lower_ not in load_lexicon().family:
        return False
    return not any(token.text in OWNING or token.lower_ == "of" for token in doc[first:end])


def _behind(doc: Doc, last: int, end: int, *, person: bool) -> Tokens | None:
    """Return the apposition behind a name's comma, an age between them left out."""
    if last + 1 >= end or doc[last].text != ",":
        return None
    first = last + 1
    if doc[first].lower_ in {"age", "aged"}:
        first += 1
    if doc[first].like_num and first + 2 < end and doc[first + 1].text == ",":
        first += 2
    if doc[first].lower_ == "who":
        return _being(doc, first + 1, end, person=person) if first + 1 < end else None
    return _apposition(doc, first, end, person=person)


def _apposition(doc: Doc, first: int, end: int, *, person: bool) -> Tokens | None:
    """Return the noun phrase that begins at a token and says what something is; None where it says something else."""
    last = first
    while last < min(end, first + APPOSITION) and not _ends(doc, last):
        last += 1
    head = _head(doc, first, last)
    if head is None or last - first >= APPOSITION or any(_is_told(token) for token in doc[first:last]):
        return None
    if not _is_role(doc[head], person=person) or _names_another(doc, first, head):
        return None
    if not person and doc[first].lower_ not in ARTICLES:
        return None
    if doc[head].lower_ in load_lexicon().family and doc[first].lower_ in OWN:
        return None
    owned = any(token.text in OWNING for token in doc[first:head])
    if doc[head].lower_ in load_lexicon().family and not owned and doc[head + 1 : head + 2].text != "of":
        return None
    first += doc[first].lower_ in OWN
    return (first, last) if first < last and doc[last - 1].pos_ not in {"ADP", "CCONJ", "DET", "PART"} else None


def _is_told(token: Token) -> bool:
    """Say whether a word makes what seemed a noun phrase a clause of its own: 'the deputy editor told reporters'."""
    return token.tag_ in FINITE or (token.tag_ == "VBN" and token.lemma_ in load_event_words().saying)


def _ends(doc: Doc, at: int) -> bool:
    token = doc[at]
    if token.text == "-":
        return bool(doc[at - 1].whitespace_)
    return (
        token.is_space
        or token.text in ENDS
        or token.lower_ in {"who", "which", "that", "when", "where", "while", "but"}
    )


def _head(doc: Doc, first: int, last: int) -> int | None:
    """Return the last word of the noun phrase before what is said of it ('of', 'for', 'based in', 'and')."""
    head = None
    for i in range(first, last):
        token = doc[i]
        inside = token.pos_ in INSIDE | {"DET", "NUM"} or token.lower_ in ARTICLES | OWN or token.text in OWNING
        inside = inside or token.text == "-" or token.lower_ in load_lexicon().titles
        fields = token.lower_ == "and" and i > first and doc[i - 1].pos_ == "ADJ"
        if not (inside or fields or _is_prefix(doc, i)) or (token.tag_ in {"VBN", "VBG"} and head is not None):
            break
        if token.pos_ not in {"DET", "NUM"} and token.text not in OWNING | {"-", "and"}:
            head = i
    return head


def _names_another(doc: Doc, first: int, head: int) -> bool:
    """Say whether a title belongs to the next name ('Merkel, President Barack Obama and')."""
    behind = doc[head + 1] if head + 1 < len(doc) else None
    inside = any(token.ent_type_ == "PERSON" and not _owns(doc, token.i) for token in doc[first : head + 1])
    return inside or (behind is not None and behind.ent_type_ == "PERSON")


def _owns(doc: Doc, at: int) -> bool:
    """Say whether a name stands in the genitive ("Trump's lawyer")."""
    while at < len(doc) and doc[at].ent_type_ == "PERSON":
        if doc[at].text in OWNING:
            return True
        at += 1
    return at < len(doc) and doc[at].text in OWNING


def _opposed(name: Span, last: int) -> Tokens | None:
    """Return the noun phrase that has the name in apposition: "The union's president, Linda Park,"."""
    doc, comma = name.doc, name.start - 1
    start = max(0, comma - APPOSITION)
    closed = last >= len(doc) or doc[last].text in {",", "."} or doc[last].is_space
    if comma <= start or doc[comma].text != "," or not closed:
        return None
    first = comma
    while first > start and comma - first < APPOSITION and not _parts(doc[first - 1]):
        first -= 1
    for at in range(first, comma):
        title = doc[at + 2] if _is_prefix(doc, at) else doc[at]
        opens = doc[at].lower_ in ARTICLES | OWN or (_begins(doc[at]) and _is_role(title, person=True))
        if not opens and (at > first or not any(token.text in OWNING for token in doc[at:comma])):
            continue
        found = _apposition(doc, at, comma, person=True)
        owned = at > first + 1 and doc[at - 1].lower_ in {"of", "for"} and _is_role(doc[at - 2], person=True)
        if found is not None and found[1] == comma and not owned:
            return found
    return None


def _parts(token: Token) -> bool:
    tied = token.text == "-" and not token.whitespace_
    return (token.text in ENDS and not tied) or token.is_space or token.tag_ in FINITE


def _being(doc: Doc, at: int, end: int, *, person: bool) -> Tokens | None:
    """Return what a name is said to be: the noun phrase behind 'is', from 'was' on for what is past."""
    if at + 1 >= end or doc[at].lower_ not in {"is", "was"} or doc[at + 1].lower_ not in ARTICLES:
        return None
    found = _apposition(doc, at + 1, end, person=person)
    if found is None or any(token.lower_ in NEVER for token in doc[at : found[1]]):
        return None
    return found if doc[at].lower_ == "is" else (at, found[1])


def _begins(token: Token) -> bool:
    """Say whether a word has its capital from its place: at the text's or a line's beginning, behind a mark.

    The parser's sentences do not tell: it parts them before names as well.
    """
    before = token.nbor(-1) if token.i else None
    return before is None or before.is_space or not before.text[-1:].isalnum()


def _is_role(token: Token, *, person: bool) -> bool:
    """Say whether a noun says what one person, or one body, is."""
    words, lemma, lower = load_lexicon(), token.lemma_.lower(), token.lower_
    if not person:
        return token.text in words.body_nouns
    if lower in COURTESY or (token.tag_ in {"NNS", "NNPS"} and lower not in words.titles):
        return False
    if token.text in RANKS and (token.i == 0 or token.nbor(-1).lower_ not in words.titles):
        return False
    if lower in words.titles | words.family | words.people:
        return True
    if lower != lemma and lower.endswith("s"):
        return False
    named = token.ent_type_ or (token.text != lower and lower not in words.speakers and not _begins(token))
    agent = lower.endswith(AGENTS) and lower not in words.things | words.modifiers and not named
    partisan = token.ent_type_ == "NORP" and lower in words.partisans
    return token.pos_ in INSIDE and (agent or partisan)
