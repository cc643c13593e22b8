"""Who speaks by the layout: a headline's 'Minister: we will …', an interview's 'Q:' and 'A:', a transcript's names."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from bot.news.document import Document, Sentence
from bot.news.document.phrase import names
from bot.news.facts.attribution import Attribution, bare, characters, has_verb
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.quotations import Quotation
from bot.news.facts.quoted import pieces
from bot.news.facts.sources import may_speak

HEADED = 5
"""Words of a headline's speaker; more before a colon are no name."""
TURN = re.compile(r"^[ \t]*(?P<who>[A-Z][\w.'’-]*(?: [A-Z(][\w.'’()-]*){0,3})[ \t]*:[ \t]+(?=\S)", re.MULTILINE)
"""A paragraph that begins with a name and a colon."""
ANSWERS, QUESTIONS = frozenset({"A", "Answer"}), frozenset({"Q", "Question"})
TURNS = 2
"""Paragraphs that a name must open to be a speaker of a transcript, and how many speakers there must be."""


def find_headed(document: Document) -> Iterator[Attribution]:
    """Yield what a headline tells with its speaker: before a colon, or behind a dash at its end."""
    if len(document.sentences) < 2:
        return
    sentence, doc = document.sentences[0], document.doc
    if doc.text[sentence.start : sentence.end].rstrip()[-1:] in {".", "”", '"', ""}:
        return
    last = sentence.last
    while last > sentence.first and doc[last - 1].is_space:
        last -= 1
    for token in doc[sentence.first + 1 : last - 1]:
        head = _before_colon(doc, sentence, token.i) if token.text == ":" else None
        told = (token.i + 1, last)
        if token.text in {"–", "—", "-"} and last - token.i <= HEADED and token.whitespace_:
            head, told = _behind_dash(doc, last), (sentence.first, token.i)
        if head is not None and told[1] - told[0] >= HEADED - 1:
            start, end = characters(doc, *bare(doc, *told))
            yield Attribution(head, None, False, start, end, 0, piece=1)
            return


def _before_colon(doc: Doc, sentence: Sentence, colon: int) -> int | None:
    before = doc[sentence.first : colon]
    speaks = may_speak(doc[colon - 1]) and doc[colon - 1].pos_ in {"NOUN", "PROPN"}
    whom = len(before) <= HEADED and speaks and not any(t.is_punct for t in before)
    known = any(t.ent_type_ == "PERSON" for t in before) or _is_voice(doc, colon - 1)
    return colon - 1 if whom and known and has_verb(doc, colon + 1, sentence.last) else None


def _behind_dash(doc: Doc, last: int) -> int | None:
    return last - 1 if _is_voice(doc, last - 1) or doc[last - 1].ent_type_ == "PERSON" else None


def _is_voice(doc: Doc, i: int) -> bool:
    lemma = doc[i].lemma_.lower()
    return any(word in load_lexicon().titles | load_lexicon().speakers for word in (lemma, lemma.removesuffix("s")))


def find_turns(document: Document) -> Iterator[Attribution]:
    """Yield what is said in the turns of an interview or a transcript, sentence by sentence."""
    text = document.doc.text
    turns = list(TURN.finditer(text))
    opened = Counter(turn["who"] for turn in turns)
    speakers = {who for who, count in opened.items() if count >= TURNS}
    if not speakers & ANSWERS and len(speakers - QUESTIONS) < TURNS:
        return
    guest = _guest(document, turns[0].start()) if speakers & ANSWERS else None
    for turn in turns:
        end = text.find("\n", turn.end())
        words = Quotation(turn.end(), len(text) if end < 0 else end)
        speaker = _speaker(document, turn, guest)
        if turn["who"] in QUESTIONS or turn["who"] not in speakers or speaker is None or words.start >= words.end:
            continue
        for attribution in pieces(document, words, speaker, None):
            if attribution.end > turn.end() and not text[attribution.start : attribution.end].rstrip().endswith("?"):
                yield replace(attribution, piece=attribution.piece + 1)


def _speaker(document: Document, turn: re.Match[str], guest: int | None) -> int | None:
    if turn["who"] in ANSWERS:
        return guest
    span = document.doc.char_span(turn.start("who"), turn.end("who"), alignment_mode="expand")
    return None if span is None else span.end - 1


def _guest(document: Document, end: int) -> int | None:
    """Return the person whom alone the text names before the first question."""
    doc = document.doc
    opening = doc.char_span(0, end, alignment_mode="contract")
    if opening is None:
        return None
    people = [one for one in names(doc, 0, opening.end) if one.label_ == "PERSON" and one.end <= opening.end]
    alone = len({one[-1].lower_ for one in people}) == 1
    return people[0].end - 1 if alone else None
