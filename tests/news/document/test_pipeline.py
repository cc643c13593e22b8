"""The pipeline: which are taken, which refused, and what a parsed text keeps."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from bot.errors import WrongPipeline
from bot.news.document.analyse import find_sentences
from bot.news.document.pipeline import LONGEST, load_pipeline, parse


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline()


@pytest.fixture
def saved(tmp_path):
    """Save a small pipeline whose parser has the labels given, and return its folder."""

    def save(*labels):
        pipeline = spacy.blank("en")
        if labels:
            parser = pipeline.add_pipe("parser")
            for label in labels:
                parser.add_label(label)
            pipeline.initialize()
        pipeline.to_disk(tmp_path / "pipeline")
        return tmp_path / "pipeline"

    return save


def told(doc):
    """The sentences' texts."""
    return [doc.text[sentence.start : sentence.end] for sentence in find_sentences(doc)]


# Whole words with their marks, so that sentences, names, spaces and line ends of every kind come together.
news = st.lists(
    st.sampled_from(["Police", "said", "Mr.", "U.S.", "killed four", "in Aleppo", ".", "?”", "“", "’s", "—", "1,200",
                     " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028", "\x0c", "\ufeff", "\u200b", "🙂"]),
    max_size=40,
).map(lambda parts: " ".join(parts) if len(parts) % 2 else "".join(parts))  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(text=st.text(max_size=200) | news, cuts=st.lists(st.integers(min_value=-5, max_value=250), max_size=4))
def test_a_parsed_text_is_the_text(nlp, text, cuts):
    """No character is lost, added or moved; the sentences stand in order, apart, without white space at their ends."""
    doc = parse(nlp, text, cuts=cuts)
    assert doc.text == text
    assert all(token.pos_ == "SPACE" for token in doc if token.is_space)
    after = 0
    for sentence in find_sentences(doc):
        said = text[sentence.start : sentence.end]
        assert said == said.strip() != ""
        assert sentence.start >= after
        after = sentence.end
    inked = [token.i for token in doc if not token.is_space]
    assert [t.i for s in find_sentences(doc) for t in doc[s.first : s.last] if not t.is_space] == inked


def test_a_line_end_parts_sentences(nlp):
    """A headline without a full stop does not run into the text under it."""
    doc = parse(nlp, "Rebels enter the city\nThe army left on Friday. It will be back.\r\n\r\nA third line")
    assert told(doc) == [
        "Rebels enter the city",
        "The army left on Friday.",
        "It will be back.",
        "A third line",
    ]


def test_a_cut_parts_sentences(nlp):
    """What stands behind a dateline is parsed as the beginning that it is."""
    dateline, lede = "Bergen, Norway — ", "The city closed its port on Monday after a fire."
    doc = parse(nlp, dateline + lede, cuts=[0, len(dateline) - 1])
    assert told(doc) == [dateline.strip(), lede]
    assert [token.tag_ for token in doc][-len(nlp(lede)) :] == [token.tag_ for token in nlp(lede)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The team was shown in Washington D.C.", "The six members, who are girls, were honoured."],
        ["It was denied visas to the U.S.", "They tried again in May."],
        ["The phone is made by Apple Inc.", "It is sold in China."],
        ["The train left at 6 a.m.", "This was too late."],
    ],
)
def test_an_abbreviation_can_end_a_sentence(nlp, sentences):
    """A determiner or a pronoun with a capital shows that another begins."""
    assert told(parse(nlp, " ".join(sentences))) == sentences


@pytest.mark.parametrize("text", ["The U.S. Senate met in St. Louis on Monday.", "U.S. And Iran Agree On Talks In May"])
def test_an_abbreviation_inside_a_sentence_does_not_part_it(nlp, text):
    assert told(parse(nlp, text)) == [text]


