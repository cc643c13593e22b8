"""Verbs of saying and who says it."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from bot.news.document import Sentence
from bot.news.document.events import is_passive, subject_of
from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.document.phrase import FINITE
from bot.news.document.tense import negated
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.quotations import Quotation
from bot.news.facts.sources import find_speaker, last_named
from bot.news.facts.verbs import verb_of

NO_CLAIM = frozenset({"know", "learn", "hope", "begin", "continue", "read", "feel", "see", "recall"})
PRIVATE = frozenset({"believe", "think", "fear", "expect", "suspect", "assume"})
"""What goes on in a head: a claim when it stands in the present ('police believe'), a story's own words in the past."""
VERBAL = FINITE | {"VBN", "VBG"}
"""Tags of what may be a verb of saying."""
PLAIN = frozenset({"said", "says", "told", "tells", "allege", "alleges", "insists", "insisted"})
"""Forms that are verbs of saying whatever the tagger takes them for."""
NAMING = frozenset({"ADV", "ADJ", "AUX", "DET", "NOUN", "PROPN", "PRON"})
"""Parts of speech of the words between the comma and the verb in ', a source told'."""
ABOUT = frozenset({"quote", "cite", "mention", "praise", "describe", "condemn", "criticise", "criticize", "show"})
"""Verbs whose object is whom or what they speak of: a quotation somewhere behind it need not be theirs."""
QUOTED = 14
"""Tokens from 'was quoted' to 'as saying'."""


