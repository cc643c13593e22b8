"""Who, what, when, where, why, how; figures; claims; names; the sentences that matter."""

from bot.news.facts.fact import Answer, Answers, Claim, Entity, Facts, Figure, Unsure, When

__all__ = ["Answer", "Answers", "Claim", "Entity", "Facts", "Figure", "Unsure", "When"]
