"""The digest in words."""

from datetime import datetime, timedelta

from bot.news.digest import Coming, Contents, New, Point
from bot.news.reply.card import Row, Section, Sheet
from bot.news.reply.dates import MONTHS, WEEKDAYS, show_date, show_days
from bot.news.reply.text import clean, clip

SENTENCE = 350
"""Code points of a quoted sentence: 99 of 100 of 769 in the gold articles are no longer, so who says it stays."""


def compose_digest(contents: Contents) -> Sheet:
    """'Covers Sat 06:00 – Sun 06:00 Europe/London · 7 articles, 3 stories · next Mon 06:00', the stories, coming up."""
    day = contents.until.date()
    sections = [_show_story(new) for new in contents.new]
    if contents.coming:
        sections.append(Section("Coming up", tuple(_show_coming(coming) for coming in contents.coming)))
    return Sheet(f"Digest of {show_days(day, day)}", _show_window(contents), tuple(sections))


def _show_window(contents: Contents) -> str:
    covers = f"Covers {_show_clock(contents.since, contents.until)} – {_show_clock(contents.until, contents.until)}"
    copied = f" ({_number(contents.sources, 'source')})" if contents.sources < contents.articles else ""
    count = f"{_number(contents.articles, 'article')}{copied}, {_number(contents.stories, 'story', 'stories')}"
    parts = [f"{covers} {contents.zone}", "nothing new" if contents.empty else count]
    if contents.late:
        same_day = contents.due.date() == contents.until.date()
        parts.append(f"due {contents.due:%H:%M}" if same_day else f"due {_show_clock(contents.due, contents.until)}")
    if contents.next_due:
        parts.append(f"next {_show_clock(contents.next_due, contents.until)}")
    return " · ".join(parts)


def _show_clock(moment: datetime, beside: datetime) -> str:
    """'Sat 06:00', with its day where the weekday alone could be another week's."""
    clock = f"{WEEKDAYS[moment.weekday()]} {moment:%H:%M}"
    if abs(moment - beside) < timedelta(days=6):
        return clock
    return f"{WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} {moment.year} {moment:%H:%M}"


def _show_story(new: New) -> Section:
    rows = [_show_point(point) for point in new.points]
    rows += [Row("Doubt", clip(doubt.says, 200)) for doubt in new.doubts if clean(doubt.says)]
    outlets = clip(", ".join(new.publishers), 120)
    ids = ", ".join(new.shorts)
    source = outlets or clip(new.url or "", 120) or "pasted text"
    if new.sources < len(new.ids):
        source += f" (same text: {_number(new.sources, 'source')})"
    rows.append(Row("Source" if new.sources == 1 else "Sources", source, clip(ids, 80)))
    return Section(clip(new.title, 200) or "Untitled article", tuple(rows))


def _show_point(point: Point) -> Row:
    """The day and the sentence whole, so that whoever says it is named in it."""
    if point.entry is None:
        return Row(_show_counts(point) or "Undated", clip(point.sentence, SENTENCE))
    entry = point.entry
    note = None if entry.status == "happened" else entry.status
    return Row(show_date(entry.start, entry.end, entry.precision), clip(point.sentence, SENTENCE), note)


def _show_counts(point: Point) -> str:
    """'4 civilians, 25 others' for whole numbers that count something."""
    plain = [f for f in point.figures if f.noun and not f.unit and f.upper is None and float(f.value).is_integer()]
    counts = (f"{'' if f.approx == 'exact' else f.approx} {int(f.value):,} {f.noun}" for f in plain[:3])
    return clip(", ".join(count.strip() for count in counts), 80)


def _show_coming(coming: Coming) -> Row:
    entry = coming.entry
    told_by = " · ".join(part for part in ("planned", clip(coming.publisher or "", 40), clip(coming.short, 20)) if part)
    return Row(show_date(entry.start, entry.end, entry.precision), clip(entry.event, 160), told_by)


def _number(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
