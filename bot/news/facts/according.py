"""What stands beside 'according to X', 'as X put it' and 'in the words of X'."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from bot.news.document import Sentence
from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.document.phrase import FINITE, base, names, phrase
from bot.news.facts.attribution import Attribution, bare, characters, has_verb, unquote
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.sources import TIMES, whole_name
from bot.news.facts.verbs import verb_of

PUT = 12
"""Tokens from 'as' to the verb of saying it opens ('as the coast guard later said')."""
ROLE = 20
"""Tokens of a role with its name."""


def find_according(doc: Doc, sentence: Sentence, number: int) -> Iterator[Attribution]:
    """Yield what stands beside 'according to X' or 'as X said': the rest of the sentence, or what precedes it."""
    for token in doc[sentence.first : sentence.last]:
        if token.lower_ == "according" and token.i + 2 < sentence.last and doc[token.i + 1].lower_ == "to":
            found = _beside_according(doc, sentence, token)
        elif token.lower_ == "as":
            found = _beside_as(doc, sentence, token)
        elif token.lower_ == "words" and token.i + 2 < sentence.last and doc[token.i + 1].lower_ == "of":
            found = _in_words(doc, sentence, token)
        else:
            continue
        if found is not None:
            head, (first, last) = found
            start, end, quoted = unquote(doc.text, *characters(doc, *bare(doc, first, last)))
            yield Attribution(head.i, None, quoted, start, end, number)


def _beside_according(doc: Doc, sentence: Sentence, token: Token) -> tuple[Token, tuple[int, int]] | None:
    titled = _titled(doc, token.i + 2, sentence.last)
    head = titled if titled is not None else _noun_of(doc, token.i + 2, sentence.last)
    if head is None:
        return None
    name = next((whole_name(span) for span in names(doc, head.i, head.i + 1)), None)
    behind = titled.i + 1 if titled is not None else name or phrase(head, coordinated=True)[1]
    after = (_past_source(doc, behind, sentence.last), sentence.last)
    before = (sentence.first, token.i)
    beside = after if _opens_clause(doc, token, sentence) or not has_verb(doc, *before) else before
    return (head, beside) if has_verb(doc, *beside) else None


def _titled(doc: Doc, first: int, last: int) -> Token | None:
    """Return the end of the name that closes 'according to ROLE … NAME,', where no verb stands before the comma."""
    comma = next((t.i for t in doc[first : min(first + ROLE, last)] if t.text in {",", "."}), None)
    if comma is None or has_verb(doc, first, comma):
        return None
    start = comma
    while start > first and doc[start - 1].pos_ == "PROPN" and doc[start - 1].ent_type_ in {"", "PERSON"}:
        start -= 1
    role = any(t.lemma_.lower() in load_lexicon().titles for t in doc[first:start])
    return doc[comma - 1] if role and 1 < comma - start <= 4 else None


def _beside_as(doc: Doc, sentence: Sentence, token: Token) -> tuple[Token, tuple[int, int]] | None:
    """Return who says it and what, where 'as X said' opens the sentence, or closes it behind a comma."""
    opens = all(t.is_punct or t.is_space for t in doc[sentence.first : token.i])
    if not opens and doc[token.i - 1].text != ",":
        return None
    verb = next((t for t in doc[token.i + 1 : min(token.i + PUT, sentence.last)] if t.tag_ in FINITE), None)
    if verb is None or not (_says(verb) or (verb.lower_ in {"put", "puts"} and verb.i + 1 < sentence.last)):
        return None
    head = next((t for t in reversed(doc[token.i + 1 : verb.i]) if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    if head is None:
        return None
    comma = next((t.i for t in doc[verb.i : sentence.last] if t.text == ","), None)
    if opens:
        told = (comma + 1, sentence.last) if comma is not None else None
    else:
        closed = not has_verb(doc, verb.i + 1, sentence.last)
        told = (sentence.first, token.i) if closed else None
    return (head, told) if told is not None and has_verb(doc, *told) else None


def _in_words(doc: Doc, sentence: Sentence, token: Token) -> tuple[Token, tuple[int, int]] | None:
    """Return who is quoted and what, where a comma or a mark stands behind 'in the words of X'."""
    head = _titled(doc, token.i + 2, sentence.last) or _noun_of(doc, token.i + 2, sentence.last)
    if head is None or doc[token.i - 2].lower_ != "in":
        return None
    comma = next((t.i for t in doc[head.i + 1 : sentence.last] if t.text in {",", ":"}), None)
    return (head, (comma + 1, sentence.last)) if comma is not None and sentence.last - comma > 3 else None


def _says(verb: Token) -> bool:
    words = load_event_words()
    return verb_of(verb) in words.saying | words.announcing | load_lexicon().telling


def _opens_clause(doc: Doc, according: Token, sentence: Sentence) -> bool:
    """Say whether 'according' stands before what is said: first in the sentence, or behind 'which,' or 'that'."""
    before = [t for t in doc[max(sentence.first, according.i - 2) : according.i] if t.text != "," and not t.is_space]
    return not before or before[-1].tag_ in {"WDT", "IN", "CC"}


def _past_source(doc: Doc, last: int, end: int) -> int:
    """Return the token behind the source, what is added to it between commas included ('the coach, Ali Reza, …')."""
    while last < end - 2 and doc[last].text == ",":
        first = doc[last + 1]
        added = first.tag_ in {"VBG", "WDT", "WP", "VBN"} or _is_name(doc, last)
        comma = next((t.i for t in doc[last + 1 : end] if t.text == ","), None)
        if not added or comma is None or not has_verb(doc, comma, end):
            break
        last = comma
    return last


def _is_name(doc: Doc, comma: int) -> bool:
    """Say whether a name alone stands between this comma and the next, behind a role ('the coach, Ali Reza, …')."""
    behind = comma + 1
    while behind < len(doc) and doc[behind].pos_ == "PROPN":
        behind += 1
    alone = comma + 1 < behind < len(doc) and doc[behind].text == "," and behind - comma <= 5
    return alone and (base(doc[comma + 1].dep_) in {"appos", "flat"} or doc[comma - 1].pos_ in {"NOUN", "PROPN"})


def _noun_of(doc: Doc, first: int, last: int) -> Token | None:
    """Return the head of the phrase that begins at `first`: of a name, by the parse, or the last noun of a run."""
    named = next(
        (span for span in names(doc, first, min(first + 2, last)) if first <= span.start and span.end < last), None
    )
    if named is not None and doc[named.end].tag_ != "POS" and doc[named.end].pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return doc[named.end - 1] if named.root.i < named.start else named.root
    for token in doc[first:last]:
        if token.lower_ in TIMES:
            break
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.left_edge.i <= first and not _compounds(token):
            return token
        if token.pos_ in {"VERB", "AUX"} or token.text == ",":
            break
    run = None
    for token in doc[first:last]:
        if token.pos_ in {"NOUN", "PROPN"} and token.lower_ not in TIMES:
            run = token
        elif token.pos_ not in {"DET", "ADJ", "PART"}:
            break
    return run


def _compounds(token: Token) -> bool:
    return base(token.dep_) in {"compound", "amod"} or token.dep_ == "nmod:poss"
