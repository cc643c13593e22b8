"""Statements that are no clause behind a verb of saying: 'accused X of', 'the claim that', 'could not confirm'."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from bot.news.document import Sentence
from bot.news.document.events import is_passive, subject_of
from bot.news.document.phrase import FINITE, base, phrase
from bot.news.document.tense import negated
from bot.news.facts.attribution import Attribution, Stance, bare, characters, has_verb, unquote
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.quotations import Quotation
from bot.news.facts.reported import stop
from bot.news.facts.sources import find_speaker
from bot.news.facts.verbs import verb_of

LINKS = {"accuse": {"of"}, "blame": {"for", "on"}, "criticise": {"for"}, "criticize": {"for"}, "fault": {"for"},
         "describe": {"as"}, "denounce": {"as"}, "hail": {"as"}, "brand": set(), "call": set(), "dub": set(),
         "label": set()}  # fmt: skip
"""The word that joins whom it is about to what is said of them; without one, the words are quoted."""
LINKED = 14
"""Tokens from the verb to that word."""
OWNED = 6
"""Tokens between a noun such as 'claim' and its 'that': 'accusations by the opposition that …'."""
UNSURE = frozenset({"could", "can", "unable", "refused", "refuse", "refuses", "declined", "decline", "declines"})
CHECKS = frozenset({"confirm", "verify", "corroborate", "substantiate"})
WORRIED = frozenset({"concerned", "worried", "confident", "convinced", "adamant", "certain", "optimistic", "afraid"})
WISHES = {"call": "for", "warn": "of", "urge": "to", "vow": "to", "threaten": "to", "pledge": "to", "promise": "to",
          "demand": ""}  # fmt: skip
"""What somebody wants, warns of or will do: 'called for talks', 'vowed to retaliate', 'demanded an inquiry'."""
Told = tuple[Token, Token, tuple[int, int], Stance | None]


def find_charges(doc: Doc, sentence: Sentence, number: int, quotations: list[Quotation]) -> Iterator[Attribution]:
    """Yield what somebody is said to be or to have done, what a noun holds, and what nobody would confirm."""
    for token in doc[sentence.first : sentence.last]:
        if quotations and any(q.start <= token.idx < q.end for q in quotations):
            continue
        for head, speaker, tokens, stance in _told(doc, token, sentence):
            first, last = bare(doc, *tokens)
            if last - first >= 2 and not first <= speaker.i < last:
                start, end, marked = unquote(doc.text, *characters(doc, first, last))
                yield Attribution(speaker.i, head.i, marked, start, end, number, stance=stance)


def _told(doc: Doc, token: Token, sentence: Sentence) -> Iterator[Told]:
    verb = verb_of(token)
    if verb in WISHES and token.tag_ in {*FINITE, "VBG", "VBN"} and (first := _wished(doc, token, sentence)):
        yield from _wish(doc, token, sentence, first)
    elif verb in LINKS and token.tag_ in {*FINITE, "VBG", "VBN"}:
        yield from _charge(doc, token, sentence)
    elif verb in CHECKS and token.tag_ == "VB":
        yield from _unsure(doc, token, sentence)
    elif verb == "deny" and token.i + 2 < sentence.last and doc[token.i + 1].tag_ == "VBG":
        yield from _denied_doing(doc, token, sentence)
    elif token.lower_ in WORRIED and token.i > sentence.first and doc[token.i - 1].tag_ in {"VBP", "VBZ"}:
        yield from _worried(doc, token, sentence)
    elif token.pos_ == "NOUN" and token.lemma_.lower() in load_lexicon().alleged | load_lexicon().asserted:
        yield from _owned(doc, token, sentence)


def _subject(verb: Token, sentence: Sentence) -> Token | None:
    return subject_of(verb) or find_speaker(verb, sentence.first, sentence.last)


def _charge(doc: Doc, verb: Token, sentence: Sentence) -> Iterator[Told]:
    """Yield 'X of Y' behind 'accused', 'X for Y' behind 'blamed', 'X "Y"' behind 'called'."""
    if verb.i + 2 >= sentence.last or is_passive(verb) or negated(verb):
        return
    speaker, end = _subject(verb, sentence), _end(doc, verb.i + 1, sentence.last)
    if speaker is None or speaker.i > verb.i or end - verb.i < 4:
        return
    links = LINKS[verb_of(verb)]
    near = doc[verb.i + 2 : min(verb.i + LINKED, end)]
    if doc[verb.i + 1].pos_ == "PRON" and verb_of(verb) not in {"accuse", "blame"}:
        return
    if doc[verb.i + 1].lower_ in {"as", "for", "on", "of"}:
        return
    if any(t.lower_ in links for t in near) or (not links and any(t.text in {'"', "“", "``"} for t in near)):
        yield verb, speaker, (verb.i + 1, end), None


def _wished(doc: Doc, verb: Token, sentence: Sentence) -> int | None:
    """Return where the wish begins, None where the verb's own word does not follow it; 'urge X to' has X between."""
    link, first = WISHES[verb_of(verb)], verb.i + 1
    if first + 2 >= sentence.last or doc[first].lower_ == "that":
        return None
    if verb_of(verb) == "urge":
        near = doc[first + 1 : min(first + LINKED, sentence.last)]
        return first if any(t.lower_ == link and t.nbor().tag_ == "VB" for t in near[:-1]) else None
    if link == "":
        return first if doc[first].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PRON"} else None
    if doc[first].lower_ != link:
        return None
    return first if link == "to" else first + 1


