"""Whom a pronoun, 'the group' or 'the city' stands for, where the text leaves no choice."""

from spacy.tokens import Doc, Span, Token

from bot.news.article.country import find_country
from bot.news.document.called import enrol, person_called
from bot.news.document.document import Document
from bot.news.document.gender import shown_gender
from bot.news.document.lexicon import load_heads, load_lexicon
from bot.news.document.phrase import base, names

PERSONAL = frozenset({"he", "she"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})
BODIES = frozenset({"ORG", "GPE"})
BACK = 3
"""Sentences back to which a chain of pronouns may lead."""


def antecedent(document: Document, pronoun: Token) -> str | None:
    """Return the name that 'he', 'she', 'it' or the noun of 'the group' stands for; None where there is a choice.

    It is the speaker of 'Smith said he would go'; else, for a person, the only one named before it in its sentence, or
    in the sentence before, when that one is its subject; 'he' may lead back over sentences that say but 'he'.
    """
    if points(pronoun):
        found = _pointed(document, pronoun)
        return None if found is None else _unowned(found)
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
        if any(shown_gender(document.doc, one.start, one.end) not in {None, pronoun.lower_} for one in people):
            return None
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
        return _unowned(name)
    word = _unowned(name).split()[-1]
    alike = [one for one in document.doc.ents if one.label_ == "PERSON" and word in one.text]
    return person_called(enrol((_unowned(one), None) for one in alike), _unowned(name))


def _unowned(name: Span) -> str:
    return str(name.text).removesuffix("'s").removesuffix("’s")


def points(noun: Token) -> bool:
    """Say whether a noun only points back: 'the group', 'the city', with nothing that would say which."""
    if noun.lower_ not in load_heads().again or noun.i == 0 or noun.nbor(-1).lower_ != "the" or noun.ent_type_:
        return False
    behind = noun.nbor() if noun.i + 1 < len(noun.doc) else None
    return behind is None or not (behind.lower_ in {"of", "that", "which", "who", "'s", "’s"} or _is_more(behind))


def _is_more(behind: Token) -> bool:
    """Say whether a word behind a noun makes it another one ('the company president', 'the group led by')."""
    return behind.pos_ in {"NOUN", "PROPN", "NUM"} or behind.tag_ == "VBN"


def _pointed(document: Document, noun: Token) -> Span | None:
    """Return the name that 'the ministry' or 'the company' points to.

    That is the only one before it that holds the word itself ('Health Ministry'); else the only one of its kind in the
    sentence, or in the sentence before where it is the subject.
    """
    doc, label = document.doc, load_heads().again[noun.lower_]
    if label == "GPE" and base(noun.dep_) != "nsubj":
        return None
    number = document.sentence_at(noun.idx)
    end = noun.i
    for back in range(number, max(-1, number - 1 - BACK), -1):
        sentence = document.sentences[back]
        if sentence.aside:
            return None
        near = [one for one in names(doc, sentence.first, end) if one.label_ == label and one.end <= end]
        if near:
            return _only(noun, near)
        if _is_spoken_of(doc, sentence.first, end, noun) or _tells_of_a_name(doc, sentence.first, end):
            return None
        end = sentence.first
    return None


def _tells_of_a_name(doc: Doc, first: int, end: int) -> bool:
    """Say whether a name that the model did not see as one of the kind is a subject: it may be what is meant."""
    return any(token.pos_ == "PROPN" and base(token.dep_) == "nsubj" for token in doc[first:end])


def _only(noun: Token, near: list[Span]) -> Span | None:
    """Return the one of several names that can be meant: by its own word, or for being alone and a subject."""
    word = noun.lower_
    own = [one for one in near if word in {token.lower_ for token in one}]
    fit = own or [one for one in near if _may_be(one, word)]
    alone = len({_unowned(one) for one in fit}) == 1
    if not alone or _is_spoken_of(noun.doc, fit[0].end, noun.i - 1, noun):
        return None
    return fit[0] if own or (len(fit) == len(near) and base(fit[0].root.dep_) == "nsubj") else None


def _may_be(name: Span, word: str) -> bool:
    """Say whether a name can be called by a common noun: no ministry is a company, no country a city."""
    heads = load_heads()
    if name.label_ == "GPE":
        country = find_country(_unowned(name)) is not None
        return country == (word in heads.countries)
    return word in heads.broad or not any(token.text in heads.short for token in name)


def _is_spoken_of(doc: Doc, first: int, end: int, noun: Token) -> bool:
    """Say whether the noun was used before for what may be another ('a company … the company')."""
    return any(token.lower_ == noun.lower_ and not points(token) for token in doc[first:end])
