"""Whom a pronoun stands for, where the text leaves no choice."""

from spacy.tokens import Span, Token

from bot.news.document.document import Document
from bot.news.document.lexicon import load_lexicon
from bot.news.document.phrase import base, names

PERSONAL = frozenset({"he", "she"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})
BODIES = frozenset({"ORG", "GPE"})
BACK = 3
"""Sentences back to which a chain of pronouns may lead."""


def antecedent(document: Document, pronoun: Token) -> str | None:
    """Return the name that 'he', 'she' or 'it' stands for; None where the text leaves a choice.

    It is the speaker of 'Smith said he would go'; else, for a person, the only one named before it in its sentence, or
    in the sentence before, when that one is its subject; 'he' may lead back over sentences that say but 'he'.
    """
    if pronoun.lower_ not in PERSONAL | {"it"}:
        return None
    labels = frozenset({"PERSON"}) if pronoun.lower_ in PERSONAL else BODIES
    found = _speaker(pronoun, labels)
    if found is None and pronoun.lower_ in PERSONAL:
        found = _told_of(document, pronoun)
    return None if found is None else _fullest(document, found)


def _speaker(pronoun: Token, labels: frozenset[str]) -> Span | None:
    """Return the name that is the subject of the verb of saying above the pronoun's clause."""
    for above in pronoun.ancestors:
        if (
            base(above.dep_) == "ccomp"
            and above.head.i < above.i
            and above.head.lemma_.lower() in load_lexicon().saying
        ):
            subjects = [child for child in above.head.lefts if base(child.dep_) == "nsubj"]
            alone = bool(subjects) and not _others_between(subjects[-1], pronoun)
            return _name_of(subjects[-1], labels) if alone else None
    return None


def _others_between(one: Token, pronoun: Token) -> bool:
    """Say whether another might be meant: a subject or a person between the two, but for 'his' own ('his lawyer')."""
    for token in one.doc[one.i + 1 : pronoun.i]:
        if token.ent_type_ == "PERSON" and token.ent_iob_ == "B" and token.lower_ != one.lower_:
            return True
        other = base(token.dep_) == "nsubj" and token.pos_ in {"NOUN", "PROPN"} and token.lower_ != one.lower_
        if other and not any(child.lower_ in POSSESSIVE for child in token.children):
            return True
    return False


def _name_of(token: Token, labels: frozenset[str]) -> Span | None:
    return next((name for name in names(token.doc, token.i, token.i + 1) if name.label_ in labels), None)


def _told_of(document: Document, pronoun: Token) -> Span | None:
    """Return the one person whom the sentence tells of before the pronoun, or else the sentence before it."""
    number = document.sentence_at(pronoun.idx)
    end = pronoun.i
    for back in range(number, max(-1, number - 1 - BACK), -1):
        sentence = document.sentences[back]
        people = [one for one in names(document.doc, sentence.first, end) if one.label_ == "PERSON"]
        if people:
            one, alone = people[0], len({_last(other) for other in people}) == 1
            clear = alone and base(one.root.dep_) == "nsubj" and not _others_between(one.root, pronoun)
            return one if clear else None
        said = {token.lower_ for token in document.doc[sentence.first : end]} & PERSONAL
        if sentence.aside or (back < number and said != {pronoun.lower_}):
            return None
        end = sentence.first
    return None


def _last(name: Span) -> str:
    return [token.lower_ for token in name if token.lower_ not in {"'s", "’s"}][-1]


def _fullest(document: Document, name: Span) -> str:
    """Return the one longer form of a name in the text: 'Daniel Montalvo' for 'Montalvo'; of two, the name itself."""
    if name.label_ != "PERSON":
        return name.text
    alike = {one.text for one in document.doc.ents if one.label_ == "PERSON" and _last(one) == _last(name)}
    longer = [text for text in alike if len(text.split()) > 1 and text[0].isupper() and not text.endswith(("'s", "’s"))]
    return longer[0] if len(longer) == 1 else name.text
