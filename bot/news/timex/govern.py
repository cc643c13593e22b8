"""Which event a time expression belongs to, and the tense in which it is told."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from bot.news.document import Document, Event
from bot.news.timex.ends import RUNNING
from bot.news.timex.lexicon import Verbs
from bot.news.timex.meaning import Tense

_LIMITS = {"until", "till", "by", "through"}
_UNTIL = _LIMITS | {"from"}
_MOVED_TO = _LIMITS | {"to", "for"}
_REACH = 10
"""Tokens back to which such a word is looked for; a verb between ends the search."""
_FALLING_DUE = {"effective", "due", "payable", "expiring", "maturing"}


def events_by_token(document: Document) -> Mapping[int, Event]:
    """The verbal events and the nominal ones, each under its token."""
    return {event.token: event for event in document.events}


def head_of(doc: Doc, first: int, last: int) -> Token:
    """The token of the expression that hangs on the rest of the sentence."""
    for token in doc[first:last]:
        if not first <= token.head.i < last and not token.is_punct:
            return token
    return doc[first:last].root


def governing(doc: Doc, first: int, last: int, events: Mapping[int, Event]) -> list[Event]:
    """The events above the expression in the tree, nearest first."""
    return [events[above.i] for above in head_of(doc, first, last).ancestors if above.i in events]


def _hangs_on(doc: Doc, first: int, last: int, event: Event) -> bool:
    """Whether the verb has the expression, or its object, which the parser takes for it: 'put the hearing off to'."""
    head = head_of(doc, first, last).head
    return event.token in (head.i, head.head.i if head.dep_ == "obj" else head.i)


def tense_of(doc: Doc, first: int, last: int, above: Sequence[Event], near: Sequence[Event], *, verbs: Verbs) -> Tense:
    """The tense that decides the direction: the governing verb's, else that of the sentence's first verb.

    A timetable's present ('they play on Wednesday') lies ahead, and so does what was planned ('agreed to meet on
    Friday'); 'until', 'by' and 'from Friday' do too, unless they are told in the past.
    """
    told = [event for event in above if not event.nominal] or [event for event in near if not event.nominal]
    tense = _tense(doc, told[0], verbs) if told else "none"
    before = doc[first - 1].lower_ if first else ""
    if before == "from" and last < len(doc) and doc[last].lower_ in RUNNING:
        before = "between"  # 'shares bought from May 3 to June 5' lie behind
    perfect = bool(told) and any(child.tag_ in {"VBZ", "VBP"} for child in doc[told[0].token].children)
    if before in _UNTIL and (tense in {"present", "none"} or (perfect and before in _LIMITS)):
        return "future"
    if told and told[0].lemma in verbs.moving and before in _MOVED_TO and _hangs_on(doc, first, last, told[0]):
        return "future"
    if before in _FALLING_DUE or _is_awaited(doc, first, tense, verbs):
        return "future"
    if before == "as" and first > 1 and doc[first - 2].lower_ in {"soon", "early", "late"}:
        return "future"
    if tense == "future" and last + 1 < len(doc) and doc[last].tag_ == "POS":
        return "future" if doc[last].head.head.lemma_ in verbs.appointed else "past"  # 'will study Friday's ruling'
    return _plan(doc, first, last, verbs) or tense if tense in {"past", "future"} else tense


def _is_awaited(doc: Doc, first: int, tense: Tense, verbs: Verbs) -> bool:
    """Whether the words before it look to what has not been yet: 'called for elections in', 'ahead of Saturday's vote'.

    So does 'before', but not in a past tense: 'before the vote on Sunday they had toured the country'.
    """
    for token in reversed(doc[max(first - _REACH, 0) : first]):
        if token.lower_ == "before" and tense != "past":
            return True
        if token.lemma_.lower() in verbs.toward or token.lower_ in verbs.toward:
            return doc[token.i + 1].lower_ in {"for", "of", "to", "at"}
        if token.pos_ in {"VERB", "AUX"} or token.text in {".", ";", ":"}:
            return False
    return False


def _tense(doc: Doc, event: Event, verbs: Verbs) -> Tense:
    if event.modal and event.negated and any(child.lower_ == "could" for child in doc[event.token].children):
        return "past"  # 'could not be reached on Friday'
    token = doc[event.token]
    helped = any(child.dep_.startswith("aux") for child in token.children)
    if token.dep_ == "acl" and token.tag_ == "VBN" and not helped:
        return "past"  # 'will repay bonds issued on Friday'; what is planned is seen to by _plan
    if token.dep_ == "conj" and token.tag_ == "VBD" and token.head.tag_ == "VBN":
        own = any(child.dep_.startswith("nsubj") for child in token.children)
        if not own and any(child.tag_ == "MD" for child in token.head.children):
            return "future"  # 'would be kept and released': the tagger's past is a participle
    if event.tense == "present" and (event.modal or event.lemma in verbs.scheduled or event.lemma in verbs.planning):
        return "future"
    return "future" if event.modal and event.tense == "none" else event.tense


def _plan(doc: Doc, first: int, last: int, verbs: Verbs) -> Tense | None:
    """'future' under 'planned', 'was scheduled', 'an agreement to buy'; 'planned' where the plan is over or may be.

    That is so of 'had been due to expire on Friday' and of 'the rally planned for Friday was called off'.
    """
    found: Tense | None = None
    for token in head_of(doc, first, last).ancestors:
        planned = token.lemma_.lower() in verbs.planning or token.lower_ in verbs.planning
        if planned and token.pos_ != "NOUN":  # 'rejected the plan on Thursday' is over
            over = token.dep_ == "acl" or any(child.lower_ in {"had", "been"} for child in token.children)
            return "planned" if over else "future"
        if any(child.tag_ == "TO" for child in token.children) and _is_ahead(token, verbs):
            found = "future"
        elif token.tag_ == "VBD":
            return found
    return found


def _is_ahead(token: Token, verbs: Verbs) -> bool:
    """'an agreement to buy', 'rules to be published'; not 'a rally to mark its entry on Friday'."""
    if token.dep_ == "acl" and token.head.lemma_ in verbs.intent:
        return True
    passive = token.tag_ == "VBN" and any(child.lower_ == "be" for child in token.children)
    return passive and token.dep_ in {"acl", "ROOT", "ccomp"}


def looks_on(doc: Doc, above: Sequence[Event]) -> bool:
    """Whether 'would' tells what was to come after the day told: 'said on Monday that it would end on Friday'."""
    verb = next((event for event in above if not event.nominal), None)
    return verb is not None and any(child.lower_ == "would" for child in doc[verb.token].children)


def is_background(doc: Doc, first: int, last: int) -> bool:
    """Whether the expression stands in a relative clause, which the story does not go on from."""
    head = head_of(doc, first, last)
    return any(token.dep_ in {"acl:relcl", "advcl:relcl"} for token in (head, *head.ancestors))


def is_compared(doc: Doc, first: int, last: int) -> bool:
    """Whether the expression belongs to what something is compared with: 'compared with earnings of $6 last year'."""
    return any(token.lower_ == "compared" for token in head_of(doc, first, last).ancestors)