def _wish(doc: Doc, verb: Token, sentence: Sentence, first: int) -> Iterator[Told]:
    speaker = None if is_passive(verb) or negated(verb) else _subject(verb, sentence)
    end = _end(doc, first, sentence.last)
    if speaker is not None and speaker.i < verb.i and end - first >= 3:
        yield verb, speaker, (first, end), None


def _end(doc: Doc, first: int, last: int) -> int:
    """Return where a phrase that depends on a verb ends: before a second clause, a dash or a semicolon."""
    last = stop(doc, first, last)
    for token in doc[first + 2 : last]:
        if token.text in {";", "—", "–", ":"}:
            return token.i
        if (
            token.text == ","
            and token.i + 2 < last
            and doc[token.i + 1].lower_ in {"and", "but", "while", "which", "who", "a"}
        ):
            return token.i
        if token.lower_ in {"and", "but"} and token.i + 1 < last and doc[token.i + 1].tag_ in FINITE:
            return token.i
    return last


def _unsure(doc: Doc, verb: Token, sentence: Sentence) -> Iterator[Told]:
    """Yield what somebody could not, or would not, confirm."""
    before = [t.lower_ for t in doc[max(sentence.first, verb.i - 5) : verb.i]]
    refuses = [t for t in before if t in UNSURE]
    if not refuses or not ({"not", "n't", "n’t", "to", "neither"} & set(before)):
        return
    if refuses[-1] in {"could", "can"} and not {"not", "n't", "n’t", "neither"} & set(before):
        return
    speaker = next((t for t in _subjects(verb) if t.i < verb.i), None) or find_speaker(
        doc[verb.i - before[::-1].index(refuses[-1]) - 1], sentence.first, sentence.last
    )
    first = verb.i + 1
    while first < sentence.last and doc[first].lower_ in {"or", "nor", "deny", "that", "whether", "if"}:
        first += 1
    if speaker is not None and speaker.lower_ not in {"it", "there"} and not _reports(speaker):
        yield verb, speaker, (first, _end(doc, first, sentence.last)), "hedged"


def _reports(speaker: Token) -> bool:
    """Say whether it is who reports ('Reuters could not verify …'): then the text itself leaves it open."""
    return speaker.pos_ == "PROPN" and speaker.lower_ in load_lexicon().outlets


def _subjects(verb: Token) -> Iterator[Token]:
    for above in (verb, *verb.ancestors):
        yield from (t for t in above.children if base(t.dep_) == "nsubj")


def _denied_doing(doc: Doc, verb: Token, sentence: Sentence) -> Iterator[Told]:
    speaker = _subject(verb, sentence)
    if speaker is not None and not negated(verb):
        yield verb, speaker, (verb.i + 1, _end(doc, verb.i + 1, sentence.last)), "denies"


def _worried(doc: Doc, word: Token, sentence: Sentence) -> Iterator[Told]:
    """Yield the clause behind 'are concerned (that)'."""
    first = word.i + 2 if word.i + 1 < sentence.last and doc[word.i + 1].lower_ == "that" else word.i + 1
    speaker = find_speaker(doc[word.i - 1], sentence.first, sentence.last)
    clause = first < sentence.last and doc[first].pos_ in {"DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM"}
    if clause and speaker is not None and has_verb(doc, first, sentence.last):
        yield word, speaker, (first, stop(doc, first, sentence.last)), None


def _owned(doc: Doc, noun: Token, sentence: Sentence) -> Iterator[Told]:
    """Yield the clause of 'X's claim that …' and 'accusations by X that …'."""
    that = next((t for t in doc[noun.i + 1 : min(noun.i + 1 + OWNED, sentence.last)] if t.lower_ == "that"), None)
    if that is None or that.i + 2 >= sentence.last or that.nbor().tag_ in FINITE:
        return
    owner = _owner(doc, noun, that, sentence)
    if owner is None:
        return
    first = that.i + 1
    denied = any(verb_of(a) in load_lexicon().denying for a in (noun.head, noun.head.head))
    if has_verb(doc, first, sentence.last) and not denied:
        yield noun, owner, (first, _clause_end(doc, first, sentence.last)), None


def _owner(doc: Doc, noun: Token, that: Token, sentence: Sentence) -> Token | None:
    """Return whose claim it is: a possessive before it, or the name behind 'by' or 'from'."""
    between = doc[noun.i + 1 : that.i]
    if len(between):
        if between[0].lower_ not in {"by", "from"}:
            return None
        return next((t for t in reversed(between) if t.pos_ in {"NOUN", "PROPN"}), None)
    first = phrase(noun)[0]
    for token in reversed(doc[max(sentence.first, min(first, noun.i - 4)) : noun.i]):
        if token.tag_ == "POS" and token.i > sentence.first:
            return doc[token.i - 1]
        if token.lower_ in {"his", "her", "its", "their"}:
            verb = next((t for t in reversed(doc[sentence.first : token.i]) if t.tag_ in FINITE), None)
            subject = None if verb is None else _subject(verb, sentence)
            return subject if subject is not None and subject.i < token.i else None
    return None


def _clause_end(doc: Doc, first: int, last: int) -> int:
    """Return where a clause ends that hangs on a noun: before the finite verb of the sentence that goes on."""
    seen, joined = False, False
    for token in doc[first:last]:
        if token.text in {",", ";", "—"} and seen:
            return token.i
        if token.tag_ in FINITE:
            if seen and not joined:
                return token.i
            seen, joined = True, False
        elif token.tag_ in {"WDT", "WP", "IN", "CC", "WRB"} and token.lower_ in {
            "that",
            "who",
            "which",
            "and",
            "but",
            "when",
            "while",
            "because",
            "if",
        }:
            joined = True
    return last
