"""What is said, as plain data: cards, pages, captions."""

from bot.news.reply.card import Answer, Button, Card, Row, Section, Sheet, Tone, from_json, to_json

__all__ = ["Answer", "Button", "Card", "Row", "Section", "Sheet", "Tone", "from_json", "to_json"]
