"""Every answer that is no page has its sentence, says whether a second try may help, and when."""

import pytest

from bot.errors import FetchFailed, Forbidden, NotFound, ServerFault
from bot.fetch.verdict import judge_status

DATE = "Fri, 29 Nov 2024 18:00:00 GMT"


@pytest.mark.parametrize(("status", "fault", "says"), [
    (404, NotFound, "Page not found (404)."),
    (410, NotFound, "Page not found (410)."),
    *((status, Forbidden, f"The site refused access ({status}). Paste the text instead.")
      for status in (400, 401, 402, 403, 405, 406, 407, 409, 415, 418, 421, 422, 423, 426, 428, 431, 451, 499)),
    (206, ServerFault, "The site sent only a part of the page (206). Try again later."),
    *((status, ServerFault, f"The site answered with an error ({status}) instead of the page. Try again later.")
      for status in (300, 302, 304, 305, 306, 399, 408, 425, 429, 500, 501, 502, 503, 504, 508, 520, 530, 599, 999)),
])  # fmt: skip
def test_each_status_has_its_sentence(status, fault, says):
    """A retry can help where the site may answer otherwise the next time, and nowhere else."""
    judged = judge_status(status, {})
    assert (type(judged), str(judged)) == (fault, says)
    assert judged.passing == (fault is ServerFault)


@pytest.mark.parametrize(("after", "wait", "says"), [
    ("0", 0, "Try again later."),
    ("30", 30, "Try again in a minute."),
    ("120", 120, "Try again in 2 minutes."),
    ("121", 121, "Try again in 3 minutes."),
    ("86400", 86_400, "Try again in 24 hours."),
    ("Fri, 29 Nov 2024 18:05:00 GMT", 300, "Try again in 5 minutes."),
    ("Fri, 29 Nov 2024 17:00:00 GMT", 0, "Try again later."),
    ("9" * 5000, 7 * 86_400, "Try again in 168 hours."),
    ("soon", 0, "Try again later."), ("-5", 0, "Try again later."), ("1.5", 0, "Try again later."),
    ("Fri, 99 Nov 2024 18:05:00 GMT", 0, "Try again later."), ("Fri, 29 Nov 2024 18:05:00", 0, "Try again later."),
    ("²", 0, "Try again later."),
])  # fmt: skip
def test_a_site_may_say_when(after, wait, says):
    """In seconds, or as a moment: that counts from the moment that the same answer gives as its own."""
    judged: FetchFailed = judge_status(429, {"Retry-After": after, "Date": DATE})
    assert judged.wait == wait
    assert str(judged).endswith(says)


def test_a_moment_without_the_answers_own_says_nothing():
    assert judge_status(503, {"Retry-After": DATE}).wait == 0
