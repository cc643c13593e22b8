"""Files made for tests: PDFs written by hand, operator by operator, and Word documents."""

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

TITLE = "Ferry runs aground off Sand Island, all 180 rescued"
STORY = (
    "A ferry carrying 180 passengers ran aground off Sand Island early on Tuesday; rescuers took everybody to safety.",
    "The vessel struck a shoal in thick fog. Two people were treated for minor injuries, and 178 others were unharmed.",
    "The operator, Vestlinjen, said that it had suspended the captain until the inquiry into the accident ends.",
)
Placed = tuple[float, float, float, str]
"""Left, baseline, size and text of a line; a page is 600 by 800 points."""


def set_lines(
    paragraphs: Sequence[str], *, left: float = 60, top: float = 700, size: float = 10, width: int = 60
) -> list[Placed]:
    """Paragraphs broken at `width` characters and set below each other."""
    lines: list[Placed] = []
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > width:
                lines.append((left, top, size, line))
                top -= size * 1.3
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append((left, top, size, line))
        top -= size * 2.2
    return lines


def make_pdf(pages: Sequence[Sequence[Placed]], *, made: str = "D:20241203080000Z", extra: bytes = b"") -> bytes:
    """A PDF with these lines in Helvetica; `extra` is a content stream's bytes added to each page's."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        drawn = b"".join(
            b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, left, base, _escaped(text))
            for left, base, size, text in lines
        )
        packed = zlib.compress(drawn + extra)
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    objects.append(b"<</CreationDate(%s)/Title(Microsoft Word - draft3.doc)>>" % made.encode())
    return _pack(objects)


def _pack(objects: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, count - 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer


def _escaped(text: str) -> bytes:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")


def make_word(paragraphs: Sequence[str] = STORY, *, title: str | None = TITLE) -> bytes:
    """A Word document: the title in the style of that name, a paragraph for each text."""
    document = Document()
    if title:
        document.add_heading(title, 0)
    for text in paragraphs:
        document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def edit_word(body: bytes, part: str, edit: Callable[[bytes], bytes]) -> bytes:
    """The same package with one part changed."""
    out = BytesIO()
    with ZipFile(BytesIO(body)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, edit(content) if name == part else content)
    return out.getvalue()
