"""One event told with two different days: 'received … yesterday' and 'was there this weekend'."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from spacy.tokens import Token

from bot.news.article import Doubt
from bot.news.document import Document
from bot.news.document.events import object_of, subject_of
from bot.news.document.phrase import names, phrase
from bot.news.timeline.doubts.lexicon import load_words
from bot.news.timeline.doubts.telling import Telling, event_words, is_definite, keys_of, show_days

_WEEKEND = 3
"""Days of the longest stretch that counts as a day of its own: a long weekend."""
_APART = 14
"""Days beyond which the same words tell another event: anniversaries, a second visit."""
_SHARED, _MOST = 4, 0.6
"""Words that two clauses share, and their part of the shorter one, from which on they tell one event.

Of 543 clauses with a day of their own in 1,122 articles one pair of two days shares so much, and it is a contradiction.
"""
_STRIKES = {"happen", "occur", "strike", "hit", "rock", "shake"}
"""Verbs that say no more of a blast or an earthquake than that it was."""
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
_MANY = 60
"""Accounts that are compared with one another; a text of many thousand dates is no story."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a telling says, ready to be compared: keys of its parties, the words, numbers and names of its clause.

    `undergoes` is to whom it is done or happens: the object, else the subject; `acts` who does it to them. Of a noun
    ('Friday's blast') it is the noun itself.
    """

    telling: Telling
    acts: frozenset[str]
    undergoes: frozenset[str]
    definite: bool
    blow: bool
    words: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]


def doubt_days(document: Document, tellings: Sequence[Telling]) -> Iterator[Doubt]:
    """A doubt for each two sentences that tell one event of different days; a sentence is doubted once."""
    accounts = [account for telling in tellings if (account := _account(document, telling)) is not None][:_MANY]
    doubted: set[int] = set()
    for one, other in combinations(accounts, 2):
        sentences = (one.telling.time.sentence, other.telling.time.sentence)
        if doubted.isdisjoint(sentences) and _apart(one.telling, other.telling) and _is_one(one, other):
            doubted.update(sentences)
            yield _doubt(document, one.telling, other.telling)


def _doubt(document: Document, one: Telling, other: Telling) -> Doubt:
    first = f"{event_words(document, one)} is {show_days(one.first, one.last)}"
    second = f"{event_words(document, other)} is {show_days(other.first, other.last)}"
    return Doubt("dates", f"One event on two days? {first}, {second}.", (one.time.sentence, other.time.sentence))


def _is_one(one: Account, other: Account) -> bool:
    """Whether both tell one event: no other number or name, and the same act, noun or words."""
    if not (_no_other(one.numbers, other.numbers) and _no_other(one.names, other.names)):
        return False
    if one.blow != other.blow:
        return False
    if one.blow:
        return one.definite and other.definite and one.undergoes == other.undergoes
    return _same_act(one, other) or _same_words(one, other)


def _account(document: Document, telling: Telling) -> Account | None:
    """The account of a telling that names one day or one weekend; None for others."""
    time = telling.time
    if time.precision not in {"time", "day"} or (telling.last - telling.first).days >= _WEEKEND:
        return None
    if telling.event.nominal:
        return _of_noun(document, telling, document.doc[telling.event.token])
    return _of_blow(document, telling) or _of_verb(document, telling)


def _of_blow(document: Document, telling: Telling) -> Account | None:
    """The account of 'the earthquake struck on Tuesday', 'Tuesday's blast killed …': the day belongs to the noun."""
    verb = document.doc[telling.event.token]
    subject = subject_of(verb)
    behind = document.doc[telling.time.token_end : telling.time.token_end + 2]
    told = document.doc.char_span(*telling.event.clause, alignment_mode="expand")
    if subject is not None and len(behind) == 2 and behind[0].tag_ == "POS" and behind[1] == subject:
        return _of_noun(document, telling, subject)
    if (
        telling.event.lemma not in _STRIKES
        or telling.event.tense != "past"
        or subject is None
        or told is None
        or _repeats(told)
    ):
        return None
    return _of_noun(document, telling, subject)


def _of_verb(document: Document, telling: Telling) -> Account | None:
    event = telling.event
    verb = document.doc[event.token]
    subject, what = subject_of(verb), object_of(verb)
    keys = keys_of(subject)
    clause = document.doc.char_span(*event.clause, alignment_mode="expand")
    if event.reporting or event.tense != "past" or subject is None or clause is None or not keys or _repeats(clause):
        return None
    own = {*range(*phrase(subject)), *range(telling.time.token, telling.time.token_end)}
    for name in names(document.doc, clause.start, clause.end):
        if any(token.lower_ in keys for token in name):
            own |= {token.i for token in name}
    told = [token for token in clause if token.i not in own]
    patient = what or subject
    return Account(
        telling=telling, acts=keys if what is not None else frozenset(), undergoes=keys_of(patient),
        definite=is_definite(patient), blow=False, words=_words(told), numbers=_numbers(told), names=_names(told),
    )  # fmt: skip


def _of_noun(document: Document, telling: Telling, noun: Token) -> Account | None:
    """The account of 'the blast on Monday' or 'Tuesday's blast', one and not several."""
    own = [token for token in document.doc[slice(*phrase(noun))] if not _in_time(token, telling)]
    if noun.tag_ != "NN" or noun.lemma_.lower() not in load_words("blows") or _repeats(own):
        return None
    behind = document.doc[telling.time.token_end - 1 : telling.time.token_end + 1]
    possessive = telling.time.token_end <= noun.i and any(token.lower_ in {"'s", "’s"} for token in behind)
    return Account(
        telling=telling, acts=frozenset(), undergoes=frozenset({noun.lemma_.lower()}),
        definite=possessive or is_definite(noun), blow=True, words=_words(own), numbers=_numbers(own),
        names=_names(own),
    )  # fmt: skip


def _in_time(token: Token, telling: Telling) -> bool:
    return telling.time.token <= token.i < telling.time.token_end


def _words(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.lemma_.lower() for token in tokens if token.pos_ in _CONTENT)


def _numbers(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.lower_ for token in tokens if token.pos_ == "NUM")


def _names(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.lower_ for token in tokens if token.ent_type_ in {"GPE", "LOC", "FAC", "PERSON"})


def _repeats(tokens: Iterable[Token]) -> bool:
    """Whether the clause says itself that it is one of several: 'again', 'a second', 'also', 'each'."""
    return any(token.lower_ in load_words("repeats") for token in tokens)


def _apart(one: Telling, other: Telling) -> bool:
    """Whether the tellings are of two sentences and their days are different and near."""
    if one.time.sentence == other.time.sentence:
        return False
    early, late = sorted((one, other), key=lambda telling: telling.first)
    return early.last < late.first and (late.first - early.last).days <= _APART


def _same_act(one: Account, other: Account) -> bool:
    """Whether both tell by the same verb a thing that happens once, of the same party.

    Who did it may have other words for what is done to a person ('police', 'officers'); elsewhere it must agree.
    """
    lemma = one.telling.event.lemma
    if lemma != other.telling.event.lemma or lemma not in load_words("once") | load_words("suffered"):
        return False
    if not (one.definite and other.definite) or one.undergoes.isdisjoint(other.undergoes):
        return False
    known = bool(one.acts) and bool(other.acts)
    return lemma in load_words("suffered") or not known or not one.acts.isdisjoint(other.acts)


def _same_words(one: Account, other: Account) -> bool:
    """Whether the subjects are one and most words of the shorter clause stand in the other one too."""
    if (one.acts or one.undergoes).isdisjoint(other.acts or other.undergoes):
        return False
    shared = one.words & other.words
    return len(shared) >= max(_SHARED, _MOST * min(len(one.words), len(other.words)))


def _no_other(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one holds the other: then the longer account only says more."""
    return one <= other or other <= one
