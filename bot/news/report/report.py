"""What one article yields; its fields are the stable JSON, version 1."""

from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from bot.news.article import Article, Doubt
from bot.news.facts import Answers, Claim, Entity, Figure, Unsure
from bot.news.timeline import Entry, Open
from bot.news.timex import Timex


@dataclass(frozen=True, slots=True)
class Report:
    """Offsets count code points of `article.text`; `sentence` fields are indices into `sentences`."""

    version: Literal[1]
    input: str
    article: Article
    sentences: tuple[tuple[int, int], ...]
    answers: Answers
    key_sentences: tuple[int, ...]
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    timexes: tuple[Timex, ...]
    timeline: tuple[Entry, ...]
    open: tuple[Open, ...]
    doubts: tuple[Doubt, ...]
    unsure: tuple[Unsure, ...] = ()
    """What the text leaves without a source or says nobody could check; absent from reports of earlier readers."""

    def sentence(self, number: int) -> str:
        """The sentence, verbatim."""
        start, end = self.sentences[number]
        return self.article.text[start:end]


_SHAPE = TypeAdapter(Report)


def to_json(report: Report) -> dict[str, Any]:
    """The report as plain JSON values, keys in the order of the design; whole numbers of figures are printed whole."""
    out: dict[str, Any] = _SHAPE.dump_python(report, mode="json")
    for figure in out["figures"]:
        for key in ("value", "upper", "was"):
            if isinstance(figure[key], float) and figure[key].is_integer():
                figure[key] = int(figure[key])
    return out


def from_json(value: dict[str, Any]) -> Report:
    """The report that `to_json` gave; raises pydantic.ValidationError on anything else."""
    return _SHAPE.validate_python(value)
