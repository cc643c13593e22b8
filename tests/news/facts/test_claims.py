"""Claims: who is said to say what, and how firmly."""

import pytest

from bot.news.document.analyse import analyse
from bot.news.document.pipeline import parse
from bot.news.facts.attributions import find_attributions
from bot.news.facts.claims import SCORED, find_claims, name_sources
from bot.news.facts.quotations import find_quotations
from tests.news.document.trees import load_trees, ruin

TREES = load_trees()


def claims(doc):
    document = analyse(doc)
    return find_claims(document, name_sources(document, find_attributions(document)))


FOUND = [
    (
        "airstrikes",
        [
            (
                "Syria’s Civil Defense",
                "reported",
                "says",
                "airstrikes on Friday killed four civilians and injured 25 others",
            )
        ],
    ),
    ("police", [("Police", "reported", "says", "at least 12 people had been arrested")]),
    ("storm", [("agency", "reported", "says", "The storm killed 107 or more and wounded 238")]),
    ("spokes", [("Ann Lee", "quote", "says", "We saw no warning")]),
    ("denies", [("company", "reported", "denies", "it had hidden the report")]),
    ("alleged", [("Prosecutors", "reported", "hedged", "Smith took bribes")]),
    ("colon", [("John Burrows", "quote", "says", "Nobody will lose a job over this.")]),
    (
        "two",
        [
            ("Bolden", "quote", "says", "This was a hard choice"),
            ("Bolden", "quote", "says", "It was made with the public in mind."),
        ],
    ),
    ("perfect", [("court", "reported", "says", "the tax is legal")]),
]


@pytest.mark.parametrize(("name", "expected"), FOUND)
def test_claims_that_are_found(name, expected):
    """Source as short as it is clear, kind, stance and the words that are claimed."""
    text = TREES[name].text
    assert [(c.source, c.kind, c.stance, text[c.start : c.end]) for c in claims(TREES[name])] == expected


@pytest.mark.parametrize("name", ["airstrikes", "police", "denies", "alleged", "perfect", "spokes"])
def test_a_ruined_parse_keeps_source_and_claim(name):
    """Who says what stands by its place in the sentence where the parse tells nothing."""
    text = TREES[name].text
    right = [(c.source, text[c.start : c.end]) for c in claims(TREES[name])]
    assert [(c.source, text[c.start : c.end]) for c in claims(ruin(TREES[name]))] == right


@pytest.mark.parametrize("name", ["scare", "will", "passive", "offensive", "rescue", "participle"])
def test_sentences_without_a_claim(name):
    """What the article tells itself is nobody's claim; two words in quotation marks are no statement."""
    assert claims(TREES[name]) == ()


@pytest.mark.parametrize("name", TREES)
def test_offsets_of_claims(name):
    """Source and claim are slices of the text and lie apart."""
    for doc in (TREES[name], ruin(TREES[name])):
        for claim in claims(doc):
            assert doc.text[claim.source_start : claim.source_end] == claim.source
            assert 0 <= claim.start < claim.end <= len(doc.text)
            assert claim.source_end <= claim.start or claim.end <= claim.source_start


def test_the_first_eight_claims_stand_in_reading_order(nlp):
    """The most important eight come first, in the order of the text; the rest follows."""
    text = "\n\n".join(f'"We have waited {n} weeks for an answer," said Ann Number{n}.' for n in range(12))
    found = claims(parse(nlp, text))
    starts = [claim.start for claim in found]
    assert len(found) > SCORED
    assert starts[:SCORED] == sorted(starts[:SCORED])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we will go" today.', ["we will go"]),
        ("“We will go,” he said. “Now.”", ["We will go", "Now."]),
        ('"First part.\n\n"Second part," she said.', ["First part.", "Second part"]),
        ('"First part.\n\nSecond part," she said.', ["First part.", "Second part"]),
        ("The dogs' owner said it's 5' long.", []),
        ("He called it 'a very long and winding road' twice.", ["a very long and winding road"]),
        ("", []),
    ],
)
def test_quotations(text, expected):
    """What stands between quotation marks, also over paragraphs; an apostrophe opens nothing."""
    assert [text[q.start : q.end] for q in find_quotations(text)] == expected


READ = [
    ("Smith told the Daily News that the plant would close.", [("Smith", "says", "the plant would close")]),
    (
        "The United Nations on Wednesday said that 12 people had died.",
        [("United Nations", "says", "12 people had died")],
    ),
    ("His lawyer, Sana Qureshi, said he would appeal.", [("Sana Qureshi", "says", "he would appeal")]),
    (
        "A spokesman for the United Nations, Ann Lee, said the talks had failed.",
        [("Ann Lee", "says", "the talks had failed")],
    ),
    ("Rovers manager Stella Okoro said it was no foul.", [("Stella Okoro", "says", "it was no foul")]),
    (
        "The government said on Monday that it would act. They said the law would change.",
        [("government", "says", "it would act"), ("government", "says", "the law would change")],
    ),
    ("The company denied these allegations.", [("company", "denies", "these allegations")]),
    ("The minister rejected the claim that he had lied.", [("minister", "denies", "he had lied")]),
    (
        "The party alleged that boxes had been opened, which the office denied.",
        [("office", "denies", "boxes had been opened"), ("party", "hedged", "boxes had been opened")],
    ),
    ("The suspected gunman was shot, police said.", [("police", "says", "The suspected gunman was shot")]),
    (
        "The grid will lay a cable in May, the company announced today.",
        [("company", "says", "The grid will lay a cable in May")],
    ),
    ("State media said the planes had struck the town.", [("State media", "says", "the planes had struck the town")]),
    ("The laws say that nobody may enter.", []),
    ("A denial-of-service attack said the site was down.", []),
    ("Smith denied him a visa.", []),
    ("Police were told that a bomb was in the building.", []),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text[:40] for text, _ in READ])
def test_claims_of_parsed_text(nlp, text, expected):
    """The source is who speaks, never who is told, a time or a thing; each stance covers its own words."""
    assert [(c.source, c.stance, text[c.start : c.end]) for c in claims(parse(nlp, text))] == expected
