"""What is said, as plain data: cards, pages, captions."""

from bot.news.reply.card import Answer, Button, Card, First, Row, Section, Sheet, Tone, from_json, to_json
from bot.news.reply.cards import compose_card, compose_failure, count_lines, name_card, show_subtitle, show_title
from bot.news.reply.dates import show_date, show_days, show_published
from bot.news.reply.digests import compose_digest
from bot.news.reply.leave_out import leave_out
from bot.news.reply.same import Same, mark_same
from bot.news.reply.sheets import (
    Told,
    compose_article_timeline,
    compose_facts,
    compose_sentences,
    compose_timeline,
)
from bot.news.reply.text import clean, clip, isolate

__all__ = [
    "Answer", "Button", "Card", "First", "Row", "Same", "Section", "Sheet", "Told", "Tone", "clean", "clip",
    "compose_article_timeline", "compose_card", "compose_digest", "compose_facts", "compose_failure",
    "compose_sentences", "compose_timeline", "count_lines", "from_json", "isolate", "leave_out", "mark_same",
    "name_card", "show_date", "show_days", "show_published", "show_subtitle", "show_title", "to_json",
]  # fmt: skip