def find_sayings(doc: Doc, sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[tuple[Token, Token]]:
    """Yield the verbs of saying outside of quotation marks with the heads of their subjects."""
    before: Token | None = None
    for token in doc[sentence.first : sentence.last]:
        if quotations and any(q.start <= token.idx < q.end for q in quotations):
            continue
        verbal = token.tag_ in VERBAL or token.lower_ in PLAIN or _is_plural(token, sentence)
        if not verbal and not _mistaken(token, quotations):
            continue
        if not (_is_known(token) or _meets(token, quotations)) or negated(token):
            continue
        source = _of_quoted(token, sentence)
        if source is not None:
            yield token, source
            continue
        if (is_passive(token) and not _follows(token, quotations)) or not _says(token, sentence, quotations):
            continue
        speaker = _going_on(token, sentence, before) or _speaker(token, sentence, quotations)
        if speaker is not None and speaker.lemma_.lower() not in load_lexicon().mute and speaker.i != token.i:
            yield token, speaker
            before = speaker


def _going_on(verb: Token, sentence: Sentence, before: Token | None) -> Token | None:
    """Return who speaks in ', adding that' and 'and said', behind a saying of the sentence; in 'with X stating' X."""
    at = verb.i - 1
    while at > sentence.first and (verb.doc[at].pos_ == "ADV" or verb.doc[at].lower_ in {"has", "have"}):
        at -= 1
    token = verb.doc[at]
    if verb.tag_ == "VBG":
        if token.pos_ == "PROPN" and not token.is_sent_start:
            return token
        return before if token.text == "," else None
    return before if token.lower_ in {"and", "but"} else None


def _is_plural(token: Token, sentence: Sentence) -> bool:
    """Say whether 'say' right behind a noun is the verb of a plural, which the tagger takes for an infinitive."""
    return token.lower_ == "say" and token.i > sentence.first and token.nbor(-1).tag_ in {"NNS", "NNPS"}


def _mistaken(token: Token, quotations: Sequence[Quotation]) -> bool:
    """Say whether a form of a verb of saying that the tagger took for another word stands at a quotation."""
    if not quotations or token.pos_ == "ADV" or token.lower_ == token.text.upper().lower() == verb_of(token):
        return False
    return _is_known(token) and (_meets(token, quotations) or _follows(token, quotations))


def _is_known(token: Token) -> bool:
    words, lemma = load_event_words(), verb_of(token)
    if lemma in NO_CLAIM:
        return False
    if lemma in PRIVATE:
        return token.tag_ in {"VBP", "VBZ"}
    return lemma in words.saying | words.announcing | load_lexicon().telling


def _of_quoted(token: Token, sentence: Sentence) -> Token | None:
    """Return who is quoted in 'X was quoted by Y as saying' or 'Y quoted X as saying'."""
    doc = token.doc
    if token.tag_ != "VBG" or token.i <= sentence.first + 2 or doc[token.i - 1].lower_ != "as":
        return None
    quoted = next((t for t in reversed(doc[max(sentence.first, token.i - QUOTED) : token.i]) if _quotes(t)), None)
    if quoted is None:
        return None
    before = doc[max(sentence.first, quoted.i - 3) : quoted.i]
    if any(t.lemma_ == "be" or t.lower_ in {"was", "were", "is", "are", "been"} for t in before):
        return subject_of(quoted) or find_speaker(before[0], sentence.first, sentence.last)
    return next(
        (t for t in doc[quoted.i + 1 : token.i] if t.pos_ in {"PROPN", "NOUN"} and t.head.i >= token.i - 1), None
    ) or next((t for t in reversed(doc[quoted.i + 1 : token.i]) if t.pos_ in {"PROPN", "NOUN"}), None)


def _quotes(token: Token) -> bool:
    return token.lower_ in {"quoted", "cited", "quotes", "quoting", "heard", "reported"}


def _speaker(verb: Token, sentence: Sentence, quotations: Sequence[Quotation]) -> Token | None:
    """Return who speaks, outside of quotations: the subject by the parse or its place, or the last person named."""
    subject, placed = subject_of(verb), find_speaker(verb, sentence.first, sentence.last)
    if verb_of(verb) == "tell" and placed is not None and placed.i > verb.i:
        placed = None
    if subject is not None and placed is not None and _is_nearer(placed, subject, verb, sentence):
        subject = placed
    turned = placed is not None and placed.i > verb.i and _closes(verb, placed, sentence)
    if placed is not None and placed.i > verb.i and not turned and not _follows(verb, quotations):
        placed = None
    order = [placed, subject] if turned or _follows(verb, quotations) else [subject, placed]
    for token in [*order, last_named(verb, sentence.first)]:
        if token is not None and not any(q.start <= token.idx < q.end for q in quotations):
            return token
    return None


def _is_nearer(placed: Token, subject: Token, verb: Token, sentence: Sentence) -> bool:
    """Say whether the noun right before the verb is meant, not the subject that the parse sees further off.

    So it is in ', federal officials have said' and in 'Puerto Rico Police Superintendent Pedro Toledo urged'.
    """
    if not subject.i < placed.i < verb.i:
        return False
    between = verb.doc[subject.i : placed.i + 1]
    if placed.ent_type_ == "PERSON" and placed.i == verb.i - 1 and _stands_alone(placed, subject.i):
        return True
    return all(t.pos_ in {"PROPN", "NOUN"} for t in between) or _ends(verb, sentence) or _joined(placed, subject)


def _joined(placed: Token, subject: Token) -> bool:
    """Say whether an 'and' parts the noun from the subject's own verb ('The talks ended and Korea says …')."""
    at, doc = placed.i, placed.doc
    while at > subject.i and doc[at].pos_ in {"ADJ", "DET", "NOUN", "PROPN"}:
        at -= 1
    return doc[at].tag_ == "CC" and any(t.tag_ in FINITE for t in doc[subject.i : at])


def _stands_alone(name: Token, floor: int) -> bool:
    """Say whether a person's name with its title depends on no preposition and is joined to no other name."""
    at = name.i
    while at > floor and name.doc[at].pos_ in {"ADJ", "DET", "NOUN", "PART", "PROPN"}:
        at -= 1
    return name.doc[at].text == ","


def _closes(verb: Token, speaker: Token, sentence: Sentence) -> bool:
    """Say whether ', said X' closes the sentence, with nothing told behind it."""
    behind = verb.doc[speaker.i + 1 : sentence.last]
    main = [
        t for t in behind if t.tag_ in FINITE and not any(c.tag_ in {"WP", "WDT"} for c in verb.doc[speaker.i : t.i])
    ]
    return verb.doc[verb.i - 1].text == "," and not main


def _follows(verb: Token, quotations: Sequence[Quotation]) -> bool:
    """Say whether the verb follows a quotation, its mark and a comma between ('…", said Mohib')."""
    return any(0 < verb.idx - q.end <= 4 for q in quotations)


def _meets(token: Token, quotations: Sequence[Quotation]) -> bool:
    """Say whether a quotation follows the verb's comma or colon: then any verb is one of saying ('reasoned, "…"')."""
    if token.i + 2 >= len(token.doc) or token.doc[token.i + 1].text not in {",", ":"}:
        return False
    return any(0 <= q.start - token.doc[token.i + 1].idx <= 4 for q in quotations)


def _says(token: Token, sentence: Sentence, quotations: Sequence[Quotation]) -> bool:
    """Say whether the verb has something said beside it: a quotation, a clause, or 'that'."""
    beside = bool(quotations) and (verb_of(token) not in ABOUT or _meets(token, quotations))
    if beside or verb_of(token) in load_event_words().saying - {"tell"}:
        return True
    if any(child.dep_ == "ccomp" for child in token.children) or token.dep_ == "parataxis" or _ends(token, sentence):
        return True
    reach = 8 if verb_of(token) == "tell" else 2
    return any(_opens(t, token) for t in token.doc[token.i + 1 : min(token.i + 1 + reach, sentence.last)])


def _ends(verb: Token, sentence: Sentence) -> bool:
    """Say whether ', X told Y' ends a sentence: a comma stands before its subject and nothing is told behind it."""
    doc = verb.doc
    if any(t.tag_ in FINITE or t.lower_ == "to" for t in doc[verb.i + 1 : sentence.last]):
        return False
    at = verb.i - 1
    while at > sentence.first and (doc[at].pos_ in NAMING or doc[at].text == "-" or doc[at].tag_ == "VBN"):
        at -= 1
    return doc[at].text == "," and at < verb.i - 1


def _opens(token: Token, verb: Token) -> bool:
    """Say whether 'that' opens what is said; behind 'told X' the parser takes it for a relative's."""
    return token.lower_ == "that" and (token.tag_ == "IN" or (token.tag_ in {"WDT", "DT"} and verb_of(verb) == "tell"))
