"""Files: page or copy, in any encoding, or a sentence that names the file."""

import io
import zipfile

import pytest

from bot.errors import Binary, Empty, TooLarge
from bot.news.article import Source
from bot.news.article.decode import source_of

COPY = "Fähre auf Grund\n\nEine Fähre ist auf Grund gelaufen, teilte die Küstenwache mit – “Glück gehabt”."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_of_any_encoding_is_decoded(encoding):
    assert source_of("story.txt", COPY.encode(encoding)) == Source("story.txt", "copy", text=COPY)


@pytest.mark.parametrize(
    ("name", "body", "form"),
    [
        ("story.html", b"A ferry sank.", "page"),
        ("STORY.HTM", b"<p>A ferry sank.</p>", "page"),
        ("story", b"<!DOCTYPE html><p>A ferry sank.", "page"),
        ("story.txt", b"\n<!-- saved -->\n<html><body>A ferry sank.", "page"),
        ("story.txt", b"A ferry sank. <html> is a word.", "copy"),
        ("story", b"A ferry sank.", "copy"),
        ("message.txt", b"A ferry sank.", "copy"),
    ],
)
def test_extension_and_content_say_how_a_file_is_read(name, body, form):
    source = source_of(name, body)
    assert source.form == form
    assert source.body == (body if form == "page" else b"")


def archive():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as into:
        into.writestr("story.txt", COPY)
    return packed.getvalue()


@pytest.mark.parametrize("body", [archive(), bytes(range(256)) * 8, b"\x00\x01\x02", b"MZ\x90\x00\x03"])
def test_binary_rubbish_is_refused_by_name(body):
    with pytest.raises(Binary, match=r"^story\.txt is .+\.$"):
        source_of("story.txt", body)


@pytest.mark.parametrize("body", [b"", b" \r\n", "\ufeff\u200b".encode()])
def test_an_empty_file_is_named(body):
    with pytest.raises(Empty, match=r"^story\.txt is empty\.$"):
        source_of("story.txt", body)


def test_a_file_over_the_limit_is_named():
    with pytest.raises(TooLarge, match=r"^story\.txt has 5\.0 MB; at most 5 MB are read\.$"):
        source_of("story.txt", b"a" * 5_000_001)
