"""E-mails: the article in them, whatever way it came; the day it was sent is only that."""

from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from bot.errors import Binary, Empty, TooLarge
from bot.news.article.decode import source_of
from bot.news.article.mail import MOST_PARTS, read_mail
from bot.news.article.read import MAIL, read_source
from tests.files import STORY, TITLE, make_pdf, make_word, set_lines

TODAY = date(2026, 11, 22)
TEXT = "\n\n".join(STORY) + "\n"


def mail(text=TEXT, *, subject=f"Fwd: [EXTERNAL] {TITLE}", sent="Fri, 29 Nov 2024 23:30:00 -0500", **content):
    message = EmailMessage(policy=SMTP)
    message["From"] = "Associated Press <alerts@example.org>"
    message["To"] = "desk@example.com"
    message["Subject"] = subject
    if sent:
        message["Date"] = sent
    message.set_content(text, **content)
    return message


def read(message, name="story.eml"):
    return read_source(source_of(name, message if isinstance(message, bytes) else bytes(message)), today=TODAY)


def test_the_subject_is_the_headline_and_the_day_sent_is_a_doubtful_date():
    reading = read(mail())
    article = reading.article
    assert article.title == TITLE
    assert article.publisher == "AP"
    assert article.text.split("\n\n") == list(STORY)
    assert (article.published, article.published_from, article.published_by) == (
        "2024-11-29T23:30:00-05:00", "metadata", MAIL,
    )  # fmt: skip
    assert [doubt.says for doubt in reading.doubts] == ["The date is that of the e-mail; the article may be older."]


def test_the_text_s_own_day_goes_before_the_mail_s():
    article = read(mail("Published 26 November 2024\n\n" + TEXT)).article
    assert (article.published, article.published_from, article.published_by) == ("2024-11-26", "text", None)


def test_a_dateline_without_a_year_takes_it_from_the_mail():
    reading = read(mail("BERGEN, Norway, Nov 28 (Reuters) - " + TEXT))
    assert reading.dct == date(2024, 11, 28)


def test_a_headline_in_the_body_goes_before_the_subject():
    assert read(mail("Norway ferry runs aground in fog\n\n" + TEXT, subject="Urgent alert")).article.title == (
        "Norway ferry runs aground in fog"
    )


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "base64"), ("utf-8", "quoted-printable"), ("iso-8859-1", "8bit"), ("utf-8", "8bit")],
)
def test_transfer_encodings_are_undone(charset, encoding):
    text = TEXT.replace("Sand Island", "Sandøy")
    assert "Sandøy" in read(mail(text, charset=charset, cte=encoding)).article.text


def test_a_charset_that_lies_is_held_against_the_bytes():
    body = bytes(mail(TEXT.replace("Sand Island", "Sandøy"), charset="utf-8", cte="8bit"))
    assert "Sandøy" in read(body.replace(b'charset="utf-8"', b'charset="us-ascii"')).article.text
    assert "Sandøy" in read(body.replace(b'charset="utf-8"', b'charset="no-such-thing"')).article.text


def test_of_two_forms_of_the_body_the_plain_one_is_read():
    message = mail()
    message.add_alternative("<p>Only for looks</p>", subtype="html")
    assert read(message).article.text.split("\n\n") == list(STORY)


def test_a_body_of_html_is_read_without_its_marks():
    message = EmailMessage()
    message["Subject"] = TITLE
    cells = "".join(f"<tr><td>{paragraph}<br></td></tr>" for paragraph in STORY)
    message.set_content(f"<html><style>p {{}}</style><table>{cells}</table></html>", subtype="html")
    assert read(message).article.text.split("\n\n") == list(STORY)


FORWARDS = {
    "gmail": "FYI, worth a look\n\n---------- Forwarded message ---------\nFrom: Reuters <a@example.org>\n"
    "Date: Tue, Nov 26, 2024 at 6:15 PM\nSubject: {title}\nTo: <desk@example.org>\n\n{text}",
    "outlook": "See below\n\n-----Original Message-----\nFrom: Reuters\nSent: 26 November 2024 18:15\nTo: desk\n"
    "Subject: {title}\n\n{text}",
    "apple": "Begin forwarded message:\n\n> From: Reuters <a@example.org>\n> Subject: {title}\n"
    "> Date: 26 November 2024 at 18:15:00 GMT\n> To: desk\n> \n{quoted}",
}


@pytest.mark.parametrize("program", FORWARDS)
def test_what_was_forwarded_is_the_article_with_its_own_day(program):
    quoted = "".join(f"> {line}\n" for line in TEXT.split("\n"))
    body = FORWARDS[program].format(title=TITLE, text=TEXT, quoted=quoted)
    reading = read(mail(body, subject="Fwd: look"))
    assert reading.article.title == TITLE
    assert reading.article.text.split("\n\n") == list(STORY)
    assert reading.article.published[:10] == "2024-11-26"
    assert reading.article.publisher == "Reuters"


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("story.pdf", make_pdf([set_lines(STORY)]), ("application", "pdf")),
        ("story.docx", make_word(), ("application", "octet-stream")),
        ("story.txt", TEXT.encode(), ("text", "plain")),
    ],
)
def test_an_article_that_is_attached_to_a_note_is_read(name, body, kind):
    message = mail("Please find it attached.")
    message.add_attachment(body, maintype=kind[0], subtype=kind[1], filename=name)
    reading = read(message)
    assert STORY[0] in reading.article.text
    assert "Please find" not in reading.article.text
    assert reading.article.published_by == MAIL


def test_a_mail_attached_to_a_mail_is_opened():
    outer = mail("See attached.", subject="look")
    outer.add_attachment(mail(sent="Tue, 26 Nov 2024 10:00:00 +0000"))
    article = read(outer).article
    assert article.title == TITLE
    assert article.published == "2024-11-26T10:00:00+00:00"


def test_mails_in_mails_are_not_opened_for_ever():
    message = mail("the innermost")
    for _ in range(30):
        outer = mail("See attached.")
        outer.add_attachment(message)
        message = outer
    assert read(message).article.text.strip() == "See attached."


def test_an_attachment_beside_an_article_is_named_as_not_read():
    message = mail()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="tables.pdf")
    assert "tables.pdf was not read: it is attached to the e-mail." in [doubt.says for doubt in read(message).doubts]


def test_a_signature_is_not_the_story():
    assert read(mail(TEXT + "\n-- \nJane Doe\nAlerts desk\n")).article.text.split("\n\n") == list(STORY)


def test_a_mail_without_a_date_is_undated():
    assert read(mail(sent=None)).article.published is None
    assert read(mail(sent="some day")).article.published is None


def test_a_day_to_come_is_not_taken():
    assert read(mail(sent="Fri, 29 Nov 2124 10:00:00 +0000")).article.published is None


@pytest.mark.parametrize("body", [b"just words, no header at all", b"\n\n" + TEXT.encode()])
def test_what_has_no_header_is_no_mail(body):
    with pytest.raises(Binary, match="no e-mail"):
        read(body)


def test_an_empty_mail_says_so():
    with pytest.raises(Empty):
        read(mail("\n"))


def test_a_mail_of_many_parts_is_refused():
    message = mail()
    for _ in range(MOST_PARTS):
        message.add_attachment(b"x", maintype="text", subtype="plain", filename="x.txt")
    with pytest.raises(TooLarge):
        read_mail(bytes(message), name="a")
