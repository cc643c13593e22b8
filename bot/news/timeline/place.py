"""Which expressions of time may place an event at all; each rule says what an editor leaves off a timeline."""

from collections.abc import Mapping, Sequence
from datetime import date

from spacy.tokens import Token

from bot.news.article import Span
from bot.news.document import Document, Event
from bot.news.document.phrase import base
from bot.news.timex import Resolution
from bot.news.timex.govern import head_of


def places(document: Document, time: Resolution, event: Event | None, *, aside: Sequence[Span]) -> bool:
    """Whether the expression puts its event on the calendar.

    Not: sets, lengths without an end, headers, what stands in quotation marks (the speaker's days, and a claim), 'the
    first time since 2016' (a bound), 'today's game' and 'the 1969 film' (they name a thing), a clock without a day, and
    a century.
    """
    timex = time.timex
    if (timex.type not in {"DATE", "TIME"} and timex.first is None) or any(a <= timex.start < b for a, b in aside):
        return False
    if timex.type == "DURATION" and head_of(document.doc, time.token, time.token_end).dep_.startswith("nmod"):
        return False  # 'their advances over the past two days'
    if time.basis == "implied" or time.precision == "century" or in_quotation(document, timex.start):
        return False
    return not _bounds(document, time, event) and not _describes(document, time, event)


def _bounds(document: Document, time: Resolution, event: Event | None) -> bool:
    """'since 2016' of a comparison, 'before last summer', 'the legacy of the 1960s': limits and ages."""
    before = document.doc[time.token - 1].lower_ if time.token else ""
    if before == "since":
        return not _began(document, time, event)
    if time.precision == "decade":
        return before not in {"in", "during", "throughout"}
    return before in {"before", "prior"} and time.precision != "time"


def _describes(document: Document, time: Resolution, event: Event | None) -> bool:
    """A time that belongs to a noun: 'today's game', 'footage from 2007', 'the 1969 film'."""
    doc = document.doc
    if _dates_a_noun(document, time):
        return True
    if time.token_end >= len(doc):
        return False
    after = doc[time.token_end]
    ahead = event is not None and (event.tense == "future" or event.modal)
    if after.pos_ == "PROPN" and event is not None and _within(after, event):
        return False
    forms_noun = after.tag_ in {"VBG", "JJ"} and time.token and doc[time.token - 1].pos_ == "DET"
    pos = "NOUN" if forms_noun else after.pos_  # 'the 2007 starting date'
    return (after.lower_ in {"'s", "’s"} and not ahead) or _names_a_thing(time, pos, event, after.i)


def _within(name: Token, event: Event) -> bool:
    """Whether what bears the year says where the act took place: 'was picked in the 1978 Draft'."""
    head = name.head if name.dep_ in {"compound", "amod", "flat"} else name
    cases = {child.lower_ for child in head.children if child.dep_ == "case"}
    return head.head.i == event.token and base(head.dep_) == "obl" and bool(cases & {"in", "at", "during"})


def _began(document: Document, time: Resolution, event: Event | None) -> bool:
    """'has been shut since Monday' began then; 'the first time since 2016' and '200 have died since 2016' did not."""
    if event is None or event.nominal:
        return False
    verb = document.doc[event.token]
    perfect = any(child.lemma_ == "have" and child.dep_.startswith("aux") for child in verb.children)
    perfect = perfect or (verb.tag_ in {"VBN", "VBD"} and verb.dep_ == "acl")  # 'the museum, closed since 2020'
    hangs_on = [token.head.i for token in document.doc[time.token : time.token_end]]
    subject = next((child for child in verb.children if base(child.dep_) == "nsubj"), None)
    counted = subject is not None and any(child.dep_ == "nummod" for child in subject.children)
    return perfect and verb.i in hangs_on and not counted


def _dates_a_noun(document: Document, time: Resolution) -> bool:
    """'footage from 2007' says how old the footage is."""
    doc = document.doc
    if time.token < 2 or doc[time.token - 1].lower_ != "from" or time.precision != "year":
        return False
    ranged = any(token.lower_ in {"to", "until", "through"} for token in doc[time.token : time.token_end])
    return doc[time.token - 2].pos_ == "NOUN" and not ranged


def _names_a_thing(time: Resolution, pos: str, event: Event | None, next_token: int) -> bool:
    """'the 2007 starting date', 'the 2008 Miami Dolphins'; not 'a 2020 ceasefire' or 'a crush at the 1991 Hajj'."""
    if time.precision not in {"year", "decade"} or event is None:
        return False
    if pos == "PROPN":
        return not event.nominal
    return pos == "NOUN" and event.token - next_token not in ({0, 1} if event.nominal else {0})


def told_when(document: Document, time: Resolution, events: Mapping[int, Event]) -> Event | None:
    """The event of 'the year before, when it stood at 40%', of the clause that says what happened then."""
    doc, at = document.doc, time.token_end
    if at < len(doc) and doc[at].text == ",":
        at += 1
    if at >= len(doc) or doc[at].lower_ != "when" or time.timex.type not in {"DATE", "TIME"}:
        return None
    event = next((events[above.i] for above in doc[at].ancestors if above.i > at and above.i in events), None)
    return None if event is None or event.reporting or in_quotation(document, doc[at].idx) else event


def is_over(time: Resolution, dct: date | None) -> bool:
    """Whether the time's days are all gone by at publication."""
    return dct is not None and time.timex.last is not None and time.timex.last < dct.isoformat()


