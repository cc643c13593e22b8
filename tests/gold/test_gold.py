"""The gate: no figure over the reference corpora falls below its floor.

The corpora lie beside the checkout (`../shared`) and are not part of it; without them the gate is skipped. Floors rise
with `python -m tests.gold.raise_floors`, which refuses to lower one unless asked with `--lower`.
"""

from pathlib import Path

import pytest
from spacy.language import Language

from bot.news.document.pipeline import load_pipeline
from bot.settings import load_settings
from tests.gold.floors import SLACK, load_floors, raise_to
from tests.gold.halves import HALVES, part
from tests.gold.measure import CORPORA, checksum, is_there, measure


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(load_settings().pipeline)


@pytest.mark.parametrize("name", CORPORA)
def test_no_figure_falls_below_its_floor(name: str, nlp: Language, tmp_path: Path) -> None:
    """Each figure of a corpus is at least its floor, measured on the very corpus that the floor was measured on."""
    if not is_there(name):
        pytest.skip(f"the reference corpus '{name}' and its scorers are not beside the checkout (../shared)")
    pinned = load_floors()[name]
    assert checksum(name) == pinned["sha256"], "the corpus is another one: raise its floors anew"
    measured = measure(name, nlp, tmp_path)
    fallen = {
        key: (measured.get(key, 0.0), floor) for key, floor in pinned["floors"].items() if measured.get(key, 0) < floor
    }
    assert fallen == {}


def test_floors_rise_and_never_fall_by_themselves() -> None:
    """A better figure raises its floor, a worse one is refused, and is taken only when asked for."""
    old = {"a": 0.5, "b": 0.5}
    better = {"a": 0.6, "b": 0.501}
    assert raise_to(old, better, lower=False) == {"a": round(0.6 - SLACK, 3), "b": 0.5}
    with pytest.raises(ValueError, match=r"a: 0\.400 < 0\.500"):
        raise_to(old, {"a": 0.4, "b": 0.5}, lower=False)
    with pytest.raises(ValueError, match="b"):
        raise_to(old, {"a": 0.5}, lower=False)
    assert raise_to(old, {"a": 0.4, "b": 0.5}, lower=True) == {"a": round(0.4 - SLACK, 3), "b": 0.5}


def test_the_halves_of_a_corpus_share_no_document_and_leave_none_out(tmp_path: Path) -> None:
    """Each half lists its documents and holds their files alone, so that the scorers count nothing else."""
    corpus = tmp_path / "news"
    for folder in ("text", "editor-1"):
        (corpus / folder).mkdir(parents=True)
    for name in "abc":
        (corpus / "text" / f"{name}.txt").touch()
        (corpus / "editor-1" / f"{name}.json").touch()
    (corpus / "docs.jsonl").write_text("\n".join(f'{{"id": "{name}"}}' for name in "abc"), encoding="utf-8")
    even, odd = (part(corpus, half, tmp_path / half) for half in HALVES)
    held = [{path.stem for path in half.rglob("*.*") if path.name != "docs.jsonl"} for half in (even, odd)]
    assert held == [{"a", "c"}, {"b"}]
    assert (even / "editor-1" / "c.json").exists()
    assert (odd / "docs.jsonl").read_text(encoding="utf-8") == '{"id": "b"}'
