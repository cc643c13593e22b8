"""The two trainings, each a spaCy config run by spaCy's own loop."""

import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any, Literal, get_args

from spacy.cli.train import train as run_training
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.util import load_config, registry
from thinc.api import set_current_ops
from threadpoolctl import threadpool_limits

import bot.training.examples  # noqa: F401 (registers the readers that the configs name)
from bot.news.document.embed import LAYER
from bot.news.document.gemm import OpenBlasOps

Side = Literal["parser", "names"]
SIDES: tuple[Side, ...] = get_args(Side)


@registry.callbacks("dateline.words.v1")  # type: ignore[untyped-decorator]
def fill_words(path: str) -> Callable[[Language], Language]:
    """Return a callback that puts the word table of `path` into the layers that read it."""

    def fill(nlp: Language) -> Language:
        table = json.loads(Path(path).read_text("utf-8"))
        for _, component in nlp.pipeline:
            model: Any = getattr(component, "model", None)
            for node in model.walk() if model else ():
                if node.name == LAYER:
                    node.attrs["table"] = table
        return nlp

    return fill


def train(side: Side, corpora: Path, out: Path, overrides: dict[str, Any]) -> Path:
    """Train one side under `out` and return the folder of its best pipeline."""
    set_current_ops(OpenBlasOps())
    threadpool_limits(limits=1)
    paths: dict[str, Any] = {
        "paths.corpora": str(corpora),
        "paths.labels": str(out / "labels" / side),
        "paths.words": str(out / "words.json"),
    }
    with resources.as_file(resources.files("bot.training") / f"{side}.cfg") as config:
        write_labels(config, out / "labels" / side, paths | overrides)
        run_training(config, out / side, overrides=paths | overrides)
    return out / side / "model-best"


def write_labels(config: Path, folder: Path, overrides: dict[str, Any]) -> None:
    """Write each component's labels, read from a whole pass: a streamed corpus shows only its first examples."""
    nlp = init_nlp(load_config(config, overrides=overrides | {"training.max_epochs": 1}))
    for name, component in nlp.pipeline:
        labels = getattr(component, "label_data", None)
        if labels is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.json").write_text(json.dumps(labels), "utf-8")
