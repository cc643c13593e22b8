"""`dateline_timex` in other people's pipelines: what it needs, what it sets, and that the doc is left as it is else."""

import os
import pickle
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, DocBin, Span
from spacy.tokens.underscore import Underscore

from bot.component.timex import NAME, TimexComponent
from bot.news.document.pipeline import load_pipeline

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
DAY = date(2024, 11, 29)  # a Friday
PAIRS = """
import spacy
if __name__ == "__main__":
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_timex")
    docs = []
    for day in ("2024-11-29", "2024-12-06"):
        doc = nlp.make_doc("They met on Friday.")
        doc._.dct = day
        docs.append((doc, day))
    for doc, day in nlp.pipe(docs, as_tuples=True, n_process=2):
        print(day, doc._.dct, *(span._.timex_interval[0] for span in doc.spans["timex"]))
"""


@pytest.fixture(autouse=True)
def extensions() -> Iterator[None]:
    """Whatever a test registers is forgotten behind it: spaCy keeps extensions for the whole process."""
    kept = [dict(part) for part in Underscore.get_state()]
    yield
    Underscore.load_state(tuple(kept))


@pytest.fixture
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME)
    return nlp


def read(nlp: Language, text: str, day: date | str | None = DAY) -> Doc:
    doc = nlp.make_doc(text)
    doc._.dct = day
    return nlp(doc)


def values(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span._.timex_value) for span in doc.spans["timex"]]


def pickled(thing: Any) -> Any:
    return pickle.loads(pickle.dumps(thing))  # noqa: S301 - our own bytes


def run_installed(code: str, folder: Path) -> str:
    """What the code prints where Dateline is installed with the entry points of pyproject.toml."""
    entry_points = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    installed = folder / "dateline-0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: dateline\nVersion: 0\n", encoding="utf-8")
    lines = ["[spacy_factories]", *(f"{name} = {place}" for name, place in entry_points["spacy_factories"].items())]
    (installed / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "use.py").write_text(code, encoding="utf-8")
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
    command = [sys.executable, "use.py"]
    return subprocess.check_output(command, cwd=folder, env=env, text=True, encoding="utf-8")  # noqa: S603 - our own


