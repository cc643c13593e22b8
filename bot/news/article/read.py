"""A source -> the article and what later stages must know of its layout."""

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.errors import Binary, Empty
from bot.news.article.article import Article, Doubt, Reading, Source, Span
from bot.news.article.country import country_of
from bot.news.article.dateline import agency_name
from bot.news.article.decode import decode
from bot.news.article.filed import Filed
from bot.news.article.genre import SAYS
from bot.news.article.language import find_language, language_name
from bot.news.article.moment import show_day
from bot.news.article.open_filed import open_filed
from bot.news.article.opening import Opening, is_same_title, read_opening
from bot.news.article.page import Page, host_name, read_page
from bot.news.article.published import Found, Publication, decide_published, find_url_day
from bot.news.article.wall import invites
from bot.news.article.wrap import unwrap
from bot.news.message import count_words, visible

MAIL = "the e-mail's header"
_SHORT = 200
"""Words under which the text of a page that is not free to read is taken for its beginning."""
_NEWLINE = re.compile(r"\r\n?|[\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class _Layout:
    """The article's text, its title, and where in it title and other asides stand."""

    text: str
    title: str | None
    aside: tuple[Span, ...]
    headline: Span | None = None


def read_source(source: Source, *, today: date) -> Reading:
    """The article in `source`; nothing later than `today` is taken for its day of publication.

    Raises Empty or Binary when there is nothing to read. Spans of the Reading are offsets into `article.text`.
    """
    if source.form == "page":
        return _read_page(source, today)
    if source.form in {"pdf", "docx", "mail"}:
        return _read_filed(source, today)
    _check(source)
    return _read_plain(source, today) if source.form == "plain" else _read_copy(source, today)


def _read_copy(source: Source, today: date) -> Reading:
    """Title and other lines of the head are taken off; the rest is as it was pasted but for its line breaks."""
    whole = _NEWLINE.sub("\n", source.text)
    opening = read_opening(whole, titled=source.title)
    layout = _lay_out(whole, opening, source.title or _title(opening, whole))
    return _reading(source, layout, opening, _publication(source, opening, today))


def _lay_out(whole: str, opening: Opening, title: str | None) -> _Layout:
    start, end = opening.body, len(whole.rstrip())
    aside = tuple((max(a - start, 0), min(b, end) - start) for a, b in opening.aside if b > start and a < end)
    # Where nothing but a head was pasted it stays, as there would be no text otherwise.
    headline = opening.title if start == 0 else None
    return _Layout(unwrap(whole[start:end], aside), title, aside, headline)


def _read_filed(source: Source, today: date) -> Reading:
    """As copy, with the headline that the file marks; the date of an e-mail counts where its text has none."""
    filed = open_filed(source)
    copy = replace(source, form="copy", text=filed.text, body=b"")
    _check(copy)
    whole = _NEWLINE.sub("\n", filed.text)
    opening = read_opening(whole, titled=source.title or _marked_title(whole, filed.title))
    layout = _lay_out(whole, opening, source.title or _title(opening, whole) or filed.title)
    sent = (Found(filed.sent, "metadata", by=MAIL, sure=False),) if filed.sent else ()
    publication = _publication(source, opening, today, sent)
    reading = _reading(source, layout, opening, publication, sender=filed.sender)
    return replace(reading, doubts=(*_dated_by(reading, filed), *(Doubt("partial", says) for says in filed.left_out)))


def _marked_title(text: str, title: str | None) -> str | None:
    """The headline that a file marks, where one of the first lines repeats it; a mail's subject need not."""
    lines = (visible(line).strip() for line in text[:2000].split("\n"))
    return title if title and any(is_same_title(line, title) for line in lines) else None


def _dated_by(reading: Reading, filed: Filed) -> tuple[Doubt, ...]:
    """The doubts of the reading, with what the file says of its age where the text has no date."""
    doubts = reading.doubts
    if reading.article.published_by == MAIL:
        doubts = (*doubts, Doubt("dates", "The date is that of the e-mail; the article may be older."))
    if reading.article.published_from == "unknown" and filed.made:
        doubts = tuple(
            replace(doubt, says=f"{doubt.says} The file was saved on {show_day(filed.made)}.")
            if doubt.kind == "undated"
            else doubt
            for doubt in doubts
        )
    return doubts


def _read_plain(source: Source, today: date) -> Reading:
    """The text stays as it is; what is no story is told by offset."""
    opening = read_opening(source.text, titled=source.title)
    title = source.title or _title(opening, source.text)
    layout = _Layout(source.text, title, tuple(opening.aside), opening.title)
    return _reading(source, layout, opening, _publication(source, opening, today))


def _read_page(source: Source, today: date) -> Reading:
    name = source.url or source.input
    html = decode(source.body, name=name, charset=source.charset) if source.body else source.text
    if not visible(html).strip():
        raise Empty(f"{name} is empty.")
    asked = source.input if source.input.lower().startswith(("http://", "https://")) else None
    page = read_page(html, name=name, url=source.url, asked=asked, today=today)
    title = source.title or page.title
    text = _untitled(_NEWLINE.sub("\n", page.text), title)
    opening = read_opening(text, untitled=True)
    if opening.tail is not None:
        text = text[: opening.tail].rstrip()
    layout = _Layout(text, title, tuple(span for span in opening.aside if span[1] <= len(text)))
    return _reading(source, layout, opening, _publication(source, opening, today, page.found), page)


def _untitled(text: str, title: str | None) -> str:
    """A page's text without the title, which trafilatura leaves at its head on some pages."""
    line, _, rest = text.partition("\n")
    while title and rest.strip() and is_same_title(visible(line), title):
        text = rest.lstrip()
        line, _, rest = text.partition("\n")
    return text


def _check(source: Source) -> None:
    if "\x00" in source.text:
        raise Binary(f"{source.input} is not text.")
    if not visible(source.text).strip():
        raise Empty(f"{source.input} is empty.")


def _publication(source: Source, opening: Opening, today: date, found: tuple[Found, ...] = ()) -> Publication:
    if not any(one.basis == "url" for one in found) and (day := find_url_day(source.url)):
        found = (*found, Found(day, "url"))
    country = country_of(None, source.url)
    return decide_published(opening, given=source.published, found=found, today=today, country=country)


def _reading(
    source: Source,
    layout: _Layout,
    opening: Opening,
    publication: Publication,
    page: Page | None = None,
    sender: str | None = None,
) -> Reading:
    dateline = opening.dateline
    agency = (dateline.agency if dateline else None) or opening.signed or (agency_name(sender) if sender else None)
    url = page.url if page else source.url
    article = Article(
        title=layout.title or None,
        url=url,
        publisher=(page.publisher if page else None) or host_name(url) or agency,
        byline=opening.byline or (page.author if page else None),
        dateline=dateline.text if dateline else None,
        copy_of=None,
        published=publication.published,
        either=_days(publication),
        published_by=source.published_by if publication.basis == "given" else publication.by,
        published_from=publication.basis,
        language=find_language(layout.text),
        words=count_words(layout.text),
        text=layout.text,
    )
    doubts = (*publication.doubts, *_partial(source, page, article), *_foreign(article.language))
    country = country_of(dateline, url)
    return Reading(article, publication.dct, layout.aside, layout.headline, doubts, country)


def _days(publication: Publication) -> tuple[str, str] | None:
    """The two days that it may have been published on, ISO."""
    return (publication.either[0].isoformat(), publication.either[1].isoformat()) if publication.either else None


def _title(opening: Opening, text: str) -> str | None:
    return visible(text[slice(*opening.title)]) if opening.title else None


def _partial(source: Source, page: Page | None, article: Article) -> tuple[Doubt, ...]:
    """A doubt where only a part of the article is there."""
    if page and not page.free and article.words < _SHORT:
        paragraphs = sum(1 for line in article.text.split("\n") if line.strip())
        available = f"the first {paragraphs} paragraphs were" if paragraphs > 1 else "the first paragraph was"
        return (Doubt("partial", f"Only {available} available; facts may be incomplete."),)
    if source.truncated:
        return (Doubt("partial", "The page is too large: only its first 5 MB were read; facts may be incomplete."),)
    if page and invites(article.text):
        return (Doubt("partial", "The text may be only the beginning of the article; facts may be incomplete."),)
    return (Doubt("partial", SAYS[page.genre]),) if page and page.genre else ()


def _foreign(language: str | None) -> tuple[Doubt, ...]:
    if language is None or language == "en":
        return ()
    return (Doubt("language", f"{language_name(language)}: facts are read from English only."),)