def was_planned(time: Resolution, event: Event | None, *, dct: date | None) -> bool:
    """Whether a day gone by is only that of a plan: 'the vote, originally scheduled for October'."""
    return is_over(time, dct) and event is not None and event.lemma in _AHEAD - {"set"}  # 'set on fire'


def is_told(time: Resolution, event: Event, document: Document, *, dct: date | None) -> bool:
    """Whether the article itself tells the event as one of that time: no quotation, nothing of an 'I', no state."""
    token = document.doc[event.token]
    if _is_quoted(document, token.idx, time.timex.start) or any(
        t.lower_ in {"i", "we"} and t.dep_ == "nsubj" for t in token.children
    ):
        return False
    if event.nominal and event.negated:
        return False  # 'ended without agreement on Wednesday'
    return not _is_state(time, event, document, dct=dct) and not _is_contrary(document, time, event, dct=dct)


_MOMENTS = {"begin", "start", "open", "close", "end", "launch", "resume", "expire", "meet", "vote", "return", "arrive"}
"""Verbs whose present tells a moment, not a state: 'the force begins its patrols on Tuesday'."""


def _is_quoted(document: Document, at: int, time: int) -> bool:
    """Whether an event is told in another's words; 'on 6 October he "walked into the lobby"' quotes but a part.

    Such a part begins in lower case, which the quotation of a whole sentence does not.
    """
    if not in_quotation(document, at):
        return False
    opened = max(document.doc.text.rfind(mark, 0, at) for mark in '"“')
    return opened < time or not document.doc.text[opened + 1 : opened + 2].islower()


def _is_contrary(document: Document, time: Resolution, event: Event, *, dct: date | None) -> bool:
    """A plain past tense on a day to come, or what is still to come on a day gone by.

    'Received guests yesterday, and tomorrow …' is not what tomorrow brings; 'will recover the remains of a man killed
    two years ago' is not of that year. 'Would be held' and 'was to be held' are told of the past.
    """
    if dct is None or time.timex.first is None or event.nominal:
        return False
    if time.timex.first > dct.isoformat():
        return event.tense == "past" and not event.modal and event.lemma not in _AHEAD | _MOVED
    helpers = {child.lower_ for child in document.doc[event.token].children if base(child.dep_) == "aux"}
    return is_over(time, dct) and event.tense == "future" and bool(helpers & {"will", "'ll", "’ll", "shall"})


def _is_state(time: Resolution, event: Event, document: Document, *, dct: date | None) -> bool:
    """A present tense on the day or in the year of writing: 'Today, 100,000 worship', 'the report comes after …'."""
    if event.nominal or event.modal or event.tense != "present" or time.basis != "relative" or event.lemma in _MOMENTS:
        return False
    ahead = dct is not None and time.timex.last is not None and time.timex.last > dct.isoformat()
    return not ahead and document.doc[event.token].tag_ in {"VBZ", "VBP"}


def in_quotation(document: Document, at: int) -> bool:
    """Whether quotation marks that opened in the paragraph are still open at a character."""
    text = document.doc.text
    start = text.rfind("\n", 0, at) + 1
    before = text[max(start, at - _QUOTED) : at]
    curly = before.count("“") - before.count("”")
    return curly > 0 or before.count('"') % 2 == 1


_QUOTED = 5_000
"""Characters back to which a quotation may have opened, so that a text of one paragraph is read in linear time."""
_MOVED = {"adjourn", "postpone", "delay", "defer", "extend", "reschedule", "move", "arrange", "call", "suspend", "ban"}
"""Acts of the past that reach ahead: 'the judge adjourned the hearing to 9 June'."""
_AHEAD = {"expect", "plan", "schedule", "set", "slate", "due"}
"""Participles that look ahead: 'laws expected next month'."""


def tells(events: Sequence[Event]) -> bool:
    """Whether a sentence tells something: a caption or a list of sources has no verb of its own."""
    return any(not event.nominal for event in events)


def main_event(document: Document, events: Mapping[int, Event], sentence: int) -> Event | None:
    """The event of the sentence's main clause."""
    here = [event for event in events.values() if event.sentence == sentence and not event.nominal]
    finite = [event for event in here if event.tense != "none"]
    for event in finite or here:
        above = (events[token.i] for token in document.doc[event.token].ancestors if token.i in events)
        if not any(not other.nominal and (other.tense != "none" or not finite) for other in above):
            return event
    return next(iter(here), None)


def speaks(event: Event) -> bool:
    """Whether the event only reports: 'said on Monday that …', 'told parliament that …', not 'conceded defeat'."""
    return event.reporting and (event.object is None or event.lemma in _ADDRESSED)


_ADDRESSED = {"tell", "inform", "remind", "assure", "warn", "ask", "urge"}
"""Verbs of saying whose object is who hears it."""


def announces(event: Event) -> bool:
    """Whether the statement itself may be the news: 'announced', 'ruled', not the plain words of attribution."""
    return event.lemma not in {
        "say",
        "tell",
        "add",
        "report",
        "note",
        "write",
        "accord",
        "quote",
        "state",
        "learn",
        "show",
    }


def acts(event: Event) -> bool:
    """Whether the statement does what it says, wherever it stands: the court ruled, the company announced, he vowed."""
    return event.lemma in {
        "agree", "announce", "decide", "declare", "offer", "order", "pledge", "promise", "refuse", "rule", "vow"
    }  # fmt: skip
