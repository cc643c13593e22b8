"""The stories that the command line has stored."""

from collections.abc import Sequence

from bot.ports import Archive, Stored

GUILD = 0
"""The command line's guild."""
MOST = 1_000_000


async def list_stories(archive: Archive) -> list[list[Stored]]:
    """The articles of each story, earliest brought first; the story with the newest article first."""
    stories: dict[tuple[str, int], list[Stored]] = {}
    for article in await archive.articles(GUILD, limit=MOST):
        key = ("article", article.id) if article.story is None else ("story", article.story)
        stories.setdefault(key, []).append(article)
    return [articles[::-1] for articles in stories.values()]


def story_as_json(articles: Sequence[Stored]) -> dict[str, object]:
    """One line of `stories --json`."""
    return {
        "story": articles[0].story,
        "title": articles[0].report.article.title,
        "articles": [
            {
                "input": one.report.input,
                "id": one.short,
                "url": one.report.article.url,
                "title": one.report.article.title,
            }
            for one in articles
        ],
    }
