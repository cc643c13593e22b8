"""Who says it: the short name of a source, and whom a pronoun that speaks stands for."""

from spacy.tokens import Doc, Span, Token

from bot.news.document.phrase import FINITE, base, names, phrase
from bot.news.facts.lexicon import load_lexicon

SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})
PERSONAL = frozenset({"he", "she"})
ZONES = frozenset({"CDT", "CST", "EDT", "EST", "MDT", "MST", "PDT", "PST", "BST", "CET", "CEST", "GMT", "UTC", "AEST"})
"""Time zones, which a tagger takes for names."""
AGENTS = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "ant", "ee", "person", "people", "folk")
"""Endings of nouns for one who acts; `words/things.txt` holds what only ends like them."""
TIMES = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight"}
    | {"january", "february", "march", "april", "june", "july", "august", "september", "october", "november"}
    | {"december"}
)
BEFORE, BEHIND = 12, 8
"""Tokens on either side of a phrase within which the name that belongs to it stands."""
OPENINGS = 2
"""Commas that may close what opens a sentence ('According to the Herald, Ann Lee, its editor, said')."""
LONGEST = 8
"""Words of a source; a longer phrase is cut before its first preposition ('the head of the office of …')."""


def name_source(head: Token) -> tuple[int, int] | None:
    """Return the token range of the source that a noun phrase names, as short as it stays clear; None for no source.

    'Major general Fuad Basya, spokesman for …' is 'Fuad Basya'; 'Syria's Civil Defense' stays whole.
    """
    if head.pos_ == "PRON" or head.tag_ in {"WDT", "WP", "EX", "DT", "CD"} or head.text in ZONES:
        return None
    doc, person = head.doc, _person(head)
    whole = (first_of_name(person), whole_name(person)) if person is not None else None
    named = whole or _apposed(head) or _called(head)
    if named is not None:
        return named
    first, last = phrase(head, coordinated=True)
    last = next((i for i in range(head.i + 1, last) if doc[i].text in {",", ";"}), last)
    last = next((i for i in range(head.i + 1, last) if doc[i].tag_ == "JJ" and not doc[i].ent_type_), last)
    last = before_time(doc, head.i + 1, last)
    titled = _titled(head, first, last)
    if titled is not None:
        return titled
    owner = _owner(head, first)
    if owner is not None or not may_speak(head):
        return owner
    while first < head.i and (doc[first].pos_ == "DET" or doc[first].lower_ in {"the", "a", "an", "both", "also"}):
        first += 1
    while last - 1 > head.i and doc[last - 1].pos_ in {"ADP", "DET", "PRON", "SCONJ"}:
        last -= 1
    if last - first > LONGEST:
        last = next((i for i in range(head.i + 1, last) if doc[i].pos_ == "ADP"), last)
    return (first, last) if last > first else None


def _apposed(head: Token) -> tuple[int, int] | None:
    """Return the name behind a role's comma where the model saw no person in it ('His lawyer, Sana Qureshi, said')."""
    if head.lemma_.lower() not in load_lexicon().titles or head.ent_type_:
        return None
    doc, comma = head.doc, phrase(head)[1]
    name = next((t for t in head.children if t.dep_ == "appos" and t.pos_ == "PROPN" and t.i == comma + 1), None)
    return None if name is None or doc[comma].text != "," else phrase(name)


def _called(head: Token) -> tuple[int, int] | None:
    """Return the name right behind what it is ('the firm Secunia.com', 'the newspaper Dagens')."""
    doc, behind = head.doc, head.i + 1
    if (
        head.pos_ != "NOUN"
        or head.ent_type_
        or behind >= head.sent.end
        or doc[behind].ent_type_ not in {"ORG", "PERSON"}
    ):
        return None
    name = next(names(doc, behind, behind + 1), None)
    return (
        (name.start, name.end)
        if name is not None and name.start == behind and doc[name.end - 1].tag_ != "POS"
        else None
    )


def _owner(head: Token, first: int) -> tuple[int, int] | None:
    """Return the body whose text speaks ('PC World's analysis', 'Amnesty's report')."""
    if not noun_of(head) & load_lexicon().documents:
        return None
    for name in names(head.doc, first, head.i):
        owns = name.end < head.i and head.doc[name.end].tag_ == "POS"
        if owns and name.label_ in {"ORG", "PERSON", "GPE"}:
            return name.start, name.end
    return None


