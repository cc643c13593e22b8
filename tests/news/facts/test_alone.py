"""Which sentences may stand on a card: whole statements of the story that need no other one."""

import pytest
from spacy.language import Language

from bot.news.document.analyse import find_sentences
from bot.news.document.pipeline import parse
from bot.news.facts.alone import is_command, says_nothing, stands_alone
from bot.news.facts.fit import is_boilerplate, is_fit

FIT = (
    "The council voted 7–2 on Monday to close the ferry terminal at Velmar.",
    "Velmar's mayor, Olga Brandt, said “we will fight this to the end”.",
    "Prices rose 4.5 per cent in June, the statistics office said.",
    "A storm caused a crane to fall (no one was inside) on World War I memorials.",
    'Police said: "We found the boat on Friday.',
    "15 people were hurt when a coach left the road near Tarn.",
)
STORY = (
    "Read had already said that the company might sell its ferries.",
    "Watch imports fell by a third that year, the customs office said.",
    "The storm contributed to the loss of 12 ferries.",
    "Brandt passed Foss for the record in the second half.",
    "More than 500 people signed the petition at www.example.org.",
)
UNFIT = (
    "Reporting by Ana Silva in Velmar; editing by Tom Reed.",
    "Ana Silva in Tarn contributed to this report.",
    "Read more: How the ferry terminal came to be closed.",
    "An earlier version of this article misstated the number of ferries.",
    "Write to the harbour master at olga@example.org before Friday.",
    "Sign up for our newsletter to get the best of our coverage.",
    "This is a breaking story and more details will be added.",
    "Ana Silva is a freelance reporter based in Velmar.",
    "© 2026 The Velmar Times. All rights reserved.",
    "14:32 BST The first ferry has reached the harbour.",
    "[00:12:04] The harbour was closed for nine hours.",
    "Q: What did the harbour master tell the crew that night?",
    "Brandt: The harbour was closed for nine hours that night.",
    "Why did the ferry leave the harbour that night?",
    "I saw the ferry leave the harbour that night.",
    "You need four eggs and some flour for the dough.",
    "No, the ferry was not insured against storms.",
    'nothing was left of it after the storm."',
    "The p0lice said the b0at was f0und near the harbour.",
    "The govern- ment said the boat was found near the harbour.",
    "for (i = 0; i < 10; i++) { total += prices[i]; }",
    "Velmar 3 4 12 17 Tarn 2 2 9 11 Oslo 1 0 4 5.",
    "The ferry terminal in the old harbour of Velmar",
    "The harbour master then read out this statement to the crew:",
)
ALONE = (
    "The council closed the terminal because it had lost money for years.",
    "Both the harbour master and the mayor have rejected the claims.",
    "This week the council of Velmar votes on the terminal.",
    "There were no casualties on the ferry, the company said.",
    "It was not possible to verify the number of passengers.",
    "In his first speech to the council, Olaf Brandt promised new ferries.",
    "The decision to close the terminal was taken in secret.",
    "Those who lost relatives in the storm will be paid by the state.",
)
NEEDY = (
    "He added that the ferry had been inspected in May.",
    "But the mayor said the ferry had been inspected in May.",
    "That came after the ferry had been inspected in May.",
    "The move came after the ferry had been inspected in May.",
    "However, the ferry had been inspected in May.",
    "In response, the company stopped all its ferries.",
    "In 2019 she moved the company to Oslo.",
    "The company denied these allegations on Friday.",
    "Microsoft has replaced it with three newer versions.",
    "Other towns on the coast have closed their terminals.",
    "“The sea was rough,” the captain said.",
    "Results for that quarter included the cost of two ferries.",
    "In a joint statement with the mayor, it said two ferries would sail.",
    "The timing of this move by the mayor was strange.",
)


@pytest.mark.parametrize("text", FIT)
def test_a_statement_is_fit(text: str) -> None:
    """A whole sentence that tells something, whatever figures, marks and brackets it holds."""
    assert is_fit(text)


@pytest.mark.parametrize("text", UNFIT)
def test_what_stands_around_a_story_is_not_fit(text: str) -> None:
    """Bylines, teasers, corrections, stamps, answers, fragments, scanner's noise, tables and code tell no fact."""
    assert not is_fit(text)


@pytest.mark.parametrize("text", STORY)
def test_a_story_that_sounds_like_its_margin_is_a_story(text: str) -> None:
    """Read is a name too, and a loss is contributed to."""
    assert not is_boilerplate(text)


@pytest.mark.parametrize("text", ALONE)
def test_a_sentence_that_names_all_it_speaks_of_stands_alone(text: str, nlp: Language) -> None:
    """A pronoun with its noun beside it, a pronoun of the weather or of the calendar."""
    doc = parse(nlp, text)
    assert stands_alone(doc, find_sentences(doc)[0], frozenset())


@pytest.mark.parametrize("text", NEEDY)
def test_a_sentence_that_points_back_does_not(text: str, nlp: Language) -> None:
    """Its first words join on, or it speaks of somebody or something that only another sentence names."""
    doc = parse(nlp, text)
    assert not stands_alone(doc, find_sentences(doc)[0], frozenset())


def test_what_the_lede_says_need_not_be_said_again(nlp: Language) -> None:
    """'The move' is known where the headline or the lede speaks of a move."""
    doc = parse(nlp, "The move was welcomed by the fishermen of Velmar.")
    assert stands_alone(doc, find_sentences(doc)[0], frozenset({"move"}))


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Brandt told a news conference in Tarn on Friday.", True),
        ("Brandt said before leaving the harbour of Velmar.", True),
        ("Brandt told a news conference that the ferry was lost.", False),
        ("Brandt told the crew to leave the ferry at once.", False),
        ("Brandt told the council: “No ferry will sail.”", False),
    ],
)
def test_who_only_spoke_said_nothing(text: str, nothing: object, nlp: Language) -> None:
    """Where what was said stands in the sentence before, a sentence tells no fact."""
    doc = parse(nlp, text)
    assert says_nothing(doc, find_sentences(doc)[0]) is nothing


def test_a_recipe_commands(nlp: Language) -> None:
    """What the reader is to do is no news; a bare verb behind its subject is none of that."""
    told, tells = (parse(nlp, text) for text in ("Add the cod and cook it.", "The crews add the cod and cook it."))
    assert is_command(told, find_sentences(told)[0])
    assert not is_command(tells, find_sentences(tells)[0])
