"""Files: page or copy, in any encoding, or a sentence that names the file."""

import io
import zipfile

import pytest

from bot.errors import Binary, Empty, TooLarge
from bot.news.article import Source
from bot.news.article.decode import decode, source_of

COPY = "Fähre auf Grund\n\nEine Fähre ist auf Grund gelaufen, teilte die Küstenwache mit – “Glück gehabt”."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_of_any_encoding_is_decoded(encoding):
    assert source_of("story.txt", COPY.encode(encoding)) == Source("story.txt", "copy", text=COPY)


STORY = "<p>Die Küstenwache meldete am Freitag: “Glück gehabt” – déjà vu in Tromsø.</p>"


@pytest.mark.parametrize("lie", [
    "iso-8859-1", "windows-1251", "utf-16", "utf-16-le", "utf-32", "utf-7", "koi8-r", "shift_jis", "gb2312",
    "x-unknown", "rot13", "zip", "undefined", "idna", "punycode", "unicode_escape", "raw_unicode_escape",
    "charset=utf-8", "\x00", "é", "utf-8; utf-16", "a" * 5000, "", "../../etc/passwd", "hex", "mbcs",
])  # fmt: skip
def test_valid_utf_8_is_believed_whatever_the_header_says(lie):
    assert decode(STORY.encode(), name="page", charset=lie) == STORY


@pytest.mark.parametrize(
    "lie", ["utf-8", "utf-16", "ascii", "undefined", "idna", "punycode", "unicode_escape", "utf-7", "big5"]
)
def test_western_bytes_come_out_in_spite_of_the_header(lie):
    assert decode(STORY.encode("cp1252"), name="page", charset=lie) == STORY


@pytest.mark.parametrize(("said", "told"), [
    ("<meta charset=windows-1251><p>Паром сел на мель в густом тумане.</p>", "utf-8"),
    ("<meta charset='shift_jis'><p>フェリーが座礁した。</p>", "iso-8859-1"),
    ("<meta http-equiv=content-type content='text/html; charset=big5'><p>渡輪擱淺，無人受傷。</p>", "utf-8"),
])  # fmt: skip
def test_the_page_knows_better_than_its_header(said, told):
    charset = said.split("charset=")[1].strip("'").split(">")[0].split("'")[0]
    assert decode(said.encode(charset), name="page", charset=told) == said


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_wide_characters_are_read_where_their_bytes_are_there(charset):
    assert decode(STORY.encode(charset), name="page", charset=charset) == STORY


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-8", "iso-8859-1"])
def test_binary_bytes_are_no_text_in_any_charset(charset):
    with pytest.raises(Binary):
        decode(b"GIF89a" + bytes(range(256)) * 20, name="page", charset=charset)


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


@pytest.mark.parametrize("run", ["<!---->", "<!-- ", "\n", "<?xml ", "<!-- --> ", "<meta ", "<meta charset"])
def test_a_file_of_one_thing_is_told_at_once(run):
    """Thirty comments in a row could be cut in a thousand million ways, if anybody tried them."""
    assert source_of("message.txt", (run * 50_000 + "A ferry sank.").encode()).input == "message.txt"
