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
_IFS = {"if", "unless"}
_TIMES = _IFS | {"when", "once", "until", "before", "after"}
"""What opens clauses whose present tense lies ahead: 'when parliament meets on Monday'."""
_FINITE = {"VBD", "VBZ", "VBP"}
_OWN = {"obj", "nmod", "xcomp", "nsubj:pass"}
_TAKING = {"effect", "force", "place", "office", "power"}
_WHERE_DUE = {"in", "on", "at", "back", "before"}
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
    """The events above the expression in the tree, nearest first; a verb right before it is its own.

    'Said Thursday that' and 'resigned on Tuesday, the' need no tree.
    """
    above = [events[above.i] for above in head_of(doc, first, last).ancestors if above.i in events]
    at = first - 2 if first > 1 and doc[first - 1].lower_ == "on" else first - 1
    beside = events.get(at)
    if beside is None or beside.nominal or doc[at].tag_ not in _FINITE:
        return above
    return [beside, *(event for event in above if event.token != at)]


def tense_of(doc: Doc, first: int, last: int, above: Sequence[Event], near: Sequence[Event], *, verbs: Verbs) -> Tense:
    """The tense that decides the direction: the governing verb's, else that of the sentence's first verb.

    A timetable's present ('they play on Wednesday') lies ahead, and so does what was planned ('agreed to meet on
    Friday'); 'until', 'by' and 'from Friday' do too, unless they are told in the past.
    """
    told = [event for event in above if not event.nominal] or [event for event in near if not event.nominal]
    tense = _tense(doc, told[0], verbs) if told else "none"
    if first and (doc[first - 1].lower_ == "since" or _closes_participle(doc, first, last, verbs)):
        return "past"
    if _looks_ahead(doc, first, last, tense, verbs) or (
        first and told and _is_put_ahead(doc, first, last, told[0], verbs)
    ):
        return "future"
    if head_of(doc, first, last).head.lemma_ == "deadline":
        return "planned" if tense == "past" else "future"
    if last + 1 < len(doc) and doc[last].tag_ == "POS":
        owned = doc[last].head.head
        if tense == "future":
            awaited = owned.lemma_ in verbs.appointed or told[0].lemma == "await"
            return "future" if awaited else "past"  # 'will study Friday's ruling'
        if tense == "present" and owned.lemma_ in verbs.appointed and owned.dep_.startswith("nsubj"):
            return "future"  # 'Sunday's election is the first since the coup'
    return _plan(doc, first, last, verbs) or tense if tense in {"past", "future"} else tense


def _closes_participle(doc: Doc, first: int, last: int, verbs: Verbs) -> bool:
    """Whether the time ends an insertion that a participle opens: 'Ruiz, detained Wednesday, begins her defence'."""
    at = first - 2 if first > 1 and doc[first - 1].lower_ == "on" else first - 1
    if at < 1 or last >= len(doc) or doc[at].tag_ != "VBN" or doc[at - 1].text != "," or doc[last].text != ",":
        return False
    return doc[at].lemma_.lower() not in verbs.planning and doc[at].lower_ not in verbs.planning


def _looks_ahead(doc: Doc, first: int, last: int, tense: Tense, verbs: Verbs) -> bool:
    """Whether the words before the expression look ahead: 'until Friday', 'due on Friday', 'as early as Friday'."""
    before = doc[first - 1].lower_ if first else ""
    if before == "from" and last < len(doc) and doc[last].lower_ in RUNNING:
        before = "between"  # 'shares bought from May 3 to June 5' lie behind
    if before in _UNTIL and tense in {"present", "none"}:
        return True
    early = before == "as" and first > 1 and doc[first - 2].lower_ in {"soon", "early", "late"}
    return early or before in _FALLING_DUE or _is_awaited(doc, first, tense, verbs)


def _is_put_ahead(doc: Doc, first: int, last: int, event: Event, verbs: Verbs) -> bool:
    """Whether the verb itself puts something ahead: moved to a day, told to do it by one, 'unless they pay by' one."""
    before, token = doc[first - 1].lower_, doc[event.token]
    if before in _LIMITS:
        perfect = any(child.tag_ in {"VBZ", "VBP"} for child in token.children)
        if perfect or any(child.lower_ in _IFS for child in token.children):
            return True
    return _is_moved_to(doc, first, last, event, verbs) or _is_set_ahead(doc, first, event, verbs)


def _is_moved_to(doc: Doc, first: int, last: int, event: Event, verbs: Verbs) -> bool:
    """Whether the verb puts what it governs on that day: 'extended until', 'set for', 'put off the trial to March 10'.

    An object that is no meeting has a 'for' of its own: 'set a record for March'.
    """
    before, above = doc[first - 1].lower_, head_of(doc, first, last).head
    if before not in _MOVED_TO or event.lemma not in verbs.moving or event.token > first:
        return False
    if above.i == event.token:
        return True
    owned = above.dep_ in _OWN and above.head.i == event.token
    return owned and (before != "for" or above.lemma_ in verbs.appointed)


def _is_set_ahead(doc: Doc, first: int, event: Event, verbs: Verbs) -> bool:
    """Whether it ends a task that was set: 'told him to leave by Tuesday', 'gave them until Monday'."""
    before = doc[first - 1].lower_
    if event.lemma not in verbs.directing or event.token > first or before not in _LIMITS | {"before"}:
        return False
    return before in {"until", "till"} or any(token.lower_ == "to" for token in doc[event.token + 1 : first - 1])


