"""The main event: what the text is about, chosen among what its first sentences tell."""

from itertools import islice

from spacy.tokens import Doc, Token

from bot.news.document import Event
from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.document.phrase import base
from bot.news.facts.answers.spans import antecedent, is_leading, lead_of, opening_name, subject_span
from bot.news.facts.fit import is_fit
from bot.news.facts.salience import Story, overlap, story_start, telling

LEDE = 3
"""Sentences of the body in which the main event is looked for."""
NAMING = frozenset({"call", "name", "dub", "title", "know"})
CONDITIONS = frozenset({"if", "unless", "whether"})
SPEAKERS = frozenset({"PERSON", "ORG", "GPE"})
SPEAKING = frozenset({"i", "we", "you"})


def rank_events(story: Story) -> list[Event]:
    """Return the events of the first sentences that tell what happened, the main event first."""
    first = {number: place for place, number in enumerate(islice(telling(story), LEDE))}
    acts = load_event_words().announcing
    events = [e for e in story.document.events if e.sentence in first and not e.nominal]
    verbal = [e for e in events if not e.reporting or (e.lemma in acts and e.tense != "none" and e.subject is not None)]
    told = [e for e in verbal if (e.tense != "none" or e.subject is not None) and not _is_talk(story, e)]
    fit = {number for number in first if _is_fit(story, number)}
    told = [e for e in told if e.sentence in fit and not _names(story.document.doc[e.token])]
    if not any(_is_news(story.document.doc, e) for e in events):
        return []
    return sorted(told, key=lambda e: (-_weight(story, e, first[e.sentence]), e.token))


def _is_talk(story: Story, event: Event) -> bool:
    """Say whether a clause is a question or a condition, or one of somebody who speaks for himself or to the reader."""
    doc, sentence = story.document.doc, story.document.sentences[event.sentence]
    if doc[sentence.first : sentence.last].text.rstrip("\"”’' \n").endswith("?"):
        return True
    if any(
        child.lower_ in CONDITIONS and base(child.dep_) in {"mark", "advmod"} for child in doc[event.token].children
    ):
        return True
    subject = subject_span(story, event)
    return subject is not None and len(subject) == 1 and subject[0].lower_ in SPEAKING


def _names(token: Token) -> bool:
    """Say whether a participle only names its noun: 'the group called Sea Org'."""
    before = token.nbor(-1) if token.i else None
    return token.lemma_.lower() in NAMING and before is not None and before.pos_ in {"NOUN", "PROPN", "PUNCT"}


def _is_news(doc: Doc, event: Event) -> bool:
    """Say whether an event happened, goes on or lies ahead, or somebody named speaks.

    'A trust is an arrangement' tells none.
    """
    if event.tense in {"past", "future"}:
        return True
    token = doc[event.token]
    if event.reporting and event.subject is not None:
        speaker = doc.char_span(*event.subject, alignment_mode="expand")
        return speaker is not None and any(t.ent_type_ in SPEAKERS for t in speaker)
    helpers = [child for child in token.children if base(child.dep_) == "aux"]
    lemmas = {child.lemma_.lower() for child in helpers}
    going = token.tag_ == "VBG" or any(child.lower_ == "being" for child in helpers)
    return "have" in lemmas or ("be" in lemmas and going)


def _weight(story: Story, event: Event, place: int) -> float:
    doc = story.document.doc
    token = doc[event.token]
    weight = 2.0 - 1.5 * place + 3.0 * overlap(story, *event.clause)
    opening, verb = opening_name(doc, token), lead_of(story, event)[1]
    if verb is not None:
        weight += 1.5 if is_leading(doc, verb, event.token) else 0.7 * _is_main(doc, event)
    elif opening is not None:
        weight += 1.5 if opening[1] <= event.token else -1.5
    elif _is_main(doc, event):
        weight += 1.5
    subject = antecedent(doc, event, subject_span(story, event))
    if subject is None:
        weight -= 2.5
    elif all(t.pos_ in {"PRON", "DET"} for t in subject):
        weight -= 1.5
    weight -= 0.7 if token.pos_ != "VERB" or event.lemma == "be" else 0.0
    weight -= 0.4 if event.reporting else 0.0
    weight -= 0.8 if _is_quoted(doc, token) else 0.0
    return weight - 0.3 * (event.modal + event.negated)


def _is_fit(story: Story, number: int) -> bool:
    sentence = story.document.sentences[number]
    start = story_start(story, sentence.start, sentence.end)
    return is_fit(story.document.doc.text[start : sentence.end], opens=number == story.body[0])


def _is_quoted(doc: Doc, token: Token) -> bool:
    """Say whether a straight or round quotation mark stands open before the token in its sentence."""
    marks = [t.text for t in doc[token.sent.start : token.i] if t.text in {'"', "“", "”"}]
    return len(marks) % 2 == 1


def _is_main(doc: Doc, event: Event) -> bool:
    """Say whether the event is the sentence's main clause, or what its main clause reports."""
    token = doc[event.token]
    if token.head == token:
        return True
    if token.head.head != token.head:
        return False
    said = token.head.lemma_.lower() in load_event_words().saying
    return base(token.dep_) == "ccomp" or (said and base(token.dep_) == "parataxis")