def may_speak(head: Token) -> bool:
    """Say whether a noun may be a source: a name, a person, a body, a document, media that a word specifies."""
    words, lemma = load_lexicon(), head.lemma_.lower()
    forms = noun_of(head)
    if head.lower_ in TIMES:
        return False
    if head.ent_type_ in SPEAKERS or head.pos_ == "PROPN" or forms & (words.speakers | words.titles | words.documents):
        return True
    if head.lower_ in {"media", "press"}:
        return any(base(child.dep_) in {"amod", "compound"} for child in head.children)
    return lemma.endswith(AGENTS) and lemma not in words.things


def before_time(doc: Doc, first: int, last: int) -> int:
    """Return where a phrase ends when a time behind it is left out ('the United Nations on Wednesday')."""
    for i in range(first, last):
        if doc[i].lower_ in TIMES:
            return i - 1 if doc[i - 1].pos_ == "ADP" and i - 1 >= first else i
    return last


def first_of_name(person: Span) -> int:
    """Return where a name begins that the model cut in two ('Stella', 'Okoro')."""
    doc, start = person.doc, person.start
    while start > person.sent.start and doc[start - 1].ent_type_ == "PERSON" and doc[start - 1].pos_ == "PROPN":
        start -= 1
    return start


def whole_name(person: Span) -> int:
    """Return where a name ends that the model cut in two, or at a hyphen ('Suleiman al' of 'Suleiman al-Amr').

    What it took for a name across an article is two phrases ('According to Rathbun the property …').
    """
    doc, end, last = person.doc, person.end, person.sent.end
    article = next((t.i for t in person[1:] if t.lower_ == "the"), None)
    if article is not None:
        return article
    while end < last and doc[end].ent_type_ == "PERSON" and doc[end].pos_ == "PROPN":
        end += 1
    while end + 1 < last and doc[end].text == "-" and doc[end + 1].text[:1].isupper():
        end += 2
    return end


def noun_of(token: Token) -> frozenset[str]:
    """Return what a noun may be a form of: its lemma, and its written form without a plural's ending."""
    word = token.lower_
    return frozenset({token.lemma_.lower(), word, word.removesuffix("s"), word.removesuffix("es")})


def _person(head: Token) -> Span | None:
    """Return the person whose name the phrase holds: at its head, behind its title or in apposition to it."""
    first, last = phrase(head)
    alone = all(token.pos_ != "CCONJ" for token in head.doc[first:last])
    near = max(head.sent.start, first - BEFORE), min(head.sent.end, last + BEHIND)
    for span in names(head.doc, *near):
        if span.label_ != "PERSON":
            continue
        if not near[0] <= span.start <= span.end <= near[1]:
            continue
        if span.start <= head.i < span.end or _describes(head, span) or _is_described(head, span):
            return span
        inside = span.start > first and head.doc[span.start - 1].pos_ == "ADP"
        if (
            alone
            and not inside
            and first <= span.start
            and span.end == last
            and head.ent_type_ not in SPEAKERS - {"NORP", "GPE"}
        ):
            return span
    return None


def _is_described(head: Token, person: Span) -> bool:
    """Say whether the phrase stands in apposition behind the name: 'John Burrows, chairman of the panel,'."""
    first = phrase(head)[0]
    if person.end + 1 != first or head.doc[person.end].text != ",":
        return False
    return head.lemma_.lower() in load_lexicon().titles | load_lexicon().speakers


def _titled(head: Token, first: int, last: int) -> tuple[int, int] | None:
    """Return the name behind common nouns and titles ('team member Ann Lee'), where the model saw no person."""
    doc = head.doc
    if head.ent_type_ in SPEAKERS - {"PERSON"} or any(doc[i].pos_ == "CCONJ" for i in range(first, last)):
        return None
    end = last
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    start = end
    while start > first and doc[start - 1].pos_ == "PROPN" and doc[start - 1].lower_ not in load_lexicon().titles:
        start -= 1
    before = doc[start - 1] if start > first else None
    is_title = before is not None and (before.pos_ == "NOUN" or before.lower_ in load_lexicon().titles)
    return (start, end) if is_title and 0 < end - start <= 4 else None


