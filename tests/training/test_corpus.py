"""Reading the corpora: words, names, paragraphs, and what is kept from learning."""

import pytest
import spacy

from bot.training.corpus import learnable, read_documents, spans
from bot.training.examples import HELD_OUT, held_out, trained_on
from bot.training.reference import example, reference_doc


@pytest.fixture
def corpora(tmp_path, write_corpora):
    write_corpora(tmp_path, "gum_dev", "ewt_train", "news_names")
    return tmp_path


def test_sentences_keep_words_trees_and_paragraphs(corpora):
    doc = read_documents(corpora / "gum_dev.jsonl.gz")[0]
    first = doc.sentences[0]
    assert first.words == ("Quill", "met", "Reyes", "in", "Norwick", ".")
    assert first.syntax.deps == ("nsubj", "root", "obj", "case", "obl", "punct")
    assert first.syntax.morphs[1] == ""
    assert [len(paragraph) for paragraph in doc.paragraphs()] == [3, 3]


def test_offsets_become_labels(corpora):
    """Each line of a text with offsets is a paragraph; a name inside a hyphenated word stays a name."""
    doc = read_documents(corpora / "news_names.jsonl.gz")[0]
    title, body = doc.sentences
    assert title.opens_paragraph
    assert body.opens_paragraph
    named = [(" ".join(s.words[a:b]), label) for s in doc.sentences for a, b, label in spans(s.names)]
    assert named == [
        ("Port Amble", "GPE"),
        ("Ada Quill", "PERSON"),
        ("Estria", "GPE"),
        ("UN", "ORG"),
        ("Vote Council", "ORG"),
    ]


def test_pronouns_and_names_without_a_capital_are_not_learnt():
    """A pronoun is no name; a name in lower case is no evidence for or against."""
    words = ["We", "saw", "port", "amble", "and", "Estria"]
    labels = ["B-ORG", "O", "B-GPE", "I-GPE", "O", "B-GPE"]
    assert learnable(words, labels) == ("O", "O", "-", "-", "O", "B-GPE")


def test_a_proper_noun_without_label_is_no_evidence():
    """A set that leaves names out does not teach that they are none."""
    assert learnable(["Ada", "left"], ["O", "O"], ["PROPN", "VERB"]) == ("-", "O")


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (["O", "O"], []),
        (["B-GPE", "B-GPE"], [(0, 1, "GPE"), (1, 2, "GPE")]),
        (["B-ORG", "I-ORG", "-", "I-ORG"], [(0, 2, "ORG"), (3, 4, "ORG")]),
        (["I-PER", "I-ORG"], [(0, 1, "PER"), (1, 2, "ORG")]),
    ],
)
def test_spans_of_labels(labels, found):
    assert list(spans(labels)) == found


def test_held_out_documents_are_never_trained_on(corpora):
    """What judges the model and what makes it share no document, and together they are all."""
    judged = {doc.id for doc in held_out(str(corpora), "news_names")}
    learnt = {doc.id for doc in trained_on(str(corpora), "news_names")}
    assert judged == {"n0", "n9"}
    assert HELD_OUT["news_names"] == 9
    assert not judged & learnt
    assert len(judged | learnt) == 10


def test_a_set_without_names_says_nothing_of_names(corpora):
    """Words of a set without name labels are unlabelled, never 'no name'."""
    nlp = spacy.blank("en")
    doc = read_documents(corpora / "ewt_train.jsonl.gz")[0]
    unlabelled = example(nlp, doc.paragraphs())
    assert set(unlabelled.get_aligned_ner()) == {None}
    labelled = example(nlp, read_documents(corpora / "gum_dev.jsonl.gz")[0].paragraphs())
    assert labelled.get_aligned_ner()[:5] == ["U-PERSON", "O", "U-PERSON", "O", "U-GPE"]


def test_newlines_stand_between_paragraphs_as_one_token(corpora):
    """The newlines hang on the sentence before them, and the next sentence starts after them."""
    doc = read_documents(corpora / "gum_dev.jsonl.gz")[0]
    made = reference_doc(spacy.blank("en").vocab, doc.paragraphs(), "\n\n")
    newlines = next(token for token in made if token.text == "\n\n")
    assert (newlines.pos_, newlines.head.text, newlines.ent_iob_) == ("SPACE", ".", "O")
    assert made[newlines.i + 1].is_sent_start
    assert len(list(made.sents)) == len(doc.sentences)
    assert {sent.root.dep_ for sent in made.sents} == {"ROOT"}