def test_the_readme_does_what_it_says(tmp_path: Path) -> None:
    """The README's lines, run as they stand where Dateline is installed, print what stands below them."""
    shown = re.search(r"```python\n(import spacy\n.*?)```\n\n```\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert shown
    assert run_installed(shown[1], tmp_path) == shown[2]


def test_several_processes_keep_each_documents_day(tmp_path: Path) -> None:
    """The day goes to its process with the document, and the intervals come back: all of it can be written to bytes."""
    assert run_installed(PAIRS, tmp_path).splitlines() == [
        "2024-11-29 2024-11-29 2024-11-29", "2024-12-06 2024-12-06 2024-12-06",
    ]  # fmt: skip


def test_tokens_alone_are_enough(blank: Language) -> None:
    """Without tags, tree and sentences the nearest word that shows a tense decides the direction."""
    doc = read(blank, "Talks broke down on Monday. They will resume on Tuesday\nOn Sunday, voters are to decide.")
    assert values(doc) == [("Monday", "2024-11-25"), ("Tuesday", "2024-12-03"), ("Sunday", "2024-12-01")]
    assert [span.label_ for span in doc.spans["timex"]] == ["DATE"] * 3
    assert doc.spans["timex"][0]._.timex_interval == (date(2024, 11, 25), date(2024, 11, 25))
    assert "counted back from publication" in doc.spans["timex"][0]._.timex_because


def test_every_attribute_is_filled(blank: Language) -> None:
    doc = read(blank, "About two years ago the mill closed; every Friday since early 2023 people have met there.")
    found = [(span._.timex_type, span._.timex_value, span._.timex_mod) for span in doc.spans["timex"]]
    assert ("SET", "XXXX-WXX-5", None) in found
    assert ("DATE", "2023", "START") in found
    early = next(span for span in doc.spans["timex"] if span._.timex_value == "2023")
    assert early._.timex_interval == (date(2023, 1, 1), date(2023, 12, 31))
    assert next(span for span in doc.spans["timex"] if span.label_ == "SET")._.timex_interval is None


# word, tag, part of speech, head, label: as spaCy's own English models analyse them.
CLEAR = {
    "ahead": [
        ("Ministers", "NNS", "NOUN", 1, "nsubj"), ("are", "VBP", "AUX", 1, "ROOT"), ("to", "TO", "PART", 3, "aux"),
        ("meet", "VB", "VERB", 1, "xcomp"), ("on", "IN", "ADP", 3, "prep"), ("Tuesday", "NNP", "PROPN", 4, "pobj"),
    ],
    "behind": [
        ("Shops", "NNS", "NOUN", 2, "nsubjpass"), ("were", "VBD", "AUX", 2, "auxpass"),
        ("looted", "VBN", "VERB", 2, "ROOT"), ("on", "IN", "ADP", 2, "prep"), ("Tuesday", "NNP", "PROPN", 3, "pobj"),
    ],
    "relative": [
        ("Rebels", "NNS", "NOUN", 4, "nsubj"), ("who", "WP", "PRON", 2, "nsubj"), ("fled", "VBD", "VERB", 0, "relcl"),
        ("will", "MD", "AUX", 4, "aux"), ("return", "VB", "VERB", 4, "ROOT"),
        ("Tuesday", "NNP", "PROPN", 4, "npadvmod"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("case", "day"), [("ahead", 3), ("behind", 26), ("relative", 3)])
def test_the_labels_of_spacys_own_models_are_understood(blank: Language, case: str, day: int) -> None:
    """Penn tags and ClearNLP's labels: 'are to meet' lies ahead, 'were looted' behind; the governing verb decides."""
    words, tags, pos, heads, deps = zip(*CLEAR[case], strict=True)
    doc = Doc(blank.vocab, words=words, tags=tags, pos=pos, heads=heads, deps=deps)
    doc._.dct = DAY
    (span,) = blank(doc).spans["timex"]
    assert span._.timex_interval[0].day == day
    assert [token.dep_ for token in doc] == list(deps)  # the doc keeps its own labels


@pytest.mark.skipif(not (resources.files("bot") / "model" / "meta.json").is_file(), reason="no trained pipeline yet")
def test_our_own_pipeline_takes_it_too() -> None:
    """Behind tagger and parser the governing verb decides, and what those set stays as it was."""
    nlp = load_pipeline()
    text = "The council, which met on Monday, will vote on Thursday. Shops were closed on Tuesday."
    plain = nlp(text)
    nlp.add_pipe(NAME)
    doc = read(nlp, text)
    assert [value for _, value in values(doc)] == ["2024-11-25", "2024-12-05", "2024-11-26"]
    assert [(t.tag_, t.dep_, t.head.i, t.lemma_, t.is_sent_start) for t in doc] == [
        (t.tag_, t.dep_, t.head.i, t.lemma_, t.is_sent_start) for t in plain
    ]


@pytest.mark.parametrize(
    "day", [DAY, datetime(2024, 11, 29, 23, 59), "2024-11-29", "2024-11-29T08:00:00+02:00", " 2024-11-29\n"]  # noqa: DTZ001
)  # fmt: skip
def test_a_day_may_be_given_in_any_form(blank: Language, day: date | str) -> None:
    doc = read(blank, "They met on Friday.", day)
    assert doc._.dct == DAY
    assert values(doc) == [("Friday", "2024-11-29")]


def test_what_is_no_day_is_refused(blank: Language) -> None:
    with pytest.raises(ValueError, match="'last week' is no date"):
        blank.make_doc("They met.")._.dct = "last week"
    with pytest.raises(ValueError, match="'soon' is no date"):
        spacy.blank("en").add_pipe(NAME, config={"dct": "soon"})


def test_without_a_day_relative_expressions_stay_open(blank: Language) -> None:
    """Nothing is counted from today; what the text settles by itself is settled."""
    doc = blank("They met on Friday and on 3 May 2023.")
    assert values(doc) == [("Friday", "XXXX-WXX-5"), ("3 May 2023", "2023-05-03")]
    assert doc.spans["timex"][0]._.timex_interval is None
    assert doc.spans["timex"][0]._.timex_because == "no publication date"


def test_the_configs_day_holds_for_documents_without_one() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME, config={"dct": "2024-11-29", "spans_key": "times"})
    days = [doc.spans["times"][0]._.timex_value for doc in (nlp("on Friday"), read(nlp, "on Friday", "2020-01-03"))]
    assert days == ["2024-11-29", "2020-01-03"]


def test_a_saved_pipeline_loads_as_it_was(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME, config={"dct": "2024-11-29"})
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.get_pipe_config(NAME) == nlp.get_pipe_config(NAME)
    assert values(again("on Friday")) == [("Friday", "2024-11-29")]
    assert values(spacy.blank("en").from_config(nlp.config)("on Friday")) == [("Friday", "2024-11-29")]
    assert isinstance(pickled(nlp).get_pipe(NAME), TimexComponent)


def test_a_document_keeps_its_times_in_bytes_pickles_and_bins(blank: Language) -> None:
    doc = read(blank, "They met on Friday.")
    binned = next(DocBin(store_user_data=True, docs=[doc]).get_docs(blank.vocab))
    for again in (Doc(blank.vocab).from_bytes(doc.to_bytes()), pickled(doc), binned, doc.copy()):
        assert again._.dct == DAY
        assert [span._.timex_interval for span in again.spans["timex"]] == [(DAY, DAY)]
    with pytest.warns(UserWarning, match="W101"):  # spaCy merges no extension of the whole document
        both = Doc.from_docs([doc, doc])
    assert [span._.timex_interval for span in both.spans["timex"]] == [(DAY, DAY)] * 2


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Nothing here."])
def test_documents_without_times_have_an_empty_group(blank: Language, text: str) -> None:
    assert values(read(blank, text)) == []


def test_an_extension_that_is_there_already_is_left_alone() -> None:
    """Somebody's own `dct` of any kind is read; their span attributes are filled."""
    Doc.set_extension("dct", default=DAY, force=True)
    Span.set_extension("timex_value", default="none yet", force=True)
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME)
    assert values(nlp("They met on Friday.")) == [("Friday", "2024-11-29")]
    assert Doc.get_extension("dct")[0] == DAY


def test_spans_grow_to_the_tokens_that_hold_them(blank: Language) -> None:
    """A tokeniser that cuts at spaces alone leaves the comma in; of two times in one token the first is kept."""
    blank.tokenizer = Tokenizer(blank.vocab)
    assert values(read(blank, "They met on Friday, it said.")) == [("Friday,", "2024-11-29")]
    assert values(read(blank, "Open Monday/Tuesday.")) in ([], [("Monday/Tuesday.", "2024-11-25")])


def test_partial_annotation_is_taken_as_it_is() -> None:
    """Tags without a tree, and sentences of a sentencizer, raise nothing."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe(NAME)
    words, tags = ["It", "opens", "on", "Friday", "."], ["PRP", "VBZ", "IN", "NNP", "."]
    doc = Doc(nlp.vocab, words=words, tags=tags)
    doc._.dct = DAY
    assert values(nlp(doc)) == [("Friday", "2024-11-29")]


def test_any_text_is_read(blank: Language) -> None:
    """Whatever the text, the spans are the doc's own and hold a value."""

    @given(text=st.text(alphabet=st.sampled_from("Friday 2024-1/5th of May,.\n3pm last’s"), max_size=60))
    def check(text: str) -> None:
        assert all(value and span in text for span, value in values(read(blank, text)))

    check()
