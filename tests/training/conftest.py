"""A made-up language corpus, in the shapes of the real one, small enough to read."""

import gzip
import json

import pytest

TAGS = {"met": "VBD", "was": "VBD", "in": "IN", ".": "."}
PLACES = ["Norwick", "Port Amble", "Estria", "Lower Vale"]
PEOPLE = ["Ada Quill", "Tom Reyes", "Ines Okoro", "Minister Karl Voss"]


def sentence(words, *, heads, deps, names, par):
    tags = [TAGS.get(word, "NNP") for word in words]
    pos = [{".": "PUNCT", "NNP": "PROPN", "VBD": "VERB", "IN": "ADP"}[tag] for tag in tags]
    return {
        "words": words,
        "spaces": [i < len(words) - 2 for i in range(len(words) - 1)] + [True],
        "tags": tags,
        "pos": pos,
        "morphs": ["Number=Sing" if tag == "NNP" else "_" for tag in tags],
        "lemmas": ["meet" if word == "met" else word for word in words],
        "heads": heads,
        "deps": deps,
        "par": par,
        "ents": names,
        "gold_ents": names,
    }


def meeting(i, *, named=True):
    """Return 'Quill met Reyes in Norwick.' with other names for each `i`, now and then in the passive."""
    who, whom = PEOPLE[i % 4].split()[-1], PEOPLE[(i + 1) % 4].split()[-1]
    where = PLACES[i % 4].split()
    words = [who, "met", whom, "in", *where, "."]
    heads = [1, -1, 1, 4, 1, *([4] * (len(where) - 1)), 1]
    deps = ["nsubj", "root", "obj", "case", "obl", *(["flat"] * (len(where) - 1)), "punct"]
    names = ["B-PERSON", "O", "B-PERSON", "O", "B-GPE", *(["I-GPE"] * (len(where) - 1)), "O"]
    if i % 2:
        words[:3], names[:3] = [whom, "was", "met"], ["B-PERSON", "O", "O"]
        heads = [2, 2, -1, 4, 2, *heads[5:-1], 2]
        deps[:3] = ["nsubj:pass", "aux:pass", "root"]
    return sentence(words, heads=heads, deps=deps, names=names if named else None, par=i % 3 == 0)


def write_rows(file, rows):
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture(scope="session")
def write_corpora():
    """Return what writes each set's file: ten parsed documents, or with `news_names` ten texts with offsets."""

    def write(folder, *sets):
        for name in sets:
            write_rows(folder / f"{name}.jsonl.gz", made_up(name))

    return write


def made_up(name):
    if name == "news_names":
        text = "Port Amble votes\nAda Quill won in Estria, says the UN-led Vote Council."
        entities = [[0, 10, "GPE"], [17, 26, "PERSON"], [34, 40, "GPE"], [51, 53, "ORG"], [58, 70, "ORG"]]
        return [{"id": f"n{i}", "src": "made-up", "text": text, "entities": entities} for i in range(10)]
    named = name != "ewt_train"
    return [
        {"id": f"d{i}", "src": "made-up", "sents": [meeting(i + j, named=named) for j in range(6)]} for i in range(10)
    ]
