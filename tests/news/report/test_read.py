"""The bounds of what is read."""

from datetime import date

from bot.news.article import Source
from bot.news.article.read import read_source
from bot.news.report import from_json, to_json
from bot.news.report.read import LONGEST, _bounded, read_article


def test_a_text_without_end_is_read_to_its_bound_and_says_so():
    """Time and memory are bounded; the doubt is of kind 'partial', and no span points beyond."""
    text = "The river rose on Friday. " * (LONGEST // 20) + '\n\nSources\n\n"Flood" — Daily Herald, May 3, 2024'
    reading = _bounded(read_source(Source("long", "plain", text=text, published="2024-11-29"), today=date(2026, 1, 1)))
    assert len(reading.article.text) == LONGEST
    assert [doubt.kind for doubt in reading.doubts] == ["partial"]
    assert all(end <= LONGEST for _, end in reading.aside)


def test_a_language_that_is_not_read_gives_headline_and_date_alone(nlp):
    """Scene 8: no name and no date is invented."""
    text = (
        "Hochwasser an der Elbe erreicht Dresden\n\n"
        + "Am Freitag stieg das Wasser in der Stadt weiter an, sagte er. " * 6
    )
    report = read_article(Source("de", "copy", text=text, published="2024-11-29"), today=date(2026, 1, 1), nlp=nlp)
    assert report.article.title == "Hochwasser an der Elbe erreicht Dresden"
    assert [doubt.kind for doubt in report.doubts] == ["language"]
    assert (report.entities, report.timeline, report.figures, report.timexes) == ((), (), (), ())


def test_a_report_of_an_earlier_reader_has_nothing_unsure(nlp):
    """A stored report without the newer field is read as it was."""
    text = "The dam broke on Friday. It was not immediately clear how many had fled. Police reportedly shut the road."
    report = read_article(Source("a", "plain", text=text, published="2024-11-29"), today=date(2026, 1, 1), nlp=nlp)
    assert [one.kind for one in report.unsure] == ["unconfirmed", "unattributed"]
    stored = to_json(report)
    assert from_json(stored) == report
    del stored["unsure"]
    assert from_json(stored).unsure == ()
