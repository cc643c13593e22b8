"""The main verb that the parser lost: taken for a participle or a noun, or hung on the day that opens the sentence."""

from spacy.tokens import Doc, Span, Token

from bot.news.document.arcs import hang
from bot.news.document.lexicon import load_lexicon
from bot.news.document.phrase import DAYS, FINITE, tagged

_TOLD = ("VBD", "VBZ", "VBP")
_NAMING = frozenset({"DET", "ADJ", "PROPN", "NOUN"})
_BEGINS_OBJECT = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM", "PRON"})
_ON_THE_VERB = {"nmod": "obl", "acl": "advcl", "appos": "obj", "nmod:unmarked": "obl:unmarked"}
"""What hung on a noun hangs on the verb as this."""


def restore_verbs(doc: Doc) -> None:
    """Make the main verb of each sentence that lost it a past tense with its subject, in place.

    Such a sentence is a name, the word, and an object; no verb is finite up to its first comma. A participle with a
    preposition behind it is left: 'Pope buried in Rome' is a headline's passive.
    """
    for sent in list(doc.sents):
        verb = _lost_verb(sent)
        if verb is not None:
            _restore(doc, sent.start, sent.end, verb.i)
        elif _is_plain_past(sent.root):
            sent.root.tag_, sent.root.pos_ = "VBD", "VERB"
        elif sent.root.i == sent.start and sent.root.lower_ in DAYS:
            _put_below(doc, sent.root)
    for i in tagged(doc, _TOLD):
        _raise_verb(doc, doc[i])
        _restore_subject(doc, doc[i])
    for i in tagged(doc, ("VBN", "VBG")):
        _leave_garden_path(doc, doc[i])


def _is_plain_past(root: Token) -> bool:
    """Whether the root is a past tense tagged otherwise: 'the contract expired in March', '41 companies bid for it'."""
    before, helped = root.doc[root.i - 1] if root.i else root, any(c.dep_ in {"cop", "aux"} for c in root.children)
    subject = any(child.dep_ == "nsubj" and child.i == root.i - 1 for child in root.children)
    form = root.tag_ == "JJ" and root.lower_.endswith("ed")
    form = form or (root.tag_ == "NN" and root.lower_ in load_lexicon().unchanged)
    return form and subject and not helped and before.pos_ in _NAMING


def _put_below(doc: Doc, day: Token) -> None:
    """Hang the day that opens a sentence on its verb: 'Yesterday, day five of the cup, Sweden defeated …'."""
    verb = next((child for child in day.children if child.dep_ == "parataxis" and child.tag_ in FINITE), None)
    if verb is None:
        return
    hang(doc, ((day, verb, "obl:unmarked"), (verb, verb, "ROOT")))


def _lost_verb(sent: Span) -> Token | None:
    for token in sent[1:-1]:
        if not token.i or not _names(sent.doc[token.i - 1]):
            return None
        if token.pos_ == "PROPN" or token.lower_ == "of" or (token.pos_ in _NAMING and not _is_verb_form(token)):
            continue
        rest = sent.doc[token.i + 1 : sent.end]
        clause = next((other.i for other in rest if other.text == ","), sent.end)
        finite = any(other.tag_ in FINITE for other in sent.doc[token.i + 1 : clause])
        told = _is_verb_form(token) and sent.doc[token.i - 1].pos_ == "PROPN" and not finite
        return token if told and len(rest) and rest[0].pos_ in _BEGINS_OBJECT else None
    return None


def _names(token: Token) -> bool:
    return token.pos_ in _NAMING or token.lower_ == "of"


def _is_verb_form(token: Token) -> bool:
    if token.tag_ == "VBN":
        return token.dep_ != "acl"
    return token.lower_ in load_lexicon().unchanged and token.tag_ in {"NN", "VB", "JJ"}


def _restore(doc: Doc, start: int, end: int, verb: int) -> None:
    heads, labels = {i: doc[i].head.i for i in range(start, end)}, {i: doc[i].dep_ for i in range(start, end)}
    root = next(i for i in range(start, end) if heads[i] == i)
    opening = range(start, verb)
    subject = next((i for i in opening if heads[i] not in opening or heads[i] == i), start)
    for i in opening:
        if i != subject and heads[i] not in opening:
            heads[i] = subject
    for i in range(verb + 1, end):
        if heads[i] in opening or heads[i] == root != verb:
            heads[i], labels[i] = verb, _ON_THE_VERB.get(labels[i], labels[i])
    if root > verb:
        heads[root], labels[root] = verb, "obj"
    heads[verb], labels[verb] = verb, "ROOT"
    heads[subject], labels[subject] = verb, "nsubj"
    doc[verb].tag_, doc[verb].pos_ = "VBD", "VERB"
    hang(doc, ((doc[i], doc[heads[i]], labels[i]) for i in range(start, end)))


