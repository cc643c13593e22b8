"""Where the words of an entry may begin and end in its sentence, and what an editor has against each such place.

Parses are often wrong where it matters (a verb taken for an adjective, a name cut off its list), so no rule is trusted
alone: every place is weighed by what is left standing on both sides of it, by tags and marks as well as by the tree.
"""

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

from bot.news.document import Document, Event
from bot.news.document.antecedent import antecedent
from bot.news.document.lexicon import load_lexicon
from bot.news.document.phrase import FINITE, base, closes, is_nominal, phrase
from bot.news.document.tense import finite

FRAGMENT, CUT, WEAK = 5.0, 3.0, 1.0
"""What no editor prints, what reads wrong, and what reads worse than it might."""
_JOINING = frozenset({"and", "but", "or", "while", "whereas", "nor"})
_BREAKS = frozenset(
    {"after", "before", "as", "because", "when", "where", "which", "who", "although", "though", "since"}
)
_DASHES = frozenset({"-", "–", "—", "--", "_"})
OPENING = frozenset({"(", "[", "“", "‘", '"', "``"})
_LEFT = frozenset({"det", "amod", "compound", "nummod", "nsubj", "case", "mark", "aux", "cop", "cc"})
"""Arcs to what stands before its head: a word that hangs so on one that is cut off dangles."""
_RIGHT = frozenset({"flat", "fixed", "goeswith", "obj", "obl", "nmod", "conj"})
_LINKING = frozenset({"CC", "WDT", "WP", "WP$", "WRB"})
_UNFINISHED = frozenset({"DT", "CC", "TO", "PRP$", "MD", "WDT", "WP", "WP$", "WRB"})
_PREMODIFIERS = frozenset({"DT", "PRP$", "CD", "JJ", "NN", "NNP", "POS", "$"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PRONOUNS = {"he": 1.5, "she": 1.5, "it": 1.5, "they": 1.5, "this": 1.5, "i": CUT, "we": CUT}


def starts(document: Document, event: Event, times: Collection[int]) -> Iterator[int]:
    """Tokens at which the words may begin, the likeliest first: the clause, its subject, a stop, another subject.

    `times` are the tokens of the sentence's times.
    """
    doc, sentence = document.doc, document.sentences[event.sentence]
    clause = _token_at(doc, event.clause[0])
    yield clause + (event.nominal and doc[clause].tag_ == "IN" and clause < event.token)
    if event.subject is not None and event.subject[0] < doc[event.token].idx:
        yield _token_at(doc, event.subject[0])
    if base(doc[event.token].dep_) in {"acl", "advcl"} and is_nominal(doc[event.token].head):
        yield phrase(doc[event.token].head)[0]
    for token in doc[sentence.first : event.token + 1]:
        before = doc[token.i - 1]
        begins = token.i == sentence.first or opens(before) or before.text in OPENING
        said = before.tag_ in FINITE and before.lemma_.lower() in load_lexicon().saying
        if begins or said or before.lower_ in {"that", "with"} or token.i - 1 in times:
            yield token.i
        if base(token.dep_) == "nsubj":
            yield phrase(token, coordinated=True)[0]


def ends(document: Document, event: Event) -> Iterator[int]:
    """Tokens before which the words may end, the likeliest first: the clause's end, then each stop and joining word."""
    doc, sentence = document.doc, document.sentences[event.sentence]
    yield _token_at(doc, event.clause[1] - 1) + 1
    for token in doc[event.token + 1 : sentence.last]:
        if event.nominal and token.tag_ in FINITE and len(doc.text[slice(*event.clause)].split()) >= 3:
            return
        if closes(token, sentence.first):
            yield token.i + 1
        elif is_stop(token) or token.text in OPENING or token.lower_ in _JOINING or _breaks(token):
            yield token.i
    yield sentence.last


def breaths(document: Document, event: Event) -> Iterator[int]:
    """Tokens before which words too long for a line may end: a preposition, an infinitive, a participle."""
    object_end = event.object[1] if event.object is not None else 0
    for token in document.doc[event.token + 2 : document.sentences[event.sentence].last]:
        begins = base(token.dep_) in {"case", "mark"} or (base(token.dep_) == "acl" and token.tag_ in {"VBN", "VBG"})
        if begins and token.idx >= object_end and token.lower_ not in {"of", "'s", "’s"} and is_nominal(token.nbor(-1)):
            yield token.i


def _breaks(token: Token) -> bool:
    """Say whether a clause of its own begins there: 'after he left', 'which …'; not 'after the storm'."""
    return token.lower_ in _BREAKS and base(token.dep_) in {"mark", "advmod", "nsubj", "obl"}


def opens(token: Token) -> bool:
    """Say whether something new begins behind a token: a stop, 'and', 'but'."""
    return is_stop(token) or token.lower_ in _JOINING


def is_stop(token: Token) -> bool:
    """Say whether a comma, a colon or a spaced dash stands there; not the hyphen of 'state - owned'."""
    if token.text in {",", ";", ":"}:
        return True
    if token.text not in _DASHES or token.i == 0 or not token.doc[token.i - 1].whitespace_ or not token.whitespace_:
        return False
    return not _hyphenates(token)


def _hyphenates(dash: Token) -> bool:
    """Say whether a spaced hyphen stands inside a word: 'state - owned', '26 - year - old', '2000 - 2050'."""
    before, after = dash.doc[dash.i - 1], dash.nbor() if dash.i + 1 < len(dash.doc) else dash
    if dash.text != "-":
        return before.is_digit and after.is_digit
    if any(base(one.dep_) in {"compound", "amod", "nummod"} and one.head.i > dash.i + 1 for one in (before, after)):
        return True
    number = before.like_num and (after.like_num or after.lower_.rstrip("s") in {"day", "week", "month", "year"})
    return number or after.lower_ == "old" or (after.tag_ in {"VBN", "JJ"} and base(after.dep_) in {"amod", "compound"})


def start_faults(document: Document, event: Event, at: int, times: Collection[int]) -> float:
    """What is against beginning at a token: a verb without its subject, half a phrase, half a word, a pronoun."""
    doc, first = document.doc, document.doc[at]
    faults = _opening_faults(first) or (WEAK / 2 if at in times else 0.0)
    if first.lower_ in _PRONOUNS and antecedent(document, first) is None:
        faults += _PRONOUNS[first.lower_]
    if at == document.sentences[event.sentence].first:
        return faults
    before = doc[at - 1]
    if (event.nominal or at - 1 not in times) and _splits(before, first):
        faults += FRAGMENT
    if before.tag_ in FINITE and not _is_said(before, first):
        faults += CUT
    if before.text == "," and _is_beside(doc, at, event.token):
        faults += CUT
    if before.lower_ in _JOINING and _half_a_list(document, event, at):
        faults += CUT
    return faults


def _opening_faults(first: Token) -> float:
    """What is against a first word by itself."""
    tag, label = first.tag_, base(first.dep_)
    if tag in FINITE | {"TO", "POS"} or (tag in {"VB", "VBN", "VBG"} and label not in {"amod", "nsubj"}):
        return FRAGMENT
    if tag in {"WDT", "WP", "WP$"}:
        return CUT + WEAK
    if (first.is_punct and first.text not in OPENING) or tag in _LINKING or label in {"cc", "mark"}:
        return CUT
    if tag == "IN" and not (first.i + 1 < len(first.doc) and first.nbor().lower_ in {"least", "most"}):
        return WEAK
    return WEAK if tag == "PRP$" else 0.0


def _is_beside(doc: Doc, at: int, verb: int) -> bool:
    """Say whether what stands between two commas before a verb only names the subject again: ', its head, resigned'."""
    for token in doc[at : verb + 1]:
        if token.tag_ in FINITE:
            return False
        if is_stop(token):
            after = doc[token.i + 1]
            if after.tag_ not in {"JJ", "NN", "RB"}:  # a row of adjectives goes on: 'a large, family-owned bank'
                return after.tag_ in FINITE | {"TO", "VBN", "VBG"}
    return False


def _is_said(verb: Token, first: Token) -> bool:
    """Say whether what somebody says begins right behind the verb: 'said | he left', 'admitted | she was there'."""
    return verb.lemma_.lower() in load_lexicon().saying or (
        base(first.dep_) == "nsubj" and base(first.head.dep_) == "ccomp"
    )


def _splits(before: Token, first: Token) -> bool:
    """Say whether two neighbours are of one word, name or noun phrase, of which the second is its head or nearer it."""
    if not before.whitespace_ and not before.is_space and (before.text in _DASHES or before.is_alpha):
        return True
    if before.is_punct or before.is_space or before.tag_ in FINITE or before.ent_type_ in {"DATE", "TIME"}:
        return False
    if first.ent_iob_ == "I" or (
        base(before.dep_) in _LEFT - {"nsubj", "case", "mark", "cc"} and before.head.i >= first.i
    ):
        return True
    if first.tag_ in {"VBN", "VBD"} and before.tag_ in _NOUNS:
        return True
    return before.tag_ in {"DT", "PRP$", "POS"} or (before.tag_ in _PREMODIFIERS and first.tag_ in _NOUNS)


def _half_a_list(document: Document, event: Event, at: int) -> bool:
    """Say whether 'and' joins what follows to a noun before it: no verb stands between the stop before it and 'and'."""
    doc, first = document.doc, document.sentences[event.sentence].first
    joined = list(doc[first : at - 1])
    while joined and any(is_stop(token) for token in joined):
        joined = joined[1:]
    return (
        bool(joined)
        and joined[-1].pos_ in {"NOUN", "PROPN", "PRON", "ADJ"}
        and not any(token.tag_ in FINITE for token in joined)
    )


def end_faults(document: Document, event: Event, end: int) -> float:
    """What is against ending before a token: a word that announces more, half a phrase, half a word, a lost object."""
    doc, last = document.doc, document.doc[end - 1]
    over = end >= document.sentences[event.sentence].last
    faults = 0.0
    if last.tag_ in _UNFINISHED or base(last.dep_) in {"case", "mark", "det", "cc", "aux", "cop"}:
        faults += FRAGMENT
    if not over and not doc[end].is_space:
        faults += _torn(doc, event, end)
    if event.object is not None and event.object[1] > last.idx + len(last) and event.object[0] > doc[event.token].idx:
        faults += CUT
    return faults


def _torn(doc: Doc, event: Event, end: int) -> float:
    """What is against cutting between two neighbours: half a word, a name, a phrase, a list, a verb's own words."""
    last, after = doc[end - 1], doc[end]
    if (not last.whitespace_ and (after.text in _DASHES or after.is_alpha)) or (
        after.text in _DASHES and _hyphenates(after)
    ):
        return FRAGMENT
    if after.text == "(":
        return _before_bracket(doc, end)
    inside = after.ent_iob_ == "I" and not after.is_punct
    named = last.tag_ in {"JJ", "NNP"} and after.tag_ in _NOUNS
    if inside or named or (after.tag_ in FINITE and not event.nominal):
        return CUT
    if after.lower_ in _JOINING | {","} and _goes_on(doc, end):
        return WEAK
    own = last.pos_ == "VERB" and any(
        base(t.dep_) in {"obj", "obl", "xcomp", "ccomp"} and t.i > end for t in last.rights
    )
    return CUT if own else 0.0


def _before_bracket(doc: Doc, end: int) -> float:
    """What is against leaving out a bracket and what comes after it: '1,300 pounds (600 kilograms) of explosives'."""
    closed = next((token.i for token in doc[end : end + 20] if token.text == ")"), None)
    if closed is None or closed + 1 >= len(doc):
        return WEAK
    after = doc[closed + 1]
    if after.is_punct:
        return 0.0
    return CUT if after.lower_ in {"of", "from"} or after.pos_ not in {"ADP", "CCONJ", "SCONJ"} else 0.0


def _goes_on(doc: Doc, end: int) -> bool:
    """Say whether a list of nouns or of qualities goes on behind the cut."""
    return any(
        base(t.dep_) == "conj" and t.pos_ != "VERB" and t.head.i < end and t.head.pos_ != "VERB"
        for t in doc[end : end + 6]
    )


def dangling(doc: Doc, event: Event, first: int, end: int, *, apart: bool) -> float:
    """What hangs on words that are cut off on the other side; the event's subject may hang where it will.

    `apart` says that the subject is put before the slice.
    """
    torn, subject = 0.0, event.subject or (0, 0)
    for token in doc[first:end]:
        label = base(token.dep_)
        own = subject[0] <= token.idx < subject[1]
        if token.head.i >= end and label in _LEFT:
            torn += 0.0 if label == "nsubj" and own else CUT
        elif token.head.i < first and label in _RIGHT and first + 4 > token.i < event.token and _is_noun(token, event):
            torn += 0.0 if label != "conj" and own else CUT
        if not apart and token.n_lefts and token.i <= event.token and any(_is_left(c, first) for c in token.lefts):
            torn += CUT
    return min(torn, FRAGMENT)


def _is_noun(token: Token, event: Event) -> bool:
    return not event.nominal and is_nominal(token) and not is_done(token)


def _is_left(child: Token, first: int) -> bool:
    """Say whether a subject or a helping verb stands before the slice that its verb is in."""
    return child.i < first and base(child.dep_) in {"nsubj", "aux", "cop"} and child.tag_ not in {"WDT", "WP"}


def is_done(token: Token) -> bool:
    """Say whether the token is a finite verb, also one that was tagged a noun or a participle: 'he plans to'."""
    if token.tag_ in FINITE:
        return True
    told = token.tag_ == "VBN" and finite(token) is not None
    return told or (
        token.tag_ in {"NNS", "NN"} and any(c.tag_ == "PRP" and base(c.dep_) == "nsubj" for c in token.lefts)
    )


def _token_at(doc: Doc, offset: int) -> int:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span.start if span is not None else 0
