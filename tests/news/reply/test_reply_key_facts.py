"""The card's facts: whole statements, each once, with who says it and the day that its words mean."""

from dataclasses import replace
from itertools import pairwise

from bot.news.article import Article
from bot.news.facts import Answer, Answers, Claim, Figure
from bot.news.reply import compose_card
from bot.news.report import Report
from bot.news.timeline import Entry
from bot.news.timex import Timex

LEDE = "VELMAR, March 3 (Wire) — A ferry hit a sandbank near Velmar on Tuesday, killing seven people, police said."
AGAIN = "Seven people were killed when the ferry hit a sandbank near Velmar on Tuesday."
REPAIR = "The ferry had been repaired twice in the yard at Tarn since the autumn."
DENIED = "The yard at Tarn denied that its welders had left a valve open."
FRAGMENT = "Captain Olga Brandt said the crew “will never forgive the yard”."
BACK = "He added that the radar had failed two days before."
SENTENCES = (LEDE, AGAIN, REPAIR, DENIED, FRAGMENT, BACK)
TEXT = " ".join(SENTENCES)
STARTS = [0]
for one in SENTENCES:
    STARTS.append(STARTS[-1] + len(one) + 1)
SPANS = tuple((start, end - 1) for start, end in pairwise(STARTS))


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def report_of(*key: int, claims: tuple[Claim, ...] = (), figures: tuple[Figure, ...] = ()) -> Report:
    article = Article(
        "Ferry hits sandbank off Velmar", None, None, None, "VELMAR, March 3 (Wire)", None, "2026-03-04", None, None,
        "given", "en", 60, TEXT,
    )  # fmt: skip
    who = Answer("ferry", *at("ferry hit"), 0, 0.9)
    entry = Entry(
        "2026-03-03", "2026-03-03", "day", "A ferry hit a sandbank near Velmar", 0, 0, "relative", "", "happened", 1
    )
    timexes = (Timex(*at("Tuesday"), "DATE", "2026-03-03"),)
    answers = Answers(who=(replace(who, end=who.start + len("ferry")),))
    return Report(1, "x", article, SPANS, answers, key, figures, claims, (), timexes, (entry,), (), ())


def rows(report: Report) -> list[tuple[str, str, str | None]]:
    return [(row.lead, row.text, row.note) for row in compose_card(report, article=None).facts]


def test_the_lede_is_told_whole_from_behind_its_dateline() -> None:
    """Who acts set apart, all that it did, and the calendar day of 'Tuesday'."""
    assert rows(report_of(0)) == [
        ("A ferry", "hit a sandbank near Velmar on Tuesday, killing seven people, police said.", "Tue 3 Mar 2026")
    ]


def test_a_paraphrase_of_the_lede_is_not_told_again() -> None:
    """What the same words tell stands once, whichever sentences the report picked."""
    assert [text for _, text, _ in rows(report_of(0, 1, 2))][1:] == [REPAIR]


def test_who_says_it_is_named_where_the_cut_took_it_away() -> None:
    """A long sentence ends with a clause and a mark, and its source stands beside it."""
    long = report_of(0)
    tail = (
        ", while rescuers from three towns searched the shallow water for the captain of the ferry and two of his men"
    )
    text = LEDE.replace(", police said.", f"{tail}{tail}, police said.")
    start = text.index("police")
    claim = Claim("police", start, start + 6, "reported", "says", text.index("A ferry"), start - 2, 0)
    article = replace(long.article, text=text)
    [(_, shown, note)] = rows(replace(long, article=article, sentences=((0, len(text)),), claims=(claim,)))
    assert shown.endswith("two of his men…")
    assert note == "according to police · Tue 3 Mar 2026"


def test_a_denial_is_heard_before_other_sentences() -> None:
    """A whole sentence that says who denies what, also where it is no key sentence."""
    words = "its welders had left a valve open"
    denial = Claim("The yard at Tarn", *at("The yard at Tarn"), "reported", "denies", *at(words), 3)
    assert rows(report_of(0, 2, claims=(denial,)))[1] == ("Also", DENIED, None)


def test_fragments_and_nobodys_words_are_no_facts() -> None:
    """A quotation that begins with its verb, a statement that points back, a source that is only a pronoun."""
    fragment = Claim("Olga Brandt", *at("Olga Brandt"), "quote", "says", *at("will never forgive the yard"), 4)
    nobody = Claim("He", *at("He added"), "reported", "says", *at("the radar had failed two days before"), 5)
    assert len(rows(report_of(0, claims=(fragment, nobody)))) == 1


def test_a_small_count_is_no_headline() -> None:
    """'2 days' is not set in front of its sentence; a sentence that points back is not shown for its figure."""
    two = Figure(2, None, "exact", None, "days", *at("days"), None, None, None, None, *at("two"), 5)
    assert len(rows(report_of(0, figures=(two,)))) == 1
