"""The analysed text: sentences, names, quantities and event mentions, all as offsets."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc

Tense = Literal["past", "present", "future", "none"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: characters `start`:`end` of the text, tokens `first`:`last` of the doc (ends exclusive).

    `aside` marks header matter (title, byline, dateline line) that holds no story.
    """

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """An event mention. Tokens are indices into the doc; `clause` is the character span of what it says.

    `reporting` marks verbs of saying; `tense` is that of the finite verb that governs the mention; `modal` marks what
    is planned, possible or wanted rather than told; `negated` what did not happen.
    """

    token: int
    sentence: int
    lemma: str
    tense: Tense
    nominal: bool
    reporting: bool
    negated: bool
    modal: bool
    subject: tuple[int, int] | None
    """Character span of the subject's noun phrase (the agent of a passive stays in the clause)."""
    object: tuple[int, int] | None
    clause: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """One article's analysis. `doc.text` is `article.text`; the doc never leaves `news`."""

    doc: "Doc"
    sentences: tuple[Sentence, ...]
    events: tuple[Event, ...]

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that holds a character, or of the first one behind it; at most the last."""
        number = bisect_right(self.sentences, offset, key=lambda sentence: sentence.end)
        return min(number, len(self.sentences) - 1)
