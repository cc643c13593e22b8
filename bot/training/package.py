"""The two trained sides as one pipeline folder, with what must be said about it."""

import hashlib
import json
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import spacy
from spacy.language import Language
from thinc.api import Config, Model

import bot.news.document.embed  # noqa: F401 (registers the first layer of both sides)

NAME, VERSION = "dateline_news", "0.2.0"
# Of the 23 bits of a float's fraction these are kept: no score changes, and the folder zips to half its size.
FRACTION_BITS = 11
# Sections of the trainings' configs that name folders of the machine that trained.
FOR_TRAINING = ("paths", "corpora", "training", "initialize", "system", "pretraining")


def assemble(parser: Path, names: Path, out: Path) -> Path:
    """Write the pipeline made of both sides' best checkpoints to `out` and return that folder."""
    nlp = spacy.load(parser)
    nlp.add_pipe("ner", source=spacy.load(names))
    round_weights(nlp)
    nlp.config = Config({name: part for name, part in nlp.config.items() if name not in FOR_TRAINING})
    nlp.meta.update(described())
    nlp.to_disk(out)
    forget_texts(nlp, out)
    for file in ("README.md", "ATTRIBUTION.md", "LICENSE"):
        (out / file).write_text(_about(file).read_text("utf-8"), "utf-8")
    return out


def forget_texts(nlp: Language, folder: Path) -> None:
    """Leave in the folder's strings only labels and endings: it needs no other word of the texts it was trained on."""
    labels = {str(label) for _, component in nlp.pipeline for label in getattr(component, "labels", ())}
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    trees = lemmatizer.label_data["trees"]
    endings = {tree[part] for tree in trees for part in ("orig", "subst") if part in tree}
    kept = labels | endings | set(spacy.blank("en").vocab.strings)
    (folder / "vocab" / "strings.json").write_text(json.dumps(sorted(kept), ensure_ascii=False), "utf-8")


def described() -> dict[str, Any]:
    """Return what meta.json says of the pipeline besides its scores."""
    known: dict[str, Any] = json.loads(_about("meta.json").read_text("utf-8"))
    return known | {"name": NAME, "version": VERSION, "performance": {}}


def write_scores(folder: Path, scores: dict[str, dict[str, float]]) -> None:
    """Put the scores into the meta.json of the packaged pipeline."""
    file = folder / "meta.json"
    meta = json.loads(file.read_text("utf-8")) | {"performance": scores, "checksum": checksum(folder)}
    file.write_text(json.dumps(meta, ensure_ascii=False, indent=2) + "\n", "utf-8")


def checksum(folder: Path) -> str:
    """Return the SHA-256 of the pipeline's files by name and content; meta.json, which tells it, stays out."""
    whole = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.is_file() and file.name != "meta.json"):
        whole.update(file.relative_to(folder).as_posix().encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def round_weights(nlp: Language) -> None:
    """Round every weight of the pipeline to FRACTION_BITS of fraction, in place."""
    for name in nlp.pipe_names:
        for node in _model(nlp, name).walk():
            for param in node.param_names:
                if node.has_param(param):
                    node.set_param(param, cast("Any", rounded(cast("Any", node.get_param(param)))))


def rounded(weights: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return float32 weights with all but FRACTION_BITS bits of the fraction rounded away."""
    cut = 23 - FRACTION_BITS
    bits = np.ascontiguousarray(weights, dtype="float32").view("uint32")
    kept = (bits + np.uint32(1 << (cut - 1))) & np.uint32(0xFFFFFFFF << cut & 0xFFFFFFFF)
    return kept.view("float32")


def _model(nlp: Language, name: str) -> Model[Any, Any]:
    component: Any = nlp.get_pipe(name)
    return cast("Model[Any, Any]", component.model)


def _about(file: str) -> Traversable:
    return resources.files("bot.training").joinpath("about", file)