_INSERTED = 12
"""Tokens of an insertion at most: 'Dolores Amaya', 'Brigadier General Kioumars Pourhashemi of the Guards'."""


def _restore_subject(doc: Doc, verb: Token) -> None:
    """Give 'the union's secretary, Dolores Amaya, called …' its subject, where the parser made the noun a stray one."""
    noun = _before_name(doc, verb)
    if noun is None:
        return
    above = noun.is_ancestor(verb)
    head, label = (noun.head, noun.dep_) if above else (verb.head, "parataxis")
    if above and noun.head == noun:
        head = verb
    behind = ((child, verb, child.dep_) for child in noun.children if child.i > verb.i)
    hang(doc, [*behind, (verb, head, label), (noun, verb, "nsubj")])


def _before_name(doc: Doc, verb: Token) -> Token | None:
    """The noun of 'noun, Name, verb', none where the verb has a subject or the noun a preposition."""
    if verb.tag_ not in FINITE - {"MD"} or verb.i < 4 or doc[verb.i - 1].text != ",":
        return None
    if any(child.dep_.startswith(("nsubj", "aux")) for child in verb.children):
        return None
    opened = next((i for i in range(verb.i - 2, max(verb.i - _INSERTED, 0), -1) if doc[i].text == ","), 0)
    name = doc[opened + 1 : verb.i - 1]
    if opened < 2 or not len(name) or not all(token.pos_ in {"PROPN", "PUNCT"} for token in name):
        return None
    noun = doc[opened - 1]
    while noun.dep_ in {"nmod", "compound", "flat"} and noun.head.i < noun.i and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    prepositional = any(child.dep_ == "case" and child.i < noun.i for child in noun.children)
    return noun if noun.pos_ == "NOUN" and not prepositional and noun.sent == verb.sent else None


_OF_NOUN = frozenset({"det", "amod", "compound", "nummod", "nmod", "nmod:poss", "acl", "acl:relcl", "appos", "flat"})
"""Arcs that stay on a noun when what it hung on becomes its verb."""


def _raise_verb(doc: Doc, verb: Token) -> None:
    """Make a past tense the head of the object that it describes: 'alt.news, which posted internal papers in 1994'.

    A finite verb is never an attribute; what stands right before it shows that it is one.
    """
    noun = verb.head
    before = doc[verb.i - 1] if verb.i else verb
    if verb.tag_ != "VBD" or verb.dep_ not in {"amod", "compound"} or noun.i < verb.i:
        return
    if before.pos_ not in {"PROPN", "NOUN", "PRON"} and before.tag_ not in {"WDT", "WP"}:
        return
    arcs = [(verb, verb if noun.head == noun else noun.head, noun.dep_), (noun, verb, "obj")]
    for child in noun.children:
        if child.i < verb.i:
            subject = child.right_edge == before
            arcs.append((child, verb, "nsubj" if subject else child.dep_))
        elif child.i > noun.i and child.dep_ not in _OF_NOUN:
            arcs.append((child, verb, child.dep_))
    hang(doc, arcs)


def _leave_garden_path(doc: Doc, verb: Token) -> None:
    """Make 'killed' describe the people of 'the number of people killed when a coach crashed has risen to nine'.

    The parser took it for the main verb; but the one that follows, with its helper, has no other subject.
    """
    if any(child.dep_.startswith(("nsubj", "cc", "mark")) for child in verb.children):
        return
    helper = next((child for child in verb.children if child.dep_.startswith("aux") and child.tag_ in FINITE), None)
    top = verb
    while helper is not None and top.head != top and not _may_describe(top.head, helper):
        top = top.head
    if helper is None or top.head == top or doc[helper.i - 1].text == "," or not helper.text.isalpha():
        return
    false = top.head
    if any(token.tag_ == "CC" for token in doc[false.i : helper.i]):
        return
    subject = next(child for child in false.children if child.dep_ == "nsubj")
    arcs = [
        (false, doc[false.i - 1], "acl"),
        (subject, verb, "nsubj"),
        (top, top if false.head == false else false.head, false.dep_),
        *((child, top, child.dep_) for child in false.children if child.i > verb.i and child != top),
    ]
    hang(doc, arcs)
    false.tag_ = "VBN"


def _may_describe(verb: Token, helper: Token) -> bool:
    """Whether a past tense right behind a noun may be its participle: no helper of its own, a noun phrase before it."""
    if verb.tag_ != "VBD" or verb.i >= helper.i or not verb.lower_.endswith("ed") or verb.i == 0:
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    alone = not any(child.dep_.startswith(("aux", "obj", "iobj", "ccomp")) for child in verb.children)
    before = verb.doc[verb.i - 1]
    return alone and subject is not None and subject.right_edge == before and before.pos_ in {"NOUN", "PROPN"}
