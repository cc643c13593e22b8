"""The timeline of short articles of our own, read by the real pipeline."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.news.article import Source
from bot.news.report import from_json, to_json
from bot.news.report.read import read_article

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def read(nlp):
    def _read(text, published="2024-11-29"):
        return read_article(Source("test", "plain", text=text, published=published), today=TODAY, nlp=nlp)

    return _read


def lines(report):
    return [(entry.start, entry.end, entry.status) for entry in report.timeline]


def test_each_dated_event_is_one_entry_with_its_reason(read):
    """Weekday, narrative offset, month and year: oldest first, and every one says how its date was found."""
    report = read(
        "Flood water reached the town of Marlow on Wednesday. Engineers had opened the dam the day before. "
        "The town was flooded in March 2014, and a new wall was built in 2018."
    )
    assert [line[:2] for line in lines(report)] == [
        ("2014-03", "2014-03"), ("2018", "2018"), ("2024-11-26", "2024-11-26"), ("2024-11-27", "2024-11-27"),
    ]  # fmt: skip
    reasons = [entry.because for entry in report.timeline]
    assert reasons[3] == "'Wednesday', counted back from publication on Fri 29 Nov 2024"
    assert reasons[2] == "'the day before', counted from the day told before, Wed 27 Nov 2024"
    assert [report.sentence(entry.sentence).split()[0] for entry in report.timeline] == [
        "The",
        "The",
        "Engineers",
        "Flood",
    ]


def test_what_lies_ahead_is_planned(read):
    """A future tense turns the weekday forward."""
    report = read("The council rejected the plan on Thursday. It will vote again on Tuesday.")
    assert lines(report) == [
        ("2024-11-28", "2024-11-28", "happened"),
        ("2024-12-03", "2024-12-03", "planned"),
    ]


def test_each_date_has_the_words_of_its_own_clause(read):
    """The first meeting's words are not printed under the day of the second."""
    report = read("A first meeting will be held in Rostane on December 4 and a second in Hallan the following evening.")
    first, second = report.timeline
    assert "Rostane" in first.event
    assert "Hallan" in second.event
    assert "Rostane" not in second.event


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Police allegedly beat the driver on Monday.", "alleged"),
        ("The man accused of the theft was released on Monday.", "happened"),
        ("They play away to Leeds on Monday.", "planned"),
    ],
)
def test_a_hedge_reaches_its_own_clause_only(read, text, status):
    """And nothing that lies behind publication is planned."""
    assert [line[2] for line in lines(read(text))] == [status]


def test_an_entry_names_its_subject(read):
    """Where it stands apart from the clause, both are verbatim and a gap says so."""
    report = read("The sales director pleaded guilty in 2023 and will be sentenced on Tuesday.")
    assert [entry.event for entry in report.timeline] == [
        "The sales director pleaded guilty in 2023",
        "The sales director … will be sentenced on Tuesday",
    ]


def test_a_range_is_one_entry(read):
    """'from 4 to 9 December' has a first and a last day."""
    report = read("The museum closed its doors on Monday. It will show the paintings from December 4 to December 9.")
    assert ("2024-12-04", "2024-12-09", "planned") in lines(report)


def test_two_clauses_under_one_date_are_two_entries(read):
    """'On Monday, A did this and B did that'."""
    report = read("On Monday, police arrested two men in Leeds, and firefighters closed the main road.")
    assert [line[0] for line in lines(report)] == ["2024-11-25", "2024-11-25"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said on Monday that nothing had changed. “We met the minister on Tuesday,” he said.",
        "It was the worst flood since 2016, the ministry said.",
        "Today's meeting of the board is private.",
        "All of them had applied for asylum before last summer.",
        "Officers watched footage from 2007.",
        "The actor of the 1969 film lives in Rome.",
        "Today, about 900 people live on the island.",
    ],
)
def test_what_an_editor_leaves_off_the_timeline_is_left_off(read, text):
    """Acts of speaking, quotations, bounds of lengths, names of things, present states."""
    story = "Rescuers found the boat on Sunday. " + text
    assert [line[0] for line in lines(read(story))] == ["2024-11-24"]


def test_without_a_publication_date_relative_events_stay_open(read):
    """Absolute dates stand; the rest says why it is open, and nothing is guessed."""
    report = read("Rescuers found the boat on Sunday. It had sunk in December 2016.", published=None)
    assert [line[0] for line in lines(report)] == ["2016-12"]
    assert [one.because for one in report.open] == ["'Sunday': no publication date"]
    assert [doubt.kind for doubt in report.doubts] == ["undated"]


def test_the_lede_without_a_day_happened_on_publication_and_says_so(read):
    """Implied, never explicit."""
    report = read("Rescuers have found the missing boat off the coast of Brittany. Nobody was on board.")
    (entry,) = report.timeline
    assert (entry.start, entry.basis, entry.timex) == ("2024-11-29", "implied", None)
    assert "names no day" in entry.because


def test_the_report_survives_its_json(read):
    """to_json and from_json are each other's inverse, and strings are verbatim slices."""
    report = read("At least four people were killed in Leeds on Friday, police said. A trial will open on 3 December.")
    assert from_json(to_json(report)) == report
    for timex in report.timexes:
        assert report.article.text[timex.start : timex.end].strip()
    for entry in report.timeline:
        assert all(part in report.article.text for part in entry.event.split(" … "))


NEWS = st.lists(
    st.sampled_from(
        [
            "Police", "said", "on", "Friday", "that", "four", "people", "were", "killed", ".", "\n\n", "“", "”", "in",
            "2016", ",", "the day before", "will", "vote", "next week", "\u202e", "é", "At least", "12%",
            "$3.5 million", "and", "He", "by",
        ]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=NEWS.filter(lambda text: any(c.isalnum() for c in text)), dated=st.booleans())
def test_every_span_of_a_report_is_its_text(read, text, dated):
    """Offsets hold for any text: within the text, in order, and every sentence number exists."""
    report = read(text, published="2024-11-29" if dated else None)
    whole, count = report.article.text, len(report.sentences)
    spans = [
        *report.sentences,
        *((t.start, t.end) for t in report.timexes),
        *((f.start, f.end) for f in report.figures),
    ]
    spans += [(c.start, c.end) for c in report.claims] + [(e.start, e.end) for e in report.entities]
    assert all(0 <= start < end <= len(whole) for start, end in spans)
    assert all(whole[e.start : e.end] == e.text for e in report.entities)
    for answers in (report.answers.who, report.answers.what, report.answers.when, report.answers.where):
        assert all(whole[a.start : a.end] == a.text and a.sentence < count for a in answers)
    assert all(0 <= e.sentence < count for e in (*report.timeline, *report.open, *report.figures, *report.claims))
    assert list(report.timeline) == sorted(report.timeline, key=lambda e: (e.start, e.end, e.sentence))
