"""Tense, modality and polarity of a predicate, from its auxiliaries and from the verb above it."""

from spacy.tokens import Token

from bot.news.document.document import Tense
from bot.news.document.lexicon import load_lexicon
from bot.news.document.phrase import FINITE, base

PAST, MODAL = "VBD", "MD"
FUTURE_MODALS = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "should"})
"""'Would' and 'should' tell of what was still to come ('the vote would be held on Friday'), and are `modal` too."""
NOT = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "hardly", "without"})
BE = frozenset({"is", "are", "was", "were", "be", "'s", "’s", "'re", "’re"})
"""Above an infinitive only in spaCy's own scheme: 'ministers are to meet'; in Universal Dependencies it hangs below."""
INVARIANT = frozenset(
    {
        "beat", "bet", "bid", "broadcast", "burst", "cast", "cost", "cut", "forecast", "hit", "hurt", "let", "offset",
        "put", "quit", "read", "rid", "set", "shed", "shut", "split", "spread", "thrust", "upset",
    }
)  # fmt: skip
"""Verbs whose past is their stem; news that writes 'Norway beat Poland' tells what has been."""
NOBODY = frozenset({"no", "nobody", "none", "nothing", "neither"})


def auxiliaries(token: Token) -> list[Token]:
    """Return the auxiliaries and copulas of a predicate, in order."""
    if not token.n_lefts + token.n_rights:  # most words; it is asked of all
        return []
    return [child for child in token.children if base(child.dep_) in {"aux", "cop"}]


def finite(token: Token) -> Token | None:
    """Return the finite verb of the predicate itself: the token or its first finite auxiliary.

    A participle that has a subject and no auxiliary is a past tense that the tagger took for one ('forces entered');
    so is a bare word that the parser made the main verb of a sentence ('The bank cut rates').
    """
    children = list(token.children) if token.n_lefts + token.n_rights else []
    helpers = [child for child in children if base(child.dep_) in {"aux", "cop"}]
    for verb in (*helpers, token):
        if verb.tag_ in FINITE:
            return verb
    if helpers:
        return None
    if any(child.dep_ == "nsubj" for child in children):
        stem = token.lower_ in INVARIANT and token.tag_ in {"VB", "NN", "JJ"} and not _has_to_mark(token)
        return token if token.tag_ == "VBN" or stem or _is_main(token) else None
    return token if leads(token) else None


def _is_main(token: Token) -> bool:
    """Say whether the parser took a word for the main verb that the tagger took for a noun or an infinitive."""
    if token.head != token or token.i == token.sent.start:
        return False
    if token.tag_ == "NNS":
        return not any(child.tag_ in {"DT", "PRP$", "JJ", "CD"} for child in token.lefts)
    return token.tag_ == "VB" or (token.tag_ == "NN" and any(child.dep_ == "obj" for child in token.children))


def leads(token: Token) -> bool:
    """Say whether a participle right behind a name is the verb of a sentence that has no other ('Wren headed in')."""
    if token.tag_ != "VBN" or base(token.dep_) not in {"acl", "amod"} or token.i == 0:
        return False
    before, name = token.doc[token.i - 1], token.head
    if name.head != name or before.pos_ != "PROPN" or name not in (before, before.head):
        return False
    return all(t.tag_ not in FINITE for t in token.sent)


def tense(token: Token) -> Tense:
    """Return the tense of the finite verb that governs the predicate."""
    own = finite(token)
    if own is not None:
        return _tense_of(own, token)
    if lies_ahead(token):
        return "future"
    head = governor(token)
    if head is None:
        return "past" if token.tag_ == "VBN" else "none"
    return tense(head)


def _tense_of(verb: Token, predicate: Token) -> Tense:
    if verb.tag_ == MODAL:
        return _modal_tense(verb, predicate)
    if verb.lemma_ == "be" and verb != predicate and _has_to(predicate, verb):
        return "future"
    if verb.tag_ in {PAST, "VBN", "VB", "NN", "JJ"} or (verb == predicate and verb.lower_ in INVARIANT):
        return "past"
    perfect = verb.lemma_ == "have" and verb != predicate
    return "past" if perfect else "present"


def _modal_tense(verb: Token, predicate: Token) -> Tense:
    if any(aux.lower_ == "have" for aux in auxiliaries(predicate)):
        return "past"
    return "future" if verb.lower_ in FUTURE_MODALS else "present"


def _has_to(predicate: Token, verb: Token) -> bool:
    return any(child.tag_ == "TO" and child.i > verb.i for child in predicate.children)


def modal(token: Token) -> bool:
    """Say whether the predicate is planned, possible or wanted rather than told."""
    own = finite(token)
    if own is not None:
        if own.tag_ == MODAL:
            return True
        return own.lemma_ == "be" and own != token and _has_to(token, own)
    if lies_ahead(token) or _has_to_mark(token):
        return True
    head = governor(token)
    return head is not None and base(token.dep_) == "conj" and modal(head)


def _has_to_mark(token: Token) -> bool:
    """Say whether it is an infinitive, also that of a passive: 'to open', 'to be sworn in'."""
    passive = token.tag_ == "VBN" and any(aux.tag_ == "VB" for aux in auxiliaries(token))
    return (token.tag_ == "VB" or passive) and any(child.tag_ == "TO" for child in token.children)


def lies_ahead(token: Token) -> bool:
    """Say whether it is an infinitive under 'due', 'plan', 'agreed' …, or a participle such as 'scheduled'."""
    words = load_lexicon()
    head = token.head
    if _has_to_mark(token) and head != token:
        if head.lower_ in BE:
            return True
        if base(token.dep_) == "acl" and base(head.dep_) == "obj" and head.head.tag_ != "NN":
            head = head.head  # 'officials expect the bridge to reopen'
        return head.lower_ in words.ahead or head.lemma_.lower() in words.ahead | words.promising
    return (
        token.tag_ == "VBN" and base(token.dep_) == "acl" and token.lower_ in {"scheduled", "planned", "slated", "due"}
    )


def governor(token: Token) -> Token | None:
    """Return the nearest predicate above the token."""
    for above in token.ancestors:
        if above.pos_ in {"VERB", "AUX"} or finite(above) is not None:
            return above
    return None


def negated(token: Token) -> bool:
    """Say whether the text says that it did not happen."""
    for child in token.children:
        if child.lower_ in NOT and child.i < token.i:
            return True
        if base(child.dep_) in {"nsubj", "obj"} and _nobody(child):
            return True
    head = token.head
    if head == token or not _has_to_mark(token):
        return False
    return head.lemma_.lower() in load_lexicon().failing or (head.lower_ in load_lexicon().ahead and negated(head))


def _nobody(token: Token) -> bool:
    return token.lower_ in NOBODY or any(child.lower_ in NOBODY and child.i < token.i for child in token.children)
