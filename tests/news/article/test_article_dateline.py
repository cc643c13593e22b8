"""Datelines: each agency's form is taken off, and nothing else is."""

from datetime import date

import pytest

from bot.news.article.dateline import find_dateline

FORMS = [
    ("ALEPPO, Syria, Nov 29 (Reuters) - ", "ALEPPO, Syria, Nov 29 (Reuters)", "Reuters", (11, 29)),
    ("KYIV/MOSCOW, Nov 29 (Reuters) - ", "KYIV/MOSCOW, Nov 29 (Reuters)", "Reuters", (11, 29)),
    ("(Reuters) - ", "(Reuters)", "Reuters", None),
    ("BEIRUT (AP) — ", "BEIRUT (AP)", "AP", None),
    ("TALLAHASSEE, Fla. (AP) — ", "TALLAHASSEE, Fla. (AP)", "AP", None),
    ("CANBERRA, Australia (AP)_ ", "CANBERRA, Australia (AP)", "AP", None),
    ("HAVANA (AP ) --", "HAVANA (AP )", "AP", None),
    ("Beirut (Lebanon) (AFP) – ", "Beirut (Lebanon) (AFP)", "AFP", None),
    ("DAMASCUS, Nov. 29 (Xinhua) -- ", "DAMASCUS, Nov. 29 (Xinhua)", "Xinhua", (11, 29)),
    ("MOSCOW, November 29. /TASS/. ", "MOSCOW, November 29. /TASS/", "TASS", (11, 29)),
    ("Nov. 29 (UPI) -- ", "Nov. 29 (UPI)", "UPI", (11, 29)),
    ("CNN — ", "CNN", "CNN", None),
    ("LONDON, Nov. 29, 2024 /PRNewswire/ -- ", "LONDON, Nov. 29, 2024 /PRNewswire/", "PR Newswire", (11, 29)),
    ("VANTHORPE, Nov 6 (Fjord Wire) - ", "VANTHORPE, Nov 6 (Fjord Wire)", "Fjord Wire", (11, 6)),
    ("WASHINGTON — ", "WASHINGTON", None, None),
    ("NEWARK, N.J. _ ", "NEWARK, N.J", None, None),
    ("Taipei, Taiwan — ", "Taipei, Taiwan", None, None),
    ("London, 29 November 2024 – ", "London, 29 November 2024", None, (11, 29)),
]


@pytest.mark.parametrize(("head", "text", "agency", "day"), FORMS)
def test_each_form_is_found(head, text, agency, day):
    found = find_dateline(f"{head}Officials said the port was closed.")
    assert found is not None
    assert (found.text, found.agency, found.end) == (text, agency, len(head))
    assert (found.date and (found.date.month, found.date.mday)) == day


def test_a_year_is_read_where_it_stands():
    found = find_dateline("OSLO, Nov. 29, 2024 (NTB) -- A ferry sank.")
    assert found is not None
    assert found.date is not None
    assert found.date.day == date(2024, 11, 29)


@pytest.mark.parametrize(
    "line",
    [
        "The coastguard said on Friday (Reuters) that a ferry sank.",
        "BREAKING — Fire in the harbour",
        "EXCLUSIVE - Minister to resign",
        "NATO — The alliance meets on Friday",
        "By 2030 — the deadline — Norway",
        "MINISTER SAYS HE WILL NOT STAND DOWN - Report",
        "FERRY - the ship that sank",
        "Oslo is the capital — and the port",
        "Bergen, Norway, City Of Rain, City Of Ships, City Of Fish, City Of Song, Vestland (Reuters) - It",
        "",
    ],
)
def test_a_sentence_is_no_dateline(line):
    assert find_dateline(line) is None


def test_a_line_of_hyphens_is_read_at_once():
    """Each hyphen could part two words or join them: a form that tried both ways would never end here."""
    assert find_dateline("-".join("ABCDEFGHIJ" * 12)) is None