def _is_awaited(doc: Doc, first: int, tense: Tense, verbs: Verbs) -> bool:
    """Whether the words before it look to what has not been yet: 'called for elections in', 'ahead of Saturday's vote'.

    So does 'before', but not in a past tense: 'before the vote on Sunday they had toured the country'.
    """
    for token in reversed(doc[max(first - _REACH, 0) : first]):
        if token.lower_ == "before" and tense != "past":
            return True
        if token.lower_ == "due" and doc[token.i + 1].lower_ in _WHERE_DUE:
            return tense != "past"  # 'are due in court on Monday'
        if token.lemma_.lower() in verbs.toward or token.lower_ in verbs.toward:
            if token.lemma_ == "invite":  # 'invited residents to a meeting on Thursday'
                return any(word.lower_ in {"to", "for"} for word in doc[token.i + 1 : first])
            link = doc[token.i + 1].lower_
            return link in {"for", "of", "to"} or (link == "at" and token.lemma_ != "call")
        if token.pos_ in {"VERB", "AUX"} or token.text in {".", ";", ":"}:
            return False
    return False


def _tense(doc: Doc, event: Event, verbs: Verbs) -> Tense:
    if event.modal and event.negated and any(child.lower_ == "could" for child in doc[event.token].children):
        return "past"  # 'could not be reached on Friday'
    token = doc[event.token]
    if event.modal and event.negated and event.reporting and not any(child.tag_ == "MD" for child in token.children):
        return "past"  # 'refused to say on Friday'
    helped = any(child.dep_.startswith("aux") for child in token.children)
    if token.dep_ == "acl" and token.tag_ == "VBN" and not helped:
        return "past"  # 'will repay bonds issued on Friday'; what is planned is seen to by _plan
    if token.dep_ == "conj" and token.tag_ == "VBD" and token.head.tag_ == "VBN":
        own = any(child.dep_.startswith("nsubj") for child in token.children)
        if not own and any(child.tag_ == "MD" for child in token.head.children):
            return "future"  # 'would be kept and released': the tagger's past is a participle
    planned = event.modal or event.lemma in verbs.scheduled or event.lemma in verbs.planning
    planned = planned or (token.head.tag_ != "VBD" and any(child.lower_ in _TIMES for child in token.children))
    if event.tense == "present" and (planned or _takes_effect(token) or _is_due_to(token, verbs)):
        return "future"
    return "future" if event.modal and event.tense == "none" else event.tense


def _takes_effect(token: Token) -> bool:
    """'takes effect', 'comes into force', 'takes place': told in the present of a day to come."""
    return token.lemma_ in {"take", "come", "go"} and any(child.lower_ in _TAKING for child in token.children)


def _is_due_to(token: Token, verbs: Verbs) -> bool:
    """'is due to fly', 'is about to', 'is hoping to be fit for': an infinitive under what looks ahead."""
    wishes = token.lemma_ in verbs.toward or token.lemma_ in verbs.wishing
    wishes = wishes and any(child.dep_ in {"xcomp", "ccomp", "obj"} for child in token.children)
    return wishes or _is_marked_due(token, verbs)


def _is_marked_due(token: Token, verbs: Verbs) -> bool:
    """Whether the parser took the 'due' of 'due to begin' for a conjunction."""
    return any(child.dep_ == "mark" and child.lower_ in verbs.planning for child in token.children)


def _plan(doc: Doc, first: int, last: int, verbs: Verbs) -> Tense | None:
    """'future' under 'planned', 'was scheduled', 'an agreement to buy'; 'planned' where the plan is over or may be.

    That is so of 'had been due to expire on Friday' and of 'the rally planned for Friday was called off'.
    """
    found: Tense | None = None
    for token in head_of(doc, first, last).ancestors:
        planned = token.lemma_.lower() in verbs.planning or token.lower_ in verbs.planning
        planned = planned or _is_marked_due(token, verbs)
        if planned and token.pos_ != "NOUN":  # 'rejected the plan on Thursday' is over
            over = token.dep_ in {"acl", "nsubj", "nsubj:pass"}
            over = over or any(child.lower_ in {"had", "been"} for child in token.children)
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


def is_plainly_past(doc: Doc, first: int, last: int, events: Mapping[int, Event], verbs: Verbs) -> bool:
    """Whether a verb in the simple past itself has the expression: 'resigned in December' cannot lie ahead.

    What was announced, planned or ordered can.
    """
    event = events.get(head_of(doc, first, last).head.i)
    if event is None or event.nominal or event.modal or event.reporting or event.tense != "past":
        return False
    outlook = verbs.moving | verbs.planning | verbs.directing | verbs.toward | verbs.wishing | verbs.intent
    if not first or (first - 1 != event.token and doc[first - 1].lower_ not in {"on", "in", "at"}):
        return False
    token = doc[event.token]
    helped = any(child.lower_ in {"was", "were"} for child in token.children)
    return event.lemma not in outlook and (token.tag_ == "VBD" or (token.tag_ == "VBN" and helped))


def is_background(doc: Doc, first: int, last: int) -> bool:
    """Whether the expression stands in a relative clause, which the story does not go on from."""
    head = head_of(doc, first, last)
    return any(token.dep_ in {"acl:relcl", "advcl:relcl"} for token in (head, *head.ancestors))


def is_compared(doc: Doc, first: int, last: int) -> bool:
    """Whether the expression belongs to what something is compared with: 'compared with earnings of $6 last year'."""
    return any(token.lower_ == "compared" for token in head_of(doc, first, last).ancestors)