def test_lines_are_parsed_as_if_alone(nlp):
    """Putting the lines together changes no tag, tree or name of theirs."""
    lines = ["The president of France met Angela Merkel in Berlin.", "He was seen by two officers on Friday."]
    whole = parse(nlp, "\n".join(lines))
    alone = [token for line in lines for token in nlp(line)]
    together = [token for token in whole if not token.is_space]
    for one, other in zip(together, alone, strict=True):
        assert (one.text, one.tag_, one.pos_, one.lemma_, one.dep_, one.head.text, one.ent_type_, str(one.morph)) == (
            other.text, other.tag_, other.pos_, other.lemma_, other.dep_, other.head.text, other.ent_type_,
            str(other.morph),
        )  # fmt: skip
        assert one.is_sent_start == other.is_sent_start
    assert ("Angela Merkel", "PERSON") in {(ent.text, ent.label_) for ent in whole.ents}


def test_a_line_without_end_is_cut_at_sentences(nlp):
    """A line of 20,000 words is parsed, whole, and none of its sentences is cut in two."""
    sentence = "The minister said on Friday that four people were killed. "
    doc = parse(nlp, sentence * 2_000)
    assert doc.text == sentence * 2_000
    assert set(told(doc)) == {sentence.strip()}


@pytest.mark.parametrize("letter", ["x", " ", "é."])
def test_a_line_without_anything_to_cut_at_is_cut(nlp, letter):
    """Letters without a space, or spaces alone, do not stop it."""
    text = letter * (3 * LONGEST)
    assert parse(nlp, text).text == text


def test_labels_of_another_scheme_are_refused(saved):
    """A pipeline with spaCy's own English labels would be misread: it is refused by name."""
    folder = saved("nsubj", "nsubjpass", "dobj", "pobj")
    with pytest.raises(WrongPipeline, match=r"pipeline'.*has other dependency labels.*'dobj'"):
        load_pipeline(folder)


def test_missing_labels_are_refused(saved):
    with pytest.raises(WrongPipeline, match="'case' is missing"):
        load_pipeline(saved("nsubj", "obj"))


def test_a_pipeline_without_parser_is_refused(saved):
    with pytest.raises(WrongPipeline, match="has no parser"):
        load_pipeline(saved())


def test_a_pipeline_that_is_not_there_is_refused():
    """A name that is no package is answered by a sentence with that name."""
    with pytest.raises(WrongPipeline, match="'en_no_such_pipeline' is not installed"):
        load_pipeline("en_no_such_pipeline")


def test_a_broken_pipeline_is_refused(saved):
    """A folder that is a pipeline's, but needs code that is not there, is answered by a sentence too."""
    folder = saved("case", "obl", "nsubj:pass")
    config = folder / "config.cfg"
    config.write_text(config.read_text("utf-8").replace("spacy.HashEmbedCNN.v2", "no.such.layer"), "utf-8")
    with pytest.raises(WrongPipeline, match="cannot be loaded"):
        load_pipeline(folder)


def test_universal_labels_are_taken(saved):
    """Anybody's pipeline with Universal Dependencies is taken, and parses what it can."""
    other = load_pipeline(saved("nsubj", "nsubj:pass", "obj", "obl", "case"))
    doc = parse(other, "One line.\nAnother.")
    assert isinstance(doc, Doc)
    assert doc.text == "One line.\nAnother."


@pytest.mark.parametrize(
    "sentence",
    [
        "“It cannot exist among people who truly believe in God,” Sarajevo taxi driver Azem Karup told the paper.",
        '"A third of them are realizing that their cause is lost," Obama said.',
        '"I do not believe that there will be war in Kosovo," says Parliament Speaker Kole Berisha.',
        "Finance Minister Simeon Djankov and Foreign Affairs Minister Rumyana Zheleva are expected to go to Brussels.",
    ],
)
def test_a_sentence_is_not_parted_before_a_name(nlp, sentence):
    """A quotation that ends in a comma goes on, and so does a title before its name."""
    assert told(parse(nlp, sentence)) == [sentence]