def _describes(head: Token, person: Span) -> bool:
    """Say whether a phrase such as 'team member' or 'the coach,' belongs to the name behind it."""
    if head.ent_type_ in SPEAKERS - {"NORP"} or not head.i < person.start:
        return False
    behind = _past_brackets(head.doc, phrase(head)[1])
    if person.start == behind + 1 and head.doc[behind].text == "," and head.lemma_.lower() in load_lexicon().titles:
        return True
    if person.start > head.i + 3:
        return False
    between = [token.lower_ for token in head.doc[head.i + 1 : person.start]]
    joined = any(base(token.dep_) in {"appos", "flat", "compound", "nmod"} and token.head == head for token in person)
    return not between or (between == [","] and (joined or head.lemma_.lower() in load_lexicon().titles))


def _past_brackets(doc: Doc, at: int) -> int:
    """Return the token behind a bracket that opens at a token ('secretary general of CEI (Conference), Ann Lee')."""
    if at < len(doc) and doc[at].text == "(":
        return next((t.i + 1 for t in doc[at : at + BEFORE] if t.text == ")"), at)
    return at


def last_named(verb: Token, first: int) -> Token | None:
    """Return the head of the last person's name before a verb of saying."""
    people = [span for span in names(verb.doc, first, verb.i) if span.end <= verb.i and span.label_ == "PERSON"]
    return people[-1].root if people else None


def find_speaker(verb: Token, first: int, last: int) -> Token | None:
    """Return the head of a verb of saying's subject by position, where the parse has none.

    `first`:`last` are the tokens to look among: the nearest noun before the verb, or right behind it after a comma or a
    closing mark ('…, said Mohib').
    """
    doc = verb.doc
    commas = [t.i + 1 for t in doc[first : verb.i] if t.text == ","][:OPENINGS]
    inserted = next((head for start in (first, *commas) if (head := _before_insert(verb, start)) is not None), None)
    if inserted is not None:
        return inserted
    if verb.i > first and (doc[verb.i - 1].is_punct or doc[verb.i - 1].is_quote) and verb.i + 1 < last:
        return _noun_after(verb, last)
    for i in range(verb.i - 1, max(first, verb.i - 5) - 1, -1):
        token = doc[i]
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            return token
        if token.pos_ not in {"ADV", "AUX"}:
            break
    return None


def _before_insert(verb: Token, first: int) -> Token | None:
    """Return the head of the phrase that opens the sentence, where only an insertion parts it from the verb.

    'Gen. Bunchhay, a loyalist of the ousted prince, said'; 'Bush, commenting on the crisis, said'.
    """
    doc = verb.doc
    if verb.i <= first + 3 or doc[verb.i - 1].text != ",":
        return None
    while first < verb.i and (doc[first].lower_ in {"but", "and", "however", "meanwhile"} or doc[first].text == ","):
        first += 1
    comma = next((t.i for t in doc[first : verb.i - 1] if t.text == ","), None)
    if comma is None or comma == first or doc[first].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
        return None
    opens = doc[comma + 1].tag_ in {"DT", "VBG", "VBN", "WP", "NN", "JJ", "CD", "NNP", "IN"}
    told = any(t.tag_ in FINITE for t in doc[first:comma])
    inside = doc[comma + 1 : verb.i - 1]
    clause = any(t.tag_ in FINITE for t in inside) and not any(t.tag_ in {"WP", "WDT"} for t in inside)
    if not opens or told or clause:
        return None
    end = next((i for i in range(first, comma) if doc[i].pos_ == "ADP"), comma)
    return next((t for t in reversed(doc[first:end]) if t.pos_ in {"NOUN", "PROPN"}), None)


def _noun_after(verb: Token, last: int) -> Token | None:
    head = None
    pronoun = verb.i + 1 < last and verb.nbor().pos_ == "PRON"
    if pronoun and verb.i + 2 < last and not verb.nbor(2).is_punct:
        return None
    for token in verb.doc[verb.i + 1 : last]:
        if token.tag_ in {"WP", "WDT"} or (head is not None and token.pos_ == "PRON"):
            break
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            head = token
        elif token.pos_ not in {"DET", "ADJ"} or head is not None:
            break
    return head
