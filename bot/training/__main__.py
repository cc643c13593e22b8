"""The command that makes the pipeline: `python -m bot.training CORPORA OUT`, or one step of it.

    python -m bot.training CORPORA OUT            all of it; the pipeline is then in OUT/pipeline
    python -m bot.training words CORPORA OUT      the word table
    python -m bot.training parser CORPORA OUT     tagger, morphologizer, lemmatizer, parser
    python -m bot.training names CORPORA OUT      the finder of names
    python -m bot.training package CORPORA OUT    both as one pipeline in OUT/pipeline
    python -m bot.training evaluate CORPORA OUT   its scores, into its meta.json; --pipeline NAME judges another

`--set training.max_steps=100` overrides a value of the trainings' configs.
"""

import argparse
import json
import multiprocessing
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from bot.news.document.pipeline import load_pipeline
from bot.training import gazetteer, wordtable
from bot.training.corpus import read_documents
from bot.training.evaluate import SETS, evaluate
from bot.training.package import assemble, write_scores
from bot.training.train import SIDES, Side, train

STEPS = ("all", "words", "parser", "names", "package", "evaluate")


def main(arguments: Sequence[str]) -> None:
    """Run the step that the arguments name, or all of them."""
    if arguments and arguments[0] not in (*STEPS, "-h", "--help"):
        arguments = ["all", *arguments]
    asked = _parser().parse_args(arguments)
    steps: dict[str, Callable[[argparse.Namespace], None]] = {
        "all": _all,
        "words": _words,
        "parser": lambda asked: _train("parser", asked),
        "names": lambda asked: _train("names", asked),
        "package": _package,
        "evaluate": _evaluate,
    }
    steps[asked.step](asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--set", dest="overrides", action="append", default=[], type=_override, metavar="NAME=VALUE")
    parser.add_argument("--pipeline", help="evaluate: a spaCy pipeline other than OUT/pipeline")
    parser.add_argument("--sets", nargs="+", help="evaluate: these test sets only")
    return parser


def _override(pair: str) -> tuple[str, Any]:
    name, _, value = pair.partition("=")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _all(asked: argparse.Namespace) -> None:
    _words(asked)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as trainings:
        # A spawned process finds functions by their module, and this one runs as __main__: so `train` itself is sent.
        for training in [trainings.submit(train, side, *_places(asked)) for side in SIDES]:
            training.result()
    _package(asked)
    _evaluate(asked)


def _words(asked: argparse.Namespace) -> None:
    asked.out.mkdir(parents=True, exist_ok=True)
    texts = [asked.corpora / f"{name}.jsonl.gz" for name in gazetteer.EVERYDAY]
    table = wordtable.build(doc for file in texts for doc in read_documents(file))
    (asked.out / "words.json").write_text(json.dumps(table, ensure_ascii=False), "utf-8")


def _train(side: Side, asked: argparse.Namespace) -> None:
    train(side, *_places(asked))


def _places(asked: argparse.Namespace) -> tuple[Path, Path, dict[str, Any]]:
    return asked.corpora, asked.out, dict(asked.overrides)


def _package(asked: argparse.Namespace) -> None:
    assemble(asked.out / "parser" / "model-best", asked.out / "names" / "model-best", asked.out / "pipeline")


def _evaluate(asked: argparse.Namespace) -> None:
    nlp = load_pipeline(asked.pipeline or asked.out / "pipeline")
    scores = {}
    for name in asked.sets or SETS:
        scores[name] = evaluate(nlp, asked.corpora, name)
        print(name, *(f"{measure} {value}" for measure, value in scores[name].items()))  # noqa: T201 (its output)
    if not asked.pipeline and not asked.sets:
        write_scores(asked.out / "pipeline", scores)


if __name__ == "__main__":
    main(sys.argv[1:])
